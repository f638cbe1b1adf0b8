//! Files and places in them. The one module that opens documents.

pub mod git;

use std::fs::File;
use std::io::{Error, ErrorKind, Read};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use self::git::Revision;

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

impl Span {
    /// The bytes of a range.
    pub fn of(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }

    /// The same bytes, as an index of a text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
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
    /// The offset at which each line starts. Lines end with `\n`, `\r\n` or a lone `\r`.
    pub line_starts: Vec<usize>,
    /// Where the first byte stood that is not UTF-8: an offset of `text`, at the character that
    /// stands in for it.
    pub not_utf8: Option<usize>,
    /// How many characters stand before each block of [`BLOCK`] bytes; made when first asked for.
    characters_before: OnceLock<Vec<usize>>,
}

/// A column on a line of a megabyte is found by counting at most this many bytes.
const BLOCK: usize = 1024;

impl SourceFile {
    /// A file from its path and text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let line_starts = line_starts(text.as_bytes());
        let characters_before = OnceLock::new();
        Self { path: path.into(), text, line_starts, not_utf8: None, characters_before }
    }

    /// A file from its path and the bytes on disk. What is not UTF-8 reads as `U+FFFD`.
    pub fn from_bytes(path: impl Into<String>, mut bytes: Vec<u8>) -> Self {
        if bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(path, text),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                Self { not_utf8: Some(at), ..Self::new(path, text) }
            }
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Whatever the file system says; the caller names the file.
    pub fn read(path: impl Into<String>, on_disk: &Path) -> std::io::Result<Self> {
        Ok(Self::from_bytes(path, read_regular(on_disk, usize::MAX)?))
    }

    /// The line and column of an offset.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let line = self.line(offset) as usize;
        let start = self.line_starts[line - 1];
        let end = offset.clamp(start, self.text.len().max(start));
        let before = match end - start {
            0..BLOCK => characters(&self.text.as_bytes()[start..end]),
            _ => self.characters_to(end) - self.characters_to(start),
        };
        LineColumn { line: line as u32, column: before as u32 + 1 }
    }

    /// The line of an offset, from 1.
    pub fn line(&self, offset: usize) -> u32 {
        self.line_starts.partition_point(|&start| start <= offset).max(1) as u32
    }

    /// How many characters start before `offset`.
    fn characters_to(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let before = self.characters_before.get_or_init(|| {
            let counts = bytes.chunks(BLOCK).scan(0, |sum, block| {
                *sum += characters(block);
                Some(*sum)
            });
            std::iter::once(0).chain(counts).collect()
        });
        let block = offset / BLOCK;
        before[block] + characters(&bytes[block * BLOCK..offset])
    }
}

