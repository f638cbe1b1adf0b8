//! Bounds: which amounts of a clause ask for something, and of what.

use std::ops::Range;

use super::clause::{Clause, Head};
use super::cues::NUMBERED;
use super::list;
use super::phrase;
use super::quantity;
use super::quantity::Amount;
use super::release;
use super::token::Text;
use super::valued::{Found, leaf, noun_in_front};
use super::wording::{BOUND_NOUNS, Cue};

use crate::predicate::{Kind, Quantity};

/// The bounds in `range`. `fallback` is what the surroundings make of a bare amount.
pub(super) fn bounds(clause: &Clause, range: Range<usize>, fallback: Option<Cue>) -> Vec<Found> {
    let text = &clause.text;
    let mut found = Vec::new();
    let mut amounts = quantity::amounts(text, range.clone(), clause.negated);
    // `10,000 (2,500 of one kind, 7,500 of the other)`
    if clause.head == Head::Fragment && amounts.iter().any(|a| !text.tokens[a.span.start].aside) {
        amounts.retain(|a| !text.tokens[a.span.start].aside);
    }
    for amount in amounts {
        // `Frame size (subtype = 4)`: what a name is numbered.
        let at = amount.span.start;
        let numbered = text.tokens[at].aside
            && at > 1
            && (text.low(at).starts_with('=') || text.ends(at, &["="]));
        if names_release(text, &amount) || numbered || numbers_things(text, &amount) {
            continue;
        }
        let mut amount = amount;
        amount.cue = amount.cue.or_else(|| bounded_subject(clause, &amount));
        let bare = amount.cue.is_none();
        // `greater than 5,000` where a maximum is due says nothing.
        if fallback == Some(Cue::AtMost)
            && amount.cue == Some(Cue::AtLeast)
            && text.ends(amount.span.start, &["than"])
        {
            continue;
        }
        if clause.negated && in_relative(clause, amount.span.start)
            || is_preference(text, amount.span.start, range.start)
        {
            continue;
        }
        if bare && !counts(clause, &amount, fallback) {
            continue;
        }
        let hardware = amount.is_hardware(text);
        let cue = amount.cue.or(fallback.filter(|_| bare)).unwrap_or(if hardware {
            Cue::AtLeast
        } else {
            Cue::Equals
        });
        // `more than one adapter` is two at least.
        let second = amount.cue == Some(Cue::AtLeast)
            && amount.number == 1.0
            && amount.measure.is_none()
            && !amount.noun.is_empty()
            && text.ends(amount.span.start, &["more", "than"]);
        amount.number += f64::from(u8::from(second));
        let property = property_of(clause, &amount);
        let quantity = Quantity { number: amount.number, unit: amount.unit.clone() };
        // `supports 6,000 connections`: a capacity.
        let free = bare || clause.only && amount.cue == Some(Cue::Equals);
        let capacity = free && is_capacity(clause, &amount);
        // `can only occupy 8,000 bytes`
        let only = clause.only
            && clause.head == Head::Verb
            && (amount.measure.is_some() || amount.number > 1.0 && bare);
        let cue = if bare && only || capacity { Cue::AtMost } else { cue };
        let kind = match cue {
            Cue::AtLeast | Cue::More => Kind::AtLeast(quantity),
            Cue::AtMost | Cue::Less => Kind::AtMost(quantity),
            Cue::Equals => Kind::Equals(quantity),
        };
        let start = amount.span.start;
        let end = amount.noun.end.max(amount.span.end);
        let check = |kind, property| leaf(kind, phrase::subject(clause), property);
        // `at least one instance of A and B`: of each
        for other in counted_of(clause, &amount).iter().skip(1) {
            let property = format!("number of {} of {other}", amount.unit);
            found.push(Found { check: check(kind.clone(), property), span: start..end });
        }
        found.push(Found { check: check(kind, property), span: start..end });
    }
    found.extend(only_once(clause, range));
    found.extend(sole(clause).filter(|_| found.is_empty()));
    found.extend(single_object(clause).filter(|_| found.is_empty()));
    found
}

