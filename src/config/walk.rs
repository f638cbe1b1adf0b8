//! Which files of the docs root are pages.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::{DocsGlob, PagePath, Project};
use crate::source::Store;
use crate::source::git::Revision;

/// The pages of a project by path, and the globs that match none.
///
/// Hidden folders and the output folder hold no pages. Links are not followed: they may lead in
/// circles, or out of the docs root.
pub(super) fn find_pages<'p>(
    project: &'p Project,
    store: &Store,
) -> (Vec<PagePath>, Vec<&'p DocsGlob>) {
    let products = project.products.iter().enumerate();
    let globs = products.flat_map(|(at, product)| product.docs.iter().map(move |glob| (at, glob)));
    let globs: Vec<(usize, &DocsGlob)> = globs.collect();
    let mut matched = vec![false; globs.len()];
    let mut pages: BTreeMap<String, usize> = BTreeMap::new();
    let mut look_at = |path: String| {
        for (number, (product, glob)) in globs.iter().enumerate() {
            if glob.matcher.is_match(&path) {
                matched[number] = true;
                pages.entry(path.clone()).or_insert(*product);
            }
        }
    };
    match store {
        Store::Disk => on_disk(project, &mut look_at),
        Store::Revision(revision) => in_revision(project, revision, &mut look_at),
    }
    let pages = pages.into_iter().map(|(path, product)| PagePath { path, product });
    let idle = globs.iter().zip(matched).filter(|(_, matched)| !matched).map(|(glob, _)| glob.1);
    (pages.collect(), idle.collect())
}

fn on_disk(project: &Project, look_at: &mut impl FnMut(String)) {
    let root = if project.root.as_os_str().is_empty() { Path::new(".") } else { &project.root };
    // As the walk names it: below `.` where the docs root is the current folder.
    let output = match project.output.strip_prefix(&project.root) {
        Ok(inside) => root.join(inside),
        Err(_) => project.output.clone(),
    };
    let is_open = |entry: &DirEntry| entry.depth() == 0 || !is_closed(entry, &output);
    let entries = WalkDir::new(root).into_iter().filter_entry(is_open).filter_map(Result::ok);
    for entry in entries.filter(|entry| entry.file_type().is_file()) {
        let relative = entry.path().strip_prefix(root).ok().and_then(Path::to_str);
        if let Some(path) = relative {
            look_at(path.replace('\\', "/"));
        }
    }
}

fn is_closed(entry: &DirEntry, output: &Path) -> bool {
    let is_hidden = entry.file_name().to_str().is_some_and(|name| name.starts_with('.'));
    entry.file_type().is_dir() && (is_hidden || entry.path() == output)
}

fn in_revision(project: &Project, revision: &Revision, look_at: &mut impl FnMut(String)) {
    for path in revision.files_below(&project.root.to_string_lossy().replace('\\', "/")) {
        let mut folders = Path::new(path).ancestors().skip(1).filter(|f| !f.as_os_str().is_empty());
        let hidden = path.rsplit('/').skip(1).any(|folder| folder.starts_with('.'));
        if !hidden && !folders.any(|folder| project.root.join(folder) == project.output) {
            look_at(path.to_owned());
        }
    }
}
