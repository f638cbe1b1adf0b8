//! Ids that outlive editing: properties of whole builds over generated pages and edits.

use std::collections::BTreeMap;
use std::path::Path;

use normative::compile::{Compiled, compile_as};
use normative::config;
use normative::diff;
use normative::requirement::lock::Lock;
use normative::source::SourceSet;
use proptest::prelude::*;

use crate::git::git_in;

/// What the statements of generated pages are about. Each stands in one statement only, so that a
/// test can tell which requirement is which whatever an edit does to its words.
const NOUNS: [&str; 24] = [
    "archive vault",
    "backup agent",
    "billing relay",
    "border gateway",
    "build farm",
    "catalog mirror",
    "console host",
    "control panel",
    "event hub",
    "fabric switch",
    "ledger store",
    "mail router",
    "metrics probe",
    "name resolver",
    "orchard crawler",
    "paging service",
    "query broker",
    "quota keeper",
    "render pool",
    "replica set",
    "session cache",
    "stream worker",
    "tape library",
    "token issuer",
];

/// What is demanded, each in several wordings; `#` is the number, `@` the noun.
const DEMANDS: [[&str; 3]; 8] = [
    [
        "The @ must have at least # GB of memory.",
        "The @ needs at least # GB of memory.",
        "Each @ must have a minimum of # GB of memory.",
    ],
    [
        "The name of the @ must not exceed # characters.",
        "The @ must have a name that doesn't exceed # characters.",
        "The name of the @ must be # characters or fewer.",
    ],
    [
        "The @ must be joined to a domain.",
        "The @ has to be joined to a domain.",
        "You must join the @ to a domain.",
    ],
    [
        "We recommend that you install the @ on a separate computer.",
        "The @ should be installed on a separate computer.",
        "It's recommended that you install the @ on a separate computer.",
    ],
    [
        "You can't install the @ on a domain controller.",
        "Installing the @ on a domain controller isn't supported.",
        "The @ can't be installed on a domain controller.",
    ],
    [
        "Up to # instances of the @ are supported.",
        "A maximum of # instances of the @ is supported.",
        "No more than # instances of the @ are supported.",
    ],
    [
        "If you use a cluster, the @ must be running on each node.",
        "When you use a cluster, the @ must be running on each node.",
        "If you use a cluster, the @ needs to be running on each node.",
    ],
    [
        "The account of the @ must be a local administrator.",
        "The account of the @ needs to be a local administrator.",
        "The account that the @ uses must be a local administrator.",
    ],
];

/// One statement of a generated page.
#[derive(Debug, Clone)]
struct Item {
    noun: usize,
    demand: usize,
    wording: usize,
    number: u32,
    /// In the versions from this one on; 0 is all.
    since: usize,
}

impl Item {
    fn text(&self) -> String {
        let frame = DEMANDS[self.demand % DEMANDS.len()][self.wording % 3];
        frame.replace('@', NOUNS[self.noun]).replace('#', &self.number.to_string())
    }
}

/// A page: headings with their statements.
#[derive(Debug, Clone)]
struct Page {
    file: String,
    sections: Vec<(String, Vec<Item>)>,
}

impl Page {
    fn markdown(&self) -> String {
        let mut out = String::from("# Plan the relay\n\nThis article helps you plan.\n");
        for (heading, items) in &self.sections {
            out.push_str(&format!("\n## {heading}\n\nThis section is about servers.\n\n"));
            for item in items {
                match item.since {
                    0 => out.push_str(&format!("- {}\n", item.text())),
                    since => out.push_str(&format!(
                        "::: moniker range=\">=relay-{since}\"\n- {}\n::: moniker-end\n",
                        item.text()
                    )),
                }
            }
        }
        out
    }

    fn items(&self) -> usize {
        self.sections.iter().map(|(_, items)| items.len()).sum()
    }

    /// The section and the place in it of the nth statement.
    fn place(&self, nth: usize) -> (usize, usize) {
        let mut left = nth % self.items();
        for (section, (_, items)) in self.sections.iter().enumerate() {
            if left < items.len() {
                return (section, left);
            }
            left -= items.len();
        }
        unreachable!("`left` is less than there are statements")
    }
}

