//! The first product, compiled: its graph and its vocabulary.

use std::path::Path;

use normative::compile::Files;
use normative::config;
use normative::diagnostic::render;
use normative::predicate::typing::{check_of, condition_of};
use normative::requirement::assemble::assemble;
use normative::requirement::lock::Lock;
use normative::requirement::{DocumentReading, Graph, TypedStatement, ViewReading};
use normative::source::SourceSet;
use normative::statement::{Ledger, read};
use normative::vocabulary::Vocabulary;
use normative::vocabulary::bind::{Unbound, bind};

/// The vocabulary beside the documentation.
pub(crate) fn vocabulary() -> Vocabulary {
    let path = Path::new("docs-source/vmm.vocabulary.toml");
    let mut sources = SourceSet::default();
    Vocabulary::open("vmm.vocabulary.toml", path, &mut sources)
        .unwrap_or_else(|mistakes| panic!("{}", render(&mistakes, &sources, false)))
}

/// The graph of the documentation, bound to no facts.
pub(crate) fn unbound_graph() -> Graph {
    let mut sources = SourceSet::default();
    let path = Path::new("docs-source/normative.toml");
    let project = config::open(path, &mut sources)
        .unwrap_or_else(|error| panic!("{}", render(&error.0, &sources, false)));
    let files = Files::read(&project, sources).value;
    let names: Vec<&str> = project.catalog.ids().map(|id| project.catalog.name(id)).collect();
    let documents = files.pages.iter().map(|page| {
        let read_page = files.page(page).value;
        let views = read_page.views.iter().map(|view| {
            let reading = read(view, &names, Ledger::Whole);
            let statements = reading.statements.into_iter().map(|statement| TypedStatement {
                check: check_of(&statement),
                condition_check: statement.condition.as_deref().map(condition_of),
                statement,
            });
            ViewReading {
                monikers: view.monikers.clone(),
                statements: statements.collect(),
                ledger: reading.ledger,
            }
        });
        DocumentReading {
            path: files.sources.file(page.0).path.clone(),
            title: read_page.title.clone(),
            monikers: read_page.monikers.clone(),
            views: views.collect(),
        }
    });
    let documents: Vec<_> = documents.collect();
    let catalog = project.catalog.clone();
    assemble(&documents, catalog, &files.sources, &Lock::default()).graph
}

/// The graph of the documentation, bound to the facts of the vocabulary.
pub(crate) fn graph(vocabulary: &Vocabulary) -> Graph {
    bound_graph(vocabulary).0
}

/// The same, with what stays unbound.
pub(crate) fn bound_graph(vocabulary: &Vocabulary) -> (Graph, Vec<Unbound>) {
    let mut graph = unbound_graph();
    let unbound = bind(&mut graph, vocabulary);
    (graph, unbound)
}
