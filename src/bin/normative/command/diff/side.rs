//! What a side of a diff is, and its graph.

use std::path::{Path, PathBuf};

use normative::compile::LOCK;
use normative::generate::graph_json;
use normative::requirement::Graph;
use normative::requirement::lock::Lock;
use normative::source::{SourceFile, Store};

use crate::console::Console;
use crate::failure::Failure;
use crate::project;

/// What a name on the command line stands for.
#[derive(Debug)]
pub(super) enum Side {
    /// A moniker, as far as one can tell.
    Version,
    /// A graph document.
    Graph(PathBuf),
    /// A configuration, on disk or in a commit.
    Docs(PathBuf, Store),
}

impl Side {
    /// Files and folders come first: a moniker is no path.
    pub(super) fn of(name: &str) -> Self {
        let path = Path::new(name);
        if path.is_dir() {
            return Self::Docs(path.join(project::NAME), Store::Disk);
        }
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("toml") if path.is_file() => Self::Docs(path.to_owned(), Store::Disk),
            _ if path.is_file() => Self::Graph(path.to_owned()),
            _ => Self::Version,
        }
    }

    /// Whether ids are recorded beside it.
    fn has_lock(&self) -> bool {
        match self {
            Self::Docs(config, store) => store.has(&config.with_file_name(LOCK)),
            Self::Version | Self::Graph(_) => false,
        }
    }
}

/// The graphs of two revisions. Docs without a lock of their own get their ids from the other
/// side, so that what is the same has the same id.
pub(super) fn open_both(
    from: Side,
    to: Side,
    console: &Console,
) -> Result<(Graph, Graph), Failure> {
    if to.has_lock() && !from.has_lock() && matches!(from, Side::Docs(..)) {
        let (after, lock) = open(&to, None, console)?;
        return Ok((open(&from, Some(&lock), console)?.0, after));
    }
    let (before, lock) = open(&from, None, console)?;
    let lock = (!to.has_lock()).then_some(&lock);
    Ok((before, open(&to, lock, console)?.0))
}

/// The graph of a side and its lock; with `lock` instead of the one beside it.
fn open(side: &Side, lock: Option<&Lock>, console: &Console) -> Result<(Graph, Lock), Failure> {
    match side {
        Side::Version => Err(Failure::new("a version has no graph of its own")),
        Side::Graph(path) => {
            let shown = path.display();
            let file = SourceFile::read(shown.to_string(), path)
                .map_err(|error| Failure::new(format!("cannot read `{shown}`: {error}")))?;
            let graph = graph_json::read(&file.text)
                .map_err(|error| Failure::new(format!("cannot read `{shown}`: {error}")))?;
            let lock = Lock::of(&graph);
            Ok((graph, lock))
        }
        Side::Docs(config, store) => {
            let compiled = project::compile_as(config, store.clone(), lock)?;
            console.remarks(&compiled.diagnostics, &compiled.sources);
            Ok((compiled.graph, compiled.lock))
        }
    }
}
