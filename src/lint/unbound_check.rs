//! A check that a program could decide if the vocabulary knew where to look.

use std::collections::BTreeSet;

use super::{Lint, Places, Subject, variants};
use crate::diagnostic::Diagnostic;
use crate::predicate::{Check, Leaf};

pub(super) const LINT: Lint =
    Lint { code: "N105", name: "unbound-check", explain: include_str!("unbound_check.md"), run };

/// Only for products that have a vocabulary: without one every check is unbound, and that is a
/// choice.
fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let places = Places::of(subject.sources);
    let mut found = Vec::new();
    for stated in variants(subject.graph) {
        let variant = stated.variant;
        let vocabulary = variant.monikers.iter().find_map(|id| {
            let catalog = &subject.graph.catalog;
            let product = catalog.monikers.get(id.0 as usize)?.product;
            subject.vocabularies.get(catalog.products.get(product as usize)?)
        });
        let (Some(vocabulary), Some(check)) = (vocabulary, &variant.check) else { continue };
        let mut unbound = BTreeSet::new();
        collect(check, &mut unbound);
        for (kind, about) in unbound {
            let remark = Diagnostic::warning(
                LINT.code,
                format!(
                    "`{}` stays manual: no fact decides `{kind}` of {about}",
                    stated.requirement.id
                ),
            );
            let help = format!("bind {about} to a fact in `{vocabulary}`");
            found.push(places.mark(remark.help(help), variant.occurrences.first()));
        }
    }
    found
}

fn collect(check: &Check, unbound: &mut BTreeSet<(&'static str, String)>) {
    match check {
        Check::Leaf(leaf) if leaf.fact.is_none() => {
            unbound.insert((check.kind_name(), about(leaf)));
        }
        Check::Leaf(_) => {}
        Check::AnyOf(parts) | Check::AllOf(parts) => {
            parts.iter().for_each(|part| collect(part, unbound));
        }
        Check::Not(part) => collect(part, unbound),
    }
}

fn about(leaf: &Leaf) -> String {
    match &leaf.subject {
        Some(subject) => format!("`{}` of `{subject}`", leaf.property),
        None => format!("`{}`", leaf.property),
    }
}
