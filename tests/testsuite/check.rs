//! `normative check` on the documentation of the repository.

use serde_json::{Value, json};
use serde_sarif::sarif::ResultKind;

use crate::project::{Project, Run};

fn check(facts: &[(&str, Value)], rest: &str) -> (Run, Project) {
    let files: Vec<(&str, String)> =
        facts.iter().map(|(name, facts)| (*name, facts.to_string())).collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let project = Project::of(&files);
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/docs-source/normative.toml");
    let named: String = facts.iter().map(|(name, _)| format!(" --facts {name}")).collect();
    let run = project.run(&format!("check --config {config}{named} {rest}"));
    (run, project)
}

/// An environment in which the cluster has this many nodes, and nothing else is known.
fn nodes(count: usize) -> Value {
    let items: Vec<Value> =
        (0..count).map(|n| json!({ "hostId": format!("n{n}.example") })).collect();
    json!({
        "schema": "normative.facts/1",
        "clusters": { "complete": true, "items": [
            { "id": "c.example", "nodes": { "complete": true, "items": items } }
        ] },
        "vmm": { "clusterId": "c.example", "instancesOnCluster": 1 }
    })
}

fn states(run: &Run) -> Vec<(String, String)> {
    let document: Value = serde_json::from_str(&run.output()).expect("JSON");
    let verdicts = document["environments"][0]["verdicts"].as_array().expect("verdicts").clone();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    verdicts.iter().map(|verdict| (text(&verdict["text"]), text(&verdict["state"]))).collect()
}

#[test]
fn facts_that_say_nothing_prove_nothing() {
    let empty = json!({ "schema": "normative.facts/1" });
    let (run, _project) = check(&[("empty.json", empty)], "--version sc-vmm-2022 --format json");
    let run = run.exit_code(0);
    let states = states(&run);
    assert!(states.len() > 30, "{states:?}");
    assert!(states.iter().all(|(_, state)| state == "unknown" || state == "manual"), "{states:?}");
}

#[test]
fn the_seventeenth_node_is_one_too_many() {
    for (count, code, wanted) in [(16, 0, "pass"), (17, 1, "fail")] {
        let args = "--version sc-vmm-2022 --format json";
        let (run, _project) = check(&[("facts.json", nodes(count))], args);
        let run = run.exit_code(code);
        let states = states(&run);
        let size = states.iter().filter(|(text, _)| text.contains("up to 16 nodes"));
        assert!(size.clone().any(|(_, state)| state == wanted), "{count}: {states:?}");
    }
}

#[test]
fn a_fleet_has_a_row_a_machine_set_and_totals() {
    let facts = [("small.json", nodes(3)), ("large.json", nodes(17))];
    let (run, _project) = check(&facts, "--version sc-vmm-2022");
    let run = run.exit_code(1);
    let text = run.output();
    let last: Vec<&str> = text.lines().rev().take(3).collect();
    assert!(last[0].starts_with("all "), "{text}");
    assert!(last[1].starts_with("large.json ") && last[2].starts_with("small.json "), "{text}");
    assert!(text.contains("vmm/plan-ha-vmm.md:56: Only one instance"), "{text}");
}

#[test]
fn each_format_can_be_read_back() {
    let facts = [("facts.json", nodes(17))];
    let (run, _project) = check(&facts, "--version sc-vmm-2022 --format sarif");
    let log: serde_sarif::sarif::Sarif =
        serde_json::from_str(&run.exit_code(1).output()).expect("SARIF");
    let results = log.runs[0].results.as_ref().expect("results");
    let (run, _project) = check(&facts, "--version sc-vmm-2022 --format junit");
    let report = quick_junit::Report::deserialize_from_str(&run.exit_code(1).output());
    let suite = &report.expect("JUnit").test_suites[0];
    assert_eq!(suite.test_cases.len(), results.len());
    assert_eq!(suite.failures, results.iter().filter(|r| r.kind == Some(ResultKind::Fail)).count());
}

#[test]
fn what_cannot_be_checked_is_refused() {
    let facts = [("facts.json", nodes(3))];
    let (run, _project) = check(&facts, "--version sc-vmm-2023");
    let said = run.exit_code(2).messages();
    assert!(said.contains("unknown moniker `sc-vmm-2023`") && said.contains("nearest"), "{said}");
    let (run, _project) =
        check(&[("facts.json", json!({ "schema": "other/1" }))], "--version sc-vmm-2022");
    assert!(run.exit_code(2).messages().contains("facts.json"));
    let mut other = nodes(3);
    other["vmm"]["version"] = json!("sc-vmm-2016");
    let (run, _project) = check(&[("facts.json", other)], "--version sc-vmm-2022");
    assert!(run.exit_code(2).messages().contains("sc-vmm-2016"));
}
