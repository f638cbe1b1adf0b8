//! Amounts in a clause, and the bounds that the words around them make of them.

use std::ops::Range;

use super::cues::{
    APPROXIMATE, ARTICLES, BEFORE, BOUND_NOUNS, Cue, KNOWN, LEAST_BEHIND, LESS_ALSO, MORE_ALSO,
    MOST_BEHIND, NUMBERED, STOPS,
};
use super::number;
use super::token::{Text, Token};
use super::unit::{self, Unit};

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
fn share_units(found: &mut [Amount]) {
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
fn turn(cue: Cue, denied: bool) -> Cue {
    match (cue, denied) {
        (Cue::More, true) | (Cue::Less, false) => Cue::AtMost,
        (Cue::Less, true) | (Cue::More, false) => Cue::AtLeast,
        (cue, _) => cue,
    }
}

/// `900 seconds (15 minutes)`: a parenthesis right behind an amount says it again.
fn restates(text: &Text, at: usize, found: &[Amount]) -> bool {
    let open = (0..at).rev().take(4).find(|&i| text.low(i) == "(");
    let last = found.last();
    open.is_some_and(|open| last.is_some_and(|a| a.measure.is_some() && a.span.end == open))
}

/// Reads the amount, or the two of a range, that begins at `at`.
fn read(text: &Text, at: usize, end: usize, found: &mut Vec<Amount>) {
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

/// The number of an amount, and what is glued to it.
struct Start<'t> {
    number: f64,
    /// `<`, `>=`, `+`.
    sign: Option<Cue>,
    /// `GB` of `4GB`, `GHz` of `2.2-GHz`.
    glued: Option<&'t str>,
    /// `8` of `2-8`.
    upper: Option<f64>,
    in_words: bool,
    next: usize,
}

/// Signs in front of a number.
const SIGNS: &[(&str, Option<Cue>)] = &[
    ("<=", Some(Cue::AtMost)),
    (">=", Some(Cue::AtLeast)),
    ("<", Some(Cue::AtMost)),
    (">", Some(Cue::AtLeast)),
    ("≤", Some(Cue::AtMost)),
    ("≥", Some(Cue::AtLeast)),
    ("=", Some(Cue::Equals)),
    ("~", None),
    ("±", None),
];

impl<'t> Start<'t> {
    fn new(text: &'t Text, at: usize, end: usize) -> Option<Self> {
        let mut low = text.low(at);
        let mut next = at + 1;
        let mut sign = None;
        if let Some((prefix, cue)) = SIGNS.iter().find(|(s, _)| low.starts_with(s)) {
            sign = *cue;
            low = &low[prefix.len()..];
            if low.is_empty() {
                low = text.low(next);
                next += 1;
            }
        }
        let plain = |number, used: usize| Self {
            number,
            sign,
            glued: None,
            upper: None,
            in_words: !low.starts_with(|c: char| c.is_ascii_digit()),
            next: next + used - 1,
        };
        let words: Vec<&str> = (next - 1..(next + 3).min(end)).map(|i| text.low(i)).collect();
        let words: Vec<&str> = std::iter::once(low).chain(words.into_iter().skip(1)).collect();
        if let Some((number, used)) = number::leading(&words) {
            return Some(plain(number, used));
        }
        if low == "twice" && text.low(next) != "the" {
            return None;
        }
        if let Some(number) = low.strip_suffix('+').and_then(number::digits) {
            return Some(Self { sign: Some(Cue::AtLeast), ..plain(number, 1) });
        }
        let digits = low.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))?;
        let number = number::digits(&low[..digits])?;
        let rest = &low[digits..];
        let bare = rest.trim_start_matches(['-', '–']);
        if bare == "n" && rest.len() > bare.len() || rest == ":1" {
            let open = (rest != ":1").then_some(Cue::AtLeast);
            return Some(Self { sign: sign.or(open), ..plain(number, 1) });
        }
        if let Some(upper) = number::digits(bare).filter(|_| rest.len() > bare.len()) {
            return Some(Self { upper: Some(upper), ..plain(number, 1) });
        }
        let glued = unit::find(bare)?;
        let is_letter = bare.len() == 1 && bare != "%";
        (!is_letter && !glued.name.is_empty())
            .then(|| Self { glued: Some(bare), ..plain(number, 1) })
    }

    /// Whether the number belongs to a name (`Server 2012`, `port 443`) or a figure of speech.
    fn is_name(&self, text: &Text, at: usize) -> bool {
        if self.glued.is_some() {
            return false;
        }
        let follows = text.low(self.next);
        if unit::find(follows).is_some() || follows == "%" {
            return false;
        }
        if self.in_words {
            return text.low(at) == "one"
                && (follows == "of"
                    || text.has(self.next, &["or", "more", "of"])
                    || text.ends(at, &["any"]) && follows == "time")
                || follows == "way"
                || follows == "another"
                || self.number == 0.0;
        }
        let Some(previous) = at.checked_sub(1).map(|p| &text.tokens[p]) else { return false };
        if previous.low.ends_with('/') {
            return false;
        }
        let begins = at == 1 || text.tokens[at - 1].is(&["(", ":"]);
        let cue = previous.is(&[
            "minimum", "maximum", "min", "max", "only", "exactly", "above", "below", "over",
            "under", "exceed", "to", "than", "least", "most",
        ]);
        previous.is(NUMBERED)
            || previous.capital
                && !cue
                && !(begins && super::clause::base_form(&previous.low).is_some())
    }

    /// The upper end of a range: `2-8`, `between 2 and 8`, `from 2 to 8`, `2 to 8 nodes`.
    fn upper(&self, text: &Text, end: usize) -> Option<(f64, usize)> {
        if let Some(upper) = self.upper {
            return Some((upper, self.next));
        }
        let start = self.next - 1;
        // The unit may stand on both sides: `8 GB to 64 GB`.
        let joint =
            if unit::find(text.low(self.next)).is_some() { self.next + 1 } else { self.next };
        if joint >= end {
            return None;
        }
        let between = (0..start).rev().take(3).any(|i| text.low(i) == "between");
        let joined = match text.low(joint) {
            "and" => between,
            "to" | "–" | "through" => true,
            _ => false,
        };
        let words: Vec<&str> = (joint + 1..(joint + 4).min(end)).map(|i| text.low(i)).collect();
        let (number, used) = number::leading(&words).or_else(|| {
            let digits =
                words.first()?.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))?;
            unit::find(words.first()?[digits..].trim_start_matches('-'))?;
            number::digits(&words.first()?[..digits]).map(|n| (n, 0))
        })?;
        joined.then_some((number, joint + 1 + used))
    }
}

