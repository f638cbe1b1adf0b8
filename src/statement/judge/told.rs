//! What the reader is told to do, and what is to be noted.

use super::lead_in::chooses;
use super::{Carried, Judge, noted_content};
use super::{condition, subject_span};
use crate::statement::Level;
use crate::statement::clause::{self, Conjunct, Parsed, Role};
use crate::statement::condition::is_condition;
use crate::statement::group::{Modal, Voice, group};
use crate::statement::imperative::{self, Imperative};
use crate::statement::lexicon::*;
use crate::statement::rules::*;
use crate::statement::setting::Verdict;
use crate::statement::token::{Kind, Token};
use crate::statement::verbal::negated_verb;
use std::ops::Range;

impl Judge<'_, '_> {
    #[allow(clippy::too_many_arguments)]
    pub(super) fn imperative(
        &mut self,
        flat: &[Token<'_>],
        conjunct: &Conjunct,
        core: &[Token<'_>],
        head: usize,
        lead: &[Token<'_>],
        introduces: bool,
        condition: Option<Range<usize>>,
    ) -> Verdict {
        let verb = &core[head];
        let negated =
            verb.is("do") && core.get(head + 1).is_some_and(|t| t.is("not")) || verb.is("never");
        let target = if negated { negated_verb(core, head).unwrap_or(head) } else { head };
        let from = conjunct.core[target.min(core.len() - 1)];
        let whole = &flat[from..conjunct.end];
        if let Some(noted) = noted_content(whole) {
            let parsed = clause::parse(noted);
            let mut carried = Carried::default();
            for conjunct in &parsed.conjuncts {
                self.noted(&parsed, conjunct, &mut carried);
            }
            return Verdict::Excluded(MENTAL_ACT);
        }
        let front_start = conjunct
            .fronted
            .first()
            .map_or(conjunct.start, |piece| piece.start.min(conjunct.start));
        let before = [lead, &core[..head]].concat();
        let says = |words: &[&str]| before.iter().any(|t| t.any(words));
        let imperative = Imperative {
            whole,
            front: &flat[front_start..from],
            negated,
            optional: says(&["optionally", "alternatively", "alternately"]),
            ideal: says(&["ideally", "preferably"]),
            fallback: condition.is_some() && self.is_fallback(flat, conjunct),
            tooled: conjunct.fronted.iter().any(|piece| {
                piece.role == Role::Purpose && is_condition(flat, *piece, true, self.setting.topic)
            }),
            remedy: conjunct.fronted.iter().any(|piece| flat[piece.start].is("if")),
            introduces,
        };
        let verdict = imperative::judge(&imperative, self.setting);
        // `Turn it on by running the following command`
        let asked = self.setting.label == Some(Level::Must);
        let by = whole.iter().position(|t| t.is("by") && asked).unwrap_or(whole.len());
        // `Use the following methods to …`: one of them will do.
        let choice = whole.windows(2).any(|w| {
            w[0].is("following") && w[1].any(&["method", "methods", "options", "tools", "ways"])
        });
        let points = whole[..by].windows(2).any(|w| w[0].has(DETERMINER) && w[1].is("following"));
        let guided =
            whole[1..].iter().take(6).any(|t| t.has(GUIDANCE) && !t.any(&["following", "table"]));
        let reads = whole[0].word.class == Class::Reading
            || guided && !matches!(verdict, Verdict::Requires(..));
        match verdict {
            Verdict::Requires(level, _) if introduces && points && !reads && !chooses(whole) => {
                self.out.announced = (!choice).then_some(level);
                Verdict::Excluded(ANNOUNCEMENT)
            }
            Verdict::Excluded(ANNOUNCEMENT) if !reads => {
                self.out.announced = match whole[0].word.class {
                    _ if choice => None,
                    Class::Assure | Class::Environment => Some(Level::Must),
                    Class::Interface if whole[0].lemma_in(&["choose", "open", "select"]) => {
                        Some(Level::Must)
                    }
                    Class::Weigh => Some(Level::Should),
                    Class::Avoid => Some(Level::ShouldNot),
                    _ if whole[0].lemma_in(&["make", "be"]) => Some(Level::Must),
                    _ => None,
                };
                verdict
            }
            _ => verdict,
        }
    }

    /// Whether what could be an imperative is rather a name in a list or cell: `Print servers`.
    pub(super) fn is_name(&self, tokens: &[Token<'_>]) -> bool {
        let Some(next) = tokens.get(1) else { return true };
        let object = next.has(DETERMINER | PERSONAL | PRONOUN | NEGATION)
            || next.strong
            || next.link
            || !next.is_wordlike()
            || next.kind == Kind::Code
            || next.any(&["up", "down", "out", "off", "at"]);
        if !(self.setting.list_item || self.setting.cell) || object {
            return false;
        }
        let counted = tokens.get(2).is_some_and(|t| t.kind == Kind::Number);
        let title = next.is_capital()
            && (counted || self.setting.open && tokens.get(2).is_none_or(Token::is_capital));
        self.setting.own.is_some()
            || tokens[0].word.class == Class::Plain
            || title
            || self.setting.open && tokens.len() <= 4
    }

    /// `Note that you must …`: what is to be noted can be a requirement.
    pub(super) fn noted(
        &mut self,
        parsed: &Parsed<'_>,
        conjunct: &Conjunct,
        carried: &mut Carried,
    ) {
        let flat = &parsed.flat;
        let core: Vec<Token<'_>> = conjunct.core.iter().map(|&at| flat[at]).collect();
        let verb = conjunct.verb.and_then(|verb| conjunct.core.iter().position(|&at| at == verb));
        let Some(start) = verb else { return };
        let whole = &flat[conjunct.start..conjunct.end];
        let group = group(&core, start);
        if matches!(group.modal, Modal::Can | Modal::May | Modal::Might)
            || group.modal == Modal::None && group.voice == Voice::Copula
        {
            return;
        }
        let subject: Vec<usize> = conjunct.core[..start].to_vec();
        let condition = condition(flat, conjunct, &[], self.setting.topic);
        let verdict =
            self.finite(flat, &core, whole, &subject, group, condition.is_some(), false, true);
        let predicate =
            core.get(group.head).map(|t| t.start..whole.last().map_or(t.end, |t| t.end));
        self.record_with(verdict, whole, condition, predicate, subject_span(flat, &subject));
        carried.subject = subject;
    }

    /// The fallback of the statement before: `If this isn't possible, …`, `If you don't install
    /// it, …` behind an advice to install it.
    pub(super) fn is_fallback(&self, flat: &[Token<'_>], conjunct: &Conjunct) -> bool {
        conjunct.fronted.iter().filter(|piece| piece.role == Role::Condition).any(|piece| {
            let tokens = &flat[piece.start..piece.end];
            let negated = tokens.iter().any(|t| t.is("not"));
            let back = tokens.get(1).is_some_and(|t| t.any(&["this", "that", "it"]));
            let possible =
                tokens.iter().any(|t| t.any(&["possible", "feasible", "option", "practical"]));
            let same =
                tokens.iter().any(|t| t.has(BASE) && self.setting.before.contains(&t.word.lemma));
            negated
                && (back && possible
                    || tokens.len() == 2
                    || same && tokens.get(1).is_some_and(|t| t.is("you")))
        })
    }
}
