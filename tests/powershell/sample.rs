//! A small graph with a test of each kind, facts for it, and a place for the files made from it.

use std::fs;
use std::path::{Path, PathBuf};

use normative::generate::OutputFile;
use normative::generate::pester;
use normative::generate::template::Templates;
use normative::predicate::decide::{Reference, Test};
use normative::predicate::{Binding, Check, Kind, Leaf};
use normative::requirement::{Document, Graph, Occurrence, Requirement, Variant};
use normative::source::{FileId, LineColumn};
use normative::statement::Level;
use normative::version::{Catalog, MonikerSet};
use normative::vocabulary::Vocabulary;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The versions of the sample.
pub(crate) const MONIKERS: [&str; 2] = ["app-1", "app-2"];

/// A graph of these requirements, each an id, a level and a test (none: manual), in both versions.
#[allow(clippy::too_many_lines, reason = "one sample, as data")]
pub(crate) fn graph(rules: &[(&str, Level, Option<Value>)]) -> Graph {
    let catalog = Catalog::of_products([("App", &MONIKERS[..])]);
    let both: MonikerSet = catalog.ids().collect();
    let requirements =
        rules.iter().map(|(id, level, test)| requirement(id, *level, test.as_ref(), &both));
    Graph {
        documents: vec![Document {
            path: "app/page.md".to_owned(),
            title: "Page".to_owned(),
            monikers: both.clone(),
        }],
        requirements: requirements.collect(),
        catalog,
        ..Graph::default()
    }
}

fn requirement(id: &str, level: Level, test: Option<&Value>, monikers: &MonikerSet) -> Requirement {
    let check = test.map(|test| {
        let test: Test = serde_json::from_value(test.clone()).expect("a test");
        Check::Leaf(Leaf {
            kind: Kind::Holds,
            subject: None,
            property: "set up".to_owned(),
            fact: Some(Binding { path: "app".to_owned(), test: Some(test) }),
        })
    });
    let occurrence = Occurrence {
        path: "app/page.md".to_owned(),
        start: LineColumn { line: 7, column: 3 },
        end_line: 7,
        monikers: monikers.clone(),
        section: vec!["Set up".to_owned()],
    };
    Requirement {
        id: id.to_owned(),
        subject: None,
        section: vec!["Set up".to_owned()],
        variants: vec![Variant {
            monikers: monikers.clone(),
            level,
            condition: None,
            text: format!("It\u{2019}s said that $({id}) <holds>."),
            clause: "that holds".to_owned(),
            check,
            occurrences: vec![occurrence],
        }],
    }
}

/// Requirements with every kind of test.
#[allow(clippy::too_many_lines, reason = "one sample, as data")]
pub(crate) fn rules() -> Vec<(&'static str, Level, Option<Value>)> {
    let role = json!({ "test": "one_of", "path": ".role", "values": ["creator"] });
    let may_create = json!({ "test": "is", "path": ".canCreate", "value": true });
    vec![
        (
            "page/cluster-size",
            Level::Must,
            Some(
                json!({ "test": "count", "path": "app.cluster.nodes[]", "compare": "at_most", "limit": 2 }),
            ),
        ),
        (
            "page/node-name",
            Level::MustNot,
            Some(
                json!({ "test": "length", "path": "app.cluster.nodes[].host.name", "compare": "at_most", "limit": 5, "label": true }),
            ),
        ),
        (
            "page/memory",
            Level::Must,
            Some(
                json!({ "test": "number", "path": "hosts[].memory", "compare": "at_least", "limit": 8 }),
            ),
        ),
        (
            "page/system",
            Level::Must,
            Some(
                json!({ "test": "one_of", "path": "hosts[].system", "values": ["System 1", "System 2"] }),
            ),
        ),
        (
            "page/quoted-system",
            Level::Must,
            Some(
                json!({ "test": "none_of", "path": "hosts[].system", "values": ["it's <bad>", "S\u{fc}d \u{2192} \"x\""] }),
            ),
        ),
        (
            "page/later",
            Level::Should,
            Some(
                json!({ "test": "at_least_version", "path": "hosts[].system", "minimum": "System 1", "order": ["System 0", "System 1", "System 2"], "never": ["Client"] }),
            ),
        ),
        (
            "page/joined",
            Level::Must,
            Some(json!({ "test": "is", "path": "hosts[].joined", "value": true })),
        ),
        (
            "page/same-domain",
            Level::Should,
            Some(json!({ "test": "all_equal", "paths": ["hosts[].domain"], "names": "dns" })),
        ),
        (
            "page/apart",
            Level::ShouldNot,
            Some(
                json!({ "test": "disjoint", "path": "sql.hostIds[]", "other": "app.cluster.nodes[].hostId", "names": { "of": "host" } }),
            ),
        ),
        (
            "page/known-hosts",
            Level::Must,
            Some(
                json!({ "test": "within", "path": "sql.hostIds[]", "other": "hosts[].id", "names": "dns" }),
            ),
        ),
        (
            "page/each-cluster",
            Level::Must,
            Some(
                json!({ "test": "each", "path": "clusters[]", "then": { "test": "count", "path": ".nodes[]", "compare": "at_least", "limit": 1 } }),
            ),
        ),
        (
            "page/creator",
            Level::Must,
            Some(
                json!({ "test": "some", "path": "accounts[]", "then": { "test": "all_of", "tests": [role, may_create] } }),
            ),
        ),
        (
            "page/either",
            Level::Must,
            Some(
                json!({ "test": "any_of", "tests": [{ "test": "is", "path": "app.one", "value": true }, { "test": "is", "path": "app.two", "value": true }] }),
            ),
        ),
        (
            "page/never",
            Level::MustNot,
            Some(
                json!({ "test": "not", "then": { "test": "is", "path": "app.bad", "value": true } }),
            ),
        ),
        (
            "page/when-planned",
            Level::Must,
            Some(
                json!({ "test": "when", "condition": { "test": "is", "path": "plan.tools", "value": true }, "then": { "test": "is", "path": "app.tools", "value": true } }),
            ),
        ),
        (
            "page/sign",
            Level::Must,
            Some(
                json!({ "test": "suggests", "then": { "test": "is", "path": "app.sign", "value": true } }),
            ),
        ),
        (
            "page/permitted",
            Level::May,
            Some(json!({ "test": "is", "path": "app.extra", "value": true })),
        ),
        (
            "page/fallback",
            Level::Must,
            Some(
                json!({ "test": "length", "path": "app.label | plan.label", "compare": "at_most", "limit": 5 }),
            ),
        ),
        ("page/by-hand", Level::Must, None),
    ]
}

