//! What is fuzzed: one function a target. A target panics when the library does, or when it breaks
//! a promise.

mod promises;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use normative::compile::Compiled;
use normative::config::Limits;
use normative::facts::Facts;
use normative::generate::template::Templates;
use normative::generate::{self, OutputFile, Previous, graph_json};
use normative::markdown::{Library, Outline, read_page};
use normative::predicate::typing::{check_of, condition_of};
use normative::requirement::assemble::assemble;
use normative::requirement::lock::Lock;
use normative::requirement::{DocumentReading, Graph, TypedStatement, ViewReading};
use normative::source::{FileId, SourceFile, SourceSet};
use normative::verdict::Report;
use normative::version::{Catalog, catalog_of_definition};
use normative::vocabulary::Vocabulary;
use normative::vocabulary::bind::bind;
use normative::{diff, lint, statement};

/// The versions of the product that the pages are about.
const MONIKERS: &[&str] = &["p-1", "p-2", "p-3"];

/// A vocabulary that binds what it finds, and a page of its product.
const VOCABULARY: &str = include_str!("../docs-source/vmm.vocabulary.toml");
const PAGE: &str = include_str!("../docs-source/vmm/plan-ha-vmm.md");

static KNOWN: LazyLock<Vocabulary> = LazyLock::new(|| {
    Vocabulary::parse(FileId(0), VOCABULARY).expect("the vocabulary of the first document")
});

/// What the first document requires, bound to facts.
static BOUND: LazyLock<Graph> = LazyLock::new(|| {
    let monikers = ["sc-vmm-2016", "sc-vmm-2019", "sc-vmm-2022", "sc-vmm-2025"];
    let catalog = Catalog::of_products([("VMM", monikers.as_slice())]);
    let (sources, documents) = readings(&[PAGE.as_bytes()], &catalog, &monikers);
    let mut graph = assemble(&documents, catalog, &sources, &Lock::default()).graph;
    bind(&mut graph, &KNOWN);
    graph
});

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

/// What the pages of one docs root say, checked to stand there.
fn readings(
    pages: &[&[u8]],
    catalog: &Catalog,
    versions: &[&str],
) -> (SourceSet, Vec<DocumentReading>) {
    let mut sources = SourceSet::default();
    let mut by_path = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        let path = format!("{}.md", char::from(b'a' + number as u8));
        let file = sources.add(SourceFile::from_bytes(path.as_str(), page.to_vec()));
        by_path.insert(path, file);
    }
    let outlines: Vec<Outline> = (0..sources.files.len())
        .map(|at| Outline::of(&sources.files[at], FileId(at as u32), catalog))
        .collect();
    let limits = Limits::default();
    let library = Library { sources: &sources, outlines: &outlines, by_path: &by_path, limits };
    let documents = (0..sources.files.len())
        .map(|at| reading(library, FileId(at as u32), catalog, versions))
        .collect();
    (sources, documents)
}

fn reading(
    library: Library<'_>,
    file: FileId,
    catalog: &Catalog,
    versions: &[&str],
) -> DocumentReading {
    let sources = library.sources;
    let read = read_page(library, file, &catalog.of_product(0));
    promises::remarks_have_places(&read.diagnostics, sources);
    let page = read.value;
    let mut views = Vec::new();
    for view in &page.views {
        let reading = statement::read(view, versions, statement::Ledger::Whole);
        let typed = |statement: statement::Statement| TypedStatement {
            check: check_of(&statement),
            condition_check: statement.condition.as_deref().map(condition_of),
            statement,
        };
        let said = ViewReading {
            monikers: view.monikers.clone(),
            statements: reading.statements.into_iter().map(typed).collect(),
            ledger: reading.ledger,
        };
        promises::view_is_true(&said, sources);
        promises::view_is_accounted_for(&view.blocks, &said, sources);
        views.push(said);
    }
    let path = sources.file(file).path.clone();
    DocumentReading { path, title: page.title, monikers: page.monikers, views }
}

