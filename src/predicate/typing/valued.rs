//! Leaves with a value: bounds, releases, closed lists.

use std::ops::Range;

use super::clause::{Clause, Head};
use super::cues::{Cue, MACHINES, NUMBERED, STOPS, VALID};
use super::list::{self, Joint};
use super::phrase;
use super::quantity::{self, Amount};
use super::release;
use super::token::Text;
use crate::predicate::{Check, Kind, Leaf, Quantity};

/// A check and the tokens that it was read from.
pub(super) struct Found {
    /// The check.
    pub(super) check: Check,
    /// Where it stands.
    pub(super) span: Range<usize>,
}

pub(super) fn leaf(kind: Kind, subject: Option<String>, property: String) -> Check {
    Check::Leaf(Leaf { kind, subject, property, fact: None })
}

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
        if names_release(text, &amount) {
            continue;
        }
        let bare = amount.cue.is_none();
        // `greater than 5,000` where a maximum is due says nothing.
        if fallback == Some(Cue::AtMost)
            && amount.cue == Some(Cue::AtLeast)
            && text.ends(amount.span.start, &["than"])
        {
            continue;
        }
        if clause.negated && in_relative(clause, amount.span.start) {
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
        let property = property_of(clause, &amount);
        let quantity = Quantity { number: amount.number, unit: amount.unit.clone() };
        // `can only occupy 8,000 bytes`
        let only = clause.only && clause.head == Head::Verb && amount.measure.is_some();
        let cue = if bare && only { Cue::AtMost } else { cue };
        let kind = match cue {
            Cue::AtLeast | Cue::More => Kind::AtLeast(quantity),
            Cue::AtMost | Cue::Less => Kind::AtMost(quantity),
            Cue::Equals => Kind::Equals(quantity),
        };
        let start = amount.span.start;
        let end = amount.noun.end.max(amount.span.end);
        found
            .push(Found { check: leaf(kind, phrase::subject(clause), property), span: start..end });
    }
    found.extend(only_once(clause, range));
    found.extend(sole(clause).filter(|_| found.is_empty()));
    found
}

/// `A single account should be used for all services`: exactly one.
fn sole(clause: &Clause) -> Option<Found> {
    let text = &clause.text;
    let start = clause.subject.start;
    let single = text.has(start, &["a", "single"]) && !clause.negated && clause.head == Head::Be;
    let done = super::clause::base_form(text.low(clause.at)).is_some();
    let noun = start + 2..list::objects_end(text, start + 2, clause.subject.end);
    let unit =
        noun.clone().next_back().map(|i| text.low(i).to_owned()).filter(|_| single && done)?;
    let property = format!("number of {}", phrase::noun(text, noun));
    let check = leaf(Kind::Equals(Quantity { number: 1.0, unit }), None, property);
    Some(Found { check, span: start..clause.subject.end })
}

/// The amounts of a text by itself.
pub(super) fn amounts_of(text: &Text) -> Vec<Amount> {
    quantity::amounts(text, 0..text.tokens.len(), false)
}

