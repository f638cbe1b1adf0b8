//! Where one coordinated clause ends and the next begins.

use super::Role;
use super::front::{front_end, subject_and_verb};
use crate::statement::lexicon::*;
use crate::statement::token::{Kind, Token};
use crate::statement::verbal::{is_finite, is_imperative, needs_to, skip_adverbs};

/// `X, such as Y, requires Z`: where the insertion that the comma at `at` opens ends.
pub(super) fn insertion(flat: &[Token<'_>], at: usize) -> Option<usize> {
    let next = flat.get(at + 1)?;
    let opens = next.any(&["such", "including", "like", "especially"])
        || next.is("for") && flat.get(at + 2).is_some_and(|t| t.is("example"));
    if !opens {
        return None;
    }
    let end = (at + 2..flat.len().min(at + 30)).find(|&i| {
        flat[i].kind == Kind::Comma
            && i + 1 < flat.len()
            && (is_finite(flat, i + 1) || flat[i + 1].lemma_in(&["continue", "require", "need"]))
    })?;
    Some(end + 1)
}

/// Whether the verb group at `at` leads to base forms that can be coordinated: `must …`,
/// `need to …`, `we recommend you …`.
pub(super) fn takes_base(flat: &[Token<'_>], at: usize) -> bool {
    let token = &flat[at];
    token.has(MODAL)
        || token.has(BASE) && at > 0 && flat[at - 1].any(&["you", "we"])
        || token.lemma_in(&["need", "recommend", "suggest"])
        || token.has(HAVE) && flat.get(at + 1).is_some_and(|t| t.is("to"))
}

/// Where a new clause begins behind the comma or coordinator at `at`, if one does.
pub(super) fn boundary(
    flat: &[Token<'_>],
    at: usize,
    verb: usize,
    base_phrase: bool,
) -> Option<usize> {
    // `see Create and configure a relay`: inside a link stands one title.
    let linked = |i: usize| flat.get(i).is_some_and(|t| t.link);
    if linked(at) && linked(at + 1) && at > 0 && linked(at - 1) {
        return None;
    }
    let mut next = at;
    let mut coordinated = false;
    while flat.get(next).is_some_and(|t| t.kind == Kind::Comma || t.has(COORDINATOR)) {
        coordinated |= flat[next].has(COORDINATOR);
        next += 1;
    }
    if flat[at].kind == Kind::Comma
        && flat.get(next).is_some_and(|t| t.is("in"))
        && flat.get(next + 1).is_some_and(|t| t.is("which"))
    {
        return Some(next);
    }
    let head = skip_adverbs(flat, next);
    let token = flat.get(head)?;
    let then = flat.get(next).is_some_and(|t| t.is("then"));
    if !coordinated && !then {
        // A comma alone: only a pronoun with a modal begins a new clause.
        let behind = flat.get(head + 1);
        let spliced = token.has(PERSONAL) && behind.is_some_and(|t| t.has(MODAL))
            || token.lemma_in(&["make", "be"])
                && behind.is_some_and(|t| t.any(&["sure", "certain"]))
            || token.is("ensure")
            || token.is("verify") && behind.is_some_and(|t| t.has(DETERMINER) || t.is("that"))
            || token.is("do") && behind.is_some_and(|t| t.is("not"));
        return spliced.then_some(next);
    }
    if token.has(MODAL | BE_FINITE) || token.has(HAVE_FINITE) && !base_phrase {
        return Some(next);
    }
    // `is disabled and not supported`: the second `is` is left out.
    let left = flat.get(head + 1).is_some_and(|t| {
        t.has(PARTICIPLE) && t.lemma_in(&["support", "recommend", "allow", "permit"])
    });
    if flat[verb].has(BE_FINITE) && token.is("not") && left {
        return Some(head);
    }
    if token.has(THIRD) && is_third_verb(flat, head) {
        return Some(next);
    }
    if (token.has(BASE) || token.has(HAVE) || token.is("be")) && base_phrase && at > verb + 1 {
        // A name in capitals is no verb, and `or` parts alternatives of one demand.
        if token.is_capital() || flat[at..next].iter().any(|t| t.is("or")) {
            return None;
        }
        // `install and configure it` is one verb phrase, `install it and configure that` are two.
        let own_object = flat[verb + 1..at]
            .iter()
            .any(|t| t.is_wordlike() && !t.has(ADVERB | COORDINATOR | TO | BE));
        let bare_chain = flat[verb + 1..at].iter().all(|t| {
            t.has(BASE | MODAL | COORDINATOR | ADVERB | TO | BE | NEGATION) || t.kind == Kind::Comma
        });
        let verb_here = token.has(HAVE) || token.is("be") || is_imperative(flat, head);
        return (own_object && !bare_chain && verb_here).then_some(next);
    }
    if token.has(PERSONAL) || token.any(&["there", "this"]) {
        return flat[head + 1..]
            .iter()
            .take(3)
            .enumerate()
            .any(|(o, _)| is_finite(flat, head + 1 + o))
            .then_some(next);
    }
    let commaed = flat[at].kind == Kind::Comma;
    if token.is("if") && flat.get(head + 1).is_some_and(|t| t.is("so")) {
        return Some(next);
    }
    if token.any(&["if", "when", "unless", "to", "before", "after"]) && commaed {
        return (flat[at + 1].any(&["and", "but", "so"])
            && front_end(flat, head, Role::Condition).is_some())
        .then_some(next);
    }
    // `, but for heavy use, we recommend …`, `, but as said above, it must …`
    if commaed
        && flat[at + 1].any(&["and", "but", "so"])
        && token.any(&["as", "during", "for", "in", "on", "under", "with"])
        && let Some(end) = front_end(flat, head, Role::Scope)
        && flat.get(end).is_some_and(|t| t.kind == Kind::Comma)
        && subject_and_verb(flat, end + 1)
        && !flat[head..end].iter().any(|t| t.kind == Kind::Comma)
    {
        return Some(next);
    }
    let ordered = is_imperative(flat, head);
    let firm = !token.has(NOUN_TOO)
        || flat[verb].has(BASE)
        || flat[at..head].iter().any(|t| t.any(&["so", "then", "but"]));
    let clause = match commaed {
        true => {
            let joined = flat[at..head].iter().any(|t| t.any(&["so", "then", "but"]));
            subject_and_verb(flat, head) && (joined || !token.has(GERUND)) && (!ordered || firm)
        }
        false => auxiliary_clause(flat, head),
    };
    clause.then_some(next)
}

/// `… and 10 GB is recommended`: a subject and an auxiliary, with nothing between that could
/// take the auxiliary away.
fn auxiliary_clause(flat: &[Token<'_>], at: usize) -> bool {
    for (i, token) in flat.iter().enumerate().skip(at).take(8) {
        if token.kind == Kind::Comma
            || token.has(SUBORDINATOR | RELATIVE | TO | COORDINATOR | PERSONAL | VERB)
                && !token.has(NOUN_TOO)
                && !token.has(PREPOSITION)
                && !is_finite(flat, i)
        {
            return false;
        }
        if i > at && is_finite(flat, i) {
            return token.has(MODAL | BE_FINITE) || token.lemma_in(&["require", "need"]);
        }
    }
    false
}

fn is_third_verb(flat: &[Token<'_>], at: usize) -> bool {
    let noun_too = flat[at].word.noun;
    needs_to(flat, at)
        || !noun_too
        || flat.get(at + 1).is_some_and(|t| t.has(DETERMINER | NUMBER | PERSONAL))
}
