//! Relations between things: the same value, no shared member, one before the other.

use std::ops::Range;

use super::clause::{Clause, Head, Order};
use super::cues::{ARTICLES, MACHINES, MENTAL, PLACING, SAME};
use super::list;
use super::list::Joint;
use super::token::Text;

/// Nouns behind `same` that name no property: `at the same time`.
const NO_PROPERTY: &[&str] = &[
    "time",
    "way",
    "manner",
    "steps",
    "step",
    "procedure",
    "procedures",
    "process",
    "as",
    "thing",
    "instructions",
    "order",
    "name",
    "functionality",
];

/// The properties that are to be equal, one range each; empty when equality isn't asked for.
pub(super) fn equalities(clause: &Clause, range: Range<usize>) -> Vec<Range<usize>> {
    let text = &clause.text;
    if clause.head == Head::Status {
        return Vec::new();
    }
    let relative =
        range.clone().find(|&i| text.tokens[i].is(&["that", "which", "who"])).unwrap_or(range.end);
    // `a folder that matches the version of X`
    let defines = |i: usize| {
        i == relative + 1
            && text.tokens[i].is(&["match", "matches"])
            && text.tokens.get(i + 1).is_some_and(|t| t.has(ARTICLES))
    };
    let spread = |i: usize| {
        !text.tokens[i].is(&["consistent", "uniform"])
            || text.tokens.get(i + 1).is_none_or(|t| t.is(&["across", "on", "between", "among"]))
    };
    let asks = |i: usize| {
        text.tokens[i].has(SAME)
            && !text.tokens[i].aside
            && spread(i)
            && (i < relative || text.low(i) == "same" || defines(i))
            && !text.ends(i, &["this"])
            && !text.ends(i, &["these"])
    };
    let Some(at) = range.clone().find(|&i| asks(i)) else {
        return Vec::new();
    };
    // `have a connection with each node in the same site`: which nodes.
    let own = text.tokens.get(clause.rest.start).is_some_and(|t| t.is(&["a", "an"]));
    if clause.head == Head::Have && own && at > clause.rest.start + 2 {
        return Vec::new();
    }
    // `designed to run on the same computer`: what the act is for.
    let purpose = (clause.at + 1..at).any(|i| text.low(i) == "to" && text.base(i + 1).is_some());
    let made = text.base(clause.at).is_some_and(|v| ["configure", "set"].contains(&v));
    if purpose && clause.head == Head::Be && !made {
        return Vec::new();
    }
    let subject = || list::trim(text, clause.subject.clone());
    match text.low(at) {
        "same" => {
            let noun = text.low(at + 1);
            if NO_PROPERTY.contains(&noun)
                && noun != "as"
                && !text.tokens.get(at + 2).is_some_and(|t| t.is(&["zone", "stamp"]))
                && !(noun == "name" && text.low(at + 2) == "as")
                || at + 1 > range.end
            {
                return Vec::new();
            }
            if at + 1 >= range.end
                || noun == "as"
                || matches!(noun, "on" | "for" | "across" | "in" | "," | "")
            {
                return per_subject(clause);
            }
            nouns(text, at + 1, range.end)
        }
        "match" if text.ends(at, &["exact"]) => per_subject(clause),
        "match" | "matches" | "matching" => {
            let from = if text.tokens.get(at + 1).is_some_and(|t| t.has(ARTICLES)) {
                at + 2
            } else {
                at + 1
            };
            if !subject().is_empty() && clause.head == Head::Verb && at <= clause.at {
                return per_subject(clause);
            }
            let end = list::objects_end(text, from, range.end);
            vec![if from < end { from..end } else { subject() }]
        }
        // `identical X` names the property; `must be identical` binds the subjects.
        _ => {
            let end = list::objects_end(text, at + 1, range.end);
            if end > at + 1 { nouns(text, at + 1, range.end) } else { per_subject(clause) }
        }
    }
}

/// Each coordinated subject is compared over its members.
fn per_subject(clause: &Clause) -> Vec<Range<usize>> {
    let subjects = subjects(clause);
    if subjects.is_empty() { vec![clause.subject.clone()] } else { subjects }
}

/// The coordinated nouns from `at` on: `number and types of drives` is two.
fn nouns(text: &Text, at: usize, end: usize) -> Vec<Range<usize>> {
    let end = list::objects_end(text, at, end);
    let list = list::split(text, at..end);
    match list.joint {
        Joint::And if !list.items.is_empty() => list.items,
        _ => vec![at..end],
    }
}

