//! Generated facts: good ones, ones with something lost or altered, directed by the bounds of the
//! tests, and ones put together at random from the vocabulary alone.

use std::collections::BTreeSet;

use normative::predicate::path::Segment;
use normative::vocabulary::{Fact, FactType, Vocabulary};
use serde_json::{Map, Value, json};

use crate::base::{Version, compiled, vocabulary};
use crate::change::{Change, Place, Step, alterations, losses};
use crate::dice::Dice;
use crate::judge::Rules;

/// So many facts about a version, always the same.
pub(crate) fn corpus(rules: &Rules<'_>, version: &Version<'_>, size: usize) -> Vec<Value> {
    let vocabulary = vocabulary(compiled());
    let good = version.good();
    let mut pools = [losses(&good), alterations(&good, vocabulary, &rules.tests())];
    // Facts about another version are refused, which other tests see to.
    pools.iter_mut().for_each(|pool| pool.retain(|change| !change.is_about(&version_place())));
    let mut dice = Dice::new(version.id.0.into());
    let mut corpus = vec![good.clone()];
    while corpus.len() < size {
        let facts = if dice.once_in(4) {
            random(vocabulary, version, &mut dice)
        } else {
            let number = *dice.one_of(&[1, 1, 1, 2, 3, 6, 12]);
            (0..number).fold(good.clone(), |facts, _| {
                let pool = &pools[dice.below(2)];
                dice.one_of(pool).apply(&facts)
            })
        };
        corpus.push(attested(facts, rules, &mut dice));
    }
    corpus
}

/// Where facts say which version they are about.
pub(crate) fn version_place() -> Place {
    vec![Step::Key("vmm".to_owned()), Step::Key("version".to_owned())]
}

/// Facts in which people may have answered for what can't be decided.
fn attested(mut facts: Value, rules: &Rules<'_>, dice: &mut Dice) -> Value {
    if !dice.once_in(5) {
        return facts;
    }
    let ids: Vec<&str> = rules.ids().collect();
    let entries: Vec<Value> = (0..=dice.below(20))
        .map(|_| {
            let id = if dice.once_in(9) { "no/such" } else { dice.one_of(&ids) };
            let answers = ["yes", "no", "not-applicable", "Yes", "maybe"];
            match dice.below(12) {
                0 => json!({ "requirement": id, "answer": true, "by": "alice" }),
                1 => json!({ "requirement": id }),
                2 => json!(id),
                _ => json!({ "requirement": id, "answer": dice.one_of(&answers), "by": "alice" }),
            }
        })
        .collect();
    facts["attest"] = match dice.below(4) {
        0 => json!({ "complete": false, "items": entries }),
        1 => json!("yes"),
        _ => json!(entries),
    };
    facts
}

/// Facts of every shape that the vocabulary allows, and of some that it does not.
fn random(vocabulary: &Vocabulary, version: &Version<'_>, dice: &mut Dice) -> Value {
    let mut maker = Maker { vocabulary, names: names(vocabulary), dice };
    let mut facts = maker.members(&[]);
    facts["schema"] = json!("normative.facts/1");
    if let Some(Value::Object(vmm)) = facts.get_mut("vmm") {
        let known = [json!(version.moniker), Value::Null];
        vmm.insert("version".to_owned(), maker.dice.one_of(&known).clone());
    }
    facts
}

/// Names that meet each other in facts, in several spellings.
fn names(vocabulary: &Vocabulary) -> Vec<String> {
    let mut names = BTreeSet::new();
    for name in ["n1", "n2", "vmmcl", "fscl"] {
        names.extend([name.to_owned(), name.to_uppercase(), format!("{name}.contoso.com")]);
        names.extend([format!("{name}.Contoso.COM."), format!("{name}\u{ad}.contoso.com")]);
    }
    for name in ["contoso.com", "CONTOSO", "fabrikam.com", "FABRIKAM", "\u{130}.contoso.com"] {
        names.insert(name.to_owned());
    }
    names.extend(["", ".", "..", "abcdefghijklmno", "abcdefghijklmnop"].map(str::to_owned));
    names.extend(["2026-01-01", "1", "true", "null", "$(1)", "'@\n"].map(str::to_owned));
    let releases = vocabulary.orders.iter().flat_map(|order| &order.releases);
    names.extend(releases.map(|release| release.name.clone()));
    names.into_iter().collect()
}

struct Maker<'a> {
    vocabulary: &'a Vocabulary,
    names: Vec<String>,
    dice: &'a mut Dice,
}

