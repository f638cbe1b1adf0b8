//! The docs in two commits of a git repository.

use std::path::Path;
use std::sync::Arc;

use normative::source::Store;
use normative::source::git::{GitError, Repository, Revision};
use normative::version::nearest;

use super::side::Side;
use crate::console::Console;
use crate::failure::Failure;
use crate::project;

/// The sides of `A..B`. The docs are where `--config` says; else where they are looked for on
/// disk too, but in the commits. A docs folder that was renamed is followed.
pub(super) fn sides(
    range: &str,
    config: Option<&Path>,
    console: &Console,
) -> Result<[(String, Side); 2], Failure> {
    let repository = discover(config)?;
    let usual: Vec<String> = match config {
        Some(config) => vec![repository.path_in(config).map_err(|error| wrong(&error))?],
        None => project::usual().filter_map(|path| repository.path_in(&path).ok()).collect(),
    };
    let (from, to) = repository.range(range).map_err(|error| wrong(&error))?;
    let (before, after) = (find(&from, &usual), find(&to, &usual));
    // The same project on both sides, where that is possible.
    let (before, after) = match (before, after) {
        (Some(_), Some(after)) if has(&from, &after) => (after.clone(), after),
        (Some(before), Some(_)) if has(&to, &before) => (before.clone(), before),
        (Some(before), Some(after)) => (before, after),
        (Some(before), None) => (before, renamed(&to, &from, &usual)?),
        (None, Some(after)) => (renamed(&from, &to, &usual)?, after),
        (None, None) if config.is_none() => {
            let after = only(&to, |_| true).ok_or_else(|| missing(&to, &usual))?;
            let before =
                if has(&from, &after) { after.clone() } else { renamed(&from, &to, &usual)? };
            (before, after)
        }
        (None, None) => return Err(missing(&to, &usual)),
    };
    Ok([(from, before), (to, after)].map(|(revision, config)| side(revision, &config, console)))
}

fn side(revision: Revision, config: &str, console: &Console) -> (String, Side) {
    let root = config.rsplit_once('/').map_or("", |(folder, _)| folder);
    for module in revision.submodules_below(root) {
        console.warning(format_args!(
            "`{module}` is a submodule in `{}`; its pages are in another repository, and left out",
            revision.name
        ));
    }
    let name = revision.name.clone();
    (name, Side::Docs(config.into(), Store::Revision(Arc::new(revision))))
}

/// The repository that the configuration is in, or the current folder.
fn discover(config: Option<&Path>) -> Result<Repository, Failure> {
    let here = Path::new(".");
    let folder = config.and_then(Path::parent).filter(|folder| folder.is_dir()).unwrap_or(here);
    // A configuration elsewhere, while the current folder is in a repository, is outside of that.
    let found =
        Repository::discover(folder).or_else(|error| Repository::discover(here).map_err(|_| error));
    found.map_err(|error| wrong(&error))
}

fn has(revision: &Revision, path: &str) -> bool {
    revision.has(Path::new(path))
}

fn find(revision: &Revision, usual: &[String]) -> Option<String> {
    usual.iter().find(|path| has(revision, path)).cloned()
}

/// The one configuration that a commit has and the other one lacks.
fn renamed(revision: &Revision, other: &Revision, usual: &[String]) -> Result<String, Failure> {
    only(revision, |path| !has(other, path)).ok_or_else(|| missing(revision, usual))
}

/// The configuration of a commit, when there is one that counts.
fn only(revision: &Revision, counts: impl Fn(&str) -> bool) -> Option<String> {
    let is_config = |path: &&str| path.rsplit('/').next() == Some(project::NAME) && counts(path);
    let mut all = revision.files_below("").filter(is_config);
    let one = all.next()?;
    all.next().is_none().then(|| one.to_owned())
}

fn missing(revision: &Revision, usual: &[String]) -> Failure {
    let name = &revision.name;
    let all: Vec<&str> = revision
        .files_below("")
        .filter(|path| path.rsplit('/').next() == Some(project::NAME))
        .collect();
    let failure = Failure::new(match usual {
        [named] => {
            let why = revision.read(Path::new(named)).err();
            let why = why.map_or_else(String::new, |error| format!(": {error}"));
            format!("cannot read `{name}:{named}`{why}")
        }
        _ => format!("no `{}` here or above in revision `{name}`", project::NAME),
    });
    failure.help(match &all[..] {
        [] => format!(
            "compare revisions in which the docs have one; `git log --diff-filter=A -- '*{}'` \
             says since when",
            project::NAME
        ),
        some => format!("`--config` names one of `{}`", some.join("`, `")),
    })
}

/// Why a revision can't be had, with the way out.
fn wrong(error: &GitError) -> Failure {
    let failure = Failure::of(error);
    match error {
        GitError::NoRepository { .. } => {
            failure.help("run it in a clone of the docs, or compare two docs folders")
        }
        GitError::Outside { .. } => {
            failure.help("`--config` names a `normative.toml` of that repository")
        }
        GitError::NoRange { .. } => failure.help("write `A..B`, as for `git diff`"),
        GitError::Unknown { name, known, shallow } => {
            // `HEAD~2` and `main^` are about `HEAD` and `main`.
            let base = name.split(['~', '^', '@', ':']).next().unwrap_or(name);
            match nearest(base, known.iter().map(String::as_str)) {
                Some(near) if near != base => failure.help(format!("the nearest name is `{near}`")),
                _ if *shallow => failure.help(
                    "the repository is a shallow clone; `git fetch --unshallow` brings all commits",
                ),
                _ => failure.help("`git log --oneline --all` lists what there is"),
            }
        }
        GitError::NoTree { .. } => failure.help("name a commit, a branch or a tag"),
        GitError::NoCommonAncestor { .. } => failure.help("compare them with `A..B`"),
        GitError::Damaged { .. } => {
            failure.help("`git fsck` says what is wrong with the repository")
        }
    }
}
