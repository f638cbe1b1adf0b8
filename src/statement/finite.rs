//! What a clause with a subject and a finite verb asks for.

mod backing;
mod copula;
mod fact;

use super::Level;
use super::group::{Group, Modal, Voice};
use super::lexicon::*;
use super::permission;
use super::quantity;
use super::rules::*;
use super::setting::{Setting, Verdict};
use super::token::{Kind, Token};
use backing::{advice, support};
use copula::copula;
use fact::{fact, only_way};

/// One clause, ready to be judged.
pub(super) struct Clause<'c, 't> {
    /// Its governing tokens.
    pub(super) core: &'c [Token<'t>],
    /// All of its tokens, with what is subordinate to it.
    pub(super) whole: &'c [Token<'t>],
    /// The tokens of its subject; of the clause before when it shares that one's.
    pub(super) subject: &'c [Token<'t>],
    /// Its verb group, in `core`.
    pub(super) group: Group,
    /// Whether something around it makes it conditional.
    pub(super) conditional: bool,
    /// Its subject is none: `No relay may …`.
    pub(super) none: bool,
    /// It stands behind a condition that says what went wrong.
    pub(super) consequence: bool,
    /// It is introduced by `note that` and its kin.
    pub(super) noted: bool,
    /// What stands in front of it speaks of an earlier release.
    pub(super) was: bool,
}

impl<'c, 't> Clause<'c, 't> {
    /// The main verb, or the first word of a copula's complement.
    pub(super) fn head(&self) -> Option<&Token<'t>> {
        self.core.get(self.group.head).filter(|_| self.group.head >= self.group.start)
    }
    /// What follows the main verb.
    pub(super) fn rest(&self) -> &'c [Token<'t>] {
        self.core.get(self.group.head + 1..).unwrap_or_default()
    }
    /// The complement of a copula.
    pub(super) fn complement(&self) -> &'c [Token<'t>] {
        self.core.get(self.group.head..).unwrap_or_default()
    }
    /// Whether the subject is exactly one of these words.
    pub(super) fn subject_is(&self, words: &[&str]) -> bool {
        let mut rest = self.subject.iter().filter(|t| !t.has(ADVERB));
        rest.next().is_some_and(|only| only.any(words)) && rest.next().is_none()
    }
    /// The last noun of the subject, before any `of` phrase.
    pub(super) fn subject_head(&self) -> Option<&Token<'t>> {
        let end = self
            .subject
            .iter()
            .position(|t| t.has(PREPOSITION) && !t.has(BASE))
            .unwrap_or(self.subject.len());
        self.subject[..end.max(usize::from(!self.subject.is_empty()))]
            .iter()
            .rev()
            .find(|t| t.is_wordlike())
    }
}

/// The level of a clause with a finite verb.
pub(super) fn judge(clause: &Clause<'_, '_>, setting: &Setting<'_>) -> Verdict {
    let group = &clause.group;
    if is_vendor(clause) {
        return Verdict::Excluded(VENDOR);
    }
    if let Some(verdict) = only_way(clause) {
        return verdict;
    }
    // `is disabled and not supported`
    let refused = group.voice != Voice::Active
        && group.modal == Modal::None
        && !group.past
        && clause
            .rest()
            .windows(3)
            .any(|w| w[0].has(COORDINATOR) && w[1].is("not") && w[2].is("supported"));
    if refused || support_ended(clause) {
        return Verdict::Requires(Level::MustNot, UNSUPPORTED);
    }
    match group.modal {
        Modal::Must => must(clause),
        Modal::NeedTo => need_to(clause),
        Modal::Should => should(clause),
        Modal::Can | Modal::May | Modal::Might => permission::judge(clause, setting),
        Modal::Will => will(clause, setting),
        Modal::None => plain(clause, setting),
    }
}

/// `Support for X has ended`.
fn support_ended(clause: &Clause<'_, '_>) -> bool {
    clause.subject.iter().take(3).any(|t| t.is("support"))
        && clause.subject.iter().any(|t| t.any(&["for", "of"]))
        && !clause.group.negated
        && clause.head().is_some_and(|h| {
            h.lemma_in(&["cease", "discontinue", "drop", "end", "expire", "remove", "withdraw"])
        })
}

