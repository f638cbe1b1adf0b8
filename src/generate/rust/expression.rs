//! A test as a Rust expression, as the fixed part of the module declares it.

use super::quote::{camel, string};
use crate::predicate::decide::{Comparison, Names, Test};
use crate::predicate::path::FactPath;

/// The expression, its lines behind the first indented by `indent` blanks and more.
pub(super) fn expression(test: &Test, indent: usize) -> String {
    let (name, fields) = parts(test, indent + 4);
    let blank = " ".repeat(indent + 4);
    let lines: Vec<String> = fields
        .iter()
        .map(|(field, value)| {
            if field == value {
                format!("{blank}{field},\n")
            } else {
                format!("{blank}{field}: {value},\n")
            }
        })
        .collect();
    format!("Test::{name} {{\n{}{}}}", lines.concat(), " ".repeat(indent))
}

type Fields = Vec<(&'static str, String)>;

fn parts(test: &Test, indent: usize) -> (&'static str, Fields) {
    let inner = |test: &Test| format!("&{}", expression(test, indent));
    match test {
        Test::Count { path, compare, limit, only } => (
            "Count",
            vec![
                ("path", text(path)),
                ("compare", comparison(*compare)),
                ("limit", limit.to_string()),
                ("only", optional(only.as_deref().map(inner))),
            ],
        ),
        Test::Number { path, compare, limit } => (
            "Number",
            vec![
                ("path", text(path)),
                ("compare", comparison(*compare)),
                ("limit", limit.to_string()),
            ],
        ),
        Test::Length { path, compare, limit, label } => (
            "Length",
            vec![
                ("path", text(path)),
                ("compare", comparison(*compare)),
                ("limit", limit.to_string()),
                ("label", label.to_string()),
            ],
        ),
        Test::OneOf { path, values } => {
            ("OneOf", vec![("path", text(path)), ("values", texts(values))])
        }
        Test::NoneOf { path, values } => {
            ("NoneOf", vec![("path", text(path)), ("values", texts(values))])
        }
        Test::AtLeastVersion { path, minimum, order, never } => (
            "AtLeastVersion",
            vec![
                ("path", text(path)),
                ("minimum", string(minimum)),
                ("order", texts(order)),
                ("never", texts(never)),
            ],
        ),
        Test::Is { path, value } => {
            ("Is", vec![("path", text(path)), ("value", value.to_string())])
        }
        Test::AllEqual { paths, names } => {
            let paths: Vec<String> = paths.iter().map(text).collect();
            let paths = format!("&[{}]", paths.join(", "));
            ("AllEqual", vec![("paths", paths), ("names", names_of(names.as_ref()))])
        }
        Test::Disjoint { path, other, names } => ("Disjoint", pair(path, other, names.as_ref())),
        Test::Within { path, other, names } => ("Within", pair(path, other, names.as_ref())),
        Test::Each { path, then } => ("Each", vec![("path", text(path)), ("then", inner(then))]),
        Test::Some { path, then } => {
            let then = optional(then.as_deref().map(inner));
            ("Some", vec![("path", text(path)), ("then", then)])
        }
        Test::AnyOf { tests } => ("AnyOf", vec![("tests", all(tests, indent))]),
        Test::AllOf { tests } => ("AllOf", vec![("tests", all(tests, indent))]),
        Test::Not { then } => ("Not", vec![("then", inner(then))]),
        Test::When { condition, then } => {
            ("When", vec![("condition", inner(condition)), ("then", inner(then))])
        }
        Test::Suggests { then } => ("Suggests", vec![("then", inner(then))]),
        Test::Permits { then } => ("Permits", vec![("then", inner(then))]),
    }
}

fn pair(path: &FactPath, other: &FactPath, names: Option<&Names>) -> Fields {
    vec![("path", text(path)), ("other", text(other)), ("names", names_of(names))]
}

fn all(tests: &[Test], indent: usize) -> String {
    let blank = " ".repeat(indent + 4);
    let tests: Vec<String> =
        tests.iter().map(|test| format!("{blank}{},\n", expression(test, indent + 4))).collect();
    format!("&[\n{}{}]", tests.concat(), " ".repeat(indent))
}

fn text(path: &FactPath) -> String {
    string(&path.to_string())
}

fn texts(values: &[String]) -> String {
    format!("&[{}]", values.iter().map(|value| string(value)).collect::<Vec<_>>().join(", "))
}

fn comparison(compare: Comparison) -> String {
    let name = match compare {
        Comparison::AtMost => "at-most",
        Comparison::AtLeast => "at-least",
        Comparison::Equals => "equals",
    };
    format!("Comparison::{}", camel(name))
}

fn names_of(names: Option<&Names>) -> String {
    match names {
        None => "Names::Text".to_owned(),
        Some(Names::Dns) => "Names::Dns".to_owned(),
        Some(Names::Of(reference)) => format!("Names::Of({})", string(reference)),
    }
}

fn optional(value: Option<String>) -> String {
    value.map_or("None".to_owned(), |value| format!("Some({value})"))
}
