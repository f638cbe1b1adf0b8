//! Pages come from anyone: whatever bytes they have, they are read without a panic, and every
//! place that is named is one in the file.

use std::path::Path;

use normative::compile::{Files, compile};
use normative::source::SourceSet;

use crate::project::Project;

#[path = "../../fuzz/promises.rs"]
mod promises;

const CONFIG: &str = "[[product]]\nname = \"P\"\nmonikers = [\"p-1\", \"p-2\", \"p-3\"]\n\
                      docs = [\"**/*.md\"]\n";

/// A little of everything.
const PAGE: &str = "---\ntitle: Pumps\nmonikerRange: '>=p-1'\n---\n\n# Prepare pumps\n\n\
    Before you start, the pump must have at least 4 GB of memory (8 GB is recommended).\n\n\
    ::: moniker range=\">=p-2\"\n\n- You can't run `pump.exe` on a **valve**.\n  \n  \
    ::: moniker-end\n\n> [!IMPORTANT]\n> Don't open the valve, e.g. by hand.\n\n\
    | Pump | Minimum | Supported |\n|---|---|---|\n| Na\u{ef}ve 2016 SP1 | 2\u{a0}GB<br>4 cores | Yes |\n\n\
    1. Select the pump; if it's old, you should update it.\n   ```\n   you must\n   ```\n\
    <table><tr><td>Role</td><td>You must wait.</td></tr></table>\n\n\
    The pump must run one of the following:\n\n* Valve 2016 or later\n* Valve 2019 \u{1f6b0}\n\n\
    All pumps must be in the same domain as the valve, and the name can't exceed 15 characters.\n";

/// What is dropped into pages.
const PIECES: [&[u8]; 16] = [
    b"\n::: moniker range=\"p-2\"\n",
    b"\n::: moniker-end\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"\xff",
    b"\xe2\x80",
    b"\n```\n",
    b"|",
    b"**",
    b"<table><tr><td>",
    b"[!INCLUDE [x](a.md)]",
    b" must not ",
    b" if ",
    b"\xcc\x81",
    b"\n> - ",
];

/// SplitMix64: the same seed gives the same pages.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides.max(1) as u64) as usize
    }

    /// A page with some harm done to it.
    fn harm(&mut self, page: &[u8]) -> Vec<u8> {
        let mut page = page.to_vec();
        for _ in 0..=self.roll(6) {
            let at = self.roll(page.len() + 1);
            match self.roll(6) {
                0 if at < page.len() => page[at] ^= 1 << self.roll(8),
                1 => page.truncate(at),
                2 => page = self.shuffle(&page),
                3 => page = String::from_utf8_lossy(&page).replace('\n', "\r\n").into_bytes(),
                4 => {
                    let end = (at + self.roll(40)).min(page.len());
                    page.drain(at..end);
                }
                _ => drop(page.splice(at..at, PIECES[self.roll(PIECES.len())].iter().copied())),
            }
        }
        page
    }

    fn shuffle(&mut self, page: &[u8]) -> Vec<u8> {
        let mut lines: Vec<&[u8]> = page.split_inclusive(|byte| *byte == b'\n').collect();
        for _ in 0..3 {
            let (a, b) = (self.roll(lines.len()), self.roll(lines.len()));
            if !lines.is_empty() {
                lines.swap(a, b);
            }
        }
        lines.concat()
    }
}

/// Reads pages as one project, and checks what holds for every page.
fn read(pages: &[Vec<u8>]) {
    let project = Project::of(&[("normative.toml", CONFIG)]);
    for (number, page) in pages.iter().enumerate() {
        project.write(&format!("{number}.md"), page);
    }
    let mut sources = SourceSet::default();
    let path = project.path().join("normative.toml");
    let opened = normative::config::open(&path, &mut sources).expect("a project");
    let before = sources.clone();
    let compiled = compile(&opened, &mut sources).expect("readable files");
    promises::remarks_have_places(&compiled.diagnostics, &compiled.sources);
    promises::graph_is_whole(&compiled.graph);
    let files = Files::read(&opened, before).value;
    for (page, reading) in files.pages.iter().zip(&compiled.readings) {
        let page = files.page(page).value;
        for (view, said) in page.views.iter().zip(&reading.views) {
            promises::view_is_true(said, &compiled.sources);
            promises::view_is_accounted_for(&view.blocks, said, &files.sources);
        }
    }
}

#[test]
fn a_page_is_read_wherever_it_ends() {
    let cuts: Vec<Vec<u8>> =
        (0..PAGE.len()).step_by(3).map(|end| PAGE.as_bytes()[..end].to_vec()).collect();
    cuts.chunks(100).for_each(read);
}

/// `NORMATIVE_STRESS` says how many pages; the default takes seconds.
#[test]
fn harmed_pages_are_read() {
    let pages = std::env::var("NORMATIVE_STRESS").ok().and_then(|n| n.parse().ok()).unwrap_or(400);
    let mut dice = Dice(1);
    let mut seeds = vec![PAGE.as_bytes().to_vec()];
    seeds.extend(folder_of_seeds());
    let mut left: usize = pages;
    while left > 0 {
        let many = left.min(50);
        let harmed: Vec<Vec<u8>> = (0..many)
            .map(|_| {
                let seed = dice.roll(seeds.len());
                dice.harm(&seeds[seed])
            })
            .collect();
        read(&harmed);
        left -= many;
    }
}

/// The pages of the folder that `NORMATIVE_SEEDS` names, to do harm to as well.
fn folder_of_seeds() -> Vec<Vec<u8>> {
    let Some(folder) = std::env::var_os("NORMATIVE_SEEDS") else { return Vec::new() };
    crate::project::tree(Path::new(&folder)).into_values().collect()
}
