//! What is made from the graph: pure renderers, and the one writer.
//!
//! A renderer turns the graph into [`OutputFile`]s and touches no disk. Only the writer does, and
//! it knows nothing of what the files hold.

pub mod cache;
pub mod facts_schema;
pub mod graph_dot;
pub mod graph_json;
mod graph_label;
pub mod graph_mermaid;
pub mod impact;
mod outputs;
pub mod pester;
pub mod report;
pub mod rust;
pub mod template;
pub mod verdicts;
pub mod write;

pub use outputs::{Made, Previous, outputs};

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
