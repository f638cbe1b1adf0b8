//! What a change means, as Markdown.

use serde::Serialize;
use tera::{Context, Tera};

use super::{Affected, columns, counts, sums, why};
use crate::generate::report::{code, escape};
use crate::generate::template::Templates;
use crate::impact::{Effect, Entry};

/// The path of the template.
pub const TEMPLATE: &str = "report/impact.md.tera";

/// How many offenders of a requirement are named.
const OFFENDERS: usize = 10;

#[derive(Serialize)]
struct ImpactView<'a> {
    title: &'a str,
    columns: [&'static str; super::COLUMNS],
    environments: Vec<EnvironmentView<'a>>,
    sums: [usize; super::COLUMNS],
}

#[derive(Serialize)]
struct EnvironmentView<'a> {
    name: &'a str,
    from: &'a str,
    to: &'a str,
    counts: [usize; super::COLUMNS],
    groups: Vec<GroupView<'a>>,
}

#[derive(Serialize)]
struct GroupView<'a> {
    title: &'static str,
    entries: Vec<EntryView<'a>>,
}

#[derive(Serialize)]
struct EntryView<'a> {
    id: String,
    level: String,
    change: Option<&'static str>,
    text: &'a str,
    reason: String,
    offenders: Vec<String>,
    more: usize,
    place: String,
}

/// A table with a row for each environment, then what becomes of each; for a pull request.
///
/// # Errors
///
/// When the template is wrong.
pub fn render(
    title: &str,
    affected: &[Affected],
    templates: &Templates,
) -> tera::TeraResult<String> {
    let environments = affected.iter().map(environment).collect();
    let view = ImpactView { title, columns: columns(), environments, sums: sums(affected) };
    let mut tera = Tera::new();
    tera.set_escape_fn(escape);
    tera.autoescape_on([".md.tera"]);
    tera.add_raw_template(TEMPLATE, templates.text(TEMPLATE))?;
    let text = tera.render(TEMPLATE, &Context::from_serialize(&view)?)?;
    Ok(format!("{}\n", text.trim_end()))
}

fn environment(affected: &Affected) -> EnvironmentView<'_> {
    let impact = &affected.impact;
    let group = |effect: Effect| {
        let entries: Vec<_> =
            impact.entries.iter().filter(|e| e.effect == effect).map(entry).collect();
        (!entries.is_empty()).then_some(GroupView { title: effect.described(), entries })
    };
    EnvironmentView {
        name: &affected.name,
        from: &impact.from,
        to: &impact.to,
        counts: counts(impact),
        groups: Effect::ALL.into_iter().filter_map(group).collect(),
    }
}

fn entry(entry: &Entry) -> EntryView<'_> {
    let (reason, offenders) = why(entry);
    EntryView {
        id: code(&entry.id),
        level: entry.level.as_str().replace('_', " "),
        change: entry.change.map(|kind| kind.as_str()),
        text: &entry.text,
        reason,
        offenders: offenders.iter().take(OFFENDERS).map(|one| code(one)).collect(),
        more: offenders.len().saturating_sub(OFFENDERS),
        place: code(&format!("{}:{}", entry.source.0, entry.source.1)),
    }
}
