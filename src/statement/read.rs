//! A page in reading order: headings, lead-ins, lists, alerts and steps, and what they hand down.

mod lead;
mod record;

use std::ops::Range;

use super::condition::Topic;
use super::judge::{self, Finding, Judged};
use super::label::{self, Label};
use super::lexicon::*;
use super::place::{LONGEST_HEADING, alternatives, is_strong};
use super::rules::*;
use super::sentence::{beginning, sentences};
use super::setting::{Follows, Setting};
use super::token::{Kind, Marks, Token, tokens};
use super::version_name::Versions;
use super::{Ledger, Level, Outcome, Reading};
use crate::markdown::{Block, Text};
use lead::inherit;

/// No block stands deeper; see [`crate::config::Limits::nesting`].
const DEEPEST: usize = 128;

/// The sentence that introduces a list or table.
#[derive(Debug, Clone, Default)]
pub(super) struct Lead {
    pub(super) text: String,
    pub(super) label: Label,
    pub(super) condition: Option<String>,
    /// It names alternatives, and is itself the requirement.
    pub(super) one_of: bool,
    pub(super) steps: bool,
    /// It has a key word, which counts even in a step.
    pub(super) key: bool,
    /// It says `the following`.
    pub(super) points: bool,
    /// It states something else than a demand, a permission or advice.
    pub(super) described: bool,
    /// What is below it are states that have to hold.
    pub(super) stated: bool,
    /// It demands, permits or advises the things below it.
    pub(super) named: bool,
    /// It speaks of restrictions.
    pub(super) restricts: bool,
    /// It says what a thing, and not the reader, has to be or to do.
    pub(super) of_thing: bool,
    /// It leads to an example.
    pub(super) example: bool,
}

/// What the blocks around hand down.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    pub(super) step: bool,
    pub(super) list_item: bool,
    pub(super) depth: usize,
    /// Not the first block of its list item.
    pub(super) later: bool,
    /// In an alert: a list in it is no list of the section's requirements.
    pub(super) alert: bool,
    /// The lead-in of the list or table that this stands in.
    pub(super) lead: Option<Lead>,
}

struct Heading {
    level: u8,
    text: String,
    label: Label,
    /// The base forms of its verbs.
    goals: Vec<&'static str>,
    /// It speaks of restrictions.
    restricts: bool,
}

/// Reads the blocks of one view.
pub(super) struct Reader<'v> {
    pub(super) out: Reading,
    headings: Vec<Heading>,
    /// A paragraph that is all bold stands for a heading until the next one.
    bold: Option<Label>,
    goals: Vec<&'static str>,
    title: Vec<String>,
    several: bool,
    pub(super) ledger: Ledger,
    pub(super) versions: &'v Versions,
    /// The base forms of the verbs of the last statement of the block.
    verbs: Vec<&'static str>,
    /// What a paragraph of the section said of `the table`.
    pub(super) table_hint: Option<Label>,
}

impl<'v> Reader<'v> {
    pub(super) fn new(versions: &'v Versions, several: bool, ledger: Ledger) -> Self {
        Self {
            out: Reading::default(),
            headings: Vec::new(),
            bold: None,
            goals: Vec::new(),
            title: Vec::new(),
            several,
            ledger,
            versions,
            verbs: Vec::new(),
            table_hint: None,
        }
    }

