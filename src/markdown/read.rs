//! One file as the readers of some versions see it: CommonMark's events, turned into blocks.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::build::{Builder, Kind};
use super::html::State;
use super::include::Context;
use super::prepare::{NOTHING, STAND_IN};
use super::{Block, MarkKind, Table, Text};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// Reads one file.
pub(super) struct Reader<'a, 'c> {
    pub(super) context: &'a mut Context<'c>,
    pub(super) file: FileId,
    /// The text of the view.
    pub(super) source: &'a str,
    pub(super) builder: Builder,
    pub(super) html: State,
    /// The HTML that is read stands within running text.
    pub(super) inline_html: bool,
    /// Something in the text stands in for something else.
    has_stand_ins: bool,
    /// The level of the last heading that is no tab.
    level: u8,
    /// How many blocks were open when the paragraph began.
    paragraph: usize,
    /// Where the last cell of a row ended.
    pub(super) cell_end: usize,
    /// How many pictures enclose the text.
    pictures: usize,
    in_code: bool,
    /// The paragraph was read when it began: it is a table.
    is_read: bool,
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

impl<'a, 'c> Reader<'a, 'c> {
    pub(super) fn new(
        context: &'a mut Context<'c>,
        file: FileId,
        source: &'a str,
        depth: usize,
    ) -> Self {
        let deepest = context.library.limits.nesting;
        let has_stand_ins = context.library.outline(file).has_stand_ins();
        Self {
            context,
            file,
            source,
            has_stand_ins,
            builder: Builder::new(depth, deepest),
            html: State::Text,
            inline_html: false,
            level: 1,
            paragraph: 1,
            cell_end: 0,
            pictures: 0,
            in_code: false,
            is_read: false,
        }
    }

    /// Reads the text from `body` on.
    pub(super) fn blocks(mut self, body: usize) -> Vec<Block> {
        self.markdown(body..self.source.len());
        self.flush();
        self.builder.finish()
    }

