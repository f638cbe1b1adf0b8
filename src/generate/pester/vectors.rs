//! `vectors.json`: what the library's interpreter says about facts, so that anyone can prove that
//! their PowerShell says the same.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::facts::{Facts, SCHEMA as FACTS_SCHEMA};
use crate::predicate::decide::{Reference, Test};
use crate::verdict::{Code, Judge, State};
use crate::vocabulary::Vocabulary;

use super::suite::{Rule, Version};
use super::{json, synthesis, template};

/// Facts and tests that go through every corner of the language of tests.
#[derive(Deserialize)]
struct Corners {
    references: Vec<Reference>,
    facts: Vec<Value>,
    tests: Vec<Test>,
}

/// What the interpreter says of the corners: the same for every version.
pub(super) struct Language(Set);

impl Language {
    /// Decides every test of the corners.
    pub(super) fn new() -> Self {
        let Corners { references, facts, tests } =
            serde_json::from_str(template::CORNERS).expect("an embedded file that a test reads");
        Self(set("language", &references, tests, facts))
    }
}

/// The vectors of a version.
pub(super) struct Vectors {
    /// The file.
    pub content: Vec<u8>,
    /// How many verdicts on tests of the language it has.
    pub language: usize,
    /// How many verdicts on requirements it has.
    pub requirements: usize,
}

#[derive(Serialize)]
struct File<'a> {
    schema: &'static str,
    sets: [&'a Set; 2],
}

/// Each test on each of the facts.
#[derive(Serialize)]
struct Set {
    name: &'static str,
    references: Value,
    tests: Vec<Value>,
    facts: Vec<Value>,
    /// For each of the facts, the verdict on each test, in order: `fail violated`.
    expected: Vec<Vec<String>>,
}

/// Decides every test on every facts document.
pub(super) fn render(
    version: &Version<'_>,
    vocabulary: &Vocabulary,
    language: &Language,
) -> Vectors {
    let language = &language.0;
    let rules = version.suites.iter().flat_map(|suite| &suite.rules);
    let tests: Vec<Test> = rules.filter_map(|rule: &Rule<'_>| rule.test.clone()).collect();
    let facts = synthesis::documents(vocabulary, &tests);
    let requirements = set("requirements", &vocabulary.references, tests, facts);
    let size = |set: &Set| set.expected.iter().map(Vec::len).sum();
    Vectors {
        language: size(language),
        requirements: size(&requirements),
        content: json::to_ascii(
            &File { schema: "normative.vectors/1", sets: [language, &requirements] },
            4,
        ),
    }
}

fn set(name: &'static str, references: &[Reference], tests: Vec<Test>, facts: Vec<Value>) -> Set {
    let expected = facts.iter().map(|root| verdicts(root, references, &tests)).collect();
    let plain = |value| serde_json::to_value(value).expect("plain data");
    Set {
        name,
        references: json!(references),
        tests: tests.iter().map(plain).collect(),
        facts,
        expected,
    }
}

fn verdicts(root: &Value, references: &[Reference], tests: &[Test]) -> Vec<String> {
    let mut root = root.clone();
    root["schema"] = json!(FACTS_SCHEMA);
    let facts = Facts::from_json(root).expect("an object of this schema");
    let mut judge = Judge::new(&facts, references);
    let shown = |(state, code): (State, Code)| format!("{} {}", state.as_str(), code.as_str());
    tests.iter().map(|test| shown(judge.state(test))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_corners_reach_every_code_of_every_kind_of_test() {
        let corners: Corners = serde_json::from_str(template::CORNERS).unwrap();
        let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
        for root in &corners.facts {
            let verdicts = verdicts(root, &corners.references, &corners.tests);
            for (test, verdict) in corners.tests.iter().zip(verdicts) {
                let kind = serde_json::to_value(test).unwrap()["test"].as_str().unwrap().to_owned();
                let (_, code) = verdict.split_once(' ').unwrap();
                seen.insert((kind, code.to_owned()));
            }
        }
        let kinds: BTreeSet<&str> = seen.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds.len(), 18, "{kinds:?}");
        for code in Code::ALL.iter().filter(|code| !matches!(code, Code::Attested | Code::Manual)) {
            assert!(seen.iter().any(|(_, seen)| seen == code.as_str()), "{}", code.as_str());
        }
        for kind in ["count", "number", "length", "one_of", "is", "all_equal", "disjoint", "within"]
        {
            for code in ["satisfied", "violated", "missing", "type"] {
                assert!(seen.contains(&(kind.to_owned(), code.to_owned())), "{kind} {code}");
            }
        }
    }
}
