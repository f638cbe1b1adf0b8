//! Texts as tests compare them.

use super::Code;
use super::path::{Environment, Found, Gap, Place, fold_name};
use crate::facts::show;
use crate::predicate::decide::Names;

/// A text that can be compared, and where it stands.
pub(super) struct Known<'a> {
    /// What is equal when the texts are.
    pub(super) key: String,
    pub(super) place: Place<'a>,
}

/// The values as names, and a gap for each that is no text or can't be told.
pub(super) fn keys<'a>(
    found: &Found<'a>,
    names: Option<&Names>,
    environment: &mut Environment<'a>,
) -> (Vec<Known<'a>>, Vec<Gap>) {
    let mut keys = Vec::new();
    let mut gaps = Vec::new();
    for place in &found.values {
        let key = match (place.value.as_str(), names) {
            (None, _) => Err(Code::Type),
            (Some(text), None) => Ok(text.to_ascii_lowercase()),
            (Some(text), Some(Names::Dns)) => {
                Some(fold_name(text)).filter(|key| !key.is_empty()).ok_or(Code::Value)
            }
            (Some(text), Some(Names::Of(reference))) => {
                environment.canonical(reference, text).ok_or(Code::Value)
            }
        };
        match key {
            Ok(key) => keys.push(Known { key, place: *place }),
            Err(code) => gaps.push(Gap { code, place: place.shown() }),
        }
    }
    (keys, gaps)
}

impl Place<'_> {
    /// The value and whose it is, safe to show.
    pub(super) fn shown(&self) -> String {
        use serde_json::Value;
        let value = match self.value {
            Value::String(text) => show(text),
            Value::Bool(value) => value.to_string(),
            Value::Number(number) => show(&number.to_string()),
            other => crate::facts::type_name(other).to_owned(),
        };
        match self.owner {
            Some(owner) if self.value.as_str() != Some(owner) => {
                format!("{}: {value}", show(owner))
            }
            _ => value,
        }
    }
}
