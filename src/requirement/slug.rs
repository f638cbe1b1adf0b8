//! Readable ids.

use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The longest part of an id behind the document's stem, in bytes.
const LONGEST: usize = 60;

/// Words that say nothing about which requirement it is; sorted.
const EMPTY: &[&str] = &[
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "being", "by", "can", "each", "for",
    "from", "has", "have", "in", "into", "is", "it", "its", "ll", "must", "need", "needs", "of",
    "on", "or", "re", "s", "should", "that", "the", "their", "them", "these", "they", "this",
    "those", "to", "was", "were", "when", "which", "who", "will", "with", "you", "your",
];

/// The words of a text as a slug: `[a-z0-9-]`, at most [`LONGEST`] bytes, cut between words.
/// Empty when the text has no letter or digit of ASCII.
pub(super) fn slug(text: &str) -> String {
    let lower = text.to_ascii_lowercase().replace(['\'', '\u{2019}'], "");
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    let telling: Vec<&str> = words.clone().filter(|w| EMPTY.binary_search(w).is_err()).collect();
    let chosen = if telling.is_empty() { words.collect() } else { telling };
    let mut out = String::new();
    for word in chosen {
        let word = &word[..word.len().min(LONGEST)];
        if out.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(word);
    }
    out
}

/// The stem of each document: its file name without ending, and as many folders before it as it
/// takes to tell it from the others.
pub(super) fn stems<'a>(paths: impl IntoIterator<Item = &'a str>) -> BTreeMap<&'a str, String> {
    let paths: BTreeSet<&str> = paths.into_iter().collect();
    let mut open: Vec<(&str, usize)> = paths.into_iter().map(|path| (path, 1)).collect();
    let mut done = BTreeMap::new();
    let mut taken: HashSet<String> = HashSet::new();
    while !open.is_empty() {
        let mut by_stem: BTreeMap<String, Vec<(&str, usize)>> = BTreeMap::new();
        for (path, parts) in open.drain(..) {
            by_stem.entry(stem(path, parts)).or_default().push((path, parts));
        }
        for (stem, paths) in by_stem {
            let alone = paths.len() == 1 && !taken.contains(&stem);
            for (path, parts) in paths {
                if alone || parts > path.split('/').count() {
                    done.insert(path, stem.clone());
                    taken.insert(stem.clone());
                } else {
                    open.push((path, parts + 1));
                }
            }
        }
    }
    done
}

/// The last `parts` parts of a path as a slug.
fn stem(path: &str, parts: usize) -> String {
    let bare = path.rsplit_once('.').map_or(path, |(bare, _)| bare);
    let names: Vec<&str> = bare.split('/').collect();
    let lower = names[names.len().saturating_sub(parts)..].join("-").to_ascii_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.is_empty() { "page".to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_words_are_sorted() {
        assert!(EMPTY.is_sorted());
    }

    #[test]
    fn a_slug_keeps_the_telling_words() {
        assert_eq!(slug("Each node must have a name of its own."), "node-name-own");
        assert_eq!(slug("You should have this"), "you-should-have-this", "no telling word");
        assert_eq!(slug("…"), "");
        assert!(slug(&"word ".repeat(100)).len() <= LONGEST);
        assert!(slug(&"x".repeat(100)).len() <= LONGEST);
    }

    #[test]
    fn stems_that_clash_take_their_folder() {
        let stems = stems(["a/setup.md", "b/setup.md", "b/Plan it.md"]);
        assert_eq!(stems["a/setup.md"], "a-setup");
        assert_eq!(stems["b/setup.md"], "b-setup");
        assert_eq!(stems["b/Plan it.md"], "plan-it");
    }

    #[test]
    fn paths_that_only_differ_in_signs_still_end() {
        let stems = stems(["a b.md", "a-b.md", "ä.md"]);
        assert_eq!(stems.len(), 3);
    }
}
