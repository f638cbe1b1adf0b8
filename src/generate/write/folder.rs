//! The output folder: compared with what was generated, and replaced by it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::manifest::{self, Manifest};
use super::{Change, Companion, Difference, Mode, WriteError, failed, paths, swap};
use crate::generate::OutputFile;

/// Keeps git from changing line ends, which would look like a hand edit, and folds the folder
/// away in reviews.
const GIT_ATTRIBUTES: (&str, &str) = (".gitattributes", "* -text linguist-generated\n");

/// An output folder that no other build touches as long as this value lives.
#[derive(Debug)]
pub struct OutputFolder {
    /// As it was given, for messages.
    shown: PathBuf,
    /// With links resolved, so that it can be renamed.
    dir: PathBuf,
    /// Keeps other builds out.
    _lock: Option<File>,
    /// Whether somebody wants no more to be written.
    stop: Arc<AtomicBool>,
}

impl OutputFolder {
    /// Takes the folder `dir`, which need not exist, for a build of the docs root `root`.
    ///
    /// With [`Mode::Check`] other readers may have it too, and nothing is changed. Otherwise what
    /// a killed build left is repaired first. `wait` is called once if another build has it.
    ///
    /// # Errors
    ///
    /// When the folder can't be had, or holds what no build may replace.
    pub fn open(dir: &Path, root: &Path, mode: Mode, wait: &dyn Fn()) -> Result<Self, WriteError> {
        let resolved = resolve(dir).map_err(failed("open", dir))?;
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let real_root = root.canonicalize().map_err(failed("open", root))?;
        if resolved.file_name().is_none() || real_root.starts_with(&resolved) {
            let why = "it holds the docs";
            return Err(WriteError::Unsuitable { dir: dir.to_owned(), why });
        }
        let lock = lock(&real_root, mode, wait).map_err(failed("lock", root))?;
        if mode != Mode::Check {
            swap::recover(&resolved).map_err(failed("repair", dir))?;
        }
        if resolved.exists() && !resolved.is_dir() {
            let why = "it is a file";
            return Err(WriteError::Unsuitable { dir: dir.to_owned(), why });
        }
        Ok(Self { shown: dir.to_owned(), dir: resolved, _lock: lock, stop: Arc::default() })
    }

    /// Stops writing when `stop` is set: nothing has changed then, and nothing is left behind.
    pub fn stop_when(&mut self, stop: Arc<AtomicBool>) {
        self.stop = stop;
    }

    fn go_on(&self) -> Result<(), WriteError> {
        if self.stop.load(Ordering::SeqCst) { Err(WriteError::Interrupted) } else { Ok(()) }
    }

    /// What stands at a path of the folder; `None` when nothing does.
    ///
    /// # Errors
    ///
    /// When something stands there that can't be read.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
        let path = self.dir.join(path);
        match std::fs::read(&path) {
            Ok(content) => Ok(Some(content)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(failed("read", &path)(error)),
        }
    }

    /// What the build before this one wrote at a path; `None` when it wrote nothing there, or when
    /// that was edited since.
    ///
    /// # Errors
    ///
    /// As for [`Self::read`].
    pub fn read_unedited(&self, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
        let manifest = self.read(manifest::PATH)?.and_then(|bytes| Manifest::read(&bytes));
        let content = self.read(path)?;
        Ok(content.filter(|content| manifest.is_some_and(|known| known.wrote(path, content))))
    }

