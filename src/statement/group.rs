//! Verb groups: modal, negation, voice and main verb.

use super::lexicon::*;
use super::token::Token;

/// What obliges, in a verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modal {
    /// No modal: a plain verb.
    None,
    /// must, shall.
    Must,
    /// need to, have to, is required to.
    NeedTo,
    /// should, ought to.
    Should,
    /// can.
    Can,
    /// may.
    May,
    /// might, could.
    Might,
    /// will, would.
    Will,
}

/// The voice of a verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// `installs it`
    Active,
    /// `is installed`
    Passive,
    /// `is a node`, `is ready`
    Copula,
}

/// A verb group of a clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// Its first token.
    pub(super) start: usize,
    /// Its modal.
    pub(super) modal: Modal,
    /// Its modal says `might need to`, `may have to`.
    pub(super) softened: bool,
    /// Negated: not, never, no longer.
    pub(super) negated: bool,
    /// `only` stands in it.
    pub(super) only: bool,
    /// Its voice.
    pub(super) voice: Voice,
    /// The place of its main verb; of the first token of the complement, in a copula.
    pub(super) head: usize,
    /// It speaks of the past.
    pub(super) past: bool,
}

/// Reads the verb group that begins at `start`.
pub(super) fn group(tokens: &[Token<'_>], start: usize) -> Group {
    let mut out = Group {
        start,
        modal: Modal::None,
        softened: false,
        negated: no_longer(tokens, start),
        only: start > 0 && tokens[start - 1].is("only"),
        voice: Voice::Active,
        head: start,
        past: false,
    };
    let mut at = start;
    let mut be = false;
    let mut have = false;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1);
        let to = next.is_some_and(|t| t.has(TO))
            || next.is_some_and(|t| t.has(ADVERB)) && tokens.get(at + 2).is_some_and(|t| t.has(TO));
        if token.has(NEGATION) || token.is("no") && next.is_some_and(|t| t.is("longer")) {
            out.negated = true;
        } else if token.is("only")
            || token.is("just")
            || token.is("solely")
            || token.is("exclusively")
        {
            out.only |= token.is("only") || token.is("solely") || token.is("exclusively");
        } else if token.is("need") && next.is_some_and(|t| t.is("not")) {
            out.modal = Modal::NeedTo;
        } else if token.lemma("need") && token.has(VERB) && to && !be {
            out.softened |= matches!(out.modal, Modal::May | Modal::Might);
            out.past |= token.has(PAST) && !token.has(BASE);
            out.modal = Modal::NeedTo;
            at = skip_to(tokens, at);
            continue;
        } else if token.has(HAVE) && to && !have {
            out.softened |= matches!(out.modal, Modal::May | Modal::Might);
            out.past |= token.is("had");
            out.modal = Modal::NeedTo;
            at = skip_to(tokens, at);
            continue;
        } else if token.lemma("continue") && to {
            at = skip_to(tokens, at);
            continue;
        } else if token.has(MODAL) && out.modal == Modal::None && !be && !have {
            out.modal = modal(token);
        } else if token.has(DO) && at == start && !next.is_some_and(|t| t.has(DETERMINER)) {
            out.past |= token.is("did");
        } else if token.has(BE) {
            be = true;
            out.past |= token.any(&["was", "were"]);
        } else if be
            && token.any(&["able", "required", "forced", "obliged", "allowed", "permitted"])
            && to
            && !out.negated_need(token)
        {
            let wide = token.any(&["required", "forced", "obliged"]);
            match (token.is("able"), wide) {
                (true, _) => {
                    out.modal = if out.modal == Modal::None { Modal::Can } else { out.modal }
                }
                (_, true) => {
                    out.softened |= matches!(out.modal, Modal::May | Modal::Might);
                    out.modal = Modal::NeedTo;
                }
                _ => out.modal = if out.modal == Modal::None { Modal::May } else { out.modal },
            }
            be = false;
            at = skip_to(tokens, at);
            continue;
        } else if token.has(HAVE) && !have && !be && perfect(tokens, at) {
            have = true;
        } else if token.has(ADVERB) && !(be && token.is("only")) {
            // `is correctly configured`
        } else {
            break;
        }
        at += 1;
    }
    out.head = at.min(tokens.len().saturating_sub(1));
    let Some(main) = tokens.get(at) else {
        out.voice = if be { Voice::Copula } else { Voice::Active };
        return out;
    };
    let participle =
        main.has(PARTICIPLE) && !(main.has(ADJECTIVE | NOUN_TOO) && follows_noun(tokens, at));
    out.voice = match () {
        () if be && participle => Voice::Passive,
        () if be && main.has(GERUND) => Voice::Active,
        () if be => Voice::Copula,
        () => Voice::Active,
    };
    out.past |=
        out.modal == Modal::None && !be && !have && main.has(PAST) && !main.has(BASE | THIRD);
    out
}

/// `no longer`, `never` in front of the verb.
fn no_longer(tokens: &[Token<'_>], start: usize) -> bool {
    let before = &tokens[..start];
    matches!(before, [.., no, longer] if no.is("no") && longer.is("longer"))
        || before.last().is_some_and(|t| t.is("never"))
}

impl Group {
    /// `isn't required to` is no need; it stays a negated passive.
    fn negated_need(&self, token: &Token<'_>) -> bool {
        self.negated && token.any(&["required", "forced", "obliged"])
    }
}

fn modal(token: &Token<'_>) -> Modal {
    match () {
        () if token.any(&["must", "shall"]) => Modal::Must,
        () if token.any(&["should", "ought"]) => Modal::Should,
        () if token.is("can") => Modal::Can,
        () if token.is("may") => Modal::May,
        () if token.any(&["might", "could"]) => Modal::Might,
        () => Modal::Will,
    }
}

fn skip_to(tokens: &[Token<'_>], at: usize) -> usize {
    tokens[at..].iter().position(|t| t.has(TO)).map_or(at + 1, |offset| at + offset + 1)
}

/// Whether `have` at `at` is an auxiliary: a participle follows and no object.
fn perfect(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at + 1..]
        .iter()
        .find(|t| !t.has(ADVERB | NEGATION))
        .is_some_and(|t| t.has(PARTICIPLE) && !t.has(NOUN_TOO | ADJECTIVE) || t.is("been"))
}

/// `is open source`: what looks like a participle is an adjective before a noun.
fn follows_noun(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|t| {
        t.word.tags == 0 && t.is_wordlike() || t.has(INTERFACE_NOUN | INSTALL_NOUN | PERSON)
    }) && !tokens[at].any(&[
        "required",
        "supported",
        "recommended",
        "allowed",
        "permitted",
        "needed",
    ])
}
