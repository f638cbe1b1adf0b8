//! Ctrl-C: a run that writes nothing ends at once, one that writes takes back first what it began.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How a run ends that was interrupted: as a shell says it of SIGINT.
pub(crate) const EXIT_CODE: u8 = 130;

/// Whether somebody wants the run to end, and whether something is being written.
#[derive(Debug, Default, Clone)]
pub(crate) struct Interrupt {
    asked: Arc<AtomicBool>,
    writing: Arc<Mutex<()>>,
}

impl Interrupt {
    /// Listens from now on. Where that is not possible, Ctrl-C ends the process as it always does,
    /// and the next build removes what that leaves.
    pub(crate) fn listen() -> Self {
        let own = Self::default();
        let heard = own.clone();
        let _ = ctrlc::set_handler(move || heard.end());
        own
    }

    fn end(&self) {
        self.asked.store(true, Ordering::SeqCst);
        let _nothing_is_written = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        std::process::exit(EXIT_CODE.into());
    }

    /// Whether the run is to end, for whoever has to take something back.
    pub(crate) fn asked(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.asked)
    }

    /// Writes something; until that is done or taken back, the process does not end.
    pub(crate) fn while_writing<T>(&self, write: impl FnOnce() -> T) -> T {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        write()
    }
}
