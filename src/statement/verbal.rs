//! Which token begins a finite verb, and which an imperative.

use super::lexicon::*;
use super::token::{Kind, Token};

/// Verbs whose third person is read as a verb even where it could be a plural noun.
const CUE_VERBS: &[&str] = &["need", "require", "support", "recommend", "host", "report"];

/// Verbs that are nouns too and that a preposition may follow as verbs: `Check for …`.
const TAKE_PREPOSITION: &[&str] = &[
    "change", "check", "click", "exit", "install", "log", "look", "move", "plan", "point",
    "return", "run", "scroll", "search", "sign", "start", "switch", "update", "upgrade", "wait",
    "work",
];

/// Verbs that are nouns too and that a preposition may follow in the third person: `runs on`.
const RUN_ON: &[&str] = &[
    "act", "count", "depend", "fall", "point", "report", "rest", "result", "return", "run",
    "scale", "start", "stop", "work",
];

/// Nouns in -s that are no plurals.
fn looks_plural(token: &Token<'_>) -> bool {
    let text = token.text;
    token.kind == Kind::Word
        && (text.ends_with('s') || text.ends_with("(s)"))
        && !text.ends_with("ss")
        && !text.ends_with("us")
        && !text.ends_with("is")
        || token.any(&["people", "data", "criteria", "media"])
}

/// Words in capitals are names and key words of languages, not verbs.
fn is_shout(token: &Token<'_>) -> bool {
    token.text.len() > 1 && token.text.chars().all(|c| c.is_uppercase())
}

/// Whether a word stands inside bold words that begin in mid-sentence: a label of the interface.
fn is_label(tokens: &[Token<'_>], at: usize) -> bool {
    if !tokens[at].strong {
        return false;
    }
    let before = tokens[..at].iter().rev().take_while(|t| t.strong).count();
    let after = tokens[at + 1..].iter().take_while(|t| t.strong).count();
    let first = &tokens[at - before];
    before + after > 0 && before < at && first.is_capital() && before > 0
}

/// What can stand right behind a verb that is used as a verb, and rarely behind a noun.
fn begins_object(token: &Token<'_>) -> bool {
    token.has(DETERMINER | PERSONAL | PRONOUN | NUMBER | ADVERB | NEGATION | TO)
        || matches!(token.kind, Kind::Number | Kind::Code | Kind::Quote)
        || token.any(&["them", "us", "him", "me", "yourself", "itself", "whatever"])
}

/// Whether `tokens[at]` begins a finite verb group.
pub(super) fn is_finite(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    if !token.has(MODAL | BE_FINITE | HAVE_FINITE | DO | BASE | THIRD | PAST) {
        return false;
    }
    if token.kind != Kind::Word
        || token.strong && token.is_capital() && !token.has(MODAL | BE_FINITE)
        || is_label(tokens, at)
    {
        return false;
    }
    let previous = at.checked_sub(1).map(|at| &tokens[at]);
    if token.has(MODAL) {
        return previous.is_none_or(|p| !p.has(DETERMINER) || p.has(PRONOUN) || p.has(PERSON));
    }
    if token.has(BE_FINITE) || token.has(HAVE_FINITE) && !token.is("had") {
        return previous
            .is_none_or(|p| !p.has(MODAL | TO) && !(token.is("have") && p.has(NEGATION)));
    }
    if token.has(DO) && !token.is("done") && !token.is("doing") {
        let negated = tokens.get(at + 1).is_some_and(|t| t.is("not"));
        return negated || previous.is_some_and(|p| p.has(PERSONAL));
    }
    let Some(previous) = previous else { return false };
    let lost = at >= 2 && previous.is("longer") && tokens[at - 2].is("no");
    if lost && token.has(BASE | THIRD) {
        return true;
    }
    if is_shout(token) {
        return false;
    }
    if token.has(THIRD) {
        return third_person(tokens, at, previous);
    }
    if token.is("need") && needs_to(tokens, at) {
        return !previous.has(DETERMINER | ADJECTIVE | PREPOSITION | TO | MODAL)
            || previous.has(PERSONAL);
    }
    if token.has(PAST) && !token.has(BASE) && !token.is_capital() {
        // `We recommended …`, `VMM supported a …`
        let object = tokens.get(at + 1).is_some_and(|t| t.has(DETERMINER | NUMBER) || t.is("only"));
        let noun = previous.is_wordlike()
            && !previous.has(BE | HAVE | ADVERB | PREPOSITION | COORDINATOR | RELATIVE | TO);
        let speaker = tokens[..at].iter().rev().find(|t| !t.has(ADVERB));
        return speaker.is_some_and(|t| t.has(PERSONAL)) || noun && object && !token.has(BASE);
    }
    if token.has(BASE) {
        return plural_present(tokens, at, previous);
    }
    false
}

/// `need to be restarted`, `needs to have a name`.
pub(super) fn needs_to(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].any(&["need", "needs"])
        && tokens.get(at + 1).is_some_and(|t| t.has(TO))
        && tokens.get(at + 2).is_some_and(|t| t.has(BASE | BE | HAVE))
}

