//! `normative diff --facts`: what a change means for environments.

use normative::diff::json::JSON_SCHEMA;
use serde_json::{Value, json};
use snapbox::str;

use crate::project::{Project, Run};

const CONFIG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs-source/normative.toml");

/// A highly available deployment on 2019 whose VMM nodes run this system.
fn deployment(system: &str) -> Value {
    let text = include_str!("../facts/highly-available.json");
    let mut facts: Value = serde_json::from_str(text).expect("JSON");
    facts["vmm"]["version"] = json!("sc-vmm-2019");
    facts["vmm"]["productVersion"] = Value::Null;
    for host in 0..2 {
        facts["hosts"]["items"][host]["os"] = json!({ "product": system });
    }
    facts
}

/// The same, and nobody knows where its nodes stand.
fn without_sites(system: &str) -> Value {
    let mut facts = deployment(system);
    facts["clusters"]["items"][0]["sites"] = Value::Null;
    facts
}

fn diff(facts: &[(&str, Value)], rest: &str) -> (Run, Project) {
    let files: Vec<(&str, String)> =
        facts.iter().map(|(name, facts)| (*name, facts.to_string())).collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let project = Project::of(&files);
    let named: String = facts.iter().map(|(name, _)| format!(" --facts {name}")).collect();
    let run = project.run(&format!("diff --config {CONFIG} {rest}{named}"));
    (run, project)
}

const UPGRADE: &str = "sc-vmm-2019 sc-vmm-2022";

