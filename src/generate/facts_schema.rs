//! `facts.schema.json`: the JSON Schema (2020-12) of a facts file, derived from the vocabularies.
//!
//! It tells authors and editors what facts look like. Any fact may be absent or `null`; members
//! that no vocabulary knows are allowed, since evaluators pass over them.

use serde_json::{Map, Value, json};

use super::OutputFile;
use crate::facts::SCHEMA;
use crate::requirement::Graph;
use crate::vocabulary::{Fact, FactType, Vocabulary};

/// Generates the schema, when a product has a vocabulary. `vocabulary` gives each product's, by
/// its place in the graph.
pub fn generate<'a>(
    graph: &Graph,
    vocabulary: impl Fn(usize) -> Option<&'a Vocabulary>,
) -> Option<OutputFile> {
    let known: Vec<_> = (0..graph.catalog.products.len()).filter_map(vocabulary).collect();
    if known.is_empty() {
        return None;
    }
    let mut text = serde_json::to_string_pretty(&schema(&known)).expect("plain data");
    text.push('\n');
    Some(OutputFile::new("facts.schema.json", text))
}

/// The schema of facts about any of these products.
pub fn schema(vocabularies: &[&Vocabulary]) -> Value {
    let mut root = Node::default();
    for vocabulary in vocabularies {
        for fact in &vocabulary.facts {
            root.add(fact);
        }
    }
    let mut members = root.members();
    for (name, schema) in fixed_members() {
        members.insert(name.to_owned(), schema);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Facts about an environment",
        "description": "What is absent or null is unknown. A list is an array, or an object that says whether it is complete.",
        "type": "object",
        "required": ["schema"],
        "properties": members,
    })
}

/// What every facts file has besides the facts.
fn fixed_members() -> [(&'static str, Value); 4] {
    let text = || json!({ "type": ["string", "null"] });
    let time = json!({ "type": ["integer", "null"], "description": "Seconds since 1970, UTC." });
    let status = [
        "ok",
        "denied",
        "unreachable",
        "timeout",
        "module_missing",
        "not_applicable",
        "error",
        "not_attempted",
    ];
    let collected = json!({
        "type": ["object", "null"],
        "description": "Who collected the facts, when and how.",
        "properties": {
            "at": time, "tool": text(), "host": text(), "account": text(),
            "elevated": { "type": ["boolean", "null"] }, "psVersion": text(), "culture": text(),
        },
    });
    let probes = json!({
        "type": ["array", "null"],
        "description": "What was asked, and why there is no answer.",
        "items": {
            "type": "object",
            "required": ["id", "status"],
            "properties": {
                "id": { "type": "string" }, "target": text(), "detail": text(),
                "status": { "enum": status },
            },
        },
    });
    let attest = list(json!({
        "type": "object",
        "required": ["requirement", "answer"],
        "properties": {
            "requirement": { "type": "string", "description": "The id of a requirement." },
            "answer": { "enum": ["yes", "no", "not-applicable"] },
            "by": text(), "at": time, "until": time, "note": text(),
        },
    }));
    [
        ("schema", json!({ "const": SCHEMA })),
        ("collected", collected),
        ("probes", probes),
        ("attest", described(attest, "What people found about requirements that no fact decides.")),
    ]
}

/// A place in the facts.
#[derive(Default)]
struct Node<'a> {
    /// What stands there, by itself.
    fact: Option<&'a Fact>,
    /// What stands in it, in the order of the vocabulary.
    members: Vec<(&'a str, Node<'a>)>,
    /// The items, when it is a list.
    items: Option<Box<Node<'a>>>,
}

impl<'a> Node<'a> {
    fn add(&mut self, fact: &'a Fact) {
        let mut node = self;
        for segment in &fact.path.segments {
            let at = node.members.iter().position(|(name, _)| *name == segment.name);
            let at = at.unwrap_or_else(|| {
                node.members.push((&segment.name, Node::default()));
                node.members.len() - 1
            });
            node = &mut node.members[at].1;
            if segment.each {
                node = &mut **node.items.get_or_insert_with(Box::default);
            }
        }
        node.fact = Some(fact);
    }

    fn members(&self) -> Map<String, Value> {
        self.members.iter().map(|(name, node)| ((*name).to_owned(), node.schema())).collect()
    }

    fn schema(&self) -> Value {
        let is_list = self.fact.is_some_and(|fact| fact.kind == FactType::List);
        let schema = match (&self.items, self.fact) {
            (Some(items), _) => list(items.schema()),
            (None, Some(_)) if is_list => list(json!(true)),
            (None, _) if !self.members.is_empty() => {
                json!({ "type": ["object", "null"], "properties": self.members() })
            }
            (None, Some(fact)) => scalar(fact),
            (None, None) => json!(true),
        };
        let about = self.fact.map_or("", |fact| fact.about.as_str());
        if about.is_empty() { schema } else { described(schema, about) }
    }
}

fn scalar(fact: &Fact) -> Value {
    match (fact.kind, &fact.values) {
        (FactType::Text, Some(values)) => {
            let values = values.iter().map(|value| Value::from(value.as_str()));
            json!({ "enum": values.chain([Value::Null]).collect::<Vec<_>>() })
        }
        (FactType::Text | FactType::List, _) => json!({ "type": ["string", "null"] }),
        (FactType::Boolean, _) => json!({ "type": ["boolean", "null"] }),
        (FactType::Integer, _) => json!({
            "type": ["integer", "null"],
            "minimum": i64::MIN,
            "maximum": i64::MAX,
        }),
    }
}

/// A list: an array, or one that says whether it is complete.
fn list(items: Value) -> Value {
    let array = json!({ "type": "array", "items": items });
    let flagged = json!({
        "type": "object",
        "required": ["complete", "items"],
        "properties": { "complete": { "type": "boolean" }, "items": array },
    });
    json!({ "anyOf": [array, flagged, { "type": "null" }] })
}

fn described(mut schema: Value, about: &str) -> Value {
    if let Value::Object(object) = &mut schema {
        object.insert("description".to_owned(), about.into());
    }
    schema
}
