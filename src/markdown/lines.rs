//! Which lines are text and which are code: the block structure of CommonMark, as far as it is
//! needed to tell a fence from an example of one.

/// Quotes and list items nested deeper than this are read as text.
const DEEPEST: usize = 100;

/// What encloses a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    /// A list item; how many columns its content is indented within what encloses it.
    Item(usize),
}

/// The block that the next line could go on with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Leaf {
    #[default]
    Nothing,
    Paragraph,
    IndentedCode,
    FencedCode {
        mark: u8,
        length: usize,
    },
    /// Raw text up to a line that has this.
    Html(&'static str),
}

/// What one line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// Where its text starts, behind the marks of quotes and list items and all blanks.
    pub(super) text: usize,
    /// Where it ends, before the line end.
    pub(super) end: usize,
    /// How many quotes enclose it.
    pub(super) quotes: usize,
    /// It is text, not code or a comment.
    pub(super) is_text: bool,
}

/// Reads a page line by line.
#[derive(Debug, Default)]
pub(super) struct LineReader {
    containers: Vec<Container>,
    leaf: Leaf,
}

/// A place in a line; tabs stop at every fourth column.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
    column: usize,
}

impl Cursor<'_> {
    /// The cursor behind all blanks.
    fn behind_blanks(mut self) -> Self {
        while self.at < self.end {
            match self.bytes[self.at] {
                b' ' => self.column += 1,
                b'\t' => self.column += 4 - self.column % 4,
                _ => break,
            }
            self.at += 1;
        }
        self
    }

    fn peek(&self) -> Option<u8> {
        (self.at < self.end).then(|| self.bytes[self.at])
    }

    fn step(&mut self, bytes: usize) {
        self.at += bytes;
        self.column += bytes;
    }

    fn rest(&self) -> &[u8] {
        &self.bytes[self.at..self.end]
    }
}

impl LineReader {
    /// Reads the next line: the bytes from `start` up to the line end at `end`.
    pub(super) fn read(&mut self, bytes: &[u8], start: usize, end: usize) -> Line {
        let mut cursor = Cursor { bytes, at: start, end, column: 0 };
        let mut base = 0;
        let matched = self.matched(&mut cursor, &mut base);
        let text = cursor.behind_blanks();
        let is_blank = text.at == end;
        if matched < self.containers.len() {
            let lazy = self.leaf == Leaf::Paragraph && !is_blank && !starts_block(text, base);
            if lazy {
                return self.line(text, true);
            }
            self.containers.truncate(matched);
            self.leaf = Leaf::Nothing;
        }
        match self.leaf {
            Leaf::FencedCode { mark, length } => {
                if closes_code(text.rest(), mark, length) && text.column < base + 4 {
                    self.leaf = Leaf::Nothing;
                }
                return self.line(text, false);
            }
            Leaf::Html(last) => {
                if has(text.rest(), last) {
                    self.leaf = Leaf::Nothing;
                }
                return self.line(text, false);
            }
            _ => {}
        }
        if is_blank {
            if self.leaf == Leaf::Paragraph {
                self.leaf = Leaf::Nothing;
            }
            return self.line(text, true);
        }
        self.new_blocks(text, base)
    }

    fn line(&self, cursor: Cursor<'_>, is_text: bool) -> Line {
        let quotes = self.containers.iter().filter(|one| **one == Container::Quote).count();
        Line { text: cursor.at, end: cursor.end, quotes, is_text }
    }

    /// How many of the open containers the line belongs to; moves behind their marks.
    fn matched(&self, cursor: &mut Cursor<'_>, base: &mut usize) -> usize {
        for (at, container) in self.containers.iter().enumerate() {
            let text = cursor.behind_blanks();
            match *container {
                Container::Quote => {
                    if text.peek() != Some(b'>') || text.column >= *base + 4 {
                        return at;
                    }
                    *cursor = text;
                    behind_quote_mark(cursor, base);
                }
                Container::Item(width) => {
                    if text.at < text.end && text.column < *base + width {
                        return at;
                    }
                    *base += width;
                }
            }
        }
        self.containers.len()
    }

