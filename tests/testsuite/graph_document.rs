//! The graph document keeps to its schema.

use normative::generate::graph_json::JSON_SCHEMA;
use serde_json::Value;

use crate::project::{Project, normative};

fn errors(document: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(JSON_SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let document: Value = serde_json::from_str(document).expect("JSON");
    let errors = validator.iter_errors(&document);
    errors.map(|error| format!("{}: {error}", error.instance_path)).collect()
}

#[test]
fn the_graph_of_the_first_product_is_valid() {
    let out = normative().arg("graph").output().expect("a graph").stdout;
    assert_eq!(errors(std::str::from_utf8(&out).expect("UTF-8")), [""; 0]);
}

#[test]
fn a_graph_without_facts_is_valid_and_a_broken_one_is_not() {
    let graph = Project::from_dir("relay").run_in("docs", "graph").exit_code(0).output();
    assert_eq!(errors(&graph), [""; 0]);
    for (from, to) in [
        ("\"schema\": 1", "\"schema\": 2"),
        ("\"level\": \"must\"", "\"level\": \"shall\""),
        ("\"kind\": \"at_least\"", "\"kind\": \"at_lest\""),
        ("\"line\": 9", "\"line\": 0"),
        ("\"clause\":", "\"claus\":"),
    ] {
        let broken = graph.replacen(from, to, 1);
        assert_ne!(broken, graph, "{from} is not in the graph");
        assert!(!errors(&broken).is_empty(), "{to} passes");
    }
}
