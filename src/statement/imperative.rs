//! What a plain imperative asks for: by its verb, its object, and where it stands.

mod object;

use super::Level;
use super::finite;
use super::label;
use super::lexicon::*;
use super::rules::*;
use super::setting::{Follows, Setting, Verdict};
use super::token::Token;
use object::{
    chooses_quality, is_source, names_checker, names_tool, plans_with, shows_with, works_interface,
};
pub(super) use object::{is_guidance, weighs_benefit};

/// An imperative clause.
pub(super) struct Imperative<'c, 't> {
    /// Its tokens from the verb on, with what is subordinate to it.
    pub(super) whole: &'c [Token<'t>],
    /// The tokens of the sentence in front of it.
    pub(super) front: &'c [Token<'t>],
    /// `don't`, `never`.
    pub(super) negated: bool,
    /// `optionally`, `alternatively`.
    pub(super) optional: bool,
    /// `ideally`, `preferably`.
    pub(super) ideal: bool,
    /// It is the fallback of another requirement.
    pub(super) fallback: bool,
    /// A goal that the reader may have stands in front of it.
    pub(super) tooled: bool,
    /// `If …` stands in front of it.
    pub(super) remedy: bool,
    /// It closes a sentence that introduces what follows.
    pub(super) introduces: bool,
}

/// The level of an imperative clause.
pub(super) fn judge(imperative: &Imperative<'_, '_>, setting: &Setting<'_>) -> Verdict {
    let mut whole = imperative.whole;
    // `Review and ensure X`: of verbs that share an object the last one counts.
    while whole.len() > 3 && whole[1].has(COORDINATOR) && whole[2].has(BASE) {
        whole = &whole[2..];
    }
    if whole.len() > 1 && whole[0].is("only") {
        whole = &whole[1..];
    }
    let Some(verb) = whole.first() else { return Verdict::Silent };
    let object = &whole[1..];
    if imperative.negated {
        return negative(imperative, verb, setting);
    }
    if let Some(verdict) = assurance(imperative, verb, object, setting) {
        return verdict;
    }
    if verb.lemma_in(&["make", "take"]) && object.iter().take(2).any(|t| t.any(&["note", "notes"]))
    {
        return Verdict::Excluded(MENTAL_ACT);
    }
    if let Some(level) = setting.own {
        return Verdict::Requires(level, INHERITED);
    }
    // Below `The switch must:` a verb completes what the lead-in demands.
    if let Some(level) = setting.label.filter(|_| setting.named && !setting.step)
        && (matches!(verb.word.class, Class::Environment | Class::Plain)
            || verb.lemma("provide")
            || setting.of_thing && verb.word.class == Class::Interface)
    {
        return Verdict::Requires(level, INHERITED);
    }
    if setting.step || setting.options {
        return Verdict::Excluded(if setting.options { OPTION_VALUE } else { PROCEDURE_STEP });
    }
    if setting.described {
        return Verdict::Excluded(DESCRIPTION);
    }
    if imperative.introduces && introduces(verb, object, setting) {
        return Verdict::Excluded(ANNOUNCEMENT);
    }
    if imperative.optional && !matches!(verb.word.class, Class::Heed | Class::Pointer | Class::None)
    {
        return Verdict::Requires(Level::May, PERMISSION);
    }
    let level = if imperative.fallback || imperative.ideal { Level::Should } else { Level::Must };
    let rule = if imperative.fallback { FALLBACK } else { PLAIN_IMPERATIVE };
    if setting.opening
        && setting
            .topic
            .goals
            .iter()
            .any(|goal| verb.lemma(goal) || imperative.whole[0].lemma(goal))
        && verb.word.class != Class::Reading
    {
        return Verdict::Excluded(ANNOUNCEMENT);
    }
    if setting.one_of {
        return Verdict::Excluded(INHERITED);
    }
    // What the heading says once more, before the steps that do it.
    let restates = setting.follows == Follows::Steps
        && !setting.list_item
        && imperative.front.is_empty()
        && setting.topic.goals.iter().any(|goal| verb.lemma(goal));
    if restates {
        return Verdict::Excluded(ANNOUNCEMENT);
    }
    if verb.lemma("follow") && label::guides_here(object) {
        return Verdict::Excluded(ANNOUNCEMENT);
    }
    let verdict = by_class(imperative, verb, object, level, rule);
    match verdict {
        // Under `we recommend the following` even a plain imperative is advice.
        Verdict::Requires(Level::Must, rule) if setting.advises => {
            Verdict::Requires(setting.label.unwrap_or(Level::Should), rule)
        }
        Verdict::Excluded(INTERFACE | MENTAL_ACT)
            if setting.advises && verb.word.class != Class::Heed =>
        {
            Verdict::Requires(setting.label.unwrap_or(Level::Should), INHERITED)
        }
        other => other,
    }
}

