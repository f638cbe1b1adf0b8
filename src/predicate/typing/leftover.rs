//! What is left of a complement when its values are taken: states to hold or to be absent.

use std::ops::Range;

use super::beside::{
    contrasted, denied_in_relative, described, forbidden_alternatives, had_by_complement, in_both,
    latest_tail, qualified, rights_to, second_complement, second_participle, with_state, without,
};
use super::choices;
use super::clause::{Clause, Head};
use super::cues::{REMOVALS, STATES, STOPS, VAGUE, VAGUE_MANNER};
use super::list;
use super::list::Joint;
use super::objects::{objects, places};
use super::phrase;
use super::relation;
use super::token::Text;
use super::valued::{Found, leaf};

use crate::predicate::{Check, Kind};

/// What is left of a complement when its values are taken: one state for each coordinated object.
pub(super) fn states_of(
    clause: &Clause,
    range: Range<usize>,
    found: &[Found],
    keeps_head: bool,
) -> Vec<Check> {
    let text = &clause.text;
    let taken =
        |r: &Range<usize>| found.iter().any(|f| f.span.start < r.end && r.start < f.span.end);
    let mut object_range =
        if clause.head == Head::Status { clause.subject.clone() } else { range.clone() };
    if keeps_head {
        object_range.end = running_at(clause, &object_range, found);
        if object_range.is_empty() {
            return Vec::new();
        }
    }
    let contrast = contrasted(clause, &object_range);
    if let Some(contrast) = &contrast {
        object_range.end = contrast.start;
    }
    let mut objects = objects(clause, object_range.clone());
    objects.retain(|o| !taken(o));
    let bounded = found.iter().any(|f| matches!(&f.check, Check::Leaf(l) if matches!(l.kind, Kind::AtMost(_) | Kind::AtLeast(_))));
    if let Some(quality) = qualified(clause, &range).filter(|_| bounded && !keeps_head) {
        return vec![quality];
    }
    if !found.is_empty() && clause.head == Head::Be && !keeps_head {
        let mut checks = described(clause, &range);
        checks.extend(second_complement(clause, &range, found));
        return checks;
    }
    if !found.is_empty() && clause.head == Head::Fragment {
        objects.retain(|o| o.clone().any(|i| text.tokens[i].has_digit()) && o.len() <= 3);
    } else if !found.is_empty()
        && !keeps_head
        && (clause.head == Head::Be || defines(clause, found))
    {
        return Vec::new();
    }
    let decided = is_decided(clause, &range);
    if asks_for_no_state(clause, &range, decided) {
        return Vec::new();
    }
    // `the proper permissions` can be listed, whatever they are.
    let rights = |o: &Range<usize>| {
        matches!(clause.head, Head::Have | Head::Require)
            && o.clone().any(|i| text.tokens[i].has(STATES))
    };
    objects.retain(|o| decided || rights(o) || !holds_vague(text, vague_scope(clause, o, &range)));
    let polarity = clause.negated ^ (removes(clause) || has_removed(clause, &range));
    let alone = found.is_empty() && objects.len() == 1;
    let subjects = match clause.head {
        Head::Fragment | Head::Status => Vec::new(),
        _ if alone => relation::subjects(clause),
        _ => Vec::new(),
    };
    let mut checks: Vec<Check> = match subjects.len() {
        0 | 1 => objects.iter().flat_map(|o| of_object(clause, &range, o, polarity)).collect(),
        _ => {
            let (_, property) = phrase::state(clause, objects[0].clone());
            let of_subject = |subject| {
                let subject = Some(phrase::noun(text, subject));
                state_leaf(clause, polarity, subject, property.clone(), &objects[0])
            };
            subjects.into_iter().map(of_subject).collect()
        }
    };
    add_companions(&mut checks, clause, &range, &objects, found.is_empty());
    checks.extend(contrast.map(|what| {
        let not = what.clone().find(|&i| text.low(i) == "not").map_or(what.start, |i| i + 1);
        leaf(Kind::Absent(None), phrase::subject(clause), phrase::noun(text, not..what.end))
    }));
    checks.extend(denied_in_relative(clause, &range));
    if !clause.negated {
        checks.extend(without(clause, &range));
        checks.extend(had_by_complement(clause, &range));
        let one = checks.len() == 1 && alone;
        checks.extend(with_state(clause, &range).filter(|_| one));
    }
    checks
}

/// Whether nobody could say when it is done: `configure it properly`, `as small as possible`; or
/// what is asked for stands elsewhere: `one of the following`.
fn asks_for_no_state(clause: &Clause, range: &Range<usize>, decided: bool) -> bool {
    let text = &clause.text;
    let vague = |i: usize| text.tokens[i].has(VAGUE_MANNER) && asked_of(clause, i);
    if !decided && clause.core.clone().any(vague) {
        return true;
    }
    let following = range.clone().find(|&i| text.has(i, &["one", "of", "the", "following"]));
    let obtained = following.is_some_and(|i| i > range.start && text.low(i - 1) == "from");
    if following.is_some() && !obtained || text.has(range.start, &["the", "following"]) {
        return true;
    }
    let possible = |i: usize| {
        text.has(i, &["as", "possible"])
            || text.ends(i + 1, &["possible"]) && range.clone().any(|j| text.low(j) == "as")
    };
    range.clone().any(possible)
}

