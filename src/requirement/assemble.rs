//! From statements to requirements.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::lock::{Lock, Record, Retired, Said};
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
    let stems = stems(documents.iter().map(|d| d.path.as_str()));
    let exact: HashMap<Key, &str> = lock
        .requirements
        .iter()
        .flat_map(|(id, r)| r.says.iter().map(move |said| (said_key(r, said), id.as_str())))
        .collect();
    let mut taken = BTreeSet::new();
    let mut requirements = Vec::new();
    for document in &documents {
        let stem = &stems[document.path.as_str()];
        for group in groups(stated(document, sources)) {
            let known = exact.get(&key(&document.path, &group[0]));
            let id = match known.filter(|id| !taken.contains(**id)) {
                Some(id) => (*id).to_owned(),
                None => fresh_id(stem, &group[0], |id| taken.contains(id) || lock.knows(id)),
            };
            taken.insert(id.clone());
            requirements.push(requirement(id, group));
        }
    }
    let graph = Graph {
        catalog,
        statements: tally(&documents),
        documents: documents
            .into_iter()
            .map(|d| Document { path: d.path, title: d.title, monikers: d.monikers })
            .collect(),
        requirements,
        edges: Vec::new(),
    };
    Assembled { lock: remember(&graph, lock), graph }
}

type Key = (String, Vec<String>, String, String);

fn key(path: &str, stated: &Stated) -> Key {
    let words = |text: &String| same_words(text);
    (
        path.to_owned(),
        stated.occurrence.section.iter().map(words).collect(),
        words(&stated.clause),
        words(&stated.text),
    )
}

fn said_key(record: &Record, said: &Said) -> Key {
    let words = |text: &String| same_words(text);
    (
        record.document.clone(),
        record.section.iter().map(words).collect(),
        words(&said.clause),
        words(said.text.as_ref().unwrap_or(&said.clause)),
    )
}

/// The lock after this build: what is in force, and every id that ever was.
fn remember(graph: &Graph, before: &Lock) -> Lock {
    let mut lock = Lock { retired: before.retired.clone(), ..Lock::default() };
    for requirement in &graph.requirements {
        let document = requirement.variants.first().and_then(|v| v.occurrences.first());
        let record = Record {
            document: document.map_or_else(String::new, |o| o.path.clone()),
            section: requirement.section.clone(),
            subject: requirement.subject.clone(),
            says: requirement.variants.iter().map(|v| said(v, &graph.catalog)).collect(),
            continued: None,
            split_from: None,
        };
        lock.requirements.insert(requirement.id.clone(), record);
    }
    for (id, record) in &before.requirements {
        if !lock.requirements.contains_key(id) {
            let clause = record.says.first().map_or_else(String::new, |s| s.clause.clone());
            lock.retired.insert(id.clone(), Retired { clause, merged_into: None });
        }
    }
    lock
}

fn said(variant: &Variant, catalog: &Catalog) -> Said {
    let same = same_words(&variant.clause) == same_words(&variant.text);
    Said {
        monikers: catalog.names(&variant.monikers).map(str::to_owned).collect(),
        level: variant.level.as_str().to_owned(),
        clause: variant.clause.clone(),
        text: (!same).then(|| variant.text.clone()),
        condition: variant.condition.as_ref().map(|c| c.text.clone()),
        check: None,
        section: None,
    }
}

/// What makes two places say the same thing: the section, the level and the words.
type Words = (Vec<String>, Level, String, String, Option<String>);

/// Gathers the places that say the same thing under the same heading. In reading order.
fn groups(all: Vec<Stated>) -> Vec<Vec<Stated>> {
    let mut at: HashMap<Words, usize> = HashMap::new();
    let mut groups: Vec<Vec<Stated>> = Vec::new();
    for one in all {
        let words = (
            one.occurrence.section.iter().map(|heading| same_words(heading)).collect(),
            one.level,
            same_words(&one.text),
            same_words(&one.clause),
            one.condition.as_ref().map(|c| same_words(&c.text)),
        );
        let known = *at.entry(words).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[known].push(one);
    }
    groups
}

fn requirement(id: String, group: Vec<Stated>) -> Requirement {
    let first = group[0].clone();
    let union = |all: &MonikerSet, one: &Stated| all.union(&one.occurrence.monikers);
    Requirement {
        id,
        subject: first.subject,
        section: first.occurrence.section,
        variants: vec![Variant {
            monikers: group.iter().fold(MonikerSet::default(), |all, one| union(&all, one)),
            level: first.level,
            condition: first.condition,
            text: first.text,
            clause: first.clause,
            check: first.check,
            occurrences: group.into_iter().map(|one| one.occurrence).collect(),
        }],
    }
}