fn third_person(tokens: &[Token<'_>], at: usize, previous: &Token<'_>) -> bool {
    let token = &tokens[at];
    let subject = previous.has(RELATIVE) || previous.any(&["it", "this", "that", "he", "she"]);
    if subject || previous.any(&["only", "also", "not"]) && at >= 2 && token.lemma_in(CUE_VERBS) {
        return true;
    }
    // `Always On requires …`: in capitals it belongs to a name.
    let title = previous.is_capital() && at >= 2 && token.lemma_in(CUE_VERBS);
    let named = previous.has(DETERMINER | PREPOSITION | ADJECTIVE | NUMBER | TO) && !title;
    if named && !previous.any(&["this", "that"])
        || previous.kind == Kind::Number && !token.lemma_in(CUE_VERBS)
    {
        return false;
    }
    if token.is_capital() {
        return false;
    }
    // `Your network uses outbound servers`: no plural of a noun.
    if token.is("uses") && previous.is_wordlike() && !previous.has(COORDINATOR) {
        return true;
    }
    let verb_only = !token.word.noun;
    let closes = matches!(previous.kind, Kind::Close | Kind::Quote | Kind::Comma);
    if !previous.is_wordlike()
        && !(closes && (verb_only || token.lemma_in(CUE_VERBS)) || previous.kind == Kind::Quote)
    {
        return false;
    }
    if previous.has(COORDINATOR) {
        return !token.word.noun || needs_to(tokens, at);
    }
    let Some(next) = tokens.get(at + 1) else {
        return !token.word.noun;
    };
    if singular_subject(tokens, at)
        && next.is_wordlike()
        && !next.has(MODAL | BE_FINITE | HAVE_FINITE)
    {
        return true;
    }
    if next.has(MODAL | BE_FINITE | HAVE_FINITE) && !next.has(ADVERB) {
        return false;
    }
    if !token.word.noun || token.lemma_in(CUE_VERBS) {
        return !looks_plural(previous) || previous.has(PERSON) || token.lemma_in(CUE_VERBS);
    }
    // `versions only support …`: behind adverbs stands the verb.
    let behind = tokens[at + 1..].iter().find(|t| !t.has(ADVERB | NEGATION) && !t.is("no"));
    if next.has(ADVERB | NEGATION) && behind.is_some_and(|t| t.has(BASE | MODAL | BE_FINITE)) {
        return false;
    }
    if next.is("that") && token.lemma_in(&["indicate", "mean", "show", "state"]) {
        return true;
    }
    // `rules to allow it`
    let infinitive = next.has(TO)
        && !token.lemma_in(&[
            "aim", "attempt", "continue", "help", "need", "plan", "start", "try", "work",
        ]);
    begins_object(next) && !next.has(RELATIVE) && !infinitive
        || previous.is_capital() && looks_plural(next)
        || token.lemma_in(RUN_ON)
            && next.has(PREPOSITION)
            && !next.any(&["of", "for"])
            && !auxiliary_ahead(tokens, at + 1)
}

/// Whether a determiner of one thing stands before the words up to `at`: no plural can end them.
fn singular_subject(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[..at]
        .iter()
        .rev()
        .take(4)
        .take_while(|t| {
            t.is_wordlike() && !t.has(PREPOSITION | COORDINATOR | VERB & !(NOUN_TOO | BASE))
        })
        .any(|t| t.any(&["this", "each", "every", "a", "an", "another"]))
}

/// Whether a modal or a form of `be` or `have` stands further on in the same clause.
fn auxiliary_ahead(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at..]
        .iter()
        .take(14)
        .take_while(|t| t.kind != Kind::Comma && !t.has(SUBORDINATOR | RELATIVE))
        .any(|t| {
            t.has(MODAL | BE_FINITE | HAVE_FINITE)
                || t.any(&["requires", "require", "needs", "supports", "support"])
        })
}

