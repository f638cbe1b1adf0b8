//! HTML in Markdown: the structure that its tags stand for, and none of the tags.

use super::build::Kind;
use super::read::Reader;
use super::{MarkKind, Table};
use crate::source::Span;

/// Where the reading of HTML stands between two pieces of it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// Between tags.
    #[default]
    Text,
    /// In a comment.
    Comment,
    /// In an element whose content is no prose, up to its end tag.
    Raw(&'static str),
    /// In a tag that goes on in the next piece.
    Tag(String),
}

/// Elements whose content is no prose.
const RAW: &[&str] = &["script", "style", "svg", "iframe", "object", "textarea", "select", "pre"];

/// Elements that begin and end a paragraph.
const BREAKING: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "center",
    "blockquote",
    "details",
    "summary",
    "dl",
    "dt",
    "dd",
    "hr",
    "figure",
    "figcaption",
    "caption",
    "header",
    "footer",
    "form",
    "nav",
    "aside",
];

/// Elements that mark words.
const MARKING: &[(&str, MarkKind)] = &[
    ("b", MarkKind::Strong),
    ("strong", MarkKind::Strong),
    ("i", MarkKind::Emphasis),
    ("em", MarkKind::Emphasis),
    ("code", MarkKind::Code),
    ("tt", MarkKind::Code),
    ("kbd", MarkKind::Code),
    ("samp", MarkKind::Code),
    ("pre", MarkKind::Code),
];

