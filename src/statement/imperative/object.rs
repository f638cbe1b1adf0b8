//! What the object of an imperative says of the act.

use crate::statement::lexicon::*;
use crate::statement::token::{Kind, Token};

/// `use the X cmdlet`
pub(super) fn names_tool(object: &[Token<'_>]) -> bool {
    object.iter().take(8).any(|t| {
        t.any(&[
            "cmdlet",
            "cmdlets",
            "command",
            "commands",
            "script",
            "tool",
            "utility",
            "console",
            "wizard",
            "shell",
            "parameter",
        ])
    })
}

/// The last word of the first phrase: the noun of an object.
fn noun_of<'a, 't>(object: &'a [Token<'t>]) -> Option<&'a Token<'t>> {
    let ends = |t: &&Token<'_>| {
        t.has(PREPOSITION | SUBORDINATOR | RELATIVE | TO | COORDINATOR) || t.kind == Kind::Comma
    };
    object.iter().take_while(|t| !ends(t)).last()
}

/// Objects that make an act one of the interface or of a file's lines.
pub(super) fn works_interface(object: &[Token<'_>]) -> bool {
    noun_of(object).is_some_and(|t| t.has(INTERFACE_NOUN))
}

/// Words and phrases that name a benefit: the imperative weighs it.
const BENEFITS: &[&str] = &[
    "availability",
    "convenience",
    "efficiency",
    "performance",
    "protection",
    "redundancy",
    "reliability",
    "resilience",
    "resiliency",
    "scalability",
    "security",
    "stability",
    "tolerance",
    "throughput",
    "experience",
    "results",
    "efficiently",
    "flexibility",
    "simplicity",
    "latency",
    "speed",
    "times",
];

const BETTER: &[&str] = &[
    "best",
    "better",
    "easier",
    "enhanced",
    "faster",
    "fault",
    "greater",
    "high",
    "higher",
    "improved",
    "increased",
    "maximum",
    "more",
    "optimal",
    "optimum",
    "extra",
    "added",
    "additional",
    "security",
    "performance",
    "availability",
    "load",
];

const IMPROVE: &[&str] =
    &["boost", "enhance", "improve", "increase", "maximize", "optimize", "provide", "simplify"];

/// Whether the tokens name a benefit: `for higher protection`, `to improve security`.
pub(in crate::statement) fn weighs_benefit(tokens: &[Token<'_>]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        let near = &tokens[at + 1..tokens.len().min(at + 6)];
        // `a server configured for high availability`
        if token.is("for") && at > 0 && tokens[at - 1].has(PARTICIPLE) && !tokens[at - 1].has(BASE)
        {
            return false;
        }
        if token.is("for") {
            let better = near.first().is_some_and(|t| t.any(BETTER))
                || near.first().is_some_and(|t| t.any(BENEFITS));
            return better && near.iter().take(4).any(|t| t.any(BENEFITS));
        }
        token.has(TO)
            && near.first().is_some_and(|t| t.lemma_in(IMPROVE))
            && near.iter().any(|t| t.any(BENEFITS))
    })
}

/// `Install from the download center`: where a thing is to be had.
pub(super) fn is_source(verb: &Token<'_>, object: &[Token<'_>]) -> bool {
    if !verb.lemma_in(&["install", "get", "obtain", "download", "acquire", "purchase"]) {
        return false;
    }
    let places = ["center", "setup", "disc", "disk", "media", "dvd", "store", "gallery", "catalog"];
    let from = object.iter().position(|t| t.is("from"));
    from.is_some_and(|from| {
        let bare = object[..from].iter().all(|t| t.any(&["it", "them", "this"]));
        from == 0
            || bare && object[from..].iter().any(|t| t.any(&places))
            || object[from..].iter().any(|t| t.any(&["center", "catalog", "gallery"]))
                && object[from..].iter().any(|t| t.any(&places))
    })
}

/// Nouns after a guidance verb that make the sentence an announcement.
pub(in crate::statement) fn is_guidance(object: &[Token<'_>]) -> bool {
    let chosen = object.windows(2).any(|w| w[0].any(&["one", "any", "either"]) && w[1].is("of"))
        && !object.iter().take(8).any(|t| t.has(GUIDANCE) && !t.is("following"));
    !chosen
        && object
            .iter()
            .take(6)
            .take_while(|t| !t.has(TO) && !t.any(&["to", "for"]))
            .any(|t| t.has(GUIDANCE) && !t.is("table"))
}

/// `Use the planner to estimate the number of nodes`: it asks to find out.
pub(super) fn plans_with(object: &[Token<'_>]) -> bool {
    let aids = [
        "calculator",
        "guidance",
        "guideline",
        "guidelines",
        "planner",
        "sizer",
        "spreadsheet",
        "whitepaper",
        "worksheet",
        "worksheets",
    ];
    let finds = [
        "assess",
        "calculate",
        "determine",
        "estimate",
        "evaluate",
        "identify",
        "plan",
        "review",
        "size",
    ];
    let to = object.iter().position(|t| t.has(TO));
    to.is_some_and(|to| {
        object[..to].iter().any(|t| t.any(&aids))
            && !object[..to].iter().any(|t| t.is("following"))
            && object.get(to + 1).is_some_and(|t| t.lemma_in(&finds))
    })
}

/// `Use the list command to get the names`, `use Settings > Accounts`: it works the interface.
pub(super) fn shows_with(object: &[Token<'_>]) -> bool {
    let to = object.iter().position(|t| t.has(TO)).unwrap_or(object.len());
    let looks = object.get(to + 1).is_some_and(|t| {
        t.lemma_in(&["check", "display", "find", "get", "list", "query", "see", "show", "view"])
    });
    object.iter().any(|t| t.text == ">") || looks && names_tool(&object[..to])
}

/// `Choose a disk with enough room`, `select a size that fits`: what is asked is the quality, and
/// not the act. `Select a host that you want to add` asks for the act.
pub(super) fn chooses_quality(object: &[Token<'_>]) -> bool {
    let one = object.first().is_some_and(|t| t.any(&["a", "an"]));
    let quality = object.iter().skip(2).take(8).position(|t| {
        t.any(&["close", "near", "that", "which", "whose", "with"])
            || t.text.eq_ignore_ascii_case("at")
    });
    let wanted = quality.is_some_and(|at| object.get(at + 3).is_some_and(|t| t.has(PERSONAL)));
    one && quality.is_some() && !wanted && !works_interface(object)
}

/// Programs and procedures that tell whether something is as it has to be.
const CHECKERS: &[&str] = &[
    "analyzer",
    "assessment",
    "checker",
    "checks",
    "check",
    "precheck",
    "prechecks",
    "validation",
    "validator",
];

/// `Run the readiness checker`, `run cluster validation`
pub(super) fn names_checker(object: &[Token<'_>]) -> bool {
    noun_of(object).is_some_and(|t| t.any(CHECKERS))
}
