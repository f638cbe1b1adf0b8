//! What is fuzzed: one function a target, for libFuzzer and for `drive`. A target panics when the
//! library does, or when it breaks a promise.

use std::collections::HashMap;

use normative::config::Limits;
use normative::facts::Facts;
use normative::generate::graph_json;
use normative::markdown::{Library, Outline, read_page};
use normative::predicate::typing::{check_of, condition_of};
use normative::requirement::assemble::assemble;
use normative::requirement::lock::Lock;
use normative::requirement::{DocumentReading, Graph, TypedStatement, ViewReading};
use normative::source::{FileId, SourceFile, SourceSet};
use normative::version::{Catalog, catalog_of_definition};
use normative::vocabulary::Vocabulary;
use normative::{diff, statement};

const MONIKERS: &[&str] = &["p-1", "p-2", "p-3"];

/// A target's name and the target.
pub type Target = (&'static str, fn(&[u8]));

/// Every target, by name.
pub const TARGETS: &[Target] = &[
    ("facts_json", facts_json),
    ("graph_json", graph_json),
    ("lock", lock),
    ("page", page),
    ("pipeline", pipeline),
    ("range", range),
    ("vocabulary", vocabulary),
    ("zones", zones),
];

fn catalog() -> Catalog {
    Catalog::of_products([("P", MONIKERS), ("Q", &["q-1", "q-2"])])
}

/// A moniker range, and the definition of monikers.
pub fn range(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match catalog().select(&text) {
        Ok(set) => assert!(set.len() <= 5),
        Err(error) => {
            let place = error.place();
            assert!(text.get(place.start.min(text.len())..place.end.min(text.len())).is_some());
            drop((error.to_string(), error.help()));
        }
    }
    drop(catalog_of_definition(&text));
}

/// The zones, front matter and brackets of one file.
pub fn zones(data: &[u8]) {
    let source = SourceFile::from_bytes("a.md", data.to_vec());
    let outline = Outline::of(&source, FileId(0), &catalog());
    let _ = outline.included().count();
}

/// The pages of one docs root: `\n%%%%\n` parts them. What they say is checked to stand there.
fn readings(data: &[u8]) -> (SourceSet, Vec<DocumentReading>) {
    let catalog = catalog();
    let mut sources = SourceSet::default();
    let mut by_path = HashMap::new();
    let text: Vec<&[u8]> = split(data, b"\n%%%%\n");
    for (number, part) in text.iter().take(4).enumerate() {
        let path = format!("{}.md", char::from(b'a' + number as u8));
        let file = sources.add(SourceFile::from_bytes(path.as_str(), part.to_vec()));
        by_path.insert(path, file);
    }
    let outlines: Vec<Outline> = (0..sources.files.len())
        .map(|at| Outline::of(&sources.files[at], FileId(at as u32), &catalog))
        .collect();
    let limits = Limits::default();
    let library = Library { sources: &sources, outlines: &outlines, by_path: &by_path, limits };
    let documents = (0..sources.files.len())
        .map(|at| reading(library, &sources, FileId(at as u32), &catalog))
        .collect();
    (sources, documents)
}

fn reading(
    library: Library<'_>,
    sources: &SourceSet,
    file: FileId,
    catalog: &Catalog,
) -> DocumentReading {
    let read = read_page(library, file, &catalog.of_product(0));
    for said in &read.diagnostics {
        if let Some((file, span)) = said.place {
            let text = &sources.file(file).text;
            assert!(text.get(span.range()).is_some(), "{said:?}");
        }
    }
    normative::diagnostic::render(&read.diagnostics, sources, false);
    let page = read.value;
    let mut views = Vec::new();
    for view in &page.views {
        let reading = statement::read(view, MONIKERS);
        for entry in &reading.ledger {
            let text = &sources.file(entry.file).text;
            assert!(text.get(entry.span.range()).is_some(), "{entry:?}");
        }
        let typed = |statement: statement::Statement| TypedStatement {
            check: check_of(&statement),
            condition_check: statement.condition.as_deref().map(condition_of),
            statement,
        };
        views.push(ViewReading {
            monikers: view.monikers.clone(),
            statements: reading.statements.into_iter().map(typed).collect(),
            ledger: reading.ledger,
        });
    }
    let path = sources.file(file).path.clone();
    DocumentReading { path, title: page.title, monikers: page.monikers, views }
}

fn split<'d>(data: &'d [u8], by: &[u8]) -> Vec<&'d [u8]> {
    let mut parts = Vec::new();
    let mut rest = data;
    while let Some(at) = rest.windows(by.len()).position(|window| window == by) {
        parts.push(&rest[..at]);
        rest = &rest[at + by.len()..];
    }
    parts.push(rest);
    parts
}

/// One page, and what it says.
pub fn page(data: &[u8]) {
    readings(data);
}

/// From pages to the graph, with a lock and without, and to what is made of it.
pub fn pipeline(data: &[u8]) {
    let (sources, documents) = readings(data);
    let first = assemble(&documents, catalog(), &sources, &Lock::default());
    let again = assemble(&documents, catalog(), &sources, &first.lock);
    let json = graph_json::render(&first.graph);
    assert_eq!(json, graph_json::render(&again.graph), "ids changed");
    let read = graph_json::read(&json).expect("what was written can be read");
    assert_eq!(json, graph_json::render(&read));
    let lock = Lock::read(&first.lock.write()).expect("what was written can be read");
    assert_eq!(lock.write(), first.lock.write());
    differences(&first.graph, &again.graph);
}

fn differences(graph: &Graph, again: &Graph) {
    let same = diff::revisions(graph, again, &[]).expect("known versions");
    assert!(same.changes.is_empty(), "a graph differs from itself");
    for pair in MONIKERS.windows(2) {
        let there = diff::versions(graph, pair[0], pair[1]).expect("known versions");
        let back = diff::versions(graph, pair[1], pair[0]).expect("known versions");
        assert_eq!(there.changes.len(), back.changes.len(), "no mirror");
        drop(diff::json::render(&there));
    }
}

/// A vocabulary.
pub fn vocabulary(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Err(mistakes) = Vocabulary::parse(FileId(0), &text) {
        assert!(!mistakes.is_empty());
        for mistake in mistakes {
            let span = mistake.place.expect("a place").1;
            assert!(text.get(span.range()).is_some(), "{mistake:?}");
        }
    }
}

/// A lock: what is read and written again is read the same.
pub fn lock(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(lock) = Lock::read(&text) {
        let written = lock.write();
        let again = Lock::read(&written).expect("what was written can be read");
        assert_eq!(again.write(), written);
    }
}

/// A graph document: what is read and written again is read the same.
pub fn graph_json(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(graph) = graph_json::read(&text) {
        let written = graph_json::render(&graph);
        let again = graph_json::read(&written).expect("what was written can be read");
        assert_eq!(graph_json::render(&again), written);
        let same = diff::revisions(&graph, &again, &[]);
        assert!(same.is_ok_and(|same| same.changes.is_empty()), "a graph differs from itself");
    }
}

/// A facts file.
pub fn facts_json(data: &[u8]) {
    if let Ok(facts) = Facts::parse(data) {
        let text = serde_json::to_vec(facts.json()).expect("JSON");
        let again = Facts::parse(&text).expect("what was written can be read");
        assert_eq!(again.json(), facts.json());
    }
}
