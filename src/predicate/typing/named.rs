//! Values that a clause names outside its objects: in its subject, behind a preposition, alone.

use std::ops::Range;

use super::clause::{Clause, Head};
use super::cues::{ARTICLES, MACHINES, STOPS};
use super::list;
use super::list::Joint;
use super::phrase;
use super::quantity;
use super::release;
use super::valued::{Found, choice_property, leaf, run_property};

use crate::predicate::{Check, Kind};

/// `A or B must be installed`: either will do.
pub(super) fn of_subject(clause: &Clause) -> Option<Found> {
    let text = &clause.text;
    let span = clause.subject.clone();
    let list = list::split(text, span.clone());
    let named = |r: &Range<usize>| {
        let bare = list::bare(text, r.clone());
        !bare.is_empty() && text.tokens[bare.start].capital
    };
    let done = clause.head == Head::Be && text.base(clause.at).is_some() && !clause.negated;
    let closed = done
        && list.joint == Joint::Or
        && list.items.len() > 1
        && list.items.iter().all(named)
        && list::objects_end(text, span.start, span.end) == span.end
        && list::are_values(text, &list.items);
    closed.then(|| {
        let values = list::values(text, &list.items);
        let property = text.outside(list::bare(text, clause.rest.clone()));
        Found { check: leaf(Kind::OneOf(values), None, property), span }
    })
}

/// `configure X to use an A or a B with C`: what it is to use.
pub(super) fn configured_use(clause: &Clause, range: Range<usize>) -> Option<Found> {
    let text = &clause.text;
    let at = range.clone().find(|&i| text.has(i, &["to", "use"]) && i > range.start)? + 2;
    let list = list::split(text, at..range.end);
    let article = |r: &Range<usize>| text.tokens[r.start].is(&["a", "an"]) && r.len() <= 7;
    let named = |r: &Range<usize>| text.tokens[r.start].capital && r.len() <= 5;
    let alike = list.items.iter().all(article) || list.items.iter().all(named);
    let closed = list.joint == Joint::Or && list.items.len() > 1 && alike && !clause.negated;
    closed.then(|| {
        let values = list.items.iter().map(|r| text.outside(list::bare(text, r.clone()))).collect();
        let (_, property) = phrase::state(clause, range.start..at - 2);
        Found {
            check: leaf(Kind::OneOf(values), phrase::subject(clause), property),
            span: at..range.end,
        }
    })
}

/// `requires relays on Contoso 2016`: the release is what is asked for.
pub(super) fn machines_on(clause: &Clause, range: Range<usize>) -> Option<Found> {
    let text = &clause.text;
    let on = list::objects_end(text, range.start, range.end);
    let machines = on > range.start && text.tokens[on - 1].has(MACHINES) && text.low(on) == "on";
    let name = on + 1..range.end;
    let one = clause.head == Head::Require && !clause.negated && machines && !name.is_empty();
    (one && release::is_release(text, name.clone())).then(|| {
        let subject = Some(phrase::noun(text, range.start..on));
        let values = vec![text.outside(name.clone())];
        Found { check: leaf(Kind::OneOf(values), subject, "operating system".into()), span: range }
    })
}

/// `authenticate users with A or B`: names behind the last preposition of the clause.
pub(super) fn tail_choice(clause: &Clause, range: Range<usize>) -> Option<Found> {
    let text = &clause.text;
    if let Some(one) = configured_use(clause, range.clone()) {
        return Some(one);
    }
    if let Some(one) = machines_on(clause, range.clone()) {
        return Some(one);
    }
    let or = (range.clone()).rev().find(|&i| text.low(i) == "or" && !text.tokens[i].aside)?;
    let mut at =
        (range.start..or).rev().find(|&i| text.tokens[i].has(STOPS) && text.low(i) != "and")? + 1;
    let introduces = ["using", "as", "of", "through", "via"];
    let example = text.ends(at, &["such", "as"]) || range.clone().any(|i| text.low(i) == "same");
    if example || !introduces.contains(&text.low(at - 1)) || clause.negated {
        return None;
    }
    while text.tokens[at].has(ARTICLES) && at < or {
        at += 1;
    }
    let list = list::split(text, at..range.end);
    let named = |r: &Range<usize>| {
        let bare = list::bare(text, r.clone());
        !bare.is_empty() && text.tokens[bare.start].capital
    };
    let later = range.clone().any(|i| release::later_at(text, i).is_some());
    let names = list.joint == Joint::Or
        && list.items.len() > 1
        && list.items.iter().all(named)
        && list::objects_end(text, at, range.end) == range.end
        && !list::are_editions(text, &list.items)
        && list::are_values(text, &list.items);
    (names && !later).then(|| {
        let values = list::values(text, &list.items);
        let (_, property) = phrase::state(clause, range.start..at - 1);
        Found {
            check: leaf(Kind::OneOf(values), phrase::subject(clause), property),
            span: at..range.end,
        }
    })
}