    /// Opens the containers and the leaf that start on this line.
    fn new_blocks(&mut self, mut text: Cursor<'_>, mut base: usize) -> Line {
        loop {
            if text.column >= base + 4 {
                if self.leaf != Leaf::Paragraph {
                    self.leaf = Leaf::IndentedCode;
                }
                return self.line(text, self.leaf == Leaf::Paragraph);
            }
            if self.containers.len() >= DEEPEST {
                break;
            }
            if text.peek() == Some(b'>') {
                behind_quote_mark(&mut text, &mut base);
                text = text.behind_blanks();
                self.containers.push(Container::Quote);
            } else if let Some(content) = self.item(text) {
                self.containers.push(Container::Item(content.base - base));
                (text, base) = (content.text, content.base);
            } else {
                break;
            }
            self.leaf = Leaf::Nothing;
        }
        let is_text = self.new_leaf(text);
        self.line(text, is_text)
    }

    /// The content of a list item that starts here.
    fn item<'a>(&self, text: Cursor<'a>) -> Option<ItemContent<'a>> {
        let marker = list_marker(text.rest())?;
        if self.leaf == Leaf::Paragraph && marker == text.rest().trim_ascii_end().len() {
            return None; // an empty item does not end a paragraph
        }
        if is_rule(text.rest()) {
            return None;
        }
        let mut behind = text;
        behind.step(marker);
        let content = behind.behind_blanks();
        let width = content.column - behind.column;
        let (text, blanks) = match width {
            _ if content.at == content.end => (content, 1),
            1..=4 => (content, width),
            _ => (content, 1), // the rest is indented code
        };
        Some(ItemContent { text, base: behind.column + blanks })
    }

    /// Opens the leaf that starts with this text; whether it is text.
    fn new_leaf(&mut self, text: Cursor<'_>) -> bool {
        let rest = text.rest();
        if let Some((mark, length)) = opens_code(rest) {
            self.leaf = Leaf::FencedCode { mark, length };
            return false;
        }
        if let Some((opened, last)) = opens_raw_html(rest) {
            if !has(&rest[opened..], last) {
                self.leaf = Leaf::Html(last);
            }
            return false;
        }
        let no_paragraph = rest.is_empty() || rest[0] == b'#' || is_rule(rest);
        self.leaf = if no_paragraph { Leaf::Nothing } else { Leaf::Paragraph };
        true
    }
}

struct ItemContent<'a> {
    text: Cursor<'a>,
    base: usize,
}

/// Moves behind `>` and the one blank that belongs to it.
fn behind_quote_mark(cursor: &mut Cursor<'_>, base: &mut usize) {
    cursor.step(1);
    *base = cursor.column;
    match cursor.peek() {
        Some(b' ') => {
            cursor.step(1);
            *base = cursor.column;
        }
        // One column of the tab belongs to the mark; the others indent what follows.
        Some(b'\t') => *base = cursor.column + 1,
        _ => {}
    }
}

/// Whether text starts a block of its own and so cannot continue a paragraph lazily.
fn starts_block(text: Cursor<'_>, base: usize) -> bool {
    let rest = text.rest();
    text.column < base + 4
        && (rest[0] == b'>'
            || rest[0] == b'#'
            || rest.starts_with(b":::")
            || list_marker(rest).is_some_and(|marker| marker < rest.trim_ascii_end().len())
            || opens_code(rest).is_some()
            || opens_raw_html(rest).is_some()
            || is_rule(rest))
}

/// The length of a list marker: `-`, `*`, `+`, `1.` or `1)` before a blank or the line end.
fn list_marker(rest: &[u8]) -> Option<usize> {
    let length = match rest.first()? {
        b'-' | b'*' | b'+' => 1,
        b'0'..=b'9' => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let ends = matches!(rest.get(digits), Some(b'.' | b')'));
            (digits <= 9 && ends).then_some(digits + 1)?
        }
        _ => return None,
    };
    matches!(rest.get(length), None | Some(b' ' | b'\t')).then_some(length)
}

/// `---`, `* * *` and their kin.
fn is_rule(rest: &[u8]) -> bool {
    let mark = rest[0];
    if !matches!(mark, b'-' | b'*' | b'_') {
        return false;
    }
    let mut marks = 0;
    for byte in rest {
        match byte {
            byte if *byte == mark => marks += 1,
            b' ' | b'\t' => {}
            _ => return false,
        }
    }
    marks >= 3
}

