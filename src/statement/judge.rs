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

    #[allow(
        clippy::too_many_lines,
        reason = "a list of cases, in the order in which they are asked"
    )]
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
        self.refused_elsewhere(verdict, whole, &condition);
        let predicate =
            core.get(group.head).map(|t| t.start..whole.last().map_or(t.end, |t| t.end));
        let bound = subject_span(flat, &subject);
        if matches!(verdict, Verdict::Requires(_, ADVICE))
            && self.contents(flat, conjunct, verdict, condition.as_ref())
        {
            carried.subject = subject;
            return;
        }
        let binds = matches!(verdict, Verdict::Requires(Level::Must, _));
        match if binds { bounded_object(whole, &subject, flat) } else { None } {
            Some((noun, of)) => {
                let end = whole[of - 1].end;
                let own = predicate.map(|predicate| predicate.start..end);
                self.record_with(verdict, &whole[..of], condition.clone(), own, bound);
                let verdict = Verdict::Requires(Level::Must, BOUND);
                let (object, limit) = (span(&whole[noun..of]), span(&whole[of..]));
                self.record_with(verdict, &whole[noun..], condition, limit, object);
            }
            None => self.record_with(verdict, whole, condition, predicate, bound),
        }
        carried.subject = subject;
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
