//! A diff as JSON.

use serde::Serialize;
use serde_json::Value;

use super::{Change, Diff, Place, Side};

/// The version of the format.
pub const SCHEMA: u32 = 1;

/// The JSON Schema of a diff, which is also that of the JSON reports.
pub const JSON_SCHEMA: &str = include_str!("schema.json");

/// The whole document.
#[derive(Debug, Serialize)]
struct DiffView<'a> {
    schema: u32,
    from: &'a str,
    to: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    digests: Option<&'a [String; 2]>,
    changes: Vec<ChangeView<'a>>,
    unchanged: usize,
    facts: FactsView<'a>,
}

#[derive(Debug, Serialize)]
struct ChangeView<'a> {
    id: &'a str,
    kind: &'static str,
    reason: &'a str,
    monikers: &'a [String],
    from: Option<SideView<'a>>,
    to: Option<SideView<'a>>,
    test: TestView,
    facts: FactsView<'a>,
}

#[derive(Debug, Serialize)]
struct TestView {
    action: &'static str,
    from: Option<ModeView>,
    to: Option<ModeView>,
}

#[derive(Debug, Serialize)]
struct ModeView {
    verification: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct FactsView<'a> {
    needed: Vec<&'a str>,
    dropped: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct SideView<'a> {
    level: &'static str,
    text: &'a str,
    clause: &'a str,
    condition: Option<ConditionView<'a>>,
    check: Option<Value>,
    occurrences: Vec<PlaceView<'a>>,
}

#[derive(Debug, Serialize)]
struct ConditionView<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<Value>,
}

#[derive(Debug, Serialize)]
struct PlaceView<'a> {
    path: &'a str,
    line: u32,
    end_line: u32,
    column: u32,
    monikers: &'a [String],
}

/// The diff as JSON, indented by two, with a final line end.
pub fn render(diff: &Diff) -> String {
    render_between(diff, None)
}

/// The same, naming the digests of the two graphs that it stands between.
pub fn render_between(diff: &Diff, digests: Option<&[String; 2]>) -> String {
    let view = DiffView {
        schema: SCHEMA,
        from: &diff.from,
        to: &diff.to,
        digests,
        changes: diff.changes.iter().map(change).collect(),
        unchanged: diff.unchanged,
        facts: FactsView {
            needed: diff.facts_needed.iter().map(String::as_str).collect(),
            dropped: diff.facts_dropped.iter().map(String::as_str).collect(),
        },
    };
    let mut json = serde_json::to_string_pretty(&view).expect("plain data with text keys");
    json.push('\n');
    json
}

fn change(change: &Change) -> ChangeView<'_> {
    ChangeView {
        id: &change.id,
        kind: change.kind.as_str(),
        reason: &change.reason,
        monikers: &change.monikers,
        from: change.from.as_ref().map(side),
        to: change.to.as_ref().map(side),
        test: TestView {
            action: change.test().as_str(),
            from: change.from.as_ref().map(mode),
            to: change.to.as_ref().map(mode),
        },
        facts: FactsView { needed: change.facts_needed(), dropped: change.facts_dropped() },
    }
}

fn mode(side: &Side) -> ModeView {
    ModeView { verification: side.verification.mode(), reason: side.verification.reason() }
}

fn side(side: &Side) -> SideView<'_> {
    SideView {
        level: side.level.as_str(),
        text: &side.text,
        clause: &side.clause,
        condition: side.condition.as_deref().map(|text| ConditionView {
            text,
            check: side.condition_check.as_ref().map(|c| c.to_json()),
        }),
        check: side.check.as_ref().map(|c| c.to_json()),
        occurrences: side.occurrences.iter().map(place).collect(),
    }
}

fn place(place: &Place) -> PlaceView<'_> {
    PlaceView {
        path: &place.path,
        line: place.line,
        end_line: place.end_line,
        column: place.column,
        monikers: &place.monikers,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diff::revisions;
    use crate::requirement::lock::Lock;
    use crate::requirement::script::page;

    fn errors(document: &Value) -> Vec<String> {
        let schema: Value = serde_json::from_str(JSON_SCHEMA).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors = validator.iter_errors(document);
        errors.map(|error| format!("{}: {error}", error.instance_path)).collect()
    }

    fn sample() -> Value {
        let kinds = [
            r#"{"kind":"at_most","property":"nodes","value":16,"unit":"nodes"}"#,
            r#"{"kind":"one_of","property":"system","values":["a","b"],"fact":"x.y"}"#,
            r#"{"kind":"at_least_version","property":"system","value":"7"}"#,
            r#"{"kind":"absent","subject":"s","property":"p","value":"v"}"#,
            r#"{"kind":"any_of","of":[{"kind":"all_equal","property":"p"},{"kind":"not","of":{"kind":"before","property":"p"}}]}"#,
        ];
        let with_checks = kinds.iter().enumerate().map(|(number, check)| {
            format!("must: If you have a farm, > part {number} must be shut. | {check}\n")
        });
        let text =
            format!("# A\n{}must v2: The lid must be up.\n", with_checks.collect::<String>());
        let old = page(&text, &Lock::default());
        let new = page(&text.replace("must: If", "should: If").replace("v2", "v1"), &old.lock);
        let diff = revisions(&old.graph, &new.graph, &[]).unwrap();
        assert_eq!(diff.changes.len(), 7);
        let digests = ["a".to_owned(), "b".to_owned()];
        serde_json::from_str(&render_between(&diff, Some(&digests))).unwrap()
    }

    #[test]
    fn what_is_written_follows_its_schema() {
        assert_eq!(errors(&sample()), [""; 0]);
    }

    #[test]
    fn the_schema_notices_what_is_wrong() {
        let breaks = [
            ("/changes/0/kind", json!("gone")),
            ("/changes/0/id", json!("No Slug")),
            ("/changes/0/test/action", json!(null)),
            ("/changes/0/from/level", json!("shall")),
            ("/changes/0/from/check/value", json!("many")),
            ("/unchanged", json!(-1)),
        ];
        for (path, value) in breaks {
            let mut document = sample();
            *document.pointer_mut(path).unwrap() = value;
            assert!(!errors(&document).is_empty(), "{path}");
        }
    }
}
