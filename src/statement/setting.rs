//! What stands around a sentence and takes part in its meaning.

use super::Level;
use super::condition::Topic;

/// What became of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It states a requirement, by the named rule.
    Requires(Level, &'static str),
    /// It has a cue, and the named rule excludes it.
    Excluded(&'static str),
    /// It has no cue.
    Silent,
}

/// What follows a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Follows {
    /// Nothing that it could introduce.
    #[default]
    Nothing,
    /// A numbered list.
    Steps,
    /// A list.
    Items,
    /// A table.
    Table,
    /// A code block.
    Code,
}

/// What stands around a sentence.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting<'a> {
    /// A step of a procedure, or an alert in one.
    pub(super) step: bool,
    /// In a table of options or parameters.
    pub(super) options: bool,
    /// In a list item or a cell: a fragment can be a statement.
    pub(super) list_item: bool,
    /// The level that a fragment takes.
    pub(super) label: Option<Level>,
    /// A dash in it leads to what the thing is used for.
    pub(super) explained: bool,
    /// What is below the lead-in is not said to be required, permitted or advised.
    pub(super) described: bool,
    /// Its run-in head names the level: `Recommended: …`.
    pub(super) labelled: bool,
    /// In a table of values and what each of them means.
    pub(super) values: bool,
    /// In a cell of a table: what could be an imperative may be a name.
    pub(super) cell: bool,
    /// It stands above the first section, where a page says what it is about.
    pub(super) opening: bool,
    /// It does not end in a full stop.
    pub(super) open: bool,
    /// It has a run-in head that is no link.
    pub(super) headed: bool,
    /// The level of a word in brackets: `(optional)`, `(required)`.
    pub(super) own: Option<Level>,
    /// The lead-in says `the following`.
    pub(super) pointed: bool,
    /// Its run-in head speaks of time.
    pub(super) timed: bool,
    /// It is named under what is supported: a bound in brackets narrows it.
    pub(super) supported: bool,
    /// It stands in a list of limits: a number is a bound.
    pub(super) limits: bool,
    /// Facts count: it stands in a list of prerequisites.
    pub(super) facts: bool,
    /// Whatever it states has to hold: the lead-in ends in `that`, or calls it a condition.
    pub(super) stated: bool,
    /// The lead-in demands the things below it: a link alone names one of them.
    pub(super) named: bool,
    /// The level of `label` is advice under a lead-in: imperatives take it too.
    pub(super) advises: bool,
    /// The lead-in says what a thing, and not the reader, has to be or to do.
    pub(super) of_thing: bool,
    /// The first sentence under a lead-in: `It …` is what the lead-in speaks of.
    pub(super) led: bool,
    /// An alternative under `one of the following`: the lead-in is the statement.
    pub(super) one_of: bool,
    /// The heading or lead-in speaks of restrictions: what cannot be done is ruled out.
    pub(super) restricts: bool,
    /// What the page is about.
    pub(super) topic: Topic<'a>,
    /// What follows the sentence, when it is the last of its paragraph.
    pub(super) follows: Follows,
    /// The base forms of the verbs of the statement before, in the same block.
    pub(super) before: &'a [&'static str],
}
