//! Numbers in digits and in words.

/// The words for small numbers.
const WORDS: &[(&str, f64)] = &[
    ("zero", 0.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

/// The words that multiply what stands before them.
const SCALES: &[(&str, f64)] = &[
    ("hundred", 100.0),
    ("thousand", 1_000.0),
    ("million", 1_000_000.0),
    ("billion", 1_000_000_000.0),
];

/// The words for parts of one.
const FRACTIONS: &[(&str, f64)] = &[
    ("half", 0.5),
    ("one-half", 0.5),
    ("one-third", 1.0 / 3.0),
    ("two-thirds", 2.0 / 3.0),
    ("one-quarter", 0.25),
    ("one-fourth", 0.25),
    ("three-quarters", 0.75),
    ("three-fourths", 0.75),
    ("½", 0.5),
    ("¼", 0.25),
    ("¾", 0.75),
];

fn find(table: &[(&str, f64)], word: &str) -> Option<f64> {
    table.iter().find(|(w, _)| *w == word).map(|(_, n)| *n)
}

/// Whether a word names a number: `twelve`, `twenty-four`, `half`.
pub(super) fn is_spelled(word: &str) -> bool {
    find(FRACTIONS, word).is_some() || small(word).is_some()
}

/// The number in digits: `16`, `4,000`, `2.2`. No sign, no unit.
pub(super) fn digits(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| c.is_ascii_digit())
        || !word.ends_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let (whole, decimals) = match word.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (word, None),
    };
    if decimals.is_some_and(|d| !d.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let mut plain = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        plain.push_str(group);
    }
    if plain.len() > 15 || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some(decimals) = decimals {
        plain.push('.');
        plain.push_str(decimals);
    }
    plain.parse().ok()
}

/// The number that the words from the first on name, and how many words it takes.
///
/// `["two", "hundred", "nodes"]` is 200 in two words; `["twenty-four"]` is 24 in one.
pub(super) fn leading(words: &[&str]) -> Option<(f64, usize)> {
    let first = words.first()?;
    if let Some(n) = digits(first) {
        return Some(scaled(n, words, 1));
    }
    if let Some(n) = find(FRACTIONS, first) {
        return Some((n, 1));
    }
    let (mut total, mut used) = (small(first)?, 1);
    if total >= 20.0
        && total % 10.0 == 0.0
        && let Some(n) =
            words.get(1).and_then(|w| find(WORDS, w)).filter(|n| (1.0..10.0).contains(n))
    {
        total += n;
        used = 2;
    }
    Some(scaled(total, words, used))
}

/// `twelve`, `twenty-four`.
fn small(word: &str) -> Option<f64> {
    if let Some(n) = find(WORDS, word) {
        return Some(n);
    }
    let (tens, ones) = word.split_once('-')?;
    let tens = find(WORDS, tens).filter(|n| *n >= 20.0)?;
    let ones = find(WORDS, ones).filter(|n| (1.0..10.0).contains(n))?;
    Some(tens + ones)
}

fn scaled(number: f64, words: &[&str], used: usize) -> (f64, usize) {
    let scale = words.get(used).and_then(|w| find(SCALES, w));
    scale.map_or((number, used), |s| (number * s, used + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digits_with_separators_and_decimals() {
        assert_eq!(digits("4,000"), Some(4000.0));
        assert_eq!(digits("1,234,567.5"), Some(1_234_567.5));
        assert_eq!(digits("99.9"), Some(99.9));
        for other in ["1,5", "1,2345", "9.1.1583", "R2", "2k", "", "12,345a", "1234,567", "-3", "."]
        {
            assert_eq!(digits(other), None, "{other}");
        }
    }

    #[test]
    fn words_and_scales() {
        assert_eq!(leading(&["twenty-four", "hours"]), Some((24.0, 1)));
        assert_eq!(leading(&["twenty", "four"]), Some((24.0, 2)));
        assert_eq!(leading(&["two", "hundred", "users"]), Some((200.0, 2)));
        assert_eq!(leading(&["1.5", "million"]), Some((1_500_000.0, 2)));
        assert_eq!(leading(&["one-half"]), Some((0.5, 1)));
        assert_eq!(leading(&["nodes"]), None);
        assert_eq!(leading(&[]), None);
    }

    proptest! {
        #[test]
        fn what_is_written_with_separators_is_read(n in 0_u64..1_000_000_000_000) {
            let plain = n.to_string();
            let mut grouped = String::new();
            for (i, c) in plain.chars().enumerate() {
                if i > 0 && (plain.len() - i) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(c);
            }
            prop_assert_eq!(digits(&plain), Some(n as f64));
            prop_assert_eq!(digits(&grouped), Some(n as f64));
        }

        #[test]
        fn decimals_are_read(n in 0_u32..100_000, d in 0_u32..1000) {
            let text = format!("{n}.{d:03}");
            prop_assert_eq!(digits(&text), text.parse().ok());
        }
    }
}
