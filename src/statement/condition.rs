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
    pub(super) goals: &'a [&'static str],
    /// The view is read for more than one version: to name one narrows.
    pub(super) several: bool,
    /// The words of the page's title.
    pub(super) title: &'a [String],
    /// The heading right above.
    pub(super) section: &'a str,
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
    "accommodate",
    "account",
    "address",
    "allow",
    "avoid",
    "complete",
    "comply",
    "meet",
    "satisfy",
    "eliminate",
    "ensure",
    "finish",
    "fix",
    "help",
    "minimize",
    "mitigate",
    "perform",
    "prepare",
    "prevent",
    "proceed",
    "protect",
    "reduce",
    "resolve",
    "safeguard",
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
const QUANTIFIERS: &[&str] = &["all", "any", "both", "each", "either", "every", "given"];

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
        Role::Purpose => {
            let state = (1..tokens.len())
                .any(|at| tokens[at].is("if") || tokens[at].is("when") && is_state(&tokens[at..]));
            fronted && (is_optional_goal(tokens, topic) || state)
        }
        Role::Scope => {
            // `Even in a lab, …`
            let even = piece.start > 0 && flat[piece.start - 1].is("even");
            fronted && !even && is_narrowing(tokens, topic)
        }
        Role::Relative => first.is("where") && fronted,
        Role::Time if first.any(&["each", "every"]) => is_state(&tokens[1..]),
        Role::Concession if first.is("if") => fronted,
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
        return true;
    }
    if first.any(&["should", "with", "unless", "provided", "assuming", "supposing", "as", "in"]) {
        return true;
    }
    if first.is("except") {
        return !tokens.get(1).is_some_and(|t| t.is("as"));
    }
    let only = piece.start > 0 && flat[piece.start - 1].is("only");
    if first.any(&["while", "whilst"]) {
        return tokens.get(1).is_some_and(|t| t.any(&["being", "using"]));
    }
    let required = piece.start > 0
        && flat[piece.start - 1].any(&[
            "required",
            "necessary",
            "needed",
            "supported",
            "mandatory",
        ]);
    only || required || is_state(tokens)
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
        let act = rest.iter().any(|t| {
            t.any(&[
                "setup",
                "wizard",
                "command",
                "cmdlet",
                "script",
                "installer",
                "tool",
                "step",
                "steps",
            ])
        });
        return first.lemma_in(&["use", "utilize", "work", "operate"])
            || planned
            || first.lemma("run") && !act;
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
            !group.past
                && !tokens.iter().any(|t| t.is("being"))
                && !head.lemma_in(&["prompt", "ask", "complete", "finish", "do"])
        }
        super::group::Voice::Active if head.has(GERUND) => head.lemma_in(&["use", "run"]),
        super::group::Voice::Active => {
            head.lemma_in(STATIVE)
                || tokens[verb].lemma_in(STATIVE)
                || happens(&tokens[1..verb], head)
        }
    }
}

