//! From a project to its graph: reads the files, runs the stages, and nothing more.

mod files;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::config::{ConfigError, Project};
use crate::diagnostic::{self, Diagnostic, Parsed};
use crate::predicate::typing;
use crate::requirement::assemble::{Assembled, Gathered, join};
use crate::requirement::lock::Lock;
use crate::requirement::{DocumentReading, Graph, TypedStatement, ViewReading};
use crate::source::{SourceSet, Span};
use crate::statement::{self, Ledger};
use crate::version::MonikerSet;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::bind::{Unbound, bind};

pub use files::Files;

/// What the docs of a project say, and everything that was needed to find out.
#[derive(Debug, Default)]
pub struct Compiled {
    /// All files that were read.
    pub sources: SourceSet,
    /// What every page says, sentence by sentence, by path; see [`Keep::Readings`].
    pub readings: Vec<DocumentReading>,
    /// What the docs require.
    pub graph: Graph,
    /// The lock to be kept for the next time; see [`Keep::Lock`].
    pub lock: Lock,
    /// The vocabulary of each product, in the order of the products.
    pub vocabularies: Vec<Option<Vocabulary>>,
    /// The leaves of checks that no vocabulary binds, of products that have one.
    pub unbound: Vec<Unbound>,
    /// What was noticed on the way, in the order of the pages.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is kept of what was read: each of these and those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// The graph.
    Graph,
    /// The lock.
    Lock,
    /// What became of every sentence.
    Readings,
}

/// How far reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// There are so many pages.
    Pages(usize),
    /// One more of them is read.
    Page,
}

/// The name of the lock, which stands beside `normative.toml`.
pub const LOCK: &str = "normative.lock";

/// Reads all pages of a project and joins what they state; what the lock knows keeps its id.
/// `sources` holds what was read before, and gets what is read here. Keeps everything.
///
/// # Errors
/// A lock or a vocabulary that cannot be read. Whatever is wrong with a page is a diagnostic.
pub fn compile(project: &Project, sources: &mut SourceSet) -> Result<Compiled, ConfigError> {
    compile_keeping(project, sources, None, Keep::Readings, &|_| ())
}

/// The same with a lock from elsewhere in place of the project's.
///
/// # Errors
/// A vocabulary that cannot be read.
pub fn compile_as(
    project: &Project,
    sources: &mut SourceSet,
    lock: &Lock,
) -> Result<Compiled, ConfigError> {
    compile_keeping(project, sources, Some(lock), Keep::Readings, &|_| ())
}

/// The same, keeping no more than what is asked for. The lock is the project's, unless there is
/// another one; `watch` is told how far it is, from any thread.
///
/// # Errors
/// A lock or a vocabulary that cannot be read.
pub fn compile_keeping(
    project: &Project,
    sources: &mut SourceSet,
    lock: Option<&Lock>,
    keep: Keep,
    watch: &(dyn Fn(Step) + Sync),
) -> Result<Compiled, ConfigError> {
    let lock = match lock {
        Some(lock) => Cow::Borrowed(lock),
        None => Cow::Owned(open_lock(project, sources).map_err(|e| ConfigError(vec![e]))?),
    };
    // Each takes some milliseconds, and a short run waits for both.
    let (vocabularies, ()) =
        rayon::join(|| open_vocabularies(project, sources), statement::prepare);
    let vocabularies = vocabularies?;
    let Parsed { value: files, mut diagnostics } = Files::read(project, sources.clone());
    watch(Step::Pages(files.pages.len()));
    let read: Vec<_> = files
        .pages
        .par_iter()
        .map(|page| {
            let ledger = if keep == Keep::Readings { Ledger::Whole } else { Ledger::Places };
            let Parsed { value, diagnostics } = read_document(project, &files, page, ledger);
            let kept = (keep == Keep::Readings).then(|| value.clone());
            let gathered = Gathered::of(value, &files.sources);
            watch(Step::Page);
            (gathered, kept, diagnostics)
        })
        .collect();
    let (mut pages, mut readings) = (Vec::with_capacity(read.len()), Vec::new());
    for (page, kept, remarks) in read {
        pages.push(page);
        readings.extend(kept);
        diagnostics.extend(remarks);
    }
    diagnostic::tidy(&mut diagnostics);
    let catalog = project.catalog.clone();
    let Assembled { mut graph, lock } = join(pages, catalog, &lock, keep >= Keep::Lock);
    let mut unbound = Vec::new();
    for (product, vocabulary) in project.products.iter().zip(&vocabularies) {
        if let Some(vocabulary) = vocabulary {
            unbound.extend(bind_product(&mut graph, &product.monikers, vocabulary));
        }
    }
    *sources = files.sources.clone();
    let sources = files.sources;
    Ok(Compiled { sources, readings, graph, lock, vocabularies, unbound, diagnostics })
}

