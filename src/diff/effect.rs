//! What a change means for the tests and the facts.

use std::collections::BTreeSet;

use super::{Change, ChangeKind, Side};
use crate::predicate::Check;
use crate::requirement::{Graph, Variant};
use crate::version::MonikerId;

/// What happens to the test of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TestAction {
    /// There is a test that was not there before.
    Added,
    /// There is none any more.
    Dropped,
    /// It looks for something else, or is decided in another way.
    Changed,
    /// Only its name, its source or its line is another.
    Kept,
}

impl TestAction {
    /// The name in every file format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Dropped => "dropped",
            Self::Changed => "changed",
            Self::Kept => "kept",
        }
    }
}

impl Change {
    /// What happens to its test.
    pub fn test(&self) -> TestAction {
        match (&self.from, &self.to) {
            (_, None) => TestAction::Dropped,
            (None, _) => TestAction::Added,
            (Some(from), Some(to)) => {
                let content = [ChangeKind::Tightened, ChangeKind::Loosened, ChangeKind::Changed];
                let other = from.verification != to.verification || from.check != to.check;
                if content.contains(&self.kind) || other {
                    TestAction::Changed
                } else {
                    TestAction::Kept
                }
            }
        }
    }

    /// The facts that this requirement needs after and did not need before, sorted.
    pub fn facts_needed(&self) -> Vec<&str> {
        only(self.to.as_ref(), self.from.as_ref())
    }

    /// The facts that this requirement needed before and does not need after, sorted.
    pub fn facts_dropped(&self) -> Vec<&str> {
        only(self.from.as_ref(), self.to.as_ref())
    }
}

/// The facts of one side that the other side lacks.
fn only<'a>(these: Option<&'a Side>, those: Option<&'a Side>) -> Vec<&'a str> {
    let all = |side: Option<&'a Side>| -> BTreeSet<&'a str> {
        let mut facts = BTreeSet::new();
        if let Some(side) = side {
            collect(side.check.as_ref(), &mut facts);
            collect(side.condition_check.as_ref(), &mut facts);
        }
        facts
    };
    all(these).difference(&all(those)).copied().collect()
}

/// The facts that decide a check.
fn collect<'a>(check: Option<&'a Check>, facts: &mut BTreeSet<&'a str>) {
    match check {
        Some(Check::Leaf(leaf)) => facts.extend(leaf.fact.as_ref().map(|f| f.path.as_str())),
        Some(Check::AnyOf(of) | Check::AllOf(of)) => {
            of.iter().for_each(|check| collect(Some(check), facts));
        }
        Some(Check::Not(of)) => collect(Some(of), facts),
        None => {}
    }
}

/// The facts that the requirements of these versions need.
pub(super) fn facts_of(graph: &Graph, versions: &[MonikerId]) -> BTreeSet<String> {
    let in_force = |v: &&Variant| versions.iter().any(|id| v.monikers.contains(*id));
    let mut facts = BTreeSet::new();
    for variant in graph.requirements.iter().flat_map(|r| &r.variants).filter(in_force) {
        collect(variant.check.as_ref(), &mut facts);
        collect(variant.condition.as_ref().and_then(|c| c.check.as_ref()), &mut facts);
    }
    facts.into_iter().map(str::to_owned).collect()
}
