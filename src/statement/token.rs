//! Sentences as words.

use super::lexicon::{self, Tags, Word};
use crate::markdown::{Mark, MarkKind};
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, path, file name, switch or product name.
    Word,
    /// It begins with a digit, or with a sign before one.
    Number,
    /// A code span, whole.
    Code,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `:`
    Colon,
    /// A dash between words.
    Dash,
    /// `(` or `[`
    Open,
    /// `)` or `]`
    Close,
    /// A quotation mark.
    Quote,
    /// `.`, `!`, `?` or an ellipsis.
    Stop,
    /// Any other sign.
    Sign,
}

/// One token of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    /// Its spelling; contractions are undone: the second token of `don't` is `not`.
    pub(super) text: &'t str,
    /// The bytes of the plain text that it stands on.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// What it is.
    pub(super) kind: Kind,
    /// What the lexicon says of it.
    pub(super) word: Word,
    /// It is set in bold or italics: a name of the interface, or stress.
    pub(super) strong: bool,
    /// It is part of a link.
    pub(super) link: bool,
}

impl Token<'_> {
    /// Whether it has one of these readings.
    pub(super) fn has(&self, tags: Tags) -> bool {
        self.word.tags & tags != 0
    }
    /// Whether it is this word, in any case.
    #[inline]
    pub(super) fn is(&self, word: &str) -> bool {
        // Nearly all questions end at the length or the first letter.
        let (own, asked) = (self.text.as_bytes(), word.as_bytes());
        own.len() == asked.len()
            && own.first().map(u8::to_ascii_lowercase) == asked.first().map(u8::to_ascii_lowercase)
            && own.eq_ignore_ascii_case(asked)
    }
    /// Whether it is one of these words, in any case.
    #[inline]
    pub(super) fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }
    /// Whether its base form is this verb.
    pub(super) fn lemma(&self, verb: &str) -> bool {
        self.word.lemma == verb
    }
    /// Whether it is a form of one of these verbs.
    pub(super) fn lemma_in(&self, verbs: &[&str]) -> bool {
        verbs.contains(&self.word.lemma)
    }
    /// Whether it is written with a capital first letter.
    pub(super) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
    /// A word, a number or a code span.
    pub(super) fn is_wordlike(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number | Kind::Code)
    }
}

/// The marks of a text, sentence by sentence, without looking at all of them for each.
pub(super) struct Marks<'m> {
    rest: &'m [Mark],
    open: Vec<Mark>,
}

impl<'m> Marks<'m> {
    /// All marks of a text, ascending by their start.
    pub(super) fn new(marks: &'m [Mark]) -> Self {
        Self { rest: marks, open: Vec::new() }
    }

    /// Those that reach into a range; it begins no earlier than the one before.
    pub(super) fn over(&mut self, range: &Range<usize>) -> &[Mark] {
        self.open.retain(|mark| mark.span.end > range.start);
        let behind = self.rest.partition_point(|mark| mark.span.start < range.end);
        let (reached, rest) = self.rest.split_at(behind);
        self.open.extend(reached.iter().filter(|mark| mark.span.end > range.start).cloned());
        self.rest = rest;
        &self.open
    }
}

/// The tokens of `plain[range]`.
pub(super) fn tokens<'t>(plain: &'t str, range: Range<usize>, marks: &[Mark]) -> Vec<Token<'t>> {
    let mut out = Vec::with_capacity(range.len() / 5 + 2);
    let mut at = range.start;
    let mut codes = marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Code)
        .map(|mark| mark.span.start..mark.span.end)
        .filter(|code| code.start >= range.start && code.end <= range.end && !code.is_empty())
        .peekable();
    while at < range.end {
        while codes.peek().is_some_and(|code| code.start < at) {
            codes.next();
        }
        let limit = codes.peek().map_or(range.end, |code| code.start);
        if at == limit {
            if let Some(code) = codes.next() {
                out.push(Token { kind: Kind::Code, ..raw(plain, code.start, code.end) });
                at = code.end;
            }
            continue;
        }
        let rest = &plain[at..limit];
        let blank = rest.len() - rest.trim_start().len();
        at += blank;
        if blank == rest.len() {
            continue;
        }
        let rest = &plain[at..limit];
        if let Some((length, sign)) = plain_word(rest.as_bytes()) {
            bare_word(plain, at, at + length, &mut out);
            at += length;
            if let Some(kind) = sign {
                out.push(Token { kind, ..raw(plain, at, at + 1) });
                at += 1;
            }
            continue;
        }
        let run = rest.find(char::is_whitespace).unwrap_or(rest.len());
        split_run(plain, at, at + run, &mut out);
        at += run;
    }
    mark_up(&mut out, marks);
    out
}

