//! A number with what is glued to it, and what it measures or counts.

use std::ops::Range;

use super::cues::{LESS_ALSO, MORE_ALSO, NUMBERED};
use super::number;
use super::quantity::noun_phrase_end;
use super::token::Text;
use super::unit;
use super::unit::Unit;
use super::wording::Cue;

/// The number of an amount, and what is glued to it.
pub(super) struct Start<'t> {
    pub(super) number: f64,
    /// `<`, `>=`, `+`.
    pub(super) sign: Option<Cue>,
    /// `GB` of `4GB`, `GHz` of `2.2-GHz`.
    pub(super) glued: Option<&'t str>,
    /// `8` of `2-8`.
    pub(super) upper: Option<f64>,
    pub(super) in_words: bool,
    pub(super) next: usize,
}

/// Signs in front of a number.
pub(super) const SIGNS: &[(&str, Option<Cue>)] = &[
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
    pub(super) fn new(text: &'t Text, at: usize, end: usize) -> Option<Self> {
        let mut low = text.low(at);
        if low.starts_with(|c: char| c.is_ascii_alphabetic()) && !number::is_spelled(low) {
            return None;
        }
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
        if unit::counts_hardware(bare) && rest.len() > bare.len() {
            return Some(Self { glued: Some(bare), ..plain(number, 1) });
        }
        let glued = unit::find(bare)?;
        let is_letter = bare.len() == 1 && bare != "%";
        (!is_letter && !glued.name.is_empty())
            .then(|| Self { glued: Some(bare), ..plain(number, 1) })
    }

    /// Whether the number belongs to a name (`Server 2012`, `port 443`) or a figure of speech.
    pub(super) fn is_name(&self, text: &Text, at: usize) -> bool {
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
                || self.number == 0.0 && !text.ends(at, &["to"]) && !text.ends(at, &["be"]);
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
        previous.has(NUMBERED) || previous.capital && !cue && !(begins && previous.base.is_some())
    }

    /// The upper end of a range: `2-8`, `between 2 and 8`, `from 2 to 8`, `2 to 8 nodes`.
    pub(super) fn upper(&self, text: &Text, end: usize) -> Option<(f64, usize)> {
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
pub(super) struct Measured {
    pub(super) unit: String,
    pub(super) measure: Option<&'static Unit>,
    pub(super) noun: Range<usize>,
    pub(super) end: usize,
    /// The other side of `1024 x 768`.
    pub(super) second: Option<f64>,
}

impl Measured {
    pub(super) fn new(text: &Text, start: &Start<'_>, after: usize, end: usize) -> Option<Self> {
        let mut at = after;
        if text.tokens.get(at).is_some_and(|t| t.is(&["x", "×", "by"]))
            && let Some(second) = number::digits(text.low(at + 1))
        {
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
        let measure = start.glued.and_then(unit::find).or_else(|| {
            let unit = unit::find(text.low(at)).filter(|_| at < end);
            at += usize::from(unit.is_some());
            unit
        });
        if let Some(unit) = measure {
            return Some(Self::measured(text, unit, at, end));
        }
        // `4-core`: hardware, counted.
        if let Some(counted) = start.glued {
            let unit = format!("{}s", counted.trim_end_matches('s'));
            return Some(Self { unit, measure: None, noun: at..at, end: at, second: None });
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
pub(super) fn skip_comparison(text: &Text, at: usize, end: usize) -> usize {
    let mut at = at;
    if text.tokens.get(at).is_some_and(|t| t.is(&["or", "and"])) {
        let next = text.tokens.get(at + 1);
        if next.is_some_and(|t| t.has(MORE_ALSO) || t.has(LESS_ALSO)) {
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
