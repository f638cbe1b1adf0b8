//! What pages look like to their readers.

mod blocks;
mod html;
mod includes;
mod properties;
mod zones;

use std::collections::HashMap;

use super::{Block, Cell, Library, Outline, Page, read_page};
use crate::config::Limits;
use crate::diagnostic::Parsed;
use crate::source::{FileId, SourceFile, SourceSet};
use crate::version::Catalog;

/// A docs root in memory; its first file is the page.
pub(super) struct Docs {
    pub(super) sources: SourceSet,
    pub(super) catalog: Catalog,
    pub(super) page: Parsed<Page>,
}

impl Docs {
    pub(super) fn of(files: &[(&str, &[u8])]) -> Self {
        let catalog = Catalog::of_products([
            ("Loader", ["loader-1", "loader-2", "loader-3"].as_slice()),
            ("Linker", ["linker-1"].as_slice()),
        ]);
        let mut sources = SourceSet::default();
        let mut by_path = HashMap::new();
        for (path, bytes) in files {
            let id = sources.add(SourceFile::from_bytes(*path, bytes.to_vec()));
            by_path.insert((*path).to_owned(), id);
        }
        let outlines = (0..).zip(&sources.files);
        let outlines: Vec<_> =
            outlines.map(|(at, file)| Outline::of(file, FileId(at), &catalog)).collect();
        let library = Library {
            sources: &sources,
            outlines: &outlines,
            by_path: &by_path,
            limits: Limits::default(),
        };
        let page = read_page(library, FileId(0), &catalog.of_product(0));
        Self { sources, catalog, page }
    }

    /// One page on its own.
    pub(super) fn page(text: &str) -> Self {
        Self::of(&[("page.md", text.as_bytes())])
    }

    /// All views: the numbers of their versions, and their blocks. A page that is the same for
    /// all versions has no such line.
    pub(super) fn views(&self) -> String {
        let mut out = String::new();
        let views = &self.page.value.views;
        for view in views {
            if views.len() > 1 || view.monikers != self.catalog.of_product(0) {
                let names: Vec<_> = self.catalog.names(&view.monikers).collect();
                let numbers: Vec<_> =
                    names.iter().map(|name| name.trim_start_matches("loader-")).collect();
                out.push_str(&format!("[{}]\n", numbers.join(" ")));
            }
            show(&view.blocks, 0, &mut out);
        }
        out
    }

    /// What was noticed: code, line, message.
    pub(super) fn remarks(&self) -> Vec<String> {
        let remarks = self.page.diagnostics.iter().map(|one| {
            let place =
                one.place.map(|(file, span)| self.sources.file(file).line_column(span.start));
            let place = place.map_or(String::new(), |at| format!("{}:{}", at.line, at.column));
            format!("{} {place} {}", one.code, one.message)
        });
        remarks.collect()
    }
}

/// One line a block, indented as they nest.
fn show(blocks: &[Block], depth: usize, out: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { level, text } => line(depth, &format!("h{level} {}", text.plain), out),
            Block::Paragraph(text) => line(depth, &text.plain, out),
            Block::List { ordered, items } => {
                for item in items {
                    line(depth, if *ordered { "1." } else { "-" }, out);
                    show(item, depth + 1, out);
                }
            }
            Block::Alert { kind, blocks } => {
                line(depth, &format!("{kind:?}:"), out);
                show(blocks, depth + 1, out);
            }
            Block::Quote(blocks) => {
                line(depth, ">", out);
                show(blocks, depth + 1, out);
            }
            Block::Table(table) => {
                if !table.header.is_empty() {
                    row(depth, "head", &table.header, out);
                }
                for cells in &table.rows {
                    row(depth, "row", cells, out);
                }
            }
            Block::Code(..) => line(depth, "code", out),
        }
    }
}

/// A row on one line; what is more than a paragraph stands in braces.
fn row(depth: usize, name: &str, cells: &[Cell], out: &mut String) {
    let cells = cells.iter().map(|cell| match cell.blocks.as_slice() {
        [] => String::new(),
        [Block::Paragraph(text)] => text.plain.replace('\n', "⏎"),
        blocks => {
            let mut inner = String::new();
            show(blocks, 0, &mut inner);
            let words: Vec<_> = inner.split_whitespace().collect();
            format!("{{{}}}", words.join(" "))
        }
    });
    let cells: Vec<_> = cells.collect();
    line(depth, format!("{name} | {}", cells.join(" | ")).trim_end(), out);
}

fn line(depth: usize, text: &str, out: &mut String) {
    out.push_str(&"  ".repeat(depth));
    out.push_str(&text.replace('\n', "⏎"));
    out.push('\n');
}

/// What the page looks like, without any remark.
#[track_caller]
pub(super) fn check(text: &str, expected: &str) {
    let docs = Docs::page(text);
    assert_eq!(docs.views(), expected, "{text}");
    assert_eq!(docs.remarks(), [""; 0], "{text}");
}

/// What the page looks like, and what is said about it.
#[track_caller]
pub(super) fn check_with(text: &str, expected: &str, remarks: &[&str]) {
    let docs = Docs::page(text);
    assert_eq!(docs.views(), expected, "{text}");
    assert_eq!(docs.remarks(), remarks, "{text}");
}
