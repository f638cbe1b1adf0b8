//! Builds that are killed, disks that are full, files that come and go: the output folder is the
//! old one or the new one, and whatever is wrong is said.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use normative::compile::compile;
use normative::generate::write::digest;
use normative::source::SourceSet;
use snapbox::str;

use crate::project::{Project, tree};
use crate::stress::Dice;

const CONFIG: &str = "docs/normative.toml";
const PAGE: &str = "docs/guides/install.md";

pub(crate) type Tree = BTreeMap<PathBuf, Vec<u8>>;

fn spawn(project: &Project) -> Child {
    Command::new(snapbox::cmd::cargo_bin!("normative"))
        .args(["build", "--quiet"])
        .current_dir(project.path().join("docs"))
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary")
}

/// Without what depends on the build before: the report of the last change, and its digest.
fn plain(mut tree: Tree) -> Tree {
    let depends = ["reports/revision.json", "reports/revision.md", "manifest.json"];
    tree.retain(|path, _| !depends.iter().any(|name| path == Path::new(name)));
    tree
}

/// Whether every file is as the manifest says that it was written.
pub(crate) fn is_whole(tree: &Tree) -> bool {
    let manifest = tree.get(Path::new("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(manifest).expect("JSON");
    let files = manifest["files"].as_object().expect("files");
    let rest = tree.keys().filter(|path| *path != Path::new("manifest.json"));
    rest.count() == files.len()
        && files.iter().all(|(path, known)| {
            tree.get(Path::new(path)).is_some_and(|content| known == &digest(content))
        })
}

/// What stands beside the docs and their output.
pub(crate) fn beside(project: &Project) -> Vec<std::ffi::OsString> {
    let names = fs::read_dir(project.path()).expect("a folder");
    let names = names.filter_map(|entry| Some(entry.ok()?.file_name()));
    names.filter(|name| name != "docs" && name != "generated").collect()
}

/// Kills builds at random points, half of them spread over the time that a build takes, half of
/// them while it writes. `NORMATIVE_KILLS` says how many.
#[test]
#[allow(clippy::print_stdout)] // how many of each kind, with --nocapture
fn a_killed_build_leaves_the_old_output_or_the_new() {
    let project = Project::from_dir("relay");
    for number in 0..12 {
        let page = format!("# Page {number}\n\nYou must install tool {number} on each relay.\n");
        project.write(&format!("docs/guides/{number}.md"), page);
    }
    let texts = [project.read(PAGE), project.read(PAGE).replace("8 GB", "16 GB")];
    let mut took = Duration::ZERO;
    let whole = texts.each_ref().map(|text| {
        project.write(PAGE, text);
        let start = Instant::now();
        project.run_in("docs", "build").exit_code(0);
        took = start.elapsed();
        plain(project.tree("generated"))
    });
    let points = std::env::var("NORMATIVE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    let mut dice = Dice(7);
    let (mut old, mut new) = (0, 0);
    for point in 0..points {
        let before = project.tree("generated");
        let is_first = plain(before.clone()) == whole[0];
        project.write(PAGE, &texts[usize::from(is_first)]);
        let mut child = spawn(&project);
        let writes = point % 2 == 1;
        while writes && beside(&project).is_empty() && child.try_wait().expect("a child").is_none()
        {
        }
        let most = if writes { took / 8 } else { took * 5 / 4 };
        std::thread::sleep(Duration::from_nanos(dice.roll(most.as_nanos() as usize) as u64));
        child.kill().ok();
        child.wait().expect("an end");
        let left = project.tree("generated");
        if left == before {
            old += 1;
        } else {
            assert!(is_whole(&left), "a mixture at point {point}");
            assert_eq!(plain(left), whole[usize::from(is_first)], "at point {point}");
            new += 1;
        }
    }
    println!("{points} kills: {old} left the old output, {new} the new one");
    assert!(old > 0 && new > 0, "{old} old, {new} new: no kill came in the middle");
    project.run_in("docs", "build").exit_code(0);
    assert_eq!(beside(&project), [""; 0], "left behind");
}

#[test]
fn builds_at_the_same_time_wait_for_each_other() {
    let project = Project::from_dir("relay");
    project.run_in("docs", "build").exit_code(0);
    let first = project.tree("generated");
    project.write(PAGE, project.read(PAGE).replace("8 GB", "16 GB"));
    let children: Vec<Child> = (0..5).map(|_| spawn(&project)).collect();
    for child in children {
        let output = child.wait_with_output().expect("an end");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let left = project.tree("generated");
    assert!(is_whole(&left) && plain(left.clone()) != plain(first));
    project.run_in("docs", "build --check").exit_code(0);
    assert_eq!(beside(&project), [""; 0], "left behind");
}

/// A process that may write files of a few kilobytes only, as on a full disk.
#[cfg(unix)]
#[test]
fn on_a_full_disk_nothing_changes() {
    let project = Project::from_dir("relay");
    project.run_in("docs", "build").exit_code(0);
    project.write(PAGE, project.read(PAGE).replace("8 GB", "16 GB"));
    let before = (project.tree("generated"), project.read("docs/normative.lock"));
    for (prelude, says) in [("trap '' XFSZ; ulimit -f 4", true), ("ulimit -f 4", false)] {
        let binary = snapbox::cmd::cargo_bin!("normative");
        let output = Command::new("sh")
            .args(["-c", &format!("{prelude}; exec '{}' build", binary.display())])
            .current_dir(project.path().join("docs"))
            .output()
            .expect("a shell");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success());
        if says {
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains("error: cannot write `../generated/"), "{said}");
            assert!(said.contains("help: nothing was changed"), "{said}");
        }
        let after = (project.tree("generated"), project.read("docs/normative.lock"));
        assert_eq!(after, before);
    }
    project.run_in("docs", "build").exit_code(0);
    assert_eq!(beside(&project), [""; 0], "left behind");
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_are_no_pages() {
    use std::os::unix::fs::symlink;

    let project = Project::from_dir("relay");
    let guides = project.path().join("docs/guides");
    symlink(".", guides.join("self")).expect("a link");
    symlink("../guides", guides.join("again")).expect("a link");
    symlink("loop.md", guides.join("loop.md")).expect("a link");
    symlink("nowhere.md", guides.join("dangling.md")).expect("a link");
    project.write("docs/guides/a.md", "You must wait.\n\n[!INCLUDE [x](loop.md)]\n");
    let run = project.run_in("docs", "build").exit_code(0);
    assert!(run.messages().contains("cannot read the included file `guides/loop.md`"));
    assert!(run.messages().contains("in 2 documents"), "{}", run.messages());
}

/// Who opens a pipe waits until somebody writes into it.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let project = Project::from_dir("relay");
    let pipe = project.path().join("docs/shared/pipe.md");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    project.write("docs/guides/a.md", "You must wait.\n\n[!INCLUDE [x](../shared/pipe.md)]\n");
    let run = project.run_in("docs", "build").exit_code(0);
    assert!(run.messages().contains("cannot read the included file `shared/pipe.md`"));
}

/// Whoever may read everything reads as somebody who may not.
#[cfg(unix)]
#[test]
fn a_page_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let project = Project::from_dir("relay");
    let mode = |path: &str, mode| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(project.path().join(path), permissions).expect("permissions");
    };
    let page = project.path().join(PAGE);
    mode(PAGE, 0o000);
    // A copy that anyone can run, wherever the target folder is.
    let binary = project.path().join("normative");
    fs::copy(snapbox::cmd::cargo_bin!("normative"), &binary).expect("a copy");
    mode("normative", 0o755);
    mode("", 0o755);
    let mut build = Command::new(&binary);
    build.args(["build"]).current_dir(project.path().join("docs"));
    if fs::read(&page).is_ok() {
        const NOBODY: u32 = 65534;
        build.uid(NOBODY).gid(NOBODY);
    }
    let output = build.output().expect("the binary");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("error[N001]: cannot read `guides/install.md`: Permission denied"),
        "{said}"
    );
    assert!(!project.path().join("generated").exists());
}

