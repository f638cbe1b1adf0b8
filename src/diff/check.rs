//! How two checks relate.

use super::compare::Direction;
use crate::predicate::{Check, Kind, Leaf, Quantity};
use crate::requirement::Variant;
use crate::requirement::words::same_words;
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

fn compare(a: &Check, b: &Check) -> Direction {
    match (a, b) {
        (Check::Leaf(x), Check::Leaf(y)) => compare_leaves(x, y),
        (Check::AllOf(x), Check::AllOf(y)) => parts(x, y, Direction::Stricter),
        (Check::AllOf(x), y) => parts(x, std::slice::from_ref(y), Direction::Stricter),
        (x, Check::AllOf(y)) => parts(std::slice::from_ref(x), y, Direction::Stricter),
        (Check::AnyOf(x), Check::AnyOf(y)) => parts(x, y, Direction::Milder),
        (Check::AnyOf(x), y) => parts(x, std::slice::from_ref(y), Direction::Milder),
        (x, Check::AnyOf(y)) => parts(std::slice::from_ref(x), y, Direction::Milder),
        (Check::Not(x), Check::Not(y)) => compare(x, y).turned(),
        _ => Direction::Other,
    }
}

/// `more` is what one part more means.
fn parts(a: &[Check], b: &[Check], more: Direction) -> Direction {
    let mut left: Vec<&Check> = b.iter().collect();
    let mut direction = Direction::Same;
    for x in a {
        match left.iter().position(|y| compare(x, y) == Direction::Same) {
            Some(at) => {
                left.remove(at);
            }
            None => direction = direction.and(more.turned()),
        }
    }
    if left.is_empty() { direction } else { direction.and(more) }
}

fn compare_leaves(a: &Leaf, b: &Leaf) -> Direction {
    match (&a.kind, &b.kind) {
        (Kind::AtMost(x), Kind::AtMost(y)) => bound(y, x),
        (Kind::AtLeast(x), Kind::AtLeast(y)) => bound(x, y),
        (Kind::Equals(x), Kind::Equals(y)) if x == y => Direction::Same,
        (Kind::Equals(x), Kind::AtMost(y)) if bound(x, y) != Direction::Milder => Direction::Milder,
        (Kind::AtMost(x), Kind::Equals(y)) if bound(y, x) != Direction::Milder => {
            Direction::Stricter
        }
        (Kind::OneOf(x), Kind::OneOf(y)) => values(x, y),
        (Kind::AtLeastVersion(x), Kind::AtLeastVersion(y)) if same_words(x) == same_words(y) => {
            Direction::Same
        }
        (x, y) if x == y => Direction::Same,
        _ => Direction::Other,
    }
}

/// Greater is stricter.
fn bound(a: &Quantity, b: &Quantity) -> Direction {
    if a.unit != b.unit {
        return Direction::Other;
    }
    match a.number.total_cmp(&b.number) {
        std::cmp::Ordering::Less => Direction::Stricter,
        std::cmp::Ordering::Equal => Direction::Same,
        std::cmp::Ordering::Greater => Direction::Milder,
    }
}

fn values(a: &[String], b: &[String]) -> Direction {
    let has = |all: &[String], one: &String| all.iter().any(|o| same_words(o) == same_words(one));
    match (a.iter().all(|x| has(b, x)), b.iter().all(|y| has(a, y))) {
        (true, true) => Direction::Same,
        (true, false) => Direction::Milder,
        (false, true) => Direction::Stricter,
        (false, false) => Direction::Other,
    }
}
