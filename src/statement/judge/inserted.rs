//! What stands in a clause or beside it with a demand of its own: brackets, relative clauses, concessions.

use super::{Carried, Judge, Judged, condition, span, subject_span};
use crate::statement::Level;
use crate::statement::clause::{self, Conjunct, Parsed, Role};
use crate::statement::finite::{self, Clause};
use crate::statement::group::{Group, Modal, Voice, group};
use crate::statement::lexicon::*;
use crate::statement::quantity;
use crate::statement::rules::*;
use crate::statement::setting::{Setting, Verdict};
use crate::statement::token::{Kind, Token};
use crate::statement::verbal::is_finite;
use std::ops::Range;

impl Judge<'_, '_> {
    /// Conditions that no clause of their own states: `Using X requires Y`, `The only way to X`.
    pub(super) fn implied(
        &self,
        core: &[Token<'_>],
        group: &Group,
        flat: &[Token<'_>],
        subject: &[usize],
        verdict: Verdict,
    ) -> Option<Range<usize>> {
        let first = subject
            .iter()
            .map(|&at| &flat[at])
            .find(|t| !t.has(ADVERB | COORDINATOR) && t.kind != Kind::Comma)?;
        match verdict {
            Verdict::Requires(Level::Must, NEED) => {
                let lexical = group.modal == Modal::None && group.voice == Voice::Active;
                let object = subject.iter().filter(|&&at| flat[at].is_wordlike()).count() > 1;
                (lexical && object && first.has(GERUND) && !first.has(PREPOSITION | ADJECTIVE))
                    .then(|| subject_span(flat, subject))?
            }
            Verdict::Requires(_, ONLY_WAY) => {
                let to = core[..group.start].iter().position(|t| t.has(TO))?;
                let goal = core.get(to + 1)?;
                let own = self.setting.topic.goals.iter().any(|word| goal.lemma(word));
                (!own && goal.has(BASE)).then(|| core[to].start..core[group.start - 1].end)
            }
            _ => None,
        }
    }

    /// `can be put on the host but not in a guest`: what is left out is ruled out.
    pub(super) fn refused_elsewhere(
        &mut self,
        verdict: Verdict,
        whole: &[Token<'_>],
        condition: Option<&Range<usize>>,
    ) {
        if !matches!(verdict, Verdict::Requires(Level::May, _)) {
            return;
        }
        let but = whole
            .windows(3)
            .position(|w| w[0].is("but") && w[1].is("not") && w[2].has(PREPOSITION));
        if let Some(but) = but {
            let refused = Verdict::Requires(Level::MustNot, PROHIBITION);
            self.record(refused, &whole[but + 1..], condition.cloned(), None);
        }
    }

    /// `although you can …`, `although we recommend …`: a concession with a cue of its own.
    pub(super) fn concessions(&mut self, flat: &[Token<'_>], conjunct: &Conjunct, first: bool) {
        let fronted = conjunct.fronted.iter().filter(|_| first);
        for piece in
            fronted.chain(&conjunct.attached).filter(|piece| piece.role == Role::Concession)
        {
            let from = piece.start + 1 + usize::from(flat[piece.start].is("even"));
            let tokens = &flat[from.min(piece.end)..piece.end];
            let inner = clause::parse(tokens);
            for conceded in &inner.conjuncts {
                let mut carried = Carried::default();
                if conceded.verb.is_some() && !conceded.imperative {
                    self.conjunct(&inner, conceded, conceded.start, false, &mut carried);
                }
            }
        }
    }

    /// Relative clauses with a modal of their own.
    pub(super) fn relatives(&mut self, flat: &[Token<'_>], conjunct: &Conjunct) {
        for piece in conjunct.attached.iter().filter(|piece| piece.role == Role::Relative) {
            // What is subordinate to it stands in pieces of its own behind it.
            let stop =
                conjunct.core.iter().find(|&&at| at >= piece.end).map_or(conjunct.end, |&at| at);
            let tokens = &flat[piece.start..stop.max(piece.end)];
            let commaed = piece.start > 0 && flat[piece.start - 1].kind == Kind::Comma;
            if !tokens[0].is("which") || !commaed {
                continue;
            }
            let Some(start) = (1..tokens.len()).find(|&at| is_finite(tokens, at)) else { continue };
            let group = group(tokens, start);
            let obliges = matches!(group.modal, Modal::Must | Modal::Should | Modal::NeedTo)
                || group.negated && tokens.get(group.head).is_some_and(|t| t.lemma("support"));
            if !obliges {
                continue;
            }
            let clause = Clause {
                core: tokens,
                whole: tokens,
                subject: &[],
                group,
                conditional: false,
                consequence: false,
                none: false,
                noted: false,
                was: false,
            };
            let verdict = finite::judge(&clause, self.setting);
            let predicate = tokens.get(group.head).map(|t| t.start..tokens[tokens.len() - 1].end);
            self.record(verdict, tokens, None, predicate);
        }
    }

    /// Brackets with an obligation of their own.
    pub(super) fn asides(&mut self, parsed: &Parsed<'_>) {
        for (at, aside) in &parsed.asides {
            let Some(first) = aside.first() else { continue };
            if first.has(COORDINATOR)
                || first.any(&["for", "such", "including", "like", "formerly", "e.g"])
            {
                continue;
            }
            let one = aside.len() == 1;
            let bound = first.any(&["minimum", "min"]) && aside.len() <= 5 && !one;
            let advised = first.any(&["recommended", "recommend", "preferred"]);
            let supported_list = self.setting.supported || self.setting.label == Some(Level::May);
            let bound = bound || supported_list && !one && quantity::is_release_bound(aside);
            // `(required for reports)` says of the thing in front what the list says of it.
            let echoes = !one
                && !supported_list
                && first.any(&["required", "needed", "necessary"])
                && aside[1].has(PREPOSITION | TO)
                && self.setting.list_item;
            let verdict = match () {
                () if bound && supported_list => Verdict::Requires(Level::Must, BOUND),
                () if echoes || first.any(&["refer", "see"]) => Verdict::Silent,
                () if advised && one && self.setting.own == Some(Level::Should) => Verdict::Silent,
                () if advised && (one || supported_list) => {
                    Verdict::Requires(Level::Should, ADVICE)
                }
                () if !one && first.any(&["if", "unless", "when"]) => {
                    let range = span(aside);
                    let host = parsed.flat[..*at].last().map_or(0, |t| t.end);
                    for finding in &mut self.out.findings {
                        if finding.clause.start < host && finding.clause.end >= host {
                            finding.condition = finding.condition.take().or(range.clone());
                        }
                    }
                    Verdict::Silent
                }
                () if one
                    || first.any(&["if", "when", "as"])
                        && !aside.iter().any(|t| t.kind == Kind::Comma) =>
                {
                    Verdict::Silent
                }
                () => {
                    let inner = clause::parse(aside);
                    let plain =
                        Setting { label: None, facts: false, list_item: false, ..*self.setting };
                    let mut judged = Judged::default();
                    let mut judge = Judge {
                        consequence: false,
                        setting: &plain,
                        subject: None,
                        out: &mut judged,
                    };
                    let mut carried = Carried::default();
                    for conjunct in &inner.conjuncts {
                        judge.conjunct(&inner, conjunct, conjunct.start, false, &mut carried);
                    }
                    judged.findings.retain(|finding| finding.level != Level::May);
                    let conditional = parsed
                        .conjuncts
                        .iter()
                        .find_map(|c| condition(&parsed.flat, c, &[], self.setting.topic));
                    for mut finding in judged.findings {
                        finding.condition = finding.condition.or_else(|| conditional.clone());
                        if supported_list {
                            finding.condition.get_or_insert(finding.clause.clone());
                        }
                        self.out.findings.push(finding);
                    }
                    Verdict::Silent
                }
            };
            let of = parsed.flat[..*at].last().map(|t| t.start..t.end);
            let condition = (bound && supported_list).then(|| of.clone()).flatten();
            self.record_with(verdict, aside, condition, None, of);
        }
    }
}
