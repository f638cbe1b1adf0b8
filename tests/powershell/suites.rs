//! The suites run, and say what the facts say.

use serde_json::{Value, json};

use crate::Case;
use crate::sample::{self, Folder};
use crate::shell::{self, Shell};

/// The tests.
pub(crate) const CASES: &[Case] = &[
    ("suites::the_runner_runs_every_test", the_runner_runs_every_test),
    ("suites::the_driver_sees_the_same", the_driver_sees_the_same),
];

fn results(folder: &Folder) -> Value {
    let text = std::fs::read_to_string(folder.path("out/results.json")).expect("results.json");
    serde_json::from_str(&text).expect("JSON")
}

fn the_runner_runs_every_test(shell: &Shell) {
    let rules = sample::rules();
    let folder = Folder::of(&sample::files(&sample::graph(&rules)));
    let facts = folder.facts("facts.json", &sample::facts());
    let out = folder.path("out");
    let arguments = [
        "-FactsPath",
        facts.to_str().unwrap(),
        "-OutputPath",
        out.to_str().unwrap(),
        "-MaximumAgeDay",
        "0",
    ];
    let output = shell.run(&folder.path("pester/app-1/Invoke-Normative.ps1"), &arguments);
    let text = shell::stdout(&output, 0);
    let results = results(&folder);
    let states: Vec<_> = results["requirements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (&r["id"], &r["state"]))
        .collect();
    assert_eq!(states.len(), rules.len(), "{text}");
    for (id, state) in states {
        let expected = if id == "page/permitted" { "not_applicable" } else { "pass" };
        assert_eq!(state, expected, "{id}\n{text}");
    }
    assert_eq!(results["product"], json!("app-1"));
}

fn the_driver_sees_the_same(shell: &Shell) {
    let rules = sample::rules();
    let folder = Folder::of(&sample::files(&sample::graph(&rules)));
    let facts = folder.facts("facts.json", &sample::facts());
    let list = folder.write("list.txt", format!("{0}\n{0}\n", facts.display()).as_bytes());
    let out = folder.path("verdicts.jsonl");
    let suite = folder.path("pester/app-2");
    let arguments = [
        "-Folder",
        suite.to_str().unwrap(),
        "-List",
        list.to_str().unwrap(),
        "-Output",
        out.to_str().unwrap(),
    ];
    let output = shell.run(&shell::script("verdicts.ps1"), &arguments);
    shell::stdout(&output, 0);
    let lines = shell::json_lines(&std::fs::read_to_string(out).unwrap());
    assert_eq!(lines.len(), 2 * rules.len());
    assert!(lines.iter().all(|l| l["state"] == "pass" || l["code"] == "permitted"), "{lines:?}");
}
