//! From the words of a clause to the check that a program could decide.
//!
//! [`check_of`] takes the clause apart ([`clause`]), finds what has a value of its own (amounts in
//! [`quantity`], releases in [`release`], values in [`list`], relations in [`relation`]) and reads
//! what is left as a state ([`state`]). Rows of tables go cell by cell ([`row`]). The words that
//! all this goes by are the tables of [`cues`], [`wording`] and [`unit`].

mod alternatives;
mod amount;
mod beside;
mod bounds;
mod cell;
mod choices;
mod clause;
#[rustfmt::skip] // word lists, several words a line
mod cues;
mod front;
mod head;
mod introduced;
mod leftover;
mod list;
mod named;
mod number;
mod objects;
mod phrase;
mod quantity;
mod relation;
mod release;
mod row;
mod state;
mod token;
pub(crate) mod unit;
mod valued;
mod versions;
#[rustfmt::skip] // wordings, one a line
mod wording;

#[cfg(test)]
mod tests;

use super::{Check, Kind, Leaf};
use crate::statement::{Level, Statement};
use clause::{Clause, Head};
use token::Text;

/// The check of a statement; `None` when no program could decide it.
pub fn check_of(statement: &Statement) -> Option<Check> {
    let negative = matches!(statement.level, Level::MustNot | Level::ShouldNot);
    let permits = statement.level == Level::May;
    if !statement.context.items.is_empty() && lists_values(statement) {
        return listed(statement);
    }
    if let Some(least) = several_of(statement) {
        return Some(least);
    }
    let context = row::Context::of(statement);
    let mut checks = if row::is_row(statement) {
        row::checks(statement, &context)
    } else {
        let text = Text::new(&in_time(statement));
        let (text, second) = second_clause(text);
        let clause = Clause::new(text, negative);
        let mut checks = state::checks(&clause, &context, permits);
        if let Some(second) = second.filter(|_| !permits) {
            checks.extend(state::checks(&Clause::new(second, false), &context, permits));
        }
        let lead_in = statement.context.lead_in.as_deref();
        if clause.head == Head::Fragment
            && let Some(kind) = lead_in.and_then(introduced::kind_of)
        {
            introduced::apply(&kind, &mut checks);
        }
        checks
    };
    if permits {
        checks.retain(is_valued);
    }
    for check in &mut checks {
        fill_subject(check, statement.subject.as_deref().filter(|s| !phrase::is_pronoun(s)));
    }
    all(checks)
}

/// In front of the act that a condition is about.
const GOALS: &[&[&str]] = &[
    &["you", "plan", "to"],
    &["you", "are", "planning", "to"],
    &["you", "want", "to"],
    &["you", "need", "to"],
    &["you", "would", "like", "to"],
    &["you", "intend", "to"],
    &["you", "choose", "to"],
    &["you", "decide", "to"],
    &["planning", "to"],
    &["you"],
];

/// The check of a condition (`If you plan to use X`): what it states, or that it holds as a whole.
pub fn condition_of(text: &str) -> Check {
    stated(text).unwrap_or_else(|| {
        let property = text.trim().to_owned();
        Check::Leaf(Leaf { kind: Kind::Holds, subject: None, property, fact: None })
    })
}

/// What a condition states, when it is something decidable.
fn stated(text: &str) -> Option<Check> {
    let text = text.trim().trim_end_matches([',', ':', '.']);
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words.first()?.to_lowercase();
    if !["if", "when", "unless", "whenever", "for"].contains(&first.as_str()) {
        return None;
    }
    let mut body = &words[1..];
    for goal in GOALS {
        if body.len() > goal.len() && body.iter().zip(*goal).all(|(w, g)| w.eq_ignore_ascii_case(g))
        {
            body = &body[goal.len()..];
        }
    }
    let body = body.join(" ");
    let check = state::condition(Clause::new(Text::new(&body), false))?;
    Some(if first == "unless" { Check::Not(Box::new(check)) } else { check })
}

