//! One clause: its governing words, and the pieces that stand in it.

use super::boundary::{boundary, insertion, takes_base};
use super::front::{OPENERS, opener, starts_clause, subject_and_verb};
use super::{Conjunct, Piece, Role};
use crate::statement::lexicon::*;
use crate::statement::token::{Kind, Token};
use crate::statement::verbal::{is_finite, is_imperative, skip_adverbs};

/// The governing words of nearly all clauses.
const USUAL: usize = 24;

/// One clause from `at` on, and where the next one begins.
pub(super) fn conjunct(flat: &[Token<'_>], at: usize, continues: bool) -> (Conjunct, usize) {
    let head = skip_adverbs(flat, at);
    let imperative = is_imperative(flat, head);
    let core = Vec::with_capacity((flat.len() - at).min(USUAL));
    let mut out = Conjunct { core, start: at, end: flat.len(), imperative, ..Conjunct::default() };
    let bare = continues && flat.get(head).is_some_and(|t| t.has(BASE) && !t.has(MODAL));
    let mut verb = (imperative || bare).then_some(head);
    let mut base_phrase = imperative || bare;
    let mut i = at;
    if verb == Some(head) {
        while i <= head {
            out.core.push(i);
            i += 1;
        }
    }
    while i < flat.len() {
        let token = &flat[i];
        if let Some(verb) = verb
            && (token.kind == Kind::Comma || token.has(COORDINATOR))
            && let Some(next) = boundary(flat, i, verb, base_phrase)
        {
            out.end = i;
            out.verb = Some(verb);
            return (out, next);
        }
        if verb.is_none()
            && token.kind == Kind::Comma
            && let Some(end) = insertion(flat, i)
        {
            i = end;
            if flat[i].has(BASE | THIRD) && !flat[i].has(MODAL) {
                verb = Some(i);
                base_phrase = takes_base(flat, i);
                out.core.push(i);
                i += 1;
            }
            continue;
        }
        if let Some(role) = inner_opener(flat, i, at, verb) {
            let end = close(flat, i, role, verb.is_some());
            out.attached.push(Piece { role, start: i, end });
            i = end.max(i + 1);
            continue;
        }
        if verb.is_none()
            && i > at
            && let Some(end) = participle_phrase(flat, i)
        {
            out.attached.push(Piece { role: Role::Relative, start: i, end });
            i = end;
            continue;
        }
        if verb.is_none() && is_finite(flat, i) {
            verb = Some(i);
            base_phrase = takes_base(flat, i);
        }
        out.core.push(i);
        i += 1;
    }
    out.verb = verb;
    (out, flat.len())
}

/// `The host used to run the relay must …`: the end of a phrase whose participle looks like the verb,
/// in front of the modal that governs the clause.
fn participle_phrase(flat: &[Token<'_>], at: usize) -> Option<usize> {
    let token = &flat[at];
    let leads = flat.get(at + 1).is_some_and(|t| t.has(TO | PREPOSITION));
    if !token.has(PARTICIPLE) || token.has(BE | HAVE | MODAL) || token.is_capital() || !leads {
        return None;
    }
    let inside = |t: &&Token<'_>| {
        t.kind != Kind::Comma && !t.has(COORDINATOR | SUBORDINATOR | RELATIVE | QUESTION | PERSONAL)
    };
    let length = flat[at + 1..].iter().take(25).take_while(inside).position(|t| t.has(MODAL))?;
    let end = at + 1 + length;
    // `used to ensure clients can …` has a clause in it.
    let content =
        flat[at..end].iter().any(|t| t.has(VERB) && CONTENT_VERBS.contains(&t.word.lemma));
    (!content).then_some(end)
}

/// Verbs, nouns and adjectives whose `to …` belongs to the clause itself.
const TAKE_INFINITIVE: &[&str] = &[
    "able",
    "advisable",
    "advise",
    "allow",
    "attempt",
    "best",
    "better",
    "choose",
    "configure",
    "continue",
    "critical",
    "decide",
    "encourage",
    "essential",
    "expect",
    "fail",
    "force",
    "good",
    "happen",
    "help",
    "idea",
    "important",
    "intend",
    "mandatory",
    "necessary",
    "need",
    "neglect",
    "option",
    "ought",
    "permit",
    "plan",
    "possible",
    "prefer",
    "prepare",
    "proceed",
    "recommend",
    "remember",
    "require",
    "sense",
    "seem",
    "start",
    "suggest",
    "supported",
    "support",
    "try",
    "vital",
    "want",
    "way",
    "wish",
];

/// Verbs that `that` and a clause follow.
const CONTENT_VERBS: &[&str] = &[
    "advise",
    "assume",
    "believe",
    "check",
    "confirm",
    "demand",
    "determine",
    "ensure",
    "expect",
    "guarantee",
    "imagine",
    "imply",
    "indicate",
    "know",
    "learn",
    "mandate",
    "mean",
    "note",
    "notice",
    "notify",
    "prove",
    "recognize",
    "recommend",
    "remember",
    "report",
    "require",
    "say",
    "see",
    "show",
    "specify",
    "state",
    "suggest",
    "suppose",
    "tell",
    "understand",
    "validate",
    "verify",
];

fn inner_opener(flat: &[Token<'_>], at: usize, start: usize, verb: Option<usize>) -> Option<Role> {
    let token = &flat[at];
    if !token.has(OPENERS | RELATIVE | QUESTION | PERSONAL) && token.kind != Kind::Code {
        return None;
    }
    let previous = at.checked_sub(1).filter(|&p| p >= start).map(|p| &flat[p]);
    if token.has(TO) {
        let role = opener(flat, at)?;
        let linked =
            previous.is_some_and(|p| p.has(ADVERB)) && at >= 2 && flat[at - 2].has(BE_FINITE);
        let governed = linked
            || previous.is_some_and(|p| {
                p.any(TAKE_INFINITIVE)
                    || TAKE_INFINITIVE.contains(&p.word.lemma)
                    || p.has(HAVE)
                    || p.has(BE_FINITE)
                    || p.any(&["only", "not"])
            });
        return (!governed).then_some(role);
    }
    if token.is("that") {
        let previous = previous?;
        if CONTENT_VERBS.contains(&previous.word.lemma) && previous.has(VERB)
            || previous.has(ADJECTIVE) && !previous.has(INTERFACE_NOUN)
            || previous.any(&["sure", "so", "such"])
        {
            return Some(Role::Content);
        }
        let determines = flat.get(at + 1).is_some_and(|t| {
            !t.has(MODAL | VERB | HAVE | BE | DO | PERSONAL | ADVERB | DETERMINER | NEGATION)
        });
        return (previous.is_wordlike()
            && !previous.has(PREPOSITION | COORDINATOR)
            && !(determines && verb.is_some() && previous.has(VERB))
            || previous.kind == Kind::Comma
            || previous.kind == Kind::Quote)
            .then_some(Role::Relative);
    }
    if token.is("which") && flat.get(at + 1).is_some_and(|t| t.is("case")) {
        return None;
    }
    if token.any(&["who", "whom", "whose", "which"]) {
        return Some(Role::Relative);
    }
    if token.is("where") && previous.is_some() {
        return Some(Role::Relative);
    }
    if token.any(&["how", "what", "why"]) && previous.is_some() {
        return Some(Role::Content);
    }
    if token.any(&["as"])
        && flat.get(at + 1).is_some_and(|t| {
            t.any(&[
                "described",
                "required",
                "needed",
                "specified",
                "recommended",
                "shown",
                "listed",
                "explained",
                "explained",
            ])
        })
    {
        return Some(Role::Content);
    }
    // `The account you use to create it must be …`
    let noun_before = || {
        previous.is_some_and(|p| {
            p.kind == Kind::Word
                && !p.has(VERB & !THIRD | COORDINATOR | PREPOSITION | ADVERB | ADJECTIVE | RELATIVE)
                || p.is("software")
                || p.has(NOUN_TOO)
        })
    };
    let reduced = || {
        verb.is_none()
            || flat
                .get(at + 1)
                .is_some_and(|t| t.has(MODAL) || t.lemma_in(&["need", "want"]) || t.is("have"))
    };
    if token.any(&["you", "we"]) && reduced() && noun_before() {
        return Some(Role::Relative);
    }
    match opener(flat, at)? {
        Role::Condition
            if token.is("provided") && !flat.get(at + 1).is_some_and(|t| t.is("that")) =>
        {
            None
        }
        Role::Time if token.is("once") && previous.is_some_and(|p| p.is("only")) => None,
        role => (at > start).then_some(role),
    }
}

/// Where the piece that opens at `at` ends.
fn close(flat: &[Token<'_>], at: usize, role: Role, main_has_verb: bool) -> usize {
    let short = flat[at].is("if")
        && flat.get(at + 1).is_some_and(|t| {
            t.any(&[
                "any",
                "so",
                "not",
                "necessary",
                "possible",
                "applicable",
                "needed",
                "required",
                "desired",
                "appropriate",
            ])
        });
    if short && flat.get(at + 2).is_none_or(|t| !t.has(VERB | ADVERB | PREPOSITION)) {
        return (at + 2).min(flat.len());
    }
    let relative = role == Role::Relative;
    let commaed = at > 0 && flat[at - 1].kind == Kind::Comma;
    // `when used as …` has no finite verb of its own.
    let mut own_verb = role == Role::Condition
        && flat.get(at + 1).is_some_and(|t| t.has(PARTICIPLE | GERUND) && !t.has(BASE));
    let mut nested = 0usize;
    let mut i = at + 1;
    while i < flat.len() {
        let token = &flat[i];
        let previous = &flat[i - 1];
        if token.kind == Kind::Comma {
            let next = i + 1;
            if !main_has_verb
                && commaed
                && own_verb_or_phrase(own_verb, role)
                && next < flat.len()
                && is_finite(flat, next)
            {
                return next;
            }
            let again = relative
                && own_verb
                && flat.get(next).is_some_and(|t| t.any(&["where", "which", "who"]));
            if again {
                return i;
            }
            let resumes = flat.get(next).is_some_and(|t| t.any(&["and", "but", "so", "or"]))
                && resumes_main(flat, next);
            if own_verb_or_phrase(own_verb, role)
                && (resumes || main_has_verb && opener(flat, next).is_some())
            {
                return i;
            }
            if !main_has_verb && !relative && starts_clause(flat, next) {
                return next;
            }
        } else if token.has(COORDINATOR)
            && main_has_verb
            && own_verb_or_phrase(own_verb, role)
            && resumes_modal(flat, i)
        {
            return i;
        } else if relative
            && !main_has_verb
            && token.any(&["that", "which", "who"])
            && previous.kind == Kind::Word
            && !previous.has(COORDINATOR)
            && flat.get(i + 1).is_some_and(|t| t.has(VERB | MODAL | BE_FINITE))
        {
            // `hosts that run relays that need it`: one more verb is theirs.
            nested += 1;
        } else if nested > 0 && own_verb && is_finite(flat, i) {
            nested -= 1;
            i = past_group(flat, i);
            continue;
        } else if is_finite(flat, i) {
            let joined = previous.has(COORDINATOR)
                || previous.has(ADVERB) && i >= 2 && flat[i - 2].has(COORDINATOR);
            let place = flat[at].is("where") && flat[at + 1..i].iter().any(|t| t.has(COORDINATOR));
            // `that were made after it was saved must …`: the modal belongs to what is bound.
            if own_verb && role == Role::Time && !main_has_verb && !joined && token.has(MODAL) {
                return i;
            }
            if own_verb && relative && !main_has_verb && !joined && !place {
                return i;
            }
            if !own_verb || joined {
                own_verb = true;
                i = past_group(flat, i);
                continue;
            }
        } else if i > at + 1
            && role != Role::Condition
            && own_verb_or_phrase(own_verb, role)
            && (token.any(&["before", "after"])
                || matches!(opener(flat, i), Some(Role::Condition | Role::Reason)))
            && !previous.any(&["even", "only", "immediately", "soon"])
        {
            return i;
        }
        i += 1;
    }
    flat.len()
}

fn own_verb_or_phrase(own_verb: bool, role: Role) -> bool {
    own_verb || matches!(role, Role::Purpose | Role::Time | Role::Scope)
}

/// Past a verb group: its auxiliaries, adverbs and main verb.
pub(super) fn past_group(flat: &[Token<'_>], mut at: usize) -> usize {
    // `that you provide must …`: the verb is the whole group.
    let certain = !flat[at].word.noun || at > 0 && flat[at - 1].has(PERSONAL);
    if flat[at].has(VERB) && !flat[at].has(BE | HAVE | DO | MODAL) && certain {
        return at + 1;
    }
    at += 1;
    while flat.get(at).is_some_and(|t| t.has(BE | HAVE | ADVERB | NEGATION | MODAL)) {
        at += 1;
    }
    if flat.get(at).is_some_and(|t| t.has(VERB)) {
        at += 1;
    }
    at
}

/// `, and you must …`, `, but X is …`: the main level goes on behind this coordinator.
fn resumes_main(flat: &[Token<'_>], at: usize) -> bool {
    let next = skip_adverbs(flat, at + 1);
    flat.get(next).is_some_and(|t| t.has(MODAL | PERSONAL | BE_FINITE) && !t.has(NEGATION))
        || subject_and_verb(flat, next)
}

/// `… and must …`, `… but you must …`: a modal of the main level behind this coordinator.
fn resumes_modal(flat: &[Token<'_>], at: usize) -> bool {
    let next = skip_adverbs(flat, at + 1);
    let subject = flat[at].is("but") && flat.get(next).is_some_and(|t| t.has(PERSONAL));
    flat.get(next + usize::from(subject))
        .is_some_and(|t| t.has(MODAL) && t.any(&["must", "should", "can", "may"]))
}
