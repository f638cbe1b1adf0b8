//! One obligation through all versions.

use crate::predicate::Check;
use crate::source::LineColumn;
use crate::statement::Level;
use crate::version::MonikerSet;

/// Everything that the documents require.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// The documents, by path.
    pub documents: Vec<Document>,
    /// The requirements: documents in path order, each document's in order of first occurrence.
    pub requirements: Vec<Requirement>,
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
}
