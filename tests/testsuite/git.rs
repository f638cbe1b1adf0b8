//! `normative diff --rev`: docs of two commits, read from git repositories that the tests make.

use std::path::Path;
use std::process::Command;

use snapbox::str;

use crate::project::Project;

const CONFIG: &str = "[[product]]\nname = \"Relay\"\nmonikers = [\"relay-1\", \"relay-2\"]\n\
                      docs = [\"guides/**/*.md\"]\n";
const INSTALL: &str = "# Install the relay\n\n## Servers\n\n\
                       - The gateway must have at least 8 GB of memory.\n\
                       - The console must be joined to a domain.\n\n\
                       [!INCLUDE [ports](../shared/ports.md)]\n";
const PORTS: &str = "The port 5000 must be open.\n";
const BACKUP: &str = "# Back up the relay\n\nYou must stop the ledger before the backup.\n";

/// A repository with one commit, tagged `v1`: docs in `docs/`.
fn repository() -> Project {
    let project = Project::of(&[
        ("docs/normative.toml", CONFIG),
        ("docs/guides/install.md", INSTALL),
        ("docs/guides/backup.md", BACKUP),
        ("docs/shared/ports.md", PORTS),
    ]);
    git(&project, "init --quiet --initial-branch=main");
    commit(&project, "v1");
    project
}

/// Runs git in the folder, untouched by the configuration of whoever runs the tests.
fn git(project: &Project, args: &str) {
    git_in(project.path(), args);
}

/// Runs git in a folder; what it says on stdout.
pub(crate) fn git_in(folder: &Path, args: &str) -> String {
    let done = Command::new("git")
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
        .args(["-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always"])
        .args(args.split(' '))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .current_dir(folder)
        .output()
        .expect("git");
    let said = [done.stdout.clone(), done.stderr].concat();
    assert!(done.status.success(), "{args}: {}", String::from_utf8_lossy(&said));
    String::from_utf8(done.stdout).expect("UTF-8")
}

fn commit(project: &Project, tag: &str) {
    git(project, "add --all");
    git(project, &format!("commit --quiet --allow-empty --message {tag}"));
    git(project, &format!("tag {tag}"));
}

/// Each line is a kind and an id.
fn kinds(output: &str) -> Vec<String> {
    let kinds = ["added", "removed", "tightened", "loosened", "changed", "reworded", "moved"];
    let is_head = |line: &&str| kinds.iter().any(|kind| line.starts_with(&format!("{kind} ")));
    let head = |line: &str| line.split(" (").next().unwrap_or(line).to_owned();
    output.lines().filter(is_head).map(head).collect()
}

