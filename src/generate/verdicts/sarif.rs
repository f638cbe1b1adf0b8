//! Verdicts as SARIF 2.1.0, each at the line of the page that requires it.

use serde_sarif::sarif::{
    ArtifactLocation, Location, Message, MultiformatMessageString, PhysicalLocation, Region,
    ReportingDescriptor, Result as SarifResult, ResultKind, ResultLevel, Run, SCHEMA_URL, Sarif,
    Tool, ToolComponent,
};

use super::Checked;
use crate::lint::sarif::uri;
use crate::statement::Level;
use crate::verdict::{Row, State};

/// One run an environment; the rules are the requirements. What passes is a result too, of kind
/// `pass`, so that a reader sees what was looked at.
pub fn render(checked: &[Checked<'_>]) -> String {
    let runs: Vec<Run> = checked.iter().map(run).collect();
    let log = Sarif::builder().schema(SCHEMA_URL).version("2.1.0").runs(runs).build();
    let mut json = serde_json::to_string_pretty(&log).expect("plain data with text keys");
    json.push('\n');
    json
}

fn run(checked: &Checked<'_>) -> Run {
    let rules: Vec<_> = checked.report.rows.iter().map(rule).collect();
    let results: Vec<_> = checked
        .report
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| result(at, row, &checked.name))
        .collect();
    let driver = ToolComponent::builder()
        .name("normative")
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(rules)
        .build();
    Run::builder().tool(Tool::builder().driver(driver).build()).results(results).build()
}

fn rule(row: &Row<'_>) -> ReportingDescriptor {
    let text = MultiformatMessageString::builder().text(row.variant.text.as_str()).build();
    ReportingDescriptor::builder().id(row.requirement.id.as_str()).short_description(text).build()
}

fn result(at: usize, row: &Row<'_>, environment: &str) -> SarifResult {
    let (kind, level) = match (row.verdict.state, row.variant.level) {
        (State::Fail, Level::Must | Level::MustNot) => (ResultKind::Fail, ResultLevel::Error),
        (State::Fail, _) => (ResultKind::Fail, ResultLevel::Warning),
        (State::Pass, _) => (ResultKind::Pass, ResultLevel::None),
        (State::NotApplicable, _) => (ResultKind::NotApplicable, ResultLevel::None),
        (State::Unknown, _) => (ResultKind::Open, ResultLevel::None),
        (State::Manual, _) => (ResultKind::Review, ResultLevel::None),
    };
    let mut message = format!("{environment}: {}", row.verdict.reason);
    if !row.verdict.offenders.is_empty() {
        message.push_str(&format!(" ({})", row.verdict.offenders.join(", ")));
    }
    let artifact = ArtifactLocation::builder().uri(uri(row.source.0)).build();
    let region = Region::builder().start_line(i64::from(row.source.1)).build();
    let place = PhysicalLocation::builder().artifact_location(artifact).region(region).build();
    SarifResult::builder()
        .rule_id(row.requirement.id.as_str())
        .rule_index(at as i64)
        .kind(kind)
        .level(level)
        .message(Message::builder().text(message).build())
        .locations(vec![Location::builder().physical_location(place).build()])
        .build()
}
