//! What a page states, each clause at each place once.

use std::collections::HashMap;

use super::{Condition, DocumentReading, Occurrence, TypedStatement};
use crate::predicate::Check;
use crate::source::{FileId, SourceSet};
use crate::statement::Level;
use crate::version::MonikerSet;

/// One clause at one place, in all versions that read the same there.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub(super) level: Level,
    pub(super) text: String,
    pub(super) clause: String,
    pub(super) predicate: String,
    pub(super) subject: Option<String>,
    pub(super) condition: Option<Condition>,
    pub(super) check: Option<Check>,
    pub(super) occurrence: Occurrence,
    /// Where it comes in reading order: its own offset in the page, or for included text that of
    /// the last clause before it.
    order: (usize, usize),
}

/// Which clause at which place; `nth` tells the like-worded clauses of one sentence apart.
#[derive(PartialEq, Eq, Hash)]
struct Place<'a> {
    file: FileId,
    start: usize,
    end: usize,
    level: Level,
    text: &'a str,
    clause: &'a str,
    condition: Option<&'a str>,
    nth: usize,
}

/// Joins the views of a page. In reading order.
pub(super) fn stated(document: &DocumentReading, sources: &SourceSet) -> Vec<Stated> {
    let mut at: HashMap<Place<'_>, usize> = HashMap::new();
    let mut all: Vec<Stated> = Vec::new();
    for view in &document.views {
        let mut seen: HashMap<Place<'_>, usize> = HashMap::new();
        let mut last = 0;
        for (index, typed) in view.statements.iter().enumerate() {
            let file = &sources.files[typed.statement.file.0 as usize];
            if file.path == document.path {
                last = typed.statement.span.start;
            }
            let count = seen.entry(place(typed, 0)).or_default();
            let key = place(typed, *count);
            *count += 1;
            let known = *at.entry(key).or_insert_with(|| {
                all.push(first_seen(typed, sources, (last, index)));
                all.len() - 1
            });
            let monikers = &mut all[known].occurrence.monikers;
            *monikers = monikers.union(&view.monikers);
        }
    }
    all.sort_by_key(|s| s.order);
    all
}

fn place(typed: &TypedStatement, nth: usize) -> Place<'_> {
    let statement = &typed.statement;
    Place {
        file: statement.file,
        start: statement.span.start,
        end: statement.span.end,
        level: statement.level,
        text: &statement.text,
        clause: &statement.clause,
        condition: statement.condition.as_deref(),
        nth,
    }
}

fn first_seen(typed: &TypedStatement, sources: &SourceSet, order: (usize, usize)) -> Stated {
    let statement = &typed.statement;
    let file = &sources.files[statement.file.0 as usize];
    let condition = statement.condition.as_ref();
    Stated {
        level: statement.level,
        text: statement.text.clone(),
        clause: statement.clause.clone(),
        predicate: statement.predicate.clone(),
        subject: statement.subject.clone(),
        condition: condition
            .map(|text| Condition { text: text.clone(), check: typed.condition_check.clone() }),
        check: typed.check.clone(),
        occurrence: Occurrence {
            path: file.path.clone(),
            start: file.line_column(statement.span.start),
            end_line: file.line_column(statement.span.end.max(1) - 1).line,
            monikers: MonikerSet::default(),
            section: statement.section.clone(),
        },
        order,
    }
}
