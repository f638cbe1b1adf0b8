//! A requirement that a version in the middle does not have.

use super::{Lint, Places, Subject, names};
use crate::diagnostic::Diagnostic;
use crate::version::MonikerSet;

pub(super) const LINT: Lint = Lint {
    code: "N104",
    name: "gap-in-versions",
    explain: include_str!("gap_in_versions.md"),
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let graph = subject.graph;
    let places = Places::of(subject.sources);
    let mut found = Vec::new();
    let documents: std::collections::BTreeMap<_, _> =
        graph.documents.iter().map(|d| (d.path.as_str(), &d.monikers)).collect();
    for requirement in &graph.requirements {
        let all = requirement.variants.iter().flat_map(|variant| variant.monikers.iter());
        let all: MonikerSet = all.collect();
        let (Some(first), Some(last)) = (all.iter().next(), all.iter().last()) else { continue };
        let occurrences = requirement.variants.iter().flat_map(|variant| &variant.occurrences);
        let readable = occurrences
            .clone()
            .filter_map(|occurrence| documents.get(occurrence.path.as_str()))
            .fold(MonikerSet::default(), |sum, monikers| sum.union(monikers));
        let between = readable.iter().filter(|id| *id > first && *id < last);
        let gap: MonikerSet = between.filter(|id| !all.contains(*id)).collect();
        if gap.is_empty() {
            continue;
        }
        let remark = Diagnostic::warning(
            LINT.code,
            format!(
                "`{}` is required in {} but not in {} between them",
                requirement.id,
                names(graph, &all),
                names(graph, &gap)
            ),
        );
        let remark =
            remark.help("widen the zone around it, or say what holds there instead".to_owned());
        found.extend(requirement.variants.first().map(|variant| places.mark(remark, variant)));
    }
    found
}
