//! Amounts in a clause, and the bounds that the words around them make of them.

use std::ops::Range;

use super::amount::{Measured, Start};
use super::cues::{
    APPROXIMATE, ARTICLES, KNOWN, LEAST_BEHIND, LESS_ALSO, MORE_ALSO, MOST_BEHIND, STOPS,
};
use super::token::{Text, Token};
use super::unit;
use super::unit::Unit;
use super::wording::{BEFORE, BOUND_NOUNS, Cue};

/// A number and what it counts or measures.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// The number.
    pub(super) number: f64,
    /// The unit in canonical spelling, or the noun that is counted; empty when there is none.
    pub(super) unit: String,
    /// The unit of measurement, when it is one.
    pub(super) measure: Option<&'static Unit>,
    /// The tokens of the number and its unit.
    pub(super) span: Range<usize>,
    /// The noun phrase that is counted, or that follows the unit (`of memory`).
    pub(super) noun: Range<usize>,
    /// What the words around it make of it.
    pub(super) cue: Option<Cue>,
}

impl Amount {
    /// Whether it is an amount of hardware or share of time: a bare one is the least needed.
    pub(super) fn is_hardware(&self, text: &Text) -> bool {
        match self.measure {
            Some(unit) if unit.name == "%" => text.has(self.span.end, &["of", "the", "time"]),
            Some(unit) => unit.is_hardware(),
            None => unit::counts_hardware(&self.unit) || self.unit == "times",
        }
    }
}

/// All amounts in `range`. `turned` says that the clause forbids what it says.
pub(super) fn amounts(text: &Text, range: Range<usize>, turned: bool) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    let mut denials = 0;
    let mut i = range.start;
    while i < range.end {
        let token = &text.tokens[i];
        if token.is(&["not", "never", "without"]) {
            denials += 1;
        }
        let before = found.len();
        if !(token.aside && restates(text, i, &found)) {
            read(text, i, range.end, &mut found);
        }
        let Some(first) = found.get(before) else {
            i += 1;
            continue;
        };
        i = first.span.end.max(i + 1);
        let denied = (denials + usize::from(turned && denials == 0)) % 2 == 1;
        for amount in &mut found[before..] {
            amount.cue = amount.cue.map(|cue| turn(cue, denied));
        }
    }
    share_units(&mut found);
    found
}

/// `at least 2 and at most 64 relays`: the first number counts what the second does.
pub(super) fn share_units(found: &mut [Amount]) {
    for i in 1..found.len() {
        let (before, behind) = found.split_at_mut(i);
        let (Some(first), Some(second)) = (before.last_mut(), behind.first()) else { continue };
        let near = second.span.start.saturating_sub(first.span.end) <= 4;
        if near && first.unit.is_empty() && first.cue.is_some() && second.cue.is_some() {
            first.unit.clone_from(&second.unit);
            first.measure = second.measure;
            first.noun = second.noun.clone();
        }
    }
}

/// What a comparison comes to under a negation.
pub(super) fn turn(cue: Cue, denied: bool) -> Cue {
    match (cue, denied) {
        (Cue::More, true) | (Cue::Less, false) => Cue::AtMost,
        (Cue::Less, true) | (Cue::More, false) => Cue::AtLeast,
        (cue, _) => cue,
    }
}

/// `900 seconds (15 minutes)`: a parenthesis right behind an amount says it again.
pub(super) fn restates(text: &Text, at: usize, found: &[Amount]) -> bool {
    let open = (0..at).rev().take(4).find(|&i| text.low(i) == "(");
    let last = found.last();
    open.is_some_and(|open| last.is_some_and(|a| a.measure.is_some() && a.span.end == open))
}

