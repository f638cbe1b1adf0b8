//! What a test demands, as a phrase for reasons and reports.

use crate::facts::show;
use crate::predicate::decide::{Comparison, Test};

/// The demand of a test, in plain words and paths. Values of the document are
/// [shown](crate::facts::show) safely.
pub fn demand(test: &Test) -> String {
    match test {
        Test::Count { path, compare, limit, only } => {
            let which = only.as_ref().map(|only| format!(" with {}", demand(only)));
            format!("{} {path}{}", bound(*compare, *limit), which.unwrap_or_default())
        }
        Test::Number { path, compare, limit } => format!("{path} {}", bound(*compare, *limit)),
        Test::Length { path, compare, limit, .. } => {
            format!("{path} of {} characters", bound(*compare, *limit))
        }
        Test::OneOf { path, values } => format!("{path} one of {}", shown(values)),
        Test::NoneOf { path, values } => format!("{path} none of {}", shown(values)),
        Test::AtLeastVersion { path, minimum, .. } => format!("{path} {} or later", show(minimum)),
        Test::Is { path, value } => format!("{path} {value}"),
        Test::AllEqual { paths, .. } => {
            let paths: Vec<String> = paths.iter().map(ToString::to_string).collect();
            format!("the same {}", paths.join(", "))
        }
        Test::Disjoint { path, other, .. } => format!("no {path} among {other}"),
        Test::Within { path, other, .. } => format!("each {path} among {other}"),
        Test::Each { path, then } => format!("for each {path}: {}", demand(then)),
        Test::Some { path, then: None } => format!("some {path}"),
        Test::Some { path, then: Some(then) } => format!("some {path} with {}", demand(then)),
        Test::AnyOf { tests } => joined(tests, " or "),
        Test::AllOf { tests } => joined(tests, " and "),
        Test::Not { then } => format!("not ({})", demand(then)),
        Test::When { condition, then } => {
            format!("{}, where {}", demand(then), demand(condition))
        }
        Test::Suggests { then } | Test::Permits { then } => demand(then),
    }
}

fn bound(compare: Comparison, limit: i64) -> String {
    let words = match compare {
        Comparison::AtMost => "at most",
        Comparison::AtLeast => "at least",
        Comparison::Equals => "exactly",
    };
    format!("{words} {limit}")
}

fn shown(values: &[String]) -> String {
    values.iter().map(|value| show(value)).collect::<Vec<_>>().join(", ")
}

fn joined(tests: &[Test], word: &str) -> String {
    let parts: Vec<String> = tests.iter().map(|test| format!("({})", demand(test))).collect();
    parts.join(word)
}
