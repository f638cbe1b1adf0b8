//! A message as rustc shows one: title, place, the author's line with the place marked, and the
//! one next step.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// Lines longer than this are not shown: they would fill the screen.
const LONGEST_LINE: usize = 2000;

/// What is said, and about which place.
pub(crate) struct Message<'a> {
    pub(crate) level: Level<'a>,
    pub(crate) code: Option<&'a str>,
    pub(crate) title: String,
    pub(crate) place: Option<Place<'a>>,
    pub(crate) help: Option<String>,
}

/// A place in a text.
pub(crate) struct Place<'a> {
    /// What the text is called: a path, or the name of an argument.
    pub(crate) name: String,
    /// The whole text.
    pub(crate) text: &'a str,
    /// The bytes that are meant.
    pub(crate) span: Range<usize>,
}

impl Message<'_> {
    /// The message, without a line end behind it.
    pub(crate) fn render(&self, renderer: &Renderer) -> String {
        let title = self.level.clone().primary_title(visible(&self.title));
        let title = match self.code {
            Some(code) => title.id(code),
            None => title,
        };
        let help = self.help.as_ref().map(|help| format!("help: {}", visible(help)));
        let Some(place) = &self.place else {
            let mut group = Group::with_title(title);
            if let Some(help) = &self.help {
                group = group.element(Level::HELP.message(visible(help)));
            }
            return renderer.render(&[group]);
        };
        let shown = Excerpt::of(place);
        let mut annotation = AnnotationKind::Primary.span(shown.span);
        if let Some(help) = &help {
            annotation = annotation.label(help);
        }
        let snippet = Snippet::source(shown.lines)
            .path(visible(&place.name))
            .line_start(shown.first)
            .annotation(annotation);
        renderer.render(&[title.element(snippet)])
    }
}

/// The lines of a place.
struct Excerpt<'a> {
    /// The number of the first line, from 1.
    first: usize,
    lines: &'a str,
    /// In bytes of `lines`.
    span: Range<usize>,
}

impl<'a> Excerpt<'a> {
    /// The line on which the place starts. A place of several lines is marked to the end of the
    /// first, which is enough to find it.
    fn of(place: &Place<'a>) -> Self {
        let text = place.text;
        let start = text.floor_char_boundary(place.span.start);
        let end = text.floor_char_boundary(place.span.end.max(start));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let first = text[..line_start].matches('\n').count() + 1;
        let line = text[line_start..line_end].trim_end_matches('\r');
        if line.len() > LONGEST_LINE {
            let from = text.floor_char_boundary(start.saturating_sub(60)).max(line_start);
            let to = text.floor_char_boundary(start + 60).min(line_start + line.len());
            let span = start - from..end.min(to).max(start) - from;
            return Self { first, lines: &text[from..to], span };
        }
        let within = |at: usize| (at - line_start).min(line.len());
        Self { first, lines: line, span: within(start)..within(end.min(line_end)) }
    }
}

/// Text of others, made safe for a terminal: control and direction characters are shown as
/// escapes.
pub(crate) fn visible(text: &str) -> String {
    let hidden = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if !text.contains(hidden) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| if hidden(c) { c.escape_unicode().to_string() } else { c.to_string() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, needle: &str, expected: &str) {
        let at = text.find(needle).unwrap();
        let message = Message {
            level: Level::ERROR,
            code: Some("N012"),
            title: format!("unknown moniker `{needle}`"),
            place: Some(Place { name: "a.md".into(), text, span: at..at + needle.len() }),
            help: Some("the nearest known moniker is `x-2019`".into()),
        };
        assert_eq!(message.render(&Renderer::plain()), expected);
    }

    #[test]
    fn a_place_is_shown_with_its_line() {
        check(
            "one\ntwo\n::: moniker range=\">=x-2091\"\r\nfour\n",
            "x-2091",
            "\
error[N012]: unknown moniker `x-2091`
 --> a.md:3:22
  |
3 | ::: moniker range=\">=x-2091\"
  |                      ^^^^^^ help: the nearest known moniker is `x-2019`",
        );
    }

    #[test]
    fn a_place_in_a_huge_line_is_cut_out() {
        let text = format!("{} needle {}", "é".repeat(50_000), "ü".repeat(50_000));
        let at = text.find("needle").unwrap();
        let place = Place { name: "a.md".into(), text: &text, span: at..at + 6 };
        let shown = Excerpt::of(&place);
        assert!(shown.lines.len() < 200, "{}", shown.lines.len());
        assert_eq!(&shown.lines[shown.span], "needle");
    }

    #[test]
    fn a_place_at_the_end_or_outside_is_no_panic() {
        for (text, span) in [("", 0..0), ("a\n", 2..2), ("é", 1..9), ("a", 5..9), ("a\r\n", 2..2)]
        {
            let place = Place { name: "a.md".into(), text, span };
            let message = Message {
                level: Level::ERROR,
                code: None,
                title: "t".into(),
                place: Some(place),
                help: None,
            };
            assert!(message.render(&Renderer::plain()).starts_with("error: t"));
        }
    }

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b"), "a\\u{1b}[31m\\u{202e}b");
    }
}
