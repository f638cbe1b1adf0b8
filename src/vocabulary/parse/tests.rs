use super::*;
use crate::source::SourceFile;

const HARBOUR: &str = r#"
schema = 1
version = "ship.version"
[[reference]]
name = "pier"
field = "pierId"
list = "piers"
key = "id"
[[order]]
name = "hulls"
releases = ["Hull 1", { name = "Hull 2", also = ["second hull"] }]
[[probe]]
id = "pier"
target = "piers"
needs = "eyes"
collect = "Get-Pier"
[[fact]]
path = "ship.version"
type = "text"
about = "its version"
[[fact]]
path = "ship.pierId"
type = "text"
about = "where it lies"
[[fact]]
path = "ship.hull"
type = "text"
order = "hulls"
about = "its hull"
[[fact]]
path = "piers[].id"
type = "text"
about = "the pier"
[[fact]]
path = "piers[].depth"
type = "integer"
unit = "metres"
about = "how deep it is"
probe = "pier"
[[entity]]
name = "ship"
phrases = ["ship", "vessel"]
[tests]
deep = 'number(ship.pier.depth, at_least 10)'
[[binding]]
entities = ["ship"]
property = ["depth"]
kinds = ["at_least"]
test = 'number(ship.pier.depth, $)'
[[binding]]
entities = ["ship"]
property = ["hull"]
kinds = ["one_of"]
test = 'when(deep, one_of(ship.hull, $))'
"#;

#[test]
fn a_vocabulary_is_read() {
    let vocabulary = Vocabulary::parse(FileId(0), HARBOUR).expect("no mistake");
    assert_eq!(vocabulary.bindings.len(), 2);
    let Decision::Facts { fact, target, .. } = &vocabulary.bindings[0].decision else {
        panic!("decided by facts");
    };
    assert_eq!(fact, "ship.pier.depth");
    let target = target.map(|at| vocabulary.facts[at].path.to_string());
    assert_eq!(target.as_deref(), Some("piers[].depth"));
    assert_eq!(vocabulary.facts[2].values.as_deref().map(<[_]>::len), Some(2));
}

/// What is said when `find` stands as `replace` in the vocabulary above.
fn mistakes(find: &str, replace: &str) -> Vec<String> {
    assert!(HARBOUR.contains(find), "`{find}`");
    let source = SourceFile::new("harbour.toml", HARBOUR.replacen(find, replace, 1));
    let mistakes = Vocabulary::parse(FileId(0), &source.text).unwrap_err();
    let show = |mistake: &Diagnostic| {
        let (_, span) = mistake.place.expect("a place");
        let at = source.line_column(span.start);
        let help = mistake.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{}:{}: {}{help}", at.line, at.column, mistake.message)
    };
    mistakes.iter().map(show).collect()
}

#[test]
fn a_mistake_has_its_line_and_the_nearest_known_key() {
    assert_eq!(
        mistakes("target = \"piers\"", "taget = \"piers\""),
        ["14:1: unknown key `taget` (the nearest known key is `target`)"]
    );
    assert_eq!(
        mistakes("probe = \"pier\"", "probe = \"peir\""),
        ["39:9: unknown probe `peir` (the nearest known one is `pier`)"]
    );
    assert_eq!(
        mistakes("number(ship.pier.depth, $)", "number(ship.pier.dept, $)"),
        ["49:8: `ship.pier.dept`: no fact `dept` there"]
    );
    assert_eq!(
        mistakes("number(ship.pier.depth, $)", "numbr(ship.pier.depth, $)"),
        ["49:9: unknown test `numbr`"]
    );
    assert_eq!(
        mistakes("kinds = [\"one_of\"]", "kinds = [\"oneof\"]"),
        ["53:10: unknown kind of check `oneof` (the nearest known one is `one_of`)"]
    );
    assert_eq!(
        mistakes("one_of(ship.hull, $)", "one_of(ship.hull, \"Hull 9\")"),
        ["54:8: `ship.hull` is never `Hull 9`"]
    );
    assert_eq!(
        mistakes("one_of(ship.hull, $)", "is(ship.hull, true)"),
        ["54:8: `ship.hull` has another type than the test"]
    );
    assert_eq!(mistakes("schema = 1", "schema = 2"), ["2:10: expected `schema = 1`, not 2"]);
    assert_eq!(
        mistakes("type = \"integer\"", "type = \"number\""),
        ["36:8: unknown variant `number`, expected one of `boolean`, `integer`, `text`, `list`"]
    );
}

#[test]
fn all_mistakes_are_reported_in_one_run() {
    let text = HARBOUR.replace("[\"ship\"]", "[\"shp\"]");
    let found = Vocabulary::parse(FileId(0), &text).unwrap_err();
    assert_eq!(found.len(), 2, "{found:?}");
}
