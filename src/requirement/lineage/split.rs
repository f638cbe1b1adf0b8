//! What became of obligations whose text was split or merged.

use super::profile::CONTAINED;
use super::resemblance::Compared;
use super::{Thread, Tracer};

impl Tracer<'_> {
    /// Ends the tracing: the threads with something in them, and `(gone id, id that took it in)`.
    pub(super) fn split_and_merged(
        mut self,
        mut compared: Compared,
    ) -> (Vec<Thread>, Vec<(String, String)>) {
        let all: Vec<usize> = (0..self.olds.len())
            .filter(|&old| {
                let record = self.olds[old].record;
                !self.exact[record] || self.threads[record].groups.is_empty()
            })
            .collect();
        compared.add_olds(&self.olds, &all);
        let merged = self.merged(&all, &compared);
        self.mark_split(&all, &compared);
        self.threads.retain(|thread| !thread.groups.is_empty());
        (self.threads, merged)
    }

    /// A requirement that is gone was merged into one at its place that says its words too and was
    /// continued by another.
    fn merged(&self, olds: &[usize], compared: &Compared) -> Vec<(String, String)> {
        let mut merged = Vec::new();
        for &old in olds {
            let record = self.olds[old].record;
            if !self.threads[record].groups.is_empty() {
                continue;
            }
            let into = (0..self.records.len()).find(|&other| {
                other != record && !self.exact[other] && self.takes_in(other, old, compared)
            });
            if let Some(into) = into {
                merged.push((self.records[record].0.clone(), self.records[into].0.clone()));
            }
        }
        merged.dedup_by(|a, b| a.0 == b.0);
        merged
    }

    fn takes_in(&self, thread: usize, old: usize, compared: &Compared) -> bool {
        self.threads[thread].groups.iter().any(|group| {
            self.places[*group] == self.olds[old].place
                && compared.groups.get(group).is_some_and(|new| {
                    compared.lexicon.contained(&compared.olds[&old], new) >= CONTAINED
                })
        })
    }

    /// A requirement that is new was split from one at its place whose old wording has its words
    /// and whose new wording lacks them.
    fn mark_split(&mut self, olds: &[usize], compared: &Compared) {
        for number in self.records.len()..self.threads.len() {
            let groups = &self.threads[number].groups;
            let from = olds.iter().find(|&&old| {
                !self.threads[self.olds[old].record].groups.is_empty()
                    && groups.iter().any(|group| {
                        self.places[*group] == self.olds[old].place
                            && compared.groups.get(group).is_some_and(|new| {
                                compared.lexicon.contained(new, &compared.olds[&old]) >= CONTAINED
                            })
                    })
            });
            let id = from.map(|&old| self.records[self.olds[old].record].0.clone());
            self.threads[number].split_from = id;
        }
    }
}
