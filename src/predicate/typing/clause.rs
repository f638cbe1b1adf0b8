//! The anatomy of a clause: what is bound, what governs it, and what it asks for.

use std::ops::Range;

use super::cues::TRAILS;
use super::token::Text;

/// Behind a main clause: what introduces a reason, an example or a manner.
const REMARKS: &[&[&str]] = &[
    &["so", "that"],
    &["as", "long", "as"],
    &["for", "example"],
    &["in", "case"],
    &["in", "order", "to"],
    &["–", "see"],
    &["in", "one", "of", "the", "following", "ways"],
    &["in", "either", "of", "the", "following", "ways"],
    &["using", "one", "of", "the", "following", "methods"],
];

/// Behind `to`: what an act is good for. What stands behind it asks for nothing.
const AIMS: &[&str] = &["ensure", "avoid", "prevent", "function", "work", "operate"];

/// Whether the clause asks for an act or state in time relative to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// `Before you deploy the servers, …`
    Before,
    /// `After you change the file, …`
    After,
}

/// What governs a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// A modal or an imperative over a verb.
    Verb,
    /// `is`, `are` and the like over an adjective, participle or noun.
    Be,
    /// `has`, `have`.
    Have,
    /// `requires`, `needs`.
    Require,
    /// `is required`, `is supported`: the subject is what is asked for.
    Status,
    /// No verb: an item of a list, a cell.
    Fragment,
}

/// A clause, taken apart. Ranges are of tokens.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// The words.
    pub(super) text: Text,
    /// Without conditions and frames around it.
    pub(super) core: Range<usize>,
    /// What is bound; may be empty.
    pub(super) subject: Range<usize>,
    /// What governs.
    pub(super) head: Head,
    /// The base form of the verb, when [`Head::Verb`]: `install`.
    pub(super) verb: &'static str,
    /// Where the verb, the participle or what follows the copula begins.
    pub(super) at: usize,
    /// Behind the verb, to the end of the core.
    pub(super) rest: Range<usize>,
    /// Whether it forbids or denies.
    pub(super) negated: bool,
    /// Whether `only` governs it.
    pub(super) only: bool,
    /// The subordinate clause of time in front.
    pub(super) order: Option<(Order, Range<usize>)>,
    /// The heading that runs into it: `Memory: 4 GB`.
    pub(super) label: Range<usize>,
}

impl Clause {
    /// Takes `text` apart. `negative` says that the statement forbids or advises against.
    pub(super) fn new(text: Text, negative: bool) -> Self {
        let end = text.tokens.len();
        let mut clause = Self {
            text,
            core: 0..end,
            subject: 0..0,
            head: Head::Fragment,
            verb: "",
            at: 0,
            rest: 0..end,
            negated: false,
            only: false,
            order: None,
            label: 0..0,
        };
        clause.strip_front();
        clause.find_head();
        clause.strip_back();
        clause.negated |= negative || clause.verb == "avoid";
        clause
    }

    /// Removes conditions and reasons from the back.
    fn strip_back(&mut self) {
        let tokens = &self.text.tokens;
        let from = (self.at + 1).max(self.core.start + 1);
        let end = (from..self.core.end).find(|&i| {
            // `is only supported if`: the condition is what is asked for.
            let asked =
                self.head == Head::Status && i == self.at + 1 && tokens[self.at - 1].low == "only";
            !tokens[i].aside
                && !asked
                && self.trails(i)
                && !tokens[i - 1].is(&["only", "also", "even"])
        });
        if let Some(end) = end {
            let mut end = end;
            while end > from && tokens[end - 1].is(&[",", "–", "(", ";", "and", "but"]) {
                end -= 1;
            }
            self.core.end = end;
            self.rest.end = self.rest.end.min(end);
            self.rest.start = self.rest.start.min(self.rest.end);
        }
        // `supported on X only`
        let last = self.rest.end.wrapping_sub(1);
        if self.rest.len() > 1 && self.text.low(last) == "only" && !self.text.tokens[last].aside {
            self.only = true;
            self.rest.end = last;
            self.core.end = last;
        }
    }

    /// Whether a condition, a reason or a remark begins at `at`.
    fn trails(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let any = |wordings: &[&[&str]]| wordings.iter().any(|words| self.text.has(at, words));
        token.has(TRAILS)
            || any(REMARKS)
            || token.is(&["e.g."])
            || token.low == "to"
                && at > self.at + 1
                && self.text.tokens.get(at + 1).is_some_and(|t| t.is(AIMS))
    }
}
