//! Why a run could not be finished, and how that is said.

use std::error::Error;
use std::io;
use std::ops::Range;

use annotate_snippets::Level;

use crate::console::Console;
use crate::outcome::Outcome;
use crate::snippet::{Message, Place};

/// Why a run could not be finished.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: Kind,
    title: String,
    place: Option<(String, String, Range<usize>)>,
    help: Option<String>,
}

/// What a failure means for the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Whoever read our output has seen enough.
    NobodyListens,
    /// Something in the docs or in the generated files has to be decided first.
    Finding,
    /// Usage, I/O, configuration.
    Failed,
}

impl Failure {
    /// A failure that says only this.
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self { kind: Kind::Failed, title: title.into(), place: None, help: None }
    }

    /// A failure that says what this error and its causes say.
    pub(crate) fn of(error: &dyn Error) -> Self {
        let mut title = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            title = format!("{title}: {error}");
            cause = error.source();
        }
        Self::new(title)
    }

    /// With the one next step.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With the place: what the text is called, the text, and the bytes of it that are meant.
    pub(crate) fn at(mut self, name: impl Into<String>, text: &str, span: Range<usize>) -> Self {
        self.place = Some((name.into(), text.to_owned(), span));
        self
    }

    /// As something to look at, rather than something that is out of order.
    pub(crate) fn finding(mut self) -> Self {
        self.kind = Kind::Finding;
        self
    }

    /// Says it on stderr.
    pub(crate) fn report(self, console: &Console) -> Outcome {
        if self.kind == Kind::NobodyListens {
            return Outcome::Clean;
        }
        let place = self.place.as_ref().map(|(name, text, span)| Place {
            name: name.clone(),
            text,
            span: span.clone(),
        });
        let message =
            Message { level: Level::ERROR, code: None, title: self.title, place, help: self.help };
        console.say(message.render(&console.renderer()));
        match self.kind {
            Kind::Finding => Outcome::Findings,
            Kind::Failed | Kind::NobodyListens => Outcome::Failed,
        }
    }
}

/// Only printing yields a bare I/O error here; whatever reads or writes a file names it.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::BrokenPipe => Kind::NobodyListens,
            _ => Kind::Failed,
        };
        Self { kind, ..Self::new(format!("can't write to standard output: {error}")) }
    }
}