impl Maker<'_> {
    /// An object with the facts right below a path.
    fn members(&mut self, path: &[Segment]) -> Value {
        let mut members = Map::new();
        let facts = &self.vocabulary.facts;
        let below = facts.iter().filter(|fact| fact.path.segments.starts_with(path));
        let names: BTreeSet<&str> = below
            .filter_map(|fact| Some(fact.path.segments.get(path.len())?.name.as_str()))
            .collect();
        for name in names {
            if self.dice.once_in(25) {
                continue;
            }
            let value = self.member(path, name);
            members.insert(name.to_owned(), value);
        }
        if self.dice.once_in(20) {
            members.insert("count".to_owned(), json!(1));
        }
        Value::Object(members)
    }

    fn member(&mut self, path: &[Segment], name: &str) -> Value {
        let at = |each| [path, &[Segment { name: name.to_owned(), each }]].concat();
        let known =
            |path: &[Segment]| self.vocabulary.facts.iter().find(|fact| fact.path.segments == path);
        let is_list = self.vocabulary.facts.iter().any(|f| f.path.segments.starts_with(&at(true)));
        let fact = known(&at(false));
        if self.dice.once_in(25) {
            return hostile(self.dice);
        }
        match fact {
            _ if is_list => self.list(&at(true)),
            Some(fact) if fact.kind == FactType::List => self.list(&at(true)),
            Some(fact) => self.scalar(&fact.clone()),
            None => self.members(&at(false)),
        }
    }

    fn list(&mut self, path: &[Segment]) -> Value {
        let own = self.vocabulary.facts.iter().find(|fact| fact.path.segments == path).cloned();
        let size = *self.dice.one_of(&[0, 1, 1, 2, 2, 2, 3, 3, 4, 17]);
        let items: Vec<Value> = (0..size)
            .map(|_| match &own {
                _ if self.dice.once_in(25) => hostile(self.dice),
                Some(fact) => self.scalar(fact),
                None => self.members(path),
            })
            .collect();
        match self.dice.below(12) {
            0 => json!(items),
            1 => json!({ "complete": false, "items": items }),
            2 => json!({ "items": items }),
            3 => json!({ "Complete": true, "items": items }),
            _ => json!({ "complete": true, "items": items }),
        }
    }

    fn scalar(&mut self, fact: &Fact) -> Value {
        match fact.kind {
            FactType::Boolean => json!(!self.dice.once_in(3)),
            FactType::Integer => dice_number(self.dice),
            FactType::Text | FactType::List => {
                let text = match &fact.values {
                    Some(values) if !self.dice.once_in(8) => self.dice.one_of(values),
                    _ => self.dice.one_of(&self.names),
                };
                json!(if self.dice.once_in(10) { text.to_uppercase() } else { text.clone() })
            }
        }
    }
}

fn dice_number(dice: &mut Dice) -> Value {
    let numbers = [json!(0), json!(1), json!(2), json!(16), json!(17), json!(-1), json!(i64::MAX)];
    dice.one_of(&numbers).clone()
}

/// What no fact should be.
fn hostile(dice: &mut Dice) -> Value {
    let values = [
        Value::Null,
        json!(true),
        json!("False"),
        json!(1),
        json!(16.0),
        json!(1e300),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(""),
        json!([]),
        json!([[]]),
        json!([null]),
        json!(["x"]),
        json!({}),
        json!({ "items": null, "complete": true }),
        json!({ "items": [null], "complete": true }),
        json!({ "items": {}, "complete": 1 }),
    ];
    dice.one_of(&values).clone()
}

/// What is lost, on good facts and on facts that violate as much as one document can.
pub(crate) fn lossy(rules: &Rules<'_>, version: &Version<'_>) -> Vec<Lossy> {
    let good = version.good();
    let bad = worst(rules, version);
    [good, bad]
        .into_iter()
        .map(|before| {
            let changes: Vec<Change> = losses(&before);
            let after = changes.iter().map(|change| change.apply(&before)).collect();
            Lossy { before, changes, after }
        })
        .collect()
}

/// Facts, and what becomes of them with each loss.
pub(crate) struct Lossy {
    pub(crate) before: Value,
    pub(crate) changes: Vec<Change>,
    pub(crate) after: Vec<Value>,
}

/// Facts that violate as many requirements as possible: altered again and again, as long as that
/// makes more of them fail.
pub(crate) fn worst(rules: &Rules<'_>, version: &Version<'_>) -> Value {
    let mut facts = version.good();
    let failing = |facts: &Value| {
        let verdicts = rules.judge(facts);
        verdicts.values().filter(|verdict| verdict.starts_with("fail")).count()
    };
    let mut most = 0;
    for change in alterations(&facts, vocabulary(compiled()), &rules.tests()) {
        if change.is_about(&version_place()) {
            continue;
        }
        let altered = change.apply(&facts);
        let number = failing(&altered);
        if number > most {
            (most, facts) = (number, altered);
        }
    }
    facts
}

impl Lossy {
    /// Forgets losses in members of a list behind the first one.
    pub(crate) fn keep_first_members(&mut self) {
        let is_first = |change: &Change| match change {
            Change::Set(place, _) | Change::Remove(place) | Change::Fill(place, _) => {
                !place.iter().any(|step| matches!(step, Step::Item(at) if *at > 0))
            }
            Change::SetInCluster(..) => true,
        };
        let kept: Vec<bool> = self.changes.iter().map(is_first).collect();
        let mut of_change = kept.iter();
        self.changes.retain(|_| *of_change.next().expect("one for each"));
        let mut of_facts = kept.iter();
        self.after.retain(|_| *of_facts.next().expect("one for each"));
    }
}
