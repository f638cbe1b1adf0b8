//! A docs tree of its own for each test, and the binary run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use snapbox::IntoData;
use snapbox::cmd::{Command, OutputAssert};

/// A folder that goes away with the test.
pub(crate) struct Project {
    root: tempfile::TempDir,
}

impl Project {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { root: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A copy of `tests/testsuite/<case>`.
    pub(crate) fn from_dir(case: &str) -> Self {
        let project = Self::empty();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testsuite").join(case);
        copy(&from, project.path());
        project
    }

    /// A folder with these files; each is a path and a text.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let project = Self::empty();
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.root.path()
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder above it")).expect("a folder");
        fs::write(&path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        let path = self.path().join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Every file below a folder, with its bytes.
    pub(crate) fn tree(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        tree(&self.path().join(folder))
    }

    /// Runs the binary in the folder. Arguments are separated by single blanks.
    pub(crate) fn run(&self, args: &str) -> Run {
        self.run_in("", args)
    }

    /// Runs the binary in a folder of the project.
    pub(crate) fn run_in(&self, folder: &str, args: &str) -> Run {
        Run(normative().current_dir(self.path().join(folder)).args(args.split(' ')).assert())
    }
}

/// The binary, untouched by the environment of whoever runs the tests.
pub(crate) fn normative() -> Command {
    Command::new(snapbox::cmd::cargo_bin!("normative")).env("NO_COLOR", "1").env_remove("RUST_LOG")
}

/// Every file below a folder, by its path in it; none when the folder isn't there.
pub(crate) fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("below the folder");
            files.insert(path.to_owned(), fs::read(entry.path()).expect("a readable file"));
        }
    }
    files
}

fn copy(from: &Path, to: &Path) {
    let files = tree(from);
    assert!(!files.is_empty(), "{} is no case", from.display());
    for (path, content) in files {
        let path = to.join(path);
        fs::create_dir_all(path.parent().expect("a folder above it")).expect("a folder");
        fs::write(path, content).expect("a copy");
    }
}

/// How the binary ended and what it said. In an expected text `[..]` stands for anything within
/// a line, `...` for any lines.
pub(crate) struct Run(OutputAssert);

impl Run {
    /// Checks the exit code.
    #[track_caller]
    pub(crate) fn exit_code(self, code: i32) -> Self {
        Self(self.0.code(code))
    }

    /// Checks what is on stdout.
    #[track_caller]
    pub(crate) fn stdout(self, expected: impl IntoData) -> Self {
        Self(self.0.stdout_eq(expected))
    }

    /// Checks what is on stderr.
    #[track_caller]
    pub(crate) fn stderr(self, expected: impl IntoData) -> Self {
        Self(self.0.stderr_eq(expected))
    }

    /// What is on stdout.
    pub(crate) fn output(&self) -> String {
        String::from_utf8(self.0.get_output().stdout.clone()).expect("UTF-8 on stdout")
    }

    /// What is on stderr.
    pub(crate) fn messages(&self) -> String {
        String::from_utf8(self.0.get_output().stderr.clone()).expect("UTF-8 on stderr")
    }
}
