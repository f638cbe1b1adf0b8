//! `normative.lock`: which requirement is which, from one build to the next.
//!
//! One block a requirement, in the order of the docs and under their headings. So a review shows
//! what changed and where, and branches whose docs merge cleanly have locks that do. A requirement
//! that is gone leaves a mark of its id:
//!
//! ```toml
//! [[section]]
//! document = "docs/setup.md"
//! headings = ["Set up", "Before you start"]
//!
//! [[section.requirement]]
//! id = "setup/server-memory"
//! subject = "The server"
//! says = [
//!   { in = ["v1"], level = "must", clause = "The server must have 8 GB", check = "at_least memory" },
//! ]
//! continued = { by = "similar text", score = 0.91 }
//!
//! [[section.retired]]
//! id = "setup/server-floppy-drive"
//! clause = "The server must have a floppy drive"
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

use serde::Deserialize;

/// The version of the lock's format.
const SCHEMA: u32 = 1;

/// What the builds before this one knew.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lock {
    /// The requirements in force, by id.
    pub requirements: BTreeMap<String, Record>,
    /// The ids that were in use once and never will be again.
    pub retired: BTreeMap<String, Retired>,
    /// All ids in the order of the file; those that are missing here come behind.
    pub order: Vec<String>,
}

/// What is remembered of one requirement.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// The page that it stands in.
    pub document: String,
    /// The headings above it, outermost first.
    pub section: Vec<String>,
    /// Who or what is bound.
    pub subject: Option<String>,
    /// What it says, in which versions.
    pub says: Vec<Said>,
    /// How it was recognised when its words or its place last changed.
    pub continued: Option<Continued>,
    /// The requirement that held this obligation too, before its text was split.
    pub split_from: Option<String>,
}

/// What a requirement says in some versions.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The monikers.
    #[serde(rename = "in")]
    pub monikers: Vec<String>,
    /// `must`, `should_not` …
    pub level: String,
    /// The part of the sentence that states it.
    pub clause: String,
    /// The sentence, when it is more than the clause.
    pub text: Option<String>,
    /// `If you plan to …`
    pub condition: Option<String>,
    /// The kinds and properties of its check.
    pub check: Option<String>,
    /// The headings above it, when they aren't the requirement's.
    pub section: Option<Vec<String>>,
    /// The page, when it isn't the requirement's.
    pub document: Option<String>,
}

/// How a requirement was recognised, and how sure that was.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Continued {
    /// By what.
    pub by: Method,
    /// From 0 to 1, in hundredths.
    pub score: f64,
}

/// By what a requirement was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Method {
    /// The same words under the same heading.
    #[serde(rename = "exact text")]
    ExactText,
    /// The same property of the same subject.
    #[serde(rename = "same property")]
    SameProperty,
    /// Like words under the same heading.
    #[serde(rename = "similar text")]
    SimilarText,
    /// The same or like words in another place.
    #[serde(rename = "moved")]
    Moved,
}

impl Method {
    /// The name in the lock.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ExactText => "exact text",
            Self::SameProperty => "same property",
            Self::SimilarText => "similar text",
            Self::Moved => "moved",
        }
    }
}

/// What is remembered of a requirement that is in no version any more.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Retired {
    /// The page that it stood in last.
    pub document: String,
    /// The headings above it then.
    pub section: Vec<String>,
    /// What it said last.
    pub clause: String,
    /// The requirement whose text took it in.
    pub merged_into: Option<String>,
}

/// Why a lock can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
    /// The one next step.
    pub help: &'static str,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}; {}", self.line, self.message, self.help)
    }
}

