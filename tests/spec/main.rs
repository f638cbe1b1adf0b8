//! The specification that runs: every example on the Markdown pages beside this file is a test.
//! `README.md` there says how examples are written.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // a test runner reads and prints

mod check;
mod example;
mod expected;
mod found;
mod layout;
mod report;
mod vigilance;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

use example::Example;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Hundreds of lines that say `ok` would hide the few that say more.
    arguments.quiet = arguments.filter.is_none() && arguments.format.is_none();
    let filter = std::env::var("SPEC_FILTER").unwrap_or_default();
    if std::env::var_os("SPEC_UPDATE").is_some() {
        let pending = example::all().into_iter().filter(|example| example.pending);
        pending.filter(|example| meets(example).is_ok()).for_each(|example| example.remove_mark());
    }
    let mut examples = example::all();
    assert!(examples.len() >= 250, "only {} examples were found", examples.len());
    examples.retain(|example| example.name().contains(&filter) || example.page.contains(&filter));
    let (total, pending) = (examples.len(), examples.iter().filter(|e| e.pending).count());
    let trials = examples
        .into_iter()
        .map(trial)
        .chain(vigilance::trials())
        .chain(layout::trials())
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    println!("{total} examples, {pending} of them pending");
    conclusion.exit_code()
}

fn trial(example: Example) -> Trial {
    let kind = if example.pending { "pending" } else { "" };
    Trial::test(example.name(), move || run(&example).map_err(Failed::from)).with_kind(kind)
}

/// A pending example has to fail, so that its mark goes as soon as it passes.
fn run(example: &Example) -> Result<(), String> {
    expected::parse_all(&example.expected)?;
    match (meets(example), example.pending) {
        (Ok(()), true) => Err(format!(
            "{} passes: remove its mark `pending`, or run `SPEC_UPDATE=1 cargo test --test spec`",
            example.name()
        )),
        (Err(_), true) if std::env::var_os("SPEC_PENDING").is_none() => Ok(()),
        (outcome, _) => outcome,
    }
}

/// Whether what is extracted is what the example expects; with a report when it isn't.
fn meets(example: &Example) -> Result<(), String> {
    let expected = expected::parse_all(&example.expected)?;
    report::compare(example, &expected, &found::statements(&example.page))
}
