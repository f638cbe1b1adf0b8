//! What headings, lead-ins and column headers say of the items and rows under them.

use super::Level;
use super::lexicon::*;
use super::token::Token;

/// What a heading, a lead-in or a column header says of what stands under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Label {
    /// The level that a fragment under it takes.
    pub(super) level: Option<Level>,
    /// It lists requirements or prerequisites: states given as facts count.
    pub(super) facts: bool,
    /// It only says where to read more.
    pub(super) reading: bool,
    /// It lists options, parameters or values.
    pub(super) options: bool,
    /// It lists limits.
    pub(super) limits: bool,
    /// It says that something is not needed: nothing is handed down.
    pub(super) negated: bool,
    /// It lists ports.
    pub(super) ports: bool,
}

const READING: &[&[&str]] = &[
    &["additional", "resources"],
    &["feedback"],
    &["for", "more", "information"],
    &["in", "this", "section"],
    &["learn", "more"],
    &["more", "information"],
    &["next", "step"],
    &["next", "steps"],
    &["other", "resources"],
    &["references"],
    &["related", "articles"],
    &["related", "content"],
    &["related", "information"],
    &["related", "links"],
    &["related", "resources"],
    &["related", "tasks"],
    &["related", "topics"],
    &["resources"],
    &["see", "also"],
    &["what's", "next"],
    &["where", "to", "go"],
];

const REQUIREMENTS: &[&str] = &[
    "prereqs",
    "prerequisite",
    "prerequisites",
    "required",
    "requirement",
    "requirements",
    "requires",
    "mandatory",
];
const RECOMMENDATIONS: &[&str] =
    &["recommendation", "recommendations", "recommended", "recommend", "recommends"];
const LIMITS: &[&str] = &[
    "boundaries",
    "limit",
    "limits",
    "maximum",
    "maximums",
    "minimum",
    "minimums",
    "max",
    "thresholds",
    "quota",
    "quotas",
];
const OPTIONS: &[&str] = &[
    "argument",
    "arguments",
    "attribute",
    "attributes",
    "field",
    "flag",
    "flags",
    "key",
    "option",
    "options",
    "parameter",
    "parameters",
    "property",
    "setting",
    "switch",
    "switches",
];