impl std::error::Error for LockError {}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LockFile {
    schema: u32,
    #[serde(default)]
    section: Vec<SectionFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionFile {
    document: String,
    headings: Vec<String>,
    #[serde(default)]
    requirement: Vec<toml::Spanned<RecordFile>>,
    #[serde(default)]
    retired: Vec<toml::Spanned<RetiredFile>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordFile {
    id: String,
    subject: Option<String>,
    says: Vec<Said>,
    continued: Option<Continued>,
    split_from: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RetiredFile {
    id: String,
    clause: String,
    merged_into: Option<String>,
}

const HELP_MERGE: &str = "keep the blocks of both sides and delete the lines of the conflict";
const HELP_RESTORE: &str = "restore the file from version control";

impl Lock {
    /// Reads a lock. The same block twice, as merging two branches can leave it, counts once.
    ///
    /// # Errors
    ///
    /// When the text isn't a lock of this version.
    pub fn read(text: &str) -> Result<Self, LockError> {
        let line_of = |offset: usize| text[..offset.min(text.len())].matches('\n').count() + 1;
        let markers = ["<<<<<<<", "=======", ">>>>>>>"];
        if let Some(at) = text.lines().position(|l| markers.iter().any(|m| l.starts_with(m))) {
            let message = "a merge was left unfinished".to_owned();
            return Err(LockError { line: at + 1, message, help: HELP_MERGE });
        }
        let file: LockFile = toml::from_str(text).map_err(|error| LockError {
            line: line_of(error.span().map_or(0, |span| span.start)),
            message: error.message().trim_end_matches('.').replace('\n', ", "),
            help: HELP_RESTORE,
        })?;
        if file.schema != SCHEMA {
            let message = format!("schema {} isn't known, only {SCHEMA} is", file.schema);
            return Err(LockError { line: 1, message, help: "use the version that wrote it" });
        }
        Ok(Self::of_blocks(file))
    }

    /// Merging two branches can leave a block twice, or a live and a retired one: the first of
    /// equals counts, and what lives is not retired. Of two different blocks with one id, which
    /// two branches can make at once, the second is forgotten: its statement gets a new id.
    fn of_blocks(file: LockFile) -> Self {
        let mut lock = Self::default();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut retired = Vec::new();
        for SectionFile { document, headings, requirement, retired: gone } in file.section {
            for block in requirement {
                let at = block.span().start;
                let RecordFile { id, subject, says, continued, split_from } = block.into_inner();
                let (document, section) = (document.clone(), headings.clone());
                places.entry(id.clone()).or_insert(at);
                lock.requirements.entry(id).or_insert(Record {
                    document,
                    section,
                    subject,
                    says,
                    continued,
                    split_from,
                });
            }
            retired.extend(gone.into_iter().map(|g| (document.clone(), headings.clone(), g)));
        }
        for (document, section, block) in retired {
            let at = block.span().start;
            let RetiredFile { id, clause, merged_into } = block.into_inner();
            if !lock.requirements.contains_key(&id) {
                places.entry(id.clone()).or_insert(at);
                lock.retired.insert(id, Retired { document, section, clause, merged_into });
            }
        }
        let mut order: Vec<(usize, String)> = places.into_iter().map(|(id, at)| (at, id)).collect();
        order.sort();
        lock.order = order.into_iter().map(|(_, id)| id).collect();
        lock
    }

    /// The file's text. The same lock gives the same bytes.
    pub fn write(&self) -> String {
        let mut out = String::from(
            "# @generated by `normative build`. It remembers which requirement is which: keep it \
             under version control.\n",
        );
        let _ = writeln!(out, "schema = {SCHEMA}");
        let mut place = None;
        for id in self.ids() {
            let Some((document, section)) = self.place(id) else { continue };
            if place != Some((document, section)) {
                let _ = write!(out, "\n[[section]]\ndocument = {}\n", quoted(document));
                let _ = writeln!(out, "headings = {}", list(section));
                place = Some((document, section));
            }
            if let Some(record) = self.requirements.get(id) {
                write_record(&mut out, id, record);
            } else if let Some(retired) = self.retired.get(id) {
                write_retired(&mut out, id, retired);
            }
        }
        out
    }

    /// The page and the headings that an id stands or stood under.
    pub fn place(&self, id: &str) -> Option<(&str, &[String])> {
        let live = self.requirements.get(id).map(|r| (r.document.as_str(), r.section.as_slice()));
        live.or_else(|| self.retired.get(id).map(|r| (r.document.as_str(), r.section.as_slice())))
    }

    /// All ids in the order of the file.
    fn ids(&self) -> Vec<&String> {
        let known: BTreeSet<&String> = self.order.iter().collect();
        let all = self.requirements.keys().chain(self.retired.keys());
        self.order.iter().chain(all.filter(|id| !known.contains(id))).collect()
    }

    /// Whether an id is or was in use.
    pub fn knows(&self, id: &str) -> bool {
        self.requirements.contains_key(id) || self.retired.contains_key(id)
    }
}

fn write_retired(out: &mut String, id: &str, retired: &Retired) {
    let _ = write!(out, "\n[[section.retired]]\nid = {}\n", quoted(id));
    let _ = writeln!(out, "clause = {}", quoted(&retired.clause));
    if let Some(into) = &retired.merged_into {
        let _ = writeln!(out, "merged_into = {}", quoted(into));
    }
}

fn write_record(out: &mut String, id: &str, record: &Record) {
    let _ = write!(out, "\n[[section.requirement]]\nid = {}\n", quoted(id));
    if let Some(subject) = &record.subject {
        let _ = writeln!(out, "subject = {}", quoted(subject));
    }
    out.push_str("says = [\n");
    for said in &record.says {
        let _ = write!(out, "  {{ in = {}", list(&said.monikers));
        let _ = write!(out, ", level = {}", quoted(&said.level));
        let _ = write!(out, ", clause = {}", quoted(&said.clause));
        let optional = [
            ("text", &said.text),
            ("condition", &said.condition),
            ("check", &said.check),
            ("document", &said.document),
        ];
        for (key, value) in optional {
            if let Some(value) = value {
                let _ = write!(out, ", {key} = {}", quoted(value));
            }
        }
        if let Some(section) = &said.section {
            let _ = write!(out, ", section = {}", list(section));
        }
        out.push_str(" },\n");
    }
    out.push_str("]\n");
    if let Some(Continued { by, score }) = &record.continued {
        let _ = writeln!(out, "continued = {{ by = \"{}\", score = {score:.2} }}", by.as_str());
    }
    if let Some(from) = &record.split_from {
        let _ = writeln!(out, "split_from = {}", quoted(from));
    }
}

/// A TOML string on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    format!("[{}]", items.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Lock {
        let said = Said {
            monikers: vec!["v1".into(), "v2".into()],
            level: "must".into(),
            clause: "the \"node\" must\tbe \\ up".into(),
            check: Some("holds up".into()),
            ..Said::default()
        };
        let record = Record {
            document: "a.md".into(),
            section: vec!["A".into(), "B".into()],
            subject: Some("the node".into()),
            says: vec![said.clone(), Said { section: Some(vec!["C".into()]), ..said }],
            continued: Some(Continued { by: Method::SimilarText, score: 0.5 }),
            split_from: Some("a/other".into()),
        };
        let retired = Retired {
            document: "a.md".into(),
            section: vec!["A".into(), "B".into()],
            clause: "gone \u{7}".into(),
            merged_into: Some("a/up".into()),
        };
        Lock {
            requirements: [("a/up".to_owned(), record)].into(),
            retired: [("a/gone".to_owned(), retired)].into(),
            order: vec!["a/up".to_owned(), "a/gone".to_owned()],
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let lock = sample();
        assert_eq!(Lock::read(&lock.write()), Ok(lock.clone()));
        assert_eq!(Lock::read(&Lock::default().write()), Ok(Lock::default()));
        assert_eq!(lock.write(), lock.clone().write());
    }

    #[test]
    fn a_broken_lock_names_the_line_and_the_way_out() {
        let message = |text: &str| Lock::read(text).expect_err("broken").to_string();
        assert_eq!(
            message("schema = 1\n<<<<<<< HEAD\n"),
            format!("line 2: a merge was left unfinished; {HELP_MERGE}")
        );
        assert!(message("schema = 1\n\n[[section]]\ndocument = 3\n").starts_with("line 4: "));
        assert!(message("schema = 9\n").contains("schema 9"));
        assert!(message("schema = 1\nschmea = 1\n").starts_with("line 2: unknown field `schmea`"));
    }

    #[test]
    fn a_block_that_two_branches_added_counts_once() {
        let text = sample().write();
        let block = &text[text.find("[[section.requirement]]").unwrap()
            ..text.find("[[section.retired]]").unwrap()];
        let twice = text.replace("[[section.retired]]", &format!("{block}[[section.retired]]"));
        assert_eq!(Lock::read(&twice), Ok(sample()));
        let other = twice.replacen("subject = \"the node\"", "subject = \"a node\"", 1);
        let read = Lock::read(&other).unwrap();
        assert_eq!(
            read.requirements["a/up"].subject.as_deref(),
            Some("a node"),
            "the first counts"
        );
    }
}
