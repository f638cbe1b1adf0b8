//! What only PowerShell can say about the generated suites, module, runner and collector.
//!
//! Set `NORMATIVE_PWSH` to a `pwsh` that has Pester. Without it every test here is reported as
//! ignored, with the reason as its kind.

#![allow(clippy::unwrap_used)] // a test that fails here says where
#![allow(clippy::disallowed_methods)] // they are about the outputs of the library

mod agreement;
mod collector;
mod page;
mod parse;
mod runner;
mod sample;
mod selftest;
mod shell;
mod suites;

use libtest_mimic::{Arguments, Failed, Trial};

use shell::Shell;

/// A test by its name.
type Case = (&'static str, fn(&Shell));

fn main() {
    let arguments = Arguments::from_args();
    let cases = [
        collector::CASES,
        page::CASES,
        parse::CASES,
        runner::CASES,
        selftest::CASES,
        suites::CASES,
    ]
    .concat();
    let trials = cases.into_iter().map(trial).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn trial((name, case): Case) -> Trial {
    let run = move || -> Result<(), Failed> {
        let shell = Shell::from_environment().ok_or("needs PowerShell: set NORMATIVE_PWSH")?;
        case(&shell);
        Ok(())
    };
    let is_missing = Shell::from_environment().is_none();
    let kind = if is_missing { "needs PowerShell: set NORMATIVE_PWSH" } else { "" };
    Trial::test(name, run).with_kind(kind).with_ignored_flag(is_missing)
}
