//! The head of a clause: the modal, verb or copula that governs it.

use super::clause::{Clause, Head};
use super::cues::{ACTS, ADVERBS, ARTICLES, SHARED, STOPS};

/// Behind these stands a verb that doesn't govern.
const SUBORDINATES: &[&str] = &[
    "that", "which", "who", "whom", "whose", "where", "when", "if", "until", "while", "after",
    "before", "how", "what", "whether", "unless", "because", "since", "although", "though",
];

/// Acts that are as often the first noun of a name.
const NOUNS: &[&str] = &[
    "access", "account", "backup", "contact", "display", "document", "host", "license", "link",
    "log", "map", "monitor", "process", "report", "share", "store", "support", "switch", "sync",
    "test", "transfer", "zone",
];

/// What may be set in capitals.
const MODALS: &[&str] = &["must", "should", "shall", "can", "may", "is", "are", "do", "does"];

impl Clause {
    /// Finds the modal, verb or copula that governs, and the subject in front of it.
    pub(super) fn find_head(&mut self) {
        let start = self.core.start;
        let modal = self.find_modal();
        let imperative = self.imperative_at();
        let Some(at) = imperative.or(modal) else {
            self.fragment();
            return;
        };
        let mut end = at;
        while end > start
            && (self.text.tokens[end - 1].has(ADVERBS) || self.text.tokens[end - 1].low == ",")
        {
            end -= 1;
        }
        self.subject = start..end;
        // `spaces, but leading ones aren't allowed`
        let but = (start..end).rev().find(|&i| self.text.tokens[i].is(&["but"]) && i > start);
        if let Some(but) = but.filter(|&but| but + 1 < end && self.text.tokens[but - 1].is_mark()) {
            self.subject.start = but + 1;
        }
        self.negated |= self.text.has(end, &["no", "longer"]) || self.text.low(start) == "no";
        if imperative.is_some() {
            self.subject = start..start;
        }
        self.only |= (end..at).any(|i| self.text.low(i) == "only");
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
        if self.names_thing(start) || self.lists_rights(start) {
            return None;
        }
        // `Access to X is required` has a verb of its own; `Use the X that is required` has an article.
        let next = self.text.tokens.get(start + 1)?;
        if next.has(ARTICLES) && !gerund {
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

    /// `Host bus adapter`, `Backup schedule`: a short name that begins like an imperative.
    fn names_thing(&self, at: usize) -> bool {
        let outside = || {
            let tokens = self.text.tokens[at..self.core.end].iter();
            tokens.filter(|t| !t.aside && !t.is(&["(", ")"]))
        };
        self.text.tokens[at].is(NOUNS)
            && outside().nth(4).is_none()
            && outside().nth(1).is_some()
            && outside().skip(1).all(|t| !t.has(ARTICLES) && !t.has(STOPS) && !t.is_mark())
            && outside().next_back().is_some_and(|t| !t.capital)
    }

    /// `Read, Write, and Compare rights`: what may be done, in front of the noun for it.
    fn lists_rights(&self, at: usize) -> bool {
        let tokens = &self.text.tokens;
        let joint = |i: usize| tokens[i].is(&[",", "and", "or"]);
        let words = at..self.core.end.min(at + 16);
        let Some(noun) = words.clone().find(|&i| tokens[i].has(SHARED)) else { return false };
        let plain = |i: usize| tokens[i].has(ACTS) || tokens[i].capital || joint(i);
        noun > at + 2 && joint(at + 1) && (at..noun).all(plain)
    }

    /// The first modal, auxiliary or finite verb that isn't in a relative clause.
    fn find_modal(&self) -> Option<usize> {
        let tokens = &self.text.tokens;
        let mut relative = false;
        // Behind the verb of a relative clause, adverbs may stand before the clause goes on.
        let mut told = false;
        for i in self.core.clone() {
            let token = &tokens[i];
            if token.is(&[",", ";"]) && !token.aside {
                relative = false;
            }
            if token.aside || token.is_mark() {
                continue;
            }
            let previous = i.checked_sub(1).filter(|p| *p >= self.core.start);
            if previous.is_some() && self.text.has(i, &["as", "long", "as"]) {
                return None;
            }
            let subordinate = token.is(SUBORDINATES) || self.text.has(i, &["so", "that"]);
            if previous.is_some() && subordinate {
                relative = true;
                continue;
            }
            if token.is(&["you", "we", "they"]) && previous.is_some_and(|p| !tokens[p].is_mark()) {
                relative = true;
                continue;
            }
            let adverb = token.has(ADVERBS) || token.is(&["be", "been", "have"]);
            if relative && told && !adverb && token.base.is_none() && !token.is(MODALS) {
                relative = false;
            }
            let finite = self.is_finite(i);
            if finite && !relative {
                return Some(i);
            }
            // The verb group of the relative clause ends here, unless the next word continues it.
            let verb = finite
                || token.base.is_some() && !self.after_article(i) && !token.low.ends_with("ing");
            let next = tokens.get(i + 1);
            let goes_on =
                next.is_some_and(|t| t.is(&["be", "not", "been", "have"]) || t.has(ADVERBS));
            told = verb && goes_on || told && adverb;
            if verb && !goes_on {
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
            || !self.ends_noun(at)
                && !(token.is(&["plan", "want"])
                    && !self.text.tokens.get(at + 1).is_some_and(|t| t.is(&["to", "on"])))
                && token.is(&[
                    "support", "reside", "run", "contain", "match", "want", "plan", "use", "meet",
                ])
                && at > self.core.start
                && !self.after_article(at)
    }

    /// `X with Y support, Z`: a noun, as nothing stands behind it.
    fn ends_noun(&self, at: usize) -> bool {
        let next = self.text.tokens.get(at + 1).filter(|_| at + 1 < self.core.end);
        let goes_on = ["is", "are", "has", "have", "must", "should", "can", "will", "needs"];
        next.is_none_or(|t| t.is_mark() || t.is(&goes_on))
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
            t.has(ARTICLES) && t.low != "that"
                || t.is(&[
                    "to", "of", "for", "in", "on", "must", "should", "can", "may", "will", "first",
                ])
        })
    }

    fn fragment(&mut self) {
        // `Mirroring not supported`
        let end = self.core.end;
        let status = ["supported", "allowed", "permitted", "recommended"];
        if self.core.len() > 2
            && status.contains(&self.text.low(end - 1))
            && self.text.low(end - 2) == "not"
        {
            self.head = Head::Status;
            self.negated = true;
            self.subject = self.core.start..end - 2;
            self.at = end - 1;
            self.rest = end..end;
            return;
        }
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
                "required" | "needed" | "able" | "allowed" | "attempt" | "try"
                    if self.text.low(i + 1) == "to" =>
                {
                    i += 1;
                }
                "not" | "never" => negated = true,
                "longer" => negated |= self.text.low(i.wrapping_sub(1)) == "no",
                "only" => only = true,
                "no" if self.text.low(i + 1) == "longer" => {}
                // `there is no direct route`: what follows is what is not to be.
                "no" if kind == Some(Head::Be) => break,
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
                "has" | "have" if self.perfect(i) => {}
                "has" | "have" => {
                    kind = Some(Head::Have);
                    break;
                }
                "need" | "needs" | "requires" | "require" => {
                    kind = Some(Head::Require);
                    break;
                }
                _ if token.has(ADVERBS) => {}
                _ if token.low.ends_with("ly")
                    && self.base_of(i + 1).is_some()
                    && token.base.is_none() => {}
                _ => {
                    if kind.is_none() {
                        kind = Some(Head::Verb);
                    }
                    break;
                }
            }
            i += 1;
        }
        // `Administrators must ensure that X`: X is what is asked for.
        let ensures = self.base_of(i) == Some("ensure") && self.text.low(i + 1) == "that";
        if ensures && !negated && kind.is_none_or(|k| k == Head::Verb) && i + 3 < self.core.end {
            self.core.start = i + 2;
            self.subject = i + 2..i + 2;
            return self.find_head();
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

    /// `you have disabled X`: the verb behind `have` governs. `have shared disks` has no object.
    fn perfect(&self, at: usize) -> bool {
        let tokens = &self.text.tokens;
        let person = self.subject.is_empty() || tokens[self.subject.start].is(&["you", "we"]);
        let mut i = at + 1;
        while tokens.get(i).is_some_and(|t| t.has(ADVERBS)) {
            i += 1;
        }
        let done = self.base_of(i).is_some() && tokens[i].low.ends_with("ed") && i < self.core.end;
        let object = tokens.get(i + 1).filter(|_| i + 1 < self.core.end);
        let definite = object.is_some_and(|t| {
            t.capital || t.has(ARTICLES) || t.low == "and" && self.base_of(i + 2).is_some()
        });
        person && done && definite
    }

    /// `need to`, `has also to`: where the `to` stands.
    fn to_infinitive(&self, at: usize) -> Option<usize> {
        let to = (at + 1..(at + 3).min(self.core.end)).find(|&i| self.text.low(i) == "to")?;
        let only_adverbs = (at + 1..to).all(|i| {
            let token = &self.text.tokens[i];
            token.has(ADVERBS) || token.low.ends_with("ly") || token.is(&["only", "either"])
        });
        only_adverbs.then_some(to)
    }

    /// The base form of the verb at `at`: of `installing`, `installs`, `install`.
    pub(super) fn base_of(&self, at: usize) -> Option<&'static str> {
        self.text.base(at)
    }
}
