//! `normative build`: the main job.

mod summary;

use std::path::{Component, Path, PathBuf};

use clap::Args;
use normative::compile::{Compiled, Keep, LOCK};
use normative::config::Project;
use normative::diagnostic::Severity;
use normative::generate::report::REVISION;
use normative::generate::template::Templates;
use normative::generate::write::{Change, Companion, Difference, Mode, OutputFolder, WriteError};
use normative::generate::{self, Made, Previous, cache};

use crate::console::{Console, counted};
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::project;

#[derive(Debug, Default, Args)]
pub(crate) struct Build {
    /// Write nothing; fail if something would be written
    #[arg(long)]
    check: bool,

    /// Write nothing; say what would be written
    #[arg(long, conflicts_with = "check")]
    dry_run: bool,

    /// Overwrite generated files that were edited by hand
    #[arg(long, conflicts_with_all = ["check", "dry_run"])]
    force: bool,
}

impl Build {
    pub(crate) fn run(&self, config: Option<&Path>, console: &Console) -> Result<Outcome, Failure> {
        let (project, sources) = project::open(config)?;
        let mode = self.mode();
        let wait = || console.note("waiting for another build of these docs");
        let mut folder = OutputFolder::open(&project.output, &project.root, mode, &wait)
            .map_err(|error| refused(&error))?;
        folder.stop_when(console.interrupt().asked());
        let engine = project::engine();
        if mode != Mode::Overwrite
            && let Some(same) =
                engine.as_deref().and_then(|engine| cache::unchanged(engine, &project, &sources))
        {
            console.remarks(&same.diagnostics, &same.sources);
            if mode == Mode::Write {
                let requirements = counted(same.requirements, "requirement");
                let documents = counted(same.documents, "document");
                console.note(format_args!("{requirements} in {documents}; nothing changed"));
            }
            return Ok(Outcome::Clean);
        }
        let stood = if mode == Mode::Write { cache::look(&project) } else { None };
        let compiled = project::compile_opened(&project, sources, None, Keep::Lock, console)?;
        let outcome = console.remarks(&compiled.diagnostics, &compiled.sources);
        if outcome != Outcome::Clean {
            console.error(format_args!("nothing was written: {}", count_errors(&compiled)));
            return Ok(outcome);
        }
        let progress = console.progress("making the outputs");
        let Made { files, change } = render(&project, &compiled, &folder)?;
        let lock = compiled.lock.write();
        let companion = Companion { path: &project.root.join(LOCK), content: lock.as_bytes() };
        let changes = console.interrupt().while_writing(|| {
            let changes = folder.emit(files, Some(companion), mode)?;
            if let (true, Some(engine), Some(stood)) = (changes.is_empty(), &engine, stood) {
                cache::remember(engine, &project, &compiled, stood);
            }
            Ok(changes)
        });
        drop(progress);
        let changes = changes.map_err(|error| refused(&error))?;
        let outcome = self.report(&changes, &compiled, console)?;
        if let (Some(change), Mode::Write | Mode::Overwrite) = (&change, mode) {
            let report = shown(&project.output.join(format!("{REVISION}.md")));
            console.note(format_args!("{}`{report}` has the words", summary::summary(change)));
        }
        Ok(outcome)
    }

    fn mode(&self) -> Mode {
        match (self.check || self.dry_run, self.force) {
            (true, _) => Mode::Check,
            (false, true) => Mode::Overwrite,
            (false, false) => Mode::Write,
        }
    }

