//! Verdicts as JUnit XML, which every CI system reads.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::Checked;
use crate::diagnostic::visible;
use crate::verdict::{Row, State};

/// One test suite an environment, one test case a requirement. A violated one is a failure; what
/// is unknown, manual or not applicable is skipped, with its reason. No times, so that the same
/// verdicts give the same bytes.
pub fn render(checked: &[Checked<'_>]) -> String {
    let version = checked.first().map_or("", |one| one.report.moniker);
    let mut report = Report::new(format!("normative {version}"));
    for one in checked {
        let mut suite = TestSuite::new(writable(&one.name));
        suite.add_test_cases(one.report.rows.iter().map(case));
        report.add_test_suite(suite);
    }
    report.to_string().expect("text in memory")
}

fn case(row: &Row<'_>) -> TestCase {
    let reason = format!("{}: {}", row.verdict.code.as_str(), row.verdict.reason);
    let status = match row.verdict.state {
        State::Pass => TestCaseStatus::success(),
        State::Fail => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let seen = row.verdict.offenders.join("\n");
            status.set_type(row.variant.level.as_str()).set_message(reason).set_description(seen);
            status
        }
        state => {
            let mut status = TestCaseStatus::skipped();
            status.set_type(state.as_str()).set_message(reason);
            status
        }
    };
    let mut case = TestCase::new(row.requirement.id.as_str(), status);
    case.set_classname(format!("{}:{}", writable(row.source.0), row.source.1));
    case
}

/// A text with nothing that XML can't hold, escaped or not: one such character makes it no XML.
fn writable(text: &str) -> String {
    visible(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