/// The pages of an input: `\n%%%%\n` parts them.
fn pages(data: &[u8]) -> Vec<&[u8]> {
    let mut pages = split(data, b"\n%%%%\n");
    pages.truncate(4);
    pages
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

/// One page, and what it says; the same again when it is read again.
pub fn page(data: &[u8]) {
    let (_, said) = readings(&pages(data), &catalog(), MONIKERS);
    let (_, again) = readings(&pages(data), &catalog(), MONIKERS);
    for (said, again) in said.iter().zip(&again) {
        assert_eq!((&said.title, &said.monikers), (&again.title, &again.monikers));
        for (said, again) in said.views.iter().zip(&again.views) {
            assert_eq!((&said.monikers, &said.ledger), (&again.monikers, &again.ledger));
            let (said, again) = (&said.statements, &again.statements);
            assert_eq!(format!("{said:?}"), format!("{again:?}"), "read twice, and not the same");
        }
    }
}

/// From pages to the graph, with a lock and without, and to everything that is made of it.
pub fn pipeline(data: &[u8]) {
    let (sources, documents) = readings(&pages(data), &catalog(), MONIKERS);
    let first = assemble(&documents, catalog(), &sources, &Lock::default());
    let again = assemble(&documents, catalog(), &sources, &first.lock);
    promises::graph_is_whole(&first.graph);
    let json = graph_json::render(&first.graph);
    assert_eq!(json, graph_json::render(&again.graph), "ids changed");
    let read = graph_json::read(&json).expect("what was written can be read");
    assert_eq!(json, graph_json::render(&read));
    let lock = Lock::read(&first.lock.write()).expect("what was written can be read");
    assert_eq!(lock.write(), first.lock.write());
    differences(&first.graph, &again.graph);
    // To make everything takes a hundred times as long as all above.
    if data.len() % 16 != 0 {
        return;
    }
    let mut graph = first.graph;
    let unbound = bind(&mut graph, &KNOWN);
    let compiled = Compiled {
        sources,
        readings: documents,
        graph,
        lock: first.lock,
        vocabularies: vec![Some(KNOWN.clone()), None],
        unbound,
        diagnostics: Vec::new(),
    };
    outputs(&compiled);
}

/// Everything that a build makes: the same when it is made again, and JSON where it says so.
fn outputs(compiled: &Compiled) {
    let make = || {
        let made =
            generate::outputs(compiled, &Previous::default(), &Templates::default(), None);
        made.expect("names of the catalog, and the embedded templates").files
    };
    let (files, again): (Vec<OutputFile>, Vec<OutputFile>) = (make(), make());
    assert_eq!(files, again, "made twice, and not the same");
    for file in files.iter().filter(|file| file.path.ends_with(".json")) {
        serde_json::from_slice::<serde_json::Value>(&file.content).expect("JSON");
    }
    let findings = lint::run(&lint::Subject {
        graph: &compiled.graph,
        sources: &compiled.sources,
        unbound: &compiled.unbound,
        vocabularies: &BTreeMap::from([("P".to_owned(), "p.vocabulary.toml".to_owned())]),
    });
    promises::remarks_have_places(&findings, &compiled.sources);
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

/// A facts file: what is read and written again is the same, and says something about every
/// requirement.
pub fn facts_json(data: &[u8]) {
    let Ok(facts) = Facts::parse(data) else { return };
    let text = serde_json::to_vec(facts.json()).expect("JSON");
    let again = Facts::parse(&text).expect("what was written can be read");
    assert_eq!(again.json(), facts.json());
    for moniker in BOUND.catalog.ids() {
        let report = Report::new(&BOUND, moniker, &facts, &KNOWN.references);
        let said = format!("{report:?}");
        assert_eq!(said, format!("{:?}", Report::new(&BOUND, moniker, &again, &KNOWN.references)));
        assert_eq!(report.counts().total(), report.rows.len());
        for row in &report.rows {
            let said = row.verdict.offenders.iter().chain([&row.verdict.reason]);
            let is_plain = |text: &String| !text.chars().any(char::is_control);
            assert!(said.into_iter().all(is_plain), "{:?}", row.verdict);
        }
    }
}
