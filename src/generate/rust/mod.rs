//! The Rust rule module: one self-contained file a product, with one function a requirement and
//! set of versions, a table of all rules, and the evaluator. It needs `serde` and `serde_json` and
//! nothing else.
//!
//! Text of documents gets in as string literals and documentation comments only; both are
//! [escaped](quote) to printable ASCII.

mod expression;
pub mod quote;
mod types;

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use tera::{Context, Tera};

use super::OutputFile;
use super::template::Templates;
use crate::predicate::Check;
use crate::predicate::decide::{Reference, Test};
use crate::requirement::{Graph, Requirement, Variant};
use crate::verdict::demand;
use crate::version::{MonikerId, MonikerSet};
use crate::vocabulary::Vocabulary;
use expression::expression;
use quote::{camel, doc, literal, snake};
use types::{TypeView, types};

/// The template of what differs from module to module.
pub(super) const RULES: &str = "rust/rules.rs.tera";

/// What every module ends with.
const ENGINE: &[&str] = &[
    include_str!("../../../templates/rust/facts.rs"),
    include_str!("../../../templates/rust/test.rs"),
    include_str!("../../../templates/rust/path.rs"),
    include_str!("../../../templates/rust/evaluate.rs"),
];

/// Why there is no Rust module.
#[derive(Debug)]
pub enum RustError {
    /// A template is broken.
    Template(tera::Error),
}

impl fmt::Display for RustError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a Rust template can't be rendered")
    }
}

impl std::error::Error for RustError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Template(error) => Some(error),
        }
    }
}

impl From<tera::Error> for RustError {
    fn from(error: tera::Error) -> Self {
        Self::Template(error)
    }
}

/// Everything that `rules.rs.tera` may name. What ends in `_safe` is Rust already.
#[derive(Serialize)]
struct ModuleView<'a> {
    product: &'a str,
    product_doc_safe: String,
    sources: Vec<SourceView>,
    versions: Vec<VersionView<'a>>,
    functions: Vec<FunctionView<'a>>,
    rules: Vec<RuleView<'a>>,
    references: &'a [Reference],
    version_path: String,
    types: Vec<TypeView>,
}

#[derive(Serialize)]
struct SourceView {
    doc_safe: String,
}

#[derive(Serialize)]
struct VersionView<'a> {
    moniker: &'a str,
    name_safe: String,
    doc_safe: String,
}

/// The function of one variant.
#[derive(Serialize)]
struct FunctionView<'a> {
    id: &'a str,
    name_safe: String,
    title_safe: String,
    text_safe: String,
    demand: String,
    /// None: a person decides.
    test_safe: Option<String>,
}

/// The row of one variant in the table.
#[derive(Serialize)]
struct RuleView<'a> {
    id: &'a str,
    function_safe: String,
    level_safe: String,
    automated: bool,
    kind: &'a str,
    text: &'a str,
    clause: &'a str,
    condition: Option<&'a str>,
    section: &'a [String],
    facts: Vec<String>,
    versions: Vec<String>,
    places: Vec<PlaceView<'a>>,
}

#[derive(Serialize)]
struct PlaceView<'a> {
    path: &'a str,
    line: u32,
    versions: Vec<String>,
}

/// Generates the module of each product that requires something. `vocabulary` gives each
/// product's, by its place in the graph.
///
/// # Errors
/// When the template is broken.
pub fn generate<'a>(
    graph: &Graph,
    vocabulary: impl Fn(usize) -> Option<&'a Vocabulary>,
    templates: &Templates,
) -> Result<Vec<OutputFile>, RustError> {
    let mut tera = Tera::new();
    tera.set_escape_fn(literal);
    tera.autoescape_on([".rs.tera"]);
    tera.add_raw_template(RULES, templates.text(RULES))?;
    let mut files: BTreeMap<String, OutputFile> = BTreeMap::new();
    let none = Vocabulary::default();
    for (number, product) in graph.catalog.products.iter().enumerate() {
        let monikers = graph.catalog.of_product(number as u32);
        let vocabulary = vocabulary(number).unwrap_or(&none);
        let view = Product { graph, monikers: &monikers }.view(product, vocabulary);
        if view.rules.is_empty() {
            continue;
        }
        let mut name = snake(product);
        while files.contains_key(&name) {
            name.push('_');
        }
        let mut text = tera.render(RULES, &Context::from_serialize(&view)?)?;
        for part in ENGINE {
            text.push('\n');
            text.push_str(part);
        }
        files.insert(name.clone(), OutputFile::new(format!("rust/{name}.rs"), text));
    }
    Ok(files.into_values().collect())
}

/// One product of a graph.
struct Product<'a> {
    graph: &'a Graph,
    monikers: &'a MonikerSet,
}

