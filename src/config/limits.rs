//! How much of a page is read, whoever wrote it.

use std::ops::RangeInclusive;

/// The bounds of what is read. Pages come from anyone; none of them may take a machine's memory
/// or stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The bytes of one page or included file.
    pub file_size: usize,
    /// How many files may stand around an included one, the page among them.
    pub include_depth: usize,
    /// How many blocks may stand around a block; deeper ones are read as one.
    pub nesting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_size: 16 << 20, include_depth: 16, nesting: 100 }
    }
}

/// What each limit may be.
pub(super) const FILE_SIZE: RangeInclusive<usize> = 1..=1 << 30;
pub(super) const INCLUDE_DEPTH: RangeInclusive<usize> = 1..=64;
pub(super) const NESTING: RangeInclusive<usize> = 4..=100;
