//! `normative monikers RANGE`.

use std::path::PathBuf;

use clap::Args;
use normative::version::{Catalog, DefinitionError, Range, RangeError, catalog_of_definition};

use crate::console::Console;
use crate::failure::Failure;
use crate::outcome::Outcome;

#[derive(Debug, Args)]
pub(crate) struct Monikers {
    /// The range, such as `>=sc-vmm-2019`
    range: String,

    /// Take the versions from docfx's monikers.json
    #[arg(long, value_name = "FILE")]
    definition: PathBuf,
}

impl Monikers {
    pub(crate) fn run(&self, console: &Console) -> Result<Outcome, Failure> {
        let catalog = definition(&self.definition)?;
        let in_range = |error: RangeError| {
            let failure = Failure::new(error.to_string());
            let failure = failure.at("RANGE", &self.range, error.at()..error.at() + error.len());
            match error.help() {
                Some(help) => failure.help(help),
                None => failure,
            }
        };
        let range = Range::parse(&self.range).map_err(in_range)?;
        let (selected, mut unknown) = catalog.select_known(&range);
        if !unknown.is_empty() {
            return Err(in_range(unknown.swap_remove(0)));
        }
        let lines: String = catalog.names(&selected).map(|name| format!("{name}\n")).collect();
        console.print(lines)?;
        Ok(Outcome::Clean)
    }
}

fn definition(path: &PathBuf) -> Result<Catalog, Failure> {
    let shown = path.display();
    let json = std::fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("can't read `{shown}`: {error}")))?;
    catalog_of_definition(&json).map_err(|error| {
        let failure = Failure::new(format!("can't use `{shown}`: {error}"));
        match error {
            DefinitionError::Shape { line, column, .. } if line > 0 => {
                let start: usize = json.split_inclusive('\n').take(line - 1).map(str::len).sum();
                let at = start + column.saturating_sub(1);
                failure.at(shown.to_string(), &json, at..at + 1)
            }
            _ => failure,
        }
    })
}
