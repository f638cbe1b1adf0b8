//! Which files of the docs root are pages.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Component, Path};

use walkdir::{DirEntry, WalkDir};

use super::{DocsGlob, PagePath, Project};
use crate::diagnostic::Diagnostic;
use crate::source::git::Revision;
use crate::source::{SourceSet, Store, shown};

/// What was found in the docs root.
pub(super) struct Found<'p> {
    /// The pages, by path.
    pub(super) pages: Vec<PagePath>,
    /// The globs that match none.
    pub(super) idle: Vec<&'p DocsGlob>,
    /// What has the name of a page and can't be one.
    pub(super) remarks: Vec<Diagnostic>,
}

/// The pages of a project.
///
/// Hidden folders and the output folder hold no pages. Links are not followed: they may lead in
/// circles, or out of the docs root.
pub(super) fn find_pages<'p>(project: &'p Project, sources: &SourceSet) -> Found<'p> {
    let products = project.products.iter().enumerate();
    let globs = products.flat_map(|(at, product)| product.docs.iter().map(move |glob| (at, glob)));
    let globs: Vec<(usize, &DocsGlob)> = globs.collect();
    let mut matched = vec![false; globs.len()];
    let mut pages: BTreeMap<String, usize> = BTreeMap::new();
    let mut remarks = Vec::new();
    let mut look_at = |path: Cow<'_, str>, odd: Option<Odd>| {
        for (number, (product, glob)) in globs.iter().enumerate() {
            if glob.matcher.is_match(&*path) {
                matched[number] = true;
                match &odd {
                    Some(odd) => {
                        remarks.push(odd.remark(&shown(&sources.root, &path)));
                        return;
                    }
                    None => drop(pages.entry(path.clone().into_owned()).or_insert(*product)),
                }
            }
        }
    };
    match &sources.store {
        Store::Disk => on_disk(project, &mut look_at),
        Store::Revision(revision) => in_revision(project, revision, &mut look_at),
    }
    let pages = pages.into_iter().map(|(path, product)| PagePath { path, product }).collect();
    let idle = globs.iter().zip(matched).filter(|(_, matched)| !matched).map(|(glob, _)| glob.1);
    let idle = idle.collect();
    remarks.sort_by(|a: &Diagnostic, b| a.message.cmp(&b.message));
    Found { pages, idle, remarks }
}

/// Why something with the name of a page is none.
enum Odd {
    /// It leads elsewhere.
    Link,
    /// It is a pipe, a socket or a device.
    NoFile,
    /// Its name can't be written in a path that every platform reads the same.
    Name,
}

impl Odd {
    fn remark(&self, path: &str) -> Diagnostic {
        match self {
            Self::Link => Diagnostic::warning("N008", format!("`{path}` is a link, and is not read"))
                .help("put the page itself here".to_owned()),
            Self::NoFile => Diagnostic::warning("N008", format!("`{path}` is no regular file, and is not read"))
                .help("put a page here, or leave it out of `docs`".to_owned()),
            Self::Name => Diagnostic::error(
                "N008",
                format!("the name of `{path}` can't be part of a path everywhere, so the page is not read"),
            )
            .help("rename it; a name is text without backslashes and control characters".to_owned()),
        }
    }
}

/// A path with `/`, and whether it means the same everywhere.
fn plain(relative: &Path) -> (Cow<'_, str>, bool) {
    let is_good = |part: &str| !part.contains(|c: char| c == '\\' || c.is_control());
    let parts = || relative.components().map(Component::as_os_str);
    let good = parts().all(|part| part.to_str().is_some_and(is_good));
    match relative.to_str() {
        Some(path) if std::path::MAIN_SEPARATOR == '/' => (Cow::Borrowed(path), good),
        _ => {
            let parts: Vec<_> = parts().map(|part| part.to_string_lossy()).collect();
            (Cow::Owned(parts.join("/")), good)
        }
    }
}

fn on_disk(project: &Project, look_at: &mut impl FnMut(Cow<'_, str>, Option<Odd>)) {
    let root = if project.root.as_os_str().is_empty() { Path::new(".") } else { &project.root };
    // As the walk names it: below `.` where the docs root is the current folder.
    let output = match project.output.strip_prefix(&project.root) {
        Ok(inside) => root.join(inside),
        Err(_) => project.output.clone(),
    };
    let is_open = |entry: &DirEntry| entry.depth() == 0 || !is_closed(entry, &output);
    let entries = WalkDir::new(root).into_iter().filter_entry(is_open).filter_map(Result::ok);
    for entry in entries.filter(|entry| !entry.file_type().is_dir()) {
        let Ok(relative) = entry.path().strip_prefix(root) else { continue };
        let (path, is_good) = plain(relative);
        let odd = match entry.file_type() {
            sort if sort.is_symlink() => Some(Odd::Link),
            sort if !sort.is_file() => Some(Odd::NoFile),
            _ => (!is_good).then_some(Odd::Name),
        };
        look_at(path, odd);
    }
}

fn is_closed(entry: &DirEntry, output: &Path) -> bool {
    let is_hidden = entry.file_name().to_str().is_some_and(|name| name.starts_with('.'));
    entry.file_type().is_dir() && (is_hidden || entry.path() == output)
}

fn in_revision(
    project: &Project,
    revision: &Revision,
    look_at: &mut impl FnMut(Cow<'_, str>, Option<Odd>),
) {
    for path in revision.files_below(&project.root.to_string_lossy().replace('\\', "/")) {
        let mut folders = Path::new(path).ancestors().skip(1).filter(|f| !f.as_os_str().is_empty());
        let hidden = path.rsplit('/').skip(1).any(|folder| folder.starts_with('.'));
        if !hidden && !folders.any(|folder| project.root.join(folder) == project.output) {
            let is_good = !path.contains(|c: char| c == '\\' || c.is_control());
            look_at(Cow::Borrowed(path), (!is_good).then_some(Odd::Name));
        }
    }
}