/// A folder, a link to nowhere and a pipe with the names of pages: each is said, and none is
/// waited for.
#[cfg(unix)]
#[test]
fn what_has_the_name_of_a_page_and_is_none_is_named() {
    let project = Project::from_dir("relay");
    let guides = project.path().join("docs/guides");
    fs::create_dir(guides.join("folder.md")).expect("a folder");
    std::os::unix::fs::symlink("nowhere.md", guides.join("link.md")).expect("a link");
    let pipe = guides.join("pipe.md");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let includes = ["folder", "link", "pipe"].map(|name| format!("[!INCLUDE [x]({name}.md)]\n\n"));
    project.write("docs/guides/a.md", "You must wait.\n\n".to_owned() + &includes.concat());
    for _ in 0..3 {
        let run = project.run_in("docs", "build").exit_code(0);
        let said = run.messages();
        for what in ["folder", "link", "pipe"] {
            let included = format!("cannot read the included file `guides/{what}.md`");
            assert!(said.contains(&included), "{said}");
        }
        assert!(
            said.contains("warning[N008]: `guides/link.md` is a link, and is not read"),
            "{said}"
        );
        assert!(said.contains("warning[N008]: `guides/pipe.md` is no regular file"), "{said}");
        assert!(said.contains("in 2 documents"), "{said}");
    }
}

