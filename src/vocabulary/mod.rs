//! What is particular to a product: the things that its documentation names, the facts that can be
//! collected about them, and which phrase is decided by which fact.
//!
//! A vocabulary is one TOML file that a docs maintainer extends. [`Vocabulary::parse`] reads it and
//! reports every mistake at its line; [`bind`](bind::bind) tells the leaves of a graph's checks
//! which facts decide them. The language of its tests is [`crate::predicate::notation`].

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::predicate::decide::{Reference, Test};
use crate::predicate::notation::Scope;
use crate::predicate::path::{FactPath, Route};

pub mod bind;
mod file;
mod parse;
mod schema;
mod units;
mod words;

pub use schema::Node;

/// A vocabulary whose parts fit each other.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// The fact that names the product's version: `vmm.version`.
    pub version: Option<FactPath>,
    /// The lists whose items are referred to by a key.
    pub references: Vec<Reference>,
    /// The releases of the products that documents compare.
    pub orders: Vec<ReleaseOrder>,
    /// Facts that follow from others.
    pub derivations: Vec<Derivation>,
    /// What the collector can't discover.
    pub parameters: Vec<Parameter>,
    /// PowerShell functions that the probes use.
    pub prelude: String,
    /// The questions of the collector, in the order in which they are asked.
    pub probes: Vec<Probe>,
    /// The facts.
    pub facts: Vec<Fact>,
    /// The things that documents name.
    pub entities: Vec<Entity>,
    /// Which property of which thing is decided by which fact.
    pub bindings: Vec<BindingRule>,
    /// What names in tests mean.
    pub scope: Scope,
}

/// The releases of a product.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReleaseOrder {
    /// Its name in this file.
    pub name: String,
    /// The releases, the earliest first.
    pub releases: Vec<Release>,
    /// Values that a fact can have, and that no release matches.
    pub never: Vec<String>,
    /// Values that a fact can have, and that can't be placed in the order.
    pub other: Vec<String>,
}

/// One release.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Release {
    /// How facts name it.
    pub name: String,
    /// How documents also name it.
    pub also: Vec<String>,
}

/// A fact that follows from those beside it, by the first row that fits; else it is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    /// The fact.
    pub fact: Route,
    /// The rows.
    pub rows: Vec<DerivationRow>,
}

/// One row of a [`Derivation`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DerivationRow {
    /// What the members beside the fact must be.
    pub when: BTreeMap<String, Pattern>,
    /// What the fact then is.
    pub is: String,
}

/// What a member must be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Pattern {
    /// This number.
    Integer(i64),
    /// This text; `*` at its end stands for anything.
    Text(String),
}

/// What the collector can't discover.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its name, as of a PowerShell parameter: `VmmServer`.
    pub name: String,
    /// What it is, in a phrase.
    pub description: String,
}

/// One question of the collector to one kind of target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// `host.os`.
    pub id: String,
    /// The list whose items are asked, each once; without one, the environment is asked once.
    pub target: Option<String>,
    /// The privilege that it needs, in a phrase.
    pub needs: String,
    /// The PowerShell modules that it needs.
    pub modules: Vec<String>,
    /// The script.
    pub collect: String,
}

/// The type of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactType {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// Text.
    Text,
    /// A list: an array, or `{ complete, items }`.
    List,
}

/// One observed value about an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Where it stands. `[]` for the members of a list.
    pub path: Route,
    /// Its type.
    pub kind: FactType,
    /// What an integer counts or measures.
    pub unit: String,
    /// All values that a text can have, when they are known.
    pub values: Option<Vec<String>>,
    /// The release order that its values stand in.
    pub order: Option<String>,
    /// What it says, in a phrase.
    pub about: String,
    /// The probe that answers it. Without one it is a part of another fact, or derived.
    pub probe: Option<String>,
    /// A PowerShell expression over the probe's answer; without one, the answer's member of the
    /// same name.
    pub collect: Option<String>,
    /// A PowerShell expression that says whether a list is complete; without one it is.
    pub complete: Option<String>,
}

/// A thing that documents name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its name in this file.
    pub name: String,
    /// The phrases that name it.
    pub phrases: Vec<String>,
    /// Phrases in headings under which a sentence is about it even if it does not say so.
    pub headings: Vec<String>,
}

/// Why facts can't decide a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ManualReason {
    /// It is about what happened before, and leaves no trace.
    History,
    /// It is about what somebody means to do.
    Intent,
    /// It takes judgement.
    Judgement,
    /// No source can be asked reliably.
    NoReliableSource,
}

impl ManualReason {
    /// The name in every file format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::History => "history",
            Self::Intent => "intent",
            Self::Judgement => "judgement",
            Self::NoReliableSource => "no_reliable_source",
        }
    }
}

/// Which property of which entity is decided by which test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BindingRule {
    /// The line of the file, from 1.
    pub line: u32,
    /// The entities, of which one must be meant.
    pub entities: Vec<String>,
    /// Phrases, of which one must name the property.
    pub property: Vec<String>,
    /// The kinds of check, by name.
    pub kinds: Vec<String>,
    /// What decides it.
    pub decision: Decision,
}

/// What decides a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Facts.
    Facts {
        /// The fact that is shown for it.
        fact: String,
        /// The test, as it is written, with `$` for the document's values.
        test: String,
        /// The fact whose value the document gives: an index into [`Vocabulary::facts`].
        target: Option<usize>,
        /// The condition under which the sentence asks for it, where the sentence has one and
        /// nothing else decides that.
        condition: Option<Box<Test>>,
    },
    /// A person.
    Manual(ManualReason),
}
