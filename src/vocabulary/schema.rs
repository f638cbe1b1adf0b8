//! Whether the paths of a test lead to facts of the right type.

use crate::predicate::decide::Test;
use crate::predicate::notation::{PLACEHOLDER, PLACEHOLDER_LIMIT};
use crate::predicate::path::{FactPath, Route, Segment};

use super::{Fact, FactType, Vocabulary};

/// A place in the facts: the path of a fact, or a beginning of one; empty for the facts as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node(pub Vec<Segment>);

impl Node {
    fn child(&self, name: &str, each: bool) -> Self {
        let mut segments = self.0.clone();
        segments.push(Segment { name: name.to_owned(), each });
        Self(segments)
    }
}

impl Vocabulary {
    /// The fact at a place, and its index.
    pub fn fact_at(&self, node: &Node) -> Option<(usize, &Fact)> {
        self.facts.iter().enumerate().find(|(_, fact)| fact.path.segments == node.0)
    }

    /// Whether a fact stands there or below.
    fn has(&self, node: &Node) -> bool {
        self.facts.iter().any(|fact| fact.path.segments.starts_with(&node.0))
    }

    /// Where a path leads, from the places of the scopes around it, the innermost last.
    ///
    /// # Errors
    ///
    /// The name that leads nowhere.
    pub fn resolve(&self, route: &Route, scopes: &[Node]) -> Result<Node, String> {
        let mut node = match route.scope {
            None => Node::default(),
            Some(up) => {
                let at = scopes.len().checked_sub(1 + usize::from(up));
                at.map(|at| scopes[at].clone()).ok_or_else(|| route.to_string())?
            }
        };
        for segment in &route.segments {
            node = self.step(&node, segment).ok_or_else(|| segment.name.clone())?;
        }
        Ok(node)
    }

    fn step(&self, node: &Node, segment: &Segment) -> Option<Node> {
        let child = node.child(&segment.name, segment.each);
        let as_list = node.child(&segment.name, false);
        if self.has(&child) || (segment.each && self.fact_at(&as_list).is_some()) {
            return Some(child);
        }
        let reference = self.references.iter().find(|r| r.name == segment.name)?;
        let field = node.child(&reference.field, false);
        let item = Node::default().child(&reference.list, true);
        (!segment.each && self.has(&field) && self.has(&item)).then_some(item)
    }

    /// Every path and value of a test that does not fit the facts: what is wrong with it.
    /// Also notes the fact whose value the document gives.
    pub(super) fn misfits(&self, test: &Test, target: &mut Option<usize>) -> Vec<String> {
        let mut misfits = Vec::new();
        self.fit(test, &mut Vec::new(), target, &mut misfits);
        misfits
    }

    fn fit(
        &self,
        test: &Test,
        scopes: &mut Vec<Node>,
        target: &mut Option<usize>,
        misfits: &mut Vec<String>,
    ) {
        let mut inside = None;
        for path in test.paths() {
            for route in std::iter::once(&path.route).chain(&path.fallback) {
                match self.resolve(route, scopes) {
                    Ok(node) => {
                        self.fit_type(test, path, &node, target, misfits);
                        inside = Some(node);
                    }
                    Err(name) => misfits.push(format!("`{path}`: no fact `{name}` there")),
                }
            }
        }
        let opens_scope =
            matches!(test, Test::Each { .. } | Test::Some { .. } | Test::Count { .. });
        if opens_scope {
            let Some(inside) = inside else { return };
            scopes.push(inside);
        }
        for child in test.children() {
            self.fit(child, scopes, target, misfits);
        }
        if opens_scope {
            scopes.pop();
        }
    }

    fn fit_type(
        &self,
        test: &Test,
        path: &FactPath,
        node: &Node,
        target: &mut Option<usize>,
        misfits: &mut Vec<String>,
    ) {
        let (values, expected) = match test {
            Test::Number { .. } => (&[][..], FactType::Integer),
            Test::Is { .. } => (&[][..], FactType::Boolean),
            Test::OneOf { values, .. } | Test::NoneOf { values, .. } => {
                (&values[..], FactType::Text)
            }
            Test::AtLeastVersion { minimum, .. } => (std::slice::from_ref(minimum), FactType::Text),
            Test::Length { .. }
            | Test::AllEqual { .. }
            | Test::Disjoint { .. }
            | Test::Within { .. } => (&[][..], FactType::Text),
            _ => return,
        };
        let Some((at, fact)) = self.fact_at(node) else {
            return misfits.push(format!("`{path}` is no single fact"));
        };
        if fact.kind != expected {
            misfits.push(format!("`{path}` has another type than the test"));
        }
        if gives(test) {
            *target = Some(at);
        }
        let Some(known) = &fact.values else { return };
        let unknown = |value: &&String| *value != PLACEHOLDER && !known.contains(value);
        misfits.extend(
            values.iter().filter(unknown).map(|value| format!("`{path}` is never `{value}`")),
        );
    }
}

/// Whether the document gives a value of the test.
fn gives(test: &Test) -> bool {
    match test {
        Test::Number { limit, .. } | Test::Length { limit, .. } => *limit == PLACEHOLDER_LIMIT,
        Test::OneOf { values, .. } | Test::NoneOf { values, .. } => {
            values.iter().any(|value| value == PLACEHOLDER)
        }
        Test::AtLeastVersion { minimum, .. } => minimum == PLACEHOLDER,
        _ => false,
    }
}
