//! What holds for every page.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::Docs;
use crate::markdown::prepare::prepare;
use crate::markdown::{Block, Outline, Text};
use crate::source::{FileId, SourceFile, SourceSet};
use crate::version::Catalog;

/// All text of some blocks.
fn texts<'a>(blocks: &'a [Block], out: &mut Vec<&'a Text>) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => out.push(text),
            Block::List { items, .. } => items.iter().for_each(|item| texts(item, out)),
            Block::Alert { blocks, .. } | Block::Quote(blocks) => texts(blocks, out),
            Block::Table(table) => {
                let rows = [&table.header].into_iter().chain(&table.rows);
                rows.flatten().for_each(|cell| texts(&cell.blocks, out));
            }
            Block::Code(..) => {}
        }
    }
}

/// The map is in range and on boundaries, and where its words stand verbatim, they do.
fn assert_true_map(text: &Text, sources: &SourceSet) {
    assert!(text.map.is_sorted_by(|a, b| a.0 < b.0), "{text:?}");
    assert!(text.plain.is_empty() || text.map.first().is_some_and(|first| first.0 == 0));
    for (at, entry) in text.map.iter().enumerate() {
        let end = text.map.get(at + 1).map_or(text.plain.len(), |next| next.0);
        let words = text.plain.get(entry.0..end).expect("a boundary of the plain text");
        let file = &sources.file(entry.1).text;
        assert!(file.is_char_boundary(entry.2), "{text:?}");
        // A blank may stand for a line end, or for what a fence was.
        let mut written = file[entry.2..].chars();
        let verbatim = words.chars().all(|c| written.next() == Some(c) || c == ' ');
        let stands_for = file[entry.2..].starts_with(['&', '\\', '<', '\0']);
        assert!(verbatim || stands_for || words.trim().is_empty(), "{words:?} in {file:?}");
    }
    for mark in &text.marks {
        assert!(text.plain.get(mark.span.range()).is_some(), "{text:?}");
    }
}

fn assert_sound(page: &str) {
    let docs = Docs::page(page);
    for view in &docs.page.value.views {
        let mut all = Vec::new();
        texts(&view.blocks, &mut all);
        all.iter().for_each(|text| assert_true_map(text, &docs.sources));
    }
}

/// Pieces of which pages are made, so that chance finds the places where they meet.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "::: moniker range=\"loader-1\"",
        "::: moniker range=\">=loader-2\"",
        "::: moniker-end",
        ":::: moniker-end",
        ":::image type=\"complex\" a:::",
        ":::image-end:::",
        "[!INCLUDE [a](b.md)]",
        "[!INCLUDE[a](page.md)]",
        "> [!NOTE]",
        ">",
        "> ",
        "- ",
        "1. ",
        "\t",
        "    ",
        "```",
        "~~~",
        "|a|b|",
        "|-|-|",
        "|",
        "\\|",
        "`",
        "**",
        "*",
        "_",
        "[",
        "](",
        ")",
        "![",
        "<b>",
        "</b>",
        "<br>",
        "<ul><li>",
        "</li></ul>",
        "<table><tr><td>",
        "</td></tr></table>",
        "<!--",
        "-->",
        "<pre>",
        "</pre>",
        "<h2>",
        "</h2>",
        "<p",
        "&amp;",
        "&lt",
        "&#0;",
        "\\",
        "# ",
        "---",
        "===",
        "word",
        "ü",
        "“",
        "\u{0}",
        "\u{1}",
        "\r",
        "\r\n",
        "  ",
        ":::no-loc text=\"x\":::",
        "# [T](#tab/t)",
    ];
    let pieces: Vec<String> = pieces.into_iter().map(str::to_owned).collect();
    prop_oneof![4 => proptest::sample::select(pieces), 3 => Just("\n".to_owned()), 1 => "\\PC{0,3}"]
}

