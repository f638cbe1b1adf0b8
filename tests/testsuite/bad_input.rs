//! Whatever is wrong with the input: it is said, with the right exit code, and the output folder is
//! as it was.

use std::fs;

use snapbox::str;

use crate::project::{Project, Run};

const CONFIG: &str = "docs/normative.toml";
const PAGE: &str = "docs/guides/install.md";

/// Builds a good project, breaks it, builds again, and checks that nothing was written.
#[track_caller]
fn build_after(break_it: impl FnOnce(&Project)) -> Run {
    let project = Project::from_dir("relay");
    project.run("build --config docs/normative.toml").exit_code(0);
    break_it(&project);
    let before = project.tree("generated");
    let lock = fs::read(project.path().join("docs/normative.lock")).expect("a lock");
    let run = project.run("build --config docs/normative.toml").stdout("");
    assert_eq!(project.tree("generated"), before, "the output folder changed");
    assert_eq!(fs::read(project.path().join("docs/normative.lock")).expect("a lock"), lock);
    run
}

/// Replaces a part of a file that is there once.
fn edit(project: &Project, path: &str, from: &str, to: &str) {
    let text = project.read(path);
    assert_eq!(text.matches(from).count(), 1, "{from:?} in {path}");
    project.write(path, text.replace(from, to));
}

