//! The generated Rust module, run as the program that depends on it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::base::{compiled, versions, vocabulary};
use crate::change::losses;
use crate::judge::{Rules, Verdicts};
use crate::properties::violations;

/// On good facts, on facts that violate each requirement alone, and on every loss from good facts,
/// the module says what the interpreter says: state and code of every requirement. So the module
/// has the three properties that the interpreter has.
pub(crate) fn the_rust_module_decides_the_same() {
    let compiled = compiled();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (mut asked, mut expected): (String, Vec<(String, Verdicts)>) = Default::default();
    for version in versions(&compiled) {
        let rules = Rules::of(&compiled, &version);
        let good = version.good();
        let violated = violations(&rules, &version, vocabulary(&compiled));
        assert!(violated.len() >= 20, "{}", violated.len());
        let mut all = vec![good.clone()];
        all.extend(violated.values().map(|change| change.apply(&good)));
        all.extend(losses(&good).iter().map(|change| change.apply(&good)));
        for facts in all {
            let path = folder.path().join(format!("{}.json", expected.len()));
            std::fs::write(&path, facts.to_string()).expect("a facts file");
            let _ = writeln!(asked, "{}\t{}", version.moniker, path.display());
            expected.push((format!("{}: {facts}", version.moniker), rules.judge(&facts)));
        }
    }
    let said = run(&asked);
    assert_eq!(said.len(), expected.len());
    for (line, (facts, wanted)) in said.iter().zip(expected) {
        let verdicts: Value = serde_json::from_str(line).expect("JSON");
        let Some(verdicts) = verdicts.as_array() else {
            // Facts whose version is lost to another type are refused, not judged.
            assert!(line.contains("version"), "{line}");
            continue;
        };
        let found: Verdicts = verdicts.iter().map(verdict).collect();
        assert_eq!(found, wanted, "{facts}");
    }
}

fn verdict(pair: &Value) -> (String, String) {
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    (text(&pair[0]), format!("{} {}", text(&pair[1]["state"]), text(&pair[1]["code"])))
}

/// What the program prints for these lines.
fn run(lines: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut child = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--manifest-path"])
        .arg(root.join("tests/rust-module/Cargo.toml"))
        .arg("--target-dir")
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust-module"))
        .args(["--", "--lines"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("cargo");
    let mut input = child.stdin.take().expect("piped");
    let text = lines.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("no panic").expect("it reads all lines");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(str::to_owned).collect()
}
