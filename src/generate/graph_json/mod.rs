//! The graph document: the graph as JSON.

mod read;

pub use read::{GraphReadError, read};

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};
use serde_json::{Map, Value};

use crate::predicate::CheckView;
use crate::requirement::{Condition, Graph, Occurrence, Requirement, Variant};
use crate::version::{Catalog, MonikerSet};

/// The version of the graph document's format.
pub const SCHEMA: u32 = 1;

/// The JSON Schema (2020-12) of the graph document.
pub const JSON_SCHEMA: &str = include_str!("schema.json");

/// The whole graph document.
#[derive(Debug, Serialize)]
struct GraphView<'a> {
    schema: u32,
    products: Vec<ProductView<'a>>,
    documents: Vec<DocumentView<'a>>,
    /// Written in parallel; see [`write`].
    requirements: [(); 0],
    edges: Vec<EdgeView<'a>>,
    statements: StatementsView,
}

#[derive(Debug, Serialize)]
struct ProductView<'a> {
    name: &'a str,
    monikers: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct DocumentView<'a> {
    path: &'a str,
    title: &'a str,
    monikers: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct RequirementView<'a> {
    id: &'a str,
    subject: Option<&'a str>,
    section: &'a [String],
    variants: Vec<VariantView<'a>>,
}

#[derive(Debug, Serialize)]
struct VariantView<'a> {
    monikers: Vec<&'a str>,
    level: &'static str,
    condition: Option<ConditionView<'a>>,
    text: &'a str,
    clause: &'a str,
    check: Option<CheckView<'a>>,
    verification: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    occurrences: Vec<OccurrenceView<'a>>,
}

#[derive(Debug, Serialize)]
struct ConditionView<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<CheckView<'a>>,
}

#[derive(Debug, Serialize)]
struct OccurrenceView<'a> {
    path: &'a str,
    line: u32,
    end_line: u32,
    column: u32,
    monikers: Vec<&'a str>,
    /// Only where it differs from the requirement's.
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a [String]>,
}

#[derive(Debug, Serialize)]
struct EdgeView<'a> {
    kind: &'static str,
    from: &'a str,
    to: &'a str,
}

#[derive(Debug, Serialize)]
struct StatementsView {
    candidates: usize,
    requirements: usize,
    excluded: Map<String, Value>,
}

/// The graph document, indented by two, with a final line end. The same graph gives the same
/// bytes.
pub fn render(graph: &Graph) -> String {
    let mut json = Vec::new();
    write(graph, &mut json).expect("memory takes everything");
    String::from_utf8(json).expect("JSON is UTF-8")
}

/// How many requirements are made ready at a time, so that never all of the document is in memory.
const BATCH: usize = 4096;

/// Writes what [`render`] gives, piece by piece.
///
/// # Errors
/// Whatever the writer says.
pub fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let catalog = &graph.catalog;
    let frame = frame(graph);
    // Only at the top does a line begin with two blanks.
    let (before, behind) = frame.split_once("\n  \"requirements\": []").expect("the key");
    write!(out, "{before}\n  \"requirements\": [")?;
    for (number, batch) in graph.requirements.chunks(BATCH).enumerate() {
        let parts: Vec<Vec<u8>> =
            batch.par_chunks(64).map(|chunk| elements(chunk, catalog)).collect();
        for (at, part) in parts.iter().enumerate() {
            out.write_all(if number + at == 0 { b"" } else { b"," })?;
            out.write_all(part)?;
        }
    }
    let end = if graph.requirements.is_empty() { "]" } else { "\n  ]" };
    writeln!(out, "{end}{behind}")
}

/// Requirements as elements of the list that stands at the top.
fn elements(requirements: &[Requirement], catalog: &Catalog) -> Vec<u8> {
    let mut out = Vec::new();
    for (at, one) in requirements.iter().enumerate() {
        out.extend_from_slice(if at == 0 { b"\n    " } else { b",\n    " });
        let mut layout = PrettyFormatter::new();
        for _ in 0..2 {
            // Two lists deep, and nothing in them yet.
            layout.begin_array(&mut io::sink()).expect("a sink takes everything");
        }
        let mut serializer = Serializer::with_formatter(&mut out, layout);
        requirement(one, catalog).serialize(&mut serializer).expect("plain data with text keys");
    }
    out
}

/// The document without its requirements.
fn frame(graph: &Graph) -> String {
    let catalog = &graph.catalog;
    let view = GraphView {
        schema: SCHEMA,
        products: (0..).zip(&catalog.products).map(|(n, name)| product(n, name, catalog)).collect(),
        documents: graph
            .documents
            .iter()
            .map(|d| DocumentView {
                path: &d.path,
                title: &d.title,
                monikers: named(&d.monikers, catalog),
            })
            .collect(),
        requirements: [],
        edges: graph
            .edges
            .iter()
            .map(|e| EdgeView { kind: e.kind.as_str(), from: &e.from, to: &e.to })
            .collect(),
        statements: StatementsView {
            candidates: graph.statements.candidates,
            requirements: graph.statements.requirements,
            excluded: graph
                .statements
                .excluded
                .iter()
                .map(|(rule, count)| (rule.clone(), Value::from(*count)))
                .collect(),
        },
    };
    serde_json::to_string_pretty(&view).expect("plain data with text keys")
}

/// The names of a set's members, in catalog order.
pub(crate) fn named<'a>(set: &MonikerSet, catalog: &'a Catalog) -> Vec<&'a str> {
    set.iter().map(|id| catalog.name(id)).collect()
}

fn product<'a>(number: u32, name: &'a str, catalog: &'a Catalog) -> ProductView<'a> {
    let own = catalog.monikers.iter().filter(|moniker| moniker.product == number);
    ProductView { name, monikers: own.map(|moniker| moniker.name.as_str()).collect() }
}

fn requirement<'a>(requirement: &'a Requirement, catalog: &'a Catalog) -> RequirementView<'a> {
    RequirementView {
        id: &requirement.id,
        subject: requirement.subject.as_deref(),
        section: &requirement.section,
        variants: requirement
            .variants
            .iter()
            .map(|v| variant(v, &requirement.section, catalog))
            .collect(),
    }
}

fn variant<'a>(variant: &'a Variant, section: &[String], catalog: &'a Catalog) -> VariantView<'a> {
    let verification = variant.verification();
    VariantView {
        monikers: named(&variant.monikers, catalog),
        level: variant.level.as_str(),
        condition: variant.condition.as_ref().map(condition),
        text: &variant.text,
        clause: &variant.clause,
        check: variant.check.as_ref().map(CheckView),
        verification: verification.mode(),
        reason: verification.reason(),
        occurrences: variant.occurrences.iter().map(|o| occurrence(o, section, catalog)).collect(),
    }
}

fn condition(condition: &Condition) -> ConditionView<'_> {
    ConditionView { text: &condition.text, check: condition.check.as_ref().map(CheckView) }
}

fn occurrence<'a>(
    occurrence: &'a Occurrence,
    section: &[String],
    catalog: &'a Catalog,
) -> OccurrenceView<'a> {
    OccurrenceView {
        path: &occurrence.path,
        line: occurrence.start.line,
        end_line: occurrence.end_line,
        column: occurrence.start.column,
        monikers: named(&occurrence.monikers, catalog),
        section: (occurrence.section != section).then_some(&occurrence.section),
    }
}
