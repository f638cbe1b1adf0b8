//! What the docs require otherwise than in the build before, in a few lines.

use std::fmt::Write;

use normative::diagnostic::visible;
use normative::diff::{Change, Diff, TestAction};

use crate::console::counted;

/// How many changes are named.
const MOST: usize = 10;

/// The counts, and each change with what to do: its test, and the facts that it newly needs.
pub(super) fn summary(change: &Diff) -> String {
    let counts: Vec<String> =
        change.counts().iter().map(|(kind, count)| format!("{count} {}", kind.as_str())).collect();
    let mut out = format!("since the last build: {}\n", counts.join(", "));
    for one in change.changes.iter().take(MOST) {
        let _ = writeln!(out, "  {:<10} {}: {}", one.kind.as_str(), one.id, to_do(one));
    }
    if let Some(more) = change.changes.len().checked_sub(MOST).filter(|more| *more > 0) {
        let _ = writeln!(out, "  and {}", counted(more, "more change"));
    }
    if !change.facts_needed.is_empty() {
        let _ = writeln!(out, "  new facts to collect: {}", change.facts_needed.join(", "));
    }
    out
}

fn to_do(change: &Change) -> String {
    let test = match change.test() {
        TestAction::Added => "; a new test",
        TestAction::Dropped => "; its test is dropped",
        TestAction::Changed => "; its test changes",
        TestAction::Kept => "",
    };
    let facts = match &change.facts_needed()[..] {
        [] => String::new(),
        facts => format!("; needs {}", facts.join(", ")),
    };
    format!("{}{test}{facts}", visible(&change.reason))
}
