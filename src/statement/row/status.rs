//! What a cell says in a word or two.

use crate::markdown::{Cell, Text};
use crate::statement::Level;
use crate::statement::fragment;
use crate::statement::lexicon::*;
use crate::statement::place::{bare_value, cell_text};
use crate::statement::token::{Kind, Token, tokens};
use crate::statement::verbal::is_finite;
use std::ops::Range;

/// The lines behind a lead-in that belong to it, as values.
pub(super) fn parts(behind: &[(&Text, Range<usize>)]) -> Vec<String> {
    behind
        .iter()
        .map(|(text, range)| text.plain[range.clone()].trim())
        .take_while(|line| !line.ends_with(':') && !line.starts_with("Note"))
        .map(bare_value)
        .collect()
}

/// The level of a word in brackets behind the name of a row: `(optional)`, and its condition:
/// `(optional if joined to a domain)`.
pub(super) fn bracket(words: &[Token<'_>]) -> Option<(Level, Option<String>)> {
    let open = words.iter().position(|t| t.kind == Kind::Open)?;
    let close = words[open..].iter().position(|t| t.kind == Kind::Close)? + open;
    let inner = &words[open + 1..close];
    let level = fragment::label(inner.get(..1)?)?;
    match inner {
        [_] => Some((level, None)),
        [_, rest @ ..] if rest[0].any(&["if", "when", "unless"]) => {
            let text = rest.iter().map(|t| t.text).collect::<Vec<_>>().join(" ");
            Some((level, Some(text)))
        }
        _ => None,
    }
}

/// What a cell of one word says.
pub(super) enum Status {
    Yes,
    No,
    None,
    Level(Level),
}

pub(super) fn status(text: &str) -> Option<Status> {
    let trimmed = text.trim().trim_end_matches(['.', '*', '\u{b9}', '\u{b2}', '\u{b3}']);
    if trimmed.len() > 30 {
        return None;
    }
    Some(match trimmed.to_lowercase().as_str() {
        "yes" | "y" | "x" | "\u{2713}" | "\u{2714}" | "\u{2714}\u{fe0f}" | "\u{2705}" => {
            Status::Yes
        }
        "no" | "n" | "\u{2717}" | "\u{2718}" | "\u{274c}" | "\u{2716}" => Status::No,
        "n/a" | "na" | "none" | "-" | "\u{2013}" | "\u{2014}" | "not applicable"
        | "not required" | "not needed" => Status::None,
        "supported" | "optional" | "allowed" => Status::Level(Level::May),
        "not supported" | "unsupported" | "not allowed" => Status::Level(Level::MustNot),
        "required" | "mandatory" => Status::Level(Level::Must),
        "recommended" | "supported and recommended" => Status::Level(Level::Should),
        "not recommended" => Status::Level(Level::ShouldNot),
        text if text.starts_with("optionally ") => Status::Level(Level::May),
        _ => return None,
    })
}

pub(super) fn is_status(words: &[Token<'_>]) -> bool {
    let text = || {
        let spoken = words.iter().filter(|t| t.kind != Kind::Stop);
        spoken.map(|t| t.text).collect::<Vec<_>>().join(" ")
    };
    words.len() <= 5 && status(&text()).is_some()
}

pub(super) fn is_status_of_support(text: &str) -> bool {
    if !text.starts_with(['n', 'N', 's', 'S']) {
        return false;
    }
    let start: String = text.chars().take(14).collect();
    start.to_lowercase().trim_start_matches("not ").starts_with("supported")
}

/// `Recommended:` over lines of a cell.
pub(super) fn sub_head(words: &[Token<'_>]) -> Option<Level> {
    let [head @ .., colon] = words else { return None };
    if colon.kind != Kind::Colon || head.is_empty() {
        return None;
    }
    let bound = matches!(head, [one] if one.any(&["maximum", "minimum"]));
    fragment::label(head).or(bound.then_some(Level::Must))
}

/// `Note: …`, `Important`
pub(super) fn is_note(words: &[Token<'_>]) -> bool {
    words
        .iter()
        .find(|t| t.is_wordlike())
        .is_some_and(|t| t.any(&["important", "note", "notes", "tip", "warning"]))
}

/// Whether words are a value or a name rather than a sentence.
pub(super) fn is_bare(words: &[Token<'_>], remark: bool) -> bool {
    // `Specifies the …`
    let describes = words.first().is_some_and(|t| t.has(THIRD) && t.is_capital())
        && words.get(1).is_some_and(|t| {
            t.has(DETERMINER | ADVERB | NUMBER | TO) || t.any(&["whether", "that"])
        });
    // `An account that is used for nothing else` has no verb but the one of `that`.
    // `The archive, if it is enabled` has none but the condition's.
    let own = words.iter().skip(1).position(|t| t.any(&["if", "unless", "when"]));
    let end = own.map_or(words.len(), |at| at + 1);
    let mut relative = false;
    let stated = (1..end).any(|at| {
        relative |= words[at - 1].any(&["that", "which", "who"]);
        let bound = words[at - 1].has(RELATIVE) || relative && words[at - 1].has(COORDINATOR);
        is_finite(words, at) && !bound
    }) || !words.is_empty() && is_finite(words, 0);
    let leads = stated && words.last().is_some_and(|t| t.kind == Kind::Colon);
    !describes
        && !leads
        && words.iter().any(Token::is_wordlike)
        && (!stated || !remark && words.iter().any(|t| t.kind == Kind::Number))
}

/// `if`, `when`, `unless` or `except` in a cell of bare values.
pub(super) fn cell_condition(cell: &Cell) -> Option<String> {
    let text = cell_text(cell);
    let words = tokens(&text, 0..text.len(), &[]);
    let from = words.iter().find(|t| t.any(&["if", "when", "unless", "except"]))?;
    Some(text[from.start..].to_string())
}
