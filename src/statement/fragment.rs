//! Sentences without a finite verb: list items, cells, headings that stand as text.

use super::Level;
use super::lexicon::*;
use super::quantity;
use super::rules::*;
use super::setting::{Setting, Verdict};
use super::token::{Kind, Token};

/// The level of a fragment: its own word's, else the one that it inherits.
pub(super) fn judge(tokens: &[Token<'_>], setting: &Setting<'_>) -> Verdict {
    if let Some(verdict) = own(tokens) {
        return verdict;
    }
    if restricts(tokens)
        && (setting.supported || setting.list_item && setting.label == Some(Level::May))
    {
        return Verdict::Requires(Level::Must, ONLY);
    }
    if let Some(level) =
        setting.own.filter(|_| setting.list_item && (!setting.step || setting.label.is_some()))
    {
        return Verdict::Requires(level, INHERITED);
    }
    let Some(level) = setting.label else {
        return match setting.limits && quantity::has_number(tokens) {
            true => Verdict::Requires(Level::Must, BOUND),
            false => Verdict::Silent,
        };
    };
    if !setting.list_item || setting.step {
        return Verdict::Silent;
    }
    // `Estimated time: 10 minutes`
    let duration = tokens.iter().any(|t| t.has(TIME_UNIT)) && quantity::has_number(tokens);
    if duration && setting.timed {
        return Verdict::Excluded(DESCRIPTION);
    }
    // `Front adapter - used for …`: it says what the thing is for.
    if setting.explained {
        return Verdict::Excluded(DESCRIPTION);
    }
    let level = setting.own.unwrap_or(level);
    let wordy = setting.pointed && setting.headed
        || setting.named
        || tokens.iter().any(|t| t.is_wordlike() && !t.link)
        || tokens.iter().any(|t| t.is_wordlike() && level == Level::May);
    match wordy {
        true => Verdict::Requires(level, INHERITED),
        false => Verdict::Excluded(LINK),
    }
}

/// `Key sign-in only`, `Keys only for farms`: of what is supported, nothing else.
fn restricts(tokens: &[Token<'_>]) -> bool {
    let words = tokens.iter().rposition(Token::is_wordlike).map_or(0, |last| last + 1);
    (1..words).any(|at| {
        tokens[at].is("only")
            && !tokens[at - 1].has(NUMBER)
            && (at + 1 == words || tokens[at + 1].any(&["for", "if", "on", "when", "with"]))
    })
}

/// A level word of the fragment's own: `X recommended for Y`, `not supported`, `Ideally, on …`.
fn own(tokens: &[Token<'_>]) -> Option<Verdict> {
    let tokens = behind_footnote_mark(tokens);
    let first = tokens.first()?;
    if let Some(verdict) = opening_adverb(first) {
        return Some(verdict);
    }
    match (0..tokens.len()).find_map(|at| level_word(tokens, at)) {
        Some(Word::Decides(verdict)) => Some(verdict),
        Some(Word::Diverts) => None,
        None => unlimited(tokens)
            .or_else(|| opening_verb(tokens))
            .or_else(|| unavailable(tokens))
            .or_else(|| bound(tokens)),
    }
}

fn behind_footnote_mark<'a, 't>(tokens: &'a [Token<'t>]) -> &'a [Token<'t>] {
    match tokens {
        [mark, rest @ ..]
            if mark.kind == Kind::Number
                && rest.first().is_some_and(|t| t.any(&["Requires", "Supports"])) =>
        {
            rest
        }
        _ => tokens,
    }
}

fn opening_adverb(first: &Token<'_>) -> Option<Verdict> {
    if first.any(&["ideally", "preferably"]) {
        return Some(Verdict::Requires(Level::Should, ADVICE));
    }
    first.any(&["optionally", "alternatively"]).then_some(Verdict::Requires(Level::May, PERMISSION))
}

/// What one word says of the whole fragment.
enum Word {
    Decides(Verdict),
    /// It belongs to something else that is spoken of: `as supported by the vendor`.
    Diverts,
}

fn level_word(tokens: &[Token<'_>], at: usize) -> Option<Word> {
    let token = &tokens[at];
    let before = &tokens[..at];
    let next = tokens.get(at + 1);
    let attributive = next.is_some_and(|t| {
        t.is_wordlike()
            && !t.has(PREPOSITION | ADVERB | COORDINATOR | TO | SUBORDINATOR | NEGATION | GERUND)
    });
    let leads = match before {
        [] => true,
        [one] => one.any(&["not", "only", "also", "strongly", "highly"]),
        _ => false,
    };
    let negated = before.iter().rev().take(2).any(|t| t.any(&["not", "no", "isn't", "never"]));
    if token.is("recommended") && (!attributive || leads && next.is_some_and(|t| t.is("that"))) {
        let level = if negated { Level::ShouldNot } else { Level::Should };
        return Some(Word::Decides(Verdict::Requires(level, ADVICE)));
    }
    let excepted = at >= 2 && tokens[at - 2].any(&["except", "unless"])
        || at >= 1 && tokens[at - 1].is("unless");
    if token.any(&["required", "mandatory"]) && !attributive && !excepted {
        let unneeded = negated
            || tokens[0].is("no")
            || before.last().is_some_and(|t| t.any(&["if", "as", "when", "where", "the"]));
        return Some(Word::Decides(match unneeded {
            true => Verdict::Excluded(NEGATED_NEED),
            false => Verdict::Requires(Level::Must, NEED),
        }));
    }
    if token.is("supported") && !attributive {
        let verdict = supported(tokens, at, negated, leads);
        return Some(verdict.map_or(Word::Diverts, Word::Decides));
    }
    (token.is("unsupported") && tokens.len() == 1)
        .then_some(Word::Decides(Verdict::Requires(Level::MustNot, UNSUPPORTED)))
}

fn supported(tokens: &[Token<'_>], at: usize, negated: bool, leads: bool) -> Option<Verdict> {
    let before = |words: &[&str]| at > 0 && tokens[at - 1].any(words);
    let behind = |word: &str| tokens.get(at + 1).is_some_and(|t| t.is(word));
    // `a release that is supported`, `see the supported ones`
    let bound = at >= 2 && tokens[at - 2].has(RELATIVE) && tokens[at - 1].has(BE);
    let pointed = tokens[..at].iter().any(|t| t.any(&["refer", "see"]));
    if bound || pointed || before(&["as", "by"]) || behind("by") {
        return None;
    }
    if negated || at >= 2 && before(&["longer"]) {
        return Some(Verdict::Requires(Level::MustNot, UNSUPPORTED));
    }
    if before(&["only"]) || behind("only") || restricts(&tokens[at..]) {
        return Some(Verdict::Requires(Level::Must, ONLY));
    }
    (at > 0 || leads).then_some(Verdict::Requires(Level::May, SUPPORT))
}

fn unlimited(tokens: &[Token<'_>]) -> Option<Verdict> {
    let nouns = ["limit", "limits", "limitation", "restriction", "restrictions", "maximum"];
    let none = tokens[0].is("no") && tokens.get(1).is_some_and(|t| t.any(&nouns));
    (none || tokens[0].is("unlimited")).then_some(Verdict::Excluded(NEGATED_NEED))
}

fn opening_verb(tokens: &[Token<'_>]) -> Option<Verdict> {
    let needs = |t: &Token<'_>| t.any(&["requires", "needs"]);
    if needs(&tokens[0]) || tokens[0].is("also") && tokens.get(1).is_some_and(needs) {
        let more =
            tokens.iter().take(4).any(|t| t.any(&["more", "no"])) && !quantity::has_number(tokens);
        return Some(match more {
            true => Verdict::Excluded(NEGATED_NEED),
            false => Verdict::Requires(Level::Must, NEED),
        });
    }
    tokens[0].is("supports").then_some(Verdict::Requires(Level::May, SUPPORT))
}

/// `Not available in …`; alone it answers a question that only the column knows.
fn unavailable(tokens: &[Token<'_>]) -> Option<Verdict> {
    let denied = tokens.len() > 2
        && tokens[0].is("not")
        && tokens[1].any(&["allowed", "available", "permitted"]);
    denied.then_some(Verdict::Requires(Level::MustNot, UNSUPPORTED))
}

fn bound(tokens: &[Token<'_>]) -> Option<Verdict> {
    let direct = tokens
        .windows(2)
        .any(|w| w[0].any(&["minimum", "maximum", "min", "max"]) && quantity::is_number(&w[1]));
    let named = tokens.iter().take(2).any(|t| t.any(&["minimum", "maximum"]))
        && quantity::has_number(tokens)
        && tokens.iter().any(|t| t.is("of"));
    (direct || named).then_some(Verdict::Requires(Level::Must, BOUND))
}

/// The level that a label in front of a colon sets: `Recommended: …`, `NOT SUPPORTED: …`.
pub(super) fn label(head: &[Token<'_>]) -> Option<Level> {
    let words: Vec<&Token<'_>> = head.iter().filter(|t| t.is_wordlike()).collect();
    match words.as_slice() {
        [one] if one.any(&["recommended", "recommendation", "recommendations", "preferred"]) => {
            Some(Level::Should)
        }
        [one]
            if one.any(&[
                "required",
                "mandatory",
                "requirement",
                "requirements",
                "prerequisite",
                "prerequisites",
            ]) =>
        {
            Some(Level::Must)
        }
        [one] if one.any(&["optional", "supported", "allowed"]) => Some(Level::May),
        [one] if one.any(&["unsupported", "prohibited"]) => Some(Level::MustNot),
        [not, one] if not.is("not") && one.any(&["supported", "allowed", "permitted"]) => {
            Some(Level::MustNot)
        }
        [not, one] if not.is("not") && one.is("recommended") => Some(Level::ShouldNot),
        _ => None,
    }
}
