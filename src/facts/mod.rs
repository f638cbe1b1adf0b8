//! Facts about one environment, as a collector or a person wrote them down.
//!
//! A file that isn't facts is refused, with the reason. A fact that is missing, `null`, of the
//! wrong type or partially collected is no error: whatever depends on it is unknown.

use std::fmt;

use serde_json::{Map, Value};

mod json;
mod remarks;

pub use remarks::{Remark, remarks};

use crate::predicate::path::FactPath;

/// The schema that a facts file must name.
pub const SCHEMA: &str = "normative.facts/1";

/// The largest facts file that is read, in bytes.
pub const MAX_SIZE: u64 = 64 * 1024 * 1024;

/// Facts about one environment.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    root: Value,
}

/// Why a file isn't facts. The caller knows its name, and adds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactsError {
    /// More bytes than [`MAX_SIZE`].
    TooLarge,
    /// It begins as UTF-16 does.
    Utf16,
    /// It is not UTF-8, from this byte on.
    NotUtf8(usize),
    /// It is not JSON: what, and the line and column, from 1.
    NotJson(String, usize, usize),
    /// The top level is something else than an object.
    NotAnObject,
    /// It names another schema, or none.
    Schema(Option<String>),
    /// It is about another version than the one that is asked for.
    Version {
        /// What the facts say.
        found: String,
        /// What is asked for.
        wanted: String,
    },
}

impl fmt::Display for FactsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "larger than {} MB", MAX_SIZE / (1024 * 1024)),
            Self::Utf16 => f.write_str("saved as UTF-16; save it again as UTF-8"),
            Self::NotUtf8(at) => write!(f, "not UTF-8 at byte {at}"),
            Self::NotJson(what, line, column) => {
                write!(f, "not JSON at line {line}, column {column}: {what}")
            }
            Self::NotAnObject => f.write_str("the top level is not an object"),
            Self::Schema(Some(found)) => {
                write!(f, "the schema is {}, not `{SCHEMA}`", show(found))
            }
            Self::Schema(None) => write!(f, "no `schema`; expected `{SCHEMA}`"),
            Self::Version { found, wanted } => {
                write!(f, "the facts are about {found}, not about {}", show(wanted))
            }
        }
    }
}

impl std::error::Error for FactsError {}

impl Facts {
    /// Reads the bytes of a facts file: JSON in UTF-8, with or without a byte order mark.
    ///
    /// # Errors
    ///
    /// When it isn't facts of this [`SCHEMA`]. A key that is empty, or that
    /// stands twice in an object, whatever its case, is refused too.
    pub fn parse(bytes: &[u8]) -> Result<Self, FactsError> {
        if bytes.len() as u64 > MAX_SIZE {
            return Err(FactsError::TooLarge);
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(FactsError::Utf16);
        }
        let text = std::str::from_utf8(bytes).map_err(|e| FactsError::NotUtf8(e.valid_up_to()))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let root = json::parse(text).map_err(|error| {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default().to_owned();
            FactsError::NotJson(what, error.line(), error.column())
        })?;
        Self::from_json(root)
    }

    /// Facts that are JSON already.
    ///
    /// # Errors
    ///
    /// When they are no object, or of another schema.
    pub fn from_json(root: Value) -> Result<Self, FactsError> {
        let object = root.as_object().ok_or(FactsError::NotAnObject)?;
        match object.get("schema") {
            Some(Value::String(schema)) if schema == SCHEMA => Ok(Self { root }),
            Some(Value::String(schema)) => Err(FactsError::Schema(Some(schema.clone()))),
            _ => Err(FactsError::Schema(None)),
        }
    }

    /// The facts as JSON; an object.
    pub fn json(&self) -> &Value {
        &self.root
    }

    /// The members of the facts.
    pub fn members(&self) -> &Map<String, Value> {
        self.root.as_object().expect("checked when it was made")
    }

    /// The version that the fact at `path` names, when it names one.
    pub fn version(&self, path: &FactPath) -> Option<&str> {
        let mut segments = path.route.segments.iter();
        segments.try_fold(&self.root, |value, step| value.get(&step.name))?.as_str()
    }

