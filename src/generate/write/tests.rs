use std::collections::BTreeMap;
use std::fs;

use super::*;
use crate::generate::OutputFile;

/// A docs root with an output folder in it.
struct Project {
    root: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    fn out(&self) -> PathBuf {
        self.root.path().join("out")
    }

    fn emit(&self, files: &[(&str, &str)], mode: Mode) -> Result<String, WriteError> {
        let folder = OutputFolder::open(&self.out(), self.root.path(), mode, &|| ())?;
        let files = files.iter().map(|(path, text)| OutputFile::new(*path, *text)).collect();
        let changes = folder.emit(files, None, mode)?;
        let own = |change: &&Change| !change.path.ends_with("manifest.json");
        let line = |change: &Change| {
            let path = change.path.strip_prefix(self.out()).unwrap();
            format!("{:?} {}", change.difference, path.display())
        };
        Ok(changes.iter().filter(own).map(line).collect::<Vec<_>>().join(", "))
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.out().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        walkdir::WalkDir::new(self.root.path())
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap()))
            .collect()
    }
}

const FIRST: &[(&str, &str)] = &[("a", "1"), ("sub/b", "2")];

fn built() -> Project {
    let project = Project::new();
    project.emit(FIRST, Mode::Write).unwrap();
    project
}

