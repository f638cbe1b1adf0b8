//! Docs as they are in a commit: read from git's object store, without a checkout.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

use gix::objs::tree::EntryKind;
use gix::{ObjectId, ThreadSafeRepository};

/// A git repository, with a work tree or bare. The configuration of user and system plays no part.
#[derive(Debug, Clone)]
pub struct Repository(ThreadSafeRepository);

/// All files of one commit.
#[derive(Clone)]
pub struct Revision {
    /// As the user named it.
    pub name: String,
    repository: Repository,
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    sort: Sort,
    object: ObjectId,
}

/// What stands at a path of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    File,
    /// A symbolic link: its object is the target.
    Link,
    /// A commit of another repository.
    Submodule,
}

/// How many digits of a hash name a commit that nobody named.
const SHORT: usize = 12;

/// Links to links end here.
const MOST_LINKS: usize = 8;

/// Why a revision can't be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitError {
    /// Neither this folder nor one above it is in a repository.
    NoRepository {
        /// The folder.
        folder: PathBuf,
    },
    /// A path that no commit of the repository can hold.
    Outside {
        /// As given.
        path: PathBuf,
        /// The work tree, or the repository where there is none.
        repository: PathBuf,
    },
    /// What `--rev` needs is not there.
    NoRange {
        /// As given.
        range: String,
    },
    /// No commit has this name.
    Unknown {
        /// As given.
        name: String,
        /// The branches, tags and remote branches that there are.
        known: Vec<String>,
        /// Whether the repository holds only the youngest commits.
        shallow: bool,
    },
    /// It names something, but nothing that holds files.
    NoTree {
        /// As given.
        name: String,
    },
    /// Two branches that never were one.
    NoCommonAncestor {
        /// As given.
        range: String,
    },
    /// The object store can't be read.
    Damaged {
        /// What was looked for.
        name: String,
        /// What git says.
        reason: String,
    },
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRepository { folder } => {
                write!(f, "`{}` is in no git repository", folder.display())
            }
            Self::Outside { path, repository } => {
                let (path, repository) = (path.display(), repository.display());
                write!(f, "`{path}` is outside of the git repository `{repository}`")
            }
            Self::NoRange { range } => write!(f, "`{range}` names no two revisions"),
            Self::Unknown { name, .. } => write!(f, "unknown revision `{name}`"),
            Self::NoTree { name } => write!(f, "`{name}` is no commit"),
            Self::NoCommonAncestor { range } => {
                write!(f, "the revisions of `{range}` have no common ancestor")
            }
            Self::Damaged { name, reason } => write!(f, "cannot read `{name}` from git: {reason}"),
        }
    }
}

impl std::error::Error for GitError {}

