//! Where the time of a cold `build` of the first document goes, step by step.
//!
//! ```text
//! cargo bench --bench first_document
//! ```

#![allow(clippy::unwrap_used)] // as in tests

use std::path::Path;
use std::sync::LazyLock;

use divan::Bencher;
use normative::compile::{Compiled, compile};
use normative::config::{self, Project};
use normative::generate::report::page::{self, Extras};
use normative::generate::template::Templates;
use normative::generate::write::digest;
use normative::generate::{self, Previous, facts_schema, graph_json, pester, report, rust};
use normative::source::SourceSet;
use normative::vocabulary::Vocabulary;

fn main() {
    divan::main();
}

const CONFIG: &str = "docs-source/normative.toml";

fn opened() -> (Project, SourceSet) {
    let mut sources = SourceSet::default();
    let project = config::open(Path::new(CONFIG), &mut sources).unwrap();
    (project, sources)
}

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| {
    let (project, mut sources) = opened();
    compile(&project, &mut sources).unwrap()
});

fn vocabulary(product: usize) -> Option<&'static Vocabulary> {
    COMPILED.vocabularies.get(product).and_then(Option::as_ref)
}

#[divan::bench]
fn a_open() {
    divan::black_box(opened());
}

#[divan::bench]
fn b_vocabulary() {
    let mut sources = SourceSet::default();
    let path = Path::new("docs-source/vmm.vocabulary.toml");
    divan::black_box(Vocabulary::open("vmm.vocabulary.toml", path, &mut sources).unwrap());
}

#[divan::bench]
fn c_compile(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(opened)
        .bench_values(|(project, mut sources)| compile(&project, &mut sources).unwrap());
}

#[divan::bench]
fn d_graph(bencher: Bencher<'_, '_>) {
    let graph = &COMPILED.graph;
    bencher.bench(|| digest(graph_json::render(graph).as_bytes()));
}

#[divan::bench]
fn e_page(bencher: Bencher<'_, '_>) {
    let graph = &COMPILED.graph;
    bencher.bench(|| page::render(graph, "", &Extras::default(), &Templates::default()).unwrap());
}

#[divan::bench]
fn f_facts_schema(bencher: Bencher<'_, '_>) {
    let graph = &COMPILED.graph;
    bencher.bench(|| facts_schema::generate(graph, vocabulary));
}

#[divan::bench]
fn g_pester(bencher: Bencher<'_, '_>) {
    let graph = &COMPILED.graph;
    bencher.bench(|| pester::generate(graph, vocabulary, &Templates::default()).unwrap());
}

#[divan::bench]
fn h_rust(bencher: Bencher<'_, '_>) {
    let graph = &COMPILED.graph;
    bencher.bench(|| rust::generate(graph, vocabulary, &Templates::default()).unwrap());
}

#[divan::bench]
fn i_reports(bencher: Bencher<'_, '_>) {
    let graph = &COMPILED.graph;
    bencher.bench(|| report::versions(graph, &Templates::default()).unwrap());
}

#[divan::bench]
fn j_all_outputs(bencher: Bencher<'_, '_>) {
    let compiled = &*COMPILED;
    bencher.bench(|| {
        generate::outputs(compiled, &Previous::default(), &Templates::default(), None).unwrap()
    });
}
