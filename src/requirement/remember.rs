//! What a lock keeps of a graph.

use std::collections::BTreeMap;

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
                subject: requirement.subject.clone(),
                says,
                continued: None,
                split_from: None,
            };
            lock.requirements.insert(requirement.id.clone(), record);
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
        clause: variant.clause.clone(),
        text: more.then(|| variant.text.clone()),
        condition: variant.condition.as_ref().map(|c| c.text.clone()),
        check: variant.check.as_ref().map(fingerprint),
        section: (section != requirement.section.as_slice()).then(|| section.to_vec()),
        document: (path != document).then(|| path.to_owned()),
    };
    places.into_iter().map(said).collect()
}

/// The lock after this build: what is in force, and every id that ever was.
pub(super) fn remember(
    graph: &Graph,
    threads: &[Thread],
    groups: &[Group],
    merged: Vec<(String, String)>,
    before: &Lock,
) -> Lock {
    let mut lock = Lock { retired: before.retired.clone(), ..Lock::default() };
    for (requirement, thread) in graph.requirements.iter().zip(threads) {
        let document = &groups[thread.groups[0]].path;
        let mut says: Vec<(MonikerSet, Said)> = thread
            .groups
            .iter()
            .map(|&group| {
                let group = &groups[group];
                (group.monikers.clone(), said(group, requirement, document, &graph.catalog))
            })
            .collect();
        says.sort_by_key(|(monikers, _)| monikers.iter().next());
        let record = Record {
            document: document.clone(),
            section: requirement.section.clone(),
            subject: requirement.subject.clone(),
            says: says.into_iter().map(|(_, said)| said).collect(),
            continued: thread.continued.clone(),
            split_from: thread.split_from.clone(),
        };
        lock.requirements.insert(requirement.id.clone(), record);
    }
    let mut merged: BTreeMap<String, String> = merged.into_iter().collect();
    for (id, record) in &before.requirements {
        if !lock.requirements.contains_key(id) {
            let clause = record.says.first().map_or_else(String::new, |s| s.clause.clone());
            lock.retired.insert(id.clone(), Retired { clause, merged_into: merged.remove(id) });
        }
    }
    lock
}

fn said(group: &Group, requirement: &Requirement, document: &str, catalog: &Catalog) -> Said {
    let first = &group.stated[0];
    let more = same_words(&first.clause) != same_words(&first.text);
    let section = &first.occurrence.section;
    Said {
        monikers: catalog.names(&group.monikers).map(str::to_owned).collect(),
        level: first.level.as_str().to_owned(),
        clause: first.clause.clone(),
        text: more.then(|| first.text.clone()),
        condition: first.condition.as_ref().map(|c| c.text.clone()),
        check: first.check.as_ref().map(fingerprint),
        section: (*section != requirement.section).then(|| section.clone()),
        document: (group.path != *document).then(|| group.path.clone()),
    }
}
