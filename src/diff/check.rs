//! How the checks of two variants relate.

use super::compare::Direction;
use crate::predicate::{Check, Kind, Relation};
use crate::requirement::Variant;
use crate::statement::Level;

/// How the check of one variant relates to that of the next. `Same` also where the level and the
/// words have to tell: one of them has no check, or a permission became a demand.
pub(super) fn check_direction(from: &Variant, to: &Variant) -> Direction {
    let permits = |variant: &Variant| variant.level == Level::May;
    let (Some(old), Some(new)) = (&from.check, &to.check) else { return Direction::Same };
    if permits(from) != permits(to) {
        return Direction::Same;
    }
    if one_is_an_order(old, new) || both_forbid(old, new) {
        return Direction::Same;
    }
    match new.compare(old) {
        Relation::Same => Direction::Same,
        Relation::Narrower => Direction::Stricter,
        Relation::Wider => Direction::Milder,
        Relation::Incomparable => Direction::Other,
    }
}

/// Whether one check is a state and the other one the order in which it comes about: "must be
/// restarted after" and "a restart is needed after" are read as either.
fn one_is_an_order(a: &Check, b: &Check) -> bool {
    let is = |check: &Check, kind: Kind| matches!(check, Check::Leaf(leaf) if leaf.kind == kind);
    (is(a, Kind::Before) && is(b, Kind::Holds)) || (is(a, Kind::Holds) && is(b, Kind::Before))
}

/// Whether both forbid a thing: which one, and how many, is in the words.
fn both_forbid(a: &Check, b: &Check) -> bool {
    let forbids =
        |check: &Check| matches!(check, Check::Leaf(leaf) if matches!(leaf.kind, Kind::Absent(_)));
    forbids(a) && forbids(b)
}