#[test]
fn an_upgrade_names_what_it_would_violate_and_what_it_would_meet() {
    let facts = [("prod.json", deployment("Windows Server 2016"))];
    let (run, _project) = diff(&facts, UPGRADE);
    run.exit_code(0).stderr("").stdout(str![[r#"
== prod.json (sc-vmm-2019 to sc-vmm-2022)

newly violated (1)
  plan-ha-vmm/all-cluster-nodes-running-windows-server-2016 [must, changed]
    required: [..] one of [Windows Server 2019], [Windows Server 2022]; violated
      - [n1.contoso.com]: [Windows Server 2016]
      - [n2.contoso.com]: [Windows Server 2016]
    vmm/plan-ha-vmm.md:74: All cluster nodes that will act as VMM servers must be running either Windows Server 2019 or Windows Server 2022.

newly met (1)
  plan-ha-vmm/deploying-highly-available-scvmm-management-server-stretched [must not, added]
    required: [..]; seen
    vmm/plan-ha-vmm.md:81: Deploying a highly available SCVMM management server in a Stretched clusters configuration is not supported.

prod.json  1 newly violated, 0 in need of facts, 0 in need of a person, 1 newly met, 0 no longer needed, 0 still violated

"#]]);
}

#[test]
fn what_no_fact_decides_is_needed_and_what_is_gone_is_not() {
    let facts = [("prod.json", without_sites("Windows Server 2019"))];
    let (run, _project) = diff(&facts, UPGRADE);
    let text = run.exit_code(0).output();
    assert!(text.starts_with("== prod.json"), "{text}");
    assert!(text.contains("in need of facts (1)\n  plan-ha-vmm/deploying-highly"), "{text}");
    assert!(text.contains("sites: missing") || text.contains("a fact is missing"), "{text}");
    let mut newer = deployment("Windows Server 2022");
    newer["vmm"]["version"] = json!("sc-vmm-2022");
    let (run, _project) = diff(&[("prod.json", newer)], "sc-vmm-2022 sc-vmm-2019");
    let text = run.exit_code(0).output();
    assert!(text.contains("no longer needed (1)\n  plan-ha-vmm/deploying-highly"), "{text}");
    assert!(text.contains("not required any more; it was met"), "{text}");
}

#[test]
fn a_fleet_is_a_table_with_sums() {
    let facts = [
        ("old.json", deployment("Windows Server 2016")),
        ("new.json", without_sites("Windows Server 2019")),
    ];
    let (run, _project) = diff(&facts, UPGRADE);
    let text = run.exit_code(0).output();
    let table: Vec<&str> = text.lines().rev().take(3).collect();
    let row = "newly violated, 1 in need of facts, 0 in need of a person, ";
    assert!(table[0].starts_with("all       1 ") && table[0].contains(row), "{text}");
    assert!(table[1].starts_with("new.json  0 ") && table[1].contains(row), "{text}");
    assert!(table[2].starts_with("old.json  1 newly violated, 0 in need of facts"), "{text}");
    let (run, _project) = diff(&facts, &format!("{UPGRADE} --format markdown"));
    let text = run.exit_code(0).output();
    for row in [
        "| environment | version | newly violated | in need of facts |",
        "| old.json | sc-vmm-2019 → sc-vmm-2022 | 1 | 0 | 0 | 1 | 0 | 0 |",
        "| all | | 1 | 1 | 0 | 1 | 0 | 0 |",
        "## new.json\n\n### in need of facts\n\n- **must not**, added: Deploying",
        "  - `\\[n1.contoso.com\\]: ",
    ] {
        let row = row.replace("\\[", "[").replace("\\]", "]");
        assert!(text.contains(&row), "{row}\n{text}");
    }
}

#[test]
fn the_json_follows_its_schema_and_holds_the_diff() {
    let facts = [
        ("old.json", deployment("Windows Server 2016")),
        ("new.json", without_sites("Windows Server 2019")),
    ];
    let (run, _project) = diff(&facts, &format!("{UPGRADE} --format json"));
    let document: Value = serde_json::from_str(&run.exit_code(0).output()).expect("JSON");
    let schema: Value = serde_json::from_str(JSON_SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<String> =
        validator.iter_errors(&document).map(|e| format!("{}: {e}", e.instance_path)).collect();
    assert_eq!(errors, [""; 0]);
    assert_eq!(document["environments"][0]["counts"]["newly_fails"], 1);
    assert_eq!(document["environments"][1]["counts"]["needs_facts"], 1);
    let (first, known) = (&document["environments"][0]["requirements"][0], &document["changes"]);
    let change = known.as_array().expect("changes").iter().find(|c| c["id"] == first["id"]);
    assert_eq!(change.expect("its change")["kind"], first["change"]);
    assert_eq!((&first["from"]["state"], &first["to"]["state"]), (&json!("pass"), &json!("fail")));
    let mut broken = document.clone();
    broken["environments"][0]["requirements"][0]["effect"] = json!("breaks");
    assert!(!validator.is_valid(&broken));
}

#[test]
fn effects_can_fail_a_run() {
    for (system, kinds, code) in [
        ("Windows Server 2016", "newly_fails", 1),
        ("Windows Server 2019", "newly_fails", 0),
        ("Windows Server 2019", "newly_fails,needs_person,not_needed", 0),
        ("Windows Server 2019", "newly_fails,newly_met", 1),
        ("Windows Server 2019", "changed", 1),
    ] {
        let facts = [("prod.json", deployment(system))];
        let (run, _project) = diff(&facts, &format!("{UPGRADE} --fail-on {kinds}"));
        run.exit_code(code);
    }
    let (run, _project) = diff(&[], &format!("{UPGRADE} --fail-on newly_fails"));
    run.exit_code(2).stdout("").stderr(str![[r#"
error: `--fail-on newly_fails` is about an environment
help: `--facts FILE` gives its facts

"#]]);
}

#[test]
fn an_environment_keeps_its_version_when_the_docs_change() {
    let project = Project::of(&[("prod.json", &deployment("Windows Server 2016").to_string())]);
    let copy = |from: &str, to: &str| {
        let path = std::path::Path::new(CONFIG).with_file_name(from);
        project.write(to, std::fs::read(path).expect("docs"));
    };
    for side in ["before", "after"] {
        for file in
            ["normative.toml", "normative.lock", "vmm.vocabulary.toml", "vmm/plan-ha-vmm.md"]
        {
            copy(file, &format!("{side}/{file}"));
        }
    }
    let run = "diff before after --facts prod.json";
    project.run(run).exit_code(0).stdout("");
    let page = "after/vmm/plan-ha-vmm.md";
    project.write(page, project.read(page).replace("up to 16 nodes", "up to one node"));
    let text = project.run(run).exit_code(0).output();
    assert!(text.starts_with("== prod.json (sc-vmm-2019)\n\nnewly violated (1)\n"), "{text}");
    let only = project.run(&format!("{run} --version sc-vmm-2022")).exit_code(2).messages();
    assert!(only.contains("the facts are about [sc-vmm-2019], not about"), "{only}");
    let mut silent = deployment("Windows Server 2016");
    silent["vmm"]["version"] = Value::Null;
    project.write("prod.json", silent.to_string());
    project.run(run).exit_code(2).stdout("").stderr(str![[r#"
error: `prod.json`: the facts name no version
help: `--version MONIKER` says which one the environment has

"#]]);
    let text = project.run(&format!("{run} --version sc-vmm-2025")).exit_code(0).output();
    assert!(text.starts_with("== prod.json (sc-vmm-2025)\n\nnewly violated (1)\n"), "{text}");
}

#[test]
fn what_cannot_be_judged_is_refused() {
    let mut other = deployment("Windows Server 2016");
    other["vmm"]["version"] = json!("sc-vmm-2016");
    let (run, _project) = diff(&[("prod.json", other)], UPGRADE);
    run.exit_code(2).stdout("").stderr(str![[r#"
error: `prod.json`: the facts are about [sc-vmm-2016], not about [sc-vmm-2019]
help: compare from the version that the environment has

"#]]);
    let graph = concat!(env!("CARGO_MANIFEST_DIR"), "/generated/graph.json");
    let facts = [("prod.json", deployment("Windows Server 2016"))];
    let (run, _project) = diff(&facts, &format!("{graph} {graph}"));
    run.exit_code(2).stdout("").stderr(str![[r#"
error: a graph.json has no vocabulary to read facts with
help: compare two docs folders, two versions or, with `--rev`, two commits

"#]]);
}
