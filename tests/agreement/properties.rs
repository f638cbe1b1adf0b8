//! What must hold for any facts: met, violated alone, and never proven by less.

use std::collections::{BTreeMap, BTreeSet};

use normative::predicate::Check;
use normative::requirement::Variant;
use normative::statement::Level;
use normative::verdict::State;
use normative::vocabulary::Vocabulary;
use normative::vocabulary::bind::Why;
use serde_json::Value;

use crate::base::{Version, compiled, versions, vocabulary};
use crate::change::{Change, Step, alterations, fact_path, losses, places};
use crate::judge::{Rules, failing};

pub(crate) fn good_facts_leave_no_failure() {
    let compiled = compiled();
    for version in versions(compiled) {
        let rules = Rules::of(compiled, &version);
        assert!(rules.automated.len() >= 30, "{}", rules.automated.len());
        let verdicts = rules.judge(&version.good());
        for (id, ..) in &rules.automated {
            // Somebody may create the object, so it need not be pre-staged.
            let not_asked = id.contains("pre-stage") && verdicts[id] == "not_applicable condition";
            assert!(not_asked || verdicts[id] == "pass satisfied", "{id}: {}", verdicts[id]);
        }
    }
}

/// A change to good facts for each requirement that a single one violates, and no other.
pub(crate) fn violations(
    rules: &Rules<'_>,
    version: &Version<'_>,
    vocabulary: &Vocabulary,
) -> BTreeMap<String, Change> {
    let good = version.good();
    let mut found = BTreeMap::new();
    for change in alterations(&good, vocabulary, &rules.tests()) {
        let verdicts = rules.judge(&change.apply(&good));
        if let [only] = failing(&verdicts)[..] {
            found.entry(only.to_owned()).or_insert(change);
        }
    }
    found
}

/// Whether `NORMATIVE_LONG` asks for the long run.
pub(crate) fn is_long() -> bool {
    std::env::var_os("NORMATIVE_LONG").is_some_and(|value| !value.is_empty())
}

/// `a/0/b` as a place.
fn place(path: &str) -> Vec<Step> {
    let step = |part: &str| part.parse().map_or(Step::Key(part.to_owned()), Step::Item);
    path.split('/').map(step).collect()
}

/// Facts that violate what no single fact does.
fn pairs(good: &Value) -> Vec<Value> {
    let with = |changes: &[&str]| {
        let set = |facts: Value, path: &&str| Change::Set(place(path), false.into()).apply(&facts);
        changes.iter().fold(good.clone(), set)
    };
    let mut all = vec![with(&["sql/failoverInstance", "sql/hadrEnabled"])];
    for cluster in 0..2 {
        let create = format!("accounts/items/{cluster}/canCreateComputers");
        all.push(with(&[&format!("clusters/items/{cluster}/cno/enabled"), &create]));
        all.push(with(&[&format!("clusters/items/{cluster}/cno/exists"), &create]));
    }
    all
}

/// What can't be violated without violating others: part of the one's id, and how many others.
const IMPLIED: &[(&str, usize)] = &[
    // Not to pre-stage is a violation only where nobody may create the object, which is one too.
    ("pre-stage-cluster-computer-object", 1),
    // A database that is not highly available is neither clustered nor in a group.
    ("vmm-database-highly-available", 2),
];

pub(crate) fn each_requirement_can_be_violated_alone() {
    let compiled = compiled();
    for version in versions(compiled) {
        let rules = Rules::of(compiled, &version);
        let violated = violations(&rules, &version, vocabulary(compiled));
        let mut violated: BTreeSet<String> = violated.into_keys().collect();
        for facts in pairs(&version.good()) {
            let verdicts = rules.judge(&facts);
            let failing = failing(&verdicts);
            let implies = |id: &str| {
                let found = IMPLIED.iter().find(|(part, _)| id.contains(part));
                found.map_or(0, |(_, others)| *others)
            };
            let whole = failing.iter().find(|id| implies(id) + 1 == failing.len());
            violated.extend(whole.map(|id| (*id).to_owned()));
        }
        let missed: Vec<&String> = rules
            .automated
            .iter()
            .filter(|(id, level, _)| *level != Level::May && !violated.contains(id))
            .map(|(id, ..)| id)
            .collect();
        assert!(missed.is_empty(), "{}: never violated alone: {missed:#?}", version.moniker);
    }
}

/// Whatever is lost from facts, nothing passes that did not pass before: for every requirement on
/// good facts, and for each requirement on facts that violate it. And every requirement misses
/// some of what is lost.
pub(crate) fn what_is_lost_proves_nothing() {
    let compiled = compiled();
    for version in versions(compiled) {
        let rules = Rules::of(compiled, &version);
        let good = version.good();
        let before = rules.judge(&good);
        let mut missed = BTreeSet::new();
        for change in losses(&good) {
            for (id, verdict) in rules.judge(&change.apply(&good)) {
                let is_new = verdict.starts_with("pass") && !before[&id].starts_with("pass");
                assert!(!is_new, "{}: {id} passes after {change:?}", version.moniker);
                if verdict.starts_with("unknown") {
                    missed.insert(id);
                }
            }
        }
        for (id, ..) in &rules.automated {
            assert!(missed.contains(id), "{}: nothing makes {id} unknown", version.moniker);
        }
        // The versions differ in values only: one of them stands for all, unless asked for more.
        let is_last = version.moniker == versions(compiled)[3].moniker;
        if !is_last && !is_long() {
            continue;
        }
        for (id, violation) in violations(&rules, &version, vocabulary(compiled)) {
            let bad = violation.apply(&good);
            for change in losses(&bad) {
                let state = rules.state(&id, change.apply(&bad));
                assert_ne!(state, State::Pass, "{}: {id}: {change:?}", version.moniker);
            }
        }
    }
}

/// The good facts have a value for every fact of the vocabulary, so that what is done to each of
/// their places is done to every fact.
pub(crate) fn every_fact_stands_in_good_facts() {
    let good = versions(compiled())[3].good();
    let stands: BTreeSet<String> =
        places(&good).iter().map(|(place, _)| fact_path(place)).collect();
    for fact in &vocabulary(compiled()).facts {
        assert!(stands.contains(&fact.path.to_string()), "{}", fact.path);
    }
    let lost = losses(&good);
    assert!(lost.len() >= 2900, "{}", lost.len());
}

/// Every check of the page that a program could decide is bound to facts, or the vocabulary says
/// why a person has to decide it. Counted as the page states them: a sentence in two zones twice.
pub(crate) fn every_check_is_bound_or_says_why() {
    let compiled = compiled();
    for unbound in &compiled.unbound {
        assert!(matches!(unbound.why, Why::Manual(_)), "{unbound:?}");
    }
    let variants = compiled.graph.requirements.iter().flat_map(|r| &r.variants);
    let stated = |variant: &Variant| {
        let bound = variant.check.as_ref().map_or(0, bound_leaves);
        bound * variant.occurrences.len()
    };
    let bound: usize = variants.map(stated).sum();
    assert!(bound >= 69, "{bound} checks are bound");
    assert!(compiled.unbound.len() <= 2, "{:#?}", compiled.unbound);
}

fn bound_leaves(check: &Check) -> usize {
    match check {
        Check::Leaf(leaf) => {
            usize::from(leaf.fact.as_ref().is_some_and(|fact| fact.test.is_some()))
        }
        Check::AnyOf(of) | Check::AllOf(of) => of.iter().map(bound_leaves).sum(),
        Check::Not(of) => bound_leaves(of),
    }
}
