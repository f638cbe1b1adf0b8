//! Names of a product's versions in running text, told from its monikers.

use super::token::{Kind, Token};
use std::collections::BTreeSet;

/// What the page's monikers say of version names.
#[derive(Debug, Clone, Default)]
pub(super) struct Versions {
    /// The words of the monikers that are no numbers: `exchserver`, `sc`, `vmm`.
    stems: Vec<String>,
    /// Their years: `2016`.
    years: Vec<u32>,
    /// Every moniker has a year, so that a year beyond the last is another version.
    all_dated: bool,
}

impl Versions {
    /// From the names of monikers.
    pub(super) fn new(monikers: &[&str]) -> Self {
        let mut out = Self { all_dated: !monikers.is_empty(), ..Self::default() };
        for moniker in monikers {
            let parts: Vec<String> =
                moniker.to_lowercase().split(['-', '_', ' ']).map(str::to_string).collect();
            let year = parts.iter().find_map(|part| year(part));
            out.all_dated &= year.is_some();
            out.years.extend(year);
            for part in parts
                .into_iter()
                .filter(|part| part.len() > 1 && part.chars().all(char::is_alphabetic))
            {
                if !out.stems.contains(&part) {
                    out.stems.push(part);
                }
            }
        }
        out
    }

    /// Whether the tokens begin with the name of a version of the product that the page is not
    /// about: `TFS 2010` when the first is `tfs-2013`.
    pub(super) fn is_other(&self, tokens: &[Token<'_>]) -> bool {
        self.year_of(tokens).is_some_and(|year| {
            let before = self.years.iter().all(|own| year < *own);
            let after = self.all_dated && self.years.iter().all(|own| year > *own);
            !self.years.is_empty() && (before || after)
        })
    }

    /// When the tokens name versions of the page's own: whether they leave others out.
    pub(super) fn narrows(&self, tokens: &[Token<'_>]) -> Option<bool> {
        let named: BTreeSet<u32> = (0..tokens.len())
            .filter_map(|at| self.year_of(&tokens[at..]))
            .filter(|year| self.years.contains(year))
            .collect();
        let all: BTreeSet<u32> = self.years.iter().copied().collect();
        (!named.is_empty()).then(|| named.len() < all.len())
    }

    /// The year of the product version that the tokens begin with.
    fn year_of(&self, tokens: &[Token<'_>]) -> Option<u32> {
        let number = tokens.iter().take(5).position(|t| t.kind == Kind::Number)?;
        let family = tokens[..number].iter().any(|token| self.is_family(token.text));
        let plain = tokens[..number].iter().all(|token| token.is_capital());
        let ends = tokens.get(number + 1).is_none_or(|next| {
            !next.is_capital()
                || next.any(&[
                    "SP1",
                    "SP2",
                    "SP3",
                    "SP4",
                    "R2",
                    "RTM",
                    "Update",
                    "CU",
                    "Service",
                    "Cumulative",
                ])
        });
        (family && plain && ends).then(|| year(tokens[number].text)).flatten()
    }

    fn is_family(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.stems.iter().any(|stem| {
            *stem == word
                || word.len() >= 4
                    && stem.len() >= 4
                    && word.is_char_boundary(4)
                    && stem.starts_with(&word[..4])
        })
    }
}

fn year(text: &str) -> Option<u32> {
    (text.len() == 4)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| (1990..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::token::tokens;

    fn is_other(monikers: &[&str], text: &str) -> bool {
        Versions::new(monikers).is_other(&tokens(text, 0..text.len(), &[]))
    }

    #[test]
    fn an_earlier_release_of_the_same_product_is_another_version() {
        assert!(is_other(&["pumpserver-2016", "pumpserver-2019"], "Pump Server 2013"));
        assert!(!is_other(&["pumpserver-2016", "pumpserver-2019"], "Pump Server 2016 SP1"));
        assert!(!is_other(&["pumpserver-2016"], "Windows Server 2012"));
        assert!(!is_other(&["valve-2016", "valve-ver15"], "Valve 2019"));
        assert!(!is_other(&[], "Valve 2019"));
    }
}