    /// Brings the folder and the companion into line with what was generated, or says how they
    /// differ from it, in path order.
    ///
    /// When nothing differs, nothing is touched.
    ///
    /// # Errors
    ///
    /// When a path or a file is unsuitable, when what was edited by hand would be lost, or when the
    /// system refuses. Nothing has changed then.
    pub fn emit(
        &self,
        mut files: Vec<OutputFile>,
        companion: Option<Companion>,
        mode: Mode,
    ) -> Result<Vec<Change>, WriteError> {
        files.push(OutputFile::new(GIT_ATTRIBUTES.0, GIT_ATTRIBUTES.1));
        files.push(Manifest::of(&files).to_file());
        files.sort();
        paths::validate(&files)
            .map_err(|(path, problem)| WriteError::UnsafePath { path, problem })?;

        let plan = self.compare(&files)?;
        let mut changes: Vec<_> = plan
            .differences
            .iter()
            .map(|(path, &difference)| Change { path: self.shown.join(path), difference })
            .collect();
        let companion = match companion {
            Some(file) => differs(file)?.map(|change| (file, change)),
            None => None,
        };
        if mode != Mode::Check {
            self.refuse(&plan, &files, mode)?;
            self.write(&files, &plan, companion.as_ref().map(|(file, _)| *file))?;
        }
        changes.extend(companion.map(|(_, change)| change));
        changes.sort();
        Ok(changes)
    }

    fn compare(&self, files: &[OutputFile]) -> Result<Plan, WriteError> {
        let on_disk = self.walk()?;
        let known = self.read(manifest::PATH)?.map(|bytes| Manifest::read(&bytes));
        let manifest_is_broken = matches!(known, Some(None));
        let mut plan = Plan { has_manifest: matches!(known, Some(Some(_))), ..Plan::default() };
        let known = known.flatten().unwrap_or_default();

        let mut on_disk: BTreeMap<String, Found> =
            on_disk.into_iter().map(|found| (found.key.clone(), found)).collect();
        for file in files {
            self.go_on()?;
            let Some(found) = on_disk.remove(&file.path) else {
                plan.differences.insert(file.path.clone(), Difference::Missing);
                continue;
            };
            let path = self.dir.join(&found.relative);
            let content = match found.regular {
                true => Some(std::fs::read(&path).map_err(failed("read", &path))?),
                false => None,
            };
            let difference = match content {
                Some(content) if content == file.content => continue,
                Some(_) if file.path == manifest::PATH && !manifest_is_broken => Difference::Stale,
                Some(content) if known.wrote(&file.path, &content) => Difference::Stale,
                _ => Difference::Edited,
            };
            plan.differences.insert(file.path.clone(), difference);
        }
        for (key, found) in on_disk {
            let difference = if !known.has(&key) {
                plan.strays.push(found.relative);
                Difference::Stray
            } else {
                let path = self.dir.join(&found.relative);
                let content = std::fs::read(&path).map_err(failed("read", &path))?;
                match known.wrote(&key, &content) {
                    true => Difference::Orphan,
                    false => Difference::Edited,
                }
            };
            plan.differences.insert(key, difference);
        }
        Ok(plan)
    }

