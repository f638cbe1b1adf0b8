//! How long each stage takes, each on its own, on one thread and on generated pages in memory.
//!
//! ```text
//! cargo bench
//! cargo bench -- statement      # one group
//! ```

#![allow(clippy::unwrap_used)] // as in tests

use std::collections::HashMap;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use normative::config::Limits;
use normative::diff;
use normative::generate::graph_json;
use normative::markdown::{Library, Outline, Page, read_page};
use normative::predicate::typing::{check_of, condition_of};
use normative::requirement::assemble::{Assembled, assemble};
use normative::requirement::lock::Lock;
use normative::requirement::{DocumentReading, TypedStatement, ViewReading};
use normative::source::{FileId, SourceFile, SourceSet};
use normative::statement::{self, Ledger, Statement};
use normative::version::Catalog;

#[allow(dead_code)] // its `main`, and what writes files
#[path = "../examples/docs_tree.rs"]
mod docs_tree;

/// How many pages the groups work on.
const PAGES: usize = 200;

fn main() {
    divan::main();
}

/// The pages and what each stage makes of them.
struct Docs {
    catalog: Catalog,
    sources: SourceSet,
    outlines: Vec<Outline>,
    by_path: HashMap<String, FileId>,
    bytes: usize,
}

impl Docs {
    fn new() -> Self {
        let catalog = Catalog::of_products([("Harbor", docs_tree::MONIKERS.as_slice())]);
        let mut sources = SourceSet::default();
        let mut by_path = HashMap::new();
        for number in 0..PAGES {
            let path = format!("area/page-{number}.md");
            let file = SourceFile::new(path.as_str(), docs_tree::page_of(1, number));
            by_path.insert(path, sources.add(file));
        }
        let outline = |at: usize| Outline::of(&sources.files[at], FileId(at as u32), &catalog);
        let outlines = (0..PAGES).map(outline).collect();
        let bytes = sources.files.iter().map(|file| file.text.len()).sum();
        Self { catalog, sources, outlines, by_path, bytes }
    }

    fn page(&self, file: u32) -> Page {
        let library = Library {
            sources: &self.sources,
            outlines: &self.outlines,
            by_path: &self.by_path,
            limits: Limits::default(),
        };
        read_page(library, FileId(file), &self.catalog.of_product(0)).value
    }

    fn pages(&self) -> Vec<Page> {
        (0..PAGES as u32).map(|file| self.page(file)).collect()
    }
}

static DOCS: LazyLock<Docs> = LazyLock::new(Docs::new);
static READINGS: LazyLock<Vec<DocumentReading>> =
    LazyLock::new(|| DOCS.pages().into_iter().map(reading).collect());
static ASSEMBLED: LazyLock<Assembled> = LazyLock::new(assembled);

fn statements(page: &Page) -> Vec<Statement> {
    let read = |view| statement::read(view, &docs_tree::MONIKERS, Ledger::Places).statements;
    page.views.iter().flat_map(read).collect()
}

fn reading(page: Page) -> DocumentReading {
    let views = page.views.iter().map(|view| {
        let reading = statement::read(view, &docs_tree::MONIKERS, Ledger::Places);
        let typed = |statement: Statement| TypedStatement {
            check: check_of(&statement),
            condition_check: statement.condition.as_deref().map(condition_of),
            statement,
        };
        ViewReading {
            monikers: view.monikers.clone(),
            statements: reading.statements.into_iter().map(typed).collect(),
            ledger: reading.ledger,
        }
    });
    let views = views.collect();
    let path = DOCS.sources.file(page.file).path.clone();
    DocumentReading { path, title: page.title, monikers: page.monikers, views }
}

fn assembled() -> Assembled {
    assemble(&READINGS, DOCS.catalog.clone(), &DOCS.sources, &Lock::default())
}

