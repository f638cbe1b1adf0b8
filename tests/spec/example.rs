//! Finds the examples on the pages.

use std::fs;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

/// One example.
pub(crate) struct Example {
    /// The file that it stands in: `tests/spec/unit.md`.
    pub(crate) file: String,
    /// The line of its fence, from 1.
    line: usize,
    /// Whether it is known to fail.
    pub(crate) pending: bool,
    /// What stands above the stop.
    pub(crate) page: String,
    /// The lines below it.
    pub(crate) expected: String,
}

impl Example {
    /// An example that stands on no page.
    pub(crate) fn new(file: &str, page: &str, expected: &str) -> Self {
        let (file, page, expected) = (file.to_owned(), page.to_owned(), expected.to_owned());
        Self { file, line: 1, pending: false, page, expected }
    }

    /// `tests/spec/unit.md:12`.
    pub(crate) fn name(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// Takes the mark `pending` off its fence, in its file.
    pub(crate) fn remove_mark(&self) {
        let path = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), self.file);
        let text = fs::read_to_string(&path).expect("a readable page");
        let lines = text.split_inclusive('\n').enumerate();
        let lines = lines.map(|(at, line)| match at + 1 == self.line {
            true => line.replace("example pending", "example"),
            false => line.to_owned(),
        });
        fs::write(&path, lines.collect::<String>()).expect("a writable page");
    }
}

/// The folders of the pages: the specification, and the page of each rule.
const FOLDERS: &[&str] = &["tests/spec", RULES];

/// The folder of the pages of rules, each named after its rule.
pub(crate) const RULES: &str = "src/statement/rules";

/// The examples of all pages, by file and line.
pub(crate) fn all() -> Vec<Example> {
    FOLDERS.iter().flat_map(|folder| of_folder(folder)).collect()
}

/// The examples of the pages in one folder.
pub(crate) fn of_folder(folder: &str) -> Vec<Example> {
    let root = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> = fs::read_dir(&root)
        .expect("a folder of pages")
        .map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".md"))
        .collect();
    names.sort();
    names.iter().flat_map(|name| of_page(&root, folder, name)).collect()
}

fn of_page(root: &str, folder: &str, name: &str) -> Vec<Example> {
    let text = fs::read_to_string(format!("{root}/{name}")).expect("a readable page");
    let text = text.replace("\r\n", "\n");
    let mut found: Vec<Example> = Vec::new();
    let mut inside = false;
    for (event, range) in Parser::new(&text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let line = text[..range.start].matches('\n').count() + 1;
                let pending = match info.trim() {
                    "example" => false,
                    "example pending" => true,
                    other => {
                        let mistaken = other.contains("example");
                        assert!(!mistaken, "{folder}/{name}:{line}: unknown mark in `{other}`");
                        continue;
                    }
                };
                inside = true;
                let file = format!("{folder}/{name}");
                found.push(Example { line, pending, ..Example::new(&file, "", "") });
            }
            Event::Text(part) if inside => {
                found.last_mut().expect("a started example").page.push_str(&part);
            }
            Event::End(_) => inside = false,
            _ => {}
        }
    }
    found.iter_mut().for_each(split);
    assert!(!found.is_empty(), "{folder}/{name} has no example");
    found
}

/// Parts the page from what is expected of it.
fn split(example: &mut Example) {
    let text = std::mem::take(&mut example.page);
    let (page, expected) = text
        .split_once("\n.\n")
        .unwrap_or_else(|| panic!("{}: no line with a single stop", example.name()));
    example.page = format!("{page}\n");
    example.expected = expected.to_owned();
}
