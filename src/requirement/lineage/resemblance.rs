//! Steps 3 and 4: like words.

use std::collections::HashMap;

use super::assign::{Tie, assign};
use super::profile::{Lexicon, Likeness, Profile, Wording};
use super::{Group, Method, Old, Thread, Tracer, fingerprint};
use crate::statement::Level;

/// How alike two wordings have to be, by how far apart they stand.
mod bar {
    /// Under the same heading.
    pub(super) const SAME_PLACE: f64 = 0.45;
    /// Elsewhere in the page.
    pub(super) const SAME_PAGE: f64 = 0.62;
    /// In another page.
    pub(super) const OTHER_PAGE: f64 = 0.75;
    /// In other versions of the same place.
    pub(super) const OTHER_VERSION: f64 = 0.5;
    /// In other versions elsewhere.
    pub(super) const OTHER_VERSION_ELSEWHERE: f64 = 0.85;
}

/// A stem that more wordings have says nothing about which one is meant.
const COMMON: usize = 60;
/// For each wording, at most so many others are compared in full.
const NEAREST: usize = 12;
/// A record with several wordings can take in several groups, one a round.
const ROUNDS: usize = 8;
/// A group waits for the record that it likes best while others are so much less like it.
const PATIENCE: f64 = 0.1;

/// What the later steps need to compare wordings.
pub(super) struct Compared {
    pub(super) lexicon: Lexicon,
    pub(super) groups: HashMap<usize, Profile>,
    pub(super) olds: HashMap<usize, Profile>,
}

impl Tracer<'_> {
    /// Step 3.
    pub(super) fn like_words_of_the_lock(&mut self) -> Compared {
        let mut compared = self.profiles();
        for _ in 0..ROUNDS {
            let open: Vec<usize> =
                (0..self.olds.len()).filter(|&old| self.is_open(&self.olds[old])).collect();
            if open.is_empty() {
                break;
            }
            compared.add_olds(&self.olds, &open);
            let index = Index::new(open.iter().map(|&old| (old, &compared.olds[&old])), &compared);
            let mut ties = Vec::new();
            for group in self.free_groups() {
                let near = index.nearest(&compared.groups[&group], &compared);
                let mut all: Vec<Tie> =
                    near.iter().filter_map(|&old| self.tie_to_old(group, old, &compared)).collect();
                let best = all.iter().map(|tie| tie.score).fold(0.0, f64::max);
                all.retain(|tie| tie.score >= best - PATIENCE);
                ties.extend(all);
            }
            if !self.take_old_ties(assign(ties), &compared) {
                break;
            }
        }
        compared
    }

    fn tie_to_old(&self, group: usize, old: usize, compared: &Compared) -> Option<Tie> {
        let new = &self.groups[group];
        let thread = &self.threads[self.olds[old].record];
        if !self.fits(old, group) || !thread.versions.intersection(&new.monikers).is_empty() {
            return None;
        }
        let (from, to) = (self.olds[old].place, self.places[group]);
        let (bar, nearness) = if from == to || self.renamed.get(&from) == Some(&to) {
            (bar::SAME_PLACE, 0.1)
        } else if self.names[from].0 == self.names[to].0 {
            (bar::SAME_PAGE, 0.0)
        } else {
            (bar::OTHER_PAGE, -0.05)
        };
        let likeness = compared.lexicon.likeness(&compared.groups[&group], &compared.olds[&old]);
        if likeness.score < bar {
            return None;
        }
        let same_versions = !self.olds[old].monikers.intersection(&new.monikers).is_empty();
        let versions = if same_versions { 0.05 } else { 0.0 };
        let score = 0.8 * likeness.score + likeness.favour + nearness + versions;
        Some(Tie { left: group, right: old, score })
    }

    fn take_old_ties(&mut self, ties: Vec<Tie>, compared: &Compared) -> bool {
        let mut any = false;
        for tie in ties {
            let record = self.olds[tie.right].record;
            let (new, old) = (&compared.groups[&tie.left], &compared.olds[&tie.right]);
            let Likeness { score, by_property, .. } = compared.lexicon.likeness(new, old);
            let (from, to) = (self.olds[tie.right].place, self.places[tie.left]);
            if self.join(tie.left, record) {
                let stayed = from == to || self.renamed.get(&from) == Some(&to);
                let by = match (stayed, by_property) {
                    (false, _) => Method::Moved,
                    (true, true) => Method::SameProperty,
                    (true, false) => Method::SimilarText,
                };
                self.note(record, by, score);
                any = true;
            }
        }
        any
    }

    /// Step 4: version by version, each statement that is new there continues the one before.
    pub(super) fn like_words_in_other_versions(&mut self, compared: &Compared) {
        let mut by_version: HashMap<u32, Vec<usize>> = HashMap::new();
        for group in self.free_groups() {
            let first = self.groups[group].monikers.iter().next();
            by_version.entry(first.map_or(0, |id| id.0)).or_default().push(group);
        }
        for version in 0..self.catalog.monikers.len().max(1) as u32 {
            let Some(batch) = by_version.remove(&version) else { continue };
            let ties = self.ties_to_threads(&batch, compared);
            for tie in assign(ties) {
                self.join(tie.left, tie.right);
            }
            for group in batch {
                if self.thread_of[group].is_none() {
                    self.threads.push(Thread::default());
                    self.join(group, self.threads.len() - 1);
                }
            }
        }
    }

    fn ties_to_threads(&self, batch: &[usize], compared: &Compared) -> Vec<Tie> {
        let placed = |group: &usize| self.thread_of[*group].is_some();
        let known = (0..self.groups.len()).filter(placed);
        let index = Index::new(known.filter_map(|g| Some((g, compared.groups.get(&g)?))), compared);
        let mut ties = Vec::new();
        for &group in batch {
            let Some(profile) = compared.groups.get(&group) else { continue };
            for other in index.nearest(profile, compared) {
                ties.extend(self.tie_to_thread(group, other, compared));
            }
        }
        ties // a thread with several wordings is as near as the nearest of them
    }

    fn tie_to_thread(&self, group: usize, other: usize, compared: &Compared) -> Option<Tie> {
        let (new, known) = (&self.groups[group], &self.groups[other]);
        let thread = self.thread_of[other]?;
        let versions = &self.threads[thread].versions;
        let product = |g: &Group| {
            g.monikers.iter().next().map(|id| self.catalog.monikers[id.0 as usize].product)
        };
        if !versions.intersection(&new.monikers).is_empty() || product(new) != product(known) {
            return None;
        }
        let (a, b) = (&self.names[self.places[group]], &self.names[self.places[other]]);
        let file = |path: &str| path.rsplit('/').next().map(str::to_owned);
        if file(&a.0) != file(&b.0) {
            return None;
        }
        let likeness =
            compared.lexicon.likeness(&compared.groups[&group], &compared.groups[&other]);
        let same_place = a.1 == b.1;
        let bar = if same_place { bar::OTHER_VERSION } else { bar::OTHER_VERSION_ELSEWHERE };
        let nearness = if same_place { 0.1 } else { 0.0 };
        (likeness.score >= bar).then_some(Tie {
            left: group,
            right: thread,
            score: 0.8 * likeness.score + likeness.favour + nearness,
        })
    }

    /// Profiles of all groups of the pages where something is open. Pages whose statements are
    /// all known, or are all in all versions, need none.
    fn profiles(&self) -> Compared {
        let mut needed: HashMap<&str, bool> = HashMap::new();
        let mut all: HashMap<&str, crate::version::MonikerSet> = HashMap::new();
        for group in self.groups {
            let versions = all.entry(&group.path).or_default();
            *versions = versions.union(&group.monikers);
        }
        let any_open = self.olds.iter().any(|old| self.is_open(old));
        for (number, group) in self.groups.iter().enumerate() {
            let free = self.thread_of[number].is_none();
            let partial = all.get(group.path.as_str()).is_some_and(|v| *v != group.monikers);
            *needed.entry(&group.path).or_default() |= free && (any_open || partial);
        }
        // Pages of one name in several folders may be one page in several versions.
        let mut names: HashMap<&str, usize> = HashMap::new();
        #[expect(clippy::iter_over_hash_type, reason = "counts do not depend on the order")]
        for path in all.keys() {
            *names.entry(path.rsplit('/').next().unwrap_or(path)).or_default() += 1;
        }
        let siblings = |path: &str| names[path.rsplit('/').next().unwrap_or(path)] > 1;
        let products = self.catalog.products.iter().map(String::as_str);
        let mut lexicon = Lexicon::new(products);
        let mut groups = HashMap::new();
        for (number, group) in self.groups.iter().enumerate() {
            let free = self.thread_of[number].is_none();
            if needed[group.path.as_str()] || (free && siblings(&group.path)) {
                let stated = &group.stated[0];
                let check = stated.check.as_ref().map(fingerprint);
                let wording = Wording {
                    level: stated.level,
                    clause: &stated.clause,
                    condition: stated.condition.as_ref().map(|c| c.text.as_str()),
                    check: check.as_deref(),
                };
                groups.insert(number, lexicon.profile(wording));
            }
        }
        Compared { lexicon, groups, olds: HashMap::new() }
    }

    fn free_groups(&self) -> Vec<usize> {
        (0..self.groups.len()).filter(|&group| self.thread_of[group].is_none()).collect()
    }
}

