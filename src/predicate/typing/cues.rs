//! The words and wordings that the typing of checks goes by. To teach it a new one, add a word to
//! `words.txt` or a line here.
//!
//! All in lower case, contractions spelled out (`is not`), and without any product's name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// One of the lists of `words.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct List(u32);

/// The lists that a word is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Lists(u32);

impl Lists {
    /// Whether `list` is among them.
    pub(super) fn has(self, list: List) -> bool {
        self.0 & (1 << list.0) != 0
    }
}

/// Between a number's cue and the number.
pub(super) const APPROXIMATE: List = List(0);

/// After `or` or `and` behind an amount: more of it also does.
pub(super) const MORE_ALSO: List = List(1);

/// After `or` or `and` behind an amount: less of it also does.
pub(super) const LESS_ALSO: List = List(2);

/// Right behind an amount: it is the least.
pub(super) const LEAST_BEHIND: List = List(3);

/// Right behind an amount: it is the most.
pub(super) const MOST_BEHIND: List = List(4);

/// Behind `or` or `and` after a release: later ones also do.
pub(super) const LATER: List = List(5);

/// A number behind one of these is a name: `port 443`.
pub(super) const NUMBERED: List = List(6);

/// Determiners behind which a number names things that are known already.
pub(super) const KNOWN: List = List(7);

/// Determiners and pronouns that begin a noun phrase.
pub(super) const ARTICLES: List = List(8);

/// Words that end a noun phrase: prepositions, conjunctions, relatives, auxiliaries.
pub(super) const STOPS: List = List(9);

/// In front of a main clause: what they introduce is no part of it.
pub(super) const LEADS: List = List(10);

/// Behind a main clause: what they introduce is a condition or a reason.
pub(super) const TRAILS: List = List(11);

/// Words in front of a clause that say nothing about it.
pub(super) const FILLERS: List = List(12);

/// Adverbs between a modal or auxiliary and its verb.
pub(super) const ADVERBS: List = List(13);

/// In base form: acts that set something up, put it in place or make it so.
pub(super) const ACTS: List = List(14);

/// Verbs whose object a program can't see in an environment: reading, thinking, asking.
pub(super) const MENTAL: List = List(15);

/// Verbs that take something away: doing so makes the thing absent.
pub(super) const REMOVALS: List = List(16);

/// Verbs whose object goes somewhere: `on` behind them names the place.
pub(super) const PLACING: List = List(17);

/// What no program can measure: the noun phrase that holds one has no decidable value.
pub(super) const VAGUE: List = List(18);

/// Manners that no program can measure, anywhere in the clause.
pub(super) const VAGUE_MANNER: List = List(19);

/// Nouns of matters that are looked up, not observed.
pub(super) const ELSEWHERE: List = List(20);

/// States that a thing is in, as adjectives and participles: what follows a copula is decidable.
pub(super) const SAME: List = List(21);

/// Nouns for a machine that runs an operating system.
pub(super) const MACHINES: List = List(22);

/// Nouns that head a list of the values of a property: `valid characters are …`.
pub(super) const VALID: List = List(23);

/// Heads whose coordinated complements are each demanded.
pub(super) const DISTRIBUTES: List = List(24);

/// Nouns of rights and states: alternatives of them are states, not values.
pub(super) const STATES: List = List(25);

/// Plural nouns that names with small words in them share: `the Log on locally and … rights`.
pub(super) const SHARED: List = List(26);

/// Nouns for what does things by itself, so that its doing is a state: `the client contacts the hub`.
pub(super) const ABLE: List = List(27);

