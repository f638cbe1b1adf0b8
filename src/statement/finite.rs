//! What a clause with a subject and a finite verb asks for.

use super::Level;
use super::group::{Group, Modal, Voice};
use super::lexicon::*;
use super::permission;
use super::quantity;
use super::rules::*;
use super::setting::{Setting, Verdict};
use super::token::{Kind, Token};

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
    let proportion = clause.subject.first().is_some_and(|t| t.is("the"))
        && clause
            .whole
            .iter()
            .filter(|t| {
                t.any(&[
                    "more", "larger", "higher", "greater", "fewer", "longer", "bigger", "smaller",
                ])
            })
            .count()
            > 0
        && clause.subject.get(1).is_some_and(|t| {
            t.any(&["more", "larger", "higher", "greater", "fewer", "longer", "bigger", "smaller"])
        });
    match () {
        () if proportion => Verdict::Excluded(COMPARISON),
        () if meets_something(clause) => Verdict::Excluded(ANNOUNCEMENT),
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

/// `needs to meet certain requirements`: that there are some, and not which.
fn meets_something(clause: &Clause<'_, '_>) -> bool {
    let rest = clause.rest();
    clause.head().is_some_and(|h| h.lemma_in(&["meet", "satisfy", "fulfill"]))
        && rest.first().is_some_and(|t| t.any(&["certain", "several", "some", "specific"]))
        && rest.iter().take(4).any(|t| t.any(&["conditions", "prerequisites", "requirements"]))
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
    let able = clause.core[clause.group.start..].iter().take(4).any(|t| t.is("able"));
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
    match clause.group.negated {
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

/// Adjectives that oblige, and those that advise.
const OBLIGING: &[&str] =
    &["compulsory", "essential", "mandatory", "necessary", "needed", "obligatory", "required"];
const ADVISING: &[&str] = &[
    "advisable",
    "best",
    "better",
    "critical",
    "crucial",
    "imperative",
    "important",
    "preferable",
    "preferred",
    "recommended",
    "vital",
    "wise",
];

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
        "require" | "need" if group.negated => Verdict::Excluded(NEGATED_NEED),
        "require" | "need" => Verdict::Requires(Level::Must, NEED),
        "recommend" if group.negated && clause.rest().iter().any(|t| t.is("supported")) => {
            Verdict::Requires(Level::MustNot, UNSUPPORTED)
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
        || tail.windows(2).any(|w| {
            w[0].is("only")
                && w[1].any(&[
                    "if", "when", "for", "on", "with", "in", "by", "over", "from", "through",
                    "via", "once", "after", "before", "between", "within", "as", "at", "one", "to",
                ])
        })
}

fn copula(clause: &Clause<'_, '_>, head: &Token<'_>, setting: &Setting<'_>) -> Verdict {
    let group = &clause.group;
    let complement = clause.complement();
    // `larger than those recommended` compares.
    let own = complement.iter().take_while(|t| !t.is("than"));
    let adjective = own.take(4).find(|t| {
        t.any(OBLIGING) || t.any(ADVISING) || t.any(&["optional", "supported", "unsupported"])
    });
    let it = clause.subject_is(&["it"]);
    let goes_on = complement.iter().any(|t| t.has(TO)) || clause.whole.iter().any(|t| t.is("that"));
    // `It is important to note that …` asks for a thought.
    if it
        && complement.windows(2).any(|w| w[0].has(TO) && w[1].word.class == Class::Heed)
        && complement.first().is_some_and(|t| t.any(ADVISING))
    {
        return Verdict::Excluded(MENTAL_ACT);
    }
    if let Some(adjective) = adjective {
        let noun_follows = complement
            .iter()
            .skip_while(|t| !t.is(adjective.text))
            .nth(1)
            .is_some_and(|t| t.word.tags == 0 && t.is_wordlike());
        if adjective.any(OBLIGING) && gives_reason(clause) {
            return Verdict::Excluded(DESCRIPTION);
        }
        if adjective.any(OBLIGING) {
            return match group.negated || group.past {
                true => Verdict::Excluded(NEGATED_NEED),
                false => Verdict::Requires(Level::Must, NEED),
            };
        }
        if adjective.is("recommended")
            || adjective.any(ADVISING) && it && goes_on
            || adjective.any(&["preferred"]) && noun_follows
        {
            return match group.negated {
                true => Verdict::Requires(Level::ShouldNot, ADVICE),
                false => Verdict::Requires(Level::Should, ADVICE),
            };
        }
        if adjective.is("optional") && !group.negated {
            return Verdict::Requires(Level::May, PERMISSION);
        }
        if adjective.is("unsupported") {
            return Verdict::Requires(Level::MustNot, UNSUPPORTED);
        }
        if adjective.is("supported") && complement.first().is_some_and(|t| t.is("supported")) {
            return match group.negated {
                true => Verdict::Requires(Level::MustNot, UNSUPPORTED),
                false => Verdict::Requires(Level::May, SUPPORT),
            };
        }
    }
    let good = complement
        .windows(2)
        .any(|w| w[0].any(&["good", "best"]) && w[1].any(&["idea", "practice"]));
    if good {
        return Verdict::Requires(Level::Should, ADVICE);
    }
    if it && head.is("possible") && goes_on {
        return match group.negated {
            true => Verdict::Excluded(IMPOSSIBLE_ACT),
            false => Verdict::Requires(Level::May, PERMISSION),
        };
    }
    if clause.subject.iter().any(|t| t.any(&["option", "alternative"]))
        && clause.subject.first().is_some_and(|t| t.any(&["another", "one", "an"]))
        && complement.first().is_some_and(|t| t.has(TO))
    {
        return Verdict::Requires(Level::May, PERMISSION);
    }
    if quantity::is_bound_of(clause.subject, complement) {
        let advised = clause.subject.iter().any(|t| t.is("recommended"));
        return Verdict::Requires(if advised { Level::Should } else { Level::Must }, BOUND);
    }
    if names_what_is_required(clause) {
        return Verdict::Requires(Level::Must, NEED);
    }
    if valid_values(clause) {
        return Verdict::Requires(Level::Must, BOUND);
    }
    fact(clause, setting)
}

/// `The right required for the service is X`, `X is a prerequisite for Y`.
fn names_what_is_required(clause: &Clause<'_, '_>) -> bool {
    let complement = clause.complement();
    if clause.group.negated || clause.group.past || clause.subject_is(&["it", "that", "this"]) {
        return false;
    }
    let called = complement.first().is_some_and(|t| t.any(&["a", "an"]))
        && complement.iter().take(4).any(|t| t.any(&["prerequisite", "requirement"]));
    let asked = clause.subject.iter().skip(1).any(|t| t.any(&["needed", "required"]));
    let named = complement.iter().take(4).any(|t| t.is_capital() || t.kind == Kind::Code);
    let figure = complement.iter().take(4).position(|t| t.kind == Kind::Number);
    let named = named || figure.is_some_and(|at| complement.get(at + 1).is_some());
    called || asked && named && clause.group.voice == Voice::Copula
}

/// `Valid characters are A to Z`, `The allowed values are 1 and 2`.
fn valid_values(clause: &Clause<'_, '_>) -> bool {
    let adjective = clause
        .subject
        .iter()
        .take(2)
        .any(|t| t.any(&["valid", "allowed", "acceptable", "permitted", "allowable"]));
    adjective && clause.complement().len() > 1 && !clause.group.negated
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
    if head.has(HAVE) && !group.negated && quantity::is_limit(rest) {
        return Verdict::Requires(Level::Must, BOUND);
    }
    fact(clause, setting)
}

fn advice(clause: &Clause<'_, '_>) -> Verdict {
    let negated = clause.group.negated || clause.head().is_some_and(|h| h.lemma("discourage"));
    let behind = &clause.whole[clause.group.head.min(clause.whole.len())..];
    let turned = behind.iter().take(8).any(|t| {
        t.has(NEGATION) && t.any(&["not", "never"]) || t.any(&["against", "avoid", "avoiding"])
    });
    let speaker = clause.subject.iter().any(|t| t.any(&["we"]))
        || clause.subject.is_empty()
        || clause.subject.len() < 5
            && !clause.subject[0].has(DETERMINER)
            && !clause.subject_is(&["you", "it", "they"]);
    match () {
        () if !speaker => Verdict::Excluded(DESCRIPTION),
        () if clause.group.past && clause.was => Verdict::Excluded(DESCRIPTION),
        () if clause.group.past && !clause.subject_is(&["we"]) => Verdict::Excluded(DESCRIPTION),
        () if negated || turned => Verdict::Requires(Level::ShouldNot, ADVICE),
        () => Verdict::Requires(Level::Should, ADVICE),
    }
}

fn support(clause: &Clause<'_, '_>) -> Verdict {
    let group = &clause.group;
    let rest = clause.rest();
    let vendor = clause.subject.iter().any(|t| t.any(&["we"]));
    let act = rest.first().is_some_and(|t| t.has(GERUND));
    if group.past {
        return Verdict::Excluded(DESCRIPTION);
    }
    if group.negated {
        // `no longer supports saving views`: a function that the product has lost.
        let setup = rest
            .first()
            .is_some_and(|t| t.word.class == Class::Environment || t.lemma_in(&["run", "have"]));
        let vague = clause.core[group.start..]
            .iter()
            .take(4)
            .any(|t| t.any(&["always", "necessarily", "yet"]))
            || rest.first().is_some_and(|t| t.any(&["some", "every", "always"]));
        return match act && !vendor && !setup || vague {
            true => Verdict::Excluded(DESCRIPTION),
            false => Verdict::Requires(Level::MustNot, UNSUPPORTED),
        };
    }
    if group.only || only_after(clause) {
        return Verdict::Requires(Level::Must, ONLY);
    }
    let hedged =
        clause.whole.iter().any(|t| t.any(&["typically", "usually", "approximately", "about"]));
    if quantity::is_limit(rest) || quantity::is_count(rest) && !clause.conditional {
        return match hedged {
            true => Verdict::Excluded(DESCRIPTION),
            false => Verdict::Requires(Level::Must, BOUND),
        };
    }
    let behind = &clause.whole[clause.group.head.min(clause.whole.len())..];
    let kind = behind.iter().any(|t| t.any(&["that", "which"]));
    match permission::is_choice(rest, vendor) || kind && !rest.is_empty() {
        true => Verdict::Requires(Level::May, SUPPORT),
        false => Verdict::Excluded(CAPABILITY),
    }
}

/// `The only way to add it is X`, `X is the only method that works`.
fn only_way(clause: &Clause<'_, '_>) -> Option<Verdict> {
    let ways = [
        "way",
        "ways",
        "method",
        "methods",
        "option",
        "options",
        "scheme",
        "means",
        "supported",
        "task",
        "step",
        "change",
    ];
    let names = |tokens: &[Token<'_>]| {
        tokens.iter().position(|t| t.is("only")).is_some_and(|at| {
            at > 0
                && tokens[at - 1].is("the")
                && tokens[at + 1..].iter().take(3).any(|t| t.any(&ways))
        })
    };
    if clause.group.voice != Voice::Copula || clause.group.negated || clause.group.past {
        return None;
    }
    (names(clause.subject) || names(clause.complement()))
        .then_some(Verdict::Requires(Level::Must, ONLY_WAY))
}

/// A state that is given as a fact: of a person's rights anywhere, of anything among prerequisites.
fn fact(clause: &Clause<'_, '_>, setting: &Setting<'_>) -> Verdict {
    let group = &clause.group;
    let Some(head) = clause.head() else { return Verdict::Silent };
    if group.past || group.modal != Modal::None {
        return Verdict::Silent;
    }
    let rest = clause.complement();
    let person = clause.subject.first().is_some_and(|t| t.has(DETERMINER))
        && clause.subject.iter().any(|t| t.has(PERSON))
        || clause.subject_is(&["you"]);
    let right = rest.iter().any(|t| t.has(PRIVILEGE));
    let member =
        group.voice == Voice::Copula && rest.iter().take(3).any(|t| t.any(&["member", "owner"]));
    if setting.list_item
        && !setting.described
        && person
        && !group.negated
        && (head.has(HAVE) && right || member)
    {
        return Verdict::Requires(Level::Must, STATE_OF_PERSON);
    }
    if !setting.facts {
        return Verdict::Silent;
    }
    if setting.stated && !clause.noted {
        let there = clause.subject_is(&["there"]);
        return match group.negated && !there {
            true => Verdict::Requires(Level::MustNot, FACT_OF_PREREQUISITES),
            false => Verdict::Requires(Level::Must, FACT_OF_PREREQUISITES),
        };
    }
    let noted = clause.noted
        || clause.whole.first().is_some_and(|t| {
            t.any(&["this", "these", "there", "in"]) || t.any(&["it", "they"]) && !setting.led
        });
    let state = match group.voice {
        Voice::Copula => !rest.is_empty(),
        Voice::Passive => {
            head.word.class == Class::Environment
                || head.lemma_in(&[
                    "set", "connect", "locate", "meet", "certify", "open", "sign", "validate",
                ])
        }
        Voice::Active => {
            head.has(HAVE)
                || head.lemma_in(&["run", "reside", "belong", "meet", "match", "exist", "share"])
                    && !head.has(GERUND)
                || head.lemma("run")
        }
    };
    let shares = head.lemma("share");
    let compared = rest.iter().take(3).any(|t| t.any(&["more", "less", "even"]))
        && !quantity::has_number(rest);
    let elsewhere = head.any(&["available", "possible", "unavailable"]);
    let demands = clause
        .subject_head()
        .is_some_and(|t| t.any(&["prerequisites", "requirement", "requirements"]));
    let consumption = clause.subject.iter().any(|t| t.has(PARTICIPLE))
        && group.voice == Voice::Copula
        && !quantity::has_number(&rest[..rest.len().min(4)]);
    if noted
        || demands
        || !state
        || shares
        || consumption
        || compared
        || elsewhere
        || clause.conditional
    {
        return Verdict::Silent;
    }
    let automatic = group.voice == Voice::Passive
        && (clause.core[group.start..].iter().take(3).any(|t| t.is("automatically"))
            || clause
                .rest()
                .first()
                .is_some_and(|t| t.any(&["using", "by", "automatically", "through", "via", "as"])));
    if automatic {
        return Verdict::Excluded(DESCRIPTION);
    }
    match group.negated {
        true if group.voice != Voice::Passive => Verdict::Silent,
        true => Verdict::Requires(Level::MustNot, FACT_OF_PREREQUISITES),
        false => Verdict::Requires(setting.label.unwrap_or(Level::Must), FACT_OF_PREREQUISITES),
    }
}
