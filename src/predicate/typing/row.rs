//! Rows of tables, cell by cell, and what stands around a fragment.

use super::clause::{Clause, Head};
use super::cues::{BOUND_NOUNS, Cue};
use super::list;
use super::state;
use super::token::Text;
use super::unit;
use super::valued::{self, leaf};
use crate::predicate::{Check, Kind, Quantity};
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
        let around: Vec<&str> = around.collect();
        Self {
            fallback: around.iter().find_map(|text| bound_cue(text)),
            property: around.iter().find_map(|text| named_property(text)),
        }
    }
}

/// `maximum` in a heading, header or lead-in; nothing when it speaks of both ends.
fn bound_cue(text: &str) -> Option<Cue> {
    let text = Text::new(text);
    let cue_of = |token: &super::token::Token| {
        BOUND_NOUNS.iter().find(|(noun, _)| token.low == *noun).map(|(_, cue)| *cue)
    };
    let mut cues = text.tokens.iter().filter_map(cue_of);
    let first = cues.next()?;
    cues.all(|cue| cue == first).then_some(first)
}

/// `Supported operating systems` names `operating systems`.
fn named_property(text: &str) -> Option<String> {
    let text = Text::new(text);
    let at = (0..text.tokens.len()).find(|&i| {
        text.tokens[i].is(&["supported", "following", "allowed", "valid", "compatible"])
    })?;
    let end = super::quantity::noun_phrase_end(&text, at + 1, text.tokens.len());
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

fn fold(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

/// Headers of columns that explain rather than demand.
const ASIDES: &[&str] = &[
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
    let cells = &statement.context.cells;
    let clause = fold(&statement.clause);
    let named: Vec<&str> = cells
        .iter()
        .filter(|c| c.is_subject && !is_aside(&c.header))
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
    if let Some(port) = port(cells, statement.level, subject.clone()) {
        return vec![port];
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

/// A column of hardware tells the least that is needed.
fn hardware_cue(header: &str) -> Option<Cue> {
    let text = Text::new(header);
    text.tokens.iter().any(|t| unit::counts_hardware(&t.low)).then_some(Cue::AtLeast)
}

/// `Supported` under columns that are named after releases: the releases.
fn supported_columns(cells: &[&RowCell], level: Level, subject: Option<String>) -> Option<Check> {
    let yes = |c: &&&RowCell| {
        let text = Text::new(&c.parts.join(" "));
        text.tokens.len() == 1 && text.tokens[0].is(YES)
    };
    let named = |c: &&RowCell| {
        let text = Text::new(&c.header);
        super::release::is_release(&text, 0..text.tokens.len())
    };
    let all =
        level == Level::May && !cells.is_empty() && cells.iter().filter(yes).count() == cells.len();
    (all && cells.iter().all(named)).then(|| {
        let values = cells.iter().map(|c| c.header.trim().to_owned()).collect();
        leaf(Kind::OneOf(values), subject, "version".to_owned())
    })
}

/// A row of a table of ports: the port is open.
fn port(cells: &[RowCell], level: Level, subject: Option<String>) -> Option<Check> {
    let said = |words: &[&str]| {
        let headed = |c: &&RowCell| Text::new(&c.header).tokens.iter().any(|t| t.is(words));
        cells.iter().find(headed).map(|c| c.parts.join(", "))
    };
    let port = said(&["port", "ports"]).filter(|p| p.contains(|c: char| c.is_ascii_digit()))?;
    let property = match said(&["transport", "protocol", "protocols"]) {
        Some(transport) => format!("{transport} port {port}"),
        None => format!("port {port}"),
    };
    let negative = matches!(level, Level::MustNot | Level::ShouldNot);
    let kind = if negative { Kind::Absent(None) } else { Kind::Holds };
    (level != Level::May).then(|| leaf(kind, subject, property))
}

fn is_version(check: &Check) -> bool {
    matches!(check, Check::Leaf(leaf) if matches!(leaf.kind, Kind::AtLeastVersion(_) | Kind::OneOf(_)))
}

fn is_bound(check: &Check) -> bool {
    matches!(check, Check::Leaf(leaf) if matches!(leaf.kind, Kind::AtLeast(_) | Kind::AtMost(_) | Kind::Equals(_)))
}

fn is_aside(header: &str) -> bool {
    let text = Text::new(header);
    let last = text.tokens.last();
    last.is_some_and(|t| t.is(ASIDES))
}

fn property_of(header: &str, context: &Context) -> Option<String> {
    let text = Text::new(header);
    let all = 0..text.tokens.len();
    let mut words = text.outside(all);
    for prefix in ["Supported ", "Minimum ", "Maximum ", "Recommended ", "Required "] {
        words = words.strip_prefix(prefix).map_or(words.clone(), str::to_owned);
    }
    let words = words.trim().to_lowercase();
    if words.is_empty() { context.property.clone() } else { Some(words) }
}

/// Cells that say yes or no, by their first words.
const YES: &[&str] = &["yes", "supported", "required", "✔", "✅", "x", "mandatory", "✓"];
const NO: &[&str] = &["no", "unsupported", "✖", "❌"];

fn cell_checks(
    cell: &RowCell,
    context: &Context,
    level: Level,
    subject: Option<&str>,
) -> Vec<Check> {
    let negative = matches!(level, Level::MustNot | Level::ShouldNot);
    let permits = level == Level::May;
    let property = context.property.clone().unwrap_or_else(|| "value".to_owned());
    let texts: Vec<Text> =
        cell.parts.iter().map(|p| Text::new(p)).filter(|t| !t.tokens.is_empty()).collect();
    let Some(first) = texts.first() else { return Vec::new() };
    let owner = subject.map(str::to_owned);
    if texts.len() == 1 && first.tokens.len() <= 2 {
        let denied = first.tokens[0].is(NO) || first.has(0, &["not", "supported"]);
        if denied {
            return vec![leaf(Kind::Absent(None), owner, property)];
        }
        if first.tokens[0].is(YES) && first.tokens.len() == 1 {
            let kind = if negative { Kind::Absent(None) } else { Kind::Holds };
            return vec![leaf(kind, owner, property)];
        }
        if first.tokens[0].is(&["n/a", "none", "unlimited", "–", "no"]) {
            return Vec::new();
        }
    }
    // Where a bound is due, a cell without a number sets none.
    let number =
        |t: &Text| t.tokens.iter().any(|t| t.has_digit()) || !valued::amounts_of(t).is_empty();
    if bound_cue(&cell.header).is_some() && !texts.iter().any(number) {
        return Vec::new();
    }
    if let Some(check) = listed(&texts, owner.clone(), &property) {
        return vec![check];
    }
    if texts.len() == 1 {
        if let Some(check) = bare_number(first, cell, context, owner.clone(), &property) {
            return vec![check];
        }
    }
    if let Some(check) = names(&texts, owner, &property, permits) {
        return vec![check];
    }
    let mut of_parts = Vec::new();
    for text in texts {
        // What introduces a list in the cell asks for nothing by itself.
        if text.low(text.tokens.len() - 1) == ":" && cell.parts.len() > 1 {
            continue;
        }
        let clause = Clause::new(text, negative);
        if clause.head == Head::Fragment || cell.parts.len() == 1 {
            of_parts.push(state::checks(&clause, context, permits));
        }
    }
    if of_parts.iter().flatten().any(is_bound) {
        of_parts.retain(|checks| checks.iter().any(is_bound));
    }
    let mut found: Vec<Check> = of_parts.into_iter().flatten().collect();
    if bound_cue(&cell.header).is_some() && !found.iter().any(is_bound) {
        found.retain(|check| matches!(check, Check::AnyOf(_)) || is_version(check));
    }
    for check in &mut found {
        name_property(check, &property);
    }
    found
}

/// A leaf that found no property of its own has that of its column.
fn name_property(check: &mut Check, property: &str) {
    match check {
        Check::Leaf(leaf) => {
            let unit = matches!(&leaf.kind, Kind::AtMost(q) | Kind::AtLeast(q) | Kind::Equals(q) if leaf.property == q.unit);
            if leaf.property.is_empty() || unit {
                leaf.property = property.to_owned();
            }
        }
        Check::AnyOf(of) | Check::AllOf(of) => {
            of.iter_mut().for_each(|c| name_property(c, property))
        }
        Check::Not(of) => name_property(of, property),
    }
}

/// Parts behind `one of the following:`, and parts that are all releases: a closed list.
fn listed(texts: &[Text], subject: Option<String>, property: &str) -> Option<Check> {
    let (first, others) = texts.split_first()?;
    let follows = |i: usize| first.has(i, &["of", "the", "following"]);
    let leads = (0..first.tokens.len()).any(follows) && !others.is_empty();
    let release = |t: &Text| {
        let all = 0..t.tokens.len();
        let items = list::split(t, all.clone()).items;
        let later = all.clone().any(|i| super::release::later_at(t, i).is_some());
        !later && (super::release::is_release(t, all) || list::are_editions(t, &items))
    };
    let values: Vec<String> = if leads {
        let fragment = |t: &&Text| Clause::new((*t).clone(), false).head == Head::Fragment;
        let items = others.iter().take_while(|t| t.low(t.tokens.len() - 1) != ":").filter(fragment);
        items.map(|t| super::list_value(&t.source)).filter(|v| !v.is_empty()).collect()
    } else if texts.iter().all(release) {
        texts
            .iter()
            .flat_map(|t| list::values(t, &list::split(t, 0..t.tokens.len()).items))
            .collect()
    } else {
        return None;
    };
    let named = valued::listed_property(first);
    let property = if leads && named != "choice" { named } else { property.to_owned() };
    (!values.is_empty()).then(|| leaf(Kind::OneOf(values), subject, property))
}

/// A cell that is a number, with its unit in the header.
fn bare_number(
    text: &Text,
    cell: &RowCell,
    context: &Context,
    subject: Option<String>,
    property: &str,
) -> Option<Check> {
    let number = super::number::digits(text.low(0)).filter(|_| text.tokens.len() == 1)?;
    let header = Text::new(&cell.header);
    let unit = header.tokens.iter().filter(|t| t.aside).find_map(|t| unit::find(&t.low));
    let unit = unit.or_else(|| {
        header
            .tokens
            .iter()
            .find_map(|t| unit::find(&t.low).filter(|u| u.name != "minutes" || t.low != "min"))
    });
    let quantity = Quantity { number, unit: unit.map_or(String::new(), |u| u.name.to_owned()) };
    let hardware = unit.is_some_and(super::unit::Unit::is_hardware)
        || header.tokens.iter().any(|t| unit::counts_hardware(&t.low));
    let kind = match context.fallback {
        Some(Cue::AtMost | Cue::Less) => Kind::AtMost(quantity),
        Some(Cue::AtLeast | Cue::More) => Kind::AtLeast(quantity),
        None if hardware => Kind::AtLeast(quantity),
        _ => Kind::Equals(quantity),
    };
    Some(leaf(kind, subject, property.to_owned()))
}

/// Parts that are names: the closed list of what is supported. Each "or later" stands for itself.
fn names(texts: &[Text], subject: Option<String>, property: &str, permits: bool) -> Option<Check> {
    let supported = permits
        || ["operating system", "version", "browser", "edition"]
            .iter()
            .any(|n| property.contains(n));
    if !supported {
        return None;
    }
    let mut values = Vec::new();
    let mut open = Vec::new();
    for text in texts {
        let clause = Clause::new(text.clone(), false);
        if clause.head != Head::Fragment || !text.tokens.iter().any(|t| t.capital || t.has_digit())
        {
            continue;
        }
        let all = 0..text.tokens.len();
        let releases = valued::versions(&clause, all.clone());
        let outside = releases.iter().any(|f| !text.tokens[f.span.start].aside);
        if outside {
            open.extend(releases.into_iter().map(|f| f.check));
            continue;
        }
        if !valued::bounds(&clause, all.clone(), None).is_empty() {
            return None;
        }
        let list = list::split(text, all);
        values.extend(list::values(text, &list.items));
    }
    if !values.is_empty() {
        open.insert(0, leaf(Kind::OneOf(values), subject, property.to_owned()));
    }
    match open.len() {
        0 | 1 => open.pop(),
        _ => Some(Check::AnyOf(open)),
    }
    .map(|mut check| {
        name_property(&mut check, property);
        check
    })
}