/// `A single account should be used for all services`: exactly one.
pub(super) fn sole(clause: &Clause) -> Option<Found> {
    let text = &clause.text;
    let start = clause.subject.start;
    let single = text.has(start, &["a", "single"]) && !clause.negated && clause.head == Head::Be;
    let done = text.base(clause.at).is_some();
    let noun = start + 2..list::objects_end(text, start + 2, clause.subject.end);
    let unit =
        noun.clone().next_back().map(|i| text.low(i).to_owned()).filter(|_| single && done)?;
    let property = format!("number of {}", phrase::noun(text, noun));
    let check = leaf(Kind::Equals(Quantity { number: 1.0, unit }), None, property);
    Some(Found { check, span: start..clause.subject.end })
}

/// `must have a single gateway`, `supports a single gateway`: exactly one.
pub(super) fn single_object(clause: &Clause) -> Option<Found> {
    let text = &clause.text;
    let range = match clause.head {
        Head::Have | Head::Require => clause.rest.clone(),
        Head::Verb if clause.only || SINGLES.contains(&clause.verb) => clause.rest.clone(),
        Head::Status => super::state::gerund_object(clause),
        _ => return None,
    };
    let only = usize::from(text.low(range.start) == "only");
    let start = range.start + only + usize::from(text.low(range.start + only) == "a");
    let articled = start > range.start || clause.only;
    if clause.negated || !articled || text.low(start) != "single" || start >= range.end {
        return None;
    }
    let noun = start + 1..list::objects_end(text, start + 1, range.end);
    // `a single tier of storage` is one thing, not a number of things.
    let of = noun.clone().any(|i| text.low(i) == "of");
    let unit = noun.clone().next_back().map(|i| text.low(i).to_owned()).filter(|_| !of)?;
    let property = format!("number of {}", phrase::noun(text, noun.clone()));
    let check =
        leaf(Kind::Equals(Quantity { number: 1.0, unit }), phrase::subject(clause), property);
    Some(Found { check, span: start..noun.end })
}

/// Verbs whose object is counted when it is single.
const SINGLES: &[&str] = &[
    "support",
    "use",
    "contain",
    "include",
    "allow",
    "host",
    "hold",
    "create",
    "deploy",
    "configure",
    "maintain",
    "keep",
    "assign",
    "specify",
];

/// `X supports 6,000 connections` tells how much X can take; `X must support 10 Gbps` asks for it.
fn is_capacity(clause: &Clause, amount: &Amount) -> bool {
    let text = &clause.text;
    let takes = ["support", "accommodate", "handle"].contains(&clause.verb);
    let asked = (clause.subject.end..clause.at)
        .any(|i| text.tokens[i].is(&["must", "should", "shall", "need", "needs"]));
    let object =
        amount.span.start == clause.rest.start || text.ends(amount.span.start, &["total", "of"]);
    let several = amount.number != 1.0;
    clause.head == Head::Verb && several && takes && !asked && object && !clause.subject.is_empty()
}

/// `(preferably 10 GB)`, `but ideally 10 GB`: what is better, not what is asked for.
fn is_preference(text: &Text, at: usize, floor: usize) -> bool {
    (floor..at)
        .rev()
        .take(4)
        .take_while(|&i| text.low(i) != ",")
        .any(|i| text.tokens[i].is(&["preferably", "ideally"]) && i > floor)
}

/// The amounts of a text by itself.
pub(super) fn amounts_of(text: &Text) -> Vec<Amount> {
    quantity::amounts(text, 0..text.tokens.len(), false)
}

/// `only once`: exactly one time.
pub(super) fn only_once(clause: &Clause, range: Range<usize>) -> Option<Found> {
    let text = &clause.text;
    let at = range
        .clone()
        .find(|&i| text.low(i) == "once" && (text.low(i.wrapping_sub(1)) == "only"))?;
    let quantity = Quantity { number: 1.0, unit: "times".into() };
    let property = format!("times {}", text.slice(clause.at..clause.at + 1));
    Some(Found {
        check: leaf(Kind::Equals(quantity), phrase::subject(clause), property),
        span: at..at + 1,
    })
}

