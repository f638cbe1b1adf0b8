//! Releases that are the least: `X or later`, `the minimum version is X`.

use std::ops::Range;

use super::clause::{Clause, Head};
use super::list;
use super::list::Joint;
use super::phrase;
use super::quantity;
use super::release;
use super::token::Text;
use super::valued::{Found, leaf, run_property};

use crate::predicate::{Check, Kind};

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
        if let Some(later) = release::later_at(text, i).filter(|_| !is_setting(text, i, floor)) {
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

/// The name as written; of `version 2.4 of X` the number.
fn numbered(text: &Text, name: Range<usize>) -> String {
    let value = text.outside(name.clone());
    let of =
        text.low(name.end) == "of" || name.end < text.tokens.len() && text.low(name.end) == "(";
    let number = value.strip_prefix("version ").or_else(|| value.strip_prefix("Version "));
    number.filter(|_| of).map_or(value.clone(), str::to_owned)
}

/// `set to 130 or higher`: a number that is set, no release.
fn is_setting(text: &Text, at: usize, floor: usize) -> bool {
    let number = at.checked_sub(1).filter(|&p| p > floor);
    let more = text.tokens.get(at + 1).is_some_and(|t| t.is(&["higher", "greater", "above", "up"]));
    more && number.is_some_and(|p| {
        super::number::digits(text.low(p)).is_some()
            && (text.ends(p, &["set", "to"])
                || text.ends(p, &["be"])
                || text.ends(p, &["value", "of"]))
    })
}

pub(super) fn version(clause: &Clause, value: String, span: Range<usize>) -> Found {
    let property = run_property(clause, span.start);
    Found { check: leaf(Kind::AtLeastVersion(value), phrase::subject(clause), property), span }
}

/// `Windows 10+`: a name that ends in a plus sign.
pub(super) fn plus_name(text: &Text, at: usize, floor: usize) -> Option<Range<usize>> {
    let number = text.low(at).strip_suffix('+')?;
    let versioned =
        number.split('.').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    let name = release::name_before(text, at + 1, floor);
    (versioned && name.start < at).then_some(name)
}

/// The releases of the list that ends in `later`, as one check.
pub(super) fn later_leaves(clause: &Clause, floor: usize, later: release::Later) -> Option<Found> {
    let text = &clause.text;
    let mut names = Vec::new();
    let mut end = later.start;
    // What a parenthesis says ends with it.
    let aside = end > floor && text.tokens[end - 1].aside;
    let open = (floor..end).rev().find(|&i| text.low(i) == "(").filter(|_| aside);
    let floor = open.map_or(floor, |open| open + 1);
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
        .map(|name| version(clause, numbered(text, name.clone()), name.clone()).check)
        .collect();
    let check = if leaves.len() == 1 { leaves.pop()? } else { Check::AnyOf(leaves) };
    Some(Found { check, span })
}

/// `minimum SP1`, `the minimum supported version is X`, `a minimum A and B level of X`.
pub(super) fn minimum_version(
    clause: &Clause,
    at: usize,
    end: usize,
) -> Option<(Vec<Found>, usize)> {
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
        let value = numbered(text, name.clone());
        return Some((vec![version(clause, value, at..name.end)], name.end));
    }
    // `the minimum supported client is V`
    let copula = (i..end.min(i + 5)).find(|&j| text.tokens[j].is(&["is", "are"]));
    if let Some(mut name) = copula.and_then(|j| release_after(text, j + 1, end)) {
        // `is Contoso 2010 client`
        if name.end + 1 == end && release::is_noun(&text.tokens[name.end]) {
            name.end = end;
        }
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
pub(super) fn release_after(text: &Text, at: usize, end: usize) -> Option<Range<usize>> {
    let mut i = at;
    while i < end && (release::in_name(&text.tokens[i]) || release::with_pack(text, i)) {
        i += 1;
    }
    let name = at..i;
    let first = text.tokens.get(at).filter(|_| !name.is_empty())?;
    let number = first.low.starts_with(|c: char| c.is_ascii_digit());
    let named = release::is_release(text, name.clone()) || first.low == "version" && name.len() > 1;
    let amount = !quantity::amounts(text, name.clone(), false).is_empty();
    (named && !number && !amount).then_some(name)
}
