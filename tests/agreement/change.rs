//! Changes to facts: everything that can be done to one of them, directed by the vocabulary and by
//! the bounds of the tests.

use std::collections::BTreeSet;

use normative::predicate::decide::Test;
use normative::vocabulary::{FactType, Vocabulary};
use serde_json::{Value, json};

/// A step into a JSON value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Key(String),
    Item(usize),
}

/// Where a value stands.
pub(crate) type Place = Vec<Step>;

/// A change to facts. What does not fit the facts changes nothing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// Puts a value at a place.
    Set(Place, Value),
    /// Puts a value at the same place in every item of a list that stands in a cluster.
    SetInCluster(String, Place, Value),
    /// Removes a member.
    Remove(Place),
    /// Fills a list with so many copies of its first item, and each host they name.
    Fill(Place, usize),
}

impl Change {
    /// The facts after the change.
    pub(crate) fn apply(&self, facts: &Value) -> Value {
        let mut facts = facts.clone();
        match self {
            Self::Set(place, value) => set(&mut facts, place, value),
            Self::SetInCluster(cluster, place, value) => {
                let hosts = facts.pointer_mut("/hosts/items").and_then(Value::as_array_mut);
                for host in hosts.into_iter().flatten() {
                    if host["clusterId"].as_str() == Some(cluster) {
                        set(host, place, value);
                    }
                }
            }
            Self::Remove(place) => {
                if let Some((Step::Key(key), above)) = place.split_last()
                    && let Some(Value::Object(object)) = at(&mut facts, above)
                {
                    object.remove(key);
                }
            }
            Self::Fill(place, number) => fill(&mut facts, place, *number),
        }
        facts
    }

    /// Whether it changes what stands at this place, whatever becomes of it.
    pub(crate) fn is_about(&self, other: &Place) -> bool {
        match self {
            Self::Set(place, _) | Self::Remove(place) | Self::Fill(place, _) => place == other,
            Self::SetInCluster(..) => false,
        }
    }
}

fn at<'a>(mut value: &'a mut Value, place: &[Step]) -> Option<&'a mut Value> {
    for step in place {
        value = match step {
            Step::Key(key) => value.get_mut(key)?,
            Step::Item(item) => value.get_mut(item)?,
        };
    }
    Some(value)
}

fn set(value: &mut Value, place: &[Step], new: &Value) {
    if let Some(old) = at(value, place) {
        *old = new.clone();
    }
}

/// Fills a list. Items that name a host get a host of their own, so that names stay unique.
fn fill(facts: &mut Value, place: &[Step], number: usize) {
    let Some(items) = at(facts, place).and_then(Value::as_array_mut) else { return };
    let Some(first) = items.first().cloned() else { return };
    let host = first["hostId"].as_str().map(str::to_owned);
    while items.len() < number {
        let mut item = first.clone();
        if host.is_some() {
            item["hostId"] = format!("x{}.contoso.com", items.len()).into();
        }
        items.push(item);
    }
    items.truncate(number);
    let Some(host) = host else { return };
    let Some(Value::Array(hosts)) = facts.pointer_mut("/hosts/items") else { return };
    let Some(template) = hosts.iter().find(|h| h["id"] == host.as_str()).cloned() else { return };
    for at in 2..number {
        let mut copy = template.clone();
        copy["id"] = format!("x{at}.contoso.com").into();
        copy["dnsHostName"] = format!("x{at}").into();
        copy["netbiosName"] = format!("X{at}").into();
        hosts.push(copy);
    }
}

