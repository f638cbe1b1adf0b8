//! All files of a project, read once.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use rayon::prelude::*;

use crate::config::{Limits, Project};
use crate::diagnostic::{Diagnostic, Parsed};
use crate::markdown::{Library, Outline, Page, read_page};
use crate::source::{FileId, SourceSet, Store, shown};
use crate::version::MonikerSet;

/// The pages of a project, and everything that reading them needs.
#[derive(Debug, Default)]
pub struct Files {
    /// Configuration, pages and what they include.
    pub sources: SourceSet,
    /// The pages, by path, with the versions of their product and docs group.
    pub pages: Vec<(FileId, MonikerSet)>,
    outlines: Vec<Outline>,
    by_path: HashMap<String, FileId>,
    limits: Limits,
}

impl Files {
    /// Reads all pages of a project, and what they include. A file that cannot be read is left
    /// out, and said. `sources` holds what was read before.
    pub fn read(project: &Project, sources: SourceSet) -> Parsed<Self> {
        let mut files = Self { sources, limits: project.limits, ..Self::default() };
        let mut diagnostics = project.remarks.clone();
        files.outlines.resize_with(files.sources.files.len(), Outline::default);
        let paths: Vec<&str> = project.pages.iter().map(|page| page.path.as_str()).collect();
        for (path, error) in files.add(project, &paths) {
            diagnostics.push(files.unreadable(&path, &error));
        }
        // What can't be read is said where it is included.
        for (path, error) in files.add_included(project) {
            if error.kind() == std::io::ErrorKind::FileTooLarge {
                diagnostics.push(files.unreadable(&path, &error));
            }
        }
        files.pages = files.without_included(project);
        Parsed { value: files, diagnostics }
    }

    fn unreadable(&self, path: &str, error: &std::io::Error) -> Diagnostic {
        let path = shown(&self.sources.root, path);
        let diagnostic = Diagnostic::error("N001", format!("cannot read `{path}`: {error}"));
        if error.kind() == std::io::ErrorKind::FileTooLarge {
            return diagnostic.help("`file_size` in `[limits]` allows for more".to_owned());
        }
        diagnostic
    }

    /// What reading a page needs.
    pub fn library(&self) -> Library<'_> {
        Library {
            sources: &self.sources,
            outlines: &self.outlines,
            by_path: &self.by_path,
            limits: self.limits,
        }
    }

    /// Reads one of the pages.
    pub fn page(&self, (file, monikers): &(FileId, MonikerSet)) -> Parsed<Page> {
        read_page(self.library(), *file, monikers)
    }

    /// Reads files in parallel and adds them in the order of `paths`; what cannot be read is
    /// returned.
    fn add(&mut self, project: &Project, paths: &[&str]) -> Vec<(String, std::io::Error)> {
        let first = self.sources.files.len();
        let (store, most) = (&self.sources.store, project.limits.file_size);
        let read: Vec<_> = paths
            .par_iter()
            .map(|path| store.read_at_most(*path, &project.root.join(path), most))
            .collect();
        let mut failed = Vec::new();
        for (path, file) in paths.iter().zip(read) {
            match file {
                Ok(file) => {
                    let id = self.sources.add(file);
                    self.by_path.insert((*path).to_owned(), id);
                }
                Err(error) => failed.push(((*path).to_owned(), error)),
            }
        }
        let added = (first..self.sources.files.len())
            .into_par_iter()
            .map(|at| Outline::of(&self.sources.files[at], FileId(at as u32), &project.catalog));
        let added: Vec<_> = added.collect();
        self.outlines.extend(added);
        failed
    }

    /// Reads what is included, and what that includes; what cannot be read is returned.
    fn add_included(&mut self, project: &Project) -> Vec<(String, std::io::Error)> {
        let is_inside = self.can_include(project);
        let mut tried = BTreeSet::new();
        let mut failed = Vec::new();
        let mut from = 0;
        while from < self.outlines.len() {
            let included = self.outlines[from..].iter().flat_map(Outline::included);
            let fresh: BTreeSet<String> = included
                .filter(|path| !self.by_path.contains_key(*path) && !tried.contains(*path))
                .map(str::to_owned)
                .collect();
            from = self.outlines.len();
            let inside: Vec<&str> =
                fresh.iter().map(String::as_str).filter(|path| is_inside(path)).collect();
            failed.extend(self.add(project, &inside));
            tried.extend(fresh);
        }
        failed
    }

    /// Whether a file can be included: it is there, and in the docs root even where a link leads.
    fn can_include(&self, project: &Project) -> impl Fn(&str) -> bool + use<> {
        let (store, folder) = (self.sources.store.clone(), project.root.clone());
        let shown = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        let root = std::fs::canonicalize(shown);
        move |path| {
            let path = folder.join(path);
            match &store {
                Store::Disk => {
                    let real = std::fs::canonicalize(path);
                    matches!((&root, real), (Ok(root), Ok(real)) if real.starts_with(root))
                }
                Store::Revision(revision) => revision.is_below(&folder, &path),
            }
        }
    }

    /// The pages that no other page includes: an include is read where it is included. Pages that
    /// include each other stay.
    fn without_included(&self, project: &Project) -> Vec<(FileId, MonikerSet)> {
        let library = self.library();
        let mut included: BTreeSet<FileId> = BTreeSet::new();
        let pages = project.pages.iter();
        let pages: Vec<_> =
            pages.filter_map(|page| Some((*self.by_path.get(&page.path)?, page))).collect();
        let is_page: BTreeSet<FileId> = pages.iter().map(|page| page.0).collect();
        for (file, _) in &pages {
            let all = library.with_included(*file);
            let all = all[1..].iter().filter(|one| is_page.contains(one));
            included.extend(all.filter(|one| !library.with_included(**one).contains(file)));
        }
        let kept = pages.into_iter().filter(|(file, _)| !included.contains(file));
        kept.map(|(file, page)| (file, project.products[page.product].monikers_of(&page.path)))
            .collect()
    }
}