/// What everything is compared with.
#[divan::bench]
fn a_bare_parse(bencher: Bencher<'_, '_>) {
    let options =
        pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
    bencher.counter(BytesCount::new(DOCS.bytes)).bench(|| {
        let parse = |file: &std::sync::Arc<SourceFile>| {
            pulldown_cmark::Parser::new_ext(&file.text, options).count()
        };
        DOCS.sources.files.iter().map(parse).sum::<usize>()
    });
}

#[divan::bench]
fn b_outline(bencher: Bencher<'_, '_>) {
    let docs = &*DOCS;
    bencher.counter(BytesCount::new(docs.bytes)).bench(|| {
        let outline =
            |at: usize| Outline::of(&docs.sources.files[at], FileId(at as u32), &docs.catalog);
        (0..PAGES).map(outline).collect::<Vec<_>>()
    });
}

#[divan::bench]
fn c_markdown(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::new(DOCS.bytes)).bench(|| DOCS.pages());
}

#[divan::bench]
fn d_statement(bencher: Bencher<'_, '_>) {
    let pages = DOCS.pages();
    bencher.counter(BytesCount::new(DOCS.bytes)).bench(|| {
        let read = |page: &Page| statements(page).len();
        pages.iter().map(read).sum::<usize>()
    });
}

#[divan::bench]
fn e_typing(bencher: Bencher<'_, '_>) {
    let all: Vec<Statement> = DOCS.pages().iter().flat_map(statements).collect();
    bencher.counter(ItemsCount::new(all.len())).bench(|| all.iter().filter_map(check_of).count());
}

#[divan::bench]
fn f_assemble(bencher: Bencher<'_, '_>) {
    LazyLock::force(&READINGS);
    bencher.counter(BytesCount::new(DOCS.bytes)).bench(assembled);
}

#[divan::bench]
fn g_assemble_with_a_lock(bencher: Bencher<'_, '_>) {
    let lock = &ASSEMBLED.lock;
    bencher
        .counter(BytesCount::new(DOCS.bytes))
        .bench(|| assemble(&READINGS, DOCS.catalog.clone(), &DOCS.sources, lock));
}

#[divan::bench]
fn h_write_graph(bencher: Bencher<'_, '_>) {
    let graph = &ASSEMBLED.graph;
    let bytes = graph_json::render(graph).len();
    bencher.counter(BytesCount::new(bytes)).bench(|| graph_json::render(graph));
}

#[divan::bench]
fn i_read_graph(bencher: Bencher<'_, '_>) {
    let text = graph_json::render(&ASSEMBLED.graph);
    bencher.counter(BytesCount::new(text.len())).bench(|| graph_json::read(&text).unwrap());
}

/// The least that reading a graph can take.
#[divan::bench]
fn j_parse_json(bencher: Bencher<'_, '_>) {
    let text = graph_json::render(&ASSEMBLED.graph);
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| serde_json::from_str::<serde_json::Value>(&text).unwrap());
}

#[divan::bench]
fn k_write_lock(bencher: Bencher<'_, '_>) {
    bencher.bench(|| ASSEMBLED.lock.write());
}

#[divan::bench]
fn l_read_lock(bencher: Bencher<'_, '_>) {
    let text = ASSEMBLED.lock.write();
    bencher.counter(BytesCount::new(text.len())).bench(|| Lock::read(&text).unwrap());
}

#[divan::bench]
fn m_diff_versions(bencher: Bencher<'_, '_>) {
    let graph = &ASSEMBLED.graph;
    let [from, to] = [docs_tree::MONIKERS[0], docs_tree::MONIKERS[3]];
    bencher.bench(|| diff::versions(graph, from, to).unwrap());
}

#[divan::bench]
fn n_diff_revisions(bencher: Bencher<'_, '_>) {
    let graph = &ASSEMBLED.graph;
    bencher.bench(|| diff::revisions(graph, graph, &[]).unwrap());
}

#[divan::bench]
fn o_range(bencher: Bencher<'_, '_>) {
    bencher.bench(|| DOCS.catalog.select(divan::black_box(">=harbor-2 <harbor-4 || harbor-1")));
}
