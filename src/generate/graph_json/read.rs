//! Reads a graph document back.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde_json::Value;
use serde_json::error::Category;

use super::SCHEMA;
use crate::predicate::Check;
use crate::requirement::{
    Condition, Document, Edge, EdgeKind, Graph, Occurrence, Requirement, Tally, Variant,
};
use crate::source::LineColumn;
use crate::statement::Level;
use crate::version::{Catalog, MonikerSet};

/// Why a text is no graph document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphReadError {
    /// What is wrong, with the line or the requirement.
    pub message: String,
}

impl fmt::Display for GraphReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for GraphReadError {}

/// What has to be known before the rest can be understood.
#[derive(Deserialize)]
struct Head {
    schema: Option<Value>,
}

#[derive(Deserialize)]
struct GraphFile {
    schema: u32,
    products: Vec<ProductFile>,
    documents: Vec<DocumentFile>,
    requirements: Vec<RequirementFile>,
    edges: Vec<EdgeFile>,
    statements: StatementsFile,
}

#[derive(Deserialize)]
struct ProductFile {
    name: String,
    monikers: Vec<String>,
}

#[derive(Deserialize)]
struct DocumentFile {
    path: String,
    title: String,
    monikers: Vec<String>,
}

#[derive(Deserialize)]
struct RequirementFile {
    id: String,
    subject: Option<String>,
    section: Vec<String>,
    variants: Vec<VariantFile>,
}

#[derive(Deserialize)]
struct VariantFile {
    monikers: Vec<String>,
    level: String,
    condition: Option<ConditionFile>,
    text: String,
    clause: String,
    check: Option<Value>,
    occurrences: Vec<OccurrenceFile>,
}

#[derive(Deserialize)]
struct ConditionFile {
    text: String,
    check: Option<Value>,
}

