//! What one requirement has to do with another, where the prose says so.
//!
//! Only what a sentence says of the one right before it, and two demands that exclude each other.
//! Nothing is guessed from likeness.

use std::collections::HashMap;

use rayon::prelude::*;

use super::words::same_words;
use super::{Edge, EdgeKind, Requirement, Variant};
use crate::predicate::{Check, Kind};
use crate::statement::Level;

/// How a sentence that gives way to the one before it begins; see also [`denies_what_was_said`].
const FALLBACKS: &[&str] =
    &["if not possible", "if you can't do this", "as an alternative", "alternatively"];

/// The words by which a condition denies that what was just said can be done.
const FEASIBLE: &[&str] = &["possible", "feasible", "practical", "available", "option"];

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
    let referring = requirements.par_windows(2).filter_map(|pair| refers_back(&pair[0], &pair[1]));
    edges.par_extend(referring);
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
    let text = same_words(&b.text);
    let begins = |starts: &[&str]| {
        starts.iter().any(|start| condition.starts_with(start) || text.starts_with(start))
    };
    let kind = if begins(FALLBACKS) || denies_what_was_said(&text) {
        EdgeKind::AlternativeTo
    } else if begins(SUPPORTS) {
        EdgeKind::DependsOn
    } else {
        return None;
    };
    Some(Edge { kind, from: later.id.clone(), to: earlier.id.clone() })
}

/// Whether a folded sentence opens with a condition such as "if that is not feasible".
fn denies_what_was_said(text: &str) -> bool {
    let mut words = text.split(' ').map(|word| word.trim_end_matches(','));
    let (first, second) = (words.next(), words.next());
    let refers_back = first == Some("if") && matches!(second, Some("this" | "that" | "it"));
    let rest: Vec<&str> = words.take(4).collect();
    refers_back
        && rest.iter().any(|word| *word == "not" || word.ends_with("n't"))
        && rest.iter().any(|word| FEASIBLE.contains(word))
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
