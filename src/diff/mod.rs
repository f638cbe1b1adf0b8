//! What changed for the reader: between two versions at one revision, or between two revisions.
//!
//! The unit is a requirement in a version. Its variant before is compared with the one after, and
//! the first of these that applies is the outcome: the set of versions changed; level, condition
//! or check became stricter, milder or other; the words changed; the place changed. Versions with
//! the same outcome are one [`Change`]. Swapping the sides mirrors every change.

mod check;
mod compare;
mod effect;
pub mod json;
mod place;
mod reason;
mod state;
#[cfg(test)]
mod tests;
mod text;

use std::collections::{HashMap, HashSet};
use std::fmt;

use crate::predicate::Check;
use crate::requirement::{Graph, Occurrence, Requirement};
use crate::statement::Level;
use crate::version::{MonikerId, MonikerSet};

pub use effect::TestAction;

use compare::Outcome;
use place::Places;
use state::{Sharing, State};

/// What happened to a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// It was in no version.
    Added,
    /// It is in no version any more.
    Removed,
    /// Fewer environments comply.
    Tightened,
    /// More environments comply.
    Loosened,
    /// Others comply.
    Changed,
    /// The same ones comply; the words are other ones.
    Reworded,
    /// It stands in another section or file.
    Moved,
    /// It entered or left versions, and lives on in others.
    Versions,
}

impl ChangeKind {
    /// All kinds, in the order of reports.
    pub const ALL: [Self; 8] = [
        Self::Added,
        Self::Removed,
        Self::Tightened,
        Self::Loosened,
        Self::Changed,
        Self::Reworded,
        Self::Moved,
        Self::Versions,
    ];

    /// The name in every file format and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Tightened => "tightened",
            Self::Loosened => "loosened",
            Self::Changed => "changed",
            Self::Reworded => "reworded",
            Self::Moved => "moved",
            Self::Versions => "versions",
        }
    }

    /// The kind of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The kind of the same change seen from the other side.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Added => Self::Removed,
            Self::Removed => Self::Added,
            Self::Tightened => Self::Loosened,
            Self::Loosened => Self::Tightened,
            other => other,
        }
    }
}

/// Everything that changed from one side to the other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diff {
    /// What the first side is: a moniker, or the name of a revision.
    pub from: String,
    /// What the second side is.
    pub to: String,
    /// The changes, in the order of the second side's graph, then what is gone.
    pub changes: Vec<Change>,
    /// How many requirements are in force on both sides without a change.
    pub unchanged: usize,
    /// The facts that only the second side needs, sorted.
    pub facts_needed: Vec<String>,
    /// The facts that only the first side needs, sorted.
    pub facts_dropped: Vec<String>,
}

impl Diff {
    /// How many changes there are of each kind that occurs, in the order of reports.
    pub fn counts(&self) -> Vec<(ChangeKind, usize)> {
        let count = |kind| self.changes.iter().filter(|change| change.kind == kind).count();
        let all = ChangeKind::ALL.into_iter().map(|kind| (kind, count(kind)));
        all.filter(|(_, count)| *count > 0).collect()
    }

    fn compare_facts(&mut self, from: (&Graph, &[MonikerId]), to: (&Graph, &[MonikerId])) {
        let (old, new) = (effect::facts_of(from.0, from.1), effect::facts_of(to.0, to.1));
        self.facts_needed = new.difference(&old).cloned().collect();
        self.facts_dropped = old.difference(&new).cloned().collect();
    }
}

/// One change of one requirement.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The requirement.
    pub id: String,
    /// What happened.
    pub kind: ChangeKind,
    /// Why it counts as that, in words.
    pub reason: String,
    /// The versions in which it happens, in release order.
    pub monikers: Vec<String>,
    /// What was in force before; `None` where nothing was.
    pub from: Option<Side>,
    /// What is in force after; `None` where nothing is.
    pub to: Option<Side>,
}

