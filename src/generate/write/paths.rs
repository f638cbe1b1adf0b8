//! Which paths may be written: those that mean the same file on every platform.

use std::collections::BTreeMap;

use crate::generate::OutputFile;

/// Why a path may not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathProblem {
    /// It has no name, an empty part, or one that is `.` or `..`; or it is absolute.
    NotRelative,
    /// The character is not allowed in names on some platform.
    Character(char),
    /// Windows gives this name, or one that ends like it, another meaning.
    Reserved(String),
    /// A part is longer than 255 bytes, which no common file system holds.
    TooLong,
    /// Another file has this path where case is ignored, or has a part of it as its own.
    Collides(String),
}

impl std::fmt::Display for PathProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotRelative => write!(f, "it is not a path below the output folder"),
            Self::Character(c) => write!(f, "{c:?} cannot stand in a file name everywhere"),
            Self::Reserved(part) => write!(f, "`{part}` is no file name on Windows"),
            Self::TooLong => write!(f, "a part of it is longer than 255 bytes"),
            Self::Collides(other) => write!(f, "it collides with `{other}`"),
        }
    }
}

/// Device names, reserved on Windows with any extension.
const RESERVED: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "conin$",
    "conout$", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul",
    "prn",
];

/// Checks every path alone and then against the others; the first offender is named.
pub(super) fn validate(files: &[OutputFile]) -> Result<(), (String, PathProblem)> {
    let mut seen = BTreeMap::new();
    for file in files {
        validate_one(&file.path).map_err(|problem| (file.path.clone(), problem))?;
        if let Some(other) = seen.insert(fold(&file.path), &file.path) {
            return Err((file.path.clone(), PathProblem::Collides(other.clone())));
        }
    }
    for file in files {
        let folded = fold(&file.path);
        for (at, _) in folded.match_indices('/') {
            if let Some(&other) = seen.get(&folded[..at]) {
                return Err((file.path.clone(), PathProblem::Collides(other.clone())));
            }
        }
    }
    Ok(())
}

/// The path as a file system that ignores case compares it.
pub(super) fn fold(path: &str) -> String {
    path.to_lowercase()
}

fn validate_one(path: &str) -> Result<(), PathProblem> {
    let forbidden = |c: &char| c.is_control() || r#"<>:"|?*\"#.contains(*c);
    if let Some(c) = path.chars().find(forbidden) {
        return Err(PathProblem::Character(c));
    }
    for part in path.split('/') {
        if matches!(part, "" | "." | "..") {
            return Err(PathProblem::NotRelative);
        }
        let stem = fold(part.split('.').next().unwrap_or(part));
        if RESERVED.contains(&stem.trim_end()) || part.ends_with(['.', ' ']) {
            return Err(PathProblem::Reserved(part.to_owned()));
        }
        if part.len() > 255 {
            return Err(PathProblem::TooLong);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paths: &[&str], expected: Option<PathProblem>) {
        let files: Vec<_> = paths.iter().map(|path| OutputFile::new(*path, "")).collect();
        assert_eq!(validate(&files).err().map(|(_, problem)| problem), expected, "{paths:?}");
    }

    #[test]
    fn ordinary_paths_pass() {
        check(&["graph.json", "pester/sc-vmm-2022/plan.Tests.ps1", ".gitattributes"], None);
        check(&["a", "ab", "a-b/c", "überblick/größe.md"], None);
    }

    #[test]
    fn a_path_stays_below_the_folder() {
        for path in ["", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "./a"] {
            check(&[path], Some(PathProblem::NotRelative));
        }
        check(&["C:/x"], Some(PathProblem::Character(':')));
        check(&["a\\..\\b"], Some(PathProblem::Character('\\')));
        check(&["a\nb"], Some(PathProblem::Character('\n')));
    }

    #[test]
    fn names_that_windows_takes_for_devices_are_refused() {
        for part in ["con", "NUL.txt", "Com1.tar.gz", "dot.", "blank ", "aux .md"] {
            check(&[&format!("a/{part}")], Some(PathProblem::Reserved(part.into())));
        }
        check(&["console", "com10", "nullable.rs"], None);
    }

    #[test]
    fn two_files_are_two_where_case_is_ignored() {
        check(&["a/B.md", "A/b.md"], Some(PathProblem::Collides("a/B.md".into())));
        check(&["x/y", "X"], Some(PathProblem::Collides("X".into())));
    }

    #[test]
    fn reserved_names_are_sorted() {
        assert!(RESERVED.is_sorted());
    }
}
