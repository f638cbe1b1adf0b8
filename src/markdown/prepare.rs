//! The text of one view: as long as the page, to the byte.

use std::borrow::Cow;

use super::outline::Outline;
use super::zones::Region;
use crate::source::Span;
use crate::version::MonikerSet;

/// Stands in for an include, byte by byte, so that nothing within it is read as Markdown. No page
/// needs this control character; one that has it keeps it.
pub(super) const STAND_IN: u8 = 1;

/// Stands, byte by byte, in the place of what is no prose within a line.
pub(super) const NOTHING: u8 = 2;

/// The page as the readers of `monikers` see it: what is no prose and what other versions see is
/// blanked, includes are stood in for. Line ends stay.
pub(super) fn prepare<'a>(text: &'a str, outline: &Outline, monikers: &MonikerSet) -> Cow<'a, str> {
    let zones = &outline.zones;
    if zones.blanks.is_empty() && zones.regions.is_empty() && !outline.has_stand_ins() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for include in &outline.brackets.includes {
        bytes[include.span.range()].fill(STAND_IN);
    }
    for span in zones.gone.iter().chain(&outline.brackets.gone) {
        bytes[span.range()].fill(NOTHING);
    }
    for span in &zones.blanks {
        blank(&mut bytes, *span);
    }
    let seen: Vec<bool> =
        zones.sets.iter().map(|set| monikers.iter().any(|id| set.contains(id))).collect();
    for region in zones.regions.iter().filter(|region| !seen[region.set]) {
        hide(&mut bytes, region);
    }
    // Whole characters were blanked, so this is UTF-8 as before.
    Cow::Owned(String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned()))
}

/// Blanks all but line ends.
fn blank(bytes: &mut [u8], span: Span) {
    for byte in &mut bytes[span.range()] {
        if !matches!(byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
}

/// Blanks the lines of a region, but for the marks of the quotes that go on behind it.
fn hide(bytes: &mut [u8], region: &Region) {
    let mut quotes = 0;
    let mut in_prefix = false; // the region starts behind a fence
    for byte in &mut bytes[region.span.range()] {
        match byte {
            b'\n' | b'\r' => (quotes, in_prefix) = (0, true),
            b'>' if in_prefix && quotes < region.quotes => quotes += 1,
            b' ' | b'\t' => {}
            _ => {
                in_prefix = false;
                *byte = b' ';
            }
        }
    }
}
