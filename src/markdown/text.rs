//! Running text that knows where it comes from.

use super::prepare::STAND_IN;
use super::{Mark, MarkKind, Text};
use crate::source::{FileId, Span};

/// Gathers the words of one paragraph, heading or cell.
#[derive(Debug, Default)]
pub(super) struct TextBuilder {
    text: Text,
    /// Marks that are open, with where they start.
    open: Vec<(MarkKind, usize)>,
    /// Includes: where one stands in the plain text (as one [`STAND_IN`]), and which.
    includes: Vec<(usize, usize)>,
    /// The next words need an entry of their own in the map.
    out_of_step: bool,
    /// How many bytes the text will have, more or less.
    expected: usize,
}

/// Whether a text has white space that isn't a single blank.
fn is_spaced_out(bytes: &[u8]) -> bool {
    // Without a way out of the loop, many bytes are compared at a time.
    let mut odd = false;
    for byte in bytes {
        odd |= matches!(byte, b'\t' | b'\n' | b'\r');
    }
    for (byte, next) in bytes.iter().zip(bytes.iter().skip(1)) {
        odd |= *byte == b' ' && *next == b' ';
    }
    odd
}

impl TextBuilder {
    /// Announces a text that comes from so many bytes.
    pub(super) fn expect(&mut self, bytes: usize) {
        self.expected = bytes;
    }

    /// Words as they stand at `offset`. White space becomes one blank.
    pub(super) fn verbatim(&mut self, file: FileId, offset: usize, words: &str) {
        let bytes = words.as_bytes();
        if !(self.ends_blank() && bytes.first() == Some(&b' ') || is_spaced_out(bytes)) {
            self.push(file, offset, words);
            return;
        }
        let is_blank = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let mut at = 0;
        while at < bytes.len() {
            let blanks = bytes[at..].iter().take_while(|byte| is_blank(**byte)).count();
            if blanks > 0 {
                self.blank(file, offset + at);
                at += blanks;
            }
            let letters = bytes[at..].iter().take_while(|byte| !is_blank(**byte)).count();
            self.push(file, offset + at, &words[at..at + letters]);
            at += letters;
        }
    }

    /// Words that the bytes at `offset` stand for.
    pub(super) fn decoded(&mut self, file: FileId, offset: usize, words: &str) {
        // Neither these words nor what follows is in step, even where it looks so.
        self.out_of_step = true;
        self.push(file, offset, words);
        self.out_of_step = true;
    }

    /// Words that come from `source`, which starts at `offset`, but for line ends and what stands
    /// at the start of the lines.
    pub(super) fn aligned(&mut self, file: FileId, offset: usize, source: &str, words: &str) {
        let mut at = 0;
        for (place, c) in words.char_indices() {
            let rest = &source[at..];
            let skipped = match c {
                ' ' => rest.find(char::is_whitespace),
                c => rest.find(c),
            };
            let Some(skipped) = skipped else {
                return self.decoded(file, offset + at, &words[place..]);
            };
            let start = at + skipped;
            let length = source[start..].chars().next().map_or(0, char::len_utf8);
            self.verbatim(file, offset + start, &source[start..start + length]);
            at = start + length;
        }
    }

    /// One blank, where there is none yet.
    pub(super) fn blank(&mut self, file: FileId, offset: usize) {
        if !self.ends_blank() {
            self.push(file, offset, " ");
        }
    }

    /// The end of a line that shall be one.
    pub(super) fn line_end(&mut self, file: FileId, offset: usize) {
        while self.text.plain.ends_with(' ') {
            self.text.plain.pop();
        }
        let length = self.text.plain.len();
        while self.text.map.last().is_some_and(|entry| entry.0 >= length) {
            self.text.map.pop();
        }
        if !self.text.plain.is_empty() {
            self.decoded(file, offset, "\n");
        }
    }

    /// A place at which the text of an include is to stand.
    pub(super) fn include(&mut self, file: FileId, offset: usize, number: usize) {
        self.includes.push((self.text.plain.len(), number));
        self.push(file, offset, STAND_IN_TEXT);
    }

    /// A mark begins.
    pub(super) fn open(&mut self, kind: MarkKind) {
        self.open.push((kind, self.text.plain.len()));
    }

    /// The innermost mark of this kind ends.
    pub(super) fn close(&mut self, kind: MarkKind) {
        if let Some(at) = self.open.iter().rposition(|open| open.0 == kind) {
            let (_, start) = self.open.remove(at);
            self.mark(kind, start);
        }
    }

    fn mark(&mut self, kind: MarkKind, start: usize) {
        let end = self.text.plain.len();
        if start < end || kind == MarkKind::Image {
            self.text.marks.push(Mark { span: Span { start: start.min(end), end }, kind });
        }
    }

    fn ends_blank(&self) -> bool {
        matches!(self.text.plain.as_bytes().last(), None | Some(b' ' | b'\n'))
    }

