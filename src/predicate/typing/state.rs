//! The checks of one clause: first what has a value, then what is left as a state.

use std::ops::Range;

use super::clause::{Clause, Head, base_form};
use super::cues::{
    ARTICLES, DISTRIBUTES, ELSEWHERE, MENTAL, REMOVALS, STATES, STOPS, VAGUE, VAGUE_MANNER,
};
use super::list::{self, Joint};
use super::phrase;
use super::relation;
use super::row::Context;
use super::token::Text;
use super::valued::{self, Found, leaf};
use crate::predicate::{Check, Kind};

/// The checks of a clause, all of which are meant. `permits` is for permissions, where `and`
/// enumerates what is allowed.
pub(super) fn checks(clause: &Clause, context: &Context, permits: bool) -> Vec<Check> {
    if clause.core.is_empty() || is_elsewhere(clause) {
        return Vec::new();
    }
    if permits {
        return permitted(clause, context);
    }
    if let Some(condition) = only_when(clause) {
        return checks(&condition, context, permits);
    }
    let acts = relation::ordered(clause);
    if !acts.is_empty() {
        return acts.into_iter().map(|act| before(clause, act)).collect();
    }
    let mut checks = Vec::new();
    let predicate = if clause.negated || clause.head == Head::Fragment {
        clause.core.clone()
    } else {
        clause.at.min(clause.rest.start)..clause.rest.end
    };
    if relation::is_disjoint(clause, predicate) {
        checks.extend(disjoint(clause));
        if clause.negated {
            return checks;
        }
    } else if let Some(any) = alternatives(clause, context) {
        return vec![any];
    }
    checks.extend(part(clause, clause.rest.clone(), true, context, checks.is_empty()));
    checks
}

/// `X is supported only when Y`: Y is what is asked for.
fn only_when(clause: &Clause) -> Option<Clause> {
    let text = &clause.text;
    let start = clause.rest.start;
    let when = text.tokens.get(start).is_some_and(|t| t.is(&["when", "if", "where"]));
    let mut from = (clause.head == Head::Status && clause.only && when).then_some(start + 1);
    if clause.verb == "support" {
        let only = |&i: &usize| text.has(i, &["only", "when"]) || text.has(i, &["only", "if"]);
        from = clause.rest.clone().find(only).map(|i| i + 2);
    }
    let from = from.filter(|&from| from + 1 < clause.rest.end && !clause.negated)?;
    let inner = Clause::new(Text::new(text.slice(from..clause.rest.end)), false);
    (inner.head != Head::Fragment).then_some(inner)
}

/// What a condition states: an amount, a release, a choice, or a state.
pub(super) fn condition(clause: Clause) -> Option<Check> {
    let context = Context::default();
    let mut checks = part(&clause, clause.rest.clone(), true, &context, false);
    if checks.is_empty() {
        let object = clause.rest.clone();
        let (subject, property) = phrase::state(&clause, object);
        let vague = property.is_empty()
            || MENTAL.contains(&clause.verb.as_str())
            || holds_vague(&clause.text, clause.rest.clone());
        let kind = if clause.negated { Kind::Absent(None) } else { Kind::Holds };
        return (!vague && clause.head != Head::Fragment).then(|| leaf(kind, subject, property));
    }
    match checks.len() {
        1 => checks.pop(),
        _ => Some(Check::AllOf(checks)),
    }
}

/// A permission has bounds, releases and closed lists, and a bare name is the one value.
fn permitted(clause: &Clause, context: &Context) -> Vec<Check> {
    let text = &clause.text;
    let mut found = valued::bounds(
        clause,
        clause.core.clone(),
        context.fallback.filter(|_| clause.head == Head::Fragment),
    );
    found.extend(valued::versions(clause, clause.core.clone()));
    if found.is_empty() {
        let range =
            if clause.head == Head::Status { clause.subject.clone() } else { clause.rest.clone() };
        found.extend(valued::choices(clause, range, true));
    }
    let mut checks: Vec<Check> = found.into_iter().map(|f| f.check).collect();
    if checks.is_empty() && clause.head == Head::Fragment {
        let end = list::objects_end(text, clause.core.start, clause.core.end);
        let list = list::split(text, clause.core.start..end);
        let named = list::are_values(text, &list.items) && end == clause.core.end;
        let values = list::values(text, &list.items);
        if named && !values.is_empty() {
            let property = context.property.clone().unwrap_or_else(|| "value".to_owned());
            checks.push(leaf(Kind::OneOf(values), phrase::subject(clause), property));
        }
    }
    checks
}

