//! What an author may change on any page without changing what is extracted from it: line ends,
//! line breaks, emphasis, link targets, depth of lists, zones of all versions, prose beside it.
//! The pages are those of all examples; the changes are drawn at random. And what no author would
//! write on purpose can be read, too.

use std::ops::Range;

use libtest_mimic::{Failed, Trial};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use pulldown_cmark::{Event, Options, Parser};

use crate::check;
use crate::example::{self, Example};
use crate::found::{self, Found};

/// A way to write the same page differently, directed by some random numbers. `None` where the
/// page has nothing that it could change.
type Edit = fn(&str, &[u16]) -> Option<String>;

const EDITS: &[(&str, Edit)] = &[
    ("line ends", line_ends),
    ("line breaks", line_breaks),
    ("emphasis", emphasis),
    ("link targets", link_targets),
    ("a zone of all versions", zone),
    ("a zone of all versions around one block", zone_around_a_block),
    ("prose in front", prose_in_front),
    ("prose behind", prose_behind),
];

/// How many random changes are made to each page.
const ROUNDS: u32 = 8;

/// A test for each edit, and one for the depth of lists.
pub(crate) fn trials() -> impl Iterator<Item = Trial> {
    let edits = EDITS
        .iter()
        .map(|&(name, edit)| Trial::test(format!("layout: {name}"), move || changes_nothing(edit)));
    let others: [(_, fn() -> Result<(), Failed>); 3] = [
        ("layout: depth of lists", depth_changes_nothing),
        ("any beginning of a page can be read", beginnings_are_read),
        ("any mixture of words and signs can be read", mixtures_are_read),
    ];
    edits.chain(others.map(|(name, run)| Trial::test(name, run)))
}

fn changes_nothing(edit: Edit) -> Result<(), Failed> {
    let mut offences = Vec::new();
    let mut edited = 0;
    for example in example::all() {
        let before = meaning(&example.page);
        let config = Config { cases: ROUNDS, failure_persistence: None, ..Config::default() };
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let mut runner = TestRunner::new_with_rng(config, rng);
        let seeds = proptest::collection::vec(any::<u16>(), 1..6);
        let outcome = runner.run(&seeds, |seeds| {
            let Some(page) = edit(&example.page, &seeds) else { return Ok(()) };
            prop_assert_eq!(&before, &meaning(&page), "from this page:\n{}", page);
            Ok(())
        });
        edited += u32::from(edit(&example.page, &[0, 1, 2, 3, 4]).is_some());
        if let Err(TestError::Fail(reason, _)) = outcome {
            offences.push(format!("{}: {reason}", example.name()));
        }
    }
    assert!(edited > 50, "only {edited} pages have anything to edit");
    report(&offences)
}

fn depth_changes_nothing() -> Result<(), Failed> {
    let mut offences = Vec::new();
    for example in example::all().iter().filter(|example| is_one_line(example)) {
        let at = |depth: usize| {
            let heads =
                (0..depth).map(|at| format!("{}- The {} pier\n", "  ".repeat(at), NAMES[at]));
            let indent = "  ".repeat(depth);
            meaning(&format!("{}{indent}- {}", heads.collect::<String>(), example.page))
        };
        let outermost = at(1);
        for depth in 2..=NAMES.len() {
            if at(depth) != outermost {
                offences.push(format!(
                    "{} at depth {depth}:\n{}is {:?}\nwas {outermost:?}",
                    example.name(),
                    example.page,
                    at(depth)
                ));
                break;
            }
        }
    }
    report(&offences)
}

/// A page that is cut off anywhere has words and signs where no author would leave them.
fn beginnings_are_read() -> Result<(), Failed> {
    for (number, example) in example::all().iter().enumerate() {
        let ends = example.page.char_indices().map(|(at, _)| at);
        for end in ends.filter(|at| at % 5 == number % 5) {
            found::statements(&example.page[..end]);
        }
    }
    Ok(())
}