/// One edit; the numbers choose what it is done to.
#[derive(Debug, Clone)]
enum Edit {
    Reword(usize, usize),
    Renumber(usize, u32),
    Move(usize, usize),
    Swap(usize, usize),
    Delete(usize),
    Add(usize, usize, usize),
    RenameHeading(usize),
    RenameFile,
    Since(usize, usize),
}

impl Edit {
    fn apply(&self, page: &mut Page, next: &mut usize) {
        match *self {
            Self::Reword(nth, wording) => {
                let (section, at) = page.place(nth);
                page.sections[section].1[at].wording = wording;
            }
            Self::Renumber(nth, number) => {
                let (section, at) = page.place(nth);
                page.sections[section].1[at].number = number;
            }
            Self::Move(nth, to) => {
                let (section, at) = page.place(nth);
                if page.sections[section].1.len() > 1 {
                    let item = page.sections[section].1.remove(at);
                    let to = to % page.sections.len();
                    page.sections[to].1.push(item);
                }
            }
            Self::Swap(a, b) => {
                let ((x, i), (y, j)) = (page.place(a), page.place(b));
                if x == y {
                    page.sections[x].1.swap(i, j);
                }
            }
            Self::Delete(nth) => {
                let (section, at) = page.place(nth);
                if page.sections[section].1.len() > 1 {
                    page.sections[section].1.remove(at);
                }
            }
            Self::Add(section, demand, at) => {
                if *next < NOUNS.len() {
                    let section = section % page.sections.len();
                    let items = &mut page.sections[section].1;
                    let item = Item { noun: *next, demand, wording: 0, number: 12, since: 0 };
                    items.insert(at % (items.len() + 1), item);
                    *next += 1;
                }
            }
            Self::RenameHeading(section) => {
                let section = section % page.sections.len();
                page.sections[section].0.push_str(" again");
            }
            Self::RenameFile => page.file = format!("new-{}", page.file),
            Self::Since(nth, since) => {
                let (section, at) = page.place(nth);
                page.sections[section].1[at].since = since;
            }
        }
    }
}

fn edits() -> impl Strategy<Value = Edit> {
    let n = 0..100usize;
    prop_oneof![
        (n.clone(), 0..3usize).prop_map(|(a, b)| Edit::Reword(a, b)),
        (n.clone(), 2..64u32).prop_map(|(a, b)| Edit::Renumber(a, b)),
        (n.clone(), n.clone()).prop_map(|(a, b)| Edit::Move(a, b)),
        (n.clone(), n.clone()).prop_map(|(a, b)| Edit::Swap(a, b)),
        n.clone().prop_map(Edit::Delete),
        (n.clone(), n.clone(), n.clone()).prop_map(|(a, b, c)| Edit::Add(a, b, c)),
        n.clone().prop_map(Edit::RenameHeading),
        Just(Edit::RenameFile),
        (n, 1..4usize).prop_map(|(a, b)| Edit::Since(a, b)),
    ]
}

/// A page of nine statements in three sections; `shift` chooses their demands.
fn first_page(shift: usize) -> Page {
    let item = |noun: usize| Item { noun, demand: noun + shift, wording: 0, number: 16, since: 0 };
    let section = |number: usize| {
        (format!("Part {number}"), (number * 3..number * 3 + 3).map(item).collect())
    };
    Page { file: "plan.md".to_owned(), sections: (0..3).map(section).collect() }
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
}

/// Compiles a page with a lock.
fn compiled(file: &str, markdown: &str, lock: &Lock) -> Compiled {
    let folder = tempfile::tempdir().expect("a folder");
    let config = "[[product]]\nname = \"Relay\"\nmonikers = [\"relay-1\", \"relay-2\", \"relay-3\"]\n\
                  docs = [\"docs/**/*.md\"]\n";
    let page = format!("docs/{file}");
    write(folder.path(), &[("normative.toml", config), (&page, markdown)]);
    let mut sources = SourceSet::default();
    let project =
        config::open(&folder.path().join("normative.toml"), &mut sources).expect("a project");
    compile_as(&project, &mut sources, lock).expect("pages")
}