fn plural_present(tokens: &[Token<'_>], at: usize, previous: &Token<'_>) -> bool {
    let token = &tokens[at];
    if previous.has(PERSONAL) && !previous.any(&["it", "he", "she"]) {
        return true;
    }
    // `The instances on the server require …`: no noun, so it is the verb behind any noun.
    let noun = previous.is_wordlike() && (previous.word.tags == 0 || previous.has(NOUN_TOO));
    if token.is("require") && noun && !previous.has(MODAL | TO | DO) {
        return true;
    }
    // `The services each require …`
    let each = previous.any(&["all", "both", "each"])
        && token.lemma_in(&["need", "require"])
        && at >= 2
        && (looks_plural(&tokens[at - 2]) || tokens[at - 2].kind == Kind::Comma);
    if each {
        return true;
    }
    // `for that part`: no relative pronoun.
    if previous.is("that") && at >= 2 && tokens[at - 2].has(PREPOSITION) {
        return false;
    }
    if previous.has(RELATIVE) && at >= 2 {
        return !token.has(ADJECTIVE);
    }
    // `Release 3 and later support …`
    let before = tokens[..at].iter().rev().find(|t| {
        !t.has(ADVERB | NEGATION | COORDINATOR)
            && !t.any(&["no", "newer", "above", "higher", "earlier"])
    });
    let bridged = previous.has(ADVERB | NEGATION)
        && before.is_some_and(|before| {
            before.has(PERSONAL) && !before.any(&["it", "he", "she"])
                || looks_plural(before)
                || before.kind == Kind::Number
        });
    // `requirements within each site still apply`
    let far = !token.has(NOUN_TOO)
        && previous.any(&["also", "always", "only", "still"])
        && before.is_some_and(|t| t.is_wordlike() && !t.has(VERB | MODAL | TO | DO | BE))
        && tokens[at.saturating_sub(8)..at].iter().any(looks_plural)
        && !tokens[at.saturating_sub(8)..at].iter().any(|t| t.has(MODAL | TO | BE_FINITE | DO));
    if far {
        return true;
    }
    // `instances on one computer share a pool`
    let object = tokens.get(at + 1).is_some_and(|t| t.any(&["a", "an", "the", "this", "their"]));
    if object
        && previous.word.tags == 0
        && previous.is_wordlike()
        && tokens[at.saturating_sub(12)..at].iter().any(looks_plural)
    {
        return !tokens[..at].iter().any(|t| t.has(MODAL | BE_FINITE | HAVE_FINITE));
    }
    let listed = previous.kind == Kind::Comma && token.lemma_in(CUE_VERBS);
    if !bridged && !listed && !looks_plural(previous) || previous.has(DETERMINER | PREPOSITION) {
        return false;
    }
    let cue = token.lemma_in(CUE_VERBS) && !token.lemma_in(&["host", "report"]);
    let Some(next) = tokens.get(at + 1) else { return cue };
    if next.has(MODAL | BE_FINITE | HAVE_FINITE) {
        return false;
    }
    token.lemma_in(CUE_VERBS) && !token.lemma_in(&["host", "report"])
        || !token.has(NOUN_TOO | ADJECTIVE)
        || begins_object(next)
        || token.lemma_in(RUN_ON)
            && next.has(PREPOSITION)
            && !next.any(&["of", "for"])
            && !auxiliary_ahead(tokens, at + 1)
}

/// Past words that may stand before an imperative: `also`, `then`, `please`.
pub(super) fn skip_adverbs(tokens: &[Token<'_>], mut at: usize) -> usize {
    while tokens.get(at).is_some_and(|t| {
        (t.has(ADVERB) && !t.is("not") && !t.is("never") && !t.is("only") && !t.is("no")
            || t.any(&["please", "but", "and", "or", "so"]))
            || t.kind == Kind::Comma
    }) {
        at += 1;
    }
    at
}

/// Whether an imperative begins at `tokens[at]`: `Install …`, `Do not install …`, `Be sure …`.
pub(super) fn is_imperative(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|token| !is_shout(token)) else { return false };
    let next = tokens.get(at + 1);
    if token.is("do") && next.is_some_and(|t| t.is("not")) || token.is("never") {
        return negated_verb(tokens, at).is_some();
    }
    if token.is("only") {
        return next.is_some_and(|t| t.has(BASE) && !t.has(ADJECTIVE | MODAL | HAVE))
            && is_imperative(tokens, at + 1);
    }
    if token.is("have") {
        return at == 0
            || tokens[at - 1].any(&["then"])
            || tokens[at - 1].kind == Kind::Comma && next.is_some_and(|t| t.has(DETERMINER));
    }
    if token.is("be") {
        return next.is_some_and(|t| {
            t.any(&["sure", "certain", "aware", "careful", "cautious", "prepared"])
        });
    }
    if token.kind != Kind::Word || !token.has(BASE) || token.has(MODAL | HAVE | DETERMINER) {
        return false;
    }
    let Some(next) = next else { return false };
    let third = next.has(THIRD) && !next.word.noun;
    if (third || next.has(MODAL | BE_FINITE | HAVE_FINITE)) && !next.has(ADVERB | BASE) {
        return false;
    }
    // `*full*, *start from zero*`: a value in italics.
    let value = token.strong && next.strong && at > 0 && !token.is_capital();
    if value && (tokens[at - 1].kind == Kind::Comma || tokens[at - 1].has(COORDINATOR)) {
        return false;
    }
    // `sign ins`, `add ons`
    if next.any(&["ins", "offs", "ons"]) {
        return false;
    }
    // `Install packages are …`
    let compound = looks_plural(next)
        && tokens.get(at + 2).is_some_and(|t| t.has(MODAL | BE_FINITE | HAVE_FINITE));
    if compound {
        return false;
    }
    if !token.has(NOUN_TOO | ADJECTIVE | PREPOSITION) {
        let row = tokens.get(at + 2).is_some_and(|t| t.has(BASE) && !t.has(NOUN_TOO));
        return !matches!(next.kind, Kind::Comma | Kind::Colon) || at == 0 || row;
    }
    imperative_not_noun(tokens, at, next)
}

/// The verb of `do not …` or `never …` at `at`, past adverbs and an insertion between commas.
pub(super) fn negated_verb(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let from = if tokens[at].is("never") { at + 1 } else { at + 2 };
    let mut verb = from;
    if tokens.get(verb).is_some_and(|t| t.kind == Kind::Comma) {
        verb = tokens[verb + 1..].iter().take(8).position(|t| t.kind == Kind::Comma)? + verb + 2;
    }
    while tokens.get(verb).is_some_and(|t| t.has(ADVERB)) {
        verb += 1;
    }
    let token = tokens.get(verb)?;
    let unknown = token.word.tags == 0 && token.kind == Kind::Word && !token.is_capital();
    (token.has(BASE) || token.is("be") || unknown).then_some(verb)
}

/// Whether a word that is a noun too heads an imperative here.
fn imperative_not_noun(tokens: &[Token<'_>], at: usize, next: &Token<'_>) -> bool {
    let particle = next.any(&["up", "down", "out", "off"])
        || next.is("at") && tokens.get(at + 2).is_some_and(|t| t.any(&["least", "most"]))
        || next.has(DETERMINER | ADJECTIVE)
            && next.any(&["separate", "different", "dedicated", "new"]);
    let object = begins_object(next) && !next.has(NEGATION | TO) && next.kind != Kind::Number;
    if object || particle || next.strong && !tokens[at].strong {
        return true;
    }
    if (next.has(GERUND) || next.text.ends_with("ing"))
        && !tokens[at].lemma_in(&["repeat", "start", "stop", "try"])
    {
        return false;
    }
    // `version 24`: a number that nothing follows that it could count.
    if next.kind == Kind::Number
        && next.text.bytes().next().is_some_and(|b| b.is_ascii_digit())
        && !tokens.get(at + 2).is_some_and(|t| {
            t.kind == Kind::Word
                && !t.has(VERB | BE | MODAL | COORDINATOR | PREPOSITION | RELATIVE | SUBORDINATOR)
        })
    {
        return false;
    }
    if next.is("of") || matches!(next.kind, Kind::Comma | Kind::Colon | Kind::Stop | Kind::Dash) {
        return false;
    }
    if next.has(COORDINATOR) {
        return tokens.get(at + 2).is_some_and(|t| t.has(BASE))
            && tokens.get(at + 3).is_some_and(|t| !t.has(MODAL | BE_FINITE | HAVE_FINITE))
            && !auxiliary_ahead(tokens, at + 3);
    }
    if next.has(PREPOSITION | SUBORDINATOR | TO) && !tokens[at].lemma_in(TAKE_PREPOSITION) {
        return false;
    }
    // `Test controllers have …`: a finite verb further on makes the head a noun.
    let ahead = tokens[at + 1..]
        .iter()
        .take(14)
        .take_while(|t| {
            !t.has(SUBORDINATOR | RELATIVE) && !matches!(t.kind, Kind::Comma | Kind::Stop)
        })
        .count();
    !(at + 1..at + 1 + ahead).any(|i| is_finite(tokens, i))
}
