//! Pieces of text: where they stand, and how they are written down.

use super::sentence::{beginning, sentences};
use crate::markdown::{Block, Cell, MarkKind, Text};
use crate::source::{FileId, Span};
use std::ops::Range;

/// Where a range of the plain text stands in its file.
pub(super) fn place(text: &Text, range: &Range<usize>) -> Option<(FileId, Span)> {
    let (file, start) = text.place(range.start)?;
    let last = text.plain[..range.end].char_indices().next_back()?.0;
    let (end_file, end) = text.place(last.max(range.start))?;
    let width = text.plain[last..range.end].len();
    let end = if end_file == file { end + width } else { start + 1 };
    Some((file, Span { start, end: end.max(start + 1) }))
}

/// Text on one line.
pub(super) fn one_line(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_string();
    }
    text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")
}

/// The code spans inside a range of the plain text.
pub(super) fn code_of(text: &Text, clause: &Range<usize>) -> Vec<String> {
    let from = text.marks.partition_point(|mark| mark.span.start < clause.start);
    text.marks[from..]
        .iter()
        .take_while(|mark| mark.span.start < clause.end)
        .filter(|mark| mark.kind == MarkKind::Code && mark.span.end <= clause.end)
        .map(|mark| text.plain[mark.span.start..mark.span.end].to_string())
        .collect()
}

/// Whether a part of a paragraph is nothing but bold or italic text.
pub(super) fn is_strong(text: &Text, range: &Range<usize>) -> bool {
    let plain = &text.plain[..range.end];
    let from = plain.len() - plain[range.start..].trim_start().len();
    text.marks.iter().any(|mark| {
        let rest = || plain[mark.span.end.min(plain.len())..].trim().trim_matches([':', '.']);
        matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis)
            && mark.span.start <= from
            && mark.span.end > from
            && rest().is_empty()
    })
}

/// The items of the list behind a lead-in, each its first sentence without article, trailing
/// brackets and stop.
pub(super) fn alternatives(behind: &[Block]) -> Vec<String> {
    let blank =
        |block: &&Block| matches!(block, Block::Paragraph(text) if text.plain.trim().is_empty());
    let items = behind.iter().find(|block| !blank(block)).and_then(|block| match block {
        Block::List { items, .. } => Some(items),
        _ => None,
    });
    let first = |item: &Vec<Block>| match item.first() {
        Some(Block::Paragraph(text)) => {
            sentences(text).first().map(|range| text.plain[range.clone()].to_string())
        }
        _ => None,
    };
    items.into_iter().flatten().filter_map(first).map(|item| bare_value(&item)).collect()
}

/// A value as it is compared: without article, trailing brackets and final stop.
pub(super) fn bare_value(item: &str) -> String {
    let mut value = item.trim().trim_end_matches(['.', ';', ',', ':']).trim();
    for article in ["A ", "An ", "The ", "a ", "an ", "the "] {
        value = value.strip_prefix(article).unwrap_or(value);
    }
    if value.ends_with(')')
        && let Some(open) = value.rfind(" (")
    {
        value = value[..open].trim_end();
    }
    one_line(value)
}

/// The lines of a cell: its paragraphs and list items, and what `<br>` parts in them.
pub(super) fn cell_lines(cell: &Cell) -> Vec<(&Text, Range<usize>)> {
    let mut texts = Vec::new();
    collect(&cell.blocks, 0, &mut texts);
    let mut out = Vec::new();
    for text in texts {
        let mut start = 0;
        for line in text.plain.split('\n') {
            let from = start + (line.len() - unmarked(line).len());
            let to = start + line.trim_end().len();
            if from < to {
                out.push((text, from..to));
            }
            start += line.len() + 1;
        }
    }
    out
}

/// A line without blanks and the sign of a list in front: `-Be a member of X`.
fn unmarked(line: &str) -> &str {
    let line = line.trim_start();
    match line.strip_prefix(['-', '\u{2013}', '\u{2022}']) {
        Some(rest) if rest.starts_with(char::is_uppercase) && rest.contains(' ') => rest,
        _ => line,
    }
}

/// Cells hold no deep blocks; what is deeper is left out.
const DEEPEST: usize = 16;

fn collect<'c>(blocks: &'c [Block], depth: usize, out: &mut Vec<&'c Text>) {
    if depth > DEEPEST {
        return;
    }
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => out.push(text),
            Block::List { items, .. } => {
                items.iter().for_each(|item| collect(item, depth + 1, out));
            }
            Block::Alert { blocks, .. } | Block::Quote(blocks) => collect(blocks, depth + 1, out),
            Block::Table(_) | Block::Code(..) => {}
        }
    }
}

/// The lines of a cell as text.
pub(super) fn cell_parts(cell: &Cell) -> Vec<String> {
    cell_lines(cell).into_iter().map(|(text, range)| text.plain[range].to_string()).collect()
}

/// A cell as one text.
pub(super) fn cell_text(cell: &Cell) -> String {
    cell_parts(cell).join("; ")
}

/// The bytes of a heading, or of a cell, that others remember.
pub(super) const LONGEST_HEADING: usize = 400;

/// The text of a cell that others take part of: a header, or what a row is about.
pub(super) fn handed_down(cell: &Cell) -> String {
    beginning(&cell_text(cell), LONGEST_HEADING).to_string()
}

/// From the first character of a row to its last.
pub(super) fn row_place(row: &[Cell]) -> Option<(FileId, Span)> {
    let lines: Vec<(&Text, Range<usize>)> = row.iter().flat_map(cell_lines).collect();
    let ((first, from), (last, to)) = (lines.first()?, lines.last()?);
    let (file, start) = place(first, from)?;
    let (end_file, end) = place(last, to)?;
    let whole = file == end_file && end.end > start.start;
    Some((file, if whole { Span { start: start.start, end: end.end } } else { start }))
}