    /// Every file of the folder; folders count only by what they hold.
    fn walk(&self) -> Result<Vec<Found>, WriteError> {
        let mut found = Vec::new();
        if !self.dir.exists() {
            return Ok(found);
        }
        for entry in walkdir::WalkDir::new(&self.dir).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&self.dir).to_owned();
                failed("read", &path)(error.into())
            })?;
            if entry.file_type().is_dir() {
                continue;
            }
            let relative = entry.path().strip_prefix(&self.dir).unwrap_or(entry.path());
            let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            found.push(Found {
                key: parts.join("/"),
                relative: relative.to_owned(),
                regular: entry.file_type().is_file(),
            });
        }
        Ok(found)
    }

    /// The reasons not to write.
    fn refuse(&self, plan: &Plan, files: &[OutputFile], mode: Mode) -> Result<(), WriteError> {
        let shown = |path: &Path| self.shown.join(path);
        let is_note = |stray: &&PathBuf| {
            stray.components().count() == 1 && stray.to_string_lossy().starts_with('.')
        };
        if !plan.has_manifest
            && mode != Mode::Overwrite
            && let Some(stray) = plan.strays.iter().find(|stray| !is_note(stray))
        {
            let dir = self.shown.clone();
            return Err(WriteError::NotOurs { dir, example: shown(stray) });
        }
        let wanted: BTreeSet<String> = files.iter().map(|file| paths::fold(&file.path)).collect();
        for stray in &plan.strays {
            let parts: Vec<_> = stray.iter().map(|part| part.to_string_lossy()).collect();
            let key = paths::fold(&parts.join("/"));
            let below = format!("{key}/");
            let is_folder =
                wanted.range(below.clone()..).next().is_some_and(|w| w.starts_with(&below));
            let has_file = key.match_indices('/').any(|(at, _)| wanted.contains(&key[..at]));
            if is_folder || has_file || wanted.contains(&key) {
                return Err(WriteError::InTheWay(shown(stray)));
            }
        }
        let edited = plan.of(Difference::Edited).map(|path| shown(Path::new(path)));
        let edited: Vec<_> = edited.collect();
        if !edited.is_empty() && mode != Mode::Overwrite {
            return Err(WriteError::Edited(edited));
        }
        Ok(())
    }

    fn write(
        &self,
        files: &[OutputFile],
        plan: &Plan,
        companion: Option<Companion>,
    ) -> Result<(), WriteError> {
        let folder_differs = plan.differences.values().any(|d| *d != Difference::Stray);
        if folder_differs {
            if self.dir.exists() {
                swap::writable(&self.dir).map_err(failed("write to", &self.shown))?;
            }
            self.stage(files, plan).and_then(|()| self.go_on()).inspect_err(|_| {
                // The error at hand says more than one about the scratch folder would; the next
                // build removes it.
                let _ = swap::remove(&swap::stage_of(&self.dir));
            })?;
        }
        let before = match companion {
            Some(file) => Some((file.path, replace(file.path, file.content)?)),
            None => None,
        };
        if !folder_differs {
            return Ok(());
        }
        match swap::commit(&self.dir) {
            // Should the old folder not go away, the new one stands nonetheless.
            Ok(old) => {
                if let Some(old) = old {
                    let _ = swap::remove(&old);
                }
                Ok(())
            }
            Err(error) => {
                match before {
                    Some((path, Some(content))) => drop(replace(path, &content)?),
                    Some((path, None)) => {
                        std::fs::remove_file(path).map_err(failed("restore", path))?;
                    }
                    None => {}
                }
                let _ = swap::remove(&swap::stage_of(&self.dir));
                Err(failed("replace", &self.shown)(error))
            }
        }
    }

    /// Puts the new folder together beside the old one.
    fn stage(&self, files: &[OutputFile], plan: &Plan) -> Result<(), WriteError> {
        let stage = swap::stage_of(&self.dir);
        std::fs::create_dir_all(&stage).map_err(failed("write to", &self.shown))?;
        if let Ok(old) = self.dir.metadata() {
            std::fs::set_permissions(&stage, old.permissions())
                .map_err(failed("write to", &stage))?;
        }
        let parents: BTreeSet<_> =
            files.iter().filter_map(|file| Path::new(&file.path).parent()).collect();
        for parent in parents {
            let parent = stage.join(parent);
            std::fs::create_dir_all(&parent).map_err(failed("write to", &parent))?;
        }
        let write = |file: &OutputFile| {
            self.go_on()?;
            let (old, new) = (self.dir.join(&file.path), stage.join(&file.path));
            if plan.differences.contains_key(&file.path) || std::fs::hard_link(&old, &new).is_err()
            {
                let shown = self.shown.join(&file.path);
                std::fs::write(&new, &file.content).map_err(failed("write", &shown))?;
            }
            Ok(())
        };
        // Of several errors, the first by path.
        let written: Vec<Result<(), WriteError>> = files.par_iter().map(write).collect();
        written.into_iter().collect::<Result<(), _>>()?;
        for stray in &plan.strays {
            let (old, new) = (self.dir.join(stray), stage.join(stray));
            make_parent(&new)?;
            if std::fs::hard_link(&old, &new).is_err() {
                std::fs::copy(&old, &new).map_err(failed("keep", &old))?;
            }
        }
        Ok(())
    }
}

