//! Zones, found before the page is read as CommonMark.
//!
//! CommonMark knows nothing of fences: it reads `::: moniker-end` under a list item as that
//! item's text. So a line scanner finds them first, and a [`View`](super::View) is made from the
//! text in which the fences, and what its versions don't see, are blanked.

use std::collections::HashMap;

use super::fence::{Fence, MonikerStart};
use super::lines::{LineReader, lines};
use crate::config::describe_range_error;
use crate::diagnostic::{Diagnostic, Remarks};
use crate::source::{FileId, SourceFile, Span};
use crate::version::{Catalog, MonikerSet, Range};

/// The zones of one file.
#[derive(Debug, Clone, Default)]
pub(super) struct Zones {
    /// The sets of versions that zones select, each once.
    pub(super) sets: Vec<MonikerSet>,
    /// Whole lines in one zone, in order, without overlap.
    pub(super) regions: Vec<Region>,
    /// Each opening fence whose range can be read, with the set that it selects: an index into
    /// [`Zones::sets`].
    pub(super) fences: Vec<(Span, usize)>,
    /// Lines that are no prose for any version: fences, pictures. Ascending.
    pub(super) blanks: Vec<Span>,
    /// What is no prose within a line. Ascending.
    pub(super) gone: Vec<Span>,
}

/// Lines that only some versions see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// Whole lines.
    pub(super) span: Span,
    /// Which set: an index into [`Zones::sets`].
    pub(super) set: usize,
    /// How many quote marks stand before the zone; they go on behind it.
    pub(super) quotes: usize,
}

/// A zone that is open.
struct OpenZone {
    colons: usize,
    set: usize,
    quotes: usize,
    /// The opening fence.
    fence: Span,
}

/// Finds zones line by line.
pub(super) struct Scanner<'a> {
    source: &'a SourceFile,
    text: &'a str,
    file: FileId,
    catalog: &'a Catalog,
    zones: Zones,
    open: Vec<OpenZone>,
    /// How many zones are open, by their colons.
    open_by_colons: HashMap<usize, usize>,
    /// What is read up to here.
    skip: usize,
    /// Where the current region starts.
    since: usize,
    known_sets: HashMap<MonikerSet, usize>,
    known_ranges: HashMap<&'a str, (usize, bool)>,
    remarks: &'a mut Remarks,
}

/// Finds the zones of a text from `body` on.
pub(super) fn scan<'a>(
    source: &'a SourceFile,
    body: usize,
    file: FileId,
    catalog: &'a Catalog,
    remarks: &'a mut Remarks,
) -> Zones {
    let text = source.text.as_str();
    let mut scanner = Scanner {
        source,
        text,
        file,
        catalog,
        zones: Zones::default(),
        open: Vec::new(),
        open_by_colons: HashMap::new(),
        skip: 0,
        since: body,
        known_sets: HashMap::new(),
        known_ranges: HashMap::new(),
        remarks,
    };
    if memchr::memmem::find(&text.as_bytes()[body..], b":::").is_some() {
        scanner.page(body);
    }
    scanner.zones
}

