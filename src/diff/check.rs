//! How the checks of two variants relate.

use super::compare::Direction;
use crate::predicate::Relation;
use crate::requirement::Variant;
use crate::statement::Level;

/// How the check of one variant relates to that of the next. Where one of them has none, or a
/// permission became a demand, the level and the words have to tell.
pub(super) fn check_direction(from: &Variant, to: &Variant) -> Direction {
    let permits = |variant: &Variant| variant.level == Level::May;
    let (Some(old), Some(new)) = (&from.check, &to.check) else { return Direction::Same };
    if permits(from) != permits(to) {
        return Direction::Same;
    }
    match new.compare(old) {
        Relation::Same => Direction::Same,
        Relation::Narrower => Direction::Stricter,
        Relation::Wider => Direction::Milder,
        Relation::Incomparable => Direction::Other,
    }
}
