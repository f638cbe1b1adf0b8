//! The objects of a clause: each coordinated one is demanded by itself.

use std::ops::Range;

use super::clause::{Clause, Head};
use super::cues::{ARTICLES, DISTRIBUTES, SHARED, STOPS};
use super::list;
use super::list::Joint;
use super::token::Text;

/// The coordinated objects in `range`: each is demanded (or denied) by itself.
pub(super) fn objects(clause: &Clause, range: Range<usize>) -> Vec<Range<usize>> {
    let text = &clause.text;
    let apart = given(clause, &range)
        .or_else(|| ports(clause, &range))
        .or_else(|| allowed(clause, &range))
        .or_else(|| rights_are(clause, &range));
    if let Some(apart) = apart {
        return apart;
    }
    let start = skip_verbs(clause, range.clone());
    if start >= range.end {
        return vec![range];
    }
    let end = list::objects_end(text, start, range.end);
    if let Some(rights) = rights(clause, start, range.end, end) {
        return rights;
    }
    if end == start && clause.head == Head::Be && two_states(text, start, range.end) {
        return vec![start..start + 1, start + 2..range.end];
    }
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

/// `be granted A and B`: what is given, when it is more than one thing.
fn given(clause: &Clause, range: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let text = &clause.text;
    let start = range.start + 1;
    let gives = clause.head == Head::Be
        && !clause.negated
        && ["granted", "given", "assigned"].contains(&text.low(range.start))
        && start < range.end
        && !text.tokens[start].has(STOPS);
    if !gives {
        return None;
    }
    let end = list::objects_end(text, start, range.end);
    let objects = rights(clause, start, range.end, end)
        .unwrap_or_else(|| list::split(text, start..end).items);
    let and = (start..range.end).any(|i| text.low(i) == "and" && i < end.max(start + REACH));
    let or = (start..end).any(|i| text.low(i) == "or");
    (objects.len() > 1 && and && !or).then_some(objects)
}

/// `firewall rules to allow A, B, and C`: each of them.
fn allowed(clause: &Clause, range: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let text = &clause.text;
    let rules = ["rule", "rules", "exception", "exceptions"];
    let at = range.clone().find(|&i| text.has(i, &["to", "allow"]))?;
    let named = at > range.start && text.tokens[at - 1].is(&rules) && !clause.negated;
    let end = list::objects_end(text, at + 2, range.end);
    let items = list::split(text, at + 2..end).items;
    let and = (at..end).any(|i| text.low(i) == "and");
    let capital = items.iter().all(|r| text.tokens[r.start].capital);
    (named && and && capital && items.len() > 1).then_some(items)
}

/// `The rights are Log on as a service and Back up files`: each of them.
fn rights_are(clause: &Clause, range: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let text = &clause.text;
    let rights = clause.subject.clone().any(|i| {
        text.tokens[i].has(SHARED) || text.tokens[i].is(&["assignments", "permission", "right"])
    });
    let items = list::split(text, range.clone()).items;
    let named = |r: &Range<usize>| text.tokens[r.start].capital && r.len() <= LONGEST_NAME;
    let and = range.clone().any(|i| text.low(i) == "and");
    let told = clause.head == Head::Be && !clause.negated && rights && and;
    (told && items.len() > 1 && items.iter().all(named)).then_some(items)
}

/// `listen on ports 80, 443, and 8080`: each of them.
fn ports(clause: &Clause, range: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let text = &clause.text;
    let number = |i: usize| i < range.end && super::number::digits(text.low(i)).is_some();
    let at = range.clone().find(|&i| text.low(i) == "ports" && number(i + 1))? + 1;
    let end = (at..range.end)
        .find(|&i| !number(i) && !text.tokens[i].is(&[",", "and", "or", "&"]))
        .unwrap_or(range.end);
    let list = list::split(text, at..end);
    let each = match list.joint {
        Joint::And => true,
        Joint::Or | Joint::AndOr => clause.negated,
    };
    let mut found = list.items;
    let joined = (at..end).any(|i| text.tokens[i].is(&["and", "or", "&"]));
    if !each || !joined || found.len() < 2 || found.iter().any(|r| r.len() > 1) {
        return None;
    }
    found[0].start = range.start;
    Some(found)
}

/// How far behind the first small word of a list the noun that its names share may stand.
const REACH: usize = 40;

/// `the Log on as a service and Back up files rights`: names with small words in them, as the
/// plural noun behind them tells.
fn rights(clause: &Clause, start: usize, end: usize, stop: usize) -> Option<Vec<Range<usize>>> {
    let text = &clause.text;
    let class = (stop..end.min(stop + REACH)).find(|&i| text.tokens[i].has(SHARED))?;
    let tokens = &text.tokens;
    let own = !tokens[class].aside
        && !(stop..class)
            .any(|i| tokens[i].is(&["that", "which", "to", "with", "from"]) && !tokens[i].inner);
    let and = (start..class).any(|i| text.low(i) == "and");
    let gives = matches!(clause.head, Head::Have | Head::Require | Head::Verb)
        || clause.head == Head::Be && start > clause.rest.start;
    if !own || !and || !gives {
        return None;
    }
    let items = list::split(text, start..class + 1).items;
    let named = |r: &Range<usize>| {
        (r.clone().any(|i| tokens[i].capital) || r.len() > 2) && r.len() <= LONGEST_NAME
    };
    (items.len() > 1 && items.iter().all(named)).then_some(items)
}

/// Names of rights have fewer words than this.
const LONGEST_NAME: usize = 9;

/// `a valid, available, and unique name`: the adjectives in front of one noun, when there are
/// several; each is asked for.
pub(super) fn adjectives(text: &Text, at: usize, end: usize) -> Vec<Range<usize>> {
    let start = at + usize::from(text.tokens.get(at).is_some_and(|t| t.is(&["a", "an", "the"])));
    let word = |i: usize| {
        text.tokens.get(i).is_some_and(|t| {
            let small = (t.has(STOPS) || t.has(ARTICLES)) && t.low != "available";
            i < end && !t.is_mark() && !t.capital && !t.has_digit() && !small
        })
    };
    let mut found = Vec::new();
    let mut i = start;
    while word(i) {
        found.push(i..i + 1);
        let comma = usize::from(text.low(i + 1) == ",");
        let and = usize::from(text.low(i + 1 + comma) == "and");
        if comma + and == 0 {
            break;
        }
        i += 1 + comma + and;
        if and == 1 {
            if word(i) && word(i + 1) {
                found.push(i..i + 1);
                return found;
            }
            break;
        }
    }
    Vec::new()
}

/// `enable X on the A and the B`, `assigned to the A and B roles`: one state for each place.
/// Those behind the first.
pub(super) fn places(clause: &Clause, at: usize, end: usize) -> Vec<Range<usize>> {
    let text = &clause.text;
    let status = clause.head == Head::Status && text.low(at) == "for";
    if !status && !text.tokens.get(at).is_some_and(|t| t.is(&["on", "to", "onto", "in"]))
        || at + 1 >= end
        || clause.negated
    {
        return Vec::new();
    }
    if text.base(at + 1).is_some() && !text.tokens[at + 1].capital {
        return Vec::new();
    }
    let stop = list::objects_end(text, at + 1, end);
    let list = list::split(text, at + 1..stop);
    let article =
        |r: &Range<usize>| text.tokens[r.start].is(&["the", "your", "each", "every", "all", "its"]);
    let named = list
        .items
        .iter()
        .all(|r| article(r) || text.tokens[r.start].capital && text.low(at) != "in")
        || list.items.first().is_some_and(article)
            && text.low(at) != "in"
            && list.items.iter().skip(1).all(|r| r.len() > 1);
    let lists_places = list.joint == Joint::And && list.items.len() > 1 && named;
    if lists_places { list.items.into_iter().skip(1).collect() } else { Vec::new() }
}

/// Behind `install and configure`, `set up`.
pub(super) fn skip_verbs(clause: &Clause, range: Range<usize>) -> usize {
    let text = &clause.text;
    let mut at = range.start;
    while at < range.end {
        let token = &text.tokens[at];
        let verb = clause.head == Head::Verb
            && at > 0
            && text.tokens[at - 1].is(&["and", "or", ","])
            && token.base.is_some();
        let joint = clause.head == Head::Verb
            && token.is(&["and", "or", ","])
            && text.tokens.get(at + 1).is_some_and(|t| t.base.is_some());
        let particle = clause.head == Head::Verb
            && at == range.start
            && token.is(&["up", "off", "on", "out", "down", "in", "only", "both"])
            && at + 1 < range.end;
        let gerund = at == range.start
            && clause.head == Head::Status
            && token.low.ends_with("ing")
            && token.base.is_some();
        if !(verb || joint || particle || gerund) {
            break;
        }
        at += 1;
    }
    at
}

/// `installed and enabled on X`.
fn two_states(text: &Text, at: usize, end: usize) -> bool {
    let adjective = |i: usize| text.tokens[i].is(CONDITIONS);
    let state = |i: usize| (text.base(i).is_some() || adjective(i)) && !text.tokens[i].is(STEPS);
    at + 2 < end && state(at) && text.low(at + 1) == "and" && state(at + 2)
}

/// Adjectives for the state that a machine or service is in.
const CONDITIONS: &[&str] =
    &["online", "offline", "accessible", "available", "reachable", "active", "healthy", "idle"];

/// Acts that lead to a state and are none.
const STEPS: &[&str] = &["downloaded", "reviewed", "tested", "updated", "planned", "created"];

pub(super) fn coordinated(clause: &Clause, range: Range<usize>) -> Vec<Range<usize>> {
    let text = &clause.text;
    let list = list::split(text, range.clone());
    let demanded = match list.joint {
        Joint::And => true,
        Joint::Or | Joint::AndOr => clause.negated,
    };
    // `be installed and enabled` are two states; `be downloaded and installed` is one act.
    let step = |i: &Range<usize>| i.len() > 1 || text.tokens[i.start].is(STEPS);
    let participles = clause.head == Head::Be
        && list.items.iter().all(|i| text.base(i.start).is_some())
        && list.items.iter().any(step);
    let one_thing = list.items.first().is_some_and(|first| {
        let of = first.clone().find(|&i| text.low(i) == "of");
        let article = text.tokens[first.start].is(&["a", "an"]);
        of.is_some_and(|of| {
            article
                && !first.clone().take_while(|&i| i < of).any(|i| text.tokens[i].has(DISTRIBUTES))
        })
    });
    let counted = list
        .items
        .iter()
        .any(|i| i.len() == 1 && text.tokens[i.start].low.bytes().all(|b| b.is_ascii_digit()));
    // `An operational, on-premises domain`: an adjective set apart from its noun.
    let first = list.items.first().map(|r| list::bare(text, r.clone()));
    let adjective = first.is_some_and(|r| {
        r.len() == 1 && list::is_modifier(text.low(r.start)) && !text.tokens[r.start].has_digit()
    });
    let unjoined = list.items.len() > 1
        && (clause.head != Head::Fragment || adjective)
        && !range.clone().any(|i| text.tokens[i].is(&["and", "or", "and/or", "plus", "nor"]));
    let numbered = |i: &Range<usize>| i.len() == 1 && text.tokens[i.start].has_digit();
    let one_name = clause.head == Head::Fragment
        && list.items.len() == 2
        && !list.items.iter().all(numbered)
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
pub(super) fn resumed(clause: &Clause, at: usize, end: usize) -> Vec<Range<usize>> {
    let text = &clause.text;
    let tokens = &text.tokens;
    let preposition = text.low(at).to_owned();
    let mut found = Vec::new();
    let head_distributes = at > 0 && tokens[..at].iter().rev().take(3).any(|t| t.has(DISTRIBUTES));
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
        let parallel = next.low == preposition && next.has(STOPS)
            || clause.head == Head::Be && next.is(&["is", "are", "be"]);
        let repeated = next.low == text.low(clause.rest.start) && !next.has(ARTICLES);
        let own = !next.capital
            && !next.has(ARTICLES)
            && !next.has(STOPS)
            && (i + 2..(i + 4).min(end)).any(|j| tokens[j].is(&["to", "in", "on", "for", "with"]))
            && next.base.is_none_or(|_| tokens[i - 1].low == ",");
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
pub(super) fn listed_phrases(text: &Text, at: usize, end: usize) -> Vec<Range<usize>> {
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
pub(super) fn parallel(clause: &Clause, at: usize, end: usize) -> Option<Range<usize>> {
    let text = &clause.text;
    let first = text.low(at);
    let second = (at + 1..end).find(|&i| text.low(i) == first && text.low(i - 1) == "and")?;
    Some(second..end)
}
