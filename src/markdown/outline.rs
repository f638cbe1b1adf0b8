//! What is known of a file before it is read as CommonMark, for whichever version.

use super::brackets::{self, Brackets};
use super::front_matter::FrontMatter;
use super::zones::{self, Region, Zones, read_range};
use crate::diagnostic::{Diagnostic, Remarks};
use crate::source::{FileId, SourceFile, Span};
use crate::version::{Catalog, MonikerSet};

/// One file: header, zones, includes.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    pub(super) front_matter: FrontMatter,
    /// The versions of `monikerRange`; none when there is no such key.
    pub(super) monikers: Option<MonikerSet>,
    pub(super) zones: Zones,
    pub(super) brackets: Brackets,
    /// The files that are included, relative to the docs root, by include. None when one would
    /// lie outside.
    pub(super) included: Vec<Option<String>>,
    /// What is wrong with header and zones.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Outline {
    /// Looks through a file.
    pub fn of(source: &SourceFile, file: FileId, catalog: &Catalog) -> Self {
        let mut remarks = Remarks::default();
        let front_matter = FrontMatter::of(source);
        if front_matter.unclosed {
            let message = "front matter that is never closed is read as text";
            let help = "close it with a line `---`".to_owned();
            remarks.say(|| {
                Diagnostic::warning("N006", message).at(file, Span { start: 0, end: 3 }).help(help)
            });
        }
        if let Some(at) = source.not_utf8 {
            let message = "this page is not UTF-8".to_owned();
            let help = "save it as UTF-8; what cannot be read stands as `\u{fffd}`".to_owned();
            let span = Span { start: at, end: at + '\u{fffd}'.len_utf8() };
            remarks.say(|| Diagnostic::error("N005", message).at(file, span).help(help));
        }
        let monikers = front_matter
            .moniker_range
            .as_ref()
            .map(|(range, span)| read_range(range, span.start, file, catalog, &mut remarks));
        let zones = zones::scan(source, front_matter.body, file, catalog, &mut remarks);
        let brackets = brackets::scan(&source.text, front_matter.body);
        let resolve = |include: &brackets::Include| brackets::resolve(&source.path, &include.path);
        let included = brackets.includes.iter().map(resolve).collect();
        let diagnostics = remarks.into_diagnostics();
        Self { front_matter, monikers, zones, brackets, included, diagnostics }
    }

    /// Whether something within a line of a view stands in for something else.
    pub(super) fn has_stand_ins(&self) -> bool {
        let Brackets { includes, gone } = &self.brackets;
        !(includes.is_empty() && gone.is_empty() && self.zones.gone.is_empty())
    }

    /// The opening fence of the innermost zone that a byte stands in, as it is written.
    pub fn zone_at(&self, offset: usize) -> Option<Span> {
        let is_around = |region: &&Region| region.span.start <= offset && offset < region.span.end;
        let region = self.zones.regions.iter().find(is_around)?;
        let fences = self.zones.fences.iter().filter(|(fence, _)| fence.end <= offset);
        fences.rev().find(|(_, set)| *set == region.set).map(|(fence, _)| *fence)
    }

    /// The files that this one includes, relative to the docs root.
    pub fn included(&self) -> impl Iterator<Item = &str> {
        self.included.iter().flatten().map(String::as_str)
    }
}
