//! Closed lists of values: `either A or B`, `only A and B`, `running A`.

use std::ops::Range;

use super::clause::{Clause, Head};
use super::cues::{ARTICLES, STATES, STOPS, VALID};
use super::list;
use super::list::Joint;
use super::named::{bare_name, literal_value, the_only};
use super::phrase;
use super::quantity;
use super::release;
use super::token::Text;
use super::valued::{Found, choice_property, leaf, run_property};

use crate::predicate::Kind;

/// Closed lists: `either A or B`, `only A, B, and C`, `valid values are A and B`, `running A`.
pub(super) fn choices(clause: &Clause, range: Range<usize>, permits: bool) -> Option<Found> {
    let text = &clause.text;
    if clause.negated || range.is_empty() {
        return None;
    }
    if let Some(one) = the_only(clause).or_else(|| literal_value(clause, range.clone())) {
        return Some(one);
    }
    if let Some(one) = bare_name(clause, range.clone()) {
        return Some(one);
    }
    let (mut at, mut end) = region(clause, range.clone());
    // `the Contributor or Owner role`: names in front of one right.
    let role = end > at + 3
        && text.tokens[end - 1].has(STATES)
        && !text.low(end - 1).ends_with('s')
        && text.tokens[end - 2].capital;
    end -= usize::from(role);
    while role && at < end && text.tokens[at].has(ARTICLES) {
        at += 1;
    }
    let mut list = list::split(text, at..end);
    if role && !list.items.iter().all(|r| text.tokens[list::bare(text, r.clone()).start].capital) {
        return None;
    }
    let mut names = false;
    if let Some((wider, stop)) = wide(text, at, end, range.end) {
        (list, end, names) = (wider, stop, true);
    }
    if list.items.first().is_some_and(|r| text.tokens[r.start].is(&["every", "each", "any", "all"]))
    {
        return None;
    }
    if let Some(found) = either(clause, at, range.end).filter(|_| list.items.len() < 2) {
        return Some(found);
    }
    if clause.subject.clone().any(|i| text.tokens[i].is(&["way", "ways", "method", "methods"])) {
        at = behind_with(text, at, end);
        list = list::split(text, at..end);
    }
    if list.items.len() > 1 && (enables(clause) || are_current(text, &list.items))
        || list.items.is_empty()
        || shares_complement(text, &list.items)
    {
        return None;
    }
    let runs = is_run(clause, at);
    let editions = list::are_editions(text, &list.items);
    let releases = list.items.len() > 2
        && !(at..end).any(|i| text.tokens[i].is(&["and", "&"]))
        && list.items.iter().all(|r| release::is_release(text, list::bare(text, r.clone())));
    let or = list.joint != Joint::And || releases;
    let alternatives = or && list.items.len() > 1 && (!editions || runs);
    let closed = list.items.len() > 1
        && (closes(clause)
            || permits && (clause.head == Head::Status || clause.verb == "support")
            || runs);
    let single = list.items.len() == 1 && runs && release::is_release(text, list.items[0].clone());
    let subject_only = clause.subject.clone().any(|i| text.low(i) == "only");
    let only = clause.only
        && !(subject_only && clause.head == Head::Verb)
        && (runs || clause.head == Head::Status && end == range.end && text.tokens[at].capital)
        && list.items.len() == 1;
    if !(names
        || alternatives && text.ends(at, &["either"]) && list::are_short(text, &list.items)
        || alternatives && list::are_values(text, &list.items)
        || closed && list::are_values(text, &list.items)
        || single
        || only)
    {
        return None;
    }
    let values = list::values(text, &list.items);
    if values.is_empty() {
        return None;
    }
    let property = if runs { run_property(clause, at) } else { choice_property(clause) };
    Some(Found {
        check: leaf(Kind::OneOf(values), phrase::subject(clause), property),
        span: at..end,
    })
}