/// What most runs are: letters and digits of ASCII up to a blank or the end, perhaps with a sign
/// behind them. Their length, and the sign.
fn plain_word(rest: &[u8]) -> Option<(usize, Option<Kind>)> {
    let length = rest.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let ends = |at: usize| matches!(rest.get(at), None | Some(b' '));
    if length == 0 {
        return None;
    }
    if ends(length) {
        return Some((length, None));
    }
    let sign = sign(char::from(rest[length])).filter(|_| ends(length + 1))?;
    Some((length, Some(sign)))
}

fn raw(plain: &str, start: usize, end: usize) -> Token<'_> {
    let text = &plain[start..end];
    Token { text, start, end, kind: Kind::Sign, word: lexicon::UNKNOWN, strong: false, link: false }
}

fn mark_up(tokens: &mut [Token<'_>], marks: &[Mark]) {
    for mark in marks {
        let from = tokens.partition_point(|token| token.end <= mark.span.start);
        for token in tokens[from..].iter_mut().take_while(|token| token.start < mark.span.end) {
            match mark.kind {
                MarkKind::Strong | MarkKind::Emphasis => token.strong = true,
                MarkKind::Link => token.link = true,
                MarkKind::Code | MarkKind::Image => {}
            }
        }
    }
}

/// The signs that are tokens of their own at the rim of a run.
fn sign(c: char) -> Option<Kind> {
    Some(match c {
        ',' => Kind::Comma,
        ';' => Kind::Semicolon,
        ':' => Kind::Colon,
        '(' | '[' => Kind::Open,
        ')' | ']' => Kind::Close,
        '"' | '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' => Kind::Quote,
        '.' | '!' | '?' | '\u{2026}' => Kind::Stop,
        '\u{2014}' | '\u{2013}' => Kind::Dash,
        _ => return None,
    })
}

/// Cuts one run without blanks into words and signs.
fn split_run<'t>(plain: &'t str, start: usize, end: usize, out: &mut Vec<Token<'t>>) {
    let run = &plain[start..end];
    if matches!(run, "-" | "--" | "\u{2013}" | "\u{2014}") {
        out.push(Token { kind: Kind::Dash, ..raw(plain, start, end) });
        return;
    }
    let mut from = start;
    for c in run.chars() {
        // `.NET` begins with a dot and `[` can begin a placeholder; both are words.
        let opens_word = c == '.' && plain[from + 1..end].starts_with(char::is_alphanumeric);
        match sign(c) {
            Some(kind) if !opens_word => {
                out.push(Token { kind, ..raw(plain, from, from + c.len_utf8()) });
                from += c.len_utf8();
            }
            _ if c == '\'' || c == '\u{2018}' || c == '\u{2019}' => {
                out.push(Token { kind: Kind::Quote, ..raw(plain, from, from + c.len_utf8()) });
                from += c.len_utf8();
            }
            _ => break,
        }
    }
    let mut to = end;
    let open = plain[from..end].find(['(', '[']).map_or(end, |at| from + at);
    let mut tail: Vec<Token<'t>> = Vec::new();
    for c in plain[from..end].chars().rev() {
        let is_quote = c == '\'' || c == '\u{2018}' || c == '\u{2019}';
        let Some(kind) = sign(c).or(is_quote.then_some(Kind::Quote)) else { break };
        // `node(s)` and `Setup[64]` keep their brackets.
        if kind == Kind::Close && open + c.len_utf8() < to {
            break;
        }
        to -= c.len_utf8();
        tail.push(Token { kind, ..raw(plain, to, to + c.len_utf8()) });
    }
    // A dash between words without blanks.
    let mut piece = from;
    for (offset, c) in plain[from..to].char_indices() {
        if c == '\u{2014}' {
            word(plain, piece, from + offset, out);
            let dash_end = from + offset + c.len_utf8();
            out.push(Token { kind: Kind::Dash, ..raw(plain, from + offset, dash_end) });
            piece = dash_end;
        }
    }
    word(plain, piece, to, out);
    out.extend(tail.into_iter().rev());
}

/// One word of letters and digits; `cannot` becomes two.
fn bare_word<'t>(plain: &'t str, start: usize, end: usize, out: &mut Vec<Token<'t>>) {
    let text = &plain[start..end];
    if text.eq_ignore_ascii_case("cannot") {
        push(&text[..3], plain, start..start + 3, out);
        push("not", plain, start + 3..end, out);
    } else {
        push(text, plain, start..end, out);
    }
}

