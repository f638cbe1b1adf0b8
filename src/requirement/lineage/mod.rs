//! Which requirement a statement continues: one known from the lock, or one that says the same of
//! other versions.
//!
//! In this order, each step over what the ones before left open:
//!
//! 1. the same words under the same heading of the same page;
//! 2. the same words elsewhere: a renamed heading or file, or a statement that moved;
//! 3. like words or the same property, first of all at the old place;
//! 4. like words at the same place in other versions: another variant.
//!
//! Steps 3 and 4 choose the best assignment of the whole, not the first fit.

mod assign;
mod elsewhere;
mod profile;
mod resemblance;
mod split;

use std::collections::HashMap;

pub(in crate::requirement) use profile::fingerprint;
pub(crate) use profile::{is_function_word, spaced};

use super::lock::{Continued, Lock, Method, Record, Said};
use super::stated::Stated;
use super::words::same_words;
use crate::version::{Catalog, MonikerSet};

/// The places that say the same thing in the same words under one heading.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// The page.
    pub(super) path: String,
    /// The occurrences; never empty.
    pub(super) stated: Vec<Stated>,
    /// The versions of all of them.
    pub(super) monikers: MonikerSet,
}

/// A requirement in the making.
#[derive(Debug, Clone, Default)]
pub(super) struct Thread {
    /// The id that it has already.
    pub(super) id: Option<String>,
    /// Its groups, as indices; their versions are disjoint.
    pub(super) groups: Vec<usize>,
    /// How the lock's record was recognised, when not by its words at its place.
    pub(super) continued: Option<Continued>,
    /// The id of the requirement that held this obligation too before.
    pub(super) split_from: Option<String>,
    versions: MonikerSet,
}

/// Threads all groups. A record of the lock that nothing continues has no thread; the second list
/// says which requirement took its words in, when one did.
pub(super) fn trace(
    groups: &[Group],
    lock: &Lock,
    catalog: &Catalog,
) -> (Vec<Thread>, Vec<(String, String)>) {
    let mut tracer = Tracer::new(groups, lock, catalog);
    tracer.same_words_same_place();
    tracer.same_words_elsewhere();
    let compared = tracer.like_words_of_the_lock();
    tracer.like_words_in_other_versions(&compared);
    tracer.split_and_merged(compared)
}

/// A place in the docs: a page and the folded headings.
type Place = (String, Vec<String>);

/// One wording that the lock remembers.
struct Old<'a> {
    record: usize,
    said: &'a Said,
    place: usize,
    /// The versions in which it was said, as far as they still exist.
    monikers: MonikerSet,
}

struct Tracer<'a> {
    groups: &'a [Group],
    catalog: &'a Catalog,
    records: Vec<(&'a String, &'a Record)>,
    olds: Vec<Old<'a>>,
    /// The place of each group.
    places: Vec<usize>,
    names: Vec<Place>,
    /// For each group the thread that it is in.
    thread_of: Vec<Option<usize>>,
    /// The first ones are those of the records.
    threads: Vec<Thread>,
    /// Where the statements of a place that is gone are now.
    renamed: HashMap<usize, usize>,
    exact: Vec<bool>,
}

