//! The clauses of a page that oblige, forbid, recommend or permit.

mod clause;
mod condition;
mod finite;
mod fragment;
mod group;
mod imperative;
mod judge;
mod label;
mod lexicon;
mod outline;
mod permission;
mod place;
mod quantity;
mod read;
mod row;
mod rules;
mod sentence;
mod setting;
mod table;
mod tagged;
mod token;
mod verbal;
mod version_name;

pub use outline::outline;
pub use rules::Rule;
pub use tagged::{Tagged, tag};

use crate::markdown::View;
use crate::source::{FileId, Span};

/// How strongly a clause binds: the key words of RFC 2119 and RFC 8174, read off ordinary prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// An obligation.
    Must,
    /// A prohibition.
    MustNot,
    /// A recommendation.
    Should,
    /// Advice against.
    ShouldNot,
    /// A permission.
    May,
}

impl Level {
    /// The name in every file format: `must`, `must_not`, `should`, `should_not`, `may`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::MustNot => "must_not",
            Self::Should => "should",
            Self::ShouldNot => "should_not",
            Self::May => "may",
        }
    }

    /// The level of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        let all = [Self::Must, Self::MustNot, Self::Should, Self::ShouldNot, Self::May];
        all.into_iter().find(|level| level.as_str() == name)
    }
}

/// One clause that states one requirement, in one view of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The name of the rule that decided, from the table of rules.
    pub rule: &'static str,
    /// How strongly it binds.
    pub level: Level,
    /// The whole sentence as plain text (a table row: the row read as a sentence).
    pub text: String,
    /// The file that the sentence stands in.
    pub file: FileId,
    /// The sentence's own bytes in that file, first word to last.
    pub span: Span,
    /// The part of the sentence that states this requirement.
    pub clause: String,
    /// The noun phrase that is bound, when the clause names one: `All cluster nodes`.
    pub subject: Option<String>,
    /// The clause from behind its modal: `be joined to a domain`, `install the utilities`.
    pub predicate: String,
    /// `If you plan to deploy …`, also from the lead-in.
    pub condition: Option<String>,
    /// The headings above it, outermost first, as the reader of this view sees them.
    pub section: Vec<String>,
    /// What stands around the clause and takes part in its meaning.
    pub context: Context,
}

/// What stands around a clause and takes part in its meaning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The sentence that introduces the list or table.
    pub lead_in: Option<String>,
    /// The items under a lead-in that ends in "one of the following": the values of its `one_of`.
    pub items: Vec<String>,
    /// In a table row: each cell with the header of its column.
    pub cells: Vec<RowCell>,
    /// Code spans of the clause, as they stand.
    pub code: Vec<String>,
}

/// One cell of a table row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowCell {
    /// The header of its column; empty when there is none.
    pub header: String,
    /// Its text, one entry a line, paragraph or list item.
    pub parts: Vec<String>,
    /// The row's first cell, or another one that names rather than demands.
    pub is_subject: bool,
}

/// What became of one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It states one or more requirements.
    Requirement,
    /// It has a cue, and the named rule excludes it.
    Excluded(&'static str),
    /// It has no cue.
    NoCue,
}

/// One line of the ledger: every sentence of a view is accounted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The sentence.
    pub text: String,
    /// Its file.
    pub file: FileId,
    /// Its bytes in that file.
    pub span: Span,
    /// What became of it.
    pub outcome: Outcome,
    /// The other clauses of it that could have been requirements, each with the rule that
    /// excluded it.
    pub near_misses: Vec<(String, &'static str)>,
}

/// What a view says, and what became of every sentence of it.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The statements, in reading order.
    pub statements: Vec<Statement>,
    /// Every sentence, or what of it was asked for.
    pub ledger: Vec<Entry>,
}

/// A rule that includes or excludes clauses, by its name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules::RULES.iter().find(|rule| rule.name == name)
}

/// All rules that include or exclude clauses, by name.
pub fn rules() -> &'static [Rule] {
    rules::RULES
}

/// How much the ledger of a [`Reading`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ledger {
    /// Every sentence, with its words.
    Whole,
    /// Only where the sentences with a cue stand, and what became of each of them: enough to count
    /// them.
    Places,
}

/// Makes the tables of words that reading needs, for whoever has time before; else the first
/// reading makes them.
pub fn prepare() {
    lexicon::prepare();
}

/// Reads a view. `versions` are the names of all monikers of the page, which tell its own
/// versions from others that it mentions.
pub fn read(view: &View, versions: &[&str], ledger: Ledger) -> Reading {
    let versions = version_name::Versions::new(versions);
    let several = view.monikers.iter().nth(1).is_some();
    let mut reader = read::Reader::new(&versions, several, ledger);
    reader.blocks(&view.blocks, &read::Around::default(), &[]);
    reader.out
}