/// The coordinated subjects of a clause; one when there is no coordination.
pub(super) fn subjects(clause: &Clause) -> Vec<Range<usize>> {
    let text = &clause.text;
    let end = list::objects_end(text, clause.subject.start, clause.subject.end);
    let range = clause.subject.start..end;
    let first = text.tokens.get(range.start);
    if range.is_empty()
        || first.is_some_and(|t| t.is(&["number", "communication", "communications", "using"]))
    {
        return Vec::new();
    }
    // `Connector accounts for A, B, and C` are one for each.
    let stop = clause.subject.end;
    if text.low(end) == "for" && end > range.start && text.low(end - 1).ends_with("accounts") {
        let items = list::split(text, end + 1..list::objects_end(text, end + 1, stop)).items;
        let named = items.iter().all(|r| text.tokens[r.start].capital);
        if items.len() > 1 && named {
            return items;
        }
    }
    let list = list::split(text, range.clone());
    let joined = range.clone().any(|i| text.tokens[i].is(&["and", "or", "nor"]));
    if !joined {
        return vec![range];
    }
    let splits = match list.joint {
        Joint::And => true,
        Joint::Or | Joint::AndOr => clause.negated,
    };
    if splits { list.items } else { vec![range] }
}

/// Whether two sets are to share no member: on separate nodes, not on the cluster.
pub(super) fn is_disjoint(clause: &Clause, range: Range<usize>) -> bool {
    let text = &clause.text;
    let tokens = &text.tokens;
    if clause.negated && clause.verb == "share" && !clause.subject.is_empty() {
        return true;
    }
    if clause.negated {
        // `X must not be the same as Y`
        let start = clause.rest.start;
        let same = ["same", "identical"];
        let like = same.contains(&text.low(start))
            || text.low(start) == "the" && same.contains(&text.low(start + 1));
        return clause.head == Head::Be && like
            || forbidden_place(clause, range)
            || forbidden_sharing(clause);
    }
    if clause.head == Head::Verb && ["isolate", "separate"].contains(&clause.verb)
        || clause.head == Head::Be && text.base(clause.at) == Some("isolate")
    {
        return true;
    }
    let apart = |i: usize| {
        let mut before = i;
        while before > range.start && tokens[before - 1].is(&["a", "an"]) {
            before -= 1;
        }
        before > range.start
            && tokens[before - 1].is(&["on", "in", "to", "at", "by", "onto", "into"])
    };
    let separate = |i: usize| {
        tokens[i].is(&["separate", "different", "distinct"])
            && (apart(i) || text.low(i + 1) == "from")
    };
    // `Each admin should use a separate account`, `Use separate accounts for A and B`
    let each = tokens.get(clause.subject.start).is_some_and(|t| t.is(&["each", "every", "all"]))
        && !clause.subject.is_empty();
    let own = |i: usize| {
        tokens[i].is(&["separate", "different", "distinct"])
            && each
            && i > clause.at
            && text.ends(i, &["a"])
    };
    // `use separate accounts for A and B`, `requires the use of separate accounts`
    let mut object = clause.rest.start;
    for words in [&["the", "use", "of"][..], &["use", "of"], &["using"]] {
        object += if text.has(object, words) { words.len() } else { 0 };
    }
    let plural = (clause.verb == "use" || clause.head == Head::Require)
        && text.tokens.get(object).is_some_and(|t| t.is(&["separate", "different"]));
    if plural && text.low(object + 1).ends_with('s') {
        return true;
    }
    // `A and B require separate accounts`
    let joined = clause.subject.clone().any(|i| text.low(i) == "and");
    let has = matches!(clause.head, Head::Have | Head::Require);
    let first = range.clone().find(|&i| i > clause.at && !tokens[i].is(&["a", "an"]));
    let apart_each = joined
        && has
        && first.is_some_and(|i| tokens[i].is(&["separate", "different", "distinct"]));
    if apart_each {
        return true;
    }
    // `Each network must be on its own subnet`
    let own_place = |i: usize| {
        tokens[i].low == "own"
            && each
            && i > range.start + 1
            && tokens[i - 1].is(&["its", "their"])
            && tokens[i - 2].is(&["on", "in", "at", "by", "to"])
            && text.low(i + 1) != "dedicated"
    };
    // `a separate site collection for each project`
    let for_each = |i: usize| {
        tokens[i].is(&["different", "separate"])
            && (i + 2..range.end.min(i + 5)).any(|j| text.has(j, &["for", "each"]))
    };
    // `Install a second instance on another server`
    let elsewhere = |i: usize| {
        tokens[i].low == "another"
            && text.ends(i, &["on"])
            && tokens.get(i + 1).is_some_and(|t| t.has(MACHINES))
            && clause.head == Head::Verb
            && (clause.rest.start..i)
                .any(|j| tokens[j].is(&["additional", "second", "copy", "replica"]))
    };
    // `not on a laptop` is a state.
    let definite = |i: usize| tokens.get(i).is_some_and(|t| !t.is(&["a", "an"]));
    let not_shared =
        |i: usize| text.has(i, &["not", "on"]) && definite(i + 2) || text.has(i, &["not", "share"]);
    // `on a server that is remote from the site server`
    let remote = |i: usize| text.has(i, &["remote", "from"]);
    let any = |i| {
        separate(i)
            || own(i)
            || own_place(i)
            || for_each(i)
            || not_shared(i)
            || remote(i)
            || elsewhere(i)
    };
    range.clone().any(any)
}

