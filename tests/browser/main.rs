//! What only a browser can say about the report page.
//!
//! Runs where there is a Chromium on the path (or `NORMATIVE_CHROMIUM` names one). Without it every
//! test here is reported as ignored, with the reason as its kind.

#![allow(clippy::disallowed_methods)] // they are about the outputs of the library

mod chromium;
mod sample;

use libtest_mimic::{Arguments, Failed, Trial};

use chromium::{Chromium, Clock};

/// A test by its name: the page, the script that acts as its reader, and the window.
struct Case {
    name: &'static str,
    page: fn() -> String,
    script: &'static str,
    window: (u32, u32),
    clock: Clock,
}

const WIDE: (u32, u32) = (1280, 900);
const NARROW: (u32, u32) = (360, 740);

const CASES: &[Case] = &[
    Case {
        name: "filters",
        page: sample::small,
        script: include_str!("filters.js"),
        window: WIDE,
        clock: Clock::Virtual,
    },
    Case {
        name: "permalink",
        page: sample::small,
        script: include_str!("permalink.js"),
        window: WIDE,
        clock: Clock::Virtual,
    },
    Case {
        name: "keyboard",
        page: sample::small,
        script: include_str!("keyboard.js"),
        window: WIDE,
        clock: Clock::Virtual,
    },
    Case {
        name: "themes",
        page: sample::small,
        script: include_str!("themes.js"),
        window: WIDE,
        clock: Clock::Virtual,
    },
    Case {
        name: "changes",
        page: sample::small,
        script: include_str!("changes.js"),
        window: WIDE,
        clock: Clock::Virtual,
    },
    Case {
        name: "verdicts",
        page: sample::judged,
        script: include_str!("verdicts.js"),
        window: WIDE,
        clock: Clock::Virtual,
    },
    Case {
        name: "verdicts_in_both_themes",
        page: sample::judged,
        script: include_str!("themes.js"),
        window: WIDE,
        clock: Clock::Virtual,
    },
    Case {
        name: "verdicts_on_a_narrow_screen",
        page: sample::judged,
        script: include_str!("narrow.js"),
        window: NARROW,
        clock: Clock::Virtual,
    },
    Case {
        name: "narrow_screen",
        page: sample::small,
        script: include_str!("narrow.js"),
        window: NARROW,
        clock: Clock::Virtual,
    },
    Case {
        name: "hostile_text_stays_text",
        page: sample::hostile,
        script: include_str!("hostile.js"),
        window: WIDE,
        clock: Clock::Virtual,
    },
    Case {
        name: "five_thousand_requirements",
        page: sample::large,
        script: include_str!("large.js"),
        window: WIDE,
        clock: Clock::Virtual,
    },
    Case {
        name: "five_thousand_requirements_are_ready_in_a_second",
        page: sample::large,
        script: include_str!("ready.js"),
        window: WIDE,
        clock: Clock::Real,
    },
];

fn main() {
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, CASES.iter().map(trial).collect()).exit();
}

fn trial(case: &'static Case) -> Trial {
    let is_missing = Chromium::find().is_none();
    let kind = if is_missing { "needs Chromium" } else { "" };
    let run = move || -> Result<(), Failed> {
        let browser = Chromium::find().ok_or("needs Chromium")?;
        Ok(browser.run(&(case.page)(), case.script, case.window, case.clock)?)
    };
    Trial::test(case.name, run).with_kind(kind).with_ignored_flag(is_missing)
}
