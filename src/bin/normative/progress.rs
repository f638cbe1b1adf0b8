//! How far a long run is, on a terminal.

use std::io::{IsTerminal, stderr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use normative::compile::Step;

/// What is done sooner needs no bar.
const DELAY: Duration = Duration::from_millis(400);
const TICK: Duration = Duration::from_millis(100);
const READING: &str = "{spinner} reading [{wide_bar}] {pos} of {len} pages";
const DOING: &str = "{spinner} {msg}";

/// A line at the foot of the terminal that is gone when this value is.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    far: Arc<Far>,
    /// Says that it is over by being dropped.
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

/// How far the run is.
#[derive(Debug, Default)]
struct Far {
    pages: AtomicUsize,
    read: AtomicUsize,
}

impl Progress {
    /// A line that says what is being done, or how many pages are read; nothing where nobody looks.
    pub(crate) fn new(doing: &'static str, is_wanted: bool) -> Self {
        let far = Arc::new(Far::default());
        // Logs of a build server can look like terminals.
        let is_seen = is_wanted && stderr().is_terminal() && std::env::var_os("CI").is_none();
        let shown = is_seen.then(|| {
            let (over, is_over) = channel();
            let seen = Arc::clone(&far);
            let wait = move |time| is_over.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
            (over, std::thread::spawn(move || show(&seen, doing, wait)))
        });
        Self { far, shown }
    }

    /// Takes note of a step of reading.
    pub(crate) fn step(&self, step: Step) {
        match step {
            Step::Pages(pages) => self.far.pages.store(pages, Ordering::Relaxed),
            Step::Page => drop(self.far.read.fetch_add(1, Ordering::Relaxed)),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((over, thread)) = self.shown.take() {
            drop(over);
            // Nothing hangs on what it showed.
            let _ = thread.join();
        }
    }
}

/// Draws until it is over. `wait` says whether that time passed before.
fn show(far: &Far, doing: &'static str, wait: impl Fn(Duration) -> bool) {
    if !wait(DELAY) {
        return;
    }
    let style = |template| ProgressStyle::with_template(template).expect("a template");
    let bar = ProgressBar::new(0).with_style(style(DOING)).with_message(doing);
    let mut is_reading = false;
    loop {
        let (pages, read) = (far.pages.load(Ordering::Relaxed), far.read.load(Ordering::Relaxed));
        if (read < pages) != is_reading {
            is_reading = read < pages;
            bar.set_style(style(if is_reading { READING } else { DOING }));
        }
        bar.set_length(pages as u64);
        bar.set_position(read as u64);
        bar.tick();
        if !wait(TICK) {
            break;
        }
    }
    bar.finish_and_clear();
}
