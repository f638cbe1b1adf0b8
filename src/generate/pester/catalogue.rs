//! `requirements.json`: what stands behind each test, for people and for the runner.

use serde::Serialize;
use serde_json::Value;

use crate::predicate::decide::Reference;
use crate::vocabulary::Vocabulary;

use super::json;
use super::suite::{self, Rule, Version};

/// The format of the file.
pub(super) const SCHEMA: &str = "normative.requirements/1";

#[derive(Serialize)]
struct Catalogue<'a> {
    schema: &'static str,
    product: &'a str,
    environment: EnvironmentView<'a>,
    suites: Vec<&'a str>,
    requirements: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct EnvironmentView<'a> {
    /// Where facts say which version they are about; empty when nowhere.
    product_path: String,
    references: &'a [Reference],
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    level: &'static str,
    mode: &'static str,
    /// Why a person has to decide it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    kind: &'static str,
    path: &'a str,
    line: u32,
    section: &'a [String],
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    test: Option<Value>,
}

/// The catalogue of a version: its requirements in the order of the suites, and of the tests in
/// each.
pub(super) fn render(version: &Version<'_>, vocabulary: &Vocabulary) -> Vec<u8> {
    let catalogue = Catalogue {
        schema: SCHEMA,
        product: version.moniker,
        environment: EnvironmentView {
            product_path: suite::product_path(vocabulary),
            references: &vocabulary.references,
        },
        suites: version.suites.iter().map(|suite| suite.file.as_str()).collect(),
        requirements: version.suites.iter().flat_map(|s| s.rules.iter().map(entry)).collect(),
    };
    json::to_ascii(&catalogue, 3)
}

fn entry<'a>(rule: &'a Rule<'a>) -> Entry<'a> {
    Entry {
        id: &rule.requirement.id,
        level: rule.variant.level.as_str(),
        mode: rule.mode(),
        reason: rule.manual_reason(),
        kind: rule.kind(),
        path: &rule.occurrence.path,
        line: rule.occurrence.start.line,
        section: &rule.occurrence.section,
        text: &rule.variant.text,
        condition: rule.variant.condition.as_ref().map(|condition| condition.text.as_str()),
        test: rule.test.as_ref().map(suite::to_json),
    }
}
