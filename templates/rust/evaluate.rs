/// What a test says.
#[derive(Debug)]
enum Said<'a> {
    Yes,
    /// With what violates it.
    No(Vec<Offence<'a>>),
    Open(Code),
    Idle(Code),
}

/// What violates a test, not put into words yet.
#[derive(Debug, Clone, Copy)]
enum Offence<'a> {
    Value(Spot<'a>),
    /// So many members of the list that stands here.
    Count(Spot<'a>, i64),
}

impl Facts {
    /// The verdict of a test.
    fn decide(&self, demand: &str, test: &'static Test) -> Verdict {
        let (state, code, offenders) = match self.ask(test, &mut Vec::new()) {
            Said::Yes => (State::Pass, Code::Satisfied, Vec::new()),
            Said::No(offences) => (State::Fail, Code::Violated, said_once(&offences)),
            Said::Open(code) => (State::Unknown, code, Vec::new()),
            Said::Idle(code) => (State::NotApplicable, code, Vec::new()),
        };
        let seen = match code {
            Code::Satisfied => "seen",
            Code::Violated => "violated",
            Code::Missing => "a fact is missing",
            Code::Type => "a fact has the wrong type",
            Code::Partial => "a list is not complete",
            Code::NoSubject => "there is nothing to check",
            Code::Value => "a value can't be judged",
            Code::Inconclusive => "there is a sign against it, but no proof",
            Code::Condition => "its condition is not met",
            Code::Permitted => "it is permitted, and not used",
            Code::Attested | Code::Manual => "a person has to check this",
        };
        let reason = ["required: ", demand, "; ", seen].concat();
        Verdict { state, code, reason, offenders }
    }

    /// The verdict that people give on a requirement, when they do with one voice.
    fn attested(&self, id: &str) -> Verdict {
        let entries = self.root.get("attest").map(|list| match list.as_array() {
            Some(entries) => entries.as_slice(),
            None => list.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice),
        });
        let text = |entry: &'_ Value, key: &str| entry.get(key)?.as_str().map(str::to_owned);
        let about = entries.unwrap_or_default().iter();
        let about = about.filter(|entry| text(entry, "requirement").as_deref() == Some(id));
        let mut answers: Vec<String> = about.filter_map(|entry| text(entry, "answer")).collect();
        answers.sort();
        answers.dedup();
        let answer = if answers.len() == 1 { answers[0].as_str() } else { "" };
        let (state, code, reason) = match answer {
            "yes" => (State::Pass, Code::Attested, "a person attests that it is met"),
            "no" => (State::Fail, Code::Attested, "a person attests that it is not met"),
            "not-applicable" => {
                (State::NotApplicable, Code::Attested, "a person attests that it does not apply")
            }
            _ => (State::Manual, Code::Manual, "a person has to check this"),
        };
        Verdict { state, code, reason: reason.to_owned(), offenders: Vec::new() }
    }

    fn ask<'a>(&'a self, test: &'static Test, scopes: &mut Vec<Spot<'a>>) -> Said<'a> {
        match *test {
            Test::Count { path, compare, limit, only } => {
                self.count(path, compare, limit, only, scopes)
            }
            Test::Number { path, compare, limit } => self.each_value(path, scopes, |value| {
                Ok(compare.holds(value.as_i64().ok_or(Code::Type)?, limit))
            }),
            Test::Length { path, compare, limit, label } => {
                self.each_value(path, scopes, |value| {
                    let text = value.as_str().ok_or(Code::Type)?;
                    let end = if label { text.find('.') } else { None };
                    let units = text[..end.unwrap_or(text.len())].encode_utf16().count();
                    if units == 0 {
                        return Err(Code::Value);
                    }
                    Ok(compare.holds(i64::try_from(units).unwrap_or(i64::MAX), limit))
                })
            }
            Test::OneOf { path, values } => self.each_value(path, scopes, |value| {
                Ok(position(values, value.as_str().ok_or(Code::Type)?).is_some())
            }),
            Test::NoneOf { path, values } => self.each_value(path, scopes, |value| {
                Ok(position(values, value.as_str().ok_or(Code::Type)?).is_none())
            }),
            Test::AtLeastVersion { path, minimum, order, never } => {
                self.each_value(path, scopes, |value| {
                    let text = value.as_str().ok_or(Code::Type)?;
                    match (position(never, text), position(order, text), position(order, minimum)) {
                        (Some(_), ..) => Ok(false),
                        (None, Some(at), Some(least)) => Ok(at >= least),
                        _ => Err(Code::Value),
                    }
                })
            }
            Test::Is { path, value: wanted } => self.each_value(path, scopes, |value| {
                Ok(value.as_bool().ok_or(Code::Type)? == wanted)
            }),
            Test::AllEqual { paths, names } => self.all_equal(paths, names, scopes),
            Test::Disjoint { path, other, names } => self.disjoint(path, other, names, scopes),
            Test::Within { path, other, names } => self.within(path, other, names, scopes),
            Test::Each { path, then } => {
                let sight = self.look(path, scopes);
                let mut tally = Tally::default();
                for spot in &sight.seen {
                    tally.add(self.ask_of(*spot, then, scopes));
                }
                let empty = sight.seen.is_empty().then_some(Code::NoSubject);
                match sight.gaps.first().copied().or(empty) {
                    Some(code) if !tally.failed => Said::Open(code),
                    _ => tally.all(),
                }
            }
            Test::Some { path, then } => {
                let sight = self.look(path, scopes);
                let mut tally = Tally::default();
                for spot in &sight.seen {
                    match then.map_or(Said::Yes, |then| self.ask_of(*spot, then, scopes)) {
                        Said::Yes => return Said::Yes,
                        other => tally.add(other),
                    }
                }
                match sight.gaps.first().copied().or(tally.open) {
                    Some(code) => Said::Open(code),
                    None => Said::No(Vec::new()),
                }
            }
            Test::AnyOf { tests } => {
                let mut tally = Tally::default();
                for test in tests {
                    match self.ask(test, scopes) {
                        Said::Yes => return Said::Yes,
                        other => tally.add(other),
                    }
                }
                tally.none()
            }
            Test::AllOf { tests } => {
                let mut tally = Tally::default();
                tests.iter().for_each(|test| tally.add(self.ask(test, scopes)));
                tally.all()
            }
            Test::Not { then } => match self.ask(then, scopes) {
                Said::Yes => Said::No(Vec::new()),
                Said::No(_) => Said::Yes,
                other => other,
            },
            Test::When { condition, then } => match self.ask(condition, scopes) {
                Said::Yes => self.ask(then, scopes),
                Said::Open(code) => Said::Open(code),
                Said::No(_) | Said::Idle(_) => Said::Idle(Code::Condition),
            },
            Test::Suggests { then } => match self.ask(then, scopes) {
                Said::No(_) => Said::Open(Code::Inconclusive),
                other => other,
            },
            Test::Permits { then } => match self.ask(then, scopes) {
                Said::No(_) => Said::Idle(Code::Permitted),
                other => other,
            },
        }
    }

    /// Asks a test of one value, in its scope.
    fn ask_of<'a>(
        &'a self,
        spot: Spot<'a>,
        test: &'static Test,
        scopes: &mut Vec<Spot<'a>>,
    ) -> Said<'a> {
        scopes.push(spot);
        let said = self.ask(test, scopes);
        scopes.pop();
        said
    }

    /// Judges the values of a path one by one: good, bad, or why that can't be told.
    fn each_value<'a>(
        &'a self,
        path: &'static str,
        scopes: &[Spot<'a>],
        judge: impl Fn(&Value) -> Result<bool, Code>,
    ) -> Said<'a> {
        let Sight { seen, mut gaps } = self.look(path, scopes);
        let mut offenders = Vec::new();
        for spot in &seen {
            match judge(spot.value) {
                Ok(true) => {}
                Ok(false) => offenders.push(Offence::Value(*spot)),
                Err(code) => gaps.push(code),
            }
        }
        conclude(offenders, &gaps, seen.is_empty())
    }

    fn count<'a>(
        &'a self,
        path: &'static str,
        compare: Comparison,
        limit: i64,
        only: Option<&'static Test>,
        scopes: &mut Vec<Spot<'a>>,
    ) -> Said<'a> {
        let lists = self.look_at_lists(path, scopes);
        let (mut offenders, mut gaps) = (Vec::new(), lists.gaps);
        for list in &lists.seen {
            let (gap, items) = read_list(list.value);
            let items = items.unwrap_or_default();
            let mut gap = gap;
            let mut number = 0;
            for value in items {
                let said = match only {
                    _ if value.is_null() => Said::Open(Code::Missing),
                    None => Said::Yes,
                    Some(only) => {
                        self.ask_of(Spot { value, around: list.around }, only, scopes)
                    }
                };
                number += i64::from(matches!(said, Said::Yes));
                gap = gap.or(said.open());
            }
            if items.is_empty() && only.is_none() {
                gap = gap.or(Some(Code::NoSubject));
            }
            let is_least = matches!(compare, Comparison::AtLeast);
            match gap {
                _ if is_least && number >= limit => {}
                Some(code) if is_least || number <= limit => gaps.push(code),
                _ if compare.holds(number, limit) => {}
                _ => offenders.push(Offence::Count(*list, number)),
            }
        }
        conclude(offenders, &gaps, lists.seen.is_empty())
    }

    /// The key of each value, or why it has none.
    fn keys<'a>(&'a self, spots: &[Spot<'a>], names: Names) -> Vec<Result<Cow<'a, str>, Code>> {
        let key = |spot: &Spot<'a>| {
            self.key(spot.value.as_str().ok_or(Code::Type)?, names).ok_or(Code::Value)
        };
        spots.iter().map(key).collect()
    }

    fn all_equal<'a>(
        &'a self,
        paths: &'static [&'static str],
        names: Names,
        scopes: &[Spot<'a>],
    ) -> Said<'a> {
        let mut sight = Sight::default();
        for path in paths {
            let one = self.look(path, scopes);
            sight.seen.extend(one.seen);
            sight.gaps.extend(one.gaps);
        }
        let keys = self.keys(&sight.seen, names);
        let first = keys.iter().flatten().next();
        let differs = keys.iter().flatten().any(|key| Some(key) != first);
        let known = sight.seen.iter().zip(&keys).filter(|(_, key)| differs && key.is_ok());
        let offenders = known.map(|(spot, _)| Offence::Value(*spot)).collect();
        sight.gaps.extend(keys.iter().filter_map(|key| key.as_ref().err()));
        conclude(offenders, &sight.gaps, sight.seen.is_empty())
    }

    fn disjoint<'a>(
        &'a self,
        path: &'static str,
        other: &'static str,
        names: Names,
        scopes: &[Spot<'a>],
    ) -> Said<'a> {
        let (mine, theirs) = (self.look(path, scopes), self.look(other, scopes));
        let (my_keys, their_keys) = (self.keys(&mine.seen, names), self.keys(&theirs.seen, names));
        let taken = sorted(&their_keys);
        let shared = |key: &Cow<'_, str>| taken.binary_search(&key.as_ref()).is_ok();
        let pairs = mine.seen.iter().zip(&my_keys);
        let pairs = pairs.filter(|(_, key)| key.as_ref().is_ok_and(shared));
        let offenders = pairs.map(|(spot, _)| Offence::Value(*spot)).collect();
        let unclear = my_keys.iter().chain(&their_keys).filter_map(|key| key.as_ref().err());
        let gaps: Vec<Code> = mine.gaps.iter().chain(&theirs.gaps).chain(unclear).copied().collect();
        conclude(offenders, &gaps, mine.seen.is_empty() || theirs.seen.is_empty())
    }

    fn within<'a>(
        &'a self,
        path: &'static str,
        other: &'static str,
        names: Names,
        scopes: &[Spot<'a>],
    ) -> Said<'a> {
        let (mine, theirs) = (self.look(path, scopes), self.look(other, scopes));
        let their_keys = self.keys(&theirs.seen, names);
        let taken = sorted(&their_keys);
        let unclear = their_keys.iter().find_map(|key| key.as_ref().err());
        let hidden = theirs.gaps.first().or(unclear);
        let (mut offenders, mut gaps) = (Vec::new(), mine.gaps);
        for (spot, key) in mine.seen.iter().zip(self.keys(&mine.seen, names)) {
            match (key, hidden) {
                (Ok(key), _) if taken.binary_search(&key.as_ref()).is_ok() => {}
                (Ok(_), None) => offenders.push(Offence::Value(*spot)),
                (Ok(_), Some(code)) => gaps.push(*code),
                (Err(code), _) => gaps.push(code),
            }
        }
        conclude(offenders, &gaps, mine.seen.is_empty())
    }
}