fn by_class(
    imperative: &Imperative<'_, '_>,
    verb: &Token<'_>,
    object: &[Token<'_>],
    level: Level,
    rule: &'static str,
) -> Verdict {
    let practice = imperative
        .front
        .windows(2)
        .any(|w| w[0].is("best") && w[1].any(&["practice", "practices"]));
    if practice {
        return Verdict::Requires(Level::Should, ADVICE);
    }
    let benefit = weighs_benefit(imperative.whole) || weighs_benefit(imperative.front);
    match verb.word.class {
        Class::Pointer if verb.lemma("learn") && before_act(imperative.front) => {
            Verdict::Requires(Level::Should, READING)
        }
        Class::Reading if object.first().is_some_and(|t| t.any(&["for", "more"])) => {
            Verdict::Excluded(LINK)
        }
        Class::Reading if works_interface(object) => Verdict::Excluded(INTERFACE),
        Class::Reading => Verdict::Requires(Level::Should, READING),
        Class::Contact
            if object.windows(2).any(|w| {
                w[0].any(&["further", "more"]) && w[1].any(&["details", "information"])
            }) =>
        {
            Verdict::Excluded(LINK)
        }
        Class::Contact => Verdict::Requires(Level::Should, READING),
        Class::Pointer if verb.lemma("refer") && imperative.front.is_empty() => {
            Verdict::Requires(Level::Should, READING)
        }
        Class::Pointer => Verdict::Excluded(LINK),
        Class::Heed => Verdict::Excluded(MENTAL_ACT),
        Class::Weigh => weigh(object),
        Class::Avoid => Verdict::Requires(Level::ShouldNot, AVOIDANCE),
        Class::Inspect => inspect(verb, object),
        Class::Interface => interface(verb, object, imperative, level, rule),
        // `Install from the download center`: it says where the thing is.
        Class::Environment if is_source(verb, object) => Verdict::Excluded(LINK),
        Class::Environment
            if verb.lemma("change") && object.first().is_some_and(|t| t.is("directory")) =>
        {
            Verdict::Excluded(INTERFACE)
        }
        Class::Environment if works_interface(object) && !verb.lemma("use") => {
            Verdict::Excluded(INTERFACE)
        }
        Class::Environment if verb.lemma("use") && imperative.tooled && names_tool(object) => {
            Verdict::Excluded(INTERFACE)
        }
        Class::Environment if weighs_benefit(imperative.front) => {
            Verdict::Requires(Level::Should, WEIGHED)
        }
        // `Use this time to check the licences`
        Class::Environment
            if verb.lemma("use")
                && object
                    .iter()
                    .take(3)
                    .any(|t| t.any(&["article", "opportunity", "time", "topic"])) =>
        {
            Verdict::Excluded(MENTAL_ACT)
        }
        Class::Environment if verb.lemma("use") && shows_with(object) => {
            Verdict::Excluded(INTERFACE)
        }
        Class::Environment if verb.lemma("use") && plans_with(object) => {
            Verdict::Requires(Level::Should, READING)
        }
        Class::Environment if verb.lemma("use") && is_guidance(object) => {
            Verdict::Excluded(ANNOUNCEMENT)
        }
        Class::Environment if benefit => Verdict::Requires(Level::Should, WEIGHED),
        Class::Environment => Verdict::Requires(level, rule),
        _ if verb.is("have") => Verdict::Requires(level, rule),
        _ if verb.is("be") && object.first().is_some_and(|t| t.any(&["careful", "cautious"])) => {
            Verdict::Requires(Level::Should, ADVICE)
        }
        Class::Plain if benefit || verb.lemma_in(&["improve", "optimize"]) => {
            Verdict::Requires(Level::Should, WEIGHED)
        }
        Class::Plain if imperative.ideal || imperative.fallback => Verdict::Requires(level, rule),
        Class::Plain if verb.lemma_in(IDLE) => Verdict::Excluded(MENTAL_ACT),
        Class::Plain => Verdict::Requires(level, rule),
        _ => Verdict::Excluded(MENTAL_ACT),
    }
}

/// `Before you begin, learn about X`: it asks to read.
fn before_act(front: &[Token<'_>]) -> bool {
    front.first().is_some_and(|t| t.is("before"))
}

/// Plain verbs whose imperative asks for nothing that could be met.
const IDLE: &[&str] = &[
    "act",
    "begin",
    "bring",
    "come",
    "describe",
    "discuss",
    "enjoy",
    "experience",
    "explain",
    "experiment",
    "feel",
    "get",
    "give",
    "happen",
    "help",
    "know",
    "lead",
    "let",
    "look",
    "mean",
    "need",
    "press",
    "say",
    "seem",
    "show",
    "start",
    "succeed",
    "support",
    "talk",
    "understand",
    "want",
    "load",
    "query",
    "record",
    "represent",
    "result",
    "return",
    "write",
    "display",
    "list",
    "print",
    "read",
    "respond",
    "debug",
    "share",
];

/// `consider using X` advises; `consider that`, `consider the following factors` do not.
fn weigh(object: &[Token<'_>]) -> Verdict {
    let thought = object.first().is_none_or(|t| {
        t.any(&["that", "how", "whether", "what", "these", "which", "where", "if", "when"])
    });
    let factors = object.iter().take(6).any(|t| {
        t.any(&[
            "factor",
            "factors",
            "question",
            "questions",
            "points",
            "issue",
            "issues",
            "information",
            "consideration",
            "considerations",
            "guidelines",
            "impact",
            "fact",
        ])
    });
    match thought || factors {
        true => Verdict::Excluded(MENTAL_ACT),
        false => Verdict::Requires(Level::Should, ADVICE),
    }
}

/// `check`, `determine`, `monitor`: a demand when it says what has to be so, else a reading of
/// what is written, else an act of finding out.
fn inspect(verb: &Token<'_>, object: &[Token<'_>]) -> Verdict {
    if !verb.lemma("check") {
        return Verdict::Excluded(MENTAL_ACT);
    }
    let first = object.first();
    if first.is_some_and(|t| t.is("that")) {
        return Verdict::Requires(Level::Must, ASSURANCE);
    }
    if first.is_some_and(|t| t.any(&["back", "out"])) {
        return Verdict::Excluded(LINK);
    }
    let document = object.iter().take(8).any(|t| {
        t.any(&[
            "requirements",
            "prerequisites",
            "systems",
            "versions",
            "compatibility",
            "guidance",
            "documentation",
            "considerations",
            "limitations",
            "matrix",
            "list",
            "support",
            "limits",
            "recommendations",
        ])
    });
    match document && !works_interface(&object[..object.len().min(3)]) {
        true => Verdict::Requires(Level::Should, READING),
        false => Verdict::Excluded(INTERFACE),
    }
}

/// Acts of the interface; to select what is installed changes the environment.
fn interface(
    verb: &Token<'_>,
    object: &[Token<'_>],
    imperative: &Imperative<'_, '_>,
    level: Level,
    rule: &'static str,
) -> Verdict {
    if verb.lemma("follow") {
        let near = |words: &[&str]| object.iter().take(2).any(|t| t.any(words));
        if imperative.introduces && near(&["these", "the", "following"]) || near(&["instructions"])
        {
            return Verdict::Excluded(ANNOUNCEMENT);
        }
    }
    let before = object.windows(2).any(|w| w[0].is("before") && w[1].is("you"));
    let asked = verb.lemma_in(&["complete", "finish", "perform"]) && before
        || verb.lemma("follow") && imperative.remedy
        // `Repeat adding rules until …`
        || object.first().is_some_and(|t| t.has(GERUND) && t.word.class == Class::Environment)
        // `Perform a full backup`, and no steps.
        || verb.lemma("perform") && !is_guidance(object) && !works_interface(object);
    if asked {
        return Verdict::Requires(level, rule);
    }
    let ports =
        verb.lemma("open") && object.iter().take(6).any(|t| t.any(&["port", "ports", "firewall"]));
    let chosen = verb.lemma_in(&["select", "choose", "mark"]);
    let installing = chosen
        && !works_interface(object)
        && (imperative
            .front
            .iter()
            .any(|t| t.lemma("install") || t.any(&["installation", "setup"]))
            || imperative
                .whole
                .iter()
                .skip_while(|t| !t.any(&["when", "during", "while", "for"]))
                .any(|t| t.lemma("install") || t.any(&["installation", "setup"]))
            || object.iter().take(8).any(|t| {
                t.any(&[
                    "feature",
                    "features",
                    "role",
                    "roles",
                    "workload",
                    "workloads",
                    "component",
                    "components",
                ])
            }));
    let weighed = chosen && chooses_quality(object);
    let checking = verb.lemma_in(&["rerun", "run"]) && names_checker(object);
    match ports || installing || weighed || checking {
        true => Verdict::Requires(level, rule),
        false if imperative.ideal => Verdict::Requires(level, rule),
        false => Verdict::Excluded(INTERFACE),
    }
}

/// `ensure`, `make sure`, `be sure`, `verify`, `confirm that`.
fn assurance(
    imperative: &Imperative<'_, '_>,
    verb: &Token<'_>,
    object: &[Token<'_>],
    setting: &Setting<'_>,
) -> Option<Verdict> {
    let second = object.first();
    let sure =
        verb.lemma_in(&["make", "be"]) && second.is_some_and(|t| t.any(&["sure", "certain"]));
    let see_to_it = verb.lemma("see")
        && second.is_some_and(|t| t.has(TO))
        && object.get(1).is_some_and(|t| t.is("it"));
    let remembered = verb.lemma("remember") && second.is_some_and(|t| t.has(TO));
    let strict = sure || see_to_it || remembered || verb.lemma("ensure");
    let thing = second.is_some_and(|t| t.any(&["that", "whether", "if"]));
    let listed = setting.list_item && !setting.step && !works_interface(object);
    let loose = verb.lemma_in(&["verify", "validate"])
        || verb.lemma("confirm") && (thing || listed && !object.is_empty());
    if !strict && !loose {
        return None;
    }
    if loose && (setting.step || setting.options) {
        return Some(Verdict::Excluded(PROCEDURE_STEP));
    }
    let bare = object.iter().skip(usize::from(sure)).all(|t| {
        t.has(GUIDANCE | DETERMINER | ADJECTIVE)
            || t.any(&["prerequisites", "requirements", "conditions", "are", "met", "prerequisite"])
    });
    let one_of =
        object.windows(3).any(|w| w[0].is("one") && w[1].is("of") && w[2].any(&["the", "these"]))
            || setting.follows == Follows::Nothing && !imperative.introduces;
    let kinds =
        ["requirements", "prerequisites", "conditions", "criteria", "requirement", "prerequisite"];
    let these = object.windows(2).any(|w| w[0].any(&["these", "following"]) && w[1].any(&kinds));
    if imperative.introduces
        && !one_of
        && (bare
            || these
            || object.iter().any(|t| t.is("following"))
            || matches!(setting.follows, Follows::Items | Follows::Table)
                && object.iter().take(3).any(|t| t.is("these"))
            || imperative
                .whole
                .last()
                .is_some_and(|t| t.any(&["ensure", "following", "sure", "that", "verify", "you"])))
    {
        return Some(Verdict::Excluded(ANNOUNCEMENT));
    }
    if loose && second.is_some_and(|t| t.any(&["if", "whether"])) {
        return Some(Verdict::Requires(Level::Should, READING));
    }
    let here = object
        .iter()
        .enumerate()
        .any(|(at, verb)| verb.lemma("meet") && finite::is_met_here(verb, &object[at + 1..]));
    if here {
        return Some(Verdict::Excluded(ANNOUNCEMENT));
    }
    // `Verify …` below `we recommend these measures` is advice as well.
    let advised = loose && setting.advises && setting.led;
    let level = if imperative.fallback || advised { Level::Should } else { Level::Must };
    Some(Verdict::Requires(level, ASSURANCE))
}

fn negative(imperative: &Imperative<'_, '_>, verb: &Token<'_>, setting: &Setting<'_>) -> Verdict {
    let idle = verb.lemma_in(&["worry", "hesitate", "panic", "confuse", "be", "expect"])
        && !imperative.whole.iter().skip(1).any(|t| t.lemma("use"));
    let sure_to = verb.lemma("forget") && imperative.whole.get(1).is_some_and(|t| t.has(TO));
    match () {
        () if setting.values => Verdict::Excluded(OPTION_VALUE),
        () if sure_to => Verdict::Requires(Level::Must, ASSURANCE),
        () if idle => Verdict::Excluded(MENTAL_ACT),
        () if setting.advises
            || imperative.ideal
            || weighs_benefit(imperative.front)
            || weighs_benefit(imperative.whole) =>
        {
            Verdict::Requires(Level::ShouldNot, WEIGHED)
        }
        () => Verdict::Requires(Level::MustNot, NEGATIVE_IMPERATIVE),
    }
}

/// Whether an imperative before a list, table or code only leads to it.
fn introduces(verb: &Token<'_>, object: &[Token<'_>], setting: &Setting<'_>) -> bool {
    let one_of =
        object.windows(2).any(|w| w[0].any(&["one", "any", "either", "more"]) && w[1].is("of"));
    let follows = object.iter().any(|t| t.any(&["follows", "below"]));
    // `Turn it on by running the following command` has its object already.
    let asked = setting.label == Some(Level::Must);
    let by = object.iter().position(|t| t.is("by") && asked).unwrap_or(object.len());
    let following = object[..by]
        .windows(2)
        .any(|w| w[0].any(&["the", "these"]) && w[1].any(&["following", "steps", "commands"]));
    if verb.word.class == Class::Reading || one_of {
        return false;
    }
    match setting.follows {
        Follows::Steps | Follows::Items | Follows::Code => follows || following,
        Follows::Table => follows || following && verb.lemma("use"),
        Follows::Nothing => following && verb.lemma_in(&["follow", "use"]),
    }
}