/// Whether `at` stands in a relative clause of the complement that says no `not` of its own and
/// doesn't describe the object that is forbidden (`Don't use disks that exceed 4 TB`).
pub(super) fn in_relative(clause: &Clause, at: usize) -> bool {
    let text = &clause.text;
    let relative = (clause.rest.start..at).find(|&i| text.tokens[i].is(&["that", "which", "who"]));
    relative.is_some_and(|from| {
        let object = from > clause.rest.start
            && list::objects_end(text, clause.rest.start, clause.rest.end) == from;
        let measures = text.tokens.get(from + 1).is_some_and(|t| {
            t.is(&["exceed", "exceeds", "have", "has", "are", "is", "contain", "contains"])
        });
        !(object && measures) && !(from..at).any(|i| text.low(i) == "not")
    })
}

/// `10 or later`, `2019+`: the number is part of a release.
pub(super) fn names_release(text: &Text, amount: &Amount) -> bool {
    let end = amount.span.end;
    release::later_at(text, end).is_some()
        && amount.measure.is_none()
        && !text.tokens.get(end + 1).is_some_and(|t| t.is(&["greater", "higher", "above", "up"]))
        || amount.measure.is_none()
            && text.low(amount.span.start).ends_with('+')
            && amount.span.start > 0
            && text.tokens[amount.span.start - 1].capital
}

/// `the reserved bits (1 through 11)`: which of the things that are named.
fn numbers_things(text: &Text, amount: &Amount) -> bool {
    let open = amount.span.start.checked_sub(1).filter(|&i| text.low(i) == "(");
    let ranges = text.tokens.get(amount.span.start + 1).is_some_and(|t| t.is(&["through", "to"]));
    let named = open
        .and_then(|i| text.tokens.get(i.checked_sub(1)?))
        .is_some_and(|t| !t.is_mark() && t.low.ends_with('s'));
    ranges && named && amount.unit.is_empty() && amount.measure.is_none()
}

/// Whether a bare amount is a bound here: measured, of hardware, or what the clause asks for.
pub(super) fn counts(clause: &Clause, amount: &Amount, fallback: Option<Cue>) -> bool {
    let text = &clause.text;
    if clause.negated {
        return amount.measure.is_some()
            && matches!(clause.head, Head::Have | Head::Require)
            && fallback.is_some();
    }
    let at = amount.span.start;
    let previous = at.checked_sub(1).map_or("", |p| text.low(p));
    if ["period", "every", "per", "after", "plus"].contains(&previous)
        || previous == "or" && !(fallback.is_some() && clause.head == Head::Fragment)
        || text.ends(at, &["period", "of"])
        || text.low(amount.span.end) == "or" && !amount.is_hardware(text) && fallback.is_none()
    {
        return false;
    }
    if amount.measure.is_some() || amount.is_hardware(text) {
        return true;
    }
    if amount.unit.is_empty() {
        let adjusted = text.ends(at, &["to"]) && ADJUSTS.contains(&clause.verb);
        let set = adjusted
            || text.ends(at, &["set", "to"])
            || text.ends(at, &["be"])
            || text.ends(at, &["is"])
            || text.ends(at, &["value", "of"])
            || text.low(at).ends_with(":1");
        return fallback.is_some() || set && !super::cues::lists_of(previous).has(NUMBERED);
    }
    let asked = at == clause.rest.start || at == clause.core.start || fallback.is_some();
    if ["one", "single"].contains(&text.low(at)) && clause.head != Head::Fragment {
        let particle =
            at == clause.rest.start + 1 && text.tokens[clause.rest.start].is(&["up", "on", "out"]);
        return fallback.is_some()
            || clause.verb == "support" && asked && !clause.subject.is_empty()
            || clause.only
                && matches!(clause.head, Head::Verb | Head::Have | Head::Require)
                && (asked || particle);
    }
    if amount.noun.is_empty() {
        return fallback.is_some();
    }
    // `only migrate 150 mailboxes`
    if clause.only && clause.head == Head::Verb && asked {
        return true;
    }
    let apart =
        amount.noun.clone().any(|i| text.tokens[i].is(&["separate", "different", "distinct"]));
    if apart && clause.head != Head::Status {
        return true;
    }
    let verb = [
        "have",
        "use",
        "provide",
        "contain",
        "include",
        "allocate",
        "assign",
        "deploy",
        "specify",
        "configure",
        "maintain",
        "keep",
        "add",
        "create",
        "install",
        "place",
        "provision",
        "reserve",
        "run",
    ];
    asked
        && match clause.head {
            Head::Have | Head::Require | Head::Fragment => true,
            Head::Verb => verb.contains(&clause.verb) || is_capacity(clause, amount),
            Head::Be | Head::Status => false,
        }
        || clause.head == Head::Be && counts_complement(clause, at)
}

