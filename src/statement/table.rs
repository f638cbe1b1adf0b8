//! Tables: what the columns ask for, and each row read as a sentence.

use super::condition::Topic;
use super::judge::{self, Judged};
use super::label::{self, Label};
use super::lexicon::*;
use super::quantity;
use super::read::{Around, Lead, Reader, one_line, place};
use super::rules::*;
use super::sentence::sentences;
use super::setting::{Follows, Setting};
use super::token::{Kind, Token, tokens};
use super::{Context, Level, Outcome, RowCell, Statement};
use crate::markdown::{Block, Cell, Table, Text};
use crate::source::{FileId, Span};
use std::ops::Range;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
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
struct Plan<'t> {
    columns: Vec<Column>,
    headers: Vec<String>,
    /// The label of what stands around the table.
    label: Label,
    options: bool,
    lead: Option<&'t Lead>,
}

impl Reader<'_> {
    pub(super) fn table(&mut self, table: &Table, around: &Around, lead: Option<&Lead>) {
        let plan = self.plan(table, lead);
        for row in &table.rows {
            self.row(row, &plan, around);
        }
    }

    fn plan<'t>(&self, table: &Table, lead: Option<&'t Lead>) -> Plan<'t> {
        let headers: Vec<String> = table.header.iter().map(cell_text).collect();
        let labels: Vec<Label> = headers
            .iter()
            .map(|header| label::of_column(&tokens(header, 0..header.len(), &[])))
            .collect();
        let around = lead.map(|lead| lead.label).filter(|label| *label != Label::default());
        let label = around.or(self.table_hint).unwrap_or_else(|| self.heading_label());
        let mut columns = Vec::new();
        let mut named = false;
        for (at, header) in headers.iter().enumerate() {
            let column = column(header, labels[at], named, at, &labels);
            named |= matches!(column, Column::Subject | Column::Demand(_));
            columns.push(column);
        }
        let demands = columns.iter().any(|column| matches!(column, Column::Demand(_)));
        let options = !demands
            && (labels.iter().any(|label| label.options)
                || lead.is_some_and(|lead| lead.label.options)
                || self.heading_label().options);
        Plan { columns, headers, label, options, lead }
    }

    fn row(&mut self, row: &[Cell], plan: &Plan<'_>, around: &Around) {
        let subject = row
            .iter()
            .enumerate()
            .find(|(at, cell)| plan.column(*at) == Column::Subject && !cell_text(cell).is_empty());
        let subject_text = subject.map(|(_, cell)| cell_text(cell)).unwrap_or_default();
        let subject_words = tokens(&subject_text, 0..subject_text.len(), &[]);
        // A row that says whether another version is supported speaks of this one.
        let judged = row.iter().any(|cell| {
            cell_text(cell).to_lowercase().trim_start_matches("not ").starts_with("supported")
        });
        let other = self.versions.is_other(&subject_words) && !judged;
        let mut values: Vec<(usize, Option<Level>)> = Vec::new();
        for (at, cell) in row.iter().enumerate() {
            let column = plan.column(at);
            if matches!(column, Column::Empty) || cell_text(cell).is_empty() {
                continue;
            }
            if let Some(level) = self.cell(cell, column, plan, around, other, &subject_text) {
                values.push((at, level));
            }
        }
        if values.is_empty() {
            return;
        }
        if other {
            self.row_entry(row, Outcome::Excluded(OTHER_VERSION));
            return;
        }
        self.row_statements(row, plan, &values);
    }

    /// Reads the sentences of a cell. Returns what the row gains by it: a bare value, with the
    /// level that its column or its own word gives it.
    #[allow(clippy::too_many_arguments)]
    fn cell(
        &mut self,
        cell: &Cell,
        column: Column,
        plan: &Plan<'_>,
        around: &Around,
        other: bool,
        subject: &str,
    ) -> Option<Option<Level>> {
        let demand = match column {
            Column::Demand(label) => Some(label),
            Column::Value if plan.label.level.is_some() => Some(plan.label),
            _ => None,
        };
        let mut bare = false;
        let mut lead: Option<Lead> = None;
        let outer = plan.lead.and_then(|lead| lead.condition.clone());
        for text in cell_texts(cell) {
            for range in sentences(text) {
                let words = tokens(&text.plain, range.clone(), &text.marks);
                if words.iter().filter(|t| t.is_wordlike()).all(|t| t.link)
                    && words.iter().any(|t| t.link)
                    && column != Column::Subject
                {
                    self.cell_entry(text, &range, Outcome::Excluded(LINK));
                    bare |= demand.is_some_and(|label| label.level == Some(Level::May));
                    continue;
                }
                let judged = self.judge_cell(&words, column, demand, lead.as_ref(), plan, around);
                let outcome = match (judged.findings.is_empty(), judged.excluded) {
                    _ if other => Outcome::Excluded(OTHER_VERSION),
                    (false, _) => Outcome::Requirement,
                    (true, Some(rule)) => Outcome::Excluded(rule),
                    (true, None) => Outcome::NoCue,
                };
                self.cell_entry(text, &range, outcome);
                let colon = words.last().is_some_and(|t| t.kind == Kind::Colon);
                if judged.findings.is_empty() && judged.excluded.is_none() {
                    bare |= column != Column::Subject && is_bare(&words);
                }
                bare |= demand.is_some()
                    && (is_status(&words)
                        || colon && label::names_one_of(&words) && judged.findings.is_empty());
                if !other && !is_status(&words) {
                    let condition =
                        lead.as_ref().map_or_else(|| outer.clone(), |lead| lead.condition.clone());
                    self.cell_statements(text, &range, &judged, plan, subject, condition);
                }
                if colon {
                    lead = self.lead(text, &range, &words, &judged, Follows::Items);
                }
            }
        }
        let level = demand.and_then(|label| label.level);
        match (status(&cell_text(cell)), level) {
            (Some(Status::Level(level)), _) if demand.is_some() => Some(Some(level)),
            (Some(Status::Yes), Some(level)) => Some(Some(level)),
            (Some(Status::No), Some(Level::May)) => Some(Some(Level::MustNot)),
            (Some(Status::No | Status::None), _) => None,
            _ if demand.is_some() && bare => Some(level),
            _ => None,
        }
    }

    fn judge_cell(
        &self,
        words: &[Token<'_>],
        column: Column,
        demand: Option<Label>,
        lead: Option<&Lead>,
        plan: &Plan<'_>,
        around: &Around,
    ) -> Judged {
        if column == Column::Link && !words.iter().any(|t| !t.link && t.is_wordlike()) {
            return Judged { excluded: Some(LINK), ..Judged::default() };
        }
        let led = lead.filter(|lead| lead.label.level.is_some() && !lead.one_of);
        let label = led.map(|lead| lead.label).or(demand);
        let requirement = label.is_some();
        let advised =
            matches!(label.and_then(|label| label.level), Some(Level::Should | Level::ShouldNot));
        let setting = Setting {
            step: around.step,
            options: plan.options,
            list_item: requirement,
            label: led.and_then(|lead| lead.label.level).filter(|level| *level == Level::Must),
            supported: demand.is_some_and(|label| label.level == Some(Level::May)),
            facts: label.is_some_and(|label| label.facts && label.level == Some(Level::Must)),
            advises: advised,
            topic: Topic { goals: &[], ..self.topic() },
            ..Setting::default()
        };
        judge::sentence(words, &setting)
    }

    fn cell_entry(&mut self, text: &Text, range: &Range<usize>, outcome: Outcome) {
        self.out.ledger.extend(self.entry(text, range, outcome));
    }

    fn cell_statements(
        &mut self,
        text: &Text,
        range: &Range<usize>,
        judged: &Judged,
        plan: &Plan<'_>,
        subject: &str,
        condition: Option<String>,
    ) {
        for finding in &judged.findings {
            let context =
                Context { lead_in: plan.lead.map(|lead| lead.text.clone()), ..Context::default() };
            let statement = self.statement(text, range, finding, context, condition.clone());
            self.out.statements.extend(statement.map(|mut statement| {
                if statement.subject.is_none() && !subject.is_empty() {
                    statement.subject = Some(subject.to_string());
                }
                statement
            }));
        }
    }

    /// The row as one statement for each level that its bare values have.
    fn row_statements(&mut self, row: &[Cell], plan: &Plan<'_>, values: &[(usize, Option<Level>)]) {
        let Some((file, span)) = row_place(row) else { return };
        let text = row_text(row, plan);
        let mut levels: Vec<Level> = Vec::new();
        for (_, level) in values {
            if let Some(level) = level
                && !levels.contains(level)
            {
                levels.push(*level);
            }
        }
        for level in levels {
            let cells: Vec<RowCell> = row
                .iter()
                .enumerate()
                .filter(|(at, cell)| {
                    !cell_text(cell).is_empty()
                        && !matches!(plan.column(*at), Column::Empty | Column::Link)
                })
                .filter(|(at, _)| {
                    values.iter().all(|(value, own)| value != at || *own == Some(level))
                })
                .map(|(at, cell)| RowCell {
                    header: plan.headers.get(at).cloned().unwrap_or_default(),
                    parts: cell_texts(cell)
                        .iter()
                        .map(|text| one_line(text.plain.trim()))
                        .filter(|part| !part.is_empty())
                        .collect(),
                    is_subject: !values.iter().any(|(value, _)| *value == at),
                })
                .collect();
            let subject =
                cells.iter().find(|cell| cell.is_subject).map(|cell| cell.parts.join(" "));
            let predicate = cells
                .iter()
                .filter(|cell| !cell.is_subject)
                .map(|cell| cell.parts.join("; "))
                .collect::<Vec<_>>()
                .join("; ");
            let rule = if level == Level::May { SUPPORT } else { INHERITED };
            let own_condition =
                values.iter().find_map(|(at, _)| row.get(*at).and_then(cell_condition));
            self.out.statements.push(Statement {
                rule,
                level,
                text: text.clone(),
                file,
                span,
                clause: text.clone(),
                subject,
                predicate,
                condition: own_condition
                    .or_else(|| plan.lead.and_then(|lead| lead.condition.clone())),
                section: self.section(),
                context: Context {
                    lead_in: plan.lead.map(|lead| lead.text.clone()),
                    cells,
                    ..Context::default()
                },
            });
        }
    }

    fn row_entry(&mut self, row: &[Cell], outcome: Outcome) {
        if let Some((file, span)) = row_place(row) {
            let text = row
                .iter()
                .map(cell_text)
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" | ");
            self.out.ledger.push(super::Entry { text, file, span, outcome });
        }
    }
}

