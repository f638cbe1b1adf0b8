//! The front of a clause: run-in heads, subordinate clauses and frames, which are no part of it.

use super::clause::{Clause, Order};
use super::cues::{ACTS, ADVERBS, ARTICLES, FILLERS, LEADS};
use super::wording::FRAMES;

/// A frame with a subject of its own: `Contoso recommends`.
const RECOMMENDS: &[&str] = &["recommends"];

/// Nouns for what tells how to act.
const GUIDES: &[&str] =
    &["steps", "procedure", "procedures", "instructions", "guidance", "guidelines"];

impl Clause {
    /// Removes run-in heads, subordinate clauses and frames from the front.
    pub(super) fn strip_front(&mut self) {
        // Each round removes at least one token; a few rounds do for prose.
        for _ in 0..8 {
            let start = self.core.start;
            self.strip_fillers();
            self.strip_label();
            self.strip_lead();
            self.strip_splice();
            self.strip_frame();
            self.strip_guide();
            if self.core.start == start {
                break;
            }
        }
    }

    fn strip_fillers(&mut self) {
        let tokens = &self.text.tokens;
        while self.core.len() > 1 && tokens[self.core.start].has(FILLERS) {
            self.core.start += 1;
        }
        // `(we recommend) you first try it` is an imperative.
        let mut at = self.core.start;
        if tokens.get(at).is_some_and(|t| t.is(&["you", "customers", "administrators"])) {
            at += 1;
            while tokens.get(at).is_some_and(|t| {
                (t.has(ADVERBS) || t.low.ends_with("ly") && !self.is_act(at))
                    && !t.is(&["not", "never"])
            }) {
                at += 1;
            }
            if self.is_act(at) && at < self.core.end && !tokens[at].is(&["have", "do"]) {
                self.only |= tokens[self.core.start..at].iter().any(|t| t.low == "only");
                self.core.start = at;
            }
        }
        if self.core.len() > 1
            && tokens[self.core.start].low == "only"
            && self.is_act(self.core.start + 1)
        {
            self.core.start += 1;
            self.only = true;
        }
    }

    /// `Memory: 4 GB`, `NOT SUPPORTED: …`
    fn strip_label(&mut self) {
        let head = self.core.start..(self.core.start + 20).min(self.core.end);
        let colon = head.clone().find(|&i| self.text.low(i) == ":");
        let long = |i: usize| {
            let next = &self.text.tokens[i + 1];
            i > self.core.start + 7 && !next.capital && !next.has_digit()
        };
        if let Some(colon) =
            colon.filter(|&i| i > self.core.start && i + 1 < self.core.end && !long(i))
        {
            self.label = self.core.start..colon;
            let not = self.label.clone().any(|i| self.text.tokens[i].is(&["not", "never"]));
            self.negated |= not;
            self.core.start = colon + 1;
        }
    }

    /// `If you use X, …`, `Before you start you'll need to …`
    fn strip_lead(&mut self) {
        let start = self.core.start;
        if self.core.len() < 3
            || !self.text.tokens[start].has(LEADS)
            || self.text.has(start, &["at", "least"])
        {
            return;
        }
        let Some(end) = self.end_of_lead() else { return };
        let order = match self.text.low(start) {
            "before" | "prior" => Some(Order::Before),
            "after" | "once" => Some(Order::After),
            _ => None,
        };
        if let Some(order) = order {
            self.order = Some((order, start + 1..end));
        }
        self.core.start = end;
        if self.text.low(end) == "," {
            self.core.start = end + 1;
        }
    }

    /// Where the main clause begins (its comma, when there is one).
    fn end_of_lead(&self) -> Option<usize> {
        let tokens = &self.text.tokens;
        let commas = || {
            let core = self.core.clone();
            core.filter(|&i| tokens[i].low == "," && !tokens[i].aside && i + 1 < self.core.end)
        };
        if let Some(comma) = commas().find(|&i| self.starts_main(i + 1)) {
            return Some(comma);
        }
        let subordinate = tokens[self.core.start]
            .is(&["if", "when", "before", "after", "once", "unless", "while"]);
        let from = self.core.start + 2;
        let mut pronouns = (from..self.core.end).filter(|&i| {
            tokens[i].is(&["you", "we"])
                && (self.text.has(i + 1, &["will", "need"])
                    || tokens.get(i + 1).is_some_and(|t| t.is(&["must", "should"]))
                    || self.text.has(i + 1, &["need", "to"])
                    || self.text.has(i + 1, &["have", "to"]))
        });
        let frame = (from..self.core.end).find(|&i| {
            self.text.has(i, &["make", "sure"])
                || tokens[i].low == "ensure" && !self.text.ends(i, &["to"])
        });
        // `When you run it select the X`: an imperative right behind a noun.
        let imperative = (self.core.start + 3..self.core.end.saturating_sub(1)).find(|&i| {
            let before = &tokens[i - 1];
            let verbal = before.has(ARTICLES)
                || before.has(LEADS)
                || before.has(ADVERBS)
                || before.is_mark();
            let joined = before.is(&[
                "you", "we", "they", "it", "to", "can", "will", "must", "should", "may", "and",
                "or", "of", "not", "that",
            ]);
            self.is_act(i)
                && !verbal
                && !joined
                && (tokens[i + 1].capital || tokens[i + 1].has(ARTICLES))
        });
        pronouns
            .next_back()
            .or(frame)
            .or(imperative)
            .or_else(|| commas().next().filter(|_| !subordinate || self.core.len() > 4))
    }