/// Whether what is asked for is to read, think or meet something that stands elsewhere.
fn is_elsewhere(clause: &Clause) -> bool {
    let text = &clause.text;
    if clause.head == Head::Verb && MENTAL.contains(&clause.verb.as_str()) {
        let from_guide = clause.verb == "continue";
        return !from_guide;
    }
    let nobody = clause.subject.is_empty() || text.tokens[clause.subject.start].is(&["you"]);
    if clause.verb == "work" && nobody && text.low(clause.rest.start) == "with" {
        return true;
    }
    let about = |range: Range<usize>| {
        let end = list::objects_end(text, range.start, range.end);
        (range.start..end).any(|i| text.tokens[i].is(ELSEWHERE))
    };
    match clause.head {
        Head::Status => false,
        Head::Be => {
            let verb = base_form(text.low(clause.at));
            let low = text.low(clause.at);
            let done = low.ends_with("ed") || low.ends_with("aware");
            about(clause.subject.clone())
                || done && verb.is_some_and(|v| MENTAL.contains(&v.as_str()))
        }
        Head::Fragment => false,
        _ => {
            about(clause.rest.clone())
                || text.tokens.get(clause.at).is_some_and(|t| t.is(&["meet", "meets"]))
        }
    }
}

fn before(clause: &Clause, act: Range<usize>) -> Check {
    let (subject, property) = phrase::state(clause, act);
    leaf(Kind::Before, subject, property)
}

/// One leaf for each thing that is kept apart.
fn disjoint(clause: &Clause) -> Vec<Check> {
    let text = &clause.text;
    let make = |object: Range<usize>| {
        let (subject, property) = phrase::state(clause, object);
        leaf(Kind::Disjoint, subject, property)
    };
    if !clause.negated {
        return vec![make(
            clause.rest.start..list::objects_end(text, clause.rest.start, clause.rest.end),
        )];
    }
    // `installing A and B on the same computer` is one relation, `installing A or B on the C` two.
    let same = clause.core.clone().any(|i| text.low(i) == "same");
    let range =
        if clause.head == Head::Status { clause.subject.clone() } else { clause.rest.clone() };
    let objects = objects(clause, range.clone());
    if same || objects.is_empty() {
        return vec![make(range)];
    }
    objects.into_iter().map(make).collect()
}

