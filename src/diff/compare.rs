//! What became of a requirement in one version.
//!
//! Level, condition and check are compared apart. All that differ are stricter: `tightened`; all
//! milder: `loosened`; otherwise `changed`.

use super::ChangeKind;
use super::check::check_direction;
use super::place::Places;
use super::reason;
use super::state::State;
use super::text::{condition_direction, demand_direction};
use crate::requirement::Variant;
use crate::requirement::words::same_words;
use crate::statement::Level;

/// How the environments that comply after relate to those before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// The same.
    Same,
    /// Fewer.
    Stricter,
    /// More.
    Milder,
    /// Others.
    Other,
}

impl Direction {
    /// The direction of two changes at once.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, one) | (one, Self::Same) => one,
            (one, other) if one == other => one,
            _ => Self::Other,
        }
    }

    /// From the other side.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Stricter => Self::Milder,
            Self::Milder => Self::Stricter,
            other => other,
        }
    }
}

/// What happened, and why it counts as that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) kind: ChangeKind,
    pub(super) reason: String,
}

impl Outcome {
    pub(super) fn of(kind: ChangeKind, reason: impl Into<String>) -> Self {
        Self { kind, reason: reason.into() }
    }

    /// The set of versions changed; `versions` are all that are compared.
    pub(super) fn left_or_entered(
        versions: &[(String, Option<State<'_>>, Option<State<'_>>)],
    ) -> Self {
        let names = |keep: fn(bool, bool) -> bool| -> Vec<&str> {
            let kept = versions.iter().filter(|(_, old, new)| keep(old.is_some(), new.is_some()));
            kept.map(|(name, _, _)| name.as_str()).collect()
        };
        let entered = names(|old, new| !old && new);
        let left = names(|old, new| old && !new);
        Self::of(ChangeKind::Versions, reason::versions(&entered, &left))
    }
}

/// What happened between two states, if anything did.
pub(super) fn outcome(old: &State<'_>, new: &State<'_>, places: &Places<'_>) -> Option<Outcome> {
    let (a, b) = (old.variant, new.variant);
    let check = check_direction(a, b);
    let level = level_direction(a.level, b.level, a, b);
    let condition = condition_direction(when(a), when(b));
    // A check that stays the same, or that there is none, can hide another name in the demand.
    let demand = match check {
        Direction::Same => demand_direction(a, b),
        direction => direction,
    };
    let kind = match level.and(condition).and(demand) {
        Direction::Stricter => Some(ChangeKind::Tightened),
        Direction::Milder => Some(ChangeKind::Loosened),
        Direction::Other => Some(ChangeKind::Changed),
        Direction::Same => None,
    };
    if let Some(kind) = kind {
        return Some(Outcome::of(kind, reason::content(a, b, [level, condition, demand])));
    }
    let own = same_words(&a.clause) != same_words(&b.clause)
        || when(a).map(same_words) != when(b).map(same_words)
        || a.level != b.level;
    let sentence = same_words(&a.text) != same_words(&b.text) && old.shared() != new.shared();
    if own || sentence {
        return Some(Outcome::of(ChangeKind::Reworded, "the same demand in other words"));
    }
    let moved = places.moved(old.place(), new.place());
    moved.then(|| Outcome::of(ChangeKind::Moved, reason::moved(old.place(), new.place())))
}

fn when(variant: &Variant) -> Option<&str> {
    variant.condition.as_ref().map(|c| c.text.as_str())
}

/// may < should < must, and may < `should_not` < `must_not`. A level and its negative are one level
/// when the check, which has no polarity, is the same; otherwise they can't be compared.
fn level_direction(from: Level, to: Level, a: &Variant, b: &Variant) -> Direction {
    let (strength_from, negative_from) = strength(from);
    let (strength_to, negative_to) = strength(to);
    let crossing = strength_from > 0 && strength_to > 0 && negative_from != negative_to;
    let same_check = a.check.is_some() && check_direction(a, b) != Direction::Other;
    if crossing && !same_check {
        return Direction::Other;
    }
    match strength_to.cmp(&strength_from) {
        std::cmp::Ordering::Less => Direction::Milder,
        std::cmp::Ordering::Equal => Direction::Same,
        std::cmp::Ordering::Greater => Direction::Stricter,
    }
}

/// How strongly a level binds, and whether it forbids.
fn strength(level: Level) -> (u8, bool) {
    match level {
        Level::May => (0, false),
        Level::Should => (1, false),
        Level::ShouldNot => (1, true),
        Level::Must => (2, false),
        Level::MustNot => (2, true),
    }
}
