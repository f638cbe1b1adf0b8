//! The closed language in which facts decide a check.
//!
//! A [`Test`] is data: a vocabulary writes it, the binder fills in the values of the document,
//! generated suites carry it as JSON. Three evaluators give it one meaning, which is fixed here.
//!
//! # Values
//!
//! Facts are JSON. An absent member and `null` are the same: unknown. A *list* is an array, which
//! is complete, or an object `{"complete": bool, "items": [...]}`. Numbers are integers of 64 bits
//! with a sign; `16.0` and `1e2` are of the wrong type. Nothing is ever converted. Member names
//! are compared as they stand. Text is compared by folding `A`–`Z` and then code unit by code
//! unit; a *name* ([`Names`]) also loses one trailing dot.
//!
//! # Paths
//!
//! [`FactPath`] has the grammar. To resolve a path, start with the facts (or the member in whose
//! scope the test stands) and take the segments one after the other. For each segment, go through
//! what is there so far, in order:
//!
//! 1. What is no object is a gap `type`.
//! 2. Read the member. If it is unknown and the segment is the name of a [`Reference`], follow
//!    that. Without a reference, or if its field is unknown, it is a gap `missing`. A field that
//!    is no text is a gap `type`; the referenced list is unknown: `missing`, is no list: `type`;
//!    no item has that key: `missing`. See [`Reference`] for which item has it.
//! 3. Without `[]` the member itself goes on. With `[]` it must be a list: if it is neither an
//!    array nor an object, a gap `type`; if its `items` are unknown, a gap `missing`; if they are
//!    no array, a gap `type`; each time nothing goes on. If `complete` is `false` or unknown, a
//!    gap `partial`; if it is no boolean, a gap `type`; the items go on all the same. Then the
//!    items, in order: one that is `null` is a gap `missing`, every other goes on.
//!
//! The result is the values and the gaps, each in the order in which they were met: gaps of an
//! earlier segment come first. Behind `|` stands a fallback, resolved instead when the first
//! path gives no value, at least one gap, and no gap but `missing`. A fallback (what is planned)
//! can show a violation but proves nothing: behind its own gaps it has a gap `inconclusive`.
//!
//! # Outcomes
//!
//! | state | codes |
//! | --- | --- |
//! | pass | `satisfied` |
//! | fail | `violated` |
//! | unknown | `missing`, `type`, `partial`, `no_subject`, `value`, `inconclusive` |
//! | not applicable | `condition`, `permitted` |
//!
//! A test that judges the values of a path *one by one* ([`Number`](Test::Number),
//! [`Length`](Test::Length), [`OneOf`](Test::OneOf), [`NoneOf`](Test::NoneOf),
//! [`AtLeastVersion`](Test::AtLeastVersion), [`Is`](Test::Is), [`Within`](Test::Within)) goes
//! through the values in order. A value of the wrong type adds a gap `type`, one that can't be
//! judged a gap `value`, behind those of the path. Then: fail if a value violates; else unknown
//! with the code of the first gap; else `no_subject` if there was no value; else pass. So a
//! partial list can prove a violation, never that there is none.

use serde::{Deserialize, Serialize};

use super::path::FactPath;