/// On some systems a name holds anything but `/`.
#[cfg(target_os = "linux")]
#[test]
fn a_page_with_an_odd_name_is_not_passed_over() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let names: [&[u8]; 3] = [b"a\\b.md", b"a\tb.md", b"a\xffb.md"];
    for name in names {
        let project = Project::from_dir("relay");
        project.run_in("docs", "build").exit_code(0);
        project.run_in("docs", "build").exit_code(0);
        let page = project.path().join("docs/guides").join(OsStr::from_bytes(name));
        fs::write(&page, "You must wait.\n").expect("a page");
        let before = project.tree("generated");
        let run = project.run_in("docs", "build").exit_code(1);
        let said = run.messages();
        assert!(said.contains("error[N008]: the name of `guides/a"), "{said}");
        assert!(said.contains("help: rename it"), "{said}");
        assert!(!said.contains(['\t', '\u{fffd}']) || name[1] == 0xff, "{said}");
        assert_eq!(project.tree("generated"), before);
        fs::remove_file(page).expect("a page");
        project.run_in("docs", "build").exit_code(0);
    }
}

#[test]
fn a_page_that_vanishes_before_it_is_read_is_named() {
    let project = Project::from_dir("relay");
    let mut sources = SourceSet::default();
    let config = project.path().join(CONFIG);
    let opened = normative::config::open(&config, &mut sources).expect("a project");
    fs::remove_file(project.path().join(PAGE)).expect("a page");
    let compiled = compile(&opened, &mut sources).expect("the rest");
    let said: Vec<&str> = compiled.diagnostics.iter().map(|said| said.code).collect();
    assert_eq!(said, ["N001"]);
    assert!(compiled.graph.requirements.is_empty());
}

#[test]
fn pages_that_come_go_and_change_while_they_are_read_do_no_harm() {
    let project = Project::from_dir("relay");
    let text = project.read(PAGE);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut dice = Dice(3);
            while !done.load(Ordering::Relaxed) {
                let name = format!("docs/guides/{}.md", dice.roll(8));
                if dice.roll(2) == 0 {
                    fs::remove_file(project.path().join(name)).ok();
                } else {
                    project.write(&name, &text[..dice.roll(text.len())]);
                }
            }
        });
        for _ in 0..12 {
            let output = spawn(&project).wait_with_output().expect("an end");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0..=2)), "{said}");
            assert!(!said.contains("panicked"), "{said}");
        }
        done.store(true, Ordering::Relaxed);
    });
    let left = tree(&project.path().join("generated"));
    assert!(left.is_empty() || is_whole(&left));
}

/// Builds the project with these limits, and the page before it.
fn limited(limits: &str, page: &str) -> crate::project::Run {
    let project = Project::from_dir("relay");
    let config = project.read(CONFIG);
    project.write(
        CONFIG,
        config.replace("[[product]]", &format!("[limits]\n{limits}\n\n[[product]]")),
    );
    project.write("docs/guides/a.md", page);
    project.run_in("docs", "build")
}

#[test]
fn a_page_may_be_so_large() {
    limited("file_size = 600", &"You must wait. ".repeat(50)).exit_code(1).stderr(str![[r#"
error[N001]: cannot read `guides/a.md`: it has more than 600 bytes
 |
 = help: `file_size` in `[limits]` allows for more

error: nothing was written: 1 mistake in the docs

"#]]);
    limited("file_size = 800", &"You must wait. ".repeat(50)).exit_code(0);
}

#[test]
fn includes_may_be_so_deep() {
    let page = "[!INCLUDE [x](../shared/network.md)]\n";
    limited("include_depth = 1", page).exit_code(1).stderr(str![[r#"
error[N024]: too much is included, `../shared/network.md` is left out
[..]
...
"#]]);
    limited("include_depth = 2", page).exit_code(0);
}

#[test]
fn blocks_may_be_so_deep() {
    let page = "> > > > > > You must wait.\n";
    limited("nesting = 5", page).exit_code(0).stderr(str![[r#"
warning[N024]: blocks nested more than 5 deep are read as one
...
"#]]);
    limited("nesting = 8", page).exit_code(0).stderr(str![[r#"
[..] in 2 documents; [..]
"#]]);
}

#[test]
fn a_limit_beyond_reason_is_a_mistake() {
    limited("nesting = 5000", "").exit_code(2).stderr(str![[r#"
error[N002]: `nesting` has to be from 4 to 100
 --> normative.toml:4:11
  |
4 | nesting = 5000
  |           ^^^^

"#]]);
}