    /// Reads blocks. `behind` stands behind them; returns the lead-in that the last of them is.
    pub(super) fn blocks(
        &mut self,
        blocks: &[Block],
        around: &Around,
        behind: &[Block],
    ) -> Option<Lead> {
        let mut lead: Option<Lead> = None;
        // The label of the lead-in before, for one that goes on: `And to these:`.
        let mut last: Option<Label> = None;
        for (at, block) in blocks.iter().enumerate() {
            let rest = &blocks[at + 1..];
            let rest = if rest.iter().all(is_blank) { behind } else { rest };
            match block {
                Block::Heading { level, text } => {
                    self.heading(*level, text);
                    lead = None;
                }
                Block::Paragraph(_) if is_blank(block) => {}
                Block::Paragraph(text) if at > 0 && around.list_item && !around.later => {
                    let around = Around { later: true, ..around.clone() };
                    lead = self.paragraph(text, &around, rest);
                }
                Block::Paragraph(text) => {
                    let before = label::goes_on(&text.plain).then_some(last).flatten();
                    lead = self.paragraph(text, around, rest);
                    if let (Some(lead), Some(label)) = (&mut lead, before)
                        && lead.label.level.is_none()
                    {
                        lead.label = label;
                    }
                    last = lead.as_ref().map(|lead| lead.label).or(last);
                }
                Block::List { ordered, items } => {
                    let introduced = lead.take();
                    lead = self.list(*ordered, items, around, introduced, rest);
                }
                Block::Alert { blocks, .. } => {
                    self.verbs.clear();
                    let depth = around.depth + 1;
                    // Only the condition of a lead-in reaches into an alert under it.
                    let condition = around.lead.as_ref().and_then(|lead| lead.condition.clone());
                    let inherited = condition
                        .map(|condition| Lead { condition: Some(condition), ..Lead::default() });
                    let inside = Around {
                        step: around.step,
                        depth,
                        alert: true,
                        lead: inherited,
                        ..Around::default()
                    };
                    lead = self.nested(blocks, &inside, rest);
                }
                Block::Quote(inner) => {
                    let outer = lead.take().or_else(|| around.lead.clone());
                    let inside = Around { lead: outer, depth: around.depth + 1, ..around.clone() };
                    lead = self.nested(inner, &inside, rest);
                }
                Block::Table(table) => {
                    let lead = lead.take().or_else(|| around.lead.clone());
                    self.table(table, around, lead.as_ref());
                }
                Block::Code(..) => {}
            }
        }
        lead
    }

    fn nested(&mut self, blocks: &[Block], around: &Around, behind: &[Block]) -> Option<Lead> {
        match around.depth < DEEPEST {
            true => self.blocks(blocks, around, behind),
            false => None,
        }
    }

    fn heading(&mut self, level: u8, text: &Text) {
        let plain = beginning(&text.plain, LONGEST_HEADING);
        let words = tokens(&text.plain, 0..plain.len(), &text.marks);
        while self.headings.last().is_some_and(|heading| heading.level >= level) {
            self.headings.pop();
        }
        self.bold = None;
        self.table_hint = None;
        self.verbs.clear();
        let label = label::of_heading(&words);
        if self.title.is_empty() {
            self.title =
                words.iter().filter(|t| t.is_wordlike()).map(|t| t.text.to_string()).collect();
        }
        let text = plain.trim().to_string();
        let verbs = tokens(&text, 0..text.len(), &[]);
        let verbs = verbs.iter().filter(|t| t.has(BASE | GERUND));
        let goals = verbs.map(|t| t.word.lemma).collect();
        let restricts = label::restricts(&words);
        self.headings.push(Heading { level, text, label, goals, restricts });
        self.goals.clear();
        self.goals.extend(self.headings.iter().flat_map(|heading| &heading.goals));
    }

    /// The label of the nearest heading that has one.
    pub(super) fn heading_label(&self) -> Label {
        if let Some(bold) = self.bold
            && bold != Label::default()
        {
            return bold;
        }
        let mut found = Label::default();
        for heading in self.headings.iter().rev() {
            // `Relay ports` says of what kind its items are, and not what is to be done with them.
            let ports = found.ports || heading.label.ports;
            if heading.label != (Label { ports: heading.label.ports, ..Label::default() }) {
                found = Label { ports, ..heading.label };
                break;
            }
            found.ports = ports;
        }
        found
    }

    /// The label of the heading right above.
    fn near_label(&self) -> Label {
        let bold = self.bold.filter(|bold| *bold != Label::default());
        bold.or_else(|| self.headings.last().map(|heading| heading.label)).unwrap_or_default()
    }

    /// Whether the section only lists where to read more.
    fn is_reading(&self) -> bool {
        self.headings.last().is_some_and(|heading| heading.label.reading)
    }

    pub(super) fn section(&self) -> Vec<String> {
        self.headings.iter().map(|heading| heading.text.clone()).collect()
    }

