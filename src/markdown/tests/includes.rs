//! Text of other files.

use super::Docs;

#[track_caller]
fn check(files: &[(&str, &str)], expected: &str, remarks: &[&str]) -> Docs {
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let docs = Docs::of(&files);
    assert_eq!(docs.views(), expected);
    assert_eq!(docs.remarks(), remarks);
    docs
}

#[test]
fn a_paragraph_of_an_include_becomes_its_blocks() {
    let include = ("includes/a.md", "---\ntitle: no\n---\nOne.\n\n- Two\n");
    check(
        &[("page.md", "A.\n\n[!INCLUDE [text](includes/a.md)]\n\nB.\n"), include],
        "A.\nOne.\n-\n  Two\nB.\n",
        &[],
    );
    check(
        &[("page.md", "- A\n\n  [!INCLUDE[text](includes/a.md)]\n- B\n"), include],
        "-\n  A\n  One.\n  -\n    Two\n-\n  B\n",
        &[],
    );
    check(
        &[("page.md", "> [!NOTE]\n>\n> [!include[](includes/a.md)]\n"), include],
        "Note:\n  One.\n  -\n    Two\n",
        &[],
    );
}

#[test]
fn an_include_among_words_is_words() {
    let include = ("n/a.md", "the **loader**\n");
    let docs = check(
        &[
            (
                "page.md",
                "You must start [!INCLUDE [x](n/a.md)], then *stop [!INCLUDE[x](n/a.md)]*.\n",
            ),
            include,
        ],
        "You must start the loader, then stop the loader.\n",
        &[],
    );
    let crate::markdown::Block::Paragraph(text) = &docs.page.value.views[0].blocks[0] else {
        panic!()
    };
    let marked: Vec<_> = text.marks.iter().map(|mark| &text.plain[mark.span.range()]).collect();
    assert_eq!(marked, ["loader", "stop the loader", "loader"]);
    let at = text.plain.find("loader").expect("the word");
    let (file, offset) = text.place(at).expect("a place");
    assert_eq!((file.0, offset), (1, 6));
    check(
        &[
            (
                "page.md",
                "# Start [!INCLUDE [x](n/a.md)]\n\n|A|\n|-|\n|[!INCLUDE [x](n/a.md)] now|\n",
            ),
            include,
        ],
        "h1 Start the loader\nhead | A\nrow | the loader now\n",
        &[],
    );
}

#[test]
fn zones_of_an_include_count() {
    let include = ("a.md", "::: moniker range=\"loader-1\"\nOld.\n::: moniker-end\n");
    check(
        &[
            (
                "page.md",
                "::: moniker range=\"<=loader-2\"\n[!INCLUDE [x](a.md)]\n::: moniker-end\nEnd.\n",
            ),
            include,
        ],
        "[1]\nOld.\nEnd.\n[2]\nEnd.\n[3]\nEnd.\n",
        &[],
    );
    let include = ("a.md", "---\nmonikerRange: '>=loader-2'\n---\nNew.\n");
    check(
        &[("page.md", "[!INCLUDE [x](a.md)]\n\nEnd.\n"), include],
        "[1]\nEnd.\n[2 3]\nNew.\nEnd.\n",
        &[],
    );
}

#[test]
fn an_include_that_is_missing_is_noticed() {
    check(
        &[("page.md", "[!INCLUDE [x](no.md)]\n\nUse [!INCLUDE [the loader](no.md)] now.\n")],
        "Use the loader now.\n",
        &[
            "N021 1:15 cannot read the included file `no.md`",
            "N021 3:28 cannot read the included file `no.md`",
        ],
    );
}

#[test]
fn includes_stay_in_the_docs_root() {
    check(
        &[
            ("guides/page.md", "[!INCLUDE [x](../../a.md)]\n\n[!INCLUDE [x](~/b.md)]\n"),
            ("b.md", "B."),
        ],
        "B.\n",
        &["N022 1:15 `../../a.md` lies outside of the docs root"],
    );
}

#[test]
fn includes_do_not_go_in_circles() {
    check(
        &[("page.md", "A.\n\n[!INCLUDE [x](b.md)]\n"), ("b.md", "B.\n\n[!INCLUDE [x](page.md)]\n")],
        "A.\nB.\n",
        &["N023 3:15 `page.md` includes itself"],
    );
    check(
        &[("page.md", "A.\n\n[!INCLUDE [x](page.md)]\n")],
        "A.\n",
        &["N023 3:15 `page.md` includes itself"],
    );
}

#[test]
fn includes_that_double_at_each_step_end() {
    let files: Vec<(String, String)> = (0..40)
        .map(|at| {
            let line = format!("[!INCLUDE [x](f{}.md)]\n\n", at + 1);
            (format!("f{at}.md"), format!("{line}{line}"))
        })
        .chain([("f40.md".to_owned(), "End.".to_owned())])
        .collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let docs = Docs::of(&files);
    assert!(docs.remarks()[0].contains("too much is included"), "{:?}", docs.remarks());
}

#[test]
fn an_include_in_code_is_an_example() {
    check(
        &[("page.md", "Write `[!INCLUDE [x](a_b_c.md)]` so:\n\n```\n[!INCLUDE [x](no.md)]\n```\n")],
        "Write [!INCLUDE [x](a_b_c.md)] so:\ncode\n",
        &[],
    );
}

#[test]
fn odd_paths_within_an_include_are_no_markdown() {
    let include = ("a*b*/_c_.md", "C");
    check(&[("page.md", "A [!INCLUDE [x*](a*b*/_c_.md)] d.\n"), include], "A C d.\n", &[]);
}
