//! From the words of one sentence to the requirements that it states.

use super::Level;
use super::clause::{self, Conjunct, Parsed, Piece, Role};
use super::condition::{Topic, is_condition};
use super::finite::{self, Clause};
use super::fragment;
use super::group::{Group, Modal, Voice, group};
use super::imperative::{self, Imperative};
use super::label;
use super::lexicon::*;
use super::quantity;
use super::rules::*;
use super::setting::{Setting, Verdict};
use super::token::{Kind, Token};
use super::verbal::{is_finite, is_imperative, negated_verb, skip_adverbs};
use std::ops::Range;

/// One requirement of a sentence; ranges are bytes of the plain text.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) level: Level,
    pub(super) rule: &'static str,
    pub(super) clause: Range<usize>,
    pub(super) subject: Option<Range<usize>>,
    pub(super) predicate: Range<usize>,
    pub(super) condition: Option<Range<usize>>,
}

/// What became of a sentence.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) findings: Vec<Finding>,
    /// The first rule that excluded a clause of it.
    pub(super) excluded: Option<&'static str>,
    /// Every clause that a rule excluded, with the rule.
    pub(super) passed_over: Vec<(Range<usize>, &'static str)>,
    /// The level that a clause announces for what follows.
    pub(super) announced: Option<Level>,
    /// The base forms of the verbs that the requirements are made of.
    pub(super) verbs: Vec<&'static str>,
}

