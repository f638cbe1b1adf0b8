//! One line of colons: what a `:::` fence says.

use crate::source::Span;

/// What a fence line is. Offsets are those of the text that holds the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fence {
    /// `::: moniker range="…"`.
    MonikerStart(MonikerStart),
    /// `::: moniker-end`.
    MonikerEnd {
        /// How many colons.
        colons: usize,
    },
    /// `:::image type="complex" …:::`: text follows that describes the picture, up to
    /// [`Fence::ImageEnd`].
    ComplexImage,
    /// `:::image …` whose text goes on in the next lines, up to `:::`.
    OpenImage,
    /// `:::image-end:::`.
    ImageEnd,
    /// Another extension of Learn; the line is no prose, what follows is.
    Other,
}

/// The start of a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MonikerStart {
    /// How many colons.
    pub(super) colons: usize,
    /// The value of `range`; none when it is missing.
    pub(super) range: Option<Span>,
    /// The range is not in double quotes.
    pub(super) loose_quotes: bool,
    /// Something behind the range that no one will read.
    pub(super) rest: Option<Span>,
}

impl Fence {
    /// Reads a fence that starts at `start` (its first colon) and ends, as the line does, at
    /// `end`. None when the line is only text that starts with colons.
    pub(super) fn read(text: &str, start: usize, end: usize) -> Option<Self> {
        let bytes = text.as_bytes();
        let colons = bytes[start..end].iter().take_while(|&&byte| byte == b':').count();
        if colons < 3 {
            return None;
        }
        let mut cursor = Cursor { text, at: start + colons, end };
        cursor.blanks();
        let name = cursor.word();
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("moniker-end") {
            return Some(Self::MonikerEnd { colons });
        }
        if is("moniker") {
            return Some(Self::MonikerStart(cursor.moniker(colons)));
        }
        let rest = text[cursor.at..end].trim_end();
        let closed = rest.is_empty() || rest.ends_with(":::");
        let has_attributes = rest.contains('=') || rest.trim_start().starts_with('{');
        match () {
            () if is("image-end") => Some(Self::ImageEnd),
            () if is("image") && !closed && is_open(rest) => Some(Self::OpenImage),
            () if is("image") && is_complex(rest) => Some(Self::ComplexImage),
            () if closed || has_attributes => Some(Self::Other),
            () => None,
        }
    }
}

/// Whether a quoted value goes on behind the end of the line.
fn is_open(attributes: &str) -> bool {
    attributes.matches('"').count() % 2 == 1
}

fn is_complex(attributes: &str) -> bool {
    let folded = attributes.to_ascii_lowercase();
    folded.contains("type=\"complex\"") || folded.contains("type='complex'")
}

/// A place in a fence line.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    fn blanks(&mut self) {
        self.at = self.end - self.rest().trim_start().len();
    }

    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let ends = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    fn moniker(mut self, colons: usize) -> MonikerStart {
        let nothing = MonikerStart { colons, range: None, loose_quotes: false, rest: None };
        self.blanks();
        let start = self.at;
        if !self.word().eq_ignore_ascii_case("range") {
            self.at = start;
            return MonikerStart { rest: self.leftover(), ..nothing };
        }
        self.blanks();
        if !self.rest().starts_with('=') {
            return MonikerStart { rest: self.leftover(), ..nothing };
        }
        self.at += 1;
        self.blanks();
        let (range, loose_quotes) = self.value();
        let rest = self.leftover();
        MonikerStart { colons, range: Some(range), loose_quotes, rest }
    }

    /// The value of an attribute, and whether its quotes are not the usual ones.
    fn value(&mut self) -> (Span, bool) {
        let rest = self.rest();
        let quote =
            rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}'));
        let Some(open) = quote else {
            let length = rest.trim_end().trim_end_matches(':').trim_end().len();
            let span = Span { start: self.at, end: self.at + length };
            self.at = span.end;
            return (span, true);
        };
        let closes = |c: char| c == open || (open == '\u{201c}' && c == '\u{201d}');
        let start = self.at + open.len_utf8();
        let inner = &self.text[start..self.end];
        let close = inner.char_indices().find(|(_, c)| closes(*c));
        let (length, close_length) =
            close.map_or((inner.trim_end().len(), 0), |(at, c)| (at, c.len_utf8()));
        self.at = start + length + close_length;
        (Span { start, end: start + length }, open != '"' || close.is_none())
    }

    fn leftover(&mut self) -> Option<Span> {
        self.blanks();
        let rest = self.rest().trim_end();
        let ends = rest.trim_end_matches(':').is_empty();
        (!ends).then(|| Span { start: self.at, end: self.at + rest.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<Fence> {
        Fence::read(line, 0, line.len())
    }

    #[track_caller]
    fn range(line: &str, expected: Option<&str>, loose: bool) {
        let Some(Fence::MonikerStart(start)) = read(line) else { panic!("no zone: {line:?}") };
        let range = start.range.map(|span| &line[span.range()]);
        assert_eq!((range, start.loose_quotes), (expected, loose), "{line:?}");
    }

    #[test]
    fn zones_open_in_many_ways() {
        range("::: moniker range=\">=loader-2\"", Some(">=loader-2"), false);
        range(":::moniker range=\"loader-1 || loader-2\"  ", Some("loader-1 || loader-2"), false);
        range("::::  MONIKER   Range = \"loader-1\" :::", Some("loader-1"), false);
        range("::: moniker range='loader-1'", Some("loader-1"), true);
        range("::: moniker range=>= loader-1", Some(">= loader-1"), true);
        range("::: moniker range=\"loader-1", Some("loader-1"), true);
        range("::: moniker range=“loader-1”", Some("loader-1"), true);
        range("::: moniker range=\"\"", Some(""), false);
        range("::: moniker", None, false);
    }

    #[test]
    fn what_stands_behind_the_range_is_noticed() {
        let line = "::: moniker range=\"loader-1\" and more";
        let Some(Fence::MonikerStart(start)) = read(line) else { panic!() };
        assert_eq!(start.rest.map(|span| &line[span.range()]), Some("and more"));
    }

    #[test]
    fn zones_end() {
        assert_eq!(read(":::moniker-end"), Some(Fence::MonikerEnd { colons: 3 }));
        assert_eq!(read(":::: Moniker-End  "), Some(Fence::MonikerEnd { colons: 4 }));
    }

    #[test]
    fn other_extensions_are_no_prose() {
        for line in [
            ":::image type=\"content\" source=\"a.png\" alt-text=\"A.\":::",
            ":::row:::",
            ":::column span=\"2\":::",
            "::: zone pivot=\"linux\"",
            "::: zone-end",
            ":::",
            "::: {.note}",
            ":::no-loc text=\"Loader\":::",
        ] {
            assert_eq!(read(line), Some(Fence::Other), "{line:?}");
        }
        assert_eq!(
            read(":::image type=\"complex\" source=\"a.png\":::"),
            Some(Fence::ComplexImage)
        );
        assert_eq!(read(":::image source=\"a.png\" alt-text=\"A"), Some(Fence::OpenImage));
        assert_eq!(read(":::image-end:::"), Some(Fence::ImageEnd));
        assert_eq!(read("::: You must restart it."), None);
        assert_eq!(read(":: moniker"), None);
    }
}
