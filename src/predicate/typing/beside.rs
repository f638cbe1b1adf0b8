//! What a complement says besides its objects: what is ruled out, what else is in place.

use std::ops::Range;

use super::clause::{Clause, Head};
use super::cues::{ADVERBS, ARTICLES, LATER, LESS_ALSO, MORE_ALSO, STATES, STOPS};
use super::list;
use super::objects::adjectives;
use super::phrase;
use super::token::Text;
use super::valued::{Found, leaf};

use crate::predicate::{Check, Kind};

/// `on A, on B, or in C`: the phrases behind the first.
pub(super) fn forbidden_phrases(text: &Text, at: usize, end: usize) -> Vec<Range<usize>> {
    let preposition = |i: usize| {
        text.tokens.get(i).is_some_and(|t| t.is(&["on", "in", "at", "for", "with", "to", "from"]))
    };
    if !preposition(at) {
        return Vec::new();
    }
    let starts: Vec<usize> = (at + 1..end)
        .filter(|&i| !text.tokens[i].aside && (text.low(i) == "," || text.low(i) == "or"))
        .map(|i| i + 1 + usize::from(text.low(i) == "," && text.low(i + 1) == "or"))
        .filter(|&i| i < end && preposition(i) && text.low(i - 1) != "not")
        .collect();
    let mut starts = starts;
    starts.dedup();
    let or = starts.last().is_some_and(|&i| text.low(i - 1) == "or");
    if starts.len() < 2 || !or {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|&i| i - 1).chain([end]);
    starts.iter().zip(ends).map(|(&start, end)| list::trim(text, start..end)).collect()
}

/// `Don't install X on A or B`: each place is forbidden; those behind the first.
pub(super) fn forbidden_alternatives(clause: &Clause, range: &Range<usize>) -> Vec<Range<usize>> {
    let text = &clause.text;
    let behind = list::objects_end(text, range.start, range.end);
    let phrases = forbidden_phrases(text, behind, range.end);
    if !phrases.is_empty() {
        return phrases;
    }
    let amount = |i: usize| {
        let next = text.tokens.get(i + 1);
        next.is_none_or(|t| t.has(MORE_ALSO) || t.has(LESS_ALSO) || t.has(LATER))
    };
    let Some(or) = (behind..range.end)
        .find(|&i| text.tokens[i].is(&["or", "nor"]) && !text.tokens[i].aside && !amount(i))
    else {
        return Vec::new();
    };
    let preposition = (behind..or).rev().find(|&i| text.tokens[i].has(STOPS));
    let start = preposition.map_or(behind, |i| i + 1);
    // `on a Contoso or Fabrikam server` is one place.
    let one = (start.saturating_sub(1)..or).any(|i| text.tokens[i].is(&["a", "an", "single"]));
    if one && !text.tokens[or + 1].has(ARTICLES) && !text.tokens[or + 1].has(STOPS) {
        return Vec::new();
    }
    let end =
        list::objects_end(text, or + 1 + usize::from(text.tokens[or + 1].has(STOPS)), range.end);
    let items = list::split(text, start..end).items;
    items.into_iter().skip(1).collect()
}

/// `basic disks, not dynamic disks`: what is not to be, from its comma or conjunction on.
pub(super) fn contrasted(clause: &Clause, range: &Range<usize>) -> Option<Range<usize>> {
    let text = &clause.text;
    let joined = |i: usize| text.tokens[i].is(&[",", "and", "but"]) && !text.tokens[i].aside;
    let at = (range.start + 1..range.end)
        .find(|&i| joined(i) && text.low(i + 1) == "not" && i + 2 < range.end)?;
    let next = &text.tokens[at + 2];
    // `and not on a laptop`
    let placed =
        next.is(&["on", "in"]) && text.tokens.get(at + 3).is_some_and(|t| t.is(&["a", "an"]));
    let noun =
        placed || !next.has(STOPS) && !next.has(ADVERBS) && next.base.is_none_or(|_| next.capital);
    let end = list::objects_end(text, at + 2 + usize::from(placed), range.end);
    (!clause.negated && noun && end > at + 2).then_some(at..end)
}