impl Compared {
    pub(super) fn add_olds(&mut self, olds: &[Old<'_>], which: &[usize]) {
        for &number in which {
            if self.olds.contains_key(&number) {
                continue;
            }
            let said = olds[number].said;
            let wording = Wording {
                level: Level::of_name(&said.level).unwrap_or(Level::Must),
                clause: &said.clause,
                condition: said.condition.as_deref(),
                check: said.check.as_deref(),
            };
            let profile = self.lexicon.profile(wording);
            self.olds.insert(number, profile);
        }
    }
}

/// Finds profiles by the stems that they share with another.
struct Index {
    by_stem: HashMap<u32, Vec<usize>>,
}

impl Index {
    fn new<'p>(profiles: impl Iterator<Item = (usize, &'p Profile)>, compared: &Compared) -> Self {
        let mut by_stem: HashMap<u32, Vec<usize>> = HashMap::new();
        for (number, profile) in profiles {
            for stem in compared.lexicon.telling(profile) {
                by_stem.entry(stem).or_default().push(number);
            }
        }
        Self { by_stem }
    }

    /// Those that share most telling stems with a profile, ascending.
    fn nearest(&self, profile: &Profile, compared: &Compared) -> Vec<usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let lists: Vec<&Vec<usize>> = compared
            .lexicon
            .telling(profile)
            .iter()
            .filter_map(|stem| self.by_stem.get(stem))
            .collect();
        let shortest = lists.iter().map(|list| list.len()).min().unwrap_or(0);
        for list in lists {
            // A list of one kind of rows may have no rare word at all: take a part then.
            if list.len() <= COMMON || list.len() == shortest {
                for &number in list.iter().take(COMMON) {
                    *shared.entry(number).or_default() += 1;
                }
            }
        }
        let mut ranked: Vec<(std::cmp::Reverse<usize>, usize)> =
            shared.into_iter().map(|(number, count)| (std::cmp::Reverse(count), number)).collect();
        ranked.sort_unstable();
        ranked.truncate(NEAREST);
        ranked.into_iter().map(|(_, number)| number).collect()
    }
}
