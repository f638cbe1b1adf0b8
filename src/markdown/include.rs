//! Includes: the text of other files, in the place of a reference to them.

use std::collections::HashMap;

use super::outline::Outline;
use super::prepare::{STAND_IN, prepare};
use super::read::Reader;
use super::{Block, Text};
use crate::config::Limits;
use crate::diagnostic::{Diagnostic, Remarks};
use crate::source::{FileId, SourceSet, Span};
use crate::version::MonikerSet;

/// All files that reading a page may need; none is opened while it is read.
#[derive(Debug, Clone, Copy)]
pub struct Library<'a> {
    /// The files.
    pub sources: &'a SourceSet,
    /// What is known of each, by [`FileId`].
    pub outlines: &'a [Outline],
    /// Files by their path.
    pub by_path: &'a HashMap<String, FileId>,
    /// How much of a page is read.
    pub limits: Limits,
}

impl<'a> Library<'a> {
    pub(super) fn outline(&self, file: FileId) -> &'a Outline {
        &self.outlines[file.0 as usize]
    }

    /// The files that a file includes, each once, itself first, and what they include.
    pub fn with_included(&self, file: FileId) -> Vec<FileId> {
        let mut all = vec![file];
        let mut next = 0;
        let mut seen = std::collections::HashSet::from([file]);
        while let Some(file) = all.get(next) {
            let included = self.outline(*file).included();
            let fresh: Vec<_> =
                included.filter_map(|path| self.by_path.get(path)).copied().collect();
            all.extend(fresh.into_iter().filter(|file| seen.insert(*file)));
            next += 1;
        }
        all
    }
}

/// One view of a page includes no more bytes than this.
const MOST_BYTES: usize = 8 << 20;

/// What the readers of all files of one view share.
pub(super) struct Context<'c> {
    pub(super) library: Library<'c>,
    pub(super) monikers: &'c MonikerSet,
    pub(super) remarks: Remarks,
    /// The files that are being read, the page first.
    chain: Vec<FileId>,
    /// How many bytes may still be included.
    bytes: usize,
}

impl<'c> Context<'c> {
    pub(super) fn new(library: Library<'c>, monikers: &'c MonikerSet) -> Self {
        let remarks = Remarks::default();
        Self { library, monikers, remarks, chain: Vec::new(), bytes: MOST_BYTES }
    }

    /// Reads a file, at a place so deep in the page.
    pub(super) fn read(&mut self, file: FileId, depth: usize) -> Vec<Block> {
        let library = self.library;
        let outline = library.outline(file);
        let text = prepare(&library.sources.file(file).text, outline, self.monikers);
        self.chain.push(file);
        let blocks = Reader::new(self, file, &text, depth).blocks(outline.front_matter.body);
        self.chain.pop();
        blocks
    }

    /// The include that starts here, and how long it is.
    pub(super) fn include_at(&self, file: FileId, offset: usize) -> Option<(usize, usize)> {
        let includes = &self.library.outline(file).brackets.includes;
        let at = includes.binary_search_by_key(&offset, |include| include.span.start).ok()?;
        Some((at, includes[at].span.end - offset))
    }

    /// What stands in the file, without stand-ins.
    pub(super) fn original(&self, file: FileId, span: Span) -> &'c str {
        &self.library.sources.file(file).text[span.range()]
    }

    /// The blocks of an include. None when there is nothing to include, which is noted.
    fn include(&mut self, file: FileId, number: usize, depth: usize) -> Option<Vec<Block>> {
        let outline = self.library.outline(file);
        let include = &outline.brackets.includes[number];
        let path = &include.path;
        let mut refuse = |code, message: String| {
            let diagnostic = || Diagnostic::error(code, message).at(file, include.path_span);
            self.remarks.say(diagnostic);
            None
        };
        let Some(resolved) = &outline.included[number] else {
            return refuse("N022", format!("`{path}` lies outside of the docs root"));
        };
        let Some(&included) = self.library.by_path.get(resolved) else {
            self.remarks.say(|| {
                let message = format!("cannot read the included file `{resolved}`");
                Diagnostic::warning("N021", message).at(file, include.path_span)
            });
            return None;
        };
        if self.chain.contains(&included) {
            return refuse("N023", format!("`{path}` includes itself"));
        }
        let length = self.library.sources.file(included).text.len();
        if self.chain.len() >= self.library.limits.include_depth || length > self.bytes {
            let message = format!("too much is included, `{path}` is left out");
            let depth = self.library.limits.include_depth;
            let help = format!(
                "includes may nest {depth} deep and bring {MOST_BYTES} bytes into a page; \
                 `include_depth` in `[limits]` allows for more"
            );
            self.remarks
                .say(|| Diagnostic::error("N024", message).at(file, include.path_span).help(help));
            return None;
        }
        self.bytes -= length;
        let in_force = self.library.outline(included).monikers.as_ref();
        if in_force.is_some_and(|set| self.monikers.intersection(set).is_empty()) {
            return Some(Vec::new());
        }
        Some(self.read(included, depth))
    }
}

impl Reader<'_, '_> {
    /// Ends the running text: it becomes a paragraph of the innermost block. A paragraph of
    /// nothing but includes becomes their blocks.
    pub(super) fn flush(&mut self) {
        let (text, includes) = self.builder.text.take();
        if includes.is_empty() {
            self.builder.push_text(text);
            return;
        }
        let depth = self.builder.depth();
        let only_includes = text.plain.bytes().all(|byte| matches!(byte, STAND_IN | b' ' | b'\n'));
        if only_includes && !self.builder.in_heading() {
            for (_, number) in includes {
                let blocks = self.context.include(self.file, number, depth).unwrap_or_default();
                blocks.into_iter().for_each(|block| self.builder.push(block));
            }
            return;
        }
        let mut further = Vec::new();
        let mut pieces = Vec::new();
        for (at, number) in includes {
            let piece = match self.context.include(self.file, number, depth) {
                Some(blocks) => {
                    let mut blocks = blocks.into_iter().peekable();
                    let first = blocks.next_if(|block| matches!(block, Block::Paragraph(_)));
                    further.extend(blocks);
                    match first {
                        Some(Block::Paragraph(text)) => text,
                        _ => Text::default(),
                    }
                }
                None => self.link_text(number),
            };
            pieces.push((at, piece));
        }
        self.builder.push_text(text.spliced(&pieces));
        further.into_iter().for_each(|block| self.builder.push(block));
    }

    /// The words in the brackets of an include, for one that cannot be read.
    fn link_text(&self, number: usize) -> Text {
        let include = &self.context.library.outline(self.file).brackets.includes[number];
        let words = self.context.original(self.file, include.text);
        Text {
            plain: words.to_owned(),
            map: vec![(0, self.file, include.text.start)],
            marks: Vec::new(),
        }
    }
}