    /// Whether a main clause may begin here, behind a comma.
    fn starts_main(&self, at: usize) -> bool {
        let tokens = &self.text.tokens;
        let token = &tokens[at];
        if token.is(&["and", "or", "nor", "such", "including"]) {
            return false;
        }
        if token.is(&["you", "we", "it", "there", "ensure", "please", "do", "never"])
            || self.is_act(at)
        {
            return true;
        }
        // A noun phrase with a governing verb before the next comma.
        let stop = (at..self.core.end).find(|&i| tokens[i].is(&[",", ";"]));
        let stop = stop.unwrap_or(self.core.end).min(at + 40);
        (at + 1..stop).any(|i| {
            tokens[i].is(&[
                "must", "should", "shall", "needs", "requires", "can", "may", "is", "are", "has",
                "have",
            ]) || tokens[i].is(&["need", "require", "support", "supports"])
        })
    }

    pub(super) fn is_act(&self, at: usize) -> bool {
        self.text.tokens.get(at).is_some_and(|t| t.has(ACTS))
    }

    /// `We recommend that …`, `Ensure that …`
    fn strip_frame(&mut self) {
        let start = self.core.start;
        let subject = ["you", "we", "customers", "administrators", "users"];
        let mut at = start;
        if self.text.tokens.get(at).is_some_and(|t| t.is(&subject)) {
            at += 1;
            while self.text.tokens.get(at).is_some_and(|t| {
                t.is(&["will", "must", "should", "also", "need", "to", "have", "strongly"])
            }) {
                at += 1;
            }
        }
        let found = |at: usize| {
            // They all begin in one of a few ways; most clauses in none of them.
            let first = self.text.low(self.text.past_asides(at));
            let mut frames = FRAMES.iter().copied().filter(|f| f[0] == first);
            frames.find_map(|f| self.text.passes(at, f).map(|end| (end, f)))
        };
        let recommends = (start + 1..(start + 4).min(self.core.end))
            .find(|&i| {
                let that = self.text.low(i + 1) == "that";
                self.text.tokens[i].is(&["recommends", "suggests", "advises"])
                    || that && self.text.tokens[i].is(&["requires", "necessitates", "demands"])
            })
            .map(|i| (i + 1 + usize::from(self.text.low(i + 1) == "that"), RECOMMENDS));
        let confirmed = self.confirms(at).map(|end| (end, RECOMMENDS));
        let found = confirmed
            .or_else(|| found(start))
            .or_else(|| if at > start { found(at) } else { None })
            .or(recommends);
        let Some((end, frame)) = found else { return };
        if end >= self.core.end
            || frame == ["verify"] && self.text.tokens[end].has(ARTICLES) && !self.has_finite(end)
        {
            return;
        }
        if frame.len() == 1
            && self.text.tokens[end].is(&["if", "whether", "which", "how", "the"])
            && frame != ["ensure"]
            && frame != RECOMMENDS
            && !self.has_finite(end) | self.text.tokens[end].is(&["if", "whether"])
        {
            return;
        }
        if frame == ["consider"] && !self.text.low(end).ends_with("ing") {
            return;
        }
        self.negated |= frame.contains(&"not") && !frame.contains(&"forget");
        self.core.start = end;
    }

    /// `confirm with your vendor that X`: where X begins.
    fn confirms(&self, at: usize) -> Option<usize> {
        let tokens = &self.text.tokens;
        let asks = ["confirm", "verify", "ensure", "validate", "check"];
        let with = tokens.get(at)?.is(&asks) && tokens.get(at + 1)?.is(&["with", "by"]);
        let that = (at + 2..(at + 12).min(self.core.end)).find(|&i| tokens[i].low == "that");
        that.map(|i| i + 1).filter(|_| with)
    }

    /// `Follow the steps in X to install Y`: to install Y is what is asked for.
    fn strip_guide(&mut self) {
        let tokens = &self.text.tokens;
        let mut start = self.core.start;
        if tokens.get(start).is_some_and(|t| t.is(&["you", "we"])) {
            start += 1;
            let modals = ["must", "should", "need", "have", "to", "also", "will"];
            while tokens.get(start).is_some_and(|t| t.is(&modals)) {
                start += 1;
            }
        }
        if !tokens.get(start).is_some_and(|t| t.is(&["follow", "use", "complete"])) {
            return;
        }
        let end = (start + 12).min(self.core.end.saturating_sub(1));
        let guide = (start + 1..end).find(|&i| tokens[i].is(GUIDES) && !tokens[i].capital);
        let Some(guide) = guide else { return };
        let mut act = (guide + 1..end).find(|&i| tokens[i].low == "to").map_or(0, |i| i + 1);
        while tokens.get(act).is_some_and(|t| t.low.ends_with("ly") || t.has(ADVERBS)) {
            act += 1;
        }
        if act > guide && self.is_act(act) && act + 1 < self.core.end {
            self.core.start = act;
        }
    }

    /// `The default is X, make sure to change it`: what governs stands behind the comma.
    fn strip_splice(&mut self) {
        let from = self.core.start + 2;
        let splice = (from..self.core.end.saturating_sub(2)).find(|&i| {
            self.text.low(i - 1) == ","
                && (self.text.has(i, &["make", "sure"])
                    || self.text.has(i, &["be", "sure"])
                    || self.text.low(i) == "ensure")
        });
        if let Some(at) = splice {
            self.core.start = at;
        }
    }

    /// Whether a finite auxiliary or modal stands behind `from`.
    fn has_finite(&self, from: usize) -> bool {
        (from..self.core.end).any(|i| {
            self.text.tokens[i].is(&["is", "are", "has", "have", "can", "must", "does", "do"])
        })
    }
}
