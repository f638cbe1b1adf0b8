//! What a change means, as text for a terminal.

use std::fmt::Write;

use super::{Affected, columns, counts, sums, why};
use crate::diagnostic::visible;
use crate::impact::{Effect, Entry, Impact};

/// How many offenders of a requirement are named.
const OFFENDERS: usize = 10;

/// Of each environment what it would newly violate, what is newly open, and what is gone; of a
/// fleet one row each, and the sums, after them. Empty when nothing becomes of any.
pub fn render(affected: &[Affected]) -> String {
    let mut out = String::new();
    for one in affected.iter().filter(|one| !one.impact.entries.is_empty()) {
        let Impact { from, to, .. } = &one.impact;
        let versions = if from == to { from.clone() } else { format!("{from} to {to}") };
        let _ = writeln!(out, "== {} ({versions})\n", visible(&one.name));
        for effect in Effect::ALL {
            group(&one.impact, effect, &mut out);
        }
    }
    if !out.is_empty() {
        table(affected, &mut out);
    }
    out
}

fn group(impact: &Impact, effect: Effect, out: &mut String) {
    let count = impact.count(effect);
    if count == 0 {
        return;
    }
    let _ = writeln!(out, "{} ({count})", effect.described());
    impact.entries.iter().filter(|entry| entry.effect == effect).for_each(|e| write_entry(e, out));
    out.push('\n');
}

fn write_entry(entry: &Entry, out: &mut String) {
    let level = entry.level.as_str().replace('_', " ");
    let change = entry.change.map_or_else(String::new, |kind| format!(", {}", kind.as_str()));
    let _ = writeln!(out, "  {} [{level}{change}]", entry.id);
    let (reason, offenders) = why(entry);
    let _ = writeln!(out, "    {reason}");
    for offender in offenders.iter().take(OFFENDERS) {
        let _ = writeln!(out, "      - {offender}");
    }
    if let Some(more) = offenders.len().checked_sub(OFFENDERS).filter(|more| *more > 0) {
        let _ = writeln!(out, "      - and {more} more");
    }
    let (path, line) = &entry.source;
    let _ = writeln!(out, "    {}:{line}: {}", visible(path), visible(&entry.text));
}

fn table(affected: &[Affected], out: &mut String) {
    let shown = |one: &Affected| visible(&one.name).clone();
    let width = affected.iter().map(|one| shown(one).chars().count()).max().unwrap_or(0);
    let mut row = |name: &str, counts: [usize; super::COLUMNS]| {
        let parts = counts.iter().zip(columns()).map(|(count, name)| format!("{count} {name}"));
        let _ = writeln!(out, "{name:width$}  {}", parts.collect::<Vec<_>>().join(", "));
    };
    for one in affected {
        row(&shown(one), counts(&one.impact));
    }
    if affected.len() > 1 {
        row("all", sums(affected));
    }
}
