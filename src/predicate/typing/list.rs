//! Coordination: what `and` and `or` join.

use std::ops::Range;

use super::cues::{ARTICLES, STATES, STOPS};
use super::release;
use super::token::{Text, Token};

/// How the items of a list are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// `A, B, and C`; also a single item and a list without a conjunction.
    And,
    /// `A, B, or C`.
    Or,
    /// `A and/or B`.
    AndOr,
}

/// The items of a list and how they are joined.
#[derive(Debug, Clone)]
pub(super) struct List {
    /// How.
    pub(super) joint: Joint,
    /// The items without separators; never empty ranges.
    pub(super) items: Vec<Range<usize>>,
}

fn joint(token: &Token) -> Option<Joint> {
    if token.inner {
        return None;
    }
    match token.low.as_str() {
        "and" | "plus" | "&" => Some(Joint::And),
        "or" | "nor" => Some(Joint::Or),
        "and/or" => Some(Joint::AndOr),
        _ => None,
    }
}

/// Splits `range` at the commas and conjunctions outside parentheses. Of two kinds of conjunction,
/// the one behind a comma is the outer one: `A or B, and C` has two items.
pub(super) fn split(text: &Text, range: Range<usize>) -> List {
    let tokens = &text.tokens;
    let later = |i: usize| {
        release::later_at(text, i).is_some()
            || i > 0 && release::later_at(text, i - 1).is_some_and(|l| l.end > i)
    };
    let outer = |i: usize| !tokens[i].aside && !later(i);
    let joints: Vec<usize> =
        range.clone().filter(|&i| outer(i) && joint(&tokens[i]).is_some()).collect();
    let kind = |i: usize| joint(&tokens[i]).unwrap_or(Joint::And);
    let mixed = joints.windows(2).any(|w| kind(w[0]) != kind(w[1]));
    let behind_comma =
        joints.iter().copied().find(|&i| i > range.start && tokens[i - 1].low == ",");
    let top = match behind_comma.filter(|_| mixed) {
        Some(i) => kind(i),
        None if mixed => Joint::And,
        None => joints.last().map_or(Joint::And, |&i| kind(i)),
    };
    // Behind a last item that a comma sets apart, a conjunction belongs to that item:
    // `A, B, or C for D or E` has three.
    let commas = range.clone().filter(|&i| outer(i) && tokens[i].low == ",").count();
    let last = behind_comma.filter(|_| !mixed && commas > 0).unwrap_or(range.end);
    let is_break = |i: usize| {
        outer(i)
            && match joint(&tokens[i]) {
                Some(kind) => kind == top && i <= last,
                None => {
                    tokens[i].low == "," && !(mixed && joint_follows(tokens, i, range.end, top))
                }
            }
    };
    let mut items = Vec::new();
    let mut start = range.start;
    for i in range.clone() {
        if is_break(i) {
            items.push(start..i);
            start = i + 1;
        }
    }
    items.push(start..range.end);
    let items =
        items.into_iter().map(|item| trim(text, item)).filter(|item| !item.is_empty()).collect();
    List { joint: top, items }
}

/// Whether the comma at `i` belongs to an inner list of a mixed one.
fn joint_follows(tokens: &[Token], i: usize, end: usize, top: Joint) -> bool {
    tokens[i + 1..end].iter().find_map(joint).is_some_and(|kind| kind != top)
}

/// Without marks and `both`, `either` at the edges.
pub(super) fn trim(text: &Text, range: Range<usize>) -> Range<usize> {
    let mut range = range;
    let edge =
        |t: &Token| t.is(&[",", ";", ":", "and", "or", "and/or", "both", "either", "–", "also"]);
    while range.start < range.end && edge(&text.tokens[range.start]) {
        range.start += 1;
    }
    while range.start < range.end && edge(&text.tokens[range.end - 1]) {
        range.end -= 1;
    }
    range
}

/// Without the determiner in front.
pub(super) fn bare(text: &Text, range: Range<usize>) -> Range<usize> {
    let mut range = trim(text, range);
    while range.len() > 1
        && text.tokens[range.start].has(ARTICLES)
        && !text.tokens[range.start].is(&["same", "no"])
        && text.low(range.start + 1) != "to"
    {
        range.start += 1;
    }
    range
}

/// Where the coordinated noun phrases that begin at `at` end: before the first preposition,
/// relative or verb. `of` goes on, and so does a preposition between two names (`Mail over Net`).
pub(super) fn objects_end(text: &Text, at: usize, end: usize) -> usize {
    let tokens = &text.tokens;
    let mut i = at;
    while i < end {
        let token = &tokens[i];
        if token.aside
            || token.inner
            || token.is(&[
                "of",
                ",",
                "(",
                ")",
                "both",
                "either",
                "any",
                "available",
                "minimum",
                "maximum",
                "per",
            ])
            || joint(token).is_some()
        {
            i += 1;
            continue;
        }
        let between_names = i > at
            && token.is(&["over", "for", "on", "with", "in", "at"])
            && tokens[i - 1].capital
            && (i > at + 1 || at > 0)
            && tokens.get(i + 1).is_some_and(|t| t.capital);
        let verb = i > at && token.base.is_some() && tokens[i - 1].is(&["to"]);
        if (token.has(STOPS) || verb || token.is(&[";", ":", "–"])) && !between_names {
            break;
        }
        i += 1;
    }
    // A list doesn't end in a separator.
    while i > at && (tokens[i - 1].is(&[",", "of"]) || joint(&tokens[i - 1]).is_some()) {
        i -= 1;
    }
    i
}