/// Facts that leave nothing violated.
pub(crate) fn facts() -> Value {
    let host = |id: &str, name: &str| json!({ "id": id, "name": name, "memory": 8, "system": "System 2", "joined": true, "domain": "Contoso.com" });
    json!({
        "schema": "normative.facts/1",
        "collected": { "at": 1_767_225_600 },
        "app": { "version": null, "clusterId": "c.contoso.com", "one": false, "two": true, "bad": false, "tools": true, "sign": true, "extra": false, "label": "short" },
        "plan": { "tools": true, "label": null },
        "hosts": { "complete": true, "items": [host("n1.contoso.com", "N1"), host("n2.contoso.com", "N2"), host("s1.contoso.com", "S1")] },
        "clusters": { "complete": true, "items": [{ "id": "c.contoso.com", "nodes": { "complete": true, "items": [{ "hostId": "N1.contoso.com" }, { "hostId": "n2.contoso.com." }] } }] },
        "sql": { "hostIds": ["s1.contoso.com"] },
        "accounts": { "complete": true, "items": [{ "role": "creator", "canCreate": true }] },
        "attest": [{ "requirement": "page/by-hand", "answer": "yes", "by": "alice", "at": 1_767_225_600 }],
    })
}

/// The lists that the sample's facts refer to.
pub(crate) fn references() -> Vec<Reference> {
    let list = |name: &str, list: &str, aliases: &[&str]| Reference {
        name: name.to_owned(),
        field: format!("{name}Id"),
        list: list.to_owned(),
        key: "id".to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        open: name == "host",
    };
    vec![list("cluster", "clusters", &[]), list("host", "hosts", &["name"])]
}

/// The files of a graph.
pub(crate) fn files(graph: &Graph) -> Vec<OutputFile> {
    let vocabulary = Vocabulary {
        references: references(),
        version: Some("app.version".parse().expect("a path")),
        ..Vocabulary::default()
    };
    pester::generate(graph, |_| Some(&vocabulary), &Templates::default()).expect("suites")
}

/// The vocabulary of the first product.
pub(crate) fn vmm() -> Vocabulary {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs-source/vmm.vocabulary.toml");
    let text = fs::read_to_string(path).expect("the vocabulary");
    Vocabulary::parse(FileId(0), &text).expect("a vocabulary without mistakes")
}

/// A folder with files in it, gone with the test.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// An output folder.
    pub(crate) fn of(files: &[OutputFile]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        for file in files {
            folder.write(&file.path, &file.content);
        }
        folder
    }

    /// Where a file of it stands.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Where it stands.
    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, content: &[u8]) -> PathBuf {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, content).expect("a written file");
        path
    }

    /// Writes facts.
    pub(crate) fn facts(&self, name: &str, facts: &Value) -> PathBuf {
        self.write(name, facts.to_string().as_bytes())
    }
}
