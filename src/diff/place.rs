//! Whether a statement moved, or the section that it stands in has another name now.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::requirement::words::same_words;
use crate::requirement::{Graph, Occurrence};

/// A page and its folded headings.
type Key = (String, Vec<String>);

/// The places of two revisions.
#[derive(Default)]
pub(super) struct Places<'a> {
    graphs: Option<(&'a Graph, &'a Graph)>,
    known: OnceCell<Known<'a>>,
}

/// What is found out about two revisions when a statement stands at two places.
struct Known<'a> {
    pages_before: HashSet<&'a str>,
    pages_after: HashSet<&'a str>,
    /// Places that are gone, and the new ones that most of their statements are at now.
    renamed: BTreeSet<(Key, Key)>,
}

impl<'a> Places<'a> {
    pub(super) fn new(before: &'a Graph, after: &'a Graph) -> Self {
        Self { graphs: Some((before, after)), known: OnceCell::new() }
    }

    /// Whether a statement that stood at `from` and stands at `to` left its section or file.
    pub(super) fn moved(&self, from: (&str, &[String]), to: (&str, &[String])) -> bool {
        let Some((before, after)) = self.graphs.filter(|_| from != to) else { return false };
        let (old, new) = (key(from.0, from.1), key(to.0, to.1));
        if old == new {
            return false;
        }
        let known = self.known.get_or_init(|| Known::of(before, after));
        let other_page = old.0 != new.0;
        if other_page && known.pages_after.contains(&*old.0) && known.pages_before.contains(&*new.0)
        {
            return true;
        }
        !known.renamed.contains(&(old, new))
    }
}

impl<'a> Known<'a> {
    fn of(before: &'a Graph, after: &'a Graph) -> Self {
        let pages = |graph: &'a Graph| graph.documents.iter().map(|d| d.path.as_str()).collect();
        let (old, new) = (all(before), all(after));
        let mut votes: BTreeMap<(&Key, &Key), usize> = BTreeMap::new();
        for (id, from) in &old.of {
            if let Some(to) = new.of.get(id)
                && !new.exist.contains(from)
                && !old.exist.contains(to)
            {
                *votes.entry((from, to)).or_default() += 1;
            }
        }
        // A new name belongs to the place that most of its statements come from, and the reverse.
        let mut most_from: BTreeMap<&Key, usize> = BTreeMap::new();
        let mut most_to: BTreeMap<&Key, usize> = BTreeMap::new();
        for (&(from, to), &count) in &votes {
            let (a, b) = (most_from.entry(from).or_default(), most_to.entry(to).or_default());
            *a = (*a).max(count);
            *b = (*b).max(count);
        }
        let renamed = votes
            .iter()
            .filter(|((from, to), count)| most_from[from] == **count && most_to[to] == **count)
            .map(|((from, to), _)| ((*from).clone(), (*to).clone()))
            .collect();
        Self { pages_before: pages(before), pages_after: pages(after), renamed }
    }
}

/// The places of a graph.
struct All<'a> {
    exist: HashSet<Key>,
    /// The place of each requirement.
    of: BTreeMap<&'a str, Key>,
}

fn all(graph: &Graph) -> All<'_> {
    let mut exist = HashSet::new();
    let mut of = BTreeMap::new();
    for requirement in &graph.requirements {
        for occurrence in requirement.variants.iter().flat_map(|v| &v.occurrences) {
            let place = occurrence_key(occurrence);
            of.entry(requirement.id.as_str()).or_insert_with(|| place.clone());
            exist.insert(place);
        }
    }
    All { exist, of }
}

fn occurrence_key(occurrence: &Occurrence) -> Key {
    key(&occurrence.path, &occurrence.section)
}

fn key(path: &str, section: &[String]) -> Key {
    (path.to_owned(), section.iter().map(|heading| same_words(heading)).collect())
}
