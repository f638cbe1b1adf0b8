//! Clauses that only lead to the list or table behind them.

use crate::statement::finite::Clause;
use crate::statement::group::Modal;
use crate::statement::label;
use crate::statement::lexicon::*;
use crate::statement::token::{Kind, Token};
use crate::statement::verbal::is_finite;

/// Whether an obliging clause only leads to the list or table behind it: what it demands is
/// still to come. `requires X for the following features` is complete.
pub(super) fn is_bare_lead_in(clause: &Clause<'_, '_>) -> bool {
    let one_of = clause.whole.windows(3).any(|w| {
        w[0].any(&["one", "any", "either", "more"])
            && w[1].is("of")
            && w[2].any(&["the", "these", "two", "three", "several"])
    });
    // `No other options are supported:` says nothing of the options below it.
    let others = clause.none && clause.subject.get(1).is_some_and(|t| t.is("other"));
    if one_of || others {
        return false;
    }
    let last = clause.whole.iter().rfind(|t| t.is_wordlike());
    // `installed on:`, and not `turned on:`
    let placed = last.is_some_and(|t| t.is("on"))
        && clause.whole.iter().rev().filter(|t| t.is_wordlike()).nth(1).is_some_and(|t| {
            t.has(VERB)
                && !t.lemma_in(&["carry", "go", "keep", "log", "power", "sign", "switch", "turn"])
        });
    // `on these releases:`, `requires that switches:`
    let tail = &clause.whole[clause.whole.len().saturating_sub(7)..];
    let these = tail.windows(2).any(|w| w[0].has(PREPOSITION) && w[1].is("these"))
        && !tail.iter().any(|t| t.any(&["these"]) && t.has(VERB));
    let open = tail.iter().rposition(|t| t.is("that")).is_some_and(|at| {
        tail.len() - at <= 4 && !(at + 1..tail.len() - 1).any(|i| is_finite(tail, i))
    });
    let dangling = placed
        || these
        || open
        || last.is_some_and(|t| {
            t.has(BE | HAVE | MODAL | PREPOSITION | TO) && !t.any(&["as", "on", "off", "below"])
                || t.any(&["that", "you", "following"])
                || t.lemma_in(&["consider", "include", "support", "run", "meet", "require", "need"])
                    && t.has(VERB)
        });
    // `supports two main ways to sign in:`
    let counted = clause.head().is_some_and(|h| h.lemma("support"))
        && clause.rest().first().is_some_and(|t| t.has(NUMBER) && !t.is("one"))
        && !clause.rest().iter().any(|t| t.kind == Kind::Number);
    dangling
        || counted
        || points_on(clause.subject)
        || object_to_come(clause)
        || (clause.group.modal != Modal::Can || clause.group.negated) && points_at_table(clause)
        || asks_for_states(clause)
}

/// `You must make sure that the following are installed`.
fn asks_for_states(clause: &Clause<'_, '_>) -> bool {
    clause.whole.windows(3).any(|w| {
        w[0].is("that") && (w[1].is("these") || w[1].has(DETERMINER) && w[2].is("following"))
            || w[0].any(&["sure", "ensure", "verify"]) && w[1].is("the") && w[2].is("following")
    })
}

/// `as described in the following table`: what is demanded stands in the table.
fn points_at_table(clause: &Clause<'_, '_>) -> bool {
    let Some(head) = clause.head() else { return false };
    let from = clause.whole.partition_point(|t| t.start <= head.start);
    let behind = &clause.whole[from..];
    let Some(at) = behind.iter().position(|t| t.any(&["following", "table", "list"])) else {
        return false;
    };
    behind.iter().any(|t| t.any(&["table", "tables", "list", "section", "sections"]))
        && behind[..at].iter().all(|t| {
            t.has(PREPOSITION | PARTICIPLE | ADVERB | DETERMINER | TO)
                || t.any(DEMANDS)
                || t.any(&["numbers", "sizes", "values"])
        })
}

/// `one of the following`
pub(super) fn chooses(tokens: &[Token<'_>]) -> bool {
    tokens.windows(3).any(|w| {
        w[0].any(&["one", "any", "either", "more"])
            && w[1].is("of")
            && w[2].any(&["the", "these", "two", "three", "several"])
    })
}

/// `The following ports`, `These requirements`.
fn points_on(tokens: &[Token<'_>]) -> bool {
    let at = tokens.iter().position(|t| t.is("following") || t.is("conditions"));
    at.is_some_and(|at| {
        tokens[..at].iter().all(|t| {
            t.has(DETERMINER | ADVERB)
                || t.any(&["addition", "all", "in", "more"])
                || t.kind == Kind::Comma
        })
    })
}

/// What a demand can be called before it is spelt out.
const DEMANDS: &[&str] = &[
    "conditions",
    "considerations",
    "criteria",
    "factors",
    "guidelines",
    "limits",
    "prerequisites",
    "recommendations",
    "requirements",
    "restrictions",
    "rules",
    "settings",
    "specifications",
    "steps",
];

/// Whether the object of the clause is `the following …` or `these requirements`.
fn object_to_come(clause: &Clause<'_, '_>) -> bool {
    let Some(head) = clause.head() else { return false };
    // `We recommend that it has the following`: the object is the content's.
    let content = clause.whole.iter().find(|t| t.start > head.start).is_some_and(|t| t.is("that"));
    let tokens = if content { clause.whole } else { clause.core };
    let whole = &tokens[tokens.partition_point(|t| t.start < head.start)..];
    let Some(at) = whole.iter().position(|t| t.is("following") || t.is("these")) else {
        return false;
    };
    let pictured = whole.get(at + 1).is_some_and(|t| {
        t.any(&["diagram", "figure", "illustration", "image", "screenshot"])
            || t.any(&["order", "sequence"])
    }) || label::lists_outcomes(&whole[at..]);
    let end = whole[at..].iter().position(|t| t.has(SUBORDINATOR)).unwrap_or(whole.len() - at);
    if pictured || end > if content { 5 } else { 8 } {
        return false;
    }
    let named = || whole[at + 1..].iter().take(4).any(|t| t.any(DEMANDS));
    let determined = at > 0 && whole[at - 1].has(DETERMINER) || whole[at].is("these") && named();
    // `requires X for the following features` has its object already; `statements in the
    // following standards` has not.
    let complete = whole[..at].iter().rev().find(|t| !t.has(DETERMINER)).is_some_and(|t| {
        t.any(&["for", "because", "by", "via", "due"]) && !head.lemma("support")
            || clause.group.modal == Modal::Can && t.any(&["through", "using", "with"])
    });
    // `as listed in the following table`, `such as the following tools`
    let aside = whole[..at].iter().rev().take(4).any(|t| t.is("as"));
    determined && !complete && !aside
}
