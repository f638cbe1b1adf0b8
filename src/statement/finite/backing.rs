//! What somebody recommends, and what a product supports.

use super::{Clause, only_after};
use crate::statement::Level;
use crate::statement::lexicon::*;
use crate::statement::permission;
use crate::statement::quantity;
use crate::statement::rules::*;
use crate::statement::setting::Verdict;

pub(super) fn advice(clause: &Clause<'_, '_>) -> Verdict {
    let negated = clause.group.negated || clause.head().is_some_and(|h| h.lemma("discourage"));
    let behind = &clause.whole[clause.group.head.min(clause.whole.len())..];
    let turned = behind.iter().take(8).any(|t| {
        t.has(NEGATION) && t.any(&["not", "never"]) || t.any(&["against", "avoid", "avoiding"])
    });
    let speaker = clause.subject.iter().any(|t| t.any(&["we"]))
        || clause.subject.is_empty()
        || clause.subject.len() < 5
            && !clause.subject[0].has(DETERMINER)
            && !clause.subject_is(&["you", "it", "they"]);
    match () {
        () if !speaker => Verdict::Excluded(DESCRIPTION),
        () if clause.group.past && clause.was => Verdict::Excluded(DESCRIPTION),
        () if clause.group.past && !clause.subject_is(&["we"]) => Verdict::Excluded(DESCRIPTION),
        () if negated || turned => Verdict::Requires(Level::ShouldNot, ADVICE),
        () => Verdict::Requires(Level::Should, ADVICE),
    }
}

pub(super) fn support(clause: &Clause<'_, '_>) -> Verdict {
    let group = &clause.group;
    let rest = clause.rest();
    let vendor = clause.subject.iter().any(|t| t.any(&["we"]));
    let act = rest.first().is_some_and(|t| t.has(GERUND));
    if group.past {
        return Verdict::Excluded(DESCRIPTION);
    }
    if group.negated {
        // `no longer supports saving views`: a function that the product has lost.
        let setup = rest
            .first()
            .is_some_and(|t| t.word.class == Class::Environment || t.lemma_in(&["run", "have"]));
        let vague = clause.core[group.start..]
            .iter()
            .take(4)
            .any(|t| t.any(&["always", "necessarily", "yet"]))
            || rest.first().is_some_and(|t| t.any(&["some", "every", "always"]));
        return match act && !vendor && !setup || vague {
            true => Verdict::Excluded(DESCRIPTION),
            false => Verdict::Requires(Level::MustNot, UNSUPPORTED),
        };
    }
    if group.only || only_after(clause) {
        return Verdict::Requires(Level::Must, ONLY);
    }
    let hedged =
        clause.whole.iter().any(|t| t.any(&["typically", "usually", "approximately", "about"]));
    if quantity::is_limit(rest) || quantity::is_count(rest) && !clause.conditional {
        return match hedged {
            true => Verdict::Excluded(DESCRIPTION),
            false => Verdict::Requires(Level::Must, BOUND),
        };
    }
    let behind = &clause.whole[clause.group.head.min(clause.whole.len())..];
    let kind = behind.iter().any(|t| t.any(&["that", "which"]));
    match permission::is_choice(rest, vendor) || kind && !rest.is_empty() {
        true => Verdict::Requires(Level::May, SUPPORT),
        false => Verdict::Excluded(CAPABILITY),
    }
}