#[test]
fn no_configuration_anywhere() {
    Project::empty().run("build").exit_code(2).stdout("").stderr(str![[r#"
error: no `normative.toml` here, in a folder above, or in `docs-source`
help: `normative init` writes one; `--config FILE` names one

"#]]);
}

#[test]
fn a_configuration_that_is_not_there() {
    Project::empty().run("build --config no.toml").exit_code(2).stdout("").stderr(str![[r#"
error[N001]: cannot read `no.toml`: No such file or directory (os error 2)

"#]]);
}

#[test]
fn a_configuration_that_cannot_be_read() {
    build_after(|project| {
        fs::remove_file(project.path().join(CONFIG)).expect("no file");
        fs::create_dir(project.path().join(CONFIG)).expect("a folder in its place");
    })
    .exit_code(2)
    .stderr(str![[r#"
error[N001]: cannot read `docs/normative.toml`: Is a directory (os error 21)

"#]]);
}

#[test]
fn an_unknown_key() {
    build_after(|project| edit(project, CONFIG, "output", "outptu")).exit_code(2).stderr(str![[
        r#"
error[N002]: unknown key `outptu`
 --> docs/normative.toml:1:1
  |
1 | outptu = "../generated"
  | ^^^^^^ help: the nearest known key is `output`

"#
    ]]);
}

#[test]
fn an_unknown_moniker_in_the_configuration() {
    build_after(|project| {
        let text = project.read(CONFIG);
        project.write(CONFIG, text + "[product.ranges]\n\"guides/**\" = \">=realy-2\"\n");
    })
    .exit_code(2)
    .stderr(str![[r#"
error[N012]: unknown moniker `realy-2`
 --> docs/normative.toml:8:18
  |
8 | "guides/**" = ">=realy-2"
  |                  ^^^^^^^ help: the nearest known moniker is `relay-2`

"#]]);
}

#[test]
fn a_broken_range_in_the_configuration() {
    build_after(|project| {
        let text = project.read(CONFIG);
        project.write(CONFIG, text + "[product.ranges]\n\"guides/**\" = \"relay-1 ||\"\n");
    })
    .exit_code(2)
    .stderr(str![[r#"
error[N011]: expected a comparator after `||`
 --> docs/normative.toml:8:26
  |
8 | "guides/**" = "relay-1 ||"
  |                          ^

"#]]);
}

#[test]
fn an_unknown_moniker_in_the_front_matter() {
    build_after(|project| {
        edit(project, PAGE, "title: Install", "monikerRange: '>=relay-3'\ntitle: Install");
    })
    .exit_code(1)
    .stderr(str![[r#"
error[N012]: unknown moniker `relay-3`
 --> docs/guides/install.md:2:18
  |
2 | monikerRange: '>=relay-3'
  |                  ^^^^^^^ help: the nearest known moniker is `relay-1`

error: nothing was written: 1 mistake in the docs

"#]]);
}

#[test]
fn a_broken_range_in_the_front_matter() {
    build_after(|project| {
        edit(project, PAGE, "title: Install", "monikerRange: '>= || relay-1'\ntitle: Install");
    })
    .exit_code(1)
    .stderr(str![[r#"
error[N011]: expected a moniker after `>=`
 --> docs/guides/install.md:2:19
  |
2 | monikerRange: '>= || relay-1'
  |                   ^

error: nothing was written: 1 mistake in the docs

"#]]);
}

#[test]
fn an_unknown_moniker_in_a_zone() {
    build_after(|project| edit(project, PAGE, "range=\"relay-2\"", "range=\">=rely-2\""))
        .exit_code(1)
        .stderr(str![[r#"
error[N012]: unknown moniker `rely-2`
  --> docs/guides/install.md:12:22
   |
12 | ::: moniker range=">=rely-2"
   |                      ^^^^^^ help: the nearest known moniker is `relay-2`

error: nothing was written: 1 mistake in the docs

"#]]);
}

#[test]
fn a_broken_range_in_a_zone() {
    build_after(|project| edit(project, PAGE, "range=\"relay-2\"", "range=\"relay-1 | relay-2\""))
        .exit_code(1)
        .stderr(str![[r#"
error[N011]: expected a comparator or `||`
  --> docs/guides/install.md:12:28
   |
12 | ::: moniker range="relay-1 | relay-2"
   |                            ^ help: comparators are separated by blanks, alternatives by `||`

error: nothing was written: 1 mistake in the docs

"#]]);
}

#[test]
fn a_glob_that_matches_nothing() {
    build_after(|project| edit(project, CONFIG, "guides/**/*.md", "guide/**/*.md"))
        .exit_code(2)
        .stderr(str![[r#"
error[N003]: no page matches `guide/**/*.md`
 --> docs/normative.toml:6:9
  |
6 | docs = ["guide/**/*.md"]
  |         ^^^^^^^^^^^^^^^

"#]]);
}

#[test]
fn a_page_that_is_not_utf8() {
    build_after(|project| {
        let mut bytes = project.read(PAGE).into_bytes();
        let at = bytes.windows(6).position(|window| window == b"memory").expect("the word");
        bytes[at] = 0xff;
        project.write(PAGE, bytes);
    })
    .exit_code(1)
    .stderr(str![[r#"
error[N005]: [..]not UTF-8[..]
 --> docs/guides/install.md:9:40
  |
9 | - The relay must have at least 8 GB of �emory.
  |                                        ^[..]

error: nothing was written: 1 mistake in the docs

"#]]);
}

#[test]
fn an_include_outside_the_docs_root() {
    build_after(|project| {
        project.write("secret.md", "You must not read this.");
        edit(project, PAGE, "../shared/network.md", "../../secret.md");
    })
    .exit_code(1)
    .stderr(str![[r#"
error[N022]: [..]`../../secret.md`[..]
  --> docs/guides/install.md:18:21
   |
18 | [!INCLUDE [network](../../secret.md)]
   | [..]

error: nothing was written: 1 mistake in the docs

"#]]);
}

#[test]
fn an_include_in_a_cycle() {
    build_after(|project| {
        project.write("docs/shared/network.md", "[!INCLUDE [self](network.md)]\n");
    })
    .exit_code(1)
    .stderr(str![[r#"
error[N023]: [..]
 --> docs/shared/network.md:1:18
  |
1 | [!INCLUDE [self](network.md)]
  | [..]

error: nothing was written: 1 mistake in the docs

"#]]);
}

#[test]
fn an_output_folder_that_is_a_file() {
    build_after(|project| {
        project.write("taken", "mine");
        edit(project, CONFIG, "../generated", "../taken");
    })
    .exit_code(2)
    .stderr(str![[r#"
error: `docs/../taken` cannot be the output folder: it is a file
help: name another folder as `output`

"#]]);
}

#[test]
fn an_output_folder_below_a_file() {
    build_after(|project| {
        project.write("taken", "mine");
        edit(project, CONFIG, "../generated", "../taken/generated");
    })
    .exit_code(2)
    .stderr(str![[r#"
error: cannot open `docs/../taken/generated`: Not a directory (os error 20)
help: nothing was changed

"#]]);
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_folder_where_nothing_can_be_written() {
    build_after(|project| edit(project, CONFIG, "../generated", "/proc/generated"))
        .exit_code(2)
        .stderr(str![[r#"
error: cannot write to `/proc/generated`: No such file or directory (os error 2)
help: nothing was changed

"#]]);
}

#[test]
fn an_output_folder_that_holds_the_docs() {
    build_after(|project| edit(project, CONFIG, "../generated", "..")).exit_code(2).stderr(str![[
        r#"
error: `docs/..` cannot be the output folder: it holds the docs
help: name another folder as `output`

"#
    ]]);
}

#[test]
fn an_output_folder_of_somebody_else() {
    build_after(|project| {
        project.write("src/main.rs", "mine");
        edit(project, CONFIG, "../generated", "../src");
    })
    .exit_code(2)
    .stderr(str![[r#"
error: `docs/../src` holds files that no build made, such as `docs/../src/main.rs`
help: name another folder as `output`; with `--force` they stay, beside what is made

"#]]);
}

#[test]
fn a_template_that_names_an_unknown_field() {
    build_after(|project| {
        let text = project.read(CONFIG);
        project.write(CONFIG, format!("templates = \"own\"\n{text}"));
        project.write("docs/own/pester/suite.ps1.tera", "# mine\nDescribe {{ naem }}\n");
    })
    .exit_code(2)
    .stderr(str![[r#"
error[N031]: variable `naem` is not defined
 --> docs/own/pester/suite.ps1.tera:2:13
  |
2 | Describe {{ naem }}
  |             ^^^^ help: the nearest known name is `name`

"#]]);
}

#[test]
fn a_template_that_replaces_nothing() {
    build_after(|project| {
        let text = project.read(CONFIG);
        project.write(CONFIG, format!("templates = \"own\"\n{text}"));
        project.write("docs/own/pester/siute.ps1.tera", "");
    })
    .exit_code(2)
    .stderr(str![[r#"
error[N031]: `docs/own/pester/siute.ps1.tera` replaces no template
 |
 = help: the nearest template is `pester/suite.ps1.tera`

"#]]);
}

#[test]
fn a_lock_that_was_merged_badly() {
    build_after(|project| {
        let text = project.read("docs/normative.lock");
        project.write("docs/normative.lock", format!("<<<<<<< ours\n{text}"));
    })
    .exit_code(2)
    .stderr(str![[r#"
error[N007]: a merge was left unfinished
 --> docs/normative.lock:1:1
  |
1 | <<<<<<< ours
  | ^^^^^^^^^^^^ help: keep the blocks of both sides and delete the lines of the conflict

"#]]);
}

#[test]
fn a_vocabulary_with_an_unknown_key() {
    build_after(|project| {
        edit(project, CONFIG, "docs = [", "vocabulary = \"relay.vocabulary.toml\"\ndocs = [");
        project.write("docs/relay.vocabulary.toml", "schema = 1\n[[entiti]]\nname = \"relay\"\n");
    })
    .exit_code(2)
    .stderr(str![[r#"
error[N002]: unknown key `entiti`
 --> docs/relay.vocabulary.toml:2:3
  |
2 | [[entiti]]
  |   ^^^^^^ help: the nearest known key is `entity`

"#]]);
}

#[test]
fn every_mistake_is_said_in_one_run() {
    let run = build_after(|project| {
        edit(project, PAGE, "range=\"relay-2\"", "range=\"relay-9\"");
        project
            .write("docs/guides/a.md", "::: moniker range=\"relay-8\"\nText.\n::: moniker-end\n");
    })
    .exit_code(1);
    let said = run.messages();
    let at = |moniker: &str| said.find(&format!("unknown moniker `{moniker}`")).expect("said");
    assert!(at("relay-8") < at("relay-9"), "not in the order of the pages: {said}");
    assert!(said.ends_with("error: nothing was written: 2 mistakes in the docs\n"), "{said}");
}

#[test]
fn usage() {
    let project = Project::from_dir("relay");
    for args in ["bulid", "build --chekc", "build --check --force", "monikers", ""] {
        let run = project.run(args).exit_code(2).stdout("");
        assert!(run.messages().contains("Usage: normative"), "{}", run.messages());
    }
}
