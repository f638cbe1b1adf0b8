//! The graph for Graphviz.

use std::fmt::Write as _;

use super::graph_label::{documents, label};
use crate::requirement::{EdgeKind, Graph};

/// The graph in the DOT language: a cluster a document, a node a requirement.
pub fn render(graph: &Graph) -> String {
    let mut out = String::from("digraph requirements {\n  rankdir=LR;\n");
    out.push_str("  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
    for (number, (path, requirements)) in documents(graph).into_iter().enumerate() {
        let _ = write!(out, "  subgraph cluster_{number} {{\n    label={};\n", quoted(path));
        for requirement in requirements {
            let text = quoted(&label(requirement, graph));
            let _ = writeln!(out, "    {} [label={text}];", quoted(&requirement.id));
        }
        out.push_str("  }\n");
    }
    for edge in &graph.edges {
        let style = match edge.kind {
            EdgeKind::ConflictsWith => ", color=red, dir=none",
            EdgeKind::AlternativeTo => ", style=dashed",
            EdgeKind::Before | EdgeKind::DependsOn => "",
        };
        let (from, to) = (quoted(&edge.from), quoted(&edge.to));
        let name = edge.kind.as_str().replace('_', " ");
        let _ = writeln!(out, "  {from} -> {to} [label=\"{name}\"{style}];");
    }
    out.push_str("}\n");
    out
}

/// A string of DOT. A backslash could begin an escape such as `\N`, so it is doubled.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requirement::lock::Lock;
    use crate::requirement::script::page;

    #[test]
    fn nodes_stand_in_their_document_and_edges_between_them() {
        let text = "# A\nmust v1: Say \"up\\N\" twice.\nshould: If this isn't possible, > ask.\n";
        let dot = render(&page(text, &Lock::default()).graph);
        assert_eq!(
            dot,
            r#"digraph requirements {
  rankdir=LR;
  node [shape=box, style=rounded, fontname="sans-serif"];
  subgraph cluster_0 {
    label="docs/page.md";
    "page/say-up-n-twice" [label="must: Say \"up\\N\" twice.\nv1"];
    "page/ask" [label="should: ask."];
  }
  "page/ask" -> "page/say-up-n-twice" [label="alternative to", style=dashed];
}
"#
        );
    }
}