/// `be a member of X in both A and B`: one state for each; those behind the first.
pub(super) fn in_both(clause: &Clause, range: &Range<usize>, object: &Range<usize>) -> Vec<Check> {
    let text = &clause.text;
    let both = range.clone().find(|&i| {
        text.low(i) == "both"
            && i > range.start
            && text.tokens[i - 1].is(&["in", "on", "for", "to", "of"])
    });
    let Some(both) = both else { return Vec::new() };
    let end = list::objects_end(text, both + 1, range.end);
    let items = list::split(text, both + 1..end).items;
    let (subject, _) = phrase::state(clause, object.clone());
    let kind = if super::leftover::removes(clause) { Kind::Absent(None) } else { Kind::Holds };
    let make = |item| leaf(kind.clone(), subject.clone(), phrase::noun(text, item));
    items.into_iter().skip(1).map(make).collect()
}

/// `permission to read and create X`: one right for each act; those behind the first.
pub(super) fn rights_to(clause: &Clause, object: &Range<usize>, end: usize) -> Vec<Check> {
    let text = &clause.text;
    let right = object.end > object.start && text.tokens[object.end - 1].has(STATES);
    let acts = right
        && matches!(clause.head, Head::Have | Head::Require)
        && text.low(object.end) == "to"
        && text.base(object.end + 1).is_some()
        && text.low(object.end + 2) == "and"
        && text.base(object.end + 3).is_some();
    let second = object.end + 3..end;
    let holds = |range| leaf(Kind::Holds, phrase::subject(clause), text.outside(range));
    acts.then(|| holds(second)).into_iter().collect()
}

/// `drivers signed by X and supplied by Y`: the second state of the object.
pub(super) fn second_participle(
    clause: &Clause,
    object: &Range<usize>,
    end: usize,
) -> Option<Check> {
    let text = &clause.text;
    let complement = |i: usize| {
        text.tokens.get(i).is_some_and(|t| t.is(&["by", "with", "in", "on", "for", "from", "to"]))
    };
    let done = |i: usize| text.low(i).ends_with("ed") && complement(i + 1);
    let first = object.end.checked_sub(1)?;
    let has = matches!(clause.head, Head::Have | Head::Require);
    let second = (object.end..end).find(|&i| text.low(i) == "and" && done(i + 1))? + 1;
    let clear = !(first..second).any(|i| text.tokens[i].is(&["that", "which", "who", ","]));
    let told = has && clear && (done(first) || done(first + 1));
    told.then(|| {
        let owner = phrase::noun(text, object.start..object.end);
        leaf(Kind::Holds, Some(owner), text.outside(second..end))
    })
}

/// `be in pass-through mode with all caches disabled`: the second state.
pub(super) fn with_state(clause: &Clause, range: &Range<usize>) -> Option<Check> {
    let text = &clause.text;
    let last = range.end.checked_sub(1).filter(|&i| i > range.start)?;
    let removed = ["disabled", "removed", "stopped", "uninstalled"].contains(&text.low(last));
    let placed = ["installed", "enabled", "configured"].contains(&text.low(last));
    let with = (range.start + 1..last).rev().find(|&i| text.low(i) == "with")?;
    let what = with + 1..last;
    // `a farm with X installed` defines the farm, `configured with X enabled` the configuration.
    let defines = list::objects_end(text, range.start, range.end) == with
        || text.low(with - 1) == "configured";
    let plain = !what.is_empty()
        && !defines
        && !what.clone().any(|i| {
            text.tokens[i].is_mark() || text.tokens[i].is(&["that", "which", "no", "or", "and"])
        });
    let owner = Some(phrase::noun(text, what.clone()));
    (plain && (removed || placed)).then(|| {
        let state = text.low(last).to_owned();
        let kind = if removed { Kind::Absent(None) } else { Kind::Holds };
        leaf(kind, owner, state)
    })
}

/// `updated to the latest A or B`: what stands behind the participle.
pub(super) fn latest_tail(clause: &Clause, range: &Range<usize>) -> Option<Range<usize>> {
    let text = &clause.text;
    let latest = range.clone().find(|&i| text.tokens[i].is(&["latest", "newest"]))?;
    let done = clause.head == Head::Be && text.base(range.start).is_some();
    (done && latest > range.start).then_some(latest..range.end)
}

/// `a valid and unique name of 15 characters`: the adjectives.
pub(super) fn described(clause: &Clause, range: &Range<usize>) -> Vec<Check> {
    let named = adjectives(&clause.text, range.start, range.end).into_iter();
    named.map(|at| leaf(Kind::Holds, phrase::subject(clause), clause.text.outside(at))).collect()
}

