//! What one requirement has to do with another, where the prose says so.
//!
//! Only what a sentence says of the one right before it, and two demands that exclude each other.
//! Nothing is guessed from likeness.

use std::collections::HashMap;

use super::words::same_words;
use super::{Edge, EdgeKind, Requirement, Variant};
use crate::predicate::{Check, Kind};
use crate::statement::Level;

/// How a sentence that gives way to the one before it begins.
const FALLBACKS: &[&str] = &[
    "if this isn't possible",
    "if this is not possible",
    "if that isn't possible",
    "if that is not possible",
    "if it isn't possible",
    "if it is not possible",
    "if this isn't an option",
    "if you can't do this",
    "if you cannot do this",
    "if not possible",
    "as an alternative",
    "alternatively",
];

/// How a sentence that only serves the one before it begins.
const SUPPORTS: &[&str] = &[
    "to support this",
    "for this to work",
    "to do this",
    "to do so",
    "in this case",
    "in that case",
];

/// The edges, sorted.
pub(super) fn edges(requirements: &[Requirement]) -> Vec<Edge> {
    let mut edges = Vec::new();
    for pair in requirements.windows(2) {
        edges.extend(refers_back(&pair[0], &pair[1]));
    }
    edges.extend(conflicts(requirements));
    edges.sort();
    edges.dedup();
    edges
}

/// What the later of two neighbours says of the earlier one.
fn refers_back(earlier: &Requirement, later: &Requirement) -> Option<Edge> {
    let (a, b) = (earlier.variants.first()?, later.variants.first()?);
    if a.occurrences.first()?.path != b.occurrences.first()?.path
        || earlier.section != later.section
        || a.monikers.intersection(&b.monikers).is_empty()
    {
        return None;
    }
    let condition = b.condition.as_ref().map(|c| same_words(&c.text)).unwrap_or_default();
    let begins = |starts: &[&str]| {
        let text = same_words(&b.text);
        starts.iter().any(|start| condition.starts_with(start) || text.starts_with(start))
    };
    let kind = if begins(FALLBACKS) {
        EdgeKind::AlternativeTo
    } else if begins(SUPPORTS) {
        EdgeKind::DependsOn
    } else {
        return None;
    };
    Some(Edge { kind, from: later.id.clone(), to: earlier.id.clone() })
}

/// Two requirements that demand a state and its contrary without a condition in one version.
fn conflicts(requirements: &[Requirement]) -> Vec<Edge> {
    let mut by_state: HashMap<(String, String), Vec<(&Requirement, &Variant, bool)>> =
        HashMap::new();
    for requirement in requirements {
        for variant in requirement.variants.iter().filter(|v| v.condition.is_none()) {
            if let Some((subject, property, wanted)) = state(variant) {
                by_state.entry((subject, property)).or_default().push((
                    requirement,
                    variant,
                    wanted,
                ));
            }
        }
    }
    let mut keys: Vec<_> = by_state.into_iter().collect();
    keys.sort_by(|a, b| a.0.cmp(&b.0));
    let mut edges = Vec::new();
    for (_, all) in keys {
        let (wanted, unwanted): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.2);
        // A page may say the same thing a thousand times; its first contradiction is enough.
        for (a, one, _) in wanted.iter().take(8) {
            for (b, other, _) in unwanted.iter().take(8) {
                if !one.monikers.intersection(&other.monikers).is_empty() {
                    let (from, to) = (a.id.clone(), b.id.clone());
                    edges.push(Edge { kind: EdgeKind::ConflictsWith, from, to });
                }
            }
        }
    }
    edges
}

/// The subject and the state that an obligation demands (`true`) or forbids.
fn state(variant: &Variant) -> Option<(String, String, bool)> {
    let Some(Check::Leaf(leaf)) = &variant.check else { return None };
    let demanded = match leaf.kind {
        Kind::Holds => true,
        Kind::Absent(None) => false,
        _ => return None,
    };
    if variant.level == Level::May {
        return None;
    }
    Some((same_words(leaf.subject.as_deref()?), same_words(&leaf.property), demanded))
}
