//! What is made from the graph: pure renderers, and the one writer.
//!
//! A renderer turns the graph into [`OutputFile`]s and touches no disk. Only the writer does, and
//! it knows nothing of what the files hold.

pub mod graph_dot;
pub mod graph_json;
mod graph_label;
pub mod graph_mermaid;
pub mod pester;
pub mod report;
pub mod template;
pub mod write;

use std::error::Error;

use crate::compile::Compiled;
use template::Templates;

/// One file of the output folder, whole, in memory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutputFile {
    /// Relative to the output folder, with `/`: `pester/sc-vmm-2022/plan-ha-vmm.Tests.ps1`.
    pub path: String,
    /// Every byte of it; text is UTF-8 with `\n`.
    pub content: Vec<u8>,
}

impl OutputFile {
    /// A file from its path and content.
    pub fn new(path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), content: content.into() }
    }
}

/// Everything that a build makes of what was compiled, by path.
///
/// # Errors
/// A moniker or id that cannot stand in an output, or a broken template.
pub fn all(
    compiled: &Compiled,
    templates: &Templates,
) -> Result<Vec<OutputFile>, Box<dyn Error + Send + Sync>> {
    let graph = &compiled.graph;
    let vocabulary = |product: usize| compiled.vocabularies.get(product).and_then(Option::as_ref);
    let mut files = vec![OutputFile::new("graph.json", graph_json::render(graph))];
    files.extend(pester::generate(graph, vocabulary, templates)?);
    files.sort();
    Ok(files)
}
