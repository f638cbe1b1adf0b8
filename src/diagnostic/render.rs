//! Diagnostics as text, in the style of rustc.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::source::SourceSet;

/// At most so many bytes of a line are shown on either side of the place.
const AROUND: usize = 160;

/// Each diagnostic with the line it is about and, beneath the place, the one next step.
///
/// Control characters of the documents, and those that turn the direction of text, are shown as
/// pictures: a page cannot speak to the terminal. `color` puts ANSI styles around, not within.
pub fn render(diagnostics: &[Diagnostic], sources: &SourceSet, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&renderer.render(&[group(diagnostic, sources)]));
        out.push_str("\n\n");
    }
    out
}

fn group(diagnostic: &Diagnostic, sources: &SourceSet) -> Group<'static> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code);
    let help = diagnostic.help.as_deref().map(visible);
    let Some((file, span)) = diagnostic.place else {
        let group = Group::with_title(title);
        return match help {
            Some(help) => group.element(Level::HELP.message(help)),
            None => group,
        };
    };
    let place = sources.file(file).line_column(span.start);
    let excerpt = Excerpt::of(&sources.file(file).text, span.range());
    let mut annotation = AnnotationKind::Primary.span(excerpt.marked);
    if let Some(help) = help {
        annotation = annotation.label(format!("help: {help}"));
    }
    let (path, line) = (visible(&sources.shown_path(file)), place.line as usize);
    let snippet = Snippet::source(excerpt.text).line_start(line).annotation(annotation);
    let group = Group::with_title(title);
    if excerpt.cut {
        // The snippet would count its columns from the cut.
        let origin = Origin::path(path).line(line).char_column(place.column as usize);
        return group.element(origin).element(snippet);
    }
    group.element(snippet.path(path))
}

/// The part of a line around a place, fit to be shown.
struct Excerpt {
    text: String,
    marked: std::ops::Range<usize>,
    /// Whether the line starts before the excerpt.
    cut: bool,
}

impl Excerpt {
    fn of(text: &str, span: std::ops::Range<usize>) -> Self {
        let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let start = span.start.min(text.len());
        let bytes = text.as_bytes();
        let near = start.saturating_sub(AROUND);
        let line_end = bytes[near..start].iter().rposition(is_end);
        let cut = near > 0 && line_end.is_none();
        let from = line_end.map_or(near, |at| near + at + 1);
        let far = (start + AROUND).min(text.len());
        let to = bytes[start..far].iter().position(is_end).map_or(far, |at| start + at);
        let (from, start, to) = (inner(text, from), inner(text, start), inner(text, to));
        let end = inner(text, span.end.clamp(start, to));
        let (before, marked, after) = (&text[from..start], &text[start..end], &text[end..to]);
        let (before, marked, after) = (visible(before), visible(marked), visible(after));
        let at = before.len();
        let marked_to = at + marked.len();
        Self { text: before + &marked + &after, marked: at..marked_to, cut }
    }
}

/// The nearest boundary between characters at or before `at`.
fn inner(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Text in which every character can be seen; a tab is a blank.
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            '\u{0}'..='\u{1f}' => char::from_u32(c as u32 + 0x2400).unwrap_or('\u{fffd}'),
            '\u{7f}' => '\u{2421}',
            '\u{80}'..='\u{9f}' => '\u{fffd}',
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, Span};

    fn rendered(text: &str, marked: &str, help: Option<&str>) -> String {
        let mut sources = SourceSet { root: "docs-source".to_owned(), ..SourceSet::default() };
        let file = sources.add(SourceFile::new("limits.md", text));
        let start = text.find(marked).expect("the marked text");
        let span = Span { start, end: start + marked.len() };
        let diagnostic = Diagnostic::error("N012", format!("unknown moniker `{marked}`"))
            .at(file, span)
            .help(help.map(str::to_owned));
        render(&[diagnostic], &sources, false)
    }

    #[test]
    fn the_place_is_shown_as_rustc_does() {
        let help = Some("the nearest known moniker is `loader-2`");
        let text = rendered("# Title\n::: moniker range=\">=laoder-2\"\n", "laoder-2", help);
        let expected = "\
error[N012]: unknown moniker `laoder-2`
 --> docs-source/limits.md:2:22
  |
2 | ::: moniker range=\">=laoder-2\"
  |                      ^^^^^^^^ help: the nearest known moniker is `loader-2`

";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_page_cannot_speak_to_the_terminal() {
        let text = rendered("a \u{1b}[31mred\u{202e} b\u{7}", "\u{1b}[31mred", None);
        assert!(text.contains("a ␛[31mred� b␇"), "{text}");
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    }

    #[test]
    fn a_very_long_line_is_cut() {
        let text =
            rendered(&format!("{}zebra{}", "ä".repeat(5000), "x".repeat(5000)), "zebra", None);
        assert!(text.contains("limits.md:1:5001"), "{text}");
        assert!(text.len() < 1500, "{} bytes", text.len());
    }
}
