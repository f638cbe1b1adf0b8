//! What facts say about requirements: the interpreter of [`Test`]s, whose meaning is in
//! [`crate::predicate::decide`], and the verdict on each requirement of a version.

use serde::Serialize;

use crate::facts::Facts;
use crate::predicate::decide::{Reference, Test};
use crate::requirement::{Graph, Requirement, Variant};
use crate::version::MonikerId;

mod demand;
mod names;
mod path;
mod report;
mod test;

pub use demand::demand;
pub use report::{Counts, Report, Row};

use path::Environment;

/// What is known about a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is met; proven.
    Pass,
    /// It is violated; proven.
    Fail,
    /// The facts don't say.
    Unknown,
    /// It does not apply here.
    NotApplicable,
    /// A person has to look.
    Manual,
}

impl State {
    /// All of them, in the order in which reports count them.
    pub const ALL: [Self; 5] =
        [Self::Fail, Self::Unknown, Self::Manual, Self::Pass, Self::NotApplicable];

    /// The name in every file format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not_applicable",
            Self::Manual => "manual",
        }
    }
}

/// Why a verdict is what it is: a closed list, the same for all evaluators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// What is required was seen.
    Satisfied,
    /// Something else was seen.
    Violated,
    /// A fact is absent or `null`.
    Missing,
    /// A fact has another type.
    Type,
    /// A list is not complete.
    Partial,
    /// There is nothing to which it could apply.
    NoSubject,
    /// A value can't be judged.
    Value,
    /// A sign against it was seen, no proof.
    Inconclusive,
    /// Its condition is not met.
    Condition,
    /// It is a permission that is not used.
    Permitted,
    /// A person says so.
    Attested,
    /// Nobody has looked.
    Manual,
}

impl Code {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Satisfied,
        Self::Violated,
        Self::Missing,
        Self::Type,
        Self::Partial,
        Self::NoSubject,
        Self::Value,
        Self::Inconclusive,
        Self::Condition,
        Self::Permitted,
        Self::Attested,
        Self::Manual,
    ];

    /// The name in every file format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::Violated => "violated",
            Self::Missing => "missing",
            Self::Type => "type",
            Self::Partial => "partial",
            Self::NoSubject => "no_subject",
            Self::Value => "value",
            Self::Inconclusive => "inconclusive",
            Self::Condition => "condition",
            Self::Permitted => "permitted",
            Self::Attested => "attested",
            Self::Manual => "manual",
        }
    }
}

/// What is known about a requirement in an environment, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// What is known.
    pub state: State,
    /// Why, from a closed list.
    pub code: Code,
    /// Why, as a sentence without full stop. Holds no text of a document; values of the
    /// environment are [shown](crate::facts::show) safely.
    pub reason: String,
    /// What violates it, or what could not be seen: each with its place, shown safely.
    pub offenders: Vec<String>,
}

/// Decides tests and requirements against the facts of one environment.
pub struct Judge<'a> {
    facts: &'a Facts,
    environment: Environment<'a>,
}

impl<'a> Judge<'a> {
    /// A judge of these facts; `references` are those of the product's vocabulary.
    pub fn new(facts: &'a Facts, references: &'a [Reference]) -> Self {
        Self { facts, environment: Environment::new(facts, references) }
    }

    /// Decides a test: state, code, and what violates it or could not be seen.
    pub fn decide(&mut self, test: &Test) -> Verdict {
        let outcome = test::outcome(test, &mut self.environment, &mut Vec::new());
        let reason = format!("required: {}; {}", demand(test), seen(outcome.code));
        Verdict { state: outcome.state, code: outcome.code, reason, offenders: outcome.offenders }
    }

    /// State and code of a test, without words.
    pub fn state(&mut self, test: &Test) -> (State, Code) {
        let outcome = test::outcome(test, &mut self.environment, &mut Vec::new());
        (outcome.state, outcome.code)
    }

    /// The verdict on one variant of a requirement: its test decides, or a person.
    pub fn evaluate(&mut self, id: &str, variant: &Variant) -> Verdict {
        match variant.test() {
            Some(test) => self.decide(&test),
            None => attested(id, self.facts).unwrap_or_else(|| Verdict {
                state: State::Manual,
                code: Code::Manual,
                reason: "a person has to check this".to_owned(),
                offenders: Vec::new(),
            }),
        }
    }
}

/// A code as the end of a reason.
fn seen(code: Code) -> &'static str {
    match code {
        Code::Satisfied => "seen",
        Code::Violated => "violated",
        Code::Missing => "a fact is missing",
        Code::Type => "a fact has the wrong type",
        Code::Partial => "a list is not complete",
        Code::NoSubject => "there is nothing to check",
        Code::Value => "a value can't be judged",
        Code::Inconclusive => "there is a sign against it, but no proof",
        Code::Condition => "its condition is not met",
        Code::Permitted => "it is permitted, and not used",
        Code::Attested | Code::Manual => "a person has to check this",
    }
}

/// What people say about a requirement in `attest`: none when nobody does, or not with one voice.
fn attested(id: &str, facts: &Facts) -> Option<Verdict> {
    let attest = facts.json().get("attest")?;
    let entries = attest.as_array().or_else(|| attest.get("items")?.as_array())?;
    let text = |entry: &'_ serde_json::Value, key: &str| {
        entry.get(key).and_then(|value| value.as_str()).map(str::to_owned)
    };
    let about = entries.iter().filter(|entry| text(entry, "requirement").as_deref() == Some(id));
    let mut answers: Vec<String> = about.filter_map(|entry| text(entry, "answer")).collect();
    answers.sort();
    answers.dedup();
    let [answer] = &answers[..] else { return None };
    let (state, reason) = match answer.as_str() {
        "yes" => (State::Pass, "a person attests that it is met"),
        "no" => (State::Fail, "a person attests that it is not met"),
        "not-applicable" => (State::NotApplicable, "a person attests that it does not apply"),
        _ => return None,
    };
    let reason = reason.to_owned();
    Some(Verdict { state, code: Code::Attested, reason, offenders: Vec::new() })
}

/// The requirements in force in a version, with the variant that is.
pub fn in_force(
    graph: &Graph,
    moniker: MonikerId,
) -> impl Iterator<Item = (&Requirement, &Variant)> {
    graph.requirements.iter().filter_map(move |requirement| {
        let mut variants = requirement.variants.iter();
        let variant = variants.find(|variant| variant.monikers.contains(moniker))?;
        Some((requirement, variant))
    })
}
