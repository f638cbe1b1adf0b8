//! What words alone say about a change: another name, number or place in a demand, and whether a
//! condition is the same in other words.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};

use super::compare::Direction;
use crate::predicate::{Check, Kind};
use crate::requirement::Variant;
use crate::requirement::lineage::{is_function_word, spaced};
use crate::requirement::words::same_words;

/// Words that exclude each other, one set a line: where one stands for another, the demand is
/// another one.
const RIVALS: &str = include_str!("rivals.txt");

/// What a variant says, as far as words go.
#[derive(Debug)]
pub(super) struct Wording<'a> {
    clause: &'a str,
    /// Numbers that the check accounts for.
    bounded: bool,
}

impl<'a> Wording<'a> {
    pub(super) fn of(variant: &'a Variant) -> Self {
        Self { clause: &variant.clause, bounded: variant.check.as_ref().is_some_and(has_value) }
    }
}

/// Whether a check has a number or a release of its own.
fn has_value(check: &Check) -> bool {
    match check {
        Check::Leaf(leaf) => !matches!(
            leaf.kind,
            Kind::Holds | Kind::Absent(None) | Kind::AllEqual | Kind::Disjoint | Kind::Before
        ),
        Check::AnyOf(of) | Check::AllOf(of) => of.iter().any(has_value),
        Check::Not(of) => has_value(of),
    }
}

/// Whether two clauses ask for different things although their checks don't tell: another number,
/// one of two rivals in the other's place.
pub(super) fn other_demand(a: &Wording<'_>, b: &Wording<'_>) -> bool {
    if same_words(a.clause) == same_words(b.clause) {
        return false;
    }
    let (old, new) = (words(a.clause), words(b.clause));
    let numbers = |words: &[String]| -> BTreeSet<String> {
        words.iter().filter(|w| w.contains(|c: char| c.is_ascii_digit())).cloned().collect()
    };
    if !(a.bounded && b.bounded) && numbers(&old) != numbers(&new) {
        return true;
    }
    rivals(&old, &new)
}

/// Whether one of two rivals left and the other one came.
fn rivals(old: &[String], new: &[String]) -> bool {
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|word| !those.contains(word)).cloned().collect()
    };
    let (left, came) = (only(old, new), only(new, old));
    RIVALS.lines().filter(|line| !line.starts_with('#')).any(|set| {
        let has = |words: &[String]| set.split(' ').any(|rival| words.iter().any(|w| w == rival));
        has(&left) && has(&came)
    })
}

/// The words of a text, lower case, without signs.
fn words(text: &str) -> Vec<String> {
    spaced(text).split_whitespace().map(str::to_owned).collect()
}

/// Conditions: one more is milder, one less stricter, another one is other. Mirrors.
pub(super) fn condition_direction(from: Option<&str>, to: Option<&str>) -> Direction {
    match (from, to) {
        (None, None) => Direction::Same,
        (None, Some(_)) => Direction::Milder,
        (Some(_), None) => Direction::Stricter,
        (Some(a), Some(b)) if same_condition(a, b) => Direction::Same,
        (Some(a), Some(b)) => match (exceptions(a), exceptions(b)) {
            (x, y) if x < y && same_condition(main_part(a), main_part(b)) => Direction::Milder,
            (x, y) if x > y && same_condition(main_part(a), main_part(b)) => Direction::Stricter,
            _ => Direction::Other,
        },
    }
}

/// How many exceptions a condition has.
fn exceptions(text: &str) -> usize {
    words(text).iter().filter(|w| ["unless", "except"].contains(&w.as_str())).count()
}

/// A condition up to its first exception.
fn main_part(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    let cut = ["unless", "except"].iter().filter_map(|word| lower.find(word)).min();
    text.get(..cut.unwrap_or(text.len())).unwrap_or(text)
}

/// Whether two conditions say the same, perhaps in other words: most of their telling words are
/// the same, and none is a rival or a number.
fn same_condition(a: &str, b: &str) -> bool {
    if same_words(a) == same_words(b) {
        return true;
    }
    let (old, new) = (words(a), words(b));
    let digits = |words: &[String]| -> Vec<String> {
        words.iter().filter(|w| w.contains(|c: char| c.is_ascii_digit())).cloned().collect()
    };
    if digits(&old) != digits(&new) || rivals(&old, &new) {
        return false;
    }
    let stemmer = Stemmer::create(Algorithm::English);
    let stems = |words: &[String]| -> BTreeSet<String> {
        let telling = words.iter().filter(|w| !is_function_word(w));
        telling.map(|w| stemmer.stem(w).into_owned()).collect()
    };
    let (x, y) = (stems(&old), stems(&new));
    if x.is_empty() && y.is_empty() {
        return true;
    }
    let common = x.intersection(&y).count();
    // 0.75, without fractions.
    8 * common >= 3 * (x.len() + y.len())
}
