//! `A, or B` over complements.

use std::ops::Range;

use super::clause::{Clause, Head};
use super::cues::{ACTS, ARTICLES, LATER, LESS_ALSO, MORE_ALSO, STATES, STOPS};
use super::list;
use super::phrase;
use super::row::Context;
use super::state::part;
use super::token::Text;
use super::valued::leaf;

use crate::predicate::{Check, Kind};

/// `A, or B` over states: any of them will do. Values make a `one_of` instead.
pub(super) fn alternatives(clause: &Clause, context: &Context) -> Option<Check> {
    let text = &clause.text;
    if clause.negated {
        return None;
    }
    let range = clause.rest.clone();
    let mut breaks = vec![range.start];
    for i in range.clone() {
        let token = &text.tokens[i];
        if token.aside {
            continue;
        }
        if token.is(&["such", "between", "whether", "regardless", "including"]) {
            return None;
        }
        if token.low == "or" && i > range.start && is_alternative(text, i, &range) {
            breaks.push(i + 1);
        }
    }
    if breaks.len() < 2 {
        return None;
    }
    breaks.push(range.end + 1);
    let sides =
        breaks.windows(2).map(|w| list::trim(text, w[0]..w[1] - 1)).filter(|r| !r.is_empty());
    if let Some(choice) = plain_choice(clause, &sides.clone().collect::<Vec<_>>()) {
        return Some(choice);
    }
    let checks: Vec<Check> = sides
        .map(|side| {
            let mut found = part(clause, side.clone(), false, context, true);
            match found.len() {
                0 => leaf(Kind::Holds, phrase::subject(clause), phrase::noun(text, side)),
                1 => found.remove(0),
                _ => Check::AllOf(found),
            }
        })
        .collect();
    (checks.len() > 1).then_some(Check::AnyOf(checks))
}

/// Acts that are never nouns, so that what stands behind them is their object.
const PLAIN: &[&str] = &[
    "add",
    "configure",
    "create",
    "delete",
    "disable",
    "enable",
    "install",
    "remove",
    "uninstall",
];

/// `publish the site, or stop the service`: acts of which any will do.
pub(super) fn act_or_act(clause: &Clause, context: &Context) -> Option<Check> {
    let text = &clause.text;
    let range = clause.rest.clone();
    // `be able to publish X, or publish it over Y`
    let able = clause.head == Head::Be && text.ends(clause.at, &["able", "to"]);
    let verb = clause.head == Head::Verb && !clause.verb.is_empty();
    if clause.negated || !verb && !able {
        return None;
    }
    let act = |i: usize| {
        let (verb, object) = (text.tokens.get(i + 1)?, text.tokens.get(i + 2)?);
        let told = object.has(ARTICLES)
            || object.is(&["it", "them"])
            || verb.is(PLAIN) && !object.has(STOPS) && !object.is_mark();
        (verb.has(ACTS) && !verb.capital && told && i + 2 < range.end).then_some(())
    };
    let or = range
        .clone()
        .skip(1)
        .find(|&i| text.low(i) == "or" && !text.tokens[i].aside && act(i).is_some())?;
    let subordinate = ["that", "which", "who", "whether", "if", "such", "to"];
    let own = |i: usize| {
        let token = &text.tokens[i];
        !token.is_mark() && !token.has(ACTS) && !token.is(&["up", "off", "on", "out", "down"])
    };
    if (range.start..or).any(|i| text.tokens[i].is(&subordinate)) || !(range.start..or).any(own) {
        return None;
    }
    let mut first = clause.clone();
    first.rest.end = list::trim(text, range.start..or).end;
    first.core.end = first.rest.end;
    if first.rest.is_empty() {
        return None;
    }
    let second = Clause::new(Text::new(text.slice(or + 1..range.end)), false);
    let sides = [first, second].map(|side| {
        let mut found = part(&side, side.rest.clone(), true, context, true);
        match found.len() {
            0 => leaf(Kind::Holds, phrase::subject(&side), text_of(&side)),
            1 => found.remove(0),
            _ => Check::AllOf(found),
        }
    });
    Some(Check::AnyOf(sides.into()))
}

