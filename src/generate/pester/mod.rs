//! Pester suites, one folder per version: static tests that name facts, limits and ids, and one
//! fixed module that decides them.
//!
//! A folder is complete: whoever copies it to a server can run it. No text of a document stands in
//! a PowerShell file. It stands in the catalogue, `requirements.json`, and is looked up by id.

mod catalogue;
mod collector;
mod json;
pub mod quote;
mod suite;
mod synthesis;
mod table;
mod template;
mod vectors;

use std::collections::BTreeMap;
use std::fmt;

use rayon::prelude::*;

use crate::requirement::Graph;
use crate::version::MonikerId;
use crate::vocabulary::Vocabulary;

use super::OutputFile;
use super::template::Templates;

/// Why there are no suites.
#[derive(Debug)]
pub enum PesterError {
    /// A moniker can't be the name of a folder.
    Moniker(String),
    /// Two monikers would be the same folder where case is ignored.
    SameFolder(String, String),
    /// An id has a character that no id has.
    Id(String),
    /// A vocabulary has something that can't stand in PowerShell; what, in a phrase.
    Source(String),
    /// A template is broken.
    Template(tera::Error),
}

impl fmt::Display for PesterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Moniker(moniker) => write!(
                f,
                "moniker `{}` can't name a folder; use letters, digits, `.`, `_` and `-`",
                moniker.escape_debug()
            ),
            Self::SameFolder(one, other) => {
                write!(f, "monikers `{one}` and `{other}` would share a folder")
            }
            Self::Id(id) => write!(f, "`{}` is no id of a requirement", id.escape_debug()),
            Self::Source(what) => write!(f, "{what} can't stand in the collector"),
            Self::Template(_) => f.write_str("a Pester template can't be rendered"),
        }
    }
}

impl std::error::Error for PesterError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Template(error) => Some(error),
            _ => None,
        }
    }
}

impl From<tera::Error> for PesterError {
    fn from(error: tera::Error) -> Self {
        Self::Template(error)
    }
}

/// Generates the folders of all versions. `vocabulary` gives each product's, by its place in the
/// catalog of the graph.
///
/// # Errors
/// When a moniker or id can't stand in a path or in PowerShell, the PowerShell of a vocabulary is
/// not plain ASCII, or a template is broken.
pub fn generate<'a>(
    graph: &Graph,
    vocabulary: impl Fn(usize) -> Option<&'a Vocabulary> + Sync,
    templates: &Templates,
) -> Result<Vec<OutputFile>, PesterError> {
    let none = Vocabulary::default();
    let templates = template::engine(templates)?;
    let language = vectors::Language::new();
    let mut folders: BTreeMap<String, &str> = BTreeMap::new();
    for id in graph.catalog.ids() {
        let moniker = graph.catalog.name(id);
        if quote::file_stem(moniker) != moniker {
            return Err(PesterError::Moniker(moniker.to_owned()));
        }
        if let Some(other) = folders.insert(moniker.to_ascii_lowercase(), moniker) {
            return Err(PesterError::SameFolder(other.to_owned(), moniker.to_owned()));
        }
    }
    let ids: Vec<MonikerId> = graph.catalog.ids().collect();
    let folders = ids.into_par_iter().map(|id| {
        let moniker = graph.catalog.name(id);
        let version = suite::Version::of(graph, id, moniker)?;
        if version.suites.is_empty() {
            return Ok(Vec::new());
        }
        let product = graph.catalog.monikers[id.0 as usize].product as usize;
        let vocabulary = vocabulary(product).unwrap_or(&none);
        let folder = Folder { moniker, vocabulary, templates: &templates, language: &language };
        folder.files(&version)
    });
    // The error of the first version that has one, whichever thread is first.
    let folders: Vec<Result<Vec<OutputFile>, PesterError>> = folders.collect();
    let mut files = Vec::new();
    for folder in folders {
        files.extend(folder?);
    }
    files.sort();
    Ok(files)
}

/// One version's folder.
struct Folder<'a> {
    moniker: &'a str,
    vocabulary: &'a Vocabulary,
    templates: &'a tera::Tera,
    language: &'a vectors::Language,
}

impl Folder<'_> {
    fn files(&self, version: &suite::Version<'_>) -> Result<Vec<OutputFile>, PesterError> {
        let mut files = vec![
            self.file("requirements.json", catalogue::render(version, self.vocabulary)),
            self.file("Normative.Pester.psm1", template::MODULE.concat()),
            self.file("Invoke-Normative.ps1", template::RUNNER),
            self.file("README.md", template::README),
        ];
        let vectors = vectors::render(version, self.vocabulary, self.language);
        files.push(self.file("Selftest.Tests.ps1", self.selftest(&vectors)?));
        files.push(self.file("vectors.json", vectors.content));
        if !self.vocabulary.probes.is_empty() {
            let collector = collector::render(self.vocabulary, self.templates)?;
            files.push(self.file("Collect-NormativeFact.ps1", collector));
        }
        let suites = version.suites.par_iter().map(|suite| {
            Ok(self.file(&suite.file, suite.render(self.templates, self.vocabulary)?))
        });
        let suites: Vec<Result<OutputFile, PesterError>> = suites.collect();
        for suite in suites {
            files.push(suite?);
        }
        Ok(files)
    }

    fn selftest(&self, vectors: &vectors::Vectors) -> Result<String, PesterError> {
        let mut context = tera::Context::new();
        context.insert("name", &format!("selftest ({})", self.moniker));
        context.insert("tag", &format!("Product:{}", self.moniker));
        context.insert("language", &vectors.language);
        context.insert("requirements", &vectors.requirements);
        Ok(self.templates.render(template::SELFTEST, &context)?)
    }

    fn file(&self, name: &str, content: impl Into<Vec<u8>>) -> OutputFile {
        OutputFile::new(format!("pester/{}/{name}", self.moniker), content)
    }
}
