//! What a change means, as JSON: the diff, and what becomes of each environment.

use serde::Serialize;
use serde_json::{Map, Value};

use super::Affected;
use crate::diff::{self, Diff};
use crate::impact::{Effect, Entry, Impact};
use crate::verdict::Verdict;

#[derive(Serialize)]
struct EnvironmentView<'a> {
    facts: &'a str,
    from: &'a str,
    to: &'a str,
    counts: Map<String, Value>,
    requirements: Vec<EntryView<'a>>,
}

#[derive(Serialize)]
struct EntryView<'a> {
    id: &'a str,
    effect: &'static str,
    change: Option<&'static str>,
    level: &'static str,
    text: &'a str,
    path: &'a str,
    line: u32,
    from: Option<&'a Verdict>,
    to: Option<&'a Verdict>,
}

/// The document of [`diff::json`] with one more member, `environments`; its schema is
/// [`diff::json::JSON_SCHEMA`].
pub fn render(diff: &Diff, affected: &[Affected]) -> String {
    let environments: Vec<_> = affected.iter().map(environment).collect();
    let mut document: Value =
        serde_json::from_str(&diff::json::render(diff)).expect("our own JSON");
    document["environments"] =
        serde_json::to_value(environments).expect("plain data with text keys");
    let mut json = serde_json::to_string_pretty(&document).expect("plain data with text keys");
    json.push('\n');
    json
}

fn environment(affected: &Affected) -> EnvironmentView<'_> {
    let Impact { from, to, entries, still_fails, unaffected } = &affected.impact;
    let mut counts = Map::new();
    for effect in Effect::ALL {
        counts.insert(effect.as_str().to_owned(), affected.impact.count(effect).into());
    }
    counts.insert("still_fails".to_owned(), (*still_fails).into());
    counts.insert("unaffected".to_owned(), (*unaffected).into());
    let requirements = entries.iter().map(entry).collect();
    EnvironmentView { facts: &affected.name, from, to, counts, requirements }
}

fn entry(entry: &Entry) -> EntryView<'_> {
    EntryView {
        id: &entry.id,
        effect: entry.effect.as_str(),
        change: entry.change.map(|kind| kind.as_str()),
        level: entry.level.as_str(),
        text: &entry.text,
        path: &entry.source.0,
        line: entry.source.1,
        from: entry.from.as_ref(),
        to: entry.to.as_ref(),
    }
}
