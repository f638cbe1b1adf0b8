//! What the engine knows of single words: tables in `lexicon/`, one class a line.
//!
//! An own lexicon rather than a statistical tagger, for two reasons. The grammar of instructions
//! is narrow: what decides is a closed class (modals, subordinators, determiners) or the verb at
//! the head of a clause, and a list of verbs answers that at the cost of one hash a word, where a
//! tagger reads every sentence with a model. And a list gives the same answer on every platform,
//! can be extended by one word without moving any other answer, and can say why.

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// What a word can be. A word has as many of these as it has readings.
pub(super) type Tags = u64;

macro_rules! tags {
    ($($name:ident = $bit:expr, $key:expr;)*) => {
        $(pub(super) const $name: Tags = 1 << $bit;)*
        /// The name of each tag in `words.txt`.
        pub(super) const TAG_NAMES: &[(&str, Tags)] = &[$(($key, $name)),*];
    };
}

tags! {
    DETERMINER = 0, "determiner";
    PERSONAL = 1, "personal";
    PRONOUN = 2, "pronoun";
    MODAL = 3, "modal";
    BE = 4, "be";
    BE_FINITE = 5, "be_finite";
    HAVE = 6, "have";
    HAVE_FINITE = 7, "have_finite";
    DO = 8, "do";
    NEGATION = 9, "negation";
    PREPOSITION = 10, "preposition";
    COORDINATOR = 11, "coordinator";
    SUBORDINATOR = 12, "subordinator";
    RELATIVE = 13, "relative";
    QUESTION = 14, "question";
    ADVERB = 15, "adverb";
    NUMBER = 16, "number";
    TO = 17, "to";
    ADJECTIVE = 18, "adjective";
    PERSON = 19, "person";
    PRIVILEGE = 20, "privilege";
    INTERFACE_NOUN = 21, "interface";
    INSTALL_NOUN = 22, "install_noun";
    GUIDANCE = 23, "guidance";
    TIME_UNIT = 24, "unit_time";
    READ_ON = 25, "read_on";
    BASE = 32, "-base";
    THIRD = 33, "-third";
    PAST = 34, "-past";
    PARTICIPLE = 35, "-participle";
    GERUND = 36, "-gerund";
    NOUN_TOO = 37, "-noun";
}

/// Any form of a verb.
pub(super) const VERB: Tags = BASE | THIRD | PAST | PARTICIPLE | GERUND;

/// What a plain imperative of a verb asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Not a verb.
    None,
    /// To change what is installed, configured or in place.
    Environment,
    /// To work the surface of a program, a file or a command line.
    Interface,
    /// To read or to ask.
    Reading,
    /// To go and read elsewhere.
    Pointer,
    /// To look whether something is so.
    Inspect,
    /// To see to it that something is so.
    Assure,
    /// To bear in mind.
    Heed,
    /// To weigh something: advice.
    Weigh,
    /// To advise.
    Advise,
    /// Not to do something.
    Avoid,
    /// To get in touch with somebody.
    Contact,
    /// Nothing that the rules know of.
    Plain,
}

pub(super) const CLASS_NAMES: &[(&str, Class)] = &[
    ("environment", Class::Environment),
    ("interface", Class::Interface),
    ("reading", Class::Reading),
    ("pointer", Class::Pointer),
    ("inspect", Class::Inspect),
    ("assure", Class::Assure),
    ("heed", Class::Heed),
    ("weigh", Class::Weigh),
    ("advise", Class::Advise),
    ("avoid", Class::Avoid),
    ("contact", Class::Contact),
    ("plain", Class::Plain),
];

/// What the lexicon says of one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Its readings.
    pub(super) tags: Tags,
    /// What it asks for, as a verb.
    pub(super) class: Class,
    /// Its base form, as a verb; else the word itself.
    pub(super) lemma: &'static str,
    /// Whether its base form is a noun too.
    pub(super) noun: bool,
}

/// What it says of a word that isn't in it.
pub(super) const UNKNOWN: Word = Word { tags: 0, class: Class::None, lemma: "", noun: false };

const WORDS: &str = include_str!("lexicon/words.txt");
const VERBS: &str = include_str!("lexicon/verbs.txt");
const IRREGULAR: &str = include_str!("lexicon/irregular.txt");
const DOUBLING: &str = include_str!("lexicon/doubling.txt");
const NOUNS: &str = include_str!("lexicon/nouns.txt");

/// The longest word that the tables can hold, in bytes; longer ones are not looked up.
const LONGEST: usize = 24;

/// Makes the lexicon.
pub(super) fn prepare() {
    LazyLock::force(&LEXICON);
}

/// The words, by their bytes in lower case.
static LEXICON: LazyLock<FxHashMap<Box<[u8]>, Word>> = LazyLock::new(|| {
    build().into_iter().map(|(form, word)| (form.into_bytes().into_boxed_slice(), word)).collect()
});

/// Looks a word up, in any case.
pub(super) fn look_up(word: &str) -> Word {
    let mut lower = [0u8; LONGEST];
    let Some(key) = lower.get_mut(..word.len()) else { return UNKNOWN };
    key.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    LEXICON.get(&lower[..word.len()]).copied().unwrap_or(UNKNOWN)
}

/// The lines of a table that are not comments, each at its first colon.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
}

