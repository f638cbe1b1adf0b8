//! How a run ended: the exit codes, by name.

use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done, and nothing to complain of.
    Clean,
    /// Done, and there is something to look at: drift, a change that was asked for, a violated
    /// requirement, a mistake in the docs.
    Findings,
    /// Could not be done: usage, I/O, configuration.
    Failed,
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::Failed => Self::from(2),
            Outcome::Interrupted => Self::from(crate::interrupt::EXIT_CODE),
        }
    }
}
