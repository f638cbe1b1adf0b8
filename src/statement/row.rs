//! Rows: each read as a sentence, and the sentences in its cells.

mod status;

use super::condition::Topic;
use super::judge::{self, Finding, Judged};
use super::label::{self, Label};
use super::lexicon::*;
use super::place::{cell_lines, cell_parts, cell_text, handed_down, row_place};
use super::quantity;
use super::read::{Around, Lead, Reader};
use super::rules::*;
use super::sentence::sentences_within;
use super::setting::{Follows, Setting};
use super::table::{Column, Plan, is_remark};
use super::token::{Kind, Marks, Token, tokens};
use super::{Context, Entry, Level, Outcome, RowCell, Statement};
use crate::markdown::{Cell, Text};
use status::{
    Status, bracket, cell_condition, is_bare, is_note, is_status, is_status_of_support, parts,
    status, sub_head,
};
use std::ops::Range;

/// A row while it is read.
struct Row<'r> {
    cells: &'r [Cell],
    plan: &'r Plan<'r>,
    around: &'r Around,
    /// The text of the cell that names it.
    subject: String,
    /// It is about a version outside the product's list.
    other: bool,
    /// The level that its name sets: `Supported browsers`.
    head: Option<Level>,
    /// Its name says that it only remarks: `Additional information`.
    remark: bool,
}

impl Row<'_> {
    /// What the column at `at` demands in this row. The row's own name is nearer than a header that
    /// only says `Requirement`.
    fn demand(&self, at: usize) -> Option<Label> {
        let label = self.plan.demand(at)?;
        match self.head {
            Some(level) if self.plan.is_general(at) => {
                Some(Label { level: Some(level), facts: level == Level::Must, ..label })
            }
            _ => Some(Label { facts: label.facts && !self.remark, ..label }),
        }
    }
}

/// What a row gains by one of its cells: a bare value.
struct Value {
    at: usize,
    level: Level,
    /// The cell is nothing but the word for its level.
    outright: bool,
    /// The alternatives of a value that begins with `one of the following`.
    items: Vec<String>,
    /// `For editing:` over its lines.
    condition: Option<String>,
}

/// How the reading of one cell goes on from line to line.
#[derive(Default)]
struct Progress {
    bare: bool,
    lead: Option<Lead>,
    /// The level that the cell's first words set: `Required on all nodes`.
    level: Option<Level>,
    /// What a line that leads to values in the cell narrows them to.
    condition: Option<String>,
    /// The lines that follow complete what was said: alternatives, or the rest of a predicate.
    absorbs: bool,
    /// Whatever follows is absorbed: a predicate is still open.
    dangles: bool,
    /// The lead-in breaks off in front of a verb: `It must:`.
    predicate: bool,
    /// A fragment has begun the predicate that the next ones go on with.
    joined: bool,
    items: Vec<String>,
}

