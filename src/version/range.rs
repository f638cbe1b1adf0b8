//! docfx's moniker ranges: `range := set ("||" set)*`, `set := comparator+`,
//! `comparator := ("=" | ">" | "<" | ">=" | "<=")? moniker`.

use std::fmt;

use super::{Catalog, MonikerId, MonikerSet};

/// A range as the author wrote it, e.g. `>=sc-vmm-2019 || sc-om-2016`. Nothing says yet that
/// its monikers exist. An empty one selects nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Range<'a> {
    /// The alternatives; each is a list of comparators that must all hold.
    pub sets: Vec<Vec<Comparator<'a>>>,
}

/// One bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparator<'a> {
    /// Which side of the moniker.
    pub operator: Operator,
    /// The moniker, as written.
    pub moniker: &'a str,
    /// Where the moniker stands in the range, in bytes from 0.
    pub at: usize,
}

/// How a comparator compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Operator {
    Equal,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
}

/// Longer ones first, or the `>` of `>=` would be found before it.
const OPERATORS: &[(&str, Operator)] = &[
    (">=", Operator::GreaterOrEqual),
    ("<=", Operator::LessOrEqual),
    (">", Operator::Greater),
    ("<", Operator::Less),
    ("=", Operator::Equal),
];

impl Operator {
    fn as_str(self) -> &'static str {
        OPERATORS.iter().find(|known| known.1 == self).map_or("", |known| known.0)
    }

    fn holds(self, order: u32, bound: u32) -> bool {
        match self {
            Self::Equal => order == bound,
            Self::Greater => order > bound,
            Self::Less => order < bound,
            Self::GreaterOrEqual => order >= bound,
            Self::LessOrEqual => order <= bound,
        }
    }
}

/// Why a range selects nothing definite. The caller knows the page, and adds the place; `at` is
/// in bytes of the range, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RangeError {
    /// An operator without a moniker behind it.
    MissingMoniker {
        /// The operator.
        operator: Operator,
        /// Where the moniker should stand.
        at: usize,
    },
    /// A `||` without a comparator behind it.
    MissingComparator {
        /// Where the comparator should stand.
        at: usize,
    },
    /// Something that is no comparator.
    Rest {
        /// Where it starts.
        at: usize,
    },
    /// A moniker that no product has.
    UnknownMoniker {
        /// The moniker, as written.
        moniker: String,
        /// Where it stands.
        at: usize,
        /// The known moniker that is spelt most like it.
        nearest: Option<String>,
    },
}

impl RangeError {
    /// Where it is, in bytes of the range, from 0.
    pub fn at(&self) -> usize {
        match self {
            Self::MissingMoniker { at, .. }
            | Self::MissingComparator { at }
            | Self::Rest { at }
            | Self::UnknownMoniker { at, .. } => *at,
        }
    }

    /// What it concerns, in bytes of the range; empty where something is missing.
    pub fn place(&self) -> std::ops::Range<usize> {
        let length = match self {
            Self::UnknownMoniker { moniker, .. } => moniker.len(),
            _ => 0,
        };
        self.at()..self.at() + length
    }

    /// The one next step.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::UnknownMoniker { nearest, .. } => {
                nearest.as_ref().map(|known| format!("the nearest known moniker is `{known}`"))
            }
            Self::Rest { .. } => {
                Some("comparators are separated by blanks, alternatives by `||`".to_owned())
            }
            _ => None,
        }
    }
}

impl fmt::Display for RangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingMoniker { operator, .. } => {
                write!(f, "expected a moniker after `{}`", operator.as_str())
            }
            Self::MissingComparator { .. } => f.write_str("expected a comparator after `||`"),
            Self::Rest { .. } => f.write_str("expected a comparator or `||`"),
            Self::UnknownMoniker { moniker, .. } => write!(f, "unknown moniker `{moniker}`"),
        }
    }
}

impl std::error::Error for RangeError {}

impl<'a> Range<'a> {
    /// Reads a range. Blanks may stand anywhere but within a moniker or an operator.
    ///
    /// # Errors
    /// An operator without a moniker, a `||` without a comparator, or an unparsed rest.
    pub fn parse(text: &'a str) -> Result<Self, RangeError> {
        let mut cursor = Cursor { text, at: 0 };
        if cursor.at_end() {
            return Ok(Self::default());
        }
        let mut sets = Vec::new();
        loop {
            let mut set = Vec::new();
            while let Some(comparator) = cursor.comparator()? {
                set.push(comparator);
            }
            if set.is_empty() {
                let at = cursor.at;
                let first = sets.is_empty();
                return Err(if first {
                    RangeError::Rest { at }
                } else {
                    RangeError::MissingComparator { at }
                });
            }
            sets.push(set);
            if cursor.at_end() {
                return Ok(Self { sets });
            }
            if !cursor.accept("||") {
                return Err(RangeError::Rest { at: cursor.at });
            }
        }
    }
}

/// A place in a range.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn at_end(&mut self) -> bool {
        self.skip_blanks();
        self.rest().is_empty()
    }

    fn accept(&mut self, token: &str) -> bool {
        self.skip_blanks();
        let found = self.rest().starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    fn comparator(&mut self) -> Result<Option<Comparator<'a>>, RangeError> {
        let operator = OPERATORS.iter().find(|known| self.accept(known.0)).map(|known| known.1);
        self.skip_blanks();
        let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '=' | '|');
        let rest = self.rest();
        let moniker = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if !moniker.is_empty() {
            let at = self.at;
            self.at += moniker.len();
            let operator = operator.unwrap_or(Operator::Equal);
            return Ok(Some(Comparator { operator, moniker, at }));
        }
        match operator {
            Some(operator) => Err(RangeError::MissingMoniker { operator, at: self.at }),
            None => Ok(None),
        }
    }
}

