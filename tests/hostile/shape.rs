//! What is left of a text in some language when the values of its strings are taken away, as a
//! parser of that language sees it; or why it is no such text.

use std::error::Error;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CowStr, Event, Options, Parser};
use serde_json::Value;

/// The shape, or the parser's error.
pub(crate) type Shape = Result<String, Box<dyn Error>>;

/// JSON: keys, numbers and the lengths of arrays.
pub(crate) fn json(text: &str) -> Shape {
    let value: Value = serde_json::from_str(text)?;
    Ok(blank(value).to_string())
}

fn blank(value: Value) -> Value {
    match value {
        Value::String(_) => "".into(),
        Value::Array(items) => items.into_iter().map(blank).collect(),
        Value::Object(members) => members.into_iter().map(|(key, v)| (key, blank(v))).collect(),
        plain => plain,
    }
}

/// Rust: every token but the values of literals. Documentation is an attribute with a literal.
pub(crate) fn rust(text: &str) -> Shape {
    syn::parse_file(text)?;
    let tokens: TokenStream = text.parse()?;
    let mut out = String::new();
    tokens_of(tokens, &mut out);
    Ok(out)
}

fn tokens_of(tokens: TokenStream, out: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                out.push_str(&format!("{:?}(", group.delimiter()));
                tokens_of(group.stream(), out);
                out.push(')');
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                out.push_str(if text.starts_with('"') { "\"\"" } else { &text });
            }
            other => out.push_str(&other.to_string()),
        }
        out.push(' ');
    }
}

/// XML: elements and attribute names.
pub(crate) fn xml(text: &str) -> Shape {
    let document = roxmltree::Document::parse(text)?;
    let mut out = String::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        out.push_str(&format!("{}<{}", node.ancestors().count(), node.tag_name().name()));
        node.attributes().for_each(|a| out.push_str(&format!(" {}", a.name())));
        out.push('>');
    }
    Ok(out)
}

/// HTML: elements and attribute names, scripts as they are, and the shape of JSON in them.
pub(crate) fn html(text: &str) -> Shape {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(text);
    if let Some(error) = dom.errors.borrow().first() {
        return Err(error.to_string().into());
    }
    let mut out = String::new();
    elements(&dom.document, &mut out)?;
    Ok(out)
}

fn elements(node: &Handle, out: &mut String) -> Result<(), Box<dyn Error>> {
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            out.push_str(&format!("<{}", name.local));
            attrs.borrow().iter().for_each(|a| out.push_str(&format!(" {}", a.name.local)));
            out.push('>');
            if matches!(&*name.local, "script" | "style") {
                let text = content(node);
                let is_json = text.trim_start().starts_with('{');
                out.push_str(&if is_json { json(&text)? } else { text });
                return Ok(());
            }
        }
        NodeData::Comment { contents } => out.push_str(&format!("<!--{contents}-->")),
        _ => {}
    }
    for child in node.children.borrow().iter() {
        elements(child, out)?;
    }
    if matches!(node.data, NodeData::Element { .. }) {
        out.push_str("</>");
    }
    Ok(())
}

fn content(node: &Handle) -> String {
    let children = node.children.borrow();
    let texts = children.iter().filter_map(|child| match &child.data {
        NodeData::Text { contents } => Some(contents.borrow().to_string()),
        _ => None,
    });
    texts.collect()
}

/// Markdown: every event, text and code without their values.
pub(crate) fn markdown(text: &str) -> Shape {
    let mut out: Vec<String> = Vec::new();
    for event in Parser::new_ext(text, Options::all()) {
        let shape = match event {
            Event::Text(_) | Event::SoftBreak => "text".to_owned(),
            Event::Code(_) => format!("{:?}", Event::Code(CowStr::Borrowed(""))),
            other => format!("{other:?}"),
        };
        if shape != "text" || out.last().is_none_or(|last| last != "text") {
            out.push(shape);
        }
    }
    Ok(out.join(" "))
}

/// DOT: every token but the values of quoted strings. Wrong are an open string and what is no
/// token.
pub(crate) fn dot(text: &str) -> Shape {
    let mut out = String::new();
    let mut chars = text.chars();
    let mut depth = 0;
    while let Some(c) = chars.next() {
        if c == '"' {
            string(&mut chars)?;
            out.push('"');
            continue;
        }
        if !c.is_ascii_alphanumeric() && !"_-> \n{}[]=,;".contains(c) {
            return Err(format!("no token: {c:?}").into());
        }
        depth += i32::from(c == '{') - i32::from(c == '}');
        out.push(c);
    }
    if depth != 0 {
        return Err("braces don't match".into());
    }
    Ok(out)
}

/// The rest of a string of DOT.
fn string(chars: &mut std::str::Chars<'_>) -> Result<(), String> {
    while let Some(c) = chars.next() {
        match c {
            '"' => return Ok(()),
            '\\' => drop(chars.next()),
            c if c.is_control() => return Err(format!("in a string: {c:?}")),
            _ => {}
        }
    }
    Err("an open string".to_owned())
}

/// Mermaid: every line but the values of its quoted labels, of which each has at most one.
pub(crate) fn mermaid(text: &str) -> Shape {
    let mut out = String::new();
    for line in text.lines() {
        let parts: Vec<&str> = line.split('"').collect();
        let (before, label, after) = match parts[..] {
            [whole] => (whole, "", ""),
            [before, label, after] => (before, label, after),
            _ => return Err(format!("quotes in `{line}`").into()),
        };
        let plain = label.replace("<br/>", "");
        if plain.contains(['<', '>', '`', '\\']) || plain.contains(char::is_control) {
            return Err(format!("in a label: {label}").into());
        }
        out.push_str(&format!("{before}\"{after}\n"));
    }
    Ok(out)
}

/// Text for a terminal: how its lines are indented. Wrong is what a terminal obeys, and what
/// turns the direction of text.
pub(crate) fn terminal(text: &str) -> Shape {
    let obeyed = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if let Some(c) = text.chars().find(|c| obeyed(*c)) {
        return Err(format!("shown: {c:?}").into());
    }
    let indent = |line: &str| (line.len() - line.trim_start().len()).to_string();
    Ok(text.lines().map(indent).collect::<Vec<_>>().join(" "))
}
