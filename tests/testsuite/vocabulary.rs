//! The vocabulary of the first product.

use std::path::Path;

use normative::diagnostic::render;
use normative::source::SourceSet;
use normative::vocabulary::Vocabulary;

/// The vocabulary beside the documentation.
pub(crate) fn vmm() -> Vocabulary {
    let path = Path::new("docs-source/vmm.vocabulary.toml");
    let mut sources = SourceSet::default();
    Vocabulary::open("vmm.vocabulary.toml", path, &mut sources)
        .unwrap_or_else(|mistakes| panic!("{}", render(&mistakes, &sources, false)))
}

#[test]
fn it_has_no_mistake() {
    let vocabulary = vmm();
    assert!(vocabulary.facts.len() > 100);
}

#[test]
fn every_fact_says_how_it_is_known() {
    let vocabulary = vmm();
    let derived = |path: &str| vocabulary.derivations.iter().any(|d| d.fact.to_string() == path);
    let is_key = |path: &str| {
        vocabulary.references.iter().any(|r| format!("{}[].{}", r.list, r.key) == path)
    };
    for fact in &vocabulary.facts {
        let path = fact.path.to_string();
        // A part of a list is known by the list.
        let part = vocabulary
            .facts
            .iter()
            .any(|list| list.probe.is_some() && path.starts_with(&format!("{}[]", list.path)));
        let known = fact.probe.is_some() || part || derived(&path) || is_key(&path);
        assert!(known, "nothing says how `{path}` is collected");
    }
}
