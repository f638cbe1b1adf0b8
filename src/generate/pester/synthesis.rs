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

/// The facts of a vocabulary, by the parts of their paths.
#[derive(Default)]
struct Node<'a> {
    /// The fact whose path ends here.
    fact: Option<&'a Fact>,
    /// What is below, in the order of the vocabulary.
    members: Vec<Member<'a>>,
}

/// What has a name in an object: one thing, or a list of them.
struct Member<'a> {
    name: &'a str,
    plain: Option<Node<'a>>,
    each: Option<Node<'a>>,
}

impl<'a> Node<'a> {
    fn of(vocabulary: &'a Vocabulary) -> Self {
        let mut root = Self::default();
        for fact in &vocabulary.facts {
            root.add(&fact.path.segments, fact);
        }
        root
    }

    fn add(&mut self, path: &'a [Segment], fact: &'a Fact) {
        let Some((first, rest)) = path.split_first() else {
            self.fact = self.fact.or(Some(fact));
            return;
        };
        let known = self.members.iter().position(|member| member.name == first.name);
        let at = known.unwrap_or_else(|| {
            self.members.push(Member { name: &first.name, plain: None, each: None });
            self.members.len() - 1
        });
        let member = &mut self.members[at];
        let node = if first.each { &mut member.each } else { &mut member.plain };
        node.get_or_insert_default().add(rest, fact);
    }
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
    let root = Node::of(vocabulary);
    (0..DOCUMENTS)
        .map(|number| {
            maker.state = number;
            maker.gaps = number > KNOWN;
            if number == 0 { json!({}) } else { Value::Object(maker.object(&root)) }
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
        next(&mut self.state, bound)
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }

    fn object(&mut self, node: &Node<'_>) -> Map<String, Value> {
        let mut members = Map::new();
        for member in &node.members {
            members.insert(member.name.to_owned(), self.member(member));
        }
        members
    }

    fn member(&mut self, member: &Member<'_>) -> Value {
        if self.gaps && self.one_in(10) {
            return Value::Null;
        }
        if let Some(each) = &member.each {
            return self.list(member.name, each);
        }
        let Some(plain) = &member.plain else { return json!({}) };
        match plain.fact {
            Some(fact) if fact.kind == FactType::List => json!([]),
            Some(fact) => self.scalar(fact, member.name),
            None => Value::Object(self.object(plain)),
        }
    }

    fn list(&mut self, name: &str, each: &Node<'_>) -> Value {
        let sizes = self.pools.get(name).map_or(0, |pool| pool.sizes.len());
        let size = match self.below(8) {
            0 => 0,
            1 | 2 if sizes > 0 => {
                let at = self.below(sizes);
                self.pools[name].sizes[at].clamp(0, LONGEST)
            }
            _ => 1 + self.below(3) as i64,
        };
        let items: Vec<Value> = (0..size)
            .map(|number| match each.fact {
                Some(fact) => self.scalar(fact, name),
                None => self.item(name, each, number),
            })
            .collect();
        if self.gaps && self.one_in(6) {
            return json!({ "complete": false, "items": items });
        }
        match each.fact {
            Some(_) => json!(items),
            None => json!({ "complete": true, "items": items }),
        }
    }

    /// A member of a list; one that others refer to has a key that they can name.
    fn item(&mut self, list: &str, each: &Node<'_>, number: i64) -> Value {
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
        let own = fact.values.iter().flatten().map(String::as_str);
        let mut near: Vec<&str> = own.collect();
        if let Some(pool) = self.pools.get(name) {
            near.extend(pool.texts.iter().map(String::as_str));
            near.extend(pool.values.iter().flat_map(|values| values.iter().map(String::as_str)));
        }
        near.extend(["N1.example.org", "n1.example.org."]);
        near[next(&mut self.state, near.len())].to_owned()
    }
}

/// A number below `bound`.
fn next(state: &mut u64, bound: usize) -> usize {
    // Knuth's MMIX; the high bits are the good ones.
    *state = state.wrapping_mul(6_364_136_223_846_793_005);
    *state = state.wrapping_add(1_442_695_040_888_963_407);
    ((*state >> 33) % bound.max(1) as u64) as usize
}

/// The key of a member of a list.
fn key(list: &str, number: i64) -> String {
    format!("{list}{number}.example.org")
}
