//! Blocks as odd as people write them.

use super::{Docs, check, check_with};
use crate::markdown::{Block, MarkKind, Text};

/// The text of the first block.
fn first(docs: &Docs) -> &Text {
    match &docs.page.value.views[0].blocks[0] {
        Block::Paragraph(text) | Block::Heading { text, .. } => text,
        other => panic!("{other:?}"),
    }
}

/// Each mark with its words.
fn marks(page: &str) -> Vec<(MarkKind, String)> {
    let docs = Docs::page(page);
    let text = first(&docs);
    let words = |mark: &crate::markdown::Mark| text.plain[mark.span.range()].to_owned();
    text.marks.iter().map(|mark| (mark.kind, words(mark))).collect()
}

#[test]
fn the_title_is_the_headers_or_the_first_heading_or_the_files_name() {
    let title = |text: &str| Docs::page(text).page.value.title;
    assert_eq!(title("---\ntitle: \"The loader\"\n---\n# Other\n"), "The loader");
    assert_eq!(title("Text.\n\n## The *loader*\n# Other"), "The loader");
    assert_eq!(title("Text."), "page");
    assert_eq!(title(""), "page");
}

#[test]
fn words_stand_without_their_markup() {
    check(
        "A **bold** *word*, `code`, a [link](x.md \"t\"), <https://a.b>, ![alt](a.png) ~~c~~ &amp; \\*d\\*.",
        "A bold word, code, a link, https://a.b, c & *d*.\n",
    );
    check("One\ntwo  \nthree\\\nfour", "One two⏎three⏎four\n");
    check("# The `code` of *it* #\n", "h1 The code of it\n");
    check("[a]: b.md\n\nSee [a].\n", "See a.\n");
    check("A [file](<a b.md>) and [other](a(b).md).", "A file and other.\n");
    check("A\u{0}b", "A\u{0}b\n");
}

#[test]
fn marks_know_their_words() {
    assert_eq!(
        marks("Use **the `x` tool** or [it](y.md) *now* ![a](b)"),
        [
            (MarkKind::Strong, "the x tool".to_owned()),
            (MarkKind::Code, "x".to_owned()),
            (MarkKind::Link, "it".to_owned()),
            (MarkKind::Emphasis, "now".to_owned()),
            (MarkKind::Image, String::new()),
        ]
    );
    assert_eq!(marks("<b>a</b> <em>b</em> <a name=\"c\"></a><a href=\"d\">e</a>").len(), 3);
    assert_eq!(marks("``a ` b`` x"), [(MarkKind::Code, "a ` b".to_owned())]);
}

#[test]
fn a_list_needs_no_blank_line() {
    check("Do:\n- One\n- Two\n  and more\n", "Do:\n-\n  One\n-\n  Two and more\n");
    check("Do:\n1. One\n   - Sub\n2. Two\n", "Do:\n1.\n  One\n  -\n    Sub\n1.\n  Two\n");
    check("-\tOne\n\n\tMore.\n*\tTwo\n", "-\n  One\n  More.\n-\n  Two\n");
    check("- [ ] Open\n- [x] Done\n", "-\n  Open\n-\n  Done\n");
}

#[test]
fn alerts_in_all_their_layouts() {
    check("> [!NOTE]\n> Text.\n", "Note:\n  Text.\n");
    check(">[!tip] Text\n>more.\n", "Tip:\n  Text more.\n");
    check("> [!IMPORTANT]  \n> Text.\n>\n> - Item\n", "Important:\n  Text.\n  -\n    Item\n");
    check("- Item\n\n    > [!WARNING]\n    > Text.\n", "-\n  Item\n  Warning:\n    Text.\n");
    check(
        "- Item\n   >[!Caution]\n   > Text.\n- Next\n",
        "-\n  Item\n  Caution:\n    Text.\n-\n  Next\n",
    );
    check("> Plain.\n", ">\n  Plain.\n");
    check("> \\[!NOTE\\]\n> Text.", "Note:\n  Text.\n");
    check("[!NOTE]\nText.", "Note:\n  Text.\n");
    check("> [!NOTE]\n", "Note:\n");
    check("> [!NOTE]\n> - Item\n> - Next\n", "Note:\n  -\n    Item\n  -\n    Next\n");
}

