//! Two limits, or two lists, for one property.

use std::collections::BTreeMap;

use super::{Lint, Places, Stated, Subject, variants};
use crate::diagnostic::{Diagnostic, Severity};
use crate::predicate::{Check, Kind, Leaf, Quantity};
use crate::requirement::words::same_words;
use crate::statement::Level;

pub(super) const LINT: Lint = Lint {
    code: "N102",
    name: "contradicting-values",
    explain: include_str!("contradicting_values.md"),
    run,
};

/// A property that is spoken of more often is compared with its first sayings only.
const COMPARED: usize = 16;

/// How two values of one property stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clash {
    /// They differ, though something could satisfy both.
    Different,
    /// Nothing satisfies both.
    Impossible,
}

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let places = Places::of(subject.sources);
    let mut known: BTreeMap<(u8, Key), Vec<(Stated<'_>, &Leaf)>> = BTreeMap::new();
    let mut found = Vec::new();
    for stated in variants(subject.graph) {
        let variant = stated.variant;
        let strength = match variant.level {
            Level::Must | Level::MustNot => 2,
            Level::Should | Level::ShouldNot => 1,
            Level::May => continue,
        };
        let Some(check) = variant.check.as_ref().filter(|_| variant.condition.is_none()) else {
            continue;
        };
        for leaf in demanded(check) {
            let Some(key) = key(leaf, stated) else { continue };
            let earlier = known.entry((strength, key)).or_default();
            let other = earlier.iter().find_map(|(other, value)| {
                let together = other.variant.monikers.intersection(&variant.monikers);
                let apart = other.requirement.id != stated.requirement.id;
                let clash = clash(&value.kind, &leaf.kind)?;
                (apart && !together.is_empty()).then_some((*other, *value, clash))
            });
            if let Some((other, value, clash)) = other {
                let remark = remark(subject, (stated, leaf), (other, value), clash);
                found.push(places.mark(remark, variant));
            } else if earlier.len() < COMPARED {
                earlier.push((stated, leaf));
            }
        }
    }
    found
}

fn remark(
    subject: &Subject<'_>,
    (here, leaf): (Stated<'_>, &Leaf),
    (there, other): (Stated<'_>, &Leaf),
    clash: Clash,
) -> Diagnostic {
    let severity = match (clash, &leaf.fact) {
        (Clash::Impossible, Some(_)) => Severity::Error,
        _ => Severity::Warning,
    };
    let message = format!(
        "`{}` of `{}` is {} here, and {} in `{}`",
        leaf.property,
        here.requirement.id,
        shown(&leaf.kind),
        shown(&other.kind),
        there.requirement.id
    );
    let help = format!("the other is at {}", there.shown_place(subject));
    Diagnostic { severity, ..Diagnostic::warning(LINT.code, message) }.help(help)
}

/// The leaves that all have to hold.
fn demanded(check: &Check) -> Vec<&Leaf> {
    match check {
        Check::Leaf(leaf) => vec![leaf],
        Check::AllOf(parts) => parts.iter().flat_map(demanded).collect(),
        Check::AnyOf(_) | Check::Not(_) => Vec::new(),
    }
}

/// A thing that two leaves can be about: its name, and where it has that name.
type Key = (String, Option<(String, Vec<String>)>);

/// What a leaf is about: the fact of its value, else its subject and property in the words of the
/// docs. States are told apart by their words only: one fact can show several. A property without
/// a subject could be anybody's. Words that no vocabulary knows mean one thing on one page; what
/// has a state, or one of several values, in one section.
fn key(leaf: &Leaf, stated: Stated<'_>) -> Option<Key> {
    let is_state = matches!(leaf.kind, Kind::Holds | Kind::Absent(_));
    let words = |of: &str| format!("{}\n{}", same_words(of), same_words(&leaf.property));
    match (&leaf.fact, &leaf.subject) {
        (Some(fact), _) if !is_state => Some((fact.path.clone(), None)),
        (Some(_), of) => Some((words(of.as_deref().unwrap_or_default()), None)),
        (None, Some(of)) => {
            let (page, section) = stated.around();
            let narrow = is_state || matches!(leaf.kind, Kind::OneOf(_));
            Some((words(of), Some((page, if narrow { section } else { Vec::new() }))))
        }
        (None, None) => None,
    }
}

fn clash(a: &Kind, b: &Kind) -> Option<Clash> {
    use Kind::{Absent, AtLeast, AtMost, Equals, Holds, OneOf};
    let differ = |a: &Quantity, b: &Quantity| a.unit == b.unit && a.number != b.number;
    let exceeds =
        |low: &Quantity, high: &Quantity| low.unit == high.unit && low.number > high.number;
    let impossible = match (a, b) {
        (AtMost(a), AtMost(b)) | (AtLeast(a), AtLeast(b)) if differ(a, b) => {
            return Some(Clash::Different);
        }
        (AtLeast(low), AtMost(high)) | (AtMost(high), AtLeast(low)) => exceeds(low, high),
        (Equals(a), Equals(b)) => differ(a, b),
        (Equals(is), AtMost(high)) | (AtMost(high), Equals(is)) => exceeds(is, high),
        (Equals(is), AtLeast(low)) | (AtLeast(low), Equals(is)) => exceeds(low, is),
        (OneOf(a), OneOf(b)) => {
            let same = |a: &String, b: &String| same_words(a) == same_words(b);
            !a.iter().any(|a| b.iter().any(|b| same(a, b)))
        }
        (Holds, Absent(None)) | (Absent(None), Holds) => true,
        _ => false,
    };
    impossible.then_some(Clash::Impossible)
}

/// The value as a reader would say it.
fn shown(kind: &Kind) -> String {
    let name = kind.as_str();
    match kind {
        Kind::AtMost(q) | Kind::AtLeast(q) | Kind::Equals(q) => {
            format!("`{name} {} {}`", q.number, q.unit).replace(" `", "`")
        }
        Kind::OneOf(values) => format!("`{name} {}`", values.join(", ")),
        Kind::AtLeastVersion(value) | Kind::Absent(Some(value)) => format!("`{name} {value}`"),
        _ => format!("`{name}`"),
    }
}
