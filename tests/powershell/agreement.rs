//! The suites and the interpreter say the same of the same facts: id, state and code.

use std::collections::BTreeMap;
use std::path::Path;

use normative::compile::{Compiled, compile};
use normative::config;
use normative::facts::Facts;
use normative::generate::pester;
use normative::generate::template::Templates;
use normative::source::SourceSet;
use normative::verdict::{Judge, Verdict, in_force};
use normative::version::MonikerId;
use serde_json::{Value, json};

use crate::sample::Folder;
use crate::shell::{self, Shell};

/// What the page of this repository says, and the folder of its suites.
pub(crate) struct Page {
    pub(crate) compiled: Compiled,
    pub(crate) folder: Folder,
}

impl Page {
    /// Reads `docs-source/`.
    pub(crate) fn open() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs-source/normative.toml");
        let mut sources = SourceSet::default();
        let project = config::open(&path, &mut sources).expect("a configuration");
        let compiled = compile(&project, &mut sources).expect("the page");
        let vocabulary = |product: usize| compiled.vocabularies[product].as_ref();
        let files = pester::generate(&compiled.graph, vocabulary, &Templates::default());
        let folder = Folder::of(&files.expect("suites"));
        Self { compiled, folder }
    }

    /// The name of a version.
    pub(crate) fn moniker(&self, id: MonikerId) -> &str {
        self.compiled.graph.catalog.name(id)
    }

    /// What the interpreter says of each requirement in force.
    pub(crate) fn verdicts(&self, id: MonikerId, facts: &Value) -> BTreeMap<String, Verdict> {
        let facts = Facts::from_json(facts.clone()).expect("facts");
        let vocabulary = self.compiled.vocabularies[0].as_ref().expect("a vocabulary");
        let mut judge = Judge::new(&facts, &vocabulary.references);
        in_force(&self.compiled.graph, id)
            .map(|(requirement, variant)| {
                (requirement.id.clone(), judge.evaluate(&requirement.id, variant))
            })
            .collect()
    }

    /// Runs the suite of a version on all these facts, in one process, and compares every verdict
    /// with the interpreter's. Says how many there were.
    #[track_caller]
    pub(crate) fn agree(
        &self,
        shell: &Shell,
        culture: Option<&str>,
        id: MonikerId,
        documents: &[Value],
    ) -> usize {
        let moniker = self.moniker(id);
        let mut list = String::new();
        for (number, facts) in documents.iter().enumerate() {
            let path = self.folder.facts(&format!("facts/{moniker}/{number}.json"), facts);
            list += &format!("{}\n", path.display());
        }
        let name = format!("{moniker}{}", culture.unwrap_or_default());
        let list = self.folder.write(&format!("{name}.txt"), list.as_bytes());
        let out = self.folder.path(&format!("{name}.jsonl"));
        let suite = self.folder.path(&format!("pester/{moniker}"));
        let [suite, list] = [&suite, &list].map(|path| path.to_str().expect("a path in UTF-8"));
        let arguments = ["-Folder", suite, "-List", list, "-Output", out.to_str().expect("a path")];
        let output = shell.run_in(culture, &shell::script("verdicts.ps1"), &arguments);
        shell::stdout(&output, 0);
        let lines = shell::json_lines(&std::fs::read_to_string(out).expect("verdicts"));
        let mut seen = lines.iter();
        for (number, facts) in documents.iter().enumerate() {
            let expected = self.verdicts(id, facts);
            let own: BTreeMap<_, _> = seen.by_ref().take(expected.len()).map(row).collect();
            for (id, verdict) in &expected {
                let expected = (number as i64, verdict.state.as_str(), verdict.code.as_str());
                assert_eq!(own.get(id.as_str()), Some(&expected), "{moniker} {id} of {facts}");
            }
            assert_eq!(own.len(), expected.len(), "as many tests as requirements in force");
        }
        assert_eq!(seen.next(), None, "no test beyond the requirements in force");
        lines.len()
    }
}

fn row(line: &Value) -> (&str, (i64, &str, &str)) {
    let text = |name: &str| line[name].as_str().expect("a text");
    (text("id"), (line["file"].as_i64().expect("a number"), text("state"), text("code")))
}

/// Facts that violate nothing in a version.
pub(crate) fn good(moniker: &str) -> Value {
    let text = include_str!("../facts/highly-available.json");
    let year = moniker.rsplit('-').next().expect("a year");
    let release = format!("Windows Server {year}");
    let text = text.replace("sc-vmm-2022", moniker).replace("Windows Server 2022", &release);
    serde_json::from_str(&text).expect("JSON")
}

/// Every fact of a document by JSON pointer: members of objects, and scalars in lists.
pub(crate) fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let members: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(n, v)| (format!("{at}/{n}"), v)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(n, v)| (format!("{at}/{n}"), v)).collect()
        }
        _ => Vec::new(),
    };
    for (pointer, member) in members {
        if value.is_object() || !(member.is_object() || member.is_array()) {
            found.push(pointer.clone());
        }
        pointers(member, &pointer, found);
    }
}

/// A document in which some facts have other values.
pub(crate) fn with(facts: &Value, changes: &[(&str, Value)]) -> Value {
    let mut facts = facts.clone();
    for (pointer, value) in changes {
        *facts.pointer_mut(pointer).unwrap_or_else(|| panic!("no fact {pointer}")) = value.clone();
    }
    facts
}

/// A document without a fact.
pub(crate) fn without(facts: &Value, pointer: &str) -> Value {
    let mut facts = facts.clone();
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    match facts.pointer_mut(parent).expect("its parent") {
        Value::Object(members) => drop(members.shift_remove(name)),
        Value::Array(items) => items[name.parse::<usize>().expect("an index")] = json!(null),
        _ => unreachable!("only lists and objects have members"),
    }
    facts
}
