//! How the words of a sentence are read, for those who ask why.

use super::lexicon::{CLASS_NAMES, Class, TAG_NAMES};
use super::token::{Kind, Token, tokens};

/// A word of a sentence, or a sign, with what it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// Its spelling; contractions are undone: `don't` is `do` and `not`.
    pub text: String,
    /// What the lexicon says that it can be: `modal`, `determiner`, `base`, `noun` … Empty when it
    /// isn't in the lexicon.
    pub readings: Vec<&'static str>,
}

/// The words and signs of a sentence in plain text. What is code, link or emphasis on the page
/// isn't known here, and counts in the rules.
pub fn tag(sentence: &str) -> Vec<Tagged> {
    let words = tokens(sentence, 0..sentence.len(), &[]);
    words
        .iter()
        .map(|token| Tagged { text: token.text.to_owned(), readings: readings(token) })
        .collect()
}

fn readings(token: &Token<'_>) -> Vec<&'static str> {
    if token.kind == Kind::Number {
        return vec!["number"];
    }
    let tags = TAG_NAMES.iter().filter(|(_, tag)| token.has(*tag));
    let class = CLASS_NAMES.iter().filter(|(_, class)| {
        *class == token.word.class && !matches!(class, Class::None | Class::Plain)
    });
    tags.map(|(name, _)| name.trim_start_matches('-')).chain(class.map(|(name, _)| *name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(sentence: &str) -> Vec<String> {
        let show = |word: Tagged| format!("{}/{}", word.text, word.readings.join("+"));
        tag(sentence).into_iter().map(show).collect()
    }

    #[test]
    fn words_are_shown_with_their_readings() {
        let words = shown("Each relay mustn't use 16 queues.");
        let starts =
            ["Each/determiner", "relay", "must/modal", "not/negation", "use/base", "16/number"];
        for (word, start) in words.iter().zip(starts) {
            assert!(word.starts_with(start), "{word} of {words:?}");
        }
        assert_eq!(words.last().map(String::as_str), Some("./"));
    }

    #[test]
    fn text_of_any_kind_has_words() {
        for text in ["", " ", "\u{202e}\u{0}", "`", "don't", "…", "x".repeat(9000).as_str()] {
            assert!(tag(text).iter().all(|word| !word.text.is_empty()), "{text:?}");
        }
    }
}
