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
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::MetadataExt;

    let since = match since {
        Some(file) => {
            let known = file.metadata().ok()?;
            Some((known.dev(), known.mtime(), known.mtime_nsec()))
        }
        None => None,
    };
    let mut all = Vec::new();
    // In the order of the folder: one that was changed and changed back is looked through once more.
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.ok()?;
        if entry.file_type().is_dir() {
            continue;
        }
        let known = entry.metadata().ok()?;
        let changed = (known.ctime(), known.ctime_nsec());
        if since
            .is_some_and(|(device, time, nanos)| device != known.dev() || changed >= (time, nanos))
        {
            return None;
        }
        let path = entry.path().strip_prefix(folder).ok()?.as_os_str().as_bytes();
        all.extend_from_slice(&(path.len() as u64).to_le_bytes());
        all.extend_from_slice(path);
        for number in [known.len(), known.ino(), known.dev()] {
            all.extend_from_slice(&number.to_le_bytes());
        }
        for number in [known.mtime(), known.mtime_nsec(), changed.0, changed.1] {
            all.extend_from_slice(&number.to_le_bytes());
        }
    }
    Some(blake3::hash(&all))
}

/// Here nothing tells a file that was written from one that was not.
#[cfg(not(unix))]
pub(in crate::generate) fn stamp(_folder: &Path, _since: Option<&File>) -> Option<blake3::Hash> {
    None
}
