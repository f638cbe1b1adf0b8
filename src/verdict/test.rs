//! The meaning of each test; the words are in [`crate::predicate::decide`].

use std::collections::HashSet;

use serde_json::Value;

use super::names::keys;
use super::path::{Environment, Found, Gap, Place, list};
use super::{Code, State};
use crate::predicate::decide::{Comparison, Names, Test};
use crate::predicate::path::FactPath;

/// What a test says: never [`State::Manual`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) state: State,
    pub(super) code: Code,
    pub(super) offenders: Vec<String>,
}

impl Outcome {
    fn new(state: State, code: Code) -> Self {
        Self { state, code, offenders: Vec::new() }
    }

    fn pass() -> Self {
        Self::new(State::Pass, Code::Satisfied)
    }

    fn fail(offenders: Vec<String>) -> Self {
        Self { state: State::Fail, code: Code::Violated, offenders }
    }

    fn unknown(code: Code) -> Self {
        Self::new(State::Unknown, code)
    }

    fn gaps(gaps: &[Gap]) -> Self {
        let code = gaps.first().map_or(Code::NoSubject, |gap| gap.code);
        let offenders = gaps.iter().map(|gap| gap.place.clone()).collect();
        Self { offenders, ..Self::unknown(code) }
    }
}

type Scopes<'a> = Vec<Place<'a>>;

/// Decides a test in its scopes, the innermost last.
pub(super) fn outcome<'a>(
    test: &Test,
    environment: &mut Environment<'a>,
    scopes: &mut Scopes<'a>,
) -> Outcome {
    match test {
        Test::Count { path, compare, limit, only } => {
            count(path, *compare, *limit, only.as_deref(), environment, scopes)
        }
        Test::Number { path, compare, limit } => one_by_one(path, environment, scopes, |value| {
            Ok(compare.holds(value.as_i64().ok_or(Code::Type)?, *limit))
        }),
        Test::Length { path, compare, limit, label } => {
            one_by_one(path, environment, scopes, |value| {
                let text = value.as_str().ok_or(Code::Type)?;
                let text = if *label { text.split('.').next().unwrap_or(text) } else { text };
                match text.encode_utf16().count() as i64 {
                    0 => Err(Code::Value),
                    length => Ok(compare.holds(length, *limit)),
                }
            })
        }
        Test::OneOf { path, values } => one_by_one(path, environment, scopes, |value| {
            let text = value.as_str().ok_or(Code::Type)?;
            Ok(stands_in(text, values))
        }),
        Test::NoneOf { path, values } => one_by_one(path, environment, scopes, |value| {
            let text = value.as_str().ok_or(Code::Type)?;
            Ok(!stands_in(text, values))
        }),
        Test::AtLeastVersion { path, minimum, order, never } => {
            let rank = |text: &str| order.iter().position(|known| known.eq_ignore_ascii_case(text));
            let least = rank(minimum);
            one_by_one(path, environment, scopes, |value| {
                let text = value.as_str().ok_or(Code::Type)?;
                if stands_in(text, never) {
                    return Ok(false);
                }
                Ok(rank(text).ok_or(Code::Value)? >= least.ok_or(Code::Value)?)
            })
        }
        Test::Is { path, value: wanted } => one_by_one(path, environment, scopes, |value| {
            Ok(value.as_bool().ok_or(Code::Type)? == *wanted)
        }),
        Test::AllEqual { paths, names } => all_equal(paths, names.as_ref(), environment, scopes),
        Test::Disjoint { path, other, names } => {
            disjoint(path, other, names.as_ref(), environment, scopes)
        }
        Test::Within { path, other, names } => {
            within(path, other, names.as_ref(), environment, scopes)
        }
        Test::Each { path, then } => {
            let found = environment.resolve(path, scopes);
            let inner = in_scope(&found, then, environment, scopes);
            each(&found.gaps, inner)
        }
        Test::Some { path, then } => {
            let found = environment.resolve(path, scopes);
            let inner = match then {
                Some(then) => in_scope(&found, then, environment, scopes),
                None => found.values.iter().map(|_| Outcome::pass()).collect(),
            };
            some(&found.gaps, inner)
        }
        Test::AnyOf { tests } => {
            any_of(tests.iter().map(|test| outcome(test, environment, scopes)).collect())
        }
        Test::AllOf { tests } => {
            all_of(tests.iter().map(|test| outcome(test, environment, scopes)).collect())
        }
        Test::Not { then } => {
            let inner = outcome(then, environment, scopes);
            match inner.state {
                State::Pass => Outcome::fail(Vec::new()),
                State::Fail => Outcome::pass(),
                _ => inner,
            }
        }
        Test::When { condition, then } => {
            let met = outcome(condition, environment, scopes);
            match met.state {
                State::Pass => outcome(then, environment, scopes),
                State::Unknown => met,
                _ => Outcome::new(State::NotApplicable, Code::Condition),
            }
        }
        Test::Suggests { then } => {
            let inner = outcome(then, environment, scopes);
            match inner.state {
                State::Fail => Outcome {
                    state: State::Unknown,
                    code: Code::Inconclusive,
                    offenders: inner.offenders,
                },
                _ => inner,
            }
        }
        Test::Permits { then } => {
            let inner = outcome(then, environment, scopes);
            match inner.state {
                State::Fail => Outcome::new(State::NotApplicable, Code::Permitted),
                _ => inner,
            }
        }
    }
}