fn text_of(clause: &Clause) -> String {
    clause.text.outside(clause.core.clone())
}

/// `the Reader role (or another role that includes it)`: what will do as well.
pub(super) fn or_aside(clause: &Clause) -> Option<Check> {
    let text = &clause.text;
    let open = clause.rest.clone().skip(1).find(|&i| text.has(i, &["(", "or"]))?;
    // `the name that relays (or other relays) use`; `for that group` names the group.
    let relative = |i: usize| {
        text.low(i) == "that" && !text.tokens[i - 1].is(&["for", "of", "on", "in", "to", "with"])
    };
    let inner = ["by", "to", "which", "who"];
    let within = |i: usize| text.tokens[i].is(&inner) || i > clause.rest.start && relative(i);
    if (clause.rest.start..open).any(within) {
        return None;
    }
    let close = (open..clause.rest.end).find(|&i| text.low(i) == ")")?;
    let next = text.tokens.get(open + 2).filter(|_| open + 3 < close)?;
    let bound = next.has(MORE_ALSO) || next.has(LESS_ALSO) || next.has(LATER);
    (!clause.negated && !bound).then(|| {
        let property = text.slice(open + 2..close).to_owned();
        leaf(Kind::Holds, phrase::subject(clause), property)
    })
}

/// `a member of the A group or an administrator of B`: either membership will do.
pub(super) fn memberships(clause: &Clause) -> Option<Check> {
    let text = &clause.text;
    let member = |i: usize| {
        text.has(i, &["member", "of"])
            || text.has(i, &["members", "of"])
            || text.has(i, &["membership", "in"])
    };
    let start = clause.rest.clone().find(|&i| member(i) && !clause.negated)? + 2;
    let mut ors = (start..clause.rest.end)
        .filter(|&i| text.low(i) == "or" && !text.tokens[i].aside && !text.tokens[i].inner);
    let or =
        ors.next().filter(|&i| ors.next().is_none() && i > start && i + 2 < clause.rest.end)?;
    let sides = [start..list::trim(text, start..or).end, or + 1..clause.rest.end];
    let named = |r: &Range<usize>| {
        let bare = list::bare(text, r.clone());
        !bare.is_empty() && text.tokens[bare.start].capital
    };
    let plain = |r: &Range<usize>| list::objects_end(text, r.start, r.end) == r.end;
    let class = |r: &Range<usize>| {
        r.len() > 1 && text.tokens[r.end - 1].is(&["group", "role", "groups", "roles"])
    };
    let [first, second] = &sides;
    if sides.iter().all(plain)
        && class(second)
        && text.tokens.get(or - 1).is_some_and(|t| t.low != ",")
    {
        // `the A or B group` and `the A role or the B role`: one of two names.
        let both = class(first);
        let shared = !both && !text.tokens[second.start].has(ARTICLES) && sides.iter().all(named);
        let mut end = second.end;
        while shared && end > second.start + 1 && !text.tokens[end - 1].capital {
            end -= 1;
        }
        let values = [first.clone(), second.start..end].map(|r| phrase::noun(text, r)).to_vec();
        let one = leaf(Kind::OneOf(values), phrase::subject(clause), "member of".to_owned());
        return (both || shared).then_some(one);
    }
    // Lists of more than two, and what shares its noun, are closed lists.
    if !sides.iter().all(named)
        || sides.iter().all(plain)
        || text.tokens[start..or].iter().any(|t| t.low == ",")
    {
        return None;
    }
    // `the A or B role in C` shares its noun.
    let kept = text.tokens[second.start].has(ARTICLES)
        || first.clone().any(|i| text.tokens[i].is(&["group", "role", "groups", "roles"]));
    let holds = |side: Range<usize>| {
        leaf(Kind::Holds, phrase::subject(clause), format!("member of {}", text.outside(side)))
    };
    kept.then(|| Check::AnyOf(sides.into_iter().map(holds).collect()))
}

