//! Sentences as clauses: what governs, and what only stands around it.

use super::lexicon::*;
use super::token::{Kind, Token};
use super::verbal::{is_finite, is_imperative, needs_to, skip_adverbs};

/// What a piece of a sentence is to the clause that governs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// `if`, `unless`, `when`, `provided that`: perhaps a condition.
    Condition,
    /// `before`, `after`, `during`: a point in time.
    Time,
    /// `to …`, `in order to …`.
    Purpose,
    /// `because`, `since`, `as`.
    Reason,
    /// `although`, `though`.
    Concession,
    /// A preposition in front: `For a cluster, …`.
    Scope,
    /// `who`, `which`, `that`.
    Relative,
    /// What is said, known, asked or seen to: `that …`, `whether …`.
    Content,
}

/// A piece of a sentence, as a range of the flat tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) role: Role,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// One of the coordinated clauses of a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Conjunct {
    /// The tokens that govern, as indices of the flat tokens.
    pub(super) core: Vec<usize>,
    /// What stands in front of it.
    pub(super) fronted: Vec<Piece>,
    /// What stands in it or behind it.
    pub(super) attached: Vec<Piece>,
    /// Its finite verb, or its imperative.
    pub(super) verb: Option<usize>,
    /// It is an imperative.
    pub(super) imperative: bool,
    /// It continues the verb phrase of the clause before, whose subject and modal it shares.
    pub(super) continues: bool,
    /// All of its tokens, without what stands in front.
    pub(super) start: usize,
    /// One past its last token.
    pub(super) end: usize,
}

/// A sentence in clauses.
#[derive(Debug, Clone, Default)]
pub(super) struct Parsed<'t> {
    /// The tokens outside brackets.
    pub(super) flat: Vec<Token<'t>>,
    /// The coordinated clauses.
    pub(super) conjuncts: Vec<Conjunct>,
    /// The contents of brackets, each with the number of flat tokens before it.
    pub(super) asides: Vec<(usize, Vec<Token<'t>>)>,
}

/// Cuts a sentence into clauses.
pub(super) fn parse<'t>(tokens: &[Token<'t>]) -> Parsed<'t> {
    let mut parsed = Parsed::default();
    take_asides(tokens, &mut parsed);
    let flat = std::mem::take(&mut parsed.flat);
    let mut start = 0;
    let mut carried: Vec<Piece> = Vec::new();
    while start < flat.len() {
        let end = segment_end(&flat, start);
        let first = parsed.conjuncts.len();
        segment(&flat[..end], start, &carried, &mut parsed.conjuncts);
        if let Some(conjunct) = parsed.conjuncts.get(first)
            && carried.is_empty()
        {
            carried.clone_from(&conjunct.fronted);
        }
        start = end + 1;
    }
    parsed.flat = flat;
    parsed
}

/// Moves what stands in brackets aside; final stops go too.
fn take_asides<'t>(tokens: &[Token<'t>], parsed: &mut Parsed<'t>) {
    let dashes = tokens.iter().filter(|t| t.text == "\u{2014}").count();
    let mut inserted = false;
    let mut depth = 0usize;
    let mut closes = tokens.iter().filter(|t| t.kind == Kind::Close).count();
    for token in tokens {
        match token.kind {
            Kind::Open if depth > 0 || closes > 0 => {
                if depth == 0 {
                    parsed.asides.push((parsed.flat.len(), Vec::new()));
                }
                depth += 1;
            }
            Kind::Close => {
                closes -= 1;
                depth = depth.saturating_sub(1);
            }
            // A pair of em dashes brackets.
            Kind::Dash if dashes == 2 && token.text == "\u{2014}" => {
                if !inserted {
                    parsed.asides.push((parsed.flat.len(), Vec::new()));
                }
                inserted = !inserted;
            }
            Kind::Stop => {}
            _ => match parsed.asides.last_mut() {
                Some((_, aside)) if depth > 0 || inserted => aside.push(*token),
                _ => parsed.flat.push(*token),
            },
        }
    }
}

