//! `normative diff FROM TO`.

mod environments;
mod fail_on;
mod revision;
mod side;
mod text;

use std::path::{Path, PathBuf};

use clap::Args;
use normative::compile::Keep;
use normative::diff::{self, Diff as Changes, DiffError};
use normative::generate::impact::{self, Affected};
use normative::generate::report;
use normative::generate::report::page::{Extras, Verdicts};
use normative::generate::template::Templates;

use self::environments::Pick;
use self::fail_on::FailOn;
use self::side::{Opened, Side};
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

    /// The facts of an environment that runs the first side: say what the change means for it;
    /// several times for a fleet
    #[arg(long, value_name = "FILE")]
    facts: Vec<PathBuf>,

    /// How to print it
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,

    /// Exit with 1 when one of these kinds of change, or of effects on an environment, occurs
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = FailOn::of_name)]
    fail_on: Vec<FailOn>,
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
    /// One page without other files, to look at in a browser
    Html,
}

/// Two sides, and what changed from one to the other.
struct Compared {
    title: String,
    changes: Changes,
    before: Opened,
    /// Two versions are those of one side.
    after: Option<Opened>,
}

impl Compared {
    fn after(&self) -> &Opened {
        self.after.as_ref().unwrap_or(&self.before)
    }

    /// The page about this change, with the verdicts on environments.
    fn page(&self, verdicts: Vec<Verdicts>) -> Result<String, Failure> {
        let after = self.after();
        let change = Some((self.title.as_str(), &self.changes));
        let extras = Extras { source_url: after.source_url.as_deref(), verdicts, change };
        project::page(&after.graph, &extras)
    }
}

impl Diff {
    pub(crate) fn run(&self, config: Option<&Path>, console: &Console) -> Result<Outcome, Failure> {
        FailOn::check(&self.fail_on, !self.facts.is_empty())?;
        let compared = self.compare(config, console)?;
        let (affected, verdicts): (Vec<_>, Vec<_>) =
            self.judge(&compared, console)?.into_iter().unzip();
        match self.format {
            Format::Html => console.print(compared.page(verdicts)?)?,
            _ => self.print(&compared, &affected, console)?,
        }
        let asked_for = |one: &FailOn| one.occurs(&compared.changes, &affected);
        Ok(match self.fail_on.iter().any(asked_for) {
            true => Outcome::Findings,
            false => Outcome::Clean,
        })
    }

    fn compare(&self, config: Option<&Path>, console: &Console) -> Result<Compared, Failure> {
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
    ) -> Result<Compared, Failure> {
        let (before, after) = side::open_both(before, after, console)?;
        let mut changes = diff::revisions(&before.graph, &after.graph, &self.version)
            .map_err(|error| wrong(&error, &from))?;
        let title = format!("What changed from {from} to {to}");
        (changes.from, changes.to) = (from, to);
        Ok(Compared { title, changes, before, after: Some(after) })
    }

    fn judge(
        &self,
        compared: &Compared,
        console: &Console,
    ) -> Result<Vec<(Affected, Verdicts)>, Failure> {
        let Compared { changes, before, .. } = compared;
        if self.facts.is_empty() {
            return Ok(Vec::new());
        }
        if !(before.is_docs() && compared.after().is_docs()) {
            return Err(Failure::new("a graph.json has no vocabulary to read facts with")
                .help("compare two docs folders, two versions or, with `--rev`, two commits"));
        }
        let pick = match compared.after {
            None => Pick::Versions(&changes.from, &changes.to),
            Some(_) => Pick::Revisions(&self.version),
        };
        environments::judge(&self.facts, (before, compared.after()), pick, changes, console)
    }

    fn print(
        &self,
        compared: &Compared,
        affected: &[Affected],
        console: &Console,
    ) -> Result<(), Failure> {
        let Compared { title, changes, .. } = compared;
        let nothing = match affected {
            [] => changes.changes.is_empty(),
            all => all.iter().all(|one| one.impact.entries.is_empty()),
        };
        let templates = Templates::default();
        match (self.format, affected) {
            (Format::Json, []) => console.print(diff::json::render(changes))?,
            (Format::Json, all) => console.print(impact::json(changes, all))?,
            // Nothing is printed where nothing changed.
            (Format::Text | Format::Markdown | Format::Html, _) if nothing => {}
            (Format::Text | Format::Html, []) => text::print(changes, console)?,
            (Format::Text | Format::Html, all) => console.print(impact::text(all))?,
            (Format::Markdown, []) => {
                let text = report::markdown(title, changes, &templates);
                console.print(text.map_err(|error| Failure::of(&error))?)?;
            }
            (Format::Markdown, all) => {
                let text = impact::markdown(title, all, &templates);
                console.print(text.map_err(|error| Failure::of(&error))?)?;
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
) -> Result<Compared, Failure> {
    let (project, compiled) = project::compile(config, Keep::Lock, console)?;
    console.remarks(&compiled.diagnostics, &compiled.sources);
    let changes = diff::versions(&compiled.graph, from, to).map_err(|error| wrong(&error, from))?;
    let title = format!("What {} requires that {} did not", changes.to, changes.from);
    Ok(Compared { title, changes, before: Opened::of(project, compiled), after: None })
}

fn other_sort(name: &str, other: &str) -> Failure {
    Failure::new(format!("`{name}` is neither a docs folder nor a graph.json, as `{other}` is"))
        .help("compare two versions, or two revisions of the docs")
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
