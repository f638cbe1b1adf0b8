//! `can`, `may`, `might`: what the reader may choose, what a product can do, and what is ruled out.

use super::Level;
use super::finite::{Clause, only_after};
use super::group::{Modal, Voice};
use super::lexicon::*;
use super::quantity;
use super::rules::*;
use super::setting::{Setting, Verdict};
use super::token::{Kind, Token};

/// Acts that a product makes impossible, rather than rules out: `You can't rename it`.
const OPERATIONS: &[&str] = &[
    "access",
    "browse",
    "cancel",
    "change",
    "connect",
    "control",
    "delete",
    "determine",
    "edit",
    "exceed",
    "find",
    "get",
    "guarantee",
    "manage",
    "modify",
    "monitor",
    "open",
    "receive",
    "recover",
    "remove",
    "rename",
    "reopen",
    "restore",
    "retrieve",
    "reverse",
    "revert",
    "roll",
    "search",
    "see",
    "send",
    "sign",
    "start",
    "stop",
    "undo",
    "uninstall",
    "view",
];

/// Acts of other subjects than the reader that are states of a set-up: `a node can't host two`.
const ARRANGEMENTS: &[&str] = &[
    "apply",
    "be",
    "belong",
    "coexist",
    "combine",
    "contain",
    "exceed",
    "exist",
    "have",
    "host",
    "house",
    "include",
    "join",
    "mix",
    "overlap",
    "own",
    "participate",
    "remain",
    "reside",
    "run",
    "share",
    "span",
    "straddle",
    "stretch",
    "use",
];

/// Acts of finding, that a `can` only points to.
const FINDINGS: &[&str] = &[
    "achieve",
    "benefit",
    "cause",
    "encounter",
    "experience",
    "gain",
    "lose",
    "download",
    "expect",
    "find",
    "go",
    "learn",
    "notice",
    "obtain",
    "read",
    "refer",
    "visit",
    "imagine",
    "think",
];

/// What may come about by itself.
const CHANCES: &[&str] = &[
    "appear",
    "cause",
    "contain",
    "encounter",
    "exceed",
    "exist",
    "experience",
    "fail",
    "find",
    "get",
    "happen",
    "include",
    "increase",
    "lead",
    "lose",
    "notice",
    "occur",
    "prevent",
    "receive",
    "result",
    "see",
    "vary",
];

/// The level of a clause under `can`, `may`, `might` or `could`.
pub(super) fn judge(clause: &Clause<'_, '_>, setting: &Setting<'_>) -> Verdict {
    let group = &clause.group;
    let Some(head) = clause.head() else { return Verdict::Silent };
    let reader = is_reader(clause);
    if group.modal == Modal::Might {
        // `might require storage`, `may be required`
        if clause.whole.iter().any(|t| t.is("future")) {
            return Verdict::Excluded(DESCRIPTION);
        }
        let needs = head.lemma_in(&["need", "require"])
            || group.voice == Voice::Copula && head.any(&["necessary"]);
        if needs && !group.negated {
            return Verdict::Requires(Level::May, PERMISSION);
        }
        let wants = reader
            && head.lemma_in(&["want", "wish", "consider", "prefer", "choose", "opt", "like"]);
        let could =
            reader && clause.core[group.start].is("could") && head.word.class == Class::Environment;
        return match (wants || could) && !group.negated {
            true => Verdict::Requires(Level::May, PERMISSION),
            false => Verdict::Excluded(DESCRIPTION),
        };
    }
    if group.negated {
        return ruled_out(clause, head, reader, setting);
    }
    if group.modal == Modal::May
        && !group.negated
        && (head.lemma_in(&["need", "require"])
            || group.voice == Voice::Copula && head.any(&["necessary"]))
    {
        return Verdict::Requires(Level::May, PERMISSION);
    }
    if setting.stated && !clause.subject_is(&["you"]) && !clause.noted {
        return Verdict::Requires(Level::Must, FACT_OF_PREREQUISITES);
    }
    if quantity::compares(clause.complement()) {
        return Verdict::Excluded(COMPARISON);
    }
    if quantity::is_limit(clause.complement())
        && !head.lemma_in(&["scale", "grow", "process", "handle", "take", "increase"])
    {
        return Verdict::Requires(Level::Must, BOUND);
    }
    let surface = group.voice == Voice::Active
        && !reader
        && head.word.class == Class::Interface
        && !head.lemma("run");
    if bound_subject(clause) {
        return Verdict::Requires(Level::Must, BOUND);
    }
    if is_only(clause) && !surface {
        return Verdict::Requires(Level::Must, ONLY);
    }
    if setting.step {
        return Verdict::Excluded(PROCEDURE_STEP);
    }
    // `The list may include names`, `you may get an error`: what is to be reckoned with.
    let chance = group.modal == Modal::May
        && (clause.subject.first().is_some_and(|t| t.any(&["few", "many", "most", "some"]))
            || head.lemma_in(CHANCES)
            || clause.core[group.start..].iter().take(3).any(|t| t.is("automatically")));
    if chance {
        return Verdict::Excluded(DESCRIPTION);
    }
    if permits(clause, head, reader) {
        return Verdict::Requires(Level::May, PERMISSION);
    }
    Verdict::Excluded(CAPABILITY)
}