/// `through A or through B`: the preposition is repeated in front of plain values.
pub(super) fn plain_choice(clause: &Clause, sides: &[Range<usize>]) -> Option<Check> {
    let text = &clause.text;
    let (first, others) = sides.split_first()?;
    let preposition = text.low(others.first()?.start);
    let at = first.clone().find(|&i| text.low(i) == preposition)?;
    if text.tokens[others[0].start].has(ARTICLES) || !text.tokens[others[0].start].has(STOPS) {
        return None;
    }
    let mut items = vec![at + 1..first.end];
    items.extend(others.iter().map(|side| side.start + 1..side.end));
    let plain = |item: &Range<usize>| {
        !item.is_empty()
            && list::objects_end(text, item.start, item.end) == item.end
            && !text.tokens[item.start].is(&["same"])
            && !item.clone().any(|i| text.low(i) == "same")
    };
    let values = items.iter().all(plain) && list::are_values(text, &items);
    values.then(|| {
        let (subject, property) = phrase::state(clause, clause.rest.start..at);
        leaf(
            Kind::OneOf(list::values(text, &items)),
            subject.or_else(|| phrase::subject(clause)),
            property,
        )
    })
}

/// Whether the `or` at `at` joins two complements rather than two words inside one.
pub(super) fn is_alternative(text: &Text, at: usize, range: &Range<usize>) -> bool {
    let Some(next) = text.tokens.get(at + 1).filter(|_| at + 1 < range.end) else { return false };
    if super::release::later_at(text, at).is_some()
        || super::release::later_at(text, at - 1).is_some()
    {
        return false;
    }
    if next.low == "that" {
        return true;
    }
    // `the computer used to run X or to read Y`: what it is for.
    if next.low == "to" && text.base(at + 2).is_some() && !text.tokens[at + 2].capital {
        return false;
    }
    if next.is(&["in", "on", "with", "by", "at", "through", "as", "to", "under"]) {
        return (range.start..at).any(|i| text.tokens[i].low == next.low);
    }
    let state = (at + 1..(at + 5).min(range.end))
        .take_while(|&i| !text.tokens[i].is_mark())
        .any(|i| text.tokens[i].has(STATES));
    let left_state = (range.start..at).any(|i| text.tokens[i].has(STATES));
    if state && left_state && !next.has(ARTICLES) {
        return !in_prepositional(text, at, range, false);
    }
    // `a version of X or the package for Y`: articles on both sides, and more than a plain name.
    let complex = |from: usize, to: usize| {
        (from..to).any(|i| text.tokens[i].is(&["of", "for", "with", "that", "which", "in", "on"]))
    };
    let either = (range.start..at).any(|i| text.low(i) == "either");
    // `either from the same vendor or any public vendor`
    let either = either || text.ends(range.start, &["either"]);
    if either && next.has(ARTICLES) && (range.start..at).any(|i| text.low(i) == "same") {
        return true;
    }
    next.is(&["a", "an", "the"])
        && complex(range.start, at)
        && complex(at + 1, range.end)
        && (either || !in_prepositional(text, at, range, true))
}

/// Whether `or` stands inside a prepositional phrase (with an article, when `article`).
pub(super) fn in_prepositional(
    text: &Text,
    at: usize,
    range: &Range<usize>,
    article: bool,
) -> bool {
    let mut i = at;
    while i > range.start {
        i -= 1;
        let token = &text.tokens[i];
        if token.is_mark() {
            return false;
        }
        if token.is(&["of", "for", "to", "in", "on", "with", "at", "by", "from"]) {
            return !article || text.tokens[i + 1].is(&["a", "an", "the", "your"]);
        }
    }
    false
}
