//! Reports for release engineers: what must I do now that I didn't have to do before?
//!
//! One for every pair of consecutive versions, and one for the last change of the docs. Each is
//! Markdown for people and JSON, the format of [`diff::json`], for programs.

mod markdown;
pub mod page;
#[cfg(test)]
mod tests;
mod view;

pub(in crate::generate) use markdown::escape;
pub(in crate::generate) use view::code;

use crate::diff::{self, Diff};
use crate::generate::OutputFile;
use crate::generate::template::Templates;
use crate::requirement::Graph;
use crate::version::MonikerId;

/// The path of the Markdown template.
pub const TEMPLATE: &str = "report/report.md.tera";

/// The path of the revision report, without its ending.
pub const REVISION: &str = "reports/revision";

/// The reports of all pairs of consecutive versions of each product.
///
/// # Errors
///
/// When the template is wrong.
pub fn versions(graph: &Graph, templates: &Templates) -> tera::TeraResult<Vec<OutputFile>> {
    let mut files = Vec::new();
    for (from, to) in pairs(graph) {
        let (from, to) = (graph.catalog.name(from), graph.catalog.name(to));
        // Both names are of this catalog and of one product.
        let Ok(diff) = diff::versions(graph, from, to) else { continue };
        let stem = format!("reports/{}-to-{}", file_stem(from), file_stem(to));
        let title = format!("What {to} requires that {from} did not");
        files.extend(pair(&stem, &title, &diff, None, templates)?);
    }
    Ok(files)
}

/// What the last change of the docs means, from `before` to `after`; none when the graphs require
/// the same, or have no version in common.
pub fn change(before: &Graph, after: &Graph) -> Option<Diff> {
    let mut diff = diff::revisions(before, after, &[]).ok()?;
    "the docs before".clone_into(&mut diff.from);
    "the docs now".clone_into(&mut diff.to);
    (!diff.changes.is_empty()).then_some(diff)
}

/// The report of the last change of the docs, between the graphs of these digests.
///
/// # Errors
///
/// When the template is wrong.
pub fn revision(
    change: &Diff,
    digests: &[String; 2],
    templates: &Templates,
) -> tera::TeraResult<Vec<OutputFile>> {
    pair(REVISION, "What the last change of the docs means", change, Some(digests), templates)
        .map(Vec::from)
}

/// A diff as Markdown under a title: for a terminal, a pull request or a release note.
///
/// # Errors
///
/// When the template is wrong.
pub fn markdown(title: &str, diff: &Diff, templates: &Templates) -> tera::TeraResult<String> {
    markdown::render(title, diff, None, templates)
}

fn pair(
    stem: &str,
    title: &str,
    diff: &Diff,
    digests: Option<&[String; 2]>,
    templates: &Templates,
) -> tera::TeraResult<[OutputFile; 2]> {
    let text = markdown::render(title, diff, digests, templates)?;
    let json = diff::json::render_between(diff, digests);
    Ok([OutputFile::new(format!("{stem}.json"), json), OutputFile::new(format!("{stem}.md"), text)])
}

/// Each version with the next one of its product.
pub fn pairs(graph: &Graph) -> Vec<(MonikerId, MonikerId)> {
    let ids: Vec<MonikerId> = graph.catalog.ids().collect();
    let product = |id: MonikerId| graph.catalog.monikers[id.0 as usize].product;
    let neighbours = ids.windows(2).map(|pair| (pair[0], pair[1]));
    neighbours.filter(|(a, b)| product(*a) == product(*b)).collect()
}

/// A moniker as part of a file name.
fn file_stem(moniker: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    moniker.chars().map(safe).collect()
}
