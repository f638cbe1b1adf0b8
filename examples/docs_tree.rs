//! Writes a documentation tree of any size: invented products, realistic pages with zones, tables,
//! lists, alerts, includes, steps and code. The same seed gives the same bytes.
//!
//! ```text
//! cargo run --release --example docs_tree -- FOLDER PAGES [SEED]
//! ```

#![allow(clippy::disallowed_methods)] // they are about the outputs of the library
#![allow(clippy::print_stdout)] // a program, not the library

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// The versions of the invented product, in release order.
pub(crate) const MONIKERS: [&str; 4] = ["harbor-1", "harbor-2", "harbor-3", "harbor-4"];
const THINGS: [&str; 12] = [
    "gateway server",
    "ledger database",
    "crane agent",
    "dock console",
    "mooring cluster",
    "cargo library",
    "tide service",
    "pilot account",
    "buoy network",
    "signal share",
    "anchor volume",
    "quay controller",
];
const ACTIONS: [&str; 8] =
    ["install", "configure", "register", "enable", "join", "deploy", "back up", "encrypt"];
const PLAIN: [&str; 6] = [
    "The {a} keeps a copy of each manifest so that the {b} can answer without delay.",
    "Each {a} writes to its own folder, which makes moving the {b} simple.",
    "When the {a} starts, it reads the settings that the {b} left behind.",
    "A {a} is a process that runs beside the {b} and reports to it.",
    "This page describes how the {a} and the {b} work together.",
    "The {a} learned about the {b} in an earlier release.",
];
const DEMANDS: [&str; 12] = [
    "The {a} must run on a computer with at least {n} GB of memory.",
    "You need to {v} the {a} before you start the {b}.",
    "The name of the {a} must not exceed {n} characters.",
    "We recommend that you {v} the {a} on a separate server.",
    "Up to {n} nodes are supported in a {a}.",
    "If you plan to move the {b}, {v} the {a} first.",
    "Don't {v} the {a} on the computer that runs the {b}.",
    "All nodes of the {a} must be in the same domain as the {b}.",
    "You can {v} the {a} on a virtual machine.",
    "Running the {a} beside the {b} isn't supported.",
    "Ensure that the {a} can reach the {b} on port {n}.",
    "The {a} should run the same version as the {b}, and the {b} must be registered with it.",
];

/// A small generator of pseudo-random numbers (SplitMix64), so that no crate decides the bytes.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }

    fn sentence(&mut self, shapes: &[&str]) -> String {
        let shape = self.pick(shapes);
        let (thing, other, action) = (self.pick(&THINGS), self.pick(&THINGS), self.pick(&ACTIONS));
        shape
            .replace("{a}", thing)
            .replace("{b}", other)
            .replace("{v}", action)
            .replace("{n}", &(self.roll(63) + 2).to_string())
    }

    /// One sentence in five demands something, as in real documentation.
    fn prose(&mut self) -> String {
        if self.roll(5) == 0 { self.sentence(&DEMANDS) } else { self.sentence(&PLAIN) }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, pages, rest @ ..] = arguments.as_slice() else {
        println!("usage: docs_tree FOLDER PAGES [SEED]");
        return ExitCode::from(2);
    };
    let (Ok(pages), Ok(seed)) =
        (pages.parse::<usize>(), rest.first().map_or(Ok(1), |seed| seed.parse::<u64>()))
    else {
        println!("PAGES and SEED are whole numbers");
        return ExitCode::from(2);
    };
    match write_tree(Path::new(folder), pages, seed) {
        Ok(bytes) => {
            println!("{pages} pages, {bytes} bytes");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{folder}: {error}");
            ExitCode::from(2)
        }
    }
}

fn write_tree(folder: &Path, pages: usize, seed: u64) -> std::io::Result<usize> {
    std::fs::create_dir_all(folder.join("includes"))?;
    let monikers = MONIKERS.map(|moniker| format!("\"{moniker}\"")).join(", ");
    let config = format!(
        "[[product]]\nname = \"Harbor\"\nmonikers = [{monikers}]\ndocs = [\"area-*/**/*.md\"]\n"
    );
    std::fs::write(folder.join("normative.toml"), config)?;
    std::fs::write(folder.join("includes/note.md"), "The harbor must be open.\n")?;
    let mut bytes = 0;
    for number in 0..pages {
        let area = folder.join(format!("area-{:02}", number % 40));
        std::fs::create_dir_all(&area)?;
        let page = page_of(seed, number);
        bytes += page.len();
        std::fs::write(area.join(format!("page-{number:05}.md")), page)?;
    }
    Ok(bytes)
}

/// The page of this number.
pub(crate) fn page_of(seed: u64, number: usize) -> String {
    page(&mut Dice(seed.wrapping_mul(1_000_003).wrapping_add(number as u64)), number)
}

fn page(dice: &mut Dice, number: usize) -> String {
    let mut page = format!(
        "---\ntitle: Page {number}\nms.topic: article\n---\n\n# {} {number}\n\n",
        dice.pick(&THINGS)
    );
    for section in 0..3 + dice.roll(5) {
        let _ = write!(page, "## About the {} {section}\n\n", dice.pick(&THINGS));
        for _ in 0..=dice.roll(4) {
            match dice.roll(12) {
                0 => list(dice, &mut page),
                1 => table(dice, &mut page),
                2 => steps(dice, &mut page),
                3 => {
                    let _ = write!(page, "> [!NOTE]\n> {}\n\n", dice.prose());
                }
                4 => page.push_str("```powershell\nGet-Harbor | Set-Harbor -Open $true\n```\n\n"),
                5 if dice.roll(6) == 0 => zone(dice, &mut page),
                6 if dice.roll(4) == 0 => {
                    page.push_str("[!INCLUDE [note](../includes/note.md)]\n\n");
                }
                _ => paragraph(dice, &mut page),
            }
        }
    }
    page
}

fn paragraph(dice: &mut Dice, page: &mut String) {
    for _ in 0..2 + dice.roll(5) {
        let _ = write!(page, "{} ", dice.prose());
    }
    let _ = write!(page, "See the [{}](page-00001.md) page.\n\n", dice.pick(&THINGS));
}

fn list(dice: &mut Dice, page: &mut String) {
    let _ = write!(page, "The {} has these requirements:\n\n", dice.pick(&THINGS));
    for _ in 0..2 + dice.roll(5) {
        let _ = writeln!(page, "- {}", dice.prose());
    }
    page.push('\n');
}

fn steps(dice: &mut Dice, page: &mut String) {
    for step in 1..3 + dice.roll(5) {
        let _ = writeln!(page, "{step}. Select **{}**. {}", dice.pick(&THINGS), dice.prose());
    }
    page.push('\n');
}

fn table(dice: &mut Dice, page: &mut String) {
    page.push_str("| Role | Minimum memory | Supported |\n| --- | --- | --- |\n");
    for _ in 0..2 + dice.roll(6) {
        let _ = writeln!(page, "| {} | {} GB | Yes |", dice.pick(&THINGS), dice.roll(63) + 1);
    }
    page.push('\n');
}

fn zone(dice: &mut Dice, page: &mut String) {
    let _ = write!(page, "::: moniker range=\">={}\"\n\n", dice.pick(&MONIKERS));
    paragraph(dice, page);
    page.push_str("::: moniker-end\n\n");
}
