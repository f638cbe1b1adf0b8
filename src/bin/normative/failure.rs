//! Why a run could not be finished, and how that is said.

use std::error::Error;
use std::io;

use normative::config::ConfigError;
use normative::diagnostic::{Diagnostic, visible};
use normative::source::SourceSet;

use crate::console::Console;
use crate::outcome::Outcome;

/// Why a run could not be finished.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Whoever read our output has seen enough.
    NobodyListens,
    /// Mistakes in files, each at its place.
    Diagnosed(Vec<Diagnostic>, SourceSet),
    /// Anything else.
    Said {
        /// How the run ends.
        outcome: Outcome,
        /// Lower case, no full stop.
        message: String,
        /// The one next step.
        help: Option<String>,
    },
}

impl Failure {
    /// A failure that says only this.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Said { outcome: Outcome::Failed, message: message.into(), help: None }
    }

    /// A failure that says what this error and its causes say.
    pub(crate) fn of(error: &dyn Error) -> Self {
        let mut message = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            message = format!("{message}: {error}");
            cause = error.source();
        }
        Self::new(message)
    }

    /// What is wrong with a configuration.
    pub(crate) fn config(error: ConfigError, sources: SourceSet) -> Self {
        Self::Diagnosed(error.0, sources)
    }

    /// With the one next step.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        match self {
            Self::Said { outcome, message, .. } => {
                Self::Said { outcome, message, help: Some(help.into()) }
            }
            other => other,
        }
    }

    /// As something to look at, rather than something that is out of order.
    pub(crate) fn finding(self) -> Self {
        match self {
            Self::Said { message, help, .. } => {
                Self::Said { outcome: Outcome::Findings, message, help }
            }
            other => other,
        }
    }

    /// As the end that was asked for.
    pub(crate) fn interrupted(self) -> Self {
        match self {
            Self::Said { message, help, .. } => {
                Self::Said { outcome: Outcome::Interrupted, message, help }
            }
            other => other,
        }
    }

    /// Says it on stderr.
    pub(crate) fn report(self, console: &Console) -> Outcome {
        match self {
            Self::NobodyListens => Outcome::Clean,
            Self::Diagnosed(diagnostics, sources) => {
                console.diagnostics(&diagnostics, &sources);
                Outcome::Failed
            }
            Self::Said { outcome, message, help } => {
                console.error(visible(&message));
                if let Some(help) = help {
                    console.help(visible(&help));
                }
                outcome
            }
        }
    }
}

/// Only printing yields a bare I/O error here; whatever reads or writes a file names it.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::NobodyListens,
            _ => Self::new(format!("cannot write to standard output: {error}")),
        }
    }
}
