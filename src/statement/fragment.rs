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
#[allow(clippy::too_many_lines, reason = "a list of cases, in the order in which they are asked")]
fn own(tokens: &[Token<'_>]) -> Option<Verdict> {
    // The mark of a footnote.
    let tokens = match tokens {
        [mark, rest @ ..]
            if mark.kind == Kind::Number
                && rest.first().is_some_and(|t| t.any(&["Requires", "Supports"])) =>
        {
            rest
        }
        _ => tokens,
    };
    let first = tokens.first()?;
    let negated = |at: usize| {
        at > 0 && tokens[..at].iter().rev().take(2).any(|t| t.any(&["not", "no", "isn't", "never"]))
    };
    if first.any(&["ideally", "preferably"]) {
        return Some(Verdict::Requires(Level::Should, ADVICE));
    }
    if first.any(&["optionally", "alternatively"]) {
        return Some(Verdict::Requires(Level::May, PERMISSION));
    }
    for (at, token) in tokens.iter().enumerate() {
        let attributive = tokens.get(at + 1).is_some_and(|t| {
            t.is_wordlike()
                && !t
                    .has(PREPOSITION | ADVERB | COORDINATOR | TO | SUBORDINATOR | NEGATION | GERUND)
        });
        let leads =
            at == 0 || at == 1 && (first.any(&["not", "only", "also", "strongly", "highly"]));
        if token.any(&["recommended"])
            && (!attributive || leads && tokens.get(at + 1).is_some_and(|t| t.is("that")))
        {
            let level = if negated(at) { Level::ShouldNot } else { Level::Should };
            return Some(Verdict::Requires(level, ADVICE));
        }
        let excepted = at >= 2 && tokens[at - 2].any(&["except", "unless"])
            || at >= 1 && tokens[at - 1].is("unless");
        if token.any(&["required", "mandatory"]) && !attributive && !excepted {
            return Some(
                match negated(at)
                    || first.is("no")
                    || at > 0 && tokens[at - 1].any(&["if", "as", "when", "where", "the"])
                {
                    true => Verdict::Excluded(NEGATED_NEED),
                    false => Verdict::Requires(Level::Must, NEED),
                },
            );
        }
        if token.is("supported") && !attributive {
            let only = at > 0 && tokens[at - 1].is("only")
                || tokens.get(at + 1).is_some_and(|t| t.is("only"))
                || restricts(&tokens[at..]);
            let bound = at >= 2 && tokens[at - 2].has(RELATIVE) && tokens[at - 1].has(BE);
            let past = bound
                || at > 0 && tokens[at - 1].any(&["as", "by"])
                || tokens[..at].iter().any(|t| t.any(&["refer", "see"]))
                || tokens.get(at + 1).is_some_and(|t| t.is("by"));
            return match () {
                () if past => None,
                () if negated(at) => Some(Verdict::Requires(Level::MustNot, UNSUPPORTED)),
                () if at >= 2 && tokens[at - 1].is("longer") => {
                    Some(Verdict::Requires(Level::MustNot, UNSUPPORTED))
                }
                () if only => Some(Verdict::Requires(Level::Must, ONLY)),
                () if at > 0 || leads => Some(Verdict::Requires(Level::May, SUPPORT)),
                () => None,
            };
        }
        if token.any(&["unsupported"]) && tokens.len() == 1 {
            return Some(Verdict::Requires(Level::MustNot, UNSUPPORTED));
        }
    }
    if first.is("unlimited")
        || first.is("no")
            && tokens.get(1).is_some_and(|t| {
                t.any(&["limit", "limits", "limitation", "restriction", "restrictions", "maximum"])
            })
    {
        return Some(Verdict::Excluded(NEGATED_NEED));
    }
    if first.any(&["requires", "needs"])
        || first.is("also") && tokens.get(1).is_some_and(|t| t.any(&["requires", "needs"]))
    {
        let more =
            tokens.iter().take(4).any(|t| t.any(&["more", "no"])) && !quantity::has_number(tokens);
        return Some(if more {
            Verdict::Excluded(NEGATED_NEED)
        } else {
            Verdict::Requires(Level::Must, NEED)
        });
    }
    if first.is("supports") {
        return Some(Verdict::Requires(Level::May, SUPPORT));
    }
    if first.is("no") && tokens.get(1).is_some_and(|t| t.any(&["limit", "limits", "maximum"])) {
        return Some(Verdict::Excluded(DESCRIPTION));
    }
    let unavailable = first.is("not")
        && tokens.get(1).is_some_and(|t| t.any(&["allowed", "available", "permitted"]));
    if unavailable && tokens.len() > 2 {
        return Some(Verdict::Requires(Level::MustNot, UNSUPPORTED));
    }
    let direct = tokens
        .windows(2)
        .any(|w| w[0].any(&["minimum", "maximum", "min", "max"]) && quantity::is_number(&w[1]));
    if direct {
        return Some(Verdict::Requires(Level::Must, BOUND));
    }
    if tokens.iter().take(2).any(|t| t.any(&["minimum", "maximum"]))
        && quantity::has_number(tokens)
        && tokens.iter().any(|t| t.is("of"))
    {
        return Some(Verdict::Requires(Level::Must, BOUND));
    }
    None
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