    /// Reads a part of the text as Markdown of its own.
    pub(super) fn markdown(&mut self, part: Range<usize>) {
        let source = self.source;
        let events = Parser::new_ext(&source[part.clone()], options()).into_offset_iter();
        for (event, range) in events {
            let span = Span { start: part.start + range.start, end: part.start + range.end };
            self.event(event, span);
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) if !self.is_read => self.start(&tag, span),
            Event::End(TagEnd::Paragraph) => self.end(TagEnd::Paragraph, span),
            _ if self.is_read => {}
            Event::End(tag) => self.end(tag, span),
            _ if self.in_code || self.pictures > 0 => {}
            Event::Html(_) => self.html(span, false),
            Event::InlineHtml(_) => self.html(span, true),
            Event::Text(text) => self.text(&text, span),
            Event::Code(code) => self.code(&code, span),
            Event::SoftBreak => self.builder.text.blank(self.file, span.start),
            Event::HardBreak => self.builder.text.line_end(self.file, span.start),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Emphasis => self.builder.text.open(MarkKind::Emphasis),
            Tag::Strong => self.builder.text.open(MarkKind::Strong),
            Tag::Link { dest_url, .. } => {
                self.builder.text.open(MarkKind::Link);
                let level = (self.level + 1).min(6);
                if let Kind::Heading(own, _) = &mut self.builder.top_mut().kind
                    && dest_url.starts_with("#tab/")
                {
                    *own = level;
                }
            }
            Tag::Image { .. } => self.pictures += 1,
            Tag::Strikethrough => {}
            _ => self.start_block(tag, span),
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>, span: Span) {
        self.flush();
        self.builder.leave_html_heading();
        match tag {
            Tag::Paragraph => {
                self.paragraph = self.builder.open_blocks();
                self.builder.text.expect(span.end - span.start);
                self.is_read = self.ragged_table(span);
            }
            Tag::Heading { level, .. } => self.heading(number(*level), None),
            Tag::BlockQuote(_) => self.open_at(Kind::Quote, span),
            Tag::List(first) => {
                self.open_at(Kind::List { ordered: first.is_some(), items: Vec::new() }, span);
            }
            Tag::Item => self.open(Kind::Item, None),
            Tag::Table(_) => self.open_at(Kind::Table(Table::default()), span),
            Tag::TableHead => self.open_row(true, span),
            Tag::TableRow => self.open_row(false, span),
            Tag::TableCell => {
                self.open(Kind::Cell, None);
                self.builder.text.expect(span.end - span.start);
            }
            Tag::CodeBlock(_) => {
                self.in_code = true;
                self.push_code(span);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Emphasis => self.builder.text.close(MarkKind::Emphasis),
            TagEnd::Strong => self.builder.text.close(MarkKind::Strong),
            TagEnd::Link => self.builder.text.close(MarkKind::Link),
            TagEnd::Strikethrough => {}
            TagEnd::Image => {
                self.pictures = self.pictures.saturating_sub(1);
                if self.pictures == 0 && !self.in_code {
                    self.builder.text.open(MarkKind::Image);
                    self.builder.text.close(MarkKind::Image);
                }
            }
            TagEnd::CodeBlock => self.in_code = false,
            _ => self.end_block(tag, span),
        }
    }

    fn end_block(&mut self, tag: TagEnd, span: Span) {
        self.html = State::Text;
        if let TagEnd::Heading(level) = tag {
            self.end_heading(number(level));
            return;
        }
        self.flush();
        match tag {
            TagEnd::Paragraph => {
                self.is_read = false;
                self.builder.close_down_to(self.paragraph);
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::Table => {
                self.builder.close();
            }
            TagEnd::TableCell => {
                self.builder.close();
                self.cell_end = span.end;
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.further_cells(span.end);
                self.builder.close();
            }
            _ => {}
        }
    }

    /// Opens a block that Markdown nests; notes when it is nested too deeply.
    pub(super) fn open_at(&mut self, kind: Kind, span: Span) {
        if !self.builder.open(kind, None) {
            let file = self.file;
            let deepest = self.context.library.limits.nesting;
            self.context.remarks.say(|| {
                let message = format!("blocks nested more than {deepest} deep are read as one");
                let span = Span { start: span.start, end: span.start };
                Diagnostic::warning("N024", message).at(file, span)
            });
        }
    }

    pub(super) fn open(&mut self, kind: Kind, tag: Option<&'static str>) {
        self.builder.open(kind, tag);
    }

    /// Opens a heading. One never stands in an HTML list or table that someone forgot to close.
    pub(super) fn heading(&mut self, level: u8, tag: Option<&'static str>) {
        if tag.is_none() {
            self.builder.close_html();
        }
        self.builder.open(Kind::Heading(level, Text::default()), tag);
    }

    fn end_heading(&mut self, level: u8) {
        self.flush();
        self.builder.close_html();
        if let Kind::Heading(own, _) = self.builder.top().kind
            && own == level
        {
            self.level = level; // a tab has another level than its mark
        }
        self.builder.close_heading();
    }

    pub(super) fn push_code(&mut self, span: Span) {
        self.builder.push(Block::Code(self.file, span));
    }

    /// Text of CommonMark that comes from these bytes.
    fn text(&mut self, text: &str, span: Span) {
        if self.source[span.range()] == *text {
            self.words(span.start, span.end);
        } else {
            self.builder.text.decoded(self.file, span.start, text);
        }
    }

    /// Words that stand in the source, includes among them.
    pub(super) fn words(&mut self, mut at: usize, end: usize) {
        let bytes = self.source.as_bytes();
        if !self.has_stand_ins {
            return self.builder.text.verbatim(self.file, at, &self.source[at..end]);
        }
        while let Some(found) = memchr::memchr2(STAND_IN, NOTHING, &bytes[at..end]) {
            let start = at + found;
            self.builder.text.verbatim(self.file, at, &self.source[at..start]);
            at = match self.context.include_at(self.file, start) {
                Some((number, length)) if bytes[start] == STAND_IN => {
                    self.builder.text.include(self.file, start, number);
                    (start + length).min(end)
                }
                _ => start + 1, // nothing, or a control character of the page itself
            };
        }
        self.builder.text.verbatim(self.file, at, &self.source[at..end]);
    }

    /// Reads a few words as Markdown within the running text: an entity.
    pub(super) fn markdown_words(&mut self, start: usize, end: usize) {
        let words = &self.source[start..end];
        for event in Parser::new(words) {
            if let Event::Text(text) = event {
                self.text(&text, Span { start, end });
            }
        }
    }

    /// A code span: one token, whose words come from behind its backticks.
    fn code(&mut self, code: &str, span: Span) {
        let original = self.context.original(self.file, span);
        let ticks = original.bytes().take_while(|byte| *byte == b'`').count();
        let start = span.start + ticks;
        let inner = original.get(ticks..original.len().saturating_sub(ticks)).unwrap_or("");
        // Code may show how an extension is written.
        let stood_in = memchr::memchr2(STAND_IN, NOTHING, code.as_bytes()).is_some();
        let code = if stood_in { inner } else { code };
        self.builder.text.open(MarkKind::Code);
        // CommonMark cuts one blank off either side.
        let exact = [0, 1].into_iter().find(|at| inner.get(*at..at + code.len()) == Some(code));
        match exact {
            Some(at) => self.builder.text.verbatim(self.file, start + at, code),
            None => self.builder.text.aligned(self.file, start, inner, code),
        }
        self.builder.text.close(MarkKind::Code);
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}
