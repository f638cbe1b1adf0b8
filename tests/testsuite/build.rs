//! `normative build`: what it writes, what it says, and what it leaves alone.

use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use snapbox::str;

use crate::project::{Project, normative};

const PAGE: &str = "docs/guides/install.md";

/// The project of `relay/`, built.
fn built() -> Project {
    let project = Project::from_dir("relay");
    project.run_in("docs", "build").exit_code(0).stdout("");
    project
}

#[test]
fn a_first_build_says_what_it_did() {
    Project::from_dir("relay").run_in("docs", "build").exit_code(0).stdout("").stderr(str![[r#"
4 requirements in 1 document; [..] files changed

"#]]);
}

#[test]
fn a_second_build_changes_nothing() {
    let project = built();
    let tree = || {
        let mut tree = project.tree("");
        tree.retain(|path, _| !path.starts_with("docs/.normative-cache"));
        tree
    };
    let before = tree();
    project.run_in("docs", "build").exit_code(0).stdout("").stderr(str![[r#"
4 requirements in 1 document; nothing changed

"#]]);
    assert_eq!(tree(), before);
}

#[test]
fn quiet_says_nothing() {
    Project::from_dir("relay").run_in("docs", "build -q").exit_code(0).stdout("").stderr("");
}

#[test]
fn verbose_names_what_changed() {
    let project = built();
    project.write(PAGE, project.read(PAGE).replace("8 GB", "16 GB"));
    let run = project.run_in("docs", "build -v").exit_code(0).stdout("");
    for line in ["changed        ../generated/graph.json\n", "changed        normative.lock\n"] {
        assert!(run.messages().contains(line), "{}", run.messages());
    }
}

#[test]
fn a_check_after_a_build_is_clean() {
    built().run_in("docs", "build --check").exit_code(0).stdout("").stderr("");
}

#[test]
fn a_check_before_a_build_writes_nothing() {
    let project = Project::from_dir("relay");
    let run = project.run_in("docs", "build --check").exit_code(1);
    assert!(run.output().contains("missing        ../generated/graph.json\n"), "{}", run.output());
    assert!(!project.path().join("generated").exists());
    assert!(!project.path().join("docs/normative.lock").exists());
}

#[test]
fn a_changed_page_is_drift() {
    let project = built();
    project.write(PAGE, project.read(PAGE).replace("8 GB", "16 GB"));
    let before = project.tree("");
    let run = project.run_in("docs", "build --check").exit_code(1).stderr(str![[r#"
error: [..] files are not as the docs make them
help: run `normative build` and commit what it writes

"#]]);
    assert!(run.output().contains("out of date    ../generated/graph.json\n"), "{}", run.output());
    assert_eq!(project.tree(""), before, "a check writes nothing");
    project.run_in("docs", "build").exit_code(0);
    project.run_in("docs", "build --check").exit_code(0);
}

#[test]
fn a_deleted_page_is_drift_and_leaves_nothing_behind() {
    let project = Project::from_dir("relay");
    project.write("docs/guides/remove.md", "# Remove\n\nYou must stop the relay first.\n");
    project.run_in("docs", "build").exit_code(0);
    let suite = "generated/pester/relay-1/remove.Tests.ps1";
    assert!(project.path().join(suite).exists());
    fs::remove_file(project.path().join("docs/guides/remove.md")).expect("no page");
    let run = project.run_in("docs", "build --check").exit_code(1);
    let line = "made no more   ../generated/pester/relay-1/remove.Tests.ps1\n";
    assert!(run.output().contains(line), "{}", run.output());
    assert!(run.messages().contains("run `normative build`"), "{}", run.messages());
    project.run_in("docs", "build").exit_code(0);
    assert!(!project.path().join(suite).exists());
    project.run_in("docs", "build --check").exit_code(0);
}

#[test]
fn a_stray_file_is_drift_and_stays() {
    let project = built();
    project.write("generated/notes.txt", "mine");
    project
        .run_in("docs", "build --check")
        .exit_code(1)
        .stdout("stray          ../generated/notes.txt\n")
        .stderr(str![[r#"
error: 1 file is not as the docs make them
help: move files that no build makes out of the output folder

"#]]);
    project.run_in("docs", "build").exit_code(0).stderr(str![[r#"
warning: `../generated/notes.txt` is in the output folder, and no build makes it
4 requirements in 1 document; nothing changed

"#]]);
    assert_eq!(project.read("generated/notes.txt"), "mine");
}

#[test]
fn a_hand_edit_is_refused_with_its_name_and_the_way_out() {
    let project = built();
    let edited = "generated/reports/relay-1-to-relay-2.md";
    project.write(edited, "mine");
    project.write(PAGE, project.read(PAGE).replace("8 GB", "16 GB"));
    let before = project.tree("");
    project.run_in("docs", "build").exit_code(1).stdout("").stderr(str![[r#"
error: `../generated/reports/relay-1-to-relay-2.md` was edited by hand and would be overwritten
help: move the change into the docs, or into a template; `--force` overwrites it

"#]]);
    assert_eq!(project.tree(""), before);
    let run = project.run_in("docs", "build --check").exit_code(1);
    let line = "edited by hand ../generated/reports/relay-1-to-relay-2.md\n";
    assert!(run.output().contains(line), "{}", run.output());
    project.run_in("docs", "build --force").exit_code(0);
    assert_ne!(project.read(edited), "mine");
    project.run_in("docs", "build --check").exit_code(0);
}

#[test]
fn a_dry_run_says_what_it_would_write() {
    let project = built();
    project.write("generated/notes.txt", "mine");
    project.write(PAGE, project.read(PAGE).replace("8 GB", "16 GB"));
    let before = project.tree("");
    let run = project.run_in("docs", "build --dry-run").exit_code(0).stderr("");
    for line in [
        "would change   ../generated/graph.json\n",
        "would add      ../generated/reports/revision.md\n",
        "would leave    ../generated/notes.txt\n",
        "would change   normative.lock\n",
    ] {
        assert!(run.output().contains(line), "{line} in {}", run.output());
    }
    assert_eq!(project.tree(""), before);
}

#[test]
fn the_report_of_the_last_change_stays_until_the_next() {
    let project = built();
    let report = "generated/reports/revision.md";
    assert!(!project.path().join(report).exists(), "nothing has changed yet");
    project.write(PAGE, project.read(PAGE).replace("8 GB", "16 GB"));
    project.run_in("docs", "build").exit_code(0);
    let first = project.read(report);
    assert!(first.contains("tightened"), "{first}");
    project.run_in("docs", "build").exit_code(0);
    project.run_in("docs", "build --check").exit_code(0);
    assert_eq!(project.read(report), first);
    project.write(PAGE, project.read(PAGE).replace("16 nodes", "32 nodes"));
    project.run_in("docs", "build").exit_code(0);
    let second = project.read(report);
    assert!(second.contains("loosened") && !second.contains("tightened"), "{second}");
    project.write(report, "mine");
    project.run_in("docs", "build --check").exit_code(1);
    project.run_in("docs", "build").exit_code(1);
}

#[test]
fn a_change_of_the_docs_is_summed_up_and_says_what_to_do() {
    let project = built();
    let page = project.read(PAGE);
    let page = page.replace("8 GB", "16 GB").replace("16 nodes", "eight nodes");
    let page = page.replace("- The relay must be joined to a domain.\n", "");
    project.write(PAGE, page + "\nThe relay must have a static address.\n");
    project.run_in("docs", "build").exit_code(0).stdout("").stderr(str![[r#"
4 requirements in 1 document; [..] files changed
since the last build: 1 added, 1 removed, 2 tightened
  tightened  install/[..]: at least 8 GB became at least 16 GB; its test changes
  tightened  install/[..]: at most 16 nodes became at most 8 nodes; its test changes
  added      install/relay-static-address: new requirement; a new test
  removed    install/relay-joined-domain: no longer required; its test is dropped
`../generated/reports/revision.md` has the words

"#]]);
    let report = project.read("generated/reports/revision.md");
    for line in [
        "1 added, 1 removed, 2 tightened; 1 requirement is as it was.",
        "> **Now:** The relay must have a static address.",
        "- Test `install/relay-static-address`: new, manual (no vocabulary entry binds it to a fact)",
        "- Test `install/relay-joined-domain`: dropped; it was manual",
        "- Why: at least 8 GB became at least 16 GB",
    ] {
        assert!(report.contains(line), "{line}\n{report}");
    }
    // Layout is no change: nothing is said, and the report of the change before it goes.
    project.write(PAGE, project.read(PAGE).replace("\n- ", "\n* "));
    let run = project.run_in("docs", "build").exit_code(0);
    assert!(!run.messages().contains("since the last build"), "{}", run.messages());
}

#[test]
fn builds_are_the_same_bytes_wherever_they_run() {
    let first = built();
    let expected = (first.tree("generated"), first.read("docs/normative.lock"));
    for (folder, config, locale) in [
        ("docs", "normative.toml", "C"),
        ("", "docs/normative.toml", "tr_TR.UTF-8"),
        ("docs/guides", "../normative.toml", "de_DE.UTF-8"),
        ("docs/guides", "", "sv_SE"),
    ] {
        let project = Project::from_dir("relay");
        let mut command = normative().current_dir(project.path().join(folder)).arg("build");
        if !config.is_empty() {
            command = command.args(["--config", config]);
        }
        for name in ["LC_ALL", "LANG", "LANGUAGE"] {
            command = command.env(name, locale);
        }
        command.env("TZ", "Asia/Kathmandu").env("RAYON_NUM_THREADS", "7").assert().success();
        let made = (project.tree("generated"), project.read("docs/normative.lock"));
        assert_eq!(made, expected, "in `{folder}` with {locale}");
    }
    let absolute = Project::from_dir("relay");
    let config = absolute.path().join("docs/normative.toml");
    normative().current_dir("/").arg("build").arg("--config").arg(config).assert().success();
    assert_eq!(absolute.tree("generated"), expected.0, "by an absolute path");
}

#[test]
fn nothing_that_is_made_knows_where_it_was_made() {
    let project = built();
    let root = project.path().canonicalize().expect("a path");
    let root = root.to_str().expect("UTF-8");
    for (path, content) in project.tree("generated") {
        let text = String::from_utf8(content).expect("UTF-8");
        assert!(!text.contains(root), "{} holds {root}", path.display());
        assert!(!text.contains('\r'), "{} has a carriage return", path.display());
    }
}

#[test]
fn who_stops_reading_is_no_error() {
    let project = built();
    let mut child = Command::new(snapbox::cmd::cargo_bin!("normative"))
        .args(["graph"])
        .current_dir(project.path().join("docs"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary");
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().expect("stderr").read_to_string(&mut said).expect("UTF-8");
    assert!(child.wait().expect("an end").success());
    assert_eq!(said, "");
}

#[test]
fn the_readme_quotes_the_report_as_it_is() {
    let read = |path: &str| {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
        fs::read_to_string(path).expect("a file of the repository")
    };
    let (readme, report) =
        (read("README.md"), read("generated/reports/sc-vmm-2019-to-sc-vmm-2022.md"));
    let quoted: Vec<&str> = readme
        .lines()
        .skip_while(|line| !line.starts_with("From the report of"))
        .skip_while(|line| !line.starts_with('>'))
        .take_while(|line| line.starts_with('>'))
        .map(|line| line[1..].strip_prefix(' ').unwrap_or(&line[1..]))
        .collect();
    assert!(quoted.len() > 10, "{quoted:?}");
    assert!(report.contains(&quoted.join("\n")), "{}", quoted.join("\n"));
}

#[test]
fn reports_in_the_docs_root_are_no_pages() {
    let project = Project::of(&[
        (
            "normative.toml",
            "[[product]]\nname = \"P\"\nmonikers = [\"p-1\", \"p-2\"]\ndocs = [\"**/*.md\"]\n",
        ),
        (
            "a.md",
            "You must wait.\n\n::: moniker range=\"p-2\"\nYou must open the valve.\n::: moniker-end\n",
        ),
    ]);
    for written in ["[..] files changed\n", "nothing changed\n"] {
        let expected = format!("2 requirements in 1 document; {written}");
        project.run("build").exit_code(0).stderr(expected);
    }
}
