//! How two checks relate.

use super::compare::Direction;
use crate::predicate::{Check, Relation};
use crate::requirement::Variant;
use crate::statement::Level;

/// How the check of one variant relates to that of another.
pub(super) fn check_direction(a: &Variant, b: &Variant) -> Direction {
    // A permission demands nothing, so what it names are alternatives.
    if a.level == Level::May || b.level == Level::May {
        return match (&a.check, &b.check) {
            (Some(x), Some(y)) if a.level == b.level => compare(x, y),
            _ => Direction::Same,
        };
    }
    match (&a.check, &b.check) {
        (Some(x), Some(y)) => compare(x, y),
        _ => Direction::Same,
    }
}

/// What `b` is to `a`.
fn compare(a: &Check, b: &Check) -> Direction {
    match b.compare(a) {
        Relation::Same => Direction::Same,
        Relation::Narrower => Direction::Stricter,
        Relation::Wider => Direction::Milder,
        Relation::Incomparable => Direction::Other,
    }
}
