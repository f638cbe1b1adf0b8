//! Ways that are the only ones, and states that are given as facts.

use super::Clause;
use crate::statement::Level;
use crate::statement::group::{Modal, Voice};
use crate::statement::lexicon::*;
use crate::statement::quantity;
use crate::statement::rules::*;
use crate::statement::setting::{Setting, Verdict};
use crate::statement::token::Token;

/// `The only way to add it is X`, `X is the only method that works`.
pub(super) fn only_way(clause: &Clause<'_, '_>) -> Option<Verdict> {
    let ways = [
        "way",
        "ways",
        "method",
        "methods",
        "option",
        "options",
        "scheme",
        "means",
        "supported",
        "task",
        "step",
        "change",
    ];
    let names = |tokens: &[Token<'_>]| {
        tokens.iter().position(|t| t.is("only")).is_some_and(|at| {
            at > 0
                && tokens[at - 1].is("the")
                && tokens[at + 1..].iter().take(3).any(|t| t.any(&ways))
        })
    };
    if clause.group.voice != Voice::Copula || clause.group.negated || clause.group.past {
        return None;
    }
    (names(clause.subject) || names(clause.complement()))
        .then_some(Verdict::Requires(Level::Must, ONLY_WAY))
}

/// A state that is given as a fact: of a person's rights anywhere, of anything among prerequisites.
pub(super) fn fact(clause: &Clause<'_, '_>, setting: &Setting<'_>) -> Verdict {
    let group = &clause.group;
    let Some(head) = clause.head() else { return Verdict::Silent };
    if group.past || group.modal != Modal::None {
        return Verdict::Silent;
    }
    let rest = clause.complement();
    let person = clause.subject.first().is_some_and(|t| t.has(DETERMINER))
        && clause.subject.iter().any(|t| t.has(PERSON))
        || clause.subject_is(&["you"]);
    let right = rest.iter().any(|t| t.has(PRIVILEGE));
    let member =
        group.voice == Voice::Copula && rest.iter().take(3).any(|t| t.any(&["member", "owner"]));
    if setting.list_item
        && !setting.described
        && person
        && !group.negated
        && (head.has(HAVE) && right || member)
    {
        return Verdict::Requires(Level::Must, STATE_OF_PERSON);
    }
    // `The default value is …` says what is so without the reader.
    let given = clause.subject.iter().take(3).any(|t| t.is("default"));
    if !setting.facts || given {
        return Verdict::Silent;
    }
    if setting.stated && !clause.noted {
        let there = clause.subject_is(&["there"]);
        return match group.negated && !there {
            true => Verdict::Requires(Level::MustNot, FACT_OF_PREREQUISITES),
            false => Verdict::Requires(Level::Must, FACT_OF_PREREQUISITES),
        };
    }
    let noted = clause.noted
        || clause.whole.first().is_some_and(|t| {
            t.any(&["this", "these", "there", "in"]) || t.any(&["it", "they"]) && !setting.led
        });
    let state = match group.voice {
        Voice::Copula => !rest.is_empty(),
        Voice::Passive => {
            head.word.class == Class::Environment
                || head.lemma_in(&[
                    "set", "connect", "locate", "meet", "certify", "open", "sign", "validate",
                ])
        }
        Voice::Active => {
            head.has(HAVE)
                || head.lemma_in(&["run", "reside", "belong", "meet", "match", "exist", "share"])
                    && !head.has(GERUND)
                || head.lemma("run")
        }
    };
    let shares = head.lemma("share");
    let compared = rest.iter().take(3).any(|t| t.any(&["more", "less", "even"]))
        && !quantity::has_number(rest);
    let elsewhere = head.any(&["available", "possible", "unavailable"]);
    let demands = clause
        .subject_head()
        .is_some_and(|t| t.any(&["prerequisites", "requirement", "requirements"]));
    // `The space used by setup is …`, and not `the associated servers are …`
    let consumption = clause.subject.iter().enumerate().any(|(at, t)| {
        t.has(PARTICIPLE)
            && clause.subject.get(at + 1).is_none_or(|t| t.has(PREPOSITION | ADVERB | TO))
    }) && group.voice == Voice::Copula
        && !quantity::has_number(&rest[..rest.len().min(4)]);
    if noted
        || demands
        || !state
        || shares
        || consumption
        || compared
        || elsewhere
        || clause.conditional
    {
        return Verdict::Silent;
    }
    let automatic = group.voice == Voice::Passive
        && (clause.core[group.start..]
            .iter()
            .take(3)
            .any(|t| t.any(&["already", "automatically"]))
            || clause
                .rest()
                .first()
                .is_some_and(|t| t.any(&["using", "by", "automatically", "through", "via", "as"])));
    if automatic {
        return Verdict::Excluded(DESCRIPTION);
    }
    match group.negated {
        true if group.voice != Voice::Passive => Verdict::Silent,
        true => Verdict::Requires(Level::MustNot, FACT_OF_PREREQUISITES),
        false => Verdict::Requires(setting.label.unwrap_or(Level::Must), FACT_OF_PREREQUISITES),
    }
}