impl Repository {
    /// The repository that a folder is in.
    ///
    /// # Errors
    /// When it is in none, or in one that can't be read.
    pub fn discover(folder: &Path) -> Result<Self, GitError> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let options = || gix::open::Options::isolated();
        let trust = gix::sec::trust::Mapping { full: options(), reduced: options() };
        match gix::discover::upwards(folder) {
            Err(_) => Err(GitError::NoRepository { folder: folder.to_owned() }),
            Ok(_) => ThreadSafeRepository::discover_opts(
                folder,
                gix::discover::upwards::Options::default(),
                trust,
            )
            .map(Self)
            .map_err(|error| damaged(folder.display(), error)),
        }
    }

    /// The work tree; the folder of the repository where it has none.
    pub fn root(&self) -> &Path {
        self.0.work_dir().unwrap_or_else(|| self.0.path())
    }

    /// A path as the commits name it, with `/`. A relative path starts at the current folder; in
    /// a repository without work tree at its top.
    ///
    /// # Errors
    /// When it leads out of the repository.
    pub fn path_in(&self, path: &Path) -> Result<String, GitError> {
        let local = self.0.to_thread_local();
        let outside =
            || GitError::Outside { path: path.to_owned(), repository: self.root().into() };
        let below = local.workdir().is_none() || matches!(local.prefix(), Ok(Some(_)));
        let whole = if below { path.to_owned() } else { local.current_dir().join(path) };
        let named = gix::path::into_bstr(whole.as_path()).map_err(|_| outside())?;
        let normal = local.normalize_path(named.as_ref()).map_err(|_| outside())?;
        Ok(normal.to_string())
    }

    /// The two sides of `A..B`, or, of `A...B`, of what happened on B's side since both were one.
    /// A missing name stands for `HEAD`.
    ///
    /// # Errors
    /// When it is no range, or a side of it can't be had.
    pub fn range(&self, range: &str) -> Result<(Revision, Revision), GitError> {
        let head =
            |name: &'_ str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
        if let Some((from, to)) = range.split_once("...") {
            let (from, to) = (head(from), head(to));
            let base = self.common_ancestor(range, &from, &to)?;
            let name = base.to_hex_with_len(SHORT).to_string();
            return Ok((self.files_of(name, base)?, self.revision(to)?));
        }
        let (from, to) =
            range.split_once("..").ok_or_else(|| GitError::NoRange { range: range.to_owned() })?;
        Ok((self.revision(head(from))?, self.revision(head(to))?))
    }

    /// All files of the commit with this name: a branch, a tag, a hash or the start of one, `HEAD~2`.
    ///
    /// # Errors
    /// When there is none, or it can't be read.
    pub fn revision(&self, name: String) -> Result<Revision, GitError> {
        let object = self.object(&name)?;
        self.files_of(name, object)
    }

    fn object(&self, name: &str) -> Result<ObjectId, GitError> {
        let local = self.0.to_thread_local();
        let found = local.rev_parse_single(name).map(gix::Id::detach);
        found.map_err(|_| GitError::Unknown {
            name: name.to_owned(),
            known: self.names(),
            shallow: local.is_shallow().unwrap_or(false),
        })
    }

    /// Branches, tags and remote branches, by their short names.
    fn names(&self) -> Vec<String> {
        let local = self.0.to_thread_local();
        let Ok(references) = local.references() else { return Vec::new() };
        let Ok(all) = references.all() else { return Vec::new() };
        all.filter_map(Result::ok).map(|one| one.name().shorten().to_string()).collect()
    }

    fn common_ancestor(&self, range: &str, from: &str, to: &str) -> Result<ObjectId, GitError> {
        let (one, other) = (self.object(from)?, self.object(to)?);
        let local = self.0.to_thread_local();
        let commit = |id: ObjectId, name: &str| {
            let object = local.find_object(id).map_err(|error| damaged(name, error))?;
            let commit = object.peel_to_kind(gix::object::Kind::Commit);
            commit.map(|commit| commit.id).map_err(|_| GitError::NoTree { name: name.to_owned() })
        };
        let base = local.merge_base(commit(one, from)?, commit(other, to)?);
        let base = base.map_err(|error| damaged(range, error))?;
        base.map(gix::Id::detach)
            .ok_or_else(|| GitError::NoCommonAncestor { range: range.to_owned() })
    }

    fn files_of(&self, name: String, object: ObjectId) -> Result<Revision, GitError> {
        let local = self.0.to_thread_local();
        let object = local.find_object(object).map_err(|error| damaged(&name, error))?;
        let tree = object.peel_to_tree().map_err(|_| GitError::NoTree { name: name.clone() })?;
        let files = tree.traverse().breadthfirst.files().map_err(|error| damaged(&name, error))?;
        let entries = files.into_iter().filter_map(|file| {
            let sort = match file.mode.kind() {
                EntryKind::Tree => return None,
                EntryKind::Blob | EntryKind::BlobExecutable => Sort::File,
                EntryKind::Link => Sort::Link,
                EntryKind::Commit => Sort::Submodule,
            };
            // What is not UTF-8 is no page on disk either.
            let path = String::from_utf8(file.filepath.into()).ok()?;
            Some((path, Entry { sort, object: file.oid }))
        });
        let entries = entries.collect();
        Ok(Revision { name, repository: self.clone(), entries })
    }
}