/// `only once`: exactly one time.
fn only_once(clause: &Clause, range: Range<usize>) -> Option<Found> {
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
fn in_relative(clause: &Clause, at: usize) -> bool {
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
fn names_release(text: &Text, amount: &Amount) -> bool {
    let end = amount.span.end;
    release::later_at(text, end).is_some()
        && amount.measure.is_none()
        && !text.tokens.get(end + 1).is_some_and(|t| t.is(&["greater", "higher", "above", "up"]))
        || amount.measure.is_none()
            && text.low(amount.span.start).ends_with('+')
            && amount.span.start > 0
            && text.tokens[amount.span.start - 1].capital
}

/// Whether a bare amount is a bound here: measured, of hardware, or what the clause asks for.
fn counts(clause: &Clause, amount: &Amount, fallback: Option<Cue>) -> bool {
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
        let set = text.ends(at, &["set", "to"])
            || text.ends(at, &["be"])
            || text.ends(at, &["is"])
            || text.ends(at, &["value", "of"])
            || text.low(at).ends_with(":1");
        return fallback.is_some() || set && !NUMBERED.contains(&previous);
    }
    let asked = at == clause.rest.start || at == clause.core.start || fallback.is_some();
    if ["one", "single"].contains(&text.low(at)) && clause.head != Head::Fragment {
        let particle =
            at == clause.rest.start + 1 && text.tokens[clause.rest.start].is(&["up", "on", "out"]);
        return fallback.is_some()
            || clause.only && clause.head == Head::Verb && (asked || particle);
    }
    if amount.noun.is_empty() {
        return fallback.is_some();
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
    ];
    asked
        && match clause.head {
            Head::Have | Head::Require | Head::Fragment => true,
            Head::Verb => verb.contains(&clause.verb.as_str()),
            Head::Be | Head::Status => false,
        }
}

/// What an amount is of: the noun behind it, the noun that it qualifies, or the subject.
fn property_of(clause: &Clause, amount: &Amount) -> String {
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

/// `computer name` of `a computer name that doesn't exceed`, `latency` of `a latency of`.
fn noun_in_front(clause: &Clause, end: usize) -> String {
    let text = &clause.text;
    let floor = clause.rest.start.min(end);
    let mut start = floor;
    let verb = super::clause::base_form(text.low(start)).is_some();
    if verb && clause.head != Head::Fragment {
        return String::new();
    }
    while start < end
        && text.tokens[start].is(&[
            "at", "the", "a", "an", "of", "to", "up", "minimum", "maximum", "only", "be", "is",
            "least", "most", "exactly", "than", "more", "less", "set", "value",
        ])
    {
        start += 1;
    }
    let stop =
        (start..end).find(|&i| text.tokens[i].is(STOPS) || text.tokens[i].is_mark()).unwrap_or(end);
    phrase::noun(text, start..stop)
}

/// `X or later`, `the minimum version is X`, `at least version X`.
pub(super) fn versions(clause: &Clause, range: Range<usize>) -> Vec<Found> {
    let text = &clause.text;
    let mut found = Vec::new();
    let mut floor = range.start;
    if clause.subject.is_empty() && clause.head != Head::Fragment {
        floor = floor.max(clause.rest.start);
    }
    // What a release does, supports or has says nothing of the release.
    if matches!(clause.head, Head::Verb | Head::Have) {
        floor = floor.max(clause.at);
    }
    for i in range.clone() {
        if i < floor {
            continue;
        }
        if let Some(later) = release::later_at(text, i) {
            found.extend(later_leaves(clause, floor, later));
            floor = later.end;
        } else if let Some(name) = plus_name(text, i, floor) {
            let value = text.outside(name.clone()).trim_end_matches('+').to_owned();
            found.push(version(clause, value, name));
            floor = i + 1;
        } else if let Some((leaves, end)) = minimum_version(clause, i, range.end) {
            found.extend(leaves);
            floor = end;
        }
    }
    found
}

fn version(clause: &Clause, value: String, span: Range<usize>) -> Found {
    let property = run_property(clause, span.start);
    Found { check: leaf(Kind::AtLeastVersion(value), phrase::subject(clause), property), span }
}

/// `Windows 10+`: a name that ends in a plus sign.
fn plus_name(text: &Text, at: usize, floor: usize) -> Option<Range<usize>> {
    let number = text.low(at).strip_suffix('+')?;
    let versioned =
        number.split('.').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    let name = release::name_before(text, at + 1, floor);
    (versioned && name.start < at).then_some(name)
}

/// The releases of the list that ends in `later`, as one check.
fn later_leaves(clause: &Clause, floor: usize, later: release::Later) -> Option<Found> {
    let text = &clause.text;
    let mut names = Vec::new();
    let mut end = later.start;
    let demanded = matches!(clause.head, Head::Require) || clause.verb == "install";
    loop {
        // `9.1 CU2 of the runtime and later` names the release in front of `of`.
        let of =
            (floor..end).rev().take(8).find(|&i| text.low(i) == "of").filter(|_| names.is_empty());
        let mut name = release::name_before(text, end, floor);
        if let Some(of) = of {
            let front = release::name_before(text, of, floor);
            let numbered = front.clone().any(|i| text.tokens[i].has_digit());
            if numbered && !name.clone().any(|i| text.tokens[i].has_digit()) {
                name = front;
            }
        }
        if name.is_empty() {
            break;
        }
        names.push(name.clone());
        let mut before = name.start;
        let mut and = false;
        while before > floor && text.tokens[before - 1].is(&[",", "or", "and", "either"]) {
            before -= 1;
            and |= text.low(before) == "and";
        }
        let next = release::name_before(text, before, floor);
        if before == name.start
            || demanded && and
            || next.is_empty()
            || !release::is_proper(text, next)
        {
            break;
        }
        end = before;
    }
    names.reverse();
    let span = names.first()?.start..later.end;
    let mut leaves: Vec<Check> = names
        .iter()
        .map(|name| {
            let mut value = text.outside(name.clone());
            if let Some(version) =
                value.strip_prefix("version ").or_else(|| value.strip_prefix("Version "))
            {
                value = version.to_owned();
            }
            version(clause, value, name.clone()).check
        })
        .collect();
    let check = if leaves.len() == 1 { leaves.pop()? } else { Check::AnyOf(leaves) };
    Some(Found { check, span })
}

/// `minimum SP1`, `the minimum supported version is X`, `a minimum A and B level of X`.
fn minimum_version(clause: &Clause, at: usize, end: usize) -> Option<(Vec<Found>, usize)> {
    let text = &clause.text;
    let mut i = at;
    if text.tokens[at].is(&["minimum", "min", "lowest", "earliest", "oldest"]) {
        i += 1;
    } else if text.has(at, &["at", "least"]) {
        i += 2;
    } else {
        return None;
    }
    while text
        .tokens
        .get(i)
        .is_some_and(|t| t.is(&["of", "supported", "required", "a", "the", ":", "is"]))
        && i < end
    {
        i += 1;
    }
    // `(minimum 14.2)`: a number with a point and no unit is a release.
    let decimal = text.low(i).contains('.') && super::number::digits(text.low(i)).is_some();
    let direct =
        release_after(text, i, end).or_else(|| (decimal && i + 1 == end).then_some(i..i + 1));
    if let Some(name) = direct {
        let value = text.outside(name.clone());
        let value = value.strip_prefix("version ").map_or(value.clone(), str::to_owned);
        return Some((vec![version(clause, value, at..name.end)], name.end));
    }
    // `the minimum supported client is V`
    let copula = (i..end.min(i + 5)).find(|&j| text.tokens[j].is(&["is", "are"]));
    if let Some(name) = copula.and_then(|j| release_after(text, j + 1, end)) {
        let value = text.outside(name.clone());
        return Some((vec![version(clause, value, at..name.end)], name.end));
    }
    // `version of X that Y supports is V`, `level of V`
    let noun_end = (i..end.min(i + 10)).find(|&j| {
        text.tokens[j].is(&[
            "version", "versions", "level", "release", "build", "system", "edition", "system:",
        ])
    })?;
    let joint = (noun_end + 1..end.min(noun_end + 14)).find(|&j| {
        let copula = text.tokens[j].is(&["is", "are", ":", "be"]);
        copula
            || text.low(j) == "of"
                && release_after(text, j + 1, end).is_some()
                && text.low(noun_end) != "version"
    })?;
    let first = joint + 1;
    let name_end = quantity::noun_phrase_end(text, first, end);
    let name = list::bare(text, first..name_end);
    let named =
        release::is_proper(text, name.clone()) || name.clone().any(|j| text.tokens[j].has_digit());
    if name.is_empty() || !named {
        return None;
    }
    let value = text.outside(name.clone());
    let objects = list::split(text, i..noun_end + 1);
    let objects = if objects.joint == Joint::And { objects.items } else { vec![i..noun_end + 1] };
    let noun = text.low(noun_end).to_owned();
    let leaves = objects
        .into_iter()
        .map(|object| {
            let mut property = phrase::noun(text, object);
            if !property.ends_with(noun.as_str()) {
                property = format!("{property} {noun}");
            }
            Found {
                check: leaf(Kind::AtLeastVersion(value.clone()), phrase::subject(clause), property),
                span: at..name.end,
            }
        })
        .collect();
    Some((leaves, name_end))
}

/// The name of a release that begins at `at`: `SP1`, `version 4.8`, `Contoso Server 2016`.
fn release_after(text: &Text, at: usize, end: usize) -> Option<Range<usize>> {
    let mut i = at;
    while i < end && release::in_name(&text.tokens[i]) {
        i += 1;
    }
    let name = at..i;
    let first = text.tokens.get(at).filter(|_| !name.is_empty())?;
    let number = first.low.starts_with(|c: char| c.is_ascii_digit());
    let named = release::is_release(text, name.clone()) || first.low == "version" && name.len() > 1;
    let amount = !quantity::amounts(text, name.clone(), false).is_empty();
    (named && !number && !amount).then_some(name)
}

/// The property that names the software a subject runs.
fn run_property(clause: &Clause, at: usize) -> String {
    let text = &clause.text;
    let os = (clause.core.start..clause.core.end)
        .any(|i| text.has(i, &["operating", "system"]) || text.has(i, &["operating", "systems"]));
    let head = |range: Range<usize>| range.clone().any(|i| text.tokens[i].is(MACHINES));
    let runs = |i: usize| text.tokens[i].is(&["run", "running", "runs"]);
    let running = (clause.core.start..at).any(runs);
    if os || running && (head(clause.subject.clone()) || clause.subject.is_empty()) {
        return "operating system".to_owned();
    }
    let named = noun_in_front(clause, at);
    if named.is_empty() { "version".to_owned() } else { named }
}

/// Closed lists: `either A or B`, `only A, B, and C`, `valid values are A and B`, `running A`.
pub(super) fn choices(clause: &Clause, range: Range<usize>, permits: bool) -> Option<Found> {
    let text = &clause.text;
    if clause.negated || range.is_empty() {
        return None;
    }
    if let Some(one) = the_only(clause).or_else(|| literal_value(clause, range.clone())) {
        return Some(one);
    }
    let (mut at, end) = region(clause, range.clone());
    let mut list = list::split(text, at..end);
    if clause.subject.clone().any(|i| text.tokens[i].is(&["way", "ways", "method", "methods"])) {
        at = behind_with(text, at, end);
        list = list::split(text, at..end);
    }
    if list.items.is_empty() || shares_complement(text, &list.items) {
        return None;
    }
    let runs = is_run(clause, at);
    let editions = list::are_editions(text, &list.items);
    let alternatives = list.joint != Joint::And && list.items.len() > 1 && (!editions || runs);
    let closed = list.items.len() > 1
        && (closes(clause)
            || permits && (clause.head == Head::Status || clause.verb == "support")
            || runs);
    let single = list.items.len() == 1 && runs && release::is_release(text, list.items[0].clone());
    let only = clause.only
        && (runs || clause.head == Head::Status && end == range.end && text.tokens[at].capital)
        && list.items.len() == 1;
    if !(alternatives && list::are_values(text, &list.items)
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

/// Whether what begins at `at` is what the subject runs, or is an instance of.
fn is_run(clause: &Clause, at: usize) -> bool {
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

/// `X is the only scheme that works`.
fn the_only(clause: &Clause) -> Option<Found> {
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
    } else if clause.head == Head::Status && only_subject && supported {
        (clause.subject.start + 1..clause.subject.end, choice_property(clause))
    } else if clause.verb == "support" && clause.only || made_of_only(clause) {
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

/// `must consist of only …`, `can contain only …`.
fn made_of_only(clause: &Clause) -> bool {
    let text = &clause.text;
    let start = clause.rest.start;
    let only = clause.only || text.low(start) == "only" || text.has(start, &["of", "only"]);
    only && ["consist", "contain", "include"].contains(&clause.verb.as_str())
        && quantity::amounts(text, start..(start + 3).min(clause.rest.end), false).is_empty()
}

/// `The only supported use of X is for Y`: where Y begins.
fn only_supported(clause: &Clause) -> Option<usize> {
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
fn is_valid_list(clause: &Clause) -> bool {
    let text = &clause.text;
    let mut subject = clause.subject.clone();
    clause.head == Head::Be
        && subject.len() <= 4
        && subject.any(|i| text.tokens[i].is(VALID) && text.low(i) != "only")
}

/// `use the tool with A, B, or C`: the values stand behind `with`.
fn behind_with(text: &Text, at: usize, end: usize) -> usize {
    let comma = (at..end).find(|&i| text.tokens[i].is(&[",", "or"])).unwrap_or(end);
    (at..comma).find(|&i| text.low(i) == "with").map_or(at, |i| i + 1)
}

/// `a copy of A or B`: the items share a complement, they are no values of one property.
pub(super) fn shares_complement(text: &Text, items: &[Range<usize>]) -> bool {
    let has_of = |r: &Range<usize>| r.clone().any(|i| text.tokens[i].is(&["of"]));
    items.len() > 1 && has_of(&items[0]) && !items[1..].iter().any(has_of)
}

/// Whether a list joined by `and` enumerates all that will do.
fn closes(clause: &Clause) -> bool {
    let supported_only = clause.only
        && (clause.head == Head::Status
            || matches!(clause.verb.as_str(), "support" | "run" | "work"));
    supported_only
}

/// Where the candidates of a choice stand: behind a preposition or `either`.
fn region(clause: &Clause, range: Range<usize>) -> (usize, usize) {
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
        && (text.low(at).ends_with("ed") || super::clause::base_form(text.low(at)).is_some());
    let preposition = text
        .tokens
        .get(at + 1)
        .is_some_and(|t| t.is(&["on", "to", "through", "by", "via", "with", "as"]));
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

fn choice_property(clause: &Clause) -> String {
    let text = &clause.text;
    match clause.head {
        Head::Verb if !clause.verb.is_empty() => phrase::participle(&clause.verb),
        Head::Status => text.slice(clause.at..clause.at + 1).to_owned(),
        _ => phrase::subject(clause).unwrap_or_else(|| "value".to_owned()),
    }
}

/// `a KeyType value of "X"`: the one value that will do.
fn literal_value(clause: &Clause, range: Range<usize>) -> Option<Found> {
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

/// The property of a lead-in that ends in `one of the following …`.
pub(super) fn listed_property(text: &Text) -> String {
    let end = text.tokens.len();
    let following = (0..end).find(|&i| text.low(i) == "following");
    let noun = following.map(|i| i + 1..quantity::noun_phrase_end(text, i + 1, end));
    let noun = noun.map(|r| text.outside(r)).unwrap_or_default();
    if noun.is_empty() { "choice".to_owned() } else { noun }
}