#[derive(Deserialize)]
struct OccurrenceFile {
    path: String,
    line: u32,
    end_line: u32,
    column: u32,
    monikers: Vec<String>,
    section: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct EdgeFile {
    kind: String,
    from: String,
    to: String,
}

#[derive(Deserialize)]
struct StatementsFile {
    candidates: usize,
    requirements: usize,
    excluded: BTreeMap<String, usize>,
}

/// Reads what [`render`](super::render) writes.
///
/// # Errors
///
/// When the text is no JSON, no graph document of this version, names a moniker that none of its
/// products has, or has two of what there can only be one: a moniker, an id.
pub fn read(text: &str) -> Result<Graph, GraphReadError> {
    let wrong = |message: String| GraphReadError { message };
    let explained = |error: serde_json::Error| {
        wrong(match error.classify() {
            Category::Data => format!("no graph document: {error}"),
            _ => format!("not JSON in line {}: {error}", error.line()),
        })
    };
    let head: Head = serde_json::from_str(text).map_err(explained)?;
    match head.schema.as_ref().and_then(Value::as_u64) {
        Some(schema) if schema == u64::from(SCHEMA) => {}
        Some(schema) => {
            return Err(wrong(format!("schema {schema} isn't known, only {SCHEMA} is")));
        }
        None => return Err(wrong("no graph document: it has no `schema`".to_owned())),
    }
    let file: GraphFile = serde_json::from_str(text).map_err(explained)?;
    debug_assert_eq!(file.schema, SCHEMA);
    let mut catalog = Catalog::default();
    let mut known = BTreeSet::new();
    for product in &file.products {
        let twice = product.monikers.iter().find(|name| !known.insert(name.to_lowercase()));
        if let Some(twice) = twice {
            return Err(wrong(format!("the moniker `{twice}` is listed twice")));
        }
        catalog.add_product(&product.name, product.monikers.iter().map(String::as_str).zip(0..));
    }
    let documents = file.documents.into_iter().map(|d| {
        Ok(Document { monikers: set(&d.monikers, &catalog)?, path: d.path, title: d.title })
    });
    let documents = documents.collect::<Result<_, String>>().map_err(wrong)?;
    let requirements = file.requirements.into_iter().map(|r| requirement(r, &catalog));
    let requirements = requirements.collect::<Result<Vec<_>, String>>().map_err(wrong)?;
    let mut ids = BTreeSet::new();
    if let Some(twice) = requirements.iter().find(|r| !ids.insert(&r.id)) {
        return Err(wrong(format!("two requirements have the id `{}`", twice.id)));
    }
    let edges = file.edges.into_iter().map(edge).collect::<Result<_, String>>().map_err(wrong)?;
    let StatementsFile { candidates, requirements: stated, excluded } = file.statements;
    let statements = Tally { candidates, requirements: stated, excluded };
    Ok(Graph { catalog, documents, requirements, edges, statements })
}

fn set(names: &[String], catalog: &Catalog) -> Result<MonikerSet, String> {
    let id = |name: &String| {
        catalog.find(name).ok_or_else(|| format!("no product has the moniker `{name}`"))
    };
    names.iter().map(id).collect()
}

fn edge(edge: EdgeFile) -> Result<Edge, String> {
    let EdgeFile { kind, from, to } = edge;
    let known = EdgeKind::ALL.into_iter().find(|known| known.as_str() == kind);
    let kind = known.ok_or_else(|| format!("unknown kind of edge `{kind}`"))?;
    Ok(Edge { kind, from, to })
}

fn requirement(file: RequirementFile, catalog: &Catalog) -> Result<Requirement, String> {
    let RequirementFile { id, subject, section, variants } = file;
    let variants: Result<Vec<Variant>, String> =
        variants.into_iter().map(|v| variant(v, &section, catalog)).collect();
    let variants = variants.map_err(|error| format!("requirement `{id}`: {error}"))?;
    Ok(Requirement { id, subject, section, variants })
}

fn variant(file: VariantFile, section: &[String], catalog: &Catalog) -> Result<Variant, String> {
    let check = |value: Option<Value>| {
        value.as_ref().map(Check::from_json).transpose().map_err(|error| error.to_string())
    };
    let condition = match file.condition {
        Some(c) => Some(Condition { check: check(c.check)?, text: c.text }),
        None => None,
    };
    let occurrence = |o: OccurrenceFile| {
        Ok(Occurrence {
            monikers: set(&o.monikers, catalog)?,
            path: o.path,
            start: LineColumn { line: o.line, column: o.column },
            end_line: o.end_line,
            section: o.section.unwrap_or_else(|| section.to_vec()),
        })
    };
    Ok(Variant {
        monikers: set(&file.monikers, catalog)?,
        level: Level::of_name(&file.level)
            .ok_or_else(|| format!("unknown level `{}`", file.level))?,
        condition,
        text: file.text,
        clause: file.clause,
        check: check(file.check)?,
        occurrences: file.occurrences.into_iter().map(occurrence).collect::<Result<_, String>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::render;
    use super::*;
    use crate::requirement::lock::Lock;
    use crate::requirement::script::page;

    fn sample() -> Graph {
        let check = r#"{"kind":"at_most","property":"nodes","value":16,"unit":"nodes"}"#;
        let text = format!(
            "# A\nmust v1: A \"farm\" has up to 16 nodes. | {check}\nshould v2: If it's big, > rest.\n\
             # B\nmay v3: If it's big, > rest.\n"
        );
        page(&text, &Lock::default()).graph
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = render(&sample());
        let graph = read(&text).unwrap();
        assert_eq!(render(&graph), text);
        assert_eq!(graph.requirements.len(), sample().requirements.len());
    }

    #[test]
    fn what_is_no_graph_says_so() {
        let message = |text: &str| read(text).expect_err("no graph").message;
        assert_eq!(message("{}"), "no graph document: it has no `schema`");
        assert_eq!(message(r#"{"schema": 7}"#), "schema 7 isn't known, only 1 is");
        assert!(message("{\n,").starts_with("not JSON in line 2"));
        let text = render(&sample()).replace(
            "\"v1\"\n          ],\n          \"level\"",
            "\"v9\"\n          ],\n          \"level\"",
        );
        assert!(message(&text).ends_with("no product has the moniker `v9`"), "{}", message(&text));
    }

    #[test]
    fn a_moniker_that_is_listed_twice_is_refused() {
        let text = render(&sample());
        let twice = text.replacen("\"v2\"", "\"V1\"", 1);
        assert_ne!(text, twice);
        assert_eq!(read(&twice).unwrap_err().to_string(), "the moniker `V1` is listed twice");
    }

    #[test]
    fn an_id_that_stands_twice_is_refused() {
        let edited = |edit: &dyn Fn(&mut Value)| {
            let mut graph: Value = serde_json::from_str(&render(&sample())).unwrap();
            edit(&mut graph);
            read(&graph.to_string()).expect_err("no graph").message
        };
        let message = edited(&|graph| {
            let first = graph["requirements"][0].clone();
            graph["requirements"].as_array_mut().unwrap().push(first);
        });
        assert!(message.starts_with("two requirements have the id `"), "{message}");
    }

    #[test]
    fn a_number_is_read_as_it_was_written() {
        let check = |value: f64| {
            let check = format!(r#"{{"kind":"at_most","property":"delay","value":{value}}}"#);
            let text = format!("# A\nmust v1: The delay is at most so long. | {check}\n");
            render(&page(&text, &Lock::default()).graph)
        };
        for value in [0.1, 1.744_444_444_444_444_4e121, 9_007_199_254_740_992.0, 5e-324] {
            let text = check(value);
            assert_eq!(render(&read(&text).unwrap()), text);
        }
    }
}