/// Reads the amount, or the two of a range, that begins at `at`.
pub(super) fn read(text: &Text, at: usize, end: usize, found: &mut Vec<Amount>) {
    let Some(start) = Start::new(text, at, end) else { return };
    if start.is_name(text, at) {
        return;
    }
    let upper = start.upper(text, end);
    let after = upper.map_or(start.next, |(_, next)| next);
    let Some(measured) = Measured::new(text, &start, after, end) else { return };
    let make = |number, cue| Amount {
        number,
        unit: measured.unit.clone(),
        measure: measured.measure,
        span: at..measured.end,
        noun: measured.noun.clone(),
        cue,
    };
    if let Some((upper, _)) = upper {
        // `at least 50-100 GB` bounds one end only.
        let one = cue_before(text, at);
        if one != Some(Cue::AtMost) {
            found.push(make(start.number, Some(Cue::AtLeast)));
        }
        if one != Some(Cue::AtLeast) {
            found.push(make(upper, Some(Cue::AtMost)));
        }
        return;
    }
    let cue =
        start.sign.or_else(|| cue_behind(text, &measured, end)).or_else(|| cue_before(text, at));
    let measured_of =
        (measured.measure.is_some() || text.low(at).ends_with(":1")) && text.ends(at, &["of"]);
    if cue.is_none() && known_already(text, at) && !measured_of {
        return;
    }
    found.push(make(start.number, cue));
    if let Some(second) = measured.second {
        found.push(make(second, cue));
    }
}

/// Where the noun phrase that begins at `at` ends: at most five words.
pub(super) fn noun_phrase_end(text: &Text, at: usize, end: usize) -> usize {
    let mut i = at;
    while i < end && i < at + 6 {
        let token = &text.tokens[i];
        let stop = token.is_mark()
            || token.has(STOPS)
            || i > at && token.has(ARTICLES)
            || token.low.starts_with('+');
        if stop {
            break;
        }
        i += 1;
    }
    i
}

/// What stands behind an amount: `or more`, `minimum`, `, or faster`.
pub(super) fn cue_behind(text: &Text, measured: &Measured, end: usize) -> Option<Cue> {
    let also = |at: usize| {
        let joined = text.tokens.get(at).is_some_and(|t| t.is(&["or", "and"]));
        let next = text.tokens.get(at + 1).filter(|_| joined && at + 1 < end)?;
        // `one and up to two more` sets another bound.
        if text.has(at + 1, &["up", "to"]) {
            return None;
        }
        let more = next.has(MORE_ALSO).then_some(Cue::AtLeast);
        more.or_else(|| next.has(LESS_ALSO).then_some(Cue::AtMost))
    };
    let near = (measured.end.saturating_sub(1)..(measured.end + 10).min(end)).take_while(|&i| {
        let token = &text.tokens[i];
        i < measured.end
            || !(token.has_digit() && i > measured.end
                || token.is(&[";", "that", "which", "and"]) && also(i).is_none())
    });
    for i in near {
        let token = &text.tokens[i];
        if let Some(cue) = also(i) {
            return Some(cue);
        }
        if i >= measured.end && i <= measured.noun.end.max(measured.end + 1) {
            if token.has(LEAST_BEHIND)
                || text.has(i, &["at", "a", "minimum"])
                || text.has(i, &["at", "least"]) && i + 2 == end
            {
                return Some(Cue::AtLeast);
            }
            if token.has(MOST_BEHIND) || text.has(i, &["at", "most"]) {
                return Some(Cue::AtMost);
            }
        }
    }
    None
}

/// What stands in front of an amount: `at least`, `a maximum of`, `the minimum value is`.
pub(super) fn cue_before(text: &Text, at: usize) -> Option<Cue> {
    let mut end = at;
    for _ in 0..4 {
        if let Some((_, cue)) = BEFORE.iter().find(|(words, _)| text.ends(end, words)) {
            return Some(*cue);
        }
        if text.ends(end, &["total", "of"]) {
            end -= 2;
        } else if end > 0 && text.tokens[end - 1].has(APPROXIMATE) {
            end -= 1;
        } else {
            break;
        }
    }
    let raised = text.ends(end, &["to"])
        && (0..end).rev().take(14).any(|i| text.tokens[i].is(&["increase", "raise"]));
    if raised {
        return Some(Cue::Equals);
    }
    let copula = (end.saturating_sub(1)..end)
        .find(|&i| text.tokens[i].is(&["is", "are", "be", ":", "=", "to", "of", ","]))?;
    let words = (0..copula).rev().take(10);
    for i in words {
        let token = &text.tokens[i];
        if let Some((_, cue)) = BOUND_NOUNS.iter().find(|(noun, _)| token.low == *noun) {
            return Some(*cue);
        }
        if token.has_digit() || token.is(&[",", ";", "and", "that", "which"]) {
            break;
        }
    }
    let limits = (at.saturating_sub(14)..copula)
        .any(|i| text.tokens[i].is(&["limiting", "limit", "restrict", "restricting", "capped"]));
    if text.low(copula) == "to" && limits {
        return Some(Cue::AtMost);
    }
    let lowers = (at.saturating_sub(14)..copula)
        .any(|i| text.base(i).is_some_and(|verb| ["reduce", "lower", "decrease"].contains(&verb)));
    if text.low(copula) == "to" && lowers {
        return Some(Cue::AtMost);
    }
    let set = |t: &Token| t.is(&["set", "equal", "configured"]);
    (text.low(copula) == "to" && copula > 0 && set(&text.tokens[copula - 1])).then_some(Cue::Equals)
}

