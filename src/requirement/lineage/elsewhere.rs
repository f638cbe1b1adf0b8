//! Step 2: the same words elsewhere.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::{Method, Tracer, group_words, said_words};

/// Above this many pairs of places for one wording only those of one page and those in the same
/// order are looked at.
const MOST_PAIRS: usize = 400;

impl Tracer<'_> {
    /// The same words under another heading or in another page. When several places have them, the
    /// place that most others of the old place went to comes first: so a renamed section or file
    /// stays together.
    pub(super) fn same_words_elsewhere(&mut self) {
        let pairs = self.same_words();
        let mut votes: HashMap<(usize, usize), usize> = HashMap::new();
        for &(old, group) in &pairs {
            *votes.entry((self.olds[old].place, self.places[group])).or_default() += 1;
        }
        self.find_renamed(&votes);
        let mut ranked: Vec<_> = pairs
            .into_iter()
            .map(|(old, group)| {
                let (from, to) = (self.olds[old].place, self.places[group]);
                let stays = self.names[from].0 == self.names[to].0;
                let renamed = self.renamed.get(&from) == Some(&to);
                (!renamed, Reverse(votes[&(from, to)]), !stays, old, group)
            })
            .collect();
        ranked.sort();
        for (not_renamed, _, _, old, group) in ranked {
            if self.is_open(&self.olds[old]) && self.fits(old, group) {
                let record = self.olds[old].record;
                if self.join(group, record) && not_renamed {
                    self.note(record, Method::Moved, 1.0);
                }
            }
        }
    }

    /// Whether a group may take the place of an old wording: any may while its requirement has
    /// nothing yet; afterwards only one in a version that lacks it.
    pub(super) fn fits(&self, old: usize, group: usize) -> bool {
        let old = &self.olds[old];
        let thread = &self.threads[old.record];
        let missing = old.monikers.difference(&thread.versions);
        let versions = &self.groups[group].monikers;
        thread.groups.is_empty() || !missing.intersection(versions).is_empty()
    }

    /// Pairs of an open old wording and a free group with the same words.
    fn same_words(&self) -> Vec<(usize, usize)> {
        let mut by_words: HashMap<(String, String), (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (number, old) in self.olds.iter().enumerate() {
            if self.is_open(old) {
                by_words.entry(said_words(old.said)).or_default().0.push(number);
            }
        }
        if by_words.is_empty() {
            return Vec::new();
        }
        for (number, group) in self.groups.iter().enumerate() {
            if self.thread_of[number].is_none()
                && let Some(entry) = by_words.get_mut(&group_words(group))
            {
                entry.1.push(number);
            }
        }
        let mut pairs = Vec::new();
        let mut all: Vec<_> = by_words.into_values().collect();
        all.sort();
        for (olds, groups) in all {
            if olds.len() * groups.len() <= MOST_PAIRS {
                pairs.extend(olds.iter().flat_map(|&old| groups.iter().map(move |&g| (old, g))));
                continue;
            }
            pairs.extend(olds.iter().copied().zip(groups.iter().copied()));
            let mut of_page: HashMap<&str, Vec<usize>> = HashMap::new();
            for &group in &groups {
                of_page.entry(self.groups[group].path.as_str()).or_default().push(group);
            }
            for &old in &olds {
                let page = self.names[self.olds[old].place].0.as_str();
                let near = of_page.get(page).into_iter().flatten().take(8);
                pairs.extend(near.map(|&group| (old, group)));
            }
            pairs.sort_unstable();
            pairs.dedup();
        }
        pairs
    }

    /// A place that is gone and whose words are most of all at one other place has another name
    /// now.
    fn find_renamed(&mut self, votes: &HashMap<(usize, usize), usize>) {
        let mut alive = vec![false; self.names.len()];
        for &place in &self.places {
            alive[place] = true;
        }
        let mut ranked: Vec<_> = votes
            .iter()
            .filter(|((from, _), _)| !alive[*from])
            .map(|(&(from, to), &count)| {
                let (old, new) = (&self.names[from], &self.names[to]);
                let same_heading = old.1.last() == new.1.last();
                (Reverse(count), old.1 != new.1, !same_heading, old.0 != new.0, from, to)
            })
            .collect();
        ranked.sort();
        // A name that one place took is not free for another, as long as there are others.
        let mut taken = HashSet::new();
        for &(.., from, to) in &ranked {
            if !self.renamed.contains_key(&from) && taken.insert(to) {
                self.renamed.insert(from, to);
            }
        }
        for (.., from, to) in ranked {
            self.renamed.entry(from).or_insert(to);
        }
    }
}
