use super::*;
use crate::predicate::{Binding, Check, Kind, Leaf, Quantity};
use crate::requirement::{Condition, Document, Occurrence};
use crate::source::{LineColumn, SourceFile};
use crate::statement::Level;
use crate::version::{Catalog, MonikerId};
use crate::vocabulary::ManualReason;
use crate::vocabulary::bind::{Unbound, Why};

const PAGE: &str = "one\ntwo\nthree\nfour\n";

fn versions(ids: &[u32]) -> MonikerSet {
    ids.iter().copied().map(MonikerId).collect()
}

/// A requirement of one variant on the line of that number.
fn requirement(
    id: &str,
    line: u32,
    monikers: &[u32],
    level: Level,
    check: Option<Check>,
) -> Requirement {
    let monikers = versions(monikers);
    let occurrence = Occurrence {
        path: "relay.md".into(),
        start: LineColumn { line, column: 1 },
        end_line: line,
        monikers: monikers.clone(),
        section: Vec::new(),
    };
    let variant = Variant {
        monikers,
        level,
        condition: None,
        text: format!("sentence {id}"),
        clause: format!("clause {id}"),
        check,
        occurrences: vec![occurrence],
    };
    let (id, subject) = (id.into(), Some("The relay".into()));
    Requirement { id, subject, section: Vec::new(), variants: vec![variant] }
}

fn leaf(kind: Kind, fact: Option<&str>) -> Option<Check> {
    let fact = fact.map(|path| Binding { path: path.into(), test: None });
    let (subject, property) = (Some("relay".into()), "nodes".into());
    Some(Check::Leaf(Leaf { kind, subject, property, fact }))
}

fn at_most(number: f64) -> Kind {
    Kind::AtMost(Quantity { number, unit: "nodes".into() })
}

fn at_least(number: f64) -> Kind {
    Kind::AtLeast(Quantity { number, unit: "nodes".into() })
}

/// What the lints say about these requirements: `line severity code message`.
fn lint(requirements: Vec<Requirement>) -> Vec<String> {
    lint_unbound(requirements, &[])
}

fn lint_unbound(requirements: Vec<Requirement>, unbound: &[Unbound]) -> Vec<String> {
    let graph = Graph {
        catalog: Catalog::of_products([("Relay", &["relay-1", "relay-2", "relay-3"][..])]),
        documents: vec![Document {
            path: "relay.md".into(),
            title: "Relay".into(),
            monikers: versions(&[0, 1, 2]),
        }],
        requirements,
        ..Graph::default()
    };
    let mut sources = SourceSet { root: "docs".into(), ..SourceSet::default() };
    sources.add(SourceFile::new("relay.md", PAGE));
    sources.add(SourceFile::new("pump.md", PAGE));
    let vocabularies =
        BTreeMap::from([("Relay".to_owned(), "docs/relay.vocabulary.toml".to_owned())]);
    let subject =
        Subject { graph: &graph, sources: &sources, unbound, vocabularies: &vocabularies };
    let line = |found: &Diagnostic| {
        let (file, span) = found.place.expect("a place");
        let at = sources.file(file).line_column(span.start);
        let help = found.help.clone().expect("a next step");
        format!("{} {:?} {}: {} ({help})", at.line, found.severity, found.code, found.message)
    };
    run(&subject).iter().map(line).collect()
}

#[test]
fn lints_are_sorted_and_explained() {
    assert!(LINTS.is_sorted_by(|a, b| a.name < b.name));
    for lint in LINTS {
        let heading = format!("# {} {}\n", lint.code, lint.name);
        assert!(lint.explain.starts_with(&heading), "`{}` has another heading", lint.name);
        for part in ["## What it does", "## Why is this bad?", "## Example"] {
            assert!(lint.explain.contains(part), "`{}` has no {part}", lint.name);
        }
        assert!(std::ptr::eq(find(lint.code).unwrap(), find(lint.name).unwrap()));
        assert!(diagnostic::CODES.iter().all(|(code, _)| *code != lint.code));
    }
    let codes: std::collections::BTreeSet<_> = LINTS.iter().map(|lint| lint.code).collect();
    assert_eq!(codes.len(), LINTS.len());
}

