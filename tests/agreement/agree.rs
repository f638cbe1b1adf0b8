//! The evaluators say the same, word for word, about the same files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;

use crate::base::{Version, compiled, versions};
use crate::corpus::{Lossy, corpus, lossy};
use crate::judge::{Rules, Verdicts};
use crate::properties::is_long;
use crate::{power_shell, rust_module, situations};

/// State and code of every requirement, or why the facts are refused.
pub(crate) type Said = Result<Verdicts, String>;

/// How many facts files one PowerShell process reads.
const BATCH: usize = 500;

/// How many facts files each version is asked about.
fn size() -> usize {
    if is_long() { 4000 } else { 1000 }
}

/// Every code that a verdict can have; each has to occur.
const CODES: &[&str] = &[
    "satisfied",
    "violated",
    "missing",
    "type",
    "partial",
    "no_subject",
    "value",
    "inconclusive",
    "condition",
    "attested",
    "manual",
];

/// Writes facts into files.
pub(crate) fn write(folder: &Path, facts: impl IntoIterator<Item = Vec<u8>>) -> Vec<PathBuf> {
    let write = |(at, bytes): (usize, Vec<u8>)| {
        let path = folder.join(format!("{at}.json"));
        fs::write(&path, bytes).expect("a file");
        path
    };
    facts.into_iter().enumerate().map(write).collect()
}

/// Facts of one version and what the interpreter says of each.
struct Examined<'a> {
    version: &'a Version<'a>,
    files: Vec<PathBuf>,
    expected: Vec<Said>,
}

impl Examined<'_> {
    /// Asks an evaluator about some of the files, and compares every verdict.
    fn compare(&self, name: &str, from: usize, said: &[Said]) {
        for (at, said) in said.iter().enumerate() {
            let (expected, file) = (&self.expected[from + at], &self.files[from + at]);
            assert!(
                agree(expected, said),
                "{name}, {}: {}",
                self.version.moniker,
                differ(expected, said, file)
            );
        }
    }
}

/// Whether two evaluators say the same. Why facts are refused is said in other words.
fn agree(expected: &Said, said: &Said) -> bool {
    match (expected, said) {
        (Ok(expected), Ok(said)) => expected == said,
        (Err(_), Err(_)) => true,
        _ => false,
    }
}

fn differ(expected: &Said, said: &Said, file: &Path) -> String {
    let facts = fs::read(file).unwrap_or_default();
    let facts = String::from_utf8_lossy(&facts[..facts.len().min(30_000)]).into_owned();
    let (Ok(expected), Ok(said)) = (expected, said) else {
        let refusals = (expected.as_ref().err(), said.as_ref().err());
        return format!("one of them refuses: {refusals:?}: {facts}");
    };
    let other = expected.iter().filter(|(id, verdict)| said.get(*id) != Some(verdict));
    let other: Vec<_> =
        other.map(|(id, verdict)| format!("{id}: {verdict}, not {:?}", said.get(id))).collect();
    let more: Vec<_> = said.keys().filter(|id| !expected.contains_key(*id)).collect();
    format!("{}; also {more:?}: {facts}", other.join("; "))
}

