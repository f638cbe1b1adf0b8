//! The generated PowerShell suites, run on many facts files by few processes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use normative::generate::pester;
use normative::generate::template::Templates;
use serde_json::Value;
use tempfile::TempDir;

use crate::agree::Said;
use crate::base::compiled;

/// The PowerShell that `NORMATIVE_PWSH` names.
pub(crate) fn shell() -> Option<PathBuf> {
    let program = std::env::var_os("NORMATIVE_PWSH")?;
    (!program.is_empty()).then(|| program.into())
}

/// The suites of all versions, as they are generated now.
fn suites() -> &'static Path {
    static SUITES: OnceLock<TempDir> = OnceLock::new();
    let folder = SUITES.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let vocabulary = |product: usize| compiled().vocabularies[product].as_ref();
        let files = pester::generate(&compiled().graph, vocabulary, &Templates::default());
        for file in files.expect("suites") {
            let path = folder.path().join(&file.path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, &file.content).expect("a file");
        }
        folder
    });
    folder.path()
}

/// What a version's suites say of each facts file, in order, under a culture.
pub(crate) fn judge(moniker: &str, culture: Option<&str>, files: &[PathBuf]) -> Vec<Said> {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("list.txt");
    let names: Vec<String> = files.iter().map(|file| format!("{}\n", file.display())).collect();
    fs::write(&list, names.concat()).expect("a list");
    let out = folder.path().join("verdicts.jsonl");
    let mut command = Command::new(shell().expect("PowerShell"));
    if let Some(culture) = culture {
        command.args(["-Culture", culture]);
    }
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/powershell/verdicts.ps1");
    let output = command
        .args(["-NoProfile", "-NonInteractive", "-File"])
        .arg(driver)
        .arg("-Folder")
        .arg(suites().join("pester").join(moniker))
        .arg("-List")
        .arg(&list)
        .arg("-Output")
        .arg(&out)
        .output()
        .expect("PowerShell");
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&said));
    read(&fs::read_to_string(out).expect("verdicts"), files.len())
}

/// Runs a version's collector.
pub(crate) fn collect(moniker: &str, file: &Path) {
    let output = Command::new(shell().expect("PowerShell"))
        .args(["-NoProfile", "-NonInteractive", "-File"])
        .arg(suites().join("pester").join(moniker).join("Collect-NormativeFact.ps1"))
        .arg("-OutputPath")
        .arg(file)
        .output()
        .expect("PowerShell");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn read(lines: &str, number: usize) -> Vec<Said> {
    let mut said = vec![Said::Ok(BTreeMap::default()); number];
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let word = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        let at = line["file"].as_u64().expect("a number") as usize;
        if !line["refused"].is_null() {
            said[at] = Err(word("refused"));
        } else if let Ok(verdicts) = &mut said[at] {
            let verdict = format!("{} {}", word("state"), word("code"));
            assert_eq!(verdicts.insert(word("id"), verdict), None, "{line}");
        }
    }
    said
}
