//! What a page states, each clause at each place once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Condition, Occurrence, TypedStatement, ViewReading};
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

/// The first place that says something, and who reads it there.
struct First {
    /// The view, and the number of the statement in it.
    at: (usize, usize),
    monikers: MonikerSet,
    /// Where it comes in reading order: its own offset in the page, or for included text that of
    /// the last clause before it.
    order: (usize, usize),
}

/// Joins the views of a page. In reading order.
pub(super) fn stated(views: Vec<ViewReading>, path: &str, sources: &SourceSet) -> Vec<Stated> {
    let mut firsts = firsts(&views, path, sources);
    firsts.sort_by_key(|first| first.order);
    let mut statements: Vec<Vec<Option<TypedStatement>>> =
        views.into_iter().map(|view| view.statements.into_iter().map(Some).collect()).collect();
    let all = firsts.into_iter().filter_map(|first| {
        let typed = statements[first.at.0][first.at.1].take()?;
        Some(first_seen(typed, sources, first.monikers))
    });
    all.collect()
}

fn firsts(views: &[ViewReading], path: &str, sources: &SourceSet) -> Vec<First> {
    let mut at: HashMap<Place<'_>, usize> = HashMap::new();
    let mut firsts: Vec<First> = Vec::new();
    for (number, view) in views.iter().enumerate() {
        let mut seen: HashMap<Place<'_>, usize> = HashMap::new();
        let mut last = 0;
        for (index, typed) in view.statements.iter().enumerate() {
            let file = &sources.files[typed.statement.file.0 as usize];
            if file.path == path {
                last = typed.statement.span.start;
            }
            let first = || First {
                at: (number, index),
                monikers: view.monikers.clone(),
                order: (last, index),
            };
            if views.len() == 1 {
                firsts.push(first());
                continue;
            }
            let count = seen.entry(place(typed, 0)).or_default();
            let key = place(typed, *count);
            *count += 1;
            match at.entry(key) {
                Entry::Occupied(known) => {
                    let monikers = &mut firsts[*known.get()].monikers;
                    *monikers = monikers.union(&view.monikers);
                }
                Entry::Vacant(fresh) => {
                    fresh.insert(firsts.len());
                    firsts.push(first());
                }
            }
        }
    }
    firsts
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

fn first_seen(typed: TypedStatement, sources: &SourceSet, monikers: MonikerSet) -> Stated {
    let TypedStatement { statement, check, condition_check } = typed;
    let file = &sources.files[statement.file.0 as usize];
    Stated {
        level: statement.level,
        text: statement.text,
        clause: statement.clause,
        predicate: statement.predicate,
        subject: statement.subject,
        condition: statement.condition.map(|text| Condition { text, check: condition_check }),
        check,
        occurrence: Occurrence {
            path: file.path.clone(),
            start: file.line_column(statement.span.start),
            end_line: file.line(statement.span.end.max(1) - 1),
            monikers,
            section: statement.section,
        },
    }
}