impl<'a> Product<'a> {
    fn view(&self, product: &'a str, vocabulary: &'a Vocabulary) -> ModuleView<'a> {
        let mut taken = BTreeMap::new();
        let (mut functions, mut rules) = (Vec::new(), Vec::new());
        for requirement in &self.graph.requirements {
            let here: Vec<&Variant> = requirement
                .variants
                .iter()
                .filter(|variant| !variant.monikers.intersection(self.monikers).is_empty())
                .collect();
            for variant in &here {
                let name = self.function_name(requirement, variant, here.len() > 1);
                let name = unique(name, &mut taken);
                functions.push(self.function(requirement, variant, &name));
                rules.push(self.rule(requirement, variant, name));
            }
        }
        let catalog = &self.graph.catalog;
        let documents = self.graph.documents.iter();
        let documents = documents.filter(|d| !d.monikers.intersection(self.monikers).is_empty());
        ModuleView {
            product,
            product_doc_safe: doc(product),
            sources: documents.map(|d| SourceView { doc_safe: doc(&d.path) }).collect(),
            versions: self
                .monikers
                .iter()
                .map(|id| VersionView {
                    moniker: catalog.name(id),
                    name_safe: self.version_name(id),
                    doc_safe: doc(catalog.name(id)),
                })
                .collect(),
            functions,
            rules,
            references: &vocabulary.references,
            version_path: vocabulary.version.as_ref().map(ToString::to_string).unwrap_or_default(),
            types: if vocabulary.facts.is_empty() { Vec::new() } else { types(vocabulary) },
        }
    }

    /// The name of a version in Rust; two monikers that would share one get numbers.
    fn version_name(&self, id: MonikerId) -> String {
        let name = |id| camel(self.graph.catalog.name(id));
        let before = self.monikers.iter().take_while(|other| *other != id);
        let same = before.filter(|other| name(*other) == name(id)).count();
        let number = if same == 0 { String::new() } else { format!("N{}", same + 1) };
        format!("{}{number}", name(id))
    }

    fn versions(&self, monikers: &MonikerSet) -> Vec<String> {
        let here = monikers.intersection(self.monikers);
        here.iter().map(|id| self.version_name(id)).collect()
    }

    fn function_name(&self, requirement: &Requirement, variant: &Variant, several: bool) -> String {
        let id = snake(&requirement.id);
        match variant.monikers.intersection(self.monikers).iter().next() {
            Some(first) if several => format!("{id}_{}", snake(self.graph.catalog.name(first))),
            _ => id,
        }
    }

    fn function(
        &self,
        requirement: &'a Requirement,
        variant: &'a Variant,
        name: &str,
    ) -> FunctionView<'a> {
        let test = variant.test();
        FunctionView {
            id: &requirement.id,
            name_safe: name.to_owned(),
            title_safe: doc(&format!("{} ({})", requirement.id, variant.level.as_str())),
            text_safe: doc(&variant.text),
            demand: test.as_ref().map(demand).unwrap_or_default(),
            test_safe: test.map(|test| expression(&test, 8)),
        }
    }

    fn rule(
        &self,
        requirement: &'a Requirement,
        variant: &'a Variant,
        function: String,
    ) -> RuleView<'a> {
        let mut facts = Vec::new();
        if let Some(test) = variant.test() {
            fact_paths(&test, &mut facts);
        }
        let places = variant.occurrences.iter().map(|place| PlaceView {
            path: &place.path,
            line: place.start.line,
            versions: self.versions(&place.monikers),
        });
        RuleView {
            id: &requirement.id,
            function_safe: function,
            level_safe: camel(&variant.level.as_str().replace('_', "-")),
            automated: variant.test().is_some(),
            kind: variant.check.as_ref().map_or("manual", Check::kind_name),
            text: &variant.text,
            clause: &variant.clause,
            condition: variant.condition.as_ref().map(|condition| condition.text.as_str()),
            section: &requirement.section,
            facts,
            versions: self.versions(&variant.monikers),
            places: places.filter(|place| !place.versions.is_empty()).collect(),
        }
    }
}

/// The name, with a number when it is taken.
fn unique(name: String, taken: &mut BTreeMap<String, usize>) -> String {
    let number = taken.entry(name.clone()).or_default();
    *number += 1;
    match number {
        1 => name,
        number => {
            let name = format!("{name}_{number}");
            unique(name, taken)
        }
    }
}

/// The paths of a test from the facts, each once, in the order in which they are written.
fn fact_paths(test: &Test, paths: &mut Vec<String>) {
    for path in test.paths() {
        let routes = std::iter::once(&path.route).chain(&path.fallback);
        for route in routes.filter(|route| route.scope.is_none()) {
            let route = route.to_string();
            if !paths.contains(&route) {
                paths.push(route);
            }
        }
    }
    for child in test.children() {
        fact_paths(child, paths);
    }
}