impl Plan<'_> {
    fn column(&self, at: usize) -> Column {
        self.columns.get(at).copied().unwrap_or(if at == 0 {
            Column::Subject
        } else {
            Column::Value
        })
    }
}

/// What one column is for.
fn column(header: &str, label: Label, named: bool, at: usize, labels: &[Label]) -> Column {
    if header.trim().is_empty() {
        return if at == 0 { Column::Empty } else { Column::Value };
    }
    if label.reading {
        return Column::Link;
    }
    let words = tokens(header, 0..header.len(), &[]);
    let sole = labels.iter().filter(|label| label.level.is_some()).count() == 1;
    // `Maximums | 2019 | 2016`: a first column that names limits is the subject.
    let heads = !named
        && at == 0
        && labels.len() > 1
        && !(sole
            && words
                .iter()
                .any(|t| t.any(&["requirement", "requirements", "prerequisite", "prerequisites"])));
    if label.level.is_some() && !heads {
        return Column::Demand(label);
    }
    if !named {
        return Column::Subject;
    }
    let note = words.iter().any(|t| {
        t.any(&[
            "note",
            "notes",
            "comment",
            "comments",
            "description",
            "details",
            "purpose",
            "explanation",
            "remarks",
            "reason",
            "type",
            "example",
            "examples",
            "default",
        ])
    });
    if note { Column::Note } else { Column::Value }
}

