//! The anatomy of a clause: what is bound, what governs it, and what it asks for.

use std::ops::Range;

use super::cues::{ACTS, ADVERBS, ARTICLES, FILLERS, FRAMES, LEADS, TRAILS};
use super::token::Text;

/// Behind these stands a verb that doesn't govern.
const SUBORDINATES: &[&str] = &[
    "that", "which", "who", "whom", "whose", "where", "when", "if", "until", "while", "after",
    "before", "how", "what", "whether",
];

/// What may be set in capitals.
const MODALS: &[&str] = &["must", "should", "shall", "can", "may", "is", "are", "do", "does"];

/// A frame with a subject of its own: `Contoso recommends`.
const RECOMMENDS: &[&str] = &["recommends"];

/// Whether the clause asks for an act or state in time relative to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// `Before you deploy the servers, …`
    Before,
    /// `After you change the file, …`
    After,
}

/// What governs a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// A modal or an imperative over a verb.
    Verb,
    /// `is`, `are` and the like over an adjective, participle or noun.
    Be,
    /// `has`, `have`.
    Have,
    /// `requires`, `needs`.
    Require,
    /// `is required`, `is supported`: the subject is what is asked for.
    Status,
    /// No verb: an item of a list, a cell.
    Fragment,
}

/// A clause, taken apart. Ranges are of tokens.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// The words.
    pub(super) text: Text,
    /// Without conditions and frames around it.
    pub(super) core: Range<usize>,
    /// What is bound; may be empty.
    pub(super) subject: Range<usize>,
    /// What governs.
    pub(super) head: Head,
    /// The base form of the verb, when [`Head::Verb`]: `install`.
    pub(super) verb: String,
    /// Where the verb, the participle or what follows the copula begins.
    pub(super) at: usize,
    /// Behind the verb, to the end of the core.
    pub(super) rest: Range<usize>,
    /// Whether it forbids or denies.
    pub(super) negated: bool,
    /// Whether `only` governs it.
    pub(super) only: bool,
    /// The subordinate clause of time in front.
    pub(super) order: Option<(Order, Range<usize>)>,
    /// The heading that runs into it: `Memory: 4 GB`.
    pub(super) label: Range<usize>,
}

impl Clause {
    /// Takes `text` apart. `negative` says that the statement forbids or advises against.
    pub(super) fn new(text: Text, negative: bool) -> Self {
        let end = text.tokens.len();
        let mut clause = Self {
            text,
            core: 0..end,
            subject: 0..0,
            head: Head::Fragment,
            verb: String::new(),
            at: 0,
            rest: 0..end,
            negated: false,
            only: false,
            order: None,
            label: 0..0,
        };
        clause.strip_front();
        clause.find_head();
        clause.strip_back();
        clause.negated |= negative;
        clause
    }

    /// Removes run-in heads, subordinate clauses and frames from the front.
    fn strip_front(&mut self) {
        // Each round removes at least one token; a few rounds do for prose.
        for _ in 0..8 {
            let start = self.core.start;
            self.strip_fillers();
            self.strip_label();
            self.strip_lead();
            self.strip_splice();
            self.strip_frame();
            if self.core.start == start {
                break;
            }
        }
    }

