//! The terminal as this run may use it: data on stdout, everything else on stderr.

use std::fmt::Display;
use std::io::{self, BufWriter, Write};

use anstream::{AutoStream, ColorChoice};
use clap::builder::styling::{AnsiColor, Style};
use normative::diagnostic::{self, Diagnostic, Severity};
use normative::source::SourceSet;

use crate::interrupt::Interrupt;
use crate::outcome::Outcome;
use crate::progress::Progress;

const BOLD: Style = Style::new().bold();
const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HELP: Style = AnsiColor::BrightCyan.on_default().bold();

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always, also in a file or a pipe.
    Always,
    /// Never.
    Never,
}

/// Where a run says things.
#[derive(Debug)]
pub(crate) struct Console {
    choice: ColorChoice,
    /// -1: only errors; 0: the usual; 1 and more: also what is only of interest when looking for
    /// a fault.
    verbosity: i8,
    interrupt: Interrupt,
}

impl Console {
    pub(crate) fn new(color: Color, verbosity: i8, interrupt: Interrupt) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { choice, verbosity, interrupt }
    }

    /// Whether somebody wants the run to end.
    pub(crate) fn interrupt(&self) -> &Interrupt {
        &self.interrupt
    }

    /// Says how far a long run is, as long as the value lives: on a terminal, unless `--quiet`.
    pub(crate) fn progress(&self, doing: &'static str) -> Progress {
        Progress::new(doing, self.verbosity >= 0)
    }

    /// Stdout, for data. Nothing but data goes there.
    pub(crate) fn data(&self) -> impl Write {
        BufWriter::new(AutoStream::new(io::stdout().lock(), self.choice))
    }

    /// Writes data, whole.
    pub(crate) fn print(&self, data: impl Display) -> io::Result<()> {
        let mut out = self.data();
        write!(out, "{data}")?;
        out.flush()
    }

    /// Writes data that has no colours, whole.
    pub(crate) fn print_plain(&self, data: &str) -> io::Result<()> {
        self.write_plain(|out| out.write_all(data.as_bytes()))
    }

    /// Lets data that has no colours be written piece by piece.
    pub(crate) fn write_plain(
        &self,
        write: impl FnOnce(&mut io::StdoutLock<'static>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut out = io::stdout().lock();
        write(&mut out)?;
        out.flush()
    }

    /// Says what was done, unless `--quiet`.
    pub(crate) fn note(&self, text: impl Display) {
        if self.verbosity >= 0 {
            self.say(text);
        }
    }

    /// Says what is only of interest when looking for a fault: with `--verbose`.
    pub(crate) fn detail(&self, text: impl Display) {
        if self.verbosity >= 1 {
            self.say(text);
        }
    }

    /// Says it, whatever was asked for.
    pub(crate) fn say(&self, text: impl Display) {
        // With stderr closed nobody is left who could be told.
        let _ = writeln!(AutoStream::new(io::stderr().lock(), self.choice), "{text}");
    }

    /// Says why the run can't go on.
    pub(crate) fn error(&self, text: impl Display) {
        self.say(format_args!("{ERROR}error{ERROR:#}{BOLD}: {text}{BOLD:#}"));
    }

    /// Says what is doubtful, unless `--quiet`.
    pub(crate) fn warning(&self, text: impl Display) {
        self.note(format_args!("{WARNING}warning{WARNING:#}{BOLD}: {text}{BOLD:#}"));
    }

    /// Says what to do next.
    pub(crate) fn help(&self, text: impl Display) {
        self.say(format_args!("{HELP}help{HELP:#}: {text}"));
    }

    /// Shows what was noticed in the docs; warnings unless `--quiet`.
    pub(crate) fn remarks(&self, remarks: &[Diagnostic], sources: &SourceSet) -> Outcome {
        let is_error = |remark: &&Diagnostic| remark.severity == Severity::Error;
        let shown: Vec<_> =
            remarks.iter().filter(|r| self.verbosity >= 0 || is_error(r)).cloned().collect();
        if !shown.is_empty() {
            self.diagnostics(&shown, sources);
            self.say("");
        }
        match remarks.iter().any(|remark| is_error(&remark)) {
            true => Outcome::Findings,
            false => Outcome::Clean,
        }
    }

    /// Shows remarks about files, each with its line.
    pub(crate) fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &SourceSet) {
        let text = diagnostic::render(diagnostics, sources, true);
        self.say(text.trim_end());
    }
}

/// `1 file`, `2 files`.
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