    /// Refuses facts about another version than `moniker`. Facts that don't say are not refused.
    ///
    /// # Errors
    ///
    /// When the fact at `path` is known and isn't exactly that text.
    pub fn require_version(&self, path: &FactPath, moniker: &str) -> Result<(), FactsError> {
        let mut value = &self.root;
        for segment in &path.route.segments {
            value = match value.get(&segment.name) {
                Some(member) => member,
                None => return Ok(()),
            };
        }
        let found = match value {
            Value::Null => return Ok(()),
            Value::String(text) if text == moniker => return Ok(()),
            Value::String(text) => show(text),
            other => format!("a version that is {}", type_name(other)),
        };
        Err(FactsError::Version { found, wanted: moniker.to_owned() })
    }
}

/// A value of an environment, safe for terminals, logs and reports: ASCII in brackets, everything
/// else a visible escape, cut after 200 characters.
pub fn show(text: &str) -> String {
    let mut out = String::from("[");
    for unit in text.encode_utf16() {
        if out.len() >= 190 {
            out.push_str("...");
            break;
        }
        match unit {
            0x20..=0x7E => out.push(unit as u8 as char),
            _ => out.push_str(&format!("\\u{unit:04x}")),
        }
    }
    // What CI systems read as commands.
    out = out.replace("##", "#\\u0023").replace("::", ":\\u003a");
    out.push(']');
    out
}

/// What a JSON value is, with its article.
pub fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_i64() => "an integer",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(bytes: &[u8]) -> String {
        Facts::parse(bytes).unwrap_err().to_string()
    }

    #[test]
    fn a_byte_order_mark_and_any_line_end_are_accepted() {
        let facts = Facts::parse(b"\xEF\xBB\xBF{\r\n\"schema\": \"normative.facts/1\"}\r\n");
        assert!(facts.is_ok());
    }

    #[test]
    fn what_is_not_facts_is_refused_with_the_reason() {
        assert_eq!(says(b"\xFF\xFE{\0"), "saved as UTF-16; save it again as UTF-8");
        assert_eq!(says(b"{\"a\": \"\xC3\"}"), "not UTF-8 at byte 7");
        assert_eq!(says(b"[]"), "the top level is not an object");
        assert_eq!(says(b"{}"), "no `schema`; expected `normative.facts/1`");
        let two = br#"{"schema": "normative.facts/2"}"#;
        assert_eq!(says(two), "the schema is [normative.facts/2], not `normative.facts/1`");
        let twice = b"{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 1}}";
        assert_eq!(says(twice), "not JSON at line 2, column 18: key [c] stands twice");
        let twice = b"{\"Size\": 1, \"size\": 1}";
        assert!(says(twice).ends_with("keys [Size] and [size] differ in case only"));
        assert!(says(b"{\"\": 1}").ends_with("an empty key"));
        for broken in ["{\"a\": 1,}", "{} {}", "// x\n{}", "{'a': 1}", "", "{\"a\": 010}"] {
            assert!(says(broken.as_bytes()).starts_with("not JSON at line "), "`{broken}`");
        }
        assert!(says("[".repeat(100_000).as_bytes()).contains("recursion limit"));
    }

    #[test]
    fn facts_about_another_version_are_refused() {
        let path: FactPath = "ship.version".parse().unwrap();
        let check = |version: &str| {
            let text = format!(r#"{{"schema": "normative.facts/1", "ship": {version}}}"#);
            Facts::parse(text.as_bytes()).unwrap().require_version(&path, "ship-2")
        };
        assert_eq!(check(r#"{"version": "ship-2"}"#), Ok(()));
        assert_eq!(check(r#"{"version": null}"#), Ok(()));
        assert_eq!(check("{}"), Ok(()));
        let other = check(r#"{"version": "ship-1"}"#).unwrap_err().to_string();
        assert_eq!(other, "the facts are about [ship-1], not about [ship-2]");
        assert!(check(r#"{"version": 2}"#).is_err());
    }

    #[test]
    fn a_value_is_shown_without_what_a_terminal_obeys() {
        assert_eq!(show("n1\u{1b}[31m\u{202e}"), "[n1\\u001b[31m\\u202e]");
        assert_eq!(show("##vso[x] ::y"), "[#\\u0023vso[x] :\\u003ay]");
        assert!(show(&"x".repeat(5000)).len() <= 200);
        assert_eq!(show(""), "[]");
    }
}