#[test]
fn two_commits_differ_in_what_their_pages_includes_and_configuration_say() {
    let project = repository();
    project.write("docs/guides/install.md", INSTALL.replace("8 GB", "16 GB"));
    project.write("docs/shared/ports.md", PORTS.replace("5000", "6000"));
    commit(&project, "v2");
    // What is on disk plays no part: not the docs, not the configuration.
    std::fs::remove_dir_all(project.path().join("docs")).expect("no docs");
    project.run("diff --rev v1..v2").exit_code(0).stderr("").stdout(str![[r#"
tightened install/gateway-least-8-gb-memory (relay-1, relay-2)
  - The gateway must have at least 8 GB of memory. guides/install.md:5
  + The gateway must have at least 16 GB of memory. guides/install.md:5
  at least 8 GB became at least 16 GB; its test changes

changed install/port-5000-open (relay-1, relay-2)
  - The port 5000 must be open. shared/ports.md:1
  + The port 6000 must be open. shared/ports.md:1
  [..]; its test changes

1 tightened, 1 changed; 2 unchanged

"#]]);
    assert!(!project.path().join("docs").exists(), "nothing is checked out");
}

#[test]
fn a_range_without_a_name_ends_at_the_head() {
    let project = repository();
    project.write("docs/guides/install.md", INSTALL.replace("8 GB", "4 GB"));
    commit(&project, "v2");
    for range in ["v1..", "v1..HEAD", "HEAD~1..main", "v1...main"] {
        let run = project.run(&format!("diff --rev {range}")).exit_code(0);
        assert_eq!(kinds(&run.output()), ["loosened install/gateway-least-8-gb-memory"], "{range}");
    }
    project.run("diff --rev HEAD..v2").exit_code(0).stdout("").stderr("");
    project.run("diff --rev v1..v2 --fail-on loosened").exit_code(1);
}

#[test]
fn three_dots_leave_out_what_the_other_branch_did() {
    let project = repository();
    git(&project, "checkout --quiet -b topic");
    project.write("docs/guides/install.md", INSTALL.replace("8 GB", "16 GB"));
    commit(&project, "topic-1");
    git(&project, "checkout --quiet main");
    project.write("docs/guides/backup.md", BACKUP.replace("ledger", "archive"));
    commit(&project, "main-1");
    let run = project.run("diff --rev main...topic").exit_code(0);
    assert_eq!(kinds(&run.output()), ["tightened install/gateway-least-8-gb-memory"]);
    let run = project.run("diff --rev main..topic").exit_code(0);
    assert_eq!(kinds(&run.output()).len(), 2, "{}", run.output());
}

#[test]
fn renamed_deleted_and_added_pages_are_told_apart() {
    let project = repository();
    git(&project, "mv docs/guides/install.md docs/guides/set-up.md");
    commit(&project, "renamed");
    project.run("diff --rev v1..renamed").exit_code(0).stdout("").stderr("");
    git(&project, "rm --quiet docs/guides/backup.md");
    project.write("docs/guides/remove.md", "# Remove\n\nYou must keep the archive.\n");
    commit(&project, "exchanged");
    let run = project.run("diff --rev v1..exchanged").exit_code(0);
    let mut kinds = kinds(&run.output());
    kinds.iter_mut().for_each(|line| *line = line.split('/').next().unwrap().to_owned());
    assert_eq!(kinds, ["added remove", "removed backup"], "{}", run.output());
}

#[test]
fn a_renamed_docs_folder_is_followed() {
    let project = repository();
    git(&project, "mv docs manual");
    project.write("manual/guides/install.md", INSTALL.replace("8 GB", "16 GB"));
    commit(&project, "v2");
    for args in ["--rev v1..v2", "--rev v1..v2 --config manual/normative.toml"] {
        let run = project.run(&format!("diff {args}")).exit_code(0);
        assert_eq!(kinds(&run.output()), ["tightened install/gateway-least-8-gb-memory"], "{args}");
    }
    let run = project.run("diff --rev v2..v1 --config manual/normative.toml").exit_code(0);
    let found = kinds(&run.output());
    assert!(found.len() == 1 && found[0].starts_with("loosened install/gateway"), "{found:?}");
}

#[test]
fn ids_come_from_the_lock_of_the_same_commit() {
    let project = repository();
    project.run("build --config docs/normative.toml").exit_code(0);
    commit(&project, "locked");
    let lock = project.read("docs/normative.lock");
    project.write(
        "docs/normative.lock",
        lock.replace("install/gateway-least-8-gb-memory", "install/ours"),
    );
    project.write("docs/guides/install.md", INSTALL.replace("8 GB", "16 GB"));
    commit(&project, "v2");
    project.write("docs/normative.lock", "this is no lock");
    let run = project.run("diff --rev HEAD~1..v2").exit_code(0);
    let found = kinds(&run.output());
    assert!(found.contains(&"added install/ours".to_owned()), "{}", run.output());
}

#[test]
fn a_vocabulary_beside_the_docs_is_read_from_the_commit() {
    let project = repository();
    let good = "schema = 1\n\n[[entity]]\nname = \"gateway\"\nphrases = [\"gateway\"]\n";
    let vocabulary = "relay.vocabulary.toml";
    let config = format!("{CONFIG}vocabulary = \"../{vocabulary}\"\n");
    project.write("docs/normative.toml", config);
    for (tag, text) in
        [("good", good), ("broken", "schema = 1\n\n[[entity]]\nphrase = 1\n"), ("repaired", good)]
    {
        project.write(vocabulary, text);
        commit(&project, tag);
    }
    project.run("diff --rev good..repaired").exit_code(0).stdout("");
    let said = project.run("diff --rev good..broken").exit_code(2).messages();
    assert!(said.contains("--> broken:docs/../relay.vocabulary.toml:"), "{said}");
}

#[test]
fn the_pages_of_a_submodule_are_left_out_and_named() {
    let other = Project::of(&[("guides/extra.md", "# Extra\n\nThe extra must be kept.\n")]);
    git(&other, "init --quiet --initial-branch=main");
    commit(&other, "v1");
    let project = repository();
    let url = other.path().display();
    git(&project, &format!("submodule --quiet add {url} docs/guides/extra"));
    project.write("docs/guides/install.md", INSTALL.replace("8 GB", "16 GB"));
    commit(&project, "v2");
    let run = project.run("diff --rev v1..v2").exit_code(0).stderr(str![[r#"
warning: `guides/extra` is a submodule in `v2`; its pages are in another repository, and left out

"#]]);
    assert_eq!(kinds(&run.output()), ["tightened install/gateway-least-8-gb-memory"]);
    let inside = "diff --rev v1..v2 --config docs/guides/extra/normative.toml";
    let bare = clone_bare(&project);
    bare.run(inside).exit_code(2).stdout("").stderr(str![[r#"
error: cannot read `v2:docs/guides/extra/normative.toml`: `docs/guides/extra` is a submodule, a repository of its own
help: `--config` names one of `docs/normative.toml`

"#]]);
}

fn clone_bare(project: &Project) -> Project {
    let bare = Project::empty();
    git_in(bare.path(), &format!("clone --quiet --bare {} .", project.path().display()));
    bare
}

#[test]
fn a_bare_repository_will_do() {
    let project = repository();
    project.write("docs/guides/install.md", INSTALL.replace("8 GB", "16 GB"));
    commit(&project, "v2");
    let bare = clone_bare(&project);
    assert!(!bare.path().join("docs").exists());
    for args in ["--rev v1..v2", "--rev v1..v2 --config docs/normative.toml"] {
        let run = bare.run(&format!("diff {args}")).exit_code(0).stderr("");
        assert_eq!(kinds(&run.output()), ["tightened install/gateway-least-8-gb-memory"], "{args}");
    }
}

#[test]
fn a_folder_below_the_top_finds_the_docs_above_it() {
    let project = repository();
    project.write("docs/guides/install.md", INSTALL.replace("8 GB", "16 GB"));
    commit(&project, "v2");
    let run = project.run_in("docs/guides", "diff --rev v1..v2").exit_code(0);
    assert_eq!(kinds(&run.output()), ["tightened install/gateway-least-8-gb-memory"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_within_the_docs_only() {
    let project = repository();
    let link = |target: &str, path: &str| {
        let path = project.path().join(path);
        let _ = std::fs::remove_file(&path);
        std::os::unix::fs::symlink(target, path).expect("a link");
    };
    project.write("docs/shared/real.md", "The port 7000 must be open.\n");
    link("real.md", "docs/shared/ports.md");
    commit(&project, "inside");
    let run = project.run("diff --rev v1..inside").exit_code(0);
    assert!(run.output().contains("+ The port 7000 must be open."), "{}", run.output());
    project.write("secret.md", "The secret must be kept.\n");
    link("../../secret.md", "docs/shared/ports.md");
    commit(&project, "outside");
    let run = project.run("diff --rev v1..outside").exit_code(0);
    assert!(!run.output().contains("secret"), "{}", run.output());
    assert!(run.messages().contains("outside:docs/guides/install.md"), "{}", run.messages());
}

#[test]
fn what_is_wrong_with_a_revision_is_said_with_the_next_step() {
    let project = repository();
    project.run("diff --rev v1..v9").exit_code(2).stdout("").stderr(str![[r#"
error: unknown revision `v9`
help: [..]

"#]]);
    project.run("diff --rev mian~1..v1").exit_code(2).stderr(str![[r#"
error: unknown revision `mian~1`
help: the nearest name is `main`

"#]]);
    project.run("diff --rev v1").exit_code(2).stderr(str![[r#"
error: `v1` names no two revisions
help: write `A..B`, as for `git diff`

"#]]);
    project.run("diff --rev v1:docs/normative.toml..v1").exit_code(2).stderr(str![[r#"
error: `v1:docs/normative.toml` is no commit
help: name a commit, a branch or a tag

"#]]);
    let usage = project.run("diff --rev v1..v1 docs docs").exit_code(2).messages();
    assert!(usage.contains("cannot be used with"), "{usage}");
}

#[test]
fn docs_that_are_not_there_are_said_with_the_next_step() {
    let project = Project::of(&[("docs/guides/install.md", INSTALL)]);
    git(&project, "init --quiet --initial-branch=main");
    commit(&project, "v1");
    project.run("diff --rev v1..v1").exit_code(2).stdout("").stderr(str![[r#"
error: no `normative.toml` here or above in revision `v1`
help: compare revisions in which the docs have one; `git log --diff-filter=A -- '*normative.toml'` says since when

"#]]);
    project.write("docs/normative.toml", CONFIG);
    project.write("docs/shared/ports.md", PORTS);
    commit(&project, "v2");
    project.run("diff --rev v1..v2 --config docs/normative.toml").exit_code(2).stderr(str![[r#"
error: cannot read `v1:docs/normative.toml`: not in revision `v1`
help: compare revisions in which the docs have one; `git log --diff-filter=A -- '*normative.toml'` says since when

"#]]);
    project.run("diff --rev v2..v2 --config doc/normative.toml").exit_code(2).stderr(str![[r#"
error: cannot read `v2:doc/normative.toml`: not in revision `v2`
help: `--config` names one of `docs/normative.toml`

"#]]);
}

#[test]
fn a_path_outside_of_the_repository_is_refused() {
    let outside = Project::of(&[("normative.toml", CONFIG)]);
    let project = repository();
    let path = outside.path().join("normative.toml");
    let run = project.run(&format!("diff --rev v1..v1 --config {}", path.display())).exit_code(2);
    assert!(run.messages().contains("is outside of the git repository"), "{}", run.messages());
    let run = project.run("diff --rev v1..v1 --config ../normative.toml").exit_code(2);
    assert!(run.messages().contains("is outside of the git repository"), "{}", run.messages());
    outside.run("diff --rev v1..v1").exit_code(2).stdout("").stderr(str![[r#"
error: `.` is in no git repository
help: run it in a clone of the docs, or compare two docs folders

"#]]);
}