fn stands_in(text: &str, values: &[String]) -> bool {
    values.iter().any(|value| value.eq_ignore_ascii_case(text))
}

/// Fail if something violates, else unknown if something can't be seen, else unknown if there is
/// nothing, else pass.
fn judged(offenders: Vec<String>, gaps: &[Gap], is_empty: bool) -> Outcome {
    if !offenders.is_empty() {
        Outcome::fail(offenders)
    } else if !gaps.is_empty() || is_empty {
        Outcome::gaps(gaps)
    } else {
        Outcome::pass()
    }
}

/// Judges the values of a path one by one: good, bad, or why that can't be told.
fn one_by_one<'a>(
    path: &FactPath,
    environment: &mut Environment<'a>,
    scopes: &Scopes<'a>,
    judge: impl Fn(&Value) -> Result<bool, Code>,
) -> Outcome {
    let Found { values, mut gaps } = environment.resolve(path, scopes);
    let mut offenders = Vec::new();
    for place in &values {
        match judge(place.value) {
            Ok(true) => {}
            Ok(false) => offenders.push(place.shown()),
            Err(code) => gaps.push(Gap { code, place: place.shown() }),
        }
    }
    judged(offenders, &gaps, values.is_empty())
}

fn count<'a>(
    path: &FactPath,
    compare: Comparison,
    limit: i64,
    only: Option<&Test>,
    environment: &mut Environment<'a>,
    scopes: &mut Scopes<'a>,
) -> Outcome {
    let Found { values, mut gaps } = environment.resolve_lists(path, scopes);
    let mut offenders = Vec::new();
    for place in &values {
        let counted = members(*place, only, environment, scopes);
        let shown = Place { value: &Value::from(counted.number), owner: place.owner }.shown();
        let over = compare != Comparison::AtLeast && counted.number > limit;
        let reached = compare == Comparison::AtLeast && counted.number >= limit;
        if over {
            offenders.push(shown);
        } else if reached {
        } else if let Some(code) = counted.gap {
            gaps.push(Gap { code, place: shown });
        } else if !compare.holds(counted.number, limit) {
            offenders.push(shown);
        }
    }
    judged(offenders, &gaps, values.is_empty())
}

/// How many members of a list count, and the first reason why there may be more.
struct Counted {
    number: i64,
    gap: Option<Code>,
}

fn members<'a>(
    place: Place<'a>,
    only: Option<&Test>,
    environment: &mut Environment<'a>,
    scopes: &mut Scopes<'a>,
) -> Counted {
    let seen = list(place.value);
    let mut counted = Counted { number: 0, gap: seen.gap };
    let items = seen.items.unwrap_or_default();
    for item in items {
        if item.is_null() {
            counted.gap = counted.gap.or(Some(Code::Missing));
            continue;
        }
        let Some(only) = only else {
            counted.number += 1;
            continue;
        };
        scopes.push(Place { value: item, owner: place.owner });
        let inner = outcome(only, environment, scopes);
        scopes.pop();
        match inner.state {
            State::Pass => counted.number += 1,
            State::Unknown => counted.gap = counted.gap.or(Some(inner.code)),
            _ => {}
        }
    }
    if only.is_none() && items.is_empty() {
        counted.gap = counted.gap.or(Some(Code::NoSubject));
    }
    counted
}

fn all_equal<'a>(
    paths: &[FactPath],
    names: Option<&Names>,
    environment: &mut Environment<'a>,
    scopes: &Scopes<'a>,
) -> Outcome {
    let mut all = Found::default();
    for path in paths {
        let found = environment.resolve(path, scopes);
        all.values.extend(found.values);
        all.gaps.extend(found.gaps);
    }
    let (known, unclear) = keys(&all, names, environment);
    all.gaps.extend(unclear);
    let differs = known.iter().any(|one| one.key != known[0].key);
    let offenders = known.iter().filter(|_| differs).map(|one| one.place.shown()).collect();
    judged(offenders, &all.gaps, all.values.is_empty())
}

