//! One meaning, three evaluators: the library's interpreter, the generated Rust module and the
//! generated PowerShell suites, on facts about the first product.
//!
//! Set `NORMATIVE_PWSH` to a `pwsh` that has Pester. Without it the tests that need it are
//! reported as ignored, with the reason as their kind. Set `NORMATIVE_LONG` for more of all.

#![allow(clippy::disallowed_methods)] // tests write what they read

mod agree;
mod base;
mod change;
mod collector;
mod corpus;
mod dice;
mod judge;
mod power_shell;
mod properties;
mod rust_module;
mod situations;

use libtest_mimic::{Arguments, Trial};

const PLAIN: &[(&str, fn())] = &[
    ("good_facts_leave_no_failure", properties::good_facts_leave_no_failure),
    ("every_fact_stands_in_good_facts", properties::every_fact_stands_in_good_facts),
    ("every_check_is_bound_or_says_why", properties::every_check_is_bound_or_says_why),
    ("each_requirement_can_be_violated_alone", properties::each_requirement_can_be_violated_alone),
    ("what_is_lost_proves_nothing", properties::what_is_lost_proves_nothing),
    ("what_is_lost_proves_nothing_in_rust", agree::the_rust_module_is_not_fooled),
    ("the_rust_module_serves_a_program", rust_module::the_module_serves_a_program),
    ("the_rust_module_is_clean_under_clippy", rust_module::the_module_is_clean_under_clippy),
];

const IN_POWER_SHELL: &[(&str, fn())] = &[
    ("all_three_agree", agree::all_three_agree),
    ("what_is_lost_proves_nothing_in_power_shell", agree::power_shell_is_not_fooled),
    ("without_any_module_all_is_unknown", collector::without_any_module_all_is_unknown),
];

fn main() {
    let arguments = Arguments::from_args();
    let plain = PLAIN.iter().map(|(name, run)| trial(*name, *run));
    let in_shell = IN_POWER_SHELL.iter().map(|(name, run)| shell_trial(trial(*name, *run)));
    let named = situations::cases().into_iter().map(|case| {
        let name = format!("situation_{:02}_in_{}", case.row, case.evaluator.name());
        let needs_shell = case.evaluator.needs_shell();
        let trial = trial(name, move || case.check());
        if needs_shell { shell_trial(trial) } else { trial }
    });
    libtest_mimic::run(&arguments, plain.chain(in_shell).chain(named).collect()).exit();
}

fn trial(name: impl Into<String>, run: impl FnOnce() + Send + 'static) -> Trial {
    Trial::test(name, move || {
        run();
        Ok(())
    })
}

/// A test that is ignored where there is no PowerShell.
fn shell_trial(trial: Trial) -> Trial {
    let missing = power_shell::shell().is_none();
    let kind = if missing { "needs PowerShell: set NORMATIVE_PWSH" } else { "" };
    trial.with_kind(kind).with_ignored_flag(missing)
}