/// What several tests say together.
#[derive(Debug, Default)]
struct Tally<'a> {
    failed: bool,
    offences: Vec<Offence<'a>>,
    open: Option<Code>,
    passed: bool,
    idle: Option<Code>,
}

impl<'a> Tally<'a> {
    fn add(&mut self, said: Said<'a>) {
        match said {
            Said::Yes => self.passed = true,
            Said::No(offences) => {
                self.failed = true;
                self.offences.extend(offences);
            }
            Said::Open(code) => self.open = self.open.or(Some(code)),
            Said::Idle(code) => self.idle = self.idle.or(Some(code)),
        }
    }

    /// All of what is not idle says yes.
    fn all(self) -> Said<'a> {
        match (self.open, self.idle) {
            _ if self.failed => Said::No(self.offences),
            (Some(code), _) => Said::Open(code),
            _ if self.passed => Said::Yes,
            (None, Some(code)) => Said::Idle(code),
            (None, None) => Said::Open(Code::NoSubject),
        }
    }

    /// Nothing says yes.
    fn none(self) -> Said<'a> {
        match (self.open, self.idle) {
            (Some(code), _) => Said::Open(code),
            _ if self.failed => Said::No(self.offences),
            (None, Some(code)) => Said::Idle(code),
            (None, None) => Said::Open(Code::NoSubject),
        }
    }
}