/// The states of one object.
fn of_object(
    clause: &Clause,
    range: &Range<usize>,
    object: &Range<usize>,
    polarity: bool,
) -> Vec<Check> {
    let text = &clause.text;
    let denied = text.low(object.start) == "no";
    let tail = latest_tail(clause, range);
    if !denied && let Some(choice) = choice_in(clause, &tail.unwrap_or_else(|| object.clone())) {
        return vec![choice];
    }
    let none = denied && !clause.negated;
    // `public addresses and no A or B`: neither.
    let items = list::split(text, object.clone());
    if none && items.joint == Joint::Or {
        let absent =
            |item| leaf(Kind::Absent(None), phrase::subject(clause), phrase::noun(text, item));
        return items.items.into_iter().map(absent).collect();
    }
    // `a drive other than C`: not C.
    let other = (object.start..range.end).any(|i| text.has(i, &["other", "than"]));
    let none = none || other && clause.head == Head::Verb && !clause.negated;
    let (subject, property) = phrase::state(clause, object.clone());
    vec![state_leaf(clause, polarity ^ none, subject, property, object)]
}

/// What is asked for beside the only state.
fn add_companions(
    checks: &mut Vec<Check>,
    clause: &Clause,
    range: &Range<usize>,
    objects: &[Range<usize>],
    valueless: bool,
) {
    let text = &clause.text;
    if !clause.negated && checks.len() == 1 && objects.len() == 1 && valueless {
        checks.extend(in_both(clause, range, &objects[0]));
        checks.extend(rights_to(clause, &objects[0], range.end));
        checks.extend(second_participle(clause, &objects[0], range.end));
    }
    if clause.head == Head::Status && valueless {
        let more = accompanied(clause);
        checks.extend(more.map(|what| leaf(Kind::Holds, Some(what), "required".to_owned())));
    }
    if clause.head == Head::Status && checks.len() == 1 && valueless {
        let more = places(clause, clause.rest.start, clause.rest.end);
        checks.extend(more.into_iter().map(|place| {
            let (subject, _) = phrase::state(clause, objects[0].clone());
            leaf(Kind::Holds, subject, phrase::noun(text, place))
        }));
    }
    if clause.negated && checks.len() == 1 {
        let others = forbidden_alternatives(clause, range);
        checks.extend(others.into_iter().map(|other| {
            let (subject, _) = phrase::state(clause, objects[0].clone());
            leaf(Kind::Absent(port_number(text, &other)), subject, phrase::noun(text, other))
        }));
    }
}

/// `A is required along with B`: B.
fn accompanied(clause: &Clause) -> Option<String> {
    let text = &clause.text;
    let wordings: &[&[&str]] = &[
        &["along", "with"],
        &["together", "with"],
        &["in", "addition", "to"],
        &["as", "well", "as"],
    ];
    let start = clause.rest.start;
    let words = wordings.iter().find(|words| text.has(start, words) && !clause.negated)?;
    let what = start + words.len();
    let end = list::objects_end(text, what, clause.rest.end);
    Some(phrase::noun(text, what..end)).filter(|noun| !noun.is_empty())
}

/// Whether the word at `at` tells how, rather than what the act is good for:
/// `be a member of X for the mail to work properly`.
fn asked_of(clause: &Clause, at: usize) -> bool {
    let text = &clause.text;
    let purpose = (clause.rest.start + 1..at).any(|i| text.low(i) == "for");
    !text.tokens[at].aside && !purpose
}

/// `must have X disabled`.
fn has_removed(clause: &Clause, range: &Range<usize>) -> bool {
    let text = &clause.text;
    let removed = |i: usize| {
        text.tokens[i].low.ends_with("ed")
            && text.base(i).is_some_and(|verb| super::cues::lists_of(verb).has(REMOVALS))
            && text
                .tokens
                .get(i + 1)
                .is_none_or(|t| t.has(STOPS) || t.is_mark() || i + 1 >= range.end)
    };
    clause.head == Head::Have && range.clone().skip(1).any(removed)
}

/// Whether the act takes something away for good: `disable`, but not `disable and re-enable`.
pub(super) fn removes(clause: &Clause) -> bool {
    let text = &clause.text;
    let start = clause.rest.start;
    let turned = ["turn", "turned", "switch", "switched"].contains(&text.low(clause.at));
    if turned && clause.rest.clone().any(|i| text.low(i) == "off") {
        return true;
    }
    if clause.head == Head::Be && text.low(clause.at).ends_with("ed") {
        let verb = text.base(clause.at);
        return verb.is_some_and(|verb| super::cues::lists_of(verb).has(REMOVALS));
    }
    let second = (text.low(start) == "and").then(|| text.base(start + 1)).flatten();
    super::cues::lists_of(clause.verb).has(REMOVALS)
        && second.is_none_or(|verb| super::cues::lists_of(verb).has(REMOVALS))
}

