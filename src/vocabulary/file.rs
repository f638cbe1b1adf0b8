//! What a vocabulary file can say, as it stands in TOML: an unknown key is a mistake.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{FactType, ManualReason, Parameter, Pattern, Release};
use crate::predicate::decide::Reference;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VocabularyFile {
    pub(super) schema: Spanned<i64>,
    pub(super) version: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) reference: Vec<Reference>,
    #[serde(default)]
    pub(super) order: Vec<OrderEntry>,
    #[serde(default)]
    pub(super) derive: Vec<DeriveEntry>,
    #[serde(default)]
    pub(super) collector: CollectorEntry,
    #[serde(default)]
    pub(super) parameter: Vec<Parameter>,
    #[serde(default)]
    pub(super) probe: Vec<ProbeEntry>,
    #[serde(default)]
    pub(super) fact: Vec<FactEntry>,
    #[serde(default)]
    pub(super) entity: Vec<EntityEntry>,
    #[serde(default)]
    pub(super) tests: TestEntries,
    #[serde(default)]
    pub(super) binding: Vec<BindingEntry>,
}

/// Named tests in the order in which they stand.
pub(super) type TestEntries = toml::map::Map<String, toml::Value>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrderEntry {
    pub(super) name: Spanned<String>,
    pub(super) releases: Vec<ReleaseEntry>,
    #[serde(default)]
    pub(super) never: Vec<String>,
    #[serde(default)]
    pub(super) other: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum ReleaseEntry {
    Name(String),
    Named { name: String, also: Vec<String> },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeriveEntry {
    pub(super) fact: Spanned<String>,
    pub(super) order: Option<String>,
    pub(super) rows: Vec<RowEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowEntry {
    pub(super) when: BTreeMap<Spanned<String>, Pattern>,
    pub(super) is: Spanned<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct CollectorEntry {
    #[serde(default)]
    pub(super) prelude: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProbeEntry {
    pub(super) id: Spanned<String>,
    pub(super) target: Option<Spanned<String>>,
    pub(super) needs: String,
    #[serde(default)]
    pub(super) modules: Vec<String>,
    pub(super) collect: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FactEntry {
    pub(super) path: Spanned<String>,
    #[serde(rename = "type")]
    pub(super) kind: FactType,
    #[serde(default)]
    pub(super) unit: String,
    pub(super) values: Option<Vec<String>>,
    pub(super) order: Option<Spanned<String>>,
    pub(super) about: String,
    pub(super) probe: Option<Spanned<String>>,
    pub(super) collect: Option<String>,
    pub(super) complete: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntityEntry {
    pub(super) name: Spanned<String>,
    pub(super) phrases: Vec<String>,
    #[serde(default)]
    pub(super) headings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BindingEntry {
    pub(super) entities: Vec<Spanned<String>>,
    pub(super) property: Vec<String>,
    pub(super) kinds: Vec<Spanned<String>>,
    pub(super) fact: Option<Spanned<String>>,
    pub(super) test: Option<Spanned<String>>,
    pub(super) condition: Option<Spanned<String>>,
    pub(super) manual: Option<ManualReason>,
}

impl From<ReleaseEntry> for Release {
    fn from(entry: ReleaseEntry) -> Self {
        match entry {
            ReleaseEntry::Name(name) => Self { name, also: Vec::new() },
            ReleaseEntry::Named { name, also } => Self { name, also },
        }
    }
}