/// `at least 8 GB, and that runs A or B`: the releases besides the amounts.
pub(super) fn run_beside(clause: &Clause, range: Range<usize>) -> Option<Found> {
    let text = &clause.text;
    let at = range.clone().find(|&i| text.tokens[i].is(&["running", "runs", "run"]))? + 1;
    let end = list::objects_end(text, at, range.end);
    let mut list = list::split(text, at..end);
    // `running A or B, Standard Edition`
    if list.items.len() > 2
        && let Some(last) = list.items.last()
        && text.tokens[last.end - 1].is(&["edition", "editions"])
        && text.low(last.start - 1) == ","
    {
        list.items.pop();
    }
    let releases = list.items.iter().all(|r| release::is_release(text, r.clone()));
    let closed = list.joint == Joint::Or || list.items.len() == 1;
    let later = (at..range.end).any(|i| release::later_at(text, i).is_some());
    (releases && closed && !later && !list.items.is_empty()).then(|| {
        let values = list::values(text, &list.items);
        let property = run_property(clause, at);
        Found { check: leaf(Kind::OneOf(values), phrase::subject(clause), property), span: at..end }
    })
}

/// `two sets of storage, using A, B, or C`: the list besides the amount.
pub(super) fn used_beside(clause: &Clause, range: Range<usize>) -> Option<Found> {
    let text = &clause.text;
    let at = range.clone().find(|&i| text.low(i) == "using" && i > range.start)? + 1;
    let end = list::objects_end(text, at, range.end);
    let list = list::split(text, at..end);
    let named = |r: &Range<usize>| r.len() <= 5 && r.clone().any(|i| text.tokens[i].capital);
    let closed = list.joint == Joint::Or && list.items.len() > 1 && end == range.end;
    (closed && list.items.iter().all(named)).then(|| {
        let values = list.items.iter().map(|r| text.outside(list::bare(text, r.clone()))).collect();
        Found {
            check: leaf(Kind::OneOf(values), phrase::subject(clause), "used".to_owned()),
            span: at..end,
        }
    })
}

/// `be created on servers running A or B`: the releases, when there are several.
pub(super) fn run_by(clause: &Clause, range: Range<usize>) -> Option<Found> {
    let several = |found: &Found| match &found.check {
        Check::Leaf(leaf) => matches!(&leaf.kind, Kind::OneOf(values) if values.len() > 1),
        _ => false,
    };
    run_beside(clause, range).filter(|found| !clause.negated && several(found))
}

/// `must be 64-bit`, `must be Contoso 9`: the one value that will do.
pub(super) fn bare_name(clause: &Clause, range: Range<usize>) -> Option<Found> {
    let text = &clause.text;
    let name = |i: usize| {
        let token = &text.tokens[i];
        let plain = token.low.chars().all(|c| c.is_alphanumeric() || "-.#+".contains(c));
        let named = token.capital && token.base.is_none() || token.has_digit();
        plain && (token.low.ends_with("-bit") || named)
    };
    let one = clause.head == Head::Be
        && clause.at == range.start
        && !clause.subject.is_empty()
        && range.len() <= 4
        && range.clone().all(name)
        && (text.low(range.start).ends_with("-bit") || release::is_release(text, range.clone()))
        && super::number::digits(text.low(range.start)).is_none()
        && quantity::amounts(text, range.clone(), false).is_empty();
    one.then(|| {
        let property = choice_property(clause);
        let value = text.outside(range.clone());
        Found {
            check: leaf(Kind::OneOf(vec![value]), phrase::subject(clause), property),
            span: range,
        }
    })
}

/// `X is the only scheme that works`.
pub(super) fn the_only(clause: &Clause) -> Option<Found> {
    let text = &clause.text;
    let start = clause.rest.start;
    let only =
        clause.head == Head::Be && text.has(start, &["the", "only"]) && !clause.subject.is_empty();
    let value =
        only.then(|| phrase::noun(text, clause.subject.clone())).filter(|v| !v.is_empty())?;
    let property =
        phrase::noun(text, start + 2..quantity::noun_phrase_end(text, start + 2, clause.rest.end));
    Some(Found { check: leaf(Kind::OneOf(vec![value]), None, property), span: clause.core.clone() })
}

/// `a KeyType value of "X"`: the one value that will do.
pub(super) fn literal_value(clause: &Clause, range: Range<usize>) -> Option<Found> {
    let text = &clause.text;
    let at = range.clone().find(|&i| text.has(i, &["value", "of"]))? + 2;
    let literal = text.tokens.get(at).filter(|t| t.capital && at + 1 == range.end)?;
    let value = text.source[literal.span.clone()].to_owned();
    let property = phrase::noun(text, range.start..at - 1);
    Some(Found {
        check: leaf(Kind::OneOf(vec![value]), phrase::subject(clause), property),
        span: range,
    })
}
