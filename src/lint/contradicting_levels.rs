//! The same thing demanded and only recommended, or demanded and forbidden.

use std::collections::BTreeMap;

use super::{Lint, Places, Stated, Subject, variants};
use crate::diagnostic::Diagnostic;
use crate::requirement::words::same_words;
use crate::statement::Level;

pub(super) const LINT: Lint = Lint {
    code: "N101",
    name: "contradicting-levels",
    explain: include_str!("contradicting_levels.md"),
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let places = Places::of(subject.sources);
    let mut known: BTreeMap<_, Vec<Stated<'_>>> = BTreeMap::new();
    let mut found = Vec::new();
    for stated in variants(subject.graph) {
        let variant = stated.variant;
        let (Some(bound), None, Some(check)) =
            (&stated.requirement.subject, &variant.condition, &variant.check)
        else {
            continue;
        };
        let around = (!check.is_bound()).then(|| stated.around());
        let key = (same_words(bound), check.to_json().to_string(), around);
        let earlier = known.entry(key).or_default();
        let other = earlier.iter().find(|other| {
            contradict(other.variant.level, variant.level)
                && !other.variant.monikers.intersection(&variant.monikers).is_empty()
        });
        if let Some(other) = other {
            let remark = Diagnostic::warning(
                LINT.code,
                format!(
                    "`{}` is `{}`, and `{}` is `{}` for the same thing",
                    stated.requirement.id,
                    variant.level.as_str(),
                    other.requirement.id,
                    other.variant.level.as_str()
                ),
            );
            let help = format!("the other is at {}", other.shown_place(subject));
            found.push(places.mark(remark.help(help), variant));
        }
        // One for each level and version is enough to be found against.
        let is_news = |other: &Stated<'_>| {
            other.variant.level != variant.level
                || !variant.monikers.is_subset(&other.variant.monikers)
        };
        if earlier.iter().all(is_news) {
            earlier.push(stated);
        }
    }
    found
}

/// Whether the two can't both be meant of one check. Minimum and recommendation differ in their
/// checks; a negative level over the same check is only another way to say it.
fn contradict(a: Level, b: Level) -> bool {
    use Level::{May, Must, MustNot, Should, ShouldNot};
    let strength = |level| match level {
        Must | MustNot => 2,
        Should | ShouldNot => 1,
        May => 0,
    };
    strength(a) != strength(b) && strength(a) > 0 && strength(b) > 0
}
