//! What the library extracts from a page.

use std::collections::{BTreeSet, HashMap};

use normative::config::Limits;
use normative::markdown::{Library, Outline, View, read_page};
use normative::predicate::typing::check_of;
use normative::source::{SourceFile, SourceSet};
use normative::statement::{self, Ledger, Level, Outcome, Reading, Statement};
use normative::version::{Catalog, MonikerSet};

use crate::check::{self, Node};

/// One statement that was extracted, at one place.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) line: u32,
    pub(crate) monikers: MonikerSet,
    pub(crate) level: Level,
    pub(crate) conditional: bool,
    pub(crate) clause: String,
    pub(crate) checks: Vec<Node>,
}

const VERSIONS: &[&str] = &["harbor-1", "harbor-2", "harbor-3", "harbor-4"];

/// The product of the examples.
pub(crate) fn catalog() -> Catalog {
    Catalog::of_products([("Harbor", VERSIONS)])
}

/// What the engine makes of a page, for each set of versions that reads the same.
fn readings(page: &str) -> (SourceSet, Vec<(MonikerSet, Reading)>) {
    let catalog = catalog();
    let mut sources = SourceSet::default();
    let file = sources.add(SourceFile::new("page.md", page));
    let outlines = [Outline::of(sources.file(file), file, &catalog)];
    let by_path = HashMap::new();
    let library = Library {
        sources: &sources,
        outlines: &outlines,
        by_path: &by_path,
        limits: Limits::default(),
    };
    let page = read_page(library, file, &catalog.of_product(0)).value;
    let read =
        |view: &View| (view.monikers.clone(), statement::read(view, VERSIONS, Ledger::Whole));
    let readings = page.views.iter().map(read).collect();
    (sources, readings)
}

/// The rules that decided something on a page.
pub(crate) fn rules(page: &str) -> BTreeSet<&'static str> {
    let (_, readings) = readings(page);
    let mut rules = BTreeSet::new();
    for (_, reading) in readings {
        rules.extend(reading.statements.iter().map(|statement| statement.rule));
        for entry in &reading.ledger {
            rules.extend(match entry.outcome {
                Outcome::Excluded(rule) => Some(rule),
                Outcome::Requirement | Outcome::NoCue => None,
            });
            rules.extend(entry.near_misses.iter().map(|(_, rule)| *rule));
        }
    }
    rules
}

/// The statements of a page, in its order; what several versions read at one place is one.
pub(crate) fn statements(page: &str) -> Vec<Found> {
    let (sources, readings) = readings(page);
    let mut all: Vec<(usize, Found)> = Vec::new();
    for (monikers, reading) in &readings {
        for statement in &reading.statements {
            let found = found(statement, monikers.clone(), &sources);
            let at = statement.span.start;
            match all.iter_mut().find(|(start, known)| *start == at && same(known, &found)) {
                Some((_, known)) => known.monikers = known.monikers.union(&found.monikers),
                None => all.push((at, found)),
            }
        }
    }
    all.sort_by_key(|(start, _)| *start);
    all.into_iter().map(|(_, found)| found).collect()
}

fn found(statement: &Statement, monikers: MonikerSet, sources: &SourceSet) -> Found {
    Found {
        line: sources.file(statement.file).line_column(statement.span.start).line,
        monikers,
        level: statement.level,
        conditional: statement.condition.is_some(),
        clause: statement.clause.clone(),
        checks: check::of_check(check_of(statement).as_ref()),
    }
}

/// Whether the readers of other versions are told the same. Within one view nothing is told twice
/// at one place.
fn same(known: &Found, found: &Found) -> bool {
    known.monikers.intersection(&found.monikers).is_empty()
        && (known.level, known.conditional, &known.clause)
            == (found.level, found.conditional, &found.clause)
        && check::shown(&known.checks) == check::shown(&found.checks)
}

/// As an example would write it.
pub(crate) fn shown(found: &Found) -> String {
    let catalog = catalog();
    let range = match found.monikers == catalog.ids().collect() {
        true => String::new(),
        false => format!("{} ", catalog.names(&found.monikers).collect::<Vec<_>>().join(" || ")),
    };
    let level = found.level.as_str().replace('_', " ");
    let condition = if found.conditional { " if" } else { "" };
    let checks = check::shown(&found.checks);
    let arrow = if checks.is_empty() { "" } else { "  => " };
    format!("@{} {range}{level}{condition}  {}{arrow}{checks}", found.line, found.clause)
}
