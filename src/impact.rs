//! What a change of requirements means for one environment: which of them it meets before and
//! would violate after, which need facts or a person that they didn't, and which are gone.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::{ChangeKind, Diff};
use crate::facts::Facts;
use crate::predicate::decide::Reference;
use crate::requirement::Graph;
use crate::statement::Level;
use crate::verdict::{Report, Row, State, Verdict};
use crate::version::MonikerId;

/// What becomes of an environment and one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// It is violated after, and was not before.
    NewlyFails,
    /// The facts don't decide it after; before they did, or it was not asked for, or fewer of them
    /// were missing.
    NeedsFacts,
    /// A person has to look after, and had not to before.
    NeedsPerson,
    /// It is met after, and was violated, open or not asked for before.
    NewlyMet,
    /// It is in force before and not after, or applies no more.
    NotNeeded,
}

impl Effect {
    /// All effects, in the order of reports.
    pub const ALL: [Self; 5] =
        [Self::NewlyFails, Self::NeedsFacts, Self::NeedsPerson, Self::NewlyMet, Self::NotNeeded];

    /// The name in every file format and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NewlyFails => "newly_fails",
            Self::NeedsFacts => "needs_facts",
            Self::NeedsPerson => "needs_person",
            Self::NewlyMet => "newly_met",
            Self::NotNeeded => "not_needed",
        }
    }

    /// The effect of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|effect| effect.as_str() == name)
    }

    /// As a heading, in lower case.
    pub fn described(self) -> &'static str {
        match self {
            Self::NewlyFails => "newly violated",
            Self::NeedsFacts => "in need of facts",
            Self::NeedsPerson => "in need of a person",
            Self::NewlyMet => "newly met",
            Self::NotNeeded => "no longer needed",
        }
    }

    fn of(before: Option<&Verdict>, after: Option<&Verdict>) -> Option<Self> {
        let old = before.map(|verdict| verdict.state);
        let new = after.map(|verdict| verdict.state);
        if old == new {
            let more = new == Some(State::Unknown) && more_is_missing(before?, after?);
            return more.then_some(Self::NeedsFacts);
        }
        match new {
            Some(State::Fail) => Some(Self::NewlyFails),
            Some(State::Unknown) => Some(Self::NeedsFacts),
            Some(State::Manual) => Some(Self::NeedsPerson),
            Some(State::Pass) => Some(Self::NewlyMet),
            // What never applied is not missed.
            Some(State::NotApplicable) => old.map(|_| Self::NotNeeded),
            None => old.filter(|old| *old != State::NotApplicable).map(|_| Self::NotNeeded),
        }
    }
}

/// Whether something could not be seen after that could be, or was not looked for, before.
fn more_is_missing(before: &Verdict, after: &Verdict) -> bool {
    after.offenders.iter().any(|missing| !before.offenders.contains(missing))
}

/// One side of a change, as far as verdicts need it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The requirements.
    pub graph: &'a Graph,
    /// The version that the environment has on this side.
    pub moniker: MonikerId,
    /// The references of the product's vocabulary.
    pub references: &'a [Reference],
}

impl<'a> Side<'a> {
    /// The verdicts on an environment on this side.
    pub fn report(self, facts: &Facts) -> Report<'a> {
        Report::new(self.graph, self.moniker, facts, self.references)
    }
}

/// What a change means for one environment.
#[derive(Debug, Clone, PartialEq)]
pub struct Impact {
    /// The version before.
    pub from: String,
    /// The version after; between two revisions the same one.
    pub to: String,
    /// What becomes of it, by effect, then in the order of the docs.
    pub entries: Vec<Entry>,
    /// How many requirements are violated before and after.
    pub still_fails: usize,
    /// How many others are in force before or after, and have no effect.
    pub unaffected: usize,
}

/// What becomes of the environment and one requirement.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The requirement.
    pub id: String,
    /// What becomes of it.
    pub effect: Effect,
    /// How strongly it binds: after, or before where it is gone.
    pub level: Level,
    /// What it says: after, or before where it is gone.
    pub text: String,
    /// Where it says so: path and line, from 1.
    pub source: (String, u32),
    /// How the requirement changed. None when only the facts tell the sides apart.
    pub change: Option<ChangeKind>,
    /// The verdict before; none when it was not in force.
    pub from: Option<Verdict>,
    /// The verdict after; none when it is not in force.
    pub to: Option<Verdict>,
}

impl Impact {
    /// Judges an environment on both sides of a diff.
    pub fn new(from: Side<'_>, to: Side<'_>, facts: &Facts, diff: &Diff) -> Self {
        Self::between(&from.report(facts), &to.report(facts), diff)
    }

