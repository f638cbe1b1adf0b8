//! What a stage has to say about a page: a code, a place, and one next step.

mod render;

use crate::source::{FileId, Span};

pub use render::{render, visible};

/// How bad it is. An error is a finding (exit 1); a warning is said and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The page does not say what its author meant.
    Error,
    /// The page can be read, but something about it is doubtful.
    Warning,
}

/// One remark about a page, in the style of rustc: lower case, no full stop, the author's words
/// in backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable code such as `N012`. Codes are listed in [`CODES`].
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of that file.
    pub place: Option<(FileId, Span)>,
    /// The one next step, shown at the place: `the nearest known moniker is …`.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        let severity = Severity::Error;
        Self { code, severity, message: message.into(), place: None, help: None }
    }

    /// A warning without a place.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(self, file: FileId, span: Span) -> Self {
        Self { place: Some((file, span)), ..self }
    }

    /// The same, with a next step.
    #[must_use]
    pub fn help(self, help: impl Into<Option<String>>) -> Self {
        Self { help: help.into(), ..self }
    }
}

/// Every diagnostic code, with what it means. Sorted.
pub const CODES: &[(&str, &str)] = &[
    ("N001", "a file cannot be read"),
    ("N002", "the configuration cannot be understood"),
    ("N003", "a glob is broken or matches no page"),
    ("N004", "the monikers of a product are missing, doubled or not defined"),
    ("N005", "a page is not UTF-8"),
    ("N006", "the front matter of a page is never closed"),
    ("N007", "the lock cannot be understood"),
    ("N008", "something has the name of a page and can't be read as one"),
    ("N011", "a moniker range cannot be read"),
    ("N012", "a moniker that no product has"),
    ("N013", "a zone stands inside another zone"),
    ("N014", "a zone is never closed"),
    ("N015", "a zone ends that was never opened"),
    ("N016", "the fence of a zone is malformed"),
    ("N017", "a zone that no version of its page sees"),
    ("N018", "a page that no version sees"),
    ("N021", "an included file cannot be read"),
    ("N022", "an include leads out of the docs root"),
    ("N023", "an include leads back to itself"),
    ("N024", "blocks or includes are nested too deeply"),
    ("N025", "more mistakes in a page than are worth showing"),
    ("N031", "a template cannot be used"),
    ("N032", "a vocabulary has a mistake"),
];

/// What a stage made of its input, and what it has to say about it.
#[derive(Debug, Clone, Default)]
pub struct Parsed<T> {
    /// What was made. Always complete: reading never fails.
    pub value: T,
    /// What was noticed, in source order.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is said about one page. After [`Remarks::MOST`] mistakes of a page its author has seen
/// enough, and a page of a million mistakes costs no more than one without.
#[derive(Debug, Clone, Default)]
pub struct Remarks {
    said: Vec<Diagnostic>,
    unsaid: usize,
}

impl Remarks {
    /// How many remarks about one page are kept.
    pub const MOST: usize = 100;

    /// Says something, unless enough is said.
    pub fn say(&mut self, remark: impl FnOnce() -> Diagnostic) {
        if self.said.len() < Self::MOST {
            self.said.push(remark());
        } else {
            self.unsaid += 1;
        }
    }

    /// How many things were said, or would have been.
    pub fn count(&self) -> usize {
        self.said.len() + self.unsaid
    }

    /// What was said.
    pub fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        if self.unsaid > 0 {
            let place = self.said.last().and_then(|last| last.place);
            let message = format!("{} further mistakes of this page are not shown", self.unsaid);
            self.said.push(Diagnostic { place, ..Diagnostic::error("N025", message) });
        }
        self.said
    }
}

/// Sorts by place, and says each thing once: what is wrong in all views of a page is one mistake.
pub fn tidy(diagnostics: &mut Vec<Diagnostic>) {
    let key = |d: &Diagnostic| (d.place, d.code, d.message.clone());
    diagnostics.sort_by_cached_key(key);
    diagnostics.dedup_by(|a, b| key(a) == key(b));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(CODES.is_sorted_by(|a, b| a.0 < b.0));
    }
}