/// The id of the statement about each noun.
fn ids(compiled: &Compiled) -> BTreeMap<usize, String> {
    let mut ids = BTreeMap::new();
    for requirement in &compiled.graph.requirements {
        for variant in &requirement.variants {
            let noun = NOUNS.iter().position(|noun| variant.text.contains(noun));
            let noun = noun.unwrap_or_else(|| panic!("{}", variant.text));
            let known = ids.insert(noun, requirement.id.clone());
            assert!(known.is_none_or(|id| id == requirement.id), "two ids for {}", NOUNS[noun]);
        }
    }
    ids
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn ten_edits_keep_every_surviving_id(
        shift in 0..8usize,
        edits in prop::collection::vec(edits(), 10),
    ) {
        let mut page = first_page(shift);
        let mut next = page.items();
        let mut now = compiled(&page.file, &page.markdown(), &Lock::default());
        let mut known = ids(&now);
        prop_assert_eq!(known.len(), 9, "{}", page.markdown());
        let mut ever: BTreeMap<String, usize> =
            known.iter().map(|(noun, id)| (id.clone(), *noun)).collect();
        for edit in edits {
            edit.apply(&mut page, &mut next);
            // The lock goes through its file, as it does between builds.
            let lock = Lock::read(&now.lock.write()).expect("our own lock");
            now = compiled(&page.file, &page.markdown(), &lock);
            let found = ids(&now);
            for (noun, id) in &found {
                let before = known.get(noun);
                prop_assert!(
                    before.is_none_or(|known| known == id),
                    "{:?} of {} went to {} after {:?}", before, NOUNS[*noun], id, edit
                );
                let owner = *ever.entry(id.clone()).or_insert(*noun);
                prop_assert_eq!(owner, *noun, "{} was used again", id);
            }
            known.extend(found);
        }
    }

    #[test]
    fn layout_changes_nothing(shift in 0..8usize, layouts in prop::collection::vec(0..LAYOUTS.len(), 1..5)) {
        let page = first_page(shift);
        let markdown = page.markdown();
        let before = compiled(&page.file, &markdown, &Lock::default());
        let mut laid_out = markdown;
        for layout in layouts {
            laid_out = LAYOUTS[layout](&laid_out);
        }
        let after = compiled(&page.file, &laid_out, &before.lock);
        prop_assert_eq!(ids(&before), ids(&after));
        let diff = diff::revisions(&before.graph, &after.graph, &[]).expect("one product");
        prop_assert!(diff.changes.is_empty(), "{:#?}\n{}", diff.changes, laid_out);
        prop_assert_eq!(before.lock.write(), after.lock.write());
    }

    #[test]
    fn branches_that_add_requirements_merge_their_locks(
        shift in 0..8usize,
        ours in prop::collection::vec((0..3usize, 0..8usize), 1..4),
        theirs in prop::collection::vec((0..3usize, 0..8usize), 1..4),
    ) {
        let base = first_page(shift);
        let lock = compiled(&base.file, &base.markdown(), &Lock::default()).lock;
        // One branch adds at the beginning of sections and the other at their end, so that the
        // pages merge; the locks have to merge then, too.
        let branch = |added: &[(usize, usize)], first: usize, at_end: bool| {
            let mut page = base.clone();
            for (number, &(section, demand)) in added.iter().enumerate() {
                let item = Item { noun: first + number, demand, wording: 0, number: 9, since: 0 };
                let items = &mut page.sections[section].1;
                let at = if at_end { items.len() } else { 0 };
                items.insert(at, item);
            }
            let made = compiled(&page.file, &page.markdown(), &lock);
            (page, made)
        };
        let (our_page, ours) = branch(&ours, 9, false);
        let (their_page, theirs) = branch(&theirs, 12, true);
        let side = |page: &Page, lock: &Lock| [page.markdown(), lock.write()];
        let [base_side, ours_side, theirs_side] =
            [side(&base, &lock), side(&our_page, &ours.lock), side(&their_page, &theirs.lock)];
        let files = |side: &'_ [String; 2]| -> Vec<(&'static str, String)> {
            vec![("plan.md", side[0].clone()), ("normative.lock", side[1].clone())]
        };
        // A conflict in either file ends the test: git says which one it is in.
        let merged = merge(&files(&base_side), &files(&ours_side), &files(&theirs_side));
        let [merged_page, merged] = [&merged[0], &merged[1]];
        prop_assert!(!merged.contains("<<<<<<<"), "{}", merged);
        let mut named: Vec<&str> = merged.lines().filter(|l| l.starts_with("id = ")).collect();
        let count = named.len();
        named.sort_unstable();
        named.dedup();
        prop_assert_eq!(named.len(), count, "an id stands twice");
        let merged = compiled(&base.file, merged_page, &Lock::read(merged).expect("a lock"));
        let all = ids(&merged);
        for made in [&ours, &theirs] {
            for (noun, id) in ids(made) {
                prop_assert_eq!(all.get(&noun), Some(&id));
            }
        }
    }
}