/// An id that nothing has: the subject and the property, then a number when that is taken.
fn fresh_id(stem: &str, stated: &Stated, taken: impl Fn(&str) -> bool) -> String {
    let words = format!("{} {}", stated.subject.as_deref().unwrap_or(""), stated.predicate);
    let name = [slug(&words), slug(&stated.clause)].into_iter().find(|s| !s.is_empty());
    let base = format!("{stem}/{}", name.as_deref().unwrap_or("statement"));
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    std::iter::once(base.clone())
        .chain(numbered)
        .find(|id| !taken(id))
        .expect("numbers don't run out")
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{TypedStatement, ViewReading};
    use super::*;
    use crate::source::{SourceFile, Span};
    use crate::statement::{Context, Statement};
    use crate::version::MonikerId;

    /// One page whose views are `(monikers, lines they state)`; the lines are those of `page`.
    fn read(page: &str, views: &[(&[u32], &[usize])]) -> (Vec<DocumentReading>, SourceSet) {
        let file = SourceFile::new("docs/page.md", page);
        let statement = |line: usize| {
            let start = file.line_starts[line];
            let text = page.lines().nth(line).unwrap();
            let statement = Statement {
                rule: "modal",
                level: Level::Must,
                text: text.to_owned(),
                file: FileId(0),
                span: Span { start, end: start + text.len() },
                clause: text.to_owned(),
                subject: None,
                predicate: text.to_owned(),
                condition: None,
                section: vec!["Top".to_owned()],
                context: Context::default(),
            };
            TypedStatement { statement, check: None, condition_check: None }
        };
        let view = |(monikers, lines): &(&[u32], &[usize])| ViewReading {
            monikers: MonikerSet::from_ids(monikers.iter().map(|&m| MonikerId(m))),
            statements: lines.iter().map(|&line| statement(line)).collect(),
            ledger: Vec::new(),
        };
        let document = DocumentReading {
            path: "docs/page.md".to_owned(),
            title: "Page".to_owned(),
            monikers: MonikerSet::from_ids([MonikerId(0), MonikerId(1)]),
            views: views.iter().map(view).collect(),
        };
        (vec![document], SourceSet { files: vec![Arc::new(file)], ..SourceSet::default() })
    }

    fn assembled(page: &str, views: &[(&[u32], &[usize])], lock: &Lock) -> Assembled {
        let (documents, sources) = read(page, views);
        let catalog = Catalog::of_products([("P", &["v1", "v2"][..])]);
        assemble(documents, catalog, &sources, lock)
    }

    #[test]
    fn a_place_that_two_views_read_is_one_occurrence() {
        let page = "The node must be up.\n";
        let made = assembled(page, &[(&[0], &[0]), (&[1], &[0])], &Lock::default());
        let variant = &made.graph.requirements[0].variants[0];
        assert_eq!(variant.occurrences.len(), 1);
        assert_eq!(variant.monikers, MonikerSet::from_ids([MonikerId(0), MonikerId(1)]));
    }

    #[test]
    fn the_same_words_in_two_zones_are_two_occurrences_of_one_requirement() {
        let page = "The node must be up.\nThe node must be up\n";
        let made = assembled(page, &[(&[0], &[0]), (&[1], &[1])], &Lock::default());
        assert_eq!(made.graph.requirements.len(), 1);
        assert_eq!(made.graph.requirements[0].variants[0].occurrences.len(), 2);
    }

    #[test]
    fn the_lock_keeps_ids_and_retires_what_is_gone() {
        let first = assembled("A node must be up.\n", &[(&[0, 1], &[0])], &Lock::default());
        let id = first.graph.requirements[0].id.clone();
        assert_eq!(id, "page/node-up");
        let page = "A disk must be there.\nA node must be up.\n";
        let second = assembled(page, &[(&[0, 1], &[0, 1])], &first.lock);
        assert_eq!(second.graph.requirements[1].id, id);
        let third = assembled("A disk must be there.\n", &[(&[0, 1], &[0])], &second.lock);
        assert!(third.lock.retired.contains_key(&id), "{}", third.lock.write());
    }
}
