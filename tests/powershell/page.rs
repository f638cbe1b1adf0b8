//! The suites of the first page: as many tests as requirements, red and grey where they must be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use normative::compile::{Compiled, compile};
use normative::config;
use normative::facts::Facts;
use normative::generate::pester;
use normative::generate::template::Templates;
use normative::source::SourceSet;
use normative::verdict::{Judge, State, Verdict, in_force};
use normative::version::MonikerId;
use serde_json::{Value, json};

/// What the first page says.
fn docs() -> Compiled {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs-source/normative.toml");
    let mut sources = SourceSet::default();
    let project = config::open(&path, &mut sources).expect("a configuration");
    compile(&project, &mut sources).expect("the first page")
}

/// Facts that violate nothing in a version.
fn good(moniker: &str) -> Value {
    let text = include_str!("../facts/highly-available.json");
    let year = moniker.rsplit('-').next().expect("a year");
    let text = text.replace("sc-vmm-2022", moniker).replace("Windows Server 2022", &format!("Windows Server {year}"));
    serde_json::from_str(&text).expect("JSON")
}

/// The verdict on each requirement in force.
fn verdicts(compiled: &Compiled, id: MonikerId, facts: &Value) -> BTreeMap<String, Verdict> {
    let facts = Facts::from_json(facts.clone()).expect("facts");
    let vocabulary = compiled.vocabularies[0].as_ref().expect("a vocabulary");
    let mut judge = Judge::new(&facts, &vocabulary.references);
    in_force(&compiled.graph, id)
        .map(|(requirement, variant)| (requirement.id.clone(), judge.evaluate(&requirement.id, variant)))
        .collect()
}

/// Every fact of a document, by JSON pointer: scalars, lists, and members that are objects.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                found.push(format!("{at}/{name}"));
                pointers(member, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{number}"), found);
            }
        }
        _ => {}
    }
}

/// Other values of a fact that are of its type.
fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::Bool(value) => vec![json!(!value)],
        Value::Number(number) => vec![json!(number.as_i64().unwrap_or(0) + 1)],
        Value::String(_) => [
            "Windows Server 2008 R2", "ScaleoutFileServer", "a-name-of-16-chr", "n1.contoso.com",
            "vmmcl.contoso.com", "localUser", "NTLM", "ASYNCHRONOUS_COMMIT", "fabrikam.com",
        ]
        .map(|text| json!(text))
        .to_vec(),
        Value::Array(items) => {
            let many = items.iter().cycle().take(17 * items.len().min(1)).cloned().collect();
            vec![json!([]), Value::Array(many)]
        }
        _ => Vec::new(),
    }
}

fn with(facts: &Value, pointer: &str, value: Value) -> Value {
    let mut facts = facts.clone();
    *facts.pointer_mut(pointer).expect("a fact") = value;
    facts
}

fn failed(verdicts: &BTreeMap<String, Verdict>) -> BTreeSet<&str> {
    let failed = verdicts.iter().filter(|(_, verdict)| verdict.state == State::Fail);
    failed.map(|(id, _)| id.as_str()).collect()
}

pub(crate) fn scratch(_: &crate::shell::Shell) {
    let compiled = docs();
    for id in compiled.graph.catalog.ids() {
        let moniker = compiled.graph.catalog.name(id);
        let good = good(moniker);
        let mut all = Vec::new();
        pointers(&good, "", &mut all);
        let mut best: BTreeMap<String, (usize, String)> = BTreeMap::new();
        let mut n = 0;
        for pointer in &all {
            for other in others(good.pointer(pointer).unwrap()) {
                n += 1;
                let shown = format!("{pointer} = {}", other.to_string().chars().take(40).collect::<String>());
                let facts = with(&good, pointer, other);
                if facts["schema"] != good["schema"] { continue; }
                let v = verdicts(&compiled, id, &facts);
                let failed = failed(&v);
                for one in &failed {
                    let entry = best.entry(one.to_string()).or_insert((usize::MAX, String::new()));
                    if failed.len() < entry.0 { *entry = (failed.len(), format!("{shown} {failed:?}")); }
                }
            }
        }
        eprintln!("{moniker} {n} mutations");
        for (req, variant) in in_force(&compiled.graph, id) {
            if variant.test().is_none() { continue; }
            match best.get(&req.id) {
                None => eprintln!("NONE {}", req.id),
                Some((1, _)) => {}
                Some((k, s)) => eprintln!("{k} {} {s}", req.id),
            }
        }
    }
}
pub(crate) const CASES: &[crate::Case] = &[("page::scratch", scratch)];
