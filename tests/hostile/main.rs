//! Documents are data. Pages whose sentences, headings, file names, list items, table cells and
//! zones hold whatever breaks out of some language: each output is still a text of its language,
//! and the same text outside of strings as for a harmless page of the same shape.
//!
//! Set `NORMATIVE_PWSH` to a `pwsh` for PowerShell's own parser.

#![allow(clippy::disallowed_methods)] // tests write what they read

mod outputs;
mod pages;
mod payload;
mod power_shell;
mod shape;
mod twin;

use std::sync::OnceLock;

use libtest_mimic::{Arguments, Trial};
use normative::compile::Compiled;
use normative::diagnostic::render;
use normative::generate::OutputFile;

use outputs::ending;
use shape::Shape;

/// What hostile pages are made into, and what their harmless twin is.
pub(crate) struct Pair {
    pub(crate) compiled: Compiled,
    pub(crate) hostile: Vec<OutputFile>,
    pub(crate) calm: Vec<OutputFile>,
}

/// Compiled once.
pub(crate) fn pair() -> &'static Pair {
    static PAIR: OnceLock<Pair> = OnceLock::new();
    PAIR.get_or_init(|| {
        let (_folder, compiled) = pages::compiled();
        let (texts, calm_texts) = outputs::texts();
        let twin = twin::twin(&compiled);
        let hostile = outputs::all(&compiled.graph, &compiled, &texts);
        let calm = outputs::all(&twin, &compiled, &calm_texts);
        Pair { compiled, hostile, calm }
    })
}

fn main() {
    let arguments = Arguments::from_args();
    let plain: &[(&str, fn())] = &[
        ("every_text_reaches_the_graph", every_text_reaches_the_graph),
        ("diagnostics_are_safe_to_show", diagnostics_are_safe_to_show),
        ("powershell_is_plain_ascii", power_shell::every_byte_is_plain),
        ("json_keeps_its_shape", || same_shape(&["json", "sarif"], shape::json)),
        ("rust_keeps_its_shape", || same_shape(&["rs"], shape::rust)),
        ("xml_keeps_its_shape", || same_shape(&["xml"], shape::xml)),
        ("html_keeps_its_shape", || same_shape(&["html"], shape::html)),
        ("markdown_keeps_its_shape", || same_shape(&["md"], shape::markdown)),
        ("dot_keeps_its_shape", || same_shape(&["dot"], shape::dot)),
        ("mermaid_keeps_its_shape", || same_shape(&["mmd"], shape::mermaid)),
        ("text_for_terminals_keeps_its_shape", || same_shape(&["txt"], shape::terminal)),
    ];
    let plain = plain.iter().map(|(name, run)| {
        Trial::test(*name, move || {
            run();
            Ok(())
        })
    });
    libtest_mimic::run(&arguments, plain.chain(power_shell::trials()).collect()).exit();
}

/// Nothing is proven of texts that were lost on the way.
fn every_text_reaches_the_graph() {
    assert!(pages::number() >= 150, "{}", pages::number());
    let Compiled { graph, diagnostics, .. } = &pair().compiled;
    let refused = diagnostics.iter().filter(|diagnostic| diagnostic.code == "N008").count();
    assert_eq!(refused, pages::refused(), "names that can't be part of a path everywhere");
    assert!(refused > 0);
    let read = pages::number() - refused;
    assert_eq!(graph.documents.len(), read + 1, "and the page of the repository");
    let mut said = String::new();
    for requirement in &graph.requirements {
        said += &requirement.section.join("\n");
        for variant in &requirement.variants {
            said += &variant.text;
            said += &variant.occurrences[0].path;
        }
    }
    for wanted in [
        "\u{2019}",
        "\u{201D}",
        "`",
        "$(",
        "<(",
        "#>",
        "'@",
        "\u{2028}",
        "\u{1B}",
        "\u{202E}",
        "\u{FFFF}",
        "##vso[",
        "::error",
        "]]>",
        "</script>",
        "*/",
        "\"#",
        "{{",
        "%%",
        "\u{AD}",
        "because because",
    ] {
        let times = said.matches(wanted).count();
        assert!(times >= 2, "{wanted:?} is in {times} texts of the graph");
    }
    let endings = outputs::by_ending(&pair().hostile);
    for (ending, least) in
        [("ps1", 4 * 250), ("psm1", 4), ("json", 10), ("rs", 1), ("html", 1), ("md", 7)]
    {
        assert!(endings.get(ending).is_some_and(|n| *n >= least), "{ending}: {endings:?}");
    }
}

/// What is said about such pages holds nothing that a terminal obeys.
fn diagnostics_are_safe_to_show() {
    let compiled = &pair().compiled;
    let errors = compiled.diagnostics.len();
    assert!(errors >= payload::all().len() - 3, "zones that no version is in: {errors}");
    shape::terminal(&render(&compiled.diagnostics, &compiled.sources, false)).expect("safe text");
}

/// The files with these endings have the same shape as their harmless twins.
fn same_shape(endings: &[&str], shape: fn(&str) -> Shape) {
    let Pair { hostile, calm, .. } = pair();
    assert_eq!(hostile.len(), calm.len());
    let mut compared = 0;
    for (one, other) in hostile.iter().zip(calm).filter(|(one, _)| endings.contains(&ending(one))) {
        let of = |file: &OutputFile| {
            let text = std::str::from_utf8(&file.content).expect("UTF-8");
            shape(text).unwrap_or_else(|error| panic!("{}: {error}", file.path))
        };
        same(&one.path, &of(one), &of(other));
        compared += 1;
    }
    assert!(compared > 0);
}

/// Fails with the first difference, and what stands around it.
fn same(path: &str, one: &str, other: &str) {
    if one == other {
        return;
    }
    let at = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| {
        let bytes = &text.as_bytes()[at.saturating_sub(200)..(at + 200).min(text.len())];
        String::from_utf8_lossy(bytes).into_owned()
    };
    panic!("{path}:\n{}\nbut harmless:\n{}", part(one), part(other));
}