/// Puts the bytes of a file behind `text`, as [`SourceFile`] has them where they are UTF-8: without
/// a byte order mark.
///
/// # Errors
/// Whatever the file system says, of the kind [`ErrorKind::FileTooLarge`] for a file of more than
/// `most` bytes.
pub fn append_text(path: &Path, most: usize, text: &mut Vec<u8>) -> std::io::Result<()> {
    let start = text.len();
    append_regular(path, most.saturating_add(BYTE_ORDER_MARK.len()), text)?;
    if text[start..].starts_with(BYTE_ORDER_MARK) {
        text.drain(start..start + BYTE_ORDER_MARK.len());
    }
    match text.len() - start {
        length if length > most => Err(too_large(most)),
        _ => Ok(()),
    }
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

fn too_large(most: usize) -> Error {
    Error::new(ErrorKind::FileTooLarge, format!("it has more than {most} bytes"))
}

/// The bytes of a file; of one that is too large, one byte more than `most`.
fn read_regular(path: &Path, most: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    append_regular(path, most, &mut bytes)?;
    Ok(bytes)
}

/// Puts the bytes of a file behind others; of one that is too large, one byte more than `most`.
fn append_regular(path: &Path, most: usize, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    let mut file = open_at_once(path)?;
    let known = file.metadata()?;
    // What a folder is, reading says.
    if !known.is_file() && !known.is_dir() {
        return Err(Error::new(ErrorKind::InvalidInput, "it is no regular file"));
    }
    let start = bytes.len();
    let size = usize::try_from(known.len()).unwrap_or(usize::MAX).min(most);
    // With one byte of room behind it, the end is seen without asking for more memory.
    bytes.try_reserve(size.saturating_add(1))?;
    bytes.resize(start + size + 1, 0);
    let mut end = start;
    while end < bytes.len() {
        match file.read(&mut bytes[end..]) {
            Ok(0) => break,
            Ok(count) => end += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => {
                bytes.truncate(start);
                return Err(error);
            }
        }
    }
    let grew = end == bytes.len();
    bytes.truncate(end);
    if grew {
        let left = most.saturating_add(1).saturating_sub(end - start);
        file.take(left as u64).read_to_end(bytes)?;
    }
    Ok(())
}

/// Opens a file without waiting for whoever would write into a pipe of its name.
#[cfg(unix)]
fn open_at_once(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    let flags = rustix::fs::OFlags::NONBLOCK.bits();
    File::options().read(true).custom_flags(flags.cast_signed()).open(path)
}

/// Opens a file.
#[cfg(not(unix))]
fn open_at_once(path: &Path) -> std::io::Result<File> {
    File::open(path)
}

/// How many characters start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

fn line_starts(text: &[u8]) -> Vec<usize> {
    let mut starts = Vec::with_capacity(1 + text.len() / 40);
    starts.push(0);
    let ends = memchr::memchr2_iter(b'\n', b'\r', text)
        .filter(|&at| text[at] == b'\n' || text.get(at + 1) != Some(&b'\n'));
    starts.extend(ends.map(|at| at + 1));
    starts
}

/// Where the files of the docs are.
#[derive(Debug, Default, Clone)]
pub enum Store {
    /// On disk.
    #[default]
    Disk,
    /// In a commit; paths are relative to its top.
    Revision(Arc<Revision>),
}

impl Store {
    /// Reads a file and gives it a name: its path relative to the docs root.
    ///
    /// # Errors
    /// Whatever the file system or git says; the caller names the file.
    pub fn read(&self, name: impl Into<String>, path: &Path) -> std::io::Result<SourceFile> {
        self.read_at_most(name, path, usize::MAX)
    }

    /// Reads a file of at most so many bytes.
    ///
    /// # Errors
    /// Whatever the file system or git says, of the kind [`ErrorKind::FileTooLarge`] for a file
    /// that has more; the caller names the file.
    pub fn read_at_most(
        &self,
        name: impl Into<String>,
        path: &Path,
        most: usize,
    ) -> std::io::Result<SourceFile> {
        let bytes = match self {
            Self::Disk => read_regular(path, most)?,
            Self::Revision(revision) => revision.read(path)?,
        };
        if bytes.len() > most {
            return Err(too_large(most));
        }
        Ok(SourceFile::from_bytes(name, bytes))
    }

    /// Whether there is a file.
    pub fn has(&self, path: &Path) -> bool {
        match self {
            Self::Disk => path.is_file(),
            Self::Revision(revision) => revision.has(path),
        }
    }

    /// How a folder is shown in front of a path: git's own `REVISION:FOLDER` for a commit.
    pub fn shown_root(&self, root: &Path) -> String {
        let root = root.to_string_lossy().replace('\\', "/");
        match self {
            Self::Disk => root,
            Self::Revision(revision) => format!("{}:{root}", revision.name),
        }
    }
}

/// All files that were read: configuration, pages, and what they include. [`FileId`]s index it.
#[derive(Debug, Default, Clone)]
pub struct SourceSet {
    /// The files, by [`FileId`].
    pub files: Vec<Arc<SourceFile>>,
    /// Where they were read, and where all others are.
    pub store: Store,
    /// The docs root as the user named it, shown in front of paths in messages: `docs-source`.
    /// Empty for the current folder.
    pub root: String,
}

impl SourceSet {
    /// Adds a file.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(Arc::new(file));
        FileId(self.files.len() as u32 - 1)
    }

    /// The file of an id that this set gave out.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// A file's path as the user would type it.
    pub fn shown_path(&self, id: FileId) -> String {
        shown(&self.root, &self.file(id).path)
    }
}

/// `path` under `root`, with `/`.
pub fn shown(root: &str, path: &str) -> String {
    match root.trim_end_matches('/') {
        "" if root.is_empty() => path.to_owned(),
        // The top of a commit: `HEAD:page.md`.
        root if root.ends_with(':') => format!("{root}{path}"),
        root => format!("{root}/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_counts_nowhere() {
        let file = SourceFile::from_bytes("a.md", b"\xef\xbb\xbfone\ntwo".to_vec());
        assert_eq!(file.text, "one\ntwo");
        assert_eq!(file.line_column(4), LineColumn { line: 2, column: 1 });
    }

    #[test]
    fn all_line_ends_count_once() {
        for text in ["a\nb\nc", "a\r\nb\r\nc", "a\rb\rc"] {
            let file = SourceFile::new("a.md", text);
            let at = text.find('c').expect("the last line");
            assert_eq!(file.line_column(at), LineColumn { line: 3, column: 1 }, "{text:?}");
        }
    }

    #[test]
    fn columns_count_characters() {
        let file = SourceFile::new("a.md", "übergröße x");
        let at = file.text.find('x').expect("an x");
        assert_eq!(file.line_column(at), LineColumn { line: 1, column: 11 });
        assert_eq!(file.line_column(10_000), LineColumn { line: 1, column: 12 });
    }

    #[test]
    fn bytes_that_are_not_utf8_keep_their_line() {
        let file = SourceFile::from_bytes("a.md", b"one\ntw\xffo \xc3".to_vec());
        let at = file.not_utf8.expect("damage");
        assert_eq!(file.line_column(at), LineColumn { line: 2, column: 3 });
        assert_eq!(file.text, "one\ntw\u{fffd}o \u{fffd}");
    }
}
