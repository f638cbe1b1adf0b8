//! One version's requirements, as suites: a view that the template prints.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::{Context, Tera};

use crate::predicate::decide::Test;
use crate::predicate::{Check, Kind, Quantity};
use crate::requirement::{Graph, Occurrence, Requirement, Variant, Verification};
use crate::version::MonikerId;
use crate::vocabulary::Vocabulary;

use super::quote::{self, Label};
use super::{PesterError, table};

/// What is in force in one version.
pub(super) struct Version<'a> {
    /// Its moniker.
    pub moniker: &'a str,
    /// The suites, by document; those with a test only.
    pub suites: Vec<Suite<'a>>,
}

/// One document's requirements.
pub(super) struct Suite<'a> {
    /// The name of the file.
    pub file: String,
    moniker: &'a str,
    stem: String,
    /// The requirements, in the order of the graph.
    pub rules: Vec<Rule<'a>>,
}

/// One requirement in force: one test.
pub(super) struct Rule<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// What it says in this version.
    pub variant: &'a Variant,
    /// The first place in this version where it is stated.
    pub occurrence: &'a Occurrence,
    /// How facts decide it. None: a person does.
    pub test: Option<Test>,
    id: Label,
}

impl<'a> Version<'a> {
    /// Collects what is in force.
    pub(super) fn of(
        graph: &'a Graph,
        id: MonikerId,
        moniker: &'a str,
    ) -> Result<Self, PesterError> {
        let mut by_document: BTreeMap<&str, Vec<Rule<'a>>> = BTreeMap::new();
        for requirement in &graph.requirements {
            let in_force = requirement.variants.iter().find(|v| v.monikers.contains(id));
            let Some(variant) = in_force else { continue };
            let here = variant.occurrences.iter().find(|o| o.monikers.contains(id));
            let Some(occurrence) = here.or(variant.occurrences.first()) else { continue };
            let rule = Rule::new(requirement, variant, occurrence)?;
            by_document.entry(&occurrence.path).or_default().push(rule);
        }
        let stems = stems(by_document.keys().copied());
        let suites = by_document
            .into_iter()
            .zip(stems)
            .map(|((_, rules), stem)| Suite {
                file: format!("{stem}.Tests.ps1"),
                moniker,
                stem,
                rules,
            })
            .collect();
        Ok(Self { moniker, suites })
    }
}

/// A file name without extension for each document: the name of the page, with its folders only
/// where two pages would have the same.
fn stems<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths.clone() {
        *seen.entry(page_name(path)).or_default() += 1;
    }
    let mut taken = BTreeSet::from(["selftest".to_owned()]);
    paths
        .map(|path| {
            let short = page_name(path);
            let mut stem = if seen[&short] == 1 { short } else { quote::file_stem(&bare(path)) };
            if !taken.insert(stem.to_ascii_lowercase()) {
                stem = format!("{stem}-{}", quote::digest(path));
                taken.insert(stem.to_ascii_lowercase());
            }
            stem
        })
        .collect()
}

fn page_name(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    quote::file_stem(name.strip_suffix(".md").unwrap_or(name))
}

fn bare(path: &str) -> String {
    path.strip_suffix(".md").unwrap_or(path).replace('/', ".")
}

impl<'a> Rule<'a> {
    fn new(
        requirement: &'a Requirement,
        variant: &'a Variant,
        occurrence: &'a Occurrence,
    ) -> Result<Self, PesterError> {
        let refused = || PesterError::Id(requirement.id.clone());
        if !quote::is_name(&requirement.id, usize::MAX) {
            return Err(refused());
        }
        let id = Label::new(&requirement.id).ok_or_else(refused)?;
        let test = variant.test();
        Ok(Self { requirement, variant, occurrence, test, id })
    }

