//! The narrow doors through which text gets into a Rust file: string literals, documentation
//! comments and identifiers.

use std::fmt::Write as _;
use std::io;

/// Writes a text as one string literal, quotes included, in printable ASCII. Every printed value
/// of a Rust template goes through here.
///
/// # Errors
/// When `output` can't be written.
pub fn literal(text: &str, output: &mut dyn io::Write) -> io::Result<()> {
    output.write_all(string(text).as_bytes())
}

/// A text as one string literal, quotes included.
pub fn string(text: &str) -> String {
    format!("\"{}\"", escaped(text, |c| c == '"' || c == '\\'))
}

/// A text as the rest of one `///` line: no line break, nothing that Markdown or HTML would take
/// for more than a letter.
pub fn doc(text: &str) -> String {
    let mut text = escaped(text, |c| c.is_ascii_punctuation() && !",.:;'()/-".contains(c));
    if text.starts_with('-') {
        text.insert(0, '\\'); // it would begin a list
    }
    text
}

/// Printable ASCII as it is, behind a backslash where `marked` says so; the rest as `\u{…}`.
fn escaped(text: &str, marked: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' '..='~' if marked(c) => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            _ => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
        }
    }
    out
}

/// Words that can't be the name of a function, a field or a module.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A name in snake case, of whatever letters and digits a text has.
pub fn snake(text: &str) -> String {
    let mut out = String::new();
    let mut after_lower = false;
    for c in text.chars() {
        if c.is_ascii_uppercase() && after_lower {
            out.push('_');
        }
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        after_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    let out = out.trim_end_matches('_').to_owned();
    if out.is_empty() || out.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("n{out}");
    }
    if KEYWORDS.contains(&out.as_str()) { format!("{out}_") } else { out }
}

/// A name in camel case, of whatever letters and digits a text has.
pub fn camel(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let mut out = String::new();
    for word in words {
        let mut letters = word.chars();
        out.extend(letters.next().map(|c| c.to_ascii_uppercase()));
        out.extend(letters);
    }
    if out.is_empty() || out.starts_with(|c: char| c.is_ascii_digit()) || out == "Self" {
        return format!("N{out}");
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_text_ends_a_literal_or_a_comment() {
        assert_eq!(string("a\"b\\c\n\u{202e}"), r#""a\"b\\c\u{a}\u{202e}""#);
        assert_eq!(doc("*/ [x](y) <b> `z`\r\n"), r"\*/ \[x\](y) \<b\> \`z\`\u{d}\u{a}");
    }

    #[test]
    fn names_are_names() {
        assert_eq!(snake("plan-ha-vmm/size"), "plan_ha_vmm_size");
        assert_eq!(snake("serviceNetworkName"), "service_network_name");
        assert_eq!(snake("type"), "type_");
        assert_eq!(snake("2016"), "n2016");
        assert_eq!(camel("sc-vmm-2016"), "ScVmm2016");
        assert_eq!(camel("ä"), "N");
    }

    proptest! {
        #[test]
        fn a_literal_is_one_token_of_printable_ascii(text in any::<String>()) {
            let literal = string(&text);
            prop_assert!(literal.bytes().all(|b| (b' '..=b'~').contains(&b)));
            // Behind an even number of backslashes, a quote would end it.
            let inner = &literal[1..literal.len() - 1];
            let mut escaped = false;
            for c in inner.chars() {
                prop_assert!(escaped || c != '"');
                escaped = !escaped && c == '\\';
            }
            prop_assert!(!escaped);
        }

        #[test]
        fn a_comment_stays_on_its_line(text in any::<String>()) {
            prop_assert!(doc(&text).bytes().all(|b| (b' '..=b'~').contains(&b)));
        }

        #[test]
        fn an_identifier_is_one(text in any::<String>()) {
            let name = snake(&text);
            prop_assert!(name.starts_with(|c: char| c.is_ascii_lowercase()));
            prop_assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
            prop_assert!(!KEYWORDS.contains(&name.as_str()));
        }
    }
}
