//! The report as one self-contained HTML page: every requirement in every version, what changed
//! between versions, and the verdicts of an environment where they are given.
//!
//! The page is data and one fixed script. Text of documents stands in a JSON island alone, in
//! which no `<` is left, and the script puts it on the page as text nodes.

mod verdicts;

use std::io::{self, Write};

use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use tera::{Context, Tera};

pub use verdicts::{Before, Verdicts};

use crate::diff::{self, Change, Diff, Place, Side};
use crate::generate::OutputFile;
use crate::generate::template::Templates;
use crate::predicate::Check;
use crate::requirement::{Graph, Occurrence, Requirement, Variant};
use crate::version::MonikerSet;

/// The path of the page's template.
pub const TEMPLATE: &str = "report/page.html.tera";

/// Above this many versions of a product only neighbours are compared.
const ALL_PAIRS: usize = 6;

const STYLE: &str = include_str!("../../../templates/report/page.css");
const SCRIPT: &str = include_str!("../../../templates/report/page.js");

/// What the page shows beside the graph.
#[derive(Debug, Default)]
pub struct Extras<'a> {
    /// Where a line of a document is shown: `https://example.org/docs/{path}#L{line}`. Only
    /// `https` addresses become links.
    pub source_url: Option<&'a str>,
    /// The verdicts of environments, the first of which is shown at first.
    pub verdicts: Vec<Verdicts>,
    /// The change that the page is about, with its title; without it, about all pairs of versions.
    pub change: Option<(&'a str, &'a Diff)>,
}

/// `reports/index.html`, or the page of one change. `digest` names the graph that it was made from:
/// the one after the change.
///
/// # Errors
///
/// When the template is wrong.
pub fn render(
    graph: &Graph,
    digest: &str,
    extras: &Extras<'_>,
    templates: &Templates,
) -> tera::TeraResult<OutputFile> {
    let data = PageData {
        schema: 1,
        source: extras.source_url,
        products: products(graph),
        documents: graph
            .documents
            .iter()
            .map(|d| Document { path: &d.path, title: &d.title })
            .collect(),
        requirements: graph.requirements.iter().map(|r| requirement(r, graph)).collect(),
        diffs: match extras.change {
            Some((_, diff)) => vec![DiffData::of(diff)],
            None => diffs(graph).iter().map(DiffData::of).collect(),
        },
        about_change: extras.change.is_some(),
        verdicts: &extras.verdicts,
    };
    let json = serde_json::to_string(&data).expect("plain data with text keys");
    let mut context = Context::new();
    let all = || format!("What {} requires", graph.catalog.products.join(", "));
    let title = extras.change.map_or_else(all, |(title, _)| title.to_owned());
    context.insert("title", &title);
    context.insert("digest", digest);
    context.insert("style", STYLE);
    context.insert("script", SCRIPT);
    context.insert("data", &island(&json));
    let mut tera = Tera::new();
    tera.set_escape_fn(escape);
    tera.autoescape_on([".html.tera"]);
    tera.add_raw_template(TEMPLATE, templates.text(TEMPLATE))?;
    Ok(OutputFile::new("reports/index.html", tera.render(TEMPLATE, &context)?))
}

/// JSON in which nothing can end the element around it, and nothing that a reader of the source
/// would mistake for something else.
fn island(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<'
            | '>'
            | '&'
            | '\u{7f}'..='\u{9f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

/// Text in HTML, in an element or an attribute.
fn escape(text: &str, output: &mut dyn Write) -> io::Result<()> {
    for c in text.chars() {
        match c {
            '<' => output.write_all(b"&lt;")?,
            '>' => output.write_all(b"&gt;")?,
            '&' => output.write_all(b"&amp;")?,
            '"' => output.write_all(b"&quot;")?,
            '\'' => output.write_all(b"&#39;")?,
            c if c.is_control() => output.write_all(b" ")?,
            c => write!(output, "{c}")?,
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct PageData<'a> {
    schema: u32,
    source: Option<&'a str>,
    products: Vec<Product<'a>>,
    documents: Vec<Document<'a>>,
    requirements: Vec<RequirementData<'a>>,
    diffs: Vec<DiffData>,
    about_change: bool,
    verdicts: &'a [Verdicts],
}

#[derive(Serialize)]
struct Product<'a> {
    name: &'a str,
    monikers: Vec<&'a str>,
}

/// The products, each with its versions in release order.
fn products(graph: &Graph) -> Vec<Product<'_>> {
    let catalog = &graph.catalog;
    let number = |at: usize| catalog.of_product(at as u32);
    let monikers = |at| number(at).iter().map(|id| catalog.name(id)).collect();
    let named = catalog.products.iter().enumerate();
    named.map(|(at, name)| Product { name, monikers: monikers(at) }).collect()
}

#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct RequirementData<'a> {
    id: &'a str,
    subject: Option<&'a str>,
    section: &'a [String],
    variants: Vec<VariantData<'a>>,
}

#[derive(Serialize)]
struct VariantData<'a> {
    monikers: Vec<&'a str>,
    level: &'static str,
    condition: Option<&'a str>,
    text: &'a str,
    clause: &'a str,
    check: Option<String>,
    kinds: Vec<&'static str>,
    verification: &'static str,
    reason: Option<&'static str>,
    occurrences: Vec<PlaceData>,
}

#[derive(Serialize)]
struct PlaceData {
    path: String,
    line: u32,
    end_line: u32,
}

#[derive(Serialize)]
struct DiffData {
    from: String,
    to: String,
    changes: Vec<ChangeData>,
}

#[derive(Serialize)]
struct ChangeData {
    id: String,
    kind: &'static str,
    reason: String,
    from: Option<SideData>,
    to: Option<SideData>,
    /// Runs of words: kept `=`, gone `-`, new `+`. Only where there are two sides.
    words: Option<Vec<(char, String)>>,
}

