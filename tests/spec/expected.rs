//! Reads the lines below the stop of an example.

use normative::statement::Level;
use normative::version::MonikerSet;

use crate::check::{self, Node};
use crate::found::catalog;

/// One line: what is to be extracted.
#[derive(Debug)]
pub(crate) struct Expected {
    /// The line as it stands.
    pub(crate) written: String,
    /// The line of the page, when it is given.
    pub(crate) line: Option<u32>,
    pub(crate) monikers: MonikerSet,
    pub(crate) level: Level,
    pub(crate) conditional: bool,
    /// What the clause contains.
    pub(crate) clause: String,
    /// All of these.
    pub(crate) checks: Vec<Node>,
}

/// All lines.
pub(crate) fn parse_all(text: &str) -> Result<Vec<Expected>, String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(parse).collect()
}

fn parse(written: &str) -> Result<Expected, String> {
    let wrong = |what: &str| format!("{what} in the expectation `{written}`");
    let (head, rest) = written.trim().split_once("  ").ok_or_else(|| wrong("no two blanks"))?;
    // Blanks may stand between versions and level, too, to align them.
    let (head, rest) = match level_of(head) {
        Some(_) => (head.to_owned(), rest),
        None => {
            let (level, rest) = rest.trim().split_once("  ").ok_or_else(|| wrong("no clause"))?;
            (format!("{head} {level}"), rest)
        }
    };
    let (scope, level, conditional) = level_of(&head).ok_or_else(|| wrong("no level"))?;
    let (line, range) = match scope.strip_prefix('@') {
        Some(scope) => {
            let (number, range) = scope.split_once(' ').unwrap_or((scope, ""));
            (Some(number.parse().map_err(|_| wrong("no line behind `@`"))?), range.trim())
        }
        None => (None, scope),
    };
    let catalog = catalog();
    let monikers = match range {
        "" | "*" => catalog.ids().collect(),
        range => catalog.select(range).map_err(|error| wrong(&error.to_string()))?,
    };
    let (clause, checks) = rest.rsplit_once("  => ").unwrap_or((rest, ""));
    let checks = check::parse(checks).map_err(|what| wrong(&what))?;
    if clause.trim().is_empty() {
        return Err(wrong("no clause"));
    }
    let clause = clause.trim().to_owned();
    Ok(Expected { written: written.to_owned(), line, monikers, level, conditional, clause, checks })
}

/// The levels, the longer ones first.
const LEVELS: &[(&str, Level)] = &[
    ("must not", Level::MustNot),
    ("should not", Level::ShouldNot),
    ("must", Level::Must),
    ("should", Level::Should),
    ("may", Level::May),
];

/// `@3 >=harbor-2 must if`: what stands in front of the level, the level, and the condition.
fn level_of(head: &str) -> Option<(&str, Level, bool)> {
    let conditional = head.ends_with(" if");
    let head = head.strip_suffix(" if").unwrap_or(head).trim();
    LEVELS.iter().find_map(|&(name, level)| {
        let scope = head.strip_suffix(name)?;
        (scope.is_empty() || scope.ends_with(' ')).then_some((scope.trim(), level, conditional))
    })
}
