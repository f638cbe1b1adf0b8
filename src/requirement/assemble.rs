//! From statements to requirements.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::edges::edges;
use super::lineage::{Group, Thread, trace};
use super::lock::Lock;
use super::remember::remember;
use super::slug::{slug, stems};
use super::stated::{Stated, stated};
use super::words::{fold_into, same_words};
use super::{Document, DocumentReading, Graph, Requirement, Tally, Variant};
use crate::source::{FileId, SourceSet, Span};
use crate::statement::{Entry, Level, Outcome};
use crate::version::{Catalog, MonikerSet};

/// The graph, and the lock to be kept for the next time.
#[derive(Debug, Clone, Default)]
pub struct Assembled {
    /// Everything that the documents require.
    pub graph: Graph,
    /// What `build` writes beside `normative.toml`.
    pub lock: Lock,
}

/// What one page states; nothing else that was read of it is needed for the graph.
#[derive(Debug)]
pub struct Gathered {
    document: Document,
    groups: Vec<Group>,
    cues: Vec<Cue>,
}

/// A sentence with a cue: where it stands, and the rule that excludes it, if one does.
type Cue = ((FileId, Span), Option<&'static str>);

impl Gathered {
    /// Of a page that was read.
    pub fn of(reading: DocumentReading, sources: &SourceSet) -> Self {
        let DocumentReading { path, title, monikers, views } = reading;
        let cues = views.iter().flat_map(|view| &view.ledger).filter_map(cue).collect();
        let groups = gather(&path, stated(views, &path, sources));
        Self { document: Document { path, title, monikers }, groups, cues }
    }
}

fn cue(entry: &Entry) -> Option<Cue> {
    let rule = match entry.outcome {
        Outcome::Requirement => None,
        Outcome::Excluded(rule) => Some(rule),
        Outcome::NoCue => return None,
    };
    Some(((entry.file, entry.span), rule))
}

/// Joins what all pages state into one graph, in which what `lock` knows keeps its id. The
/// moniker sets refer to `catalog`.
pub fn assemble(
    documents: &[DocumentReading],
    catalog: Catalog,
    sources: &SourceSet,
    lock: &Lock,
) -> Assembled {
    let pages = documents.par_iter().map(|page| Gathered::of(page.clone(), sources)).collect();
    join(pages, catalog, lock, true)
}

/// Joins what was gathered of all pages; what `lock` knows keeps its id. The new lock is empty
/// unless it is asked for.
pub fn join(mut pages: Vec<Gathered>, catalog: Catalog, lock: &Lock, remembers: bool) -> Assembled {
    pages.sort_by(|a, b| a.document.path.cmp(&b.document.path));
    let (mut documents, mut groups, mut cues) = (Vec::new(), Vec::new(), Vec::new());
    for page in pages {
        documents.push(page.document);
        groups.extend(page.groups);
        cues.extend(page.cues);
    }
    let (mut threads, merged) = trace(&groups, lock, &catalog);
    for thread in &mut threads {
        thread.groups.sort_unstable();
    }
    threads.sort_by_key(|thread| thread.groups[0]);
    name_new_ones(&mut threads, &groups, &documents, lock);
    let new_lock = match remembers {
        true => remember(&catalog, &threads, &groups, merged, lock),
        false => Lock::default(),
    };
    let mut groups: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    let own = |thread: Thread| {
        // No group is in two threads.
        let own = thread.groups.iter().filter_map(|&at| groups[at].take()).collect();
        requirement(thread.id, own)
    };
    let requirements: Vec<Requirement> = threads.into_iter().map(own).collect();
    let graph = Graph {
        statements: tally(cues),
        documents,
        edges: edges(&requirements),
        requirements,
        catalog,
    };
    Assembled { graph, lock: new_lock }
}

/// What makes two places say the same thing: the section, by its number, the level, and the folded
/// sentence, clause and condition, each on a line.
type Words = (usize, Level, String);

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
        let known = *at.entry((number, one.level, words(&one))).or_insert_with(|| {
            groups.push(Group {
                path: path.to_owned(),
                stated: Vec::with_capacity(1), // most stand at one place
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

/// The folded sentence, its clause when that is less, and the condition; no folded text has a line
/// end in it.
fn words(one: &Stated) -> String {
    let mut words = same_words(&one.text);
    let end = words.len();
    words.push('\n');
    if one.text.trim_end_matches('.') != one.clause {
        fold_into(&one.clause, &mut words);
        if words[..end] == words[end + 1..] {
            words.truncate(end + 1);
        }
    }
    if let Some(condition) = &one.condition {
        words.push('\n');
        fold_into(&condition.text, &mut words);
    }
    words
}

/// Gives an id to each thread that the lock doesn't know: the page's stem, and the subject and
/// what is said of it, then a number when that is taken.
fn name_new_ones(threads: &mut [Thread], groups: &[Group], documents: &[Document], lock: &Lock) {
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
    let slugs = [words.as_str(), stated.clause.as_str()].into_iter().map(slug);
    let mut telling = slugs.filter(|slug| !slug.is_empty());
    telling.next().unwrap_or_else(|| "statement".to_owned())
}

/// What a thread of groups says, in their order.
fn requirement(id: Option<String>, groups: Vec<Group>) -> Requirement {
    let first = &groups[0].stated[0];
    let (subject, section) = (first.subject.clone(), first.occurrence.section.clone());
    let alone = groups.len() == 1;
    let mut variants: Vec<Variant> = Vec::with_capacity(groups.len());
    let mut known: Vec<String> = Vec::new();
    for Group { stated, monikers, .. } in groups {
        if !alone {
            let words = format!("{:?} {}", stated[0].level, said_words(&stated[0]));
            if let Some(at) = known.iter().position(|known| *known == words) {
                variants[at].monikers = variants[at].monikers.union(&monikers);
                variants[at].occurrences.extend(stated.into_iter().map(|one| one.occurrence));
                continue;
            }
            known.push(words);
        }
        variants.extend(variant(stated, monikers));
    }
    variants.sort_by_key(|variant| variant.monikers.iter().next());
    Requirement { id: id.expect("every thread was named"), subject, section, variants }
}

/// What the first of these places says, at all of them.
fn variant(stated: Vec<Stated>, monikers: MonikerSet) -> Option<Variant> {
    let mut occurrences = Vec::with_capacity(stated.len());
    let mut stated = stated.into_iter();
    let Stated { level, text, clause, condition, check, occurrence, .. } = stated.next()?;
    occurrences.push(occurrence);
    occurrences.extend(stated.map(|one| one.occurrence));
    Some(Variant { monikers, level, condition, text, clause, check, occurrences })
}

/// The folded clause, sentence and condition.
fn said_words(stated: &Stated) -> String {
    let condition = stated.condition.as_ref().map_or("", |c| &c.text);
    [&stated.clause, &stated.text, condition].map(same_words).join("\n")
}

/// Counts each sentence once, whichever versions see it.
fn tally(mut cues: Vec<Cue>) -> Tally {
    // What is said of one place stands together then, in the order of the readings.
    cues.par_sort_by_key(|(place, _)| *place);
    let mut tally = Tally::default();
    let mut excluded: HashMap<&'static str, usize> = HashMap::new();
    for place in cues.chunk_by(|a, b| a.0 == b.0) {
        // A sentence that obliges in one version obliges.
        match place[0].1 {
            Some(rule) if place.iter().all(|(_, rule)| rule.is_some()) => {
                *excluded.entry(rule).or_default() += 1;
            }
            _ => tally.requirements += 1,
        }
    }
    tally.candidates = tally.requirements + excluded.values().sum::<usize>();
    tally.excluded.extend(excluded.into_iter().map(|(rule, count)| (rule.to_owned(), count)));
    tally
}
