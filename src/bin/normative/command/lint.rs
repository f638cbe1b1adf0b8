//! `normative lint`.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;
use normative::compile::{Compiled, Keep};
use normative::config::Project;
use normative::diagnostic::{self, Diagnostic, Severity};
use normative::lint::{self, Subject};

use crate::console::{Console, counted};
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::project;

#[derive(Debug, Args)]
pub(crate) struct Lint {
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,

    /// From which severity on to end with exit code 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t)]
    fail_on: FailOn,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For code hosts
    Sarif,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// Errors
    #[default]
    Error,
    /// Warnings too
    Warning,
}

impl Lint {
    pub(crate) fn run(&self, config: Option<&Path>, console: &Console) -> Result<Outcome, Failure> {
        let (project, compiled) = project::compile(config, Keep::Graph, console)?;
        let found = find(&project, &compiled);
        let sources = &compiled.sources;
        console.print(match self.format {
            Format::Text => diagnostic::render(&found, sources, true),
            Format::Json => lint::json::render(&found, sources),
            Format::Sarif => lint::sarif::render(&found, sources),
        })?;
        let count = |severity| found.iter().filter(|found| found.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let said = format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"));
        console.note(match found.is_empty() {
            true => "nothing to complain of".to_owned(),
            false => format!("{said}; `normative explain CODE` says more about one"),
        });
        let fails = errors > 0 || (self.fail_on == FailOn::Warning && warnings > 0);
        Ok(if fails { Outcome::Findings } else { Outcome::Clean })
    }
}

/// What was noticed while reading, and what the lints find.
fn find(project: &Project, compiled: &Compiled) -> Vec<Diagnostic> {
    let vocabularies: BTreeMap<_, _> = project
        .products
        .iter()
        .filter_map(|product| {
            let path = product.vocabulary.as_ref()?;
            Some((product.name.clone(), path.to_string_lossy().replace('\\', "/")))
        })
        .collect();
    let (graph, sources) = (&compiled.graph, &compiled.sources);
    let unbound = &compiled.unbound;
    let subject = Subject { graph, sources, unbound, vocabularies: &vocabularies };
    let mut found = compiled.diagnostics.clone();
    found.extend(lint::run(&subject));
    diagnostic::tidy(&mut found);
    found
}
