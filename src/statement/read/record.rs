//! What was read, as statements and as lines of the ledger.

use super::{Around, Reader};
use crate::markdown::Text;
use crate::statement::judge::{Finding, Judged};
use crate::statement::place::{code_of, one_line, place};
use crate::statement::{Context, Entry, Ledger, Outcome, Statement};
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn record(
        &mut self,
        text: &Text,
        range: Range<usize>,
        judged: &Judged,
        around: &Around,
        items: Vec<String>,
    ) {
        let outcome = match (judged.findings.is_empty(), judged.excluded) {
            (false, _) => Outcome::Requirement,
            (true, Some(rule)) => Outcome::Excluded(rule),
            (true, None) => Outcome::NoCue,
        };
        let mut entry = self.entry(text, &range, outcome);
        if let (Ledger::Whole, Some(entry)) = (self.ledger, &mut entry) {
            entry.near_misses = near_misses(text, judged);
        }
        self.out.ledger.extend(entry);
        if judged.findings.is_empty() {
            return;
        }
        self.verbs.extend_from_slice(&judged.verbs);
        for finding in &judged.findings {
            let context = Context {
                lead_in: around.lead.as_ref().map(|lead| lead.text.clone()),
                items: items.clone(),
                cells: Vec::new(),
                code: code_of(text, &finding.clause),
            };
            let lead_condition = around
                .lead
                .as_ref()
                .filter(|_| !around.later)
                .and_then(|lead| lead.condition.clone());
            let statement = self.statement(text, &range, finding, context, lead_condition);
            self.out.statements.extend(statement);
        }
    }

    /// The ledger's line of a sentence, if it has one.
    pub(in crate::statement) fn entry(
        &self,
        text: &Text,
        range: &Range<usize>,
        outcome: Outcome,
    ) -> Option<Entry> {
        let words = match (self.ledger, &outcome) {
            (Ledger::Whole, _) => one_line(&text.plain[range.clone()]),
            (Ledger::Places, Outcome::NoCue) => return None,
            (Ledger::Places, _) => String::new(),
        };
        let (file, span) = place(text, range)?;
        Some(Entry { text: words, file, span, outcome, near_misses: Vec::new() })
    }

    pub(in crate::statement) fn statement(
        &self,
        text: &Text,
        range: &Range<usize>,
        finding: &Finding,
        context: Context,
        lead_condition: Option<String>,
    ) -> Option<Statement> {
        let (file, span) = place(text, range)?;
        let piece = |range: &Range<usize>| one_line(&text.plain[range.clone()]);
        Some(Statement {
            rule: finding.rule,
            level: finding.level,
            text: one_line(&text.plain[range.clone()]),
            file,
            span,
            clause: piece(&finding.clause),
            subject: finding.subject.as_ref().map(piece),
            predicate: piece(&finding.predicate),
            condition: finding.condition.as_ref().map(piece).or(lead_condition),
            section: self.section(),
            context,
        })
    }
}

/// The clauses that were excluded although the sentence's outcome doesn't say so.
fn near_misses(text: &Text, judged: &Judged) -> Vec<(String, &'static str)> {
    let told = usize::from(judged.findings.is_empty());
    let rest = judged.passed_over.iter().skip(told);
    rest.map(|(clause, rule)| (one_line(&text.plain[clause.clone()]), *rule)).collect()
}
