//! What a side of a diff is, and what it requires.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use normative::compile::{Compiled, LOCK};
use normative::config::Project;
use normative::generate::graph_json;
use normative::predicate::path::FactPath;
use normative::requirement::Graph;
use normative::requirement::lock::Lock;
use normative::source::{SourceFile, Store};
use normative::version::MonikerId;
use normative::vocabulary::Vocabulary;

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

/// A side that was read.
#[derive(Debug)]
pub(super) struct Opened {
    /// What it requires.
    pub(super) graph: Graph,
    /// The lock of docs; of a graph document it is made when somebody needs it.
    lock: Option<Lock>,
    /// The vocabulary of each product; none where the side is a graph document.
    vocabularies: Option<Vec<Option<Vocabulary>>>,
    /// Where the lines of its documents are shown.
    pub(super) source_url: Option<String>,
}

impl Opened {
    /// Docs that were read.
    pub(super) fn of(project: Project, compiled: Compiled) -> Self {
        let Compiled { graph, lock, vocabularies, .. } = compiled;
        Self {
            graph,
            lock: Some(lock),
            vocabularies: Some(vocabularies),
            source_url: project.source_url,
        }
    }

    /// The ids that it knows.
    fn lock(&self) -> Cow<'_, Lock> {
        self.lock.as_ref().map_or_else(|| Cow::Owned(Lock::of(&self.graph)), Cow::Borrowed)
    }

    /// Whether verdicts can be given: a graph document does not say how facts refer to each other.
    pub(super) fn is_docs(&self) -> bool {
        self.vocabularies.is_some()
    }

    /// The vocabulary of a version's product.
    pub(super) fn vocabulary(&self, moniker: MonikerId) -> Option<&Vocabulary> {
        let product = self.graph.catalog.monikers[moniker.0 as usize].product as usize;
        self.vocabularies.as_ref()?.get(product)?.as_ref()
    }

    /// The facts that name the version, of each product.
    pub(super) fn versions(&self) -> impl Iterator<Item = &FactPath> {
        let all = self.vocabularies.iter().flatten().flatten();
        all.filter_map(|vocabulary| vocabulary.version.as_ref())
    }
}

/// Reads two revisions. Docs without a lock of their own get their ids from the other side, so that
/// what is the same has the same id.
pub(super) fn open_both(
    from: Side,
    to: Side,
    console: &Console,
) -> Result<(Opened, Opened), Failure> {
    if matches!((&from, &to), (Side::Graph(_), Side::Graph(_))) {
        let (before, after) =
            rayon::join(|| open(&from, None, console), || open(&to, None, console));
        return Ok((before?, after?));
    }
    if to.has_lock() && !from.has_lock() && matches!(from, Side::Docs(..)) {
        let after = open(&to, None, console)?;
        return Ok((open(&from, Some(&after.lock()), console)?, after));
    }
    let before = open(&from, None, console)?;
    let lock = (!to.has_lock()).then(|| before.lock());
    let after = open(&to, lock.as_deref(), console)?;
    Ok((before, after))
}

/// Reads a side; its ids are those of `lock` instead of the one beside it.
fn open(side: &Side, lock: Option<&Lock>, console: &Console) -> Result<Opened, Failure> {
    match side {
        Side::Version => Err(Failure::new("a version has no graph of its own")),
        Side::Graph(path) => {
            let shown = path.display();
            let file = SourceFile::read(shown.to_string(), path)
                .map_err(|error| Failure::new(format!("cannot read `{shown}`: {error}")))?;
            let graph = graph_json::read(&file.text)
                .map_err(|error| Failure::new(format!("cannot read `{shown}`: {error}")))?;
            Ok(Opened { graph, lock: None, vocabularies: None, source_url: None })
        }
        Side::Docs(config, store) => {
            let (project, compiled) = project::compile_as(config, store.clone(), lock, console)?;
            console.remarks(&compiled.diagnostics, &compiled.sources);
            Ok(Opened::of(project, compiled))
        }
    }
}
