//! Compares what is extracted with what is expected, and says how they differ.

use normative::statement::Level;

use crate::check::{agree, fold, values_only};
use crate::example::Example;
use crate::expected::Expected;
use crate::found::{self, Found};

/// The ways in which a statement can differ from what is expected, in the order of the report.
fn differences(expected: &Expected, found: &Found) -> Vec<&'static str> {
    let mut differences = Vec::new();
    let mut note = |differs: bool, what| differences.extend(differs.then_some(what));
    note(!fold(&found.clause).contains(&fold(&expected.clause)), "clause");
    note(expected.line.is_some_and(|line| line != found.line), "line");
    note(expected.level != found.level, "level");
    note(expected.conditional != found.conditional, "condition");
    note(expected.monikers != found.monikers, "versions");
    let checks_agree = if expected.level == Level::May {
        agree(&values_only(&expected.checks), &values_only(&found.checks))
    } else {
        agree(&expected.checks, &found.checks)
    };
    note(!checks_agree, "check");
    differences
}

/// What became of an expected statement, of an extracted one, or of both.
enum Row<'a> {
    Same(&'a Expected),
    Differs(&'a Expected, &'a Found, Vec<&'static str>),
    Missed(&'a Expected),
    Extra(&'a Found),
}

/// Pairs the two lists in their order so that as little as possible differs.
fn pair<'a>(expected: &'a [Expected], found: &'a [Found]) -> Vec<Row<'a>> {
    // cost[i][j]: of the first i expected and the first j extracted statements.
    let one_sided = 4;
    let mut cost = vec![vec![0; found.len() + 1]; expected.len() + 1];
    let between = |i: usize, j: usize| match differences(&expected[i], &found[j]) {
        differing if differing.contains(&"clause") => 2 * one_sided + 1,
        differing => differing.len(),
    };
    for i in 0..=expected.len() {
        for j in 0..=found.len() {
            let mut best = if i + j == 0 { 0 } else { usize::MAX };
            if i > 0 {
                best = best.min(cost[i - 1][j] + one_sided);
            }
            if j > 0 {
                best = best.min(cost[i][j - 1] + one_sided);
            }
            if i > 0 && j > 0 {
                best = best.min(cost[i - 1][j - 1] + between(i - 1, j - 1));
            }
            cost[i][j] = best;
        }
    }
    let (mut i, mut j, mut rows) = (expected.len(), found.len(), Vec::new());
    while i + j > 0 {
        if i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + between(i - 1, j - 1) {
            (i, j) = (i - 1, j - 1);
            let differing = differences(&expected[i], &found[j]);
            rows.push(match differing.is_empty() {
                true => Row::Same(&expected[i]),
                false => Row::Differs(&expected[i], &found[j], differing),
            });
        } else if i > 0 && cost[i][j] == cost[i - 1][j] + one_sided {
            i -= 1;
            rows.push(Row::Missed(&expected[i]));
        } else {
            j -= 1;
            rows.push(Row::Extra(&found[j]));
        }
    }
    rows.reverse();
    rows
}

/// `Err` with a report when they differ.
pub(crate) fn compare(
    example: &Example,
    expected: &[Expected],
    found: &[Found],
) -> Result<(), String> {
    let rows = pair(expected, found);
    let mut classes: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for row in &rows {
        match row {
            Row::Same(expected) => lines.push(format!("  {}", expected.written)),
            Row::Differs(expected, found, differing) => {
                classes.extend(differing);
                lines.push(format!("- {}", expected.written));
                lines.push(format!("+ {}", found::shown(found)));
            }
            Row::Missed(expected) => {
                classes.push("missed");
                lines.push(format!("- {}", expected.written));
            }
            Row::Extra(found) => {
                classes.push("extra");
                lines.push(format!("+ {}", found::shown(found)));
            }
        }
    }
    if classes.is_empty() {
        return Ok(());
    }
    classes.sort_unstable();
    classes.dedup();
    let page: String = example.page.lines().map(|line| format!("  | {line}\n")).collect();
    let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    Err(format!("{}: {}\n{page}{lines}", example.name(), classes.join(", ")))
}
