//! The words and marks of a clause.

use std::ops::Range;

use super::cues::{self, List, Lists};

/// A word, or a mark that stands apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// In lower case; a contraction is two of them (`can`, `not`).
    pub(super) low: String,
    /// The bytes in the text of the clause.
    pub(super) span: Range<usize>,
    /// Whether it holds a capital letter in the text: `macOS`, `.NET`, `Server`.
    pub(super) capital: bool,
    /// Whether it stands between parentheses.
    pub(super) aside: bool,
    /// Whether it is a small word inside a name, as an acronym behind the name tells.
    pub(super) inner: bool,
    /// The lists of words that it is in.
    lists: Lists,
    /// The base form, when it is a form of a verb that the lists know.
    pub(super) base: Option<&'static str>,
}

impl Token {
    fn new(low: String, span: Range<usize>, capital: bool) -> Self {
        let (lists, base) = cues::look_up(&low);
        Self { low, span, capital, aside: false, inner: false, lists, base }
    }

    /// Whether it is punctuation.
    pub(super) fn is_mark(&self) -> bool {
        matches!(self.low.as_str(), "," | ";" | ":" | "(" | ")" | "–")
    }

    /// Whether it is one of `words`.
    #[inline]
    pub(super) fn is(&self, words: &[&str]) -> bool {
        // Nearly all questions end at the length or the first letter.
        let low = self.low.as_bytes();
        words
            .iter()
            .map(|word| word.as_bytes())
            .any(|word| word.len() == low.len() && word.first() == low.first() && word == low)
    }

    /// Whether it is in `list`.
    pub(super) fn has(&self, list: List) -> bool {
        self.lists.has(list)
    }

    /// Whether it holds a digit.
    pub(super) fn has_digit(&self) -> bool {
        self.low.bytes().any(|b| b.is_ascii_digit())
    }
}

/// A text in plain quote marks and single blanks, and its tokens.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    /// The text.
    pub(super) source: String,
    /// Its words and marks.
    pub(super) tokens: Vec<Token>,
}

/// Clauses longer than this are no prose; only so much of them is read.
const LONGEST: usize = 4000;

impl Text {
    /// Cuts `text` into tokens.
    pub(super) fn new(text: &str) -> Self {
        let source = plain(text);
        let mut tokens = Vec::new();
        let mut at = 0;
        for piece in source.split(' ') {
            cut(piece, at, &mut tokens);
            at += piece.len() + 1;
        }
        let mut depth = 0_usize;
        for token in &mut tokens {
            match token.low.as_str() {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => token.aside = depth > 0,
            }
        }
        mark_names(&source, &mut tokens);
        mark_quotations(&source, &mut tokens);
        Self { source, tokens }
    }

    /// The words of `range` as they stand in the text.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        match self.tokens.get(range.clone()) {
            Some([first, .., last]) => &self.source[first.span.start..last.span.end],
            Some([only]) => &self.source[only.span.clone()],
            _ => "",
        }
    }

    /// The words of `range` without what stands in parentheses.
    pub(super) fn outside(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        for i in range {
            let Some(token) = self.tokens.get(i) else { break };
            if token.aside || token.is(&["(", ")"]) {
                continue;
            }
            if !out.is_empty() && !token.is(&[",", ";", ":"]) && !token.span.is_empty() {
                out.push(' ');
            }
            out.push_str(&self.source[token.span.clone()]);
        }
        out
    }

    /// The words of `range` as a name: a parenthesis in it stays when it is one acronym.
    pub(super) fn named(&self, range: Range<usize>) -> String {
        let acronym = range.clone().find(|&i| {
            let inside = self.tokens.get(i + 1).is_some_and(|t| t.capital && t.low.len() < 8);
            let spelled = i > 0 && self.tokens[i - 1].inner && self.tokens[i - 1].capital;
            self.low(i) == "(" && inside && self.low(i + 2) == ")" && (i + 3 < range.end || spelled)
        });
        match acronym {
            Some(open) if open > range.start => {
                let front = self.outside(range.start..open);
                let back = self.named(open + 3..range.end);
                format!("{front} {} {back}", self.slice(open..open + 3)).trim_end().to_owned()
            }
            _ => self.outside(range),
        }
    }

    /// Whether the tokens from `at` on are `words`.
    #[inline]
    pub(super) fn has(&self, at: usize, words: &[&str]) -> bool {
        let end = at.saturating_add(words.len());
        self.tokens
            .get(at..end)
            .is_some_and(|found| found.iter().zip(words).all(|(t, w)| t.low == *w))
    }

    /// Whether the tokens right before `end` are `words`.
    pub(super) fn ends(&self, end: usize, words: &[&str]) -> bool {
        end.checked_sub(words.len()).is_some_and(|at| self.has(at, words))
    }

    /// Behind the words of `words` from `at` on, asides between them passed over.
    pub(super) fn passes(&self, at: usize, words: &[&str]) -> Option<usize> {
        let mut i = at;
        for word in words {
            i = self.past_asides(i);
            if self.low(i) != *word {
                return None;
            }
            i += 1;
        }
        Some(i)
    }

    /// The first token from `at` on that is outside parentheses.
    pub(super) fn past_asides(&self, mut at: usize) -> usize {
        while self.tokens.get(at).is_some_and(|t| t.aside || t.is(&["(", ")"])) {
            at += 1;
        }
        at
    }

    /// The base form of the verb at `at`, when it is one.
    pub(super) fn base(&self, at: usize) -> Option<&'static str> {
        self.tokens.get(at)?.base
    }

    /// The token in lower case; empty behind the last one.
    pub(super) fn low(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.low.as_str())
    }
}

