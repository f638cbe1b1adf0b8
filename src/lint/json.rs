//! Findings as JSON.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceSet;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    findings: Vec<Finding<'a>>,
    errors: usize,
    warnings: usize,
}

/// `path` and what follows are null for a finding without a place.
#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    /// As the user would type it.
    path: Option<String>,
    /// From 1, as the column, which counts characters.
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    /// One past the last character.
    end_column: Option<u32>,
}

/// `{"schema": 1, "findings": [...], "errors": n, "warnings": n}`, indented, with a final line end.
pub fn render(findings: &[Diagnostic], sources: &SourceSet) -> String {
    let count = |severity| findings.iter().filter(|found| found.severity == severity).count();
    let document = Document {
        schema: 1,
        findings: findings.iter().map(|found| view(found, sources)).collect(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
    };
    let mut json = serde_json::to_string_pretty(&document).expect("plain data with text keys");
    json.push('\n');
    json
}

fn view<'a>(found: &'a Diagnostic, sources: &SourceSet) -> Finding<'a> {
    let start = found.place.map(|(file, span)| sources.file(file).line_column(span.start));
    let end = found.place.map(|(file, span)| sources.file(file).line_column(span.end));
    Finding {
        code: found.code,
        severity: severity_name(found.severity),
        message: &found.message,
        help: found.help.as_deref(),
        path: found.place.map(|(file, _)| sources.shown_path(file)),
        line: start.map(|place| place.line),
        column: start.map(|place| place.column),
        end_line: end.map(|place| place.line),
        end_column: end.map(|place| place.column),
    }
}

/// The name in the document.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
