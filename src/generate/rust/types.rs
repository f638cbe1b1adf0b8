//! The facts of a vocabulary as Rust types, for those who make facts rather than read them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::quote::{camel, doc, snake};
use crate::vocabulary::{Fact, FactType, Vocabulary};

/// One struct.
#[derive(Debug, Serialize)]
pub(super) struct TypeView {
    name: String,
    /// Where its values stand.
    doc: String,
    fields: Vec<FieldView>,
}

/// One field of it.
#[derive(Debug, Serialize)]
struct FieldView {
    /// The name in JSON.
    key: String,
    name: String,
    rust: String,
    doc: String,
}

/// A place in the facts: what stands there, and what stands below.
#[derive(Default)]
struct Tree<'a> {
    fact: Option<&'a Fact>,
    /// The members of an item stand below, not those of an object.
    each: bool,
    /// In the order of the vocabulary.
    members: Vec<(&'a str, Tree<'a>)>,
}

/// The structs, each behind those that it is made of; the last one is the environment.
pub(super) fn types(vocabulary: &Vocabulary) -> Vec<TypeView> {
    let mut root = Tree::default();
    for fact in &vocabulary.facts {
        let mut node = &mut root;
        for segment in &fact.path.segments {
            let at = match node.members.iter().position(|(name, _)| *name == segment.name) {
                Some(at) => at,
                None => {
                    node.members.push((&segment.name, Tree::default()));
                    node.members.len() - 1
                }
            };
            node = &mut node.members[at].1;
            node.each |= segment.each;
        }
        // `x` is the list, `x[]` its items: what an item is says more.
        if node.fact.is_none() || fact.kind != FactType::List {
            node.fact = Some(fact);
        }
    }
    let mut made = Vec::new();
    let mut taken = BTreeMap::new();
    object(&root, "", "Environment", &mut made, &mut taken);
    made
}

/// Makes the struct of an object, and those below it.
fn object(
    tree: &Tree<'_>,
    path: &str,
    name: &str,
    made: &mut Vec<TypeView>,
    taken: &mut BTreeMap<String, usize>,
) -> String {
    let number = taken.entry(name.to_owned()).or_default();
    *number += 1;
    let name = if *number == 1 { name.to_owned() } else { format!("{name}{number}") };
    let prefix = if path.is_empty() { "" } else { name.as_str() };
    let mut fields = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for (key, member) in &tree.members {
        let dot = if path.is_empty() { "" } else { "." };
        let each = if member.each { "[]" } else { "" };
        let below = format!("{path}{dot}{key}{each}");
        let inner = if member.members.is_empty() {
            scalar(member.fact).to_owned()
        } else {
            let singular = if member.each { key.strip_suffix('s').unwrap_or(key) } else { key };
            object(member, &below, &format!("{prefix}{}", camel(singular)), made, taken)
        };
        let is_list = member.each || member.fact.is_some_and(|f| f.kind == FactType::List);
        let mut field = snake(key);
        while names.contains(&field) {
            field.push('_');
        }
        names.push(field.clone());
        fields.push(FieldView {
            key: (*key).to_owned(),
            name: field,
            rust: if is_list {
                format!("Option<List<{inner}>>")
            } else {
                format!("Option<{inner}>")
            },
            doc: doc(&about(member, &below)),
        });
    }
    let place = if path.is_empty() {
        "Facts about one environment.".to_owned()
    } else {
        format!("What stands at {path}.")
    };
    made.push(TypeView { name: name.clone(), doc: doc(&place), fields });
    name
}

fn about(member: &Tree<'_>, path: &str) -> String {
    match member.fact {
        Some(fact) if !fact.about.is_empty() => {
            let mut letters = fact.about.chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase());
            format!("{}{}.", first.map(String::from).unwrap_or_default(), letters.as_str())
        }
        _ => format!("What stands at {path}."),
    }
}

fn scalar(fact: Option<&Fact>) -> &'static str {
    match fact.map(|fact| fact.kind) {
        Some(FactType::Boolean) => "bool",
        Some(FactType::Integer) => "i64",
        Some(FactType::Text) => "String",
        Some(FactType::List) | None => "serde_json::Value",
    }
}
