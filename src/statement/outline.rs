//! How the engine cuts a sentence, for people who ask why.

use super::clause::{Conjunct, Parsed, Piece, parse};
use super::judge;
use super::setting::Setting;
use super::token::{Token, tokens};
use std::fmt::Write;

/// The clauses of a sentence and what each of them asks for, one a line: as it would be read in a
/// paragraph of its own.
///
/// ```
/// let shown = normative::statement::outline("If it leaks, you must close the valve.");
/// assert!(shown.contains("condition  If it leaks"), "{shown}");
/// assert!(shown.contains("must  (key-word)"), "{shown}");
/// ```
pub fn outline(sentence: &str) -> String {
    let words = tokens(sentence, 0..sentence.len(), &[]);
    let parsed = parse(&words);
    let mut out = String::new();
    for conjunct in &parsed.conjuncts {
        clause(&parsed, conjunct, &mut out);
    }
    for (_, aside) in &parsed.asides {
        line(&mut out, "aside", &spell(aside));
    }
    let judged = judge::sentence(&words, &Setting::default());
    for finding in &judged.findings {
        let text = &sentence[finding.clause.clone()];
        let condition = finding.condition.clone().map_or("", |range| &sentence[range]);
        let subject = finding.subject.clone().map_or("", |range| &sentence[range]);
        let predicate = &sentence[finding.predicate.clone()];
        let level = finding.level.as_str();
        let rule = finding.rule;
        let _ = writeln!(out, "{level}  ({rule})  {text}");
        line(&mut out, "  subject", subject);
        line(&mut out, "  predicate", predicate);
        if finding.condition.is_some() {
            line(&mut out, "  condition", condition);
        }
    }
    if let Some(rule) = judged.excluded {
        line(&mut out, "excluded", rule);
    }
    out
}

fn clause(parsed: &Parsed<'_>, conjunct: &Conjunct, out: &mut String) {
    for piece in &conjunct.fronted {
        self::piece(parsed, piece, out);
    }
    let core: Vec<Token<'_>> = conjunct.core.iter().map(|&at| parsed.flat[at]).collect();
    let kind = if conjunct.imperative { "imperative" } else { "clause" };
    line(out, kind, &spell(&core));
    if let Some(verb) = conjunct.verb {
        line(out, "  verb", parsed.flat[verb].text);
    }
    for piece in &conjunct.attached {
        self::piece(parsed, piece, out);
    }
}

fn piece(parsed: &Parsed<'_>, piece: &Piece, out: &mut String) {
    let name = format!("{:?}", piece.role).to_lowercase();
    line(out, &name, &spell(&parsed.flat[piece.start..piece.end]));
}

fn line(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "{name}  {text}");
}

fn spell(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
}
