//! Leaves with a value: bounds, releases, closed lists.

use std::ops::Range;

use super::clause::{Clause, Head};
use super::cues::{MACHINES, STOPS};
use super::phrase;
use super::quantity;
use super::token::Text;

use crate::predicate::{Check, Kind, Leaf};

/// A check and the tokens that it was read from.
pub(super) struct Found {
    /// The check.
    pub(super) check: Check,
    /// Where it stands.
    pub(super) span: Range<usize>,
}

pub(super) fn leaf(kind: Kind, subject: Option<String>, property: String) -> Check {
    Check::Leaf(Leaf { kind, subject, property, fact: None })
}

/// `computer name` of `a computer name that doesn't exceed`, `latency` of `a latency of`.
pub(super) fn noun_in_front(clause: &Clause, end: usize) -> String {
    let text = &clause.text;
    let floor = clause.rest.start.min(end);
    let mut start = floor;
    let verb = text.base(start).is_some();
    if verb && clause.head != Head::Fragment {
        return String::new();
    }
    while start < end
        && text.tokens[start].is(&[
            "at", "the", "a", "an", "of", "to", "up", "minimum", "maximum", "only", "be", "is",
            "least", "most", "exactly", "than", "more", "less", "set", "value",
        ])
    {
        start += 1;
    }
    let stop = (start..end)
        .find(|&i| text.tokens[i].has(STOPS) || text.tokens[i].is_mark())
        .unwrap_or(end);
    phrase::noun(text, start..stop)
}

/// The property that names the software a subject runs.
pub(super) fn run_property(clause: &Clause, at: usize) -> String {
    let text = &clause.text;
    let os = (clause.core.start..clause.core.end)
        .any(|i| text.has(i, &["operating", "system"]) || text.has(i, &["operating", "systems"]));
    let head = |range: Range<usize>| range.clone().any(|i| text.tokens[i].has(MACHINES));
    let runs = |i: usize| text.tokens[i].is(&["run", "running", "runs"]);
    let running = (clause.core.start..at).any(runs);
    if os || running && (head(clause.subject.clone()) || clause.subject.is_empty()) {
        return "operating system".to_owned();
    }
    let named = noun_in_front(clause, at);
    if named.is_empty() { "version".to_owned() } else { named }
}

pub(super) fn choice_property(clause: &Clause) -> String {
    let text = &clause.text;
    match clause.head {
        Head::Verb if !clause.verb.is_empty() => phrase::participle(clause.verb),
        Head::Status => text.slice(clause.at..clause.at + 1).to_owned(),
        _ => phrase::subject(clause).unwrap_or_else(|| "value".to_owned()),
    }
}

/// The property of a lead-in that ends in `one of the following …`.
pub(super) fn listed_property(text: &Text) -> String {
    let end = text.tokens.len();
    let following = (0..end).find(|&i| text.low(i) == "following");
    let noun = following.map(|i| i + 1..quantity::noun_phrase_end(text, i + 1, end));
    let noun = noun.map(|r| text.outside(r)).unwrap_or_default();
    if noun.is_empty() { "choice".to_owned() } else { noun }
}
