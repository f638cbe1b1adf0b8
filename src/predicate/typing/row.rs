//! Rows of tables, cell by cell, and what stands around a fragment.

use super::cell::{YES, cell_checks, denies};
use super::clause::{Clause, Head};
use super::token::Text;
use super::unit;
use super::valued::leaf;
use super::wording::{BOUND_NOUNS, Cue};
use crate::predicate::{Check, Kind};
use crate::statement::{Level, RowCell, Statement};

/// What stands around a clause and decides what a bare amount or name in it means.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// What the lead-in or heading makes of a bare amount.
    pub(super) fallback: Option<Cue>,
    /// The property that the lead-in or heading names: `operating systems`.
    pub(super) property: Option<String>,
}

impl Context {
    /// Reads the lead-in, then the nearest heading.
    pub(super) fn of(statement: &Statement) -> Self {
        let lead_in = statement.context.lead_in.as_deref();
        let around = lead_in.into_iter().chain(statement.section.last().map(String::as_str));
        let around: Vec<Text> = around.map(Text::new).collect();
        Self {
            fallback: around.iter().find_map(cue_of),
            property: around.iter().find_map(named_property),
        }
    }
}

/// `maximum` in a heading, header or lead-in; nothing when it speaks of both ends.
pub(super) fn bound_cue(text: &str) -> Option<Cue> {
    cue_of(&Text::new(text))
}

fn cue_of(text: &Text) -> Option<Cue> {
    let cue_of = |token: &super::token::Token| {
        BOUND_NOUNS.iter().find(|(noun, _)| token.low == *noun).map(|(_, cue)| *cue)
    };
    let mut cues = text.tokens.iter().filter_map(cue_of);
    let Some(first) = cues.next() else { return introduced_cue(text) };
    cues.all(|cue| cue == first).then_some(first)
}

/// `supports up to the following`, `can support the following number of`: what the items are.
fn introduced_cue(text: &Text) -> Option<Cue> {
    let all = 0..text.tokens.len();
    let any = |words: &[&str]| all.clone().any(|i| text.has(i, words));
    let takes = all.clone().any(|i| text.base(i) == Some("support"));
    let counted = all.clone().any(|i| text.tokens[i].is(&["number", "numbers", "amount"]));
    if any(&["up", "to"])
        || any(&["at", "most"])
        || any(&["not", "to", "exceed"])
        || takes && counted
    {
        return Some(Cue::AtMost);
    }
    (any(&["at", "least"]) && !any(&["at", "least", "one", "of"])).then_some(Cue::AtLeast)
}

/// `Supported operating systems` names `operating systems`.
fn named_property(text: &Text) -> Option<String> {
    let at = (0..text.tokens.len()).find(|&i| {
        text.tokens[i].is(&["supported", "following", "allowed", "valid", "compatible"])
    })?;
    let end = super::quantity::noun_phrase_end(text, at + 1, text.tokens.len());
    let named = text.outside(at + 1..end);
    (!named.is_empty()).then(|| named.to_lowercase())
}

/// Whether the statement is a row read as a sentence, not a sentence that stands in one of its cells.
pub(super) fn is_row(statement: &Statement) -> bool {
    let cells = &statement.context.cells;
    if cells.is_empty() {
        return false;
    }
    let clause = fold(&statement.clause);
    let within = |cell: &RowCell| cell.parts.iter().any(|part| fold(part).contains(&clause));
    let whole = |cell: &RowCell| cell.parts.iter().any(|part| fold(part) == clause);
    if !cells.iter().any(within) {
        return true;
    }
    cells.iter().any(whole)
        && Clause::new(Text::new(&statement.clause), false).head == Head::Fragment
}