/// Whether a sentence points to what stands behind it: `the following`, `as follows`, `these
/// requirements`.
pub(super) fn points(tokens: &[Token<'_>]) -> bool {
    any(tokens, &["following", "follows", "below"])
        || tokens.windows(2).any(|w| {
            w[0].is("these")
                && w[1].any(&[
                    "conditions",
                    "criteria",
                    "prerequisites",
                    "requirements",
                    "steps",
                    "rights",
                    "permissions",
                ])
        })
}

fn has_phrase(tokens: &[Token<'_>], words: &[&str]) -> bool {
    tokens
        .windows(words.len())
        .any(|window| window.iter().zip(words).all(|(token, word)| token.is(word)))
}

fn any(tokens: &[Token<'_>], words: &[&str]) -> bool {
    tokens.iter().any(|token| token.any(words))
}

/// What a heading says.
pub(super) fn of_heading(tokens: &[Token<'_>]) -> Label {
    let mut label = Label::default();
    let words = tokens.iter().filter(|t| t.is_wordlike()).count();
    if words <= 6
        && READING
            .iter()
            .any(|phrase| has_phrase(tokens, phrase) && (phrase.len() > 1 || words == 1))
    {
        label.reading = true;
        return label;
    }
    label.limits = any(tokens, LIMITS);
    label.ports = any(tokens, &["port", "ports"]);
    let requirement = any(tokens, REQUIREMENTS)
        || before_you(tokens)
        || has_phrase(tokens, &["what", "you", "need"])
        || has_phrase(tokens, &["need", "to", "know"]);
    let recommendation = any(tokens, RECOMMENDATIONS) || has_phrase(tokens, &["best", "practices"]);
    let supported =
        any(tokens, &["supported", "support", "compatible", "compatibility", "supports"])
            && any(tokens, &["supported", "matrix", "compatible"]);
    label.options = any(tokens, OPTIONS) && !requirement || any(tokens, &["options", "parameters"]);
    let act = tokens.first().is_some_and(|t| t.has(BASE));
    let restriction = any(tokens, &["restriction", "restrictions"]);
    label.level = match () {
        () if label.options => None,
        () if any(tokens, &["unsupported"]) || has_phrase(tokens, &["not", "supported"]) => {
            Some(Level::MustNot)
        }
        () if requirement && (recommendation || restriction) => None,
        () if supported && !requirement || any(tokens, &["optional"]) && !act => Some(Level::May),
        () if recommendation => Some(Level::Should),
        () if requirement => Some(Level::Must),
        () => None,
    };
    label.facts = label.level == Some(Level::Must);
    label
}

/// `Before you begin`, `Before you install`.
fn before_you(tokens: &[Token<'_>]) -> bool {
    has_phrase(tokens, &["before", "you"])
        || has_phrase(tokens, &["before", "installing"])
        || has_phrase(tokens, &["before", "beginning"])
}

/// What the header of a column says of its cells.
pub(super) fn of_column(tokens: &[Token<'_>]) -> Label {
    let mut label = of_heading(tokens);
    label.reading =
        any(tokens, &["link", "links", "article", "topic", "reference", "references", "download"])
            || has_phrase(tokens, &["more", "information"])
            || has_phrase(tokens, &["learn", "more"])
            || has_phrase(tokens, &["for", "more"]);
    label.limits |= any(tokens, &["min"]);
    if label.level.is_none() && any(tokens, &["recommended"]) && !any(tokens, &["minimum"]) {
        label.level = Some(Level::Should);
    }
    let named = tokens.first().is_some_and(|t| t.any(OPTIONS) || t.any(&["value", "values"]));
    label.options = named && label.level.is_none();
    if has_phrase(tokens, &["not", "supported"]) {
        label.level = Some(Level::MustNot);
    } else if any(tokens, &["supported"]) || tokens.first().is_some_and(|t| t.is("support")) {
        label.level = Some(Level::May);
    } else if label.level.is_none() && label.limits && !has_phrase(tokens, &["limit", "type"]) {
        label.level = Some(Level::Must);
    }
    label
}

/// The level that the name of a row sets: `Supported browsers`, `Required software`.
pub(super) fn of_row(tokens: &[Token<'_>]) -> Option<Level> {
    let first = tokens.first()?;
    let not = first.is("not");
    let word = if not { tokens.get(1)? } else { first };
    match () {
        () if word.is("unsupported") || not && word.is("supported") => Some(Level::MustNot),
        () if word.is("recommended") && not => Some(Level::ShouldNot),
        () if not => None,
        () if word.any(&["optional", "supported"]) => Some(Level::May),
        () if word.is("recommended") => Some(Level::Should),
        () if word.any(&["mandatory", "required"]) => Some(Level::Must),
        () => None,
    }
}

/// What a lead-in that the engine found no level in says, by its words.
pub(super) fn of_lead_in(tokens: &[Token<'_>]) -> Label {
    let mut label = Label {
        options: any(tokens, &["parameters", "options", "switches", "arguments"]),
        ..Label::default()
    };
    label.ports = any(tokens, &["port", "ports"]);
    label.limits =
        any(tokens, &["limits", "maximums", "maximum", "minimum", "minimums", "thresholds"]);
    let requirement = any(tokens, REQUIREMENTS)
        || any(
            tokens,
            &["must", "need", "needs", "necessary", "ensure", "verify", "minimum", "require"],
        )
        || has_phrase(tokens, &["make", "sure"])
        || has_phrase(tokens, &["have", "to"]);
    let bounded = has_phrase(tokens, &["not", "to", "exceed"]);
    label.limits |= bounded;
    let negated = !bounded && tokens.iter().any(|t| t.has(NEGATION) && t.any(&["not", "never"]))
        || any(tokens, &["unsupported"])
        || has_phrase(tokens, &["no", "longer"]);
    // `These requirements apply to the following:` lists what they apply to; `The following
    // requirements apply to a hub:` lists the requirements.
    let scope = tokens.iter().position(|t| t.any(&["apply", "applies"])).is_some_and(|at| {
        let listed = points(&tokens[..at]) && any(&tokens[..at], REQUIREMENTS);
        let elsewhere = points(&tokens[at..]);
        tokens.get(at + 1).is_some_and(|t| t.is("to")) && (!listed || elsewhere)
    });
    let softened = any(tokens, &["might", "could"]);
    let recommendation = any(tokens, RECOMMENDATIONS)
        || any(tokens, &["should", "suggest"])
        || has_phrase(tokens, &["best", "practices"]);
    // `technologies that support it`, `to support it`: said of something else.
    let support = tokens.iter().enumerate().any(|(at, t)| {
        t.is("support")
            && !(at > 0 && (tokens[at - 1].has(TO) || tokens[at - 1].any(&["that", "which"])))
    });
    let by = |at: usize| tokens.get(at + 1).is_some_and(|t| t.is("by"));
    let supported = support
        || tokens.iter().enumerate().any(|(at, t)| t.is("supported") && !by(at))
        || any(tokens, &["supports", "allowed", "permitted", "compatible"]);
    let counted = supported && has_phrase(tokens, &["number", "of"]) && !negated;
    let restricts = negated && (supported || any(tokens, &["can", "use", "must", "do"]));
    let permitted = any(tokens, &["can", "may", "choices", "choose", "optional", "optionally"])
        || supported
        || has_phrase(tokens, &["following", "options"]);
    label.level = match () {
        () if lists_outcomes(tokens) => None,
        () if scope || softened || any(tokens, &["bypass", "exempt", "exempted", "ignore"]) => None,
        () if negated && requirement && !any(tokens, &["must"]) => None,
        () if restricts && supported => Some(Level::MustNot),
        () if negated => None,
        () if recommendation => Some(Level::Should),
        () if requirement || label.limits || counted => Some(Level::Must),
        () if permitted => Some(Level::May),
        () => None,
    };
    if label.options && !supported && !any(tokens, &["mandatory", "required", "must"]) {
        label.level = None;
    }
    label.negated = negated && label.level.is_none();
    label.facts = label.level == Some(Level::Must);
    label
}

/// What comes of something, and asks for nothing itself.
const OUTCOMES: &[&str] = &[
    "advantages",
    "benefits",
    "consequences",
    "disadvantages",
    "drawbacks",
    "effects",
    "error",
    "errors",
    "issues",
    "problems",
    "risks",
    "symptoms",
];

/// Whether a lead-in lists what comes of something: `can cause the following issues:`.
pub(super) fn lists_outcomes(tokens: &[Token<'_>]) -> bool {
    tokens.windows(2).any(|w| w[0].any(&["following", "these"]) && w[1].any(OUTCOMES))
}

/// What advice can be called.
const GUIDANCE_NOUNS: &[&str] =
    &["guidance", "guidelines", "practices", "recommendations", "rules", "tips"];

/// Whether a lead-in lists what to do: `follow these guidelines:`.
pub(super) fn lists_guidance(tokens: &[Token<'_>]) -> bool {
    let Some(at) = tokens.iter().position(|t| t.any(&["following", "these"])) else { return false };
    tokens[at + 1..].iter().take(3).any(|t| t.any(GUIDANCE_NOUNS))
}

/// Whether what is to be followed stands on the page: `these practices`, `the advice in this
/// section`.
pub(super) fn guides_here(object: &[Token<'_>]) -> bool {
    let here = |w: &[Token<'_>]| w[0].is("this") && w[1].any(&["article", "section", "topic"]);
    lists_guidance(object) || object.windows(2).any(here)
}

/// Whether a heading or lead-in speaks of restrictions: `Limitations`, `the following restrictions`.
pub(super) fn restricts(tokens: &[Token<'_>]) -> bool {
    any(tokens, &["limitation", "limitations", "restriction", "restrictions", "unsupported"])
        || has_phrase(tokens, &["not", "supported"])
}

/// Whether what is below the sentence are states that have to hold: `Make sure that:`, `such
/// that:`, `the following conditions`.
pub(super) fn calls_for_states(tokens: &[Token<'_>]) -> bool {
    let met = ["requirement", "requirements", "prerequisite", "prerequisites"];
    tokens.iter().rfind(|t| t.is_wordlike()).is_some_and(|t| t.is("that"))
        || any(tokens, &["conditions", "criteria"])
        || tokens.iter().any(|t| t.lemma_in(&["meet", "satisfy", "fulfill"])) && any(tokens, &met)
        || any(tokens, &["true"]) && any(tokens, &["following", "these"])
}

/// Whether a paragraph goes on with the lead-in before it: `And to these addresses:`.
pub(super) fn goes_on(plain: &str) -> bool {
    let plain = plain.trim();
    plain.len() < 80
        && plain.ends_with(':')
        && ["And ", "As well as ", "Or ", "Plus "].iter().any(|word| plain.starts_with(word))
}

/// Whether a sentence before a list announces the steps of a procedure.
pub(super) fn announces_steps(tokens: &[Token<'_>]) -> bool {
    let steps = any(tokens, &["steps", "procedure", "procedures", "instructions", "tasks"])
        || has_phrase(tokens, &["following", "step"]);
    let do_following =
        tokens.windows(3).any(|w| w[0].is("do") && w[1].is("the") && w[2].is("following"));
    steps || do_following
}

/// Whether the sentence names alternatives of which one is to be met.
pub(super) fn names_one_of(tokens: &[Token<'_>]) -> bool {
    tokens.windows(3).any(|w| {
        w[1].is("of")
            && w[0].any(&["one", "any", "either", "more"])
            && (w[2].any(&["the", "these", "two", "three", "four", "following", "several"]))
    }) && tokens
        .iter()
        .any(|t| t.any(&["following", "these", "two", "three", "four", "below", "several"]))
}
