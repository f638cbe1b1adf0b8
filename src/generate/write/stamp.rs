//! How files stand on disk: enough to tell that nobody wrote to them.

use std::collections::BTreeMap;
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

/// How each file of a folder stands on disk, by its path in it: size, times and number, as the
/// index of git has them. With `since`, none of them may be younger than that file: a file that was
/// written twice in one tick of the clock would look the same. `None` where that can't be told.
#[cfg(unix)]
pub(in crate::generate) fn stamps(
    folder: &Path,
    since: Option<&Path>,
) -> Option<BTreeMap<String, String>> {
    use std::os::unix::fs::MetadataExt;

    let newest = match since {
        Some(file) => {
            let known = file.metadata().ok()?;
            (known.mtime(), known.mtime_nsec())
        }
        None => (i64::MAX, 0),
    };
    let mut stamps = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.ok()?;
        if entry.file_type().is_dir() {
            continue;
        }
        let known = entry.metadata().ok()?;
        let path = entry.path().strip_prefix(folder).ok()?.to_str()?.to_owned();
        let changed = (known.ctime(), known.ctime_nsec());
        if changed >= newest || (known.mtime(), known.mtime_nsec()) >= newest {
            return None;
        }
        let (size, inode, device) = (known.len(), known.ino(), known.dev());
        let (written, nanos) = (known.mtime(), known.mtime_nsec());
        let stamp =
            format!("{size} {written}.{nanos:09} {}.{:09} {device} {inode}", changed.0, changed.1);
        stamps.insert(path, stamp);
    }
    Some(stamps)
}

/// Here nothing tells a file that was written from one that was not.
#[cfg(not(unix))]
pub(in crate::generate) fn stamps(
    _folder: &Path,
    _since: Option<&Path>,
) -> Option<BTreeMap<String, String>> {
    None
}
