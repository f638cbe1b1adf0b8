//! `[!INCLUDE …]`, `[!VIDEO …]` and the other bracketed extensions of Learn, found before the page
//! is read as CommonMark.

use crate::source::Span;

/// A reference to another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Include {
    /// All of it, brackets included.
    pub(super) span: Span,
    /// The text of the link.
    pub(super) text: Span,
    /// The path, as written.
    pub(super) path: String,
    /// The path's place.
    pub(super) path_span: Span,
}

/// What stands in brackets in one file.
#[derive(Debug, Clone, Default)]
pub(super) struct Brackets {
    /// Ascending.
    pub(super) includes: Vec<Include>,
    /// Extensions that are no prose. Ascending.
    pub(super) gone: Vec<Span>,
}

/// Alerts stay in the text: they say what a block quote is.
const ALERTS: &[&str] = &["note", "tip", "important", "caution", "warning"];

/// Extensions that hold no words for the reader.
fn is_no_prose(word: &str) -> bool {
    const KINDS: &[&str] = &["video", "div", "code", "notebook", "sample", "embed"];
    let kind = word.split('-').next().unwrap_or(word);
    KINDS.iter().any(|known| kind.eq_ignore_ascii_case(known))
}

/// Finds the extensions of a text from `body` on. Code is not told from text here; in code they
/// change nothing.
pub(super) fn scan(text: &str, body: usize) -> Brackets {
    let mut found = Brackets::default();
    let mut next = body;
    for at in memchr::memmem::find_iter(&text.as_bytes()[body..], b"[!") {
        let start = body + at;
        if start < next || text[..start].ends_with('\\') {
            continue;
        }
        let rest = &text[start + 2..];
        let ends = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let is = |known: &str| word.eq_ignore_ascii_case(known);
        if word.is_empty() || ALERTS.iter().any(|alert| is(alert)) {
            continue;
        }
        let behind = start + 2 + word.len();
        if is("include") {
            if let Some(include) = include(text, start, behind) {
                next = include.span.end;
                found.includes.push(include);
            }
        } else if let Some(end) = closing_bracket(text, start) {
            if is_no_prose(word) {
                found.gone.push(Span { start, end });
            } else if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
                // `[!UICONTROL Save]`: the mark goes, the words stay.
                found.gone.push(Span { start, end: behind });
                found.gone.push(Span { start: end - 1, end });
            }
            next = end;
        }
    }
    found
}

/// Behind the bracket that closes the one at `start`, on the same line.
fn closing_bracket(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.as_bytes()[start..].iter().take(LONGEST).enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 1 => return Some(start + at + 1),
            b']' => depth -= 1,
            b'\n' | b'\r' => return None,
            _ => {}
        }
    }
    None
}

/// No extension is longer; beyond it, brackets that are never closed would be searched again and
/// again.
const LONGEST: usize = 1000;

/// `[!INCLUDE [text](path)]`, of which `[!INCLUDE` ends at `behind`.
fn include(text: &str, start: usize, behind: usize) -> Option<Include> {
    let end = start + text[start..].len().min(LONGEST);
    let end = (start..=end).rev().find(|&end| text.is_char_boundary(end))?;
    let skip = |at: usize| end - text[at..end].trim_start_matches([' ', '\t']).len();
    let expect = |at: usize, c: char| text[at..end].starts_with(c).then_some(at + 1);
    let text_start = expect(skip(behind), '[')?;
    let line_end = text[text_start..end].find(['\n', '\r']).map_or(end, |at| text_start + at);
    let text_end = text_start + text[text_start..line_end].find("](")?;
    let path_start = skip(text_end + 2);
    let path_end = path_start + text[path_start..line_end].find(')')?;
    let close = expect(skip(path_end + 1), ']')?;
    let path_text = text[path_start..path_end].trim();
    // A title may stand behind the path.
    let path = match path_text.strip_prefix('<') {
        Some(rest) => rest.split('>').next().unwrap_or(""),
        None => path_text.split([' ', '\t']).next().unwrap_or(""),
    };
    Some(Include {
        span: Span { start, end: close },
        text: Span { start: text_start, end: text_end },
        path: path.to_owned(),
        path_span: Span { start: path_start, end: path_start + path_text.len() },
    })
}

/// The file that an include of `page` means, relative to the docs root. None when it would lie
/// outside. Both are paths with `/`.
pub(super) fn resolve(page: &str, path: &str) -> Option<String> {
    let path = path.split(['#', '?']).next().unwrap_or("").replace('\\', "/").replace("%20", " ");
    let mut parts: Vec<&str> = Vec::new();
    let rooted = path.strip_prefix("~/").or_else(|| path.strip_prefix('/'));
    if rooted.is_none() {
        parts.extend(page.split('/'));
        parts.pop();
    }
    for part in rooted.unwrap_or(&path).split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn includes(text: &str, expected: &[(&str, &str)]) {
        let found = scan(text, 0);
        let found: Vec<_> =
            found.includes.iter().map(|one| (&text[one.text.range()], one.path.as_str())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn includes_are_written_in_many_ways() {
        includes("[!INCLUDE [a](b.md)]", &[("a", "b.md")]);
        includes("x [!INCLUDE[a b](../b c.md)] y", &[("a b", "../b")]);
        includes("[!include [a](~/b.md \"title\") ]", &[("a", "~/b.md")]);
        includes("[!INCLUDE  [](b.md)][!Include[c](<d e.md>)]", &[("", "b.md"), ("c", "d e.md")]);
    }

    #[test]
    fn what_is_no_include_stays() {
        includes("\\[!INCLUDE [a](b.md)]", &[]);
        includes("[!INCLUDE a]", &[]);
        includes("[!INCLUDE [a\n](b.md)]", &[]);
        includes("[!INCLUDE [a](b.md", &[]);
    }

    #[test]
    fn other_extensions_are_blanked_but_alerts_stay() {
        let text = "> [!NOTE]\n[!VIDEO https://x.y/z?a=[b]] c [!div class=\"d\"] [!DNL e] [!a-z]";
        let found = scan(text, 0);
        let blanked: Vec<_> = found.gone.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(blanked, ["[!VIDEO https://x.y/z?a=[b]]", "[!div class=\"d\"]", "[!DNL", "]"]);
    }

    #[test]
    fn paths_stay_inside_the_root() {
        let check = |path: &str| resolve("guides/install/a.md", path);
        assert_eq!(check("b.md").as_deref(), Some("guides/install/b.md"));
        assert_eq!(check("./b.md").as_deref(), Some("guides/install/b.md"));
        assert_eq!(check("../../b.md").as_deref(), Some("b.md"));
        assert_eq!(check("..\\b.md").as_deref(), Some("guides/b.md"));
        assert_eq!(check("~/includes/b.md").as_deref(), Some("includes/b.md"));
        assert_eq!(check("/includes/b.md").as_deref(), Some("includes/b.md"));
        assert_eq!(check("../../../b.md"), None);
        assert_eq!(check("~/../b.md"), None);
    }
}