fn push<'t>(text: &'t str, plain: &'t str, range: Range<usize>, out: &mut Vec<Token<'t>>) {
    let (kind, word) = (kind_of(text), lexicon::look_up(text));
    out.push(Token { text, kind, word, ..raw(plain, range.start, range.end) });
}

/// One word; a contraction becomes two.
fn word<'t>(plain: &'t str, start: usize, end: usize, out: &mut Vec<Token<'t>>) {
    if start >= end {
        return;
    }
    let text = &plain[start..end];
    let Some(apostrophe) = text.find(['\'', '\u{2019}']) else {
        bare_word(plain, start, end, out);
        return;
    };
    let width = text[apostrophe..].chars().next().map_or(1, char::len_utf8);
    let (head, tail) = (&text[..apostrophe], &text[apostrophe + width..]);
    let lower = head.to_ascii_lowercase();
    let negated = tail.eq_ignore_ascii_case("t") && lower.ends_with('n');
    let (head, tail) = match tail.to_ascii_lowercase().as_str() {
        "t" if lower == "won" => ("will", "not"),
        "t" if lower == "can" => (head, "not"),
        "t" if negated => (&head[..head.len() - 1], "not"),
        "ll" => (head, "will"),
        "ve" => (head, "have"),
        "re" => (head, "are"),
        "d" => (head, "would"),
        "s" if IS_HEADS.contains(&lower.as_str()) => (head, "is"),
        _ => {
            push(text, plain, start..end, out);
            return;
        }
    };
    let cut = if negated && lower != "can" && lower != "won" { apostrophe - 1 } else { apostrophe };
    push(head, plain, start..start + cut, out);
    push(tail, plain, start + cut..end, out);
}

/// Whether a run without signs at its rims is a word or a number.
fn kind_of(text: &str) -> Kind {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or_default();
    if first.is_ascii_alphabetic() {
        return Kind::Word;
    }
    let signed = matches!(first, '<' | '>' | '~' | '+' | '\u{2264}' | '\u{2265}');
    let second = chars.next().unwrap_or_default();
    match () {
        () if first.is_ascii_digit() || signed && second.is_ascii_digit() => Kind::Number,
        () if text.chars().any(char::is_alphanumeric) => Kind::Word,
        () => Kind::Sign,
    }
}

/// Words after which `'s` is `is`, and no genitive.
const IS_HEADS: &[&str] =
    &["he", "here", "how", "it", "she", "that", "there", "what", "where", "who"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn texts(plain: &str) -> String {
        tokens(plain, 0..plain.len(), &[]).iter().map(|t| t.text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn contractions_are_undone() {
        assert_eq!(texts("Don't stop, you'll see"), "Do|not|stop|,|you|will|see");
        assert_eq!(texts("It can\u{2019}t; it won't."), "It|can|not|;|it|will|not|.");
        assert_eq!(texts("cannot isn't it's Contoso's"), "can|not|is|not|it|is|Contoso's");
    }

    #[test]
    fn paths_versions_and_switches_are_one_word() {
        assert_eq!(texts("run setup.exe /Mode:Quiet."), "run|setup.exe|/Mode:Quiet|.");
        assert_eq!(texts("(.NET 4.7.2, v1.0)"), "(|.NET|4.7.2|,|v1.0|)");
        assert_eq!(texts("node(s) and/or C:\\Temp"), "node(s)|and/or|C:\\Temp");
        assert_eq!(texts("one\u{2014}two - three"), "one|\u{2014}|two|-|three");
    }

    #[test]
    fn a_code_span_is_one_token() {
        let plain = "Run net start now";
        let marks = [Mark { span: Span { start: 4, end: 13 }, kind: MarkKind::Code }];
        let found = tokens(plain, 0..plain.len(), &marks);
        assert_eq!(found[1].text, "net start");
        assert_eq!(found[1].kind, Kind::Code);
    }

    #[test]
    fn no_text_panics() {
        for text in [
            "'",
            "\u{2019}t",
            "n't",
            "...",
            "(((",
            "\u{2014}",
            "a\u{2014}",
            ".",
            "''''",
            "\u{feff}",
        ] {
            let found = tokens(text, 0..text.len(), &[]);
            assert!(found.iter().all(|token| token.end <= text.len()));
        }
    }
}