/// What stands in the folder.
struct Found {
    /// With `/` on every platform.
    key: String,
    relative: PathBuf,
    /// Neither a link nor a device.
    regular: bool,
}

/// How the folder differs.
#[derive(Default)]
struct Plan {
    differences: BTreeMap<String, Difference>,
    strays: Vec<PathBuf>,
    has_manifest: bool,
}

impl Plan {
    fn of(&self, difference: Difference) -> impl Iterator<Item = &String> {
        self.differences.iter().filter(move |(_, d)| **d == difference).map(|(path, _)| path)
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Resolves links in the part of a path that exists.
fn resolve(dir: &Path) -> io::Result<PathBuf> {
    let dir = std::path::absolute(dir)?;
    let mut missing = Vec::new();
    let mut existing = dir.as_path();
    loop {
        match existing.canonicalize() {
            Ok(mut real) => {
                real.extend(missing.iter().rev());
                return Ok(real);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let (Some(parent), Some(name)) = (existing.parent(), existing.file_name()) else {
                    return Err(error);
                };
                missing.push(name);
                existing = parent;
            }
            Err(error) => return Err(error),
        }
    }
}

fn lock(root: &Path, mode: Mode, wait: &dyn Fn()) -> io::Result<Option<File>> {
    use std::fs::TryLockError::{Error, WouldBlock};

    let file = open_to_lock(root)?;
    let attempt = match mode {
        Mode::Check => file.try_lock_shared(),
        Mode::Write | Mode::Overwrite => file.try_lock(),
    };
    match (attempt, mode) {
        (Ok(()), _) => {}
        // Some network file systems have no locks; building there alone is still fine.
        (Err(Error(error)), _) if error.kind() == io::ErrorKind::Unsupported => return Ok(None),
        (Err(Error(error)), _) => return Err(error),
        (Err(WouldBlock), Mode::Check) => {
            wait();
            file.lock_shared()?;
        }
        (Err(WouldBlock), Mode::Write | Mode::Overwrite) => {
            wait();
            file.lock()?;
        }
    }
    Ok(Some(file))
}

/// The docs root itself: it needs no lock file that somebody would have to clean up or ignore.
#[cfg(unix)]
fn open_to_lock(root: &Path) -> io::Result<File> {
    File::open(root)
}

/// Folders can't be locked here, so a file in the temporary folder stands for it.
#[cfg(not(unix))]
fn open_to_lock(root: &Path) -> io::Result<File> {
    let name = manifest::digest(root.to_string_lossy().as_bytes());
    File::create(std::env::temp_dir().join(format!("normative-{name}.lock")))
}

fn make_parent(path: &Path) -> Result<(), WriteError> {
    match path.parent() {
        Some(parent) => std::fs::create_dir_all(parent).map_err(failed("write to", parent)),
        None => Ok(()),
    }
}

fn differs(file: Companion) -> Result<Option<Change>, WriteError> {
    let difference = match std::fs::read(file.path) {
        Ok(content) if content == file.content => return Ok(None),
        Ok(_) => Difference::Stale,
        Err(error) if is_absent(&error) => Difference::Missing,
        Err(error) => return Err(failed("read", file.path)(error)),
    };
    Ok(Some(Change { path: file.path.to_owned(), difference }))
}

/// Replaces one file in one step, and returns what it held.
fn replace(path: &Path, content: &[u8]) -> Result<Option<Vec<u8>>, WriteError> {
    let before = match std::fs::read(path) {
        Ok(before) => Some(before),
        Err(error) if is_absent(&error) => None,
        Err(error) => return Err(failed("read", path)(error)),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let staged = path.with_file_name(format!(".{name}.normative-stage"));
    std::fs::write(&staged, content)
        .and_then(|()| std::fs::rename(&staged, path))
        .map_err(failed("write", path))?;
    Ok(before)
}
