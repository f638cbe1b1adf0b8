//! Expectations that are wrong on purpose: a specification that overlooks them proves nothing.

use libtest_mimic::{Failed, Trial};
use normative::statement;

use crate::example::{self, Example};
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

/// A test for each case, and one for the pages of rules.
pub(crate) fn trials() -> impl Iterator<Item = Trial> {
    let pages = Trial::test("the page of a rule shows that rule at work", || {
        pages_show_their_rules().map_err(Failed::from)
    });
    cases().chain([pages])
}

/// A page on a rule whose examples other rules decide explains nothing.
fn pages_show_their_rules() -> Result<(), String> {
    let examples = example::of_folder(example::RULES);
    let idle = statement::rules().iter().map(|rule| rule.name).filter(|name| {
        let file = format!("{}/{name}.md", example::RULES);
        let own = examples.iter().filter(|example| example.file == file);
        !own.into_iter().any(|example| found::rules(&example.page).contains(name))
    });
    let idle: Vec<_> = idle.collect();
    match idle.is_empty() {
        true => Ok(()),
        false => Err(format!("no example of theirs is decided by: {}", idle.join(", "))),
    }
}

fn cases() -> impl Iterator<Item = Trial> {
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
