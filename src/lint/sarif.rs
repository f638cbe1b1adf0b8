//! Findings as SARIF 2.1.0, which code hosts show in place.

use serde_sarif::sarif::{
    ArtifactLocation, Location, Message, MultiformatMessageString, PhysicalLocation, Region,
    ReportingDescriptor, Result as SarifResult, ResultLevel, Run, SCHEMA_URL, Sarif, Tool,
    ToolComponent,
};

use super::LINTS;
use crate::diagnostic::{CODES, Diagnostic, Severity};
use crate::source::SourceSet;

/// One SARIF log with one run, indented, with a final line end. Paths are relative to the folder
/// in which the user ran, and rules are listed whether they found something or not.
pub fn render(findings: &[Diagnostic], sources: &SourceSet) -> String {
    let rules = rules();
    let results: Vec<_> = findings.iter().map(|found| result(found, sources, &rules)).collect();
    let driver = ToolComponent::builder()
        .name("normative")
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(rules)
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .column_kind("unicodeCodePoints")
        .results(results)
        .build();
    let log = Sarif::builder().schema(SCHEMA_URL).version("2.1.0").runs(vec![run]).build();
    let mut json = serde_json::to_string_pretty(&log).expect("plain data with text keys");
    json.push('\n');
    json
}

/// Everything that can be found, by code.
fn rules() -> Vec<ReportingDescriptor> {
    let noticed = CODES.iter().map(|(code, meaning)| {
        ReportingDescriptor::builder().id(*code).short_description(text(meaning)).build()
    });
    let linted = LINTS.iter().map(|lint| {
        let help = MultiformatMessageString::builder().text(lint.explain).markdown(lint.explain);
        ReportingDescriptor::builder()
            .id(lint.code)
            .name(lint.name)
            .short_description(text(&lint.name.replace('-', " ")))
            .help(help.build())
            .build()
    });
    let mut rules: Vec<_> = noticed.chain(linted).collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    rules
}

fn text(text: &str) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(text).build()
}

fn result(found: &Diagnostic, sources: &SourceSet, rules: &[ReportingDescriptor]) -> SarifResult {
    let message = match &found.help {
        Some(help) => format!("{} ({help})", found.message),
        None => found.message.clone(),
    };
    let level = match found.severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
    };
    let rule = rules.binary_search_by(|rule| rule.id.as_str().cmp(found.code));
    SarifResult::builder()
        .rule_id(found.code)
        .rule_index(rule.map_or(-1, |at| at as i64))
        .level(level)
        .message(Message::builder().text(message).build())
        .locations(location(found, sources).into_iter().collect::<Vec<_>>())
        .build()
}

fn location(found: &Diagnostic, sources: &SourceSet) -> Option<Location> {
    let (file, span) = found.place?;
    let place = |offset| sources.file(file).line_column(offset);
    let (start, end) = (place(span.start), place(span.end));
    let region = Region::builder()
        .start_line(i64::from(start.line))
        .start_column(i64::from(start.column))
        .end_line(i64::from(end.line))
        .end_column(i64::from(end.column))
        .build();
    let artifact = ArtifactLocation::builder().uri(uri(&sources.shown_path(file))).build();
    let physical = PhysicalLocation::builder().artifact_location(artifact).region(region).build();
    Some(Location::builder().physical_location(physical).build())
}

/// A relative reference: what RFC 3986 doesn't allow in a path is escaped.
pub(crate) fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).into() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, Span};

    #[test]
    fn a_finding_has_its_rule_and_its_place() {
        let mut sources = SourceSet { root: "docs".into(), ..SourceSet::default() };
        let file = sources.add(SourceFile::new("größe 1.md", "one\nöä three\n"));
        let span = Span { start: 9, end: 14 };
        let found = Diagnostic::error("N012", "unknown moniker `three`").at(file, span);
        let log: Sarif = serde_json::from_str(&render(&[found], &sources)).unwrap();
        let run = &log.runs[0];
        let result = &run.results.as_ref().unwrap()[0];
        let rules = run.tool.driver.rules.as_ref().unwrap();
        let rule = &rules[usize::try_from(result.rule_index.unwrap()).unwrap()];
        assert_eq!(rule.id, "N012");
        let place = &result.locations.as_ref().unwrap()[0].physical_location.as_ref().unwrap();
        let uri = place.artifact_location.as_ref().unwrap().uri.as_deref();
        assert_eq!(uri, Some("docs/gr%C3%B6%C3%9Fe%201.md"));
        let region = place.region.as_ref().unwrap();
        assert_eq!((region.start_line, region.start_column), (Some(2), Some(4)));
        assert_eq!((region.end_line, region.end_column), (Some(2), Some(9)));
    }

    #[test]
    fn every_rule_is_listed_once() {
        let rules = rules();
        assert!(rules.is_sorted_by(|a, b| a.id < b.id));
        assert_eq!(rules.len(), CODES.len() + LINTS.len());
    }
}
