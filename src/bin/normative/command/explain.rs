//! `normative explain`.

use std::path::Path;

use clap::Args;
use normative::compile::{Compiled, Keep};
use normative::diagnostic::{CODES, visible};
use normative::explain::{self, Sentence, Stated};
use normative::lint;
use normative::markdown::Outline;
use normative::predicate::Check;
use normative::requirement::{Requirement, Variant};
use normative::source::FileId;
use normative::statement::{self, Outcome as Became};
use normative::version::{MonikerSet, nearest};

use crate::console::Console;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::project;

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The id of a requirement, FILE:LINE, a code such as N104, or the name of a rule
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    #[allow(clippy::doc_markdown, reason = "shown by --help as it stands")]
    what: Option<String>,

    /// Every sentence of a page, with what became of it
    #[arg(long, value_name = "FILE")]
    all: Option<String>,
}

impl Explain {
    pub(crate) fn run(&self, config: Option<&Path>, console: &Console) -> Result<Outcome, Failure> {
        let what = self.what.as_deref().unwrap_or_default();
        if let Some(page) = page(what).filter(|_| self.all.is_none()) {
            console.print(page)?;
            return Ok(Outcome::Clean);
        }
        let (_, compiled) = project::compile(config, Keep::Readings, console)?;
        let text = match (&self.all, place(&compiled, what)) {
            (Some(path), _) => all(&compiled, path)?,
            (None, Some((file, line))) => line_of(&compiled, file, line)?,
            (None, None) => requirement(&compiled, what)?,
        };
        console.print(text)?;
        Ok(Outcome::Clean)
    }
}

/// What is explained without any docs: codes and rules.
fn page(what: &str) -> Option<String> {
    if let Some(lint) = lint::find(what) {
        return Some(lint.explain.to_owned());
    }
    if let Some((code, meaning)) = CODES.iter().find(|(code, _)| code.eq_ignore_ascii_case(what)) {
        return Some(format!("{code}: {meaning}\n"));
    }
    statement::rule(what).map(|rule| rule.page.to_owned())
}

/// `FILE:LINE`, when there is such a file.
fn place(compiled: &Compiled, what: &str) -> Option<(FileId, u32)> {
    let (path, line) = what.rsplit_once(':')?;
    Some((explain::find_file(compiled, path)?, line.parse().ok()?))
}

fn all(compiled: &Compiled, path: &str) -> Result<String, Failure> {
    let file = explain::find_file(compiled, path).ok_or_else(|| {
        let files = (0..compiled.sources.files.len() as u32).map(FileId);
        let known: Vec<_> = files.map(|id| compiled.sources.shown_path(id)).collect();
        let failure = Failure::new(format!("`{path}` is none of the pages that are read"));
        match nearest(path, known.iter().map(String::as_str)) {
            Some(nearest) => failure.help(format!("the nearest one is `{nearest}`")),
            None => failure.help("a page is read when a glob of `docs` matches it"),
        }
    })?;
    let found = explain::sentences(compiled, file, 1..=u32::MAX);
    Ok(found.iter().map(|sentence| show(compiled, sentence) + "\n").collect())
}

fn line_of(compiled: &Compiled, file: FileId, line: u32) -> Result<String, Failure> {
    let found = explain::sentences(compiled, file, line..=line);
    if found.is_empty() {
        let path = compiled.sources.shown_path(file);
        return Err(Failure::new(format!("no sentence stands on line {line} of `{path}`"))
            .help("headings, code, comments and front matter are no sentences"));
    }
    let outline = Outline::of(compiled.sources.file(file), file, &compiled.graph.catalog);
    let closely = |sentence| show(compiled, sentence) + &details(compiled, &outline, sentence);
    let shown: Vec<_> = found.iter().map(closely).collect();
    Ok(shown.join("\n"))
}