/// `Servers from different clusters can't access the same disks`: what several would use in common.
fn forbidden_sharing(clause: &Clause) -> bool {
    let text = &clause.text;
    let same =
        text.has(clause.rest.start, &["the", "same"]) || text.low(clause.rest.start) == "same";
    let several =
        text.tokens.get(clause.subject.start).is_some_and(|t| !t.is(&["a", "an", "the", "each"]))
            || clause
                .subject
                .clone()
                .any(|i| text.tokens[i].is(&["and", "different", "multiple", "two"]))
            || clause.rest.clone().any(|i| text.low(i) == "and" || text.ends(i, &["for", "more"]));
    let uses = ["access", "use", "share", "host", "connect", "point", "run"].contains(&clause.verb);
    let placed = clause.head == Head::Be
        && (text.has(clause.rest.start, &["on", "the", "same"])
            || text.has(clause.rest.start, &["in", "the", "same"]))
        && clause.subject.clone().any(|i| text.low(i) == "and");
    let has = clause.head == Head::Have && same && !clause.subject.is_empty();
    clause.head == Head::Verb && same && several && uses || placed || has && several
}

/// A prohibition that places one thing on another that is definite: `on the X`, `on the same X`,
/// `on your X`. An indefinite place (`on a domain controller`) is a state instead.
fn forbidden_place(clause: &Clause, range: Range<usize>) -> bool {
    let text = &clause.text;
    let tokens = &text.tokens;
    // What a subject does (`users running on these hosts`) is not what is forbidden.
    let gerund = clause.head == Head::Fragment || clause.head == Head::Status;
    let start = if gerund { clause.core.start } else { clause.at };
    let whole = start..range.end.max(clause.subject.end);
    let made = |i: usize| text.base(i).is_some_and(|v| ["create", "configure"].contains(&v));
    let Some(verb) = whole.clone().find(|&i| tokens[i].has(PLACING)) else { return false };
    if made(verb) && !whole.clone().any(|i| text.has(i, &["on", "the", "same"])) {
        return false;
    }
    if text.low(clause.subject.start) == "no" && !clause.subject.is_empty() {
        return false;
    }
    let object = tokens.get(verb + 1).is_some_and(|t| !t.is(&["on", "in", "onto"]))
        || !clause.subject.is_empty();
    let relative = (verb + 1..whole.end).find(|&i| tokens[i].is(&["where", "that", "which"]));
    let stop = relative.unwrap_or(whole.end);
    object
        && (verb + 1..stop).any(|i| {
            tokens[i].is(&["on", "onto"])
                && !tokens[i - 1].is(&["based", "depends", "dependent", "relies", "top"])
                && (tokens
                    .get(i + 1)
                    .is_some_and(|t| t.is(&["the", "your", "those", "these", "its"]))
                    || named_machines(text, i + 1, whole.end))
        })
}

