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
    let checks_agree = match expected.level {
        Level::May if expected.checks.is_empty() => true,
        Level::May => agree(&values_only(&expected.checks), &values_only(&found.checks)),
        _ => agree(&expected.checks, &found.checks),
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

/// Pairs the two lists so that as little as possible differs; the likest ones first.
fn pair<'a>(expected: &'a [Expected], found: &'a [Found]) -> Vec<Row<'a>> {
    let mut pairs = Vec::new();
    for (i, expected) in expected.iter().enumerate() {
        for (j, found) in found.iter().enumerate() {
            let differing = differences(expected, found);
            if !differing.contains(&"clause") {
                pairs.push((differing.len(), i.abs_diff(j), i, j, differing));
            }
        }
    }
    pairs.sort();
    let mut of_expected: Vec<Option<(usize, Vec<_>)>> = vec![None; expected.len()];
    let mut is_taken = vec![false; found.len()];
    for (_, _, i, j, differing) in pairs {
        if of_expected[i].is_none() && !is_taken[j] {
            of_expected[i] = Some((j, differing));
            is_taken[j] = true;
        }
    }
    let rows = expected.iter().zip(of_expected).map(|(expected, partner)| match partner {
        Some((_, differing)) if differing.is_empty() => Row::Same(expected),
        Some((j, differing)) => Row::Differs(expected, &found[j], differing),
        None => Row::Missed(expected),
    });
    let extra = found.iter().zip(is_taken).filter(|(_, taken)| !taken);
    rows.chain(extra.map(|(found, _)| Row::Extra(found))).collect()
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
