//! What a clause with a subject of its own states, and what it recommends that something be.

use super::Judge;
use super::lead_in::is_bare_lead_in;
use crate::statement::Level;
use crate::statement::clause::{self, Conjunct, Role};
use crate::statement::finite::{self, Clause};
use crate::statement::group::Group;
use crate::statement::lexicon::*;
use crate::statement::rules::*;
use crate::statement::setting::Verdict;
use crate::statement::token::{Kind, Token};
use std::ops::Range;

impl Judge<'_, '_> {
    #[allow(clippy::too_many_arguments)]
    pub(super) fn finite(
        &mut self,
        flat: &[Token<'_>],
        core: &[Token<'_>],
        whole: &[Token<'_>],
        subject: &[usize],
        group: Group,
        conditional: bool,
        introduces: bool,
        noted: bool,
    ) -> Verdict {
        let subject: Vec<Token<'_>> = subject
            .iter()
            .map(|&at| flat[at])
            .skip_while(|t| {
                t.kind == Kind::Comma
                    || t.has(COORDINATOR)
                    || t.has(ADVERB) && !t.any(&["not", "only"])
            })
            .filter(|t| t.kind != Kind::Quote)
            .collect();
        let mut group = group;
        let none =
            subject.first().is_some_and(|t| t.any(&["no", "neither", "none", "nobody", "nothing"]));
        let bound =
            subject.get(1).is_some_and(|t| t.any(&["more", "less", "fewer", "later", "earlier"]));
        group.negated ^= none && !bound;
        let consequence = self.consequence;
        let none = none && !bound;
        let was = group.past
            && flat[..flat.len().min(12)].iter().any(|t| {
                t.any(&["earlier", "formerly", "older", "previous", "previously", "prior"])
            });
        let clause = Clause {
            core,
            whole,
            subject: &subject,
            group,
            conditional,
            consequence,
            none,
            noted,
            was,
        };
        let mut verdict = finite::judge(&clause, self.setting);
        if matches!(subject.as_slice(), [not, all, ..] if not.is("not") && all.any(&["all", "every"]))
        {
            verdict = Verdict::Excluded(NEGATED_NEED);
        }
        let when = whole.iter().position(|t| t.any(&["if", "when"])).unwrap_or(whole.len());
        let premise = introduces
            && whole[when..].windows(2).any(|w| {
                w[0].is("following")
                    && w[1].any(&[
                        "conditions",
                        "requirements",
                        "prerequisites",
                        "criteria",
                        "statements",
                    ])
            });
        if let Verdict::Requires(level, _) = verdict
            && premise
        {
            self.out.announced = Some(Level::Must);
            return if level == Level::Must { Verdict::Excluded(ANNOUNCEMENT) } else { verdict };
        }
        let some = subject.first().is_some_and(|t| t.is("some")) && subject.len() > 1;
        if some && matches!(verdict, Verdict::Requires(Level::MustNot, UNSUPPORTED)) {
            return Verdict::Excluded(DESCRIPTION);
        }
        let softened = matches!(verdict, Verdict::Requires(Level::May, PERMISSION))
            && (group.softened
                || core.get(group.head).is_some_and(|t| t.lemma_in(&["need", "require"])));
        if softened && introduces {
            return verdict;
        }
        // `supports a number of devices that includes the following:` bounds what follows.
        let counted = introduces
            && core.get(group.head).is_some_and(|t| t.lemma("support"))
            && whole.windows(2).any(|w| w[0].is("number") && w[1].is("of"));
        if counted && matches!(verdict, Verdict::Requires(Level::May, _)) {
            self.out.announced = Some(Level::Must);
            return Verdict::Excluded(ANNOUNCEMENT);
        }
        // `There are two recommended methods:`
        let counts = introduces
            && subject.len() == 1
            && subject[0].is("there")
            && matches!(verdict, Verdict::Requires(_, ADVICE));
        if counts {
            self.out.announced = Some(Level::Should);
            return Verdict::Excluded(ANNOUNCEMENT);
        }
        let as_follows = whole.iter().any(|t| t.is("follows"));
        if let Verdict::Requires(level, _) = verdict
            && introduces
            && (is_bare_lead_in(&clause) || as_follows && level == Level::May)
        {
            self.out.announced = Some(level);
            return Verdict::Excluded(ANNOUNCEMENT);
        }
        verdict
    }

    /// `We recommend that you mirror X and encrypt Y` is two pieces of advice. Says whether the
    /// content was taken apart.
    pub(super) fn contents(
        &mut self,
        flat: &[Token<'_>],
        conjunct: &Conjunct,
        verdict: Verdict,
        condition: Option<&Range<usize>>,
    ) -> bool {
        let Some(piece) = conjunct
            .attached
            .iter()
            .find(|piece| piece.role == Role::Content && flat[piece.start].is("that"))
        else {
            return false;
        };
        let inner = clause::parse(&flat[piece.start + 1..piece.end]);
        if inner.conjuncts.len() < 2
            || !inner.conjuncts[1..].iter().all(|c| c.continues && c.imperative)
        {
            return false;
        }
        for (at, part) in inner.conjuncts.iter().enumerate() {
            let words = &inner.flat[part.start..part.end];
            let from = if at == 0 { flat[conjunct.start].start } else { words[0].start };
            let mut tokens = words.to_vec();
            if let Some(first) = tokens.first_mut() {
                first.start = from;
            }
            let predicate = part
                .verb
                .and_then(|verb| inner.flat.get(verb))
                .map(|t| t.start..words[words.len() - 1].end);
            self.record(verdict, &tokens, condition.cloned(), predicate);
        }
        true
    }
}