/// `we must release updates`: the vendor's own duty; its advice and its support count.
fn is_vendor(clause: &Clause<'_, '_>) -> bool {
    let vendor = clause.subject_is(&["we"]);
    let speaks = clause.head().is_some_and(|h| {
        h.lemma_in(&[
            "recommend",
            "support",
            "advise",
            "suggest",
            "encourage",
            "require",
            "discourage",
            "prefer",
            "ask",
        ])
    });
    vendor && !speaks && clause.group.modal != Modal::None
}

fn must(clause: &Clause<'_, '_>) -> Verdict {
    // `The more piers it has, the larger it must be`
    let proportion = matches!(clause.subject, [the, more, ..]
        if the.is("the") && more.any(quantity::COMPARATIVES));
    match () {
        () if proportion => Verdict::Excluded(COMPARISON),
        () if meets_something(clause) => Verdict::Excluded(ANNOUNCEMENT),
        () if clause.subject.last().is_some_and(|t| t.is("considerations")) => {
            Verdict::Excluded(ANNOUNCEMENT)
        }
        () if clause.group.negated => Verdict::Requires(Level::MustNot, PROHIBITION),
        () => Verdict::Requires(Level::Must, KEY_WORD),
    }
}

fn need_to(clause: &Clause<'_, '_>) -> Verdict {
    match () {
        () if clause.group.past => Verdict::Excluded(DESCRIPTION),
        () if clause.group.negated => Verdict::Excluded(NEGATED_NEED),
        () if clause.group.softened => Verdict::Requires(Level::May, PERMISSION),
        () if meets_something(clause) => Verdict::Excluded(ANNOUNCEMENT),
        () => Verdict::Requires(Level::Must, NEED),
    }
}

/// `needs to meet certain requirements`, `must meet the requirements in this article`: that there
/// are some, and not which.
fn meets_something(clause: &Clause<'_, '_>) -> bool {
    let rest = clause.rest();
    if clause.head().is_some_and(|h| is_met_here(h, rest)) {
        return true;
    }
    clause.head().is_some_and(|h| h.lemma_in(&["meet", "satisfy", "fulfill"]))
        && rest.first().is_some_and(|t| t.any(&["certain", "several", "some", "specific"]))
        && rest.iter().take(4).any(|t| t.any(&["conditions", "prerequisites", "requirements"]))
}

/// `meet the requirements in this article`, `complete the steps in this section`.
pub(super) fn is_met_here(verb: &Token<'_>, object: &[Token<'_>]) -> bool {
    let places = ["article", "document", "guide", "page", "section", "topic"];
    let demands = ["prerequisite", "prerequisites", "requirements", "steps"];
    verb.lemma_in(&["complete", "fulfill", "meet", "satisfy"])
        && object.iter().any(|t| t.any(&demands))
        && object.windows(2).any(|w| w[0].is("this") && w[1].any(&places))
}

/// What is predicted, when it follows `should`.
const OUTCOMES: &[&str] = &[
    "appear", "complete", "display", "finish", "look", "notice", "observe", "receive", "remain",
    "resemble", "return", "see", "show", "succeed", "take", "work",
];

/// What an act that is the subject of `should` brings about.
const REMEDIES: &[&str] = &[
    "allow",
    "eliminate",
    "enable",
    "fix",
    "help",
    "improve",
    "prevent",
    "provide",
    "reduce",
    "resolve",
    "solve",
];

