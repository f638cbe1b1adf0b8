//! The terminal as this run may use it: data on stdout, everything else on stderr.

use std::fmt::Display;
use std::io::{self, BufWriter, Write};

use annotate_snippets::Renderer;
use anstream::{AutoStream, ColorChoice};

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
}

impl Console {
    pub(crate) fn new(color: Color, verbosity: i8) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { choice, verbosity }
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

    /// Renders messages with the place they are about. Colours are taken out again by
    /// [`Console::say`] where they are not wanted.
    pub(crate) fn renderer(&self) -> Renderer {
        Renderer::styled()
    }
}
