//! Which of the pieces around a clause make it conditional.

use super::clause::{Piece, Role};
use super::lexicon::*;
use super::token::{Kind, Token};
use super::verbal::is_finite;
use super::version_name::Versions;

/// What a condition is judged against.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Topic<'a> {
    /// Base forms and nouns of the page's title and of the headings above.
    pub(super) goals: &'a [String],
    /// The page's own versions.
    pub(super) versions: Option<&'a Versions>,
}

/// Verbs of having and being: with `when` they tell a state, not a point in time.
const STATIVE: &[&str] = &[
    "be", "belong", "contain", "exist", "have", "hold", "include", "lack", "need", "own",
    "require", "reside", "use", "utilize", "want",
];

/// Goals that are plain purposes whatever they stand before.
const PLAIN_GOALS: &[&str] = &[
    "address",
    "avoid",
    "complete",
    "eliminate",
    "ensure",
    "finish",
    "fix",
    "help",
    "minimize",
    "mitigate",
    "perform",
    "prevent",
    "proceed",
    "protect",
    "reduce",
    "resolve",
    "troubleshoot",
    "validate",
    "verify",
    "work",
];

/// Nouns of reasons and benefits: `for security reasons`, `for best performance`.
const REASONS: &[&str] = &[
    "availability",
    "clarity",
    "compatibility",
    "compliance",
    "consistency",
    "convenience",
    "details",
    "efficiency",
    "example",
    "help",
    "information",
    "instance",
    "maintenance",
    "performance",
    "protection",
    "purposes",
    "reason",
    "reasons",
    "redundancy",
    "reliability",
    "resilience",
    "resiliency",
    "result",
    "results",
    "safety",
    "scalability",
    "security",
    "simplicity",
    "stability",
    "sake",
];

/// Words that open a scope over all: `for each node`.
const QUANTIFIERS: &[&str] = &["all", "any", "both", "each", "either", "every", "given", "most"];

/// Words that refer back to a condition.
const REFER_BACK: &[&str] = &[
    "case",
    "cases",
    "circumstances",
    "configuration",
    "environment",
    "event",
    "instances",
    "scenario",
    "scenarios",
    "situation",
    "situations",
];

