//! Follows paths through facts.

use std::collections::HashMap;

use serde_json::Value;

use super::Code;
use crate::facts::Facts;
use crate::predicate::decide::Reference;
use crate::predicate::path::{FactPath, Route, Segment};

/// Facts, and the lists whose items are referred to.
pub(super) struct Environment<'a> {
    facts: &'a Value,
    references: &'a [Reference],
    /// Made when a reference is first followed, by its place in `references`.
    indexes: HashMap<usize, Index<'a>>,
}

/// A value, and what the thing is called in which it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) value: &'a Value,
    pub(super) owner: Option<&'a str>,
}

/// What stands at a path, and what is in the way of seeing all of it; both in order.
#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    pub(super) values: Vec<Place<'a>>,
    pub(super) gaps: Vec<Gap>,
}

/// What could not be seen, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) code: Code,
    pub(super) place: String,
}

/// A list as tests see it.
pub(super) struct List<'a> {
    /// What is wrong with the list itself.
    pub(super) gap: Option<Code>,
    /// Its items, `null` among them. None when it can't be seen at all.
    pub(super) items: Option<&'a [Value]>,
}

/// The items of a list, by what they are called.
#[derive(Default)]
struct Index<'a> {
    gap: Option<Code>,
    keys: HashMap<String, (&'a str, &'a Value)>,
    /// None for an alias of items with different keys.
    aliases: HashMap<String, Option<(&'a str, &'a Value)>>,
}

/// What is not `null`.
fn known(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_null())
}

/// The list that a value is.
pub(super) fn list(value: &Value) -> List<'_> {
    if let Value::Array(items) = value {
        return List { gap: None, items: Some(items) };
    }
    let Value::Object(object) = value else { return List { gap: Some(Code::Type), items: None } };
    let items = match known(object.get("items")) {
        None => return List { gap: Some(Code::Missing), items: None },
        Some(Value::Array(items)) => items,
        Some(_) => return List { gap: Some(Code::Type), items: None },
    };
    let gap = match known(object.get("complete")) {
        Some(Value::Bool(true)) => None,
        Some(Value::Bool(false)) | None => Some(Code::Partial),
        Some(_) => Some(Code::Type),
    };
    List { gap, items: Some(items) }
}

impl<'a> Environment<'a> {
    pub(super) fn new(facts: &'a Facts, references: &'a [Reference]) -> Self {
        Self { facts: facts.json(), references, indexes: HashMap::new() }
    }

