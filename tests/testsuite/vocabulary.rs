//! The vocabulary of the first product.

use normative::vocabulary::bind::{Why, bind};
use normative::vocabulary::{ManualReason, Vocabulary};

use crate::project::Project;
use crate::vmm;

#[test]
fn it_has_no_mistake() {
    let vocabulary = vmm::vocabulary();
    assert!(vocabulary.facts.len() > 100);
}

#[test]
fn every_fact_says_how_it_is_known() {
    let vocabulary = vmm::vocabulary();
    let derived = |path: &str| vocabulary.derivations.iter().any(|d| d.fact.to_string() == path);
    let is_key = |path: &str| {
        vocabulary.references.iter().any(|r| format!("{}[].{}", r.list, r.key) == path)
    };
    for fact in &vocabulary.facts {
        let path = fact.path.to_string();
        // A part of a list is known by the list.
        let part = vocabulary
            .facts
            .iter()
            .any(|list| list.probe.is_some() && path.starts_with(&format!("{}[]", list.path)));
        let known = fact.probe.is_some() || part || derived(&path) || is_key(&path);
        assert!(known, "nothing says how `{path}` is collected");
    }
}

#[test]
fn every_check_of_the_first_document_is_bound_or_says_why_not() {
    let (graph, unbound) = vmm::bound_graph(&vmm::vocabulary());
    let unbound: Vec<(&str, &str, Why)> = unbound
        .iter()
        .map(|found| (found.leaf.kind.as_str(), found.leaf.property.as_str(), found.why))
        .collect();
    assert_eq!(
        unbound,
        [
            (
                "before",
                "set up before you deploy the VMM management servers",
                Why::Manual(ManualReason::History)
            ),
            (
                "holds",
                "set up between the two library shares",
                Why::Manual(ManualReason::NoReliableSource)
            ),
        ]
    );
    let variants = graph.requirements.iter().flat_map(|requirement| &requirement.variants);
    let decided = variants.filter(|variant| variant.test().is_some()).count();
    assert!(decided >= 34, "only {decided} variants are decided by facts");
}

#[test]
fn without_a_vocabulary_nothing_is_bound() {
    let mut graph = vmm::unbound_graph();
    let before = format!("{graph:?}");
    let unbound = bind(&mut graph, &Vocabulary::default());
    assert_eq!(format!("{graph:?}"), before);
    assert!(unbound.iter().all(|found| found.why == Why::NoBinding));
}

#[test]
fn each_check_is_decided_by_the_fact_that_it_is_about() {
    let graph = vmm::graph(&vmm::vocabulary());
    let fact = |start: &str| {
        let mut variants = graph.requirements.iter().flat_map(|requirement| &requirement.variants);
        let variant = variants.find(|variant| variant.clause.starts_with(start));
        let variant = variant.unwrap_or_else(|| panic!("no clause `{start}`"));
        let json = variant.check.as_ref().map(|check| check.to_json().to_string());
        let json = json.unwrap_or_default();
        let facts = json.split("\"fact\":\"").skip(1);
        facts.map(|rest| rest.split('"').next().unwrap_or(rest).to_owned()).collect::<Vec<_>>()
    };
    let check = |start: &str, expected: &[&str]| assert_eq!(fact(start), expected, "`{start}`");
    check("Only one instance", &["vmm.instancesOnCluster"]);
    check("a failover cluster of up to 16", &["vmm.cluster.nodes[]"]);
    check("Using a clustered database", &["sql.vmmAuthSchemes[]"]);
    check("The database server must", &["sql.domain", "trusts[]"]);
    check("Don't install on a Hyper-V", &["vmm.cluster.nodes[].host.hyperVRole"]);
    check("The library server can't", &["library.servers[].roleType"]);
    check("We recommend that all nodes", &["library.servers[].cluster.nodes[].host.os.product"]);
    check("Deploying a highly available SCVMM", &["vmm.cluster.sites[]"]);
}

/// A graph without what a vocabulary adds: the facts of leaves, and what follows from them.
fn without_facts(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(object) => {
            object.retain(|key, _| !["fact", "verification", "reason"].contains(&key.as_str()));
            object.values_mut().for_each(without_facts);
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(without_facts),
        _ => {}
    }
}

#[test]
fn a_vocabulary_adds_facts_and_changes_nothing_else() {
    let read = |path: &str| std::fs::read_to_string(path).expect("a file of the documentation");
    let config = read("docs-source/normative.toml");
    let bare: String = config
        .lines()
        .filter(|line| !line.starts_with("vocabulary"))
        .fold(String::new(), |config, line| config + line + "\n");
    assert_ne!(config, bare);
    let graph = |config: &str| -> serde_json::Value {
        let project = Project::of(&[
            ("docs/normative.toml", config),
            ("docs/vmm.vocabulary.toml", &read("docs-source/vmm.vocabulary.toml")),
            ("docs/vmm/plan-ha-vmm.md", &read("docs-source/vmm/plan-ha-vmm.md")),
        ]);
        let run = project.run("graph --format json --config docs/normative.toml").exit_code(0);
        serde_json::from_str(&run.output()).expect("JSON")
    };
    let (mut with, mut without) = (graph(&config), graph(&bare));
    assert!(with.to_string().contains("\"fact\""));
    assert!(!without.to_string().contains("\"fact\""));
    without_facts(&mut with);
    without_facts(&mut without);
    assert_eq!(with, without);
}
