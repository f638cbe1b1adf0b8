//! Phrases and the words of a text, folded so that case, number and endings don't matter.

/// Words that carry no meaning of their own between two others.
const STOP_WORDS: &[&str] =
    &["a", "an", "the", "of", "to", "in", "on", "at", "for", "by", "with", "your", "you", "its"];

/// The folded words of a text, in order.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}')
        .map(fold)
        .filter(|word| !word.is_empty() && !STOP_WORDS.contains(&word.as_str()))
        .collect()
}

/// A word without case, possessive and inflection. It need not be a word any more; two forms of
/// one word only have to agree.
fn fold(word: &str) -> String {
    let mut word = word.to_lowercase().replace('\u{2019}', "'");
    if let Some(at) = word.find('\'') {
        word.truncate(at); // don't, server's
    }
    if !word.is_ascii() {
        return word;
    }
    let ends = |word: &str, end: &str, least: usize| word.len() > least && word.ends_with(end);
    if ends(&word, "ies", 4) {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if ends(&word, "sses", 4) || ends(&word, "xes", 3) || ends(&word, "ches", 4) {
        word.truncate(word.len() - 2);
    } else if ends(&word, "s", 3) && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        word.pop();
    }
    if ends(&word, "ing", 5) {
        word.truncate(word.len() - 3);
    } else if ends(&word, "ed", 4) {
        word.truncate(word.len() - 2);
    }
    if ends(&word, "e", 4) {
        word.pop();
    }
    let bytes = word.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && word.len() > 3
        && !b"aeiou".contains(b)
        && !b.is_ascii_digit()
    {
        word.pop();
    }
    word
}

/// How many words may stand between two words of a phrase.
const GAP: usize = 2;

/// Whether the words of a phrase stand in a text, in order and near each other.
pub(super) fn has_phrase(text: &[String], phrase: &[String]) -> bool {
    let Some((first, rest)) = phrase.split_first() else { return false };
    let starts = text.iter().enumerate().filter(|(_, word)| *word == first);
    starts.map(|(at, _)| at + 1).any(|start| {
        let mut at = start;
        rest.iter().all(|word| {
            let window = &text[at..text.len().min(at + 1 + GAP)];
            let found = window.iter().position(|near| near == word);
            at += found.map_or(0, |found| found + 1);
            found.is_some()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, phrase: &str, expected: bool) {
        assert_eq!(has_phrase(&words(text), &words(phrase)), expected, "`{phrase}` in `{text}`");
    }

    #[test]
    fn forms_of_a_word_are_one() {
        for (one, other) in [
            ("install", "installed"),
            ("Installing", "installs"),
            ("utility", "utilities"),
            ("create", "creates"),
            ("creating", "created"),
            ("run", "running"),
            ("server\u{2019}s", "Servers"),
            ("box", "boxes"),
            ("computer-name", "computer names"),
        ] {
            assert_eq!(words(one), words(other));
        }
        assert_ne!(words("domain"), words("main"));
    }

    #[test]
    fn the_words_of_a_phrase_stand_in_order_and_near() {
        check("must be in the same Active Directory domain", "same domain", true);
        check("the domain is the same", "same domain", false);
        check("the same house as the town that has a domain", "same domain", false);
        check("a node and another node name", "node name", true);
        check("anything", "", false);
    }
}