    /// What stands at a path. `scopes`: the members in whose scope the test stands, the innermost
    /// last.
    pub(super) fn resolve(&mut self, path: &FactPath, scopes: &[Place<'a>]) -> Found<'a> {
        let found = self.route(&path.route, scopes);
        match &path.fallback {
            Some(fallback) if found.is_all_missing() => self.fallback(fallback, fallback, scopes),
            _ => found,
        }
    }

    /// The same without the last segment, which is that of a list: the lists themselves.
    pub(super) fn resolve_lists(&mut self, path: &FactPath, scopes: &[Place<'a>]) -> Found<'a> {
        let lists = |route: &Route| {
            let mut lists = route.clone();
            if let Some(last) = lists.segments.last_mut() {
                last.each = false;
            }
            lists
        };
        match &path.fallback {
            Some(fallback) if self.route(&path.route, scopes).is_all_missing() => {
                self.fallback(&lists(fallback), fallback, scopes)
            }
            _ => self.route(&lists(&path.route), scopes),
        }
    }

    /// A fallback can show a violation, but proves nothing.
    fn fallback(&mut self, route: &Route, written: &Route, scopes: &[Place<'a>]) -> Found<'a> {
        let mut found = self.route(route, scopes);
        found.gaps.push(Gap { code: Code::Inconclusive, place: written.to_string() });
        found
    }

    fn route(&mut self, route: &Route, scopes: &[Place<'a>]) -> Found<'a> {
        let start = match route.scope {
            None => Some(Place { value: self.facts, owner: None }),
            Some(up) => {
                let at = scopes.len().checked_sub(1 + usize::from(up));
                at.map(|at| scopes[at])
            }
        };
        let mut found = Found::default();
        found.values.extend(start);
        if start.is_none() {
            found.gap(Code::Missing, None, &route.segments);
        }
        for (at, segment) in route.segments.iter().enumerate() {
            let so_far = &route.segments[..=at];
            for place in std::mem::take(&mut found.values) {
                self.step(place, segment, so_far, &mut found);
            }
        }
        found
    }

    fn step(
        &mut self,
        place: Place<'a>,
        segment: &Segment,
        so_far: &[Segment],
        found: &mut Found<'a>,
    ) {
        let next = match place.value {
            Value::Object(object) => match known(object.get(&segment.name)) {
                Some(value) => Ok(Place { value, owner: place.owner }),
                None => self.follow(place, &segment.name),
            },
            _ => Err(Code::Type),
        };
        let next = match next {
            Ok(next) => next,
            Err(code) => return found.gap(code, place.owner, so_far),
        };
        if !segment.each {
            return found.values.push(next);
        }
        let List { gap, items } = list(next.value);
        if let Some(code) = gap {
            found.gap(code, next.owner, so_far);
        }
        for item in items.into_iter().flatten() {
            if item.is_null() {
                found.gap(Code::Missing, next.owner, so_far);
            } else {
                let owner = self.name_of(item).or(next.owner);
                found.values.push(Place { value: item, owner });
            }
        }
    }

    /// What an item is called: by the key of a reference, by a reference it holds, by its name.
    fn name_of(&self, item: &'a Value) -> Option<&'a str> {
        let members = self.references.iter().flat_map(|r| [r.key.as_str(), r.field.as_str()]);
        members.chain(["name"]).find_map(|member| item.get(member)?.as_str())
    }

    /// Follows the reference of that name from an object.
    fn follow(&mut self, place: Place<'a>, name: &str) -> Result<Place<'a>, Code> {
        let at = self.references.iter().position(|r| r.name == name).ok_or(Code::Missing)?;
        let field = known(place.value.get(&self.references[at].field)).ok_or(Code::Missing)?;
        let key = field.as_str().ok_or(Code::Type)?;
        let index = self.index(at);
        if let Some(code) = index.gap {
            return Err(code);
        }
        let (owner, value) = index.find(key).ok_or(Code::Missing)?;
        Ok(Place { value, owner: Some(owner) })
    }

    /// The key of the item that a name stands for, folded; see [`crate::predicate::decide::Names`].
    pub(super) fn canonical(&mut self, reference: &str, name: &str) -> Option<String> {
        let folded = fold_name(name);
        let at = self.references.iter().position(|r| r.name == reference)?;
        let open = self.references[at].open;
        match self.index(at).find(name) {
            Some((key, _)) => Some(fold_name(key)),
            None => (open && folded.contains('.')).then_some(folded),
        }
    }

    fn index(&mut self, at: usize) -> &Index<'a> {
        let (facts, reference) = (self.facts, &self.references[at]);
        self.indexes.entry(at).or_insert_with(|| Index::new(facts, reference))
    }
}

impl<'a> Index<'a> {
    fn new(facts: &'a Value, reference: &'a Reference) -> Self {
        let mut index = Self::default();
        let Some(value) = known(facts.get(&reference.list)) else {
            index.gap = Some(Code::Missing);
            return index;
        };
        let Some(items) = list(value).items else {
            index.gap = list(value).gap;
            return index;
        };
        for item in items {
            let Some(key) = item.get(&reference.key).and_then(Value::as_str) else { continue };
            index.keys.entry(fold_name(key)).or_insert((key, item));
            let aliases = reference.aliases.iter();
            for alias in aliases.filter_map(|alias| item.get(alias)?.as_str()) {
                index
                    .aliases
                    .entry(fold_name(alias))
                    .and_modify(|known| {
                        if known.is_some_and(|(other, _)| fold_name(other) != fold_name(key)) {
                            *known = None;
                        }
                    })
                    .or_insert(Some((key, item)));
            }
        }
        index
    }

    fn find(&self, name: &str) -> Option<(&'a str, &'a Value)> {
        let folded = fold_name(name);
        self.keys.get(&folded).copied().or_else(|| *self.aliases.get(&folded)?)
    }
}

/// A name as names are compared: folded, without one trailing dot.
pub(super) fn fold_name(name: &str) -> String {
    let folded = name.to_ascii_lowercase();
    match folded.strip_suffix('.') {
        Some(bare) => bare.to_owned(),
        None => folded,
    }
}

impl Found<'_> {
    fn is_all_missing(&self) -> bool {
        self.values.is_empty()
            && !self.gaps.is_empty()
            && self.gaps.iter().all(|gap| gap.code == Code::Missing)
    }

    fn gap(&mut self, code: Code, owner: Option<&str>, so_far: &[Segment]) {
        let place = match (owner, so_far.last()) {
            (Some(owner), Some(last)) => format!("{} of {}", last.name, crate::facts::show(owner)),
            _ => Route { scope: None, segments: so_far.to_vec() }.to_string(),
        };
        self.gaps.push(Gap { code, place });
    }
}
