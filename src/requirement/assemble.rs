//! From statements to requirements.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::edges::edges;
use super::lineage::{Group, Thread, trace};
use super::lock::Lock;
use super::remember::remember;
use super::slug::{slug, stems};
use super::stated::{Stated, stated};
use super::words::same_words;
use super::{Document, DocumentReading, Graph, Requirement, Tally, Variant};
use crate::source::{FileId, SourceSet};
use crate::statement::{Level, Outcome};
use crate::version::{Catalog, MonikerSet};

/// The graph, and the lock to be kept for the next time.
#[derive(Debug, Clone, Default)]
pub struct Assembled {
    /// Everything that the documents require.
    pub graph: Graph,
    /// What `build` writes beside `normative.toml`.
    pub lock: Lock,
}

/// Joins what all pages state into one graph, in which what `lock` knows keeps its id. The
/// moniker sets refer to `catalog`.
pub fn assemble(
    documents: &[DocumentReading],
    catalog: Catalog,
    sources: &SourceSet,
    lock: &Lock,
) -> Assembled {
    let mut documents: Vec<&DocumentReading> = documents.iter().collect();
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let groups: Vec<Vec<Group>> = documents
        .par_iter()
        .map(|document| gather(&document.path, stated(document, sources)))
        .collect();
    let groups: Vec<Group> = groups.into_iter().flatten().collect();
    let (mut threads, merged) = trace(&groups, lock, &catalog);
    for thread in &mut threads {
        thread.groups.sort_unstable();
    }
    threads.sort_by_key(|thread| thread.groups[0]);
    name_new_ones(&mut threads, &groups, &documents, lock);
    let requirements: Vec<Requirement> =
        threads.par_iter().map(|thread| requirement(thread, &groups)).collect();
    let graph = Graph {
        statements: tally(&documents),
        documents: documents
            .into_iter()
            .map(|d| Document {
                path: d.path.clone(),
                title: d.title.clone(),
                monikers: d.monikers.clone(),
            })
            .collect(),
        edges: edges(&requirements),
        requirements,
        catalog,
    };
    Assembled { lock: remember(&graph, &threads, &groups, merged, lock), graph }
}

/// What makes two places say the same thing: the section, by its number, the level and the words.
type Words = (usize, Level, String, String, Option<String>);

/// Gathers the places that say the same thing under the same heading. In reading order.
fn gather(path: &str, all: Vec<Stated>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at: HashMap<Words, usize> = HashMap::new();
    let mut sections: HashMap<Vec<String>, usize> = HashMap::new();
    let mut last: Option<(Vec<String>, usize)> = None;
    for one in all {
        let section = &one.occurrence.section;
        let number = match &last {
            Some((known, number)) if known == section => *number,
            _ => {
                let folded = section.iter().map(|heading| same_words(heading)).collect();
                let fresh = sections.len();
                let number = *sections.entry(folded).or_insert(fresh);
                last = Some((section.clone(), number));
                number
            }
        };
        let words = (
            number,
            one.level,
            same_words(&one.text),
            same_words(&one.clause),
            one.condition.as_ref().map(|c| same_words(&c.text)),
        );
        let known = *at.entry(words).or_insert_with(|| {
            groups.push(Group {
                path: path.to_owned(),
                stated: Vec::new(),
                monikers: MonikerSet::default(),
            });
            groups.len() - 1
        });
        let group = &mut groups[known];
        group.monikers = group.monikers.union(&one.occurrence.monikers);
        group.stated.push(one);
    }
    groups
}