/// `Contoso servers`: the machines of a product are as definite as `the Contoso servers`.
fn named_machines(text: &Text, at: usize, end: usize) -> bool {
    let stop = list::objects_end(text, at, end);
    let named = text.tokens.get(at).is_some_and(|t| t.capital) && stop > at + 1;
    named
        && text.tokens[stop - 1].has(MACHINES)
        && text.low(stop - 1).ends_with('s')
        && !text.tokens[stop - 1].capital
}

/// Words whose clause of time orders nothing: `before you begin`.
const VACUOUS: &[&str] =
    &["start", "begin", "starting", "beginning", "begins", "starts", "do", "doing", "use", "using"];

/// The acts that are to come before or after others; empty when time doesn't order anything.
pub(super) fn ordered(clause: &Clause) -> Vec<Range<usize>> {
    let text = &clause.text;
    let acts = clause.head == Head::Verb || clause.head == Head::Be && is_done(clause);
    let thinks = super::cues::lists_of(clause.verb).has(MENTAL)
        && clause.verb != "continue"
        && !super::state::acts_also(clause);
    if !acts || thinks {
        return Vec::new();
    }
    let removes = super::cues::lists_of(clause.verb).has(super::cues::REMOVALS);
    let relative =
        clause.rest.clone().find(|&i| text.tokens[i].is(&["that", "which", "who", "by"]));
    let behind = clause.rest.clone().find(|&i| {
        let token = &text.tokens[i];
        !token.aside
            && (token.low != "after" || relative.is_none_or(|r| i < r))
            && !text.ends(i, &["versions"])
            && !text.ends(i, &["releases"])
            && (token.is(&["before", "after"]) && !closing(text, i, clause.rest.end)
                || text.has(i, &["prior", "to"])
                || removes && text.has(i, &["and", "then"]))
    });
    // `X can't be installed before Y`: only what comes first is told.
    if clause.negated && !behind.is_some_and(|i| text.low(i) != "after" && text.low(i) != "and") {
        return Vec::new();
    }
    let told = match (&clause.order, behind) {
        (_, Some(i)) => {
            let named = (i..clause.rest.end).any(|j| text.has(j, &["this", "procedure"]));
            i + 1 < clause.rest.end && !measured(text, i) && !named
        }
        (Some((order, range)), None) => {
            !vacuous(text, range.start, range.end)
                && (*order == Order::Before || orders_after(clause))
        }
        (None, None) => false,
    };
    let until = clause.verb == "wait";
    if !told && !until {
        return Vec::new();
    }
    let at = clause.rest.start;
    let end = list::objects_end(text, at, behind.unwrap_or(clause.rest.end).max(at));
    let list = list::split(text, at..end);
    match list.joint {
        Joint::And if !list.items.is_empty() && !until => list.items,
        _ => vec![at..end],
    }
}

/// `after restoration` at the end: a time, no act.
fn closing(text: &Text, at: usize, end: usize) -> bool {
    let act = text.low(at + 1).ends_with("ing");
    text.low(at) == "after" && (at + 2 >= end || text.low(at + 2) == ",") && !act
}

/// Behind `after`, only an act that makes a change take effect is ordered by it.
fn orders_after(clause: &Clause) -> bool {
    let effects = ["restart", "reboot", "recycle", "wait", "remove", "delete", "uninstall"];
    clause.head == Head::Verb && effects.contains(&clause.verb)
}

/// `be installed`, `be completed`: an act that is over.
fn is_done(clause: &Clause) -> bool {
    let low = clause.text.low(clause.at);
    super::cues::look_up(low).1.is_some()
        && (low.ends_with("ed") || low.ends_with("set") || low.ends_with("run"))
}

fn vacuous(text: &Text, at: usize, end: usize) -> bool {
    let skip = |i: usize| text.tokens.get(i).is_some_and(|t| t.is(&["you", "we", "to", "can"]));
    let mut i = at;
    while i < end && skip(i) {
        i += 1;
    }
    // `before you can perform this procedure`
    if (at..end).any(|i| text.tokens[i].is(&["procedure", "procedures", "task", "tasks"])) {
        return true;
    }
    let token = text.tokens.get(i).filter(|_| i < end);
    token.is_none_or(|t| t.is(VACUOUS)) && i + 2 >= end
}

/// `30 days before`: a distance in time, with an amount in front.
pub(super) fn measured(text: &Text, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|p| super::unit::find(text.low(p)).is_some())
}