fn should(clause: &Clause<'_, '_>) -> Verdict {
    // `should remain within 40 milliseconds` bounds, and predicts nothing.
    let bounded = quantity::has_number(clause.rest())
        && clause.head().is_some_and(|h| h.lemma_in(&["remain", "take", "return"]));
    // What people will be able to do is foreseen; what a machine should be able to do is asked.
    let able = !clause.group.only
        && clause.subject_head().is_some_and(|t| t.has(PERSONAL | PERSON))
        && clause.core[clause.group.start..].iter().take(4).any(|t| t.is("able"));
    let outcome =
        clause.head().is_some_and(|h| h.lemma_in(OUTCOMES)) && clause.group.voice == Voice::Active;
    let ought = clause.head().is_some_and(|h| h.lemma_in(&["take", "work", "look", "remain"]));
    let gerund_subject = clause.subject.first().is_some_and(|t| t.has(GERUND))
        && clause.head().is_some_and(|h| h.lemma_in(REMEDIES));
    let now = clause.core[clause.group.start..].iter().take(3).any(|t| t.is("now"));
    let supplier = clause
        .subject_head()
        .is_some_and(|t| t.any(&["manufacturer", "supplier", "vendor", "vendors"]));
    if supplier && clause.group.voice == Voice::Active {
        return Verdict::Excluded(VENDOR);
    }
    let person =
        clause.subject_is(&["you"]) && ought && !clause.head().is_some_and(|h| h.lemma("look"));
    if (able || outcome || now || gerund_subject) && !person && !bounded {
        return Verdict::Excluded(PREDICTION);
    }
    let avoids = clause.head().is_some_and(|h| h.word.class == Class::Avoid);
    match clause.group.negated || avoids {
        true => Verdict::Requires(Level::ShouldNot, KEY_WORD),
        false => Verdict::Requires(Level::Should, KEY_WORD),
    }
}

fn will(clause: &Clause<'_, '_>, setting: &Setting<'_>) -> Verdict {
    let Some(head) = clause.head() else { return Verdict::Silent };
    let passive = clause.group.voice == Voice::Passive;
    match () {
        () if head.lemma_in(NEEDING) => need(clause),
        () if passive
            && head.lemma_in(&[
                "require",
                "support",
                "recommend",
                "need",
                "permit",
                "allow",
                "prohibit",
            ]) =>
        {
            plain(clause, setting)
        }
        () if head.lemma_in(&["support"]) => plain(clause, setting),
        () if setting.list_item
            && setting.facts
            && clause.subject_is(&["you"])
            && !clause.group.negated
            && !clause.conditional
            && head.word.class == Class::Environment =>
        {
            Verdict::Requires(Level::Must, FACT_OF_PREREQUISITES)
        }
        () => Verdict::Silent,
    }
}

/// Verbs of need.
const NEEDING: &[&str] = &["mandate", "necessitate", "need", "require"];

/// `needs`, `requires`: what is needed, unless nothing more is, or it only compares.
fn need(clause: &Clause<'_, '_>) -> Verdict {
    let rest = clause.rest();
    if clause.group.negated || rest.first().is_some_and(|t| t.is("no")) {
        return Verdict::Excluded(NEGATED_NEED);
    }
    if clause.group.past
        || clause.core[clause.group.start..]
            .first()
            .is_some_and(|t| t.has(PAST) && !t.has(BASE | THIRD))
    {
        return Verdict::Excluded(DESCRIPTION);
    }
    let only_one = rest.first().is_some_and(|t| t.is("only"));
    if only_one && clause.head().is_some_and(|h| h.lemma("need")) {
        return Verdict::Excluded(NEGATED_NEED);
    }
    if meets_something(clause) {
        return Verdict::Excluded(ANNOUNCEMENT);
    }
    let compares = rest
        .iter()
        .take(3)
        .any(|t| t.any(&["more", "fewer", "less", "larger", "additional"]) && !t.is("additional"));
    let than = clause.whole.iter().any(|t| t.is("than"));
    let counted = rest.iter().take(3).any(|t| t.kind == Kind::Number || t.has(NUMBER));
    if compares && !counted {
        return Verdict::Excluded(if than { COMPARISON } else { DESCRIPTION });
    }
    Verdict::Requires(Level::Must, NEED)
}

fn plain(clause: &Clause<'_, '_>, setting: &Setting<'_>) -> Verdict {
    let group = &clause.group;
    let Some(head) = clause.head() else { return Verdict::Silent };
    match group.voice {
        Voice::Passive => match passive(clause, head) {
            Verdict::Silent => fact(clause, setting),
            verdict => verdict,
        },
        Voice::Copula => copula(clause, head, setting),
        Voice::Active => active(clause, head, setting),
    }
}