/// `No more than 40 may pass`, `A maximum of five can be active`.
pub(super) fn bound_subject(clause: &Clause<'_, '_>) -> bool {
    let start = clause.subject.iter().position(|t| t.is("no")).unwrap_or(0);
    let end = clause.subject.len().min(start + 5);
    quantity::is_limit(&clause.subject[start..end])
}

/// `Only one can …`, `You can only …`, `it can be set by hand only`.
fn is_only(clause: &Clause<'_, '_>) -> bool {
    clause.group.only
        || clause.subject.first().is_some_and(|t| t.is("only"))
        || clause.core.iter().take(clause.group.start).any(|t| t.is("only"))
            && clause.subject.iter().any(|t| t.is("only"))
        || only_after(clause)
}

/// The reader, or somebody who works for them.
fn is_reader(clause: &Clause<'_, '_>) -> bool {
    let head = clause.subject_head();
    clause.subject_is(&["you"])
        || head.is_some_and(|t| {
            t.any(&[
                "you",
                "administrator",
                "administrators",
                "admin",
                "admins",
                "customers",
                "organizations",
            ])
        })
}

/// `You can't switch it after setup`: what is done cannot be undone.
fn after_the_fact(clause: &Clause<'_, '_>) -> bool {
    clause.whole.iter().any(|t| t.any(&["after", "once"]))
}

/// `can't`, `may not`, `cannot`.
fn ruled_out(
    clause: &Clause<'_, '_>,
    head: &Token<'_>,
    reader: bool,
    setting: &Setting<'_>,
) -> Verdict {
    let group = &clause.group;
    let exceeds = head.lemma("exceed") && quantity::has_number(clause.rest());
    let bounded = (quantity::has_comparison(clause.rest()) || exceeds)
        && (reader || exceeds || !head.lemma_in(OPERATIONS));
    let setup_verb = head.word.class == Class::Environment
        || head.lemma_in(&[
            "run", "use", "locate", "specify", "contain", "support", "assign", "have", "mark",
            "select", "choose", "share", "mix",
        ]);
    let restricts = match group.voice {
        Voice::Passive => {
            setup_verb
                && (!head.lemma_in(OPERATIONS)
                    || head.lemma_in(&["recover", "restore"])
                        && clause.rest().first().is_some_and(|t| t.any(&["on", "to"])))
                && !head.lemma_in(&["resolve", "repair", "fix", "apply", "generate", "update"])
        }
        Voice::Copula => {
            !head.any(&["available", "able", "sure", "certain", "unavailable", "possible", "found"])
        }
        Voice::Active if reader => {
            let surface =
                matches!(head.word.class, Class::Interface | Class::Inspect | Class::Heed);
            let vain = head.lemma_in(&["count", "guarantee", "rely"]);
            !head.lemma_in(OPERATIONS) && !vain && (setup_verb || !surface)
        }
        Voice::Active => {
            head.lemma("support")
                || head.lemma_in(ARRANGEMENTS)
                    && !(head.lemma("run")
                        && !clause
                            .rest()
                            .first()
                            .is_some_and(|t| t.has(PREPOSITION | NEGATION | DETERMINER)))
        }
    };
    // `Some may not be able to use it`
    let may_not_happen = group.modal == Modal::May && !reader
        || clause.subject.first().is_some_and(|t| t.any(&["few", "many", "some"]));
    match () {
        () if clause.consequence && !reader => Verdict::Excluded(DESCRIPTION),
        () if setting.restricts
            && (reader || group.voice == Voice::Passive)
            && !exceeds
            && !head.lemma("exceed") =>
        {
            Verdict::Requires(Level::MustNot, PROHIBITION)
        }
        () if after_the_fact(clause) && reader => Verdict::Excluded(IMPOSSIBLE_ACT),
        () if clause.none && !head.lemma_in(OPERATIONS) => {
            Verdict::Requires(Level::MustNot, PROHIBITION)
        }
        () if clause.noted || may_not_happen => Verdict::Excluded(DESCRIPTION),
        () if clause.subject_is(&["this", "that", "it"]) && group.voice == Voice::Passive => {
            Verdict::Excluded(IMPOSSIBLE_ACT)
        }
        () if group.voice == Voice::Passive && head.lemma("exceed") => {
            Verdict::Excluded(IMPOSSIBLE_ACT)
        }
        () if bounded || restricts => Verdict::Requires(Level::MustNot, PROHIBITION),
        () => Verdict::Excluded(IMPOSSIBLE_ACT),
    }
}