#[test]
fn bracketed_extensions_are_no_prose() {
    check("A.\n\n> [!VIDEO https://a.b/c?d=e]\n\nB.\n", "A.\nB.\n");
    check("> [!div class=\"nextstepaction\"]\n> [Go on](a.md)\n", ">\n  Go on\n");
    check("A [!UICONTROL Save] b.", "A Save b.\n");
}

#[test]
fn tables_come_in_many_shapes() {
    check(
        "|A|B|\n|---|:-:|\n|1|2|\n| `a \\| b` | c |\n",
        "head | A | B\nrow | 1 | 2\nrow | a | b | c\n",
    );
    check("A | B\n--|--\n1 | 2\n\nEnd.", "head | A | B\nrow | 1 | 2\nEnd.\n");
    check("> |A|B|\n> |-|-|\n> |1|2|\n", ">\n  head | A | B\n  row | 1 | 2\n");
    check("- Item\n\n  |A|B|\n  |-|-|\n  |1|2|\n", "-\n  Item\n  head | A | B\n  row | 1 | 2\n");
    check("|A|B|\n|-|-|\n|![x](y.png)|[l](m(n).md)|\n", "head | A | B\nrow |  | l\n");
}

#[test]
fn rows_keep_the_cells_that_the_header_lacks() {
    check(
        "|A|B|\n|-|-|\n|1|\n|1|2|3 **x**|  4 \\| y |\n",
        "head | A | B\nrow | 1 |\nrow | 1 | 2 | 3 x | 4 | y\n",
    );
}

#[test]
fn a_table_whose_rule_has_other_columns_is_a_table() {
    check("|A|B|C|\n|-|-|\n|1|2|3|\n\nEnd.", "head | A | B | C\nrow | 1 | 2 | 3\nEnd.\n");
    check("> A | B\n> -|-|-\n> 1 | **2**\n", ">\n  head | A | B\n  row | 1 | 2\n");
    check("A\n-|-\n", "A -|-\n");
}

#[test]
fn lines_with_bullets_in_a_cell_are_a_list() {
    check(
        "|A|\n|-|\n|One:<br>- two<br>- **three**<br>four|\n|• five<br>• six|\n|-|\n",
        "head | A\nrow | {One: - two - three four}\nrow | {- five - six}\nrow | -\n",
    );
}

#[test]
fn tabs_are_headings_below_the_one_above() {
    check(
        "## Install\n\n# [Linux](#tab/linux)\n\nA.\n\n# [Windows](#tab/windows)\n\nB.\n\n---\n\nC.\n",
        "h2 Install\nh3 Linux\nA.\nh3 Windows\nB.\nC.\n",
    );
}

#[test]
fn line_ends_and_marks_of_order_do_not_count() {
    let page = "---\ntitle: T\n---\n# A\n\n- B\n  c\n\n> [!NOTE]\n> D\n\n::: moniker range=\"loader-1\"\nE\n::: moniker-end\n\n|F|\n|-|\n|G|\n";
    let plain = Docs::page(page);
    for other in [page.replace('\n', "\r\n"), page.replace('\n', "\r"), format!("\u{feff}{page}")] {
        let other = Docs::page(&other);
        assert_eq!(other.views(), plain.views());
        assert_eq!(other.page.value.title, "T");
    }
}

#[test]
fn bytes_that_are_not_utf8_are_noticed_and_the_rest_is_read() {
    let docs = Docs::of(&[("page.md", b"One.\n\nTw\xff.\n\nThree.\n")]);
    assert_eq!(docs.views(), "One.\nTw\u{fffd}.\nThree.\n");
    assert_eq!(docs.remarks(), ["N005 3:3 this page is not UTF-8"]);
}

#[test]
fn an_open_header_is_text() {
    check_with(
        "---\ntitle: x\n",
        "title: x\n",
        &["N006 1:1 front matter that is never closed is read as text"],
    );
}

#[test]
fn blocks_that_nest_too_deeply_are_read_as_one() {
    let docs = Docs::page(&format!("{}deep", "> ".repeat(5000)));
    assert!(docs.views().contains("deep"));
    assert_eq!(docs.remarks()[0], "N024 1:199 blocks nested more than 100 deep are read as one");
}
