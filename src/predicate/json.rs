//! A check as the graph document shows it, both ways.
//!
//! ```json
//! { "kind": "at_most", "subject": "cluster", "property": "nodes", "value": 16, "unit": "nodes" }
//! { "kind": "one_of", "property": "operating system", "values": ["…"], "fact": "…" }
//! { "kind": "any_of", "of": [{ "kind": "all_equal", … }, { "kind": "holds", … }] }
//! { "kind": "not", "of": { "kind": "holds", … } }
//! ```

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Number, Value};

use super::{Binding, Check, Kind, Leaf, Quantity};

/// Why a JSON value is no check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckJsonError {
    /// A check, or one of the checks under `of`, isn't an object.
    NotAnObject,
    /// The key isn't there, or holds a value of another type.
    Key {
        /// The kind of the check.
        kind: String,
        /// The key.
        key: &'static str,
    },
    /// `kind` names no kind of check.
    UnknownKind(String),
}

impl fmt::Display for CheckJsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => f.write_str("expected a check, which is an object"),
            Self::Key { kind, key } => write!(f, "a check `{kind}` needs a valid `{key}`"),
            Self::UnknownKind(kind) => write!(f, "unknown kind of check `{kind}`"),
        }
    }
}

impl std::error::Error for CheckJsonError {}

impl Kind {
    /// The name in every file format: `at_most`, `one_of`, `holds` …
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::AtMost(_) => "at_most",
            Self::AtLeast(_) => "at_least",
            Self::Equals(_) => "equals",
            Self::OneOf(_) => "one_of",
            Self::AtLeastVersion(_) => "at_least_version",
            Self::Holds => "holds",
            Self::Absent(_) => "absent",
            Self::AllEqual => "all_equal",
            Self::Disjoint => "disjoint",
            Self::Before => "before",
        }
    }
}

impl Check {
    /// The name of the node in every file format; a leaf has the name of its kind.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Self::Leaf(leaf) => leaf.kind.as_str(),
            Self::AnyOf(_) => "any_of",
            Self::AllOf(_) => "all_of",
            Self::Not(_) => "not",
        }
    }

    /// The check as an object of the graph document.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(CheckView(self)).expect("plain data with text keys")
    }

    /// Reads what [`Check::to_json`] writes. Keys it doesn't know are passed over.
    ///
    /// # Errors
    ///
    /// When `value` isn't an object, names no known kind, or lacks a key that its kind needs.
    pub fn from_json(value: &Value) -> Result<Self, CheckJsonError> {
        let object = value.as_object().ok_or(CheckJsonError::NotAnObject)?;
        let kind = object.get("kind").and_then(Value::as_str).unwrap_or("");
        let missing = |key| CheckJsonError::Key { kind: kind.to_owned(), key };
        let of = || object.get("of").ok_or_else(|| missing("of"));
        let all = || -> Result<Vec<Self>, CheckJsonError> {
            let parts = of()?.as_array().ok_or_else(|| missing("of"))?;
            parts.iter().map(Self::from_json).collect()
        };
        Ok(match kind {
            "any_of" => Self::AnyOf(all()?),
            "all_of" => Self::AllOf(all()?),
            "not" => Self::Not(Box::new(Self::from_json(of()?)?)),
            _ => Self::Leaf(leaf_from_json(kind, object)?),
        })
    }
}

/// A check as the graph document shows it.
#[derive(Debug, Clone, Copy)]
pub struct CheckView<'a>(pub &'a Check);

impl Serialize for CheckView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("kind", self.0.kind_name())?;
        match self.0 {
            Check::Leaf(leaf) => leaf_entries(leaf, &mut object)?,
            Check::AnyOf(of) | Check::AllOf(of) => {
                object.serialize_entry("of", &of.iter().map(CheckView).collect::<Vec<_>>())?;
            }
            Check::Not(of) => object.serialize_entry("of", &CheckView(of))?,
        }
        object.end()
    }
}

fn leaf_entries<M: SerializeMap>(leaf: &Leaf, object: &mut M) -> Result<(), M::Error> {
    if let Some(subject) = &leaf.subject {
        object.serialize_entry("subject", subject)?;
    }
    object.serialize_entry("property", &leaf.property)?;
    match &leaf.kind {
        Kind::AtMost(q) | Kind::AtLeast(q) | Kind::Equals(q) => {
            object.serialize_entry("value", &number_to_json(q.number))?;
            if !q.unit.is_empty() {
                object.serialize_entry("unit", &q.unit)?;
            }
        }
        Kind::OneOf(values) => object.serialize_entry("values", values)?,
        Kind::AtLeastVersion(value) | Kind::Absent(Some(value)) => {
            object.serialize_entry("value", value)?;
        }
        Kind::Absent(None) | Kind::Holds | Kind::AllEqual | Kind::Disjoint | Kind::Before => {}
    }
    if let Some(fact) = &leaf.fact {
        object.serialize_entry("fact", &fact.path)?;
    }
    Ok(())
}