/// The names behind `one instance of`, when there are several.
fn counted_of(clause: &Clause, amount: &Amount) -> Vec<String> {
    let text = &clause.text;
    let of = amount.noun.clone().chain([amount.noun.end]).find(|&i| text.low(i) == "of");
    let Some(of) = of.filter(|&i| ["instance", "copy", "node"].contains(&text.low(i.max(1) - 1)))
    else {
        return Vec::new();
    };
    let end = list::objects_end(text, of + 1, clause.core.end);
    let list = list::split(text, of + 1..end);
    let and = (of..end).any(|i| text.low(i) == "and");
    let named = list.items.iter().all(|r| text.tokens[r.start].capital);
    if and && named {
        list.items.into_iter().map(|r| text.outside(r)).collect()
    } else {
        Vec::new()
    }
}

/// `The maximum number of X that Y can take is 100`: what the subject says it is.
fn bounded_subject(clause: &Clause, amount: &Amount) -> Option<Cue> {
    let subject = clause.subject.start..clause.subject.end.min(clause.subject.start + 3);
    let is = clause.head == Head::Be && amount.span.start == clause.rest.start;
    let mut words = subject.filter(|_| is).map(|i| clause.text.low(i));
    words.find_map(|word| BOUND_NOUNS.iter().find(|(noun, _)| word == *noun).map(|(_, cue)| *cue))
}

/// `be linked with four gateways`, `be deployed at two sites`: what the participle counts.
fn counts_complement(clause: &Clause, at: usize) -> bool {
    let text = &clause.text;
    let places = ["with", "on", "at", "in", "to", "across", "by", "onto"];
    text.base(clause.at).is_some()
        && at == clause.at + 2
        && text.tokens[clause.at + 1].is(&places)
        && !text.tokens[clause.at].low.ends_with("ing")
}

/// Verbs that give a setting a value.
const ADJUSTS: &[&str] = &["set", "increase", "change", "configure", "adjust", "raise"];

/// What an amount is of: the noun behind it, the noun that it qualifies, or the subject.
pub(super) fn property_of(clause: &Clause, amount: &Amount) -> String {
    let text = &clause.text;
    let counted = phrase::noun(text, amount.noun.clone());
    if amount.measure.is_none() && !counted.is_empty() && amount.unit != "times" {
        let of = amount.noun.end;
        let full = if text.low(of) == "of" {
            of + 1..quantity::noun_phrase_end(text, of + 1, clause.core.end)
        } else {
            of..of
        };
        let of = text.outside(full);
        return if of.is_empty() {
            format!("number of {counted}")
        } else {
            format!("number of {counted} of {of}")
        };
    }
    if !counted.is_empty() {
        return counted;
    }
    let named = noun_in_front(clause, amount.span.start);
    if named.is_empty() {
        let length = amount.measure.is_some_and(|u| u.name == "characters");
        return if length {
            "length".to_owned()
        } else {
            phrase::subject(clause).unwrap_or_else(|| amount.unit.clone())
        };
    }
    named
}
