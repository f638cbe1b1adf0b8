//! The one writer: makes the output folder hold exactly what was generated, or says what differs.
//!
//! A build replaces the folder as a whole. The new one is put together beside it (unchanged files
//! and files that nobody here made are linked, not copied) and takes its place in one step, so a
//! process that is killed leaves the old folder or the new one, never a mixture; what it leaves
//! beside the folder is removed by the next build. A power failure is another matter: nothing is
//! flushed. Builds of one docs root wait for each other.
//!
//! `manifest.json` in the folder records the digests of what was written. A file that is neither
//! what was written last nor what would be written now was edited by hand, and is not overwritten
//! unless that is asked for.

#[expect(clippy::disallowed_methods, reason = "this is the writer")]
mod folder;
mod manifest;
mod paths;
#[expect(clippy::disallowed_methods, reason = "it writes the cache")]
mod stamp;
#[cfg_attr(test, allow(clippy::disallowed_methods))] // tests set up files
mod swap;
#[cfg(test)]
#[allow(clippy::disallowed_methods)] // tests set up files
mod tests;

use std::io;
use std::path::{Path, PathBuf};

pub use folder::OutputFolder;
pub use manifest::digest;
pub use paths::PathProblem;
pub(super) use stamp::{put, stamp};

/// What to do with the difference between the folder and what was generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Make the folder so; refuse when that would overwrite a hand edit.
    Write,
    /// Make the folder so, hand edits or not.
    Overwrite,
    /// Only say what differs.
    Check,
}

/// How a file differs from what was generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// It is not there.
    Missing,
    /// It holds what an earlier build wrote.
    Stale,
    /// It holds what no build wrote.
    Edited,
    /// An earlier build wrote it, this one doesn't.
    Orphan,
    /// No build wrote it. It is never removed.
    Stray,
}

/// One file that differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The file: the output folder, as it was given, and the path in it.
    pub path: PathBuf,
    /// How it differs.
    pub difference: Difference,
}

/// A file that belongs to the build but stands outside the output folder: the lock of ids.
#[derive(Debug, Clone, Copy)]
pub struct Companion<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// Every byte of it.
    pub content: &'a [u8],
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// The operating system refused to do something with this path.
    Io {
        /// What was being done: `write`, `replace`.
        action: &'static str,
        /// To what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The folder can't be an output folder.
    Unsuitable {
        /// The folder.
        dir: PathBuf,
        /// Why not.
        why: &'static str,
    },
    /// The folder holds files, and no build made any of them.
    NotOurs {
        /// The folder.
        dir: PathBuf,
        /// One of the files.
        example: PathBuf,
    },
    /// A generated path that can't be written everywhere.
    UnsafePath {
        /// The path.
        path: String,
        /// Why not.
        problem: PathProblem,
    },
    /// These files hold what no build wrote, and would be overwritten.
    Edited(Vec<PathBuf>),
    /// A file that no build wrote has the name of a folder that is needed, or the reverse.
    InTheWay(PathBuf),
    /// [`OutputFolder::stop_when`] was asked to stop.
    Interrupted,
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io { action, path, .. } => write!(f, "cannot {action} `{}`", path.display()),
            Self::Unsuitable { dir, why } => {
                write!(f, "`{}` cannot be the output folder: {why}", dir.display())
            }
            Self::NotOurs { dir, example } => write!(
                f,
                "`{}` holds files that no build made, such as `{}`",
                dir.display(),
                example.display()
            ),
            Self::UnsafePath { path, problem } => {
                write!(f, "cannot generate a file named `{}`: {problem}", path.escape_debug())
            }
            Self::Edited(paths) => {
                let names: Vec<_> = paths.iter().map(|p| format!("`{}`", p.display())).collect();
                let verb = if names.len() == 1 { "was" } else { "were" };
                write!(f, "{} {verb} edited by hand and would be overwritten", names.join(", "))
            }
            Self::Interrupted => f.write_str("interrupted"),
            Self::InTheWay(path) => write!(
                f,
                "`{}` stands where a generated file belongs, and no build made it",
                path.display()
            ),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

fn failed<'a>(action: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> WriteError + 'a {
    move |source| WriteError::Io { action, path: path.to_owned(), source }
}
