//! One page in all its views.

use super::include::{Context, Library};
use super::outline::Outline;
use super::{Block, Page, View};
use crate::diagnostic::{Diagnostic, Parsed, Remarks, tidy};
use crate::source::{FileId, Span};
use crate::version::MonikerSet;

/// Reads a page for the versions of its product and docs group.
pub fn read_page(library: Library<'_>, file: FileId, group: &MonikerSet) -> Parsed<Page> {
    let outline = library.outline(file);
    let monikers = match &outline.monikers {
        Some(range) => group.intersection(range),
        None => group.clone(),
    };
    let mut diagnostics = outline.diagnostics.clone();
    diagnostics.extend(unseen(outline, file, &monikers).into_diagnostics());
    let files = library.with_included(file);
    for included in &files[1..] {
        diagnostics.extend_from_slice(&library.outline(*included).diagnostics);
    }
    let sets = files.iter().flat_map(|file| {
        let outline = library.outline(*file);
        outline.zones.sets.iter().chain(&outline.monikers)
    });
    let mut views = Vec::new();
    for monikers in audiences(&monikers, sets) {
        let mut context = Context::new(library, &monikers);
        let blocks = context.read(file, 0);
        diagnostics.extend(context.remarks.into_diagnostics());
        views.push(View { monikers, blocks });
    }
    tidy(&mut diagnostics);
    let title = title(outline, &views, &library.sources.file(file).path);
    Parsed { value: Page { file, title, monikers, views }, diagnostics }
}

/// The versions of a page, put together when they see the same zones; in catalog order.
fn audiences<'a>(
    monikers: &MonikerSet,
    sets: impl Iterator<Item = &'a MonikerSet>,
) -> Vec<MonikerSet> {
    let mut audiences = vec![monikers.clone()];
    for set in sets {
        let split = |audience: MonikerSet| {
            let (seeing, blind) = (audience.intersection(set), audience.difference(set));
            [seeing, blind].into_iter().filter(|part| !part.is_empty())
        };
        audiences = audiences.into_iter().flat_map(split).collect();
    }
    audiences.retain(|audience| !audience.is_empty());
    audiences.sort_by_key(|audience| audience.iter().next());
    audiences
}

/// Says which zones of a page, and whether the page itself, no version sees.
fn unseen(outline: &Outline, file: FileId, monikers: &MonikerSet) -> Remarks {
    let mut remarks = Remarks::default();
    if monikers.is_empty() {
        let range = outline.front_matter.moniker_range.as_ref();
        let span = range.map_or(Span { start: 0, end: 0 }, |(_, span)| *span);
        let within = |at: Span| span.start <= at.start && at.end <= span.end;
        let is_wrong = |said: &Diagnostic| said.place.is_some_and(|(_, at)| within(at));
        if range.is_some() && outline.diagnostics.iter().any(is_wrong) {
            return remarks;
        }
        let message = "no version of the product sees this page";
        remarks.say(|| Diagnostic::warning("N018", message).at(file, span));
        return remarks;
    }
    let seen = |set: &usize| !outline.zones.sets[*set].intersection(monikers).is_empty();
    for (span, _) in outline.zones.fences.iter().filter(|(_, set)| !seen(set)) {
        let message = "no version of this page sees this zone";
        remarks.say(|| Diagnostic::warning("N017", message).at(file, *span));
    }
    remarks
}

/// The title of the front matter, else the first heading, else the file's name.
fn title(outline: &Outline, views: &[View], path: &str) -> String {
    let heading = || {
        views.iter().flat_map(|view| &view.blocks).find_map(|block| match block {
            Block::Heading { text, .. } => Some(text.plain.clone()),
            _ => None,
        })
    };
    let name = || {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.strip_suffix(".md").unwrap_or(name).to_owned()
    };
    outline.front_matter.title.clone().or_else(heading).unwrap_or_else(name)
}
