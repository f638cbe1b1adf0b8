//! What a requirement says to the readers of one version.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::{Side, place_of};
use crate::requirement::words::same_words;
use crate::requirement::{Condition, Graph, Occurrence, Requirement, Variant};
use crate::version::MonikerId;

/// How many requirements each sentence states, by its place; counted when it is first asked for.
pub(super) struct Sharing<'a> {
    graph: &'a Graph,
    counts: OnceCell<HashMap<Place<'a>, usize>>,
}

/// A sentence's page, line and column, in one version.
type Place<'a> = (&'a str, u32, u32, MonikerId);

impl<'a> Sharing<'a> {
    pub(super) fn new(graph: &'a Graph) -> Self {
        Self { graph, counts: OnceCell::new() }
    }

    /// How many requirements the sentence states that stands here in a version.
    fn of(&self, occurrence: &Occurrence, id: MonikerId) -> usize {
        let counts = self.counts.get_or_init(|| {
            let mut counts: HashMap<Place<'a>, usize> = HashMap::new();
            let variants = self.graph.requirements.iter().flat_map(|r| &r.variants);
            for occurrence in variants.flat_map(|v| &v.occurrences) {
                for id in occurrence.monikers.iter() {
                    *counts.entry(place(occurrence, id)).or_default() += 1;
                }
            }
            counts
        });
        counts.get(&place(occurrence, id)).copied().unwrap_or(1)
    }
}

fn place(occurrence: &Occurrence, id: MonikerId) -> Place<'_> {
    (occurrence.path.as_str(), occurrence.start.line, occurrence.start.column, id)
}

/// Whether two requirements say the same at the same places, line numbers aside. Their graphs
/// number versions alike.
pub(super) fn is_same(old: &Requirement, new: &Requirement) -> bool {
    fn all<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
    }
    let place = |a: &Occurrence, b: &Occurrence| {
        a.monikers == b.monikers && a.path == b.path && a.section == b.section
    };
    let condition = |a: &Option<Condition>, b: &Option<Condition>| match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.text == b.text && a.check == b.check,
        _ => false,
    };
    all(&old.variants, &new.variants, |a, b| {
        a.monikers == b.monikers
            && a.level == b.level
            && a.text == b.text
            && a.clause == b.clause
            && condition(&a.condition, &b.condition)
            && a.check == b.check
            && all(&a.occurrences, &b.occurrences, place)
    })
}

/// What a requirement says in one version.
#[derive(Clone)]
pub(super) struct State<'a> {
    graph: &'a Graph,
    pub(super) variant: &'a Variant,
    occurrences: Vec<&'a Occurrence>,
    version: MonikerId,
    sharing: &'a Sharing<'a>,
}

impl<'a> State<'a> {
    /// What it says in this version, when it says anything.
    pub(super) fn at(
        graph: &'a Graph,
        requirement: &'a Requirement,
        version: MonikerId,
        sharing: &'a Sharing<'a>,
    ) -> Option<Self> {
        let variant = requirement.variants.iter().find(|v| v.monikers.contains(version))?;
        let read = |o: &&Occurrence| o.monikers.contains(version);
        let occurrences: Vec<&Occurrence> = variant.occurrences.iter().filter(read).collect();
        (!occurrences.is_empty()).then_some(Self { graph, variant, occurrences, version, sharing })
    }

    /// How many requirements its sentence states.
    pub(super) fn shared(&self) -> usize {
        self.sharing.of(self.occurrences[0], self.version)
    }

    /// The page and the headings, outermost first.
    pub(super) fn place(&self) -> (&'a str, &'a [String]) {
        let first = self.occurrences[0];
        (first.path.as_str(), &first.section)
    }

    /// All that it says, folded: states of one outcome that agree in it are one change.
    pub(super) fn words(&self) -> String {
        let variant = self.variant;
        let condition = variant.condition.as_ref().map_or("", |c| c.text.as_str());
        let parts = [variant.text.as_str(), variant.clause.as_str(), condition].map(same_words);
        format!("{:?}\n{}", variant.level, parts.join("\n"))
    }

    /// The side of a change.
    pub(super) fn side(&self) -> Side {
        let variant = self.variant;
        Side {
            level: variant.level,
            text: variant.text.clone(),
            clause: variant.clause.clone(),
            condition: variant.condition.as_ref().map(|c| c.text.clone()),
            condition_check: variant.condition.as_ref().and_then(|c| c.check.clone()),
            check: variant.check.clone(),
            verification: variant.verification(),
            section: self.occurrences[0].section.clone(),
            occurrences: self.places(),
        }
    }

    /// Adds the places of one more version.
    pub(super) fn add_places(state: Option<&Self>, side: Option<&mut Side>) {
        if let (Some(state), Some(side)) = (state, side) {
            for place in state.places() {
                if !side.occurrences.contains(&place) {
                    side.occurrences.push(place);
                }
            }
        }
    }

    fn places(&self) -> Vec<super::Place> {
        self.occurrences.iter().map(|o| place_of(o, self.graph)).collect()
    }
}
