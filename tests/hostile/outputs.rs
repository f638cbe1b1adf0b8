//! Everything that is made of a graph.

use std::collections::BTreeMap;

use normative::compile::Compiled;
use normative::facts::Facts;
use normative::generate::report::page::{self, Extras};
use normative::generate::template::Templates;
use normative::generate::verdicts::{self, Checked};
use normative::generate::{
    OutputFile, facts_schema, graph_dot, graph_json, graph_mermaid, pester, report, rust,
};
use normative::requirement::{Graph, Requirement};
use normative::verdict::Report;
use normative::version::MonikerId;
use serde_json::{Value, json};

use crate::payload;
use crate::twin::harmless;

/// The files of a graph, by path, and the drawings and verdicts that commands print.
pub(crate) fn all(graph: &Graph, compiled: &Compiled, texts: &[String]) -> Vec<OutputFile> {
    let vocabulary = |product: usize| compiled.vocabularies[product].as_ref();
    let templates = Templates::default();
    let mut files = vec![
        OutputFile::new("graph.json", graph_json::render(graph)),
        OutputFile::new("graph.dot", graph_dot::render(graph)),
        OutputFile::new("graph.mmd", graph_mermaid::render(graph)),
    ];
    let extras =
        Extras { source_url: Some("https://example.org/{path}#L{line}"), ..Extras::default() };
    files.push(page::render(graph, "digest", &extras, &templates).expect("a page"));
    files.extend(reports(graph, &templates));
    files.extend(facts_schema::generate(graph, vocabulary));
    let suites = pester::generate(graph, vocabulary, &templates).expect("suites");
    files.extend(in_order_of_pages(suites));
    files.extend(rust::generate(graph, vocabulary, &templates).expect("a module"));
    files.extend(verdicts(graph, compiled, texts));
    files
}

/// The reports of each page by itself: one of all pages leaves out what it has no room for.
fn reports(graph: &Graph, templates: &Templates) -> Vec<OutputFile> {
    let mut files = Vec::new();
    for (number, document) in graph.documents.iter().enumerate() {
        let is_own = |r: &&Requirement| r.variants[0].occurrences[0].path == document.path;
        let requirements = graph.requirements.iter().filter(is_own).cloned().collect();
        let page = Graph { catalog: graph.catalog.clone(), requirements, ..Graph::default() };
        for file in report::versions(&page, templates).expect("reports") {
            files.push(OutputFile::new(format!("{number}/{}", file.path), file.content));
        }
    }
    files
}

/// The suites of each version in the order of its catalogue, which is that of the pages.
fn in_order_of_pages(mut files: Vec<OutputFile>) -> Vec<OutputFile> {
    let mut order = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.ends_with("requirements.json")) {
        let catalogue: Value = serde_json::from_slice(&file.content).expect("JSON");
        let folder = file.path.trim_end_matches("requirements.json");
        for (at, suite) in catalogue["suites"].as_array().expect("suites").iter().enumerate() {
            order.insert(format!("{folder}{}", suite.as_str().expect("a name")), at);
        }
    }
    files.sort_by_key(|file| {
        let folder = file.path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let at = order.get(&file.path).copied();
        (folder, at, at.is_none().then(|| file.path.clone()))
    });
    files
}

/// Every text, and its harmless twin.
pub(crate) fn texts() -> (Vec<String>, Vec<String>) {
    let hostile: Vec<String> = payload::all().into_iter().map(|payload| payload.text).collect();
    let calm = hostile.iter().map(|text| harmless(text)).collect();
    (hostile, calm)
}

/// The verdicts on environments whose names, hosts and systems are these texts.
fn verdicts(graph: &Graph, compiled: &Compiled, texts: &[String]) -> Vec<OutputFile> {
    let references = &compiled.vocabularies[0].as_ref().expect("a vocabulary").references;
    let facts: Vec<Facts> = texts.iter().map(|text| facts(text)).collect();
    let checked: Vec<Checked<'_>> = facts
        .iter()
        .zip(texts)
        .map(|(facts, text)| Checked {
            name: text.chars().take(500).collect(),
            report: Report::new(graph, MonikerId(2), facts, references),
        })
        .collect();
    let offenders =
        checked.iter().flat_map(|one| &one.report.rows).map(|r| r.verdict.offenders.len());
    assert!(offenders.sum::<usize>() > 2 * texts.len(), "the texts are offenders");
    vec![
        OutputFile::new("verdicts.json", verdicts::json(&checked)),
        OutputFile::new("verdicts.xml", verdicts::junit(&checked)),
        OutputFile::new("verdicts.sarif", verdicts::sarif(&checked)),
        OutputFile::new("verdicts.txt", verdicts::text(&checked[..8], true)),
    ]
}

/// Facts whose hosts are named and run what this text says.
pub(crate) fn facts(text: &str) -> Facts {
    let good = include_str!("../data/good.facts.json").replace("@VERSION@", "sc-vmm-2022");
    let mut facts: Value = serde_json::from_str(&good).expect("JSON");
    // Longer than a name may be, whatever it holds; and shown as a whole, so that different names
    // are shown as different ones.
    let start: String = text.chars().take(20).collect();
    let name = format!("{}{start}", "n".repeat(20));
    for member in ["dnsHostName", "domain", "id"] {
        facts["hosts"]["items"][2][member] = json!(name);
    }
    facts["hosts"]["items"][0]["os"]["product"] = json!(name);
    facts["hosts"]["items"][0]["dnsHostName"] = json!(name);
    facts["sql"]["availabilityGroup"]["replicas"]["items"][0]["mode"] = json!(name);
    facts["vmm"]["serviceNetworkName"] = json!(format!("{}{text}", "n".repeat(20)));
    Facts::from_json(facts).expect("facts")
}

/// The files by the ending of their name.
pub(crate) fn by_ending(files: &[OutputFile]) -> BTreeMap<&str, usize> {
    let mut endings = BTreeMap::new();
    for file in files {
        *endings.entry(ending(file)).or_default() += 1;
    }
    endings
}

pub(crate) fn ending(file: &OutputFile) -> &str {
    file.path.rsplit('.').next().unwrap_or_default()
}