fn leaf_from_json(kind: &str, object: &Map<String, Value>) -> Result<Leaf, CheckJsonError> {
    let missing = |key| CheckJsonError::Key { kind: kind.to_owned(), key };
    let text = |key| object.get(key).and_then(Value::as_str).map(str::to_owned);
    let quantity = || {
        let number = object.get("value").and_then(Value::as_f64);
        Ok(Quantity {
            number: number.ok_or_else(|| missing("value"))?,
            unit: text("unit").unwrap_or_default(),
        })
    };
    let kind = match kind {
        "at_most" => Kind::AtMost(quantity()?),
        "at_least" => Kind::AtLeast(quantity()?),
        "equals" => Kind::Equals(quantity()?),
        "one_of" => {
            let values = object.get("values").and_then(Value::as_array);
            let values = values.ok_or_else(|| missing("values"))?.iter();
            let values = values.map(|v| v.as_str().map(str::to_owned));
            Kind::OneOf(values.collect::<Option<_>>().ok_or_else(|| missing("values"))?)
        }
        "at_least_version" => Kind::AtLeastVersion(text("value").ok_or_else(|| missing("value"))?),
        "holds" => Kind::Holds,
        "absent" => Kind::Absent(text("value")),
        "all_equal" => Kind::AllEqual,
        "disjoint" => Kind::Disjoint,
        "before" => Kind::Before,
        "" => return Err(missing("kind")),
        other => return Err(CheckJsonError::UnknownKind(other.to_owned())),
    };
    Ok(Leaf {
        kind,
        subject: text("subject"),
        property: text("property").ok_or_else(|| missing("property"))?,
        fact: text("fact").map(|path| Binding { path, test: None }),
    })
}

/// Whole numbers without a decimal point, as the document writes them.
fn number_to_json(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: above it, f64 skips whole numbers
    if number.fract() == 0.0 && number.abs() <= EXACT {
        Value::from(number as i64)
    } else {
        Number::from_f64(number).map_or(Value::Null, Value::Number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn leaf(kind: Kind) -> Check {
        Check::Leaf(Leaf {
            kind,
            subject: Some("Each node".into()),
            property: "memory".into(),
            fact: None,
        })
    }

    #[test]
    fn a_bound_has_its_number_and_unit() {
        let check = leaf(Kind::AtMost(Quantity { number: 16.0, unit: "nodes".into() }));
        let json = json!({"kind": "at_most", "subject": "Each node", "property": "memory", "value": 16, "unit": "nodes"});
        assert_eq!(check.to_json(), json);
        assert_eq!(check.to_json().to_string(), json.to_string(), "key order is fixed");
        assert_eq!(Check::from_json(&json), Ok(check));
    }

    #[test]
    fn a_broken_check_says_what_it_lacks() {
        let message = |json: Value| Check::from_json(&json).expect_err("broken").to_string();
        assert_eq!(
            message(json!({"kind": "at_most", "property": "p", "value": "16"})),
            "a check `at_most` needs a valid `value`"
        );
        assert_eq!(
            message(json!({"kind": "atmost", "property": "p"})),
            "unknown kind of check `atmost`"
        );
        assert_eq!(
            message(json!({"kind": "any_of", "of": [3]})),
            "expected a check, which is an object"
        );
        assert_eq!(message(json!({})), "a check `` needs a valid `kind`");
    }

    fn checks() -> impl Strategy<Value = Check> {
        // Decimals as documents write them; serde_json reads those exactly.
        let number = (any::<i32>(), 0..4).prop_map(|(n, d)| f64::from(n) / 10f64.powi(d));
        let quantity =
            (number, "[a-zA-Z%]{0,4}").prop_map(|(number, unit)| Quantity { number, unit });
        let kind = prop_oneof![
            quantity.clone().prop_map(Kind::AtMost),
            quantity.clone().prop_map(Kind::AtLeast),
            quantity.prop_map(Kind::Equals),
            prop::collection::vec(".{0,8}", 0..3).prop_map(Kind::OneOf),
            ".{0,8}".prop_map(Kind::AtLeastVersion),
            prop::option::of(".{0,8}").prop_map(Kind::Absent),
            Just(Kind::Holds),
            Just(Kind::AllEqual),
            Just(Kind::Disjoint),
            Just(Kind::Before),
        ];
        let fact = prop::option::of("[a-z.]{1,8}".prop_map(|path| Binding { path, test: None }));
        let leaf = (kind, prop::option::of(".{0,8}"), ".{0,8}", fact).prop_map(
            |(kind, subject, property, fact)| Check::Leaf(Leaf { kind, subject, property, fact }),
        );
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Check::AnyOf),
                prop::collection::vec(inner.clone(), 0..3).prop_map(Check::AllOf),
                inner.prop_map(|c| Check::Not(Box::new(c))),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(check in checks()) {
            let text = check.to_json().to_string();
            let json: Value = serde_json::from_str(&text).expect("JSON");
            prop_assert_eq!(Check::from_json(&json), Ok(check));
        }
    }
}