/// What a number measures or counts.
struct Measured {
    unit: String,
    measure: Option<&'static Unit>,
    noun: Range<usize>,
    end: usize,
    /// The other side of `1024 x 768`.
    second: Option<f64>,
}

impl Measured {
    fn new(text: &Text, start: &Start<'_>, after: usize, end: usize) -> Option<Self> {
        let mut at = after;
        if text.tokens.get(at).is_some_and(|t| t.is(&["x", "×", "by"])) {
            if let Some(second) = number::digits(text.low(at + 1)) {
                let pixels = unit::find("pixels");
                let noun = at + 2..at + 2;
                return Some(Self {
                    unit: "pixels".into(),
                    measure: pixels,
                    noun,
                    end: at + 2,
                    second: Some(second),
                });
            }
        }
        let measure = start.glued.and_then(unit::find).or_else(|| {
            let unit = unit::find(text.low(at)).filter(|_| at < end);
            at += usize::from(unit.is_some());
            unit
        });
        if let Some(unit) = measure {
            return Some(Self::measured(text, unit, at, end));
        }
        // `two or more adapters`, `2 more drives`, `4 dedicated cores`
        let noun_at = skip_comparison(text, at, end);
        if text.low(noun_at) == "times" {
            return Some(Self {
                unit: "times".into(),
                measure: None,
                noun: noun_at + 1..noun_phrase_end(text, noun_at + 1, end),
                end: noun_at + 1,
                second: None,
            });
        }
        let noun = noun_at..noun_phrase_end(text, noun_at, end);
        let head = noun.clone().next_back().map_or("", |i| text.low(i));
        Some(Self { unit: head.to_owned(), measure: None, noun, end: at, second: None })
    }

