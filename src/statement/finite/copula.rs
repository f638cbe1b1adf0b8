//! What a clause with `be` and a complement asks for.

use super::Clause;
use super::fact::fact;
use super::gives_reason;
use crate::statement::Level;
use crate::statement::group::Voice;
use crate::statement::lexicon::*;
use crate::statement::quantity;
use crate::statement::rules::*;
use crate::statement::setting::{Setting, Verdict};
use crate::statement::token::{Kind, Token};

/// Adjectives that oblige, and those that advise.
const OBLIGING: &[&str] =
    &["compulsory", "essential", "mandatory", "necessary", "needed", "obligatory", "required"];

const ADVISING: &[&str] = &[
    "advisable",
    "best",
    "better",
    "critical",
    "crucial",
    "imperative",
    "important",
    "preferable",
    "preferred",
    "recommended",
    "vital",
    "wise",
];

pub(super) fn copula(clause: &Clause<'_, '_>, head: &Token<'_>, setting: &Setting<'_>) -> Verdict {
    let group = &clause.group;
    let complement = clause.complement();
    // `larger than those recommended` compares.
    let own = complement.iter().take_while(|t| !t.is("than"));
    let adjective = own.take(4).find(|t| {
        t.any(OBLIGING) || t.any(ADVISING) || t.any(&["optional", "supported", "unsupported"])
    });
    let it = clause.subject_is(&["it"]);
    let goes_on = complement.iter().any(|t| t.has(TO)) || clause.whole.iter().any(|t| t.is("that"));
    // `It is important to note that …` asks for a thought.
    if it
        && complement
            .windows(2)
            .any(|w| w[0].has(TO) && (w[1].word.class == Class::Heed || w[1].lemma("understand")))
        && complement.first().is_some_and(|t| t.any(ADVISING))
    {
        return Verdict::Excluded(MENTAL_ACT);
    }
    if let Some(adjective) = adjective {
        let noun_follows = complement
            .iter()
            .skip_while(|t| !t.is(adjective.text))
            .nth(1)
            .is_some_and(|t| t.word.tags == 0 && t.is_wordlike());
        // `is an essential part of X`: what it is, and not that it has to be there.
        let behind = complement.iter().skip_while(|t| !t.is(adjective.text)).nth(1);
        let part = adjective.is("essential")
            && behind.is_some_and(|t| t.is_wordlike() && !t.has(PREPOSITION | TO))
            && complement.first().is_some_and(|t| t.has(DETERMINER));
        if part || adjective.any(OBLIGING) && gives_reason(clause) {
            return Verdict::Excluded(DESCRIPTION);
        }
        if adjective.any(OBLIGING) {
            return match group.negated || group.past {
                true => Verdict::Excluded(NEGATED_NEED),
                false => Verdict::Requires(Level::Must, NEED),
            };
        }
        if adjective.is("recommended")
            || adjective.any(ADVISING) && it && goes_on
            || adjective.any(&["preferred"]) && noun_follows
            || complement.first().is_some_and(|t| t.any(&["advisable", "preferable"]))
        {
            return match group.negated {
                true => Verdict::Requires(Level::ShouldNot, ADVICE),
                false => Verdict::Requires(Level::Should, ADVICE),
            };
        }
        if adjective.is("optional") && !group.negated {
            return Verdict::Requires(Level::May, PERMISSION);
        }
        if adjective.is("unsupported") {
            return Verdict::Requires(Level::MustNot, UNSUPPORTED);
        }
        if adjective.is("supported") && complement.first().is_some_and(|t| t.is("supported")) {
            return match group.negated {
                true => Verdict::Requires(Level::MustNot, UNSUPPORTED),
                false => Verdict::Requires(Level::May, SUPPORT),
            };
        }
    }
    let good = complement
        .windows(2)
        .any(|w| w[0].any(&["good", "best"]) && w[1].any(&["idea", "practice"]));
    // `The best practice is to keep two copies`
    let practice = |w: &[Token<'_>]| {
        w[0].any(&["good", "best", "recommended"]) && w[1].any(&["approach", "idea", "practice"])
    };
    let named = clause.subject.windows(2).any(practice)
        && complement.first().is_some_and(|t| t.has(TO) || t.is("that"));
    if good || named {
        let level = if named && group.negated { Level::ShouldNot } else { Level::Should };
        return Verdict::Requires(level, ADVICE);
    }
    if it && head.is("possible") && goes_on {
        return match group.negated {
            true => Verdict::Excluded(IMPOSSIBLE_ACT),
            false => Verdict::Requires(Level::May, PERMISSION),
        };
    }
    if clause.subject.iter().any(|t| t.any(&["option", "alternative"]))
        && clause.subject.first().is_some_and(|t| t.any(&["another", "one", "an"]))
        && complement.first().is_some_and(|t| t.has(TO))
    {
        return Verdict::Requires(Level::May, PERMISSION);
    }
    if quantity::is_bound_of(clause.subject, complement) {
        let advised = clause.subject.iter().any(|t| t.is("recommended"));
        return Verdict::Requires(if advised { Level::Should } else { Level::Must }, BOUND);
    }
    if let Some(verdict) = told_as_fact(clause) {
        return verdict;
    }
    if names_what_is_required(clause) {
        return Verdict::Requires(Level::Must, NEED);
    }
    if valid_values(clause) {
        return Verdict::Requires(Level::Must, BOUND);
    }
    fact(clause, setting)
}