#[derive(Serialize)]
struct SideData {
    text: String,
    section: Vec<String>,
    level: &'static str,
    condition: Option<String>,
    check: Option<String>,
    occurrences: Vec<PlaceData>,
}

fn requirement<'a>(requirement: &'a Requirement, graph: &'a Graph) -> RequirementData<'a> {
    RequirementData {
        id: &requirement.id,
        subject: requirement.subject.as_deref(),
        section: &requirement.section,
        variants: requirement.variants.iter().map(|v| variant(v, graph)).collect(),
    }
}

fn variant<'a>(variant: &'a Variant, graph: &'a Graph) -> VariantData<'a> {
    let verification = variant.verification();
    let names = |set: &'a MonikerSet| graph.catalog.names(set).collect();
    VariantData {
        monikers: names(&variant.monikers),
        level: variant.level.as_str(),
        condition: variant.condition.as_ref().map(|c| c.text.as_str()),
        text: &variant.text,
        clause: &variant.clause,
        check: variant.check.as_ref().map(Check::describe),
        kinds: kinds(variant.check.as_ref()),
        verification: verification.mode(),
        reason: verification.reason(),
        occurrences: variant.occurrences.iter().map(PlaceData::of_occurrence).collect(),
    }
}

/// The kinds of a check's leaves, each once, sorted.
fn kinds(check: Option<&Check>) -> Vec<&'static str> {
    fn walk(check: &Check, into: &mut Vec<&'static str>) {
        match check {
            Check::Leaf(leaf) => into.push(leaf.kind.as_str()),
            Check::AnyOf(of) | Check::AllOf(of) => of.iter().for_each(|c| walk(c, into)),
            Check::Not(of) => walk(of, into),
        }
    }
    let mut kinds = Vec::new();
    if let Some(check) = check {
        walk(check, &mut kinds);
    }
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Each version with the later ones of its product, or with the next one where there are many.
fn diffs(graph: &Graph) -> Vec<Diff> {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for product in products(graph) {
        let monikers = &product.monikers;
        let reach = if monikers.len() <= ALL_PAIRS { monikers.len() } else { 1 };
        for step in 1..=reach.min(monikers.len().saturating_sub(1)) {
            for at in 0..monikers.len() - step {
                pairs.push((monikers[at], monikers[at + step]));
            }
        }
    }
    // Both names are of this catalog and of one product.
    pairs.into_iter().filter_map(|(from, to)| diff::versions(graph, from, to).ok()).collect()
}

impl DiffData {
    fn of(diff: &Diff) -> Self {
        Self {
            from: diff.from.clone(),
            to: diff.to.clone(),
            changes: diff.changes.iter().map(ChangeData::of).collect(),
        }
    }
}

impl ChangeData {
    fn of(change: &Change) -> Self {
        let words = change.from.as_ref().zip(change.to.as_ref()).map(|(a, b)| words(a, b));
        Self {
            id: change.id.clone(),
            kind: change.kind.as_str(),
            reason: change.reason.clone(),
            from: change.from.as_ref().map(SideData::of),
            to: change.to.as_ref().map(SideData::of),
            words,
        }
    }
}

impl SideData {
    fn of(side: &Side) -> Self {
        Self {
            text: side.text.clone(),
            section: side.section.clone(),
            level: side.level.as_str(),
            condition: side.condition.clone(),
            check: side.check.as_ref().map(Check::describe),
            occurrences: side.occurrences.iter().map(PlaceData::of_place).collect(),
        }
    }
}

impl PlaceData {
    fn of_occurrence(place: &Occurrence) -> Self {
        Self { path: place.path.clone(), line: place.start.line, end_line: place.end_line }
    }

    fn of_place(place: &Place) -> Self {
        Self { path: place.path.clone(), line: place.line, end_line: place.end_line }
    }
}

fn words(from: &Side, to: &Side) -> Vec<(char, String)> {
    let words = TextDiff::from_unicode_words(&from.text, &to.text);
    let mut runs: Vec<(char, String)> = Vec::new();
    for word in words.iter_all_changes() {
        let sign = match word.tag() {
            ChangeTag::Equal => '=',
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        match runs.last_mut().filter(|run| run.0 == sign) {
            Some(run) => run.1.push_str(word.value()),
            None => runs.push((sign, word.value().to_owned())),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_island_can_end_it() {
        let hostile = "</script><!--<script>\u{2028}\u{202e}&amp;";
        let json = serde_json::to_string(hostile).expect("text");
        let safe = island(&json);
        assert!(!safe.contains(['<', '>', '&', '\u{2028}', '\u{202e}']), "{safe}");
        assert_eq!(serde_json::from_str::<String>(&safe).expect("still JSON"), hostile);
    }

    #[test]
    fn the_words_of_a_change_give_both_sides_back() {
        let side = |text: &str| Side {
            level: crate::statement::Level::Must,
            text: text.to_owned(),
            clause: text.to_owned(),
            condition: None,
            condition_check: None,
            check: None,
            verification: crate::requirement::Verification::NoCheck,
            section: Vec::new(),
            occurrences: Vec::new(),
        };
        let (a, b) = ("must run release 4 or 5 of it", "must run release 5 of all of it");
        let runs = words(&side(a), &side(b));
        let text = |without: char| -> String {
            runs.iter().filter(|r| r.0 != without).map(|r| r.1.as_str()).collect()
        };
        assert_eq!(text('+'), a);
        assert_eq!(text('-'), b);
        assert!(runs.iter().any(|r| r.0 == '-') && runs.iter().any(|r| r.0 == '+'));
    }
}
