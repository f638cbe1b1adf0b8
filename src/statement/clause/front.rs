//! What stands in front of a clause, and where the clause begins.

use super::conjunct::past_group;
use super::{Piece, Role};
use crate::statement::lexicon::*;
use crate::statement::token::{Kind, Token};
use crate::statement::verbal::{is_finite, is_imperative, skip_adverbs};

/// Takes the adjuncts in front of a clause, each closed by a comma.
pub(super) fn front(flat: &[Token<'_>], mut at: usize, fronted: &mut Vec<Piece>) -> usize {
    // Only the nearest adjuncts can still matter, however long the sentence is.
    if fronted.len() > 8 {
        fronted.drain(..fronted.len() - 8);
    }
    for _ in 0..6 {
        at = skip_adverbs(flat, at);
        let Some(role) = front_role(flat, at) else { return at };
        let Some(end) = front_end(flat, at, role) else { return at };
        fronted.push(Piece { role, start: at, end });
        at = end + usize::from(flat.get(end).is_some_and(|t| t.kind == Kind::Comma));
    }
    at
}

fn front_role(flat: &[Token<'_>], at: usize) -> Option<Role> {
    let token = flat.get(at)?;
    let next = flat.get(at + 1);
    if token.is("only") && next.is_some_and(|t| t.any(&["if", "when"])) {
        return None;
    }
    if let Some(role) = opener(flat, at) {
        return Some(role);
    }
    if token.has(TO) && next.is_some_and(|t| t.word.tags == 0 && !t.is_capital()) {
        return Some(Role::Purpose);
    }
    if token.has(GERUND) && !token.has(PREPOSITION) {
        return Some(Role::Scope);
    }
    if token.any(&["every", "each", "the"]) && flat[at..].iter().take(4).any(|t| t.is("time")) {
        return Some(Role::Time);
    }
    let phrase = token.any(&["depending", "regardless", "according", "based", "given", "compared"]);
    (token.has(PREPOSITION) || phrase).then_some(Role::Scope)
}

/// What a word can be that opens a subordinate clause; no other one is looked at, but for code.
pub(super) const OPENERS: Tags =
    SUBORDINATOR | PREPOSITION | ADVERB | COORDINATOR | TO | PARTICIPLE | GERUND;

/// The role of the clause that a subordinating word at `at` opens.
pub(in crate::statement) fn opener(flat: &[Token<'_>], at: usize) -> Option<Role> {
    let next = flat.get(at + 1);
    // `Should you need help, …`
    if at == 0 && flat.first()?.is("should") && next.is_some_and(|t| t.has(PERSONAL)) {
        return Some(Role::Condition);
    }
    let token = flat.get(at).filter(|t| t.has(OPENERS) || t.kind == Kind::Code)?;
    let next_is = |words: &[&str]| next.is_some_and(|t| t.any(words));
    let third = flat.get(at + 2);
    let before = at.checked_sub(1).map(|at| &flat[at]);
    let asked = || {
        before.is_some_and(|t| {
            t.any(&["on", "about"])
                || t.lemma_in(&[
                    "see",
                    "determine",
                    "check",
                    "know",
                    "ask",
                    "verify",
                    "decide",
                    "test",
                    "validate",
                    "tell",
                    "confirm",
                    "evaluate",
                    "assess",
                    "learn",
                ])
        })
    };
    if token.is("if") && asked() {
        return Some(Role::Content);
    }
    if token.is("if") && before.is_some_and(|t| t.is("even")) {
        return Some(Role::Concession);
    }
    let granted = token.any(&["while", "whilst"])
        && (flat[at..].iter().take(4).any(|t| t.any(&["can", "may", "might"]))
            || before.is_none()
                && flat[at..].iter().take(7).any(|t| t.any(&["support", "supports"])));
    if granted {
        return Some(Role::Concession);
    }
    if token.any(&["if", "unless", "when", "whenever", "while", "whilst"]) {
        return Some(Role::Condition);
    }
    if token.any(&["provided", "assuming", "supposing"]) && (next_is(&["that", "you", "the"])) {
        return Some(Role::Condition);
    }
    if token.is("with") && next_is(&["the"]) && third.is_some_and(|t| t.is("exception")) {
        return Some(Role::Condition);
    }
    if token.is("except")
        || token.is("in") && next_is(&["case"])
        || token.is("as") && next_is(&["long"])
    {
        return Some(Role::Condition);
    }
    if token.any(&["before", "after", "until", "till", "once", "during"])
        || token.is("prior") && next_is(&["to"])
        || token.is("as") && next_is(&["soon"])
    {
        return Some(Role::Time);
    }
    if token.is("because") || token.is("since") {
        return Some(Role::Reason);
    }
    if token.any(&["although", "though", "whereas"])
        || token.is("even") && next_is(&["if", "though"])
    {
        return Some(Role::Concession);
    }
    if token.has(TO)
        && next.is_some_and(|t| {
            t.has(BASE | HAVE)
                || t.is("be")
                || t.has(ADVERB) && third.is_some_and(|t| t.has(BASE | HAVE))
        })
    {
        return Some(Role::Purpose);
    }
    if token.is("in") && next_is(&["order"]) || token.is("so") && next_is(&["that"]) {
        return Some(Role::Purpose);
    }
    if token.is("so") && next_is(&["as"]) && third.is_some_and(|t| t.is("to")) {
        return Some(Role::Purpose);
    }
    token.is("whether").then_some(Role::Content)
}

/// Where the adjunct that begins at `at` ends: before the comma that a clause follows.
pub(super) fn front_end(flat: &[Token<'_>], at: usize, role: Role) -> Option<usize> {
    // `To frobnicate the host remotely, …`: a verb that the lexicon lacks.
    let mut seen_verb = role == Role::Purpose
        && flat[at].has(TO)
        && flat.get(at + 1).is_some_and(|t| t.word.tags == 0);
    let longest = if role == Role::Scope { 40 } else { 80 };
    if flat[at].is("if") && flat.get(at + 1).is_some_and(|t| t.is("so")) {
        return Some(at + 2);
    }
    for i in at + 1..flat.len().min(at + longest) {
        let token = &flat[i];
        let ready = seen_verb || role == Role::Scope || i > at + 1 && i <= at + 4;
        // `If, however, you …`
        let hedged =
            i < at + 4 && flat[at + 1..i].iter().all(|t| t.has(ADVERB) || t.kind == Kind::Comma);
        if token.kind == Kind::Comma && hedged && flat[at].has(SUBORDINATOR) {
            continue;
        }
        if token.kind == Kind::Comma
            && ready
            && (starts_clause(flat, i + 1)
                || role == Role::Scope && flat[at].has(PREPOSITION) && listed_verbs(flat, i + 1))
        {
            return Some(i);
        }
        if (seen_verb || matches!(role, Role::Scope | Role::Time) && i > at + 1)
            && starts_without_comma(flat, i)
        {
            return Some(i);
        }
        seen_verb |= is_verbal(flat, i);
    }
    if let Some(end) = cue_without_comma(flat, at, role) {
        return Some(end);
    }
    // `If not already there, on the server, set up …` ends at its first comma at least.
    let comma = flat[at..].iter().position(|t| t.kind == Kind::Comma).map(|offset| at + offset)?;
    let tail_is_front = front_role(flat, comma + 1).is_some();
    (tail_is_front && role != Role::Scope).then_some(comma)
}

/// Whether a word is a verb in any form, as far as it shows.
fn is_verbal(flat: &[Token<'_>], at: usize) -> bool {
    let token = &flat[at];
    let before = flat[..at].iter().rfind(|t| !t.has(ADVERB) || t.has(PERSONAL | TO));
    let led = before.is_some_and(|t| t.has(TO | MODAL | PERSONAL));
    if led && (token.has(HAVE) || token.is("be")) {
        return true;
    }
    token.has(GERUND) || token.has(BASE) && (led || !token.has(NOUN_TOO)) || is_finite(flat, at)
}

/// `When running it as a service the account must …`: no comma at all, but a cue that the adjunct
/// cannot hold, behind a verb of its own.
fn cue_without_comma(flat: &[Token<'_>], at: usize, role: Role) -> Option<usize> {
    if role == Role::Scope {
        return None;
    }
    // An adjunct is never this long; the rest of an endless sentence is not searched.
    let flat = &flat[..flat.len().min(at + 160)];
    if let Some(start) = imperative_without_comma(flat, at) {
        return Some(start);
    }
    let own = (at + 1..flat.len()).find(|&i| match flat[at].has(TO) {
        true => is_verbal(flat, i),
        false => is_finite(flat, i) || i == at + 1 && flat[i].has(GERUND | PARTICIPLE),
    })?;
    let own_end = past_group(flat, own);
    let cue = (own_end..flat.len()).find(|&i| {
        is_finite(flat, i)
            && (flat[i].any(&["must", "should"])
                || flat[i].lemma_in(&["require", "need"])
                || flat[i].has(BE_FINITE))
    })?;
    let between = flat.get(own_end..cue)?;
    let inner = between
        .iter()
        .any(|t| t.has(RELATIVE | SUBORDINATOR | TO) && !t.is("as") || t.kind == Kind::Comma);
    let named = (own_end..cue)
        .rev()
        .take_while(|&i| {
            flat[i].is_wordlike()
                && flat[i].kind != Kind::Number
                && !flat[i].has(PREPOSITION | PARTICIPLE)
        })
        .last();
    let start = (own_end..cue).rev().find(|&i| flat[i].has(DETERMINER | PERSONAL)).or(named)?;
    (!inner).then_some(start)
}

/// `If it fails ask an administrator`: an imperative behind a clause, and no comma at all.
fn imperative_without_comma(flat: &[Token<'_>], at: usize) -> Option<usize> {
    if !flat[at].has(SUBORDINATOR) {
        return None;
    }
    let comma = flat[at..].iter().position(|t| t.kind == Kind::Comma);
    let flat = &flat[..comma.map_or(flat.len(), |comma| at + comma)];
    let own = (at + 1..flat.len()).find(|&i| is_finite(flat, i))?;
    (past_group(flat, own)..flat.len()).find(|&i| {
        let before = &flat[i - 1];
        let free = !before.has(
            TO | MODAL
                | COORDINATOR
                | PERSONAL
                | RELATIVE
                | DETERMINER
                | PREPOSITION
                | DO
                | NEGATION
                | SUBORDINATOR,
        );
        let token = &flat[i];
        let object = flat.get(i + 1).is_some_and(|t| t.has(DETERMINER) || t.strong || t.is("sure"));
        free && token.has(BASE)
            && !token.is_capital()
            && object
            && (!token.has(NOUN_TOO) || token.word.class != Class::Plain)
            && !before.text.ends_with('s')
    })
}

/// `To build it you need …`: the clause begins without a comma.
fn starts_without_comma(flat: &[Token<'_>], at: usize) -> bool {
    let token = &flat[at];
    let next = flat.get(at + 1);
    if token.any(&["you", "we"]) {
        let previous = &flat[at - 1];
        let asked = flat[..at].iter().rev().take(4).any(|t| t.any(&["how", "what", "which"]))
            && !previous.is("case");
        let inside = previous.has(SUBORDINATOR | RELATIVE | COORDINATOR | QUESTION)
            || asked
            || previous.lemma_in(&[
                "believe",
                "decide",
                "determine",
                "expect",
                "feel",
                "find",
                "hope",
                "know",
                "think",
            ]);
        return !inside
            && next.is_some_and(|t| {
                t.has(MODAL) || t.lemma_in(&["need", "recommend"]) || t.is("have")
            })
            && !next
                .is_some_and(|t| t.is("have") && !flat.get(at + 2).is_some_and(|t| t.is("to")));
    }
    token.lemma_in(&["ensure"])
        && token.has(BASE)
        && !flat[at - 1].has(TO | MODAL | COORDINATOR | PERSONAL)
        && !flat[at - 1].lemma("help")
}

/// `In production, install, register, and start it`: verbs in a row behind a place.
fn listed_verbs(flat: &[Token<'_>], at: usize) -> bool {
    let verb = |i: usize| flat.get(i).is_some_and(|t| t.has(BASE) && !t.has(NOUN_TOO));
    verb(at) && flat.get(at + 1).is_some_and(|t| t.kind == Kind::Comma) && verb(at + 2)
}

/// Whether a clause of its own begins at `at`: behind a comma, or behind `and`.
pub(super) fn starts_clause(flat: &[Token<'_>], at: usize) -> bool {
    let coordinated = flat.get(at).is_some_and(|t| t.has(COORDINATOR) && !t.is("so"));
    if coordinated {
        return false;
    }
    let start = skip_adverbs(flat, at);
    let Some(token) = flat.get(start) else { return false };
    if is_imperative(flat, start) {
        // `If you install, upgrade, or remove it, …` is a list of verbs.
        let next = flat.get(start + 1);
        let listed =
            next.is_some_and(|t| t.kind == Kind::Comma || t.has(COORDINATOR) && !t.is("and"));
        return !listed;
    }
    if token.has(RELATIVE) && !token.is("that") {
        return false;
    }
    if opener(flat, start).is_some() || token.has(PREPOSITION) && !token.has(VERB) {
        // Another adjunct in front; the clause is behind it.
        return flat[start..].iter().enumerate().take(60).any(|(offset, t)| {
            t.kind == Kind::Comma && subject_and_verb(flat, start + offset + 1)
                || offset > 1 && starts_without_comma(flat, start + offset)
        });
    }
    subject_and_verb(flat, start)
}

/// Whether a subject and its finite verb, or an imperative, stand at `at`.
pub(super) fn subject_and_verb(flat: &[Token<'_>], at: usize) -> bool {
    let at = skip_adverbs(flat, at);
    if at >= flat.len()
        || flat[at].has(COORDINATOR)
        || is_finite(flat, at) && !flat[at].has(NOUN_TOO)
    {
        return false;
    }
    if is_imperative(flat, at) {
        return true;
    }
    let mut in_relative = false;
    for i in at..flat.len().min(at + 40) {
        let token = &flat[i];
        if token.is("where") && i > at {
            in_relative = true;
            continue;
        }
        if token.kind == Kind::Comma
            || token.has(SUBORDINATOR) && !token.any(&["that", "as", "before", "after"])
        {
            // `NIC adapters, drivers, and firmware must be …`: a list may be the subject.
            let listed = token.kind == Kind::Comma
                && flat[i + 1..].iter().take(12).any(|t| t.is("and") || t.is("or"));
            if !listed {
                return false;
            }
            continue;
        }
        let determines = i > at && token.is("that") && flat[i - 1].has(PREPOSITION);
        if token.has(RELATIVE) && i > at && !determines {
            in_relative = true;
        }
        if i > at && is_finite(flat, i) {
            if !in_relative {
                return true;
            }
            in_relative = false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_open_what_stands_in_a_clause_are_looked_at() {
        for word in ["how", "that", "what", "where", "which", "who", "whom", "whose", "why"] {
            assert!(look_up(word).tags & (RELATIVE | QUESTION) != 0, "{word}");
        }
        assert!(["we", "you"].iter().all(|word| look_up(word).tags & PERSONAL != 0));
    }

    #[test]
    fn every_word_that_opens_a_clause_is_looked_at() {
        for word in [
            "although",
            "after",
            "as",
            "assuming",
            "because",
            "before",
            "during",
            "even",
            "except",
            "if",
            "in",
            "once",
            "prior",
            "provided",
            "since",
            "so",
            "supposing",
            "though",
            "till",
            "to",
            "unless",
            "until",
            "when",
            "whenever",
            "whereas",
            "whether",
            "while",
            "whilst",
            "with",
        ] {
            assert!(look_up(word).tags & OPENERS != 0, "{word}");
        }
    }
}