/// How facts decide a check. The module's page has what is common to all tests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "test", rename_all = "snake_case", deny_unknown_fields)]
pub enum Test {
    /// Each list at the path has that many members. The path ends in `[]`; lists are counted
    /// one by one, not together.
    ///
    /// For each list, in order, with `n` its members that are not `null` (with `only`: that pass
    /// it): fail if `n` is over the limit of `at_most` or `equals`. A list whose `n` reaches the
    /// limit of `at_least` is good. Else its first gap counts (completeness, then `null` items and,
    /// with `only`, members for which `only` is unknown, in order); without `only`, a list with
    /// no member and no gap is a gap `no_subject`. Else fail if `n` is under the limit of
    /// `at_least` or `equals`. Then as for values one by one, the gaps of the path up to its last
    /// segment first (what is no list is a gap of the last segment, in the order of the lists).
    Count {
        /// The lists.
        path: FactPath,
        /// How to compare.
        compare: Comparison,
        /// With what, inclusive.
        limit: i64,
        /// Which members count; without it, all. In the scope of the member.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        only: Option<Box<Test>>,
    },
    /// Each value is an integer that compares so.
    Number {
        /// The integers.
        path: FactPath,
        /// How to compare.
        compare: Comparison,
        /// With what, inclusive.
        limit: i64,
    },
    /// Each value is text whose length compares so. Empty text can't be judged: a gap `value`.
    Length {
        /// The texts.
        path: FactPath,
        /// How to compare.
        compare: Comparison,
        /// UTF-16 code units, inclusive.
        limit: i64,
        /// Only what stands before the first dot has a length.
        #[serde(default, skip_serializing_if = "is_false")]
        label: bool,
    },
    /// Each value is text, and one of these.
    OneOf {
        /// The texts.
        path: FactPath,
        /// The values allowed.
        values: Vec<String>,
    },
    /// Each value is text, and none of these.
    NoneOf {
        /// The texts.
        path: FactPath,
        /// The values that violate.
        values: Vec<String>,
    },
    /// Each value is text that stands in `order`, not before `minimum`. One that stands in `never`
    /// violates; another one that `order` does not have can't be judged.
    AtLeastVersion {
        /// The releases.
        path: FactPath,
        /// The earliest one allowed; stands in `order`.
        minimum: String,
        /// All releases, the earliest first.
        order: Vec<String>,
        /// Values that no release matches, such as another product's.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        never: Vec<String>,
    },
    /// Each value is this boolean.
    Is {
        /// The booleans.
        path: FactPath,
        /// Which one.
        value: bool,
    },
    /// All values of all paths are the same text: fail if two differ; else the first gap; else
    /// `no_subject` if there is no value; else pass, also with one value. Gaps: of the paths, one
    /// after the other, then those of the values (`type`; `value` for a name that can't be told).
    AllEqual {
        /// The texts.
        paths: Vec<FactPath>,
        /// How to compare them; as text when not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        names: Option<Names>,
    },
    /// No value stands at both: fail if one does; else the first gap, of `path`, then of `other`,
    /// then of the values of `path`, then of those of `other` (`type`, `value`); else `no_subject`
    /// if either has no value; else pass.
    Disjoint {
        /// The texts that must stay apart.
        path: FactPath,
        /// From these.
        other: FactPath,
        /// How to compare them; as text when not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        names: Option<Names>,
    },
    /// Each value also stands at `other`. One that does not violates when `other` has no gap (of
    /// its path, then of its values); else it adds the first gap of `other`.
    Within {
        /// The texts.
        path: FactPath,
        /// Where they must stand.
        other: FactPath,
        /// How to compare them; as text when not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        names: Option<Names>,
    },
    /// Each value passes, in its own scope. Fail if one fails; else unknown with the first gap of
    /// the path, else with the code of the first value that is unknown; else `no_subject` if there
    /// is no value; else not applicable if it is so for all, with the first one's code; else pass.
    Each {
        /// The members.
        path: FactPath,
        /// What each must pass.
        then: Box<Test>,
    },
    /// At least one value passes, in its own scope; without `then`, there is a value. Pass if one
    /// passes; else unknown with the first gap of the path, else with the code of the first value
    /// that is unknown; else fail, also when there is no value. So a partial list can prove that
    /// one is there, never that none is.
    Some {
        /// The members.
        path: FactPath,
        /// What one of them must pass.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        then: Option<Box<Test>>,
    },
    /// Those that are not applicable aside: pass if one passes; else unknown with the code of the
    /// first that is; else fail. Not applicable when all are, with the first one's code.
    AnyOf {
        /// At least one.
        tests: Vec<Test>,
    },
    /// Those that are not applicable aside: fail if one fails; else unknown with the code of the
    /// first that is; else pass. Not applicable when all are, with the first one's code.
    AllOf {
        /// At least one.
        tests: Vec<Test>,
    },
    /// Pass and fail change places; unknown and not applicable stay.
    Not {
        /// Of this.
        then: Box<Test>,
    },
    /// Not applicable, code `condition`, if the condition fails or is not applicable; unknown with
    /// its code if it is unknown; else what `then` says.
    When {
        /// The condition.
        condition: Box<Test>,
        /// What it governs.
        then: Box<Test>,
    },
    /// A sign, no proof: fail becomes unknown, code `inconclusive`.
    Suggests {
        /// The sign.
        then: Box<Test>,
    },
    /// A permission, which can't be violated: fail becomes not applicable, code `permitted`.
    Permits {
        /// What is permitted.
        then: Box<Test>,
    },
}

