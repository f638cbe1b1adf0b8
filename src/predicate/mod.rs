//! The check of a clause: what a program could decide about it, as a small tree.

mod compare;
pub mod decide;
mod describe;
mod json;
pub mod notation;
pub mod path;
mod release;
pub mod typing;

pub use compare::Relation;
pub use json::{CheckJsonError, CheckView};

/// A check. Polarity-free: `must_not exceed 15` and `must be at most 15` carry the same one.
#[derive(Debug, Clone, PartialEq)]
pub enum Check {
    /// One property.
    Leaf(Leaf),
    /// At least one of these.
    AnyOf(Vec<Check>),
    /// All of these.
    AllOf(Vec<Check>),
    /// Not this.
    Not(Box<Check>),
}

impl Check {
    /// Whether facts decide every leaf.
    pub fn is_bound(&self) -> bool {
        match self {
            Self::Leaf(leaf) => leaf.fact.is_some(),
            Self::AnyOf(of) | Self::AllOf(of) => of.iter().all(Self::is_bound),
            Self::Not(of) => of.is_bound(),
        }
    }

    /// How facts decide it, when every leaf is bound to a test.
    pub fn test(&self) -> Option<decide::Test> {
        use decide::Test;
        let all = |of: &[Self]| of.iter().map(Self::test).collect::<Option<Vec<_>>>();
        Some(match self {
            Self::Leaf(leaf) => leaf.fact.as_ref()?.test.clone()?,
            Self::AnyOf(of) => Test::AnyOf { tests: all(of)? },
            Self::AllOf(of) => Test::AllOf { tests: all(of)? },
            Self::Not(of) => Test::Not { then: Box::new(of.test()?) },
        })
    }
}

/// One property that can be true or false of an environment.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// What kind of property, with its value.
    pub kind: Kind,
    /// What the property is about, in the words of the document: `VMM service network name`.
    pub subject: Option<String>,
    /// The property, in the words of the document: `joined to a domain`, `domain`, `computer name`.
    pub property: String,
    /// The fact that decides it, when a vocabulary binds it.
    pub fact: Option<Binding>,
}

/// The kinds of `annotation.md`, with their values.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A number or a length with its unit, inclusive.
    AtMost(Quantity),
    /// A number or a length with its unit, inclusive.
    AtLeast(Quantity),
    /// A number or a length with its unit.
    Equals(Quantity),
    /// A closed list of values, as written.
    OneOf(Vec<String>),
    /// "or later" over an ordered list of releases.
    AtLeastVersion(String),
    /// A state that must be true.
    Holds,
    /// A state or a value that must not be there.
    Absent(Option<String>),
    /// The same value on every member.
    AllEqual,
    /// Two sets share no member.
    Disjoint,
    /// One thing is in place before another.
    Before,
}

/// A number as the document writes it, and its unit in canonical spelling (`GB`, `characters`,
/// `nodes`); empty when it has none.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number: `16`, `2.2`, `99.9`.
    pub number: f64,
    /// The unit.
    pub unit: String,
}

/// How a fact decides a leaf: filled in by the vocabulary.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    /// The path of the fact that is shown for it: `vmm.cluster.nodes[].host.os.product`.
    pub path: String,
    /// How facts decide it. Absent when the check was read from a graph document, which names
    /// the fact only.
    pub test: Option<decide::Test>,
}
