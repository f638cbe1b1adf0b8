//! What a stage has to say about a page: a code, a place, and one next step.

use crate::source::{FileId, Span};

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

/// Every diagnostic code, with what it means.
pub const CODES: &[(&str, &str)] = &[];

/// What a stage made of its input, and what it has to say about it.
#[derive(Debug, Clone, Default)]
pub struct Parsed<T> {
    /// What was made. Always complete: reading never fails.
    pub value: T,
    /// What was noticed, in source order.
    pub diagnostics: Vec<Diagnostic>,
}
