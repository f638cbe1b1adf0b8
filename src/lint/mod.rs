//! What is wrong with the docs, as far as it can be seen in what they require.
//!
//! A lint is a value in [`LINTS`] and its explanation ships with it. What a reader already noticed
//! while reading a page is a [`Diagnostic`] too, but no lint.

mod contradicting_levels;
mod contradicting_values;
mod duplicate_requirement;
mod gap_in_versions;
pub mod json;
pub mod sarif;
mod unbound_check;

use std::collections::BTreeMap;

use crate::diagnostic::{self, Diagnostic};
use crate::requirement::{Graph, Requirement, Variant};
use crate::source::{FileId, SourceSet, Span};
use crate::version::MonikerSet;
use crate::vocabulary::bind::Unbound;

/// What the lints look at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// What the docs require.
    pub graph: &'a Graph,
    /// The pages.
    pub sources: &'a SourceSet,
    /// The leaves of checks that no vocabulary binds.
    pub unbound: &'a [Unbound],
    /// The vocabulary of each product that has one, by the product's name; as the user names the
    /// file.
    pub vocabularies: &'a BTreeMap<String, String>,
}

/// One thing that can be wrong with docs.
#[derive(Debug)]
pub struct Lint {
    /// `N103`. Never used again for another lint.
    pub code: &'static str,
    /// Reads well as "allow gap-in-versions".
    pub name: &'static str,
    /// What `normative explain N103` prints: Markdown with the same headings for all.
    pub explain: &'static str,
    /// Finds it. Linear in the size of the graph.
    run: fn(&Subject<'_>) -> Vec<Diagnostic>,
}

/// Every lint, by name. To add one: a file, its page beside it, a line here.
pub const LINTS: &[&Lint] = &[
    &contradicting_levels::LINT,
    &contradicting_values::LINT,
    &duplicate_requirement::LINT,
    &gap_in_versions::LINT,
    &unbound_check::LINT,
];

/// What all lints find, in the order of the pages.
pub fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<_> = LINTS.iter().flat_map(|lint| (lint.run)(subject)).collect();
    diagnostic::tidy(&mut found);
    found
}

/// The lint of this code or name.
pub fn find(code_or_name: &str) -> Option<&'static Lint> {
    let is_meant =
        |lint: &&&Lint| lint.code.eq_ignore_ascii_case(code_or_name) || lint.name == code_or_name;
    LINTS.iter().find(is_meant).copied()
}

/// A variant and the requirement that it is of.
#[derive(Clone, Copy)]
struct Stated<'a> {
    requirement: &'a Requirement,
    variant: &'a Variant,
}

impl Stated<'_> {
    /// Where it is stated first, as a reader would say it.
    fn shown_place(self, subject: &Subject<'_>) -> String {
        let Some(first) = self.variant.occurrences.first() else { return String::new() };
        let root = &subject.sources.root;
        format!("{}:{}", crate::source::shown(root, &first.path), first.start.line)
    }

    /// The page and the headings under which it is stated first. What only words name, `the value`,
    /// is another thing on another page, and often in another section.
    fn around(self) -> (String, Vec<String>) {
        let first = self.variant.occurrences.first();
        first.map(|first| (first.path.clone(), first.section.clone())).unwrap_or_default()
    }
}

/// The pages by path, to find the places of occurrences.
struct Places<'a> {
    files: BTreeMap<&'a str, FileId>,
    sources: &'a SourceSet,
}

impl<'a> Places<'a> {
    fn of(sources: &'a SourceSet) -> Self {
        let files = (0..).zip(&sources.files);
        let files = files.map(|(at, file)| (file.path.as_str(), FileId(at))).collect();
        Self { files, sources }
    }

    /// The remark, at the place of an occurrence.
    fn mark(&self, remark: Diagnostic, variant: &Variant) -> Diagnostic {
        let place = variant.occurrences.first().and_then(|occurrence| {
            let id = *self.files.get(occurrence.path.as_str())?;
            let file = self.sources.file(id);
            let line = occurrence.start.line as usize;
            let start_of_line = *file.line_starts.get(line.checked_sub(1)?)?;
            let end = file.line_starts.get(line).copied().unwrap_or(file.text.len());
            let text = file.text.get(start_of_line..end)?;
            let before = text.char_indices().nth(occurrence.start.column as usize - 1);
            let start = start_of_line + before.map_or(text.len(), |(at, _)| at);
            let line = file.text.get(start..end)?;
            Some((id, Span { start, end: start + length(line, &variant.text) }))
        });
        match place {
            Some((file, span)) => remark.at(file, span),
            None => remark,
        }
    }
}

/// How many bytes of a line, which starts with a sentence and has markup, are of that sentence.
fn length(line: &str, sentence: &str) -> usize {
    let mut rest = sentence.chars().filter(|c| c.is_alphanumeric()).peekable();
    let mut end = 0;
    for (at, c) in line.char_indices() {
        if rest.next_if_eq(&c).is_some() {
            end = at + c.len_utf8();
        }
        if rest.peek().is_none() {
            break;
        }
    }
    end
}

/// Every variant, in the order of the graph.
fn variants(graph: &Graph) -> impl Iterator<Item = Stated<'_>> {
    graph.requirements.iter().flat_map(|requirement| {
        requirement.variants.iter().map(move |variant| Stated { requirement, variant })
    })
}

/// `2019, 2022` as the docs name them.
fn names(graph: &Graph, monikers: &MonikerSet) -> String {
    let names: Vec<_> = graph.catalog.names(monikers).map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests;
