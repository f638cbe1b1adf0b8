//! Expectations that are wrong on purpose: a specification that overlooks them proves nothing.

use libtest_mimic::{Failed, Trial};

use crate::example::Example;
use crate::{expected, found, report};

const PAGE: &str = "A farm can have up to 16 relays.\n";

/// What is expected of [`PAGE`], and the class of difference that has to be reported.
const CASES: &[(&str, Option<&str>)] = &[
    ("must  A farm can have up to 16 relays  => at_most 16 relays", None),
    ("must  a FARM can  have up to  => at_most 16", None),
    ("should  A farm can have up to 16 relays  => at_most 16 relays", Some("level")),
    ("must if  A farm can have up to 16 relays  => at_most 16 relays", Some("condition")),
    (">=harbor-2  must  A farm can have up to  => at_most 16 relays", Some("versions")),
    ("@2 must  A farm can have up to 16 relays  => at_most 16 relays", Some("line")),
    ("must  A farm can have up to 16 relays  => at_most 17 relays", Some("check")),
    ("must  A farm can have up to 16 relays  => at_most 16 queues", Some("check")),
    ("must  A farm can have up to 16 relays  => at_least 16 relays", Some("check")),
    ("must  A farm can have up to 16 relays  => at_most 16 relays, holds", Some("check")),
    ("must  A farm can have up to 16 relays", Some("check")),
    ("must  Each relay must be licensed  => holds", Some("extra, missed")),
    ("", Some("extra")),
];

/// A test for each case.
pub(crate) fn trials() -> impl Iterator<Item = Trial> {
    CASES.iter().map(|(expectation, class)| {
        let name = format!("notices `{expectation}`");
        Trial::test(name, move || notices(expectation, *class).map_err(Failed::from))
    })
}

fn notices(expectation: &str, class: Option<&str>) -> Result<(), String> {
    let example = Example::new("tests/spec/vigilance.rs", PAGE, expectation);
    let expected = expected::parse_all(&example.expected)?;
    let report = report::compare(&example, &expected, &found::statements(PAGE)).err();
    let reported = report.as_deref().and_then(|report| report.lines().next());
    let reported = reported.and_then(|line| line.rsplit_once(": ")).map(|(_, class)| class);
    match reported == class {
        true => Ok(()),
        false => Err(format!("reported {reported:?} instead of {class:?}")),
    }
}
