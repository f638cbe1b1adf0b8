//! Verdicts as text for a terminal.

use std::fmt::Write;

use super::Checked;
use crate::diagnostic::visible;
use crate::verdict::{Row, State};

/// How many offenders of a requirement are named.
const OFFENDERS: usize = 10;

/// The verdicts by state, the violated ones first, each with its offenders and the line of the
/// page that requires it; of a fleet one row a machine set, and the totals, after them.
/// What passes or doesn't apply is counted, and listed only with `show_passed`.
pub fn render(checked: &[Checked<'_>], show_passed: bool) -> String {
    let mut out = String::new();
    for one in checked {
        if checked.len() > 1 {
            let _ = writeln!(out, "== {}\n", visible(&one.name));
        }
        for state in State::ALL {
            if show_passed || !matches!(state, State::Pass | State::NotApplicable) {
                group(one, state, &mut out);
            }
        }
    }
    totals(checked, &mut out);
    out
}

fn group(checked: &Checked<'_>, state: State, out: &mut String) {
    let rows: Vec<_> = checked.report.rows.iter().filter(|r| r.verdict.state == state).collect();
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "{} ({})", heading(state), rows.len());
    for row in rows {
        entry(row, out);
    }
    out.push('\n');
}

fn entry(row: &Row<'_>, out: &mut String) {
    let level = row.variant.level.as_str().replace('_', " ");
    let _ = writeln!(out, "  {} [{level}]", row.requirement.id);
    let _ = writeln!(out, "    {}: {}", row.verdict.code.as_str(), row.verdict.reason);
    for offender in row.verdict.offenders.iter().take(OFFENDERS) {
        let _ = writeln!(out, "      - {offender}");
    }
    if let Some(more) = row.verdict.offenders.len().checked_sub(OFFENDERS).filter(|n| *n > 0) {
        let _ = writeln!(out, "      - and {more} more");
    }
    let (path, line) = row.source;
    let _ = writeln!(out, "    {}:{line}: {}", visible(path), visible(&row.variant.text));
}

fn totals(checked: &[Checked<'_>], out: &mut String) {
    let width = checked.iter().map(|one| visible(&one.name).chars().count()).max().unwrap_or(0);
    let mut sums = [0; State::ALL.len()];
    for one in checked {
        let counts = one.report.counts();
        let each = State::ALL.map(|state| counts.of(state));
        sums.iter_mut().zip(each).for_each(|(sum, count)| *sum += count);
        let _ = writeln!(out, "{:width$}  {}", visible(&one.name), said(each));
    }
    if checked.len() > 1 {
        let _ = writeln!(out, "{:width$}  {}", "all", said(sums));
    }
}

fn said(counts: [usize; State::ALL.len()]) -> String {
    let parts = State::ALL.iter().zip(counts).map(|(s, n)| format!("{n} {}", heading(*s)));
    parts.collect::<Vec<_>>().join(", ")
}

fn heading(state: State) -> &'static str {
    match state {
        State::Fail => "violated",
        State::Unknown => "unknown",
        State::Manual => "to check by hand",
        State::Pass => "met",
        State::NotApplicable => "not applicable",
    }
}