/// `either the mode without X or the other mode`: two phrases of a few words.
fn either(clause: &Clause, at: usize, end: usize) -> Option<Found> {
    let text = &clause.text;
    let mut ors = (at..end).filter(|&i| text.low(i) == "or" && !text.tokens[i].aside);
    let or = ors.next().filter(|&i| i > at && i + 1 < end && text.ends(at, &["either"]))?;
    let items = [at..or, or + 1..end];
    let clauses = ["that", "which", "who", "to", "if", "when", "same", ",", "or", ";"];
    let phrase = |r: &Range<usize>| {
        r.len() <= 9
            && text.base(r.start).is_none()
            && !text.tokens[r.start].has(STOPS)
            && (!text.tokens[r.start].has(ARTICLES) || text.low(r.start) == "the")
            && !r.clone().any(|i| text.tokens[i].is(&clauses))
    };
    items.iter().all(phrase).then(|| {
        let values = items.iter().map(|r| text.outside(list::bare(text, r.clone()))).collect();
        Found {
            check: leaf(Kind::OneOf(values), phrase::subject(clause), choice_property(clause)),
            span: at..end,
        }
    })
}

/// `enable A or B`: states of which one will do, no values.
pub(super) fn enables(clause: &Clause) -> bool {
    clause.head == Head::Verb && ["enable", "activate", "turn"].contains(&clause.verb)
}

/// `the latest A or B`: what is the latest changes, so it is a state rather than a value.
pub(super) fn are_current(text: &Text, items: &[Range<usize>]) -> bool {
    items.first().is_some_and(|first| {
        first.clone().any(|i| text.tokens[i].is(&["latest", "newest", "current"]))
    })
}

/// `A on the web, or B for C`: names with small words in them, when every item begins with a name.
fn wide(text: &Text, at: usize, end: usize, limit: usize) -> Option<(list::List, usize)> {
    let small = text.tokens.get(end).is_some_and(|t| t.is(&["on", "for", "in", "with"]));
    if !small || end <= at || end >= limit || !text.tokens[at].capital {
        return None;
    }
    let stop = (end..limit)
        .find(|&i| {
            let token = &text.tokens[i];
            token.has(STOPS)
                && !token.is(&["on", "for", "in", "with", "of", "the", "or", ","])
                && !token.aside
        })
        .unwrap_or(limit);
    let list = list::split(text, at..stop);
    let named = list.items.iter().all(|r| text.tokens[r.start].capital);
    let tail = list.items.last().is_some_and(|r| r.end == stop);
    let alternatives = list.joint == Joint::Or && list.items.len() > 1;
    // The last item may have a complement of its own only if the others are joined before it.
    let joined_behind = (end..stop).any(|i| text.low(i) == "or");
    let last_small = list.items.len() == 2 && !joined_behind;
    (named && tail && alternatives && (joined_behind || last_small) && stop == limit)
        .then_some((list, stop))
}

/// Whether what begins at `at` is what the subject runs, or is an instance of.
pub(super) fn is_run(clause: &Clause, at: usize) -> bool {
    let text = &clause.text;
    let mut i = at;
    while i > clause.core.start
        && text.tokens[i - 1]
            .is(&["either", "on", "only", "an", "a", "instance", "of", "the", "version", "by", ":"])
    {
        i -= 1;
    }
    let previous = i.checked_sub(1).map_or("", |p| text.low(p));
    let system = || (clause.subject.clone()).any(|j| text.has(j, &["operating", "system"]));
    ["run", "running", "runs", "hosted"].contains(&previous)
        || clause.head == Head::Be && system() && at == clause.rest.start
}

