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
    let about_graph = || -> Result<Made, Failed> {
        let document = OutputFile::new(GRAPH, graph_json::render(graph));
        let digest = digest(&document.content);
        let mut made = revision(compiled, previous, &document, &digest, templates)?;
        let extras = Extras { source_url, ..Extras::default() };
        made.files.push(page::render(graph, &digest, &extras, templates)?);
        made.files.push(document);
        Ok(made)
    };
    let pester = || pester::generate(graph, vocabulary, templates);
    let others = || -> Result<Vec<OutputFile>, Failed> {
        let mut files = rust::generate(graph, vocabulary, templates)?;
        files.extend(report::versions(graph, templates)?);
        files.extend(facts_schema::generate(graph, vocabulary));
        files.push(OutputFile::new("graph.schema.json", graph_json::JSON_SCHEMA));
        files.push(OutputFile::new("reports/report.schema.json", diff::json::JSON_SCHEMA));
        Ok(files)
    };
    let (pester, (made, others)) = rayon::join(pester, || rayon::join(about_graph, others));
    let plain = |failed: Failed| -> Box<dyn Error> { failed };
    let Made { mut files, change } = made.map_err(plain)?;
    files.extend(pester?);
    files.extend(others.map_err(plain)?);
    files.sort();
    Ok(Made { files, change })
}

/// Why an output can't be made, from whichever thread.
type Failed = Box<dyn Error + Send + Sync>;

/// The report of the last change: made when the graph changes, and kept as long as it does not.
fn revision(
    compiled: &Compiled,
    previous: &Previous,
    document: &OutputFile,
    now: &str,
    templates: &Templates,
) -> Result<Made, Failed> {
    let Some(before) = &previous.graph else { return Ok(Made::default()) };
    if *before == document.content {
        let kept = previous.leads_to(now);
        let files = if kept { previous.revision.clone() } else { Vec::new() };
        return Ok(Made { files, change: None });
    }
    // What is no graph of ours says nothing about the docs before.
    let text = String::from_utf8_lossy(before);
    let Ok(graph) = graph_json::read(&text) else { return Ok(Made::default()) };
    let Some(change) = report::change(&graph, &compiled.graph) else { return Ok(Made::default()) };
    let files = report::revision(&change, &[digest(before), now.to_owned()], templates)?;
    Ok(Made { files, change: Some(change) })
}