impl Catalog {
    /// The versions that a range selects; `unknown` is told of every moniker that no product
    /// has. An alternative with an unknown moniker selects nothing.
    pub fn select_with<'a>(
        &self,
        range: &Range<'a>,
        mut unknown: impl FnMut(Comparator<'a>),
    ) -> MonikerSet {
        let mut selected = MonikerSet::default();
        for set in &range.sets {
            let mut bounds: Vec<(Operator, MonikerId)> = Vec::with_capacity(set.len());
            for comparator in set {
                match self.find(comparator.moniker) {
                    Some(id) => bounds.push((comparator.operator, id)),
                    None => unknown(*comparator),
                }
            }
            if bounds.len() == set.len() {
                for id in self.ids().filter(|id| bounds.iter().all(|bound| self.within(*id, bound)))
                {
                    selected.insert(id);
                }
            }
        }
        selected
    }

    /// The versions that a range selects, and every moniker of it that is unknown. An
    /// alternative with an unknown moniker selects nothing.
    pub fn select_known(&self, range: &Range<'_>) -> (MonikerSet, Vec<RangeError>) {
        let mut unknown = Vec::new();
        let selected = self.select_with(range, |comparator| unknown.push(self.unknown(comparator)));
        (selected, unknown)
    }

    /// The error of a moniker that no product has.
    pub fn unknown(&self, comparator: Comparator<'_>) -> RangeError {
        RangeError::UnknownMoniker {
            moniker: comparator.moniker.to_owned(),
            at: comparator.at,
            nearest: self.nearest(comparator.moniker).map(str::to_owned),
        }
    }

    fn within(&self, id: MonikerId, (operator, bound): &(Operator, MonikerId)) -> bool {
        if *operator == Operator::Equal {
            return id == *bound;
        }
        let (moniker, bound) = (&self.monikers[id.0 as usize], &self.monikers[bound.0 as usize]);
        moniker.product == bound.product && operator.holds(moniker.order, bound.order)
    }

    /// The versions that a range selects.
    ///
    /// # Errors
    /// A range that cannot be read, or the first unknown moniker of it.
    pub fn select(&self, range: &str) -> Result<MonikerSet, RangeError> {
        let (selected, unknown) = self.select_known(&Range::parse(range)?);
        unknown.into_iter().next().map_or(Ok(selected), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog() -> Catalog {
        Catalog::of_products([
            ("loader", ["loader-1", "loader-2", "loader-3"].as_slice()),
            ("linker", ["linker-1", "linker-2"].as_slice()),
        ])
    }

    #[track_caller]
    fn check(range: &str, expected: &str) {
        let catalog = catalog();
        let set = catalog.select(range).expect("a range");
        assert_eq!(catalog.names(&set).collect::<Vec<_>>().join(" "), expected, "{range:?}");
    }

    #[track_caller]
    fn refused(range: &str, at: usize, message: &str) {
        let error = catalog().select(range).expect_err("an error");
        assert_eq!((error.at(), error.to_string().as_str()), (at, message), "{range:?}");
    }

    #[test]
    fn bounds_are_inclusive_only_with_an_equals_sign() {
        check(">=loader-2", "loader-2 loader-3");
        check(">loader-2", "loader-3");
        check("<=loader-2", "loader-1 loader-2");
        check("<loader-2", "loader-1");
        check("=loader-2", "loader-2");
        check("loader-2", "loader-2");
    }

    #[test]
    fn juxtaposition_is_and_bars_are_or() {
        check(">loader-1 <loader-3", "loader-2");
        check(">loader-1<loader-3", "loader-2");
        check("loader-1||linker-2", "loader-1 linker-2");
        check("loader-1 loader-2", "");
        check(">loader-1 >linker-1", "");
    }

    #[test]
    fn blanks_and_case_do_not_count() {
        check("\t>=  LOADER-3 \u{a0}", "loader-3");
        check("", "");
        check("  ", "");
    }

    #[test]
    fn errors_say_where() {
        refused("loader-9", 0, "unknown moniker `loader-9`");
        refused(">= loader-1 || loader&", 15, "unknown moniker `loader&`");
        refused("loader-1 > || loader-2", 11, "expected a moniker after `>`");
        refused("loader-1 ||| loader-2", 11, "expected a comparator after `||`");
        refused("loader-1 ||", 11, "expected a comparator after `||`");
        refused("loader-1 | loader-2", 9, "expected a comparator or `||`");
        refused("||", 0, "expected a comparator or `||`");
    }

    #[test]
    fn the_nearest_moniker_is_offered() {
        let error = catalog().select("lodaer-2").expect_err("an error");
        assert_eq!(error.help().as_deref(), Some("the nearest known moniker is `loader-2`"));
        let error = catalog().select("something-else").expect_err("an error");
        assert_eq!(error.help(), None);
    }

    #[test]
    fn an_alternative_with_an_unknown_moniker_selects_nothing() {
        let range = Range::parse("loader-1 || >=loader-8 || linker-9").expect("a range");
        let (set, unknown) = catalog().select_known(&range);
        assert_eq!(catalog().names(&set).collect::<Vec<_>>(), ["loader-1"]);
        assert_eq!(unknown.len(), 2);
    }

    #[test]
    fn ten_thousand_comparators_are_no_trouble() {
        let range = vec![">=loader-1"; 10_000].join(" ");
        check(&range, "loader-1 loader-2 loader-3");
    }
}