/// `Valid values are A, B, and C`, `consists of only A and B`, `supports only A`, `only A is
/// supported`: a closed list, whatever the conjunction.
pub(super) fn closed_list(clause: &Clause) -> Option<Found> {
    let text = &clause.text;
    if clause.negated {
        return None;
    }
    let rest = clause.rest.clone();
    let only_subject = text.low(clause.subject.start) == "only" && clause.subject.len() > 1;
    let supported =
        text.tokens.get(clause.at).is_some_and(|t| t.is(&["supported", "allowed", "permitted"]));
    let (range, property) = if is_valid_list(clause) {
        (rest, choice_property(clause))
    } else if clause.head == Head::Status && only_subject && supported && !numbers(clause) {
        (clause.subject.start + 1..clause.subject.end, choice_property(clause))
    } else if clause.head == Head::Status && clause.only && supported && only_behind(clause) {
        let start = rest.start + 1;
        (start..list::objects_end(text, start, rest.end), choice_property(clause))
    } else if clause.verb == "support" && clause.only && !counted(clause) && !acts(clause)
        || made_of_only(clause)
    {
        // `supports X in Y only`: Y is what is left.
        let place = list::objects_end(text, rest.start, rest.end);
        let behind = text.low(rest.end) == "only"
            && place > rest.start
            && text.tokens[place].is(&["on", "in", "with", "for"])
            && place + 1 < rest.end;
        let rest = if behind { place + 1..rest.end } else { rest };
        let of = text.tokens.get(rest.start).is_some_and(|t| t.is(&["of"]));
        let start = (rest.start + usize::from(of)..rest.end).find(|&i| text.low(i) != "only");
        let start = start.unwrap_or(rest.start);
        let end = if clause.verb == "support" {
            list::objects_end(text, start, rest.end)
        } else {
            rest.end
        };
        (start..end, choice_property(clause))
    } else if let Some(start) = only_supported(clause) {
        (start..rest.end, choice_property(clause))
    } else {
        return None;
    };
    let list = list::split(text, range.clone());
    let plain = is_valid_list(clause) && list.items.len() < 2;
    let values = list::values(text, &list.items);
    let vague = range.clone().any(|i| text.tokens[i].is(&["following", "that", "which"]));
    (!plain && !vague && !values.is_empty()).then(|| Found {
        check: leaf(Kind::OneOf(values), phrase::subject(clause), property),
        span: range,
    })
}

/// `is supported on X only`: X closes the list.
fn only_behind(clause: &Clause) -> bool {
    let text = &clause.text;
    let end = clause.rest.end;
    let places = ["on", "with", "in", "for"];
    text.low(end) == "only" && text.tokens[clause.rest.start].is(&places) && clause.rest.len() > 1
}

/// `supports only 3,000 devices`: a number of things, no list.
fn counted(clause: &Clause) -> bool {
    let start = clause.rest.start;
    !quantity::amounts(&clause.text, start..(start + 3).min(clause.rest.end), false).is_empty()
}

/// `Only one job is supported`: a number of things, no list.
fn numbers(clause: &Clause) -> bool {
    let start = clause.subject.start + 1;
    let end = (start + 3).min(clause.subject.end);
    let single = (start..end).any(|i| clause.text.low(i) == "single");
    single || !quantity::amounts(&clause.text, start..end, false).is_empty()
}

/// `only supports using X`: an act or a known thing, no value.
fn acts(clause: &Clause) -> bool {
    let text = &clause.text;
    let start = clause.rest.start + usize::from(text.low(clause.rest.start) == "only");
    // `only supports these roles on X`: the place is what is asked for.
    let common = text.tokens.get(start + 1).is_some_and(|t| !t.capital);
    let known =
        ["these", "those", "this"].contains(&text.low(start)) || text.low(start) == "the" && common;
    // `only supports X in Y`: where `only` stands in front, the complement is meant as well.
    let front = text.ends(clause.at, &["only"]);
    let placed = front
        && (list::objects_end(text, start, clause.rest.end) < clause.rest.end
            || clause.core.end < text.tokens.len());
    known
        || placed
        || text.low(start).ends_with("ing")
            && text.base(start).is_some()
            && !text.tokens[start].capital
}