/// What only somebody who asks for this very line wants to know: its zone and its words.
fn details(compiled: &Compiled, outline: &Outline, sentence: &Sentence<'_>) -> String {
    let mut out = String::new();
    let source = compiled.sources.file(sentence.entry.file);
    if let Some(fence) = outline.zone_at(sentence.entry.span.start) {
        let written = source.text[fence.start..fence.end].trim();
        let number = source.line_column(fence.start).line;
        line(&mut out, "zone", &format!("{written} (line {number})"));
    }
    let words = statement::tag(&sentence.entry.text).into_iter();
    let words = words.map(|word| match word.readings.is_empty() {
        true => word.text,
        false => format!("{}/{}", word.text, word.readings.join("+")),
    });
    line(&mut out, "words", &words.collect::<Vec<_>>().join(" "));
    out
}

/// A sentence: where, for whom, and what became of it.
fn show(compiled: &Compiled, sentence: &Sentence<'_>) -> String {
    let entry = sentence.entry;
    let place = compiled.sources.file(entry.file).line_column(entry.span.start);
    let path = compiled.sources.shown_path(entry.file);
    let versions = versions(compiled, &sentence.monikers);
    let mut out = format!("{path}:{}:{} in {versions}\n", place.line, place.column);
    line(&mut out, "sentence", &entry.text);
    match entry.outcome {
        Became::Requirement => {
            for stated in &sentence.stated {
                out.push_str(&show_stated(stated));
            }
        }
        Became::Excluded(rule) => line(&mut out, "no requirement", &because(rule)),
        Became::NoCue => line(&mut out, "no requirement", "nothing in it obliges or permits"),
    }
    for (clause, rule) in &entry.near_misses {
        line(&mut out, "near miss", clause);
        line(&mut out, "  because", &because(rule));
    }
    out
}

fn show_stated(stated: &Stated<'_>) -> String {
    let typed = stated.statement;
    let statement = &typed.statement;
    let mut out = String::new();
    line(&mut out, "requirement", &stated.ids.join(", "));
    line(&mut out, "  level", statement.level.as_str());
    line(&mut out, "  because", &because(statement.rule));
    line(&mut out, "  clause", &statement.clause);
    if let Some(subject) = &statement.subject {
        line(&mut out, "  bound", subject);
    }
    if let Some(condition) = &statement.condition {
        line(&mut out, "  condition", condition);
    }
    if let Some(lead_in) = &statement.context.lead_in {
        line(&mut out, "  lead-in", lead_in);
    }
    let check = typed.check.as_ref();
    line(
        &mut out,
        "  check",
        &check.map_or("none: nothing a program could decide".into(), Check::describe),
    );
    out
}

fn requirement(compiled: &Compiled, id: &str) -> Result<String, Failure> {
    let graph = &compiled.graph;
    let Some(found) = graph.requirements.iter().find(|requirement| requirement.id == id) else {
        return Err(unknown(compiled, id));
    };
    let mut out = format!("{id}\n");
    line(&mut out, "section", &found.section.join(" > "));
    if let Some(subject) = &found.subject {
        line(&mut out, "bound", subject);
    }
    line(&mut out, "history", &history(compiled, id));
    for edge in graph.edges.iter().filter(|edge| edge.from == id || edge.to == id) {
        let text = format!("{} {} {}", edge.from, edge.kind.as_str(), edge.to);
        line(&mut out, "edge", &text);
    }
    for variant in &found.variants {
        out.push('\n');
        out.push_str(&show_variant(compiled, found, variant));
    }
    Ok(out)
}

