//! The same obligation, said twice.

use std::collections::BTreeMap;

use super::{Lint, Places, Stated, Subject, variants};
use crate::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    code: "N103",
    name: "duplicate-requirement",
    explain: include_str!("duplicate_requirement.md"),
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let places = Places::of(subject.sources);
    let mut first_of: BTreeMap<_, Vec<Stated<'_>>> = BTreeMap::new();
    let mut found = Vec::new();
    for stated in variants(subject.graph) {
        let variant = stated.variant;
        let words = crate::requirement::words::same_words(&variant.text);
        let clause = crate::requirement::words::same_words(&variant.clause);
        let known = first_of.entry((variant.level, clause, words)).or_default();
        let earlier = known.iter().find(|earlier| {
            earlier.requirement.id != stated.requirement.id
                && !earlier.variant.monikers.intersection(&variant.monikers).is_empty()
        });
        let Some(earlier) = earlier else {
            // More than one for each version would be found against these.
            known.push(stated);
            continue;
        };
        let remark = Diagnostic::warning(
            LINT.code,
            format!("`{}` says the same as `{}`", stated.requirement.id, earlier.requirement.id),
        );
        let help = format!("it is already said at {}", earlier.shown_place(subject));
        found.push(places.mark(remark.help(help), variant));
    }
    found
}
