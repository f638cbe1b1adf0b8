//! What is odd about facts: values of another type than the vocabulary's, and values that don't
//! follow from those they are derived from. Odd facts are still facts; verdicts don't change.

use serde_json::Value;

use super::{Facts, show, type_name};
use crate::predicate::path::Segment;
use crate::vocabulary::{Derivation, Fact, FactType, Pattern, Vocabulary};

/// Something odd about a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where it stands, with the numbers of list members from 0: `hosts[3].os.product`.
    pub place: String,
    /// What is odd, in lower case.
    pub message: String,
}

/// Everything odd about facts, in the order of the vocabulary.
pub fn remarks(facts: &Facts, vocabulary: &Vocabulary) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for fact in &vocabulary.facts {
        visit(facts.json(), &fact.path.segments, String::new(), &mut |value, place| {
            if !fits(value, fact.kind) {
                let message = format!("expected {}, not {}", expected(fact), type_name(value));
                remarks.push(Remark { place: place.to_owned(), message });
            }
        });
    }
    for derivation in &vocabulary.derivations {
        derived(facts, derivation, &mut remarks);
    }
    remarks
}

fn expected(fact: &Fact) -> &'static str {
    match fact.kind {
        FactType::Boolean => "a boolean",
        FactType::Integer => "an integer",
        FactType::Text => "a text",
        FactType::List => "a list",
    }
}

fn fits(value: &Value, kind: FactType) -> bool {
    match kind {
        FactType::Boolean => value.is_boolean(),
        FactType::Integer => value.is_i64(),
        FactType::Text => value.is_string(),
        FactType::List => items(value).is_some(),
    }
}

fn items(value: &Value) -> Option<&Vec<Value>> {
    value.as_array().or_else(|| value.get("items")?.as_array())
}

/// Every known value at a path, with its place.
fn visit(value: &Value, path: &[Segment], place: String, each: &mut dyn FnMut(&Value, &str)) {
    let Some((segment, rest)) = path.split_first() else { return each(value, &place) };
    let Some(member) = value.get(&segment.name).filter(|member| !member.is_null()) else { return };
    let dot = if place.is_empty() { "" } else { "." };
    let place = format!("{place}{dot}{}", segment.name);
    if !segment.each {
        return visit(member, rest, place, each);
    }
    let known = items(member).into_iter().flatten().enumerate().filter(|(_, i)| !i.is_null());
    for (at, item) in known {
        visit(item, rest, format!("{place}[{at}]"), each);
    }
}

/// Compares a derived fact with those beside it.
fn derived(facts: &Facts, derivation: &Derivation, remarks: &mut Vec<Remark>) {
    let Some((last, parent)) = derivation.fact.segments.split_last() else { return };
    visit(facts.json(), parent, String::new(), &mut |object, place| {
        let Some(stored) = object.get(&last.name).and_then(Value::as_str) else { return };
        let mut members = derivation.rows.iter().flat_map(|row| row.when.keys());
        if members.any(|member| object.get(member).is_none_or(Value::is_null)) {
            return; // not enough is known to derive it
        }
        let row = derivation.rows.iter().find(|row| {
            row.when.iter().all(|(member, pattern)| matches(&object[member.as_str()], pattern))
        });
        if row.is_none_or(|row| row.is != stored) {
            let follows = row.map_or("nothing known".to_owned(), |row| show(&row.is));
            remarks.push(Remark {
                place: format!("{place}.{}", last.name),
                message: format!("{} is stored, but {follows} follows", show(stored)),
            });
        }
    });
}

fn matches(value: &Value, pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Integer(number) => value.as_i64() == Some(*number),
        Pattern::Text(pattern) => {
            value.as_str().is_some_and(|text| match pattern.strip_suffix('*') {
                Some(start) => text.starts_with(start),
                None => text == pattern,
            })
        }
    }
}
