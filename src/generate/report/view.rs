//! What the Markdown template may name.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use crate::diff::{Change, ChangeKind, Diff, Side, TestAction};
use crate::requirement::Verification;
use crate::statement::Level;

/// The whole report.
#[derive(Debug, Serialize)]
pub(super) struct ReportView<'a> {
    pub(super) title: &'a str,
    pub(super) digests: Vec<&'a str>,
    pub(super) counts: Vec<CountView>,
    pub(super) unchanged: usize,
    pub(super) facts_needed: Vec<String>,
    pub(super) groups: Vec<GroupView>,
    /// How many changes there was no room for.
    pub(super) left_out: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct CountView {
    kind: &'static str,
    count: usize,
}

/// Changes that ask the reader for the same sort of thing.
#[derive(Debug, Serialize)]
pub(super) struct GroupView {
    pub(super) title: &'static str,
    pub(super) changes: Vec<ChangeView>,
}

#[derive(Debug, Serialize)]
pub(super) struct ChangeView {
    id: String,
    kind: &'static str,
    level: String,
    reason: String,
    monikers: Vec<String>,
    from: Option<SideView>,
    to: Option<SideView>,
    test: String,
    facts_needed: Vec<String>,
    facts_dropped: Vec<String>,
    /// Without details, where room is short.
    brief: bool,
}

#[derive(Debug, Serialize)]
struct SideView {
    words: Vec<WordsView>,
    places: Vec<String>,
}

/// A run of words.
#[derive(Debug, Serialize)]
struct WordsView {
    text: String,
    /// Whether the other side lacks it.
    marked: bool,
}

/// How much of each change is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    Full,
    Brief,
}

/// The view of a diff with at most `most` changes.
pub(super) fn view<'a>(
    title: &'a str,
    diff: &Diff,
    digests: Option<&'a [String; 2]>,
    detail: Detail,
    most: usize,
) -> ReportView<'a> {
    let mut room = most;
    let mut groups = Vec::new();
    for (title, wanted) in GROUPS {
        let mut changes: Vec<&Change> = diff.changes.iter().filter(|c| wanted(c)).collect();
        changes.sort_by_key(|change| rank(change)); // stable: the order of the docs among equals
        changes.truncate(room);
        room -= changes.len();
        if !changes.is_empty() {
            let changes = changes.into_iter().map(|c| change_view(c, detail)).collect();
            groups.push(GroupView { title, changes });
        }
    }
    let count = |(kind, count): (ChangeKind, usize)| CountView { kind: kind.as_str(), count };
    ReportView {
        title,
        digests: digests.map_or_else(Vec::new, |d| d.iter().map(String::as_str).collect()),
        counts: diff.counts().into_iter().map(count).collect(),
        unchanged: diff.unchanged,
        facts_needed: diff.facts_needed.iter().map(|fact| code(fact)).collect(),
        groups,
        left_out: diff.changes.len().saturating_sub(most),
    }
}

type Wanted = fn(&Change) -> bool;

/// The groups of a report: what there is to do, then what there is not any more, then the rest.
const GROUPS: [(&str, Wanted); 4] = [
    ("Do this now", |c| asks_more(c) && binds(c)),
    ("No longer needed", |c| asks_less(c) && binds(c)),
    ("Choices that opened or closed", |c| (asks_more(c) || asks_less(c)) && !binds(c)),
    ("The same demands, said otherwise", |c| {
        matches!(c.kind, ChangeKind::Reworded | ChangeKind::Moved)
    }),
];

fn asks_more(change: &Change) -> bool {
    match change.kind {
        ChangeKind::Added | ChangeKind::Tightened | ChangeKind::Changed => true,
        ChangeKind::Versions => change.to.is_some(),
        _ => false,
    }
}

fn asks_less(change: &Change) -> bool {
    match change.kind {
        ChangeKind::Removed | ChangeKind::Loosened => true,
        ChangeKind::Versions => change.to.is_none(),
        _ => false,
    }
}

/// Whether either side is more than a permission.
fn binds(change: &Change) -> bool {
    let binds = |side: &Option<Side>| side.as_ref().is_some_and(|s| s.level != Level::May);
    binds(&change.from) || binds(&change.to)
}

/// Demands before advice before permissions; new ones before stricter ones.
fn rank(change: &Change) -> (u8, ChangeKind) {
    let level = change.to.as_ref().or(change.from.as_ref()).map(|side| side.level);
    let strength = match level {
        Some(Level::Must | Level::MustNot) => 0,
        Some(Level::Should | Level::ShouldNot) => 1,
        _ => 2,
    };
    (strength, change.kind)
}

