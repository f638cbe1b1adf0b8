//! Rows that CommonMark's tables leave out.

use super::Table;
use super::build::Kind;
use super::read::Reader;
use crate::source::Span;

impl Reader<'_, '_> {
    pub(super) fn open_row(&mut self, is_header: bool, span: Span) {
        self.cell_end = span.start;
        self.open(Kind::Row { cells: Vec::new(), is_header }, None);
    }

    /// The cells of a row that has more than the header: CommonMark drops them.
    pub(super) fn further_cells(&mut self, row_end: usize) {
        if self.cell_end < row_end {
            self.cells(self.cell_end, row_end);
        }
    }

    /// Reads the cells from `start`, before or behind the first pipe, to the end of the row.
    fn cells(&mut self, start: usize, row_end: usize) {
        let source = self.source;
        let Some(rest) = source.get(start..row_end) else { return };
        let mut start = row_end - rest.trim_start().len();
        start += usize::from(source[start..row_end].starts_with('|'));
        let end = start + source[start..row_end].trim_end().len();
        while start < end {
            let close = next_pipe(&source.as_bytes()[start..end]).map_or(end, |at| start + at);
            self.open(Kind::Cell, None);
            let cell = source[start..close].trim_start();
            let cell_start = close - cell.len();
            self.markdown(cell_start..cell_start + cell.trim_end().len());
            self.flush();
            self.builder.close();
            start = close + 1;
        }
    }

    /// Reads a paragraph that is a table to everyone but CommonMark, because its second line has
    /// more or fewer columns than its first. False when it is none.
    pub(super) fn ragged_table(&mut self, paragraph: Span) -> bool {
        let source = self.source;
        let mut lines = source[paragraph.range()].split_inclusive('\n');
        let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
        if !is_rule(second) || !first.contains('|') {
            return false;
        }
        self.open_at(Kind::Table(Table::default()), paragraph);
        let mut at = paragraph.start;
        for (number, line) in source[paragraph.range()].split_inclusive('\n').enumerate() {
            let end = at + line.len();
            at = end;
            if number != 1 {
                let start = end - line.trim_start_matches(QUOTED).len();
                self.open_row(number == 0, Span { start, end });
                self.cells(start, end);
                self.builder.close();
            }
        }
        self.builder.close();
        true
    }
}

/// What may stand before a row in a quote.
const QUOTED: [char; 3] = [' ', '\t', '>'];

/// Whether a line only separates the header of a table from its rows.
fn is_rule(line: &str) -> bool {
    let line = line.trim_start_matches(QUOTED).trim_end();
    line.starts_with(['|', ':', '-'])
        && line.contains('|')
        && line.contains('-')
        && line.bytes().all(|byte| matches!(byte, b'|' | b':' | b'-' | b' ' | b'\t'))
}

/// The next `|` that is not escaped.
fn next_pipe(cells: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'|', cells).find(|&at| {
        let slashes = cells[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        slashes % 2 == 0
    })
}
