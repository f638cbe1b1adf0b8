//! Diffs of pages written as [`script`](crate::requirement::script)s.

use super::{ChangeKind, Diff, DiffError, revisions, versions};
use crate::requirement::lock::Lock;
use crate::requirement::script::{VERSIONS, assembled, page};

/// The changes as lines: kind, versions, and what was and is said.
fn lines(diff: &Diff) -> Vec<String> {
    let clause = |side: &Option<super::Side>| side.as_ref().map_or("-", |s| &s.clause).to_owned();
    let mut lines: Vec<String> = diff
        .changes
        .iter()
        .map(|c| {
            let versions = c.monikers.join(" ");
            format!("{} {versions}: {} => {}", c.kind.as_str(), clause(&c.from), clause(&c.to))
        })
        .collect();
    lines.sort();
    lines
}

/// Compares two pages of one product, both ways, and checks what holds for every diff.
#[track_caller]
fn check(before: &[(&str, &str)], after: &[(&str, &str)], expected: &[&str]) {
    let old = assembled(before, &Lock::default());
    let new = assembled(after, &old.lock);
    let again = assembled(before, &old.lock);
    let there = revisions(&old.graph, &new.graph, &[]).unwrap();
    assert_eq!(lines(&there), expected, "{there:#?}");
    for (graph, name) in [(&old.graph, "before"), (&new.graph, "after")] {
        assert!(revisions(graph, graph, &[]).unwrap().changes.is_empty(), "{name} with itself");
        for version in VERSIONS {
            assert!(versions(graph, version, version).unwrap().changes.is_empty());
        }
    }
    let mut back = revisions(&new.graph, &again.graph, &[]).unwrap();
    for change in &mut back.changes {
        change.kind = change.kind.mirrored();
        std::mem::swap(&mut change.from, &mut change.to);
    }
    assert_eq!(lines(&back), lines(&there), "the way back mirrors the way there");
}

#[track_caller]
fn check_page(before: &str, after: &str, expected: &[&str]) {
    let on_page = |text: &str| format!("# A\n{text}\n");
    let (before, after) = (on_page(before), on_page(after));
    check(&[("docs/page.md", &before)], &[("docs/page.md", &after)], expected);
}

#[test]
fn layout_is_no_change() {
    check_page("must: The node must be up.", "must: The  node must be up", &[]);
}

#[test]
fn levels_are_ordered() {
    check_page(
        "should: The node should be up.",
        "must: The node must be up.",
        &["tightened v1 v2 v3: The node should be up. => The node must be up."],
    );
    check_page(
        "must: The node must be up.",
        "must_not: The node must not be up.",
        &["changed v1 v2 v3: The node must be up. => The node must not be up."],
    );
}

