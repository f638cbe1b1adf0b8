//! Blocks out of openings and closings, whoever announces them: Markdown or HTML.

use super::text::TextBuilder;
use super::{AlertKind, Block, Cell, Table, Text};

/// A block that is open.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: Kind,
    /// The blocks in it so far.
    blocks: Vec<Block>,
    /// Opened by this HTML tag; none when by Markdown.
    pub(super) tag: Option<&'static str>,
}

/// What kind of block is open.
#[derive(Debug)]
pub(super) enum Kind {
    Root,
    Quote,
    List {
        ordered: bool,
        items: Vec<Vec<Block>>,
    },
    Item,
    /// Its level and the text so far.
    Heading(u8, Text),
    Table(Table),
    Row {
        cells: Vec<Cell>,
        is_header: bool,
    },
    Cell,
}

/// Gathers blocks. Everything that is opened is closed at the end, by whom ever.
#[derive(Debug)]
pub(super) struct Builder {
    frames: Vec<Frame>,
    /// Markdown blocks that are open beyond `deepest`.
    flat: usize,
    /// Blocks nested deeper than this join the block around them.
    deepest: usize,
    /// How deep the place is at which the blocks will stand.
    depth: usize,
    /// The running text of the innermost block.
    pub(super) text: TextBuilder,
}

impl Builder {
    pub(super) fn new(depth: usize, deepest: usize) -> Self {
        let root = Frame { kind: Kind::Root, blocks: Vec::new(), tag: None };
        Self { frames: vec![root], flat: 0, deepest, depth, text: TextBuilder::default() }
    }

    /// How many blocks are open, in all files.
    pub(super) fn depth(&self) -> usize {
        self.depth + self.frames.len()
    }

    /// How many blocks are open in this file.
    pub(super) fn open_blocks(&self) -> usize {
        self.frames.len()
    }

    pub(super) fn top(&self) -> &Frame {
        self.frames.last().expect("the root is never closed")
    }

    pub(super) fn top_mut(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the root is never closed")
    }

    pub(super) fn in_heading(&self) -> bool {
        matches!(self.top().kind, Kind::Heading(..))
    }

    /// Whether the innermost block that Markdown opened is a cell.
    pub(super) fn in_cell(&self) -> bool {
        let own = self.frames.iter().rev().find(|frame| frame.tag.is_none());
        own.is_some_and(|frame| matches!(frame.kind, Kind::Cell))
    }

    /// The frames from the innermost out, up to the innermost that Markdown opened.
    pub(super) fn html_frames(&self) -> impl Iterator<Item = &Frame> {
        self.frames.iter().rev().take_while(|frame| frame.tag.is_some())
    }

    /// Opens a block; false when it is too deep. The running text must be taken before.
    pub(super) fn open(&mut self, kind: Kind, tag: Option<&'static str>) -> bool {
        let too_deep = self.flat > 0 || self.depth() >= self.deepest;
        if too_deep && !matches!(kind, Kind::Heading(..)) {
            // What HTML opens, it may forget to close; only Markdown keeps count.
            self.flat += usize::from(tag.is_none());
            return false;
        }
        self.frames.push(Frame { kind, blocks: Vec::new(), tag });
        true
    }

    /// Closes the block that Markdown opened last, and what HTML opened in it.
    pub(super) fn close(&mut self) {
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        self.close_html();
        self.pop();
    }

    /// Closes what HTML opened since Markdown opened its last block.
    pub(super) fn close_html(&mut self) {
        while self.top().tag.is_some() {
            self.pop();
        }
    }

    /// Closes what was opened since there were so many blocks open.
    pub(super) fn close_down_to(&mut self, count: usize) {
        while self.frames.len() > count.max(1) && self.top().tag.is_some() {
            self.pop();
        }
    }

    /// Closes the innermost block that this tag opened, and what is in it. False when there is
    /// none that HTML may close.
    pub(super) fn close_tag(&mut self, tag: &str) -> bool {
        let Some(at) = self.html_frames().position(|frame| frame.tag == Some(tag)) else {
            return false;
        };
        for _ in 0..=at {
            self.pop();
        }
        true
    }

    /// Closes the heading that Markdown opened.
    pub(super) fn close_heading(&mut self) {
        self.close_html();
        if self.in_heading() {
            self.pop();
        }
    }

    /// Closes a heading that HTML opened, when something begins that no heading holds.
    pub(super) fn leave_html_heading(&mut self) {
        if self.in_heading() && self.top().tag.is_some() {
            self.pop();
        }
    }

