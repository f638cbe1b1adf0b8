//! The cache of builds: it saves time, and never changes a result.
#![cfg(unix)]

use std::fs;

use crate::project::Project;

const CACHE: &str = "docs/.normative-cache/build.json";
const PAGE: &str = "docs/guides/install.md";

/// A project that was built twice, so that there is a cache; it is made to say a number that no
/// other build would say.
fn cached() -> Project {
    let project = Project::from_dir("relay");
    project.run_in("docs", "build").exit_code(0);
    assert!(!project.path().join(CACHE).exists(), "only what changes nothing is remembered");
    project.run_in("docs", "build").exit_code(0);
    let text = project.read(CACHE);
    assert_eq!(text.matches("\"requirements\":4").count(), 1);
    project.write(CACHE, text.replace("\"requirements\":4", "\"requirements\":77"));
    assert!(said(&project).starts_with("77 requirements in 1 document; nothing changed"));
    project
}

fn said(project: &Project) -> String {
    project.run_in("docs", "build").exit_code(0).messages()
}

#[test]
fn a_build_with_nothing_changed_is_answered_from_the_cache() {
    let project = cached();
    project.run_in("docs", "build --check").exit_code(0).stdout("").stderr("");
    assert_eq!(project.read("docs/.normative-cache/.gitignore"), "*\n");
}

#[test]
fn whatever_changes_is_noticed() {
    let edit = |path: &'static str| {
        move |project: &Project| project.write(path, project.read(path) + "\n")
    };
    let changes: [(&str, &dyn Fn(&Project)); 9] = [
        ("a page", &edit(PAGE)),
        ("an include", &edit("docs/shared/network.md")),
        ("the configuration", &edit("docs/normative.toml")),
        ("the lock", &|project| {
            let lock = project.read("docs/normative.lock");
            project.write("docs/normative.lock", lock + "\n");
        }),
        ("a new page", &|project| project.write("docs/guides/a.md", "You must wait.\n")),
        ("an output", &|project| {
            // The same size; what was there is put back.
            let graph = project.read("generated/graph.json");
            project.write("generated/graph.json", graph.replace("must", "MUST"));
            project.write("generated/graph.json", graph);
        }),
        ("an output that is gone", &|project| {
            fs::remove_file(project.path().join("generated/graph.json")).expect("a file");
        }),
        ("a stray", &|project| project.write("generated/stray.txt", "mine")),
        ("a page that is gone", &|project| {
            project.write("docs/guides/a.md", "You must wait.\n");
            project.run_in("docs", "build").exit_code(0);
            project.run_in("docs", "build").exit_code(0);
            let text = project.read(CACHE);
            project.write(CACHE, text.replace("\"requirements\":5", "\"requirements\":77"));
            assert!(said(project).starts_with("77"));
            fs::remove_file(project.path().join("docs/guides/a.md")).expect("a file");
        }),
    ];
    for (what, change) in changes {
        let project = cached();
        change(&project);
        let said = said(&project);
        assert!(!said.contains("77"), "{what}: {said}");
    }
}

#[test]
fn a_page_that_is_as_it_was_is_no_change() {
    let project = cached();
    let text = project.read(PAGE);
    project.write(PAGE, "You must wait.\n");
    project.write(PAGE, text);
    assert!(said(&project).starts_with("77"));
}

#[test]
fn a_cache_that_is_gone_or_broken_is_none() {
    for broken in [None, Some(""), Some("{}"), Some("null"), Some("\0\u{fffd}")] {
        let project = cached();
        match broken {
            Some(text) => project.write(CACHE, text),
            None => fs::remove_dir_all(project.path().join("docs/.normative-cache")).expect("it"),
        }
        assert!(said(&project).starts_with("4 requirements in 1 document; nothing changed"));
        assert!(project.read(CACHE).contains("\"requirements\":4"), "it is made again");
    }
    let project = cached();
    let text = project.read(CACHE);
    let half = &text[..text.len() / 2];
    project.write(CACHE, half);
    assert!(said(&project).starts_with("4 "));
}

#[test]
fn warnings_are_said_again() {
    let project = Project::from_dir("relay");
    let page = "---\nmonikerRange: '>=relay-2'\n---\n\n::: moniker range=\"relay-1\"\n\
                You must wait.\n::: moniker-end\n";
    project.write("docs/guides/a.md", page);
    let full: Vec<String> = (0..3).map(|_| said(&project)).collect();
    assert!(full[1].contains("warning["), "{}", full[1]);
    assert_eq!(full[1], full[2]);
}
