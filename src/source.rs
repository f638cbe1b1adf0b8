//! Files and places in them. The one module that opens documents.

use std::sync::Arc;

/// A half-open range of bytes in one file, as pulldown-cmark counts them.
///
/// Lines and columns exist only where a place is shown; see [`SourceFile::line_column`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Which file of a [`SourceSet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A line and a column, both from 1; the column counts Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

/// One document as it is on disk, decoded. A byte order mark is kept out of `text` and counted
/// in no span.
#[derive(Debug)]
pub struct SourceFile {
    /// The path relative to the docs root (the folder of `normative.toml`), with `/`.
    pub path: String,
    /// The text. Offsets of all spans are offsets in it.
    pub text: String,
    /// The offset at which each line starts.
    pub line_starts: Vec<usize>,
}

impl SourceFile {
    /// A file from its path and text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let line_starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { path: path.into(), text, line_starts }
    }

    /// The line and column of an offset.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let line = self.line_starts.partition_point(|&start| start <= offset).max(1);
        let start = self.line_starts[line - 1];
        let column = self.text[start..offset.min(self.text.len())].chars().count() + 1;
        LineColumn { line: line as u32, column: column as u32 }
    }
}

/// All files that were read: pages, and what they include. [`FileId`]s index it.
#[derive(Debug, Default)]
pub struct SourceSet {
    /// The files, by [`FileId`].
    pub files: Vec<Arc<SourceFile>>,
}
