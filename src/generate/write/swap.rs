//! Puts a finished folder in the place of another, all or nothing.
//!
//! Where the platform can exchange two names in one step (Linux, macOS), there is no moment at
//! which a reader finds neither folder or a mixture. Elsewhere the old folder steps aside first;
//! a crash between the two renames leaves it under a name that [`recover`] knows.

use std::io;
use std::path::{Path, PathBuf};

/// Where the new folder is put together: beside the old one, so that a rename is enough.
pub(super) fn stage_of(dir: &Path) -> PathBuf {
    sibling(dir, "stage")
}

/// Where the old folder waits where names can't be exchanged.
fn aside_of(dir: &Path) -> PathBuf {
    sibling(dir, "aside")
}

fn sibling(dir: &Path, role: &str) -> PathBuf {
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    dir.with_file_name(format!(".{name}.normative-{role}"))
}

/// Repairs what a build that was killed has left: the folder is the old or the new one
/// afterwards, and no scratch folder is left.
pub(super) fn recover(dir: &Path) -> io::Result<()> {
    let (stage, aside) = (stage_of(dir), aside_of(dir));
    if aside.symlink_metadata().is_ok() && dir.symlink_metadata().is_err() {
        std::fs::rename(&aside, dir)?;
    }
    remove(&stage)?;
    remove(&aside)
}

/// Puts the staged folder in the place of `dir`. The old one is at the returned path, to be
/// removed.
pub(super) fn commit(dir: &Path) -> io::Result<Option<PathBuf>> {
    let stage = stage_of(dir);
    if dir.symlink_metadata().is_err() {
        std::fs::rename(&stage, dir)?;
        return Ok(None);
    }
    match exchange(&stage, dir) {
        Ok(()) => Ok(Some(stage)),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            let aside = aside_of(dir);
            std::fs::rename(dir, &aside)?;
            if let Err(error) = std::fs::rename(&stage, dir) {
                std::fs::rename(&aside, dir)?;
                return Err(error);
            }
            Ok(Some(aside))
        }
        Err(error) => Err(error),
    }
}

/// Removes a folder with all it holds; that there is none is fine.
pub(super) fn remove(dir: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(|errno| match errno {
        // What file systems answer that don't know the flag.
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
        other => other.into(),
    })
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether this process may create files in a folder that exists. Asks, and leaves no trace.
#[cfg(unix)]
pub(super) fn writable(dir: &Path) -> io::Result<()> {
    Ok(rustix::fs::access(dir, rustix::fs::Access::WRITE_OK)?)
}

/// Whether this process may create files in a folder that exists. Asks, and leaves no trace.
#[cfg(not(unix))]
pub(super) fn writable(dir: &Path) -> io::Result<()> {
    if dir.metadata()?.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_staged_folder_takes_the_place() {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("out");
        for (folder, file) in [(&dir, "old"), (&stage_of(&dir), "new")] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join(file), "").unwrap();
        }
        let old = commit(&dir).unwrap().unwrap();
        assert!(dir.join("new").exists() && !dir.join("old").exists());
        assert!(old.join("old").exists());
    }

    #[test]
    fn a_crash_at_any_point_is_repaired() {
        // Which of the three folders are there, and whose content must be there afterwards.
        for (out, stage, aside, expected) in [
            (true, true, false, "out"),   // before the swap, or after an exchange
            (false, true, true, "aside"), // between the two renames
            (true, false, true, "out"),   // before the old one was removed
            (false, true, false, "none"), // the very first build was killed
        ] {
            let root = tempfile::tempdir().unwrap();
            let dir = root.path().join("out");
            for (there, folder, file) in [
                (out, &dir, "out"),
                (stage, &stage_of(&dir), "stage"),
                (aside, &aside_of(&dir), "aside"),
            ] {
                if there {
                    fs::create_dir(folder).unwrap();
                    fs::write(folder.join(file), "").unwrap();
                }
            }
            recover(&dir).unwrap();
            assert_eq!(dir.join(expected).exists(), expected != "none");
            assert!(!stage_of(&dir).exists() && !aside_of(&dir).exists());
        }
    }
}
