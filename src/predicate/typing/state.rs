//! The checks of one clause: first what has a value, then what is left as a state.

use std::ops::Range;

use super::alternatives::{act_or_act, alternatives, memberships, or_aside};
use super::bounds;
use super::choices;
use super::clause::{Clause, Head};
use super::cues::{ABLE, ACTS, ELSEWHERE, MENTAL};
use super::leftover::{holds_vague, states_of};
use super::list;
use super::named;
use super::objects::objects;
use super::phrase;
use super::relation;
use super::row::Context;
use super::token::Text;
use super::valued::{Found, leaf};
use super::versions;

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
    let upgrades = clause.text.base(clause.at) == Some("upgrade");
    if !acts.is_empty() && upgrades {
        let values = versions::versions(clause, clause.rest.clone()).into_iter().map(|f| f.check);
        return values.chain(acts.into_iter().map(|act| before(clause, act))).collect();
    }
    if !acts.is_empty() {
        return acts.into_iter().map(|act| before(clause, act)).collect();
    }
    if let Some(checks) = in_place_before(clause, context) {
        return checks;
    }
    let mut checks = Vec::new();
    let predicate = if clause.negated || clause.head == Head::Fragment {
        clause.core.clone()
    } else {
        clause.at.min(clause.rest.start)..clause.rest.end
    };
    if relation::is_disjoint(clause, predicate) {
        checks.extend(placed_elsewhere(clause));
        checks.extend(disjoint(clause));
        if clause.negated {
            return checks;
        }
    } else if let Some(any) = act_or_act(clause, context)
        .or_else(|| memberships(clause))
        .or_else(|| alternatives(clause, context))
    {
        return vec![any];
    }
    checks.extend(part(clause, clause.rest.clone(), true, context, checks.is_empty()));
    match or_aside(clause) {
        Some(other) if checks.len() == 1 && !checks.iter().any(has_value) => {
            checks.push(other);
            vec![Check::AnyOf(checks)]
        }
        _ => checks,
    }
}

/// `needs at least X installed before you install Y`: X, and that it comes first.
fn in_place_before(clause: &Clause, context: &Context) -> Option<Vec<Check>> {
    let text = &clause.text;
    if clause.negated || !matches!(clause.head, Head::Require | Head::Have) {
        return None;
    }
    let at = clause.rest.clone().skip(1).find(|&i| {
        (text.low(i) == "before" || text.has(i, &["prior", "to"]))
            && !text.tokens[i].aside
            && i + 1 < clause.rest.end
            && !relation::measured(text, i)
    })?;
    let own = !clause
        .rest
        .clone()
        .take_while(|&i| i < at)
        .any(|i| text.tokens[i].is(&["that", "which", "who"]));
    let placed =
        text.tokens[at - 1].is(&["installed", "configured", "available", "enabled", "up", "place"]);
    if !own || !placed {
        return None;
    }
    let mut front = clause.clone();
    front.core.end = at;
    front.rest.end = at;
    let mut checks = part(&front, front.rest.clone(), true, context, true);
    if checks.len() == 1 && !checks.iter().all(has_value) {
        checks.clear();
    }
    checks.push(before(clause, clause.rest.start..at));
    Some(checks)
}

/// Whether the check compares a value.
fn has_value(check: &Check) -> bool {
    !matches!(check, Check::Leaf(leaf) if matches!(leaf.kind, Kind::Holds | Kind::Absent(_)))
}

