//! What is wrong with a vocabulary, and where.

use std::fmt;

use crate::version::nearest;

/// One mistake in a vocabulary file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
    /// What is wrong: lower case, no full stop, the author's words in backticks.
    pub message: String,
    /// The one next step.
    pub help: Option<String>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Mistake {}

impl Mistake {
    /// A mistake at an offset, in bytes, of the file's text.
    pub(super) fn at(text: &str, offset: usize, message: impl Into<String>) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.matches('\n').count() as u32 + 1,
            column: before[start..].chars().count() as u32 + 1,
            message: message.into(),
            help: None,
        }
    }

    /// Offers the known word that is spelt most like `word`.
    pub(super) fn nearest<'a>(mut self, word: &str, known: impl Iterator<Item = &'a str>) -> Self {
        self.help = nearest(word, known).map(|known| format!("the nearest known one is `{known}`"));
        self
    }

    /// What the TOML reader says, in our style.
    pub(super) fn from_toml(text: &str, error: &toml::de::Error) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        let message = error.message();
        let mut mistake = Self::at(text, offset, message.replace('\n', ", "));
        // serde: "unknown field `x`, expected one of `a`, `b`"
        let Some(rest) = message.strip_prefix("unknown field `") else { return mistake };
        let mut quoted = rest.split('`').step_by(2);
        if let Some(unknown) = quoted.next() {
            let known: Vec<&str> = rest.split('`').skip(2).step_by(2).collect();
            mistake.message = format!("unknown key `{unknown}`");
            mistake.help = nearest(unknown, known.iter().copied())
                .map(|known| format!("the nearest known key is `{known}`"));
        }
        mistake
    }
}
