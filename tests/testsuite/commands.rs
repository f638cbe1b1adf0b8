//! The commands around a build: what they print and how they end.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use snapbox::str;

use crate::project::Project;

/// The project of `relay/` with a page on which two limits disagree.
fn disagreeing() -> Project {
    let project = Project::from_dir("relay");
    let page = "# Limits\n\n- A relay cluster can have up to 8 nodes.\n\n## Harbor\n\n- A relay cluster can have up to 12 nodes.\n";
    project.write("docs/guides/limits.md", page);
    project
}

#[test]
fn lint_shows_each_finding_in_place() {
    disagreeing().run("lint --config docs/normative.toml").exit_code(0).stdout(str![[r#"
warning[N102]: `number of nodes` of `limits/relay-cluster-up-12-nodes` is `at_most 12 nodes` here, and `at_most 8 nodes` in `limits/relay-cluster-up-8-nodes`
 --> docs/guides/limits.md:7:3
  |
7 | - A relay cluster can have up to 12 nodes.
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ help: the other is at docs/guides/limits.md:3


"#]])
    .stderr(str![[r#"
0 errors, 1 warning; `normative explain CODE` says more about one

"#]]);
}

#[test]
fn lint_fails_on_warnings_when_asked_to() {
    disagreeing().run_in("docs", "lint --fail-on warning").exit_code(1);
    Project::from_dir("relay").run_in("docs", "lint --fail-on warning").exit_code(0).stdout("");
}

#[test]
fn lint_fails_on_errors() {
    let project = Project::from_dir("relay");
    project.write("docs/guides/a.md", "::: moniker range=\"relay-9\"\nText.\n::: moniker-end\n");
    let run = project.run_in("docs", "lint --format json").exit_code(1);
    let json: serde_json::Value = serde_json::from_str(&run.output()).expect("JSON");
    assert_eq!(json["errors"], 1);
    let finding = &json["findings"][0];
    assert_eq!(finding["code"], "N012");
    assert_eq!(finding["path"], "guides/a.md");
    assert_eq!((&finding["line"], &finding["column"]), (&1.into(), &20.into()));
}

#[test]
fn lint_speaks_sarif() {
    let run = disagreeing().run("lint --config docs/normative.toml --format sarif").exit_code(0);
    let log: serde_json::Value = serde_json::from_str(&run.output()).expect("JSON");
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "N102");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "docs/guides/limits.md");
    assert_eq!(place["region"]["startLine"], 7);
}

#[test]
fn explain_a_line() {
    Project::from_dir("relay")
        .run("explain docs/guides/install.md:9 --config docs/normative.toml")
        .exit_code(0)
        .stdout(str![[r#"
docs/guides/install.md:9:3 in relay-1, relay-2
  sentence        The relay must have at least 8 GB of memory.
  requirement     install/[..]
    level         must
    because       key-word: must, should or one of their kin governs the clause
    clause        The relay must have at least 8 GB of memory
    bound         The relay
    check         [..]at least 8 GB[..]
  words           The/determiner relay[..] must/modal have[..] at/preposition least[..] 8/number GB of/preposition memory .

"#]])
        .stderr("");
}

#[test]
fn explain_a_line_with_its_zone_and_near_misses() {
    let project = Project::from_dir("relay");
    project.write(
        "docs/guides/a.md",
        "# Relays\n\n::: moniker range=\">=relay-2\"\n\nThe relay needs a lamp, and you don't \
         need to trim it.\n\n::: moniker-end\n",
    );
    let run = project.run_in("docs", "explain guides/a.md:5").exit_code(0).stderr("");
    for line in [
        "guides/a.md:5:1 in relay-2\n",
        "near miss       you don't need to trim it\n    because       negated-need: ",
        "zone            ::: moniker range=\">=relay-2\" (line 3)\n",
    ] {
        assert!(run.output().contains(line), "no {line:?} in {}", run.output());
    }
}

/// A row of bare values is one sentence, which its cells are not.
#[test]
fn explain_a_row_that_states_a_requirement() {
    let project = Project::from_dir("relay");
    let page = "# Limits\n\n## Maximum capacity\n\nThe following table shows the maximums of a relay.\n\n\
                | Resource | Maximum |\n| --- | --- |\n| Queues | 400 |\n";
    project.write("docs/guides/limits.md", page);
    let run = project.run_in("docs", "explain guides/limits.md:9").exit_code(0);
    let said = run.output();
    assert!(said.contains("sentence        Queues: Maximum: 400\n"), "{said}");
    assert!(
        said.contains("requirement     limits/queues-400\n") && !said.contains("no requirement"),
        "{said}"
    );
    let graph = project.run_in("docs", "graph").exit_code(0).output();
    let graph: serde_json::Value = serde_json::from_str(&graph).expect("JSON");
    assert_eq!(graph["statements"]["requirements"], 5);
}

#[test]
fn explain_a_rule_shows_its_page() {
    for rule in normative::statement::rules() {
        let run = Project::empty().run(&format!("explain {}", rule.name)).exit_code(0);
        assert_eq!(run.output(), rule.page);
    }
}

#[test]
fn explain_an_id() {
    let project = Project::from_dir("relay");
    let run = project.run_in("docs", "explain guides/install.md:14").exit_code(0);
    let id = run
        .output()
        .lines()
        .find_map(|line| Some(line.trim().strip_prefix("requirement")?.trim().to_owned()));
    let id = id.expect("an id");
    let run = project.run_in("docs", &format!("explain {id}")).exit_code(0).stderr("");
    for line in [
        "section         Install a relay > Requirements\n",
        "must in relay-2\n",
        "because         bound: a number or a release bounds what the reader sets\n",
        "fact            none is known for",
        "verified        manual (unbound)\n",
        "stated at       guides/install.md:14:3 in relay-2\n",
    ] {
        assert!(run.output().contains(line), "no {line:?} in {}", run.output());
    }
    project.run_in("docs", &format!("explain {id}s")).exit_code(2).stdout("").stderr(format!(
        "error: `{id}s` is no id, FILE:LINE, code or rule\nhelp: the nearest known id is `{id}`\n"
    ));
}

#[test]
fn explain_a_whole_page_accounts_for_every_sentence() {
    let project = Project::from_dir("relay");
    let run = project.run_in("docs", "explain --all guides/install.md").exit_code(0);
    assert_eq!(run.output().matches("  sentence  ").count(), 3, "{}", run.output());
    let run = project.run_in("docs", "explain --all shared/network.md").exit_code(0);
    assert!(run.output().contains("You must use a static address."), "{}", run.output());
}

#[test]
fn explain_what_is_not_there() {
    let project = Project::from_dir("relay");
    project.run_in("docs", "explain guides/install.md:1").exit_code(2).stdout("").stderr(str![[
        r#"
error: no sentence stands on line 1 of `guides/install.md`
help: headings, code, comments and front matter are no sentences

"#
    ]]);
    project.run_in("docs", "explain --all guides/instal.md").exit_code(2).stderr(str![[r#"
error: `guides/instal.md` is none of the pages that are read
help: the nearest one is `guides/install.md`

"#]]);
}

#[test]
fn explain_codes_and_rules_without_docs() {
    let empty = Project::empty();
    let run = empty.run("explain N104").exit_code(0);
    assert!(run.output().starts_with("# N104 gap-in-versions\n"), "{}", run.output());
    empty.run("explain gap-in-versions").exit_code(0);
    empty.run("explain N012").exit_code(0).stdout("N012: a moniker that no product has\n");
}

#[test]
fn init_gives_a_project_that_builds() {
    let project = Project::empty();
    project.run("init").exit_code(0).stdout("").stderr(str![[r#"
wrote `docs-source/getting-started.md`
wrote `docs-source/normative.toml`
next: look through it, then run `normative build`

"#]]);
    project.run("build").exit_code(0);
    project.run("lint").exit_code(0).stdout("");
    project.run("build --check").exit_code(0);
    let before = project.tree("");
    project.run("init").exit_code(2).stderr(str![[r#"
error: `docs-source/normative.toml` is already there

"#]]);
    assert_eq!(project.tree(""), before);
}

#[test]
fn init_beside_pages_leaves_them_alone() {
    let project = Project::of(&[("docs/a.md", "# A\n\nYou must do this.\n")]);
    let args = "init docs --product R\"x --moniker r-1 --moniker r-2";
    project.run(args).exit_code(0);
    assert_eq!(project.tree("docs").len(), 2);
    project.run_in("docs", "monikers >=r-1").exit_code(0).stdout("r-1\nr-2\n");
}

#[test]
fn help_and_version_are_data() {
    let run = Project::empty().run("--help").exit_code(0).stderr("");
    assert!(run.output().contains("Exit codes:"), "{}", run.output());
    Project::empty().run("--version").exit_code(0).stdout(str![[r#"
normative [..]

"#]]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = Project::empty().run(&format!("completions {shell}")).exit_code(0).stderr("");
        assert!(run.output().contains("monikers"), "{shell}");
    }
    let run = Project::empty().run("man build").exit_code(0).stderr("");
    assert!(run.output().contains(".TH") && run.output().contains("dry"), "{}", run.output());
}

#[test]
fn colour_is_only_there_when_it_is_wanted() {
    let project = Project::empty();
    assert!(!project.run("build").messages().contains('\u{1b}'));
    assert!(project.run("build --color always").messages().contains('\u{1b}'));
}

#[test]
fn watch_builds_again_after_a_change() {
    let project = Project::from_dir("relay");
    let mut watch = Watching(
        Command::new(snapbox::cmd::cargo_bin!("normative"))
            .args(["watch", "--quiet"])
            .current_dir(project.path().join("docs"))
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary"),
    );
    let page = "docs/guides/install.md";
    let has = |text: &str| {
        let graph = project.path().join("generated/graph.json");
        std::fs::read_to_string(graph).is_ok_and(|graph| graph.contains(text))
    };
    until(|| has("8 GB"));
    // A mistake does not end it.
    let good = project.read(page);
    project.write(page, good.replace("relay-2", "relay-9"));
    std::thread::sleep(Duration::from_millis(600));
    project.write(page, good.replace("8 GB", "64 GB"));
    until(|| has("64 GB"));
    assert!(watch.0.try_wait().expect("a state").is_none(), "it ended");
}

/// A process that ends with the test.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

#[track_caller]
fn until(holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(60), "it never came");
        std::thread::sleep(Duration::from_millis(50));
    }
}