#[test]
fn level_and_bound_of_one_direction_are_one_change() {
    let bound =
        |n: u32| format!(r#"{{"kind":"at_most","property":"nodes","value":{n},"unit":"nodes"}}"#);
    check_page(
        &format!("should v1: A farm should have up to 16 nodes. | {}", bound(16)),
        &format!("must v1: A farm must have up to 8 nodes. | {}", bound(8)),
        &["tightened v1: A farm should have up to 16 nodes. => A farm must have up to 8 nodes."],
    );
    check_page(
        &format!("should v1: A farm should have up to 16 nodes. | {}", bound(16)),
        &format!("must v1: A farm must have up to 64 nodes. | {}", bound(64)),
        &["changed v1: A farm should have up to 16 nodes. => A farm must have up to 64 nodes."],
    );
    check_page(
        &format!("must_not: The farm must not exceed 16 nodes. | {}", bound(16)),
        &format!("must: The farm must have 16 nodes or fewer. | {}", bound(16)),
        &[
            "reworded v1 v2 v3: The farm must not exceed 16 nodes. => The farm must have 16 nodes or fewer.",
        ],
    );
}

#[test]
fn conditions_make_milder() {
    check_page(
        "must: Join the node to a domain.",
        "must: If you have a farm, > join the node to a domain.",
        &["loosened v1 v2 v3: Join the node to a domain. => join the node to a domain."],
    );
    check_page(
        "must: If you have a farm, > join the node to a domain.",
        "must: If you use the store for files, > join the node to a domain.",
        &["changed v1 v2 v3: join the node to a domain. => join the node to a domain."],
    );
    check_page(
        "must: If you plan to have a farm, > join the node to a domain.",
        "must: If you are planning to have a farm, > join the node to a domain.",
        &["reworded v1 v2 v3: join the node to a domain. => join the node to a domain."],
    );
}

#[test]
fn another_name_in_a_demand_is_changed() {
    check_page(
        "must_not: Don't use port 81 for a feature.",
        "must_not: Don't use port 82 for a feature.",
        &["changed v1 v2 v3: Don't use port 81 for a feature. => Don't use port 82 for a feature."],
    );
    check_page(
        "must: The policy must be turned on.",
        "must: The policy must be turned off.",
        &["changed v1 v2 v3: The policy must be turned on. => The policy must be turned off."],
    );
}

#[test]
fn a_clause_is_compared_by_itself() {
    check_page(
        "must: Each node must be in a domain / and must have a name of 15 letters.",
        "must: Each node must be in a domain / and must have a name of 12 letters.",
        &[
            "changed v1 v2 v3: and must have a name of 15 letters. => and must have a name of 12 letters.",
        ],
    );
    check_page(
        "must: Each node must be in a domain / and must have a short name.",
        "must: Each node must be in a domain\nmust: It must have a short name.",
        &[
            "reworded v1 v2 v3: Each node must be in a domain => Each node must be in a domain",
            "reworded v1 v2 v3: and must have a short name. => It must have a short name.",
        ],
    );
}

#[test]
fn versions_are_entered_and_left() {
    check_page(
        "must v3: The node must be up.",
        "must v2 v3: The node must be up.",
        &["versions v2: - => The node must be up."],
    );
    check_page(
        "must: The node must be up.",
        "must v2 v3: The node must be up.",
        &["versions v1: The node must be up. => -"],
    );
    check_page(
        "must v1: The node must be up.",
        "must: Disks must spin.",
        &["added v1 v2 v3: - => Disks must spin.", "removed v1: The node must be up. => -"],
    );
}

#[test]
fn moved_is_what_leaves_a_section_that_goes_on() {
    let stay = "must: A disk must be there.\n";
    let node = "must: The node must be up.\n";
    check(
        &[("p.md", &format!("# A\n{stay}{node}# B\nmust: Power must flow.\n"))],
        &[("p.md", &format!("# A\n{stay}# B\nmust: Power must flow.\n{node}"))],
        &["moved v1 v2 v3: The node must be up. => The node must be up."],
    );
    check(
        &[("p.md", &format!("# A\n{stay}{node}"))],
        &[("p.md", &format!("# A\n{stay}# New\n{node}"))],
        &["moved v1 v2 v3: The node must be up. => The node must be up."],
    );
    let both = format!("# A\n{stay}{node}");
    check(&[("p.md", &both)], &[("p.md", &both.replace("# A", "# Renamed"))], &[]);
    check(&[("p.md", &both)], &[("q.md", &both)], &[]);
}

#[test]
fn a_version_diff_adds_and_removes() {
    let made = page(
        "# A\nmust: The node must be up.\nmust v1: All nodes must run Acme OS 2016.\n\
         must v2 v3: All nodes must run Acme OS 2019.\nmust v3: The lid must be shut.\n",
        &Lock::default(),
    );
    let diff = versions(&made.graph, "v2", "V3").unwrap();
    assert_eq!(lines(&diff), ["added v3: - => The lid must be shut."]);
    assert_eq!(diff.unchanged, 2);
    let diff = versions(&made.graph, "v1", "v2").unwrap();
    assert_eq!(diff.changes[0].kind, ChangeKind::Changed);
}

#[test]
fn an_unknown_version_is_an_error_with_the_nearest() {
    let made = page("# A\nmust: The node must be up.\n", &Lock::default());
    let unknown = DiffError::UnknownMoniker { name: "v22".into(), nearest: Some("v2".into()) };
    assert_eq!(versions(&made.graph, "v1", "v22"), Err(unknown));
    assert!(revisions(&made.graph, &made.graph, &["w9".into()]).is_err());
}