/// The mark and length of a code fence that opens here.
fn opens_code(rest: &[u8]) -> Option<(u8, usize)> {
    let mark = *rest.first()?;
    if !matches!(mark, b'`' | b'~') {
        return None;
    }
    let length = rest.iter().take_while(|byte| **byte == mark).count();
    let info_is_fine = mark == b'~' || !rest[length..].contains(&b'`');
    (length >= 3 && info_is_fine).then_some((mark, length))
}

fn closes_code(rest: &[u8], mark: u8, length: usize) -> bool {
    let marks = rest.iter().take_while(|byte| **byte == mark).count();
    marks >= length && rest[marks..].trim_ascii().is_empty()
}

/// Raw HTML whose lines are not Markdown until it ends, and how it ends.
const RAW_HTML: &[(&str, &str)] = &[
    ("<!--", "-->"),
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
];

/// The length of the start, and the end to look for behind it.
fn opens_raw_html(rest: &[u8]) -> Option<(usize, &'static str)> {
    if rest.first() != Some(&b'<') {
        return None;
    }
    let starts = |tag: &str| {
        rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
            && (tag == "<!--" || !rest.get(tag.len()).is_some_and(u8::is_ascii_alphanumeric))
    };
    RAW_HTML.iter().find(|(tag, _)| starts(tag)).map(|(tag, last)| (tag.len(), *last))
}

fn has(text: &[u8], last: &str) -> bool {
    let first = last.as_bytes()[0];
    memchr::memchr_iter(first, text).any(|at| {
        let rest = &text[at..];
        rest.get(..last.len()).is_some_and(|rest| rest.eq_ignore_ascii_case(last.as_bytes()))
    })
}

/// The lines of a text: the start and the end of each, without its line end.
pub(super) fn lines(text: &[u8], from: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut next = from;
    std::iter::from_fn(move || {
        if next >= text.len() {
            return None;
        }
        let start = next;
        let end = memchr::memchr2(b'\n', b'\r', &text[start..]).map_or(text.len(), |at| start + at);
        next = end + if text[end..].starts_with(b"\r\n") { 2 } else { 1 };
        Some((start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which lines of a page are text, as a string of `t` and `c`.
    fn kinds(page: &str) -> String {
        let mut reader = LineReader::default();
        lines(page.as_bytes(), 0)
            .map(|(start, end)| reader.read(page.as_bytes(), start, end).is_text)
            .map(|is_text| if is_text { 't' } else { 'c' })
            .collect()
    }

    #[test]
    fn fenced_code_is_code_up_to_its_fence() {
        assert_eq!(kinds("a\n```\nb\n```\nc"), "tccct");
        assert_eq!(kinds("~~~ x\n```\n~~~~\nc"), "ccct");
        assert_eq!(kinds("````\n```\n````\nc"), "ccct");
        assert_eq!(kinds("```\nnever closed\n\nc"), "cccc");
        assert_eq!(kinds("``` a`b\nc"), "tt");
    }

    #[test]
    fn code_in_an_item_ends_with_the_item() {
        assert_eq!(kinds("- ```\n  b\n  ```\n  c"), "ccct");
        assert_eq!(kinds("- ```\n  b\nc"), "cct");
        assert_eq!(kinds("> ```\n> b\nc"), "cct");
        assert_eq!(kinds("1.  ```\n    b\n    ```\n    c"), "ccct");
        assert_eq!(kinds("\t- a\n"), "c");
    }

    #[test]
    fn indented_lines_are_code_only_where_no_paragraph_goes_on() {
        assert_eq!(kinds("a\n    b"), "tt");
        assert_eq!(kinds("a\n\n    b"), "ttc");
        assert_eq!(kinds("- a\n\n    b"), "ttt");
        assert_eq!(kinds("- a\n\n      b"), "ttc");
        assert_eq!(kinds("- a\n\t- b\n\n\t\tc\n\n\t\t\t\td"), "tttttc");
        assert_eq!(kinds("# a\n    b"), "tc");
    }

    #[test]
    fn comments_are_no_text() {
        assert_eq!(kinds("<!-- a\nb\n-->\nc"), "ccct");
        assert_eq!(kinds("<!-- a -->\nc"), "ct");
        assert_eq!(kinds("<PRE>\na\n\nb</pre>\nc"), "cccct");
    }

    #[test]
    fn quotes_are_counted() {
        let page = b"> > a";
        let line = LineReader::default().read(page, 0, page.len());
        assert_eq!((line.quotes, line.text), (2, 4));
    }
}
