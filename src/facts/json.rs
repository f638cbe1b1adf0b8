//! JSON in which no key stands twice, whatever its case, and none is empty. Of keys that are the
//! same many readers let the last one win, some know no case, and some no empty key: two readers
//! could see different facts.

use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::show;

/// Reads one JSON value.
pub(super) fn parse(text: &str) -> Result<Value, serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict.deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        // `-0` is an integer, which serde_json reads as a fraction.
        let is_nothing = value == 0.0 && value.is_sign_negative();
        Ok(if is_nothing { Value::from(0) } else { Value::from(value) })
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(Strict)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        let mut seen: HashMap<String, String> = HashMap::new();
        while let Some(key) = members.next_key::<String>()? {
            if key.is_empty() {
                return Err(A::Error::custom("an empty key"));
            }
            if let Some(other) = seen.insert(capitals(&key), key.clone()) {
                let (key, other) = (show(&key), show(&other));
                return Err(A::Error::custom(if key == other {
                    format!("key {key} stands twice")
                } else {
                    format!("keys {other} and {key} differ in case only")
                }));
            }
            let value = members.next_value_seed(Strict)?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

/// A text in capitals, character by character, as PowerShell compares keys.
fn capitals(text: &str) -> String {
    let capital = |c: char| {
        let mut all = c.to_uppercase();
        let first = all.next().filter(|_| all.next().is_none());
        first.unwrap_or(c)
    };
    text.chars().map(capital).collect()
}
