//! A diff as JSON.

use serde::Serialize;
use serde_json::Value;

use super::{Change, Diff, Place, Side};

/// The version of the format.
pub const SCHEMA: u32 = 1;

/// The whole document.
#[derive(Debug, Serialize)]
struct DiffView<'a> {
    schema: u32,
    from: &'a str,
    to: &'a str,
    changes: Vec<ChangeView<'a>>,
    unchanged: usize,
}

#[derive(Debug, Serialize)]
struct ChangeView<'a> {
    id: &'a str,
    kind: &'static str,
    reason: &'a str,
    monikers: &'a [String],
    from: Option<SideView<'a>>,
    to: Option<SideView<'a>>,
}

#[derive(Debug, Serialize)]
struct SideView<'a> {
    level: &'static str,
    text: &'a str,
    clause: &'a str,
    condition: Option<&'a str>,
    check: Option<Value>,
    occurrences: Vec<PlaceView<'a>>,
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
    let view = DiffView {
        schema: SCHEMA,
        from: &diff.from,
        to: &diff.to,
        changes: diff.changes.iter().map(change).collect(),
        unchanged: diff.unchanged,
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
    }
}

fn side(side: &Side) -> SideView<'_> {
    SideView {
        level: side.level.as_str(),
        text: &side.text,
        clause: &side.clause,
        condition: side.condition.as_deref(),
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