/// What a cell of one word says.
enum Status {
    Yes,
    No,
    None,
    Level(Level),
}

fn status(text: &str) -> Option<Status> {
    let lower =
        text.trim().trim_end_matches(['.', '*', '\u{b9}', '\u{b2}', '\u{b3}']).to_lowercase();
    Some(match lower.as_str() {
        "yes" | "y" | "x" | "\u{2713}" | "\u{2714}" | "\u{2714}\u{fe0f}" | "\u{2705}" => {
            Status::Yes
        }
        "no" | "n" | "\u{2717}" | "\u{2718}" | "\u{274c}" | "\u{2716}" => Status::No,
        "n/a" | "na" | "none" | "-" | "\u{2013}" | "\u{2014}" | "not applicable"
        | "not required" | "not needed" => Status::None,
        "supported" | "optional" | "allowed" => Status::Level(Level::May),
        "not supported" | "unsupported" | "not allowed" => Status::Level(Level::MustNot),
        "required" | "mandatory" => Status::Level(Level::Must),
        "recommended" | "supported and recommended" => Status::Level(Level::Should),
        "not recommended" => Status::Level(Level::ShouldNot),
        _ => return None,
    })
}

fn is_status(words: &[Token<'_>]) -> bool {
    let text = words.iter().map(|t| t.text).collect::<Vec<_>>().join(" ");
    words.len() <= 4 && status(&text).is_some()
}

/// Whether words are a value or a name rather than a sentence.
fn is_bare(words: &[Token<'_>]) -> bool {
    let first = words.first();
    let describes = first.is_some_and(|t| {
        t.has(THIRD) && t.is_capital() && t.word.tags & NOUN_TOO == 0 && words.len() > 2
    });
    !describes
        && words.iter().any(Token::is_wordlike)
        && (!(0..words.len()).any(|at| super::verbal::is_finite(words, at))
            || quantity::has_number(words))
}

/// The text of the paragraphs and list items of a cell.
fn cell_texts(cell: &Cell) -> Vec<&Text> {
    let mut out = Vec::new();
    collect(&cell.blocks, 0, &mut out);
    out
}

fn collect<'c>(blocks: &'c [Block], depth: usize, out: &mut Vec<&'c Text>) {
    if depth > 16 {
        return;
    }
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => out.push(text),
            Block::List { items, .. } => {
                items.iter().for_each(|item| collect(item, depth + 1, out))
            }
            Block::Alert { blocks, .. } | Block::Quote(blocks) => collect(blocks, depth + 1, out),
            Block::Table(_) | Block::Code(..) => {}
        }
    }
}