/// Every place of a value: of members, items and the value itself.
pub(crate) fn places(value: &Value) -> Vec<(Place, &Value)> {
    let mut found = Vec::new();
    let mut open = vec![(Place::new(), value)];
    while let Some((place, value)) = open.pop() {
        let step = |step| [place.clone(), vec![step]].concat();
        match value {
            Value::Object(object) => {
                open.extend(object.iter().map(|(key, v)| (step(Step::Key(key.clone())), v)));
            }
            Value::Array(items) => {
                open.extend(items.iter().enumerate().map(|(at, v)| (step(Step::Item(at)), v)));
            }
            _ => {}
        }
        found.push((place, value));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// The path of the fact at a place: `hosts[].os.build`.
pub(crate) fn fact_path(place: &Place) -> String {
    let mut path = String::new();
    for step in place {
        match step {
            Step::Item(_) => path.push_str("[]"),
            Step::Key(key) if key == "items" => {}
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
        }
    }
    path
}

/// What makes facts unknown: each member removed, each value `null` or of another type, each list
/// incomplete, and each list or item as a whole.
pub(crate) fn losses(facts: &Value) -> Vec<Change> {
    let wrong = [json!(null), json!(true), json!(7), json!(1.5), json!("x"), json!([]), json!({})];
    let mut changes = Vec::new();
    for (place, value) in places(facts) {
        let is_fixed = matches!(place.first(), None | Some(Step::Key(_)) if place.len() <= 1
            && place.first().is_none_or(|step| *step == Step::Key("schema".to_owned())));
        if is_fixed {
            continue;
        }
        if matches!(place.last(), Some(Step::Key(_))) {
            changes.push(Change::Remove(place.clone()));
        }
        if place.last() == Some(&Step::Key("complete".to_owned())) {
            changes.push(Change::Set(place.clone(), json!(false)));
        }
        let other = |new: &&Value| match (value, new) {
            (Value::Bool(_), Value::Bool(_)) | (Value::String(_), Value::String(_)) => false,
            (Value::Number(_), Value::Number(new)) => new.is_f64(),
            // An empty list says something; a flagged list is an object.
            (Value::Array(_) | Value::Object(_), Value::Array(_)) => false,
            _ => true,
        };
        changes
            .extend(wrong.iter().filter(other).map(|new| Change::Set(place.clone(), new.clone())));
    }
    changes
}

/// What makes facts other facts: values that the vocabulary knows, values around the bounds of the
/// tests, more and fewer items.
pub(crate) fn alterations(facts: &Value, vocabulary: &Vocabulary, tests: &[Test]) -> Vec<Change> {
    let mut bounds = BTreeSet::new();
    let mut named = BTreeSet::new();
    tests.iter().for_each(|test| collect(test, &mut bounds, &mut named));
    let mut changes = Vec::new();
    for (place, value) in places(facts) {
        let path = fact_path(&place);
        let fact = vocabulary.facts.iter().find(|fact| fact.path.to_string() == path);
        let news = match (value, fact) {
            (Value::Bool(old), _) => vec![json!(!old)],
            (Value::Number(_), _) => {
                bounds.iter().flat_map(|b| [b - 1, *b, b + 1]).map(|n| json!(n)).collect()
            }
            (Value::String(old), Some(fact)) if fact.kind == FactType::Text => {
                texts(old, fact.values.as_deref(), facts, &path, &bounds, &named)
            }
            (Value::Array(_), _) => {
                let sizes = bounds.iter().flat_map(|b| [*b, b + 1]).chain([0, 1, 2]);
                changes.extend(
                    sizes
                        .filter_map(|n| usize::try_from(n).ok())
                        .filter(|n| *n < 40)
                        .map(|n| Change::Fill(place.clone(), n)),
                );
                Vec::new()
            }
            _ => Vec::new(),
        };
        for new in news {
            if place.first() == Some(&Step::Key("hosts".to_owned())) && place.len() > 3 {
                for cluster in ["vmmcl.contoso.com", "fscl.contoso.com"] {
                    changes.push(Change::SetInCluster(
                        cluster.to_owned(),
                        place[3..].to_vec(),
                        new.clone(),
                    ));
                }
            }
            changes.push(Change::Set(place.clone(), new));
        }
    }
    let mut known = BTreeSet::new();
    // The hosts of a cluster are changed once, though each of them is met.
    changes.retain(|change| match change {
        Change::SetInCluster(cluster, place, new) => {
            known.insert((cluster.clone(), place.clone(), new.to_string()))
        }
        _ => true,
    });
    changes
}

/// Other texts for a fact: those that it can have, those of the same name elsewhere, other
/// spellings, and lengths around the bounds.
fn texts(
    old: &str,
    values: Option<&[String]>,
    facts: &Value,
    path: &str,
    bounds: &BTreeSet<i64>,
    named: &BTreeSet<(String, String)>,
) -> Vec<Value> {
    let mut news: Vec<String> = values.unwrap_or_default().to_vec();
    if values.is_none() {
        let last = path.rsplit('.').next().unwrap_or(path);
        let alike = |place: &Place| {
            let other = fact_path(place);
            let other = other.rsplit('.').next().unwrap_or(&other);
            let kind = |name: &str| {
                ["Id", "domain", "dns", "forest", "account", "source", "target", "spn", "subnets"]
                    .iter()
                    .find(|kind| name.to_lowercase().contains(&kind.to_lowercase()))
                    .copied()
            };
            other == last || (kind(other).is_some() && kind(other) == kind(last))
        };
        let found = places(facts).into_iter().filter(|(place, _)| alike(place));
        news.extend(found.filter_map(|(_, value)| value.as_str().map(str::to_owned)));
        for domain in ["contoso.com", "emea.contoso.com", "fabrikam.com", "EMEA"] {
            if last.to_lowercase().contains("domain") {
                news.push(domain.to_owned());
            }
        }
        let lengths = bounds.iter().flat_map(|b| [*b, b + 1]).filter(|n| (1..40).contains(n));
        news.extend(lengths.map(|n| "ü".repeat(n as usize)));
        let alike = named.iter().filter(|(name, _)| name == last);
        news.extend(alike.map(|(_, value)| value.clone()));
    }
    news.extend([old.to_uppercase(), format!("{old}."), format!("{old}\u{ad}"), String::new()]);
    news.sort();
    news.dedup();
    news.into_iter().filter(|new| new != old).map(Value::from).collect()
}

/// The bounds of tests, and the values that they name, by the name of the fact.
fn collect(test: &Test, bounds: &mut BTreeSet<i64>, named: &mut BTreeSet<(String, String)>) {
    match test {
        Test::Count { limit, .. } | Test::Number { limit, .. } | Test::Length { limit, .. } => {
            bounds.insert(*limit);
        }
        Test::OneOf { path, values } | Test::NoneOf { path, values } => {
            let name = path.route.segments.last().map_or(String::new(), |last| last.name.clone());
            named.extend(values.iter().map(|value| (name.clone(), value.clone())));
        }
        _ => {}
    }
    test.children().into_iter().for_each(|child| collect(child, bounds, named));
}