    /// Reads a paragraph; returns the lead-in that its last sentence is, if a list or table follows.
    fn paragraph(&mut self, text: &Text, around: &Around, behind: &[Block]) -> Option<Lead> {
        let follows = following(behind);
        let ranges = sentences(text);
        let bold = is_strong(text, &(0..text.plain.len()));
        if bold && !around.list_item {
            return self.bold_heading(text, follows);
        }
        let last = ranges.len().saturating_sub(1);
        let mut lead: Option<Lead> = None;
        if !around.list_item {
            self.verbs.clear();
        }
        let mut marks = Marks::new(&text.marks);
        let mut example = false;
        // The words of the sentence before.
        let mut before: Vec<Token<'_>> = Vec::new();
        for (at, range) in ranges.iter().cloned().enumerate() {
            let words = tokens(&text.plain, range.clone(), marks.over(&range));
            let closing = if at == last { follows } else { Follows::Nothing };
            let mut judged = self.judge(&words, around, closing, at);
            if at == 0
                && around.list_item
                && is_strong(text, &range)
                && self.is_heading(&judged, text, &ranges[1..], around, follows)
            {
                judged = Judged { excluded: Some(HEADING), ..Judged::default() };
            }
            if example && (judge::is_consequence(&words) || judge::points_back(&words)) {
                judged = Judged { excluded: Some(EXAMPLE), ..Judged::default() };
            }
            example = judged.excluded == Some(EXAMPLE);
            let colon = words.last().is_some_and(|t| t.kind == Kind::Colon);
            let introduces = colon || follows != Follows::Nothing;
            let one_of = introduces && label::names_one_of(&words);
            // `Rights of the account` over a nested list
            let open = !colon
                && !words.last().is_some_and(|t| t.kind == Kind::Stop)
                && last == 0
                && !around.later
                && !judge::states(&words);
            if closing != Follows::Nothing
                && around.list_item
                && (colon || bold || open || is_head(&words))
            {
                // The head of a nested list: what it hands down counts, not itself.
                let figures = words.first().is_some_and(|t| t.kind == Kind::Number);
                judged.findings.retain(|finding| {
                    finding.rule != INHERITED || figures || finding.level == Level::May && !colon
                });
            }
            // A lead-in to a list can have a remark behind it.
            let ahead = one_of || judged.announced.is_some() && label::points(&words);
            if closing != Follows::Nothing || ahead && follows != Follows::Nothing {
                let levelled = lead.as_ref().is_some_and(|lead| lead.label.level.is_some());
                lead = self
                    .lead(text, &range, &words, &judged, follows)
                    .filter(|next| {
                        !levelled || next.label.level.is_some() || judged.findings.is_empty()
                    })
                    .or(lead);
                // `These are the needs of a relay. They apply to each of them:`
                if let Some(lead) = lead.as_mut().filter(|lead| lead.label.level.is_none())
                    && words.first().is_some_and(|t| t.any(&["it", "these", "they", "this"]))
                    && !words.get(1).is_some_and(|t| t.has(GUIDANCE))
                {
                    let back = label::of_lead_in(&before);
                    if back.level.is_some() {
                        lead.label = back;
                        lead.described = false;
                    }
                }
                if let Some(lead) = lead.as_mut().filter(|lead| !lead.steps) {
                    match &around.lead {
                        Some(outer) => inherit(lead, outer),
                        None if (around.list_item
                            || is_name(&words)
                            || is_goal(&words)
                                && follows == Follows::Items
                                && self.heading_label().level == Some(Level::Should))
                            && !around.alert
                            && !lead.described
                            && !words.iter().any(|t| t.any(&["example", "examples"])) =>
                        {
                            lead.take_label(self.heading_label());
                        }
                        None => {}
                    }
                }
            }
            if one_of
                && colon
                && judged.findings.is_empty()
                && !around.step
                && !judge::states(&words)
            {
                judged.findings.extend(self.one_of_finding(&range, around));
            }
            self.hint(&words, &judged);
            let alternative = one_of && follows != Follows::Nothing && !judged.findings.is_empty();
            let items = if alternative { alternatives(behind) } else { Vec::new() };
            self.record(text, range, &judged, around, items);
            before = words;
        }
        lead
    }

