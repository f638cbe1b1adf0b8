//! The verdicts of environments, as the page shows them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::impact::Impact;
use crate::verdict::{Report, Verdict};

/// The verdicts of one environment.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Verdicts {
    /// What the environment is called: the name of its facts file.
    pub name: String,
    /// The version that it was checked against.
    pub version: String,
    /// The verdict on each requirement, by id.
    pub results: BTreeMap<String, Verdict>,
    /// What they were before a change, when there is one.
    pub before: Option<Before>,
}

/// The other side of a change.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Before {
    /// The version that the environment had.
    pub version: String,
    /// The verdict on each requirement, by id.
    pub results: BTreeMap<String, Verdict>,
    /// What the change means: the name and the heading of the effect, by the requirement's id.
    pub effects: BTreeMap<String, (&'static str, &'static str)>,
}

impl Verdicts {
    /// The verdicts of a report.
    pub fn of(name: &str, report: &Report<'_>) -> Self {
        Self {
            name: name.to_owned(),
            version: report.moniker.to_owned(),
            results: results(report),
            before: None,
        }
    }

    /// The verdicts on both sides of a change.
    pub fn of_change(
        name: &str,
        (before, after): (&Report<'_>, &Report<'_>),
        impact: &Impact,
    ) -> Self {
        let entries = impact.entries.iter();
        let effects = entries
            .map(|entry| (entry.id.clone(), (entry.effect.as_str(), entry.effect.described())));
        let before = Before {
            version: before.moniker.to_owned(),
            results: results(before),
            effects: effects.collect(),
        };
        Self { before: Some(before), ..Self::of(name, after) }
    }
}

fn results(report: &Report<'_>) -> BTreeMap<String, Verdict> {
    let rows = report.rows.iter();
    rows.map(|row| (row.requirement.id.clone(), row.verdict.clone())).collect()
}