/// `Routing and Remote Access Service (RRAS)`: the acronym tells that `and` joins no two names.
fn mark_names(source: &str, tokens: &mut [Token]) {
    for i in 1..tokens.len().saturating_sub(1) {
        let acronym = &source[tokens[i].span.clone()];
        // `Remote Management (ReM)`: the capitals are the initials.
        let plain = acronym.len() < 8 && acronym.bytes().all(|b| b.is_ascii_alphabetic());
        let letters: Vec<char> = acronym.chars().filter(char::is_ascii_uppercase).collect();
        let spelled = plain && letters.len() >= 2;
        if !(spelled && tokens[i - 1].low == "(" && tokens[i + 1].low == ")") {
            continue;
        }
        let mut at = i - 1;
        for letter in letters.into_iter().rev() {
            let small = |t: &Token| t.is(&["and", "or", "of", "for", "the", "to", "in", "&"]);
            while at > 0 && small(&tokens[at - 1]) && !starts_with(&tokens[at - 1], letter) {
                at -= 1;
            }
            if at == 0 || !starts_with(&tokens[at - 1], letter) {
                at = i;
                break;
            }
            at -= 1;
        }
        for token in &mut tokens[at.min(i)..i] {
            token.inner = true;
        }
    }
}

/// `the "Log on as a service" right`: what stands between quote marks is a name of so many words at
/// most, in which the small words join nothing.
const LONGEST_QUOTED: usize = 8;

fn mark_quotations(source: &str, tokens: &mut [Token]) {
    let mut open = None;
    let mut first = 0;
    for (at, _) in source.match_indices('"') {
        let Some(start) = open.take() else {
            open = Some(at);
            continue;
        };
        first += tokens[first..].partition_point(|t| t.span.start < start);
        let words = tokens[first..].partition_point(|t| t.span.start < at);
        if (2..=LONGEST_QUOTED).contains(&words) {
            for token in tokens[first..first + words].iter_mut().filter(|t| t.has(cues::STOPS)) {
                token.inner = true;
            }
        }
    }
}

fn starts_with(token: &Token, letter: char) -> bool {
    token.low.starts_with(letter.to_ascii_lowercase())
}

/// Plain quote marks, single blanks, no more than [`LONGEST`] bytes.
fn plain(text: &str) -> String {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut out = String::with_capacity(end);
    let whole = text[..end].trim_start();
    let unmarked = whole.strip_prefix("> ").unwrap_or(whole);
    let mut quoted = false;
    for word in unmarked.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.bytes().all(|b| b.is_ascii() && b != b'"') {
            out.push_str(word);
            continue;
        }
        // `7"` is seven inches; a mark that closes a quotation follows an opening one.
        let inches = word.strip_suffix(['"', '\u{201d}', '\u{2033}']).filter(|size| {
            size.starts_with(|c: char| c.is_ascii_digit())
                && size.ends_with(|c: char| c.is_ascii_digit())
                && !quoted
        });
        quoted ^= word.matches(['"', '\u{201c}', '\u{201d}']).count() % 2 == 1 && inches.is_none();
        out.extend(inches.unwrap_or(word).chars().map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2011}' | '\u{2010}' => '-',
            c => c,
        }));
        out.truncate(out.trim_end_matches(['™', '®', '©']).len());
        if inches.is_some() {
            out.push_str(" inches");
        }
    }
    out
}

