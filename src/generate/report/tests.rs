//! Reports of pages written as [`script`](crate::requirement::script)s.

use super::{TEMPLATE, change, markdown, revision, versions};
use crate::diff;
use crate::generate::template::Templates;
use crate::requirement::lock::Lock;
use crate::requirement::script::page;

const PAGE: &str = "# Nodes\n\
    must v1: All nodes must run Acme OS 2016.\n\
    must v2 v3: All nodes must run Acme OS 2019.\n\
    must_not v2 v3: Don't put two farms on one node.\n\
    should v1 v2: You should label the cables.\n\
    may v3: You can paint the rack.\n\
    must: The lid must be shut.\n";

fn report(from: &str, to: &str, text: &str) -> String {
    let graph = page(text, &Lock::default()).graph;
    let diff = diff::versions(&graph, from, to).unwrap();
    markdown("What changed", &diff, &Templates::default()).unwrap()
}

#[test]
fn what_to_do_comes_first_and_demands_before_advice() {
    let expected = "\
# What changed

1 added, 1 changed; 2 requirements are as they were.

## Do this now

### must not, added in v2

> **Now:** Don't put two farms on one node.

- Why: new requirement
- Test `page/dont-put-two-farms-one-node`: new, manual (nothing in it a program could decide)
- Source: `docs/page.md:4`

### must, changed in v2

> **Before:** All nodes must run Acme OS ~~2016~~.
>
> **Now:** All nodes must run Acme OS **2019**.

- Why: it asks for something else
- Test `page/all-nodes-run-acme-os-2016`: changes; manual (nothing in it a program could decide)
- Source: `docs/page.md:3`
";
    assert_eq!(report("v1", "v2", PAGE), expected);
    let next = report("v2", "v3", PAGE);
    let order = ["## No longer needed", "label the cables", "## Choices", "paint the rack"];
    let at: Vec<usize> = order.iter().map(|part| next.find(part).expect("in the report")).collect();
    assert!(at.is_sorted(), "{next}");
}

#[test]
fn nothing_changed_is_said_in_one_line() {
    let text = report("v1", "v1", PAGE);
    assert_eq!(text, "# What changed\n\nNothing changed; 3 requirements are as they were.\n");
}

#[test]
fn hostile_text_stays_text() {
    let text = report(
        "v1",
        "v2",
        "# A\nmust v2: The <script>alert(1)</script> **must** @everyone `x` [a](b)|~~no~~ # $x$ be up.\n",
    );
    assert!(!text.contains("<script>") && !text.contains("@everyone"), "{text}");
    assert!(text.contains(r"\*\*must\*\*") && text.contains(r"\[a\](b)\|\~\~no\~\~"), "{text}");
}

#[test]
fn a_report_fits_a_comment() {
    let many: String = (0..3000)
        .map(|n| {
            format!("must v2: Widget {n} of kind x{n} must be polished every day of week {n}.\n")
        })
        .collect();
    let text = report("v1", "v2", &format!("# A\n{many}"));
    assert!(text.len() < 65_536, "{} bytes", text.len());
    assert!(text.contains("more changes are in the JSON report"), "{}", &text[text.len() - 200..]);
    let some = many.lines().take(200).collect::<Vec<_>>().join("\n");
    let text = report("v1", "v2", &format!("# A\n{some}\n"));
    assert!(text.len() < 65_536 && text.contains("x199"), "all are named, briefly");
}

#[test]
fn there_is_a_report_for_each_pair_and_both_formats() {
    let graph = page(PAGE, &Lock::default()).graph;
    let files = versions(&graph, &Templates::default()).unwrap();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "reports/v1-to-v2.json",
            "reports/v1-to-v2.md",
            "reports/v2-to-v3.json",
            "reports/v2-to-v3.md",
        ]
    );
}

#[test]
fn the_revision_report_names_what_it_stands_between() {
    let old = page(PAGE, &Lock::default());
    let new = page(&PAGE.replace("2019", "2025"), &old.lock);
    let digests = ["aaa".to_owned(), "bbb".to_owned()];
    let templates = Templates::default();
    let diff = change(&old.graph, &new.graph).unwrap();
    let files = revision(&diff, &digests, &templates).unwrap();
    for file in &files {
        let text = String::from_utf8_lossy(&file.content);
        assert!(text.contains("aaa") && text.contains("bbb"), "{text}");
    }
    assert_eq!(files.len(), 2);
    assert_eq!(change(&old.graph, &old.graph), None);
}

#[test]
fn the_template_can_be_found() {
    assert!(!Templates::default().text(TEMPLATE).is_empty());
}
