//! What a lock keeps of a graph.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::lineage::{Group, Thread, fingerprint};
use super::lock::{Lock, Record, Retired, Said};
use super::words::same_words;
use super::{Graph, Occurrence, Requirement, Variant};
use crate::version::{Catalog, MonikerSet};

impl Lock {
    /// The lock of a graph of which no other is known. The pages of included text aren't known
    /// either: it counts as a page of its own.
    pub fn of(graph: &Graph) -> Self {
        let mut lock = Self::default();
        for requirement in &graph.requirements {
            let first = requirement.variants.first().and_then(|v| v.occurrences.first());
            let document = first.map_or("", |occurrence| occurrence.path.as_str());
            let says = requirement
                .variants
                .iter()
                .flat_map(|v| said_by(v, requirement, document, &graph.catalog))
                .collect();
            let record = Record {
                document: document.to_owned(),
                section: requirement.section.clone(),
                subject: requirement.subject.as_deref().map(kept),
                says,
                continued: None,
                split_from: None,
            };
            lock.requirements.insert(requirement.id.clone(), record);
            lock.order.push(requirement.id.clone());
        }
        lock
    }
}

/// What a variant says, for each place that it says it at.
fn said_by(
    variant: &Variant,
    requirement: &Requirement,
    document: &str,
    catalog: &Catalog,
) -> Vec<Said> {
    let mut places: BTreeMap<(&str, &[String]), MonikerSet> = BTreeMap::new();
    for Occurrence { path, section, monikers, .. } in &variant.occurrences {
        let known = places.entry((path.as_str(), section.as_slice())).or_default();
        *known = known.union(monikers);
    }
    let more = same_words(&variant.clause) != same_words(&variant.text);
    let said = |((path, section), monikers): ((&str, &[String]), MonikerSet)| Said {
        monikers: catalog.names(&monikers).map(str::to_owned).collect(),
        level: variant.level.as_str().to_owned(),
        clause: kept(&variant.clause),
        text: more.then(|| kept(&variant.text)),
        condition: variant.condition.as_ref().map(|c| kept(&c.text)),
        check: variant.check.as_ref().map(fingerprint),
        section: (section != requirement.section.as_slice()).then(|| section.to_vec()),
        document: (path != document).then(|| path.to_owned()),
    };
    places.into_iter().map(said).collect()
}

/// The lock after this build: what is in force, and every id that ever was.
pub(super) fn remember(
    catalog: &Catalog,
    threads: &[Thread],
    groups: &[Group],
    merged: Vec<(String, String)>,
    before: &Lock,
) -> Lock {
    let mut lock = Lock { retired: before.retired.clone(), ..Lock::default() };
    let record = |thread: &Thread| {
        let Group { path: document, stated, .. } = &groups[thread.groups[0]];
        let (subject, section) = (&stated[0].subject, &stated[0].occurrence.section);
        let mut says: Vec<(MonikerSet, Said)> = thread
            .groups
            .iter()
            .map(|&group| {
                let group = &groups[group];
                (group.monikers.clone(), said(group, section, document, catalog))
            })
            .collect();
        says.sort_by_key(|(monikers, _)| monikers.iter().next());
        let record = Record {
            document: document.clone(),
            section: section.clone(),
            subject: subject.as_deref().map(kept),
            says: says.into_iter().map(|(_, said)| said).collect(),
            continued: thread.continued.clone(),
            split_from: thread.split_from.clone(),
        };
        Some((thread.id.clone()?, record))
    };
    let records: Vec<_> = threads.par_iter().filter_map(record).collect();
    lock.requirements.extend(records);
    let mut merged: BTreeMap<String, String> = merged.into_iter().collect();
    for (id, record) in &before.requirements {
        if !lock.requirements.contains_key(id) {
            let clause = record.says.first().map_or_else(String::new, |s| s.clause.clone());
            let retired = Retired {
                document: record.document.clone(),
                section: record.section.clone(),
                clause,
                merged_into: merged.remove(id),
            };
            lock.retired.insert(id.clone(), retired);
        }
    }
    let ids = threads.iter().filter_map(|thread| thread.id.as_deref());
    lock.order = ordered(&lock, &before.order, ids);
    lock
}

