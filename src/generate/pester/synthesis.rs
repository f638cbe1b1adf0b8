//! Facts made up from a vocabulary and from the tests that will read them: half of the values near
//! what the tests ask for, some missing, mistyped or partial. The same on every machine.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::predicate::decide::Test;
use crate::predicate::path::{FactPath, Segment};
use crate::vocabulary::{Fact, FactType, Vocabulary};

/// How many documents are made, the first one empty.
const DOCUMENTS: u64 = 12;

/// In how many of them everything is known.
const KNOWN: u64 = 6;

/// The longest list, in members, and the longest text, in characters.
const LONGEST: i64 = 20;

/// Values near the limits of the tests, by the last name of the path that is tested.
#[derive(Default)]
struct Pool<'a> {
    integers: Vec<i64>,
    texts: Vec<String>,
    sizes: Vec<i64>,
    values: Vec<&'a [String]>,
}

struct Maker<'a> {
    vocabulary: &'a Vocabulary,
    pools: BTreeMap<String, Pool<'a>>,
    /// The state of a linear congruential generator.
    state: u64,
    /// Whether something may be missing, mistyped or partial.
    gaps: bool,
}

/// Facts documents without a schema.
pub(super) fn documents(vocabulary: &Vocabulary, tests: &[Test]) -> Vec<Value> {
    let mut pools = BTreeMap::new();
    tests.iter().for_each(|test| fill(test, &mut pools));
    let mut maker = Maker { vocabulary, pools, state: 0, gaps: false };
    (0..DOCUMENTS)
        .map(|number| {
            maker.state = number;
            maker.gaps = number > KNOWN;
            if number == 0 { json!({}) } else { Value::Object(maker.object(&[])) }
        })
        .collect()
}

fn fill<'a>(test: &'a Test, pools: &mut BTreeMap<String, Pool<'a>>) {
    for path in test.paths() {
        for name in last_names(path) {
            let pool = pools.entry(name.to_owned()).or_default();
            match test {
                Test::Count { limit, .. } => {
                    pool.sizes.extend([limit - 1, *limit, limit + 1]);
                }
                Test::Number { limit, .. } => {
                    pool.integers.extend([limit - 1, *limit, limit + 1]);
                }
                Test::Length { limit, .. } => {
                    let lengths = [*limit, limit + 1].map(|length| length.clamp(1, 2 * LONGEST));
                    pool.texts.extend(lengths.map(|length| "n".repeat(length as usize)));
                }
                Test::OneOf { values, .. } | Test::NoneOf { values, .. } => {
                    pool.values.push(values);
                }
                Test::AtLeastVersion { order, never, .. } => {
                    pool.values.extend([&order[..], &never[..]]);
                }
                _ => {}
            }
        }
    }
    test.children().into_iter().for_each(|child| fill(child, pools));
}

fn last_names(path: &FactPath) -> impl Iterator<Item = &str> {
    let routes = std::iter::once(&path.route).chain(&path.fallback);
    routes.filter_map(|route| Some(route.segments.last()?.name.as_str()))
}

impl Maker<'_> {
    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        // Knuth's MMIX; the high bits are the good ones.
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005);
        self.state = self.state.wrapping_add(1_442_695_040_888_963_407);
        ((self.state >> 33) % bound.max(1) as u64) as usize
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }

    fn object(&mut self, prefix: &[Segment]) -> Map<String, Value> {
        let vocabulary = self.vocabulary;
        let mut members = Map::new();
        for fact in &vocabulary.facts {
            let Some(rest) = fact.path.segments.strip_prefix(prefix) else { continue };
            let Some(next) = rest.first() else { continue };
            if members.contains_key(&next.name) {
                continue;
            }
            let value = self.member(prefix, &next.name);
            members.insert(next.name.clone(), value);
        }
        members
    }

    fn member(&mut self, prefix: &[Segment], name: &str) -> Value {
        let child = |each| [prefix, &[Segment { name: name.to_owned(), each }]].concat();
        let vocabulary = self.vocabulary;
        let fact_at = |path: &[Segment]| vocabulary.facts.iter().find(|f| f.path.segments == path);
        let (plain, each) = (child(false), child(true));
        if self.gaps && self.one_in(10) {
            return Value::Null;
        }
        if vocabulary.facts.iter().any(|fact| fact.path.segments.starts_with(&each)) {
            return self.list(name, &each);
        }
        match fact_at(&plain) {
            Some(fact) if fact.kind == FactType::List => json!([]),
            Some(fact) => self.scalar(fact, name),
            None => Value::Object(self.object(&plain)),
        }
    }

    fn list(&mut self, name: &str, each: &[Segment]) -> Value {
        let near = self.pools.get(name).map(|pool| pool.sizes.clone()).unwrap_or_default();
        let size = match self.below(8) {
            0 => 0,
            1 | 2 if !near.is_empty() => near[self.below(near.len())].clamp(0, LONGEST),
            _ => 1 + self.below(3) as i64,
        };
        let own = self.vocabulary.facts.iter().find(|fact| fact.path.segments == each);
        let items: Vec<Value> = (0..size)
            .map(|number| match own {
                Some(fact) => self.scalar(fact, name),
                None => self.item(name, each, number),
            })
            .collect();
        if self.gaps && self.one_in(6) {
            return json!({ "complete": false, "items": items });
        }
        if own.is_some() { json!(items) } else { json!({ "complete": true, "items": items }) }
    }

    /// A member of a list; one that others refer to has a key that they can name.
    fn item(&mut self, list: &str, each: &[Segment], number: i64) -> Value {
        let mut object = self.object(each);
        let vocabulary = self.vocabulary;
        for reference in vocabulary.references.iter().filter(|one| one.list == list) {
            object.insert(reference.key.clone(), json!(key(list, number)));
        }
        Value::Object(object)
    }

    fn scalar(&mut self, fact: &Fact, name: &str) -> Value {
        if self.gaps && self.one_in(16) {
            return [json!(null), json!("1"), json!(1), json!(1.5), json!("False"), json!([])]
                [self.below(6)]
            .clone();
        }
        match fact.kind {
            FactType::Boolean => json!(!self.one_in(4)),
            FactType::Integer => {
                let near = self.pools.get(name).map(|pool| pool.integers.clone());
                let near = near.filter(|near| !near.is_empty()).unwrap_or(vec![0, 1, 16]);
                json!(near[self.below(near.len())])
            }
            FactType::Text => json!(self.text(fact, name)),
            FactType::List => json!([]),
        }
    }

    fn text(&mut self, fact: &Fact, name: &str) -> String {
        let vocabulary = self.vocabulary;
        let refers = |field: &str| name == field || name.strip_suffix('s') == Some(field);
        if let Some(reference) = vocabulary.references.iter().find(|one| refers(&one.field)) {
            let number = self.below(3) as i64;
            return key(&reference.list, number);
        }
        let mut near = fact.values.clone().unwrap_or_default();
        if let Some(pool) = self.pools.get(name) {
            near.extend(pool.texts.iter().cloned());
            near.extend(pool.values.iter().flat_map(|values| values.iter().cloned()));
        }
        near.extend(["N1.example.org".to_owned(), "n1.example.org.".to_owned()]);
        near.swap_remove(self.below(near.len()))
    }
}

/// The key of a member of a list.
fn key(list: &str, number: i64) -> String {
    format!("{list}{number}.example.org")
}
