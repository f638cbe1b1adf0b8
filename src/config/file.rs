//! `normative.toml` as it is written. A misspelt key is an error, not a default.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{MapAccess, SeqAccess, Visitor};
use toml::Spanned;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use crate::version::nearest;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfigFile {
    pub(super) output: Option<String>,
    pub(super) templates: Option<String>,
    pub(super) source_url: Option<String>,
    #[serde(default)]
    pub(super) limits: LimitsTable,
    #[serde(default)]
    pub(super) product: Vec<ProductTable>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitsTable {
    pub(super) file_size: Option<Spanned<usize>>,
    pub(super) include_depth: Option<Spanned<usize>>,
    pub(super) nesting: Option<Spanned<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProductTable {
    pub(super) name: Spanned<String>,
    pub(super) monikers: MonikerList,
    pub(super) docs: Vec<Spanned<String>>,
    pub(super) vocabulary: Option<String>,
    #[serde(default)]
    pub(super) ranges: Ranges,
}

/// Monikers in release order, or the path of a docfx `monikers.json`.
pub(super) enum MonikerList {
    Listed(Vec<Spanned<String>>),
    Definition(Spanned<String>),
}

impl MonikerList {
    /// Where the moniker of this number stands.
    pub(super) fn span_of(&self, at: usize) -> Span {
        match self {
            Self::Listed(list) => {
                list.get(at).map_or(Span { start: 0, end: 0 }, |name| Span::of(name.span()))
            }
            Self::Definition(path) => Span::of(path.span()),
        }
    }
}

impl<'de> Deserialize<'de> for MonikerList {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let either: Spanned<Either> = Spanned::deserialize(deserializer)?;
        let span = either.span();
        Ok(match either.into_inner() {
            Either::List(list) => Self::Listed(list),
            Either::Path(path) => Self::Definition(Spanned::new(span, path)),
        })
    }
}

enum Either {
    List(Vec<Spanned<String>>),
    Path(String),
}

impl<'de> Deserialize<'de> for Either {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EitherVisitor)
    }
}

struct EitherVisitor;

impl<'de> Visitor<'de> for EitherVisitor {
    type Value = Either;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of monikers or the path of a `monikers.json`")
    }

    fn visit_str<E: serde::de::Error>(self, path: &str) -> Result<Either, E> {
        Ok(Either::Path(path.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Either, A::Error> {
        let mut monikers = Vec::new();
        while let Some(moniker) = list.next_element()? {
            monikers.push(moniker);
        }
        Ok(Either::List(monikers))
    }
}

/// Glob and range, in the order of the file: the last match wins.
#[derive(Default)]
pub(super) struct Ranges(pub(super) Vec<(Spanned<String>, Spanned<String>)>);

impl<'de> Deserialize<'de> for Ranges {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RangesVisitor(PhantomData))
    }
}

struct RangesVisitor(PhantomData<()>);

impl<'de> Visitor<'de> for RangesVisitor {
    type Value = Ranges;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table of globs and moniker ranges")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Ranges, A::Error> {
        let mut ranges = Vec::new();
        while let Some(entry) = table.next_entry()? {
            ranges.push(entry);
        }
        Ok(Ranges(ranges))
    }
}

/// What is wrong with a TOML file, at its place, with the nearest known key. For every file of
/// a project that is TOML.
pub fn describe_toml_error(file: FileId, text: &str, error: &toml::de::Error) -> Diagnostic {
    let message = error.message().trim_end_matches('.');
    let span = error.span().map_or(Span { start: 0, end: 0 }, Span::of);
    let diagnostic =
        Diagnostic::error("N002", message.lines().collect::<Vec<_>>().join(", ")).at(file, span);
    if !message.starts_with("unknown field") {
        return diagnostic;
    }
    let key = text.get(span.range()).unwrap_or("").trim_matches(['"', '\'']);
    // serde lists the known keys behind the unknown one, each in backticks.
    let known = message.split('`').skip(3).step_by(2);
    let known: Vec<_> = known.collect();
    let help = match nearest(key, known.iter().copied()) {
        Some(nearest) => format!("the nearest known key is `{nearest}`"),
        None => format!("known keys are `{}`", known.join("`, `")),
    };
    Diagnostic { message: format!("unknown key `{key}`"), ..diagnostic }.help(help)
}
