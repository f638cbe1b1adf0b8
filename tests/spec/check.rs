//! The notation of checks, and when two of them are the same.

use std::fmt;

use normative::predicate::{Check, Kind};

/// A check as far as the specification compares it.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// `at_most 16 nodes`; the unit is empty when it doesn't count.
    Bound { kind: String, number: f64, unit: String },
    /// `one_of`, `at_least_version`, `absent` and the kinds without a value.
    Leaf { kind: String, values: Vec<String> },
    /// `any_of(…)`, `all_of(…)`, `not(…)`.
    Group { kind: String, of: Vec<Node> },
}

const BOUNDS: &[&str] = &["at_most", "at_least", "equals"];
const GROUPS: &[&str] = &["any_of", "all_of", "not"];
const STATES: &[&str] = &["absent", "all_equal", "before", "disjoint", "holds"];

/// Reads `at_least 4 GB, any_of(holds, all_equal)`.
pub(crate) fn parse(text: &str) -> Result<Vec<Node>, String> {
    split(text)?.into_iter().map(parse_one).collect()
}

/// Cuts at the commas outside brackets.
fn split(text: &str) -> Result<Vec<&str>, String> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    if depth != 0 {
        return Err(format!("unbalanced brackets in `{text}`"));
    }
    parts.push(text[start..].trim());
    match parts.as_slice() {
        [""] => Ok(Vec::new()),
        _ => Ok(parts),
    }
}

fn parse_one(text: &str) -> Result<Node, String> {
    for kind in GROUPS {
        let inner = text.strip_prefix(kind).and_then(|rest| rest.strip_prefix('('));
        if let Some(inner) = inner.and_then(|rest| rest.strip_suffix(')')) {
            return Ok(Node::Group { kind: (*kind).to_owned(), of: parse(inner)? });
        }
    }
    let (kind, value) = text.split_once(' ').unwrap_or((text, ""));
    let (kind, value) = (kind.to_owned(), value.trim());
    if BOUNDS.contains(&kind.as_str()) {
        let (number, unit) = value.split_once(' ').unwrap_or((value, ""));
        let number = number.parse().map_err(|_| format!("`{number}` is no number"))?;
        return Ok(Node::Bound { kind, number, unit: unit.to_owned() });
    }
    let values = match kind.as_str() {
        "one_of" => {
            let inner = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            let inner = inner.ok_or_else(|| format!("`{text}` has no list"))?;
            let comma = if inner.contains('|') { '|' } else { ',' };
            inner.split(comma).map(|value| value.trim().to_owned()).collect()
        }
        "at_least_version" if !value.is_empty() => vec![value.to_owned()],
        "absent" if !value.is_empty() => vec![value.to_owned()],
        state if STATES.contains(&state) && value.is_empty() => Vec::new(),
        _ => return Err(format!("`{text}` is no check")),
    };
    Ok(Node::Leaf { kind, values })
}

/// The checks that all have to hold.
pub(crate) fn of_check(check: Option<&Check>) -> Vec<Node> {
    match check {
        Some(Check::AllOf(all)) => all.iter().flat_map(|check| of_check(Some(check))).collect(),
        Some(check) => vec![node(check)],
        None => Vec::new(),
    }
}

fn node(check: &Check) -> Node {
    let kind = check.kind_name().to_owned();
    let leaf = match check {
        Check::AnyOf(of) | Check::AllOf(of) => {
            return Node::Group { kind, of: of.iter().map(node).collect() };
        }
        Check::Not(of) => return Node::Group { kind, of: vec![node(of)] },
        Check::Leaf(leaf) => leaf,
    };
    let values = match &leaf.kind {
        Kind::AtMost(q) | Kind::AtLeast(q) | Kind::Equals(q) => {
            return Node::Bound { kind, number: q.number, unit: q.unit.clone() };
        }
        Kind::OneOf(values) => values.clone(),
        Kind::AtLeastVersion(value) => vec![value.clone()],
        Kind::Absent(value) => value.iter().cloned().collect(),
        Kind::Holds | Kind::AllEqual | Kind::Disjoint | Kind::Before => Vec::new(),
    };
    Node::Leaf { kind, values }
}

/// Without states and relations: what is compared of a permission.
pub(crate) fn values_only(nodes: &[Node]) -> Vec<Node> {
    nodes.iter().filter_map(valued).collect()
}

fn valued(node: &Node) -> Option<Node> {
    match node {
        Node::Leaf { kind, .. } if STATES.contains(&kind.as_str()) => None,
        Node::Group { kind, of } => {
            let of: Vec<Node> = of.iter().filter_map(valued).collect();
            (!of.is_empty()).then(|| Node::Group { kind: kind.clone(), of })
        }
        node => Some(node.clone()),
    }
}

/// Whether the two say the same, in whatever order.
pub(crate) fn agree(expected: &[Node], found: &[Node]) -> bool {
    let Some((first, rest)) = expected.split_first() else { return found.is_empty() };
    (0..found.len()).any(|at| {
        agree_one(first, &found[at]) && {
            let mut others = found.to_vec();
            others.remove(at);
            agree(rest, &others)
        }
    })
}

fn agree_one(expected: &Node, found: &Node) -> bool {
    match (expected, found) {
        (
            Node::Bound { kind: a, number: x, unit: u },
            Node::Bound { kind: b, number: y, unit: v },
        ) => a == b && x == y && (u.is_empty() || singular(u) == singular(v)),
        (Node::Leaf { kind: a, values: x }, Node::Leaf { kind: b, values: y }) => {
            let sorted = |values: &[String]| {
                let mut values: Vec<String> = values.iter().map(|value| fold(value)).collect();
                values.sort();
                values
            };
            a == b && (sorted(x) == sorted(y) || (a == "absent" && x.is_empty()))
        }
        (Node::Group { kind: a, of: x }, Node::Group { kind: b, of: y }) => a == b && agree(x, y),
        _ => false,
    }
}

/// The last word of a unit, in the singular: `adapter` of `network adapters`.
fn singular(unit: &str) -> String {
    let unit = fold(unit.rsplit(' ').next().unwrap_or(unit));
    unit.strip_suffix('s').map(str::to_owned).unwrap_or(unit)
}

/// Without letter case, kinds of quotes and blanks.
pub(crate) fn fold(text: &str) -> String {
    let text = text.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"");
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bound { kind, number, unit } => {
                f.write_str(format!("{kind} {number} {unit}").trim_end())
            }
            Self::Leaf { kind, values } if kind == "one_of" => {
                let comma = if values.iter().any(|v| v.contains(',')) { " | " } else { ", " };
                write!(f, "{kind} [{}]", values.join(comma))
            }
            Self::Leaf { kind, values } => {
                f.write_str(format!("{kind} {}", values.join(" ")).trim())
            }
            Self::Group { kind, of } => write!(f, "{kind}({})", shown(of)),
        }
    }
}

/// The checks as an example writes them.
pub(crate) fn shown(nodes: &[Node]) -> String {
    nodes.iter().map(Node::to_string).collect::<Vec<_>>().join(", ")
}