    fn push(&mut self, file: FileId, offset: usize, words: &str) {
        if words.is_empty() {
            return;
        }
        let (plain, map) = (&mut self.text.plain, &mut self.text.map);
        let at = plain.len();
        match map.last_mut() {
            Some(last) if last.0 == at => *last = (at, file, offset),
            Some(last)
                if !self.out_of_step
                    && last.1 == file
                    && last.2.checked_add(at - last.0) == Some(offset) => {}
            _ => map.push((at, file, offset)),
        }
        self.out_of_step = false;
        if at == 0 {
            plain.reserve(self.expected);
        }
        plain.push_str(words);
    }

    /// The text and its includes; the builder is empty again.
    pub(super) fn take(&mut self) -> (Text, Vec<(usize, usize)>) {
        for (kind, start) in std::mem::take(&mut self.open) {
            self.mark(kind, start);
        }
        let built = std::mem::take(self);
        let mut text = built.text;
        text.tidy();
        (text, built.includes)
    }
}

/// [`STAND_IN`] as text.
pub(super) const STAND_IN_TEXT: &str = "\u{1}";
const _: () = assert!(STAND_IN_TEXT.as_bytes()[0] == STAND_IN);

impl Text {
    /// Whether there are neither words nor pictures.
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// Cuts blanks off the end, and puts the marks in order.
    fn tidy(&mut self) {
        let length = self.plain.trim_end_matches([' ', '\n']).len();
        self.plain.truncate(length);
        while self.map.last().is_some_and(|entry| entry.0 >= length) {
            self.map.pop();
        }
        for mark in &mut self.marks {
            mark.span.start = mark.span.start.min(length);
            mark.span.end = mark.span.end.min(length);
        }
        self.marks.retain(|mark| mark.kind == MarkKind::Image || mark.span.start < mark.span.end);
        self.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        // Bold in bold is bold.
        let mut ends = [0; 2];
        self.marks.retain(|mark| {
            let end = match mark.kind {
                MarkKind::Strong => &mut ends[0],
                MarkKind::Emphasis => &mut ends[1],
                _ => return true,
            };
            let is_new = mark.span.end > *end;
            *end = mark.span.end.max(*end);
            is_new
        });
    }

    /// Adds another text behind this one, and a blank between them.
    pub(super) fn join(&mut self, other: &Self) {
        if let (false, Some((file, offset))) = (self.is_empty(), other.place(0)) {
            self.map.push((self.plain.len(), file, offset));
            self.plain.push(' ');
        }
        let base = self.plain.len();
        self.append(other, 0..other.plain.len());
        self.marks.extend(other.marks.iter().map(|mark| mark.moved(|place| base + place)));
    }

    /// The text without its first `length` bytes and the blanks behind them.
    pub(super) fn without_start(&self, length: usize) -> Self {
        self.slice(length..self.plain.len())
    }

    /// A part of the text, without the blanks around it.
    pub(super) fn slice(&self, range: std::ops::Range<usize>) -> Self {
        let part = &self.plain[range.clone()];
        let start = range.end - part.trim_start_matches([' ', '\n']).len();
        let end = range.start + part.trim_end_matches([' ', '\n']).len();
        let mut out = Self::default();
        if start >= end {
            return out;
        }
        out.append(self, start..end);
        let marks = self.marks.iter().filter(|mark| mark.span.start < end && mark.span.end > start);
        let place = |at: usize| at.clamp(start, end) - start;
        out.marks.extend(marks.map(|mark| mark.moved(place)));
        out
    }

    /// The text with each [`STAND_IN`] at the given offsets replaced.
    pub(super) fn spliced(&self, pieces: &[(usize, Text)]) -> Self {
        let mut out = Self::default();
        let mut from = 0;
        // How far a place of `self` has moved, behind each piece.
        let mut moves = Vec::with_capacity(pieces.len());
        for (at, piece) in pieces {
            out.append(self, from..*at);
            out.append(piece, 0..piece.plain.len());
            let base = out.plain.len() - piece.plain.len();
            out.marks.extend(piece.marks.iter().map(|mark| mark.moved(|place| base + place)));
            from = at + STAND_IN_TEXT.len();
            moves.push((from, out.plain.len()));
        }
        out.append(self, from..self.plain.len());
        let moved = |place: usize| match moves.partition_point(|(from, _)| *from <= place) {
            0 => place,
            behind => moves[behind - 1].1 + (place - moves[behind - 1].0),
        };
        out.marks.extend(self.marks.iter().map(|mark| mark.moved(moved)));
        out.tidy();
        out
    }

    /// Appends a part of another text, without its marks.
    fn append(&mut self, other: &Self, range: std::ops::Range<usize>) {
        if range.is_empty() {
            return;
        }
        let base = self.plain.len();
        self.plain.push_str(&other.plain[range.clone()]);
        let first = other.map.partition_point(|entry| entry.0 <= range.start);
        if let Some((file, offset)) = other.place(range.start) {
            self.map.push((base, file, offset));
        }
        let further = other.map[first..].iter().take_while(|entry| entry.0 < range.end);
        self.map.extend(further.map(|entry| (base + entry.0 - range.start, entry.1, entry.2)));
    }
}

impl Mark {
    fn moved(&self, to: impl Fn(usize) -> usize) -> Self {
        Self { span: Span { start: to(self.span.start), end: to(self.span.end) }, kind: self.kind }
    }
}
