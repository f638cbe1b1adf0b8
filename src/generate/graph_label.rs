//! What the drawings of the graph say of a requirement.

use std::collections::HashMap;

use crate::requirement::{Graph, Requirement};

/// Longer clauses are cut: a drawing shows what there is, not all that is said.
const LONGEST: usize = 80;

/// The requirements of each document that has any, by its path.
pub(super) fn documents(graph: &Graph) -> Vec<(&str, Vec<&Requirement>)> {
    let mut all: Vec<(&str, Vec<&Requirement>)> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    for requirement in &graph.requirements {
        let first = requirement.variants.first().and_then(|v| v.occurrences.first());
        let path = first.map_or("", |occurrence| occurrence.path.as_str());
        let number = *at.entry(path).or_insert(all.len());
        if number == all.len() {
            all.push((path, Vec::new()));
        }
        all[number].1.push(requirement);
    }
    all
}

/// The level and the words of the newest variant, and its versions when they aren't all.
pub(super) fn label(requirement: &Requirement, graph: &Graph) -> String {
    let Some(variant) = requirement.variants.last() else { return String::new() };
    let clause = variant.clause.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = clause.char_indices().nth(LONGEST).map_or(clause.len(), |(at, _)| at);
    let more = if cut < clause.len() { "\u{2026}" } else { "" };
    let level = variant.level.as_str().replace('_', " ");
    let mut label = format!("{level}: {}{more}", clause[..cut].trim_end());
    let versions = requirement.variants.iter().map(|v| v.monikers.len()).sum::<usize>();
    if versions < graph.catalog.monikers.len() {
        let all = requirement.variants.iter().flat_map(|v| graph.catalog.names(&v.monikers));
        label = format!("{label}\n{}", all.collect::<Vec<_>>().join(", "));
    }
    label
}