/// `with no gateway and no name servers`: what is to be absent.
pub(super) fn without(clause: &Clause, range: &Range<usize>) -> Vec<Check> {
    let text = &clause.text;
    if let Some(lacking) = lacking(clause, range) {
        return vec![lacking];
    }
    let Some(at) = range.clone().find(|&i| text.has(i, &["with", "no"]) && i > range.start) else {
        return Vec::new();
    };
    let end = list::objects_end(text, at + 1, range.end);
    let items = list::split(text, at + 1..end).items;
    let owner = phrase::noun(text, range.start..list::objects_end(text, range.start, at));
    let compares = |i: usize| text.has(i, &["than"]) || text.has(i + 1, &["than"]);
    let none = |item: &Range<usize>| {
        text.low(item.start) == "no" && item.len() > 1 && !compares(item.start + 1)
    };
    let make = |item: Range<usize>| {
        leaf(Kind::Absent(None), Some(owner.clone()), text.outside(item.start + 1..item.end))
    };
    items.into_iter().filter(none).map(make).collect()
}

/// `a local account without admin rights`: what the thing is not to have.
fn lacking(clause: &Clause, range: &Range<usize>) -> Option<Check> {
    let text = &clause.text;
    let end = list::objects_end(text, range.start, range.end);
    let thing = match clause.head {
        Head::Fragment | Head::Have | Head::Require => true,
        Head::Be => text.tokens.get(range.start).is_some_and(|t| t.is(&["a", "an"])),
        Head::Verb | Head::Status => false,
    };
    let what = end + 1..list::objects_end(text, end + 1, range.end);
    let noun = thing
        && end > range.start
        && text.low(end) == "without"
        && !what.is_empty()
        && !text.low(what.start).ends_with("ing");
    let owner = phrase::noun(text, range.start..end);
    noun.then(|| leaf(Kind::Absent(None), Some(owner), phrase::noun(text, what)))
}

/// `must be a domain account that has read access`: the second state.
pub(super) fn had_by_complement(clause: &Clause, range: &Range<usize>) -> Option<Check> {
    let text = &clause.text;
    let article = text.tokens.get(range.start).is_some_and(|t| t.is(&["a", "an"]));
    let end = list::objects_end(text, range.start, range.end);
    let has =
        text.low(end) == "that" && text.tokens.get(end + 1).is_some_and(|t| t.is(&["has", "have"]));
    let been = text.tokens.get(end + 2).is_some_and(|t| t.is(&["been", "not", "to"]));
    let uses = clause.head == Head::Be || clause.verb == "use";
    (uses && article && has && !been && end + 2 < range.end).then(|| {
        leaf(
            Kind::Holds,
            phrase::subject(clause),
            phrase::noun(text, end + 2..list::objects_end(text, end + 2, range.end)),
        )
    })
}

/// `a cluster that doesn't use the X`: X is to be absent.
pub(super) fn denied_in_relative(clause: &Clause, range: &Range<usize>) -> Option<Check> {
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

/// `at least 2 GHz and compatible with X`: what stands behind the bound and is demanded besides.
pub(super) fn second_complement(
    clause: &Clause,
    range: &Range<usize>,
    found: &[Found],
) -> Vec<Check> {
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

/// `a name of 15 characters that is unique in the forest`: what the bounded thing is besides.
pub(super) fn qualified(clause: &Clause, range: &Range<usize>) -> Option<Check> {
    let text = &clause.text;
    let quality = |i: usize| text.tokens.get(i).is_some_and(|t| t.is(QUALITIES));
    // `a unique name of up to 15 characters`
    let front =
        range.start + usize::from(text.tokens.get(range.start).is_some_and(|t| t.has(ARTICLES)));
    if text.low(front) == "unique" && clause.head == Head::Verb && !clause.negated {
        return Some(leaf(Kind::Holds, phrase::subject(clause), text.outside(front..front + 1)));
    }
    let at = range.clone().find(|&i| {
        text.low(i) == "that" && text.tokens.get(i + 1).is_some_and(|t| t.is(&["is", "are"]))
    })? + 2;
    (!clause.negated && quality(at) && at < range.end)
        .then(|| leaf(Kind::Holds, phrase::subject(clause), text.outside(at..range.end)))
}

/// Adjectives for a name or a number.
const QUALITIES: &[&str] = &["unique", "valid", "static", "routable", "unused"];
