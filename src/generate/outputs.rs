//! Everything that a build makes. To add an output: a renderer beside this file, a line in
//! [`outputs`].

use std::error::Error;

use serde_json::Value;

use super::graph_json;
use super::report::page::{self, Extras};
use super::template::Templates;
use super::write::{OutputFolder, WriteError, digest};
use super::{OutputFile, facts_schema, pester, report, rust};
use crate::compile::Compiled;
use crate::diff::{self, Diff};

/// The path of the graph document.
const GRAPH: &str = "graph.json";

/// What the build before this one left, as far as this one needs it.
#[derive(Debug, Default)]
pub struct Previous {
    /// Its graph document.
    graph: Option<Vec<u8>>,
    /// Its report of the last change.
    revision: Vec<OutputFile>,
}

impl Previous {
    /// Looks into the output folder.
    ///
    /// # Errors
    /// A file that is there and cannot be read.
    pub fn of(folder: &OutputFolder) -> Result<Self, WriteError> {
        let graph = folder.read_unedited(GRAPH)?;
        let mut revision = Vec::new();
        for ending in ["json", "md"] {
            let path = format!("{}.{ending}", report::REVISION);
            if let Some(content) = folder.read_unedited(&path)? {
                revision.push(OutputFile::new(path, content));
            }
        }
        Ok(Self { graph, revision })
    }

    /// Whether the report leads to the graph of this digest.
    fn leads_to(&self, digest: &str) -> bool {
        let json = self.revision.iter().find(|file| file.path.ends_with(".json"));
        let json: Option<Value> = json.and_then(|file| serde_json::from_slice(&file.content).ok());
        let after = json.as_ref().and_then(|json| json.pointer("/digests/1")?.as_str());
        after == Some(digest)
    }
}

/// Everything that a build makes.
#[derive(Debug, Default)]
pub struct Made {
    /// The files, by path.
    pub files: Vec<OutputFile>,
    /// What the docs require otherwise than in the build before; none when that is not known, or
    /// nothing.
    pub change: Option<Diff>,
}

/// Everything that a build makes of what was compiled.
///
/// The report of the last change depends on what was there before; all else only on the docs.
///
/// # Errors
/// A moniker or an id that cannot stand in an output, or a broken template.
pub fn outputs(
    compiled: &Compiled,
    previous: &Previous,
    templates: &Templates,
    source_url: Option<&str>,
) -> Result<Made, Box<dyn Error>> {
    let graph = &compiled.graph;
    let vocabulary = |product: usize| compiled.vocabularies.get(product).and_then(Option::as_ref);
    let document = OutputFile::new(GRAPH, graph_json::render(graph));
    let Made { mut files, change } = revision(compiled, previous, &document, templates)?;
    let extras = Extras { source_url, ..Extras::default() };
    files.push(page::render(graph, &digest(&document.content), &extras, templates)?);
    files.push(document);
    files.push(OutputFile::new("graph.schema.json", graph_json::JSON_SCHEMA));
    files.extend(facts_schema::generate(graph, vocabulary));
    files.extend(pester::generate(graph, vocabulary, templates)?);
    files.extend(rust::generate(graph, vocabulary, templates)?);
    files.extend(report::versions(graph, templates)?);
    files.push(OutputFile::new("reports/report.schema.json", diff::json::JSON_SCHEMA));
    files.sort();
    Ok(Made { files, change })
}

/// The report of the last change: made when the graph changes, and kept as long as it does not.
fn revision(
    compiled: &Compiled,
    previous: &Previous,
    document: &OutputFile,
    templates: &Templates,
) -> Result<Made, Box<dyn Error>> {
    let now = digest(&document.content);
    let Some(before) = &previous.graph else { return Ok(Made::default()) };
    if *before == document.content {
        let kept = previous.leads_to(&now);
        let files = if kept { previous.revision.clone() } else { Vec::new() };
        return Ok(Made { files, change: None });
    }
    // What is no graph of ours says nothing about the docs before.
    let text = String::from_utf8_lossy(before);
    let Ok(graph) = graph_json::read(&text) else { return Ok(Made::default()) };
    let Some(change) = report::change(&graph, &compiled.graph) else { return Ok(Made::default()) };
    let files = report::revision(&change, &[digest(before), now], templates)?;
    Ok(Made { files, change: Some(change) })
}