/// `X is supported only when Y`: Y is what is asked for.
pub(super) fn only_when(clause: &Clause) -> Option<Clause> {
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
            || super::cues::lists_of(clause.verb).has(MENTAL)
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
pub(super) fn permitted(clause: &Clause, context: &Context) -> Vec<Check> {
    let text = &clause.text;
    let mut found = bounds::bounds(
        clause,
        clause.core.clone(),
        context.fallback.filter(|_| clause.head == Head::Fragment),
    );
    found.extend(versions::versions(clause, clause.core.clone()));
    if found.is_empty() {
        let range =
            if clause.head == Head::Status { clause.subject.clone() } else { clause.rest.clone() };
        found.extend(choices::choices(clause, range, true));
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
pub(super) fn is_elsewhere(clause: &Clause) -> bool {
    let text = &clause.text;
    if clause.head == Head::Verb && super::cues::lists_of(clause.verb).has(MENTAL) {
        // `consider a second gateway` asks for it.
        let weighed = clause.verb == "consider"
            && text.tokens.get(clause.rest.start).is_some_and(|t| t.is(&["a", "an"]));
        // `Clients must be able to contact the hub`: what a machine can do is seen.
        let able = clause.subject.clone().any(|i| text.tokens[i].has(ABLE))
            && ["contact", "find", "locate", "look", "see", "follow"].contains(&clause.verb);
        return !(clause.verb == "continue" || weighed || able || acts_also(clause));
    }
    let nobody = clause.subject.is_empty() || text.tokens[clause.subject.start].is(&["you"]);
    // `See also: X and Y`, `take a look at X`
    let read = text.base(clause.label.start).filter(|_| !clause.label.is_empty());
    if read.is_some_and(|verb| super::cues::lists_of(verb).has(MENTAL))
        || text.has(clause.rest.start, &["a", "look"])
        || text.has(clause.rest.start, &["into", "account"])
    {
        return true;
    }
    let with = clause.rest.clone().take(2).any(|i| text.low(i) == "with");
    if nobody && (clause.verb == "design" || clause.verb == "work" && with) {
        return true;
    }
    let about = |range: Range<usize>| {
        let end = list::objects_end(text, range.start, range.end);
        // `SSE instructions` are those of a processor.
        let processor = |i: usize| {
            let before = i.checked_sub(1).map(|p| &text.tokens[p]);
            text.low(i) == "instructions"
                && before.is_some_and(|t| t.capital || t.low == ")")
                && i > range.start
        };
        (range.start..end).any(|i| text.tokens[i].has(ELSEWHERE) && !processor(i))
    };
    match clause.head {
        Head::Status => false,
        Head::Be if !bounds::bounds(clause, clause.rest.clone(), None).is_empty() => false,
        Head::Be => {
            let verb = text.base(clause.at);
            let low = text.low(clause.at);
            let done = ["ed", "ing", "aware"].iter().any(|end| low.ends_with(end));
            about(clause.subject.clone())
                || done
                    && verb.is_some_and(|v| super::cues::lists_of(v).has(MENTAL) && v != "verify")
        }
        Head::Fragment => false,
        _ => {
            about(clause.rest.clone()) && !["pass", "install"].contains(&clause.verb)
                || text.tokens.get(clause.at).is_some_and(|t| t.is(&["meet", "meets"]))
        }
    }
}

/// `identify and create the accounts`: to create them is asked for.
pub(super) fn acts_also(clause: &Clause) -> bool {
    let (text, start) = (&clause.text, clause.rest.start);
    let act = text.tokens.get(start + 1).is_some_and(|t| t.has(ACTS) && !t.has(MENTAL));
    act && ["and", "or"].contains(&text.low(start))
}

pub(super) fn before(clause: &Clause, act: Range<usize>) -> Check {
    let (subject, property) = phrase::state(clause, act);
    let first = leaf(Kind::Before, subject, property);
    // `X can't be installed before Y`: that X isn't first.
    if clause.negated { Check::Not(Box::new(first)) } else { first }
}

/// `install X only on A and not on B`: that it is on A.
fn placed_elsewhere(clause: &Clause) -> Option<Check> {
    let text = &clause.text;
    let not = clause.rest.clone().find(|&i| text.has(i, &["not", "on"]))?;
    let on = (clause.rest.start..not).find(|&i| text.low(i) == "on")?;
    let end = list::trim(text, on..not).end;
    let (subject, _) = phrase::state(clause, clause.rest.start..on);
    let holds = leaf(Kind::Holds, subject, text.outside(on..end));
    (!clause.negated).then_some(holds)
}

/// One leaf for each thing that is kept apart.
pub(super) fn disjoint(clause: &Clause) -> Vec<Check> {
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

/// The checks of a complement. `whole` when it is the clause's own, so that bounds and releases
/// in the subject count too; `states` when what has no value is read as a state.
pub(super) fn part(
    clause: &Clause,
    range: Range<usize>,
    whole: bool,
    context: &Context,
    states: bool,
) -> Vec<Check> {
    let text = &clause.text;
    let scope = if whole { clause.core.clone() } else { range.clone() };
    let fragment = clause.head == Head::Fragment;
    if let Some(list) = choices::closed_list(clause).filter(|_| whole) {
        return vec![list.check];
    }
    let versions = versions::versions(clause, scope.clone());
    let mut found = bounds::bounds(clause, scope, context.fallback.filter(|_| fragment));
    let within = |f: &Found| versions.iter().any(|v| v.span.contains(&f.span.start));
    found.retain(|f| !within(f));
    let bounds = found.len();
    found.extend(versions.into_iter().filter(|_| !clause.negated));
    let released = found.len() > bounds;
    if released && bounds == 0 && whole {
        found.extend(released_with(clause, &range, &found));
    }
    let mut rest_has_head = released;
    if found.is_empty() {
        let of_subject = clause.head == Head::Status && !(clause.only && !range.is_empty());
        let target = if of_subject { gerund_object(clause) } else { range.clone() };
        if let Some(choice) = choices::choices(clause, target.clone(), false) {
            found.push(choice);
            rest_has_head = false;
        } else if let Some(choice) = named::of_subject(clause).filter(|_| whole) {
            found.push(choice);
        } else if let Some(choice) = named::tail_choice(clause, target).filter(|_| whole) {
            found.push(choice);
        } else if let Some(choice) = named::run_by(clause, range.clone()).filter(|_| whole) {
            found.push(choice);
        }
    } else if bounds == found.len() && !clause.negated && clause.head != Head::Status {
        // `A or B with at least 2 nodes`
        let first = found.iter().map(|f| f.span.start).min().unwrap_or(range.start);
        let end = list::objects_end(text, range.start, first);
        let with = text.low(end) == "with" && end > range.start;
        let choice = choices::choices(clause, range.start..end, false).filter(|_| with);
        found.extend(choice);
        let used = || named::used_beside(clause, range.clone());
        found.extend(named::run_beside(clause, range.clone()).or_else(used));
    }
    if !clause.negated {
        let equal = equal(clause, range.clone(), whole);
        let kept = kept_in_same(clause, &range).or_else(|| done_in_same(clause, &range));
        found.extend(kept.filter(|_| !equal.is_empty() && found.is_empty()));
        found.extend(equal);
    }
    if !found.is_empty() && !states && !released {
        return into_checks(found);
    }
    let keeps_head = rest_has_head && bounds == 0;
    if (found.is_empty() || bounds > 0 || keeps_head) && (states || found.is_empty() && !whole) {
        let rest = states_of(clause, range, &found, keeps_head);
        return into_checks_with(found, rest);
    }
    into_checks(found)
}

pub(super) fn into_checks(found: Vec<Found>) -> Vec<Check> {
    found.into_iter().map(|f| f.check).collect()
}

/// States first, as they stand in front of their values in prose.
pub(super) fn into_checks_with(found: Vec<Found>, states: Vec<Check>) -> Vec<Check> {
    let mut checks = states;
    checks.extend(into_checks(found));
    checks
}

/// `A or B with C 4.8 or later`: A or B, besides the release that comes with them.
fn released_with(clause: &Clause, range: &Range<usize>, found: &[Found]) -> Option<Found> {
    let first = found.iter().map(|f| f.span.start).min()?;
    let with = first.checked_sub(1).filter(|&i| clause.text.low(i) == "with")?;
    (with > range.start).then(|| choices::choices(clause, range.start..with, false)).flatten()
}

/// `be a relay in the same domain`: that it is a relay.
fn kept_in_same(clause: &Clause, range: &Range<usize>) -> Option<Found> {
    let text = &clause.text;
    let start = range.start;
    let article =
        clause.head == Head::Be && text.tokens.get(start).is_some_and(|t| t.is(&["a", "an"]));
    let end = list::objects_end(text, start, range.end);
    let same = text.has(end + 1, &["the", "same"]) && text.tokens[end].is(&["in", "on"]);
    (article && same).then(|| {
        let noun = phrase::noun(text, start..end);
        Found { check: leaf(Kind::Holds, phrase::subject(clause), noun), span: start..end }
    })
}

/// `restore X specifying the same name`: that X is restored.
fn done_in_same(clause: &Clause, range: &Range<usize>) -> Option<Found> {
    let text = &clause.text;
    let end = list::objects_end(text, range.start, range.end);
    let same = range.clone().find(|&i| text.has(i, &["the", "same"]))?;
    let manner = same.checked_sub(1)?;
    let end = end.min(manner);
    let gerund = text.low(manner).ends_with("ing") && text.base(manner).is_some();
    (clause.head == Head::Verb && gerund && end > range.start).then(|| {
        let (subject, property) = phrase::state(clause, range.start..end);
        Found { check: leaf(Kind::Holds, subject, property), span: range.start..end }
    })
}

/// The equalities in `range`, with a subject that is coordinated when it must be.
pub(super) fn equal(clause: &Clause, range: Range<usize>, whole: bool) -> Vec<Found> {
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
pub(super) fn gerund_object(clause: &Clause) -> Range<usize> {
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
