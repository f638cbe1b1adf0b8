//! The generated Rust module, built into a program of its own and run on many facts.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use normative::generate::rust;
use normative::generate::template::Templates;
use serde_json::Value;

use crate::agree::Said;
use crate::base::compiled;

/// The folder in which the program is built. Its parts stand there as in the repository.
fn workshop() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust-module")
}

/// What the program is made of.
const PROGRAM: &[&str] = &[
    "data/good.facts.json",
    "rust-module/Cargo.toml",
    "rust-module/Cargo.lock",
    "rust-module/benches/rules.rs",
    "rust-module/src/lib.rs",
    "rust-module/src/main.rs",
    "rust-module/src/tests.rs",
];

/// Writes a file, unless it is there already: an unchanged one keeps its time, so that nothing is
/// built again.
fn place(path: &Path, content: &[u8]) {
    if fs::read(path).ok().as_deref() != Some(content) {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }
}

/// Writes the module as it is generated now, and the program around it.
fn prepare() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let shop = workshop();
    let vocabulary = |product: usize| compiled().vocabularies[product].as_ref();
    let files = rust::generate(&compiled().graph, vocabulary, &Templates::default());
    for file in files.expect("a module") {
        place(&shop.join("generated").join(&file.path), &file.content);
    }
    for name in PROGRAM {
        place(&shop.join("tests").join(name), &fs::read(tests.join(name)).expect(name));
    }
    // Clippy's defaults, not the rules of the repository around it.
    place(&shop.join("tests/rust-module/clippy.toml"), b"");
    shop.join("tests/rust-module")
}

/// Runs cargo in the program, offline.
#[track_caller]
fn cargo(program: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--locked"])
        .current_dir(program)
        .env("CARGO_TARGET_DIR", workshop().join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {}: {said}", arguments.join(" "));
}

/// The program, built once.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        cargo(&prepare(), &["build", "--quiet"]);
        workshop().join("target/debug/rust-module")
    })
}

/// What the module says of each facts file, in order.
pub(crate) fn judge(moniker: &str, files: &[PathBuf]) -> Vec<Said> {
    lines(moniker, files.iter().map(|file| file.display().to_string()))
}

/// What the module says of facts, in order.
pub(crate) fn judge_facts(moniker: &str, facts: &[Value]) -> Vec<Said> {
    lines(moniker, facts.iter().map(Value::to_string))
}

/// What the program prints for each of these facts, or paths of facts.
fn lines(moniker: &str, asked: impl Iterator<Item = String>) -> Vec<Said> {
    let mut child = Command::new(program())
        .arg("--lines")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut input = child.stdin.take().expect("a pipe");
    let lines: Vec<String> = asked.map(|facts| format!("{moniker}\t{facts}\n")).collect();
    let feeder = std::thread::spawn(move || input.write_all(lines.concat().as_bytes()));
    let output = child.wait_with_output().expect("its output");
    feeder.join().expect("a thread").expect("it reads all lines");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| read(&serde_json::from_str(line).expect("JSON"))).collect()
}

fn read(line: &Value) -> Said {
    let Some(rows) = line.as_array() else {
        return Err(line.as_str().expect("a reason").to_owned());
    };
    let short = |row: &Value| {
        let word = |key: &str| row[1][key].as_str().expect("a word").to_owned();
        let id = row[0].as_str().expect("an id").to_owned();
        (id, format!("{} {}", word("state"), word("code")))
    };
    let verdicts: std::collections::BTreeMap<_, _> = rows.iter().map(short).collect();
    assert_eq!(verdicts.len(), rows.len(), "an id stands twice");
    Ok(verdicts)
}

/// The module is a dependency that one can rely on: it builds without a warning, and its surface
/// does what it says.
pub(crate) fn the_module_serves_a_program() {
    program();
    cargo(&workshop().join("tests/rust-module"), &["test", "--quiet"]);
}

/// It is clean under clippy's default lints, where there is clippy.
pub(crate) fn the_module_is_clean_under_clippy() {
    program();
    let has_clippy = Command::new(env!("CARGO")).args(["clippy", "--version"]).output();
    if has_clippy.is_ok_and(|output| output.status.success()) {
        cargo(&workshop().join("tests/rust-module"), &["clippy", "--quiet", "--all-targets"]);
    }
}
