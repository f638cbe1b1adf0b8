//! From statements to requirements.

use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    mut documents: Vec<DocumentReading>,
    catalog: Catalog,
    sources: &SourceSet,
    lock: &Lock,
) -> Assembled {
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let mut groups = Vec::new();
    for document in &documents {
        gather(&document.path, stated(document, sources), &mut groups);
    }
    let (mut threads, merged) = trace(&groups, lock, &catalog);
    for thread in &mut threads {
        thread.groups.sort_unstable();
    }
    threads.sort_by_key(|thread| thread.groups[0]);
    name_new_ones(&mut threads, &groups, &documents, lock);
    let requirements: Vec<Requirement> =
        threads.iter().map(|thread| requirement(thread, &groups)).collect();
    let graph = Graph {
        statements: tally(&documents),
        documents: documents
            .into_iter()
            .map(|d| Document { path: d.path, title: d.title, monikers: d.monikers })
            .collect(),
        edges: edges(&requirements),
        requirements,
        catalog,
    };
    Assembled { lock: remember(&graph, &threads, &groups, merged, lock), graph }
}

/// What makes two places say the same thing: the section, the level and the words.
type Words = (Vec<String>, Level, String, String, Option<String>);

/// Gathers the places that say the same thing under the same heading. In reading order.
fn gather(path: &str, all: Vec<Stated>, groups: &mut Vec<Group>) {
    let mut at: HashMap<Words, usize> = HashMap::new();
    for one in all {
        let words = (
            one.occurrence.section.iter().map(|heading| same_words(heading)).collect(),
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
}

/// Gives an id to each thread that the lock doesn't know: the page's stem, and the subject and
/// what is said of it, then a number when that is taken.
fn name_new_ones(
    threads: &mut [Thread],
    groups: &[Group],
    documents: &[DocumentReading],
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
    let mut variants: Vec<(String, Variant)> = Vec::new();
    for &group in &thread.groups {
        let group = &groups[group];
        let stated = &group.stated[0];
        let words = format!("{:?} {}", stated.level, said_words(stated));
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
fn tally(documents: &[DocumentReading]) -> Tally {
    let mut outcomes: BTreeMap<(FileId, usize, usize), Outcome> = BTreeMap::new();
    for entry in documents.iter().flat_map(|d| &d.views).flat_map(|v| &v.ledger) {
        let key = (entry.file, entry.span.start, entry.span.end);
        let known = outcomes.entry(key).or_insert(Outcome::NoCue);
        // A sentence that obliges in one version obliges.
        match (&*known, &entry.outcome) {
            (Outcome::Requirement, _) => {}
            (_, Outcome::Requirement) => *known = Outcome::Requirement,
            (Outcome::NoCue, other) => *known = other.clone(),
            _ => {}
        }
    }
    let mut tally = Tally::default();
    for outcome in outcomes.values() {
        match outcome {
            Outcome::Requirement => tally.requirements += 1,
            Outcome::Excluded(rule) => *tally.excluded.entry((*rule).to_owned()).or_default() += 1,
            Outcome::NoCue => {}
        }
    }
    tally.candidates = tally.requirements + tally.excluded.values().sum::<usize>();
    tally
}
