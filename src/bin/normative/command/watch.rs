//! `normative watch`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use clap::Args;
use notify_debouncer_mini::notify::RecursiveMode;
use notify_debouncer_mini::{DebounceEventResult, new_debouncer};

use super::build::Build;
use crate::console::Console;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::project;

/// How long nothing more must change before a build: an editor saves in several steps.
const PAUSE: Duration = Duration::from_millis(200);

#[derive(Debug, Args)]
pub(crate) struct Watch {}

impl Watch {
    pub(crate) fn run(&self, config: Option<&Path>, console: &Console) -> Result<Outcome, Failure> {
        let config = project::locate(config)?;
        let root = config.parent().filter(|root| !root.as_os_str().is_empty());
        let root = root.unwrap_or(Path::new("."));
        let failed = |error: &dyn std::error::Error| {
            Failure::new(format!("cannot watch `{}`: {error}", root.display()))
        };
        let (sender, changes) = mpsc::channel::<DebounceEventResult>();
        let mut debouncer = new_debouncer(PAUSE, sender).map_err(|error| failed(&error))?;
        let watcher = debouncer.watcher();
        watcher.watch(root, RecursiveMode::Recursive).map_err(|error| failed(&error))?;
        loop {
            // A mistake in the docs is there to be corrected: it has been said, and the next
            // change is waited for.
            if let Err(failure) = Build::default().run(Some(&config), console) {
                failure.report(console);
            }
            console.note(format_args!("watching `{}`; Ctrl-C ends it", root.display()));
            wait(&changes, &own_files(&config)).map_err(|error| failed(&*error))?;
        }
    }
}

/// What builds write, and nobody edits: the output folder, the lock and the cache.
fn own_files(config: &Path) -> Vec<PathBuf> {
    let Ok((project, _)) = project::open(Some(config)) else { return Vec::new() };
    let lock = project.root.join(normative::compile::LOCK);
    let cache = project.root.join(normative::generate::cache::FOLDER);
    [project.output, lock, cache].into_iter().filter_map(|path| path.canonicalize().ok()).collect()
}

/// Waits for a change of anything else.
fn wait(
    changes: &mpsc::Receiver<DebounceEventResult>,
    own: &[PathBuf],
) -> Result<(), Box<dyn std::error::Error>> {
    loop {
        let events = changes.recv()??;
        let is_own = |path: &Path| {
            // What a build puts together is beside what it replaces.
            let staged = |part: &OsStr| part.to_string_lossy().ends_with(".normative-stage");
            let hidden = path.iter().any(staged);
            let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
            hidden || own.iter().any(|own| path.starts_with(own))
        };
        if events.iter().any(|event| !is_own(&event.path)) {
            return Ok(());
        }
    }
}
