//! What a diff means for the environments whose facts are given.

use std::path::{Path, PathBuf};

use normative::diff::Diff;
use normative::generate::impact::Affected;
use normative::generate::report::page::Verdicts;
use normative::impact::{Impact, Side};
use normative::predicate::decide::Reference;
use normative::requirement::Graph;
use normative::version::MonikerId;
use normative::vocabulary::Vocabulary;

use super::side::Opened;
use crate::console::Console;
use crate::facts_file;
use crate::failure::Failure;

/// Which versions of an environment are compared.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pick<'a> {
    /// It has one version and gets another.
    Versions(&'a str, &'a str),
    /// It keeps its version, and the docs change: one of these, or, without any, the version that
    /// its facts name.
    Revisions(&'a [String]),
}

/// Judges each environment on both sides.
pub(super) fn judge(
    paths: &[PathBuf],
    (before, after): (&Opened, &Opened),
    pick: Pick<'_>,
    diff: &Diff,
    console: &Console,
) -> Result<Vec<(Affected, Verdicts)>, Failure> {
    let mut affected = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        let facts = facts_file::read(path)?;
        let (from, to) = match pick {
            Pick::Versions(from, to) => (from.to_owned(), to.to_owned()),
            Pick::Revisions(only) => {
                let version = version_of(path, &facts, only, before, after)?;
                (version.clone(), version)
            }
        };
        let (old, new) = (find(&before.graph, &from)?, find(&after.graph, &to)?);
        let (a, b) = (before.vocabulary(old), after.vocabulary(new));
        if let Some(fact) = a.and_then(|vocabulary| vocabulary.version.as_ref()) {
            facts.require_version(fact, before.graph.catalog.name(old)).map_err(|error| {
                facts_file::refuse(path, error)
                    .help("compare from the version that the environment has")
            })?;
        }
        if let Some(vocabulary) = a {
            facts_file::remark(&name, &facts, vocabulary, console);
        }
        let from = Side { graph: &before.graph, moniker: old, references: references(a) };
        let to = Side { graph: &after.graph, moniker: new, references: references(b) };
        let (from, to) = (from.report(&facts), to.report(&facts));
        let impact = Impact::between(&from, &to, diff);
        let verdicts = Verdicts::of_change(&name, (&from, &to), &impact);
        affected.push((Affected { name, impact }, verdicts));
    }
    Ok(affected)
}

fn references(vocabulary: Option<&Vocabulary>) -> &[Reference] {
    vocabulary.map_or(&[], |vocabulary| &vocabulary.references)
}

fn find(graph: &Graph, moniker: &str) -> Result<MonikerId, Failure> {
    graph.catalog.find(moniker).ok_or_else(|| {
        Failure::new(format!("one of the revisions does not know the version `{moniker}`"))
    })
}

/// The version that an environment keeps while the docs change.
fn version_of(
    path: &Path,
    facts: &normative::facts::Facts,
    only: &[String],
    before: &Opened,
    after: &Opened,
) -> Result<String, Failure> {
    if let [version] = only {
        return Ok(version.clone());
    }
    let both = |moniker: &&str| after.graph.catalog.find(moniker).is_some();
    let known = before.graph.catalog.ids().map(|id| before.graph.catalog.name(id));
    let common: Vec<&str> = known.filter(both).collect();
    let mut facts_of_version = before.versions().chain(after.versions());
    let named = facts_of_version.find_map(|fact| facts.version(fact));
    match (named, &common[..]) {
        (Some(named), _) if common.contains(&named) => Ok(named.to_owned()),
        (None, [version]) => Ok((*version).to_owned()),
        (Some(named), _) => {
            let named = normative::facts::show(named);
            Err(facts_file::refuse(path, format_args!("no revision knows the version {named}"))
                .help(format!("the versions of both are {}", common.join(", "))))
        }
        (None, _) => Err(facts_file::refuse(path, "the facts name no version")
            .help("`--version MONIKER` says which one the environment has")),
    }
}