/// `A, or B` over states: any of them will do. Values make a `one_of` instead.
fn alternatives(clause: &Clause, context: &Context) -> Option<Check> {
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

/// `through A or through B`: the preposition is repeated in front of plain values.
fn plain_choice(clause: &Clause, sides: &[Range<usize>]) -> Option<Check> {
    let text = &clause.text;
    let (first, others) = sides.split_first()?;
    let preposition = text.low(others.first()?.start);
    let at = first.clone().find(|&i| text.low(i) == preposition)?;
    if text.tokens[others[0].start].is(ARTICLES) || !text.tokens[others[0].start].is(STOPS) {
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
fn is_alternative(text: &Text, at: usize, range: &Range<usize>) -> bool {
    let Some(next) = text.tokens.get(at + 1).filter(|_| at + 1 < range.end) else { return false };
    if super::release::later_at(text, at).is_some()
        || super::release::later_at(text, at - 1).is_some()
    {
        return false;
    }
    if next.low == "that" {
        return true;
    }
    if next.is(&["in", "on", "with", "by", "at", "through", "as", "to", "under"]) {
        return (range.start..at).any(|i| text.tokens[i].low == next.low);
    }
    let state = (at + 1..(at + 5).min(range.end))
        .take_while(|&i| !text.tokens[i].is_mark())
        .any(|i| text.tokens[i].is(STATES));
    let left_state = (range.start..at).any(|i| text.tokens[i].is(STATES));
    if state && left_state && !next.is(ARTICLES) {
        return !in_prepositional(text, at, range, false);
    }
    // `a version of X or the package for Y`: articles on both sides, and more than a plain name.
    let complex = |from: usize, to: usize| {
        (from..to).any(|i| text.tokens[i].is(&["of", "for", "with", "that", "which", "in", "on"]))
    };
    let either = (range.start..at).any(|i| text.low(i) == "either");
    next.is(&["a", "an", "the"])
        && complex(range.start, at)
        && complex(at + 1, range.end)
        && (either || !in_prepositional(text, at, range, true))
}

/// Whether `or` stands inside a prepositional phrase (with an article, when `article`).
fn in_prepositional(text: &Text, at: usize, range: &Range<usize>, article: bool) -> bool {
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

/// The checks of a complement. `whole` when it is the clause's own, so that bounds and releases
/// in the subject count too; `states` when what has no value is read as a state.
fn part(
    clause: &Clause,
    range: Range<usize>,
    whole: bool,
    context: &Context,
    states: bool,
) -> Vec<Check> {
    let scope = if whole { clause.core.clone() } else { range.clone() };
    let fragment = clause.head == Head::Fragment;
    if let Some(list) = valued::closed_list(clause).filter(|_| whole) {
        return vec![list.check];
    }
    let versions = valued::versions(clause, scope.clone());
    let mut found = valued::bounds(clause, scope, context.fallback.filter(|_| fragment));
    let within = |f: &Found| versions.iter().any(|v| v.span.contains(&f.span.start));
    found.retain(|f| !within(f));
    let bounds = found.len();
    found.extend(versions.into_iter().filter(|_| !clause.negated));
    let released = found.len() > bounds;
    let mut rest_has_head = released;
    if found.is_empty() {
        let of_subject = clause.head == Head::Status && !(clause.only && !range.is_empty());
        let target = if of_subject { gerund_object(clause) } else { range.clone() };
        if let Some(choice) = valued::choices(clause, target.clone(), false) {
            found.push(choice);
            rest_has_head = false;
        }
    }
    if !clause.negated {
        found.extend(equal(clause, range.clone(), whole));
    }
    if !found.is_empty() && !states && !released {
        return into_checks(found);
    }
    let keeps_head = rest_has_head && bounds == 0;
    if found.is_empty() || bounds > 0 || keeps_head {
        if states || found.is_empty() && !whole {
            let rest = states_of(clause, range, &found, keeps_head);
            return into_checks_with(found, rest);
        }
    }
    into_checks(found)
}

fn into_checks(found: Vec<Found>) -> Vec<Check> {
    found.into_iter().map(|f| f.check).collect()
}

/// States first, as they stand in front of their values in prose.
fn into_checks_with(found: Vec<Found>, states: Vec<Check>) -> Vec<Check> {
    let mut checks = states;
    checks.extend(into_checks(found));
    checks
}

/// The equalities in `range`, with a subject that is coordinated when it must be.
fn equal(clause: &Clause, range: Range<usize>, whole: bool) -> Vec<Found> {
    let text = &clause.text;
    let scope = if whole { clause.at.min(range.start)..range.end } else { range };
    let make = |property: Range<usize>| {
        let named = phrase::noun(text, property.clone());
        let subject = if property == clause.subject { None } else { phrase::subject(clause) };
        Found { check: leaf(Kind::AllEqual, subject, named), span: property }
    };
    relation::equalities(clause, scope).into_iter().map(make).collect()
}

/// `using X is required`: X.
fn gerund_object(clause: &Clause) -> Range<usize> {
    let text = &clause.text;
    let mut range = clause.subject.clone();
    while range.len() > 1
        && (text.low(range.start) == "using"
            || text.has(range.start, &["use"])
            || text.has(range.start, &["the", "use"])
            || text.low(range.start) == "of")
    {
        range.start += 1;
    }
    range
}

/// What is left of a complement when its values are taken: one state for each coordinated object.
fn states_of(
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
    let mut objects = objects(clause, object_range.clone());
    objects.retain(|o| !taken(o));
    if !found.is_empty() && clause.head == Head::Be && !keeps_head {
        return second_complement(clause, &range, found);
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
    if !decided
        && clause.core.clone().any(|i| text.tokens[i].is(VAGUE_MANNER) && !text.tokens[i].aside)
    {
        return Vec::new();
    }
    let following = range.clone().find(|&i| text.has(i, &["one", "of", "the", "following"]));
    let obtained = following.is_some_and(|i| i > range.start && text.low(i - 1) == "from");
    if following.is_some() && !obtained || text.has(range.start, &["the", "following"]) {
        return Vec::new();
    }
    let possible = |i: usize| {
        text.has(i, &["as", "possible"])
            || text.ends(i + 1, &["possible"]) && range.clone().any(|j| text.low(j) == "as")
    };
    if range.clone().any(possible) {
        return Vec::new();
    }
    objects.retain(|o| decided || !holds_vague(text, vague_scope(clause, o, &range)));
    let polarity = clause.negated ^ removes(clause);
    let subjects =
        if found.is_empty() && objects.len() == 1 && matches!(clause.head, Head::Be | Head::Verb) {
            relation::subjects(clause)
        } else {
            Vec::new()
        };
    let mut checks: Vec<Check> = Vec::new();
    if subjects.len() > 1 {
        for subject in subjects {
            let (_, property) = phrase::state(clause, objects[0].clone());
            checks.push(state_leaf(
                clause,
                polarity,
                Some(phrase::noun(text, subject)),
                property,
                &objects[0],
            ));
        }
    } else {
        for object in &objects {
            if let Some(choice) = choice_in(clause, object) {
                checks.push(choice);
                continue;
            }
            let (subject, property) = phrase::state(clause, object.clone());
            let none = text.low(object.start) == "no" && !clause.negated;
            checks.push(state_leaf(clause, polarity ^ none, subject, property, object));
        }
    }
    checks.extend(denied_in_relative(clause, &range));
    if !clause.negated {
        checks.extend(without(clause, &range));
        checks.extend(had_by_complement(clause, &range));
    }
    checks
}

/// `at least 2 GHz and compatible with X`: what stands behind the bound and is demanded besides.
fn second_complement(clause: &Clause, range: &Range<usize>, found: &[Found]) -> Vec<Check> {
    let text = &clause.text;
    let last = found.iter().map(|f| f.span.end).max().unwrap_or(range.end);
    let and = (last..range.end).find(|&i| text.low(i) == "and" && !text.tokens[i].aside);
    let Some(at) = and.map(|i| i + 1).filter(|&i| i < range.end) else { return Vec::new() };
    let adjective = [
        "compatible",
        "capable",
        "able",
        "available",
        "accessible",
        "enabled",
        "configured",
        "installed",
        "joined",
        "connected",
        "formatted",
        "encrypted",
        "signed",
    ];
    if !adjective.contains(&text.low(at)) {
        return Vec::new();
    }
    vec![leaf(Kind::Holds, phrase::subject(clause), text.outside(at..range.end))]
}

/// `with no gateway and no name servers`: what is to be absent.
fn without(clause: &Clause, range: &Range<usize>) -> Vec<Check> {
    let text = &clause.text;
    let Some(at) = range.clone().find(|&i| text.has(i, &["with", "no"]) && i > range.start) else {
        return Vec::new();
    };
    let end = list::objects_end(text, at + 1, range.end);
    let items = list::split(text, at + 1..end).items;
    let owner = phrase::noun(text, range.start..list::objects_end(text, range.start, at));
    let none = |item: &Range<usize>| text.low(item.start) == "no" && item.len() > 1;
    let make = |item: Range<usize>| {
        leaf(Kind::Absent(None), Some(owner.clone()), text.outside(item.start + 1..item.end))
    };
    items.into_iter().filter(none).map(make).collect()
}

/// `must be a domain account that has read access`: the second state.
fn had_by_complement(clause: &Clause, range: &Range<usize>) -> Option<Check> {
    let text = &clause.text;
    let article = text.tokens.get(range.start).is_some_and(|t| t.is(&["a", "an"]));
    let end = list::objects_end(text, range.start, range.end);
    let has =
        text.low(end) == "that" && text.tokens.get(end + 1).is_some_and(|t| t.is(&["has", "have"]));
    let been = text.tokens.get(end + 2).is_some_and(|t| t.is(&["been", "not", "to"]));
    (clause.head == Head::Be && article && has && !been && end + 2 < range.end).then(|| {
        leaf(
            Kind::Holds,
            phrase::subject(clause),
            phrase::noun(text, end + 2..list::objects_end(text, end + 2, range.end)),
        )
    })
}

/// Whether the act takes something away for good: `disable`, but not `disable and re-enable`.
fn removes(clause: &Clause) -> bool {
    let text = &clause.text;
    let start = clause.rest.start;
    let turned = ["turn", "turned", "switch", "switched"].contains(&text.low(clause.at));
    if turned && clause.rest.clone().any(|i| text.low(i) == "off") {
        return true;
    }
    if clause.head == Head::Be && text.low(clause.at).ends_with("ed") {
        let verb = base_form(text.low(clause.at));
        return verb.is_some_and(|verb| REMOVALS.contains(&verb.as_str()));
    }
    let second = (text.low(start) == "and").then(|| base_form(text.low(start + 1))).flatten();
    REMOVALS.contains(&clause.verb.as_str())
        && second.is_none_or(|verb| REMOVALS.contains(&verb.as_str()))
}

/// `A or B` as one of several objects: a closed list.
fn choice_in(clause: &Clause, object: &Range<usize>) -> Option<Check> {
    let list = list::split(&clause.text, object.clone());
    let choice = !clause.negated
        && !valued::shares_complement(&clause.text, &list.items)
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
fn vague_scope(clause: &Clause, object: &Range<usize>, range: &Range<usize>) -> Range<usize> {
    match clause.head {
        Head::Status => object.clone(),
        Head::Be => {
            object.start..list::objects_end(&clause.text, object.start, range.end).max(object.end)
        }
        _ => object.clone(),
    }
}

fn holds_vague(text: &Text, range: Range<usize>) -> bool {
    range.into_iter().any(|i| text.tokens[i].is(VAGUE))
}

/// Whether a participle decides the matter whatever the adjectives: `is enabled`.
fn is_decided(clause: &Clause, range: &Range<usize>) -> bool {
    let text = &clause.text;
    let low = text.low(range.start);
    clause.head == Head::Be
        && ["enabled", "installed", "running", "turned", "disabled", "registered", "joined"]
            .contains(&low)
}

/// `a cluster running X or later`: the cluster is asked for besides its release. Where `running`
/// stands; the start of `range` when nothing stands in front of it.
fn running_at(clause: &Clause, range: &Range<usize>, found: &[Found]) -> usize {
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
fn defines(clause: &Clause, found: &[Found]) -> bool {
    let text = &clause.text;
    let Some(first) = found.iter().map(|f| f.span.start).min() else { return false };
    let start = clause.rest.start.min(first);
    !(start..first).any(|i| text.tokens[i].is(&["and", ","]))
        && !(first..clause.rest.end).any(|i| text.low(i) == "and")
}

/// The leaf of one state; a literal value that is forbidden stays with it.
fn state_leaf(
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
        .contains(&clause.verb.as_str());
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

/// `a cluster that doesn't use the X`: X is to be absent.
fn denied_in_relative(clause: &Clause, range: &Range<usize>) -> Option<Check> {
    let text = &clause.text;
    let at = range.clone().find(|&i| {
        text.tokens[i].is(&["that", "which", "who"])
            && text
                .tokens
                .get(i + 1)
                .is_some_and(|t| t.is(&["do", "does", "is", "are", "has", "have"]))
            && text.low(i + 2) == "not"
    })?;
    if clause.negated || at + 3 >= range.end {
        return None;
    }
    let what = text.outside(at + 3..range.end);
    let head = phrase::noun(text, range.start..at);
    Some(leaf(Kind::Absent(None), Some(head).filter(|h| !h.is_empty()), what))
}

/// The coordinated objects in `range`: each is demanded (or denied) by itself.
pub(super) fn objects(clause: &Clause, range: Range<usize>) -> Vec<Range<usize>> {
    let text = &clause.text;
    let start = skip_verbs(clause, range.clone());
    if start >= range.end {
        return vec![range];
    }
    let end = list::objects_end(text, start, range.end);
    if end == start && clause.head == Head::Be {
        // `be assigned to the A and B roles`
        let more = places(clause, start, range.end);
        if !more.is_empty() {
            let mut all = vec![start..more[0].start - 1];
            all.extend(more);
            return all;
        }
    }
    if end == start {
        // A prepositional complement: `be on a cluster`.
        let mut all = vec![start..range.end];
        if let Some(second) = parallel(clause, start, range.end) {
            all = vec![start..second.start - 1, second];
        }
        return all;
    }
    let mut objects = coordinated(clause, start..end);
    objects.extend(resumed(clause, end, range.end));
    if objects.len() == 1 {
        objects.extend(places(clause, end, range.end));
    }
    objects
}

/// `enable X on the A and the B`, `assigned to the A and B roles`: one state for each place.
/// Those behind the first.
fn places(clause: &Clause, at: usize, end: usize) -> Vec<Range<usize>> {
    let text = &clause.text;
    if !text.tokens.get(at).is_some_and(|t| t.is(&["on", "to", "onto"]))
        || at + 1 >= end
        || clause.negated
    {
        return Vec::new();
    }
    if base_form(text.low(at + 1)).is_some() && !text.tokens[at + 1].capital {
        return Vec::new();
    }
    let stop = list::objects_end(text, at + 1, end);
    let list = list::split(text, at + 1..stop);
    let article =
        |r: &Range<usize>| text.tokens[r.start].is(&["the", "your", "each", "every", "all"]);
    let named = list.items.iter().all(|r| article(r) || text.tokens[r.start].capital)
        || list.items.first().is_some_and(article)
            && list.items.iter().skip(1).all(|r| r.len() > 1);
    let lists_places = list.joint == Joint::And && list.items.len() > 1 && named;
    if lists_places { list.items.into_iter().skip(1).collect() } else { Vec::new() }
}

/// Behind `install and configure`, `set up`.
fn skip_verbs(clause: &Clause, range: Range<usize>) -> usize {
    let text = &clause.text;
    let mut at = range.start;
    while at < range.end {
        let token = &text.tokens[at];
        let verb = clause.head == Head::Verb
            && at > 0
            && text.tokens[at - 1].is(&["and", "or", ","])
            && base_form(&token.low).is_some();
        let joint = clause.head == Head::Verb
            && token.is(&["and", "or", ","])
            && text.tokens.get(at + 1).is_some_and(|t| base_form(&t.low).is_some());
        let particle = clause.head == Head::Verb
            && at == range.start
            && token.is(&["up", "off", "on", "out", "down", "in", "only", "both"])
            && at + 1 < range.end;
        let gerund = at == range.start
            && clause.head == Head::Status
            && token.low.ends_with("ing")
            && base_form(&token.low).is_some();
        if !(verb || joint || particle || gerund) {
            break;
        }
        at += 1;
    }
    at
}

fn coordinated(clause: &Clause, range: Range<usize>) -> Vec<Range<usize>> {
    let text = &clause.text;
    let list = list::split(text, range.clone());
    let demanded = match list.joint {
        Joint::And => true,
        Joint::Or | Joint::AndOr => clause.negated,
    };
    let participles = clause.head == Head::Be
        && list.items.iter().all(|i| base_form(text.low(i.start)).is_some());
    let one_thing = list.items.first().is_some_and(|first| {
        let of = first.clone().find(|&i| text.low(i) == "of");
        let article = text.tokens[first.start].is(&["a", "an"]);
        of.is_some_and(|of| {
            article
                && !first.clone().take_while(|&i| i < of).any(|i| text.tokens[i].is(DISTRIBUTES))
        })
    });
    let counted = list
        .items
        .iter()
        .any(|i| i.len() == 1 && text.tokens[i.start].low.bytes().all(|b| b.is_ascii_digit()));
    let unjoined = list.items.len() > 1
        && clause.head != Head::Fragment
        && !range.clone().any(|i| text.tokens[i].is(&["and", "or", "and/or", "plus", "nor"]));
    let one_name = clause.head == Head::Fragment
        && list.items.len() == 2
        && range.clone().all(|i| {
            text.tokens[i].capital
                || text.tokens[i].has_digit()
                || text.tokens[i].aside
                || text.tokens[i].is_mark()
                || text.low(i) == "and"
        })
        && !list.items.iter().all(|i| super::release::is_release(text, i.clone()));
    if !demanded
        || unjoined
        || one_name
        || participles
        || one_thing && list.items.len() > 1
        || counted
    {
        return vec![list::trim(text, range)];
    }
    list.items
}

/// Objects that go on behind a prepositional phrase: `connectivity to A, and access to B`.
fn resumed(clause: &Clause, at: usize, end: usize) -> Vec<Range<usize>> {
    let text = &clause.text;
    let tokens = &text.tokens;
    let preposition = text.low(at).to_owned();
    let mut found = Vec::new();
    let head_distributes = at > 0 && tokens[..at].iter().rev().take(3).any(|t| t.is(DISTRIBUTES));
    if head_distributes && ["of", "in", "with", "for"].contains(&preposition.as_str()) {
        let stop = list::objects_end(text, at + 1, end);
        let more: Vec<_> = coordinated(clause, at + 1..stop).into_iter().skip(1).collect();
        if !more.is_empty() {
            return more;
        }
    }
    let listed = listed_phrases(text, at, end);
    if !listed.is_empty() && !clause.negated {
        return listed;
    }
    for i in at..end {
        let token = &tokens[i];
        if token.aside {
            continue;
        }
        if token.is(&["that", "which", "who", "where", "when", "such", "between", "whose"])
            && !clause.negated
        {
            break;
        }
        let joint = token.low == "and" || token.is(&["or", "nor"]) && clause.negated;
        if !joint || i + 1 >= end {
            continue;
        }
        let next = &tokens[i + 1];
        let parallel = next.low == preposition && next.is(STOPS);
        let repeated = next.low == text.low(clause.rest.start) && !next.is(ARTICLES);
        let own = !next.capital
            && !next.is(ARTICLES)
            && !next.is(STOPS)
            && (i + 2..(i + 4).min(end)).any(|j| tokens[j].is(&["to", "in", "on", "for", "with"]))
            && base_form(&next.low).is_none_or(|_| tokens[i - 1].low == ",");
        let denied = clause.negated && next.is(&["any", "a", "an"]);
        // `a gateway in the X and a device on the Y`
        let indefinite = |t: &super::token::Token| t.is(&["a", "an"]);
        let second = indefinite(next)
            && clause.rest.start < at
            && indefinite(&tokens[clause.rest.start])
            && !tokens.get(at + 1).is_some_and(indefinite)
            && !["between", "with", "for"].contains(&preposition.as_str());
        if parallel || own || denied || repeated || second {
            let start = i + 1 + usize::from(parallel);
            let stop = list::objects_end(text, start, end).max(start + 1);
            found.push(start..stop.min(end));
        }
    }
    found
}

/// `on A, on B, and for C`: a list of prepositional phrases; those behind the first.
fn listed_phrases(text: &Text, at: usize, end: usize) -> Vec<Range<usize>> {
    let preposition = |i: usize| {
        text.tokens.get(i).is_some_and(|t| t.is(&["on", "in", "for", "to", "at", "with", "by"]))
    };
    if !preposition(at) {
        return Vec::new();
    }
    let comma = |i: &usize| text.low(*i) == "," && !text.tokens[*i].aside;
    let starts: Vec<usize> = (at..end)
        .filter(comma)
        .map(|i| i + 1 + usize::from(text.low(i + 1) == "and"))
        .filter(|&i| i < end && preposition(i))
        .collect();
    let same = starts.first().is_some_and(|&i| text.low(i) == text.low(at));
    let and = starts.last().is_some_and(|&i| text.low(i - 1) == "and");
    if !(same && and && starts.len() > 1) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|&i| i - 1).chain([end]);
    starts.iter().zip(ends).map(|(&start, end)| start..end).collect()
}

/// `with A and with B`: the second, when the first word is repeated.
fn parallel(clause: &Clause, at: usize, end: usize) -> Option<Range<usize>> {
    let text = &clause.text;
    let first = text.low(at);
    let second = (at + 1..end).find(|&i| text.low(i) == first && text.low(i - 1) == "and")?;
    Some(second..end)
}