impl Scanner<'_> {
    fn page(&mut self, body: usize) {
        let text = self.text;
        let mut reader = LineReader::default();
        let mut picture: Option<Picture> = None;
        for (start, end) in lines(text.as_bytes(), body) {
            let line = reader.read(text.as_bytes(), start, end);
            if start < self.skip {
                continue;
            }
            if !line.is_text || !text[line.text..end].starts_with(":::") {
                if line.is_text {
                    self.inline(line.text, end);
                }
                continue;
            }
            let fence = Fence::read(text, line.text, end);
            if fence.is_none() {
                self.inline(line.text, end);
                continue;
            }
            let span = Span { start: line.text, end };
            self.zones.blanks.push(span);
            match fence {
                Some(Fence::MonikerStart(zone)) => {
                    picture = None;
                    self.region(start);
                    self.start(zone, span, line.quotes);
                    self.since = end;
                }
                Some(Fence::MonikerEnd { colons }) => {
                    picture = None;
                    self.region(start);
                    self.end(colons, span);
                    self.since = end;
                }
                Some(Fence::ComplexImage) => {
                    let blanks = self.zones.blanks.len();
                    picture = Some(Picture { from: end, blanks });
                }
                Some(Fence::ImageEnd) => {
                    if let Some(picture) = picture.take() {
                        self.describe(&picture, span);
                    }
                }
                Some(Fence::OpenImage) => self.open_image(end),
                Some(Fence::Other) | None => {}
            }
        }
        self.region(text.len());
        let unclosed = std::mem::take(&mut self.open);
        for zone in unclosed {
            self.unclosed(&zone);
        }
    }

    /// Blanks the lines over which an image goes on. One that is not closed in its paragraph is
    /// left to the reader.
    fn open_image(&mut self, from: usize) {
        let rest = &self.text[from..];
        let paragraph = lines(rest.as_bytes(), 0)
            .skip(1)
            .take_while(|(start, end)| !rest[*start..*end].trim().is_empty());
        let last = paragraph
            .take(LONGEST_IMAGE)
            .find(|(start, end)| rest[*start..*end].trim_end().ends_with(":::"));
        if let Some((_, end)) = last {
            self.skip = from + end;
            self.zones.blanks.push(Span { start: from, end: from + end });
        }
    }

    /// The description of a picture is no prose.
    fn describe(&mut self, picture: &Picture, span: Span) {
        self.zones.blanks.truncate(picture.blanks);
        self.zones.blanks.push(Span { start: picture.from, end: span.end });
    }

    /// What was read since the last fence belongs to the innermost zone.
    fn region(&mut self, end: usize) {
        if let Some(zone) = self.open.last()
            && self.since < end
        {
            let span = Span { start: self.since, end };
            self.zones.regions.push(Region { span, set: zone.set, quotes: zone.quotes });
        }
    }

    fn start(&mut self, fence: MonikerStart, span: Span, quotes: usize) {
        let mut set = match fence.range {
            Some(range) => {
                let (set, readable) = self.range(range);
                if readable {
                    self.zones.fences.push((span, set));
                }
                set
            }
            None => {
                let message = "a zone without `range=\"…\"`";
                self.remarks.say(|| Diagnostic::error("N016", message).at(self.file, span));
                let everything = self.catalog.ids().collect();
                self.set(everything)
            }
        };
        if fence.loose_quotes
            && let Some(range) = fence.range
        {
            self.remarks.say(|| {
                let help = format!("write `range=\"{}\"`", &self.text[range.range()]);
                let remark = Diagnostic::warning("N016", "a range without double quotes");
                remark.at(self.file, range).help(help)
            });
        }
        if let Some(rest) = fence.rest {
            self.remarks.say(|| {
                let message = "only a range may stand here: the rest is not read";
                Diagnostic::warning("N016", message).at(self.file, rest)
            });
        }
        if let Some(outer) = self.open.last() {
            let message = "a zone inside a zone";
            let line = self.source.line_column(outer.fence.start).line;
            let both = self.zones.sets[outer.set].intersection(&self.zones.sets[set]);
            self.remarks.say(|| {
                let help = format!("close the zone of line {line} first");
                Diagnostic::error("N013", message).at(self.file, span).help(help)
            });
            // Text that no version of both sees would be lost.
            if !both.is_empty() {
                set = self.set(both);
            }
        }
        *self.open_by_colons.entry(fence.colons).or_default() += 1;
        self.open.push(OpenZone { colons: fence.colons, set, quotes, fence: span });
    }

    fn end(&mut self, colons: usize, span: Span) {
        let open = self.open_by_colons.get(&colons).copied().unwrap_or(0);
        if open == 0 {
            let help = self.open.last().map(|zone| {
                let line = self.source.line_column(zone.fence.start).line;
                format!("the zone of line {line} ends with {} colons", zone.colons)
            });
            let message = "the end of a zone that was never opened";
            let file = self.file;
            self.remarks.say(|| Diagnostic::error("N015", message).at(file, span).help(help));
            return;
        }
        while let Some(zone) = self.open.pop() {
            *self.open_by_colons.entry(zone.colons).or_default() -= 1;
            if zone.colons == colons {
                break;
            }
            self.unclosed(&zone);
        }
    }

    fn unclosed(&mut self, zone: &OpenZone) {
        let (file, colons) = (self.file, zone.colons.min(20));
        self.remarks.say(|| {
            let help = format!("end it with a line `{} moniker-end`", ":".repeat(colons));
            Diagnostic::error("N014", "a zone that is never closed").at(file, zone.fence).help(help)
        });
    }

    /// The set of a range, and whether it can be read.
    fn range(&mut self, span: Span) -> (usize, bool) {
        let text = self.text;
        let range = &text[span.range()];
        if let Some(known) = self.known_ranges.get(range) {
            return *known;
        }
        let before = self.remarks.count();
        let set = read_range(range, span.start, self.file, self.catalog, self.remarks);
        let readable = self.remarks.count() == before;
        let known = (self.set(set), readable);
        self.known_ranges.insert(range, known);
        known
    }

    fn set(&mut self, set: MonikerSet) -> usize {
        let sets = &mut self.zones.sets;
        *self.known_sets.entry(set).or_insert_with_key(|set| {
            sets.push(set.clone());
            sets.len() - 1
        })
    }

    /// Takes out pictures and the like that stand within a line of text.
    fn inline(&mut self, start: usize, end: usize) {
        let line = &self.text[start..end];
        let mut at = 0;
        while let Some(open) = line[at..].find(":::").map(|found| at + found) {
            let name =
                line[open + 3..].bytes().take_while(|byte| byte.is_ascii_lowercase()).count();
            let close = line[open + 3..].find(":::").map(|found| open + 3 + found);
            let (Some(close), true) = (close, name > 0) else {
                at = open + 3;
                continue;
            };
            let kept = kept_text(&line[open..close]).map(|kept| open + kept.start..open + kept.end);
            let kept = kept.unwrap_or(close + 3..close + 3);
            for span in [open..kept.start, kept.end..close + 3] {
                if !span.is_empty() {
                    self.zones.gone.push(Span::of(start + span.start..start + span.end));
                }
            }
            at = close + 3;
        }
    }
}

/// No image goes on over more lines.
const LONGEST_IMAGE: usize = 20;

/// A picture with a description below it.
struct Picture {
    /// Behind its fence.
    from: usize,
    /// How many blanks there were then.
    blanks: usize,
}

/// The words in `:::no-loc text="words":::`.
fn kept_text(extension: &str) -> Option<std::ops::Range<usize>> {
    extension.starts_with(":::no-loc").then_some(())?;
    let start = extension.find("text=\"")? + "text=\"".len();
    let end = start + extension[start..].find('"')?;
    Some(start..end)
}

/// The versions that a range of a page selects; what is wrong with it is noted.
pub(super) fn read_range(
    range: &str,
    start: usize,
    file: FileId,
    catalog: &Catalog,
    remarks: &mut Remarks,
) -> MonikerSet {
    match Range::parse(range) {
        Ok(parsed) => catalog.select_with(&parsed, |comparator| {
            remarks.say(|| describe_range_error(file, start, &catalog.unknown(comparator)));
        }),
        Err(error) => {
            remarks.say(|| describe_range_error(file, start, &error));
            MonikerSet::default()
        }
    }
}
