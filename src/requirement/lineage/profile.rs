//! What a wording is about, so that two wordings of one requirement can be recognised.
//!
//! Two wordings are compared by their telling words: stems, rarer ones counting more; names of the
//! product and function words hardly count, key words of a level and values don't.

use std::collections::{HashMap, HashSet};

use rust_stemmers::{Algorithm, Stemmer};

use crate::predicate::Check;
use crate::requirement::words::same_words;
use crate::statement::Level;

/// Words that carry grammar; sorted.
const FUNCTION_WORDS: &str = include_str!("function_words.txt");

/// So much of a clause's telling words has to be in another one for it to be a part of that.
pub(super) const CONTAINED: f64 = 0.85;

/// How alike a clause and a part of it are at least: what was split or cut short stays what it was.
const PART: f64 = 0.78;

/// What one wording is about.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    /// The words, folded; equal ones are the same clause.
    words: String,
    /// The stems of the clause, ascending, repeated as they are.
    stems: Vec<u32>,
    /// The same in the order of the text.
    order: Vec<u32>,
    /// Its numbers and releases, ascending.
    values: Vec<String>,
    /// The condition, folded.
    condition: String,
    /// The leaves of its check.
    leaves: Vec<LeafProfile>,
    /// Whether the clause is one permitted value and nothing else.
    is_item: bool,
}

#[derive(Debug, Clone)]
struct LeafProfile {
    family: Family,
    stems: Vec<u32>,
}

/// Kinds of checks that say the same sort of thing: a bound that turns round stays a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Bound,
    Value,
    State,
    Relation,
    Order,
}

/// A wording, from the documents or from the lock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wording<'a> {
    pub(super) level: Level,
    pub(super) clause: &'a str,
    pub(super) condition: Option<&'a str>,
    pub(super) check: Option<&'a str>,
}

/// How alike two wordings are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Likeness {
    /// From 0 to 1.
    pub(super) score: f64,
    /// Whether the check says so more than the words do.
    pub(super) by_property: bool,
    /// Small change that decides between equals, from 0 to 0.1.
    pub(super) favour: f64,
}

/// The stems of all wordings that are compared, and how telling each is.
pub(super) struct Lexicon {
    stemmer: Stemmer,
    ids: HashMap<String, u32>,
    /// In how many wordings each occurs.
    counts: Vec<u32>,
    /// How telling each is whatever its count.
    base: Vec<f64>,
    function_words: HashSet<&'static str>,
    product_words: HashSet<String>,
}

