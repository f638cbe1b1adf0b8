//! Bounds: `up to 16`, `a maximum of five`, `at least 4 GB`.

use super::lexicon::*;
use super::token::{Kind, Token};

/// Words before a number that make it an upper or lower bound, longest first.
const BOUNDS: &[&[&str]] = &[
    &["no", "greater", "than"],
    &["no", "higher", "than"],
    &["no", "larger", "than"],
    &["no", "longer", "than"],
    &["no", "lower", "than"],
    &["no", "smaller", "than"],
    &["no", "more", "than"],
    &["no", "less", "than"],
    &["no", "fewer", "than"],
    &["not", "more", "than"],
    &["a", "maximum", "of"],
    &["a", "minimum", "of"],
    &["the", "maximum", "of"],
    &["maximum", "of"],
    &["minimum", "of"],
    &["a", "total", "of"],
    &["at", "least"],
    &["at", "most"],
    &["up", "to"],
    &["limit", "of"],
    &["fewer", "than"],
    &["less", "than"],
    &["more", "than"],
];

/// Whether a token is a number or a number word.
pub(super) fn is_number(token: &Token<'_>) -> bool {
    token.kind == Kind::Number || token.has(NUMBER) && !token.any(&["half", "double"])
}

/// Whether a number stands among the tokens.
pub(super) fn has_number(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(is_number)
}

/// Whether an upper or lower bound with its number stands within the first words.
pub(super) fn is_limit(tokens: &[Token<'_>]) -> bool {
    (0..tokens.len().min(12)).any(|at| {
        BOUNDS
            .iter()
            .take(BOUNDS.len() - 1)
            .any(|words| phrase(tokens, at, words) && number_near(&tokens[at + words.len()..]))
    })
}

/// Whether the tokens begin with a count of things: `6,000 connections`, `a single node`; not
/// with a release or a kind.
pub(super) fn is_count(tokens: &[Token<'_>]) -> bool {
    let digits = |t: &Token<'_>| {
        t.kind == Kind::Number && t.text.chars().all(|c| c.is_ascii_digit() || ",.".contains(c))
    };
    let kinds = ["kinds", "methods", "modes", "options", "scenarios", "types", "ways"];
    let (from, counted) = match tokens {
        [first, ..] if digits(first) => (1, true),
        [only, first, ..] if only.is("only") && digits(first) => (2, true),
        [a, single, ..] if a.is("a") && single.is("single") => (2, true),
        [one, to, ..] if one.is("one") && to.is("to") => (2, true),
        _ => (0, false),
    };
    let thing = tokens[from..].iter().find(|t| t.is_wordlike());
    counted && thing.is_some_and(|t| t.kind != Kind::Code && !t.any(&kinds))
}

/// Whether the tokens begin with an upper or lower bound and its number.
pub(super) fn starts_limit(tokens: &[Token<'_>]) -> bool {
    BOUNDS.iter().any(|words| phrase(tokens, 0, words)) && is_limit(&tokens[..tokens.len().min(6)])
}

/// Whether a comparison with a number stands among the tokens: `more than 64 characters`.
pub(super) fn has_comparison(tokens: &[Token<'_>]) -> bool {
    (0..tokens.len()).any(|at| {
        BOUNDS
            .iter()
            .any(|words| phrase(tokens, at, words) && number_near(&tokens[at + words.len()..]))
    }) || tokens.first().is_some_and(|t| t.lemma("exceed")) && has_number(tokens)
}

/// Whether a share says how two things differ: `30% more`, `three times faster`.
pub(super) fn compares(tokens: &[Token<'_>]) -> bool {
    tokens.windows(2).any(|w| {
        (w[0].text.ends_with('%') || w[0].any(&["percent", "times"])) && w[1].any(COMPARATIVES)
    })
}

/// What compares two things.
pub(super) const COMPARATIVES: &[&str] = &[
    "better", "bigger", "faster", "fewer", "greater", "higher", "larger", "less", "longer",
    "lower", "more", "quicker", "shorter", "slower", "smaller", "worse",
];

/// `SP1 or later`, `version 22 and newer`.
pub(super) fn is_release_bound(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|t| t.text.contains(|c: char| c.is_ascii_digit()))
        && tokens.windows(2).any(|w| {
            w[0].any(&["or", "and"])
                && w[1].any(&["above", "greater", "higher", "later", "newer", "onwards", "up"])
        })
}

fn number_near(tokens: &[Token<'_>]) -> bool {
    tokens.iter().take(2).any(is_number)
}

fn phrase(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    tokens.len() >= at + words.len()
        && words.iter().zip(&tokens[at..]).all(|(word, token)| token.is(word))
}

/// `The minimum value is 330 seconds`, `the maximum number of nodes is 64`.
pub(super) fn is_bound_of(subject: &[Token<'_>], complement: &[Token<'_>]) -> bool {
    let bound = subject.iter().any(|t| {
        t.any(&[
            "minimum",
            "maximum",
            "limit",
            "min",
            "max",
            "minimal",
            "maximal",
            "boundary",
            "ceiling",
            "requirement",
        ])
    });
    let current = subject.iter().any(|t| t.any(&["default", "current"]));
    let value = complement.iter().take(5).take_while(|t| !t.is("the")).any(|t| {
        is_number(t)
            || t.is_capital()
                && t.text.len() > 1
                && complement.iter().any(|t| t.text.contains(|c: char| c.is_ascii_digit()))
    });
    let advised = subject.iter().any(|t| t.is("recommended")) && has_number(complement);
    (bound || advised) && !current && value
}
