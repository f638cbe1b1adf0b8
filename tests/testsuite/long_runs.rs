//! Runs that take long: threads, progress, and Ctrl-C.
#![cfg(unix)]

use std::fs::File;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::faults::{beside, is_whole};
use crate::project::Project;
use crate::stress::Dice;

const PAGE: &str = "docs/guides/install.md";

/// A project that takes a while, with `most` GB of memory demanded.
fn large(most: u32) -> Project {
    with_pages(60, most)
}

fn with_pages(pages: u32, most: u32) -> Project {
    let project = Project::from_dir("relay");
    for number in 0..pages {
        let demand = "- The relay must be joined to a domain, and it must have up to 4 nodes.\n";
        let page = format!("# Page {number}\n\nYou must install {most} tools.\n\n## More\n\n");
        project.write(&format!("docs/guides/{number}.md"), page + &demand.repeat(20));
    }
    project
}

fn build(project: &Project) -> Command {
    let mut command = Command::new(snapbox::cmd::cargo_bin!("normative"));
    command.arg("build").current_dir(project.path().join("docs")).env_remove("CI");
    command
}

fn interrupt(child: &Child) {
    let pid = rustix::process::Pid::from_child(child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).expect("a child");
}

#[test]
fn however_many_threads_work_the_outputs_are_the_same() {
    let outputs = ["1", "2", "7"].map(|jobs| {
        let project = large(8);
        let run = project.run_in("docs", &format!("build --jobs {jobs}")).exit_code(0);
        assert!(run.messages().contains("in 61 documents"), "{}", run.messages());
        let graph = project.run_in("docs", &format!("-j {jobs} graph")).exit_code(0).output();
        (project.tree("generated"), project.read("docs/normative.lock"), graph)
    });
    assert!(outputs.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn no_thread_is_no_number_of_threads() {
    for jobs in ["0", "-1", "many"] {
        Project::from_dir("relay").run_in("docs", &format!("build --jobs {jobs}")).exit_code(2);
    }
}

/// Presses Ctrl-C while the build reads, and while it writes.
#[test]
fn an_interrupted_build_takes_back_what_it_began() {
    let project = large(8);
    project.run_in("docs", "build").exit_code(0);
    let (mut dice, mut reading, mut writing) = (Dice(11), 0, 0);
    for round in 0..12 {
        let text =
            project.read(PAGE).replace(&format!("{} GB", 8 + round), &format!("{} GB", 9 + round));
        project.write(PAGE, text);
        let (before, lock) = (project.tree("generated"), project.read("docs/normative.lock"));
        let mut child = build(&project).stderr(Stdio::piped()).spawn().expect("the binary");
        if round % 2 == 0 {
            std::thread::sleep(Duration::from_millis(20 + dice.roll(100) as u64));
        } else {
            while beside(&project).is_empty() && child.try_wait().expect("a child").is_none() {}
        }
        let staged = !beside(&project).is_empty();
        interrupt(&child);
        let output = child.wait_with_output().expect("an end");
        assert_eq!(beside(&project), [""; 0], "left behind");
        let left = project.tree("generated");
        assert!(is_whole(&left));
        if output.status.code() == Some(130) {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(!said.contains("panicked"), "{said}");
            // The one that came just too late finds the new output.
            if left == before {
                assert_eq!(project.read("docs/normative.lock"), lock);
                *(if staged { &mut writing } else { &mut reading }) += 1;
            }
        } else {
            assert!(output.status.success(), "{:?}", output.status);
        }
        project.run_in("docs", "build").exit_code(0);
    }
    assert!(reading > 0 && writing > 0, "{reading} while reading, {writing} while writing");
}

/// Builds on a terminal; says how it ended and what the terminal was shown.
fn on_a_terminal(mut build: Command) -> (ExitStatus, String) {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    let control = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&control).and_then(|()| unlockpt(&control)).expect("a terminal");
    let name = ptsname(&control, Vec::new()).expect("a name").into_string().expect("UTF-8");
    let terminal = File::options().read(true).write(true).open(name).expect("a terminal");
    let mut child = build.env("TERM", "xterm").stderr(terminal).spawn().expect("the binary");
    // It holds the other end too.
    drop(build);
    let reader = std::thread::spawn(move || {
        let (mut shown, mut control) = (Vec::new(), File::from(control));
        // The end of a terminal is an error.
        let _ = control.read_to_end(&mut shown);
        String::from_utf8_lossy(&shown).into_owned()
    });
    let status = child.wait().expect("an end");
    (status, reader.join().expect("what was shown"))
}

#[test]
fn a_terminal_shows_how_far_a_long_run_is() {
    // How many pages take long depends on the machine.
    for pages in [60, 240, 960, 3840] {
        let project = with_pages(pages, 8);
        let began = Instant::now();
        let (status, shown) = on_a_terminal(build(&project));
        assert!(status.success() && status.signal().is_none());
        let last = shown.trim_end().rsplit('\n').next().expect("a line");
        assert!(last.ends_with("files changed"), "{shown:?}");
        if began.elapsed() > Duration::from_secs(2) {
            let reading = shown.contains(&format!("of {} pages", pages + 1));
            assert!(reading || shown.contains("making the outputs"), "{shown:?}");
            return;
        }
    }
    panic!("too quick to show anything");
}

#[test]
fn where_nobody_looks_no_progress_is_shown() {
    let project = large(8);
    let mut quiet = build(&project);
    quiet.arg("--quiet");
    let (status, shown) = on_a_terminal(quiet);
    assert!(status.success());
    assert_eq!(shown, "");
    project.write(PAGE, project.read(PAGE).replace("8 GB", "16 GB"));
    let mut server = build(&project);
    server.env("CI", "true");
    let (_, shown) = on_a_terminal(server);
    assert!(!shown.contains("pages") && shown.contains("changed"), "{shown:?}");
    project.write(PAGE, project.read(PAGE).replace("16 GB", "32 GB"));
    let output = build(&project).output().expect("the binary");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("184 requirements in 61 documents;"), "{said}");
    assert!(!said.contains(['\r', '\u{1b}']), "{said}");
}
