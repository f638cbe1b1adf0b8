//! Sentences as clauses: what governs, and what only stands around it.

mod boundary;
mod conjunct;
mod front;

use super::lexicon::*;
use super::token::{Kind, Token};
use super::verbal::{is_imperative, skip_adverbs};
use conjunct::conjunct;
use front::front;
pub(super) use front::opener;

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
    let flat = Vec::with_capacity(tokens.len());
    let mut parsed = Parsed { flat, ..Parsed::default() };
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
        .enumerate()
        .position(|(at, t)| {
            // `Harbor 2016 - Relay Manager` in mid-sentence is one name.
            let named = t.text == "-"
                && flat[start..start + at].last().is_some_and(|t| t.kind == Kind::Number)
                && flat.get(start + at + 1).is_some_and(|t| t.is_capital() && t.kind == Kind::Word)
                && flat[start].has(SUBORDINATOR | PREPOSITION);
            matches!(t.kind, Kind::Semicolon | Kind::Dash | Kind::Colon) && !named
        })
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
        // `…, so add them` begins anew.
        let so = next > 0 && flat[next - 1].is("so") || flat[next].is("so");
        continues = continues_phrase(flat, verb) && !(so && is_imperative(flat, verb));
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
