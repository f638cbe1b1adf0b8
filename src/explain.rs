//! Why something is, or is not, a requirement: every sentence with what became of it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::compile::Compiled;
use crate::requirement::TypedStatement;
use crate::source::FileId;
use crate::statement::{Entry, Outcome};
use crate::version::MonikerSet;

/// One sentence, and what became of it in some versions.
#[derive(Debug)]
pub struct Sentence<'a> {
    /// The sentence and its outcome.
    pub entry: &'a Entry,
    /// The versions whose readers see it so.
    pub monikers: MonikerSet,
    /// What it states.
    pub stated: Vec<Stated<'a>>,
}

/// One requirement that a sentence states.
#[derive(Debug)]
pub struct Stated<'a> {
    /// The clause, the rule that decided, and the check.
    pub statement: &'a TypedStatement,
    /// The ids under which it is known. More than one when versions tell them apart.
    pub ids: Vec<&'a str>,
}

/// The file that a user means: by its path in the docs root, or as they would type it.
pub fn find_file(compiled: &Compiled, path: &str) -> Option<FileId> {
    let path = path.replace('\\', "/");
    let path = path.trim_start_matches("./");
    let files = (0..compiled.sources.files.len() as u32).map(FileId);
    let is_meant = |id: &FileId| {
        let sources = &compiled.sources;
        sources.file(*id).path == path || sources.shown_path(*id) == path
    };
    files.into_iter().find(is_meant)
}

/// The sentences that stand on any of these lines of a file, in its order.
pub fn sentences(
    compiled: &Compiled,
    file: FileId,
    lines: RangeInclusive<u32>,
) -> Vec<Sentence<'_>> {
    let source = compiled.sources.file(file);
    let line_of = |offset| source.line_column(offset).line;
    let is_on = |entry: &Entry| {
        entry.file == file
            && line_of(entry.span.start) <= *lines.end()
            && line_of(entry.span.end.max(entry.span.start + 1) - 1) >= *lines.start()
    };
    let mut found: Vec<Sentence<'_>> = Vec::new();
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for view in compiled.readings.iter().flat_map(|reading| &reading.views) {
        let mut stating: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for typed in view.statements.iter().filter(|typed| typed.statement.file == file) {
            let statement = &typed.statement;
            stating.entry((statement.span, statement.text.as_str())).or_default().push(typed);
        }
        for entry in view.ledger.iter().filter(|entry| is_on(entry)) {
            let statements = stating.get(&(entry.span, entry.text.as_str()));
            let statements = statements.cloned().unwrap_or_default();
            let said = statements.iter().map(|typed| {
                let statement = &typed.statement;
                (statement.rule, statement.level, statement.clause.as_str())
            });
            let said: Vec<_> = said.collect();
            let outcome = match entry.outcome {
                Outcome::Requirement => "",
                Outcome::Excluded(rule) => rule,
                Outcome::NoCue => "no cue",
            };
            let key = (entry.span, entry.text.as_str(), outcome, said);
            if let Some(&at) = known.get(&key) {
                found[at].monikers = found[at].monikers.union(&view.monikers);
                continue;
            }
            known.insert(key, found.len());
            let stated = |statement| Stated { statement, ids: Vec::new() };
            found.push(Sentence {
                entry,
                monikers: view.monikers.clone(),
                stated: statements.into_iter().map(stated).collect(),
            });
        }
    }
    name(compiled, file, &mut found);
    found.sort_by_key(|sentence| sentence.entry.span);
    found
}

/// Fills in the ids.
fn name<'a>(compiled: &'a Compiled, file: FileId, sentences: &mut [Sentence<'a>]) {
    let source = compiled.sources.file(file);
    let mut here: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for requirement in &compiled.graph.requirements {
        for variant in &requirement.variants {
            for place in variant.occurrences.iter().filter(|place| place.path == source.path) {
                let key = (place.start, variant.clause.as_str());
                here.entry(key).or_default().push((requirement.id.as_str(), &place.monikers));
            }
        }
    }
    for sentence in sentences {
        for stated in &mut sentence.stated {
            let statement = &stated.statement.statement;
            let key = (source.line_column(statement.span.start), statement.clause.as_str());
            let ids = here.get(&key).into_iter().flatten();
            let ids =
                ids.filter(|(_, monikers)| !monikers.intersection(&sentence.monikers).is_empty());
            stated.ids = ids.map(|(id, _)| *id).collect();
            stated.ids.sort_unstable();
            stated.ids.dedup();
        }
    }
}