fn cell_text(cell: &Cell) -> String {
    let parts: Vec<String> = cell_texts(cell)
        .iter()
        .map(|text| one_line(text.plain.trim()))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("; ")
}

/// `if`, `when`, `unless` or `except` in a cell of bare values.
fn cell_condition(cell: &Cell) -> Option<String> {
    let text = cell_text(cell);
    let words = tokens(&text, 0..text.len(), &[]);
    let from = words.iter().find(|t| t.any(&["if", "when", "unless", "except"]))?;
    Some(text[from.start..].to_string())
}

/// The row as a sentence: its first cell, then each other cell with its header.
fn row_text(row: &[Cell], plan: &Plan<'_>) -> String {
    let mut out = String::new();
    for (at, cell) in row.iter().enumerate() {
        let text = cell_text(cell);
        if text.is_empty() || plan.column(at) == Column::Empty {
            continue;
        }
        if out.is_empty() {
            out.push_str(&text);
            continue;
        }
        let header = plan.headers.get(at).map(String::as_str).unwrap_or_default();
        out.push_str(if out.contains(": ") { "; " } else { ": " });
        if !header.is_empty() {
            out.push_str(header);
            out.push_str(": ");
        }
        out.push_str(&text);
    }
    out
}

/// From the first character of a row to its last.
fn row_place(row: &[Cell]) -> Option<(FileId, Span)> {
    let texts: Vec<&Text> = row
        .iter()
        .flat_map(|cell| cell_texts(cell))
        .filter(|text| !text.plain.trim().is_empty())
        .collect();
    let (first, last) = (texts.first()?, texts.last()?);
    let from = first.plain.len() - first.plain.trim_start().len();
    let (file, start) = place(first, &(from..first.plain.trim_end().len()))?;
    let tail = last.plain.trim_end().len();
    let (end_file, end) = place(last, &(0..tail))?;
    let span = if file == end_file && end.end > start.start {
        Span { start: start.start, end: end.end }
    } else {
        start
    };
    Some((file, span))
}
