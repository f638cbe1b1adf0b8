//! What stands around a clause and makes it conditional.

use super::span;
use crate::statement::clause::{self, Conjunct, Piece, Role};
use crate::statement::condition::{Topic, is_condition};
use crate::statement::token::{Kind, Token};
use std::ops::Range;

/// The condition of a sentence that states nothing itself but leads to a list.
pub(in crate::statement) fn condition_of(
    tokens: &[Token<'_>],
    topic: Topic<'_>,
) -> Option<Range<usize>> {
    let parsed = clause::parse(tokens);
    let flat = &parsed.flat;
    let within = parsed.conjuncts.iter().find_map(|conjunct| condition(flat, conjunct, &[], topic));
    // `If you use X:` is nothing but a condition.
    let Some(first) = parsed.conjuncts.first().filter(|first| first.fronted.is_empty()) else {
        return within;
    };
    let end = flat.iter().position(|t| t.kind == Kind::Colon).unwrap_or(flat.len());
    let opens = flat.first().is_some_and(|t| t.any(&["if", "when", "unless", "for"]));
    let whole = Piece { role: clause::opener(flat, 0).unwrap_or(Role::Scope), start: 0, end };
    let bare = opens
        && first.verb.is_none_or(|verb| whole.role != Role::Scope && verb > 0)
        && is_condition(flat, whole, true, topic);
    within.or_else(|| if bare { piece_span(flat, &whole) } else { None })
}

/// Whether a sentence states something with a subject and a verb of its own.
pub(in crate::statement) fn states(tokens: &[Token<'_>]) -> bool {
    clause::parse(tokens)
        .conjuncts
        .iter()
        .any(|conjunct| conjunct.verb.is_some() && !conjunct.imperative)
}

/// The first condition around a clause.
pub(super) fn condition(
    flat: &[Token<'_>],
    conjunct: &Conjunct,
    lead: &[Token<'_>],
    topic: Topic<'_>,
) -> Option<Range<usize>> {
    let fronted = conjunct.fronted.iter().map(|piece| (piece, true));
    // `…, as it restarts if a patch is there`: the condition is the reason's.
    let within_reason = |piece: &Piece| {
        conjunct.attached.iter().any(|other| other.role == Role::Reason && other.end == piece.start)
    };
    let attached =
        conjunct.attached.iter().filter(|piece| !within_reason(piece)).map(|piece| (piece, false));
    let found =
        fronted.chain(attached).find(|(piece, front)| is_condition(flat, **piece, *front, topic));
    if let Some((piece, _)) = found {
        return piece_span(flat, piece);
    }
    if let Some(word) = lead.iter().find(|t| t.is("otherwise")) {
        return Some(word.start..word.end);
    }
    let whole = &flat[conjunct.start..conjunct.end];
    if let Some(word) = whole.first().filter(|t| t.is("otherwise")) {
        return Some(word.start..word.end);
    }
    let refers = whole.windows(3).find(|w| {
        w[0].is("in")
            && w[1].any(&["this", "that", "such", "which"])
            && w[2].any(&[
                "case",
                "cases",
                "event",
                "scenario",
                "situation",
                "scenarios",
                "situations",
            ])
    })?;
    Some(refers[0].start..refers[2].end)
}

fn piece_span(flat: &[Token<'_>], piece: &Piece) -> Option<Range<usize>> {
    let tokens = &flat[piece.start..piece.end.min(flat.len())];
    let end = tokens.iter().rposition(|t| t.kind != Kind::Comma)?;
    span(&tokens[..=end])
}