fn open_lock(project: &Project, sources: &mut SourceSet) -> Result<Lock, Diagnostic> {
    let shown = crate::source::shown(&sources.root, LOCK);
    let file = match sources.store.read(LOCK, &project.root.join(LOCK)) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Lock::default()),
        Err(error) => {
            return Err(Diagnostic::error("N001", format!("cannot read `{shown}`: {error}")));
        }
    };
    let file = sources.add(file);
    let source = sources.file(file);
    Lock::read(&source.text).map_err(|error| {
        let line = error.line.clamp(1, source.line_starts.len());
        let start = source.line_starts[line - 1];
        let end = source.line_starts.get(line).copied().unwrap_or(source.text.len());
        let end = start + source.text[start..end].trim_end().len();
        Diagnostic::error("N007", error.message)
            .at(file, Span { start, end })
            .help(error.help.to_owned())
    })
}

/// The vocabulary of each product, each file read once.
fn open_vocabularies(
    project: &Project,
    sources: &mut SourceSet,
) -> Result<Vec<Option<Vocabulary>>, ConfigError> {
    let mut known: BTreeMap<&Path, Vocabulary> = BTreeMap::new();
    let mut vocabularies = Vec::new();
    let mut errors = Vec::new();
    for product in &project.products {
        let Some(path) = &product.vocabulary else {
            vocabularies.push(None);
            continue;
        };
        if let Some(vocabulary) = known.get(path.as_path()) {
            vocabularies.push(Some(vocabulary.clone()));
            continue;
        }
        let name = path.strip_prefix(&project.root).unwrap_or(path).to_string_lossy();
        match Vocabulary::open(&name.replace('\\', "/"), path, sources) {
            Ok(vocabulary) => {
                known.insert(path, vocabulary.clone());
                vocabularies.push(Some(vocabulary));
            }
            Err(mistakes) => errors.extend(mistakes),
        }
    }
    if errors.is_empty() { Ok(vocabularies) } else { Err(ConfigError(errors)) }
}

fn read_document(
    project: &Project,
    files: &Files,
    page: &(crate::source::FileId, MonikerSet),
    ledger: Ledger,
) -> Parsed<DocumentReading> {
    let Parsed { value: page, diagnostics } = files.page(page);
    // All versions of the product, not only those of the page: what is said about another one of
    // them is said to this product's readers.
    let product =
        page.monikers.iter().next().map(|id| project.catalog.monikers[id.0 as usize].product);
    let versions = product.map(|product| project.catalog.of_product(product)).unwrap_or_default();
    let versions: Vec<&str> = project.catalog.names(&versions).collect();
    let views = page.views.iter().map(|view| {
        let reading = statement::read(view, &versions, ledger);
        let typed = |statement: statement::Statement| TypedStatement {
            check: typing::check_of(&statement),
            condition_check: statement.condition.as_deref().map(typing::condition_of),
            statement,
        };
        ViewReading {
            monikers: view.monikers.clone(),
            statements: reading.statements.into_iter().map(typed).collect(),
            ledger: reading.ledger,
        }
    });
    let value = DocumentReading {
        path: files.sources.file(page.file).path.clone(),
        title: page.title.clone(),
        monikers: page.monikers.clone(),
        views: views.collect(),
    };
    Parsed { value, diagnostics }
}

/// Binds the checks of one product's requirements.
fn bind_product(graph: &mut Graph, monikers: &MonikerSet, vocabulary: &Vocabulary) -> Vec<Unbound> {
    let is_own = |requirement: &crate::requirement::Requirement| {
        requirement.variants.iter().any(|variant| variant.monikers.is_subset(monikers))
    };
    let own: Vec<usize> =
        (0..graph.requirements.len()).filter(|at| is_own(&graph.requirements[*at])).collect();
    let mut part = Graph::default();
    part.requirements.extend(own.iter().map(|at| graph.requirements[*at].clone()));
    let unbound = bind(&mut part, vocabulary);
    for (at, bound) in own.into_iter().zip(part.requirements) {
        graph.requirements[at] = bound;
    }
    unbound
}
