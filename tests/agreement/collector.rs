//! The collector, where nothing can be asked.

use std::path::{Path, PathBuf};
use std::process::Command;

use normative::generate::facts_schema;
use serde_json::{Value, json};

use crate::agree::Said;
use crate::base::{compiled, versions};
use crate::judge::Rules;
use crate::{power_shell, rust_module};

/// What the collector writes on a machine with none of the modules is accepted by the schema, by
/// `check`, by the suites and by the Rust module, and leaves everything unknown that facts decide.
pub(crate) fn without_any_module_all_is_unknown() {
    let folder = tempfile::tempdir().expect("a folder");
    for version in versions(compiled()) {
        let file = folder.path().join(format!("{}.json", version.moniker));
        power_shell::collect(version.moniker, &file);
        let bytes = std::fs::read(&file).expect("a facts file");
        let facts: Value = serde_json::from_slice(&bytes).expect("JSON");
        fits_schema(&facts);
        says_why(&facts);
        checks(&file, version.moniker);
        let rules = Rules::of(compiled(), &version);
        let expected = rules.judge_file(&bytes, version.moniker);
        for (id, verdict) in expected.as_ref().expect("facts") {
            let is_automated = rules.automated.iter().any(|(known, ..)| known == id);
            let wanted = if is_automated { "unknown " } else { "manual manual" };
            assert!(verdict.starts_with(wanted), "{id}: {verdict}");
        }
        let files = [PathBuf::from(&file)];
        let of_both: [(&str, Vec<Said>); 2] = [
            ("Rust", rust_module::judge(version.moniker, &files)),
            ("PowerShell", power_shell::judge(version.moniker, None, &files)),
        ];
        for (name, said) in of_both {
            assert_eq!(said, std::slice::from_ref(&expected), "{name}, {}", version.moniker);
        }
    }
}

fn fits_schema(facts: &Value) {
    let vocabulary = |product: usize| compiled().vocabularies[product].as_ref();
    let schema = facts_schema::generate(&compiled().graph, vocabulary).expect("a schema");
    let schema: Value = serde_json::from_slice(&schema.content).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(facts).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// Every question that got no answer has a reason.
fn says_why(facts: &Value) {
    let probes = facts["probes"].as_array().expect("rows");
    let unanswered = probes.iter().filter(|probe| probe["status"] != json!("ok"));
    let unanswered: Vec<&Value> = unanswered.collect();
    assert!(unanswered.len() >= 10, "{probes:?}");
    for probe in unanswered {
        assert!(probe["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{probe}");
    }
}

/// `normative check` takes it, and finds nothing violated.
fn checks(file: &Path, moniker: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_normative"))
        .args(["check", "--config", "docs-source/normative.toml", "--version", moniker, "--facts"])
        .arg(file)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("normative");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("0 violated, ") && text.contains(", 0 met"), "{text}");
}
