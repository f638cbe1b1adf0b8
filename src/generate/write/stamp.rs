//! How files stand on disk: enough to tell that nobody wrote to them.

use std::fs::File;
use std::io;
use std::path::Path;

/// Writes a file of the cache, whole or not at all.
pub(in crate::generate) fn put(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".new");
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&fresh, content)?;
    std::fs::rename(&fresh, path)
}

/// How the files of a folder stand on disk, as one digest: of each the path, the size, the times and
/// the number, as the index of git has them. With `since`, all of them have to be older than that
/// file, by the same clock: what is written later looks different then. `None` where that can't be
/// told.
#[cfg(unix)]
pub(in crate::generate) fn stamp(folder: &Path, since: Option<&File>) -> Option<blake3::Hash> {
    use std::os::unix::fs::MetadataExt;

    let since = match since {
        Some(file) => {
            let known = file.metadata().ok()?;
            Some(Since { device: known.dev(), time: (known.mtime(), known.mtime_nsec()) })
        }
        None => None,
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    unix::stamp(File::open(folder).ok()?.into(), since)
}

/// What is as young as this can't be told from what is younger.
#[cfg(unix)]
#[derive(Clone, Copy)]
struct Since {
    device: u64,
    time: (i64, i64),
}

/// Here nothing tells a file that was written from one that was not.
#[cfg(not(unix))]
pub(in crate::generate) fn stamp(_folder: &Path, _since: Option<&File>) -> Option<blake3::Hash> {
    None
}

#[cfg(unix)]
mod unix {
    use std::ffi::CString;
    use std::os::fd::OwnedFd;

    use rayon::prelude::*;
    use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat, openat, statat};

    use super::Since;

    /// The digest of an open folder. Names are looked up in it, not from the top: there can be tens
    /// of thousands, and this is most of what a build does that has nothing to do.
    pub(super) fn stamp(folder: OwnedFd, since: Option<Since>) -> Option<blake3::Hash> {
        let mut all = Vec::new();
        let mut folders: Vec<CString> = Vec::new();
        // In the order of the folder: one that was changed and changed back is looked through once
        // more.
        for entry in Dir::read_from(&folder).ok()? {
            let entry = entry.ok()?;
            let name = entry.file_name();
            if matches!(name.to_bytes(), b"." | b"..") {
                continue;
            }
            if entry.file_type() == FileType::Directory {
                folders.push(name.to_owned());
                continue;
            }
            let known = statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW).ok()?;
            if FileType::from_raw_mode(known.st_mode) == FileType::Directory {
                folders.push(name.to_owned());
                continue;
            }
            all.extend_from_slice(name.to_bytes_with_nul());
            add(&known, since, &mut all)?;
        }
        let below = folders.par_iter().map(|name| {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            stamp(openat(&folder, name, flags, Mode::empty()).ok()?, since)
        });
        let below: Vec<Option<blake3::Hash>> = below.collect();
        for (name, digest) in folders.iter().zip(below) {
            all.extend_from_slice(name.to_bytes_with_nul());
            all.extend_from_slice(digest?.as_bytes());
        }
        Some(blake3::hash(&all))
    }

    fn add(known: &Stat, since: Option<Since>, all: &mut Vec<u8>) -> Option<()> {
        // The fields have other types on other systems.
        let [size, number, device] =
            [i128::from(known.st_size), i128::from(known.st_ino), i128::from(known.st_dev)];
        let written = [i128::from(known.st_mtime), i128::from(known.st_mtime_nsec)];
        let changed = [i128::from(known.st_ctime), i128::from(known.st_ctime_nsec)];
        if let Some(since) = since {
            let start = [i128::from(since.time.0), i128::from(since.time.1)];
            if device != i128::from(since.device) || changed >= start {
                return None;
            }
        }
        for value in [size, number, device].into_iter().chain(written).chain(changed) {
            all.extend_from_slice(&value.to_le_bytes());
        }
        Some(())
    }
}