/// How a number compares with its limit. All are inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// `value <= limit`
    AtMost,
    /// `value >= limit`
    AtLeast,
    /// `value == limit`
    Equals,
}

impl Comparison {
    /// Whether `value` compares so with `limit`.
    pub fn holds(self, value: i64, limit: i64) -> bool {
        match self {
            Self::AtMost => value <= limit,
            Self::AtLeast => value >= limit,
            Self::Equals => value == limit,
        }
    }
}

/// How names in facts are told from each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Names {
    /// As DNS names: folded, one trailing dot dropped. An empty one can't be judged.
    Dns,
    /// As what the [`Reference`] of that name says they name: the key of the item that has it,
    /// folded. When no item has it: the name itself if it has a dot and the reference is open,
    /// else it can't be judged.
    Of(String),
}

/// A list whose items are referred to by their key: hosts by `hostId`, domains by their name.
///
/// An item *has* a name (both folded, one trailing dot dropped) when its `key` member is that
/// text; of several such items the first one. When no item's key is, an alias may be: if all items
/// of which one of the `aliases` members is that text agree in their key, the first of them.
/// Items that are no objects, or whose key is no text, have no name. Completeness plays no part:
/// who is not in the list is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The segment that follows it: `host`.
    pub name: String,
    /// The member beside it that holds the key: `hostId`.
    pub field: String,
    /// The list, a member of the facts: `hosts`.
    pub list: String,
    /// The member of an item that is its key: `id`.
    pub key: String,
    /// Other members of an item that name it: `netbiosName`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// A dotted name that no item has still names something, itself ([`Names::Of`] only).
    #[serde(default, skip_serializing_if = "is_false")]
    pub open: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Test {
    /// The tests directly inside this one, in order.
    pub fn children(&self) -> Vec<&Test> {
        match self {
            Self::AnyOf { tests } | Self::AllOf { tests } => tests.iter().collect(),
            Self::Each { then, .. }
            | Self::Not { then }
            | Self::Suggests { then }
            | Self::Permits { then } => vec![then],
            Self::When { condition, then } => vec![condition, then],
            Self::Some { then, .. } | Self::Count { only: then, .. } => {
                then.iter().map(|test| &**test).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The path to show for this test: the first one, in the order in which it is written.
    pub fn shown_path(&self) -> String {
        fn first(test: &Test) -> Option<String> {
            let own = test.paths().first().map(|path| path.route.to_string());
            own.or_else(|| test.children().into_iter().find_map(first))
        }
        first(self).unwrap_or_default()
    }

    /// The paths that this test itself reads, not those of its children.
    pub fn paths(&self) -> Vec<&FactPath> {
        match self {
            Self::Count { path, .. }
            | Self::Number { path, .. }
            | Self::Length { path, .. }
            | Self::OneOf { path, .. }
            | Self::NoneOf { path, .. }
            | Self::AtLeastVersion { path, .. }
            | Self::Is { path, .. }
            | Self::Each { path, .. }
            | Self::Some { path, .. } => vec![path],
            Self::Disjoint { path, other, .. } | Self::Within { path, other, .. } => {
                vec![path, other]
            }
            Self::AllEqual { paths, .. } => paths.iter().collect(),
            Self::AnyOf { .. }
            | Self::AllOf { .. }
            | Self::Not { .. }
            | Self::When { .. }
            | Self::Suggests { .. }
            | Self::Permits { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_is_data() {
        let json = r#"{"test":"each","path":"clusters[]","then":{"test":"count","path":".nodes[]","compare":"at_most","limit":16}}"#;
        let test: Test = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&test).unwrap(), json);
        assert_eq!(test.children().len(), 1);
        let names = serde_json::to_string(&Names::Of("host".to_owned())).unwrap();
        assert_eq!(names, r#"{"of":"host"}"#);
    }

    #[test]
    fn an_unknown_member_of_a_test_is_refused() {
        let json = r#"{"test":"is","path":"a","value":true,"vlaue":false}"#;
        assert!(serde_json::from_str::<Test>(json).is_err());
    }
}
