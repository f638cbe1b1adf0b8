//! The verdicts on all requirements of one version, in one environment.

use super::{Judge, State, Verdict, in_force};
use crate::facts::Facts;
use crate::predicate::decide::Reference;
use crate::requirement::{Graph, Requirement, Variant};
use crate::statement::Level;
use crate::version::MonikerId;

/// The verdicts on all requirements of one version, in the order of the graph.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The version.
    pub moniker: &'a str,
    /// One row a requirement.
    pub rows: Vec<Row<'a>>,
}

/// The verdict on one requirement.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// What it says in this version.
    pub variant: &'a Variant,
    /// Where it says so first: path and line, from 1.
    pub source: (&'a str, u32),
    /// The verdict.
    pub verdict: Verdict,
}

/// How many requirements have which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts([usize; State::ALL.len()]);

impl Counts {
    /// How many have this one.
    pub fn of(&self, state: State) -> usize {
        let at = State::ALL.iter().position(|known| *known == state);
        at.map_or(0, |at| self.0[at])
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// Counts one more.
    pub fn add(&mut self, state: State) {
        if let Some(at) = State::ALL.iter().position(|known| *known == state) {
            self.0[at] += 1;
        }
    }
}

impl<'a> Report<'a> {
    /// Judges everything that is in force in a version.
    pub fn new(
        graph: &'a Graph,
        moniker: MonikerId,
        facts: &Facts,
        references: &[Reference],
    ) -> Self {
        let mut judge = Judge::new(facts, references);
        let rows = in_force(graph, moniker).map(|(requirement, variant)| {
            let place = variant.occurrences.iter().find(|o| o.monikers.contains(moniker));
            let place = place.or(variant.occurrences.first());
            Row {
                requirement,
                variant,
                source: place.map_or(("", 0), |place| (&place.path, place.start.line)),
                verdict: judge.evaluate(&requirement.id, variant),
            }
        });
        Self { moniker: graph.catalog.name(moniker), rows: rows.collect() }
    }

    /// How many requirements have which state.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            counts.add(row.verdict.state);
        }
        counts
    }

    /// Whether a requirement is violated that binds at least as strongly as `level`:
    /// [`Level::Must`] means what must and must not be, [`Level::Should`] advice too.
    pub fn fails(&self, level: Level) -> bool {
        self.rows.iter().any(|row| {
            let binds = match row.variant.level {
                Level::Must | Level::MustNot => true,
                Level::Should | Level::ShouldNot => !matches!(level, Level::Must | Level::MustNot),
                Level::May => false,
            };
            binds && row.verdict.state == State::Fail
        })
    }
}
