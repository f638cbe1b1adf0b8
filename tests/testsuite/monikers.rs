//! `normative monikers`.

use snapbox::str;

use crate::project::Project;

const DEFINITION: &str = r#"{"monikers": [
  {"moniker_name": "relay-2", "product_name": "Relay", "order": 2},
  {"moniker_name": "relay-1", "product_name": "Relay", "order": 1},
  {"moniker_name": "store-1", "product_name": "Store", "order": 1}
]}"#;

fn project() -> Project {
    Project::of(&[("monikers.json", DEFINITION)])
}

#[test]
fn a_range_selects_in_release_order() {
    project()
        .run("monikers >=relay-1||store-1 --definition monikers.json")
        .exit_code(0)
        .stdout("relay-1\nrelay-2\nstore-1\n")
        .stderr("");
}

#[test]
fn a_range_that_selects_nothing_prints_nothing() {
    project()
        .run("monikers <relay-1 --definition monikers.json")
        .exit_code(0)
        .stdout("")
        .stderr("");
}

#[test]
fn a_broken_definition_is_shown_with_its_line() {
    let project = Project::of(&[("monikers.json", "{\"monikers\": [\n  {\"order\": 1}]}")]);
    let run = project.run("monikers x --definition monikers.json").exit_code(2).stdout("");
    let said = run.messages();
    assert!(said.contains("missing field `moniker_name`"), "{said}");
    assert!(said.contains("monikers.json:2:"), "{said}");
}

#[test]
fn a_missing_definition_is_named() {
    Project::empty().run("monikers x --definition no.json").exit_code(2).stdout("").stderr(str![[
        r#"
error[N001]: cannot read `no.json`: [..]

"#
    ]]);
}
