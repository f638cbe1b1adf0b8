//! The graph for Markdown.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::graph_label::{documents, label};
use crate::requirement::{EdgeKind, Graph};

/// The graph as a Mermaid flowchart: a subgraph a document, a node a requirement.
pub fn render(graph: &Graph) -> String {
    let mut out = String::from("flowchart LR\n");
    let mut names: HashMap<&str, String> = HashMap::new();
    for (number, (path, requirements)) in documents(graph).into_iter().enumerate() {
        let _ = writeln!(out, "  subgraph d{number}[{}]", quoted(path));
        for requirement in requirements {
            let name = format!("r{}", names.len());
            let text = quoted(&format!("{}\n{}", requirement.id, label(requirement, graph)));
            let _ = writeln!(out, "    {name}[{text}]");
            names.insert(&requirement.id, name);
        }
        out.push_str("  end\n");
    }
    for edge in &graph.edges {
        let arrow = match edge.kind {
            EdgeKind::ConflictsWith => "x--x",
            EdgeKind::AlternativeTo => "-.->",
            EdgeKind::Before | EdgeKind::DependsOn => "-->",
        };
        if let (Some(from), Some(to)) = (names.get(edge.from.as_str()), names.get(edge.to.as_str()))
        {
            let name = edge.kind.as_str().replace('_', " ");
            let _ = writeln!(out, "  {from} {arrow}|{name}| {to}");
        }
    }
    out
}

/// A label of Mermaid, which reads entities, HTML and, between backticks, Markdown.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\n' => out.push_str("<br/>"),
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' | ';' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
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
    fn labels_are_text_and_edges_have_their_arrows() {
        let text = "# A\nmust: Be <b>\"up\"</b>.\nshould: If this isn't possible, > ask.\n";
        let mermaid = render(&page(text, &Lock::default()).graph);
        assert_eq!(
            mermaid,
            r#"flowchart LR
  subgraph d0["docs/page.md"]
    r0["page/b-up-b<br/>must: Be #60;b#62;#34;up#34;#60;/b#62;."]
    r1["page/ask<br/>should: ask."]
  end
  r1 -.->|alternative to| r0
"#
        );
    }
}