fn damaged(name: impl fmt::Display, error: impl fmt::Display) -> GitError {
    GitError::Damaged { name: name.to_string(), reason: error.to_string() }
}

impl fmt::Debug for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Revision({:?} of {})", self.name, self.repository.root().display())
    }
}

impl Revision {
    /// The paths of its files below a folder, relative to it, in the order of their bytes; links
    /// are none. The top is `""`.
    pub fn files_below(&self, folder: &str) -> impl Iterator<Item = &str> {
        self.below(folder, Sort::File)
    }

    /// The submodules below a folder, relative to it: their files are in other repositories.
    pub fn submodules_below(&self, folder: &str) -> impl Iterator<Item = &str> {
        self.below(folder, Sort::Submodule)
    }

    fn below(&self, folder: &str, sort: Sort) -> impl Iterator<Item = &str> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let from = self.entries.range(prefix.clone()..);
        let inside = from.map_while(move |(path, entry)| {
            // The prefix is UTF-8 and ends a component, so the rest is a path.
            path.starts_with(&prefix).then(|| (&path[prefix.len()..], entry))
        });
        inside.filter(move |(_, entry)| entry.sort == sort).map(|(path, _)| path)
    }

    /// Whether there is a file, or a link to one.
    pub fn has(&self, path: &Path) -> bool {
        inside(path).and_then(|path| self.follow(&path)).is_ok()
    }

    /// Whether there is a file, and in this folder even where a link leads.
    pub fn is_below(&self, folder: &Path, path: &Path) -> bool {
        let real = inside(path).and_then(|path| self.follow(&path));
        match (inside(folder), real) {
            (Ok(folder), Ok((real, _))) => Path::new(&real).starts_with(folder),
            _ => false,
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// When there is none, when it is in a submodule, and when the object store can't be read.
    pub fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let (_, object) = self.follow(&inside(path)?)?;
        let local = self.repository.0.to_thread_local();
        let blob = local.find_blob(object).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(blob.detach().data)
    }

    /// Where a file really is, through links, and its object.
    fn follow(&self, path: &str) -> io::Result<(String, ObjectId)> {
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            let entry = self.entries.get(&path).ok_or_else(|| self.nothing_at(&path))?;
            match entry.sort {
                Sort::File => return Ok((path, entry.object)),
                Sort::Submodule => return Err(self.nothing_at(&path)),
                Sort::Link => {
                    let local = self.repository.0.to_thread_local();
                    let link = local.find_blob(entry.object);
                    let link = link.map_err(|error| io::Error::other(error.to_string()))?;
                    let target = String::from_utf8_lossy(&link.data).into_owned();
                    path = inside(&Path::new(&path).join("..").join(target))?;
                }
            }
        }
        Err(io::Error::other("too many links"))
    }

    /// Why there is no file.
    fn nothing_at(&self, path: &str) -> io::Error {
        let above = path.match_indices('/').map(|(at, _)| &path[..at]).chain([path]);
        let is_submodule =
            |path: &&str| self.entries.get(*path).is_some_and(|e| e.sort == Sort::Submodule);
        let message = match above.into_iter().find(is_submodule) {
            Some(module) => format!("`{module}` is a submodule, a repository of its own"),
            None => format!("not in revision `{}`", self.name),
        };
        io::Error::new(io::ErrorKind::NotFound, message)
    }
}

/// A path without `.` and `..`, with `/`.
fn inside(path: &Path) -> io::Result<String> {
    let outside = || {
        let message = format!("`{}` is outside of the git repository", path.display());
        io::Error::new(io::ErrorKind::PermissionDenied, message)
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(parts.pop().ok_or_else(outside)?),
            Component::Normal(part) => parts.push(part.to_str().ok_or_else(outside)?),
            Component::RootDir | Component::Prefix(_) => return Err(outside()),
        }
    }
    Ok(parts.join("/"))
}