fn show_variant(compiled: &Compiled, requirement: &Requirement, variant: &Variant) -> String {
    let versions = versions(compiled, &variant.monikers);
    let mut out = format!("{} in {versions}\n", variant.level.as_str());
    line(&mut out, "sentence", &variant.text);
    if variant.clause.trim_end_matches('.') != variant.text.trim_end_matches('.') {
        line(&mut out, "clause", &variant.clause);
    }
    for rule in rules(compiled, requirement, variant) {
        line(&mut out, "because", &because(rule));
    }
    if let Some(condition) = &variant.condition {
        let bound = condition.check.as_ref().filter(|check| check.is_bound());
        let check = bound.map(Check::describe);
        let decided =
            check.map_or("decided by hand".into(), |check| format!("decided by: {check}"));
        line(&mut out, "condition", &format!("{} ({decided})", condition.text));
    }
    let check = variant.check.as_ref();
    line(
        &mut out,
        "check",
        &check.map_or("none: nothing a program could decide".into(), Check::describe),
    );
    let mut facts = Vec::new();
    check.into_iter().for_each(|check| leaves(check, &mut facts));
    for fact in facts {
        line(&mut out, "fact", &fact);
    }
    let verification = variant.verification();
    let reason = verification.reason().map(|reason| format!(" ({reason})")).unwrap_or_default();
    line(&mut out, "verified", &format!("{}{reason}", verification.mode()));
    for place in &variant.occurrences {
        let path = normative::source::shown(&compiled.sources.root, &place.path);
        let versions = self::versions(compiled, &place.monikers);
        let (line_number, column) = (place.start.line, place.start.column);
        line(&mut out, "stated at", &format!("{path}:{line_number}:{column} in {versions}"));
    }
    out
}

/// The rules that found a variant, at its places.
fn rules(compiled: &Compiled, requirement: &Requirement, variant: &Variant) -> Vec<&'static str> {
    let mut rules = Vec::new();
    for place in &variant.occurrences {
        let Some(file) = explain::find_file(compiled, &place.path) else { continue };
        let line = place.start.line;
        for sentence in explain::sentences(compiled, file, line..=line) {
            let own = sentence.stated.iter().filter(|stated| {
                stated.ids.contains(&requirement.id.as_str())
                    && stated.statement.statement.clause == variant.clause
            });
            rules.extend(own.map(|stated| stated.statement.statement.rule));
        }
    }
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// What every leaf is decided by.
fn leaves(check: &Check, facts: &mut Vec<String>) {
    match check {
        Check::Leaf(leaf) => facts.push(match &leaf.fact {
            Some(fact) => format!("{} decides {}", fact.path, check.describe()),
            None => format!("none is known for {}", check.describe()),
        }),
        Check::AnyOf(parts) | Check::AllOf(parts) => {
            parts.iter().for_each(|part| leaves(part, facts));
        }
        Check::Not(part) => leaves(part, facts),
    }
}

/// How the lock knows it.
fn history(compiled: &Compiled, id: &str) -> String {
    let Some(record) = compiled.lock.requirements.get(id) else {
        return "not in the lock".to_owned();
    };
    let continued = record.continued.as_ref().map(|continued| {
        format!("continued by {}, score {:.2}", continued.by.as_str(), continued.score)
    });
    let split = record.split_from.as_ref().map(|from| format!("split from {from}"));
    let said: Vec<_> = continued.into_iter().chain(split).collect();
    match said.is_empty() {
        true => "as it was when it was first seen".to_owned(),
        false => said.join("; "),
    }
}

fn unknown(compiled: &Compiled, id: &str) -> Failure {
    let shown = visible(id);
    if let Some(retired) = compiled.lock.retired.get(id) {
        let failure = Failure::new(format!("`{shown}` is no requirement any more"));
        return failure.help(match &retired.merged_into {
            Some(into) => format!("`{into}` took it in; it said: {}", retired.clause),
            None => format!("it said: {}", retired.clause),
        });
    }
    let known = compiled.graph.requirements.iter().map(|requirement| requirement.id.as_str());
    let failure = Failure::new(format!("`{shown}` is no id, FILE:LINE, code or rule"));
    match nearest(id, known) {
        Some(nearest) => failure.help(format!("the nearest known id is `{nearest}`")),
        None => failure.help("`normative graph` lists the ids"),
    }
}

fn because(rule: &str) -> String {
    match statement::rule(rule) {
        Some(rule) => format!("{}: {}", rule.name, rule.summary),
        None => rule.to_owned(),
    }
}

fn versions(compiled: &Compiled, monikers: &MonikerSet) -> String {
    compiled.graph.catalog.names(monikers).collect::<Vec<_>>().join(", ")
}

/// One labelled line.
fn line(out: &mut String, label: &str, text: &str) {
    out.push_str(&format!("  {label:<15} {}\n", visible(&text.replace('\n', " "))));
}