impl Lexicon {
    /// An empty lexicon. The words and initials of product names tell little.
    pub(super) fn new<'a>(products: impl IntoIterator<Item = &'a str>) -> Self {
        let mut product_words = HashSet::new();
        for name in products {
            let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
            let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
            let tails = initials.char_indices().map(|(at, _)| initials[at..].to_owned());
            product_words.extend(tails.filter(|tail| tail.chars().count() > 1));
            product_words.extend(words);
        }
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            ids: HashMap::new(),
            counts: Vec::new(),
            base: Vec::new(),
            function_words: FUNCTION_WORDS.lines().collect(),
            product_words,
        }
    }

    /// The profile of a wording, which from now on counts.
    pub(super) fn profile(&mut self, wording: Wording<'_>) -> Profile {
        let mut values = Vec::new();
        let order = self.stems(wording.clause, &mut values);
        let mut stems = order.clone();
        stems.sort_unstable();
        let mut unique = stems.clone();
        unique.dedup();
        for stem in unique {
            self.counts[stem as usize] += 1;
        }
        values.sort();
        values.dedup();
        let leaves = wording.check.map_or_else(Vec::new, |check| self.leaves(check));
        Profile {
            words: same_words(wording.clause),
            stems,
            order,
            values,
            condition: wording.condition.map(same_words).unwrap_or_default(),
            is_item: wording.level == Level::May && is_item(wording.clause),
            leaves,
        }
    }

    /// The distinct stems of a profile that are worth looking others up by, rarest first.
    pub(super) fn telling(&self, profile: &Profile) -> Vec<u32> {
        let mut stems = profile.stems.clone();
        stems.dedup();
        stems.retain(|&stem| self.base[stem as usize] >= 0.3);
        stems.sort_by_key(|&stem| (self.counts[stem as usize], stem));
        stems
    }

    /// How alike two wordings are.
    pub(super) fn likeness(&self, a: &Profile, b: &Profile) -> Likeness {
        let favour = favour(a, b);
        if a.words == b.words {
            return Likeness { score: 1.0, by_property: false, favour };
        }
        if a.is_item || b.is_item {
            let score = if self.same_item(a, b) { 0.9 } else { 0.0 };
            return Likeness { score, by_property: false, favour };
        }
        let mut words = self.overlap(&a.stems, &b.stems);
        let mut favour = favour;
        if let Some(place) = self.part(a, b) {
            words = if words > PART { words } else { PART };
            favour += 0.1 * (1.0 - place);
        }
        let property = self.property(a, b);
        let score = words + 0.35 * property * (1.0 - words);
        Likeness { score, by_property: property >= 0.6 && words < 0.5, favour }
    }

    /// How much of the telling words of the shorter of two clauses the other one has.
    pub(super) fn contained(&self, a: &Profile, b: &Profile) -> f64 {
        let (common, of_a, of_b) = self.sums(&a.stems, &b.stems);
        let shorter = if of_a < of_b { of_a } else { of_b };
        if shorter > 0.0 { common / shorter } else { 0.0 }
    }

    /// Where in the longer one of two clauses the shorter one stands, from 0 for its beginning to
    /// 1 for its end, when it has nearly all of its words.
    fn part(&self, a: &Profile, b: &Profile) -> Option<f64> {
        let (shorter, longer) = if a.stems.len() < b.stems.len() { (a, b) } else { (b, a) };
        if self.contained(shorter, longer) < CONTAINED {
            return None;
        }
        let telling = |stem: &u32| self.base[*stem as usize] >= 1.0;
        if shorter.stems.iter().filter(|stem| telling(stem)).count() < 3 {
            return None;
        }
        let places: Vec<usize> = longer
            .order
            .iter()
            .enumerate()
            .filter(|(_, stem)| telling(stem) && shorter.stems.binary_search(stem).is_ok())
            .map(|(at, _)| at)
            .collect();
        let mean = places.iter().sum::<usize>() as f64 / places.len().max(1) as f64;
        Some(mean / longer.order.len().max(1) as f64)
    }

    /// From 0 to 1: Dice's coefficient of the weights.
    fn overlap(&self, a: &[u32], b: &[u32]) -> f64 {
        let (common, of_a, of_b) = self.sums(a, b);
        if common > 0.0 { 2.0 * common / (of_a + of_b) } else { 0.0 }
    }

    /// The weights of the common stems, of `a`, and of `b`.
    fn sums(&self, a: &[u32], b: &[u32]) -> (f64, f64, f64) {
        let total = |stems: &[u32]| stems.iter().map(|&stem| self.weight(stem)).sum::<f64>();
        let (mut i, mut j, mut common) = (0, 0, 0.0);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    common += self.weight(a[i]);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        (common, total(a), total(b))
    }

    /// A word that half of the wordings have tells them apart badly, but it isn't nothing. Square
    /// roots are exact on every platform; logarithms aren't.
    fn weight(&self, stem: u32) -> f64 {
        let count = f64::from(self.counts[stem as usize].max(1));
        self.base[stem as usize] * (0.25 + 1.0 / count.sqrt())
    }

    /// From 0 to 1: how alike the properties are that the checks are about.
    fn property(&self, a: &Profile, b: &Profile) -> f64 {
        let pairs = a.leaves.iter().flat_map(|x| b.leaves.iter().map(move |y| (x, y)));
        pairs
            .filter(|(x, y)| x.family == y.family)
            .map(|(x, y)| {
                let (common, of_x, of_y) = self.sums(&x.stems, &y.stems);
                if of_x + of_y > 0.0 { 2.0 * common / (of_x + of_y) } else { 0.0 }
            })
            .fold(0.0, f64::max)
    }

    /// Whether two permitted values are releases of one product that the document would put in
    /// each other's place: `X 42 or later` and `X 78 or later`, but not `X 2016` and `X 2019`.
    fn same_item(&self, a: &Profile, b: &Profile) -> bool {
        let names = |p: &Profile| -> Vec<u32> {
            p.stems.iter().copied().filter(|&stem| self.base[stem as usize] >= 0.3).collect()
        };
        if names(a) != names(b) {
            return false;
        }
        let open = |p: &Profile| p.values.is_empty() || is_open(&p.words);
        let shared = a.values.iter().any(|value| b.values.contains(value));
        shared || open(a) || open(b)
    }

    /// The stems of a text in its order; what holds a digit goes to `values` instead.
    fn stems(&mut self, text: &str, values: &mut Vec<String>) -> Vec<u32> {
        let mut stems = Vec::new();
        let spaced = spaced(text);
        let mut after_value = false;
        for word in spaced.split_whitespace() {
            if word.contains(|c: char| c.is_ascii_digit()) {
                match values.last_mut().filter(|_| after_value && !starts_with_digit(word)) {
                    Some(last) => {
                        last.push(' ');
                        last.push_str(word);
                    }
                    None => values.push(word.to_owned()),
                }
                after_value = true;
                continue;
            }
            after_value = false;
            stems.push(self.stem(word));
        }
        stems
    }

    fn stem(&mut self, word: &str) -> u32 {
        let base = match word {
            _ if self.function_words.contains(word) => 0.08,
            _ if self.product_words.contains(word) => 0.3,
            _ => 1.0,
        };
        let stem = self.stemmer.stem(word);
        if let Some(&id) = self.ids.get(stem.as_ref()) {
            return id;
        }
        let id = self.counts.len() as u32;
        self.ids.insert(stem.into_owned(), id);
        self.counts.push(0);
        self.base.push(base);
        id
    }

    /// Reads what [`fingerprint`] writes.
    fn leaves(&mut self, check: &str) -> Vec<LeafProfile> {
        check
            .split("; ")
            .filter_map(|leaf| {
                let (kind, property) = leaf.split_once(' ').unwrap_or((leaf, ""));
                let family = match kind {
                    "at_most" | "at_least" | "equals" => Family::Bound,
                    "one_of" | "at_least_version" => Family::Value,
                    "holds" | "absent" => Family::State,
                    "all_equal" | "disjoint" => Family::Relation,
                    "before" => Family::Order,
                    _ => return None,
                };
                let mut stems = self.stems(property, &mut Vec::new());
                stems.sort_unstable();
                Some(LeafProfile { family, stems })
            })
            .collect()
    }
}

