//! JSON as a PowerShell expression of constants: tables, lists, literals.

use std::fmt;

use serde_json::Value;

use super::quote;

/// How wide a line may get before a table is broken into lines, in characters.
const WIDTH: usize = 96;

/// Why a value can't be written as an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NotPlain(String);

impl fmt::Display for NotPlain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` can't stand in a PowerShell expression", self.0.escape_debug())
    }
}

impl std::error::Error for NotPlain {}

/// Whether a text of a document may stand in an expression: a label, the path of a fact, or
/// the name of an account: nothing that any reader of single quotes treats in a way of its own.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b" ,./()_+=-[]^|\\".contains(&b))
}

/// The expression, with its lines behind the first indented by `indent` blanks:
/// `@{ test = 'is'; path = 'vmm.dkm.exists'; value = $true }`.
///
/// # Errors
/// When a text, key or number in it is not known to be harmless there.
pub(super) fn expression(value: &Value, indent: usize) -> Result<String, NotPlain> {
    let line = one_line(value)?;
    if indent + line.len() <= WIDTH {
        return Ok(line);
    }
    let inner = indent + 4;
    let blank = " ".repeat(inner);
    let end = " ".repeat(indent);
    let mut lines = Vec::new();
    let (open, close) = match value {
        Value::Object(members) => {
            for (key, value) in members {
                lines.push(format!("{blank}{} = {}\n", name(key)?, expression(value, inner)?));
            }
            ("@{", "}")
        }
        Value::Array(items) => {
            for item in items {
                lines.push(format!("{blank}{}\n", expression(item, inner)?));
            }
            ("@(", ")")
        }
        _ => return Ok(line),
    };
    Ok(format!("{open}\n{}{end}{close}", lines.concat()))
}

fn one_line(value: &Value) -> Result<String, NotPlain> {
    Ok(match value {
        Value::Null => return Err(NotPlain("null".to_owned())),
        Value::Bool(true) => "$true".to_owned(),
        Value::Bool(false) => "$false".to_owned(),
        Value::Number(number) => match number.as_i64() {
            Some(integer) => integer.to_string(),
            None => return Err(NotPlain(number.to_string())),
        },
        Value::String(text) => text_literal(text)?,
        Value::Array(items) if items.is_empty() => "@()".to_owned(),
        Value::Array(items) => {
            let items = items.iter().map(one_line).collect::<Result<Vec<_>, _>>()?;
            format!("@({})", items.join(", "))
        }
        Value::Object(members) => {
            let pairs = members
                .iter()
                .map(|(key, value)| Ok(format!("{} = {}", name(key)?, one_line(value)?)))
                .collect::<Result<Vec<_>, NotPlain>>()?;
            format!("@{{ {} }}", pairs.join("; "))
        }
    })
}

fn text_literal(text: &str) -> Result<String, NotPlain> {
    let refused = || NotPlain(text.to_owned());
    if !is_plain(text) {
        return Err(refused());
    }
    let mut bytes = Vec::new();
    quote::literal(text, &mut bytes).map_err(|_| refused())?;
    String::from_utf8(bytes).map_err(|_| refused())
}

fn name(key: &str) -> Result<&str, NotPlain> {
    let is_word = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if is_word { Ok(key) } else { Err(NotPlain(key.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn a_short_test_stands_on_one_line() {
        let test = json!({ "test": "is", "path": "a.b[].c", "value": true });
        assert_eq!(
            expression(&test, 8).unwrap(),
            "@{ test = 'is'; path = 'a.b[].c'; value = $true }"
        );
    }

    #[test]
    fn a_long_test_is_broken_where_it_is_deep() {
        let leaf = json!({ "test": "one_of", "path": ".role", "values": ["a", "b"] });
        let test = json!({ "test": "some", "path": "accounts[]", "then": { "test": "all_of", "tests": [leaf, leaf] } });
        let expected = "@{\n    test = 'some'\n    path = 'accounts[]'\n    then = @{\n        test = 'all_of'\n        tests = @(\n            @{ test = 'one_of'; path = '.role'; values = @('a', 'b') }\n            @{ test = 'one_of'; path = '.role'; values = @('a', 'b') }\n        )\n    }\n}";
        assert_eq!(expression(&test, 0).unwrap(), expected);
    }

    proptest! {
        #[test]
        fn only_harmless_texts_are_written(text in "[ -~]{0,12}|\\PC{0,12}|(?s).{0,4}", key in "[a-zA-Z_ ';]{0,6}") {
            let written = expression(&json!([text]), 0);
            prop_assert_eq!(written.is_ok(), is_plain(&text));
            if let Ok(written) = written {
                prop_assert_eq!(written, format!("@('{text}')"));
            }
            let harmless = !key.is_empty() && !key.starts_with('_') && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            let mut object = serde_json::Map::new();
            object.insert(key, json!(1));
            prop_assert_eq!(expression(&Value::Object(object), 0).is_ok(), harmless);
        }
    }
}
