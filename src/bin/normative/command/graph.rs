//! `normative graph`.

use std::path::Path;

use clap::Args;
use normative::compile::Keep;
use normative::generate::{graph_dot, graph_json, graph_mermaid};

use crate::console::Console;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::project;

#[derive(Debug, Args)]
pub(crate) struct Graph {
    /// How to print it
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// The graph document, as in generated/graph.json
    #[default]
    Json,
    /// For Graphviz
    Dot,
    /// For Markdown
    Mermaid,
}

impl Graph {
    pub(crate) fn run(&self, config: Option<&Path>, console: &Console) -> Result<Outcome, Failure> {
        let (_, compiled) = project::compile(config, Keep::Graph, console)?;
        // The graph of a page with a mistake is still its graph; `build` and `lint` fail on it.
        console.remarks(&compiled.diagnostics, &compiled.sources);
        match self.format {
            Format::Json => console.write_plain(|out| graph_json::write(&compiled.graph, out))?,
            Format::Dot => console.print_plain(&graph_dot::render(&compiled.graph))?,
            Format::Mermaid => console.print_plain(&graph_mermaid::render(&compiled.graph))?,
        }
        // The process ends here; to take all of it apart first would only take time.
        std::mem::forget(compiled);
        Ok(Outcome::Clean)
    }
}