/// The keys that are known, in order.
fn sorted<'k>(keys: &'k [Result<Cow<'_, str>, Code>]) -> Vec<&'k str> {
    let mut known: Vec<&str> = keys.iter().flatten().map(AsRef::as_ref).collect();
    known.sort_unstable();
    known
}

/// What violates a test, each thing once.
fn said_once(offences: &[Offence<'_>]) -> Vec<String> {
    let mut known = BTreeSet::new();
    let shown = offences.iter().map(Offence::shown);
    shown.filter(|one| known.insert(one.clone())).collect()
}

impl Said<'_> {
    fn open(&self) -> Option<Code> {
        match self {
            Said::Open(code) => Some(*code),
            _ => None,
        }
    }
}

impl Comparison {
    fn holds(self, value: i64, limit: i64) -> bool {
        match self {
            Comparison::AtMost => value <= limit,
            Comparison::AtLeast => value >= limit,
            Comparison::Equals => value == limit,
        }
    }
}

/// Where a text stands among others.
fn position(values: &[&str], text: &str) -> Option<usize> {
    values.iter().position(|value| value.eq_ignore_ascii_case(text))
}

/// A violation wins, then what could not be seen, then that there was nothing to see.
fn conclude<'a>(offenders: Vec<Offence<'a>>, gaps: &[Code], is_empty: bool) -> Said<'a> {
    match gaps.first() {
        _ if !offenders.is_empty() => Said::No(offenders),
        Some(code) => Said::Open(*code),
        None if is_empty => Said::Open(Code::NoSubject),
        None => Said::Yes,
    }
}

impl Offence<'_> {
    /// The value, and whose it is.
    fn shown(&self) -> String {
        let (spot, value) = match self {
            Self::Count(list, number) => (list, format!("[{number}]")),
            Self::Value(spot) => (spot, match spot.value {
                Value::String(text) => shown(text),
                Value::Array(_) => "an array".to_owned(),
                Value::Object(_) => "an object".to_owned(),
                plain => plain.to_string(),
            }),
        };
        match spot.owner() {
            Some(owner) if spot.value.as_str() != Some(owner) => {
                format!("{}: {value}", shown(owner))
            }
            _ => value,
        }
    }
}

/// A value of the environment in printable ASCII and brackets, cut after 200 characters.
fn shown(text: &str) -> String {
    let mut out = String::new();
    for unit in text.encode_utf16() {
        if out.len() > 190 {
            out.push_str("...");
            break;
        }
        match u8::try_from(unit) {
            Ok(byte @ 0x20..=0x7E) => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\u{unit:04x}")),
        }
    }
    format!("[{}]", out.replace("##", "#\\u0023").replace("::", ":\\u003a"))
}