/// Gives an id to each thread that the lock doesn't know: the page's stem, and the subject and
/// what is said of it, then a number when that is taken.
fn name_new_ones(
    threads: &mut [Thread],
    groups: &[Group],
    documents: &[&DocumentReading],
    lock: &Lock,
) {
    let stems = stems(documents.iter().map(|d| d.path.as_str()));
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut next: HashMap<String, u32> = HashMap::new();
    for thread in threads.iter_mut().filter(|thread| thread.id.is_none()) {
        let group = &groups[thread.groups[0]];
        let base = format!("{}/{}", stems[group.path.as_str()], name(&group.stated[0]));
        let mut id = base.clone();
        while taken.contains(&id) || lock.knows(&id) {
            let number = next.entry(base.clone()).or_insert(1);
            *number += 1;
            id = format!("{base}-{number}");
        }
        taken.insert(id.clone());
        thread.id = Some(id);
    }
}

/// The part of an id behind the page's stem.
fn name(stated: &Stated) -> String {
    let subject = stated.subject.as_deref().unwrap_or("");
    let words = format!("{subject} {}", stated.predicate);
    let slugs = [slug(&words), slug(&stated.clause)];
    slugs.into_iter().find(|slug| !slug.is_empty()).unwrap_or_else(|| "statement".to_owned())
}

fn requirement(thread: &Thread, groups: &[Group]) -> Requirement {
    let first = &groups[thread.groups[0]].stated[0];
    let mut variants: Vec<(Option<String>, Variant)> = Vec::new();
    let alone = thread.groups.len() == 1;
    for &group in &thread.groups {
        let group = &groups[group];
        let stated = &group.stated[0];
        let words = (!alone).then(|| format!("{:?} {}", stated.level, said_words(stated)));
        let occurrences = group.stated.iter().map(|one| one.occurrence.clone());
        if let Some((_, known)) = variants.iter_mut().find(|(w, _)| *w == words) {
            known.monikers = known.monikers.union(&group.monikers);
            known.occurrences.extend(occurrences);
            continue;
        }
        let variant = Variant {
            monikers: group.monikers.clone(),
            level: stated.level,
            condition: stated.condition.clone(),
            text: stated.text.clone(),
            clause: stated.clause.clone(),
            check: stated.check.clone(),
            occurrences: occurrences.collect(),
        };
        variants.push((words, variant));
    }
    let mut variants: Vec<Variant> = variants.into_iter().map(|(_, variant)| variant).collect();
    variants.sort_by_key(|variant| variant.monikers.iter().next());
    Requirement {
        id: thread.id.clone().expect("every thread was named"),
        subject: first.subject.clone(),
        section: first.occurrence.section.clone(),
        variants,
    }
}

/// The folded clause, sentence and condition.
fn said_words(stated: &Stated) -> String {
    let condition = stated.condition.as_ref().map_or("", |c| &c.text);
    [&stated.clause, &stated.text, condition].map(same_words).join("\n")
}

/// Counts each sentence once, whichever versions see it.
fn tally(documents: &[&DocumentReading]) -> Tally {
    let entries = documents.iter().flat_map(|d| &d.views).flat_map(|v| &v.ledger);
    let mut all: Vec<(FileId, usize, usize, &Outcome)> = entries
        .map(|entry| (entry.file, entry.span.start, entry.span.end, &entry.outcome))
        .collect();
    // What is said of one place stands together then, in the order of the readings.
    all.par_sort_by_key(|(file, start, end, _)| (*file, *start, *end));
    let mut tally = Tally::default();
    let mut excluded: HashMap<&'static str, usize> = HashMap::new();
    for place in all.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        let outcomes = || place.iter().map(|one| one.3);
        // A sentence that obliges in one version obliges.
        if outcomes().any(|outcome| *outcome == Outcome::Requirement) {
            tally.requirements += 1;
        } else if let Some(rule) = outcomes().find_map(|outcome| match outcome {
            Outcome::Excluded(rule) => Some(*rule),
            Outcome::Requirement | Outcome::NoCue => None,
        }) {
            *excluded.entry(rule).or_default() += 1;
        }
    }
    tally.candidates = tally.requirements + excluded.values().sum::<usize>();
    tally.excluded.extend(excluded.into_iter().map(|(rule, count)| (rule.to_owned(), count)));
    tally
}