fn permits(clause: &Clause<'_, '_>, head: &Token<'_>, reader: bool) -> bool {
    let group = &clause.group;
    let rest = clause.rest();
    match group.voice {
        Voice::Active if reader => {
            let kept = head.lemma("download")
                && !rest.iter().any(|t| t.any(&["from", "here", "at"]) || t.link);
            let pointer = head.lemma_in(FINDINGS) && !kept && !rest.iter().any(|t| t.is("and"))
                || head.word.class == Class::Pointer;
            let elsewhere = rest.iter().any(|t| t.any(&["information", "details", "here"]));
            !(pointer || elsewhere && head.lemma_in(FINDINGS))
        }
        Voice::Active => {
            let placed = head.lemma("run")
                && rest
                    .first()
                    .is_some_and(|t| t.any(&["as", "in", "inside", "on", "under", "within"]));
            // `Your gateway may decrypt it`: what is the reader's is free to do it.
            let own = clause.subject.first().is_some_and(|t| t.is("your"));
            let choice = head.lemma_in(&["run", "use"])
                && (rest.first().is_some_and(|t| t.any(&["any", "different", "either"]))
                    || rest.first().is_some_and(|t| t.any(&["a", "an"]))
                        && rest.iter().any(|t| t.is("or")));
            head.lemma_in(ARRANGEMENTS) && !head.lemma_in(&["use", "apply", "run"])
                || placed
                || own && group.modal == Modal::May
                || choice
                || head.lemma("authenticate")
        }
        Voice::Passive => {
            let setup = head.word.class == Class::Environment
                || head.lemma_in(&[
                    "run",
                    "interconnect",
                    "connect",
                    "host",
                    "perform",
                    "specify",
                    "customize",
                    "issue",
                    "leverage",
                    "choose",
                    "select",
                ]);
            let purpose = head.lemma("use") && rest.first().is_some_and(|t| t.has(TO));
            let given = head.lemma("provide") && rest.first().is_some_and(|t| t.any(&["as", "in"]));
            (setup || given) && !purpose && !head.lemma_in(&["obtain", "acquire", "purchase"])
        }
        Voice::Copula => {
            let exists = clause.subject.last().is_some_and(|t| t.is("there"));
            let pronoun =
                exists || clause.subject_is(&["it", "this", "that", "there", "these", "they"]);
            let place = head.has(PREPOSITION) && head.any(&["in", "on"]);
            let chosen = clause.complement().iter().any(|t| t.any(&["either", "or", "both"]))
                || head.any(&["a", "an", "any"])
                || place
                || head.any(&[
                    "virtual",
                    "physical",
                    "remote",
                    "local",
                    "shared",
                    "dedicated",
                    "new",
                    "existing",
                    "standalone",
                ]);
            let same = head.is("the")
                && rest.first().is_some_and(|t| t.is("same") || t.is_capital() || t.strong);
            let kind = head.any(&["a", "an", "any", "either"]) && rest.len() > 1;
            (!pronoun || kind && clause.subject_is(&["it", "they", "this"]))
                && (chosen || same)
                && !head.any(&["different", "difficult", "useful", "helpful"])
        }
    }
}

/// What a reader arranges when something is set up.
const ARRANGED: &[&str] = &[
    "architecture",
    "cluster",
    "clusters",
    "configuration",
    "configurations",
    "database",
    "databases",
    "disk",
    "disks",
    "drives",
    "farm",
    "farms",
    "instances",
    "mode",
    "modes",
    "nodes",
    "server",
    "servers",
    "topologies",
    "topology",
    "types",
    "volumes",
];

/// Whether what is supported is something that the reader chooses or sets up.
pub(super) fn is_choice(object: &[Token<'_>], vendor: bool) -> bool {
    if vendor {
        return true;
    }
    let Some(first) = object.first() else { return false };
    // `supports several tools` names nothing.
    if first.any(&["many", "multiple", "numerous", "several", "various"]) {
        return false;
    }
    let used = object.iter().take(3).any(|t| {
        t.any(&["use", "installation", "deployment", "version", "versions", "following"])
            || t.any(&["deployments", "installations", "scenarios"])
    });
    let thing = !quantity::is_number(first) && object.iter().take(6).any(|t| t.any(ARRANGED));
    let listed = object.iter().any(|t| t.has(COORDINATOR));
    let named = object.iter().take(4).any(|t| t.is_capital() || t.kind == Kind::Number);
    let kind = object.iter().any(|t| t.has(RELATIVE));
    let act = first.has(GERUND);
    used || thing || named || listed && !first.has(ADJECTIVE) || kind || act
}
