//! Names of a product's versions in running text, told from its monikers.

use super::token::{Kind, Token};

/// What the page's monikers say of version names.
#[derive(Debug, Clone, Default)]
pub(super) struct Versions {
    /// The words of the monikers that are no numbers: `exchserver`, `sc`, `vmm`.
    stems: Vec<String>,
    /// Their numbers, ascending: `2016`.
    numbers: Vec<f64>,
    /// Every moniker has a number, so that one beyond the last is another version.
    all_numbered: bool,
}

impl Versions {
    /// From the names of monikers.
    pub(super) fn new(monikers: &[&str]) -> Self {
        let mut out = Self { all_numbered: !monikers.is_empty(), ..Self::default() };
        for moniker in monikers {
            let parts: Vec<String> =
                moniker.to_lowercase().split(['-', '_', ' ']).map(str::to_string).collect();
            let number = parts.iter().find_map(|part| number(part));
            out.all_numbered &= number.is_some();
            out.numbers.extend(number);
            let words = parts
                .into_iter()
                .filter(|part| part.len() > 1 && part.chars().all(char::is_alphabetic));
            for part in words {
                if !out.stems.contains(&part) {
                    out.stems.push(part);
                }
            }
        }
        out.numbers.sort_by(f64::total_cmp);
        out.numbers.dedup();
        out
    }

    /// Whether the tokens begin with the name of a version of the product that the page is not
    /// about: `TFS 2010` when the first is `tfs-2013`. A version that the list skips may be one
    /// of its own under another name.
    pub(super) fn is_other(&self, tokens: &[Token<'_>]) -> bool {
        self.number_of(tokens).is_some_and(|number| {
            let before = self.numbers.iter().all(|own| number < *own);
            let after = self.all_numbered && self.numbers.iter().all(|own| number > *own);
            !self.numbers.is_empty() && (before || after)
        })
    }

    /// When the tokens name versions of the page's own: whether they leave others out.
    pub(super) fn narrows(&self, tokens: &[Token<'_>]) -> Option<bool> {
        let mut named: Vec<f64> = (0..tokens.len())
            .filter_map(|at| self.number_of(&tokens[at..]))
            .filter(|number| self.numbers.contains(number))
            .collect();
        named.sort_by(f64::total_cmp);
        named.dedup();
        (!named.is_empty()).then_some(named.len() < self.numbers.len())
    }

    /// The number of the product version that the tokens begin with.
    fn number_of(&self, tokens: &[Token<'_>]) -> Option<f64> {
        let at = tokens.iter().take(5).position(|t| t.kind == Kind::Number)?;
        let family = tokens[..at].iter().any(|token| self.is_family(token.text));
        let plain = tokens[..at].iter().all(|token| token.is_capital());
        let ends = tokens.get(at + 1).is_none_or(|next| !next.is_capital() || next.any(RELEASES));
        let number = number(tokens[at].text)?;
        // `Harbor 2 nodes` names no version of a product whose versions are years.
        let alike = self.numbers.iter().all(|own| is_year(*own) == is_year(number));
        (family && plain && ends && alike).then_some(number)
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

/// What may follow the number of a version and still belong to its name.
const RELEASES: &[&str] =
    &["CU", "Cumulative", "R2", "RTM", "SP1", "SP2", "SP3", "SP4", "Service", "Update"];

fn number(text: &str) -> Option<f64> {
    let digits = text.len() <= 6 && text.starts_with(|c: char| c.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn is_year(number: f64) -> bool {
    (1990.0..2100.0).contains(&number)
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