/// `Server 2016 Standard or Datacenter`: editions of one release, which is one value.
pub(super) fn are_editions(text: &Text, items: &[Range<usize>]) -> bool {
    let edition = |r: &Range<usize>| {
        let outside = || r.clone().map(|i| &text.tokens[i]).filter(|t| !t.aside && !t.is_mark());
        outside().count() == 1 && outside().all(|t| t.capital && !t.has_digit() && t.low.len() > 4)
    };
    let Some((first, others)) = items.split_first() else { return false };
    let behind = first.clone().rev().map(|i| &text.tokens[i]).find(|t| !t.aside && !t.is_mark());
    !others.is_empty()
        && release::is_release(text, first.clone())
        && behind.is_some_and(|t| t.capital && !t.has_digit() && t.low.len() > 4)
        && others.iter().all(edition)
}

/// The values of a list, as written, without articles, parentheses and what they share behind them.
pub(super) fn values(text: &Text, items: &[Range<usize>]) -> Vec<String> {
    if let (true, Some(first), Some(last)) =
        (are_editions(text, items), items.first(), items.last())
    {
        return vec![text.outside(bare(text, first.start..last.end))];
    }
    let articles = items.iter().skip(1).any(|r| text.tokens[r.start].is(&["a", "an", "the"]));
    let mut bare: Vec<Range<usize>> = items.iter().map(|r| bare(text, r.clone())).collect();
    for item in &mut bare {
        *item = without_restriction(text, item.clone());
    }
    let class = if !articles { drop_class(text, &mut bare) } else { false };
    let mut values: Vec<String> = bare.iter().map(|r| text.named(r.clone())).collect();
    let shares = items.iter().skip(1).all(|r| !text.tokens[r.start].has(ARTICLES));
    share_front(&mut values, class);
    if articles || !class {
        share_back(&mut values);
    }
    if shares {
        share_modifier(&mut values);
    }
    values.retain(|v| !v.is_empty());
    values
}

/// `a domain user or group`: the modifier of the first belongs to the second too.
fn share_modifier(values: &mut [String]) {
    let small = |v: &str| v.chars().all(|c| c.is_lowercase());
    let [first, second] = values else { return };
    let Some((front, noun)) = first.rsplit_once(' ') else { return };
    if front.split(' ').all(small) && small(noun) && small(second) && !second.is_empty() {
        *second = format!("{front} {second}");
    }
}

/// Without a parenthesis at the end, unless it is an acronym of what stands before it.
fn without_restriction(text: &Text, range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    if text.low(end - 1) != ")" {
        return range;
    }
    let acronym = end >= range.start + 4 && text.low(end - 3) == "(" && text.tokens[end - 4].inner;
    if acronym {
        return range;
    }
    while end > range.start + 1 && text.low(end - 1) != "(" {
        end -= 1;
    }
    range.start..(end - 1).max(range.start + 1)
}

/// `Red or Blue devices`: the class noun is no part of the last value. Says whether there was one.
fn drop_class(text: &Text, items: &mut [Range<usize>]) -> bool {
    let Some((last, others)) = items.split_last_mut() else { return false };
    if others.is_empty() || last.len() < 2 {
        return false;
    }
    let ends_named = |r: &Range<usize>| {
        r.clone()
            .rev()
            .map(|i| &text.tokens[i])
            .find(|t| !t.aside && !t.is_mark())
            .is_some_and(|t| t.capital || t.has_digit())
    };
    // `Contoso on the web`: small words belong to the name.
    if last.clone().any(|i| text.tokens[i].has(STOPS) && !text.tokens[i].aside) {
        return false;
    }
    let named = others.iter().filter(|r| ends_named(r)).count();
    if named * 2 < others.len() || named == 0 {
        return false;
    }
    let first_kept = last.start + 1;
    let mut end = last.end;
    while end > first_kept && !text.tokens[end - 1].aside && is_class_noun(&text.tokens[end - 1]) {
        end -= 1;
    }
    // An adjective belongs to the value: only the noun goes, or the nouns behind a name.
    let names = (last.start..end).all(|i| {
        text.tokens[i].capital
            || text.tokens[i].has_digit()
            || text.tokens[i].aside
            || text.tokens[i].is_mark()
    });
    if !names {
        end = last.end - 1;
        if !is_plural(&text.tokens[end]) {
            return false;
        }
    }
    // `Contoso hub or Contoso hub farm`: without its noun it would be the other.
    let alike =
        |r: &Range<usize>| text.slice(r.clone()).eq_ignore_ascii_case(text.slice(last.start..end));
    if others.iter().any(alike) {
        return false;
    }
    let dropped = end < last.end;
    last.end = end;
    dropped
}

