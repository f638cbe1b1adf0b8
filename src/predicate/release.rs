//! Release order, read off names: `Server 2012` < `Server 2012 R2` < `Server 2016`.
//!
//! A name is a product, a release and what stands behind it (an edition). The release begins at
//! the first word with a number. Nothing is known of any product.

use std::cmp::Ordering;

/// A value by name: one release, or it and all later ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// The words in front of the release, in lower case.
    product: Vec<String>,
    /// Empty when the name has none: then it is any release.
    release: Vec<Part>,
    /// The words behind the release, in lower case.
    edition: Vec<String>,
    /// "or later".
    open: bool,
}

/// One part of a release.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    /// What the number counts. Service packs and updates belong to a release, `R2` is another.
    rank: Rank,
    number: Vec<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Update,
    Pack,
    Revision,
    Number,
}

/// Prefixes and words of parts of a release.
const RANKS: &[(&str, Rank)] = &[
    ("cu", Rank::Update),
    ("ur", Rank::Update),
    ("update", Rank::Update),
    ("kb", Rank::Update),
    ("build", Rank::Update),
    ("sp", Rank::Pack),
    ("r", Rank::Revision),
    ("v", Rank::Number),
    ("version", Rank::Number),
];

/// Words that introduce a number and are no part of the product's name.
const INTRODUCE: &[&str] = &["version", "release", "v", "build"];

impl Named {
    /// Reads `value`; `open` when "or later" stands behind it.
    pub(crate) fn new(value: &str, open: bool) -> Self {
        let mut named =
            Self { product: Vec::new(), release: Vec::new(), edition: Vec::new(), open };
        let words = words(value);
        let mut rank = None;
        for (i, word) in words.iter().enumerate() {
            let next =
                words.get(i + 1).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
            if let Some(part) = part(word, rank.take()) {
                named.release.push(part);
            } else if next
                && (INTRODUCE.contains(&word.as_str()) || word == "update" || word == "pack")
            {
                // `version 4.8`, `Service Pack 1`
                rank = match word.as_str() {
                    "pack" => Some(Rank::Pack),
                    other => RANKS.iter().find(|(r, _)| *r == other).map(|(_, rank)| *rank),
                };
            } else if word == "service" && words.get(i + 1).is_some_and(|w| w == "pack") {
                // The next word says which.
            } else if named.release.is_empty() {
                named.product.push(word.clone());
            } else {
                named.edition.push(word.clone());
            }
        }
        named
    }

    /// Whether everything that this name stands for is among what `other` stands for.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        if self.product != other.product
            || !(other.edition.is_empty() || self.edition == other.edition)
        {
            return false;
        }
        if other.release.is_empty() {
            return true;
        }
        if self.release.is_empty() {
            return false;
        }
        match (self.open, other.open) {
            (_, true) => self.release.cmp(&other.release) != Ordering::Less,
            (true, false) => false,
            (false, false) => self.refines(&other.release),
        }
    }

    /// Whether the release is `other` or a service pack or update of it.
    fn refines(&self, other: &[Part]) -> bool {
        let rest = self.release.strip_prefix(other);
        rest.is_some_and(|rest| rest.iter().all(|part| part.rank < Rank::Revision))
    }
}

/// `2012`, `R2`, `SP1`, `4.7.2`, and a number behind `rank`.
fn part(word: &str, rank: Option<Rank>) -> Option<Part> {
    let digits = word.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = word.split_at(digits);
    let rank = match letters {
        "" => rank.unwrap_or(Rank::Number),
        other => RANKS.iter().find(|(prefix, _)| *prefix == other)?.1,
    };
    let number = number.trim_end_matches(".x").split('.').map(|n| n.parse::<u64>().ok());
    Some(Part { rank, number: number.collect::<Option<_>>()? })
}

fn words(text: &str) -> Vec<String> {
    let words =
        text.split_whitespace().map(|w| w.trim_matches([',', '.', '(', ')', '"']).to_lowercase());
    words.filter(|w| !w.is_empty()).collect()
}

/// Whether two values are the same words.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    words(a) == words(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_ordered_by_number_revision_pack_and_update() {
        let order = [
            "Contoso Server 2008",
            "Contoso Server 2008 SP1",
            "Contoso Server 2008 Service Pack 2",
            "Contoso Server 2008 R2",
            "Contoso Server 2008 R2 SP1",
            "Contoso Server 2012",
            "Contoso Server 2016 CU3",
            "Contoso Server 2016 CU12",
            "Contoso Server 2019",
            "Contoso Server version 21000.1",
            "Contoso Server version 21000.2",
        ];
        for (i, low) in order.iter().enumerate() {
            for (j, high) in order.iter().enumerate() {
                let within = Named::new(high, true).is_within(&Named::new(low, true));
                assert_eq!(within, j >= i, "{high} to {low}");
            }
        }
    }

    #[test]
    fn a_release_holds_its_service_packs_but_not_its_revision() {
        let named = |value| Named::new(value, false);
        assert!(named("Contoso 2012 SP1").is_within(&named("Contoso 2012")));
        assert!(!named("Contoso 2012 R2").is_within(&named("Contoso 2012")));
        assert!(named("Contoso 2012 Standard").is_within(&named("Contoso 2012")));
        assert!(!named("Contoso 2012 Standard").is_within(&named("Contoso 2012 Datacenter")));
        assert!(named("Contoso 2012").is_within(&named("contoso")));
    }
}