fn change_view(change: &Change, detail: Detail) -> ChangeView {
    let level = change.to.as_ref().or(change.from.as_ref()).map_or("", |s| s.level.as_str());
    let [from, to] = sides(change.from.as_ref(), change.to.as_ref());
    ChangeView {
        id: code(&change.id),
        kind: change.kind.as_str(),
        level: level.replace('_', " "),
        reason: change.reason.clone(),
        monikers: change.monikers.clone(),
        from,
        to,
        test: test(change),
        facts_needed: change.facts_needed().into_iter().map(code).collect(),
        facts_dropped: change.facts_dropped().into_iter().map(code).collect(),
        brief: detail == Detail::Brief,
    }
}

/// Both sides, with the words marked that only one of them has.
fn sides(from: Option<&Side>, to: Option<&Side>) -> [Option<SideView>; 2] {
    let whole = |side: &Side| vec![WordsView { text: flat(&side.text), marked: false }];
    let (mut old, mut new) = (from.map(whole), to.map(whole));
    if let (Some(from), Some(to)) = (from, to) {
        let (a, b) = (flat(&from.text), flat(&to.text));
        let words = TextDiff::from_unicode_words(&a, &b);
        let run = |wanted: ChangeTag| {
            let mut runs: Vec<WordsView> = Vec::new();
            for word in words.iter_all_changes() {
                let marked = word.tag() == wanted;
                if !marked && word.tag() != ChangeTag::Equal {
                    continue;
                }
                match runs.last_mut().filter(|run| run.marked == marked) {
                    Some(run) => run.text.push_str(word.value()),
                    None => runs.push(WordsView { text: word.value().to_owned(), marked }),
                }
            }
            tidy(runs)
        };
        old = Some(run(ChangeTag::Delete));
        new = Some(run(ChangeTag::Insert));
    }
    let side = |side: Option<&Side>, words: Option<Vec<WordsView>>| {
        side.zip(words).map(|(side, words)| SideView { words, places: places(side) })
    };
    [side(from, old), side(to, new)]
}

/// Marks begin and end at words: Markdown takes `** a**` for no emphasis.
fn tidy(runs: Vec<WordsView>) -> Vec<WordsView> {
    let mut out: Vec<WordsView> = Vec::new();
    let plain = |out: &mut Vec<WordsView>, text: &str| {
        if text.is_empty() {
            return;
        }
        match out.last_mut().filter(|last| !last.marked) {
            Some(last) => last.text.push_str(text),
            None => out.push(WordsView { text: text.to_owned(), marked: false }),
        }
    };
    for run in runs {
        let core = run.text.trim();
        if !run.marked || core.is_empty() {
            plain(&mut out, &run.text);
            continue;
        }
        let start = run.text.len() - run.text.trim_start().len();
        plain(&mut out, &run.text[..start]);
        out.push(WordsView { text: core.to_owned(), marked: true });
        plain(&mut out, &run.text[start + core.len()..]);
    }
    out
}

/// The places of a side, each once: `vmm/plan.md:64`.
fn places(side: &Side) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for place in &side.occurrences {
        let place = code(&format!("{}:{}", place.path, place.line));
        if !places.contains(&place) {
            places.push(place);
        }
    }
    const MOST: usize = 4;
    if places.len() > MOST {
        let more = places.len() - MOST;
        places.truncate(MOST);
        places.push(format!("{more} more"));
    }
    places
}

/// What happens to the test, in words.
fn test(change: &Change) -> String {
    let mode = |side: &Option<Side>| side.as_ref().map(|side| side.verification);
    let (from, to) = (mode(&change.from), mode(&change.to));
    match (change.test(), from, to) {
        (TestAction::Added, _, Some(to)) => format!("new, {}", described(to)),
        (TestAction::Dropped, Some(from), _) => format!("dropped; it was {}", from.mode()),
        (TestAction::Changed, Some(from), Some(to)) if from.mode() != to.mode() => {
            format!("changes and is now {}; it was {}", described(to), from.mode())
        }
        (TestAction::Changed, _, Some(to)) => format!("changes; {}", described(to)),
        _ => "stays".to_owned(),
    }
}

fn described(verification: Verification) -> String {
    match verification {
        Verification::Automated => "automated".to_owned(),
        Verification::NoCheck => "manual (nothing in it a program could decide)".to_owned(),
        Verification::Unbound => "manual (no vocabulary entry binds it to a fact)".to_owned(),
        Verification::OpenCondition => {
            "manual (no fact decides whether its condition applies)".to_owned()
        }
    }
}

/// A text on one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text that can stand between backticks.
pub(in crate::generate) fn code(text: &str) -> String {
    let safe = |c: char| if c == '`' || c.is_control() { '\'' } else { c };
    text.chars().map(safe).collect()
}