    /// Whether the bold opening of an item only names what the sentences behind it demand.
    fn is_heading(
        &self,
        opening: &Judged,
        text: &Text,
        behind: &[Range<usize>],
        around: &Around,
        follows: Follows,
    ) -> bool {
        let inherits = |finding: &Finding| finding.rule == INHERITED;
        let Some(own) = opening.findings.first() else { return false };
        let mut marks = Marks::new(&text.marks);
        opening.findings.iter().all(inherits)
            && behind.iter().enumerate().any(|(at, range)| {
                let words = tokens(&text.plain, range.clone(), marks.over(range));
                let last = at + 1 == behind.len();
                let closing = if last { follows } else { Follows::Nothing };
                let judged = self.judge(&words, around, closing, at + 1);
                let demands = |finding: &Finding| {
                    !inherits(finding) && (own.level == Level::May || finding.level != Level::May)
                };
                judged.announced.is_some() || judged.findings.iter().any(demands)
            })
    }

    /// A paragraph all in bold: a heading, or the lead-in of a list.
    fn bold_heading(&mut self, text: &Text, follows: Follows) -> Option<Lead> {
        let words = tokens(&text.plain, 0..text.plain.len(), &text.marks);
        let label = label::of_heading(&words);
        let range = 0..text.plain.trim_end().len();
        self.out.ledger.extend(self.entry(text, &range, Outcome::NoCue));
        self.bold = Some(label);
        let lead = label::of_lead_in(&words);
        let steps = label::announces_steps(&words) || words.first().is_some_and(|t| t.is("to"));
        (follows == Follows::Items && (steps || lead.level.is_some())).then(|| Lead {
            text: beginning(&text.plain, LONGEST_HEADING).trim().to_string(),
            label: if label.level.is_some() { label } else { lead },
            steps,
            ..Lead::default()
        })
    }