/// The words of a table without classes.
fn plain_words(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

fn build() -> FxHashMap<String, Word> {
    let mut words = FxHashMap::with_capacity_and_hasher(6000, FxBuildHasher);
    let mut add = |form: String, tags: Tags, class: Class, lemma: &'static str| {
        let entry = words.entry(form).or_insert(Word { lemma, ..UNKNOWN });
        entry.tags |= tags;
        if class != Class::None && (entry.class == Class::None || tags & BASE != 0) {
            entry.class = class;
            entry.lemma = lemma;
        }
    };
    let doubling: Vec<&str> = plain_words(DOUBLING).collect();
    let irregular: HashMap<&str, Vec<&str>> = IRREGULAR
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(' ').collect::<Vec<_>>())
        .map(|forms| (forms[0], forms))
        .collect();
    for (name, verbs) in rows(VERBS) {
        let class = CLASS_NAMES.iter().find(|(key, _)| *key == name).map_or(Class::Plain, |c| c.1);
        for verb in verbs.split(' ') {
            let forms = match irregular.get(verb) {
                Some(forms) => std::array::from_fn(|at| forms[at].to_string()),
                None => regular(verb, doubling.contains(&verb)),
            };
            let readings = [BASE, THIRD, PAST, PARTICIPLE, GERUND];
            for (form, reading) in forms.into_iter().zip(readings) {
                add(form, reading, class, verb);
            }
        }
    }
    for noun in plain_words(NOUNS) {
        add(noun.to_string(), NOUN_TOO, Class::None, noun);
    }
    for (names, members) in rows(WORDS) {
        let tags =
            TAG_NAMES.iter().filter(|(key, _)| *key == names).fold(0, |all, tag| all | tag.1);
        for word in members.split(' ') {
            add(word.to_string(), tags, Class::None, word);
        }
    }
    let is_noun = |word: &Word| words.get(word.lemma).is_some_and(|base| base.tags & NOUN_TOO != 0);
    let nouns: Vec<String> =
        words.iter().filter(|(_, word)| is_noun(word)).map(|(form, _)| form.clone()).collect();
    for form in nouns {
        words.entry(form).and_modify(|word| word.noun = true);
    }
    words
}

/// Base, third person, past, participle and gerund of a regular verb.
fn regular(verb: &str, doubles: bool) -> [String; 5] {
    let last = verb.chars().last().unwrap_or_default();
    let before = verb.chars().rev().nth(1).unwrap_or_default();
    let consonant_y = last == 'y' && !"aeiou".contains(before);
    let stem = &verb[..verb.len() - last.len_utf8()];
    let hisses =
        verb.ends_with(['s', 'x', 'z', 'o']) || verb.ends_with("ch") || verb.ends_with("sh");
    let third = match () {
        () if consonant_y => format!("{stem}ies"),
        () if hisses => format!("{verb}es"),
        () => format!("{verb}s"),
    };
    let past = match () {
        () if consonant_y => format!("{stem}ied"),
        () if last == 'e' => format!("{verb}d"),
        () if doubles => format!("{verb}{last}ed"),
        () => format!("{verb}ed"),
    };
    let gerund = match () {
        () if last == 'e' && before != 'e' => format!("{stem}ing"),
        () if doubles => format!("{verb}{last}ing"),
        () => format!("{verb}ing"),
    };
    [verb.to_string(), third, past.clone(), past, gerund]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_is_known_in_all_its_forms() {
        for (form, tag, lemma) in [
            ("Installs", THIRD, "install"),
            ("planning", GERUND, "plan"),
            ("planned", PARTICIPLE, "plan"),
            ("copies", THIRD, "copy"),
            ("written", PARTICIPLE, "write"),
            ("switches", THIRD, "switch"),
            ("enabling", GERUND, "enable"),
        ] {
            let word = look_up(form);
            assert!(word.tags & tag != 0, "{form}");
            assert_eq!(word.lemma, lemma, "{form}");
        }
    }

    #[test]
    fn every_line_of_the_tables_has_a_known_name_and_no_word_twice() {
        for (name, members) in rows(WORDS) {
            assert!(TAG_NAMES.iter().any(|(key, _)| *key == name), "{name}");
            let mut seen = std::collections::BTreeSet::new();
            for word in members.split(' ') {
                assert!(seen.insert(word), "`{word}` stands twice in {name}");
                assert!(word.len() <= LONGEST, "{word}");
            }
        }
        let mut seen = std::collections::BTreeMap::new();
        for (name, verbs) in rows(VERBS) {
            assert!(CLASS_NAMES.iter().any(|(key, _)| *key == name), "{name}");
            for verb in verbs.split(' ') {
                let other = seen.insert(verb, name);
                assert!(other.is_none(), "`{verb}` is both {other:?} and {name}");
            }
        }
    }

    #[test]
    fn every_irregular_verb_and_ambiguous_noun_is_a_verb_of_the_lexicon() {
        for line in IRREGULAR.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(line.split(' ').count(), 5, "{line}");
        }
        for noun in plain_words(NOUNS) {
            let word = look_up(noun);
            assert!(word.tags & (BASE | ADJECTIVE | PRIVILEGE) != 0, "`{noun}` is no verb");
        }
    }
}