fn disjoint<'a>(
    path: &FactPath,
    other: &FactPath,
    names: Option<&Names>,
    environment: &mut Environment<'a>,
    scopes: &Scopes<'a>,
) -> Outcome {
    let mine = environment.resolve(path, scopes);
    let theirs = environment.resolve(other, scopes);
    let (mine_known, mine_unclear) = keys(&mine, names, environment);
    let (theirs_known, theirs_unclear) = keys(&theirs, names, environment);
    let theirs_keys: HashSet<&str> = theirs_known.iter().map(|one| one.key.as_str()).collect();
    let common = mine_known.iter().filter(|one| theirs_keys.contains(one.key.as_str()));
    let offenders = common.map(|one| one.place.shown()).collect();
    let is_empty = mine.values.is_empty() || theirs.values.is_empty();
    let gaps = [mine.gaps, theirs.gaps, mine_unclear, theirs_unclear].concat();
    judged(offenders, &gaps, is_empty)
}

fn within<'a>(
    path: &FactPath,
    other: &FactPath,
    names: Option<&Names>,
    environment: &mut Environment<'a>,
    scopes: &Scopes<'a>,
) -> Outcome {
    let mine = environment.resolve(path, scopes);
    let theirs = environment.resolve(other, scopes);
    let (theirs_known, theirs_unclear) = keys(&theirs, names, environment);
    let theirs_keys: HashSet<&str> = theirs_known.iter().map(|one| one.key.as_str()).collect();
    let in_the_way = theirs.gaps.first().or(theirs_unclear.first()).cloned();
    let mut gaps = mine.gaps.clone();
    let mut offenders = Vec::new();
    for place in &mine.values {
        // One by one, so that gaps stand in the order of the values.
        let single = Found { values: vec![*place], gaps: Vec::new() };
        let (known, unclear) = keys(&single, names, environment);
        gaps.extend(unclear);
        let Some(one) = known.first() else { continue };
        if theirs_keys.contains(one.key.as_str()) {
            continue;
        }
        match &in_the_way {
            Some(gap) => gaps.push(gap.clone()),
            None => offenders.push(place.shown()),
        }
    }
    judged(offenders, &gaps, mine.values.is_empty())
}

/// The outcome of a test in the scope of each value.
fn in_scope<'a>(
    found: &Found<'a>,
    then: &Test,
    environment: &mut Environment<'a>,
    scopes: &mut Scopes<'a>,
) -> Vec<Outcome> {
    let mut outcomes = Vec::with_capacity(found.values.len());
    for place in &found.values {
        scopes.push(*place);
        outcomes.push(outcome(then, environment, scopes));
        scopes.pop();
    }
    outcomes
}

fn each(gaps: &[Gap], inner: Vec<Outcome>) -> Outcome {
    if let Some(fail) = failures(&inner) {
        return fail;
    }
    if !gaps.is_empty() || inner.is_empty() {
        return Outcome::gaps(gaps);
    }
    all_of(inner)
}

fn some(gaps: &[Gap], inner: Vec<Outcome>) -> Outcome {
    if inner.iter().any(|one| one.state == State::Pass) {
        return Outcome::pass();
    }
    if !gaps.is_empty() {
        return Outcome::gaps(gaps);
    }
    match inner.into_iter().find(|one| one.state == State::Unknown) {
        Some(unknown) => unknown,
        None => Outcome::fail(Vec::new()),
    }
}

fn any_of(inner: Vec<Outcome>) -> Outcome {
    let has = |state| inner.iter().find(|one| one.state == state);
    if has(State::Pass).is_some() {
        return Outcome::pass();
    }
    if let Some(unknown) = has(State::Unknown) {
        return unknown.clone();
    }
    match (failures(&inner), has(State::NotApplicable)) {
        (Some(fail), _) => fail,
        (None, Some(not_applicable)) => not_applicable.clone(),
        (None, None) => Outcome::unknown(Code::NoSubject),
    }
}

fn all_of(inner: Vec<Outcome>) -> Outcome {
    if let Some(fail) = failures(&inner) {
        return fail;
    }
    let has = |state| inner.iter().find(|one| one.state == state).cloned();
    has(State::Unknown)
        .or_else(|| has(State::Pass))
        .or_else(|| has(State::NotApplicable))
        .unwrap_or_else(|| Outcome::unknown(Code::NoSubject))
}

/// One failure with all that violates, when something fails.
fn failures(inner: &[Outcome]) -> Option<Outcome> {
    let mut failed = inner.iter().filter(|one| one.state == State::Fail).peekable();
    failed.peek()?;
    let mut seen = HashSet::new();
    let offenders = failed.flat_map(|one| &one.offenders).filter(|one| seen.insert(*one));
    Some(Outcome::fail(offenders.cloned().collect()))
}
