//! How people write a [`Test`]: `length(vmm.serviceNetworkName | plan.serviceNetworkName, $, label)`.
//!
//! | written | test |
//! | --- | --- |
//! | `count(PATH, BOUND)`, `count(PATH, BOUND, TEST)` | [`Test::Count`]; with the members that count |
//! | `number(PATH, BOUND)` | [`Test::Number`] |
//! | `length(PATH, BOUND)`, `length(PATH, BOUND, label)` | [`Test::Length`] |
//! | `one_of(PATH, TEXTS)`, `none_of(PATH, TEXTS)` | [`Test::OneOf`], [`Test::NoneOf`] |
//! | `at_least_version(PATH, RELEASE, ORDER)` | [`Test::AtLeastVersion`] |
//! | `is(PATH, true)`, `is(PATH, false)` | [`Test::Is`] |
//! | `all_equal(PATH, …)` | [`Test::AllEqual`] |
//! | `disjoint(PATH, PATH)`, `within(PATH, PATH)` | [`Test::Disjoint`], [`Test::Within`] |
//! | `each(PATH, TEST)`, `some(PATH)`, `some(PATH, TEST)` | [`Test::Each`], [`Test::Some`] |
//! | `any_of(TEST, …)`, `all_of(TEST, …)` | [`Test::AnyOf`], [`Test::AllOf`] |
//! | `not(TEST)`, `when(CONDITION, TEST)`, `suggests(TEST)`, `permits(TEST)` | as named |
//! | `name` | the named test of the vocabulary |
//!
//! `BOUND` is `at_most N`, `at_least N` or `equals N`; `TEXTS` are one or more `"…"`, in which
//! `\"` and `\\` stand for a quote and a backslash; `RELEASE` is one. Where `$` stands instead, the
//! value is the document's. `as dns` or `as REFERENCE` behind the paths says how names compare.
//! `ORDER` is the name of a release order of the vocabulary.

use std::collections::BTreeMap;
use std::fmt;

use super::decide::{Comparison, Names, Test};
use super::path::FactPath;

/// The values of the document, for each `$`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// For a bound.
    pub bound: Option<(Comparison, i64)>,
    /// For texts; the first one for a release.
    pub texts: Vec<String>,
}

impl Given {
    /// What no document gives: stands for every `$` while a test is looked at before any document
    /// is. A release order has it too.
    pub fn placeholder() -> Self {
        let bound = Some((Comparison::AtMost, PLACEHOLDER_LIMIT));
        Self { bound, texts: vec![PLACEHOLDER.to_owned()] }
    }
}

/// The text of [`Given::placeholder`].
pub const PLACEHOLDER: &str = "$";
/// The limit of [`Given::placeholder`].
pub const PLACEHOLDER_LIMIT: i64 = i64::MIN;

/// An ordered list of releases that tests can name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order {
    /// The releases, the earliest first.
    pub order: Vec<String>,
    /// Values that no release matches.
    pub never: Vec<String>,
}

/// What the names in a test mean.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// The named tests, as they are written. One may name those that stand before it.
    pub tests: BTreeMap<String, Test>,
    /// The release orders.
    pub orders: BTreeMap<String, Order>,
    /// The names of the references.
    pub references: Vec<String>,
}

/// What is wrong with a test, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotationError {
    /// The offset in the text, in bytes.
    pub offset: usize,
    /// What is wrong, in lower case.
    pub message: String,
}

impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for NotationError {}

/// How deep tests may stand in each other.
const MAX_DEPTH: usize = 32;

/// Reads a test.
///
/// # Errors
///
/// When the text is no test, names something that `scope` does not have, or asks for a value that
/// the document did not give.
pub fn parse(text: &str, given: &Given, scope: &Scope) -> Result<Test, NotationError> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0, end: text.len(), given, scope };
    let test = parser.test(0)?;
    match parser.peek() {
        None => Ok(test),
        Some(_) => Err(parser.error("expected nothing behind the test")),
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// A name, a path or a number.
    Word(String),
    Text(String),
    /// One of `( ) , | $`.
    Mark(char),
}

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, NotationError> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_.-^[]".contains(c);
    while let Some((at, c)) = rest.next() {
        if c.is_ascii_whitespace() {
            continue;
        }
        if "(),|$".contains(c) {
            tokens.push((at, Token::Mark(c)));
        } else if c == '"' {
            tokens.push((at, Token::Text(quoted(at, &mut rest)?)));
        } else if is_word(c) {
            let mut word = String::from(c);
            while let Some((_, c)) = rest.next_if(|(_, c)| is_word(*c)) {
                word.push(c);
            }
            tokens.push((at, Token::Word(word)));
        } else {
            return Err(NotationError { offset: at, message: format!("unexpected `{c}`") });
        }
    }
    Ok(tokens)
}