    /// A sentence that says of `the following table` what its values are.
    fn hint(&mut self, words: &[Token<'_>], judged: &Judged) {
        if judged.findings.is_empty() && words.iter().any(|t| t.any(&["table", "tables"])) {
            let label = label::of_lead_in(words);
            // `This table doesn't include all supported relays`
            let partial = label.level == Some(Level::MustNot) && !label::restricts(words);
            if (label.level.is_some() || label.limits) && !partial {
                self.table_hint = Some(label);
            }
        }
    }

    fn setting<'s>(&'s self, around: &'s Around, follows: Follows, at: usize) -> Setting<'s> {
        let lead = around.lead.as_ref();
        let heading = if around.alert { Label::default() } else { self.heading_label() };
        let inherited = lead.map_or(heading, |lead| lead.label);
        let inside = around.list_item && !around.step && !inherited.reading;
        let advised = matches!(inherited.level, Some(Level::Should | Level::ShouldNot));
        let near = self.near_label().level == Some(Level::Should);
        let recommended = near && !around.list_item && !around.alert && !around.step;
        let permitted = at == 0 && lead.is_some_and(|lead| lead.label.level == Some(Level::May));
        Setting {
            step: around.step,
            list_item: around.list_item,
            label: inherited.level.filter(|_| {
                inside && at == 0 && !around.later && !lead.is_some_and(|lead| lead.one_of)
            }),
            facts: inside && at == 0 && inherited.facts,
            limits: inside && at == 0 && inherited.limits && inherited.level.is_none(),
            stated: inside && at == 0 && inherited.facts && lead.is_some_and(|lead| lead.stated),
            named: inside && at == 0 && lead.is_some_and(|lead| lead.named),
            led: lead.is_some() && at == 0,
            of_thing: at == 0 && lead.is_some_and(|lead| lead.of_thing),
            opening: self.headings.len() < 2 && !around.list_item && !around.alert,
            advises: inside && (advised || permitted) && !around.later || recommended,
            one_of: inside && at == 0 && lead.is_some_and(|lead| lead.one_of),
            described: lead.is_some_and(|lead| lead.described),
            pointed: lead.is_some_and(|lead| lead.points),
            restricts: lead.is_some_and(|lead| lead.restricts)
                || self.headings.iter().any(|heading| heading.restricts),
            topic: self.topic(),
            follows,
            before: &self.verbs,
            ..Setting::default()
        }
    }

    fn judge(&self, words: &[Token<'_>], around: &Around, follows: Follows, at: usize) -> Judged {
        let listed =
            around.list_item && around.lead.as_ref().is_some_and(|lead| lead.label.reading);
        if self.is_reading() || listed {
            return Judged { excluded: Some(LINK), ..Judged::default() };
        }
        let setting = self.setting(around, follows, at);
        judge::sentence(words, &setting)
    }

    pub(super) fn topic(&self) -> Topic<'_> {
        Topic {
            goals: &self.goals,
            title: &self.title,
            section: self.headings.last().map_or("", |heading| &heading.text),
            several: self.several,
            versions: Some(self.versions),
        }
    }

    /// Reads a list. Returns the lead-in that its last item is to a list of another kind.
    fn list(
        &mut self,
        ordered: bool,
        items: &[Vec<Block>],
        around: &Around,
        lead: Option<Lead>,
        behind: &[Block],
    ) -> Option<Lead> {
        let near = self.near_label();
        let lead = lead.or_else(|| around.lead.clone().filter(|_| around.list_item));
        let labelled = match &lead {
            Some(lead) => lead.label.level.is_some() && !lead.steps || lead.one_of,
            None => near.facts || near.level == Some(Level::May),
        };
        let exempt =
            lead.as_ref().is_some_and(|lead| lead.one_of || lead.key && lead.label.level.is_some());
        let steps = around.step && !exempt
            || lead.as_ref().is_some_and(|lead| lead.steps)
            || ordered && !labelled;
        let inside = Around {
            step: steps,
            list_item: true,
            depth: around.depth + 1,
            lead,
            alert: around.alert,
            later: false,
        };
        let mut next = None;
        for (at, item) in items.iter().enumerate() {
            self.verbs.clear();
            // `- **For a ring:**` over steps that stand outside of the list.
            let leads = at + 1 == items.len() && leads_on(item) && !ordered;
            let behind = if leads { behind } else { &[] };
            next = self.nested(item, &inside, behind).filter(|_| leads);
        }
        next
    }
}

/// Whether an item is one paragraph that ends in a colon.
fn leads_on(item: &[Block]) -> bool {
    matches!(item, [Block::Paragraph(text)] if text.plain.trim_end().ends_with(':'))
}

/// `Northern relays:`: a few words over a list that only name what it is about.
fn is_name(words: &[Token<'_>]) -> bool {
    let [name @ .., colon] = words else { return false };
    let plain = |t: &Token<'_>| {
        t.is_wordlike()
            && !t.has(MODAL | BE | HAVE | DO | TO | SUBORDINATOR | PERSONAL | NEGATION | QUESTION)
            && (!t.has(BASE | THIRD) || t.has(PARTICIPLE) || t.word.noun)
    };
    let refers = name.first().is_none_or(|t| t.has(PRONOUN));
    colon.kind == Kind::Colon && name.len() <= 6 && !refers && name.iter().all(plain)
}

/// `To make the most of it:`: a goal over a list, and nothing else.
fn is_goal(words: &[Token<'_>]) -> bool {
    let opens = words.first().is_some_and(|t| t.has(TO))
        || words.first().is_some_and(|t| t.is("for"))
            && words.get(1).is_some_and(|t| t.any(&["best", "better", "optimal"]));
    opens && words.last().is_some_and(|t| t.kind == Kind::Colon) && !judge::states(words)
}

impl Lead {
    /// A lead-in that says nothing of a level takes a label from what stands around it.
    fn take_label(&mut self, label: Label) {
        if self.label.level.is_none() && !self.label.negated {
            self.label = label;
        }
    }
}

/// `Software`: a word or two over a nested list.
fn is_head(words: &[Token<'_>]) -> bool {
    words.len() <= 3 && words.iter().all(|t| t.kind == Kind::Word)
}

/// A paragraph without words: a picture, or what a zone has left.
fn is_blank(block: &Block) -> bool {
    matches!(block, Block::Paragraph(text) if text.plain.trim().is_empty())
}

/// What stands behind a paragraph that it could introduce.
fn following(blocks: &[Block]) -> Follows {
    let next = blocks.iter().find(|block| !is_blank(block));
    match next {
        Some(Block::List { ordered: true, .. }) => Follows::Steps,
        Some(Block::List { .. }) => Follows::Items,
        Some(Block::Table(_)) => Follows::Table,
        Some(Block::Code(..)) => Follows::Code,
        Some(Block::Quote(inner)) if matches!(inner.first(), Some(Block::Table(_))) => {
            Follows::Table
        }
        _ => Follows::Nothing,
    }
}
