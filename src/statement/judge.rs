//! From the words of one sentence to the requirements that it states.

mod around;
mod inserted;
mod lead_in;
mod opening;
mod stated;
mod told;

use super::Level;
use super::clause::{self, Conjunct, Parsed, Role};
use super::fragment;
use super::group::{Modal, group};
use super::label;
use super::lexicon::*;
use super::quantity;
use super::rules::*;
use super::setting::{Setting, Verdict};
use super::token::{Kind, Token};
use super::verbal::{is_imperative, skip_adverbs};
use around::condition;
pub(super) use around::{condition_of, states};
use opening::whole_sentence;
pub(super) use opening::{is_consequence, own_level, points_back, run_in_head};
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
    // `Remember, the relay needs …`
    let reminds = matches!(body, [word, comma, _, ..]
        if word.any(&["note", "remember"]) && comma.kind == Kind::Comma);
    if reminds {
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

/// One clause of a sentence, and what stands around it.
struct Part<'p, 't> {
    flat: &'p [Token<'t>],
    conjunct: &'p Conjunct,
    /// Its words without what is attached to it.
    core: Vec<Token<'t>>,
    /// Where the core goes on behind its adverbs.
    head: usize,
    whole: &'p [Token<'t>],
    /// Where the clause before ended.
    from: usize,
    /// What stands between that and its first word.
    lead: &'p [Token<'t>],
    condition: Option<Range<usize>>,
    introduces: bool,
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
        self.consequence = conjunct.fronted.iter().any(|piece| {
            let tokens = &flat[piece.start..piece.end];
            tokens[0].is("if")
                && !tokens.iter().any(|t| t.is("you"))
                && tokens.iter().any(|t| t.is("not") || t.lemma_in(&["fail", "lose", "crash"]))
        });
        self.relatives(flat, conjunct);
        self.concessions(flat, conjunct, from == 0);
        let Some(&core_start) = conjunct.core.first() else { return };
        let core: Vec<Token<'_>> = conjunct.core.iter().map(|&at| flat[at]).collect();
        let lead = &flat[from..core_start.max(from)];
        let part = Part {
            flat,
            conjunct,
            head: skip_adverbs(&core, 0),
            core,
            whole: &flat[conjunct.start..conjunct.end],
            from,
            lead,
            condition: condition(flat, conjunct, lead, self.setting.topic),
            introduces,
        };
        if self.shares_modal(&part, carried) {
            return;
        }
        if conjunct.continues && conjunct.imperative && carried.silenced {
            return;
        }
        carried.silenced = false;
        if !self.tells(&part, carried) && !self.is_no_clause(&part) {
            self.states(part, carried);
        }
    }

    /// `must be joined to a domain and have …`: the verb goes on under the modal before.
    fn shares_modal(&mut self, part: &Part<'_, '_>, carried: &Carried) -> bool {
        let bare = |t: &Token<'_>| (t.has(BASE | HAVE) || t.is("be")) && !t.has(MODAL | BE_FINITE);
        let goes_on = part.conjunct.continues && part.core.get(part.head).is_some_and(bare);
        let Some((level, rule)) = carried.verdict.filter(|_| goes_on) else { return false };
        let predicate = span(&part.core[part.head..]);
        if part.introduces && part.whole.last().is_some_and(|t| t.is("that")) {
            self.out.announced = Some(level);
        }
        let verdict = Verdict::Requires(level, rule);
        self.record(verdict, part.whole, part.condition.clone(), predicate);
        true
    }

    /// An imperative that isn't a name.
    fn tells(&mut self, part: &Part<'_, '_>, carried: &mut Carried) -> bool {
        let Part { flat, conjunct, core, whole, .. } = part;
        let first = conjunct.core.get(part.head).copied().unwrap_or(conjunct.start);
        let named = part.from == 0
            && part.head == 0
            && flat[first].has(NOUN_TOO | ADJECTIVE)
            && flat[first].is_capital()
            && self.is_name(&flat[first..conjunct.end]);
        if !conjunct.imperative || named {
            return false;
        }
        let condition = part.condition.clone();
        let (head, introduces) = (part.head, part.introduces);
        let verdict =
            self.imperative(flat, conjunct, core, head, part.lead, introduces, condition.clone());
        carried.verdict = None;
        carried.subject.clear();
        // `see Back up and restore`: what is to be read has a title of its own.
        carried.silenced = matches!(verdict, Verdict::Excluded(LINK));
        let predicate = span(&whole[skip_adverbs(whole, 0).min(whole.len() - 1)..]);
        self.record(verdict, whole, condition, predicate);
        true
    }

    /// What is about another version, and what is left of a clause without its verb.
    fn is_no_clause(&mut self, part: &Part<'_, '_>) -> bool {
        let Part { flat, conjunct, whole, .. } = part;
        let versions = self.setting.topic.versions;
        let foreign =
            conjunct.fronted.iter().filter(|piece| piece.role == Role::Scope).any(|piece| {
                let scope = &flat[piece.start + 1..piece.end];
                versions.is_some_and(|versions| versions.is_other(scope))
            });
        // `is disabled and not supported`: what is left is no verb group.
        let rest = conjunct.continues
            && whole[0].is("not")
            && whole.get(1).is_some_and(|t| t.has(PARTICIPLE));
        if foreign {
            self.record(Verdict::Excluded(OTHER_VERSION), whole, None, None);
        } else if rest {
            let verdict = fragment::judge(whole, self.setting);
            self.record(verdict, whole, part.condition.clone(), None);
        }
        foreign || rest
    }

    /// A clause with a finite verb, or a fragment.
    fn states(&mut self, part: Part<'_, '_>, carried: &mut Carried) {
        let Part { flat, conjunct, core, whole, from, lead, condition, introduces, .. } = part;
        let verb = conjunct.verb.and_then(|verb| conjunct.core.iter().position(|&at| at == verb));
        let Some(start) = verb.filter(|_| !conjunct.imperative) else {
            // Condition and purpose stand in front of nothing: `Once it is on:`.
            let unfronted = conjunct.fronted.is_empty();
            let fragment = if unfronted { &flat[from..conjunct.end] } else { whole };
            if from == 0 || unfronted {
                self.record(fragment::judge(fragment, self.setting), whole, condition, None);
            }
            return;
        };
        let mut subject: Vec<usize> = conjunct.core[..start].to_vec();
        let is_glue =
            |at: usize| flat[at].has(ADVERB | COORDINATOR) || flat[at].kind == Kind::Comma;
        if conjunct.continues && subject.iter().all(|&at| is_glue(at)) {
            subject.clone_from(&carried.subject);
        }
        let group = group(&core, start);
        let conditional = condition.is_some();
        let found =
            self.finite(flat, &core, whole, &subject, group, conditional, introduces, false);
        let verdict = self.or_inherited(found, lead, from == 0);
        carried.silenced = group.modal != Modal::None && !matches!(verdict, Verdict::Requires(..));
        carried.verdict = match verdict {
            Verdict::Requires(level, rule) if group.modal != Modal::None || rule == ADVICE => {
                Some((level, rule))
            }
            _ => None,
        };
        let condition = condition.or_else(|| self.implied(&core, &group, flat, &subject, verdict));
        self.refused_elsewhere(verdict, whole, condition.as_ref());
        let predicate =
            core.get(group.head).map(|t| t.start..whole.last().map_or(t.end, |t| t.end));
        let advises = matches!(verdict, Verdict::Requires(_, ADVICE));
        if !(advises && self.contents(flat, conjunct, verdict, condition.as_ref())) {
            self.record_bounded(verdict, whole, &subject, flat, condition, predicate);
        }
        carried.subject = subject;
    }

    /// What a clause without a level of its own takes from a word in front or from its label.
    fn or_inherited(&self, verdict: Verdict, lead: &[Token<'_>], first: bool) -> Verdict {
        if !matches!(verdict, Verdict::Silent) {
            return verdict;
        }
        let ideal = lead.iter().any(|t| t.any(&["ideally", "preferably"]));
        if ideal && !self.setting.step {
            return Verdict::Requires(Level::Should, ADVICE);
        }
        match self.setting.label.filter(|_| self.setting.labelled && first) {
            Some(level) => Verdict::Requires(level, INHERITED),
            None => verdict,
        }
    }

    /// Records a clause; the bound that its object has is an obligation of its own.
    fn record_bounded(
        &mut self,
        verdict: Verdict,
        whole: &[Token<'_>],
        subject: &[usize],
        flat: &[Token<'_>],
        condition: Option<Range<usize>>,
        predicate: Option<Range<usize>>,
    ) {
        let bound = subject_span(flat, subject);
        let binds = matches!(verdict, Verdict::Requires(Level::Must, _));
        let object = if binds { bounded_object(whole, subject, flat) } else { None };
        let Some((noun, of)) = object else {
            return self.record_with(verdict, whole, condition, predicate, bound);
        };
        let end = whole[of - 1].end;
        let own = predicate.map(|predicate| predicate.start..end);
        self.record_with(verdict, &whole[..of], condition.clone(), own, bound);
        let verdict = Verdict::Requires(Level::Must, BOUND);
        let (object, limit) = (span(&whole[noun..of]), span(&whole[of..]));
        self.record_with(verdict, &whole[noun..], condition, limit, object);
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
