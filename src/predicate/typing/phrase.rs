//! What a leaf is about, in the words of the document.

use std::ops::Range;

use super::clause::{Clause, Head};
use super::list;
use super::token::Text;
use super::wording::PARTICIPLES;

/// A noun phrase without its article and parentheses.
pub(super) fn noun(text: &Text, range: Range<usize>) -> String {
    let mut range = list::trim(text, range);
    while range.len() > 1
        && text.tokens[range.start].is(&[
            "a", "an", "the", "your", "any", "its", "their", "this", "that", "both", "either",
            "neither",
        ])
    {
        range.start += 1;
    }
    text.outside(range)
}

/// Whether a subject is a pronoun, which names nothing.
pub(super) fn is_pronoun(subject: &str) -> bool {
    let pronouns = ["you", "we", "it", "this", "there", "they", "that", "which", "you'll", "it's"];
    pronouns.contains(&subject.to_lowercase().as_str())
}

/// What is bound, when the clause says so.
pub(super) fn subject(clause: &Clause) -> Option<String> {
    let no = usize::from(clause.text.low(clause.subject.start) == "no" && clause.subject.len() > 1);
    let subject = noun(&clause.text, clause.subject.start + no..clause.subject.end);
    if !subject.is_empty() && !is_pronoun(&subject) {
        return Some(subject);
    }
    let label = noun(&clause.text, clause.label.clone());
    (!label.is_empty()).then_some(label)
}

/// The past participle of a verb in base form: `install` is `installed`, `set` is `set`.
pub(super) fn participle(base: &str) -> String {
    if let Some((_, irregular)) = PARTICIPLES.iter().find(|(b, _)| *b == base) {
        return (*irregular).to_owned();
    }
    let ends_cvc = {
        let b = base.as_bytes();
        let vowel = |c: u8| b"aeiou".contains(&c);
        b.len() >= 3
            && b.len() <= 4
            && !vowel(b[b.len() - 1])
            && vowel(b[b.len() - 2])
            && !vowel(b[b.len() - 3])
            && !b"wxy".contains(&b[b.len() - 1])
            && base != "open"
    };
    if base.ends_with('e') {
        format!("{base}d")
    } else if let Some(stem) = base.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']))
    {
        format!("{stem}ied")
    } else if ends_cvc {
        format!("{base}{}ed", &base[base.len() - 1..])
    } else {
        format!("{base}ed")
    }
}

/// The subject and property of the state that `object` is to be in.
///
/// `install the tools on each node` is (`tools`, `installed on each node`), and `be joined to a
/// domain` of `Each node` is (`Each node`, `joined to a domain`).
pub(super) fn state(clause: &Clause, object: Range<usize>) -> (Option<String>, String) {
    let text = &clause.text;
    let named = noun(text, object.clone());
    match clause.head {
        Head::Verb if !clause.verb.is_empty() => {
            let behind =
                list::objects_end(text, clause.rest.start, clause.rest.end).max(object.end);
            let place = text.outside(list::trim(text, behind..clause.rest.end));
            let particle = particle(text, clause);
            let mut property = participle(clause.verb);
            for part in [particle, place.as_str()] {
                if !part.is_empty() {
                    property.push(' ');
                    property.push_str(part);
                }
            }
            if named.is_empty() || object.start >= clause.rest.end {
                return (subject(clause), property);
            }
            (Some(named), property)
        }
        Head::Status => {
            let behind = text.outside(list::trim(text, clause.rest.clone()));
            let status = text.slice(clause.at..clause.at + 1);
            let property =
                if behind.is_empty() { status.to_owned() } else { format!("{status} {behind}") };
            (Some(named), property)
        }
        Head::Be if object.start == clause.rest.start => {
            let complement = text.outside(list::bare(text, clause.rest.clone()));
            (subject(clause), complement)
        }
        Head::Be | Head::Have | Head::Require | Head::Verb => (subject(clause), named),
        Head::Fragment => (subject(clause), named),
    }
}

/// `up` of `set up`.
fn particle<'t>(text: &'t Text, clause: &Clause) -> &'t str {
    let at = clause.at + 1;
    let token = text.tokens.get(at).filter(|_| at < clause.core.end);
    token
        .filter(|t| t.is(&["up", "off", "on", "out", "down"]))
        .map_or("", |_| text.slice(at..at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn participles() {
        let cases = [
            ("install", "installed"),
            ("set", "set"),
            ("configure", "configured"),
            ("apply", "applied"),
            ("deploy", "deployed"),
            ("run", "run"),
            ("log", "logged"),
            ("open", "opened"),
            ("add", "added"),
            ("stop", "stopped"),
            ("enter", "entered"),
            ("allow", "allowed"),
        ];
        for (base, want) in cases {
            assert_eq!(participle(base), want);
        }
    }
}