/// The kinds and properties of a check's leaves, without their values: what the lock remembers.
pub(in crate::requirement) fn fingerprint(check: &Check) -> String {
    fn leaves(check: &Check, out: &mut Vec<String>) {
        match check {
            Check::Leaf(leaf) => {
                let property = leaf.property.split_whitespace().collect::<Vec<_>>().join(" ");
                out.push(format!("{} {}", leaf.kind.as_str(), property.replace("; ", ", ")));
            }
            Check::AnyOf(of) | Check::AllOf(of) => of.iter().for_each(|c| leaves(c, out)),
            Check::Not(of) => leaves(of, out),
        }
    }
    let mut all = Vec::new();
    leaves(check, &mut all);
    all.join("; ")
}

/// Whether a folded word carries grammar and tells nothing of what a text is about.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.lines().any(|known| known == word)
}

/// Prefers the same condition and the same values among equals.
fn favour(a: &Profile, b: &Profile) -> f64 {
    let shared = a.values.iter().filter(|value| b.values.contains(value)).count();
    let most = a.values.len().max(b.values.len()).max(1);
    let values =
        if a.values.is_empty() && b.values.is_empty() { 1.0 } else { shared as f64 / most as f64 };
    0.03 * values + if a.condition == b.condition { 0.03 } else { 0.0 }
}

/// Lower case, words apart: at signs, and where `camelCase` turns. Contractions lose their tail.
pub(crate) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut last_lower = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' | '\u{2019}' => {
                // `you'll`, `doesn't`: what follows the apostrophe says nothing of the subject.
                while chars.next_if(|next| next.is_alphanumeric()).is_some() {}
                out.push(' ');
                last_lower = false;
            }
            // A release such as 8.1 stays one word.
            '.' if chars.peek().is_some_and(char::is_ascii_digit)
                && out.ends_with(|d: char| d.is_ascii_digit()) =>
            {
                out.push('.');
            }
            c if c.is_alphanumeric() => {
                if c.is_uppercase() && last_lower {
                    out.push(' ');
                }
                last_lower = c.is_lowercase();
                out.extend(c.to_lowercase());
            }
            _ => {
                out.push(' ');
                last_lower = false;
            }
        }
    }
    out
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a value says `or later`, so that a later number is another bound of the same product.
fn is_open(words: &str) -> bool {
    const OPEN: [&str; 8] =
        ["later", "newer", "above", "higher", "greater", "earlier", "below", "older"];
    words.split(|c: char| !c.is_alphanumeric()).any(|word| OPEN.contains(&word))
}

/// Whether a clause is nothing but a value: names and releases, no verb. Names are capitalised or
/// hold a digit; only a few lower-case words may join them.
fn is_item(clause: &str) -> bool {
    const JOINING: &str = " a an and or later newer above higher with without for of the in x64 x86 \
        bit only both any all edition editions version versions release releases standard datacenter ";
    let bare = clause.trim().trim_end_matches(['.', ';', ',']);
    let mut named = 0;
    for word in bare.split(|c: char| c.is_whitespace() || "(),/".contains(c)) {
        let Some(first) = word.chars().next() else { continue };
        if first.is_uppercase() || word.contains(|c: char| c.is_ascii_digit()) {
            named += 1;
        } else if !JOINING.contains(&format!(" {word} ")) {
            return false;
        }
    }
    named > 0 && bare.split_whitespace().count() <= 14
}