fn page() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_can_be_read(page in page()) {
        assert_sound(&page);
    }

    #[test]
    fn any_text_can_be_read(page in "\\PC{0,200}") {
        assert_sound(&page);
    }

    #[test]
    fn a_view_is_as_long_as_its_page(page in page()) {
        let catalog = Catalog::of_products([("Loader", ["loader-1", "loader-2"].as_slice())]);
        let source = SourceFile::new("page.md", page.as_str());
        let outline = Outline::of(&source, FileId(0), &catalog);
        for id in catalog.ids() {
            let text = prepare(&page, &outline, &[id].into_iter().collect());
            prop_assert_eq!(text.len(), page.len());
            for (seen, written) in text.bytes().zip(page.bytes()) {
                prop_assert!(seen == written || matches!(seen, b' ' | 1 | 2));
                prop_assert_eq!(matches!(seen, b'\n' | b'\r'), matches!(written, b'\n' | b'\r'));
            }
        }
    }

    #[test]
    fn each_line_of_a_page_is_seen_by_someone(
        lines in proptest::collection::vec((0_usize..9, "[a-z]{3,8}"), 0..30),
    ) {
        let fences = [
            "::: moniker range=\"loader-1\"", "::: moniker range=\"loader-2\"",
            "::: moniker range=\">=loader-2\"", ":::: moniker range=\"loader-3\"",
            "::: moniker-end", ":::: moniker-end",
        ];
        let page: String = lines
            .iter()
            .enumerate()
            .map(|(at, (choice, word))| match fences.get(*choice) {
                Some(fence) => format!("{fence}\n"),
                None => format!("{word}{at}\n"),
            })
            .collect();
        let docs = Docs::page(&page);
        let views = docs.views();
        for (at, (choice, word)) in lines.iter().enumerate() {
            if *choice >= fences.len() {
                let word = format!("{word}{at}");
                prop_assert!(views.contains(&word), "{} is lost in\n{}", word, page);
            }
        }
    }
}

/// Even a busy machine reads a page of some hundred kilobytes in so much time once in a while,
/// unless the time grows faster than the page.
#[track_caller]
fn assert_fast(name: &str, page: &str) {
    let read = |_| {
        let start = Instant::now();
        drop(Docs::page(page));
        start.elapsed()
    };
    let mut tries = (0..5).map(read);
    assert!(tries.any(|took| took < Duration::from_secs(10)), "{name} is slow");
}

#[test]
fn adversarial_pages_are_read_in_linear_time() {
    let long = |piece: &str| piece.repeat(200_000 / piece.len());
    for piece in [
        ">",
        "> ",
        "[",
        "![",
        "[!INCLUDE [",
        "[!INCLUDE [a](b.md)]",
        ":::",
        "::: moniker range=\"loader-1\"\n",
        "::: moniker-end\n",
        "::: moniker range=\"x\"\n:::: moniker-end\n",
        "- ",
        "- a\n",
        "1. ",
        "*",
        "_a",
        "**a*",
        "`",
        "<b>",
        "<ul><li>",
        "<table><tr><td>",
        "<table>",
        "<!--",
        "<a ",
        "&",
        "&amp;",
        "|",
        "|a|b|c\n",
        "\\",
        "\n",
        " ",
        "\t",
        "> - ",
        "```\n",
        "ä",
        ":::image a",
        ":::a::: ",
        "# a\n",
        "[!DIV ",
        "\r",
        "</td>",
        "<li>",
        "~~~\n- ",
    ] {
        assert_fast(piece, &long(piece));
        assert_fast(piece, &format!("> {}", long(piece)));
        assert_fast(piece, &format!("|a|b|\n|-|-|\n|{}", long(piece)));
    }
}

#[test]
fn deep_items_are_read_in_linear_time() {
    let deep: String = (0..1000).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    assert_fast("items", &deep);
    let markers = format!("{}a\n{}", "- ".repeat(2000), "\n".repeat(500_000));
    assert_fast("markers and blank lines", &markers);
}
