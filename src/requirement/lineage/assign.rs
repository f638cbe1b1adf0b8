//! The best assignment of two sets to each other.

use std::collections::{BTreeMap, HashSet};

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// Above this many rows or columns a component is assigned best first: the exact solution takes
/// the cube of it.
const LARGEST: usize = 120;

/// That `left` may continue `right`, and how gladly: from 0 to 1, not 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tie {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) score: f64,
}

/// Chooses ties so that no side is used twice and the whole is as good as it can be. Strong ties
/// are not given up for two weak ones. Best first.
pub(super) fn assign(mut ties: Vec<Tie>) -> Vec<Tie> {
    ties.sort_by(|a, b| {
        (a.left, a.right).cmp(&(b.left, b.right)).then(b.score.total_cmp(&a.score))
    });
    ties.dedup_by_key(|tie| (tie.left, tie.right));
    ties.sort_by(best_of);
    let mut chosen: Vec<Tie> = components(&ties).into_iter().flat_map(solve).collect();
    chosen.sort_by(best_of);
    chosen
}

fn best_of(a: &Tie, b: &Tie) -> std::cmp::Ordering {
    b.score.total_cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right)))
}

/// The ties in groups that share no side.
fn components(ties: &[Tie]) -> Vec<Vec<Tie>> {
    let mut lefts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut rights: BTreeMap<usize, usize> = BTreeMap::new();
    let mut parents: Vec<usize> = (0..ties.len()).collect();
    fn root(parents: &mut [usize], mut at: usize) -> usize {
        while parents[at] != at {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        at
    }
    for (at, tie) in ties.iter().enumerate() {
        let others = [*lefts.entry(tie.left).or_insert(at), *rights.entry(tie.right).or_insert(at)];
        for other in others {
            let (a, b) = (root(&mut parents, at), root(&mut parents, other));
            parents[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<Tie>> = BTreeMap::new();
    for (at, tie) in ties.iter().enumerate() {
        groups.entry(root(&mut parents, at)).or_default().push(*tie);
    }
    groups.into_values().collect()
}

fn solve(ties: Vec<Tie>) -> Vec<Tie> {
    let distinct = |side: fn(&Tie) -> usize| {
        let mut all: Vec<usize> = ties.iter().map(side).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (lefts, rights) = (distinct(|tie| tie.left), distinct(|tie| tie.right));
    if lefts.len().max(rights.len()) > LARGEST {
        return best_first(ties);
    }
    let (rows, columns) =
        if lefts.len() <= rights.len() { (&lefts, &rights) } else { (&rights, &lefts) };
    let turned = lefts.len() > rights.len();
    let mut weights = Matrix::new(rows.len(), columns.len(), 0i64);
    let at = |side: &[usize], what: usize| side.binary_search(&what).expect("of this component");
    for tie in &ties {
        let cell = if turned { (tie.right, tie.left) } else { (tie.left, tie.right) };
        // The fourth power: one tie of 0.9 outweighs two of 0.7.
        weights[(at(rows, cell.0), at(columns, cell.1))] = (square(square(tie.score)) * 1e9) as i64;
    }
    let (_, columns_of_rows) = kuhn_munkres(&weights);
    ties.into_iter()
        .filter(|tie| {
            let cell = if turned { (tie.right, tie.left) } else { (tie.left, tie.right) };
            columns_of_rows[at(rows, cell.0)] == at(columns, cell.1)
        })
        .collect()
}

fn square(score: f64) -> f64 {
    score * score
}

/// `ties` are best first already.
fn best_first(ties: Vec<Tie>) -> Vec<Tie> {
    let (mut lefts, mut rights) = (HashSet::new(), HashSet::new());
    let mut chosen = Vec::new();
    for tie in ties {
        if !lefts.contains(&tie.left) && rights.insert(tie.right) {
            lefts.insert(tie.left);
            chosen.push(tie);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tie(left: usize, right: usize, score: f64) -> Tie {
        Tie { left, right, score }
    }

    #[test]
    fn a_strong_tie_is_not_given_up_for_two_weak_ones() {
        let chosen = assign(vec![tie(0, 0, 0.95), tie(0, 1, 0.6), tie(1, 0, 0.6)]);
        assert_eq!(chosen, [tie(0, 0, 0.95)]);
    }

    #[test]
    fn the_whole_counts_not_the_first_fit() {
        let chosen = assign(vec![tie(0, 0, 0.9), tie(0, 1, 0.88), tie(1, 0, 0.88)]);
        assert_eq!(chosen, [tie(0, 1, 0.88), tie(1, 0, 0.88)]);
    }

    proptest! {
        #[test]
        fn no_side_is_used_twice(
            ties in prop::collection::vec((0..200usize, 0..200usize, 0.1..1.0f64), 0..400)
        ) {
            let chosen = assign(ties.iter().map(|&(l, r, s)| tie(l, r, s)).collect());
            let mut lefts: Vec<usize> = chosen.iter().map(|t| t.left).collect();
            let mut rights: Vec<usize> = chosen.iter().map(|t| t.right).collect();
            lefts.sort_unstable();
            rights.sort_unstable();
            prop_assert!(lefts.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(rights.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(ties.is_empty() == chosen.is_empty());
        }
    }
}
