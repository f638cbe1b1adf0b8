//! What the library's interpreter says.

use std::collections::BTreeMap;

use normative::compile::Compiled;
use normative::facts::Facts;
use normative::predicate::decide::{Reference, Test};
use normative::statement::Level;
use normative::verdict::{Code, Judge, State, in_force};
use serde_json::Value;

use crate::base::{Version, vocabulary};

/// State and code of every requirement, by id: `fail violated`.
pub(crate) type Verdicts = BTreeMap<String, String>;

/// What is in force in one version.
pub(crate) struct Rules<'a> {
    /// The requirements that facts decide.
    pub(crate) automated: Vec<(String, Level, Test)>,
    /// The ids of the others.
    pub(crate) manual: Vec<String>,
    references: &'a [Reference],
}

impl<'a> Rules<'a> {
    pub(crate) fn of(compiled: &'a Compiled, version: &Version<'_>) -> Self {
        let (mut automated, mut manual) = (Vec::new(), Vec::new());
        for (requirement, variant) in in_force(&compiled.graph, version.id) {
            match variant.test() {
                Some(test) => automated.push((requirement.id.clone(), variant.level, test)),
                None => manual.push(requirement.id.clone()),
            }
        }
        Self { automated, manual, references: &vocabulary(compiled).references }
    }

    /// The tests alone.
    pub(crate) fn tests(&self) -> Vec<Test> {
        self.automated.iter().map(|(.., test)| test.clone()).collect()
    }

    /// The verdict on every requirement, when nobody attests anything.
    pub(crate) fn judge(&self, facts: &Value) -> Verdicts {
        let facts = Facts::from_json(facts.clone()).expect("facts");
        let mut judge = Judge::new(&facts, self.references);
        let decided = self.automated.iter().map(|(id, _, test)| (id.clone(), judge.state(test)));
        let decided: Vec<_> = decided.collect();
        let manual = self.manual.iter().map(|id| (id.clone(), (State::Manual, Code::Manual)));
        let all = decided.into_iter().chain(manual);
        all.map(|(id, (state, code))| (id, format!("{} {}", state.as_str(), code.as_str())))
            .collect()
    }

    /// The state of one requirement that facts decide.
    pub(crate) fn state(&self, id: &str, facts: Value) -> State {
        let facts = Facts::from_json(facts).expect("facts");
        let (.., test) = self.automated.iter().find(|(known, ..)| known == id).expect("a test");
        Judge::new(&facts, self.references).state(test).0
    }
}

/// The ids of those that fail.
pub(crate) fn failing(verdicts: &Verdicts) -> Vec<&str> {
    let fails = verdicts.iter().filter(|(_, verdict)| verdict.starts_with("fail"));
    fails.map(|(id, _)| id.as_str()).collect()
}
