//! A diff on a terminal.

use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};
use normative::diagnostic::visible;
use normative::diff::{Change, ChangeKind, Diff, Side, TestAction};

use crate::console::Console;

const BOLD: Style = Style::new().bold();
const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const DIM: Style = Style::new().dimmed();

/// Prints every change: its kind and id, what was and is said, why, and what it means for the
/// test.
pub(super) fn print(diff: &Diff, console: &Console) -> io::Result<()> {
    let mut out = console.data();
    for change in &diff.changes {
        print_change(change, &mut out)?;
    }
    let counts: Vec<String> =
        diff.counts().iter().map(|(kind, count)| format!("{count} {}", kind.as_str())).collect();
    writeln!(out, "{}; {} unchanged", counts.join(", "), diff.unchanged)?;
    out.flush()
}

fn print_change(change: &Change, out: &mut impl Write) -> io::Result<()> {
    let style = match change.kind {
        ChangeKind::Added | ChangeKind::Tightened | ChangeKind::Changed => NEW,
        ChangeKind::Removed | ChangeKind::Loosened => OLD,
        ChangeKind::Reworded | ChangeKind::Moved | ChangeKind::Versions => DIM,
    };
    let versions = change.monikers.join(", ");
    let kind = change.kind.as_str();
    writeln!(out, "{style}{kind}{style:#} {BOLD}{}{BOLD:#} {DIM}({versions}){DIM:#}", change.id)?;
    if let Some(side) = &change.from {
        print_side("-", OLD, side, out)?;
    }
    if let Some(side) = &change.to {
        print_side("+", NEW, side, out)?;
    }
    let test = match change.test() {
        TestAction::Added => "; a new test",
        TestAction::Dropped => "; its test is dropped",
        TestAction::Changed => "; its test changes",
        TestAction::Kept => "",
    };
    writeln!(out, "  {DIM}{}{test}{DIM:#}", visible(&change.reason))?;
    let facts = change.facts_needed();
    if !facts.is_empty() {
        writeln!(out, "  {DIM}needs {}{DIM:#}", facts.join(", "))?;
    }
    writeln!(out)
}

fn print_side(sign: &str, style: Style, side: &Side, out: &mut impl Write) -> io::Result<()> {
    let words: Vec<&str> = side.text.split_whitespace().collect();
    let place = side.occurrences.first();
    let place = place.map_or_else(String::new, |p| format!("{}:{}", p.path, p.line));
    let (text, place) = (words.join(" "), visible(&place));
    writeln!(out, "  {style}{sign} {}{style:#} {DIM}{place}{DIM:#}", visible(&text))
}