/// The lists by their names in `words.txt`.
const NAMES: &[(&str, List)] = &[
    ("approximate", APPROXIMATE),
    ("more-also", MORE_ALSO),
    ("less-also", LESS_ALSO),
    ("least-behind", LEAST_BEHIND),
    ("most-behind", MOST_BEHIND),
    ("later", LATER),
    ("numbered", NUMBERED),
    ("known", KNOWN),
    ("articles", ARTICLES),
    ("stops", STOPS),
    ("leads", LEADS),
    ("trails", TRAILS),
    ("fillers", FILLERS),
    ("adverbs", ADVERBS),
    ("acts", ACTS),
    ("mental", MENTAL),
    ("removals", REMOVALS),
    ("placing", PLACING),
    ("vague", VAGUE),
    ("vague-manner", VAGUE_MANNER),
    ("elsewhere", ELSEWHERE),
    ("same", SAME),
    ("machines", MACHINES),
    ("valid", VALID),
    ("distributes", DISTRIBUTES),
    ("states", STATES),
    ("shared", SHARED),
    ("able", ABLE),
];

/// Every word of `words.txt`, with the lists that it is in.
static WORDS: LazyLock<FxHashMap<&'static str, Lists>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Lists> = FxHashMap::default();
    let mut list = 0;
    for line in include_str!("words.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            list = NAMES.iter().find(|(n, _)| *n == name).map_or(0, |(_, list)| 1 << list.0);
            continue;
        }
        for word in line.split_whitespace() {
            words.entry(word).or_default().0 |= list;
        }
    }
    words
});

/// The lists that `word`, in lower case, is in.
pub(super) fn lists_of(word: &str) -> Lists {
    WORDS.get(word).copied().unwrap_or_default()
}

/// The lists that `word`, in lower case, is in, and its base form when it is a form of an act.
pub(super) fn look_up(low: &str) -> (Lists, Option<&'static str>) {
    match WORDS.get_key_value(low) {
        Some((word, lists)) if lists.has(ACTS) => (*lists, Some(*word)),
        known => (known.map_or(Lists::default(), |(_, lists)| *lists), inflected(low)),
    }
}

/// The base form of a verb that `words.txt` knows as an act: of `installing`, `installs`.
fn inflected(low: &str) -> Option<&'static str> {
    let known = |base: &str| WORDS.get_key_value(base).filter(|(_, l)| l.has(ACTS)).map(|(w, _)| *w);
    if let Some(stem) = low.strip_suffix("ing") {
        let doubled = matches!(stem.as_bytes(), [_, .., before, last] if before == last);
        return known(stem)
            .or_else(|| known(&format!("{stem}e")))
            .or_else(|| known(stem.get(..stem.len().checked_sub(1)?).filter(|_| doubled)?));
    }
    if let Some(stem) = low.strip_suffix("ied").or_else(|| low.strip_suffix("ies")) {
        return known(&format!("{stem}y"));
    }
    if let Some(stem) = low.strip_suffix('s') {
        return known(stem).or_else(|| known(stem.strip_suffix('e')?));
    }
    let stem = low.strip_suffix("ed")?;
    let shorter = || known(stem.get(..stem.len().checked_sub(1)?)?);
    known(stem).or_else(|| known(&format!("{stem}e"))).or_else(shorter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_the_file_is_known_and_has_words() {
        let text = include_str!("words.txt");
        let named: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix('[')?.strip_suffix(']')).collect();
        let known: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, known);
        for (i, (name, list)) in NAMES.iter().enumerate() {
            assert_eq!(list.0 as usize, i, "{name}");
            assert!(WORDS.values().any(|lists| lists.has(*list)), "{name} is empty");
        }
    }

    #[test]
    fn words_are_lower_case_and_stand_once_in_a_list() {
        let mut list = std::collections::BTreeSet::new();
        for line in include_str!("words.txt").lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with('[') {
                list.clear();
                continue;
            }
            for word in line.split_whitespace() {
                assert_eq!(word, word.to_lowercase());
                assert!(list.insert(word), "`{word}` stands twice");
            }
        }
    }

    #[test]
    fn base_forms() {
        for (form, base) in [("installing", "install"), ("uses", "use"), ("running", "run"), ("configured", "configure"), ("set", "set"), ("stopped", "stop"), ("applied", "apply"), ("copies", "copy")] {
            assert_eq!(look_up(form).1, Some(base), "{form}");
        }
        assert_eq!(look_up("node").1, None);
        assert_eq!(look_up("s").1, None);
        assert_eq!(look_up("").1, None);
    }
}