/// What a requirement says on one side of a change.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// How strongly it binds.
    pub level: Level,
    /// The sentence.
    pub text: String,
    /// The part of it that states this requirement.
    pub clause: String,
    /// When it applies.
    pub condition: Option<String>,
    /// What a program could decide about that.
    pub condition_check: Option<Check>,
    /// What a program could decide.
    pub check: Option<Check>,
    /// `automated`, or why it is manual.
    pub verification: crate::requirement::Verification,
    /// The headings above it.
    pub section: Vec<String>,
    /// Where it is stated for the versions of the change.
    pub occurrences: Vec<Place>,
}

/// Where a side is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Relative to the docs root, with `/`.
    pub path: String,
    /// From 1.
    pub line: u32,
    /// From 1.
    pub end_line: u32,
    /// From 1.
    pub column: u32,
    /// The versions in which this place is read.
    pub monikers: Vec<String>,
}

/// Why two sides can't be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffError {
    /// No product has this moniker.
    UnknownMoniker {
        /// As given.
        name: String,
        /// The nearest known one.
        nearest: Option<String>,
    },
    /// The monikers are of two products.
    OtherProduct {
        /// As given.
        from: String,
        /// As given.
        to: String,
    },
    /// The two revisions have no version in common.
    NoCommonVersion,
}

impl fmt::Display for DiffError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownMoniker { name, .. } => write!(f, "unknown moniker `{name}`"),
            Self::OtherProduct { from, to } => {
                write!(f, "`{from}` and `{to}` are versions of two products")
            }
            Self::NoCommonVersion => f.write_str("the two revisions have no version in common"),
        }
    }
}

impl std::error::Error for DiffError {}

/// What version `to` requires that version `from` does not, and the reverse.
///
/// # Errors
///
/// When a moniker is unknown, or they are of two products.
pub fn versions(graph: &Graph, from: &str, to: &str) -> Result<Diff, DiffError> {
    let (a, b) = (find(graph, from)?, find(graph, to)?);
    let product = |id: MonikerId| graph.catalog.monikers[id.0 as usize].product;
    if product(a) != product(b) {
        return Err(DiffError::OtherProduct { from: from.to_owned(), to: to.to_owned() });
    }
    let shared = Sharing::new(graph);
    let mut diff = Diff {
        from: graph.catalog.name(a).to_owned(),
        to: graph.catalog.name(b).to_owned(),
        ..Diff::default()
    };
    for requirement in &graph.requirements {
        let old = State::at(graph, requirement, a, &shared);
        let new = State::at(graph, requirement, b, &shared);
        let step = Step { id: &requirement.id, versions: vec![(diff.to.clone(), old, new)] };
        // A page for one version and its sibling for the next are one place to their readers.
        step.record(&Places::default(), &mut diff);
    }
    diff.compare_facts((graph, &[a]), (graph, &[b]));
    Ok(diff)
}

/// What changed from one revision to the next, in the versions that both know; with `only`, in
/// those of them that it names.
///
/// # Errors
///
/// When `only` names a moniker that neither revision knows, or no version is left to compare.
pub fn revisions<'g>(
    before: &'g Graph,
    after: &'g Graph,
    only: &[String],
) -> Result<Diff, DiffError> {
    for name in only {
        find(before, name).or_else(|_| find(after, name))?;
    }
    let chosen = |name: &str| only.is_empty() || only.iter().any(|o| o.eq_ignore_ascii_case(name));
    let common: Vec<(MonikerId, MonikerId)> = before
        .catalog
        .ids()
        .filter(|id| chosen(before.catalog.name(*id)))
        .filter_map(|id| Some((id, after.catalog.find(before.catalog.name(id))?)))
        .collect();
    if common.is_empty() {
        return Err(DiffError::NoCommonVersion);
    }
    let places = Places::new(before, after);
    let (shared_before, shared_after) = (Sharing::new(before), Sharing::new(after));
    let old_by_id: HashMap<&str, &'g Requirement> =
        before.requirements.iter().map(|r| (r.id.as_str(), r)).collect();
    // Where both sides number their versions alike, most requirements can be seen to be the same
    // without a look at each version.
    let same_numbers = common.iter().all(|(a, b)| a == b);
    let mut diff = Diff { from: "before".to_owned(), to: "after".to_owned(), ..Diff::default() };
    let mut compare = |old: Option<&'g Requirement>, new: Option<&'g Requirement>| {
        let Some(id) = old.or(new).map(|r| r.id.as_str()) else { return };
        if let (Some(old), Some(new)) = (old, new)
            && same_numbers
            && state::is_same(old, new)
        {
            let in_force = |id: MonikerId| new.variants.iter().any(|v| v.monikers.contains(id));
            diff.unchanged += usize::from(common.iter().any(|(_, id)| in_force(*id)));
            return;
        }
        let versions = common.iter().map(|&(a, b)| {
            let old = old.and_then(|r| State::at(before, r, a, &shared_before));
            let new = new.and_then(|r| State::at(after, r, b, &shared_after));
            (after.catalog.name(b).to_owned(), old, new)
        });
        Step { id, versions: versions.collect() }.record(&places, &mut diff);
    };
    let mut seen = HashSet::with_capacity(after.requirements.len());
    for new in &after.requirements {
        seen.insert(new.id.as_str());
        compare(old_by_id.get(new.id.as_str()).copied(), Some(new));
    }
    for old in before.requirements.iter().filter(|r| !seen.contains(r.id.as_str())) {
        compare(Some(old), None);
    }
    let (from, to): (Vec<_>, Vec<_>) = common.into_iter().unzip();
    diff.compare_facts((before, &from), (after, &to));
    Ok(diff)
}