impl Reader<'_> {
    /// Reads a row of a table.
    pub(super) fn row(&mut self, cells: &[Cell], plan: &Plan<'_>, around: &Around) {
        let subject = (0..cells.len())
            .filter(|at| plan.column(*at) == Column::Subject)
            .map(|at| handed_down(&cells[at]))
            .find(|text| !text.is_empty())
            .unwrap_or_default();
        let words = tokens(&subject, 0..subject.len(), &[]);
        // A row that says whether another version is supported speaks of this one.
        let judged = cells.iter().any(|cell| is_status_of_support(&cell_text(cell)));
        let other = self.versions.is_other(&words) && !judged;
        let head = label::of_row(&words);
        let remark = is_remark(&subject);
        let row = Row { cells, plan, around, subject: subject.clone(), other, head, remark };
        let mut values: Vec<Value> = Vec::new();
        let first = self.out.ledger.len();
        for at in 0..cells.len() {
            if plan.column(at) != Column::Empty {
                values.extend(self.cell(&row, at));
            }
        }
        // `Dynamic ports | Supported`: what a cell says outright is nearer than a general header.
        if values.iter().any(|value| value.outright) {
            values.retain(|value| value.outright || !plan.is_general(value.at));
        }
        if values.is_empty() {
            return;
        }
        if other {
            self.row_entry(cells, Outcome::Excluded(OTHER_VERSION));
            return;
        }
        let bracket = bracket(&words);
        if let Some((level, _)) = &bracket {
            values.iter_mut().for_each(|value| value.level = *level);
        }
        let condition = bracket.and_then(|(_, condition)| condition);
        // What a cell says without a cue is part of what the row says.
        let said = self.out.ledger.split_off(first);
        self.out.ledger.extend(said.into_iter().filter(|entry| entry.outcome != Outcome::NoCue));
        self.row_statements(&row, &values, condition);
    }

    /// Reads the sentences of a cell. Returns what the row gains by it: a bare value, with the
    /// level that its column or its own word gives it.
    fn cell(&mut self, row: &Row<'_>, at: usize) -> Option<Value> {
        let demand = row.demand(at);
        let lines = cell_lines(&row.cells[at]);
        let headed = lines.len() > 1
            && demand.is_some_and(|label| {
                label.level == Some(Level::Must) || label.level == Some(Level::Should)
            });
        let mut progress = Progress::default();
        let mut marks = Marks::new(&[]);
        for (line, (text, range)) in lines.iter().enumerate() {
            let behind = &lines[line + 1..];
            if line == 0 || !std::ptr::eq(*text, lines[line - 1].0) {
                marks = Marks::new(&text.marks);
            }
            for range in sentences_within(text, range.clone()) {
                let words = tokens(&text.plain, range.clone(), marks.over(&range));
                self.cell_sentence(row, at, text, &range, &words, behind, headed, &mut progress);
            }
        }
        let text = cell_text(&row.cells[at]);
        let own = || judge::own_level(&tokens(&text, 0..text.len(), &[]));
        let own = if progress.bare { own() } else { None };
        let level = own.or(demand.and_then(|label| label.level));
        let value = |level, outright| {
            let (items, condition) = (progress.items.clone(), progress.condition.clone());
            Some(Value { at, level, outright, items, condition })
        };
        // `Not supported. It is left out.`: what the cell says first.
        if let Some(level) = progress.level {
            return value(level, true);
        }
        let first = text.split_once(". ").map_or(text.as_str(), |(first, _)| first);
        match (status(first), level) {
            (Some(Status::Level(level)), _)
                if demand.is_some() || row.plan.label.level.is_some() && at > 0 =>
            {
                value(level, true)
            }
            // `With a cache | Yes` below a heading of requirements asks for nothing.
            (Some(Status::Yes), Some(Level::Must))
                if row.plan.column(at) == Column::Value && row.plan.several_values() =>
            {
                None
            }
            (Some(Status::Yes), Some(level)) => value(level, true),
            // `Optional? | No`
            (Some(Status::No), Some(Level::May)) if row.plan.asks_optional(at) => {
                value(Level::Must, true)
            }
            (Some(Status::No), Some(Level::May)) => value(Level::MustNot, true),
            (Some(Status::No | Status::None), _) => None,
            (_, Some(level)) if demand.is_some() && progress.bare => value(level, false),
            _ => None,
        }
    }

    #[allow(clippy::too_many_arguments)] // one step of the loop above
    fn cell_sentence(
        &mut self,
        row: &Row<'_>,
        at: usize,
        text: &Text,
        range: &Range<usize>,
        words: &[Token<'_>],
        behind: &[(&Text, Range<usize>)],
        headed: bool,
        progress: &mut Progress,
    ) {
        let column = row.plan.column(at);
        let demand = row.demand(at);
        if let Some(level) = sub_head(words).filter(|_| demand.is_some() && !behind.is_empty()) {
            self.ledger(text, range, Outcome::NoCue);
            let label = Label { level: Some(level), ..Label::default() };
            progress.lead = Some(Lead { label, ..Lead::default() });
            return;
        }
        if column != Column::Subject && at > 0 && !row.other {
            let (first, second) = (words.first(), words.get(1));
            let said = |word: &str| first.is_some_and(|t| t.is(word));
            let placed = second.is_some_and(|t| t.has(PREPOSITION));
            if said("required") && placed {
                self.ledger(text, range, Outcome::Requirement);
                progress.level = Some(Level::Must);
                return;
            }
        }
        let wordlike = || words.iter().filter(|t| t.is_wordlike());
        if wordlike().all(|t| t.link) && words.iter().any(|t| t.link) && column != Column::Subject {
            self.ledger(text, range, Outcome::Excluded(LINK));
            // `[Runtime 4](…) | Notes` below `Prerequisite`: the link names what is demanded.
            progress.bare |= at == 0 && matches!(column, Column::Demand(_));
            progress.bare |= demand.is_some_and(|label| {
                label.level == Some(Level::May) || row.head.is_some() && label.level == row.head
            });
            return;
        }
        // `Memory: 4 GB` says something of its own; `Protocol: TCP` is a part of the row.
        let labelled =
            headed && judge::run_in_head(words).is_some_and(|head| measures(&words[head + 1..]));
        let mut judged = self.judge_cell(row, at, words, progress.lead.as_ref(), labelled);
        let outcome = match (judged.findings.is_empty(), judged.excluded) {
            _ if row.other => Outcome::Excluded(OTHER_VERSION),
            (false, _) => Outcome::Requirement,
            (true, Some(rule)) => Outcome::Excluded(rule),
            (true, None) => Outcome::NoCue,
        };
        self.ledger(text, range, outcome);
        let colon = words.last().is_some_and(|t| t.kind == Kind::Colon);
        let one_of = colon && label::names_one_of(words);
        let stated = judged.findings.iter().any(|finding| finding.rule != INHERITED);
        let dangles =
            colon && stated && words.iter().rev().nth(1).is_some_and(|t| t.has(TO | PREPOSITION));
        let whole = judged.findings.iter().any(|finding| {
            !matches!(finding.rule, INHERITED | PLAIN_IMPERATIVE | WEIGHED | ASSURANCE)
        });
        if progress.absorbs && (!stated || progress.dangles && !whole) && !colon && !is_note(words)
        {
            return;
        }
        progress.dangles = dangles;
        let mut items = Vec::new();
        progress.absorbs = one_of || dangles;
        if one_of {
            items = parts(behind);
        }
        if dangles {
            // `Required to:` and its lines are one predicate.
            let end = behind.iter().take_while(|(other, _)| std::ptr::eq(*other, text)).last();
            for finding in &mut judged.findings {
                finding.clause.end = end.map_or(finding.clause.end, |(_, range)| range.end);
                finding.predicate.end = finding.clause.end;
            }
        }
        let described = progress.lead.as_ref().is_some_and(|lead| lead.described);
        if judged.findings.is_empty() && judged.excluded.is_none() && !described {
            progress.bare |= column != Column::Subject && is_bare(words, row.remark);
        }
        if demand.is_some() && (is_status(words) || one_of && judged.findings.is_empty()) {
            progress.bare = true;
            progress.items.clone_from(&items);
        }
        if !row.other && !is_status(words) {
            let outer = row.plan.lead.and_then(|lead| lead.condition.clone());
            let condition = match &progress.lead {
                Some(lead) if lead.described => None,
                Some(lead) => lead.condition.clone(),
                None => outer,
            };
            let part = progress.predicate && is_part(&judged);
            let whole = self.out.statements.last_mut().filter(|_| part && progress.joined);
            match whole {
                Some(whole) => join(whole, text, &judged),
                None => self.cell_statements(row, text, range, &judged, condition, &items),
            }
            progress.joined = part;
        }
        if colon
            || label::points(words) && behind.iter().any(|(other, _)| !std::ptr::eq(*other, text))
        {
            progress.lead = self.lead(text, range, words, &judged, Follows::Items);
            let last = words.iter().rfind(|t| t.is_wordlike());
            progress.predicate = last.is_some_and(|t| t.has(MODAL | TO));
            progress.joined = false;
            let condition = progress.lead.as_ref().and_then(|lead| lead.condition.clone());
            let states = progress.lead.as_ref().is_some_and(|lead| lead.described);
            progress.condition = progress.condition.take().or(condition.filter(|_| !states));
        }
    }

    fn judge_cell(
        &self,
        row: &Row<'_>,
        at: usize,
        words: &[Token<'_>],
        lead: Option<&Lead>,
        labelled: bool,
    ) -> Judged {
        let column = row.plan.column(at);
        let described = lead.is_some_and(|lead| lead.described);
        let demand = row.demand(at).filter(|_| !described);
        let led = lead.filter(|lead| lead.label.level.is_some() && !lead.one_of);
        let label = led.map(|lead| lead.label).or(demand);
        let level = label.and_then(|label| label.level);
        let inherited = led.and_then(|lead| lead.label.level).filter(|level| {
            let over = lead.is_some_and(|lead| lead.text.is_empty());
            *level == Level::Must || matches!(*level, Level::Should | Level::May) && over
        });
        let setting = Setting {
            step: row.around.step,
            options: row.plan.options
                || column == Column::Subject
                || column == Column::Link && words.iter().any(|t| t.link),
            list_item: label.is_some(),
            cell: true,
            values: row.plan.values,
            label: inherited.or(demand.and_then(|label| label.level).filter(|_| labelled)),
            supported: demand.is_some_and(|label| label.level == Some(Level::May)),
            facts: label.is_some_and(|label| label.facts && level == Some(Level::Must)),
            advises: matches!(level, Some(Level::Should | Level::ShouldNot))
                || inherited == Some(Level::May),
            topic: Topic { goals: &[], ..self.topic() },
            ..Setting::default()
        };
        judge::sentence(words, &setting)
    }

    fn ledger(&mut self, text: &Text, range: &Range<usize>, outcome: Outcome) {
        self.out.ledger.extend(self.entry(text, range, outcome));
    }

    fn cell_statements(
        &mut self,
        row: &Row<'_>,
        text: &Text,
        range: &Range<usize>,
        judged: &Judged,
        condition: Option<String>,
        items: &[String],
    ) {
        for finding in &judged.findings {
            let lead_in = row.plan.lead.map(|lead| lead.text.clone());
            let context = Context { lead_in, items: items.to_vec(), ..Context::default() };
            let statement = self.statement(text, range, finding, context, condition.clone());
            self.out.statements.extend(statement.map(|mut statement| {
                if statement.subject.is_none() && !row.subject.is_empty() {
                    statement.subject = Some(row.subject.clone());
                }
                statement
            }));
        }
    }

    /// The row as one statement for each level that its bare values have.
    fn row_statements(&mut self, row: &Row<'_>, values: &[Value], condition: Option<String>) {
        let Some((file, span)) = row_place(row.cells) else { return };
        let text = row_text(row);
        self.out.ledger.push(Entry {
            text: text.clone(),
            file,
            span,
            outcome: Outcome::Requirement,
            near_misses: Vec::new(),
        });
        let mut levels: Vec<Level> = Vec::new();
        for value in values {
            if !levels.contains(&value.level) {
                levels.push(value.level);
            }
        }
        let lead = row.plan.lead;
        for level in levels {
            let cells = row_cells(row, values, level);
            let subject =
                cells.iter().find(|cell| cell.is_subject).map(|cell| cell.parts.join(" "));
            let demands =
                cells.iter().filter(|cell| !cell.is_subject).map(|cell| cell.parts.join("; "));
            let predicate = demands.collect::<Vec<_>>().join("; ");
            let own = values.iter().find_map(|value| cell_condition(&row.cells[value.at]));
            let items = values.iter().flat_map(|value| value.items.clone()).collect();
            let lead_in = lead.map(|lead| lead.text.clone());
            self.out.statements.push(Statement {
                rule: if level == Level::May { SUPPORT } else { INHERITED },
                level,
                text: text.clone(),
                file,
                span,
                clause: text.clone(),
                subject,
                predicate,
                condition: condition
                    .clone()
                    .or(own)
                    .or_else(|| values.iter().find_map(|value| value.condition.clone()))
                    .or_else(|| lead.and_then(|lead| lead.condition.clone())),
                section: self.section(),
                context: Context { lead_in, items, cells, ..Context::default() },
            });
        }
    }

    fn row_entry(&mut self, cells: &[Cell], outcome: Outcome) {
        if let Some((file, span)) = row_place(cells) {
            let texts: Vec<String> =
                cells.iter().map(cell_text).filter(|text| !text.is_empty()).collect();
            self.out.ledger.push(Entry {
                text: texts.join(" | "),
                file,
                span,
                outcome,
                near_misses: Vec::new(),
            });
        }
    }
}

/// Whether what was found is a fragment that goes on with a predicate.
fn is_part(judged: &Judged) -> bool {
    let fragment = |finding: &Finding| {
        matches!(finding.rule, INHERITED | PLAIN_IMPERATIVE) && finding.condition.is_none()
    };
    !judged.findings.is_empty() && judged.findings.iter().all(fragment)
}

/// `It must:` and the fragments below it are one predicate.
fn join(whole: &mut Statement, text: &Text, judged: &Judged) {
    for finding in &judged.findings {
        let more = &text.plain[finding.clause.clone()];
        whole.clause = format!("{}, and {more}", whole.clause);
        whole.predicate = format!("{}, and {more}", whole.predicate);
    }
}

/// Whether a value is an amount of something: `4 GB`, `four cores`, and no port or name.
fn measures(value: &[Token<'_>]) -> bool {
    value.iter().enumerate().any(|(at, t)| {
        quantity::is_number(t)
            && value
                .get(at + 1)
                .is_some_and(|t| t.kind == Kind::Word && !t.has(COORDINATOR | PREPOSITION))
    })
}

/// The cells that take part in the statement of one level.
fn row_cells(row: &Row<'_>, values: &[Value], level: Level) -> Vec<RowCell> {
    let shown = |at: usize| {
        let column = row.plan.column(at);
        let elsewhere = values.iter().any(|value| value.at == at && value.level != level);
        // `Optional? | No` says that the row is demanded, and is no demand itself.
        let optional = row.plan.asks_optional(at) && level == Level::Must;
        !matches!(column, Column::Empty | Column::Link) && !elsewhere && !optional
    };
    let demands = |at: usize| shown(at) && values.iter().any(|value| value.at == at);
    let named = !(0..row.cells.len()).any(demands);
    (0..row.cells.len())
        .filter(|at| shown(*at))
        .map(|at| RowCell {
            header: row.plan.headers.get(at).cloned().unwrap_or_default(),
            parts: cell_parts(&row.cells[at]),
            is_subject: !named && !values.iter().any(|value| value.at == at),
        })
        .filter(|cell| !cell.parts.is_empty())
        .collect()
}

/// The row as a sentence: its first cell, then each other cell with its header.
fn row_text(row: &Row<'_>) -> String {
    let mut out = String::new();
    for (at, cell) in row.cells.iter().enumerate() {
        let text = cell_text(cell);
        if text.is_empty() || row.plan.column(at) == Column::Empty {
            continue;
        }
        if out.is_empty() {
            out.push_str(&text);
            continue;
        }
        let header = row.plan.headers.get(at).map(String::as_str).unwrap_or_default();
        out.push_str(if out.contains(": ") { "; " } else { ": " });
        if !header.is_empty() {
            out.push_str(header);
            out.push_str(": ");
        }
        out.push_str(&text);
    }
    out
}
