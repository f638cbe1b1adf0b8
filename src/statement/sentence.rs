//! Where sentences begin and end.

use crate::markdown::{Mark, MarkKind, Text};
use std::ops::Range;

/// Words before a full stop that ends no sentence, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "a.k.a", "aka", "al", "approx", "approx", "ca", "cf", "corp", "dept", "dr", "e.g", "ed", "eg",
    "est", "fig", "i.e", "ie", "incl", "max", "min", "mr", "mrs", "ms", "no", "p", "pp", "prof",
    "resp", "st", "u.k", "u.s", "ver", "vol", "vs",
];

/// Words before a full stop that ends a sentence only when a capital follows.
const LOOSE_ABBREVIATIONS: &[&str] = &["co", "etc", "inc", "jr", "ltd", "sr"];

/// The bytes of the longest sentence. People write none as long; what is longer is cut, so that
/// no text takes more than its share of time and memory.
pub(super) const LONGEST: usize = 2_000;

/// The sentences of a text, as ranges of its plain text without blanks at either end.
pub(super) fn sentences(text: &Text) -> Vec<Range<usize>> {
    sentences_within(text, 0..text.plain.len())
}

/// The sentences of a part of a text.
pub(super) fn sentences_within(text: &Text, part: Range<usize>) -> Vec<Range<usize>> {
    let plain = &text.plain[..part.end];
    let bytes = plain.as_bytes();
    let mut out = Vec::new();
    let mut start = part.start;
    let mut codes = codes_from(text, part.start).peekable();
    let closers = closing_brackets(bytes, part.start);
    let mut bracket_end = 0;
    let mut closed = 0;
    let mut at = part.start;
    while at < bytes.len() {
        while codes.peek().is_some_and(|code| code.span.end <= at) {
            codes.next();
        }
        if let Some(code) = codes.peek()
            && code.span.start <= at
        {
            at = code.span.end;
            continue;
        }
        let stop = codes.peek().map_or(bytes.len(), |code| code.span.start.min(bytes.len()));
        let tells = |byte: &u8| matches!(byte, b'(' | b'.' | b'!' | b'?' | b'\n');
        let Some(next) = bytes[at..stop].iter().position(tells) else {
            at = stop;
            continue;
        };
        at += next;
        match bytes[at] {
            b'(' if at >= bracket_end && !plain[start..at].trim().is_empty() => {
                bracket_end = closers
                    .binary_search_by_key(&at, |pair| pair.0)
                    .map_or(bracket_end, |found| closers[found].1);
            }
            b'.' | b'!' | b'?' if at >= bracket_end => {
                if closed <= at {
                    closed = after_closers(plain, at + 1);
                }
                if ends_sentence(plain, start, at, closed) {
                    push(plain, start, closed, &mut out);
                    start = closed;
                    at = closed;
                    continue;
                }
            }
            b'\n' if ends_line(plain, start, at) => {
                push(plain, start, at, &mut out);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    push(plain, start, plain.len(), &mut out);
    if out.iter().any(|range| range.len() > LONGEST) {
        out = out.into_iter().flat_map(|range| cut(text, range)).collect();
    }
    out
}

/// The code spans that begin at an offset or behind it.
fn codes_from(text: &Text, start: usize) -> impl Iterator<Item = &Mark> {
    let from = text.marks.partition_point(|mark| mark.span.start < start);
    text.marks[from..].iter().filter(|mark| mark.kind == MarkKind::Code)
}

/// Cuts what is too long for a sentence, outside of code: at a blank, or within a word that goes on
/// and on.
fn cut(text: &Text, range: Range<usize>) -> Vec<Range<usize>> {
    let plain = text.plain.as_str();
    let mut out = Vec::new();
    let mut codes = text.marks.iter().filter(|mark| mark.kind == MarkKind::Code).peekable();
    let mut start = range.start;
    let mut at = start + LONGEST;
    // So far a word may go on.
    let mut patience = at + LONGEST;
    while at < range.end {
        while codes.peek().is_some_and(|code| code.span.end <= at) {
            codes.next();
        }
        match codes.peek() {
            Some(code) if code.span.start < at => {
                at = code.span.end;
                patience = at + LONGEST;
            }
            _ if matches!(plain.as_bytes()[at], b' ' | b'\n')
                || at >= patience && plain.is_char_boundary(at) =>
            {
                push(plain, start, at, &mut out);
                start = at;
                at += LONGEST;
                patience = at + LONGEST;
            }
            _ => at += 1,
        }
    }
    push(plain, start, range.end, &mut out);
    out
}

/// The beginning of a text that is handed down to others: all of it, unless nobody could have
/// meant it.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text[..end.unwrap_or_default()].trim_end()
}

/// The pairs of round brackets, by their opening one. A bracket that is never closed has none.
fn closing_brackets(bytes: &[u8], from: usize) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for at in memchr::memchr2_iter(b'(', b')', &bytes[from..]).map(|at| from + at) {
        match bytes[at] {
            b'(' => open.push(at),
            _ => pairs.extend(open.pop().map(|from| (from, at))),
        }
    }
    pairs.sort_unstable();
    pairs
}

fn push(plain: &str, start: usize, end: usize, out: &mut Vec<Range<usize>>) {
    let piece = &plain[start..end];
    let from = start + (piece.len() - piece.trim_start().len());
    let to = start + piece.trim_end().len();
    if from < to {
        out.push(from..to);
    }
}

/// Past the quotes and brackets that close with a sentence.
fn after_closers(plain: &str, mut at: usize) -> usize {
    while let Some(c) = plain[at..].chars().next() {
        if !matches!(c, '.' | '!' | '?' | ')' | ']' | '"' | '\'' | '\u{201d}' | '\u{2019}') {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Whether the sign at `at` ends the sentence that began at `start`; what follows begins at `end`.
fn ends_sentence(plain: &str, start: usize, at: usize, end: usize) -> bool {
    let rest = &plain[end..];
    let Some(next) = rest.chars().next() else { return true };
    if !next.is_whitespace() {
        return false;
    }
    let following = rest.trim_start();
    let Some(first) = following.chars().next() else { return true };
    if first.is_lowercase() && !is_lower_case_name(following) {
        return false;
    }
    if plain.as_bytes()[at] != b'.' {
        return true;
    }
    let before = &plain[start..at];
    // A word only needs to be as long as the longest abbreviation to be none.
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    if word.len() > 8 {
        return true;
    }
    // `a trusted CA.`: in capitals it is a name.
    let shouted = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    let word = word.to_ascii_lowercase();
    // The number of a step or a footnote: `1. Open …`, and an initial.
    let numbered = word.chars().all(|c| c.is_ascii_digit()) && before.trim() == word;
    let initial = word.len() == 1 && word.chars().all(|c| c.is_ascii_alphabetic()) && word != "i";
    let loose = LOOSE_ABBREVIATIONS.contains(&word.as_str()) && !first.is_uppercase();
    !(numbered
        || initial && first.is_uppercase() && before.len() == 1
        || loose
        || !shouted && ABBREVIATIONS.contains(&word.as_str()))
}

/// `iSCSI`, `vCenter`, `x86`: a name that begins a sentence in lower case.
fn is_lower_case_name(text: &str) -> bool {
    let word = text.chars().take_while(|c| c.is_alphanumeric());
    word.skip(1).take(12).any(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether a hard line break ends the sentence: what stands before it is a whole one, or what
/// follows begins one and the line is no lead.
fn ends_line(plain: &str, start: usize, at: usize) -> bool {
    let before = plain[start..at].trim_end();
    before.ends_with(['.', '!', '?', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn check(plain: &str, expected: &[&str]) {
        let text = Text { plain: plain.to_string(), ..Text::default() };
        let found: Vec<&str> = sentences(&text).into_iter().map(|range| &plain[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_stop_before_a_capital_ends_a_sentence() {
        check(
            "Stop the pump. Open the valve!  Is it open?",
            &["Stop the pump.", "Open the valve!", "Is it open?"],
        );
    }

    #[test]
    fn versions_files_and_abbreviations_do_not() {
        check(
            "Use 3.5, e.g. for tests, vs. Setup 2. then go.",
            &["Use 3.5, e.g. for tests, vs. Setup 2. then go."],
        );
        check(
            "Install the pumps, valves, etc. Then run it.",
            &["Install the pumps, valves, etc.", "Then run it."],
        );
        check("Get .NET 4.8. Run setup.exe.", &["Get .NET 4.8.", "Run setup.exe."]);
        check("Made in the U.S. Navy yard.", &["Made in the U.S. Navy yard."]);
    }

    #[test]
    fn quotes_and_brackets_close_with_the_sentence() {
        check(
            "Type \"go.\" Then wait. (It takes long.) Done.",
            &["Type \"go.\"", "Then wait.", "(It takes long.)", "Done."],
        );
        check(
            "The pump (see Fig. 2. It is old) runs. End.",
            &["The pump (see Fig. 2. It is old) runs.", "End."],
        );
    }

    #[test]
    fn a_bracket_without_an_end_holds_nothing_back() {
        check("One (two. Three. Four.", &["One (two.", "Three.", "Four."]);
    }

    #[test]
    fn what_nobody_could_read_in_one_breath_is_cut_at_blanks() {
        let plain = "grey valves and ".repeat(1_000);
        let text = Text { plain, ..Text::default() };
        let found = sentences(&text);
        assert!(found.iter().all(|range| range.len() <= LONGEST + 8));
        let words = |text: &str| text.split_whitespace().count();
        let all: usize = found.iter().map(|range| words(&text.plain[range.clone()])).sum();
        assert_eq!(all, words(&text.plain));
    }

    #[test]
    fn a_word_that_goes_on_and_on_is_cut() {
        for word in [".", "\u{e9}", "(", "must"] {
            let text = Text { plain: word.repeat(10_000), ..Text::default() };
            let found = sentences(&text);
            assert!(found.iter().all(|range| range.len() <= 2 * LONGEST + 4), "{word}");
            assert_eq!(found.iter().map(Range::len).sum::<usize>(), text.plain.len(), "{word}");
        }
    }

    #[test]
    fn code_is_never_cut() {
        let plain = "one two ".repeat(1_000);
        let span = Span { start: 1_900, end: 7_000 };
        let marks = vec![Mark { span, kind: MarkKind::Code }];
        let found = sentences(&Text { plain, marks, ..Text::default() });
        assert_eq!(found.len(), 2);
        assert!(found[0].end >= span.end);
    }

    #[test]
    fn a_name_in_lower_case_begins_a_sentence() {
        check("Use a SAN. iSCSI is fine.", &["Use a SAN.", "iSCSI is fine."]);
    }
}
