//! `normative diff FROM TO`.

mod revision;
mod side;
mod text;

use std::path::Path;

use clap::Args;
use normative::diff::{self, ChangeKind, Diff as Changes, DiffError};
use normative::generate::report;
use normative::generate::template::Templates;
use normative::requirement::Graph;

use self::side::Side;
use crate::console::Console;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::project;

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// A version, a graph.json, or a docs folder with its normative.toml
    #[arg(required_unless_present = "rev", conflicts_with = "rev")]
    from: Option<String>,

    /// Another one of the same sort
    #[arg(required_unless_present = "rev", conflicts_with = "rev")]
    to: Option<String>,

    /// Two commits of the docs' git repository; `A...B` is what B did since it left A
    #[arg(long, value_name = "A..B")]
    rev: Option<String>,

    /// Of two revisions, compare only this version; may be given more than once
    #[arg(long, value_name = "MONIKER")]
    version: Vec<String>,

    /// How to print it
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,

    /// Exit with 1 when one of these kinds of change occurs
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = kind)]
    fail_on: Vec<ChangeKind>,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// For a terminal
    #[default]
    Text,
    /// For a pull request or a release note
    Markdown,
    /// For programs
    Json,
}

impl Diff {
    pub(crate) fn run(&self, config: Option<&Path>, console: &Console) -> Result<Outcome, Failure> {
        let (title, changes) = self.compare(config, console)?;
        self.print(&title, &changes, console)?;
        let asked_for = |kind: &ChangeKind| changes.changes.iter().any(|c| c.kind == *kind);
        Ok(match self.fail_on.iter().any(asked_for) {
            true => Outcome::Findings,
            false => Outcome::Clean,
        })
    }

    fn compare(
        &self,
        config: Option<&Path>,
        console: &Console,
    ) -> Result<(String, Changes), Failure> {
        if let Some(range) = &self.rev {
            let [from, to] = revision::sides(range, config, console)?;
            return self.revisions(from, to, console);
        }
        // Without `--rev` there are both.
        let (Some(from), Some(to)) = (&self.from, &self.to) else {
            return Err(Failure::new("nothing to compare").help("name two versions, or two docs"));
        };
        match (Side::of(from), Side::of(to)) {
            (Side::Version, Side::Version) if !self.version.is_empty() => {
                Err(Failure::new("`--version` is for the diff of two revisions"))
            }
            (Side::Version, Side::Version) => versions(from, to, config, console),
            (Side::Version, _) => Err(other_sort(from, to)),
            (_, Side::Version) => Err(other_sort(to, from)),
            (a, b) => self.revisions((from.clone(), a), (to.clone(), b), console),
        }
    }

    fn revisions(
        &self,
        (from, before): (String, Side),
        (to, after): (String, Side),
        console: &Console,
    ) -> Result<(String, Changes), Failure> {
        let (before, after): (Graph, Graph) = side::open_both(before, after, console)?;
        let mut changes = diff::revisions(&before, &after, &self.version)
            .map_err(|error| wrong(&error, &from))?;
        let title = format!("What changed from {from} to {to}");
        (changes.from, changes.to) = (from, to);
        Ok((title, changes))
    }

    fn print(&self, title: &str, changes: &Changes, console: &Console) -> Result<(), Failure> {
        match self.format {
            Format::Json => console.print(diff::json::render(changes))?,
            // Nothing is printed where nothing changed.
            Format::Text | Format::Markdown if changes.changes.is_empty() => {}
            Format::Text => text::print(changes, console)?,
            Format::Markdown => {
                let text = report::markdown(title, changes, &Templates::default())
                    .map_err(|error| Failure::of(&error))?;
                console.print(text)?;
            }
        }
        Ok(())
    }
}

fn versions(
    from: &str,
    to: &str,
    config: Option<&Path>,
    console: &Console,
) -> Result<(String, Changes), Failure> {
    let (_, compiled) = project::compile(config)?;
    console.remarks(&compiled.diagnostics, &compiled.sources);
    let changes = diff::versions(&compiled.graph, from, to).map_err(|error| wrong(&error, from))?;
    Ok((format!("What {} requires that {} did not", changes.to, changes.from), changes))
}

fn other_sort(name: &str, other: &str) -> Failure {
    Failure::new(format!("`{name}` is neither a docs folder nor a graph.json, as `{other}` is"))
        .help("compare two versions, or two revisions of the docs")
}

/// A kind of change by its name.
fn kind(name: &str) -> Result<ChangeKind, String> {
    ChangeKind::of_name(name).ok_or_else(|| {
        let known: Vec<&str> = ChangeKind::ALL.into_iter().map(ChangeKind::as_str).collect();
        format!("the kinds are {}", known.join(", "))
    })
}

/// Why the sides can't be compared.
fn wrong(error: &DiffError, name: &str) -> Failure {
    let failure = Failure::of(error);
    match error {
        DiffError::UnknownMoniker { nearest: Some(nearest), .. } => {
            failure.help(format!("the nearest known moniker is `{nearest}`"))
        }
        DiffError::UnknownMoniker { .. } => failure.help(format!(
            "`{name}` would be a docs folder if it held `normative.toml`, or a graph.json"
        )),
        DiffError::OtherProduct { .. } => failure.help("compare versions of one product"),
        DiffError::NoCommonVersion => failure.help("compare revisions of the same product's docs"),
    }
}
