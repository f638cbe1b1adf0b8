//! What the last build that changed nothing had read and found, so that the next one, when still
//! nothing changed, needs only to read.
//!
//! A cache is a hint and never changes a result. It holds the digest of every text that was read
//! and how every output stood on disk; it counts only when all of them are the same, for the same
//! program. It can be deleted at any time, and what is wrong with it is as if there was none.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::write::{digest, put, stamps};
use crate::compile::Compiled;
use crate::config::Project;
use crate::diagnostic::{CODES, Diagnostic, Severity};
use crate::source::{SourceFile, SourceSet, Span, read_text};

/// The folder of the cache, beside `normative.toml`. Hidden folders hold no pages.
pub const FOLDER: &str = ".normative-cache";
const FILE: &str = "build.json";

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
    /// The pages, by path.
    pages: Vec<String>,
    /// The digest of each text that was read, by path.
    read: BTreeMap<String, String>,
    /// How each output stood on disk, by path.
    outputs: BTreeMap<String, String>,
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
    let path = path_of(&project.root);
    let cache: Cache = serde_json::from_str(&read_text(&path, usize::MAX).ok()??).ok()?;
    let is_ours = cache.engine == engine
        && cache.config == sources.file(project.file).path
        && cache.pages.iter().eq(project.pages.iter().map(|page| &page.path));
    if !is_ours || project.templates.is_some() {
        return None;
    }
    let same = |path: &str, known: &str| {
        // Whatever the limit: a lock may be larger, and what has grown differs anyway.
        let text = read_text(&project.root.join(path), usize::MAX).ok()??;
        (digest(text.as_bytes()) == known).then_some(())
    };
    let all = cache.read.par_iter().all(|(path, known)| same(path, known).is_some());
    if !all || stamps(&project.output, Some(&path))? != cache.outputs {
        return None;
    }
    Some(cache.into_unchanged(project, sources))
}

impl Cache {
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

/// Remembers a build that changed nothing. Whether that succeeds makes no difference but for time.
pub fn remember(engine: &str, project: &Project, compiled: &Compiled) {
    let Some(cache) = cache(engine, project, compiled) else { return };
    let folder = project.root.join(FOLDER);
    let json = serde_json::to_vec(&cache).expect("plain data with text keys");
    let _ =
        put(&folder.join(".gitignore"), b"*\n").and_then(|()| put(&path_of(&project.root), &json));
}

/// `None` where a file that isn't there could change the result by coming into being, and where
/// texts can't be told by what was read.
fn cache(engine: &str, project: &Project, compiled: &Compiled) -> Option<Cache> {
    let sources = &compiled.sources;
    let missing = compiled.diagnostics.iter().any(|said| matches!(said.code, "N001" | "N021"));
    let odd = sources.files.iter().any(|file| file.not_utf8.is_some());
    if missing || odd || project.templates.is_some() {
        return None;
    }
    let read: Vec<(String, String)> = sources
        .files
        .par_iter()
        .map(|file| (file.path.clone(), digest(file.text.as_bytes())))
        .collect();
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
        pages: project.pages.iter().map(|page| page.path.clone()).collect(),
        read: read.into_iter().collect(),
        outputs: stamps(&project.output, None)?,
        requirements: compiled.graph.requirements.len(),
        documents: compiled.graph.documents.len(),
        remarks: compiled.diagnostics.iter().map(remark).collect(),
    })
}
