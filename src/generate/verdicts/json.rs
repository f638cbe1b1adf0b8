//! Verdicts as JSON.

use serde::Serialize;

use super::Checked;
use crate::verdict::{Counts, Row, State};

/// The version of the format.
const SCHEMA: &str = "normative.verdicts/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'a str,
    environments: Vec<Environment<'a>>,
}

#[derive(Serialize)]
struct Environment<'a> {
    facts: &'a str,
    counts: serde_json::Map<String, serde_json::Value>,
    verdicts: Vec<VerdictView<'a>>,
}

#[derive(Serialize)]
struct VerdictView<'a> {
    id: &'a str,
    level: &'static str,
    state: &'static str,
    code: &'static str,
    reason: &'a str,
    offenders: &'a [String],
    path: &'a str,
    line: u32,
    text: &'a str,
}

/// `{"schema", "version", "environments": [{"facts", "counts", "verdicts"}]}`, indented.
pub fn render(checked: &[Checked<'_>]) -> String {
    let document = Document {
        schema: SCHEMA,
        version: checked.first().map_or("", |one| one.report.moniker),
        environments: checked.iter().map(environment).collect(),
    };
    let mut json = serde_json::to_string_pretty(&document).expect("plain data with text keys");
    json.push('\n');
    json
}

fn environment<'a>(checked: &'a Checked<'_>) -> Environment<'a> {
    Environment {
        facts: &checked.name,
        counts: counts(checked.report.counts()),
        verdicts: checked.report.rows.iter().map(verdict).collect(),
    }
}

fn counts(counts: Counts) -> serde_json::Map<String, serde_json::Value> {
    State::ALL.iter().map(|state| (state.as_str().to_owned(), counts.of(*state).into())).collect()
}

fn verdict<'a>(row: &'a Row<'_>) -> VerdictView<'a> {
    VerdictView {
        id: &row.requirement.id,
        level: row.variant.level.as_str(),
        state: row.verdict.state.as_str(),
        code: row.verdict.code.as_str(),
        reason: &row.verdict.reason,
        offenders: &row.verdict.offenders,
        path: row.source.0,
        line: row.source.1,
        text: &row.variant.text,
    }
}