/// Peels the marks off one blank-separated piece that begins at byte `at`.
fn cut(piece: &str, at: usize, tokens: &mut Vec<Token>) {
    if piece.bytes().all(|b| b.is_ascii_alphanumeric()) {
        push_word(tokens, piece, at);
        return;
    }
    let mut start = 0;
    for (i, c) in piece.char_indices() {
        match c {
            '(' | '[' => push(tokens, "(", at + i, at + i + 1),
            '"' | '*' => {}
            '–' | '—' if piece.len() == c.len_utf8() => {}
            _ => break,
        }
        start = i + c.len_utf8();
    }
    let body = &piece[start..];
    let word = body.trim_end_matches(is_tail);
    let dotted = is_abbreviation(word) && body[word.len()..].starts_with('.');
    let word = if dotted { &body[..=word.len()] } else { word };
    // A parenthesis that opens inside the word closes inside it: `computer(s)`.
    let word = match (word.contains('('), body[word.len()..].starts_with(')')) {
        (true, true) => &body[..=word.len()],
        _ => word,
    };
    push_word(tokens, word, at + start);
    for (i, c) in body[word.len()..].char_indices() {
        let begin = at + start + word.len() + i;
        match c {
            ')' | ']' => push(tokens, ")", begin, begin + 1),
            ',' => push(tokens, ",", begin, begin + 1),
            ';' => push(tokens, ";", begin, begin + 1),
            ':' => push(tokens, ":", begin, begin + 1),
            _ => {}
        }
    }
    if piece == "–" || piece == "—" || piece == "-" {
        push(tokens, "–", at, at + piece.len());
    }
}

fn is_tail(c: char) -> bool {
    matches!(c, ')' | ']' | ',' | ';' | ':' | '.' | '!' | '?' | '"' | '*' | '–' | '—')
}

fn is_abbreviation(word: &str) -> bool {
    ["e.g", "i.e", "etc", "vs"].contains(&word)
}

fn push(tokens: &mut Vec<Token>, low: &str, start: usize, end: usize) {
    tokens.push(Token::new(low.to_owned(), start..end, false));
}

/// A word; a contraction becomes two tokens.
fn push_word(tokens: &mut Vec<Token>, word: &str, at: usize) {
    if word.is_empty() || word == "-" {
        return;
    }
    let low = if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase() };
    let (head, tail) = expand(&low);
    let low = if tail.is_none() { low } else { head.to_owned() };
    let capital = word != low && word.contains(char::is_uppercase);
    tokens.push(Token::new(low, at..at + word.len(), capital));
    if let Some(tail) = tail {
        push(tokens, tail, at + word.len(), at + word.len());
    }
}

/// `can't` is `can not`, `you'll` is `you will`.
fn expand(low: &str) -> (&str, Option<&'static str>) {
    if low != "cannot" && !low.contains('\'') {
        return (low, None);
    }
    match low {
        "cannot" | "can't" => return ("can", Some("not")),
        "won't" => return ("will", Some("not")),
        "it's" => return ("it", Some("is")),
        "that's" => return ("that", Some("is")),
        _ => {}
    }
    if let Some(head) = low.strip_suffix("n't") {
        (head, Some("not"))
    } else if let Some(head) = low.strip_suffix("'ll") {
        (head, Some("will"))
    } else if let Some(head) = low.strip_suffix("'re") {
        (head, Some("are"))
    } else if let Some(head) = low.strip_suffix("'ve") {
        (head, Some("have"))
    } else {
        (low, None)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lows(text: &str) -> Vec<String> {
        Text::new(text).tokens.into_iter().map(|t| t.low).collect()
    }

    #[test]
    fn marks_stand_apart_and_contractions_are_two_words() {
        assert_eq!(
            lows("It can’t hold 4,000 items (or more), e.g. logs."),
            [
                "it", "can", "not", "hold", "4,000", "items", "(", "or", "more", ")", ",", "e.g.",
                "logs"
            ]
        );
        assert_eq!(lows("computer(s) on .NET 4.8;"), ["computer(s)", "on", ".net", "4.8", ";"]);
    }

    #[test]
    fn abbreviations_may_go_without_their_point() {
        assert_eq!(lows("this vs that, e.g— etc"), ["this", "vs", "that", ",", "e.g", "etc"]);
        assert_eq!(lows("this vs. that"), ["this", "vs.", "that"]);
    }

    #[test]
    fn inches_are_spelled_out() {
        assert_eq!(lows("A 24\" screen"), ["a", "24", "inches", "screen"]);
        assert_eq!(lows("the \"Tier 2\" pool"), ["the", "tier", "2", "pool"]);
    }

    #[test]
    fn asides_can_be_left_out() {
        let text = Text::new("Any Linux (64-bit), version 3");
        assert_eq!(text.outside(0..text.tokens.len()), "Any Linux, version 3");
    }

    proptest! {
        #[test]
        fn every_span_is_a_slice_of_the_text(input in "\\PC{0,60}") {
            let text = Text::new(&input);
            for token in &text.tokens {
                prop_assert!(text.source.get(token.span.clone()).is_some());
            }
            let _ = text.slice(0..text.tokens.len());
        }
    }
}
