//! Names of releases: recognised by their shape, never by a list of products.

use std::ops::Range;

use super::cues::LATER;
use super::token::{Text, Token};

/// "or later" behind a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Later {
    /// The first token of the wording (`or`, or the comma before it).
    pub(super) start: usize,
    /// Behind its last token.
    pub(super) end: usize,
}

/// The wording for "or later" that begins at `at`, if there is one.
pub(super) fn later_at(text: &Text, at: usize) -> Option<Later> {
    let mut i = at + usize::from(text.low(at) == ",");
    if text.low(i).is_empty() || !text.tokens.get(i).is_some_and(|t| t.is(&["or", "and"])) {
        return None;
    }
    i += 1;
    while text.tokens.get(i).is_some_and(|t| t.is(&["a", "any", "all", "the", "its"])) {
        i += 1;
    }
    if !text.tokens.get(i).is_some_and(|t| t.has(LATER)) {
        return None;
    }
    i += 1;
    if text.tokens.get(i).is_some_and(|t| t.is(&["version", "versions", "release", "releases"])) {
        i += 1;
    }
    Some(Later { start: at, end: i })
}

/// Whether the token can stand inside a name: `Contoso`, `2012`, `R2`, `version`, `SP1`.
pub(super) fn in_name(token: &Token) -> bool {
    !token.is_mark()
        && (token.capital
            || token.has_digit()
            || token.is(&["version", "build", "update", "release"]))
        && !token.is(&[
            "the", "a", "an", "and", "or", "if", "when", "to", "for", "on", "in", "at", "any",
            "all", "must", "you",
        ])
}

/// Where the name that ends before `end` begins; parentheses inside it are part of it.
///
/// A name is capitalised words and numbers; one lower-case word may stand before its number.
pub(super) fn name_before(text: &Text, end: usize, floor: usize) -> Range<usize> {
    // `Contoso 2008 domain functional level or later`: a class noun of several words is no part.
    let mut end = end;
    let mut front = end;
    while front > floor && is_noun(&text.tokens[front - 1]) {
        front -= 1;
    }
    if end - front > 1 && front > floor && text.tokens[front - 1].has_digit() {
        end = front;
    }
    // `Contoso Hub July 2021 patch or later`: the patch has the name.
    let patch =
        end > floor + 1 && text.tokens[end - 1].is(&["patch", "hotfix", "rollup", "release"]);
    if patch && text.tokens[end - 2].has_digit() {
        let name = name_before(text, end - 1, floor);
        return name.start..end;
    }
    while end > floor + 1
        && text.tokens[end - 1].is(&["version", "versions", "release"])
        && text.tokens[end - 2].has_digit()
    {
        end -= 1;
    }
    let mut start = end;
    // `Contoso grade or later`: a noun behind the name belongs to it.
    if end > floor + 1 && text.tokens[end - 2].capital && is_noun(&text.tokens[end - 1]) {
        start -= 1;
    }
    while start > floor {
        let token = &text.tokens[start - 1];
        let within = start - 1 > floor && start < end && token.low == "for";
        if within && text.tokens[start - 2].capital && text.tokens[start].capital {
            start -= 1;
            continue;
        }
        if within_pack(text, start, floor) {
            start -= 1;
            continue;
        }
        if token.aside || token.is(&["(", ")"]) || in_name(token) {
            start -= 1;
        } else {
            break;
        }
    }
    while start < end && (text.tokens[start].aside || text.tokens[start].is(&["(", ")"])) {
        start += 1;
    }
    let first_is_number =
        start < end && !text.tokens[start].capital && text.tokens[start].has_digit();
    let versioned =
        start < end && text.tokens[start].is(&["version", "build", "update", "release"]);
    if (first_is_number || versioned) && start > floor {
        let previous = &text.tokens[start - 1];
        let noun = !previous.is_mark()
            && !previous.has(super::cues::STOPS)
            && !previous.has(super::cues::ARTICLES);
        let verb =
            previous.base.is_some() || previous.is(&["requires", "require", "needs", "need"]);
        if noun && !verb {
            start -= 1;
        }
    }
    start..end
}

/// A lower-case word that is none of the small ones and no verb.
pub(super) fn is_noun(token: &Token) -> bool {
    let small = token.has(super::cues::STOPS) || token.has(super::cues::ARTICLES);
    !token.is_mark() && !token.capital && !token.has_digit() && !small && token.base.is_none()
}

/// Whether `words` look like the name of a release: capitalised, with a number or an edition.
pub(super) fn is_release(text: &Text, range: Range<usize>) -> bool {
    let tokens = &text.tokens[range];
    let outside = || tokens.iter().filter(|t| !t.aside && !t.is_mark());
    let single = outside().nth(1).is_none();
    let pack = |t: &Token| ["sp", "cu", "ur", "r"].iter().any(|p| numbered(&t.low, p));
    let glued = |t: &Token| {
        let behind = t.low.trim_start_matches(|c: char| c.is_ascii_digit() || ".,-".contains(c));
        behind.len() < t.low.len() && super::unit::find(behind).is_some()
    };
    let measured = outside().any(|t| super::unit::find(&t.low).is_some() || glued(t));
    let alone =
        |t: &Token| in_name(t) || t.is(&["with", "for", "edition", "editions", "service", "pack"]);
    !measured
        && outside().next().is_some_and(|t| t.capital)
        && (!single || outside().any(pack))
        && outside().any(Token::has_digit)
        && outside().all(alone)
}

/// `SP1` is `sp` and a number.
fn numbered(word: &str, prefix: &str) -> bool {
    let number = word.strip_prefix(prefix);
    number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether `with` stands in front of the pack that begins at `start`.
fn within_pack(text: &Text, start: usize, floor: usize) -> bool {
    start > floor + 1 && with_pack(text, start - 1)
}

/// `with SP1`, `with Service Pack 2` behind a release: its pack is part of its name.
pub(super) fn with_pack(text: &Text, at: usize) -> bool {
    let pack = |t: &Token| ["sp", "cu", "ur"].iter().any(|p| numbered(&t.low, p));
    let named = ["service", "cumulative"].contains(&text.low(at + 1));
    text.low(at) == "with"
        && at > 0
        && text.tokens[at - 1].has_digit()
        && text.tokens.get(at + 1).is_some_and(|t| pack(t) || named && t.capital)
}

/// Whether `words` look like a proper name.
pub(super) fn is_proper(text: &Text, range: Range<usize>) -> bool {
    let tokens = &text.tokens[range];
    let mut outside = tokens.iter().filter(|t| !t.aside && !t.is_mark());
    outside.any(|t| t.capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> String {
        let text = Text::new(text);
        let at = (0..text.tokens.len()).find(|&i| later_at(&text, i).is_some()).expect("or later");
        let name = name_before(&text, at, 0);
        text.outside(name)
    }

    #[test]
    fn the_name_before_or_later() {
        assert_eq!(name("must run Contoso Server 2012 R2 or later"), "Contoso Server 2012 R2");
        assert_eq!(
            name("Fabrikam 10 (Pro, Home) Version 1607 and newer"),
            "Fabrikam 10 Version 1607"
        );
        assert_eq!(name("install openssl 1.1 or above"), "openssl 1.1");
        assert_eq!(name("requires version 7.2 or a later version"), "version 7.2");
        assert_eq!(name("uses Tailspin Toys, or later versions"), "Tailspin Toys");
    }
}
