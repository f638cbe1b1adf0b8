//! The names of all rules that include or exclude a clause, and what each of them means.

/// A rule that includes or excludes clauses.
#[derive(Debug)]
pub struct Rule {
    /// Its name: `key-word`.
    pub name: &'static str,
    /// One line on what it looks for.
    pub summary: &'static str,
    /// A page in Markdown on what it decides and why, with examples for and against. An example
    /// is a fenced block: a page, a line with a single `.`, and what is extracted.
    pub page: &'static str,
}

macro_rules! rules {
    ($($name:ident = $key:literal, $why:literal;)*) => {
        $(pub(super) const $name: &str = $key;)*
        /// Every rule, by name.
        pub(super) const RULES: &[Rule] = &[$(Rule {
            name: $key,
            summary: $why,
            page: include_str!(concat!("rules/", $key, ".md")),
        }),*];
    };
}

rules! {
    ADVICE = "advice", "somebody recommends it, or it is called important, best or sensible";
    ANNOUNCEMENT = "announcement", "the sentence only introduces what follows";
    ASKS = "asks", "the sentence asks";
    ASSURANCE = "assurance", "the reader is to see to it that something is so";
    AVOIDANCE = "avoidance", "the reader is to avoid something";
    BOUND = "bound", "a number or a release bounds what the reader sets";
    CAPABILITY = "capability", "the product can do it, and asks nothing of the reader";
    COMPARISON = "comparison", "it compares two things and sets no bound";
    DESCRIPTION = "description", "the sentence says how things are";
    EXAMPLE = "example", "the sentence gives an example";
    FACT_OF_PREREQUISITES = "fact-of-prerequisites", "a state, given as a fact among prerequisites";
    FALLBACK = "fallback", "what to do when another requirement cannot be met";
    HEADING = "heading", "a bold opening names what the sentences behind it demand";
    IMPOSSIBLE_ACT = "impossible-act", "the product makes the act impossible";
    INHERITED = "inherited", "a fragment takes the level of its lead-in, column or heading";
    INTERFACE = "interface", "it works a program's surface";
    KEY_WORD = "key-word", "must, should or one of their kin governs the clause";
    LINK = "link", "it says where to read more or where to get something";
    MENTAL_ACT = "mental-act", "the reader is to note, find out or judge something";
    NEED = "need", "something is needed or required";
    NEGATED_NEED = "negated-need", "something is not needed";
    NEGATIVE_IMPERATIVE = "negative-imperative", "the reader is told not to do something";
    ONLY = "only", "what is possible is restricted to one way";
    ONLY_WAY = "only-way", "one way is named as the only one";
    OPTION_VALUE = "option-value", "it says what a value of an option or parameter means";
    OTHER_VERSION = "other-version", "it is about a version outside the product's list";
    PERMISSION = "permission", "the reader may choose it";
    PLAIN_IMPERATIVE = "plain-imperative", "a plain imperative that changes the environment";
    PREDICTION = "prediction", "it says what will be seen when all goes well";
    PROCEDURE_STEP = "procedure-step", "a step of a procedure without a key word";
    PROHIBITION = "prohibition", "it is ruled out by a modal, or is not allowed";
    READING = "reading", "the reader is to read or to ask";
    STATE_OF_PERSON = "state-of-person", "who does it has a right or a role";
    SUPPORT = "support", "something is supported";
    UNSUPPORTED = "unsupported", "something is not supported";
    VENDOR = "vendor", "the vendor, not the reader, is bound";
    WEIGHED = "weighed", "an imperative that weighs a benefit";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_rule_is_explained() {
        assert!(RULES.is_sorted_by_key(|rule| rule.name));
        for rule in RULES {
            assert!(rule.summary.len() > 15, "{rule:?}");
            assert!(rule.page.starts_with(&format!("# {}\n\n", rule.name)), "{rule:?}");
            assert!(rule.page.contains("```example\n"), "`{}` has no example", rule.name);
        }
    }
}
