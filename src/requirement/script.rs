//! Pages for tests, written as what they state:
//!
//! ```text
//! # Heading
//! must v1 v2: The node must be up. | {"kind":"holds","property":"up"}
//! must v2: If you have a disk, > mount it.
//! ```
//!
//! A line is a level, the versions (none: all), and the sentence. ` > ` ends the condition, ` / `
//! parts the clauses of a sentence, and ` | ` comes before the check of the clause.

use std::sync::Arc;

use super::assemble::{Assembled, assemble};
use super::lock::Lock;
use super::{DocumentReading, Requirement, TypedStatement, ViewReading};
use crate::predicate::Check;
use crate::source::{FileId, SourceFile, SourceSet, Span};
use crate::statement::{Context, Level, Statement};
use crate::version::{Catalog, MonikerId, MonikerSet};

/// The versions of all scripts.
pub(crate) const VERSIONS: [&str; 3] = ["v1", "v2", "v3"];

/// What pages, each a path and a script, make of a lock.
pub(crate) fn assembled(pages: &[(&str, &str)], lock: &Lock) -> Assembled {
    let catalog = Catalog::of_products([("Example Node Manager", &VERSIONS[..])]);
    let mut sources = SourceSet::default();
    let mut documents = Vec::new();
    for (number, (path, script)) in pages.iter().enumerate() {
        let file = SourceFile::new(*path, *script);
        documents.push(reading(&file, FileId(number as u32)));
        sources.files.push(Arc::new(file));
    }
    assemble(&documents, catalog, &sources, lock)
}

/// One page.
pub(crate) fn page(script: &str, lock: &Lock) -> Assembled {
    assembled(&[("docs/page.md", script)], lock)
}

/// The id of the only requirement with a variant that has these words.
pub(crate) fn id_of(made: &Assembled, words: &str) -> String {
    let says = |r: &&Requirement| r.variants.iter().any(|v| v.clause.contains(words));
    let found: Vec<&Requirement> = made.graph.requirements.iter().filter(says).collect();
    assert_eq!(found.len(), 1, "`{words}` is said by {found:#?}");
    found[0].id.clone()
}

fn reading(file: &SourceFile, id: FileId) -> DocumentReading {
    let views = (0..VERSIONS.len()).map(|version| view(file, id, version)).collect();
    DocumentReading {
        path: file.path.clone(),
        title: "Page".to_owned(),
        monikers: (0..VERSIONS.len() as u32).map(MonikerId).collect(),
        views,
    }
}

fn view(file: &SourceFile, id: FileId, version: usize) -> ViewReading {
    let mut section = Vec::new();
    let mut statements = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let start = file.line_starts[number];
        if let Some(heading) = line.strip_prefix("# ") {
            section = vec!["Page".to_owned(), heading.to_owned()];
        } else if let Some((head, sentence)) = line.split_once(": ") {
            let mut words = head.split(' ');
            let level = Level::of_name(words.next().unwrap_or("")).expect("a level");
            let versions: Vec<&str> = words.collect();
            if !versions.is_empty() && !versions.contains(&VERSIONS[version]) {
                continue;
            }
            let clauses: Vec<&str> = sentence.split(" / ").collect();
            let plain = |clause: &str| clause.split(" | ").next().unwrap_or("").replace(" > ", " ");
            let text: Vec<String> = clauses.iter().map(|clause| plain(clause)).collect();
            for clause in clauses {
                let span = Span { start: start + head.len() + 2, end: start + line.len() };
                statements.push(typed(level, clause, &text.join(" "), &section, (id, span)));
            }
        }
    }
    let monikers = MonikerSet::from_ids([MonikerId(version as u32)]);
    ViewReading { monikers, statements, ledger: Vec::new() }
}

fn typed(
    level: Level,
    clause: &str,
    text: &str,
    section: &[String],
    (file, span): (FileId, Span),
) -> TypedStatement {
    let (words, check) = clause.split_once(" | ").map_or((clause, None), |(w, c)| (w, Some(c)));
    let (condition, main) = words.split_once(" > ").map_or((None, words), |(c, m)| (Some(c), m));
    let check = check
        .map(|json| Check::from_json(&serde_json::from_str(json).expect("JSON")).expect("a check"));
    let statement = Statement {
        rule: "script",
        level,
        text: text.to_owned(),
        file,
        span,
        clause: main.to_owned(),
        subject: None,
        predicate: main.to_owned(),
        condition: condition.map(str::to_owned),
        section: section.to_owned(),
        context: Context::default(),
    };
    TypedStatement { statement, check, condition_check: None }
}