    /// The same from the verdicts of both sides.
    pub fn between(before: &Report<'_>, after: &Report<'_>, diff: &Diff) -> Self {
        let version = after.moniker;
        let in_version = diff.changes.iter().filter(|change| {
            change.monikers.iter().any(|moniker| moniker.eq_ignore_ascii_case(version))
        });
        let changes: BTreeMap<&str, ChangeKind> =
            in_version.map(|change| (change.id.as_str(), change.kind)).collect();
        let mut impact = Self {
            from: before.moniker.to_owned(),
            to: version.to_owned(),
            entries: Vec::new(),
            still_fails: 0,
            unaffected: 0,
        };
        let known: BTreeMap<&str, &Row<'_>> =
            before.rows.iter().map(|row| (row.requirement.id.as_str(), row)).collect();
        let ids: BTreeSet<&str> =
            after.rows.iter().map(|row| row.requirement.id.as_str()).collect();
        let gone = before.rows.iter().filter(|row| !ids.contains(row.requirement.id.as_str()));
        let pairs = after
            .rows
            .iter()
            .map(|row| (known.get(row.requirement.id.as_str()).copied(), Some(row)));
        for (old, new) in pairs.chain(gone.map(|row| (Some(row), None))) {
            impact.add(old, new, &changes);
        }
        impact.entries.sort_by_key(|entry| entry.effect); // stable
        impact
    }

    fn add(
        &mut self,
        old: Option<&Row<'_>>,
        new: Option<&Row<'_>>,
        changes: &BTreeMap<&str, ChangeKind>,
    ) {
        let Some(row) = new.or(old) else { return };
        let (from, to) = (old.map(|row| &row.verdict), new.map(|row| &row.verdict));
        let Some(effect) = Effect::of(from, to) else {
            match to.map(|verdict| verdict.state) {
                Some(State::Fail) => self.still_fails += 1,
                _ => self.unaffected += 1,
            }
            return;
        };
        let id = &row.requirement.id;
        self.entries.push(Entry {
            id: id.clone(),
            effect,
            level: row.variant.level,
            text: row.variant.text.clone(),
            source: (row.source.0.to_owned(), row.source.1),
            change: changes.get(id.as_str()).copied(),
            from: from.cloned(),
            to: to.cloned(),
        });
    }

    /// How many requirements have this effect.
    pub fn count(&self, effect: Effect) -> usize {
        self.entries.iter().filter(|entry| entry.effect == effect).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff;
    use crate::requirement::lock::Lock;
    use crate::requirement::script::page;
    use crate::verdict::Code;

    fn verdict(state: State, offenders: &[&str]) -> Verdict {
        let offenders = offenders.iter().map(|place| (*place).to_owned()).collect();
        Verdict { state, code: Code::Missing, reason: String::new(), offenders }
    }

    #[test]
    fn every_pair_of_states_has_its_effect() {
        use State::{Fail, Manual, NotApplicable, Pass, Unknown};
        let states =
            [None, Some(Fail), Some(Unknown), Some(Manual), Some(Pass), Some(NotApplicable)];
        let name = |old: Option<State>, new: Option<State>| {
            let (old, new) = (old.map(|s| verdict(s, &[])), new.map(|s| verdict(s, &[])));
            Effect::of(old.as_ref(), new.as_ref()).map_or("-", Effect::as_str)
        };
        let table: Vec<String> = states
            .iter()
            .map(|old| states.iter().map(|new| name(*old, *new)).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(
            table,
            [
                // after: not in force, fail, unknown, manual, pass, not applicable
                "- newly_fails needs_facts needs_person newly_met -",
                "not_needed - needs_facts needs_person newly_met not_needed",
                "not_needed newly_fails - needs_person newly_met not_needed",
                "not_needed newly_fails needs_facts - newly_met not_needed",
                "not_needed newly_fails needs_facts needs_person - not_needed",
                "- newly_fails needs_facts needs_person newly_met -",
            ]
        );
    }

    #[test]
    fn one_more_fact_that_is_missing_is_needed() {
        let (one, two) = (verdict(State::Unknown, &["a"]), verdict(State::Unknown, &["a", "b"]));
        assert_eq!(Effect::of(Some(&one), Some(&two)), Some(Effect::NeedsFacts));
        assert_eq!(Effect::of(Some(&two), Some(&one)), None);
    }

    #[test]
    fn nothing_becomes_of_what_stays() {
        let made = page("# A\nmust: The lid must be up.\nmay v2: You can go.\n", &Lock::default());
        let diff = diff::revisions(&made.graph, &made.graph, &[]).unwrap();
        let facts = Facts::parse(br#"{"schema":"normative.facts/1"}"#).unwrap();
        for moniker in made.graph.catalog.ids() {
            let side = Side { graph: &made.graph, moniker, references: &[] };
            let impact = Impact::new(side, side, &facts, &diff);
            assert_eq!(impact.entries, []);
            assert!(impact.unaffected > 0);
        }
    }
}