/// `must consist of only …`, `can contain only …`.
pub(super) fn made_of_only(clause: &Clause) -> bool {
    let text = &clause.text;
    let start = clause.rest.start;
    let only = clause.only || text.low(start) == "only" || text.has(start, &["of", "only"]);
    only && ["consist", "contain", "include"].contains(&clause.verb)
        && quantity::amounts(text, start..(start + 3).min(clause.rest.end), false).is_empty()
}

/// `The only supported use of X is for Y`: where Y begins.
pub(super) fn only_supported(clause: &Clause) -> Option<usize> {
    let text = &clause.text;
    let way =
        clause.subject.clone().any(|i| text.tokens[i].is(&["way", "ways", "method", "methods"]));
    let only = !way
        && clause.head == Head::Be
        && text.has(clause.subject.start, &["the", "only", "supported"]);
    let start = clause.rest.start
        + usize::from(
            text.tokens.get(clause.rest.start).is_some_and(|t| t.is(&["for", "in", "on", "with"])),
        );
    (only && start < clause.rest.end).then_some(start)
}

/// `Valid values are …`.
pub(super) fn is_valid_list(clause: &Clause) -> bool {
    let text = &clause.text;
    let mut subject = clause.subject.clone();
    clause.head == Head::Be
        && subject.len() <= 4
        && subject.any(|i| text.tokens[i].has(VALID) && text.low(i) != "only")
}

/// `use the tool with A, B, or C`: the values stand behind `with`.
pub(super) fn behind_with(text: &Text, at: usize, end: usize) -> usize {
    let comma = (at..end).find(|&i| text.tokens[i].is(&[",", "or"])).unwrap_or(end);
    (at..comma).find(|&i| text.low(i) == "with").map_or(at, |i| i + 1)
}

/// `a copy of A or B`: the items share a complement, they are no values of one property.
pub(super) fn shares_complement(text: &Text, items: &[Range<usize>]) -> bool {
    // `synchronization with A or B`: the noun in front of the preposition is no name.
    let common =
        |i: usize| text.tokens[i].is(&["with", "for", "to"]) && !text.tokens[i - 1].capital;
    let has_of =
        |r: &Range<usize>| r.clone().any(|i| text.low(i) == "of" || i > r.start && common(i));
    items.len() > 1 && has_of(&items[0]) && !items[1..].iter().any(has_of)
}

/// Whether a list joined by `and` enumerates all that will do.
pub(super) fn closes(clause: &Clause) -> bool {
    clause.only
        && (clause.head == Head::Status || matches!(clause.verb, "support" | "run" | "work"))
}

/// Where the candidates of a choice stand: behind a preposition or `either`.
pub(super) fn region(clause: &Clause, range: Range<usize>) -> (usize, usize) {
    let text = &clause.text;
    let mut at = range.start;
    if let Some(either) = range.clone().find(|&i| text.low(i) == "either") {
        at = either + 1;
    } else {
        let skip = &[
            "to", "on", "in", "with", "by", "for", "from", "running", "run", "hosted", "only",
            "using", "one", "of", "all", ",",
        ];
        while at < range.end && text.tokens[at].is(skip) {
            at += 1;
        }
    }
    // `be based on A or B`
    let participle = clause.head == Head::Be
        && at == range.start
        && (text.low(at).ends_with("ed") || text.base(at).is_some());
    let preposition = text
        .tokens
        .get(at + 1)
        .is_some_and(|t| t.is(&["on", "to", "through", "by", "via", "with", "as", "in"]));
    if participle && preposition && at + 2 < range.end {
        at += 2;
    }
    // `hosted by an instance of X`
    if text.tokens.get(at).is_some_and(|t| t.is(&["an", "a"]))
        && text.low(at + 1) == "instance"
        && text.low(at + 2) == "of"
    {
        at += 3;
    }
    (at, list::objects_end(text, at, range.end))
}
