//! The only ways by which a text gets into a generated PowerShell file: as a [label](Label), as a
//! [literal], as a [file name](file_stem).
//!
//! PowerShell takes U+2018 to U+201B for single quotes and runs parts of a test's name as code, so
//! nothing here tries to escape what is dangerous: what is not known to be harmless gets no entry.

use std::fmt::{self, Write as _};
use std::io;

use sha2::{Digest, Sha256};

/// The longest name of a test, in characters.
pub const NAME_LIMIT: usize = 120;

/// The longest file or folder name made from a text of the documentation, in characters.
const STEM_LIMIT: usize = 80;

/// Names that Windows keeps for devices, with any extension.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// A text that can stand in the name or tag of a test and in any literal: not empty, and of
/// `A-Za-z0-9 ,./()_+=-` only. Pester expands neither its `<` (there is none) nor matches it as a
/// wildcard.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(String);

impl Label {
    /// The text as a label, when every character of it may stand in one.
    pub fn new(text: &str) -> Option<Self> {
        let fits = !text.is_empty() && text.chars().all(is_label_char);
        fits.then(|| Self(text.to_owned()))
    }

    /// The text, or `other` when it can't be a label.
    pub fn or(text: &str, other: &str) -> Self {
        Self::new(text)
            .unwrap_or_else(|| Self(other.chars().filter(|c| is_label_char(*c)).collect()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_label_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || " ,./()_+=-".contains(c)
}

/// Whether a text can be an id, a path of a fact or a path of a document in a generated file:
/// `A-Za-z0-9_./[]-`, not empty, at most `limit` bytes, beginning with a letter or digit.
pub fn is_name(text: &str, limit: usize) -> bool {
    text.len() <= limit
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_./[]-".contains(&b))
}

/// Writes a text as one single-quoted PowerShell literal, quotes included. Every printed value of a
/// PowerShell template goes through here.
///
/// # Errors
/// When the text has a character outside printable ASCII: no quoting saves such a file from
/// Windows PowerShell 5.1, which reads it in the code page of the machine.
pub fn literal(text: &str, output: &mut dyn io::Write) -> io::Result<()> {
    if let Some(bad) = text.chars().find(|c| !(' '..='~').contains(c)) {
        let message = format!("U+{:04X} can't stand in a PowerShell literal", u32::from(bad));
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    output.write_all(b"'")?;
    output.write_all(text.replace('\'', "''").as_bytes())?;
    output.write_all(b"'")
}

/// The name of a test: the id, then what the test looks at. Cut to [`NAME_LIMIT`]; a cut id ends in
/// a digest of the whole, so that different ids have different names.
pub fn test_name(id: &Label, summary: &Label) -> String {
    let mut name = if id.0.len() > NAME_LIMIT {
        format!("{}...{}", &id.0[..NAME_LIMIT - 15], digest(&id.0))
    } else {
        id.0.clone()
    };
    if name.len() + 1 + summary.0.len() <= NAME_LIMIT {
        let _ = write!(name, " {summary}");
    }
    name
}

/// A file or folder name for a text of the documentation: of `A-Za-z0-9._-`, at most 80 characters,
/// not hidden, no device of Windows, no blank or dot at its end. A text that is such a name stays;
/// any other is changed and gets a digest, so that different texts have different names.
pub fn file_stem(text: &str) -> String {
    let fits = text.len() <= STEM_LIMIT
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !text.ends_with('.')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        && !is_device(text);
    if fits {
        return text.to_owned();
    }
    let mut stem = String::new();
    for c in text.chars().take(STEM_LIMIT - 13) {
        let c = if c.is_ascii_alphanumeric() || "_.".contains(c) { c } else { '-' };
        if !(c == '-' && stem.ends_with('-')) {
            stem.push(c);
        }
    }
    let stem = stem.trim_matches(['-', '.', '_']);
    let stem = if stem.is_empty() || is_device(stem) { "page" } else { stem };
    format!("{stem}-{}", digest(text))
}

fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or(stem).to_ascii_lowercase();
    let port = first.strip_prefix("com").or_else(|| first.strip_prefix("lpt"));
    DEVICES.contains(&first.as_str())
        || port.is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// Twelve hexadecimal digits that stand for a text.
pub(super) fn digest(text: &str) -> String {
    let mut hex = String::new();
    for byte in &Sha256::digest(text)[..6] {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a PowerShell parser makes of a single-quoted literal; `None` when it is not exactly one.
    fn read_literal(source: &str) -> Option<String> {
        let inner = source.strip_prefix('\'')?.strip_suffix('\'')?;
        let is_quote = |c: char| c == '\'' || ('\u{2018}'..='\u{201B}').contains(&c);
        let mut text = String::new();
        let mut chars = inner.chars();
        while let Some(c) = chars.next() {
            if is_quote(c) && !chars.next().is_some_and(is_quote) {
                return None;
            }
            text.push(c);
        }
        Some(text)
    }

    fn quoted(text: &str) -> Option<String> {
        let mut bytes = Vec::new();
        literal(text, &mut bytes).ok()?;
        String::from_utf8(bytes).ok()
    }

    /// Texts that mix ordinary letters with everything PowerShell, Pester and file systems treat
    /// in a way of their own.
    fn hostile() -> impl Strategy<Value = String> {
        let special = prop::sample::select(vec![
            "'", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}", "\"", "\u{201C}", "`", "$(x)",
            "<", ">", "#>", "\n", "\r", "\u{0}", "\u{1b}", "\u{2028}", "\u{AD}", "..", "/", "\\",
            ":", "*", "[", "]", "CON", "nul.txt", "-", ".", " ", "'@", "%", "{{", "{%", "|", "~",
            "\u{FFFF}", "è",
        ]);
        prop::collection::vec(
            prop_oneof![special.prop_map(str::to_owned), "[a-zA-Z0-9 ]{1,6}", ".{0,4}"],
            0..40,
        )
        .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn a_literal_is_one_string_of_the_same_text(text in hostile()) {
            match quoted(&text) {
                Some(source) => {
                    prop_assert!(source.bytes().all(|b| (0x20..=0x7E).contains(&b)));
                    prop_assert_eq!(read_literal(&source), Some(text));
                }
                None => prop_assert!(text.bytes().any(|b| !(0x20..=0x7E).contains(&b))),
            }
        }

        #[test]
        fn a_label_has_only_characters_that_nothing_expands(text in hostile()) {
            let label = Label::or(&text, "other");
            let live = "'\"`$<>{}[]*?&|;@#%!~^\\:\n";
            prop_assert!(label.as_str().chars().all(|c| c.is_ascii() && !live.contains(c)));
            prop_assert!(label.as_str() == text || label.as_str() == "other");
        }

        #[test]
        fn a_file_name_names_a_file_in_its_folder(text in hostile(), other in hostile()) {
            let stem = file_stem(&text);
            prop_assert!(!stem.is_empty() && stem.len() <= STEM_LIMIT);
            prop_assert!(stem.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)));
            prop_assert!(stem.starts_with(|c: char| c.is_ascii_alphanumeric()) && !stem.ends_with('.'));
            prop_assert!(!is_device(&stem));
            prop_assert_eq!(&file_stem(&stem), &stem, "a made name stays");
            prop_assert!(text == other || stem != file_stem(&other) );
        }

        #[test]
        fn a_test_is_named_by_its_id(id in "[a-z0-9/-]{1,300}", other in "[a-z0-9/-]{1,300}", summary in "[a-z_ 0-9]{1,140}") {
            let (id, other) = (Label::new(&id).unwrap(), Label::new(&other).unwrap());
            let summary = Label::new(&summary).unwrap();
            let name = test_name(&id, &summary);
            prop_assert!(name.len() <= NAME_LIMIT);
            prop_assert!(Label::new(&name).is_some());
            prop_assert_eq!(&name[..id.as_str().len().min(105)], &id.as_str()[..id.as_str().len().min(105)]);
            prop_assert!(id == other || name != test_name(&other, &summary));
        }
    }

    #[test]
    fn devices_and_hidden_names_are_renamed() {
        for name in
            ["con", "NUL", "com1.Tests", "Lpt9", ".git", "..", "", "a.", "a/b", "a b", "x'y"]
        {
            assert_ne!(file_stem(name), name, "{name}");
        }
        for name in ["plan-ha-vmm", "com10", "console", "a.b_c"] {
            assert_eq!(file_stem(name), name);
        }
    }
}