    fn measured(text: &Text, unit: &'static Unit, at: usize, end: usize) -> Self {
        let mut at = at;
        let mut name = unit.name.to_owned();
        // `(TB)` behind `terabyte` spells it again; `per second` belongs to a rate.
        if text.low(at) == "(" && unit::find(text.low(at + 1)).is_some() && text.low(at + 2) == ")"
        {
            at += 3;
        }
        if unit.is_rate()
            && text.tokens.get(at).is_some_and(|t| t.is(&["per", "a"]))
            && text.low(at + 1).starts_with("sec")
        {
            at += 2;
        }
        let noun_at = skip_comparison(text, at, end);
        let mut noun_at = if text.tokens.get(noun_at).is_some_and(|t| t.is(&["of", "for", "in"])) {
            noun_at + 1
        } else {
            noun_at
        };
        while noun_at < end
            && text.tokens[noun_at].is(&[
                "the",
                "a",
                "an",
                "free",
                "available",
                "additional",
                "minimum",
                "maximum",
            ])
        {
            noun_at += 1;
        }
        let noun = noun_at.min(end)..noun_phrase_end(text, noun_at, end);
        if text.low(noun.end) == "per" && unit::find(text.low(noun.end + 1)).is_some() {
            let per = unit::find(text.low(noun.end + 1)).map_or("", |u| u.name);
            name = format!("{name} per {per}");
        }
        Self { unit: name, measure: Some(unit), noun, end: at.min(end), second: None }
    }
}

/// Skips `or more`, `more`, `additional` behind a number.
fn skip_comparison(text: &Text, at: usize, end: usize) -> usize {
    let mut at = at;
    if text.tokens.get(at).is_some_and(|t| t.is(&["or", "and"])) {
        let next = text.tokens.get(at + 1);
        if next.is_some_and(|t| t.is(MORE_ALSO) || t.is(LESS_ALSO)) {
            at += 2;
        }
    } else if text
        .tokens
        .get(at)
        .is_some_and(|t| t.is(&["more", "additional", "extra", "minimum", "maximum"]))
    {
        at += 1;
    }
    at.min(end)
}

/// Where the noun phrase that begins at `at` ends: at most five words.
pub(super) fn noun_phrase_end(text: &Text, at: usize, end: usize) -> usize {
    let mut i = at;
    while i < end && i < at + 6 {
        let token = &text.tokens[i];
        let stop = token.is_mark()
            || token.is(STOPS)
            || i > at && token.is(ARTICLES)
            || token.low.starts_with('+');
        if stop {
            break;
        }
        i += 1;
    }
    i
}

/// What stands behind an amount: `or more`, `minimum`, `, or faster`.
fn cue_behind(text: &Text, measured: &Measured, end: usize) -> Option<Cue> {
    let also = |at: usize| {
        let joined = text.tokens.get(at).is_some_and(|t| t.is(&["or", "and"]));
        let next = text.tokens.get(at + 1).filter(|_| joined && at + 1 < end)?;
        let more = next.is(MORE_ALSO).then_some(Cue::AtLeast);
        more.or_else(|| next.is(LESS_ALSO).then_some(Cue::AtMost))
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
            if token.is(LEAST_BEHIND)
                || text.has(i, &["at", "a", "minimum"])
                || text.has(i, &["at", "least"]) && i + 2 == end
            {
                return Some(Cue::AtLeast);
            }
            if token.is(MOST_BEHIND) || text.has(i, &["at", "most"]) {
                return Some(Cue::AtMost);
            }
        }
    }
    None
}

/// What stands in front of an amount: `at least`, `a maximum of`, `the minimum value is`.
fn cue_before(text: &Text, at: usize) -> Option<Cue> {
    let mut end = at;
    for _ in 0..4 {
        if let Some((_, cue)) = BEFORE.iter().find(|(words, _)| text.ends(end, words)) {
            return Some(*cue);
        }
        if text.ends(end, &["total", "of"]) {
            end -= 2;
        } else if end > 0 && text.tokens[end - 1].is(APPROXIMATE) {
            end -= 1;
        } else {
            break;
        }
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
    let set = |t: &Token| t.is(&["set", "equal", "configured"]);
    (text.low(copula) == "to" && copula > 0 && set(&text.tokens[copula - 1])).then_some(Cue::Equals)
}

/// `the two shares`: a number of things that are known is no bound.
fn known_already(text: &Text, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|p| text.tokens[p].is(KNOWN))
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