/// A page and the headings of a section.
type Place<'a> = (&'a str, &'a [String]);

/// The ids in the order of the docs, section by section; what is gone stays in its section behind
/// what it stood behind.
fn ordered<'a>(lock: &Lock, before: &[String], ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut sections: Vec<(Place<'_>, Vec<&str>)> = Vec::new();
    let mut numbers: HashMap<Place<'_>, usize> = HashMap::new();
    for id in ids {
        let Some(place) = lock.place(id) else { continue };
        let number = *numbers.entry(place).or_insert_with(|| {
            sections.push((place, Vec::new()));
            sections.len() - 1
        });
        sections[number].1.push(id);
    }
    let mut gone = Gone::of(lock, before, |place| numbers.contains_key(place));
    let mut order = gone.behind_section.remove(&None).unwrap_or_default();
    for (place, ids) in sections {
        order.extend(gone.first_in.remove(&place).unwrap_or_default());
        for id in ids {
            order.push(id);
            order.extend(gone.behind_id.remove(id).unwrap_or_default());
        }
        order.extend(gone.behind_section.remove(&Some(place)).unwrap_or_default());
    }
    order.into_iter().map(str::to_owned).collect()
}

/// Where the ids that are gone stood.
#[derive(Default)]
struct Gone<'a> {
    /// Behind another id of their section.
    behind_id: HashMap<&'a str, Vec<&'a str>>,
    /// In front of all others of their section.
    first_in: HashMap<Place<'a>, Vec<&'a str>>,
    /// In a section that is gone itself, behind this one.
    behind_section: HashMap<Option<Place<'a>>, Vec<&'a str>>,
}

impl<'a> Gone<'a> {
    fn of(lock: &'a Lock, before: &'a [String], lives: impl Fn(&Place<'a>) -> bool) -> Self {
        let mut gone = Self::default();
        let mut last_id: HashMap<Place<'_>, &str> = HashMap::new();
        let mut last_section = None;
        for id in before {
            let Some(place) = lock.place(id) else { continue };
            if !lock.retired.contains_key(id) {
                last_id.insert(place, id);
            } else if let Some(last) = last_id.get(&place) {
                gone.behind_id.entry(last).or_default().push(id);
            } else if lives(&place) {
                gone.first_in.entry(place).or_default().push(id);
            } else {
                gone.behind_section.entry(last_section).or_default().push(id);
            }
            if lives(&place) {
                last_section = Some(place);
            }
        }
        gone
    }
}

/// A text as the lock keeps it: on one line, with straight quotes and without a final stop, so that
/// layout changes nothing in it.
fn kept(text: &str) -> String {
    if text.is_ascii()
        && !text.contains("  ")
        && !text.contains(['\n', '\t', '\r', '\u{b}', '\u{c}'])
    {
        return text.trim_start().trim_end_matches(['.', ';', ':', ' ']).to_owned();
    }
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let straight =
        line.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"");
    straight.trim_end_matches(['.', ';', ':', ' ']).to_owned()
}

fn said(group: &Group, around: &[String], document: &str, catalog: &Catalog) -> Said {
    let first = &group.stated[0];
    let more = same_words(&first.clause) != same_words(&first.text);
    let section = &first.occurrence.section;
    Said {
        monikers: catalog.names(&group.monikers).map(str::to_owned).collect(),
        level: first.level.as_str().to_owned(),
        clause: kept(&first.clause),
        text: more.then(|| kept(&first.text)),
        condition: first.condition.as_ref().map(|c| kept(&c.text)),
        check: first.check.as_ref().map(fingerprint),
        section: (section != around).then(|| section.clone()),
        document: (group.path != *document).then(|| group.path.clone()),
    }
}