/// Elements that hold blocks, outermost first.
const HOLDING: &[&str] =
    &["table", "tr", "td", "th", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"];

impl Reader<'_, '_> {
    /// Reads a piece of HTML. Within running text a tag may be the name of something: there it
    /// never hides what follows.
    pub(super) fn html(&mut self, span: Span, inline: bool) {
        self.inline_html = inline;
        let mut at = span.start;
        while at < span.end {
            let rest = &self.source[at..span.end];
            at = match std::mem::take(&mut self.html) {
                State::Comment => match rest.find("-->") {
                    Some(end) => at + end + "-->".len(),
                    None => return self.html = State::Comment,
                },
                State::Raw(name) => match find_end_tag(rest, name) {
                    Some(end) => at + end,
                    None => return self.html = State::Raw(name),
                },
                State::Tag(tag) => self.tag_goes_on(tag, at, span.end),
                State::Text => self.html_text(at, span.end),
            };
        }
    }

    /// Reads text up to and including the start of the next tag; returns where to go on.
    fn html_text(&mut self, at: usize, end: usize) -> usize {
        let source = self.source;
        let rest = &source[at..end];
        let Some(open) = memchr::memchr(b'<', rest.as_bytes()) else {
            self.html_words(at, end);
            return end;
        };
        self.html_words(at, at + open);
        let open = at + open;
        let behind = &source[open + 1..end];
        if behind.starts_with("!--") {
            self.html = State::Comment;
            return open + "<!--".len();
        }
        if behind.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            return self.tag_goes_on(String::new(), open + 1, end);
        }
        self.words(open, open + 1);
        open + 1
    }

    /// Reads on in a tag of which `tag` is known; returns where to go on.
    fn tag_goes_on(&mut self, mut tag: String, at: usize, end: usize) -> usize {
        let rest = &self.source[at..end];
        match memchr::memchr(b'>', rest.as_bytes()) {
            Some(close) => {
                tag.push_str(&rest[..close]);
                self.tag(&tag, at + close + 1);
                at + close + 1
            }
            None => {
                tag.push_str(rest);
                self.html = State::Tag(tag);
                end
            }
        }
    }

    /// Words between tags, in which entities are still to be decoded.
    fn html_words(&mut self, mut at: usize, end: usize) {
        while let Some(found) = memchr::memchr(b'&', &self.source.as_bytes()[at..end]) {
            let start = at + found;
            self.words(at, start);
            let longest = end.min(start + LONGEST_ENTITY);
            let close =
                self.source.as_bytes()[start..longest].iter().position(|byte| *byte == b';');
            at = match close {
                Some(close) => {
                    self.markdown_words(start, start + close + 1);
                    start + close + 1
                }
                None => {
                    self.words(start, start + 1);
                    start + 1
                }
            };
        }
        self.words(at, end);
    }

    /// Applies a tag: what stands between `<` and `>`, which ends before `behind`.
    fn tag(&mut self, tag: &str, behind: usize) {
        let (closes, rest) = match tag.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, tag),
        };
        let ends = |c: char| !c.is_ascii_alphanumeric();
        let name = rest[..rest.find(ends).unwrap_or(rest.len())].to_ascii_lowercase();
        let known = |names: &[&'static str]| names.iter().copied().find(|known| *known == name);
        if name == "br" {
            self.builder.text.line_end(self.file, behind - 1);
        } else if let Some(name) = known(RAW).filter(|_| !self.inline_html) {
            if !closes && !tag.ends_with('/') {
                if name == "pre" {
                    self.flush();
                    self.push_code(Span { start: behind, end: behind });
                }
                self.html = State::Raw(name);
            }
        } else if known(BREAKING).is_some() {
            self.flush();
            self.builder.leave_html_heading();
        } else if let Some((_, kind)) = MARKING.iter().find(|(known, _)| *known == name) {
            self.mark(*kind, closes);
        } else if name == "a" {
            if closes || rest.contains("href") {
                self.mark(MarkKind::Link, closes);
            }
        } else if name == "img" {
            self.builder.text.open(MarkKind::Image);
            self.builder.text.close(MarkKind::Image);
        } else if let Some(name) = known(HOLDING).filter(|name| self.may_hold(name)) {
            self.flush();
            if closes {
                self.builder.close_tag(name);
            } else {
                self.builder.leave_html_heading();
                self.open_element(name);
            }
        }
    }

    /// Whether an element may hold blocks here. Running text may name a table or a heading.
    fn may_hold(&self, name: &str) -> bool {
        !self.inline_html || self.builder.in_cell() || matches!(name, "ul" | "ol" | "li")
    }

    fn mark(&mut self, kind: MarkKind, closes: bool) {
        if closes {
            self.builder.text.close(kind);
        } else {
            self.builder.text.open(kind);
        }
    }

    /// Opens a block, and around it what its author left out.
    fn open_element(&mut self, name: &'static str) {
        match name {
            "table" => self.open(Kind::Table(Table::default()), Some(name)),
            "tr" => {
                self.close_until(&["tr"], &["table"]);
                if self.is_within("table") {
                    self.open(Kind::Row { cells: Vec::new(), is_header: true }, Some(name));
                }
            }
            "td" | "th" => {
                self.close_until(&["td", "th"], &["tr", "table"]);
                if self.is_within("table") && !self.is_within("tr") {
                    self.open_element("tr");
                }
                if self.is_within("tr") {
                    if let (Kind::Row { is_header, .. }, "td") =
                        (&mut self.builder.top_mut().kind, name)
                    {
                        *is_header = false;
                    }
                    self.open(Kind::Cell, Some(name));
                }
            }
            "ul" | "ol" => {
                let kind = Kind::List { ordered: name == "ol", items: Vec::new() };
                self.open(kind, Some(name));
            }
            "li" => {
                self.close_until(&["li"], &["ul", "ol", "td", "th"]);
                if !matches!(self.builder.top().kind, Kind::List { .. }) {
                    self.open(Kind::List { ordered: false, items: Vec::new() }, Some("ul"));
                }
                self.open(Kind::Item, Some(name));
            }
            _ => {
                let level = name.as_bytes()[1] - b'0';
                self.heading(level, Some(name));
            }
        }
    }

    /// Closes the innermost of `names`, unless one of `barriers` stands between.
    fn close_until(&mut self, names: &[&str], barriers: &[&str]) {
        let tags = self.builder.html_frames().filter_map(|frame| frame.tag);
        let found = tags.take_while(|tag| !barriers.contains(tag)).find(|tag| names.contains(tag));
        if let Some(tag) = found {
            self.builder.close_tag(tag);
        }
    }

    /// Whether HTML opened such an element in the current Markdown block; for rows and cells: in
    /// the innermost table.
    fn is_within(&self, name: &str) -> bool {
        let mut tags = self.builder.html_frames().filter_map(|frame| frame.tag);
        tags.find(|tag| *tag == name || *tag == "table") == Some(name)
    }
}

/// Longer ones do not exist.
const LONGEST_ENTITY: usize = 40;

fn find_end_tag(text: &str, name: &str) -> Option<usize> {
    memchr::memmem::find_iter(text.as_bytes(), b"</").find(|at| {
        let rest = &text.as_bytes()[at + 2..];
        rest.get(..name.len()).is_some_and(|rest| rest.eq_ignore_ascii_case(name.as_bytes()))
    })
}
