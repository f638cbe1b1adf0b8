//! One meaning, three evaluators: the library's interpreter, the generated Rust module and the
//! generated PowerShell suites, on facts about the first product.
//!
//! Set `NORMATIVE_PWSH` to a `pwsh` that has Pester. Without it the tests that need it are
//! reported as ignored, with the reason as their kind.

mod base;
mod change;
mod judge;
mod properties;

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
    ];
    let trials = plain.iter().map(|(name, run)| {
        Trial::test(*name, move || {
            run();
            Ok(())
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}