/// The ways to lay a page out.
const LAYOUTS: [fn(&str) -> String; 16] = [
    |page| page.replace("\r\n", "\n").replace('\n', "\r\n"),
    |page| page.replace("\n- ", "\n* "),
    |page| page.replace("\n- ", "\n+ "),
    |page| page.replace("\n- ", "\n  -   "),
    // Blank lines between items, and around headings.
    |page| page.replace("\n- ", "\n\n- "),
    |page| page.replace("\n## ", "\n\n\n## ").replace(" The ", "  The "),
    |page| page.replacen("\n## ", &format!("\n{}\n## ", "Words about nothing.\n\n".repeat(70)), 1),
    |page| format!("\u{feff}{}", page.trim_start_matches('\u{feff}')),
    |page| page.replace(" must ", " **must** ").replace(" domain", " *domain*"),
    |page| page.replace(" the ", " _the_ ").replace(" name ", " __name__ "),
    |page| page.replace(" of ", " of\n  "),
    wrapped,
    |page| page.replace('\'', "\u{2019}"),
    // Deeper headings, and closed ones.
    |page| page.replace("\n## ", "\n#### "),
    closed,
    linked,
];

/// Headings with `##` at their end too, and blanks at the end of all other lines.
fn closed(page: &str) -> String {
    let end = |line: &str| match line.starts_with('#') && !line.ends_with('#') {
        true => " ##\n",
        false => "  \n",
    };
    page.lines().map(|line| format!("{}{}", line.trim_end(), end(line.trim_end()))).collect()
}

/// Lines of some thirty characters; what belongs to an item stays indented.
fn wrapped(page: &str) -> String {
    let mut out = String::new();
    for line in page.lines() {
        let mut column = 0;
        for (at, word) in line.split(' ').enumerate() {
            let item = line.trim_start().starts_with("- ") && !line.contains("::");
            if item && column > 30 && !word.is_empty() && !word.starts_with(['-', '*', '+', '#']) {
                out.push_str("\n  ");
                column = 0;
            } else if at > 0 {
                out.push(' ');
            }
            out.push_str(word);
            column += word.len() + 1;
        }
        out.push('\n');
    }
    out
}

/// Words that link, with their targets below the page.
fn linked(page: &str) -> String {
    let linked = page.replace(" memory", " [memory][m]").replace(" domain", " [domain][d]");
    format!("{linked}\n\n[m]: https://example.org/memory\n[d]: other.md#domain\n")
}

/// A path and a text.
type File = (&'static str, String);

/// What `git merge` makes of two branches of a repository: its files.
fn merge(base: &[File], ours: &[File], theirs: &[File]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let git = |args: &str| git_in(folder.path(), args);
    let commit = |files: &[File], message: &str| {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
        write(folder.path(), &files);
        git("add --all");
        git(&format!("commit --quiet --allow-empty --message {message}"));
    };
    git("init --quiet --initial-branch=main");
    commit(base, "base");
    git("checkout --quiet -b theirs");
    commit(theirs, "theirs");
    git("checkout --quiet main");
    commit(ours, "ours");
    git("merge --quiet --no-edit theirs");
    let read = |(path, _): &File| {
        std::fs::read_to_string(folder.path().join(path)).expect("a merged file")
    };
    base.iter().map(read).collect()
}