/// `At least two of the following: A, B, C`: so many of them.
fn several_of(statement: &Statement) -> Option<Check> {
    let front = statement.text.split_once(&statement.clause)?.0.trim_end().strip_suffix(':')?;
    let text = Text::new(front);
    let follows = |i: usize| text.has(i, &["of", "the", "following"]);
    let named = (0..text.tokens.len()).any(follows);
    let several = |a: &quantity::Amount| a.number > 1.0 && follows(a.span.end);
    if !named || !bounds::amounts_of(&text).iter().any(several) {
        return None;
    }
    let clause = Clause::new(text, false);
    let found = bounds::bounds(&clause, clause.core.clone(), None);
    found.into_iter().next().map(|f| f.check)
}

/// Whether the items are values rather than steps or places to get a thing from.
fn lists_values(statement: &Statement) -> bool {
    let text = Text::new(&statement.clause);
    let steps = ["steps", "ways", "tasks", "procedures", "commands", "instructions"];
    let step = text.tokens.iter().any(|t| t.is(&steps));
    // `at least three of the following`: so many of them.
    let several = bounds::amounts_of(&text).iter().any(|amount| {
        amount.number > 1.0 && text.has(amount.span.end, &["of", "the", "following"])
    });
    let obtained = (1..text.tokens.len()).any(|i| {
        text.tokens[i - 1].is(&["downloaded", "obtained", "purchased"]) && text.low(i) == "from"
    });
    !step && !obtained && !several
}

/// `X must be on A, and Y must be disabled`: the first clause, and the second when there is one
/// that has a subject and modal of its own.
fn second_clause(text: Text) -> (Text, Option<Text>) {
    let tokens = &text.tokens;
    let modal = |i: usize| {
        tokens[i].is(&["must", "should"])
            || tokens[i].is(&["needs", "has"]) && text.low(i + 1) == "to"
    };
    let Some(first) = (0..tokens.len()).find(|&i| modal(i)) else { return (text, None) };
    let stops = ["that", "which", "who", "if", "when", "you", ",", "and", "or", "(", ")"];
    let begins = |i: usize| {
        text.low(i) == "and"
            && !tokens[i].aside
            && !tokens[first..i].iter().any(|t| t.is(&["that", "which", "who", "so", "because"]))
            && (i + 2..(i + 10).min(tokens.len()))
                .take_while(|&j| !tokens[j - 1].is(&stops))
                .any(modal)
    };
    // `supports a single hub that must be joined`
    let relative = |i: usize| {
        tokens[i].low == "that"
            && !tokens[i].aside
            && tokens.get(i + 1).is_some_and(|t| t.is(&["must", "should"]))
            && !tokens[..i].iter().any(|t| t.is(&["if", "when", "so", "because"]))
            && !(i + 2..tokens.len()).any(modal)
    };
    let there = text.low(0) == "there";
    if let Some(that) = (2..tokens.len()).find(|&i| relative(i) && !there) {
        let second = Text::new(text.slice(that + 1..tokens.len()));
        return (Text::new(text.slice(0..list::trim(&text, 0..that).end)), Some(second));
    }
    let Some(and) = (first + 2..tokens.len()).find(|&i| begins(i)) else { return (text, None) };
    let second = Text::new(text.slice(and + 1..tokens.len()));
    (Text::new(text.slice(0..list::trim(&text, 0..and).end)), Some(second))
}

/// The clause with the words of its sentence that put it in time, or that belong to its last word.
fn in_time(statement: &Statement) -> String {
    let clause = unwrapped(&statement.clause).trim_end_matches([',', '.']);
    let Some(at) = statement.text.find(clause) else { return clause.to_owned() };
    let (front, back) = (&statement.text[..at], &statement.text[at + clause.len()..]);
    let begins = |text: &str, words: &[&str]| {
        words.iter().any(|word| {
            text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
                && text[word.len()..].starts_with([' ', ','])
        })
    };
    let mut out = String::new();
    if let Some(told) = front.trim_end().strip_suffix(',') {
        // `If it was stopped, before you start it again, …`
        let last = told.rsplit(", ").next().unwrap_or(told);
        let in_time = |text: &&str| begins(text, &["before", "after", "once", "prior to"]);
        if let Some(time) = [front, last].into_iter().find(in_time) {
            out.push_str(time.trim_end_matches([' ', ',']));
            out.push_str(", ");
        }
    }
    out.push_str(clause);
    let back = back.trim_end_matches('.');
    if let Some(more) = more_places(statement, back) {
        out.push_str(more);
        return out;
    }
    // `the Reader role (or another role that includes it)`
    if let Some((aside, _)) = back.strip_prefix(" (or ").and_then(|b| b.split_once(')')) {
        out.push_str(&format!(" (or {aside})"));
        return out;
    }
    let acronym = back.strip_prefix(" (").and_then(|b| b.split_once(')')).map(|(a, _)| a);
    if let Some(acronym) =
        acronym.filter(|a| (2..8).contains(&a.len()) && a.chars().all(|c| c.is_ascii_uppercase()))
    {
        out.push_str(&format!(" ({acronym})"));
    } else if (begins(back.trim_start(), &["before", "prior to"]) && !back.contains(['.', ';']))
        || (begins(back.trim_start(), &["and then"]) && takes_away(clause))
    {
        out.push_str(back);
    }
    out
}