/// `A or B` as one of several objects: a closed list.
pub(super) fn choice_in(clause: &Clause, object: &Range<usize>) -> Option<Check> {
    let list = list::split(&clause.text, object.clone());
    if !clause.negated
        && list.joint == Joint::Or
        && list.items.len() > 1
        && (choices::enables(clause) || choices::are_current(&clause.text, &list.items))
    {
        let holds = |item: Range<usize>| {
            let (subject, property) = phrase::state(clause, item);
            leaf(Kind::Holds, subject, property)
        };
        return Some(Check::AnyOf(list.items.into_iter().map(holds).collect()));
    }
    let choice = !clause.negated
        && !choices::shares_complement(&clause.text, &list.items)
        && list.joint != Joint::And
        && list.items.len() > 1
        && list::are_values(&clause.text, &list.items);
    choice.then(|| {
        let (_, property) = phrase::state(clause, object.clone());
        leaf(
            Kind::OneOf(list::values(&clause.text, &list.items)),
            phrase::subject(clause),
            property,
        )
    })
}

/// Where a vague word takes the value away: in the object, and behind `is`.
pub(super) fn vague_scope(
    clause: &Clause,
    object: &Range<usize>,
    range: &Range<usize>,
) -> Range<usize> {
    match clause.head {
        Head::Status => object.clone(),
        Head::Be => {
            object.start..list::objects_end(&clause.text, object.start, range.end).max(object.end)
        }
        _ => object.clone(),
    }
}

pub(super) fn holds_vague(text: &Text, range: Range<usize>) -> bool {
    range.into_iter().any(|i| text.tokens[i].has(VAGUE))
}

/// Whether a participle decides the matter whatever the adjectives: `is enabled`.
pub(super) fn is_decided(clause: &Clause, range: &Range<usize>) -> bool {
    let text = &clause.text;
    let low = text.low(range.start);
    clause.head == Head::Be
        && ["enabled", "installed", "running", "turned", "disabled", "registered", "joined"]
            .contains(&low)
}

/// `a cluster running X or later`: the cluster is asked for besides its release. Where `running`
/// stands; the start of `range` when nothing stands in front of it.
pub(super) fn running_at(clause: &Clause, range: &Range<usize>, found: &[Found]) -> usize {
    let text = &clause.text;
    let Some(first) = found.iter().map(|f| f.span.start).min() else { return range.start };
    let mut at = first;
    while at > range.start && text.tokens[at - 1].is(&["either", "on", "a", "an"]) {
        at -= 1;
    }
    let behind_noun = at > range.start + 1 && text.tokens[at - 1].is(&["running", "runs", "run"]);
    if behind_noun { at - 1 } else { range.start }
}

/// `a name that doesn't exceed 15 characters`: the object is what the bound is of.
pub(super) fn defines(clause: &Clause, found: &[Found]) -> bool {
    let text = &clause.text;
    let Some(first) = found.iter().map(|f| f.span.start).min() else { return false };
    let start = clause.rest.start.min(first);
    !(start..first).any(|i| text.tokens[i].is(&["and", ","]))
        && !(first..clause.rest.end).any(|i| text.low(i) == "and")
}

/// The leaf of one state; a literal value that is forbidden stays with it.
pub(super) fn state_leaf(
    clause: &Clause,
    polarity: bool,
    subject: Option<String>,
    property: String,
    object: &Range<usize>,
) -> Check {
    if !polarity {
        return leaf(Kind::Holds, subject, property);
    }
    let text = &clause.text;
    let bare = list::bare(text, object.clone());
    let number = bare.clone().rev().find(|&i| super::number::digits(text.low(i)).is_some());
    let literal = ["use", "specify", "assign", "enter", "set", "configure", "select", "choose"]
        .contains(&clause.verb);
    let value =
        number.filter(|&i| i + 1 == bare.end && literal).map(|i| text.slice(i..i + 1).to_owned());
    let value = value.or_else(|| {
        (literal && bare == *object && bare.len() == 1).then(|| text.slice(bare.clone()).to_owned())
    });
    let port =
        (clause.rest.clone()).find(|&i| text.low(i) == "port" && i > object.start).and_then(|i| {
            super::number::digits(text.low(i + 1)).map(|_| text.slice(i + 1..i + 2).to_owned())
        });
    leaf(Kind::Absent(value.or(port.filter(|_| clause.negated))), subject, property)
}

/// The number in `port 443`.
fn port_number(text: &Text, phrase: &Range<usize>) -> Option<String> {
    let number = phrase.start + 1;
    let named = text.low(phrase.start) == "port" && number + 1 == phrase.end;
    let digits = named && super::number::digits(text.low(number)).is_some();
    digits.then(|| text.slice(number..phrase.end).to_owned())
}
