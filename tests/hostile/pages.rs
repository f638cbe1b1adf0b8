//! Pages with a hostile text where authors put text.

use std::fs;
use std::path::Path;

use normative::compile::{Compiled, compile};
use normative::config;
use normative::source::SourceSet;
use tempfile::TempDir;

use crate::payload::{Payload, all};

/// Where on a page a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    Sentence,
    Heading,
    ListItem,
    TableCell,
    FileName,
    Zone,
}

const POSITIONS: [Position; 6] = [
    Position::Sentence,
    Position::Heading,
    Position::ListItem,
    Position::TableCell,
    Position::FileName,
    Position::Zone,
];

/// The documentation of a product whose author is an attacker, and the vocabulary of the first
/// product.
pub(crate) fn compiled() -> (TempDir, Compiled) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs-source");
    let copy = |from: &str, to: &str| {
        fs::copy(root.join(from), folder.path().join(to)).expect("a file");
    };
    fs::create_dir(folder.path().join("docs")).expect("a folder");
    copy("vmm.vocabulary.toml", "vmm.vocabulary.toml");
    copy("vmm/plan-ha-vmm.md", "docs/plan-ha-vmm.md");
    let config = folder.path().join("normative.toml");
    let text = "[[product]]\nname = \"Harbor\"\nmonikers = [\"sc-vmm-2016\", \"sc-vmm-2019\", \"sc-vmm-2022\", \"sc-vmm-2025\"]\ndocs = [\"docs/**/*.md\"]\nvocabulary = \"vmm.vocabulary.toml\"\n";
    fs::write(&config, text).expect("a configuration");
    for payload in all() {
        for position in POSITIONS {
            let path = folder.path().join("docs").join(file_name(&payload, position));
            fs::write(path, page(&payload.text, position)).expect("a page");
        }
    }
    let mut sources = SourceSet::default();
    let project = config::open(&config, &mut sources).expect("a project");
    let compiled = compile(&project, &mut sources).expect("a graph");
    (folder, compiled)
}

/// How many pages there are.
pub(crate) fn number() -> usize {
    all().len() * POSITIONS.len()
}

/// How many of them have a name with a control character, so that they are refused.
pub(crate) fn refused() -> usize {
    let names = all().into_iter().map(|payload| file_name(&payload, Position::FileName));
    names.filter(|name| name.contains(char::is_control)).count()
}

fn file_name(payload: &Payload, position: Position) -> String {
    let name = payload.name.replace(' ', "-");
    if position != Position::FileName {
        return format!("{name}-{position:?}.md");
    }
    // What separates folders is left out, and no name is longer than one can be.
    let text: String = payload.text.chars().filter(|c| !matches!(c, '/' | '\\')).collect();
    let end = (0..=150.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    format!("{name} {}.md", &text[..end.unwrap_or(0)])
}

fn page(text: &str, position: Position) -> String {
    let at = |wanted: Position, otherwise: &str| {
        if position == wanted { text.to_owned() } else { otherwise.to_owned() }
    };
    let cell = at(Position::TableCell, "anchor").replace('|', "\\|");
    format!(
        "# Plan the {heading} harbor\n\n\
         The gateway server of the {sentence} quay must have at least 8 GB of memory.\n\n\
         If you use the {sentence} ledger, the name of the crane must not exceed 15 characters.\n\n\
         The buoy must have the name `{sentence}`.\n\n\
         ## Set up the {heading} quay\n\n\
         The following requirements must be met:\n\n\
         - The {item} crane must be joined to a domain.\n\
         - All crane nodes must be running either Tide Server 2016 or {item} Server.\n\n\
         ::: moniker range=\"{zone}\"\n\
         The ledger of the {sentence} port must have at least 4 GB of memory.\n\
         ::: moniker-end\n\n\
         ::: moniker range=\">=sc-vmm-2022\"\n\
         The lamp of the {sentence} port must have at least 16 GB of memory.\n\
         ::: moniker-end\n\n\
         ::: moniker range=\"<sc-vmm-2022\"\n\
         The lamp of the {sentence} port must have at least 4 GB of memory.\n\
         ::: moniker-end\n\n\
         ## Hardware requirements\n\n\
         | Component | Minimum |\n| --- | --- |\n| The {cell} | 4 GB of memory |\n| Disk of {cell} | {cell} |\n",
        heading = at(Position::Heading, "old"),
        sentence = at(Position::Sentence, "north"),
        item = at(Position::ListItem, "red"),
        zone = at(Position::Zone, "<=sc-vmm-2019"),
    )
}
