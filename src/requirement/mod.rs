//! One obligation through all versions.
//!
//! [`assemble`](assemble::assemble) joins what the views of all pages state into [`Requirement`]s
//! with stable ids.

use std::collections::BTreeMap;

use crate::predicate::Check;
use crate::source::LineColumn;
use crate::statement::{Entry, Level, Statement};
use crate::version::{Catalog, MonikerSet};

pub mod assemble;
mod edges;
pub(crate) mod lineage;
pub mod lock;
mod remember;
#[cfg(test)]
pub(crate) mod script;
mod slug;
mod stated;
#[cfg(test)]
mod tests;
mod verification;
pub(crate) mod words;

pub use verification::Verification;

/// Everything that the documents require.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// The products and their versions; the moniker sets refer to it.
    pub catalog: Catalog,
    /// The documents, by path.
    pub documents: Vec<Document>,
    /// The requirements: documents in path order, each document's in order of first occurrence.
    pub requirements: Vec<Requirement>,
    /// What one requirement has to do with another; sorted.
    pub edges: Vec<Edge>,
    /// What became of the sentences.
    pub statements: Tally,
}

/// How many sentences were looked at, and what became of them. A sentence that several versions
/// see counts once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sentences with a cue.
    pub candidates: usize,
    /// Those among them that state a requirement.
    pub requirements: usize,
    /// The others, by the rule that excludes them.
    pub excluded: BTreeMap<String, usize>,
}

/// What one requirement has to do with another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// What it has.
    pub kind: EdgeKind,
    /// The id of the requirement that says so.
    pub from: String,
    /// The id of the other one.
    pub to: String,
}

/// The kinds of edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// `from` is done before `to`.
    Before,
    /// `from` is enough where `to` can't be met.
    AlternativeTo,
    /// `from` makes sense only where `to` is met.
    DependsOn,
    /// An environment can't meet both.
    ConflictsWith,
}

impl EdgeKind {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Before, Self::AlternativeTo, Self::DependsOn, Self::ConflictsWith];

    /// The name in every file format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::AlternativeTo => "alternative_to",
            Self::DependsOn => "depends_on",
            Self::ConflictsWith => "conflicts_with",
        }
    }
}

/// What was read in one page.
#[derive(Debug, Clone)]
pub struct DocumentReading {
    /// Relative to the docs root, with `/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The versions that it is about.
    pub monikers: MonikerSet,
    /// What each view says. Their monikers are disjoint.
    pub views: Vec<ViewReading>,
}

/// What the readers of some versions are told.
#[derive(Debug, Clone, Default)]
pub struct ViewReading {
    /// The versions.
    pub monikers: MonikerSet,
    /// The statements, in reading order.
    pub statements: Vec<TypedStatement>,
    /// What became of every sentence.
    pub ledger: Vec<Entry>,
}

/// A statement with what a program could decide about it.
#[derive(Debug, Clone)]
pub struct TypedStatement {
    /// The statement.
    pub statement: Statement,
    /// The check of its clause.
    pub check: Option<Check>,
    /// The check of its condition.
    pub condition_check: Option<Check>,
}

/// One page that was read.
#[derive(Debug, Clone)]
pub struct Document {
    /// Relative to the docs root, with `/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The versions that it is about.
    pub monikers: MonikerSet,
}

/// One obligation through all versions.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// `plan-ha-vmm/vmm-cluster-node-operating-system`: made once, never changed, never reused.
    pub id: String,
    /// Who or what is bound.
    pub subject: Option<String>,
    /// The headings above its first occurrence, outermost first.
    pub section: Vec<String>,
    /// What it says in which versions; their monikers are disjoint.
    pub variants: Vec<Variant>,
}

/// What a requirement says in some versions.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The union of its occurrences' monikers.
    pub monikers: MonikerSet,
    /// How strongly it binds.
    pub level: Level,
    /// When it applies.
    pub condition: Option<Condition>,
    /// The sentence.
    pub text: String,
    /// The part of the sentence that states this requirement.
    pub clause: String,
    /// What a program could decide.
    pub check: Option<Check>,
    /// Where it is stated.
    pub occurrences: Vec<Occurrence>,
}

/// When a variant applies.
#[derive(Debug, Clone)]
pub struct Condition {
    /// `If you plan to deploy …`.
    pub text: String,
    /// Its check, when it is decidable.
    pub check: Option<Check>,
}

/// One place where a variant is stated.
#[derive(Debug, Clone)]
pub struct Occurrence {
    /// Relative to the docs root, with `/`.
    pub path: String,
    /// Where the sentence starts.
    pub start: LineColumn,
    /// The line on which the sentence ends, from 1.
    pub end_line: u32,
    /// The versions in which this place is read.
    pub monikers: MonikerSet,
    /// The headings above it, outermost first.
    pub section: Vec<String>,
}