/// Words of all pages in any order, glued by any signs.
fn mixtures_are_read() -> Result<(), Failed> {
    let pages: Vec<String> = example::all().into_iter().map(|example| example.page).collect();
    let mut words: Vec<&str> = pages.iter().flat_map(|page| page.split_whitespace()).collect();
    words.extend([
        "etc", "etc.", "e.g.", "i.e", "vs", "vs.", "no.", "(s)", "1.", ".5", "-", "–", "=",
        // The endings that inflected words lose.
        "ing", "ed", "ied", "ies", "es", "s", "'s", "n't", "ly", "er", "est", "un", "non", "re",
    ]);
    words.sort_unstable();
    words.dedup();
    let glue = [
        " ", " ", " ", " ", ", ", ". ", ": ", "; ", " (", ") ", "\n", "\n- ", " | ", "/", "-", ".",
        "…", "**", "`", "\"",
    ];
    let mixture = proptest::collection::vec((any::<u16>(), any::<u16>()), 1..40);
    let config = Config { cases: 4000, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let outcome = TestRunner::new_with_rng(config, rng).run(&mixture, |drawn| {
        let draw = |(word, sign): (u16, u16)| {
            let word = pick(&words, word).copied().unwrap_or_default();
            format!("{word}{}", pick(&glue, sign).copied().unwrap_or_default())
        };
        let text: String = drawn.into_iter().map(draw).collect();
        for page in [format!("{text}\n"), format!("## Requirements\n\n- {text}\n"), table(&text)] {
            found::statements(&page);
        }
        Ok(())
    });
    outcome.map_err(|error| Failed::from(error.to_string()))
}

fn table(cells: &str) -> String {
    format!(
        "## Requirements\n\n| Item | Minimum |\n| --- | --- |\n| {} |\n",
        cells.replace('\n', " ")
    )
}

const NAMES: &[&str] = &["eastern", "western", "outer", "inner", "upper", "lower"];

fn report(offences: &[String]) -> Result<(), Failed> {
    let shown: Vec<_> = offences.iter().take(12).map(String::as_str).collect();
    match offences.len() {
        0 => Ok(()),
        count => Err(format!("{count} pages change:\n{}", shown.join("\n")).into()),
    }
}

/// All that is extracted, without the places.
fn meaning(page: &str) -> Vec<String> {
    let catalog = found::catalog();
    let one = |found: Found| {
        let versions = catalog.names(&found.monikers).collect::<Vec<_>>().join(" ");
        let condition = if found.conditional { " if" } else { "" };
        let (level, clause) = (found.level.as_str(), check::fold(&found.clause));
        format!("{versions}: {level}{condition} `{clause}` {}", check::shown(&found.checks))
    };
    found::statements(page).into_iter().map(one).collect()
}

/// A page that is one sentence or more on one line, and no block but a paragraph.
fn is_one_line(example: &Example) -> bool {
    let page = example.page.trim_end();
    !page.contains('\n') && is_prose(page) && !page.starts_with(['-', '*', '+', '<', '['])
}

// ---------------------------------------------------------------------------------------- edits

fn line_ends(page: &str, seeds: &[u16]) -> Option<String> {
    let last = page.trim_end_matches('\n');
    let page = if seeds[0].is_multiple_of(2) { last } else { page };
    Some(page.replace('\n', "\r\n"))
}

/// Parts a line of prose in two, or joins two of them.
fn line_breaks(page: &str, seeds: &[u16]) -> Option<String> {
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let mut changed = false;
    for &seed in seeds {
        let at = usize::from(seed) % lines.len();
        if !prose_lines(&lines.join("\n")).contains(&at) {
            continue;
        }
        let (indent, _) = opening(&lines[at]);
        let blanks: Vec<usize> = lines[at]
            .match_indices(' ')
            .map(|(blank, _)| blank)
            .filter(|&blank| blank >= indent && may_begin_a_line(&lines[at][blank + 1..]))
            .filter(|&blank| is_outside_of_marks(&lines[at], blank))
            .collect();
        let Some(&blank) = pick(&blanks, seed) else { continue };
        let rest = lines[at][blank + 1..].to_owned();
        lines[at].truncate(blank);
        lines.insert(at + 1, format!("{}{rest}", " ".repeat(indent)));
        changed = true;
    }
    changed.then(|| lines.join("\n") + "\n")
}

/// Emphasises a word within a sentence.
fn emphasis(page: &str, seeds: &[u16]) -> Option<String> {
    let (at, word) = inner_word(page, seeds)?;
    let sign = ["*", "_", "**", "__"][usize::from(seeds[0]) % 4];
    let mut page = page.to_owned();
    page.replace_range(at..at + word.len(), &format!("{sign}{word}{sign}"));
    Some(page)
}

fn link_targets(page: &str, seeds: &[u16]) -> Option<String> {
    let targets = ["https://example.com/must-not", "../required.md#only", "/prerequisites"];
    let target = targets[usize::from(seeds[0]) % targets.len()];
    if let Some(at) = page.find("](") {
        let end = at + page[at..].find(')')?;
        let simple = !page[at + 2..end].contains(['(', '<', '"', ' ']);
        return simple.then(|| format!("{}]({target}{}", &page[..at], &page[end..]));
    }
    let (at, word) = inner_word(page, seeds)?;
    Some(format!("{}[{word}]({target}){}", &page[..at], &page[at + word.len()..]))
}

fn zone(page: &str, seeds: &[u16]) -> Option<String> {
    let (front, body) = front_matter(page);
    Some(format!("{front}{}", in_zone(body, seeds)))
}

/// Parts a paragraph, a list or a table from its heading, its lead-in and what follows.
fn zone_around_a_block(page: &str, seeds: &[u16]) -> Option<String> {
    let (front, body) = front_matter(page);
    let blocks = blocks(body);
    if blocks.len() < 2 || body.contains(":::") {
        return None;
    }
    let block = pick(&blocks, *seeds.last()?)?;
    let (before, behind) = (&body[..block.start], &body[block.end..]);
    Some(format!("{front}{before}{}\n{behind}", in_zone(&body[block.clone()], seeds)))
}

fn in_zone(text: &str, seeds: &[u16]) -> String {
    let range = [">=harbor-1", "harbor-1 || >harbor-1", "<harbor-4 || harbor-4"];
    let range = range[usize::from(seeds[0]) % range.len()];
    format!("::: moniker range=\"{range}\"\n\n{text}\n::: moniker-end\n")
}

/// Sentences that neither oblige nor permit, nor introduce anything.
const PROSE: &[&str] = &[
    "The harbor lies on the northern shore.",
    "Gulls circle over the quay, and the light turns every ten seconds.",
    "Messages travel along the coast at night.",
];

fn prose_in_front(page: &str, seeds: &[u16]) -> Option<String> {
    let (front, body) = front_matter(page);
    let (heading, body) = match body.strip_prefix('#').and_then(|_| body.split_once('\n')) {
        Some((heading, body)) => (format!("{heading}\n\n"), body),
        None => (String::new(), body),
    };
    // A first paragraph introduces the list behind it; the second of two does so as little.
    let prose = PROSE[usize::from(seeds[0]) % PROSE.len()];
    Some(format!("{front}{heading}{prose}\n\n{body}"))
}

fn prose_behind(page: &str, seeds: &[u16]) -> Option<String> {
    let prose = PROSE[usize::from(seeds[0]) % PROSE.len()];
    Some(format!("{page}\n## The shore\n\n{prose}\n"))
}

// ------------------------------------------------------------------------------ where to edit

fn front_matter(page: &str) -> (&str, &str) {
    let end = page.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    page.split_at(end.map_or(0, |end| end + "---\n\n---\n".len()))
}

/// The bytes of the blocks of a page that stand in no other block.
fn blocks(page: &str) -> Vec<Range<usize>> {
    let mut depth = 0;
    let mut found = Vec::new();
    for (event, bytes) in Parser::new_ext(page, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(_) => {
                if depth == 0 {
                    // Code that is indented begins with its blanks.
                    let line = page[..bytes.start].rfind('\n').map_or(0, |end| end + 1);
                    found.push(line..bytes.end);
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    found
}

/// The numbers of the lines that are running text.
fn prose_lines(page: &str) -> Vec<usize> {
    let front = front_matter(page).0.lines().count();
    let mut fenced = false;
    let mut found = Vec::new();
    for (at, line) in page.lines().enumerate() {
        let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        fenced ^= fence;
        if at >= front && !fence && !fenced && is_prose(line) {
            found.push(at);
        }
    }
    found
}

/// Whether a line is running text, perhaps of a list item.
fn is_prose(line: &str) -> bool {
    let text = &line[opening(line).0..];
    let starts = ["#", ">", "|", ":::", "<", "[!", "!", "=", "    ", "\t", "[", "---", "- ", "* "];
    let table = line.contains('|');
    !text.trim().is_empty() && !table && !starts.iter().any(|start| text.starts_with(start))
}

/// The width of what stands in front of the text of a line: blanks and list markers; and whether
/// there is a marker.
fn opening(line: &str) -> (usize, bool) {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = &line[indent..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marker = match rest.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits + 1,
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        _ => return (indent, false),
    };
    match rest[marker..].starts_with(' ') {
        true => (indent + marker + 1, true),
        false => (indent, false),
    }
}

/// Whether a line that starts so goes on with the paragraph.
fn may_begin_a_line(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether a place stands in no code, link, tag or emphasis.
fn is_outside_of_marks(line: &str, at: usize) -> bool {
    let before = &line[..at];
    let even = |sign| before.matches(sign).count().is_multiple_of(2);
    let closed = |open, close| before.matches(open).count() == before.matches(close).count();
    even('`') && even('*') && even('_') && closed('[', ']') && closed('(', ')') && closed('<', '>')
}

/// A word amid a sentence of running text, at its byte.
fn inner_word<'p>(page: &'p str, seeds: &[u16]) -> Option<(usize, &'p str)> {
    let lines = prose_lines(page);
    let number = *pick(&lines, seeds[0])?;
    let start: usize = page.split_inclusive('\n').take(number).map(str::len).sum();
    let line = page[start..].lines().next()?;
    let mut words = Vec::new();
    let mut at = opening(line).0;
    for word in line[at..].split(' ') {
        if is_plain(word) && is_outside_of_marks(line, at) {
            words.push((start + at, word));
        }
        at += word.len() + 1;
    }
    // The first words may be a head, or a name of the interface.
    words.get(3..).and_then(|words| pick(words, *seeds.last()?).copied())
}

fn is_plain(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|c| c.is_ascii_lowercase())
}

fn pick<T>(of: &[T], seed: u16) -> Option<&T> {
    of.get(usize::from(seed).checked_rem(of.len())?)
}