/// The end of the stretch that a semicolon, a dash or an inner colon closes.
fn segment_end(flat: &[Token<'_>], start: usize) -> usize {
    flat[start..]
        .iter()
        .position(|t| matches!(t.kind, Kind::Semicolon | Kind::Dash | Kind::Colon))
        .map_or(flat.len(), |offset| start + offset)
}

fn segment(flat: &[Token<'_>], from: usize, carried: &[Piece], out: &mut Vec<Conjunct>) {
    let mut fronted = carried.to_vec();
    let mut at = front(flat, from, &mut fronted);
    let mut continues = false;
    while at < flat.len() {
        let (mut conjunct, next) = conjunct(flat, at, continues);
        conjunct.fronted.clone_from(&fronted);
        conjunct.continues = continues;
        out.push(conjunct);
        if next >= flat.len() {
            break;
        }
        let verb = skip_adverbs(flat, next);
        continues = continues_phrase(flat, verb);
        // A clause with a subject of its own can have a front of its own.
        at = if continues { next } else { front(flat, next, &mut fronted) };
        at = at.max(next);
    }
}

/// Whether what begins at `at` is a verb without a subject.
fn continues_phrase(flat: &[Token<'_>], at: usize) -> bool {
    flat.get(at).is_some_and(|t| {
        t.has(MODAL | BE_FINITE | HAVE_FINITE | BASE | THIRD | DO | NEGATION) && !t.has(PERSONAL)
    })
}

/// Takes the adjuncts in front of a clause, each closed by a comma.
fn front(flat: &[Token<'_>], mut at: usize, fronted: &mut Vec<Piece>) -> usize {
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

/// The role of the clause that a subordinating word at `at` opens.
pub(super) fn opener(flat: &[Token<'_>], at: usize) -> Option<Role> {
    let token = flat.get(at)?;
    let next = flat.get(at + 1);
    let next_is = |words: &[&str]| next.is_some_and(|t| t.any(words));
    let third = flat.get(at + 2);
    let before = at.checked_sub(1).map(|at| &flat[at]);
    let asked = before.is_some_and(|t| {
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
    });
    if token.is("if") && asked {
        return Some(Role::Content);
    }
    if token.is("if") && before.is_some_and(|t| t.is("even")) {
        return Some(Role::Concession);
    }
    let granted = token.any(&["while", "whilst"])
        && flat[at..].iter().take(4).any(|t| t.any(&["can", "may", "might"]));
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
fn front_end(flat: &[Token<'_>], at: usize, role: Role) -> Option<usize> {
    let mut seen_verb = false;
    let longest = if role == Role::Scope { 40 } else { 80 };
    if flat[at].is("if") && flat.get(at + 1).is_some_and(|t| t.is("so")) {
        return Some(at + 2);
    }
    for i in at + 1..flat.len().min(at + longest) {
        let token = &flat[i];
        let ready = seen_verb || role == Role::Scope || i > at + 1 && i <= at + 4;
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
}

/// `In production, install, register, and start it`: verbs in a row behind a place.
fn listed_verbs(flat: &[Token<'_>], at: usize) -> bool {
    let verb = |i: usize| flat.get(i).is_some_and(|t| t.has(BASE) && !t.has(NOUN_TOO));
    verb(at) && flat.get(at + 1).is_some_and(|t| t.kind == Kind::Comma) && verb(at + 2)
}

/// Whether a clause of its own begins at `at`: behind a comma, or behind `and`.
fn starts_clause(flat: &[Token<'_>], at: usize) -> bool {
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
fn subject_and_verb(flat: &[Token<'_>], at: usize) -> bool {
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

/// One clause from `at` on, and where the next one begins.
fn conjunct(flat: &[Token<'_>], at: usize, continues: bool) -> (Conjunct, usize) {
    let head = skip_adverbs(flat, at);
    let imperative = is_imperative(flat, head);
    let mut out = Conjunct { start: at, end: flat.len(), imperative, ..Conjunct::default() };
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

/// `X, such as Y, requires Z`: where the insertion that the comma at `at` opens ends.
fn insertion(flat: &[Token<'_>], at: usize) -> Option<usize> {
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
fn takes_base(flat: &[Token<'_>], at: usize) -> bool {
    let token = &flat[at];
    token.has(MODAL)
        || token.has(BASE) && at > 0 && flat[at - 1].any(&["you", "we"])
        || token.lemma_in(&["need", "recommend", "suggest"])
        || token.has(HAVE) && flat.get(at + 1).is_some_and(|t| t.is("to"))
}

/// Where a new clause begins behind the comma or coordinator at `at`, if one does.
fn boundary(flat: &[Token<'_>], at: usize, verb: usize, base_phrase: bool) -> Option<usize> {
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
    let noun_too = look_up(flat[at].word.lemma).tags & NOUN_TOO != 0;
    needs_to(flat, at)
        || !noun_too
        || flat.get(at + 1).is_some_and(|t| t.has(DETERMINER | NUMBER | PERSONAL))
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
    let previous = at.checked_sub(1).filter(|&p| p >= start).map(|p| &flat[p]);
    if token.has(TO) {
        let role = opener(flat, at)?;
        let governed = previous.is_some_and(|p| {
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
    let noun_before = previous.is_some_and(|p| {
        p.kind == Kind::Word
            && !p.has(VERB & !THIRD | COORDINATOR | PREPOSITION | ADVERB | ADJECTIVE | RELATIVE)
            || p.is("software")
            || p.has(NOUN_TOO)
    });
    let reduced = verb.is_none()
        || flat
            .get(at + 1)
            .is_some_and(|t| t.has(MODAL) || t.lemma_in(&["need", "want"]) || t.is("have"));
    if reduced && token.any(&["you", "we"]) && noun_before {
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
        } else if is_finite(flat, i) {
            let joined = previous.has(COORDINATOR)
                || previous.has(ADVERB) && i >= 2 && flat[i - 2].has(COORDINATOR);
            let place = flat[at].is("where") && flat[at + 1..i].iter().any(|t| t.has(COORDINATOR));
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
fn past_group(flat: &[Token<'_>], mut at: usize) -> usize {
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