    fn strip_fillers(&mut self) {
        let tokens = &self.text.tokens;
        while self.core.len() > 1 && tokens[self.core.start].is(FILLERS) {
            self.core.start += 1;
        }
        // `(we recommend) you first try it` is an imperative.
        let mut at = self.core.start;
        if tokens.get(at).is_some_and(|t| t.is(&["you", "customers", "administrators"])) {
            at += 1;
            while tokens.get(at).is_some_and(|t| t.is(ADVERBS) && !t.is(&["not", "never"])) {
                at += 1;
            }
            if self.is_act(at) && at < self.core.end && !tokens[at].is(&["have", "do"]) {
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
            || !self.text.tokens[start].is(LEADS)
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
        let pronouns = (from..self.core.end).filter(|&i| {
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
            let verbal =
                before.is(ARTICLES) || before.is(LEADS) || before.is(ADVERBS) || before.is_mark();
            let joined = before.is(&[
                "you", "we", "they", "it", "to", "can", "will", "must", "should", "may", "and",
                "or", "of", "not", "that",
            ]);
            self.is_act(i)
                && !verbal
                && !joined
                && (tokens[i + 1].capital || tokens[i + 1].is(ARTICLES))
        });
        pronouns
            .last()
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

    fn is_act(&self, at: usize) -> bool {
        self.text.tokens.get(at).is_some_and(|t| t.is(ACTS))
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
            let mut frames = FRAMES.iter().copied();
            frames.find_map(|f| self.text.passes(at, f).map(|end| (end, f)))
        };
        let recommends = (start + 1..(start + 4).min(self.core.end))
            .find(|&i| {
                let that = self.text.low(i + 1) == "that";
                self.text.tokens[i].is(&["recommends", "suggests", "advises"])
                    || that && self.text.tokens[i].is(&["requires", "necessitates", "demands"])
            })
            .map(|i| (i + 1 + usize::from(self.text.low(i + 1) == "that"), RECOMMENDS));
        let Some((end, frame)) = found(start).or_else(|| found(at)).or(recommends) else { return };
        if end >= self.core.end
            || frame == ["verify"] && self.text.tokens[end].is(ARTICLES) && !self.has_finite(end)
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

    /// Finds the modal, verb or copula that governs, and the subject in front of it.
    fn find_head(&mut self) {
        let start = self.core.start;
        let modal = self.find_modal();
        let imperative = self.imperative_at();
        let Some(at) = imperative.or(modal) else {
            self.fragment();
            return;
        };
        let mut end = at;
        while end > start
            && (self.text.tokens[end - 1].is(ADVERBS) || self.text.tokens[end - 1].low == ",")
        {
            end -= 1;
        }
        self.subject = start..end;
        self.negated |= self.text.has(end, &["no", "longer"]) || self.text.low(start) == "no";
        if imperative.is_some() {
            self.subject = start..start;
        }
        self.read_head(at);
    }

    /// Where an imperative verb stands, if the clause is one.
    fn imperative_at(&mut self) -> Option<usize> {
        let start = self.core.start;
        if self.text.has(start, &["do", "not"]) || self.text.low(start) == "never" {
            return Some(start);
        }
        let gerund = self.base_of(start).is_some() && self.text.low(start).ends_with("ing");
        if !self.is_act(start) && !gerund {
            return None;
        }
        // `Access to X is required` has a verb of its own; `Use the X that is required` has an article.
        let next = self.text.tokens.get(start + 1)?;
        if next.is(ARTICLES) && !gerund {
            return Some(start);
        }
        match self.find_modal() {
            Some(_) if next.is(&["to", "of", "for", "in", "on"]) || gerund => None,
            Some(modal)
                if self.text.tokens[modal].is(&["must", "should", "requires", "can", "needs"]) =>
            {
                None
            }
            Some(modal)
                if modal <= start + 3
                    && self.text.tokens[modal].is(&[
                        "is", "are", "has", "have", "may", "will", "need", "require", "does", "do",
                    ]) =>
            {
                None
            }
            _ => Some(start),
        }
    }

    /// The first modal, auxiliary or finite verb that isn't in a relative clause.
    fn find_modal(&self) -> Option<usize> {
        let tokens = &self.text.tokens;
        let mut relative = false;
        for i in self.core.clone() {
            let token = &tokens[i];
            if token.is(&[",", ";"]) && !token.aside {
                relative = false;
            }
            if token.aside || token.is_mark() {
                continue;
            }
            let previous = i.checked_sub(1).filter(|p| *p >= self.core.start);
            if previous.is_some() && token.is(SUBORDINATES) {
                relative = true;
                continue;
            }
            if token.is(&["you", "we", "they"]) && previous.is_some_and(|p| !tokens[p].is_mark()) {
                relative = true;
                continue;
            }
            let finite = self.is_finite(i);
            if finite && !relative {
                return Some(i);
            }
            // The verb group of the relative clause ends here, unless the next word continues it.
            let verb = finite
                || base_form(&token.low).is_some()
                    && !self.after_article(i)
                    && !token.low.ends_with("ing");
            let next = tokens.get(i + 1);
            if verb && !next.is_some_and(|t| t.is(&["be", "not", "been", "have"]) || t.is(ADVERBS))
            {
                relative = false;
            }
        }
        None
    }

    fn is_finite(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let name = token.capital
            && at > self.core.start
            && self.text.source[token.span.clone()].chars().any(char::is_lowercase);
        if name && !token.is(MODALS) {
            return false;
        }
        if token.low.ends_with('s') && self.after_article(at) && !token.is(&["is", "has", "does"]) {
            return false;
        }
        token.is(&[
            "must",
            "should",
            "shall",
            "can",
            "may",
            "might",
            "could",
            "will",
            "would",
            "is",
            "are",
            "has",
            "have",
            "need",
            "needs",
            "requires",
            "require",
            "supports",
            "contains",
            "matches",
            "meets",
            "runs",
            "uses",
            "exists",
            "hosts",
            "provides",
            "resides",
            "points",
            "belongs",
            "does",
            "do",
            "recommends",
            "includes",
            "works",
            "consists",
            "holds",
            "allows",
            "accepts",
        ]) && !self.continues(at)
            || token.low == "be" && at > self.core.start && !self.continues(at)
            || token.is(&[
                "support", "reside", "run", "contain", "match", "want", "plan", "use", "meet",
            ]) && at > self.core.start
                && !self.after_article(at)
    }

    /// Whether the token goes on a verb group: behind `to` or a modal.
    fn continues(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|p| *p >= self.core.start);
        before.is_some_and(|p| {
            self.text.tokens[p].is(&[
                "to", "must", "should", "can", "may", "will", "would", "could", "might", "shall",
            ])
        })
    }

    fn after_article(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|p| {
            let t = &self.text.tokens[p];
            t.is(ARTICLES) && t.low != "that"
                || t.is(&[
                    "to", "of", "for", "in", "on", "must", "should", "can", "may", "will", "first",
                ])
        })
    }

    fn fragment(&mut self) {
        self.head = Head::Fragment;
        self.rest = self.core.clone();
        self.at = self.core.start;
        self.only |= self.core.clone().any(|i| self.text.low(i) == "only");
        self.negated |= self.text.low(self.core.start) == "no" && self.core.len() > 1;
    }

    /// Reads the verb group that begins at `at`.
    fn read_head(&mut self, at: usize) {
        let tokens = &self.text.tokens;
        let mut i = at;
        let mut kind = None;
        let subject_only = self.subject.clone().any(|s| tokens[s].low == "only");
        let mut only = subject_only;
        let mut negated = false;
        while i < self.core.end {
            let token = &tokens[i];
            match token.low.as_str() {
                "must" | "should" | "shall" | "can" | "may" | "might" | "could" | "will"
                | "would" | "do" | "does" => {
                    let is_main_do = token.is(&["do", "does"])
                        && !tokens.get(i + 1).is_some_and(|t| t.is(&["not"]));
                    if is_main_do && i > at {
                        kind = Some(Head::Verb);
                        break;
                    }
                }
                "need" | "needs" | "has" | "have" if self.to_infinitive(i).is_some() => {
                    i = self.to_infinitive(i).unwrap_or(i);
                }
                "required" | "needed" if self.text.low(i + 1) == "to" && self.serves(i + 2) => {
                    kind = Some(Head::Status);
                    break;
                }
                "required" | "needed" | "able" | "allowed" if self.text.low(i + 1) == "to" => {
                    i += 1
                }
                "not" | "never" => negated = true,
                "longer" => negated |= self.text.low(i.wrapping_sub(1)) == "no",
                "only" => only = true,
                "no" if self.text.low(i + 1) == "longer" => {}
                "is" | "are" | "be" | "been" => {
                    kind = Some(Head::Be);
                    // `is only supported`, `are not all required`: go on to what follows.
                }
                "," => {}
                "required" | "supported" | "mandatory" | "allowed" | "permitted" | "needed"
                | "necessary" | "recommended" | "unsupported" | "prohibited" | "optional"
                | "forbidden"
                    if kind == Some(Head::Be) =>
                {
                    negated |= token.is(&["unsupported", "prohibited", "forbidden"]);
                    kind = Some(Head::Status);
                    break;
                }
                "has" | "have" => {
                    kind = Some(Head::Have);
                    break;
                }
                "need" | "needs" | "requires" | "require" => {
                    kind = Some(Head::Require);
                    break;
                }
                _ if token.is(ADVERBS) => {}
                _ => {
                    if kind.is_none() {
                        kind = Some(Head::Verb);
                    }
                    break;
                }
            }
            i += 1;
        }
        self.head = kind.unwrap_or(Head::Verb);
        self.negated |= negated;
        self.only |= only;
        self.at = i.min(self.core.end);
        let verb = (self.head == Head::Verb).then(|| self.base_of(i)).flatten();
        self.verb = verb.unwrap_or_default();
        let complement = if matches!(self.head, Head::Be) { i } else { i + 1 };
        self.rest = complement.min(self.core.end)..self.core.end;
        if self.rest.len() > 1
            && self.text.low(self.rest.start) == "only"
            && self.head != Head::Have
        {
            self.only = true;
            self.rest.start += 1;
        }
        self.read_purpose();
    }

    /// `The way is to use X` reads as `use X`.
    fn read_purpose(&mut self) {
        let start = self.rest.start;
        if self.head == Head::Be
            && self.text.low(start) == "to"
            && self.is_act(start + 1)
            && start + 2 < self.rest.end
        {
            self.head = Head::Verb;
            self.at = start + 1;
            self.verb = self.base_of(start + 1).unwrap_or_default();
            self.rest.start = start + 2;
        }
    }

    /// `X is required to support Y`: what the verb at `at` says is what X is for.
    fn serves(&self, at: usize) -> bool {
        let person = self
            .subject
            .clone()
            .any(|i| self.text.tokens[i].is(&["you", "user", "users", "account", "each", "every"]));
        !person
            && self.text.tokens.get(at).is_some_and(|t| {
                t.is(&[
                    "support", "host", "enable", "use", "allow", "manage", "access", "run",
                    "create",
                ])
            })
    }

    /// `need to`, `has also to`: where the `to` stands.
    fn to_infinitive(&self, at: usize) -> Option<usize> {
        (at + 1..(at + 3).min(self.core.end)).find(|&i| self.text.low(i) == "to")
    }

    /// The base form of the verb at `at`: of `installing`, `installs`, `install`.
    pub(super) fn base_of(&self, at: usize) -> Option<String> {
        base_form(self.text.low(at))
    }

    /// Removes conditions and reasons from the back.
    fn strip_back(&mut self) {
        let tokens = &self.text.tokens;
        let from = (self.at + 1).max(self.core.start + 1);
        let end = (from..self.core.end).find(|&i| {
            let token = &tokens[i];
            !token.aside
                && (token.is(TRAILS)
                    || self.text.has(i, &["so", "that"])
                    || self.text.has(i, &["as", "long", "as"])
                    || self.text.has(i, &["for", "example"])
                    || self.text.has(i, &["in", "case"])
                    || self.text.has(i, &["–", "see"])
                    || token.is(&["e.g."]))
                && !tokens[i - 1].is(&["only", "also", "even"])
        });
        if let Some(end) = end {
            let mut end = end;
            while end > from && tokens[end - 1].is(&[",", "–", "(", ";", "and", "but"]) {
                end -= 1;
            }
            self.core.end = end;
            self.rest.end = self.rest.end.min(end);
            self.rest.start = self.rest.start.min(self.rest.end);
        }
    }
}

/// The base form of a verb that the tables know.
pub(super) fn base_form(low: &str) -> Option<String> {
    let known = |base: &str| ACTS.contains(&base).then(|| base.to_owned());
    if let Some(base) = known(low) {
        return Some(base);
    }
    if let Some(stem) = low.strip_suffix("ing") {
        let doubled =
            stem.len() > 2 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
        return known(stem)
            .or_else(|| known(&format!("{stem}e")))
            .or_else(|| if doubled { known(stem.get(..stem.len() - 1)?) } else { None });
    }
    if let Some(stem) = low.strip_suffix('s') {
        return known(stem).or_else(|| known(stem.strip_suffix('e')?));
    }
    if let Some(stem) = low.strip_suffix("ed") {
        return known(stem).or_else(|| known(&format!("{stem}e"))).or_else(|| {
            let shorter = stem.get(..stem.len().checked_sub(1)?)?;
            known(shorter)
        });
    }
    None
}
