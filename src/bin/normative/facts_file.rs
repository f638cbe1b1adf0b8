//! Facts files, as the commands that judge environments read them.

use std::fmt::Display;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use normative::facts::{self, Facts, remarks};
use normative::vocabulary::Vocabulary;

use crate::console::Console;
use crate::failure::Failure;

/// Reads a facts file.
pub(crate) fn read(path: &Path) -> Result<Facts, Failure> {
    // One byte more than is allowed is enough to refuse it.
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| refuse(path, error))?;
    file.take(facts::MAX_SIZE + 1).read_to_end(&mut bytes).map_err(|error| refuse(path, error))?;
    Facts::parse(&bytes).map_err(|error| refuse(path, error))
}

/// Why a facts file can't be used.
pub(crate) fn refuse(path: &Path, why: impl Display) -> Failure {
    Failure::new(format!("`{}`: {why}", path.display()))
}

/// Says what is odd about facts.
pub(crate) fn remark(name: &str, facts: &Facts, vocabulary: &Vocabulary, console: &Console) {
    for remark in remarks(facts, vocabulary) {
        console.warning(format_args!("{name}: {}: {}", remark.place, remark.message));
    }
}
