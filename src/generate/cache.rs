//! What the last build that changed nothing had read and found, so that the next one, when still
//! nothing changed, needs only to read.
//!
//! A cache is a hint and never changes a result. It holds one digest of all texts that were read,
//! and one of how all outputs stood on disk; it counts only when both are the same, for the same
//! program. It can be deleted at any time, and what is wrong with it is as if there was none.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::write::{put, stamp};
use crate::compile::Compiled;
use crate::config::Project;
use crate::diagnostic::{CODES, Diagnostic, Severity};
use crate::source::{SourceFile, SourceSet, Span, append_text};

/// The folder of the cache, beside `normative.toml`. Hidden folders hold no pages.
pub const FOLDER: &str = ".normative-cache";
const FILE: &str = "build.json";
/// The largest cache that is read, in bytes.
const LARGEST: usize = 256 << 20;

/// What a build would say that has nothing to do.
#[derive(Debug)]
pub struct Unchanged {
    /// How many requirements there are.
    pub requirements: usize,
    /// How many documents there are.
    pub documents: usize,
    /// What was noticed in the docs.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the diagnostics are about.
    pub sources: SourceSet,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Cache {
    /// Which program wrote it.
    engine: String,
    /// The configuration, by its path.
    config: String,
    /// What was noticed when the pages were looked for.
    found: Vec<String>,
    /// What was read beside the pages, by path, with its bytes.
    others: BTreeMap<String, usize>,
    /// The digest of the pages and the others, with their paths.
    texts: String,
    /// The digest of how the outputs stood on disk.
    outputs: String,
    requirements: usize,
    documents: usize,
    remarks: Vec<Remark>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Remark {
    code: String,
    is_error: bool,
    message: String,
    /// A path, and the bytes in that file.
    place: Option<(String, usize, usize)>,
    help: Option<String>,
}

fn path_of(root: &Path) -> PathBuf {
    root.join(FOLDER).join(FILE)
}

/// What a build of `project` would say, when nothing changed since the last one. `engine` tells one
/// program from another; `sources` holds what was read so far.
pub fn unchanged(engine: &str, project: &Project, sources: &SourceSet) -> Option<Unchanged> {
    let mut json = Vec::new();
    append_text(&path_of(&project.root), LARGEST, &mut json).ok()?;
    let cache: Cache = serde_json::from_slice(&json).ok()?;
    let is_ours = cache.engine == engine
        && cache.config == sources.file(project.file).path
        && cache.found == found(project);
    if !is_ours || project.templates.is_some() {
        return None;
    }
    let (texts, outputs) = rayon::join(
        || cache.texts_now(project, sources),
        || stamp(&project.output, None).map(|stood| stood.to_string()),
    );
    let is_same = texts? == cache.texts && outputs? == cache.outputs;
    is_same.then(|| cache.into_unchanged(project, sources))
}

fn found(project: &Project) -> Vec<String> {
    project.remarks.iter().map(|remark| remark.message.clone()).collect()
}

/// Texts are hashed in groups, each group on one thread.
const GROUP: usize = 64;
/// What a group holds in memory, more or less; a longer text stands there alone.
const HELD: usize = 1 << 20;

/// The digest of texts with their paths. `append` puts the text of a path behind what it is given.
fn digest(
    paths: &[&str],
    append: impl Fn(&str, &mut Vec<u8>) -> std::io::Result<()> + Sync,
) -> Option<String> {
    let group = |paths: &[&str]| {
        let mut hasher = blake3::Hasher::new();
        let mut held = Vec::new();
        for path in paths {
            // Each with its length in front, so that no two lists are written the same.
            held.extend_from_slice(&(path.len() as u64).to_le_bytes());
            held.extend_from_slice(path.as_bytes());
            let start = held.len();
            held.extend_from_slice(&[0; 8]);
            append(path, &mut held).ok()?;
            let length = (held.len() - start - 8) as u64;
            held[start..start + 8].copy_from_slice(&length.to_le_bytes());
            if held.len() > HELD {
                hasher.update(&held);
                held.clear();
            }
        }
        hasher.update(&held);
        Some(hasher.finalize())
    };
    let groups: Option<Vec<blake3::Hash>> = paths.par_chunks(GROUP).map(group).collect();
    let mut all = blake3::Hasher::new();
    for hash in groups? {
        all.update(hash.as_bytes());
    }
    Some(all.finalize().to_string())
}

impl Cache {
    /// The digest of what stands now where the texts were read.
    fn texts_now(&self, project: &Project, sources: &SourceSet) -> Option<String> {
        let pages = project.pages.iter().map(|page| page.path.as_str());
        let paths: Vec<&str> = pages.chain(self.others.keys().map(String::as_str)).collect();
        digest(&paths, |path, text| {
            // What this run goes by was read already.
            if let Some(file) = sources.files.iter().find(|file| file.path == path) {
                text.extend_from_slice(file.text.as_bytes());
                return Ok(());
            }
            // A lock may be larger than a page.
            let most = self.others.get(path).copied().unwrap_or(project.limits.file_size);
            append_text(&project.root.join(path), most, text)
        })
    }

    fn into_unchanged(self, project: &Project, sources: &SourceSet) -> Unchanged {
        let mut shown = SourceSet { root: sources.root.clone(), ..SourceSet::default() };
        let mut ids = BTreeMap::new();
        let mut diagnostics = Vec::new();
        for remark in self.remarks {
            let Some((code, _)) = CODES.iter().find(|(code, _)| *code == remark.code) else {
                continue;
            };
            let place = remark.place.and_then(|(path, start, end)| {
                if !ids.contains_key(&path) {
                    let file = SourceFile::read(path.as_str(), &project.root.join(&path)).ok()?;
                    ids.insert(path.clone(), shown.add(file));
                }
                Some((ids[&path], Span { start, end }))
            });
            let severity = if remark.is_error { Severity::Error } else { Severity::Warning };
            let (message, help) = (remark.message, remark.help);
            diagnostics.push(Diagnostic { code, severity, message, place, help });
        }
        Unchanged {
            requirements: self.requirements,
            documents: self.documents,
            diagnostics,
            sources: shown,
        }
    }
}

/// How the outputs stood when a build began.
#[derive(Debug)]
pub struct Stood(String);

/// Looks at the outputs before a build compares them with what it makes. `None` when that can't be
/// told from what comes later, and nothing is to be remembered.
pub fn look(project: &Project) -> Option<Stood> {
    if project.templates.is_some() || !project.output.is_dir() {
        return None;
    }
    // What is as young as this file, which has no name, may be written to after the build looked.
    let now = tempfile::tempfile_in(&project.output).ok()?;
    Some(Stood(stamp(&project.output, Some(&now))?.to_string()))
}

/// Remembers a build that changed nothing. Whether that succeeds makes no difference but for time.
pub fn remember(engine: &str, project: &Project, compiled: &Compiled, outputs: Stood) {
    let Some(cache) = cache(engine, project, compiled, outputs) else { return };
    let json = serde_json::to_vec(&cache).expect("plain data with text keys");
    let folder = project.root.join(FOLDER);
    let _ =
        put(&folder.join(".gitignore"), b"*\n").and_then(|()| put(&path_of(&project.root), &json));
}

/// `None` where a file that isn't there could change the result by coming into being, and where
/// texts can't be told by what was read.
fn cache(engine: &str, project: &Project, compiled: &Compiled, outputs: Stood) -> Option<Cache> {
    let sources = &compiled.sources;
    let missing = compiled.diagnostics.iter().any(|said| matches!(said.code, "N001" | "N021"));
    let odd = sources.files.iter().any(|file| file.not_utf8.is_some());
    if missing || odd {
        return None;
    }
    let text_of: HashMap<&str, &str> =
        sources.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let pages: Vec<&str> = project.pages.iter().map(|page| page.path.as_str()).collect();
    let known: HashSet<&str> = pages.iter().copied().collect();
    let others = sources.files.iter().filter(|file| !known.contains(file.path.as_str()));
    let others: BTreeMap<String, usize> =
        others.map(|file| (file.path.clone(), file.text.len())).collect();
    let paths: Vec<&str> = pages.into_iter().chain(others.keys().map(String::as_str)).collect();
    let texts = digest(&paths, |path, text| {
        let known = text_of.get(path).ok_or(std::io::ErrorKind::NotFound)?;
        text.extend_from_slice(known.as_bytes());
        Ok(())
    });
    let remark = |said: &Diagnostic| Remark {
        code: said.code.to_owned(),
        is_error: said.severity == Severity::Error,
        message: said.message.clone(),
        place: said.place.map(|(file, at)| (sources.file(file).path.clone(), at.start, at.end)),
        help: said.help.clone(),
    };
    Some(Cache {
        engine: engine.to_owned(),
        config: sources.file(project.file).path.clone(),
        found: found(project),
        texts: texts?,
        others,
        outputs: outputs.0,
        requirements: compiled.graph.requirements.len(),
        documents: compiled.graph.documents.len(),
        remarks: compiled.diagnostics.iter().map(remark).collect(),
    })
}