/// `, or on machines in X` behind what is forbidden on others.
fn more_places<'s>(statement: &Statement, back: &'s str) -> Option<&'s str> {
    let negative = matches!(statement.level, Level::MustNot | Level::ShouldNot);
    let places = [", or on ", ", or in ", ", or with ", ", or for "];
    let more = negative && places.iter().any(|p| back.starts_with(p));
    let end =
        [", as ", ", because ", ", since ", ";", "."].iter().filter_map(|p| back.find(p)).min();
    more.then(|| &back[..end.unwrap_or(back.len())])
}

/// Whether a word of the clause takes something away: then what comes next orders it.
fn takes_away(clause: &str) -> bool {
    clause.split_whitespace().any(|word| cues::lists_of(&word.to_lowercase()).has(cues::REMOVALS))
}

/// `(minimum SP1)` without the parentheses around it.
fn unwrapped(clause: &str) -> &str {
    let inner = clause.trim().strip_prefix('(').and_then(|c| c.strip_suffix(')'));
    inner.filter(|c| !c.contains('(') && !c.contains(')')).unwrap_or(clause)
}

/// `one of the following` with its items.
fn listed(statement: &Statement) -> Option<Check> {
    let values: Vec<String> = statement
        .context
        .items
        .iter()
        .map(|item| list_value(item))
        .filter(|v| !v.is_empty())
        .collect();
    if values.is_empty() {
        return None;
    }
    let text = Text::new(&statement.clause);
    Some(Check::Leaf(Leaf {
        kind: Kind::OneOf(values),
        subject: statement.subject.clone(),
        property: valued::listed_property(&text),
        fact: None,
    }))
}

/// An item as a value: its first sentence, without article and trailing restriction.
fn list_value(item: &str) -> String {
    let text = Text::new(item);
    let sentence = text.source.split(". ").next().unwrap_or("");
    let sentence = Text::new(sentence.trim_end_matches(['.', ';', ',', ':']));
    let mut all = list::trim(&sentence, 0..sentence.tokens.len());
    if all.len() > 1 && sentence.tokens[all.start].is(&["a", "an", "the"]) {
        all.start += 1;
    }
    sentence.named(all)
}

/// Whether the check has a value to compare; permissions are typed for these only.
fn is_valued(check: &Check) -> bool {
    match check {
        Check::Leaf(leaf) => !matches!(
            leaf.kind,
            Kind::Holds | Kind::Absent(None) | Kind::Before | Kind::AllEqual | Kind::Disjoint
        ),
        Check::AnyOf(of) | Check::AllOf(of) => of.iter().all(is_valued),
        Check::Not(of) => is_valued(of),
    }
}

/// The statement's own subject, where the clause didn't name one.
fn fill_subject(check: &mut Check, subject: Option<&str>) {
    match check {
        Check::Leaf(leaf) => {
            if leaf.subject.is_none() {
                leaf.subject = subject.map(str::to_owned);
            }
        }
        Check::AnyOf(of) | Check::AllOf(of) => of.iter_mut().for_each(|c| fill_subject(c, subject)),
        Check::Not(of) => fill_subject(of, subject),
    }
}

/// All of `checks`, as one.
fn all(mut checks: Vec<Check>) -> Option<Check> {
    match checks.len() {
        0 | 1 => checks.pop(),
        _ => Some(Check::AllOf(checks)),
    }
}