pub(super) fn fold(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

/// Headers of columns that explain rather than demand.
pub(super) const ASIDES: &[&str] = &[
    "note",
    "notes",
    "comment",
    "comments",
    "description",
    "details",
    "type",
    "link",
    "links",
    "example",
    "examples",
    "reference",
    "references",
    "default",
    "more",
    "information",
    "remarks",
    "reason",
    "purpose",
];

/// The checks of a row: those of each cell that demands.
pub(super) fn checks(statement: &Statement, context: &Context) -> Vec<Check> {
    let cells = &oriented(&statement.context.cells)[..];
    let clause = fold(&statement.clause);
    let named: Vec<&str> = cells
        .iter()
        .filter(|c| c.is_subject && !is_aside(&c.header) && !is_status(c))
        .flat_map(|c| c.parts.iter().map(String::as_str))
        .collect();
    let subject = Some(named.join(", ")).filter(|s| !s.is_empty());
    let said = |cell: &&RowCell| {
        cell.parts.iter().any(|p| !p.trim().is_empty() && clause.contains(&fold(p)))
    };
    let demanding = |cell: &&RowCell| !cell.is_subject && !is_aside(&cell.header);
    let mut chosen: Vec<&RowCell> = cells.iter().filter(demanding).filter(said).collect();
    if chosen.is_empty() {
        chosen = cells.iter().filter(demanding).collect();
    }
    if chosen.is_empty() {
        chosen = cells.iter().filter(|c| !c.is_subject).filter(said).collect();
    }
    if chosen.is_empty() {
        chosen = cells.iter().filter(said).take(1).collect();
    }
    if let Some(ports) = port(cells, statement.level, subject.clone()) {
        return ports;
    }
    // Where some columns say no, a prohibition is about those and a demand about the others.
    let negative = matches!(statement.level, Level::MustNot | Level::ShouldNot);
    let no = |c: &&RowCell| denies(&Text::new(&c.parts.join(" ")));
    if chosen.iter().any(&no) && chosen.iter().any(|c| is_status(c) && !no(c)) {
        chosen.retain(|c| no(c) == negative);
    }
    // `Required subject` says which of the columns demands.
    let required = |c: &&RowCell| {
        c.header.trim_start().to_lowercase().starts_with("required ") && !is_status(c)
    };
    if chosen.iter().any(required) {
        chosen.retain(required);
    }
    if let Some(columns) = supported_columns(&chosen, statement.level, subject.clone()) {
        return vec![columns];
    }
    let row_cue = named.iter().find_map(|text| bound_cue(text));
    let of_cell = |cell: &RowCell| {
        let fallback =
            bound_cue(&cell.header).or(row_cue).or(context.fallback).or(hardware_cue(&cell.header));
        let context = Context { fallback, property: property_of(&cell.header, context) };
        cell_checks(cell, &context, statement.level, subject.as_deref())
    };
    let mut of_cells: Vec<Vec<Check>> = chosen.into_iter().map(of_cell).collect();
    // Beside amounts, a cell without any names or explains.
    if of_cells.iter().flatten().any(is_bound) {
        of_cells.retain(|checks| checks.iter().any(is_bound));
    }
    let mut found: Vec<Check> = of_cells.into_iter().flatten().collect();
    for check in &mut found {
        super::fill_subject(check, subject.as_deref());
    }
    found
}

/// The cells, with the first as the one that names the row when another tells what it demands:
/// `Requirement | Details`.
fn oriented(cells: &[RowCell]) -> Vec<RowCell> {
    let mut cells = cells.to_vec();
    let Some((first, others)) = cells.split_first_mut() else { return cells };
    let sole = !first.is_subject && others.iter().all(|c| c.is_subject);
    let demands = |c: &RowCell| {
        let text = Text::new(c.parts.first().map_or("", String::as_str));
        let used = text.tokens.first().is_some_and(|t| {
            t.is(&["to", "for", "required", "needed", "used", "the", "this", "if", "when"])
        });
        is_aside(&c.header)
            && !used
            && !text.tokens.is_empty()
            && (Clause::new(text.clone(), false).head == Head::Fragment || denies(&text))
    };
    if sole && let Some(other) = others.iter_mut().find(|c| demands(c)) {
        first.is_subject = true;
        other.is_subject = false;
        "Requirement".clone_into(&mut other.header);
    }
    cells
}

/// Whether the cell only says yes or no.
fn is_status(cell: &RowCell) -> bool {
    let text = Text::new(&cell.parts.join(" "));
    let yes = text.tokens.first().is_some_and(|t| t.is(YES));
    !text.tokens.is_empty()
        && (denies(&text) || yes && text.outside(1..text.tokens.len()).is_empty())
}

/// A column of hardware tells the least that is needed.
pub(super) fn hardware_cue(header: &str) -> Option<Cue> {
    let text = Text::new(header);
    text.tokens.iter().any(|t| unit::counts_hardware(&t.low)).then_some(Cue::AtLeast)
}

/// `Supported` under columns that are named after releases: the releases.
pub(super) fn supported_columns(
    cells: &[&RowCell],
    level: Level,
    subject: Option<String>,
) -> Option<Check> {
    let yes = |c: &&&RowCell| {
        let text = Text::new(&c.parts.join(" "));
        text.tokens.first().is_some_and(|t| t.is(YES))
            && text.outside(1..text.tokens.len()).is_empty()
    };
    let named = |c: &&RowCell| {
        let text = Text::new(&c.header);
        super::release::is_release(&text, 0..text.tokens.len())
            || cells.len() > 1 && text.tokens.first().is_some_and(|t| t.capital || t.has_digit())
    };
    let all =
        level == Level::May && !cells.is_empty() && cells.iter().filter(yes).count() == cells.len();
    (all && cells.iter().all(named)).then(|| {
        let values = cells.iter().map(|c| c.header.trim().to_owned()).collect();
        leaf(Kind::OneOf(values), subject, "version".to_owned())
    })
}

/// A row of a table of ports: the port is open.
pub(super) fn port(cells: &[RowCell], level: Level, subject: Option<String>) -> Option<Vec<Check>> {
    let said = |words: &[&str]| {
        let headed = |c: &&RowCell| Text::new(&c.header).tokens.iter().any(|t| t.is(words));
        cells.iter().find(headed).map(|c| c.parts.join(", "))
    };
    let port = said(&["port", "ports"]).filter(|p| p.contains(|c: char| c.is_ascii_digit()))?;
    let property = match said(&["transport", "protocol", "protocols"]) {
        Some(transport) if transport != port => format!("{transport} port {port}"),
        _ => format!("port {port}"),
    };
    let negative = matches!(level, Level::MustNot | Level::ShouldNot);
    let kind = || if negative { Kind::Absent(None) } else { Kind::Holds };
    // Several addresses in the first cell: each is to be reached.
    let first = cells.first().filter(|c| c.is_subject);
    let names: Vec<&str> = first.map_or(Vec::new(), |c| {
        c.parts.iter().flat_map(|part| part.split([',', ';'])).map(str::trim).collect()
    });
    let addresses = names.iter().all(|n| !n.contains(' ') && n.trim_end_matches('.').contains('.'));
    let subjects = if names.len() > 1 && addresses {
        names.iter().map(|name| Some((*name).to_owned())).collect()
    } else {
        vec![subject]
    };
    let open = |subject| leaf(kind(), subject, property.clone());
    (level != Level::May).then(|| subjects.into_iter().map(open).collect())
}

pub(super) fn is_version(check: &Check) -> bool {
    matches!(check, Check::Leaf(leaf) if matches!(leaf.kind, Kind::AtLeastVersion(_) | Kind::OneOf(_)))
}

pub(super) fn is_bound(check: &Check) -> bool {
    matches!(check, Check::Leaf(leaf) if matches!(leaf.kind, Kind::AtLeast(_) | Kind::AtMost(_) | Kind::Equals(_)))
}

pub(super) fn is_aside(header: &str) -> bool {
    let text = Text::new(header);
    let last = text.tokens.last();
    last.is_some_and(|t| t.is(ASIDES))
}

pub(super) fn property_of(header: &str, context: &Context) -> Option<String> {
    let text = Text::new(header);
    let all = 0..text.tokens.len();
    let mut words = text.outside(all);
    for prefix in ["Supported ", "Minimum ", "Maximum ", "Recommended ", "Required "] {
        words = words.strip_prefix(prefix).map_or(words.clone(), str::to_owned);
    }
    let words = words.trim().to_lowercase();
    if words.is_empty() { context.property.clone() } else { Some(words) }
}
