//! Which configuration a run is about.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use normative::compile::{self, Compiled, Keep};
use normative::config::{self, Project};
use normative::generate::graph_json;
use normative::generate::report::page::{self, Extras};
use normative::generate::template::Templates;
use normative::generate::write::digest;
use normative::requirement::Graph;
use normative::requirement::lock::Lock;
use normative::source::{SourceSet, Store};

use crate::console::Console;
use crate::failure::Failure;

/// The name of every configuration.
pub(crate) const NAME: &str = "normative.toml";

/// The configuration that `--config` names, else the nearest `normative.toml` upwards from the
/// current folder, else `docs-source/normative.toml`.
pub(crate) fn locate(config: Option<&Path>) -> Result<PathBuf, Failure> {
    config.map(Path::to_owned).or_else(nearest).ok_or_else(|| {
        Failure::new(format!("no `{NAME}` here, in a folder above, or in `docs-source`"))
            .help("`normative init` writes one; `--config FILE` names one")
    })
}

/// Opens that configuration.
pub(crate) fn open(config: Option<&Path>) -> Result<(Project, SourceSet), Failure> {
    open_in(&locate(config)?, Store::Disk)
}

fn open_in(path: &Path, store: Store) -> Result<(Project, SourceSet), Failure> {
    let mut sources = SourceSet { store, ..SourceSet::default() };
    match config::open(path, &mut sources) {
        Ok(project) => Ok((project, sources)),
        Err(error) => Err(Failure::config(error, sources)),
    }
}

/// Lets so many threads work at once, in all that is done in parallel.
pub(crate) fn limit_threads(jobs: NonZeroUsize) -> Result<(), Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.get());
    pool.build_global().map_err(|error| Failure::of(&error))
}

/// Reads all docs of a project.
pub(crate) fn compile(
    config: Option<&Path>,
    keep: Keep,
    console: &Console,
) -> Result<(Project, Compiled), Failure> {
    let (project, sources) = open(config)?;
    let compiled = compile_opened(&project, sources, None, keep, console)?;
    Ok((project, compiled))
}

/// Reads all docs of a project that is open; with `lock`, their ids are those that it knows.
pub(crate) fn compile_opened(
    project: &Project,
    mut sources: SourceSet,
    lock: Option<&Lock>,
    keep: Keep,
    console: &Console,
) -> Result<Compiled, Failure> {
    let progress = console.progress("joining what the pages state");
    let watch = |step| progress.step(step);
    match compile::compile_keeping(project, &mut sources, lock, keep, &watch) {
        Ok(compiled) => Ok(compiled),
        Err(error) => Err(Failure::config(error, sources)),
    }
}

/// Reads all docs of the project of this configuration; with `lock`, their ids are those that it
/// knows.
pub(crate) fn compile_as(
    config: &Path,
    store: Store,
    lock: Option<&Lock>,
    console: &Console,
) -> Result<(Project, Compiled), Failure> {
    let (project, sources) = open_in(config, store)?;
    let compiled = compile_opened(&project, sources, lock, Keep::Lock, console)?;
    Ok((project, compiled))
}

/// The report page of a graph.
pub(crate) fn page(graph: &Graph, extras: &Extras<'_>) -> Result<String, Failure> {
    let digest = digest(graph_json::render(graph).as_bytes());
    let page = page::render(graph, &digest, extras, &Templates::default());
    let page = page.map_err(|error| Failure::of(&error))?;
    Ok(String::from_utf8_lossy(&page.content).into_owned())
}

fn nearest() -> Option<PathBuf> {
    usual().find(|path| path.is_file())
}

/// Where a configuration is looked for, the nearest first.
pub(crate) fn usual() -> impl Iterator<Item = PathBuf> {
    let depth = std::env::current_dir().map_or(0, |here| here.components().count());
    let upwards = (0..depth).map(|up| PathBuf::from("../".repeat(up)).join(NAME));
    upwards.chain([Path::new("docs-source").join(NAME)])
}

/// What tells this program from another one: its version, and how its file stands on disk. `None`
/// when it can't be found.
pub(crate) fn engine() -> Option<String> {
    let file = std::env::current_exe().ok()?.metadata().ok()?;
    let written = file.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    let (version, size) = (env!("CARGO_PKG_VERSION"), file.len());
    Some(format!("{version} {size} {}", written.as_nanos()))
}
