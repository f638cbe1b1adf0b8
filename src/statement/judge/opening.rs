//! How a sentence opens, and what that alone decides.

use crate::statement::Level;
use crate::statement::clause;
use crate::statement::fragment;
use crate::statement::lexicon::*;
use crate::statement::rules::*;
use crate::statement::token::{Kind, Token};
use crate::statement::verbal::{is_finite, is_imperative, skip_adverbs};

/// Whether a sentence without a key word goes on about what the one before named: `This host …`.
pub(in crate::statement) fn points_back(tokens: &[Token<'_>]) -> bool {
    let key = ["must", "should", "need", "needs", "not", "have", "can", "may"];
    tokens.first().is_some_and(|t| t.any(&["that", "these", "this", "those"]))
        && !tokens.iter().any(|t| t.any(&key))
}

/// Whether a sentence draws a conclusion from the one before: `As a result, …`.
pub(in crate::statement) fn is_consequence(tokens: &[Token<'_>]) -> bool {
    let mut words = tokens.iter().filter(|t| t.is_wordlike());
    let (Some(first), second, third) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    first.any(&["accordingly", "consequently", "hence", "here", "so", "therefore", "thus"])
        || first.is("as")
            && second.is_some_and(|t| t.is("a"))
            && third.is_some_and(|t| t.any(&["consequence", "result"]))
        || first.is("in") && third.is_some_and(|t| t.any(&["case", "example", "scenario"]))
}

/// The level of a single word in brackets: `(optional)` anywhere, `(recommended)` at the end,
/// since before more words it speaks of the word in front of it.
pub(in crate::statement) fn own_level(tokens: &[Token<'_>]) -> Option<Level> {
    (0..tokens.len().saturating_sub(2)).find_map(|at| {
        let [open, word, close] = &tokens[at..at + 3] else { return None };
        let bracketed = open.kind == Kind::Open && close.kind == Kind::Close;
        let last = tokens[at + 3..].iter().all(|t| t.kind == Kind::Stop);
        (bracketed && (last || !word.is("recommended")))
            .then(|| fragment::label(std::slice::from_ref(word)))
            .flatten()
    })
}

/// Sentences that state nothing whatever stands in them.
pub(super) fn whole_sentence(tokens: &[Token<'_>]) -> Option<&'static str> {
    let mut wordlike = tokens.iter().filter(|t| t.is_wordlike());
    let words: [Option<&Token<'_>>; 4] = std::array::from_fn(|_| wordlike.next());
    let first = words[0]?;
    let second = words[1];
    let starts = |phrase: &[&str]| {
        phrase.iter().zip(words).all(|(word, token)| token.is_some_and(|t| t.is(word)))
    };
    if tokens.last().is_some_and(|t| t.text == "?") {
        return Some(ASKS);
    }
    if starts(&["for", "example"])
        || starts(&["for", "instance"])
        || starts(&["in", "this", "example"])
        || starts(&["as", "an", "example"])
        || starts(&["this", "example"])
        || starts(&["the", "following", "example"])
    {
        return Some(EXAMPLE);
    }
    let degree = [
        "more", "larger", "higher", "greater", "fewer", "longer", "bigger", "smaller", "better",
        "faster", "less",
    ];
    let proportion = first.is("the")
        && second.is_some_and(|t| t.any(&degree))
        && tokens
            .windows(3)
            .any(|w| w[0].kind == Kind::Comma && w[1].is("the") && w[2].any(&degree));
    if proportion {
        return Some(COMPARISON);
    }
    let more = second.is_some_and(|t| {
        t.any(&[
            "more",
            "information",
            "details",
            "additional",
            "further",
            "instructions",
            "guidance",
            "help",
        ])
    });
    let sees = || {
        let words =
            ["see", "refer", "visit", "check", "review", "read", "consult", "download", "go"];
        tokens.iter().any(|t| t.any(&words))
    };
    let info = || {
        let words =
            ["information", "details", "steps", "instructions", "guidance", "examples", "help"];
        tokens.iter().take(8).any(|t| t.any(&words))
    };
    if starts(&["also", "see"])
        || starts(&["please", "see"])
        || first.is("for") && (more || info()) && sees()
        || starts(&["for", "more", "information"])
        || first.is("to") && second.is_some_and(|t| t.is("learn"))
        || first.is("learn")
    {
        return Some(LINK);
    }
    let clausal = first.any(&["how", "what", "why"])
        || first.is("summary") && second.is_some_and(|t| t.any(&["how", "learn", "what", "why"]));
    if clausal {
        return Some(DESCRIPTION);
    }
    if first.any(&["this", "that"]) && starts(&[first.text, "is", "because"])
        || starts(&["the", "reason"])
    {
        return Some(DESCRIPTION);
    }
    None
}

/// The colon behind a run-in head: `Memory: 4 GB`, `Note: You must …`.
pub(in crate::statement) fn run_in_head(tokens: &[Token<'_>]) -> Option<usize> {
    let colon = tokens.iter().take(24).position(|t| t.kind == Kind::Colon)?;
    let (head, tail) = (&tokens[..colon], &tokens[colon + 1..]);
    if head.is_empty() || !tail.iter().any(Token::is_wordlike) {
        return None;
    }
    let strong = head.iter().filter(|t| t.is_wordlike()).all(|t| t.strong || t.kind == Kind::Code);
    let short = head.len() <= 8
        && !(0..head.len()).any(|at| is_finite(head, at))
        && clause::opener(head, 0).is_none()
        && (head.len() <= 4 && head[0].has(NOUN_TOO | ADJECTIVE)
            || !is_imperative(head, skip_adverbs(head, 0)));
    (strong || short).then_some(colon)
}
