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
    let mut out = String::new();
    write(value, indent, &mut out)?;
    Ok(out)
}

/// Writes it on one line where there is room, else each part on lines of its own.
fn write(value: &Value, indent: usize, out: &mut String) -> Result<(), NotPlain> {
    let start = out.len();
    write_line(value, out)?;
    if indent + (out.len() - start) <= WIDTH {
        return Ok(());
    }
    let inner = indent + 4;
    match value {
        Value::Object(members) => {
            out.truncate(start);
            out.push_str("@{");
            for (key, value) in members {
                line_of(inner, out);
                out.push_str(name(key)?);
                out.push_str(" = ");
                write(value, inner, out)?;
            }
            line_of(indent, out);
            out.push('}');
        }
        Value::Array(items) => {
            out.truncate(start);
            out.push_str("@(");
            for item in items {
                line_of(inner, out);
                write(item, inner, out)?;
            }
            line_of(indent, out);
            out.push(')');
        }
        _ => {}
    }
    Ok(())
}

fn line_of(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

fn write_line(value: &Value, out: &mut String) -> Result<(), NotPlain> {
    match value {
        Value::Null => return Err(NotPlain("null".to_owned())),
        Value::Bool(true) => out.push_str("$true"),
        Value::Bool(false) => out.push_str("$false"),
        Value::Number(number) => match number.as_i64() {
            Some(integer) => out.push_str(&integer.to_string()),
            None => return Err(NotPlain(number.to_string())),
        },
        Value::String(text) => out.push_str(&text_literal(text)?),
        Value::Array(items) => {
            out.push_str("@(");
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                write_line(item, out)?;
            }
            out.push(')');
        }
        Value::Object(members) => {
            out.push_str("@{ ");
            for (at, (key, value)) in members.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "; " });
                out.push_str(name(key)?);
                out.push_str(" = ");
                write_line(value, out)?;
            }
            out.push_str(" }");
        }
    }
    Ok(())
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
