//! What the library's interpreter says.

use std::collections::BTreeMap;

use normative::compile::Compiled;
use normative::facts::Facts;
use normative::predicate::decide::{Reference, Test};
use normative::requirement::Variant;
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
    /// The others, by id.
    manual: Vec<(String, &'a Variant)>,
    references: &'a [Reference],
}

impl<'a> Rules<'a> {
    pub(crate) fn of(compiled: &'a Compiled, version: &Version<'_>) -> Self {
        let (mut automated, mut manual) = (Vec::new(), Vec::new());
        for (requirement, variant) in in_force(&compiled.graph, version.id) {
            match variant.test() {
                Some(test) => automated.push((requirement.id.clone(), variant.level, test)),
                None => manual.push((requirement.id.clone(), variant)),
            }
        }
        Self { automated, manual, references: &vocabulary(compiled).references }
    }

    /// The tests alone.
    pub(crate) fn tests(&self) -> Vec<Test> {
        self.automated.iter().map(|(.., test)| test.clone()).collect()
    }

    /// The ids of all requirements in force.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        let manual = self.manual.iter().map(|(id, _)| id.as_str());
        self.automated.iter().map(|(id, ..)| id.as_str()).chain(manual)
    }

    /// The verdict on every requirement.
    pub(crate) fn judge(&self, facts: &Value) -> Verdicts {
        self.all(&Facts::from_json(facts.clone()).expect("facts"))
    }

    /// The verdict on every requirement from the bytes of a facts file, or why it is refused.
    pub(crate) fn judge_file(&self, bytes: &[u8], moniker: &str) -> Result<Verdicts, String> {
        let facts = Facts::parse(bytes).map_err(|error| error.to_string())?;
        let version = "vmm.version".parse().expect("a path");
        facts.require_version(&version, moniker).map_err(|error| error.to_string())?;
        Ok(self.all(&facts))
    }

    fn all(&self, facts: &Facts) -> Verdicts {
        let mut judge = Judge::new(facts, self.references);
        let mut verdicts = Verdicts::new();
        for (id, _, test) in &self.automated {
            verdicts.insert(id.clone(), word(judge.state(test)));
        }
        for (id, variant) in &self.manual {
            let verdict = judge.evaluate(id, variant);
            verdicts.insert(id.clone(), word((verdict.state, verdict.code)));
        }
        verdicts
    }

    /// The state of one requirement that facts decide.
    pub(crate) fn state(&self, id: &str, facts: Value) -> State {
        let facts = Facts::from_json(facts).expect("facts");
        let (.., test) = self.automated.iter().find(|(known, ..)| known == id).expect("a test");
        Judge::new(&facts, self.references).state(test).0
    }
}

fn word((state, code): (State, Code)) -> String {
    format!("{} {}", state.as_str(), code.as_str())
}

/// The ids of those that fail.
pub(crate) fn failing(verdicts: &Verdicts) -> Vec<&str> {
    let fails = verdicts.iter().filter(|(_, verdict)| verdict.starts_with("fail"));
    fails.map(|(id, _)| id.as_str()).collect()
}
