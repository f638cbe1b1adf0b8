//! The same graph with harmless words: as many requirements with the same ids, the same checks,
//! every text as long as it was.

use normative::compile::Compiled;
use normative::predicate::decide::Test;
use normative::predicate::{Check, Kind, Leaf};
use normative::requirement::{Graph, Occurrence, Variant};

/// A text with the same letters, digits and blanks in which nothing means anything. Text beyond
/// printable ASCII stays beyond it, since generators may treat it in a way of its own.
pub(crate) fn harmless(text: &str) -> String {
    let calm = |c: char| match c {
        'A'..='Z' | 'a'..='z' | '0'..='9' | ' ' | '.' | '-' | ',' | '_' => c,
        '!'..='~' => ',',
        _ => '\u{e9}',
    };
    text.chars().map(calm).collect()
}

/// The harmless twin of what hostile pages say.
pub(crate) fn twin(compiled: &Compiled) -> Graph {
    let mut graph = compiled.graph.clone();
    let mut paths: Vec<String> = graph.documents.iter().map(|d| d.path.clone()).collect();
    paths.sort();
    // In the same order, so that the files made of them are.
    let calm_path = |path: &str| {
        let at = paths.binary_search(&path.to_owned()).expect("a document");
        format!("docs/page-{at:04}.md")
    };
    for document in &mut graph.documents {
        document.path = calm_path(&document.path);
        document.title = harmless(&document.title);
    }
    for requirement in &mut graph.requirements {
        requirement.subject = requirement.subject.as_deref().map(harmless);
        calm_all(&mut requirement.section);
        requirement.variants.iter_mut().for_each(|variant| calm_variant(variant, &calm_path));
    }
    graph
}

fn calm_all(texts: &mut [String]) {
    texts.iter_mut().for_each(|text| *text = harmless(text));
}

fn calm_variant(variant: &mut Variant, calm_path: &dyn Fn(&str) -> String) {
    variant.text = harmless(&variant.text);
    variant.clause = harmless(&variant.clause);
    if let Some(condition) = &mut variant.condition {
        condition.text = harmless(&condition.text);
        condition.check.iter_mut().for_each(calm_check);
    }
    variant.check.iter_mut().for_each(calm_check);
    for Occurrence { path, section, .. } in &mut variant.occurrences {
        *path = calm_path(path);
        calm_all(section);
    }
}

fn calm_check(check: &mut Check) {
    match check {
        Check::AnyOf(of) | Check::AllOf(of) => of.iter_mut().for_each(calm_check),
        Check::Not(of) => calm_check(of),
        Check::Leaf(leaf) => calm_leaf(leaf),
    }
}

fn calm_leaf(leaf: &mut Leaf) {
    leaf.subject = leaf.subject.as_deref().map(harmless);
    leaf.property = harmless(&leaf.property);
    match &mut leaf.kind {
        Kind::AtMost(q) | Kind::AtLeast(q) | Kind::Equals(q) => q.unit = harmless(&q.unit),
        Kind::OneOf(values) => calm_all(values),
        Kind::AtLeastVersion(text) => *text = harmless(text),
        Kind::Absent(text) => *text = text.as_deref().map(harmless),
        Kind::Holds | Kind::AllEqual | Kind::Disjoint | Kind::Before => {}
    }
    if let Some(test) = leaf.fact.as_mut().and_then(|fact| fact.test.as_mut()) {
        calm_test(test);
    }
}

fn calm_test(test: &mut Test) {
    match test {
        Test::OneOf { values, .. } | Test::NoneOf { values, .. } => calm_all(values),
        Test::AnyOf { tests } | Test::AllOf { tests } => tests.iter_mut().for_each(calm_test),
        Test::When { condition, then } => {
            calm_test(condition);
            calm_test(then);
        }
        Test::Each { then, .. }
        | Test::Not { then }
        | Test::Suggests { then }
        | Test::Permits { then } => {
            calm_test(then);
        }
        Test::Some { then, .. } => then.iter_mut().for_each(|then| calm_test(then)),
        _ => {}
    }
}
