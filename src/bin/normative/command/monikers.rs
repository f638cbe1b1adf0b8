//! `normative monikers RANGE`.

use std::path::{Path, PathBuf};

use clap::Args;
use normative::config;
use normative::diagnostic::Diagnostic;
use normative::source::{SourceFile, SourceSet};
use normative::version::{Catalog, Range, RangeError, catalog_of_definition};

use crate::console::Console;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::project;

#[derive(Debug, Args)]
pub(crate) struct Monikers {
    /// The range, such as `>=sc-vmm-2019`
    range: String,

    /// Take the versions from docfx's monikers.json, not from the configuration
    #[arg(long, value_name = "FILE")]
    definition: Option<PathBuf>,
}

impl Monikers {
    pub(crate) fn run(&self, config: Option<&Path>, console: &Console) -> Result<Outcome, Failure> {
        let catalog = match &self.definition {
            Some(path) => definition(path)?,
            None => project::open(config)?.0.catalog,
        };
        let range = Range::parse(&self.range).map_err(|error| self.wrong(vec![error]))?;
        let (selected, unknown) = catalog.select_known(&range);
        if !unknown.is_empty() {
            return Err(self.wrong(unknown));
        }
        let lines: String = catalog.names(&selected).map(|name| format!("{name}\n")).collect();
        console.print(lines)?;
        Ok(Outcome::Clean)
    }

    /// What is wrong with the range, shown as if the argument were a file.
    fn wrong(&self, errors: Vec<RangeError>) -> Failure {
        let mut sources = SourceSet::default();
        let file = sources.add(SourceFile::new("RANGE", self.range.as_str()));
        let describe = |error| config::describe_range_error(file, 0, &error);
        Failure::Diagnosed(errors.into_iter().map(describe).collect(), sources)
    }
}

fn definition(path: &Path) -> Result<Catalog, Failure> {
    let mut sources = SourceSet::default();
    let shown = path.to_string_lossy();
    let read = SourceFile::read(shown.clone(), path).map_err(|error| {
        let message = format!("cannot read `{shown}`: {error}");
        Failure::Diagnosed(vec![Diagnostic::error("N001", message)], SourceSet::default())
    })?;
    let file = sources.add(read);
    catalog_of_definition(&sources.file(file).text).map_err(|error| {
        let diagnostic = config::describe_definition_error(&sources, file, &error);
        Failure::Diagnosed(vec![diagnostic], sources)
    })
}
