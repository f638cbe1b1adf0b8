//! What words alone say about a change: another name, number or place in a demand, and whether a
//! condition is the same in other words.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};

use super::compare::Direction;
use crate::predicate::typing::unit;
use crate::predicate::{Check, Kind};
use crate::requirement::Variant;
use crate::requirement::lineage::{is_function_word, spaced};
use crate::requirement::words::same_words;
use crate::statement::Level;

/// Words that exclude each other, one set a line: where one stands for another, the demand is
/// another one.
const RIVALS: &str = include_str!("rivals.txt");

/// What the words of two variants say about a change that their checks don't show: another number
/// or name, or one of two rivals in the other's place.
///
/// One more of several things under one verb asks for more, or for less where any one of them will
/// do: after "or", and in a permission.
pub(super) fn demand_direction(from: &Variant, to: &Variant) -> Direction {
    if same_words(&from.clause) == same_words(&to.clause) {
        return Direction::Same;
    }
    // What a condition says is compared as a condition.
    let conditions = [from, to].map(|v| v.condition.as_ref().map_or("", |c| &c.text)).join(" ");
    let when = words(&conditions);
    let demanded = |variant: &Variant| -> Vec<String> {
        words(&variant.clause).into_iter().filter(|word| !when.contains(word)).collect()
    };
    let (old, new) = (demanded(from), demanded(to));
    if rivals(&old, &new) {
        return Direction::Other;
    }
    let valued = |variant: &Variant| variant.check.as_ref().is_some_and(has_value);
    let mut left = names(&from.clause, &[&to.clause, &conditions]);
    let mut came = names(&to.clause, &[&from.clause, &conditions]);
    cancel_initials(&mut left, &mut came);
    if !(valued(from) && valued(to)) {
        left.extend(numbers(&old, &new));
        came.extend(numbers(&new, &old));
    }
    match (left.is_empty(), came.is_empty()) {
        (true, true) => Direction::Same,
        (false, false) => Direction::Other,
        (true, false) => one_more(to),
        (false, true) => one_more(from).turned(),
    }
}

/// What one thing more asks for, seen from the longer clause.
fn one_more(longer: &Variant) -> Direction {
    let words = words(&longer.clause);
    let has = |word: &str| words.iter().any(|w| w == word);
    match longer.level {
        Level::May => Direction::Milder,
        Level::MustNot | Level::ShouldNot => Direction::Stricter,
        Level::Must | Level::Should if has("or") => Direction::Milder,
        Level::Must | Level::Should if has("and") => Direction::Stricter,
        Level::Must | Level::Should => Direction::Other,
    }
}

/// Whether a check has a number or a release of its own.
fn has_value(check: &Check) -> bool {
    match check {
        Check::Leaf(leaf) => !matches!(
            leaf.kind,
            Kind::Holds | Kind::Absent(_) | Kind::AllEqual | Kind::Disjoint | Kind::Before
        ),
        Check::AnyOf(of) | Check::AllOf(of) => of.iter().any(has_value),
        Check::Not(of) => has_value(of),
    }
}

/// The words with a digit that only the first clause has.
fn numbers(these: &[String], those: &[String]) -> Vec<String> {
    let number = |word: &&String| word.contains(|c: char| c.is_ascii_digit());
    these.iter().filter(number).filter(|word| !those.contains(word)).cloned().collect()
}

/// The capitalised words of a clause, but its first and units, that the others lack however they
/// spell them: `AlwaysOn` and `always on` are one name.
fn names(clause: &str, others: &[&str]) -> Vec<String> {
    let squeeze = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let others = squeeze(&others.join(" "));
    let capitalised = |word: &str| {
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        bare.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
    };
    let words = clause.split(|c: char| c.is_whitespace() || "/()".contains(c)).skip(1);
    words
        .filter(|word| capitalised(word))
        .map(squeeze)
        .filter(|name| name.len() > 1 && unit::find(name).is_none())
        .filter(|name| !others.contains(name.strip_suffix('s').unwrap_or(name)))
        .collect()
}

/// A name and its initials are one: `WSC` for `Widget Server Cluster`, also as the end of `AWSC`.
fn cancel_initials(left: &mut Vec<String>, came: &mut Vec<String>) {
    for (short, long) in [(0, 1), (1, 0)] {
        let sides = [&*left, &*came];
        let initials: String = sides[long].iter().filter_map(|name| name.chars().next()).collect();
        if initials.chars().count() > 1
            && sides[short].len() == 1
            && sides[short][0].ends_with(&initials)
        {
            left.clear();
            came.clear();
            return;
        }
    }
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
