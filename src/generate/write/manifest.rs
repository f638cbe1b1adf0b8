//! `manifest.json`: what was written last, so that a hand edit can be told from an old build.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::generate::OutputFile;

/// Its path in the output folder.
pub(super) const PATH: &str = "manifest.json";

/// The files of the output folder as they were made, each with its digest.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    schema: u32,
    #[serde(rename = "generatedBy")]
    generated_by: String,
    /// Path to SHA-256, in hexadecimal digits; without the manifest itself.
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of these files.
    pub(super) fn of(files: &[OutputFile]) -> Self {
        let digests = files.par_iter().map(|file| (file.path.clone(), digest(&file.content)));
        Self { schema: 1, generated_by: "normative build".into(), files: digests.collect() }
    }

    /// Reads one. `None` when it is not a manifest: then nothing is known to be ours.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|manifest: &Self| manifest.schema == 1)
    }

    /// Its bytes.
    pub(super) fn to_file(&self) -> OutputFile {
        let mut text = serde_json::to_string_pretty(self).expect("a map of strings is valid JSON");
        text.push('\n');
        OutputFile::new(PATH, text)
    }

    /// Whether a file of this path was made.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether this is what was written at this path.
    pub(super) fn wrote(&self, path: &str, content: &[u8]) -> bool {
        self.files.get(path).is_some_and(|known| *known == digest(content))
    }
}

const HEX: &[u8; 16] = b"0123456789abcdef";

/// SHA-256 in hexadecimal digits.
pub fn digest(content: &[u8]) -> String {
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from(HEX[digit as usize]));
    Sha256::digest(content).iter().flat_map(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_knows_what_it_wrote() {
        let files = [OutputFile::new("a", "one"), OutputFile::new("b/c", "two")];
        let manifest = Manifest::read(&Manifest::of(&files).to_file().content).unwrap();
        assert!(manifest.wrote("a", b"one") && !manifest.wrote("a", b"two"));
        assert!(manifest.has("b/c") && !manifest.has("b"));
    }

    #[test]
    fn anything_else_is_no_manifest() {
        for bytes in ["", "{}", "<<<<<<< ours", r#"{"schema":2,"generatedBy":"","files":{}}"#] {
            assert!(Manifest::read(bytes.as_bytes()).is_none(), "{bytes}");
        }
    }
}