fn find(graph: &Graph, name: &str) -> Result<MonikerId, DiffError> {
    graph.catalog.find(name).ok_or_else(|| DiffError::UnknownMoniker {
        name: name.to_owned(),
        nearest: graph.catalog.nearest(name).map(str::to_owned),
    })
}

/// One requirement, in each version that is compared.
struct Step<'a> {
    id: &'a str,
    /// The version, what was in force and what is.
    versions: Vec<(String, Option<State<'a>>, Option<State<'a>>)>,
}

impl Step<'_> {
    /// Adds the changes of this requirement, one for all versions with the same outcome.
    fn record(self, places: &Places<'_>, diff: &mut Diff) {
        let was = self.versions.iter().any(|(_, old, _)| old.is_some());
        let is = self.versions.iter().any(|(_, _, new)| new.is_some());
        let mut found: Vec<(Change, [String; 2])> = Vec::new();
        for (version, old, new) in &self.versions {
            let outcome = match (old, new) {
                (None, None) => continue,
                (None, Some(_)) if was => Outcome::left_or_entered(&self.versions),
                (Some(_), None) if is => Outcome::left_or_entered(&self.versions),
                (None, Some(_)) => Outcome::of(ChangeKind::Added, "new requirement"),
                (Some(_), None) => Outcome::of(ChangeKind::Removed, "no longer required"),
                (Some(old), Some(new)) => match compare::outcome(old, new, places) {
                    Some(outcome) => outcome,
                    None => continue,
                },
            };
            let key = [old, new].map(|side| side.as_ref().map_or_else(String::new, State::words));
            let known = found.iter_mut().find(|(change, words)| {
                change.kind == outcome.kind && change.reason == outcome.reason && *words == key
            });
            match known {
                Some((change, _)) => {
                    change.monikers.push(version.clone());
                    State::add_places(old.as_ref(), change.from.as_mut());
                    State::add_places(new.as_ref(), change.to.as_mut());
                }
                None => {
                    let change = Change {
                        id: self.id.to_owned(),
                        kind: outcome.kind,
                        reason: outcome.reason,
                        monikers: vec![version.clone()],
                        from: old.as_ref().map(State::side),
                        to: new.as_ref().map(State::side),
                    };
                    found.push((change, key));
                }
            }
        }
        if found.is_empty() && was && is {
            diff.unchanged += 1;
        }
        diff.changes.extend(found.into_iter().map(|(change, _)| change));
    }
}

/// The place of an occurrence, with the names of its versions.
fn place_of(occurrence: &Occurrence, graph: &Graph) -> Place {
    let names = |set: &MonikerSet| graph.catalog.names(set).map(str::to_owned).collect();
    Place {
        path: occurrence.path.clone(),
        line: occurrence.start.line,
        end_line: occurrence.end_line,
        column: occurrence.start.column,
        monikers: names(&occurrence.monikers),
    }
}