/// What is restricted, bounded or recommended by what a thing is said to be.
fn told_as_fact(clause: &Clause<'_, '_>) -> Option<Verdict> {
    let (group, complement) = (&clause.group, clause.complement());
    if group.negated {
        return None;
    }
    // `is compatible only with X`
    let fits = complement.first().is_some_and(|t| t.any(&["compatible", "usable", "valid"]));
    if fits && super::only_after(clause) {
        return Some(Verdict::Requires(Level::Must, ONLY));
    }
    // `A ring is a set of up to 16 nodes`
    let counted = complement.first().is_some_and(|t| t.any(&["a", "an"]))
        && (1..complement.len().min(5))
            .any(|at| complement[at].is("of") && quantity::starts_limit(&complement[at + 1..]));
    if counted && !group.past {
        return Some(Verdict::Requires(Level::Must, BOUND));
    }
    let advises = clause.subject.iter().any(|t| t.any(&["recommended", "recommendation"]))
        && !clause.subject[0].any(&["that", "this"])
        && (complement.first().is_some_and(|t| t.has(TO))
            || complement.is_empty()
            || clause.whole.iter().take(clause.subject.len() + 3).any(|t| t.is("that")));
    (advises && !group.past).then_some(Verdict::Requires(Level::Should, ADVICE))
}

/// `The right required for the service is X`, `X is a prerequisite for Y`.
fn names_what_is_required(clause: &Clause<'_, '_>) -> bool {
    let complement = clause.complement();
    if clause.group.negated || clause.group.past || clause.subject_is(&["it", "that", "this"]) {
        return false;
    }
    let called = complement.first().is_some_and(|t| t.any(&["a", "an"]))
        && complement.iter().take(4).any(|t| t.any(&["prerequisite", "requirement"]));
    let asked = clause.subject.iter().skip(1).any(|t| t.any(&["needed", "required"]));
    let named = complement.iter().take(4).any(|t| t.is_capital() || t.kind == Kind::Code);
    let figure = complement.iter().take(4).position(|t| t.kind == Kind::Number);
    let act = complement.iter().find(|t| !t.has(ADVERB)).is_some_and(|t| t.has(TO))
        && clause.subject_head().is_some_and(|t| t.any(&["prerequisite", "requirement"]));
    if act {
        return true;
    }
    let named = named || figure.is_some_and(|at| complement.get(at + 1).is_some());
    called || asked && named && clause.group.voice == Voice::Copula
}

/// `Valid characters are A to Z`, `The allowed values are 1 and 2`.
fn valid_values(clause: &Clause<'_, '_>) -> bool {
    let adjective = clause
        .subject
        .iter()
        .take(2)
        .any(|t| t.any(&["valid", "allowed", "acceptable", "permitted", "allowable"]));
    adjective && clause.complement().len() > 1 && !clause.group.negated
}