/// Whether a piece around a clause is a condition of it.
pub(super) fn is_condition(
    flat: &[Token<'_>],
    piece: Piece,
    fronted: bool,
    topic: Topic<'_>,
) -> bool {
    let tokens = &flat[piece.start..piece.end.min(flat.len())];
    let Some(first) = tokens.first() else { return false };
    match piece.role {
        Role::Condition => condition_word(flat, piece, tokens, first),
        Role::Purpose => fronted && is_optional_goal(tokens, topic),
        Role::Scope => fronted && is_narrowing(tokens, topic),
        Role::Relative => first.is("where") && fronted,
        Role::Time | Role::Reason | Role::Concession | Role::Content => {
            tokens.iter().any(|t| t.is("unless"))
        }
    }
}

fn condition_word(
    flat: &[Token<'_>],
    piece: Piece,
    tokens: &[Token<'_>],
    first: &Token<'_>,
) -> bool {
    if first.is("if") {
        let hedge = tokens.get(1).is_some_and(|t| t.any(&["any"])) && tokens.len() == 2;
        return !hedge;
    }
    if first.any(&["unless", "provided", "assuming", "supposing", "as", "in"]) {
        return true;
    }
    if first.is("except") {
        return !tokens.get(1).is_some_and(|t| t.is("as"));
    }
    let only = piece.start > 0 && flat[piece.start - 1].is("only");
    if first.any(&["while", "whilst"]) {
        return tokens.get(1).is_some_and(|t| t.is("being"));
    }
    only || is_state(tokens)
}

/// Whether `when …` tells a state.
fn is_state(tokens: &[Token<'_>]) -> bool {
    let rest = &tokens[1..];
    let Some(first) = rest.iter().find(|t| !t.has(ADVERB | NEGATION)) else { return false };
    if first.has(PARTICIPLE) && !first.has(BASE) || first.lemma("use") && first.has(PARTICIPLE) {
        return !first.any(&["prompted", "asked", "done", "finished"]);
    }
    if first.has(GERUND) {
        let planned = first.lemma("plan") && rest.iter().take(4).any(|t| t.lemma("use"));
        return first.lemma_in(&["use", "utilize"]) || planned;
    }
    if first.any(&[
        "necessary",
        "possible",
        "required",
        "available",
        "applicable",
        "needed",
        "appropriate",
    ]) {
        return true;
    }
    let Some(verb) = (1..tokens.len()).find(|&at| is_finite(tokens, at)) else { return false };
    let group = super::group::group(tokens, verb);
    let Some(head) = tokens.get(group.head) else { return false };
    match group.voice {
        super::group::Voice::Copula => true,
        super::group::Voice::Passive => {
            !tokens.iter().any(|t| t.is("being"))
                && !head.lemma_in(&["prompt", "ask", "complete", "finish", "do"])
        }
        super::group::Voice::Active if head.has(GERUND) => head.lemma_in(&["use", "run"]),
        super::group::Voice::Active => head.lemma_in(STATIVE) || tokens[verb].lemma_in(STATIVE),
    }
}

/// Whether `To …` names a goal that the reader may have or not.
fn is_optional_goal(tokens: &[Token<'_>], topic: Topic<'_>) -> bool {
    let Some(at) = tokens.iter().position(|t| t.has(BASE | BE | HAVE)) else { return false };
    let verb = &tokens[at];
    if verb.lemma_in(PLAIN_GOALS) {
        return false;
    }
    // `To support this`, `To do so`: it points back.
    let object: Vec<&Token<'_>> = tokens[at + 1..].iter().filter(|t| !t.has(ADVERB)).collect();
    let points_back = object.first().is_some_and(|t| t.any(&["this", "it", "that", "so", "these"]))
        && object
            .get(1)
            .is_none_or(|t| !t.is_wordlike() || t.has(COORDINATOR | GUIDANCE | PREPOSITION));
    !(points_back || topic.goals.iter().any(|goal| verb.lemma(goal)))
}

/// Whether a phrase in front narrows the scope.
fn is_narrowing(tokens: &[Token<'_>], topic: Topic<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    let rest = &tokens[1..];
    let Some(second) = rest.first() else { return false };
    if first.has(GERUND) {
        return first.lemma_in(&["use"]);
    }
    if !first.any(&["for", "in", "on", "with", "without", "under", "within", "outside", "inside"]) {
        return false;
    }
    let text = |words: &[&str]| rest.iter().any(|t| t.any(words));
    if first.any(&["in", "under", "within"])
        && text(REFER_BACK)
        && !text(&["each", "all", "every", "any", "most"])
    {
        return true;
    }
    if second.any(QUANTIFIERS)
        || rest.get(1).is_some_and(|t| t.is("given"))
        || text(REASONS) && !text(&["evaluation", "test", "testing"])
    {
        return false;
    }
    if second.any(&[
        "addition",
        "general",
        "order",
        "future",
        "particular",
        "short",
        "this",
        "these",
        "that",
        "fact",
        "most",
        "some",
        "turn",
        "total",
        "average",
        "practice",
        "effect",
        "other",
        "more",
        "step",
    ]) {
        return false;
    }
    if first.is("for") {
        return !text(&["more", "example"]) || text(&["than"]);
    }
    if first.any(&["with", "without"]) {
        return !second.has(DETERMINER) || second.any(&["a", "an", "no"]);
    }
    // A place of the interface, a definite place, and the page's own versions narrow nothing.
    let place = rest.iter().any(|t| t.has(INTERFACE_NOUN | GUIDANCE) || t.strong);
    let definite = second.any(&["the", "your", "its", "their", "our", "each"]);
    let own = topic.versions.is_some_and(|versions| versions.names_own(rest));
    let time = rest.iter().any(|t| t.has(TIME_UNIT));
    !(place || definite || own || time || rest.iter().any(|t| t.kind == Kind::Colon))
}
