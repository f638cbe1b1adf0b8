//! What a requirement says to the readers of one version.

use std::collections::HashMap;

use super::{Place, Side, place_of};
use crate::requirement::words::same_words;
use crate::requirement::{Graph, Occurrence, Requirement, Variant};
use crate::version::MonikerId;

/// How many requirements each sentence states, by its place.
pub(super) type Sharing<'a> = HashMap<(&'a str, u32, u32, MonikerId), usize>;

/// Counts, for each sentence and version, the requirements that it states.
pub(super) fn sharing(graph: &Graph) -> Sharing<'_> {
    let mut sharing = Sharing::new();
    for requirement in &graph.requirements {
        for occurrence in requirement.variants.iter().flat_map(|v| &v.occurrences) {
            for id in occurrence.monikers.iter() {
                *sharing.entry(key(occurrence, id)).or_default() += 1;
            }
        }
    }
    sharing
}

fn key(occurrence: &Occurrence, id: MonikerId) -> (&str, u32, u32, MonikerId) {
    (occurrence.path.as_str(), occurrence.start.line, occurrence.start.column, id)
}

/// What a requirement says in one version.
#[derive(Debug, Clone)]
pub(super) struct State<'a> {
    graph: &'a Graph,
    pub(super) variant: &'a Variant,
    occurrences: Vec<&'a Occurrence>,
    /// How many requirements its sentence states.
    pub(super) shared: usize,
}

impl<'a> State<'a> {
    /// What it says in this version, when it says anything.
    pub(super) fn at(
        graph: &'a Graph,
        requirement: &'a Requirement,
        version: MonikerId,
        sharing: &Sharing<'_>,
    ) -> Option<Self> {
        let variant = requirement.variants.iter().find(|v| v.monikers.contains(version))?;
        let read = |o: &&Occurrence| o.monikers.contains(version);
        let occurrences: Vec<&Occurrence> = variant.occurrences.iter().filter(read).collect();
        let first = occurrences.first()?;
        let shared = sharing.get(&key(first, version)).copied().unwrap_or(1);
        Some(Self { graph, variant, occurrences, shared })
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

    fn places(&self) -> Vec<Place> {
        self.occurrences.iter().map(|o| place_of(o, self.graph)).collect()
    }
}