    /// `automated` or `manual`, for the catalogue.
    pub(super) fn mode(&self) -> &'static str {
        if self.test.is_some() { "auto" } else { "manual" }
    }

    /// Why a person has to decide it, from a closed list.
    pub(super) fn manual_reason(&self) -> Option<&'static str> {
        match self.variant.verification() {
            Verification::Automated if self.test.is_none() => Verification::Unbound.reason(),
            verification if self.test.is_none() => verification.reason(),
            _ => None,
        }
    }

    /// The kind of its check.
    pub(super) fn kind(&self) -> &'static str {
        self.variant.check.as_ref().map_or("manual", Check::kind_name)
    }

    fn summary(&self) -> Label {
        let kind = self.kind();
        match &self.variant.check {
            _ if self.test.is_none() => Label::or("manual", ""),
            Some(check) => Label::or(&check_summary(check), kind),
            None => Label::or(kind, ""),
        }
    }

    fn view(&self, indent: usize) -> TestView<'_> {
        let source = Label::or(&self.occurrence.path, &quote::file_stem(&self.occurrence.path));
        let tags = vec![
            format!("Id:{}", self.id),
            format!("Level:{}", self.variant.level.as_str()),
            format!("Kind:{}", self.kind()),
            format!("Mode:{}", self.mode()),
            format!("Src:{source}"),
            format!("Line:{}", self.occurrence.start.line),
        ];
        let json = self.test.as_ref().map(to_json);
        TestView {
            id: &self.requirement.id,
            name: quote::test_name(&self.id, &self.summary()),
            tags,
            manual: self.test.is_none(),
            table: json.and_then(|json| table::expression(&json, indent).ok()),
        }
    }
}

/// Where facts say which version they are about; empty when nowhere.
pub(super) fn product_path(vocabulary: &Vocabulary) -> String {
    vocabulary.version.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// The test as data, as the catalogue and the module have it.
pub(super) fn to_json(test: &Test) -> serde_json::Value {
    serde_json::to_value(test).expect("a test is plain data")
}

fn check_summary(check: &Check) -> String {
    let kind = check.kind_name();
    match check {
        Check::AnyOf(of) | Check::AllOf(of) => format!("{kind} {} checks", of.len()),
        Check::Not(_) => kind.to_owned(),
        Check::Leaf(leaf) => match &leaf.kind {
            Kind::AtMost(q) | Kind::AtLeast(q) | Kind::Equals(q) => {
                let Quantity { number, unit } = q;
                format!("{kind} {number} {unit}").trim_end().to_owned()
            }
            Kind::OneOf(values) if values.len() == 1 => format!("{kind} {}", values[0]),
            Kind::OneOf(values) => format!("{kind} {} values", values.len()),
            Kind::AtLeastVersion(version) => format!("{kind} {version}"),
            _ => kind.to_owned(),
        },
    }
}

/// Everything that `suite.ps1.tera` may name.
#[derive(Serialize)]
struct SuiteView<'a> {
    product: &'a str,
    product_path: String,
    references: String,
    looks_up: bool,
    name: String,
    tag: String,
    tests: Vec<TestView<'a>>,
}

#[derive(Serialize)]
struct TestView<'a> {
    id: &'a str,
    name: String,
    tags: Vec<String>,
    manual: bool,
    /// An expression; none when the test has a text that can't stand in one.
    table: Option<String>,
}

impl Suite<'_> {
    /// The text of the suite.
    pub(super) fn render(
        &self,
        templates: &Tera,
        vocabulary: &Vocabulary,
    ) -> Result<String, PesterError> {
        let tests: Vec<_> = self.rules.iter().map(|rule| rule.view(8)).collect();
        let references =
            serde_json::to_value(&vocabulary.references).expect("references are plain data");
        let view = SuiteView {
            product: self.moniker,
            product_path: product_path(vocabulary),
            references: table::expression(&references, 8)
                .map_err(|error| PesterError::Template(tera::Error::message(error)))?,
            looks_up: tests.iter().any(|test| !test.manual && test.table.is_none()),
            name: quote::test_name(
                &Label::or(&self.stem, "page"),
                &Label::or(&format!("({})", self.moniker), "suite"),
            ),
            tag: format!("Product:{}", self.moniker),
            tests,
        };
        let context = Context::from_serialize(&view)?;
        Ok(templates.render(super::template::SUITE, &context)?)
    }
}