    /// Closes everything.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flat = 0;
        while self.frames.len() > 1 {
            self.pop();
        }
        std::mem::take(&mut self.top_mut().blocks)
    }

    fn pop(&mut self) {
        if self.frames.len() == 1 {
            return;
        }
        let Some(Frame { kind, blocks, .. }) = self.frames.pop() else { return };
        let parent = self.top_mut();
        match (kind, &mut parent.kind) {
            (Kind::Item, Kind::List { items, .. }) => items.push(blocks),
            (Kind::Cell, Kind::Row { cells, .. }) => {
                cells.push(Cell { blocks: with_lists(blocks) });
            }
            (Kind::Row { cells, is_header }, Kind::Table(table)) => {
                if is_header && table.header.is_empty() && table.rows.is_empty() {
                    table.header = cells;
                } else {
                    table.rows.push(cells);
                }
            }
            (Kind::Heading(level, text), _) => {
                if !text.is_empty() {
                    self.push(Block::Heading { level, text });
                }
                blocks.into_iter().for_each(|block| self.push(block));
            }
            (Kind::Quote, _) => self.push_quote(blocks),
            (Kind::List { ordered, items }, _) if !items.is_empty() => {
                self.push(Block::List { ordered, items });
            }
            (Kind::Table(table), _) if !(table.header.is_empty() && table.rows.is_empty()) => {
                self.push(Block::Table(table));
            }
            _ => blocks.into_iter().for_each(|block| self.push(block)),
        }
    }

    fn push_quote(&mut self, mut blocks: Vec<Block>) {
        let Some(Block::Paragraph(first)) = blocks.first_mut() else {
            if !blocks.is_empty() {
                self.push(Block::Quote(blocks));
            }
            return;
        };
        let Some((kind, length)) = alert(&first.plain) else {
            self.push(Block::Quote(blocks));
            return;
        };
        *first = first.without_start(length);
        if first.is_empty() {
            blocks.remove(0);
        }
        self.push(Block::Alert { kind, blocks });
    }

    /// Adds a block to the innermost open one. Text that stands between the parts of an HTML
    /// list or table gets a part of its own.
    pub(super) fn push(&mut self, block: Block) {
        let top = self.top_mut();
        match &mut top.kind {
            Kind::List { items, .. } => items.push(vec![block]),
            Kind::Row { cells, .. } => cells.push(Cell { blocks: vec![block] }),
            Kind::Table(table) => table.rows.push(vec![Cell { blocks: vec![block] }]),
            Kind::Item | Kind::Cell if top.blocks.is_empty() => {
                top.blocks.reserve_exact(1); // most hold no more than one paragraph
                top.blocks.push(block);
            }
            _ => top.blocks.push(block),
        }
    }

    /// Adds running text to the innermost block: a heading, or else a paragraph.
    pub(super) fn push_text(&mut self, text: Text) {
        if text.is_empty() {
            return;
        }
        match &mut self.top_mut().kind {
            Kind::Heading(_, heading) => heading.join(&text),
            _ => self.push_paragraph(text),
        }
    }

    /// Adds a paragraph. One that starts with the mark of an alert is one, even
    /// outside of a quote.
    fn push_paragraph(&mut self, text: Text) {
        let top = self.top();
        let starts_quote = matches!(top.kind, Kind::Quote) && top.blocks.is_empty();
        match alert(&text.plain) {
            Some((kind, length)) if !starts_quote => {
                let text = text.without_start(length);
                let blocks =
                    if text.is_empty() { Vec::new() } else { vec![Block::Paragraph(text)] };
                self.push(Block::Alert { kind, blocks });
            }
            _ => self.push(Block::Paragraph(text)),
        }
    }
}

/// The blocks of a cell, in which lines that start with a bullet are lists.
fn with_lists(blocks: Vec<Block>) -> Vec<Block> {
    let is_bulleted =
        |block: &Block| matches!(block, Block::Paragraph(text) if has_bullet(&text.plain));
    if !blocks.iter().any(is_bulleted) {
        return blocks;
    }
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Paragraph(text) if has_bullet(&text.plain) => push_lines(&text, &mut out),
            block => out.push(block),
        }
    }
    out
}

/// Bullets as people type them where Markdown has none.
const BULLETS: [&str; 4] = ["- ", "* ", "\u{2022}", "\u{b7} "];

fn bullet(line: &str) -> Option<usize> {
    BULLETS.iter().find(|bullet| line.starts_with(**bullet)).map(|bullet| bullet.len())
}

/// Whether some line starts with a bullet, and not only to say that a cell is empty.
fn has_bullet(text: &str) -> bool {
    text.split('\n').any(|line| bullet(line).is_some_and(|length| length < line.len()))
}

/// Turns lines with bullets into lists, and what stands between them into paragraphs.
fn push_lines(text: &Text, out: &mut Vec<Block>) {
    let (mut start, mut plain) = (0, 0);
    let mut items: Vec<Vec<Block>> = Vec::new();
    let paragraph = |from: usize, to: usize, out: &mut Vec<Block>| {
        let part = text.slice(from..to);
        if !part.is_empty() {
            out.push(Block::Paragraph(part));
        }
    };
    for line in text.plain.split_inclusive('\n') {
        let end = start + line.len();
        match bullet(line) {
            Some(length) => {
                paragraph(plain, start, out);
                items.push(vec![Block::Paragraph(text.slice(start + length..end))]);
                plain = end;
            }
            None if !items.is_empty() => {
                out.push(Block::List { ordered: false, items: std::mem::take(&mut items) });
            }
            None => {}
        }
        start = end;
    }
    if !items.is_empty() {
        out.push(Block::List { ordered: false, items });
    }
    paragraph(plain, start, out);
}

/// The marks of alerts, in lower case.
const ALERTS: &[(&str, AlertKind)] = &[
    ("[!note]", AlertKind::Note),
    ("[!tip]", AlertKind::Tip),
    ("[!important]", AlertKind::Important),
    ("[!caution]", AlertKind::Caution),
    ("[!warning]", AlertKind::Warning),
];

/// Which alert a text starts, and the length of its mark.
fn alert(text: &str) -> Option<(AlertKind, usize)> {
    if !text.starts_with("[!") {
        return None;
    }
    let starts =
        |mark: &str| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    let (mark, kind) = ALERTS.iter().find(|(mark, _)| starts(mark))?;
    Some((*kind, mark.len()))
}