fn passive(clause: &Clause<'_, '_>, head: &Token<'_>) -> Verdict {
    let group = &clause.group;
    let past = group.past || clause.core[group.start].has(HAVE);
    let only = group.only || only_before(clause) || only_after(clause);
    match head.word.lemma {
        "require" | "need" if past && !clause.core[group.start].has(MODAL) => {
            Verdict::Excluded(DESCRIPTION)
        }
        "need" if clause.rest().first().is_some_and(|t| t.is("only")) => {
            Verdict::Excluded(NEGATED_NEED)
        }
        "require" | "need" if gives_reason(clause) => Verdict::Excluded(DESCRIPTION),
        "require" | "need" if !group.negated && names_no_demand(clause) => {
            Verdict::Excluded(ANNOUNCEMENT)
        }
        "require" | "need" if group.negated => Verdict::Excluded(NEGATED_NEED),
        "require" | "need" => Verdict::Requires(Level::Must, NEED),
        "recommend" if group.negated && clause.rest().iter().any(|t| t.is("supported")) => {
            Verdict::Requires(Level::MustNot, UNSUPPORTED)
        }
        // `These steps are recommended for the following reasons:`
        "recommend"
            if clause
                .whole
                .windows(2)
                .any(|w| w[0].any(&["following", "these"]) && w[1].any(&["reason", "reasons"])) =>
        {
            Verdict::Excluded(DESCRIPTION)
        }
        "recommend" | "advise" | "encourage" | "suggest" | "prefer" => match group.negated {
            true => Verdict::Requires(Level::ShouldNot, ADVICE),
            false if clause.whole.iter().any(|t| t.is("against")) => {
                Verdict::Requires(Level::ShouldNot, ADVICE)
            }
            false => Verdict::Requires(Level::Should, ADVICE),
        },
        "discourage" => Verdict::Requires(Level::ShouldNot, ADVICE),
        "support" | "allow" | "permit" if permission::bound_subject(clause) && !group.negated => {
            Verdict::Requires(Level::Must, BOUND)
        }
        "support" if past => Verdict::Excluded(DESCRIPTION),
        "support" if group.negated => Verdict::Requires(Level::MustNot, UNSUPPORTED),
        "support" if only => Verdict::Requires(Level::Must, ONLY),
        "support" if clause.rest().iter().any(|t| t.is("recommended")) => {
            Verdict::Requires(Level::Should, ADVICE)
        }
        "support" => Verdict::Requires(Level::May, SUPPORT),
        "allow" | "permit" if past => Verdict::Excluded(DESCRIPTION),
        "allow" | "permit" if group.negated => Verdict::Requires(Level::MustNot, PROHIBITION),
        "allow" | "permit" if only => Verdict::Requires(Level::Must, ONLY),
        "allow" | "permit" => Verdict::Requires(Level::May, PERMISSION),
        "prohibit" | "forbid" => Verdict::Requires(Level::MustNot, PROHIBITION),
        "limit" | "restrict" if quantity::has_number(clause.rest()) => {
            Verdict::Requires(Level::Must, BOUND)
        }
        "assume" | "expect" if clause.rest().first().is_some_and(|t| t.has(TO)) => Verdict::Silent,
        _ => Verdict::Silent,
    }
}

/// `Additional configuration is needed`: that there is more to do, and not what.
fn names_no_demand(clause: &Clause<'_, '_>) -> bool {
    let more = [clause.subject.first(), clause.whole.first()]
        .into_iter()
        .flatten()
        .any(|t| t.any(&["additional", "certain", "extra", "further", "more", "other", "some"]));
    let vague = ["configuration", "configurations", "requirements", "setup", "steps", "work"];
    more && clause.subject.last().is_some_and(|t| t.any(&vague))
        && clause.subject.iter().skip(1).all(|t| t.has(COORDINATOR) || t.any(&vague))
}

/// `This is required because …`, `It is needed only during …`: why or when something that was
/// said before holds.
fn gives_reason(clause: &Clause<'_, '_>) -> bool {
    let points_back =
        clause.subject.first().is_some_and(|t| t.any(&["it", "that", "these", "this"]));
    let only = |w: &[Token<'_>]| {
        w[0].is("only") && w[1].any(&["after", "before", "during", "for", "to", "until"])
    };
    let behind = &clause.whole[clause.group.head.min(clause.whole.len() - 1)..];
    points_back
        && (behind.iter().take(5).any(|t| t.any(&["because", "since"]))
            || behind[..behind.len().min(4)].windows(2).any(only)
            || behind[..behind.len().min(4)].windows(2).any(|w| w[0].has(TO) && w[1].is("ensure")))
}