/// `the two shares`: a number of things that are known is no bound.
pub(super) fn known_already(text: &Text, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|p| text.tokens[p].has(KNOWN))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_all(text: &str) -> Vec<(Option<Cue>, f64, String)> {
        let text = Text::new(text);
        let found = amounts(&text, 0..text.tokens.len(), false);
        found.into_iter().map(|a| (a.cue, a.number, a.unit)).collect()
    }

    fn one(text: &str) -> (Option<Cue>, f64, String) {
        let found = read_all(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].clone()
    }

    #[test]
    fn cues_on_either_side() {
        let cases: &[(&str, Option<Cue>, f64, &str)] = &[
            ("up to 20 shards", Some(Cue::AtMost), 20.0, "shards"),
            ("at least 8 GB of memory", Some(Cue::AtLeast), 8.0, "GB"),
            ("8 GB or more of memory", Some(Cue::AtLeast), 8.0, "GB"),
            ("no more than thirty-two queues", Some(Cue::AtMost), 32.0, "queues"),
            ("must not exceed 40 characters", Some(Cue::AtMost), 40.0, "characters"),
            ("a 3.1-GHz processor", None, 3.1, "GHz"),
            ("two or more network adapters", Some(Cue::AtLeast), 2.0, "adapters"),
            ("300 GB minimum size", Some(Cue::AtLeast), 300.0, "GB"),
            ("the maximum length is 64 characters", Some(Cue::AtMost), 64.0, "characters"),
            ("a delay of <5 ms", Some(Cue::AtMost), 5.0, "ms"),
            ("5 gigabits per second", None, 5.0, "Gbps"),
            ("50+ users", Some(Cue::AtLeast), 50.0, "users"),
            ("a 40 Gbps adapter (HBA), or faster", Some(Cue::AtLeast), 40.0, "Gbps"),
            ("set to 30 minutes", Some(Cue::Equals), 30.0, "minutes"),
            ("three times the size of the log", None, 3.0, "times"),
            ("600 seconds (10 minutes)", None, 600.0, "seconds"),
        ];
        for (text, cue, number, unit) in cases {
            assert_eq!(one(text), (*cue, *number, (*unit).to_owned()), "{text}");
        }
    }

    #[test]
    fn ranges_have_two_ends() {
        for text in [
            "between 3 and 9 replicas",
            "3-9 replicas",
            "3 to 9 replicas",
            "from 3 to 9 replicas",
            "from 3 through 9 replicas",
        ] {
            let found = read_all(text);
            let want = [
                (Some(Cue::AtLeast), 3.0, "replicas".to_owned()),
                (Some(Cue::AtMost), 9.0, "replicas".to_owned()),
            ];
            assert_eq!(found, want, "{text}");
        }
        assert_eq!(read_all("8 GB to 64 GB").len(), 2);
    }

    #[test]
    fn numbers_in_names_are_no_amounts() {
        for text in [
            "Contoso Server 2012",
            "port 443",
            "TCP port 389",
            "version 4.8",
            "RAID 1 mirror",
            "the two shares",
            "one of them",
            "Fabrikam 9.1.1583",
        ] {
            assert_eq!(read_all(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(n in 1_u32..100_000, unit in prop::sample::select(vec!["GB", "MB", "ms", "seconds", "characters", "nodes", "GHz", "%"])) {
            let (_, number, read) = one(&format!("at least {n} {unit}"));
            prop_assert_eq!((number, read.as_str()), (f64::from(n), unit));
        }

        #[test]
        fn nothing_panics(input in "\\PC{0,80}") {
            let _ = read_all(&input);
        }
    }
}