/// At least a thousand facts files for every version, among them each situation: interpreter, Rust
/// module and PowerShell suites say the same of each requirement.
pub(crate) fn all_three_agree() {
    let versions = versions(compiled());
    let folders: Vec<_> = versions.iter().map(|_| tempfile::tempdir().expect("a folder")).collect();
    let all: Vec<Examined<'_>> = versions
        .par_iter()
        .zip(&folders)
        .map(|(version, folder)| {
            let rules = Rules::of(compiled(), version);
            let named = situations::all(version);
            let facts = corpus(&rules, version, size() - named.len());
            let facts = facts.iter().map(|facts| facts.to_string().into_bytes());
            let named = named.into_iter().map(|situation| situation.bytes);
            let files = write(folder.path(), facts.chain(named));
            let read = |file: &PathBuf| fs::read(file).expect("a file");
            let judge = |file| rules.judge_file(&read(file), version.moniker);
            let expected = files.par_iter().map(judge).collect();
            Examined { version, files, expected }
        })
        .collect();
    for one in &all {
        one.compare("Rust", 0, &rust_module::judge(one.version.moniker, &one.files));
    }
    let batches: Vec<(&Examined<'_>, usize)> = all
        .iter()
        .flat_map(|one| (0..one.files.len()).step_by(BATCH).map(move |from| (one, from)))
        .collect();
    batches.par_iter().for_each(|(one, from)| {
        let files = &one.files[*from..(from + BATCH).min(one.files.len())];
        one.compare("PowerShell", *from, &power_shell::judge(one.version.moniker, None, files));
    });
    report(&all);
}

/// Says how many verdicts there were, and that none is too rare to say something.
#[allow(clippy::print_stdout)] // the figures of the run
fn report(all: &[Examined<'_>]) {
    let mut spread = BTreeMap::<&str, usize>::new();
    for verdicts in all.iter().flat_map(|one| &one.expected).flatten() {
        verdicts.values().for_each(|verdict| *spread.entry(verdict).or_default() += 1);
    }
    let files: usize = all.iter().map(|one| one.files.len()).sum();
    println!("{files} facts files, {} verdicts: {spread:?}", spread.values().sum::<usize>());
    assert!(all.iter().all(|one| one.files.len() == size()));
    for code in CODES {
        let times: usize =
            spread.iter().filter(|(verdict, _)| verdict.ends_with(code)).map(|(_, n)| n).sum();
        assert!(times >= 30, "{code} occurs {times} times: {spread:?}");
    }
}

/// Whatever is lost from facts, no requirement passes that did not pass before.
#[track_caller]
fn proves_nothing(name: &str, lossy: &Lossy, before: &Said, after: &[Said]) {
    let before = before.as_ref().expect("facts");
    assert_eq!(after.len(), lossy.changes.len());
    for (change, after) in lossy.changes.iter().zip(after) {
        // Facts that name a version of another type are refused.
        for (id, verdict) in after.iter().flatten() {
            let is_new = verdict.starts_with("pass") && !before[id].starts_with("pass");
            assert!(!is_new, "{name}: {id} passes after {change:?}");
        }
    }
}

/// What is lost proves nothing, in the Rust module: every fact, on good facts and on facts that
/// violate as much as possible. The newest version stands for all, unless in the long run.
pub(crate) fn the_rust_module_is_not_fooled() {
    let versions = versions(compiled());
    let asked = if is_long() { &versions[..] } else { &versions[versions.len() - 1..] };
    for version in asked {
        let rules = Rules::of(compiled(), version);
        for lossy in lossy(&rules, version) {
            let before =
                rust_module::judge_facts(version.moniker, std::slice::from_ref(&lossy.before));
            let after = rust_module::judge_facts(version.moniker, &lossy.after);
            proves_nothing("Rust", &lossy, &before[0], &after);
        }
    }
}

/// The same in PowerShell: every fact, on those of the newest version; of all versions in the long
/// run. Of members of a list that are alike in everything, the first stands for all, unless in the
/// long run.
pub(crate) fn power_shell_is_not_fooled() {
    let versions = versions(compiled());
    let asked = if is_long() { &versions[..] } else { &versions[versions.len() - 1..] };
    for version in asked {
        let rules = Rules::of(compiled(), version);
        for mut lossy in lossy(&rules, version) {
            if !is_long() {
                lossy.keep_first_members();
            }
            let folder = tempfile::tempdir().expect("a folder");
            let facts = std::iter::once(&lossy.before).chain(&lossy.after);
            let files =
                write(folder.path(), facts.map(|facts: &Value| facts.to_string().into_bytes()));
            let judge = |files| power_shell::judge(version.moniker, None, files);
            let said: Vec<Said> = files.par_chunks(BATCH).flat_map_iter(judge).collect();
            proves_nothing("PowerShell", &lossy, &said[0], &said[1..]);
        }
    }
}