#[test]
fn docs_in_order_are_left_alone() {
    let bound = leaf(at_most(16.0), Some("relay.nodes[]"));
    let low = leaf(at_least(2.0), Some("relay.nodes[]"));
    let found = lint(vec![
        requirement("a", 1, &[0, 1, 2], Level::Must, bound),
        requirement("b", 2, &[0, 1, 2], Level::Must, low),
        requirement("c", 3, &[1, 2], Level::Should, None),
    ]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_gap_between_versions() {
    let found = lint(vec![requirement("a", 2, &[0, 2], Level::Must, None)]);
    assert_eq!(
        found,
        [
            "2 Warning N104: `a` is required in `relay-1`, `relay-3` but not in `relay-2` between them \
          (widen the zone around it, or say what holds there instead)"
        ]
    );
    assert!(lint(vec![requirement("a", 2, &[0, 1], Level::Must, None)]).is_empty());
}

#[test]
fn a_duplicate() {
    let first = requirement("a", 1, &[0, 1], Level::Must, None);
    let mut copy = requirement("b", 3, &[1, 2], Level::Must, None);
    copy.variants[0].text = "Sentence a.".into();
    copy.variants[0].clause = first.variants[0].clause.clone();
    assert_eq!(
        lint(vec![first.clone(), copy.clone()]),
        ["3 Warning N103: `b` says the same as `a` (it is already said at docs/relay.md:1)"]
    );
    copy.variants[0].monikers = versions(&[2]);
    assert!(lint(vec![first, copy]).is_empty(), "never in one version");
}

#[test]
fn two_limits() {
    let with = |first, second, fact| {
        lint(vec![
            requirement("a", 1, &[0], Level::Must, leaf(first, fact)),
            requirement("b", 2, &[0], Level::MustNot, leaf(second, fact)),
        ])
    };
    assert_eq!(
        with(at_most(16.0), at_most(8.0), Some("relay.nodes[]")),
        [
            "2 Warning N102: `nodes` of `b` is `at_most 8 nodes` here, and `at_most 16 nodes` in `a` \
          (the other is at docs/relay.md:1)"
        ]
    );
    let impossible = with(at_most(8.0), at_least(16.0), Some("relay.nodes[]"));
    assert!(impossible[0].starts_with("2 Error N102"), "{impossible:?}");
    let one_of = |value: &str| Kind::OneOf(vec![value.into()]);
    let fact = Some("relay.os");
    assert!(with(one_of("Linux"), one_of("linux"), fact).is_empty());
    assert!(with(one_of("Linux"), one_of("Windows"), fact)[0].contains("Error"));
    assert!(with(Kind::Holds, Kind::Absent(None), fact)[0].contains("Error"));
}

#[test]
fn two_limits_that_never_meet() {
    let fact = Some("relay.nodes[]");
    let first = requirement("a", 1, &[0], Level::Must, leaf(at_most(16.0), fact));
    let other = requirement("b", 2, &[0], Level::Must, leaf(at_most(8.0), fact));
    let mut later = other.clone();
    later.variants[0].monikers = versions(&[1]);
    assert!(lint(vec![first.clone(), later]).is_empty());
    let mut conditional = other.clone();
    conditional.variants[0].condition = Some(Condition { text: "If small".into(), check: None });
    assert!(lint(vec![first.clone(), conditional]).is_empty());
    let mut recommended = other;
    recommended.variants[0].level = Level::Should;
    assert!(lint(vec![first, recommended]).is_empty());
}

#[test]
fn demanded_and_recommended() {
    let check = leaf(Kind::Holds, Some("relay.static"));
    let found = lint(vec![
        requirement("a", 1, &[0, 1], Level::Must, check.clone()),
        requirement("b", 2, &[1], Level::Should, check.clone()),
    ]);
    assert_eq!(
        found,
        ["2 Warning N101: `b` is `should`, and `a` is `must` for the same thing \
          (the other is at docs/relay.md:1)"]
    );
    let permitted = lint(vec![
        requirement("a", 1, &[0], Level::Must, check.clone()),
        requirement("b", 2, &[0], Level::May, check),
    ]);
    assert!(permitted.is_empty());
}

#[test]
fn a_check_without_a_fact() {
    let check = leaf(at_most(8.0), None);
    let Some(Check::Leaf(leaf)) = check.clone() else { panic!("a leaf") };
    let because = |why| {
        let unbound = Unbound { requirement: "a".into(), variant: 0, leaf: leaf.clone(), why };
        let required = requirement("a", 1, &[0], Level::Must, check.clone());
        lint_unbound(vec![required], &[unbound]).join("")
    };
    let found =
        "1 Warning N105: no fact decides `at_most` of `nodes` of `relay`, so `a` stays manual";
    let file = "docs/relay.vocabulary.toml";
    assert_eq!(because(Why::NoBinding), format!("{found} (bind it in `{file}`)"));
    let help = format!("the binding at {file}:7 names a fact that never has this value");
    assert_eq!(because(Why::Value(7)), format!("{found} ({help})"));
    assert_eq!(because(Why::Manual(ManualReason::Judgement)), "");
}

#[test]
fn a_sentence_is_marked_and_not_what_follows() {
    for (line, sentence, expected) in [
        ("Use **this** now. Then go.\n", "Use this now.", "Use **this** now"),
        ("Größe über 8 (see [x](y)). Go", "Größe über 8 (see x).", "Größe über 8 (see [x"),
        (
            "A sentence that goes on\n",
            "A sentence that goes on the next line.",
            "A sentence that goes on",
        ),
        ("", "Nothing here.", ""),
    ] {
        assert_eq!(&line[..length(line, sentence)], expected);
    }
}

/// `The value` is another one on each page, unless a vocabulary says that it is one fact.
#[test]
fn the_same_words_on_another_page() {
    let elsewhere = |mut requirement: Requirement| {
        requirement.variants[0].occurrences[0].path = "pump.md".into();
        requirement
    };
    let nodes =
        |id, number, fact| requirement(id, 1, &[0], Level::Must, leaf(at_most(number), fact));
    for (fact, findings) in [(None, 0), (Some("relay.nodes[]"), 1)] {
        let found = lint(vec![nodes("a", 16.0, fact), elsewhere(nodes("b", 8.0, fact))]);
        assert_eq!(found.len(), findings, "{found:?}");
        let should = requirement("b", 2, &[0], Level::Should, leaf(at_most(16.0), fact));
        let found = lint(vec![nodes("a", 16.0, fact), elsewhere(should)]);
        assert_eq!(found.len(), findings, "{found:?}");
    }
    assert_eq!(lint(vec![nodes("a", 16.0, None), nodes("b", 8.0, None)]).len(), 1);
}

/// Each section of a reference lists the values of something of its own.
#[test]
fn the_same_words_in_another_section() {
    let one_of = |id, value: &str, section: &str| {
        let check = leaf(Kind::OneOf(vec![value.into()]), None);
        let mut requirement = requirement(id, 1, &[0], Level::Must, check);
        requirement.variants[0].occurrences[0].section = vec![section.into()];
        requirement
    };
    assert!(lint(vec![one_of("a", "on", "Gate"), one_of("b", "low", "Lamp")]).is_empty());
    assert_eq!(lint(vec![one_of("a", "on", "Gate"), one_of("b", "low", "Gate")]).len(), 1);
}