/// Judges the sentence of these tokens.
pub(super) fn sentence(tokens: &[Token<'_>], setting: &Setting<'_>) -> Judged {
    let mut out = Judged::default();
    if let Some(rule) = whole_sentence(tokens) {
        out.excluded = Some(rule);
        return out;
    }
    if !setting.named && tokens.iter().all(|t| t.link || !t.is_wordlike()) {
        out.excluded = Some(LINK);
        return out;
    }
    let figures = setting.list_item
        && setting.label.is_some()
        && tokens.iter().any(|t| t.kind == Kind::Number || t.kind == Kind::Code && setting.named);
    if !figures && tokens.iter().all(|t| t.kind != Kind::Word) {
        return out;
    }
    let mut setting = *setting;
    let mut body = tokens;
    let mut subject = None;
    let mut scope = None;
    setting.explained =
        tokens.windows(2).any(|w| w[0].kind == Kind::Dash && w[1].any(&["used", "responsible"]));
    setting.own = own_level(tokens);
    let answers = matches!(body, [word, comma, ..] if word.any(&["yes", "no", "ok"]) && comma.kind == Kind::Comma);
    if answers {
        body = &body[2..];
    }
    let marked = body.first().is_some_and(|t| t.kind == Kind::Sign || t.strong)
        && !body.get(1).is_some_and(|t| t.strong || t.kind == Kind::Colon);
    setting.open = !tokens.last().is_some_and(|t| t.kind == Kind::Stop);
    while body.first().is_some_and(|t| {
        t.kind == Kind::Sign
            || marked && t.any(&["important", "note", "security", "tip", "caution", "warning"])
    }) {
        body = &body[1..];
        setting.facts = false;
    }
    if let Some(head) = run_in_head(tokens) {
        let label = &tokens[..head];
        body = &tokens[head + 1..];
        if label.iter().any(|t| t.any(&["example", "examples"])) && head <= 2 {
            out.excluded = Some(EXAMPLE);
            return out;
        }
        let valued = matches!(label, [one] if one.kind == Kind::Number || one.kind == Kind::Code && setting.options);
        if valued && (setting.options || setting.step || label[0].text.len() <= 2) {
            out.excluded = Some(OPTION_VALUE);
            return out;
        }
        if let Some(level) = fragment::label(label) {
            setting.label = Some(level);
            setting.labelled = true;
            setting.list_item = true;
            setting.facts = true;
            setting.advises = matches!(level, Level::Should | Level::May);
        } else {
            let scopes = label[0].any(&["applicable", "applies"]);
            if scopes {
                scope = span(label);
            } else {
                subject = span(label);
            }
            setting.headed = !label.iter().any(|t| t.link);
            setting.timed = label.iter().any(|t| t.is("time"));
        }
    }
    Judge { consequence: false, setting: &setting, subject, out: &mut out }.body(body);
    // `**Name:** What it is.` below a lead-in that demands a name.
    if out.findings.is_empty()
        && out.excluded.is_none()
        && setting.named
        && setting.headed
        && !is_imperative(tokens, 0)
        && !states(body)
        && let Some(level) = setting.label
        && let (Some(clause), Some(predicate)) = (span(tokens), span(body))
    {
        let subject = None;
        let rule = INHERITED;
        out.findings.push(Finding { level, rule, clause, subject, predicate, condition: None });
    }
    for finding in &mut out.findings {
        finding.condition = finding.condition.take().or_else(|| scope.clone());
    }
    out
}

/// Whether a sentence without a key word goes on about what the one before named: `This host …`.
pub(super) fn points_back(tokens: &[Token<'_>]) -> bool {
    let key = ["must", "should", "need", "needs", "not", "have", "can", "may"];
    tokens.first().is_some_and(|t| t.any(&["that", "these", "this", "those"]))
        && !tokens.iter().any(|t| t.any(&key))
}

/// Whether a sentence draws a conclusion from the one before: `As a result, …`.
pub(super) fn is_consequence(tokens: &[Token<'_>]) -> bool {
    let mut words = tokens.iter().filter(|t| t.is_wordlike());
    let (Some(first), second, third) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    first.any(&["accordingly", "consequently", "hence", "here", "so", "therefore", "thus"])
        || first.is("as")
            && second.is_some_and(|t| t.is("a"))
            && third.is_some_and(|t| t.any(&["consequence", "result"]))
        || first.is("in") && third.is_some_and(|t| t.any(&["case", "example", "scenario"]))
}

/// The level of a single word in brackets: `(optional)` anywhere, `(recommended)` at the end,
/// since before more words it speaks of the word in front of it.
pub(super) fn own_level(tokens: &[Token<'_>]) -> Option<Level> {
    (0..tokens.len().saturating_sub(2)).find_map(|at| {
        let [open, word, close] = &tokens[at..at + 3] else { return None };
        let bracketed = open.kind == Kind::Open && close.kind == Kind::Close;
        let last = tokens[at + 3..].iter().all(|t| t.kind == Kind::Stop);
        (bracketed && (last || !word.is("recommended")))
            .then(|| fragment::label(std::slice::from_ref(word)))
            .flatten()
    })
}

/// Sentences that state nothing whatever stands in them.
fn whole_sentence(tokens: &[Token<'_>]) -> Option<&'static str> {
    let words: Vec<&Token<'_>> = tokens.iter().filter(|t| t.is_wordlike()).take(4).collect();
    let first = words.first()?;
    let second = words.get(1);
    let starts = |phrase: &[&str]| {
        phrase.iter().enumerate().all(|(at, word)| words.get(at).is_some_and(|t| t.is(word)))
    };
    if tokens.last().is_some_and(|t| t.text == "?") {
        return Some(ASKS);
    }
    if starts(&["for", "example"])
        || starts(&["for", "instance"])
        || starts(&["in", "this", "example"])
        || starts(&["as", "an", "example"])
        || starts(&["this", "example"])
        || starts(&["the", "following", "example"])
    {
        return Some(EXAMPLE);
    }
    let degree = [
        "more", "larger", "higher", "greater", "fewer", "longer", "bigger", "smaller", "better",
        "faster", "less",
    ];
    let proportion = first.is("the")
        && second.is_some_and(|t| t.any(&degree))
        && tokens
            .windows(3)
            .any(|w| w[0].kind == Kind::Comma && w[1].is("the") && w[2].any(&degree));
    if proportion {
        return Some(COMPARISON);
    }
    let more = second.is_some_and(|t| {
        t.any(&[
            "more",
            "information",
            "details",
            "additional",
            "further",
            "instructions",
            "guidance",
            "help",
        ])
    });
    let sees = || {
        let words =
            ["see", "refer", "visit", "check", "review", "read", "consult", "download", "go"];
        tokens.iter().any(|t| t.any(&words))
    };
    let info = || {
        let words =
            ["information", "details", "steps", "instructions", "guidance", "examples", "help"];
        tokens.iter().take(8).any(|t| t.any(&words))
    };
    if starts(&["also", "see"])
        || starts(&["please", "see"])
        || first.is("for") && (more || info()) && sees()
        || first.is("to") && second.is_some_and(|t| t.is("learn"))
        || first.is("learn")
    {
        return Some(LINK);
    }
    let clausal = first.any(&["how", "what", "why"])
        || first.is("summary") && second.is_some_and(|t| t.any(&["how", "learn", "what", "why"]));
    if clausal {
        return Some(DESCRIPTION);
    }
    if first.any(&["this", "that"]) && starts(&[first.text, "is", "because"])
        || starts(&["the", "reason"])
    {
        return Some(DESCRIPTION);
    }
    None
}

/// The colon behind a run-in head: `Memory: 4 GB`, `Note: You must …`.
pub(super) fn run_in_head(tokens: &[Token<'_>]) -> Option<usize> {
    let colon = tokens.iter().take(24).position(|t| t.kind == Kind::Colon)?;
    let (head, tail) = (&tokens[..colon], &tokens[colon + 1..]);
    if head.is_empty() || !tail.iter().any(Token::is_wordlike) {
        return None;
    }
    let strong = head.iter().filter(|t| t.is_wordlike()).all(|t| t.strong || t.kind == Kind::Code);
    let short = head.len() <= 8
        && !(0..head.len()).any(|at| is_finite(head, at))
        && clause::opener(head, 0).is_none()
        && (head.len() <= 4 && head[0].has(NOUN_TOO | ADJECTIVE)
            || !is_imperative(head, skip_adverbs(head, 0)));
    (strong || short).then_some(colon)
}

/// The bytes from the first token to the last.
fn span(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    Some(tokens.first()?.start..tokens.last()?.end)
}

struct Judge<'j, 's> {
    /// The clause at hand stands behind a condition that says what went wrong.
    consequence: bool,
    setting: &'j Setting<'s>,
    subject: Option<Range<usize>>,
    out: &'j mut Judged,
}

/// What the clause before hands on to one that continues it.
#[derive(Default)]
struct Carried {
    /// The clause before has a modal, and is no requirement; nor is what continues it.
    silenced: bool,
    subject: Vec<usize>,
    verdict: Option<(Level, &'static str)>,
}

impl Judge<'_, '_> {
    fn body(&mut self, tokens: &[Token<'_>]) {
        let parsed = clause::parse(tokens);
        let mut carried = Carried::default();
        let colon = tokens.last().is_some_and(|t| t.kind == Kind::Colon);
        let introduces = colon || label::points(tokens);
        let count = parsed.conjuncts.len();
        // `Release 8 - Express Edition`: one name.
        let speaks = ["optional", "recommended", "required", "supported", "unsupported"];
        let named = count > 1
            && !parsed.flat.iter().any(|t| t.any(&speaks))
            && parsed.conjuncts.iter().all(|conjunct| conjunct.verb.is_none())
            && parsed.conjuncts[1..].iter().all(|conjunct| {
                conjunct.start > 0 && parsed.flat[conjunct.start - 1].kind == Kind::Dash
            });
        if named {
            self.record(fragment::judge(&parsed.flat, self.setting), &parsed.flat, None, None);
            self.asides(&parsed);
            return;
        }
        // `If the tool can't be used, then:` states nothing yet.
        let premise = colon
            && tokens.first().is_some_and(|t| t.any(&["if", "unless", "when"]))
            && matches!(parsed.conjuncts.as_slice(), [only] if only.fronted.is_empty());
        if premise {
            self.out.excluded.get_or_insert(ANNOUNCEMENT);
            return;
        }
        for (at, conjunct) in parsed.conjuncts.iter().enumerate() {
            let from = if at == 0 { 0 } else { parsed.conjuncts[at - 1].end };
            let closes = at + 1 == count && introduces;
            self.conjunct(&parsed, conjunct, from, closes, &mut carried);
        }
        self.take_tail(&parsed);
        if parsed.conjuncts.is_empty() {
            self.record(fragment::judge(&parsed.flat, self.setting), &parsed.flat, None, None);
        }
        self.asides(&parsed);
    }

    /// `You need one of these: A, B, or C.`: a list behind a colon belongs to what stands before it.
    fn take_tail(&mut self, parsed: &Parsed<'_>) {
        let flat = &parsed.flat;
        for conjunct in &parsed.conjuncts {
            let colon = conjunct.start > 0 && flat[conjunct.start - 1].kind == Kind::Colon;
            let Some(last) = flat.get(conjunct.end.wrapping_sub(1)) else { continue };
            if colon
                && conjunct.verb.is_none()
                && let Some(finding) = self.out.findings.last_mut()
                && finding.clause.end <= flat[conjunct.start].start
            {
                finding.clause.end = last.end;
                finding.predicate.end = last.end;
            }
        }
    }

    fn conjunct(
        &mut self,
        parsed: &Parsed<'_>,
        conjunct: &Conjunct,
        from: usize,
        introduces: bool,
        carried: &mut Carried,
    ) {
        let flat = &parsed.flat;
        let core: Vec<Token<'_>> = conjunct.core.iter().map(|&at| flat[at]).collect();
        let whole = &flat[conjunct.start..conjunct.end];
        self.consequence = conjunct.fronted.iter().any(|piece| {
            let tokens = &flat[piece.start..piece.end];
            tokens[0].is("if")
                && !tokens.iter().any(|t| t.is("you"))
                && tokens.iter().any(|t| t.is("not") || t.lemma_in(&["fail", "lose", "crash"]))
        });
        self.relatives(flat, conjunct);
        self.concessions(flat, conjunct, from == 0);
        if core.is_empty() {
            return;
        }
        let lead = &flat[from..conjunct.core[0].max(from)];
        let condition = condition(flat, conjunct, lead, self.setting.topic);
        let head = skip_adverbs(&core, 0);
        if conjunct.continues
            && core
                .get(head)
                .is_some_and(|t| (t.has(BASE | HAVE) || t.is("be")) && !t.has(MODAL | BE_FINITE))
            && let Some((level, rule)) = carried.verdict
        {
            let predicate = span(&core[head..]);
            if introduces && whole.last().is_some_and(|t| t.is("that")) {
                self.out.announced = Some(level);
            }
            self.record(Verdict::Requires(level, rule), whole, condition, predicate);
            return;
        }
        if conjunct.continues && conjunct.imperative && carried.silenced {
            return;
        }
        carried.silenced = false;
        let first = conjunct.core.get(head).copied().unwrap_or(conjunct.start);
        let named = from == 0
            && head == 0
            && flat[first].has(NOUN_TOO | ADJECTIVE)
            && flat[first].is_capital()
            && self.is_name(&flat[first..conjunct.end]);
        if conjunct.imperative && !named {
            let verdict =
                self.imperative(flat, conjunct, &core, head, lead, introduces, condition.clone());
            carried.verdict = None;
            carried.subject.clear();
            // `see Back up and restore`: what is to be read has a title of its own.
            carried.silenced = matches!(verdict, Verdict::Excluded(LINK));
            self.record(
                verdict,
                whole,
                condition,
                span(&whole[skip_adverbs(whole, 0).min(whole.len() - 1)..]),
            );
            return;
        }
        let foreign =
            conjunct.fronted.iter().filter(|piece| piece.role == Role::Scope).any(|piece| {
                self.setting
                    .topic
                    .versions
                    .is_some_and(|versions| versions.is_other(&flat[piece.start + 1..piece.end]))
            });
        if foreign {
            self.record(Verdict::Excluded(OTHER_VERSION), whole, None, None);
            return;
        }
        // `is disabled and not supported`: what is left is no verb group.
        if conjunct.continues
            && whole[0].is("not")
            && whole.get(1).is_some_and(|t| t.has(PARTICIPLE))
        {
            self.record(fragment::judge(whole, self.setting), whole, condition, None);
            return;
        }
        let verb = conjunct.verb.and_then(|verb| conjunct.core.iter().position(|&at| at == verb));
        let Some(start) = verb.filter(|_| !conjunct.imperative) else {
            // Condition and purpose stand in front of nothing: `Once it is on:`.
            let fragment: Vec<Token<'_>> = match conjunct.fronted.is_empty() {
                true => flat[from..conjunct.end].to_vec(),
                false => whole.to_vec(),
            };
            let first = from == 0;
            if first || conjunct.fronted.is_empty() {
                self.record(fragment::judge(&fragment, self.setting), whole, condition, None);
            }
            return;
        };
        let mut subject: Vec<usize> = conjunct.core[..start].to_vec();
        if conjunct.continues
            && subject
                .iter()
                .all(|&at| flat[at].has(ADVERB | COORDINATOR) || flat[at].kind == Kind::Comma)
        {
            subject.clone_from(&carried.subject);
        }
        let group = group(&core, start);
        let verdict = self.finite(
            flat,
            &core,
            whole,
            &subject,
            group,
            condition.is_some(),
            introduces,
            false,
        );
        let ideal = lead.iter().any(|t| t.any(&["ideally", "preferably"]));
        let verdict = match verdict {
            Verdict::Silent if ideal && !self.setting.step => {
                Verdict::Requires(Level::Should, ADVICE)
            }
            Verdict::Silent if self.setting.labelled && from == 0 => {
                self.setting.label.map_or(verdict, |level| Verdict::Requires(level, INHERITED))
            }
            other => other,
        };
        carried.silenced = group.modal != Modal::None && !matches!(verdict, Verdict::Requires(..));
        carried.verdict = match verdict {
            Verdict::Requires(level, rule) if group.modal != Modal::None || rule == ADVICE => {
                Some((level, rule))
            }
            _ => None,
        };
        let condition = condition.or_else(|| self.implied(&core, &group, flat, &subject, verdict));
        let predicate =
            core.get(group.head).map(|t| t.start..whole.last().map_or(t.end, |t| t.end));
        let bound = subject_span(flat, &subject);
        if matches!(verdict, Verdict::Requires(_, ADVICE))
            && self.contents(flat, conjunct, verdict, &condition)
        {
            carried.subject = subject;
            return;
        }
        match bounded_object(whole, &subject, flat) {
            Some((noun, of)) if matches!(verdict, Verdict::Requires(Level::Must, _)) => {
                let end = whole[of - 1].end;
                let own = predicate.map(|predicate| predicate.start..end);
                self.record_with(verdict, &whole[..of], condition.clone(), own, bound);
                let verdict = Verdict::Requires(Level::Must, BOUND);
                let (object, limit) = (span(&whole[noun..of]), span(&whole[of..]));
                self.record_with(verdict, &whole[noun..], condition, limit, object);
            }
            _ => self.record_with(verdict, whole, condition, predicate, bound),
        }
        carried.subject = subject;
    }

    #[allow(clippy::too_many_arguments)]
    fn finite(
        &mut self,
        flat: &[Token<'_>],
        core: &[Token<'_>],
        whole: &[Token<'_>],
        subject: &[usize],
        group: Group,
        conditional: bool,
        introduces: bool,
        noted: bool,
    ) -> Verdict {
        let subject: Vec<Token<'_>> = subject
            .iter()
            .map(|&at| flat[at])
            .skip_while(|t| {
                t.kind == Kind::Comma || t.has(COORDINATOR) || t.has(ADVERB) && !t.is("only")
            })
            .filter(|t| t.kind != Kind::Quote)
            .collect();
        let mut group = group;
        let none =
            subject.first().is_some_and(|t| t.any(&["no", "neither", "none", "nobody", "nothing"]));
        let bound =
            subject.get(1).is_some_and(|t| t.any(&["more", "less", "fewer", "later", "earlier"]));
        group.negated ^= none && !bound;
        let consequence = self.consequence;
        let none = none && !bound;
        let was = group.past
            && flat[..flat.len().min(12)].iter().any(|t| {
                t.any(&["earlier", "formerly", "older", "previous", "previously", "prior"])
            });
        let clause = Clause {
            core,
            whole,
            subject: &subject,
            group,
            conditional,
            consequence,
            none,
            noted,
            was,
        };
        let mut verdict = finite::judge(&clause, self.setting);
        if matches!(subject.as_slice(), [not, all, ..] if not.is("not") && all.any(&["all", "every"]))
        {
            verdict = Verdict::Excluded(NEGATED_NEED);
        }
        let premise = introduces
            && whole.iter().any(|t| t.any(&["if", "when"]))
            && whole.windows(2).any(|w| {
                w[0].is("following")
                    && w[1].any(&[
                        "conditions",
                        "requirements",
                        "prerequisites",
                        "criteria",
                        "statements",
                    ])
            });
        if let Verdict::Requires(level, _) = verdict
            && premise
        {
            self.out.announced = Some(Level::Must);
            return if level == Level::Must { Verdict::Excluded(ANNOUNCEMENT) } else { verdict };
        }
        let some = subject.first().is_some_and(|t| t.is("some")) && subject.len() > 1;
        if some && matches!(verdict, Verdict::Requires(Level::MustNot, UNSUPPORTED)) {
            return Verdict::Excluded(DESCRIPTION);
        }
        let softened = matches!(verdict, Verdict::Requires(Level::May, PERMISSION))
            && (group.softened
                || core.get(group.head).is_some_and(|t| t.lemma_in(&["need", "require"])));
        if softened && introduces {
            return verdict;
        }
        // `supports a number of devices that includes the following:` bounds what follows.
        let counted = introduces
            && core.get(group.head).is_some_and(|t| t.lemma("support"))
            && whole.windows(2).any(|w| w[0].is("number") && w[1].is("of"));
        if counted && matches!(verdict, Verdict::Requires(Level::May, _)) {
            self.out.announced = Some(Level::Must);
            return Verdict::Excluded(ANNOUNCEMENT);
        }
        let as_follows = whole.iter().any(|t| t.is("follows"));
        if let Verdict::Requires(level, _) = verdict
            && introduces
            && (is_bare_lead_in(&clause) || as_follows && level == Level::May)
        {
            self.out.announced = Some(level);
            return Verdict::Excluded(ANNOUNCEMENT);
        }
        verdict
    }

    #[allow(clippy::too_many_arguments)]
    fn imperative(
        &mut self,
        flat: &[Token<'_>],
        conjunct: &Conjunct,
        core: &[Token<'_>],
        head: usize,
        lead: &[Token<'_>],
        introduces: bool,
        condition: Option<Range<usize>>,
    ) -> Verdict {
        let verb = &core[head];
        let negated =
            verb.is("do") && core.get(head + 1).is_some_and(|t| t.is("not")) || verb.is("never");
        let target = if negated { negated_verb(core, head).unwrap_or(head) } else { head };
        let from = conjunct.core[target.min(core.len() - 1)];
        let whole = &flat[from..conjunct.end];
        if let Some(noted) = noted_content(whole) {
            let parsed = clause::parse(noted);
            let mut carried = Carried::default();
            for conjunct in &parsed.conjuncts {
                self.noted(&parsed, conjunct, &mut carried);
            }
            return Verdict::Excluded(MENTAL_ACT);
        }
        let front_start = conjunct
            .fronted
            .first()
            .map_or(conjunct.start, |piece| piece.start.min(conjunct.start));
        let before = [lead, &core[..head]].concat();
        let says = |words: &[&str]| before.iter().any(|t| t.any(words));
        let imperative = Imperative {
            whole,
            front: &flat[front_start..from],
            negated,
            optional: says(&["optionally", "alternatively", "alternately"]),
            ideal: says(&["ideally", "preferably"]),
            fallback: condition.is_some() && self.is_fallback(flat, conjunct),
            tooled: conjunct.fronted.iter().any(|piece| {
                piece.role == Role::Purpose && is_condition(flat, *piece, true, self.setting.topic)
            }),
            remedy: conjunct.fronted.iter().any(|piece| flat[piece.start].is("if")),
            introduces,
        };
        let verdict = imperative::judge(&imperative, self.setting);
        let points = whole.windows(2).any(|w| w[0].has(DETERMINER) && w[1].is("following"));
        let guided =
            whole[1..].iter().take(6).any(|t| t.has(GUIDANCE) && !t.any(&["following", "table"]));
        let reads = whole[0].word.class == Class::Reading
            || guided && !matches!(verdict, Verdict::Requires(..));
        match verdict {
            Verdict::Requires(level, _) if introduces && points && !reads && !chooses(whole) => {
                self.out.announced = Some(level);
                Verdict::Excluded(ANNOUNCEMENT)
            }
            Verdict::Excluded(ANNOUNCEMENT) if !reads => {
                self.out.announced = match whole[0].word.class {
                    Class::Assure | Class::Environment => Some(Level::Must),
                    Class::Interface if whole[0].lemma_in(&["choose", "open", "select"]) => {
                        Some(Level::Must)
                    }
                    Class::Weigh => Some(Level::Should),
                    Class::Avoid => Some(Level::ShouldNot),
                    _ if whole[0].lemma_in(&["make", "be"]) => Some(Level::Must),
                    _ => None,
                };
                verdict
            }
            _ => verdict,
        }
    }

    /// Whether what could be an imperative is rather a name in a list or cell: `Print servers`.
    fn is_name(&self, tokens: &[Token<'_>]) -> bool {
        let Some(next) = tokens.get(1) else { return true };
        let object = next.has(DETERMINER | PERSONAL | PRONOUN | NEGATION)
            || next.strong
            || next.link
            || !next.is_wordlike()
            || next.kind == Kind::Code
            || next.any(&["up", "down", "out", "off", "at"]);
        if !(self.setting.list_item || self.setting.cell) || object {
            return false;
        }
        let counted = tokens.get(2).is_some_and(|t| t.kind == Kind::Number);
        let title = next.is_capital()
            && (counted || self.setting.open && tokens.get(2).is_none_or(Token::is_capital));
        self.setting.own.is_some()
            || tokens[0].word.class == Class::Plain
            || title
            || self.setting.open && tokens.len() <= 4
    }

    /// `Note that you must …`: what is to be noted can be a requirement.
    fn noted(&mut self, parsed: &Parsed<'_>, conjunct: &Conjunct, carried: &mut Carried) {
        let flat = &parsed.flat;
        let core: Vec<Token<'_>> = conjunct.core.iter().map(|&at| flat[at]).collect();
        let verb = conjunct.verb.and_then(|verb| conjunct.core.iter().position(|&at| at == verb));
        let Some(start) = verb else { return };
        let whole = &flat[conjunct.start..conjunct.end];
        let group = group(&core, start);
        if matches!(group.modal, Modal::Can | Modal::May | Modal::Might)
            || group.modal == Modal::None && group.voice == Voice::Copula
        {
            return;
        }
        let subject: Vec<usize> = conjunct.core[..start].to_vec();
        let condition = condition(flat, conjunct, &[], self.setting.topic);
        let verdict =
            self.finite(flat, &core, whole, &subject, group, condition.is_some(), false, true);
        let predicate =
            core.get(group.head).map(|t| t.start..whole.last().map_or(t.end, |t| t.end));
        self.record_with(verdict, whole, condition, predicate, subject_span(flat, &subject));
        carried.subject = subject;
    }

    /// The fallback of the statement before: `If this isn't possible, …`, `If you don't install
    /// it, …` behind an advice to install it.
    fn is_fallback(&self, flat: &[Token<'_>], conjunct: &Conjunct) -> bool {
        conjunct.fronted.iter().filter(|piece| piece.role == Role::Condition).any(|piece| {
            let tokens = &flat[piece.start..piece.end];
            let negated = tokens.iter().any(|t| t.is("not"));
            let back = tokens.get(1).is_some_and(|t| t.any(&["this", "that", "it"]));
            let possible =
                tokens.iter().any(|t| t.any(&["possible", "feasible", "option", "practical"]));
            let same =
                tokens.iter().any(|t| t.has(BASE) && self.setting.before.contains(&t.word.lemma));
            negated
                && (back && possible
                    || tokens.len() == 2
                    || same && tokens.get(1).is_some_and(|t| t.is("you")))
        })
    }

    /// `We recommend that you mirror X and encrypt Y` is two pieces of advice. Says whether the
    /// content was taken apart.
    fn contents(
        &mut self,
        flat: &[Token<'_>],
        conjunct: &Conjunct,
        verdict: Verdict,
        condition: &Option<Range<usize>>,
    ) -> bool {
        let Some(piece) = conjunct
            .attached
            .iter()
            .find(|piece| piece.role == Role::Content && flat[piece.start].is("that"))
        else {
            return false;
        };
        let inner = clause::parse(&flat[piece.start + 1..piece.end]);
        if inner.conjuncts.len() < 2
            || !inner.conjuncts[1..].iter().all(|c| c.continues && c.imperative)
        {
            return false;
        }
        for (at, part) in inner.conjuncts.iter().enumerate() {
            let words = &inner.flat[part.start..part.end];
            let from = if at == 0 { flat[conjunct.start].start } else { words[0].start };
            let mut tokens = words.to_vec();
            if let Some(first) = tokens.first_mut() {
                first.start = from;
            }
            let predicate = part
                .verb
                .and_then(|verb| inner.flat.get(verb))
                .map(|t| t.start..words[words.len() - 1].end);
            self.record(verdict, &tokens, condition.clone(), predicate);
        }
        true
    }

    /// Conditions that no clause of their own states: `Using X requires Y`, `The only way to X`.
    fn implied(
        &self,
        core: &[Token<'_>],
        group: &Group,
        flat: &[Token<'_>],
        subject: &[usize],
        verdict: Verdict,
    ) -> Option<Range<usize>> {
        let first = subject
            .iter()
            .map(|&at| &flat[at])
            .find(|t| !t.has(ADVERB | COORDINATOR) && t.kind != Kind::Comma)?;
        match verdict {
            Verdict::Requires(Level::Must, NEED) => {
                let lexical = group.modal == Modal::None && group.voice == Voice::Active;
                let object = subject.iter().filter(|&&at| flat[at].is_wordlike()).count() > 1;
                (lexical && object && first.has(GERUND) && !first.has(PREPOSITION | ADJECTIVE))
                    .then(|| subject_span(flat, subject))?
            }
            Verdict::Requires(_, ONLY_WAY) => {
                let to = core[..group.start].iter().position(|t| t.has(TO))?;
                let goal = core.get(to + 1)?;
                let own = self.setting.topic.goals.iter().any(|word| goal.lemma(word));
                (!own && goal.has(BASE)).then(|| core[to].start..core[group.start - 1].end)
            }
            _ => None,
        }
    }

    /// `although you can …`, `although we recommend …`: a concession with a cue of its own.
    fn concessions(&mut self, flat: &[Token<'_>], conjunct: &Conjunct, first: bool) {
        let fronted = conjunct.fronted.iter().filter(|_| first);
        for piece in
            fronted.chain(&conjunct.attached).filter(|piece| piece.role == Role::Concession)
        {
            let from = piece.start + 1 + usize::from(flat[piece.start].is("even"));
            let tokens = &flat[from.min(piece.end)..piece.end];
            let inner = clause::parse(tokens);
            for conceded in &inner.conjuncts {
                let mut carried = Carried::default();
                if conceded.verb.is_some() && !conceded.imperative {
                    self.conjunct(&inner, conceded, conceded.start, false, &mut carried);
                }
            }
        }
    }

    /// Relative clauses with a modal of their own.
    fn relatives(&mut self, flat: &[Token<'_>], conjunct: &Conjunct) {
        for piece in conjunct.attached.iter().filter(|piece| piece.role == Role::Relative) {
            // What is subordinate to it stands in pieces of its own behind it.
            let stop =
                conjunct.core.iter().find(|&&at| at >= piece.end).map_or(conjunct.end, |&at| at);
            let tokens = &flat[piece.start..stop.max(piece.end)];
            let commaed = piece.start > 0 && flat[piece.start - 1].kind == Kind::Comma;
            if !tokens[0].is("which") || !commaed {
                continue;
            }
            let Some(start) = (1..tokens.len()).find(|&at| is_finite(tokens, at)) else { continue };
            let group = group(tokens, start);
            let obliges = matches!(group.modal, Modal::Must | Modal::Should | Modal::NeedTo)
                || group.negated && tokens.get(group.head).is_some_and(|t| t.lemma("support"));
            if !obliges {
                continue;
            }
            let clause = Clause {
                core: tokens,
                whole: tokens,
                subject: &[],
                group,
                conditional: false,
                consequence: false,
                none: false,
                noted: false,
                was: false,
            };
            let verdict = finite::judge(&clause, self.setting);
            let predicate = tokens.get(group.head).map(|t| t.start..tokens[tokens.len() - 1].end);
            self.record(verdict, tokens, None, predicate);
        }
    }

    /// Brackets with an obligation of their own.
    fn asides(&mut self, parsed: &Parsed<'_>) {
        for (at, aside) in &parsed.asides {
            let Some(first) = aside.first() else { continue };
            if first.has(COORDINATOR)
                || first.any(&["for", "such", "including", "like", "formerly", "e.g"])
            {
                continue;
            }
            let one = aside.len() == 1;
            let bound = first.any(&["minimum", "min"]) && aside.len() <= 5 && !one;
            let advised = first.any(&["recommended", "recommend", "preferred"]);
            let supported_list = self.setting.supported || self.setting.label == Some(Level::May);
            let bound = bound || supported_list && !one && quantity::is_release_bound(aside);
            // `(required for reports)` says of the thing in front what the list says of it.
            let echoes = !one
                && !supported_list
                && first.any(&["required", "needed", "necessary"])
                && aside[1].has(PREPOSITION | TO)
                && self.setting.list_item;
            let verdict = match () {
                () if bound && supported_list => Verdict::Requires(Level::Must, BOUND),
                () if echoes => Verdict::Silent,
                () if advised && one && self.setting.own == Some(Level::Should) => Verdict::Silent,
                () if advised && (one || supported_list) => {
                    Verdict::Requires(Level::Should, ADVICE)
                }
                () if !one && first.any(&["if", "unless", "when"]) => {
                    let range = span(aside);
                    let host = parsed.flat[..*at].last().map_or(0, |t| t.end);
                    for finding in &mut self.out.findings {
                        if finding.clause.start < host && finding.clause.end >= host {
                            finding.condition = finding.condition.take().or(range.clone());
                        }
                    }
                    Verdict::Silent
                }
                () if one
                    || first.any(&["if", "when", "as"])
                        && !aside.iter().any(|t| t.kind == Kind::Comma) =>
                {
                    Verdict::Silent
                }
                () => {
                    let inner = clause::parse(aside);
                    let plain =
                        Setting { label: None, facts: false, list_item: false, ..*self.setting };
                    let mut judged = Judged::default();
                    let mut judge = Judge {
                        consequence: false,
                        setting: &plain,
                        subject: None,
                        out: &mut judged,
                    };
                    let mut carried = Carried::default();
                    for conjunct in &inner.conjuncts {
                        judge.conjunct(&inner, conjunct, conjunct.start, false, &mut carried);
                    }
                    judged.findings.retain(|finding| finding.level != Level::May);
                    let conditional = parsed
                        .conjuncts
                        .iter()
                        .find_map(|c| condition(&parsed.flat, c, &[], self.setting.topic));
                    for mut finding in judged.findings {
                        finding.condition = finding.condition.or_else(|| conditional.clone());
                        if supported_list {
                            finding.condition.get_or_insert(finding.clause.clone());
                        }
                        self.out.findings.push(finding);
                    }
                    Verdict::Silent
                }
            };
            let of = parsed.flat[..*at].last().map(|t| t.start..t.end);
            let condition = (bound && supported_list).then(|| of.clone()).flatten();
            self.record_with(verdict, aside, condition, None, of);
        }
    }

    fn record(
        &mut self,
        verdict: Verdict,
        tokens: &[Token<'_>],
        condition: Option<Range<usize>>,
        predicate: Option<Range<usize>>,
    ) {
        let subject = self.subject.clone();
        self.record_with(verdict, tokens, condition, predicate, subject);
    }

    fn record_with(
        &mut self,
        verdict: Verdict,
        tokens: &[Token<'_>],
        condition: Option<Range<usize>>,
        predicate: Option<Range<usize>>,
        subject: Option<Range<usize>>,
    ) {
        match verdict {
            Verdict::Silent => {}
            Verdict::Excluded(rule) => {
                self.out.excluded.get_or_insert(rule);
                self.out.passed_over.extend(span(tokens).map(|clause| (clause, rule)));
            }
            Verdict::Requires(level, rule) => {
                let Some(clause) = span(tokens) else { return };
                self.out.verbs.extend(
                    tokens.iter().filter(|t| t.has(BASE | PARTICIPLE)).map(|t| t.word.lemma),
                );
                let predicate = predicate.unwrap_or_else(|| clause.clone());
                let subject = subject.or_else(|| self.subject.clone());
                self.out.findings.push(Finding {
                    level,
                    rule,
                    clause,
                    subject,
                    predicate,
                    condition,
                });
            }
        }
    }
}

/// `Only one hub can be added to a ring of up to 16 nodes`: the limit behind the object is about the
/// object, and the demand has a number of its own. Where the object's noun phrase and its `of` begin.
fn bounded_object(
    whole: &[Token<'_>],
    subject: &[usize],
    flat: &[Token<'_>],
) -> Option<(usize, usize)> {
    let last = flat[*subject.last()?];
    let subject: Vec<Token<'_>> = subject.iter().map(|&at| flat[at]).collect();
    let only = subject[0].is("only") && subject.get(1).is_some_and(quantity::is_number);
    if !(only || quantity::starts_limit(&subject)) {
        return None;
    }
    let behind = whole.iter().position(|t| t.start > last.start)?;
    let of = (behind..whole.len())
        .find(|&at| whole[at].any(&["of", "with"]) && quantity::starts_limit(&whole[at + 1..]))?;
    let noun = (behind..of).rev().take(6).find(|&at| whole[at].has(DETERMINER))?;
    Some((noun, of))
}

fn subject_span(flat: &[Token<'_>], subject: &[usize]) -> Option<Range<usize>> {
    let words: Vec<&Token<'_>> = subject
        .iter()
        .map(|&at| &flat[at])
        .skip_while(|t| t.has(ADVERB | COORDINATOR) && !t.is("only") || t.kind == Kind::Comma)
        .collect();
    Some(words.first()?.start..words.last()?.end)
}

/// What stands behind `note that`, `keep in mind that`, `be aware that`.
fn noted_content<'c, 't>(whole: &'c [Token<'t>]) -> Option<&'c [Token<'t>]> {
    let first = whole.first()?;
    let that = whole.iter().take(5).position(|t| t.is("that"))?;
    let heeds = first.word.class == Class::Heed
        || first.is("keep") && whole.get(1).is_some_and(|t| t.is("in"))
        || first.is("be") && whole.get(1).is_some_and(|t| t.is("aware"));
    heeds.then(|| &whole[that + 1..])
}

/// The condition of a sentence that states nothing itself but leads to a list.
pub(super) fn condition_of(tokens: &[Token<'_>], topic: Topic<'_>) -> Option<Range<usize>> {
    let parsed = clause::parse(tokens);
    let flat = &parsed.flat;
    let within = parsed.conjuncts.iter().find_map(|conjunct| condition(flat, conjunct, &[], topic));
    // `If you use X:` is nothing but a condition.
    let Some(first) = parsed.conjuncts.first().filter(|first| first.fronted.is_empty()) else {
        return within;
    };
    let end = flat.iter().position(|t| t.kind == Kind::Colon).unwrap_or(flat.len());
    let opens = flat.first().is_some_and(|t| t.any(&["if", "when", "unless", "for"]));
    let whole = Piece { role: clause::opener(flat, 0).unwrap_or(Role::Scope), start: 0, end };
    let bare = opens
        && first.verb.is_none_or(|verb| whole.role != Role::Scope && verb > 0)
        && is_condition(flat, whole, true, topic);
    within.or_else(|| if bare { piece_span(flat, &whole) } else { None })
}

/// Whether a sentence states something with a subject and a verb of its own.
pub(super) fn states(tokens: &[Token<'_>]) -> bool {
    clause::parse(tokens)
        .conjuncts
        .iter()
        .any(|conjunct| conjunct.verb.is_some() && !conjunct.imperative)
}

/// The first condition around a clause.
fn condition(
    flat: &[Token<'_>],
    conjunct: &Conjunct,
    lead: &[Token<'_>],
    topic: Topic<'_>,
) -> Option<Range<usize>> {
    let fronted = conjunct.fronted.iter().map(|piece| (piece, true));
    // `…, as it restarts if a patch is there`: the condition is the reason's.
    let within_reason = |piece: &Piece| {
        conjunct.attached.iter().any(|other| other.role == Role::Reason && other.end == piece.start)
    };
    let attached =
        conjunct.attached.iter().filter(|piece| !within_reason(piece)).map(|piece| (piece, false));
    let found =
        fronted.chain(attached).find(|(piece, front)| is_condition(flat, **piece, *front, topic));
    if let Some((piece, _)) = found {
        return piece_span(flat, piece);
    }
    if let Some(word) = lead.iter().find(|t| t.is("otherwise")) {
        return Some(word.start..word.end);
    }
    let whole = &flat[conjunct.start..conjunct.end];
    let refers = whole.windows(3).find(|w| {
        w[0].is("in")
            && w[1].any(&["this", "that", "such", "which"])
            && w[2].any(&[
                "case",
                "cases",
                "event",
                "scenario",
                "situation",
                "scenarios",
                "situations",
            ])
    })?;
    Some(refers[0].start..refers[2].end)
}

fn piece_span(flat: &[Token<'_>], piece: &Piece) -> Option<Range<usize>> {
    let tokens = &flat[piece.start..piece.end.min(flat.len())];
    let end = tokens.iter().rposition(|t| t.kind != Kind::Comma)?;
    span(&tokens[..=end])
}

/// Whether an obliging clause only leads to the list or table behind it: what it demands is
/// still to come. `requires X for the following features` is complete.
fn is_bare_lead_in(clause: &Clause<'_, '_>) -> bool {
    let one_of = clause.whole.windows(3).any(|w| {
        w[0].any(&["one", "any", "either", "more"])
            && w[1].is("of")
            && w[2].any(&["the", "these", "two", "three", "several"])
    });
    if one_of {
        return false;
    }
    let last = clause.whole.iter().rfind(|t| t.is_wordlike());
    // `installed on:`, and not `turned on:`
    let placed = last.is_some_and(|t| t.is("on"))
        && clause.whole.iter().rev().filter(|t| t.is_wordlike()).nth(1).is_some_and(|t| {
            t.has(VERB)
                && !t.lemma_in(&["carry", "go", "keep", "log", "power", "sign", "switch", "turn"])
        });
    // `on these releases:`, `requires that switches:`
    let tail = &clause.whole[clause.whole.len().saturating_sub(7)..];
    let these = tail.windows(2).any(|w| w[0].has(PREPOSITION) && w[1].is("these"))
        && !tail.iter().any(|t| t.any(&["these"]) && t.has(VERB));
    let open = tail.iter().rposition(|t| t.is("that")).is_some_and(|at| {
        tail.len() - at <= 4 && !(at + 1..tail.len() - 1).any(|i| is_finite(tail, i))
    });
    let dangling = placed
        || these
        || open
        || last.is_some_and(|t| {
            t.has(BE | HAVE | MODAL | PREPOSITION | TO) && !t.any(&["as", "on", "off", "below"])
                || t.any(&["that", "you", "following"])
                || t.lemma_in(&["consider", "include", "support", "run", "meet", "require", "need"])
                    && t.has(VERB)
        });
    dangling
        || points_on(clause.subject)
        || object_to_come(clause)
        || (clause.group.modal != Modal::Can || clause.group.negated) && points_at_table(clause)
        || asks_for_states(clause)
}

/// `You must make sure that the following are installed`.
fn asks_for_states(clause: &Clause<'_, '_>) -> bool {
    clause.whole.windows(3).any(|w| {
        w[0].is("that") && (w[1].is("these") || w[1].has(DETERMINER) && w[2].is("following"))
            || w[0].any(&["sure", "ensure", "verify"]) && w[1].is("the") && w[2].is("following")
    })
}

/// `as described in the following table`: what is demanded stands in the table.
fn points_at_table(clause: &Clause<'_, '_>) -> bool {
    let Some(head) = clause.head() else { return false };
    let from = clause.whole.partition_point(|t| t.start <= head.start);
    let behind = &clause.whole[from..];
    let Some(at) = behind.iter().position(|t| t.any(&["following", "table", "list"])) else {
        return false;
    };
    behind.iter().any(|t| t.any(&["table", "tables", "list", "section", "sections"]))
        && behind[..at].iter().all(|t| {
            t.has(PREPOSITION | PARTICIPLE | ADVERB | DETERMINER | TO)
                || t.any(DEMANDS)
                || t.any(&["numbers", "sizes", "values"])
        })
}

/// `one of the following`
fn chooses(tokens: &[Token<'_>]) -> bool {
    tokens.windows(3).any(|w| {
        w[0].any(&["one", "any", "either", "more"])
            && w[1].is("of")
            && w[2].any(&["the", "these", "two", "three", "several"])
    })
}

/// `The following ports`, `These requirements`.
fn points_on(tokens: &[Token<'_>]) -> bool {
    let at = tokens.iter().position(|t| t.is("following") || t.is("conditions"));
    at.is_some_and(|at| {
        at == 0 || tokens[..at].iter().all(|t| t.has(DETERMINER | ADVERB) || t.is("all"))
    })
}

/// What a demand can be called before it is spelt out.
const DEMANDS: &[&str] = &[
    "conditions",
    "considerations",
    "criteria",
    "factors",
    "guidelines",
    "limits",
    "prerequisites",
    "recommendations",
    "requirements",
    "restrictions",
    "rules",
    "settings",
    "specifications",
    "steps",
];

/// Whether the object of the clause is `the following …` or `these requirements`.
fn object_to_come(clause: &Clause<'_, '_>) -> bool {
    let Some(head) = clause.head() else { return false };
    // `We recommend that it has the following`: the object is the content's.
    let content = clause.whole.iter().find(|t| t.start > head.start).is_some_and(|t| t.is("that"));
    let tokens = if content { clause.whole } else { clause.core };
    let whole = &tokens[tokens.partition_point(|t| t.start < head.start)..];
    let Some(at) = whole.iter().position(|t| t.is("following") || t.is("these")) else {
        return false;
    };
    let pictured = whole
        .get(at + 1)
        .is_some_and(|t| t.any(&["diagram", "figure", "illustration", "image", "screenshot"]));
    if pictured || whole.len() - at > if content { 5 } else { 8 } {
        return false;
    }
    let named = || whole[at + 1..].iter().take(4).any(|t| t.any(DEMANDS));
    let determined = at > 0 && whole[at - 1].has(DETERMINER) || whole[at].is("these") && named();
    // `requires X for the following features` has its object already; `statements in the
    // following standards` has not.
    let complete = whole[..at].iter().rev().find(|t| !t.has(DETERMINER)).is_some_and(|t| {
        t.any(&["for", "because", "by", "via", "due"]) && !head.lemma("support")
            || clause.group.modal == Modal::Can && t.any(&["through", "using", "with"])
    });
    determined && !complete
}
