//! A check that a program could decide if the vocabulary knew where to look.

use std::collections::BTreeMap;

use super::{Lint, Places, Subject};
use crate::diagnostic::Diagnostic;
use crate::predicate::Leaf;
use crate::requirement::Variant;
use crate::vocabulary::bind::Why;

pub(super) const LINT: Lint =
    Lint { code: "N105", name: "unbound-check", explain: include_str!("unbound_check.md"), run };

/// Only for products that have a vocabulary: without one every check is unbound, and that is a
/// choice.
fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let places = Places::of(subject.sources);
    let requirements: BTreeMap<_, _> =
        subject.graph.requirements.iter().map(|known| (known.id.as_str(), known)).collect();
    let mut found = Vec::new();
    for unbound in subject.unbound {
        let requirement = requirements.get(unbound.requirement.as_str());
        let variant = requirement.and_then(|known| known.variants.get(unbound.variant));
        let Some(variant) = variant else { continue };
        let file = vocabulary_of(subject, variant);
        let (kind, about) = (unbound.leaf.kind.as_str(), about(&unbound.leaf));
        let help = match unbound.why {
            // The vocabulary says why: that is an answer.
            Why::Manual(_) => continue,
            Why::NoBinding => format!("bind it in `{file}`"),
            Why::Value(line) => {
                format!("the binding at {file}:{line} names a fact that never has this value")
            }
        };
        let id = &unbound.requirement;
        let message = format!("no fact decides `{kind}` of {about}, so `{id}` stays manual");
        let remark = Diagnostic::warning(LINT.code, message).help(help);
        found.push(places.mark(remark, variant));
    }
    found
}

/// The vocabulary of a variant's product.
fn vocabulary_of<'a>(subject: &Subject<'a>, variant: &Variant) -> &'a str {
    let catalog = &subject.graph.catalog;
    let file = variant.monikers.iter().find_map(|id| {
        let product = catalog.monikers.get(id.0 as usize)?.product;
        subject.vocabularies.get(catalog.products.get(product as usize)?)
    });
    file.map_or("the vocabulary", String::as_str)
}

fn about(leaf: &Leaf) -> String {
    match &leaf.subject {
        Some(subject) => format!("`{}` of `{subject}`", leaf.property),
        None => format!("`{}`", leaf.property),
    }
}
