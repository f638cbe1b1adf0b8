//! What holds for every page, whatever its bytes: each function panics where it doesn't.

use std::collections::BTreeMap;

use normative::diagnostic::Diagnostic;
use normative::markdown::{Block, Text};
use normative::requirement::{Graph, ViewReading};
use normative::source::{FileId, SourceSet};
use normative::statement::Outcome;

/// Every remark points into a file, and can be shown.
pub(crate) fn remarks_have_places(remarks: &[Diagnostic], sources: &SourceSet) {
    for said in remarks {
        if let Some((file, span)) = said.place {
            let text = &sources.file(file).text;
            assert!(text.get(span.range()).is_some(), "{said:?}");
        }
        assert!(!said.message.is_empty() && !said.message.contains('\n'), "{said:?}");
    }
    let shown = normative::diagnostic::render(remarks, sources, false);
    assert!(!shown.contains('\u{1b}'), "a control character reaches the terminal");
}

/// The running text of some blocks; headings and the heads of tables are no sentences.
fn prose<'a>(blocks: &'a [Block], out: &mut Vec<&'a Text>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => out.push(text),
            Block::List { items, .. } => items.iter().for_each(|item| prose(item, out)),
            Block::Alert { blocks, .. } | Block::Quote(blocks) => prose(blocks, out),
            Block::Table(_) | Block::Heading { .. } | Block::Code(..) => {}
        }
    }
}

/// The map of a text is in order, in range and on boundaries, and where its words stand verbatim,
/// they do.
fn text_stands_there(text: &Text, sources: &SourceSet) {
    assert!(text.map.is_sorted_by(|a, b| a.0 < b.0), "{text:?}");
    assert!(text.plain.is_empty() || text.map.first().is_some_and(|first| first.0 == 0));
    for (at, entry) in text.map.iter().enumerate() {
        let end = text.map.get(at + 1).map_or(text.plain.len(), |next| next.0);
        let words = text.plain.get(entry.0..end).expect("a boundary of the plain text");
        let file = &sources.file(entry.1).text;
        let mut written = file.get(entry.2..).expect("a place in the file").chars();
        // A blank may stand for a line end, or for what a fence was.
        let verbatim = words.chars().all(|c| written.next() == Some(c) || c == ' ');
        let stands_for = file[entry.2..].starts_with(['&', '\\', '<', '\0']);
        assert!(verbatim || stands_for || words.trim().is_empty(), "{words:?} at {entry:?}");
    }
    for mark in &text.marks {
        assert!(text.plain.get(mark.span.range()).is_some(), "{text:?}");
    }
}

/// What a view says stands in its files, and in its ledger.
pub(crate) fn view_is_true(view: &ViewReading, sources: &SourceSet) {
    for entry in &view.ledger {
        let file = &sources.file(entry.file).text;
        assert!(entry.span.start < entry.span.end, "{entry:?}");
        assert!(file.get(entry.span.range()).is_some(), "{entry:?}");
        assert!(!entry.text.trim().is_empty(), "{entry:?}");
    }
    for typed in &view.statements {
        let said = &typed.statement;
        let told = view.ledger.iter().any(|entry| {
            entry.outcome == Outcome::Requirement
                && entry.file == said.file
                && entry.span.start < said.span.end
                && said.span.start < entry.span.end
        });
        assert!(told, "a requirement that the ledger doesn't know: {said:?}");
        assert!(!said.clause.trim().is_empty() && !said.text.trim().is_empty(), "{said:?}");
        let at = sources.file(said.file).line_column(said.span.start);
        assert!(at.line >= 1 && at.column >= 1);
    }
}

/// Every sentence of the running text of a view is in its ledger.
pub(crate) fn view_is_accounted_for(blocks: &[Block], view: &ViewReading, sources: &SourceSet) {
    let mut spans: BTreeMap<FileId, Vec<(usize, usize)>> = BTreeMap::new();
    for entry in &view.ledger {
        spans.entry(entry.file).or_default().push((entry.span.start, entry.span.end));
    }
    for list in spans.values_mut() {
        list.sort_unstable();
    }
    let mut texts = Vec::new();
    prose(blocks, &mut texts);
    for text in texts {
        text_stands_there(text, sources);
        let Some((_, file, _)) = text.map.first() else { continue };
        // A sentence that an include continues has only one of its two places.
        if text.map.iter().any(|entry| entry.1 != *file) {
            continue;
        }
        let empty = Vec::new();
        let known = spans.get(file).unwrap_or(&empty);
        for (at, c) in text.plain.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let (_, place) = text.place(at).expect("a place");
            let before = known.partition_point(|span| span.0 <= place);
            // Nested sentences of a row may lie inside its own.
            let covered = known[..before].iter().rev().any(|span| place < span.1);
            assert!(covered, "`{c}` at {at} of {:?} is in no sentence", text.plain);
        }
    }
}

/// Every requirement of a graph says something in some version, at a place, and no id is taken
/// twice.
pub(crate) fn graph_is_whole(graph: &Graph) {
    let mut ids: Vec<&str> = graph.requirements.iter().map(|one| one.id.as_str()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "an id that two requirements have");
    for requirement in &graph.requirements {
        assert!(!requirement.variants.is_empty(), "{}", requirement.id);
        for (at, variant) in requirement.variants.iter().enumerate() {
            assert!(!variant.monikers.is_empty(), "{}", requirement.id);
            assert!(!variant.occurrences.is_empty(), "{}", requirement.id);
            for place in &variant.occurrences {
                assert!(place.start.line >= 1 && place.end_line >= place.start.line);
                assert!(place.monikers.is_subset(&variant.monikers));
            }
            for other in &requirement.variants[..at] {
                let both = variant.monikers.intersection(&other.monikers);
                assert!(both.is_empty(), "{} says two things at once", requirement.id);
            }
        }
    }
    for edge in &graph.edges {
        for end in [edge.from.as_str(), edge.to.as_str()] {
            assert!(ids.binary_search(&end).is_ok(), "{edge:?} leads nowhere");
        }
    }
    let tally = &graph.statements;
    let excluded: usize = tally.excluded.values().sum();
    assert_eq!(tally.candidates, tally.requirements + excluded);
}
