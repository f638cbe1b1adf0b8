//! The first product, and facts about an environment that satisfies everything.

use std::path::Path;
use std::sync::OnceLock;

use normative::compile::{Compiled, compile};
use normative::config;
use normative::diagnostic::render;
use normative::source::SourceSet;
use normative::version::MonikerId;
use normative::vocabulary::Vocabulary;
use serde_json::Value;

/// The documentation of the first product, compiled once.
pub(crate) fn compiled() -> &'static Compiled {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    COMPILED.get_or_init(compile_docs)
}

fn compile_docs() -> Compiled {
    let mut sources = SourceSet::default();
    let project = config::open(Path::new("docs-source/normative.toml"), &mut sources);
    let project = project.unwrap_or_else(|error| panic!("{}", render(&error.0, &sources, false)));
    compile(&project, &mut sources)
        .unwrap_or_else(|error| panic!("{}", render(&error.0, &sources, false)))
}

/// Its vocabulary.
pub(crate) fn vocabulary(compiled: &Compiled) -> &Vocabulary {
    compiled.vocabularies[0].as_ref().expect("a vocabulary")
}

/// A version, and the operating system that its servers may run.
pub(crate) struct Version<'a> {
    pub(crate) id: MonikerId,
    pub(crate) moniker: &'a str,
    windows: &'static str,
    windows_build: u32,
    build: &'static str,
}

/// All versions.
pub(crate) fn versions(compiled: &Compiled) -> Vec<Version<'_>> {
    let catalog = &compiled.graph.catalog;
    let windows = [
        ("Windows Server 2016", 14393, "4.0.2051.0"),
        ("Windows Server 2019", 17763, "10.19.1013.0"),
        ("Windows Server 2022", 20348, "10.22.1287.0"),
        ("Windows Server 2025", 26100, "10.25.1000.0"),
    ];
    let versions = catalog.ids().zip(windows).map(|(id, (windows, windows_build, build))| {
        Version { id, moniker: catalog.name(id), windows, windows_build, build }
    });
    versions.collect()
}

impl Version<'_> {
    /// Facts that satisfy everything that this version requires.
    pub(crate) fn good(&self) -> Value {
        let text = include_str!("../data/good.facts.json")
            .replace("@VERSION@", self.moniker)
            .replace("@BUILD@", self.build)
            .replace("Windows Server 2022", self.windows)
            .replace("20348", &self.windows_build.to_string());
        serde_json::from_str(&text).expect("JSON")
    }
}
