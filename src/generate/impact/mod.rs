//! What a change means for an environment, or for a fleet of them, for people and for programs.

mod json;
mod markdown;
mod text;

pub use json::render as json;
pub use markdown::{TEMPLATE, render as markdown};
pub use text::render as text;

use crate::impact::{Effect, Impact};

/// One environment: what its facts file is called, and what the change means for it.
#[derive(Debug)]
pub struct Affected {
    /// The name of the facts file.
    pub name: String,
    /// What the change means.
    pub impact: Impact,
}

/// The columns of a fleet table.
const COLUMNS: usize = Effect::ALL.len() + 1;

/// What stands above them.
fn columns() -> [&'static str; COLUMNS] {
    let mut names = ["still violated"; COLUMNS];
    for (name, effect) in names.iter_mut().zip(Effect::ALL) {
        *name = effect.described();
    }
    names
}

/// What stands in them.
fn counts(impact: &Impact) -> [usize; COLUMNS] {
    let mut counts = [impact.still_fails; COLUMNS];
    for (count, effect) in counts.iter_mut().zip(Effect::ALL) {
        *count = impact.count(effect);
    }
    counts
}

/// The sums of a fleet.
fn sums(affected: &[Affected]) -> [usize; COLUMNS] {
    affected.iter().fold([0; COLUMNS], |mut sums, one| {
        sums.iter_mut().zip(counts(&one.impact)).for_each(|(sum, count)| *sum += count);
        sums
    })
}

/// What there is to know of an entry, in words: the verdict after, or that it is gone, and what
/// violates it or could not be seen.
fn why(entry: &crate::impact::Entry) -> (String, &[String]) {
    match (&entry.from, &entry.to) {
        (_, Some(now)) => (now.reason.clone(), &now.offenders),
        (Some(was), None) => (format!("not required any more; it was {}", state(was)), &[]),
        (None, None) => (String::new(), &[]),
    }
}

fn state(verdict: &crate::verdict::Verdict) -> &'static str {
    use crate::verdict::State;
    match verdict.state {
        State::Pass => "met",
        State::Fail => "violated",
        State::Unknown => "open",
        State::NotApplicable => "not applicable",
        State::Manual => "for a person to check",
    }
}