/// Whether an event befalls what is set up, rather than the reader's own procedure.
fn happens(subject: &[Token<'_>], verb: &Token<'_>) -> bool {
    let reader = subject.iter().any(|t| t.any(&["you", "we", "users", "user"]));
    let procedure = subject.iter().any(|t| {
        t.has(INTERFACE_NOUN)
            || t.any(&[
                "command",
                "configuration",
                "deployment",
                "download",
                "import",
                "installation",
                "installer",
                "message",
                "migration",
                "operation",
                "procedure",
                "process",
                "script",
                "setup",
                "update",
                "upgrade",
                "prompt",
            ])
    });
    !reader && !procedure && verb.lemma_in(EVENTS)
}

/// Verbs of what befalls a thing that is set up.
const EVENTS: &[&str] = &[
    "approach", "change", "exceed", "expire", "fail", "fall", "grow", "increase", "lose", "meet",
    "reach", "run", "share", "span", "support",
];

/// Whether `To …` names a goal that the reader may have or not.
fn is_optional_goal(tokens: &[Token<'_>], topic: Topic<'_>) -> bool {
    if tokens.len() < 2 {
        return false;
    }
    // `In order to …`: `order` is no verb there.
    let to = tokens.iter().position(|t| t.has(TO)).unwrap_or(0);
    let at = (to..tokens.len()).find(|&at| tokens[at].has(BASE | BE | HAVE)).unwrap_or(to + 1);
    let Some(verb) = tokens.get(at) else { return false };
    if verb.lemma_in(PLAIN_GOALS)
        || names_benefit(&tokens[at..])
        || tokens.iter().any(|t| t.is("successful"))
    {
        return false;
    }
    // `To support this`, `To do so`: it points back.
    let object: Vec<&Token<'_>> = tokens[at + 1..].iter().filter(|t| !t.has(ADVERB)).collect();
    let points_back = object.first().is_some_and(|t| t.any(&["this", "it", "that", "so", "these"]))
        && object
            .get(1)
            .is_none_or(|t| !t.is_wordlike() || t.has(COORDINATOR | GUIDANCE | PREPOSITION));
    if points_back || names_title(&tokens[at + 1..], topic) && verb.lemma_in(PAGE_ACTS) {
        return false;
    }
    // Verbs of every page name its subject only together with their object.
    let common = verb.lemma_in(&[
        "disable",
        "enable",
        "add",
        "change",
        "configure",
        "create",
        "do",
        "get",
        "have",
        "make",
        "manage",
        "run",
        "set",
        "use",
    ]);
    let own = topic.goals.iter().any(|goal| verb.lemma(goal));
    !(own
        && (!common
            || object
                .iter()
                .filter(|t| t.is_wordlike())
                .any(|t| topic.title.iter().any(|word| t.is(word)) || heads(topic.section, t))))
}

/// Whether a heading has this word.
fn heads(heading: &str, token: &Token<'_>) -> bool {
    heading.split(|c: char| !c.is_alphanumeric()).any(|word| word.len() > 3 && token.is(word))
}

/// Verbs whose object says what is gained by it: `improve the response times`.
const GAINS: &[&str] = &[
    "achieve", "boost", "enhance", "improve", "increase", "maximize", "optimize", "simplify",
    "speed",
];

/// What is gained, when it is the object of such a verb.
const GAINED: &[&str] = &[
    "availability",
    "efficiency",
    "latency",
    "manageability",
    "performance",
    "protection",
    "reliability",
    "resilience",
    "resiliency",
    "response",
    "results",
    "scalability",
    "scale",
    "security",
    "speed",
    "stability",
    "throughput",
    "time",
    "times",
];

/// `To improve performance`: everybody's goal.
fn names_benefit(goal: &[Token<'_>]) -> bool {
    let [verb, object @ ..] = goal else { return false };
    verb.lemma_in(GAINS) && object.iter().take(6).any(|t| t.any(GAINED))
}

/// What a page that is named after a product is about: `To install X`.
const PAGE_ACTS: &[&str] = &[
    "build",
    "configure",
    "create",
    "deploy",
    "implement",
    "install",
    "plan",
    "run",
    "set",
    "start",
    "upgrade",
    "use",
];

/// Whether two words share their stem, as far as that shows: `cluster`, `clustering`.
fn akin(one: &str, other: &str) -> bool {
    let shared =
        one.bytes().zip(other.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    shared >= 4 && shared + 1 >= one.len().min(other.len())
}

/// Whether the goal's object is the product that the title names.
fn names_title(object: &[Token<'_>], topic: Topic<'_>) -> bool {
    let phrase: Vec<&Token<'_>> = object
        .iter()
        .skip_while(|t| t.has(COORDINATOR | BASE | DETERMINER | ADVERB))
        .take_while(|t| t.is_wordlike() && !t.has(PREPOSITION | COORDINATOR | TO | RELATIVE))
        .collect();
    if phrase.len() >= 2 && phrase.iter().all(|t| topic.title.iter().any(|word| akin(t.text, word)))
    {
        return true;
    }
    let names: Vec<&Token<'_>> = object
        .iter()
        .skip_while(|t| t.has(COORDINATOR | BASE | DETERMINER | ADVERB))
        .take_while(|t| t.is_capital() || t.kind == Kind::Number)
        .collect();
    let ends = object
        .iter()
        .skip_while(|t| t.has(COORDINATOR | BASE | DETERMINER | ADVERB))
        .nth(names.len());
    let whole = ends.is_none_or(|t| !t.is_wordlike() || t.has(PREPOSITION | COORDINATOR | TO));
    names.len() >= 2
        && whole
        && names
            .iter()
            .all(|name| name.kind == Kind::Number || topic.title.iter().any(|word| name.is(word)))
        && names.iter().any(|name| name.kind != Kind::Number)
}

/// Whether a scope names no more than the page's title: `In a hybrid farm` on a page of that name.
fn names_subject(scope: &[Token<'_>], topic: Topic<'_>) -> bool {
    let named = scope.iter().filter(|t| {
        t.is_wordlike() && !t.has(DETERMINER | PREPOSITION | COORDINATOR) && !t.any(REFER_BACK)
    });
    let words = named.clone().count();
    let numbered = scope.iter().any(|t| t.kind == Kind::Number);
    let known = named.filter(|t| topic.title.iter().any(|word| akin(t.text, word))).count();
    let generic = scope.last().is_some_and(|t| t.any(&["environment", "scenario", "deployment"]));
    words >= 2 && !numbered && (known == words || known >= 2 && generic && known + 1 >= words)
}

/// Whether a phrase in front narrows the scope.
fn is_narrowing(tokens: &[Token<'_>], topic: Topic<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    let rest = &tokens[1..];
    let Some(second) = rest.first() else { return false };
    if first.has(GERUND) {
        return first.lemma("use") || first.lemma("start") && second.any(&["in", "with", "from"]);
    }
    if !first.any(&["for", "in", "on", "with", "without", "under", "within", "outside", "inside"]) {
        return false;
    }
    let text = |words: &[&str]| rest.iter().any(|t| t.any(words));
    if second.any(&["most", "many"]) || names_subject(rest, topic) {
        return false;
    }
    if first.any(&["in", "under", "within"])
        && text(REFER_BACK)
        && !text(&["each", "all", "every", "any", "most"])
    {
        return true;
    }
    if second.any(QUANTIFIERS)
        || rest.get(1).is_some_and(|t| t.is("given"))
        || text(REASONS)
            && !text(&["evaluation", "test", "testing"])
            && !(rest.len() > 1 && rest.iter().rev().take(1).any(|t| t.is("instance")))
    {
        return false;
    }
    if second.any(&["this", "that", "these", "such"])
        && !rest.iter().any(|t| t.has(GUIDANCE | INTERFACE_NOUN))
        && !first.is("for")
    {
        return !text(&["way", "process", "release", "manner"]);
    }
    if second.any(&["this", "these", "that"]) {
        return false;
    }
    let own = second.any(&["our", "your"])
        && rest.len() == 2
        && rest[1].any(&["deployment", "environment", "installation", "organization"]);
    if own {
        return false;
    }
    if second.any(&[
        "addition",
        "general",
        "order",
        "future",
        "particular",
        "short",
        "fact",
        "some",
        "turn",
        "total",
        "average",
        "practice",
        "effect",
        "other",
        "step",
    ]) {
        return false;
    }
    if let Some(narrows) = topic.versions.and_then(|versions| versions.narrows(rest)) {
        return narrows && topic.several;
    }
    // `For it to work, …` and `For a successful upgrade, …` are purposes.
    let aim = rest.windows(2).any(|w| w[0].has(TO) && w[1].has(BASE | BE))
        && !rest.iter().any(|t| t.has(RELATIVE))
        || text(&["successful", "optimal", "optimally", "proper", "properly", "smooth"]);
    if first.is("for") && aim {
        return false;
    }
    if first.is("for") {
        let activity = matches!(rest, [one] if one.any(&["deployment", "installation", "setup", "operation", "migration", "upgrade", "administration"]));
        if activity {
            return false;
        }
        return !text(&["more", "example"]) || text(&["than"]);
    }
    if first.any(&["with", "without"]) {
        return !second.has(DETERMINER) || second.any(&["a", "an", "no"]);
    }
    // A place of the interface, a definite place, and the page's own versions narrow nothing.
    let place = rest.iter().any(|t| t.has(INTERFACE_NOUN | GUIDANCE) || t.strong);
    let definite = second.any(&["the", "your", "its", "their", "our", "each"]);
    let time = rest.iter().any(|t| t.has(TIME_UNIT));
    !(place || definite || time || rest.iter().any(|t| t.kind == Kind::Colon))
}
