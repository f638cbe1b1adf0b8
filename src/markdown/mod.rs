//! Pages as their readers see them.
//!
//! A page with zones is a different page for each version. So it is cut into [`View`]s: for each
//! set of versions that sees the same zones, the text outside those zones is blanked with spaces
//! (offsets stay true) and the rest is parsed as CommonMark. What one view says is in force in
//! exactly its monikers; the heading above a list, the lead-in before it and the number of a step
//! are those that a reader of that version sees.

mod brackets;
mod build;
mod fence;
mod front_matter;
mod html;
mod include;
mod lines;
mod outline;
mod page;
mod prepare;
mod read;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod zones;

use crate::source::{FileId, Span};
use crate::version::MonikerSet;

pub use include::Library;
pub use outline::Outline;
pub use page::read_page;

/// One page and all the ways to read it.
#[derive(Debug, Clone)]
pub struct Page {
    /// The page itself; text of includes has file ids of its own.
    pub file: FileId,
    /// The title of the front matter, else the first heading, else the file's name.
    pub title: String,
    /// Product ∩ docs group ∩ `monikerRange`.
    pub monikers: MonikerSet,
    /// The readings. Their monikers are disjoint, and their union is `monikers` (a view with no
    /// moniker is not made).
    pub views: Vec<View>,
}

/// What the readers of some versions see.
#[derive(Debug, Clone)]
pub struct View {
    /// The versions.
    pub monikers: MonikerSet,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
}

/// A block of a page.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading, level 1 to 6. Also `<h2>` and tab headings (`# [Linux](#tab/linux)`).
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        text: Text,
    },
    /// A paragraph.
    Paragraph(Text),
    /// A list.
    List {
        /// Numbered.
        ordered: bool,
        /// Its items, each a list of blocks.
        items: Vec<Vec<Block>>,
    },
    /// `> [!NOTE]` and its kin.
    Alert {
        /// Which.
        kind: AlertKind,
        /// Its content.
        blocks: Vec<Block>,
    },
    /// A plain block quote.
    Quote(Vec<Block>),
    /// A pipe table or an HTML table.
    Table(Table),
    /// Fenced or indented code. Its content is never prose.
    Code(FileId, Span),
}

/// The alerts of Learn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum AlertKind {
    Note,
    Tip,
    Important,
    Caution,
    Warning,
}

/// A table. Rows may have fewer or more cells than the header.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The header cells; empty when there is no header row.
    pub header: Vec<Cell>,
    /// The body rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell. `<br>`, `<ul><li>` and `<p>` in it are read as the structure they stand for.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Paragraphs and lists.
    pub blocks: Vec<Block>,
}

/// Running text without markup, that knows where each part of it stands in its file.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The words: no emphasis, no link targets, entities decoded, a line break as one blank,
    /// a hard break or `<br>` as `\n`.
    pub plain: String,
    /// `(offset in plain, file, offset in that file)`, ascending in the first; between two
    /// entries offsets run in step.
    pub map: Vec<(usize, FileId, usize)>,
    /// What marked which part of `plain`; ascending by start.
    pub marks: Vec<Mark>,
}

/// A marked part of a [`Text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of `plain`.
    pub span: Span,
    /// What marks it.
    pub kind: MarkKind,
}

/// Inline markup that the prose engine cares about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// `` `code` ``: one token.
    Code,
    /// `**bold**` or `<b>`.
    Strong,
    /// `*italic*` or `_italic_`.
    Emphasis,
    /// The text of a link.
    Link,
    /// The alternative text of an image. Never prose; not in `plain`, the span is empty.
    Image,
}

impl Text {
    /// The place of an offset of `plain` in its file.
    pub fn place(&self, offset: usize) -> Option<(FileId, usize)> {
        let at = self.map.partition_point(|entry| entry.0 <= offset);
        let (plain, file, original) = *self.map.get(at.checked_sub(1)?)?;
        Some((file, original + (offset - plain)))
    }
}
