//! PowerShell's own parser, and its tests' reports.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::{Failed, Trial};
use normative::generate::OutputFile;
use serde_json::Value;

use crate::outputs::{self, ending};
use crate::{Pair, pair, payload, shape};

/// The PowerShell that `NORMATIVE_PWSH` names.
fn shell() -> Option<PathBuf> {
    let program = std::env::var_os("NORMATIVE_PWSH")?;
    (!program.is_empty()).then(|| program.into())
}

/// The tests that need PowerShell.
pub(crate) fn trials() -> Vec<Trial> {
    let tests: [(&str, fn(&Path)); 2] = [
        ("powershell_keeps_its_shape", keeps_its_shape),
        ("reports_of_runs_are_well_formed", reports_are_well_formed),
    ];
    let missing = shell().is_none();
    let kind = if missing { "needs PowerShell: set NORMATIVE_PWSH" } else { "" };
    let trial = |(name, run): (&str, fn(&Path))| {
        let run = move || -> Result<(), Failed> {
            run(&shell().ok_or("needs PowerShell: set NORMATIVE_PWSH")?);
            Ok(())
        };
        Trial::test(name, run).with_kind(kind).with_ignored_flag(missing)
    };
    tests.map(trial).into()
}

/// Every PowerShell file, and the catalogue beside it, is line feeds and printable ASCII. What no
/// page has a part in is the same to the byte.
pub(crate) fn every_byte_is_plain() {
    let Pair { hostile, calm, .. } = pair();
    let mut fixed = 0;
    for (one, other) in hostile.iter().zip(calm) {
        if !one.path.starts_with("pester/") {
            continue;
        }
        let bad = one.content.iter().position(|b| *b != b'\n' && !(0x20..=0x7E).contains(b));
        assert_eq!(bad, None, "{}", one.path);
        let name = one.path.rsplit('/').next().unwrap_or_default();
        if matches!(ending(one), "psm1" | "md") || name.starts_with(['I', 'C', 'S']) {
            assert_eq!(one.path, other.path);
            assert!(one.content == other.content, "{}", one.path);
            fixed += 1;
        }
    }
    assert_eq!(fixed, 4 * 5, "module, runner, collector, self-test and README of each version");
}

/// Every suite parses without error, into the same tree as its harmless twin.
fn keeps_its_shape(shell: &Path) {
    let Pair { hostile, calm, .. } = pair();
    let folder = tempfile::tempdir().expect("a folder");
    let mut number = 0;
    for (one, other) in hostile.iter().zip(calm).filter(|(one, _)| one.path.ends_with(".Tests.ps1"))
    {
        // One version stands for all: their pages are the same.
        if one.path.starts_with("pester/sc-vmm-2022/") {
            for (side, file) in [("hostile", one), ("calm", other)] {
                fs::write(folder.path().join(format!("{number:04}-{side}.ps1")), &file.content)
                    .expect("a file");
            }
            number += 1;
        }
    }
    assert!(number >= 250, "{number}");
    let output = run(shell, "parse.ps1", &["-Folder", folder.path().to_str().expect("a path")]);
    let mut files: Vec<Value> =
        output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    files.sort_by_key(|file| file["file"].as_str().map(str::to_owned));
    assert_eq!(files.len(), 2 * number);
    for pair in files.chunks(2) {
        let [calm, hostile] = pair else { unreachable!("chunks of two") };
        assert_eq!(hostile["errors"], serde_json::json!([]), "{}", hostile["file"]);
        for part in ["tokens", "shape"] {
            assert_eq!(hostile[part], calm[part], "{}: {part}", hostile["file"]);
        }
    }
}

/// What a run on hostile facts says has no line that a CI system obeys, and its reports are XML
/// and JSON.
fn reports_are_well_formed(shell: &Path) {
    let folder = tempfile::tempdir().expect("a folder");
    let of_page = |file: &&OutputFile| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        file.path.starts_with("pester/sc-vmm-2022/")
            && (name == "plan-ha-vmm.Tests.ps1" || !name.ends_with(".Tests.ps1"))
    };
    for file in pair().hostile.iter().filter(of_page) {
        let name = file.path.rsplit('/').next().expect("a name");
        fs::write(folder.path().join(name), &file.content).expect("a file");
    }
    keep_one_suite(&folder.path().join("requirements.json"));
    let all: String =
        payload::all().iter().filter(|p| p.text.len() < 200).map(|p| p.text.as_str()).collect();
    let texts: Vec<String> = payload::all().into_iter().map(|p| p.text).chain([all]).collect();
    for (at, text) in
        texts.iter().enumerate().filter(|(at, _)| at % 4 == 0 || *at + 1 == texts.len())
    {
        let facts = folder.path().join(format!("{at}.json"));
        fs::write(&facts, outputs::facts(text).json().to_string()).expect("facts");
        let out = folder.path().join(format!("{at}"));
        let script = folder.path().join("Invoke-Normative.ps1");
        let output = Command::new(shell)
            .args(["-NoProfile", "-NonInteractive", "-File"])
            .arg(&script)
            .args(["-MaximumAgeDay", "0", "-FactsPath"])
            .arg(&facts)
            .arg("-OutputPath")
            .arg(&out)
            .output()
            .expect("PowerShell");
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        let obeyed = |line: &str| line.trim_start().starts_with("::") || line.contains("##");
        assert!(!said.lines().any(obeyed), "{said}");
        for report in ["results.nunit3.xml", "results.junit.xml"] {
            let text = fs::read_to_string(out.join(report)).expect("a report");
            shape::xml(&text).expect("XML");
            assert!(text.contains("nnnnnnnnnnnnnnnnnnnn"), "{report} names the offenders");
        }
        let results = fs::read_to_string(out.join("results.json")).expect("results");
        shape::json(&results).expect("JSON");
    }
}

/// Leaves the suite of the repository's page in a catalogue.
fn keep_one_suite(catalogue: &Path) {
    let mut value: Value =
        serde_json::from_str(&fs::read_to_string(catalogue).expect("a catalogue")).expect("JSON");
    value["suites"] = serde_json::json!(["plan-ha-vmm.Tests.ps1"]);
    let requirements = value["requirements"].as_array_mut().expect("a list");
    requirements.retain(|one| one["path"] == "docs/plan-ha-vmm.md");
    assert!(requirements.len() > 30);
    fs::write(catalogue, value.to_string()).expect("a catalogue");
}

fn run(shell: &Path, script: &str, arguments: &[&str]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/powershell").join(script);
    let output = Command::new(shell)
        .args(["-NoProfile", "-NonInteractive", "-File"])
        .arg(script)
        .args(arguments)
        .output()
        .expect("PowerShell");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}