fn quoted(
    start: usize,
    rest: &mut impl Iterator<Item = (usize, char)>,
) -> Result<String, NotationError> {
    let mut text = String::new();
    while let Some((at, c)) = rest.next() {
        match c {
            '"' => return Ok(text),
            '\\' => match rest.next() {
                Some((_, c @ ('"' | '\\'))) => text.push(c),
                _ => {
                    let message = "expected a quote or a backslash behind `\\`".to_owned();
                    return Err(NotationError { offset: at, message });
                }
            },
            c => text.push(c),
        }
    }
    Err(NotationError { offset: start, message: "a text is never closed".to_owned() })
}

struct Parser<'a> {
    tokens: Vec<(usize, Token)>,
    at: usize,
    end: usize,
    given: &'a Given,
    scope: &'a Scope,
}

type Result_<T> = Result<T, NotationError>;

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn error(&self, message: impl Into<String>) -> NotationError {
        let offset = self.tokens.get(self.at).map_or(self.end, |(at, _)| *at);
        NotationError { offset, message: message.into() }
    }

    /// The error at the token before.
    fn error_before(&self, message: impl Into<String>) -> NotationError {
        let offset = self.tokens[self.at.saturating_sub(1)].0;
        NotationError { offset, message: message.into() }
    }

    fn accept(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(&Token::Mark(mark));
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, mark: char) -> Result_<()> {
        if self.accept(mark) { Ok(()) } else { Err(self.error(format!("expected `{mark}`"))) }
    }

    fn word(&mut self, what: &str) -> Result_<String> {
        match self.peek() {
            Some(Token::Word(word)) => {
                let word = word.clone();
                self.at += 1;
                Ok(word)
            }
            _ => Err(self.error(format!("expected {what}"))),
        }
    }

    fn keyword(&mut self, keyword: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(word)) if word == keyword);
        self.at += usize::from(found);
        found
    }

    fn path(&mut self) -> Result_<FactPath> {
        let mut path = self.word("a path")?;
        if self.accept('|') {
            path = format!("{path} | {}", self.word("a path")?);
        }
        path.parse().map_err(|error| self.error_before(format!("no path: {error}")))
    }

    fn bound(&mut self) -> Result_<(Comparison, i64)> {
        if self.accept('$') {
            let bound = self.given.bound;
            return bound.ok_or_else(|| self.error_before("the document gives no bound here"));
        }
        let compare = match self.word("a bound")?.as_str() {
            "at_most" => Comparison::AtMost,
            "at_least" => Comparison::AtLeast,
            "equals" => Comparison::Equals,
            _ => {
                return Err(self.error_before("expected `at_most`, `at_least`, `equals` or `$`"));
            }
        };
        let limit = self.word("a whole number")?.parse();
        let limit = limit.map_err(|_| self.error_before("expected a whole number"))?;
        Ok((compare, limit))
    }

    fn texts(&mut self) -> Result_<Vec<String>> {
        if self.accept('$') {
            if self.given.texts.is_empty() {
                return Err(self.error_before("the document gives no value here"));
            }
            return Ok(self.given.texts.clone());
        }
        let mut texts = vec![self.text()?];
        while self.accept(',') {
            texts.push(self.text()?);
        }
        Ok(texts)
    }

    fn text(&mut self) -> Result_<String> {
        match self.peek() {
            Some(Token::Text(text)) => {
                let text = text.clone();
                self.at += 1;
                Ok(text)
            }
            _ => Err(self.error("expected a text in quotes")),
        }
    }

    fn names(&mut self) -> Result_<Option<Names>> {
        if !self.keyword("as") {
            return Ok(None);
        }
        let name = self.word("`dns` or a reference")?;
        if name == "dns" {
            return Ok(Some(Names::Dns));
        }
        if !self.scope.references.contains(&name) {
            return Err(self.error_before(format!("unknown reference `{name}`")));
        }
        Ok(Some(Names::Of(name)))
    }

    fn test(&mut self, depth: usize) -> Result_<Test> {
        if depth > MAX_DEPTH {
            return Err(self.error("tests stand too deep in each other"));
        }
        let name = self.word("a test")?;
        if self.peek() != Some(&Token::Mark('(')) {
            let named = self.scope.tests.get(&name).cloned();
            return named.ok_or_else(|| self.error_before(format!("unknown test `{name}`")));
        }
        self.at += 1;
        let test = self.body(&name, depth + 1)?;
        self.expect(')')?;
        Ok(test)
    }

    fn body(&mut self, name: &str, depth: usize) -> Result_<Test> {
        Ok(match name {
            "any_of" => Test::AnyOf { tests: self.tests(depth)? },
            "all_of" => Test::AllOf { tests: self.tests(depth)? },
            "not" => Test::Not { then: Box::new(self.test(depth)?) },
            "suggests" => Test::Suggests { then: Box::new(self.test(depth)?) },
            "permits" => Test::Permits { then: Box::new(self.test(depth)?) },
            "when" => {
                let condition = Box::new(self.test(depth)?);
                self.expect(',')?;
                Test::When { condition, then: Box::new(self.test(depth)?) }
            }
            "each" => {
                let path = self.path()?;
                self.expect(',')?;
                Test::Each { path, then: Box::new(self.test(depth)?) }
            }
            "some" => {
                let path = self.path()?;
                let then = if self.accept(',') { Some(Box::new(self.test(depth)?)) } else { None };
                Test::Some { path, then }
            }
            "count" => self.count(depth)?,
            "all_equal" => self.all_equal()?,
            "number" | "length" | "one_of" | "none_of" | "at_least_version" | "is" | "disjoint"
            | "within" => self.leaf(name)?,
            _ => {
                self.at -= 1;
                return Err(self.error_before(format!("unknown test `{name}`")));
            }
        })
    }

    fn tests(&mut self, depth: usize) -> Result_<Vec<Test>> {
        let mut tests = vec![self.test(depth)?];
        while self.accept(',') {
            tests.push(self.test(depth)?);
        }
        Ok(tests)
    }

    fn count(&mut self, depth: usize) -> Result_<Test> {
        let path = self.path()?;
        let lists = |route: &super::path::Route| route.segments.last().is_some_and(|s| s.each);
        if !lists(&path.route) || path.fallback.as_ref().is_some_and(|route| !lists(route)) {
            return Err(self.error_before("what is counted must end in `[]`"));
        }
        self.expect(',')?;
        let (compare, limit) = self.bound()?;
        let only = if self.accept(',') { Some(Box::new(self.test(depth)?)) } else { None };
        Ok(Test::Count { path, compare, limit, only })
    }

    fn all_equal(&mut self) -> Result_<Test> {
        let mut paths = vec![self.path()?];
        while self.accept(',') {
            paths.push(self.path()?);
        }
        Ok(Test::AllEqual { paths, names: self.names()? })
    }

    /// A test of one path, or of two, without tests inside.
    fn leaf(&mut self, name: &str) -> Result_<Test> {
        let path = self.path()?;
        self.expect(',')?;
        Ok(match name {
            "number" => {
                let (compare, limit) = self.bound()?;
                Test::Number { path, compare, limit }
            }
            "length" => {
                let (compare, limit) = self.bound()?;
                let label = self.accept(',');
                if label && !self.keyword("label") {
                    return Err(self.error("expected `label`"));
                }
                Test::Length { path, compare, limit, label }
            }
            "one_of" => Test::OneOf { path, values: self.texts()? },
            "none_of" => Test::NoneOf { path, values: self.texts()? },
            "at_least_version" => self.at_least_version(path)?,
            "is" => match self.word("`true` or `false`")?.as_str() {
                "true" => Test::Is { path, value: true },
                "false" => Test::Is { path, value: false },
                _ => return Err(self.error_before("expected `true` or `false`")),
            },
            _ => {
                let other = self.path()?;
                let names = self.names()?;
                match name {
                    "disjoint" => Test::Disjoint { path, other, names },
                    _ => Test::Within { path, other, names },
                }
            }
        })
    }

    fn at_least_version(&mut self, path: FactPath) -> Result_<Test> {
        let minimum = if self.accept('$') {
            let given = self.given.texts.first().cloned();
            given.ok_or_else(|| self.error_before("the document gives no release here"))?
        } else {
            self.text()?
        };
        let place = self.error_before("");
        self.expect(',')?;
        let name = self.word("a release order")?;
        let Some(order) = self.scope.orders.get(&name) else {
            return Err(self.error_before(format!("unknown release order `{name}`")));
        };
        if minimum != PLACEHOLDER && !order.order.contains(&minimum) {
            let message = format!("`{minimum}` is no release of `{name}`");
            return Err(NotationError { message, ..place });
        }
        let (order, never) = (order.order.clone(), order.never.clone());
        Ok(Test::AtLeastVersion { path, minimum, order, never })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope() -> Scope {
        let order = Order { order: vec!["One".into(), "Two".into()], never: vec!["Zero".into()] };
        Scope {
            tests: [("clustered".to_owned(), Test::Is { path: path("a.b"), value: true })].into(),
            orders: [("numbers".to_owned(), order)].into(),
            references: vec!["host".into()],
        }
    }

    fn path(text: &str) -> FactPath {
        text.parse().unwrap()
    }

    fn check(text: &str, json: &str) {
        let given = Given { bound: Some((Comparison::AtMost, 15)), texts: vec!["Two".into()] };
        let test = parse(text, &given, &scope()).unwrap();
        assert_eq!(serde_json::to_string(&test).unwrap(), json);
    }

    #[test]
    fn the_document_gives_the_values() {
        check(
            "length(a.name | b.name, $, label)",
            r#"{"test":"length","path":"a.name | b.name","compare":"at_most","limit":15,"label":true}"#,
        );
        check("one_of(a[].os, $)", r#"{"test":"one_of","path":"a[].os","values":["Two"]}"#);
        check(
            "at_least_version(a, $, numbers)",
            r#"{"test":"at_least_version","path":"a","minimum":"Two","order":["One","Two"],"never":["Zero"]}"#,
        );
    }

    #[test]
    fn tests_stand_in_tests() {
        check(
            "when(clustered, each(a[], not(disjoint(.x[], ^.y[] as host))))",
            r#"{"test":"when","condition":{"test":"is","path":"a.b","value":true},"then":{"test":"each","path":"a[]","then":{"test":"not","then":{"test":"disjoint","path":".x[]","other":"^.y[]","names":{"of":"host"}}}}}"#,
        );
        check(
            r#"count(a[], equals 1, one_of(.kind, "x\"y", "z"))"#,
            r#"{"test":"count","path":"a[]","compare":"equals","limit":1,"only":{"test":"one_of","path":".kind","values":["x\"y","z"]}}"#,
        );
    }

    #[test]
    fn a_mistake_is_named_where_it_stands() {
        let says = |text: &str| {
            let error = parse(text, &Given::default(), &scope()).unwrap_err();
            (error.offset, error.message)
        };
        assert_eq!(says("isnt(a, true)"), (0, "unknown test `isnt`".into()));
        assert_eq!(says("is(a, maybe)"), (6, "expected `true` or `false`".into()));
        assert_eq!(says("is(a..b, true)"), (3, "no path: `` is no name of a fact".into()));
        assert_eq!(says("not(cluster)"), (4, "unknown test `cluster`".into()));
        assert_eq!(says("number(a, $)"), (10, "the document gives no bound here".into()));
        assert_eq!(says("within(a, b, as dns"), (11, "expected `)`".into()));
        assert_eq!(says("all_equal(a as hots)"), (15, "unknown reference `hots`".into()));
        assert_eq!(says("count(a, at_most 1)"), (6, "what is counted must end in `[]`".into()));
        assert_eq!(says("is(a, true) b"), (12, "expected nothing behind the test".into()));
        let release = r#"at_least_version(a, "Nine", numbers)"#;
        assert_eq!(says(release), (20, "`Nine` is no release of `numbers`".into()));
        assert!(parse(&"not(".repeat(9999), &Given::default(), &scope()).is_err());
    }
}