/// `Only X is …`
fn only_before(clause: &Clause<'_, '_>) -> bool {
    clause.subject.first().is_some_and(|t| t.is("only"))
}

/// `… for manual use only`, `supported only when …`
pub(super) fn only_after(clause: &Clause<'_, '_>) -> bool {
    let tail = &clause.whole[clause.group.start.min(clause.whole.len())..];
    let rest = clause.rest();
    rest.first().is_some_and(|t| t.is("only"))
        || rest.last().is_some_and(|t| t.is("only"))
        || clause.whole.last().is_some_and(|t| t.is("only"))
        || tail.windows(2).any(|w| {
            w[0].is("only")
                && w[1].any(&[
                    "if", "when", "for", "on", "with", "in", "by", "over", "from", "through",
                    "via", "once", "after", "before", "between", "within", "as", "at", "one", "to",
                ])
        })
}

fn active(clause: &Clause<'_, '_>, head: &Token<'_>, setting: &Setting<'_>) -> Verdict {
    let group = &clause.group;
    let rest = clause.rest();
    match head.word.lemma {
        "need" | "require" | "necessitate" | "mandate" => {
            if head.has(GERUND | PARTICIPLE)
                && !head.has(THIRD | BASE)
                && head.lemma("require")
                && group.past
            {
                return Verdict::Excluded(DESCRIPTION);
            }
            return need(clause);
        }
        "recommend" | "advise" | "suggest" | "encourage" | "prefer" | "discourage" => {
            return advice(clause);
        }
        "support" => return support(clause),
        "allow" | "permit" if group.negated => return Verdict::Excluded(DESCRIPTION),
        "make" if rest.first().is_some_and(|t| t.is("sense")) && clause.subject_is(&["it"]) => {
            return match group.negated {
                true => Verdict::Excluded(DESCRIPTION),
                false => Verdict::Requires(Level::Should, ADVICE),
            };
        }
        _ => {}
    }
    let option = rest.iter().take(4).any(|t| t.any(&["option", "choice", "options"]))
        && rest.iter().any(|t| t.has(TO));
    if head.has(HAVE) && option && !group.negated && clause.subject_is(&["you"]) {
        return Verdict::Requires(Level::May, PERMISSION);
    }
    let demands =
        clause.subject.iter().any(|t| t.any(&["requirement", "requirements", "prerequisites"]));
    // `provides support for X`
    if head.lemma_in(&["offer", "provide"]) && rest.first().is_some_and(|t| t.is("support")) {
        let limited = group.only || only_after(clause);
        return match () {
            () if group.negated => Verdict::Requires(Level::MustNot, UNSUPPORTED),
            () if group.past => Verdict::Excluded(DESCRIPTION),
            () if limited => Verdict::Requires(Level::Must, ONLY),
            () if permission::is_choice(&rest[rest.len().min(2)..], false)
                || clause.whole.iter().any(|t| t.any(&["that", "which"])) =>
            {
                Verdict::Requires(Level::May, SUPPORT)
            }
            () => Verdict::Excluded(CAPABILITY),
        };
    }
    if demands
        && head.lemma("include")
        && !group.negated
        && rest.first().is_some_and(|t| t.has(GERUND))
    {
        return Verdict::Requires(Level::Must, NEED);
    }
    let work = head.lemma_in(&["run", "work", "operate", "function", "install", "apply"])
        && !head.lemma("apply");
    let only = group.only || rest.first().is_some_and(|t| t.is("only"));
    let pointed = clause.subject.first().is_some_and(|t| t.any(&["this", "that", "these", "it"]));
    if work && only && !group.negated && !(pointed && head.lemma("work")) {
        return Verdict::Requires(Level::Must, ONLY);
    }
    // `You enter a name of up to 15 characters`
    let enters = clause.subject_is(&["you"])
        && (head.word.class == Class::Environment
            || head.lemma_in(&["enter", "provide", "select", "specify", "supply"]));
    if (head.has(HAVE) || enters) && !group.negated && quantity::is_limit(rest) {
        return Verdict::Requires(Level::Must, BOUND);
    }
    fact(clause, setting)
}
