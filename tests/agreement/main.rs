//! One meaning: the library's interpreter and the generated Rust module, on facts about the first
//! product. The generated PowerShell suites are held to the same facts in `tests/powershell/`.

#![allow(clippy::disallowed_methods)] // tests write what they read

mod base;
mod change;
mod judge;
mod properties;
mod rust;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let plain: &[(&str, fn())] = &[
        ("good_facts_leave_no_failure", properties::good_facts_leave_no_failure),
        (
            "each_requirement_can_be_violated_alone",
            properties::each_requirement_can_be_violated_alone,
        ),
        ("what_is_lost_proves_nothing", properties::what_is_lost_proves_nothing),
        ("the_rust_module_decides_the_same", rust::the_rust_module_decides_the_same),
    ];
    let trials = plain.iter().map(|(name, run)| {
        Trial::test(*name, move || {
            run();
            Ok(())
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}
