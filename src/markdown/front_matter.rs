//! The YAML header of a page: flat keys, read simply.

use crate::source::{SourceFile, Span};

/// What the engine needs of a page's header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// Where the body starts: behind the closing line, or 0.
    pub(super) body: usize,
    /// `title`.
    pub(super) title: Option<String>,
    /// `monikerRange` and where its value stands.
    pub(super) moniker_range: Option<(String, Span)>,
    /// The header is opened and never closed: it is read as text.
    pub(super) unclosed: bool,
}

impl FrontMatter {
    /// Reads the header. It must start on the first line.
    pub(super) fn of(file: &SourceFile) -> Self {
        let text = &file.text;
        let line = |number: usize| -> &str {
            let start = file.line_starts[number];
            let end = file.line_starts.get(number + 1).copied().unwrap_or(text.len());
            &text[start..end]
        };
        if line(0).trim_end() != "---" || file.line_starts.len() == 1 {
            return Self::default();
        }
        let close = (1..file.line_starts.len()).find(|&number| {
            let line = line(number);
            line.starts_with(['-', '.']) && matches!(line.trim_end(), "---" | "...")
        });
        let Some(close) = close else {
            return Self { unclosed: true, ..Self::default() };
        };
        let body = file.line_starts.get(close + 1).copied().unwrap_or(text.len());
        let mut header = Self { body, ..Self::default() };
        for number in 1..close {
            header.key(text, file.line_starts[number], line(number), || {
                (number + 1..close).map(line).take_while(|line| line.starts_with([' ', '\t']))
            });
        }
        header
    }

    /// Reads one line `key: value`; `more` are the indented lines beneath it.
    fn key<'a, I: Iterator<Item = &'a str>>(
        &mut self,
        text: &str,
        start: usize,
        line: &'a str,
        more: impl Fn() -> I,
    ) {
        let Some((key, value)) = line.split_once(':') else { return };
        let key = key.trim_end().trim_matches(['"', '\'']);
        let is_title = key.eq_ignore_ascii_case("title");
        if !is_title && !key.eq_ignore_ascii_case("monikerRange") {
            return;
        }
        let at = start + (line.len() - value.len());
        let (value, offset) = scalar(value);
        let at = at + offset;
        // `>` and `|` alone announce a scalar on the lines below; a range may start with `>`, too.
        let folded = matches!(value.as_str(), ">" | "|" | ">-" | "|-" | ">+" | "|+");
        let value = if folded {
            more().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned()
        } else {
            value
        };
        if value.is_empty() {
            return;
        }
        if is_title {
            self.title = Some(value);
        } else {
            let end = (at + value.len()).min(text.len());
            let end = (end..=text.len()).find(|&end| text.is_char_boundary(end));
            self.moniker_range = Some((value, Span { start: at, end: end.unwrap_or(at) }));
        }
    }
}

/// The value of a YAML scalar on one line, without quotes and comment, and where it starts.
fn scalar(text: &str) -> (String, usize) {
    let trimmed = text.trim_start();
    let at = text.len() - trimmed.len();
    let trimmed = trimmed.trim_end();
    match trimmed.as_bytes().first() {
        Some(b'\'') => (single_quoted(&trimmed[1..]), at + 1),
        Some(b'"') => (double_quoted(&trimmed[1..]), at + 1),
        Some(b'#') => (String::new(), at),
        _ => {
            let comment = trimmed.find(" #").or_else(|| trimmed.find("\t#"));
            (trimmed[..comment.unwrap_or(trimmed.len())].trim_end().to_owned(), at)
        }
    }
}

fn single_quoted(rest: &str) -> String {
    let mut value = String::new();
    let mut characters = rest.chars().peekable();
    while let Some(c) = characters.next() {
        if c == '\'' && characters.next_if_eq(&'\'').is_none() {
            break;
        }
        value.push(c);
    }
    value
}

fn double_quoted(rest: &str) -> String {
    let mut value = String::new();
    let mut characters = rest.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => break,
            '\\' => match characters.next() {
                Some('n' | 't' | 'r') => value.push(' '),
                Some(c) => value.push(c),
                None => break,
            },
            c => value.push(c),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> FrontMatter {
        FrontMatter::of(&SourceFile::new("a.md", text))
    }

    #[track_caller]
    fn range(line: &str, expected: &str) {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("---{end}title: x{end}{line}{end}---{end}body");
            let header = read(&text);
            let (value, span) = header.moniker_range.clone().expect("a range");
            assert_eq!(value, expected, "{line:?}");
            assert!(text[span.start..].starts_with(expected), "{line:?}");
            assert_eq!(&text[header.body..], "body");
        }
    }

    #[test]
    fn a_range_may_be_quoted_or_not() {
        range("monikerRange: >=loader-2", ">=loader-2");
        range("monikerRange: '>= loader-2'", ">= loader-2");
        range("monikerRange: \">= loader-2\"", ">= loader-2");
        range("monikerRange:   loader-1 || loader-2  # both", "loader-1 || loader-2");
        range("\"monikerRange\" : loader-1", "loader-1");
    }

    #[test]
    fn quotes_within_quotes() {
        let header = read("---\ntitle: 'The loader''s guide' # now\n---\n");
        assert_eq!(header.title.as_deref(), Some("The loader's guide"));
        let header = read("---\ntitle: \"The \\\"new\\\" loader\"\n---\n");
        assert_eq!(header.title.as_deref(), Some("The \"new\" loader"));
    }

    #[test]
    fn a_title_may_stand_on_the_lines_below() {
        let header = read("---\ntitle: >\n  The loader\n  guide\nauthor: x\n---\n");
        assert_eq!(header.title.as_deref(), Some("The loader guide"));
    }

    #[test]
    fn nested_keys_are_other_keys() {
        let header = read("---\nms:\n  title: no\n---\n");
        assert_eq!(header.title, None);
    }

    #[test]
    fn only_the_first_line_opens_a_header() {
        assert_eq!(read("\n---\ntitle: x\n---\n"), FrontMatter::default());
        assert_eq!(read("--- x\ntitle: x\n---\n"), FrontMatter::default());
        assert_eq!(read("---"), FrontMatter::default());
        assert_eq!(read(""), FrontMatter::default());
    }

    #[test]
    fn a_header_that_is_never_closed_is_text() {
        let header = read("---\ntitle: x\n\ntext");
        assert!(header.unclosed && header.body == 0 && header.title.is_none());
    }
}