    fn report(
        &self,
        changes: &[Change],
        compiled: &Compiled,
        console: &Console,
    ) -> Result<Outcome, Failure> {
        if self.check || self.dry_run {
            let tense = if self.check { check_word } else { dry_run_word };
            let lines = changes.iter().map(|change| line(change, tense));
            console.print(lines.collect::<String>())?;
        }
        let is_stray = |change: &&Change| change.difference == Difference::Stray;
        let strays = changes.iter().filter(is_stray).count();
        if self.check && !changes.is_empty() {
            let be = if changes.len() == 1 { "is" } else { "are" };
            let count = counted(changes.len(), "file");
            console.error(format_args!("{count} {be} not as the docs make them"));
            if strays < changes.len() {
                console.help("run `normative build` and commit what it writes");
            }
            if strays > 0 {
                console.help("move files that no build makes out of the output folder");
            }
            return Ok(Outcome::Findings);
        }
        if !self.check && !self.dry_run {
            for change in changes {
                console.detail(line(change, done_word).trim_end());
            }
            for stray in changes.iter().filter(is_stray) {
                let path = shown(&stray.path);
                console.warning(format_args!(
                    "`{path}` is in the output folder, and no build makes it"
                ));
            }
            let requirements = counted(compiled.graph.requirements.len(), "requirement");
            let documents = counted(compiled.graph.documents.len(), "document");
            let written = match changes.len() - strays {
                0 => "nothing changed".to_owned(),
                changed => format!("{} changed", counted(changed, "file")),
            };
            console.note(format_args!("{requirements} in {documents}; {written}"));
        }
        Ok(Outcome::Clean)
    }
}

/// Everything that a build makes.
fn render(project: &Project, compiled: &Compiled, folder: &OutputFolder) -> Result<Made, Failure> {
    let mut sources = compiled.sources.clone();
    let templates = match &project.templates {
        None => Templates::default(),
        Some(folder) => Templates::open(folder, &project.root, &mut sources)
            .map_err(|error| Failure::Diagnosed(vec![error], sources.clone()))?,
    };
    let previous = Previous::of(folder).map_err(|error| refused(&error))?;
    generate::outputs(compiled, &previous, &templates, project.source_url.as_deref()).map_err(
        |error| match templates.describe(&*error) {
            Some(diagnostic) => Failure::Diagnosed(vec![diagnostic], sources),
            None => Failure::of(&*error),
        },
    )
}

/// Why nothing was written, with the way out.
fn refused(error: &WriteError) -> Failure {
    let failure = Failure::of(error);
    match error {
        WriteError::Edited(_) => failure
            .finding()
            .help("move the change into the docs, or into a template; `--force` overwrites it"),
        WriteError::InTheWay(_) => failure.finding().help("move it out of the output folder"),
        WriteError::NotOurs { .. } => failure
            .help("name another folder as `output`; with `--force` they stay, beside what is made"),
        WriteError::Unsuitable { .. } => failure.help("name another folder as `output`"),
        WriteError::Io { .. } => failure.help("nothing was changed"),
        WriteError::UnsafePath { .. } => failure.help("rename the page"),
        WriteError::Interrupted => failure.interrupted().help("nothing was changed"),
    }
}

fn count_errors(compiled: &Compiled) -> String {
    let remarks = compiled.diagnostics.iter();
    let errors = remarks.filter(|remark| remark.severity == Severity::Error).count();
    format!("{} in the docs", counted(errors, "mistake"))
}

fn line(change: &Change, word: fn(Difference) -> &'static str) -> String {
    format!("{:<14} {}\n", word(change.difference), shown(&change.path))
}

/// A path with `/`, and without the `docs/../` that a configured output folder brings along.
fn shown(path: &Path) -> String {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    let path: PathBuf = parts.iter().collect();
    path.to_string_lossy().replace('\\', "/")
}

fn check_word(difference: Difference) -> &'static str {
    match difference {
        Difference::Missing => "missing",
        Difference::Stale => "out of date",
        Difference::Edited => "edited by hand",
        Difference::Orphan => "made no more",
        Difference::Stray => "stray",
    }
}

fn done_word(difference: Difference) -> &'static str {
    match difference {
        Difference::Missing => "added",
        Difference::Stale | Difference::Edited => "changed",
        Difference::Orphan => "removed",
        Difference::Stray => "left",
    }
}

fn dry_run_word(difference: Difference) -> &'static str {
    match difference {
        Difference::Missing => "would add",
        Difference::Stale => "would change",
        Difference::Edited => "would refuse",
        Difference::Orphan => "would remove",
        Difference::Stray => "would leave",
    }
}
