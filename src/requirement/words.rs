//! What counts as the same words.

/// The words of a text: white space as one blank, lower case, straight quotes, no final stop.
/// Markup is gone already. What is left equal says the same thing in the same words.
pub(crate) fn same_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Adds the same words behind what stands in `out`.
pub(super) fn fold_into(text: &str, out: &mut String) {
    let start = out.len();
    out.reserve(text.len());
    for word in text.split_whitespace() {
        if out.len() > start {
            out.push(' ');
        }
        if word.is_ascii() {
            let folded = out.len();
            out.push_str(word);
            out[folded..].make_ascii_lowercase();
            continue;
        }
        for c in word.chars() {
            match c {
                _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
                '\u{2018}' | '\u{2019}' | '\u{201b}' => out.push('\''),
                '\u{201c}' | '\u{201d}' | '\u{201f}' => out.push('"'),
                '\u{ad}' | '\u{200b}' => {}
                _ => out.extend(c.to_lowercase()),
            }
        }
    }
    let kept = out[start..].trim_end_matches(['.', ';', ':', ' ']).len();
    out.truncate(start + kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_case_quotes_and_the_final_stop_are_no_words() {
        assert_eq!(same_words("The  node\n can’t\tSleep."), same_words("the node can't sleep"));
        assert_ne!(same_words("a node, or two"), same_words("a node or two"));
        assert_ne!(same_words("always-on"), same_words("always on"));
    }
}
