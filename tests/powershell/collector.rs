//! The collector runs where nothing can be asked, and says so.

use normative::generate::pester;
use normative::generate::template::Templates;
use serde_json::{Value, json};

use crate::Case;
use crate::sample::{self, Folder};
use crate::shell::{self, Shell};

/// The tests.
pub(crate) const CASES: &[Case] = &[
    ("collector::without_any_module_all_is_unknown_with_reasons", without_any_module),
    ("collector::what_if_lists_every_question_and_writes_nothing", what_if),
];

fn folder() -> Folder {
    let vocabulary = sample::vmm();
    let graph = sample::graph(&sample::rules());
    Folder::of(
        &pester::generate(&graph, |_| Some(&vocabulary), &Templates::default()).expect("suites"),
    )
}

/// The paths of all values that are known.
fn known(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Object(members) if members.contains_key("items") => {
            assert_eq!(members["complete"], json!(false), "{path}");
            known(&members["items"], path, found);
        }
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| known(value, &format!("{path}.{name}"), found));
        }
        Value::Array(items) => items.iter().for_each(|item| known(item, path, found)),
        _ => found.push(path.to_owned()),
    }
}

fn without_any_module(shell: &Shell) {
    let folder = folder();
    let facts = folder.path("facts.json");
    let arguments = ["-OutputPath", facts.to_str().expect("a path in UTF-8")];
    let script = folder.path("pester/app-1/Collect-NormativeFact.ps1");
    shell::stdout(&shell.run(&script, &arguments), 0);
    let text = std::fs::read_to_string(facts).expect("a facts file");
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    let document = document.as_object_mut().expect("an object");
    assert_eq!(document.remove("schema"), Some(json!("normative.facts/1")));
    assert!(document.remove("collected").expect("who collected")["at"].is_i64());
    let probes = document.remove("probes").expect("the rows");
    for probe in sample::vmm().probes {
        let mut rows = probes.as_array().expect("a list").iter();
        let row = rows.find(|row| row["id"] == json!(probe.id));
        let row = row.unwrap_or_else(|| panic!("no row for {}", probe.id));
        if probe.id != "plan" {
            let status = row["status"].as_str().expect("a status");
            assert!(matches!(status, "module_missing" | "not_attempted"), "{row}");
            assert_ne!(row["detail"], json!(""), "{row}");
        }
    }
    let mut found = Vec::new();
    known(&Value::Object(document.clone()), "", &mut found);
    assert!(found.is_empty(), "{found:?}");
}

fn what_if(shell: &Shell) {
    let folder = folder();
    let facts = folder.path("facts.json");
    let arguments = ["-WhatIf", "-OutputPath", facts.to_str().expect("a path in UTF-8")];
    let script = folder.path("pester/app-1/Collect-NormativeFact.ps1");
    let text = shell::stdout(&shell.run(&script, &arguments), 0);
    for probe in sample::vmm().probes {
        assert!(text.contains(&format!("Ask {} (needs ", probe.id)), "{}: {text}", probe.id);
    }
    assert!(!facts.exists());
}
