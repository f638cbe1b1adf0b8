//! No page takes more than its share of time: four times as much of anything takes about four
//! times as long.

use std::time::Duration;

use normative::compile::{Compiled, compile};
use normative::source::SourceSet;

use crate::project::Project;

const CONFIG: &str = "[[product]]\nname = \"P\"\nmonikers = [\"p-1\", \"p-2\", \"p-3\"]\n\
                      docs = [\"**/*.md\"]\n";

/// A page: what stands before, what is repeated (`#` counts), and what stands behind.
type Shape = (&'static str, &'static str, &'static str);

/// What people write, or could write to do harm, in one paragraph, sentence, list or table.
const SHAPES: &[Shape] = &[
    ("", "The pump must have at least # GB of memory. ", ""),
    ("", "The pump writes # pages to its own folder. ", ""),
    ("", "the pump writes each page to its own folder ", "and you must."),
    ("", "must ", "."),
    ("", "you must install and configure ", "."),
    ("", "the pump must be joined to a domain and ", ""),
    ("", "you must install it; ", ""),
    ("", "you must install it - ", ""),
    ("", "You must install: ", ""),
    ("", "You must install or not install, and/or should enable, ", "."),
    ("", "if a pump is old, ", "you must update it."),
    ("You must update it ", "when it is old ", "."),
    ("You must install ", "a, ", "b."),
    ("You must install ", "a and ", "b."),
    ("The pump must run ", "Valve 2016 or ", "Valve 2019."),
    ("The pump must be in the ", "same domain as the ", "valve."),
    ("The pump must have ", "at least 4 GB of memory and ", "2 cores."),
    ("The pump must have ", "between 2 and ", "3 cores."),
    ("You must ", "not ", "install it."),
    ("", "you can't ", "install it."),
    ("", "the ", " pump must be installed."),
    ("The pump ", "that runs the agent which ", "must be installed."),
    ("You must install ", "(it) ", "."),
    ("The pump must run ", "except a, unless b, only if c ", "."),
    ("", "is supported ", "."),
    ("", "You must see [a](b.md). ", ""),
    ("", "You must run `a` now. ", ""),
    ("", "**You** *must* do ", ""),
    ("", "You must do it.<br>", ""),
    ("", "You must do it  \n", ""),
    ("The pump must ", ".....", "a"),
    ("You must install ", "((((", "it))."),
    ("", "mustmust", " be installed."),
    ("", "- The pump must have # disks.\n", ""),
    ("You must do all of the following:\n\n", "- Install pump #.\n", ""),
    ("The pump must run one of the following:\n\n", "- Valve #\n", ""),
    ("To install it, do these steps:\n\n", "1. Select pump #. You must wait.\n", ""),
    ("", "The pump must have disk # of the valve installed.\n\n", ""),
    ("", "## H#\n\nThe pump must have a disk.\n\n", ""),
    ("", "## H#\n\n::: moniker range=\"p-2\"\n\nThe pump must run.\n\n::: moniker-end\n\n", ""),
    ("", "**Memory**: # GB\n\n", ""),
    ("", "> [!NOTE]\n> You must do it.\n\n", ""),
    ("|Pump|Minimum memory|Supported|\n|-|-|-|\n", "|Pump #|# GB|Yes|\n", ""),
    ("|Pump|Requirement|\n|-|-|\n|x|", "You must do it.<br>", "|"),
    ("", "You must do pump #, or you must do #. Before you do #, install #.\n\n", ""),
    ("::: moniker range=\"", ">=p-1 ", "\"\nYou must do it.\n::: moniker-end\n"),
    ("::: moniker range=\"", "p-1 || ", "p-2\"\nYou must do it.\n::: moniker-end\n"),
    ("", "[!INCLUDE [a](b.md)]\n\n", ""),
    ("", "> ", "You must do it."),
    ("", "- ", "You must do it."),
];

fn page((before, piece, behind): Shape, bytes: usize) -> String {
    let times = (bytes / piece.len()).max(1);
    let pieces = (0..times).map(|number| piece.replace('#', &number.to_string()));
    format!("# Pumps\n\n{before}{}{behind}\n", pieces.collect::<String>())
}

fn compiled(project: &Project) -> Compiled {
    let mut sources = SourceSet::default();
    let path = project.path().join("normative.toml");
    let project = normative::config::open(&path, &mut sources).expect("a project");
    compile(&project, &mut sources).expect("readable files")
}

/// The time that one core is busy with reading a project: what else runs on the machine doesn't
/// count.
fn time(project: &Project) -> Duration {
    let busy = || {
        let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::try_from(spent).expect("a time of this thread")
    };
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    one.install(|| {
        let start = busy();
        drop(compiled(project));
        busy().saturating_sub(start)
    })
}

/// How often a time that is too long is taken again: tests beside this one share the caches.
const TRIES: usize = 6;

/// Whether `large` takes at most `most` times as long as `small`.
#[track_caller]
fn assert_grows(name: &str, small: &Project, large: &Project, most: u32) {
    // So little time says nothing.
    let few = Duration::from_millis(25);
    let tries: Vec<_> = (0..TRIES)
        .map(|_| (time(large), time(small)))
        .take_while(|(large, small)| *large > few && *large > *small * most)
        .collect();
    assert!(tries.len() < TRIES, "{name}: {tries:?}");
}

#[test]
fn four_times_the_page_takes_about_four_times_as_long() {
    for shape in SHAPES {
        let project =
            |bytes| Project::of(&[("normative.toml", CONFIG), ("a.md", &page(*shape, bytes))]);
        assert_grows(shape.1, &project(5_000), &project(20_000), 8);
    }
}

#[test]
fn a_large_heading_or_header_is_not_read_again_for_all_that_stands_below() {
    let long = |bytes: usize| "Pumps and valves must ".repeat(bytes / 22);
    let below: [fn(String) -> String; 3] = [
        |head| format!("# {head}\n\n{}", "You must do it.\n\n".repeat(head.len() / 17)),
        |head| format!("# T\n\n|a|{head}|\n|-|-|\n{}", "|a|4 GB|\n".repeat(head.len() / 17)),
        |head| {
            format!("# T\n\n|a|b|\n|-|-|\n|{head}|{}|", "You must do it. ".repeat(head.len() / 17))
        },
    ];
    for page in below {
        let project =
            |bytes| Project::of(&[("normative.toml", CONFIG), ("a.md", &page(long(bytes)))]);
        assert_grows("a large head", &project(5_000), &project(20_000), 8);
    }
}

#[test]
fn one_large_block_takes_no_longer_than_its_pieces() {
    let blocks = [
        ("", "The pump must have at least # GB of memory. "),
        ("", "- The pump must have # disks.\n"),
        ("|Pump|Minimum memory|\n|-|-|\n", "|Pump #|# GB|\n"),
    ];
    for (before, piece) in blocks {
        let whole = page((before, piece, ""), 100_000);
        let one = Project::of(&[("normative.toml", CONFIG), ("a.md", &whole)]);
        let pieces = Project::of(&[("normative.toml", CONFIG)]);
        for number in 0..20 {
            pieces.write(&format!("{number}.md"), page((before, piece, ""), 5_000));
        }
        assert_grows(piece, &pieces, &one, 3);
    }
}

#[test]
fn ten_times_the_pages_take_about_ten_times_as_long() {
    let project = |pages: usize| {
        let project = Project::of(&[("normative.toml", CONFIG)]);
        for number in 0..pages {
            let text = page(("", "The pump must have # disks. It runs.\n\n", ""), 1_500);
            project.write(&format!("{number}.md"), text.replace("pump", &format!("pump{number}")));
        }
        project
    };
    // Twice as long would be one step from linear; the exact ratio is that of benches/README.md.
    assert_grows("pages", &project(20), &project(200), 14);
}
