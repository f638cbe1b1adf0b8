//! The sentence that introduces a list or table, and what it hands down.

use super::Reader;
use super::{Around, Lead};
use crate::markdown::Text;
use crate::statement::Level;
use crate::statement::judge::{self, Finding, Judged};
use crate::statement::label;
use crate::statement::lexicon::{Class, READ_ON};
use crate::statement::rules::*;
use crate::statement::setting::Follows;
use crate::statement::token::{Kind, Token};
use std::ops::Range;

impl Reader<'_> {
    /// What a sentence before a list or table hands down, if it is a lead-in.
    pub(in crate::statement) fn lead(
        &self,
        text: &Text,
        range: &Range<usize>,
        words: &[Token<'_>],
        judged: &Judged,
        follows: Follows,
    ) -> Option<Lead> {
        let colon = words.last().is_some_and(|t| t.kind == Kind::Colon);
        let points = label::points(words);
        if !colon && !points {
            return None;
        }
        let mut label = label::of_lead_in(words);
        let one_of = label::names_one_of(words);
        let found = judged.findings.last();
        if let Some(level) = judged.announced {
            // `supports the following number of nodes:` bounds, and permits nothing.
            let counted = level == Level::May && label.level == Some(Level::Must);
            let level = if counted { Level::Must } else { level };
            label.level = Some(level);
            label.facts = level == Level::Must && !counted;
        } else if found.is_some_and(|finding| finding.rule == READING) && points {
            // `Review the following best practices:` says what the items are.
        } else if let Some(finding) = found {
            // A complete demand is spelt out by its items; only what has to be so is shared.
            let such = points && words.windows(2).any(|w| w[0].is("such") && w[1].is("as"));
            let shared = finding.rule == ASSURANCE || one_of || such;
            label.level = shared.then_some(finding.level);
            label.facts = false;
        }
        // `The following prerequisites are already installed:` asks for nothing.
        let there = judged.announced.is_none()
            && found.is_none()
            && (words.iter().any(|t| t.any(&["already", "automatically"]))
                || words.first().is_some_and(|t| t.any(&["how", "what", "why"])));
        if judged.excluded == Some(EXAMPLE) || there {
            label.level = None;
        }
        // `Review the following for more information:` lists what is to be read.
        label.reading = words.first().is_some_and(|t| {
            matches!(t.word.class, Class::Reading | Class::Pointer) || t.is("for")
        }) && words
            .windows(2)
            .any(|w| w[0].any(&["further", "more"]) && w[1].is("information"));
        if label.reading {
            label.level = None;
        }
        let advised = follows == Follows::Items
            && found
                .is_some_and(|finding| finding.rule == ADVICE && finding.level == Level::Should)
            && label::announces_steps(words);
        if advised {
            label.level = Some(Level::Should);
        }
        // Tasks without numbers are none of the interface.
        let tasks = follows == Follows::Items && words.iter().any(|t| t.any(&["task", "tasks"]));
        // `We recommend that you do the following:` over a list without numbers.
        let numbered = ["instructions", "procedure", "procedures", "step", "steps"];
        let key = words.iter().any(|t| t.any(&["mandatory", "must", "required", "should"]));
        // `The following steps must be performed:` over one without numbers too.
        let told = judged.announced.is_some()
            && match follows {
                Follows::Items => key || !words.iter().any(|t| t.any(&numbered)),
                Follows::Steps => !words.iter().any(|t| t.any(&numbered)),
                _ => false,
            };
        let steps = label::announces_steps(words) && !advised && !tasks && !told
            || judged.excluded == Some(ANNOUNCEMENT)
                && follows == Follows::Steps
                && judged.announced.is_none()
            || judged.excluded == Some(PROCEDURE_STEP)
            || follows == Follows::Steps && words.iter().any(|t| t.is("follows"));
        let plain = &text.plain;
        // `It works best if you follow these guidelines:`
        let follows_them = |condition: &Range<usize>| {
            let from = words.partition_point(|t| t.start < condition.start);
            let to = words.partition_point(|t| t.start < condition.end);
            label::lists_guidance(&words[from..to])
        };
        let condition = found
            .and_then(|finding| finding.condition.clone())
            .or_else(|| judge::condition_of(words, self.topic()))
            .filter(|condition| !follows_them(condition));
        let bare = condition.as_ref().is_some_and(|condition| {
            let rest = |t: &&Token<'_>| t.is_wordlike() && !condition.contains(&t.start);
            words.iter().filter(rest).count() == 0
        });
        let described = label.level.is_none()
            && !bare
            && !steps
            && !one_of
            && found.is_none()
            && !label::lists_guidance(words)
            && (judge::states(words) || judged.excluded == Some(EXAMPLE));
        Some(Lead {
            text: plain[range.clone()].to_string(),
            label,
            condition: condition.map(|range| plain[range].to_string()),
            one_of,
            steps,
            key,
            points,
            described,
            restricts: label::restricts(words),
            of_thing: judged.announced.is_some() && !words.iter().any(|t| t.any(&["you", "we"])),
            example: judged.excluded == Some(EXAMPLE),
            stated: label.level == Some(Level::Must) && label::calls_for_states(words),
            named: (judged.announced.is_some() || label.level == Some(Level::May) && colon)
                && !words.iter().any(|t| t.has(READ_ON)),
        })
    }

    /// `One of the following systems:` under a heading or lead-in that has a level.
    pub(super) fn one_of_finding(&self, range: &Range<usize>, around: &Around) -> Option<Finding> {
        let label = around.lead.as_ref().map_or_else(|| self.heading_label(), |lead| lead.label);
        let clause = range.clone();
        label.level.map(|level| Finding {
            level,
            rule: INHERITED,
            predicate: clause.clone(),
            clause,
            subject: None,
            condition: None,
        })
    }
}

/// A nested lead-in that says nothing of a level or condition takes them from the outer one.
pub(super) fn inherit(lead: &mut Lead, outer: &Lead) {
    if !outer.one_of {
        lead.take_label(outer.label);
    }
    lead.condition = lead.condition.take().or_else(|| outer.condition.clone());
}
