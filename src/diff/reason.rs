//! Why a change counts as what it is, in words for people.

use super::compare::Direction;
use crate::predicate::{Check, Kind, Quantity};
use crate::requirement::Variant;

/// Why the content changed: one part for each of level, condition and demand that did.
pub(super) fn content(a: &Variant, b: &Variant, directions: [Direction; 3]) -> String {
    let [level, condition, demand] = directions;
    let mut parts = Vec::new();
    if level != Direction::Same {
        parts.push(format!("`{}` became `{}`", a.level.as_str(), b.level.as_str()));
    }
    if condition != Direction::Same {
        parts.push(match (&a.condition, &b.condition) {
            (None, Some(_)) => "a condition was added".to_owned(),
            (Some(_), None) => "its condition is gone".to_owned(),
            _ => "its condition is another".to_owned(),
        });
    }
    if demand != Direction::Same {
        parts.push(demand_part(a, b));
    }
    parts.join("; ")
}

fn demand_part(a: &Variant, b: &Variant) -> String {
    match (&a.check, &b.check) {
        (Some(x), Some(y)) => {
            let (old, new) = (brief(x), brief(y));
            if old == new {
                "it asks for something else".to_owned()
            } else {
                format!("{old} became {new}")
            }
        }
        _ => "it asks for something else".to_owned(),
    }
}

/// A check in a few words.
fn brief(check: &Check) -> String {
    let all = |of: &[Check], word: &str| of.iter().map(brief).collect::<Vec<_>>().join(word);
    match check {
        Check::Leaf(leaf) => match &leaf.kind {
            Kind::AtMost(q) => format!("at most {}", amount(q)),
            Kind::AtLeast(q) => format!("at least {}", amount(q)),
            Kind::Equals(q) => format!("exactly {}", amount(q)),
            Kind::OneOf(values) => values.join(" or "),
            Kind::AtLeastVersion(value) => format!("{value} or later"),
            Kind::Holds => leaf.property.clone(),
            Kind::Absent(Some(value)) => format!("not {} {value}", leaf.property),
            Kind::Absent(None) => format!("not {}", leaf.property),
            Kind::AllEqual => format!("the same {}", leaf.property),
            Kind::Disjoint => format!("apart: {}", leaf.property),
            Kind::Before => format!("before: {}", leaf.property),
        },
        Check::AnyOf(of) => all(of, " or "),
        Check::AllOf(of) => all(of, " and "),
        Check::Not(of) => format!("not {}", brief(of)),
    }
}

fn amount(quantity: &Quantity) -> String {
    format!("{} {}", quantity.number, quantity.unit).trim_end().to_owned()
}

/// Why the set of versions changed.
pub(super) fn versions(entered: &[&str], left: &[&str]) -> String {
    let mut parts = Vec::new();
    if !entered.is_empty() {
        parts.push(format!("now also in {}", entered.join(", ")));
    }
    if !left.is_empty() {
        parts.push(format!("no longer in {}", left.join(", ")));
    }
    parts.join("; ")
}

/// Where a statement went.
pub(super) fn moved(from: (&str, &[String]), to: (&str, &[String])) -> String {
    if from.0 == to.0 {
        let heading = |section: &[String]| section.last().cloned().unwrap_or_default();
        format!("from \u{201c}{}\u{201d} to \u{201c}{}\u{201d}", heading(from.1), heading(to.1))
    } else {
        format!("from `{}` to `{}`", from.0, to.0)
    }
}