fn is_class_noun(token: &Token) -> bool {
    !token.capital && !token.has_digit() && !token.is_mark()
}

fn is_plural(token: &Token) -> bool {
    is_class_noun(token) && token.low.ends_with('s')
}

/// `Contoso Server 2016 or 2019`: later values share the name in front of the first.
fn share_front(values: &mut [String], class: bool) {
    let Some((first, others)) = values.split_first_mut() else { return };
    let words: Vec<&str> = first.split(' ').collect();
    let numbered = |v: &str| v.starts_with(|c: char| c.is_ascii_digit());
    // `Contoso Premium P1 or P2`
    let code = |v: &str| {
        let mut letters = v.chars();
        letters.next().is_some_and(|c| c.is_ascii_uppercase())
            && !letters.as_str().is_empty()
            && letters.all(|c| c.is_ascii_digit())
    };
    let last = words.last().copied().unwrap_or_default();
    if words.len() > 1 && code(last) && others.iter().all(|v| code(v)) {
        let front = words[..words.len() - 1].join(" ");
        for value in others {
            *value = format!("{front} {value}");
        }
        return;
    }
    let Some(at) = words.iter().position(|w| numbered(w)) else {
        if class && words.len() >= 3 && others.iter().all(|v| !v.contains(' ')) {
            let front = words[..words.len() - 1].join(" ");
            for value in others {
                *value = format!("{front} {value}");
            }
        }
        return;
    };
    if at == 0 {
        return;
    }
    let front = words[..at].join(" ");
    for value in others
        .iter_mut()
        .filter(|v| numbered(v) && !v.contains("-bit") && v.split(' ').count() <= 2)
    {
        *value = format!("{front} {value}");
    }
}

/// `a 64-bit or a 32-bit kernel`: earlier values share the noun behind the last.
fn share_back(values: &mut [String]) {
    let Some((last, others)) = values.split_last_mut() else { return };
    let Some((_, back)) = last.split_once(' ') else { return };
    let common = back.split(' ').next_back().is_some_and(|w| w.chars().all(|c| c.is_lowercase()));
    for value in others.iter_mut().filter(|v| common && !v.contains(' ') && is_modifier(v)) {
        *value = format!("{value} {back}");
    }
}

/// Whether the word asks for a noun behind it: `physical`, `64-bit`, `centralized`.
pub(super) fn is_modifier(word: &str) -> bool {
    let adjective = ["-bit", "al", "ed", "ic", "ive"].iter().any(|end| word.ends_with(end));
    adjective && word.chars().all(|c| c.is_lowercase() || c == '-' || c.is_ascii_digit())
        || ["private", "remote", "enterprise", "full", "wildcard"].contains(&word)
}

/// `DVD-ROM drive, local or removable`: what stands behind the comma describes the name.
fn mixed_names(text: &Text, items: &[Range<usize>]) -> bool {
    let proper = |r: &Range<usize>| release::is_proper(text, r.clone());
    let small = |r: &Range<usize>| {
        !proper(r)
            && text.tokens[r.start..r.end].iter().all(|t| {
                t.low.ends_with("al") || t.low.ends_with("ible") || t.low.ends_with("able")
            })
    };
    items.len() > 2 && proper(&items[0]) && small(&items[1])
}

/// Whether every item is a noun phrase of a few words.
pub(super) fn are_short(text: &Text, items: &[Range<usize>]) -> bool {
    items.iter().all(|item| {
        let outside = || item.clone().map(|i| &text.tokens[i]).filter(|t| !t.aside && !t.is_mark());
        let verbs = outside().any(|t| t.has(STATES) || t.is(&["is", "are", "that", "to"]));
        outside().count() <= 6 && !verbs
    })
}

/// Whether every item is short and names something: a value rather than a state.
pub(super) fn are_values(text: &Text, items: &[Range<usize>]) -> bool {
    let every = items
        .first()
        .is_some_and(|r| r.clone().take(1).any(|i| text.tokens[i].is(&["every", "each", "any"])));
    let other = items.iter().any(|r| text.low(r.start) == "other");
    !every
        && !other
        && items.iter().all(|item| {
            let outside = || {
                item.clone()
                    .map(|i| &text.tokens[i])
                    .filter(|t| !t.aside && !t.inner && !t.is_mark())
            };
            let words = outside().count();
            let tokens = &text.tokens;
            let owned = item.clone().any(|i| {
                tokens[i].is(&["of", "for"]) && tokens.get(i + 1).is_some_and(|t| t.has(ARTICLES))
            });
            let joins = owned
                || outside().any(|t| {
                    t.has(STOPS) && !t.is(&["over", "for", "on", "with", "in", "at", "of"])
                        || t.is(&["if", "to"])
                });
            let state = outside().any(|t| t.has(STATES));
            words <= 7 && !joins && !state
        })
        && !mixed_names(text, items)
        && (items.iter().any(|i| release::is_proper(text, i.clone()))
            || items.iter().all(|i| i.len() <= 3))
}
