//! What makes a diff a finding.

use normative::diff::{ChangeKind, Diff};
use normative::generate::impact::Affected;
use normative::impact::Effect;

use crate::failure::Failure;

/// One of the names that `--fail-on` takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum FailOn {
    /// A kind of change.
    Change(ChangeKind),
    /// What becomes of an environment.
    Effect(Effect),
}

impl FailOn {
    pub(super) fn of_name(name: &str) -> Result<Self, String> {
        let effect = || Effect::of_name(name).map(Self::Effect);
        ChangeKind::of_name(name).map(Self::Change).or_else(effect).ok_or_else(|| {
            let kinds: Vec<&str> = ChangeKind::ALL.into_iter().map(ChangeKind::as_str).collect();
            let effects: Vec<&str> = Effect::ALL.into_iter().map(Effect::as_str).collect();
            format!(
                "the kinds are {}; with `--facts` also {}",
                kinds.join(", "),
                effects.join(", ")
            )
        })
    }

    /// Refuses effects where there is no environment.
    pub(super) fn check(all: &[Self], has_facts: bool) -> Result<(), Failure> {
        let effect = all.iter().find_map(|one| match one {
            Self::Effect(effect) if !has_facts => Some(effect.as_str()),
            _ => None,
        });
        match effect {
            Some(name) => Err(Failure::new(format!("`--fail-on {name}` is about an environment"))
                .help("`--facts FILE` gives its facts")),
            None => Ok(()),
        }
    }

    /// Whether it occurs.
    pub(super) fn occurs(&self, diff: &Diff, affected: &[Affected]) -> bool {
        match self {
            Self::Change(kind) => diff.changes.iter().any(|change| change.kind == *kind),
            Self::Effect(effect) => affected.iter().any(|one| one.impact.count(*effect) > 0),
        }
    }
}
