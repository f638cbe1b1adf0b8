//! `normative check`.

use std::path::{Path, PathBuf};

use clap::Args;
use normative::compile::{Compiled, Keep};
use normative::facts::Facts;
use normative::generate::report::page::{Extras, Verdicts};
use normative::generate::verdicts::{self, Checked};
use normative::statement::Level;
use normative::verdict::Report;
use normative::version::MonikerId;
use normative::vocabulary::Vocabulary;

use crate::console::Console;
use crate::facts_file;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::project;

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The facts of an environment; several times for a fleet
    #[arg(long, value_name = "FILE", required = true)]
    facts: Vec<PathBuf>,

    /// The version of the product whose requirements are checked
    #[arg(long, value_name = "MONIKER")]
    version: String,

    /// How to print the verdicts
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,

    /// What ends with exit code 1
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t)]
    fail_on: FailOn,

    /// List what is met and what does not apply too
    #[arg(long)]
    show_passed: bool,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For CI systems
    Junit,
    /// For code hosts
    Sarif,
    /// One page without other files, to look at in a browser
    Html,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum FailOn {
    /// A violated must or must not
    #[default]
    Must,
    /// A violated should or should not too
    Should,
}

impl Check {
    pub(crate) fn run(&self, config: Option<&Path>, console: &Console) -> Result<Outcome, Failure> {
        let (project, compiled) = project::compile(config, Keep::Graph, console)?;
        let moniker = self.moniker(&compiled)?;
        let product = compiled.graph.catalog.monikers[moniker.0 as usize].product as usize;
        let without = Vocabulary::default();
        let vocabulary =
            compiled.vocabularies.get(product).and_then(Option::as_ref).unwrap_or(&without);
        let mut checked = Vec::new();
        for path in &self.facts {
            let name = path.display().to_string();
            let facts = self.read(path, vocabulary, &compiled, moniker)?;
            facts_file::remark(&name, &facts, vocabulary, console);
            let report = Report::new(&compiled.graph, moniker, &facts, &vocabulary.references);
            checked.push(Checked { name, report });
        }
        console.print(match self.format {
            Format::Text => verdicts::text(&checked, self.show_passed),
            Format::Json => verdicts::json(&checked),
            Format::Junit => verdicts::junit(&checked),
            Format::Sarif => verdicts::sarif(&checked),
            Format::Html => {
                let source_url = project.source_url.as_deref();
                let all = checked.iter().map(|one| Verdicts::of(&one.name, &one.report));
                let extras = Extras { source_url, verdicts: all.collect(), change: None };
                project::page(&compiled.graph, &extras)?
            }
        })?;
        let level = match self.fail_on {
            FailOn::Must => Level::Must,
            FailOn::Should => Level::Should,
        };
        let fails = checked.iter().any(|one| one.report.fails(level));
        Ok(if fails { Outcome::Findings } else { Outcome::Clean })
    }

    fn moniker(&self, compiled: &Compiled) -> Result<MonikerId, Failure> {
        let catalog = &compiled.graph.catalog;
        catalog.find(&self.version).ok_or_else(|| {
            let failure = Failure::new(format!("unknown moniker `{}`", self.version));
            match catalog.nearest(&self.version) {
                Some(nearest) => failure.help(format!("the nearest known moniker is `{nearest}`")),
                None => failure,
            }
        })
    }

    fn read(
        &self,
        path: &Path,
        vocabulary: &Vocabulary,
        compiled: &Compiled,
        moniker: MonikerId,
    ) -> Result<Facts, Failure> {
        let facts = facts_file::read(path)?;
        if let Some(fact) = &vocabulary.version {
            let name = compiled.graph.catalog.name(moniker);
            facts.require_version(fact, name).map_err(|error| facts_file::refuse(path, error))?;
        }
        Ok(facts)
    }
}
