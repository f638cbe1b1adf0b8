//! Tables: what their columns ask for.

use super::Level;
use super::label::{self, Label};
use super::place::handed_down;
use super::read::{Around, Lead, Reader};
use super::token::tokens;
use crate::markdown::Table;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Nothing is in it, or pictures.
    Empty,
    /// It names what the row is about.
    Subject,
    /// It asks, recommends or permits.
    Demand(Label),
    /// It points elsewhere.
    Link,
    /// It remarks.
    Note,
    /// Any other.
    Value,
}

/// What a table as a whole is read as.
pub(super) struct Plan<'t> {
    columns: Vec<Column>,
    /// Of each column, whether its header says no more than that its cells are requirements.
    general: Vec<bool>,
    /// A column's own header says what is supported: the others only describe.
    asks_elsewhere: bool,
    /// The texts of the header cells.
    pub(super) headers: Vec<String>,
    /// The label of what stands around the table.
    pub(super) label: Label,
    /// It lists options or parameters.
    pub(super) options: bool,
    /// It says what each value of an option means.
    pub(super) values: bool,
    /// The sentence that introduces it.
    pub(super) lead: Option<&'t Lead>,
}

impl Plan<'_> {
    /// What the column at `at` is for; rows can be longer than the header.
    pub(super) fn column(&self, at: usize) -> Column {
        let beyond = if at == 0 { Column::Subject } else { Column::Value };
        self.columns.get(at).copied().unwrap_or(beyond)
    }

    /// Whether the column's header says no more than that its cells are requirements.
    pub(super) fn is_general(&self, at: usize) -> bool {
        self.column(at) == Column::Value || self.general.get(at).copied().unwrap_or_default()
    }

    /// Whether several columns only have values: they compare.
    pub(super) fn several_values(&self) -> bool {
        self.columns.iter().filter(|column| **column == Column::Value).count() > 1
    }

    /// Whether the column asks whether the row is optional.
    pub(super) fn asks_optional(&self, at: usize) -> bool {
        self.headers.get(at).is_some_and(|header| header.to_lowercase().contains("optional"))
    }

    /// What a column demands: by its own header, else by what stands around the table.
    pub(super) fn demand(&self, at: usize) -> Option<Label> {
        match self.column(at) {
            Column::Demand(label) => Some(label),
            Column::Value if self.label.level.is_some() && !self.asks_elsewhere => Some(self.label),
            _ => None,
        }
    }
}

impl Reader<'_> {
    /// Reads a table.
    pub(super) fn table(&mut self, table: &Table, around: &Around, lead: Option<&Lead>) {
        let plan = self.plan(table, lead);
        for row in &table.rows {
            self.row(row, &plan, around);
        }
    }

    fn plan<'t>(&self, table: &Table, lead: Option<&'t Lead>) -> Plan<'t> {
        let headers: Vec<String> = table.header.iter().map(handed_down).collect();
        let labels: Vec<Label> = headers
            .iter()
            .map(|header| label::of_column(&tokens(header, 0..header.len(), &[])))
            .collect();
        let around = lead.map(|lead| lead.label).filter(|label| *label != Label::default());
        let label = match lead.is_some_and(|lead| lead.example) {
            true => Label::default(),
            false => around.or(self.table_hint).unwrap_or_else(|| self.heading_label()),
        };
        let mut columns = Vec::new();
        let mut named = false;
        for (at, header) in headers.iter().enumerate() {
            let column = column(header, named, at, &labels);
            named |= matches!(column, Column::Subject | Column::Demand(_));
            columns.push(column);
        }
        let demands = columns.iter().any(|column| matches!(column, Column::Demand(_)));
        let options = labels.iter().any(|label| label.options)
            || lead.is_some_and(|lead| lead.label.options)
            || self.heading_label().options;
        let values =
            headers.first().is_some_and(|header| header.trim().to_lowercase().starts_with("value"));
        let general = headers
            .iter()
            .map(|header| {
                let words = tokens(header, 0..header.len(), &[]);
                let mut words = words.iter().filter(|t| t.is_wordlike());
                words.next().is_some_and(|t| t.any(GENERAL)) && words.next().is_none()
            })
            .collect();
        let asks_elsewhere = columns.iter().any(
            |column| matches!(column, Column::Demand(label) if label.level == Some(Level::May)),
        );
        Plan {
            columns,
            general,
            asks_elsewhere,
            headers,
            label,
            options: options && !demands,
            values: values && !demands,
            lead,
        }
    }
}

/// Headers of columns that remark.
const REMARKS: &[&str] = &[
    "comment",
    "comments",
    "default",
    "description",
    "details",
    "example",
    "examples",
    "explanation",
    "note",
    "notes",
    "purpose",
    "reason",
    "remarks",
    "type",
];

/// Words of headers that only say that something is demanded.
const GENERAL: &[&str] = &["prerequisite", "prerequisites", "requirement", "requirements"];

/// Whether a row or column of this name only remarks.
pub(super) fn is_remark(name: &str) -> bool {
    let words = tokens(name, 0..name.len(), &[]);
    let named = words.iter().any(|t| t.any(REMARKS));
    let further = words.first().is_some_and(|t| t.any(&["additional", "more", "other"]))
        && words.get(1).is_some_and(|t| t.is("information"));
    words.len() <= 2 && (named || further)
}

/// What the column at `at` is for, when `named` says whether one before it names the row.
fn column(header: &str, named: bool, at: usize, labels: &[Label]) -> Column {
    let label = labels[at];
    if header.trim().is_empty() {
        return if at == 0 { Column::Empty } else { Column::Value };
    }
    if label.reading {
        return Column::Link;
    }
    let words = tokens(header, 0..header.len(), &[]);
    let has = |names: &[&str]| words.iter().any(|t| t.any(names));
    let sole = labels.iter().filter(|label| label.level.is_some()).count() == 1;
    let asks = sole
        && (has(&["requirement", "requirements", "prerequisite", "prerequisites"])
            || words[0].any(&["recommended", "required", "supported"]));
    // `Maximums | 2019 | 2016`: a first column that names limits is the subject.
    let heads = !named && at == 0 && labels.len() > 1 && !asks;
    if label.level.is_some() && !heads {
        return Column::Demand(label);
    }
    match () {
        () if !named => Column::Subject,
        () if has(REMARKS) => Column::Note,
        () => Column::Value,
    }
}