impl<'a> Tracer<'a> {
    fn new(groups: &'a [Group], lock: &'a Lock, catalog: &'a Catalog) -> Self {
        let mut numbers: HashMap<Place, usize> = HashMap::new();
        let mut names = Vec::new();
        let mut number = |path: &str, section: &[String]| {
            let place = (path.to_owned(), section.iter().map(|h| same_words(h)).collect());
            *numbers.entry(place).or_insert_with_key(|place| {
                names.push(place.clone());
                names.len() - 1
            })
        };
        let mut places: Vec<usize> = Vec::with_capacity(groups.len());
        for (at, group) in groups.iter().enumerate() {
            let section = &group.stated[0].occurrence.section;
            let before = at.checked_sub(1).map(|before| &groups[before]);
            let stays = before.is_some_and(|before| {
                before.path == group.path && before.stated[0].occurrence.section == *section
            });
            places.push(if stays { places[at - 1] } else { number(&group.path, section) });
        }
        let records: Vec<(&String, &Record)> = lock.requirements.iter().collect();
        let mut olds = Vec::new();
        for (at, (_, record)) in records.iter().enumerate() {
            for said in &record.says {
                let section = said.section.as_ref().unwrap_or(&record.section);
                let known = said.monikers.iter().filter_map(|name| catalog.find(name));
                olds.push(Old {
                    record: at,
                    said,
                    place: number(said.document.as_ref().unwrap_or(&record.document), section),
                    monikers: known.collect(),
                });
            }
        }
        let thread = |(id, record): &(&String, &Record)| Thread {
            id: Some((*id).clone()),
            continued: record.continued.clone(),
            split_from: record.split_from.clone(),
            ..Thread::default()
        };
        Self {
            groups,
            catalog,
            threads: records.iter().map(thread).collect(),
            thread_of: vec![None; groups.len()],
            exact: vec![true; records.len()],
            records,
            olds,
            places,
            names,
            renamed: HashMap::new(),
        }
    }

    /// Puts a group into a thread, unless the thread has one of its versions already.
    fn join(&mut self, group: usize, thread: usize) -> bool {
        let versions = &self.groups[group].monikers;
        let free = self.threads[thread].versions.intersection(versions).is_empty();
        if free && self.thread_of[group].is_none() {
            self.thread_of[group] = Some(thread);
            let thread = &mut self.threads[thread];
            thread.groups.push(group);
            thread.versions = thread.versions.union(versions);
            return true;
        }
        false
    }

    /// Notes how a record was recognised; the least sure way of all its groups counts.
    fn note(&mut self, thread: usize, by: Method, score: f64) {
        let score = (score * 100.0).round() / 100.0;
        let known = self.threads[thread].continued.as_ref().filter(|_| !self.exact[thread]);
        if known.is_none_or(|known| score < known.score) {
            self.threads[thread].continued = Some(Continued { by, score });
        }
        self.exact[thread] = false;
    }

    /// Whether an old wording has versions that nothing in its thread speaks of yet.
    fn is_open(&self, old: &Old<'_>) -> bool {
        let thread = &self.threads[old.record];
        thread.groups.is_empty() || !old.monikers.is_subset(&thread.versions)
    }

    /// Step 1.
    fn same_words_same_place(&mut self) {
        let mut at: HashMap<(usize, String, String), Vec<usize>> = HashMap::new();
        if !self.olds.is_empty() {
            for (group, place) in self.places.iter().enumerate() {
                let (clause, text) = group_words(&self.groups[group]);
                at.entry((*place, clause, text)).or_default().push(group);
            }
        }
        let mut pairs = Vec::new();
        for (number, old) in self.olds.iter().enumerate() {
            let (clause, text) = said_words(old.said);
            for &group in at.get(&(old.place, clause, text)).into_iter().flatten() {
                let new = &self.groups[group];
                let shared = old.monikers.intersection(&new.monikers).len();
                let same = new.stated[0].level.as_str() == old.said.level
                    && condition_words(new) == old.said.condition.as_deref().map(same_words);
                pairs.push((!same, std::cmp::Reverse(shared), number, group));
            }
        }
        pairs.sort();
        for (_, _, old, group) in pairs {
            self.join(group, self.olds[old].record);
        }
    }
}

/// The folded clause and sentence of a group.
fn group_words(group: &Group) -> (String, String) {
    (same_words(&group.stated[0].clause), same_words(&group.stated[0].text))
}

fn said_words(said: &Said) -> (String, String) {
    let clause = same_words(&said.clause);
    let text = said.text.as_ref().map_or_else(|| clause.clone(), |text| same_words(text));
    (clause, text)
}

fn condition_words(group: &Group) -> Option<String> {
    group.stated[0].condition.as_ref().map(|c| same_words(&c.text))
}