#[test]
fn a_first_build_writes_everything_and_a_check_agrees() {
    let project = Project::new();
    let missing = "Missing .gitattributes, Missing a, Missing sub/b";
    assert_eq!(project.emit(FIRST, Mode::Check).unwrap(), missing);
    assert!(!project.out().exists(), "a check writes nothing");
    assert_eq!(project.emit(FIRST, Mode::Write).unwrap(), missing);
    assert_eq!(fs::read_to_string(project.out().join("sub/b")).unwrap(), "2");
    assert_eq!(project.emit(FIRST, Mode::Check).unwrap(), "");
    assert_eq!(fs::read_dir(project.root.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_build_without_a_difference_touches_nothing() {
    let project = built();
    let time = |path: &str| fs::metadata(project.out().join(path)).unwrap().modified().unwrap();
    let before = (time("a"), time("manifest.json"), time(""));
    project.emit(FIRST, Mode::Write).unwrap();
    assert_eq!((time("a"), time("manifest.json"), time("")), before);
}

#[test]
fn what_changed_is_written_and_what_nothing_makes_is_removed() {
    let project = built();
    let second = [("a", "1"), ("c", "3")];
    let changes = "Missing c, Orphan sub/b";
    assert_eq!(project.emit(&second, Mode::Check).unwrap(), changes);
    assert_eq!(project.emit(&second, Mode::Write).unwrap(), changes);
    assert!(!project.out().join("sub").exists());
    assert_eq!(project.emit(&second, Mode::Check).unwrap(), "");
    assert_eq!(project.emit(&[("a", "9"), ("c", "3")], Mode::Write).unwrap(), "Stale a");
}

#[test]
fn a_hand_edit_is_drift_and_is_not_overwritten() {
    let project = built();
    project.write("a", "mine");
    assert_eq!(project.emit(FIRST, Mode::Check).unwrap(), "Edited a");
    let before = project.tree();
    let error = project.emit(&[("a", "7")], Mode::Write).unwrap_err().to_string();
    assert!(error.ends_with("out/a` was edited by hand and would be overwritten"), "{error}");
    assert_eq!(project.tree(), before);
    project.emit(FIRST, Mode::Overwrite).unwrap();
    assert_eq!(project.emit(FIRST, Mode::Check).unwrap(), "");
}

#[test]
fn a_hand_edited_orphan_is_not_removed() {
    let project = built();
    project.write("sub/b", "mine");
    assert!(matches!(project.emit(&[("a", "1")], Mode::Write), Err(WriteError::Edited(_))));
    assert_eq!(fs::read_to_string(project.out().join("sub/b")).unwrap(), "mine");
}

#[test]
fn an_edit_that_a_build_would_make_is_no_edit() {
    let project = built();
    project.write("a", "9");
    assert_eq!(project.emit(&[("a", "9"), ("sub/b", "2")], Mode::Write).unwrap(), "");
    assert_eq!(project.emit(&[("a", "9"), ("sub/b", "2")], Mode::Check).unwrap(), "");
}

#[test]
fn a_stray_is_drift_and_stays() {
    let project = built();
    project.write("notes/todo.md", "mine");
    let stray = "Stray notes/todo.md";
    assert_eq!(project.emit(FIRST, Mode::Check).unwrap(), stray);
    assert_eq!(
        project.emit(&[("a", "2")], Mode::Write).unwrap(),
        "Stale a, Stray notes/todo.md, Orphan sub/b"
    );
    assert_eq!(fs::read_to_string(project.out().join("notes/todo.md")).unwrap(), "mine");
    project.emit(FIRST, Mode::Overwrite).unwrap();
    assert!(project.out().join("notes/todo.md").exists());
}

#[test]
fn a_stray_in_the_way_is_named() {
    for (stray, wanted) in [("x", "x/y"), ("x/y", "x"), ("X", "x")] {
        let project = built();
        project.write(stray, "mine");
        let result = project.emit(&[(wanted, "")], Mode::Overwrite);
        assert!(matches!(result, Err(WriteError::InTheWay(_))), "{stray} {wanted}: {result:?}");
    }
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let project = Project::new();
    project.write("src/main.rs", "mine");
    let before = project.tree();
    let error = project.emit(FIRST, Mode::Write).unwrap_err();
    assert!(matches!(error, WriteError::NotOurs { .. }), "{error}");
    assert_eq!(project.tree(), before);
    let project = Project::new();
    project.write(".gitkeep", "");
    project.emit(FIRST, Mode::Write).unwrap();
}

#[test]
fn a_folder_that_holds_the_docs_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let docs = root.path().join("docs");
    fs::create_dir(&docs).unwrap();
    for dir in [root.path(), &docs, Path::new("/")] {
        let result = OutputFolder::open(dir, &docs, Mode::Write, &|| ());
        assert!(matches!(result, Err(WriteError::Unsuitable { .. })), "{}", dir.display());
    }
}

#[test]
fn a_file_is_no_folder() {
    let project = Project::new();
    fs::write(project.out(), "mine").unwrap();
    assert!(matches!(project.emit(FIRST, Mode::Write), Err(WriteError::Unsuitable { .. })));
    let below = project.out().join("below");
    let result = OutputFolder::open(&below, project.root.path(), Mode::Write, &|| ());
    assert!(matches!(result, Err(WriteError::Io { .. })));
    assert_eq!(fs::read_to_string(project.out()).unwrap(), "mine");
}

#[test]
fn an_unsafe_path_changes_nothing() {
    let project = built();
    let before = project.tree();
    for path in ["../evil", "/etc/evil", "a/../../evil", "con"] {
        let result = project.emit(&[("a", "9"), (path, "")], Mode::Write);
        assert!(matches!(result, Err(WriteError::UnsafePath { .. })), "{path}");
    }
    assert_eq!(project.tree(), before);
}

#[test]
fn a_broken_manifest_is_not_trusted() {
    let project = built();
    project.write("manifest.json", "<<<<<<< ours");
    let result = project.emit(&[("a", "9"), ("sub/b", "2")], Mode::Write);
    let Err(WriteError::Edited(paths)) = result else { panic!("{result:?}") };
    assert_eq!(paths, [project.out().join("a"), project.out().join("manifest.json")]);
}

#[test]
fn a_link_in_the_folder_is_not_followed() {
    #[cfg(unix)]
    {
        let project = built();
        let outside = project.root.path().join("outside");
        fs::write(&outside, "1").unwrap();
        fs::remove_file(project.out().join("a")).unwrap();
        std::os::unix::fs::symlink(&outside, project.out().join("a")).unwrap();
        assert!(matches!(project.emit(&[("a", "2")], Mode::Write), Err(WriteError::Edited(_))));
        project.emit(&[("a", "2")], Mode::Overwrite).unwrap();
        assert_eq!(fs::read_to_string(&outside).unwrap(), "1");
        assert!(project.out().join("a").symlink_metadata().unwrap().is_file());
    }
}

#[test]
fn the_companion_is_written_with_the_folder_and_not_without_it() {
    let project = built();
    let lock = project.root.path().join("normative.lock");
    let emit = |files: &[(&str, &str)], content: &str, mode| {
        let folder = OutputFolder::open(&project.out(), project.root.path(), mode, &|| ())?;
        let files = files.iter().map(|(path, text)| OutputFile::new(*path, *text)).collect();
        folder.emit(files, Some(Companion { path: &lock, content: content.as_bytes() }), mode)
    };
    let changes = emit(FIRST, "ids", Mode::Check).unwrap();
    assert_eq!(changes, [Change { path: lock.clone(), difference: Difference::Missing }]);
    emit(FIRST, "ids", Mode::Write).unwrap();
    assert_eq!(fs::read_to_string(&lock).unwrap(), "ids");
    project.write("a", "mine");
    emit(&[("a", "9")], "more ids", Mode::Write).unwrap_err();
    assert_eq!(fs::read_to_string(&lock).unwrap(), "ids");
    emit(FIRST, "ids", Mode::Overwrite).unwrap();
    assert_eq!(emit(FIRST, "ids", Mode::Check).unwrap(), []);
}

#[test]
fn builds_of_one_root_wait_for_each_other() {
    use std::sync::atomic::{AtomicBool, Ordering};

    let project = built();
    let (dir, root) = (project.out(), project.root.path());
    let first = OutputFolder::open(&dir, root, Mode::Write, &|| unreachable!()).unwrap();
    let waited = AtomicBool::new(false);
    let released = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let wait = || waited.store(true, Ordering::SeqCst);
            let folder = OutputFolder::open(&dir, root, Mode::Write, &wait).unwrap();
            assert!(released.load(Ordering::SeqCst), "the folder was taken by two");
            drop(folder);
        });
        while !waited.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
        released.store(true, Ordering::SeqCst);
        drop(first);
        second.join().unwrap();
    });
    let check = || OutputFolder::open(&dir, root, Mode::Check, &|| unreachable!()).unwrap();
    let (_one, _two) = (check(), check());
}

#[test]
fn a_killed_build_is_repaired_by_the_next() {
    let project = built();
    let stage = project.root.path().join(".out.normative-stage");
    fs::create_dir(&stage).unwrap();
    fs::write(stage.join("half"), "").unwrap();
    assert_eq!(project.emit(FIRST, Mode::Check).unwrap(), "");
    assert!(stage.exists(), "a check changes nothing");
    project.emit(FIRST, Mode::Write).unwrap();
    assert!(!stage.exists());
}
