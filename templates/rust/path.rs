/// Whose names stand for which items of a list: their numbers, by folded name.
#[derive(Debug, Clone, Default)]
struct Directory {
    unseen: Option<Code>,
    by_key: BTreeMap<String, usize>,
    /// `None` for a name that items with different keys share.
    by_alias: BTreeMap<String, Option<usize>>,
}

impl Directory {
    fn new(reference: &Reference, root: &Value) -> Self {
        let mut directory = Self::default();
        let items = match present(root.get(reference.list)) {
            None => Err(Code::Missing),
            Some(list) => read_list(list).1,
        };
        let items = match items {
            Ok(items) => items,
            Err(code) => {
                directory.unseen = Some(code);
                return directory;
            }
        };
        let key_of = |at: usize| items[at].get(reference.key).and_then(Value::as_str).map(name_key);
        for at in 0..items.len() {
            let Some(key) = key_of(at) else { continue };
            for alias in reference.aliases.iter().filter_map(|a| items[at].get(a)?.as_str()) {
                let known = directory.by_alias.entry(name_key(alias)).or_insert(Some(at));
                if known.is_some_and(|first| key_of(first).as_ref() != Some(&key)) {
                    *known = None;
                }
            }
            directory.by_key.entry(key).or_insert(at);
        }
        directory
    }

    /// The number of the item that has this name.
    fn find(&self, name: &str) -> Option<usize> {
        let key = name_key(name);
        match self.by_key.get(&key) {
            Some(at) => Some(*at),
            None => self.by_alias.get(&key).copied().flatten(),
        }
    }
}

/// What is neither absent nor `null`.
fn present(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_null())
}

/// What is wrong with a list, and its items, or why there are none to be seen.
fn read_list(value: &Value) -> (Option<Code>, Result<&[Value], Code>) {
    let object = match value {
        Value::Array(items) => return (None, Ok(items)),
        Value::Object(object) => object,
        _ => return (Some(Code::Type), Err(Code::Type)),
    };
    match (present(object.get("items")), present(object.get("complete"))) {
        (None, _) => (Some(Code::Missing), Err(Code::Missing)),
        (Some(Value::Array(items)), Some(Value::Bool(true))) => (None, Ok(items)),
        (Some(Value::Array(items)), Some(Value::Bool(false)) | None) => {
            (Some(Code::Partial), Ok(items))
        }
        (Some(Value::Array(items)), Some(_)) => (Some(Code::Type), Ok(items)),
        (Some(_), _) => (Some(Code::Type), Err(Code::Type)),
    }
}

/// Text as it is compared: only ASCII letters are folded.
fn text_key(text: &str) -> String {
    text.chars().map(|c| c.to_ascii_lowercase()).collect()
}

/// A name as it is compared: text without one trailing dot.
fn name_key(name: &str) -> String {
    text_key(name.strip_suffix('.').unwrap_or(name))
}

/// What stands at a path, and what could not be seen, in the order in which it was met.
#[derive(Default)]
struct Sight<'a> {
    seen: Vec<Spot<'a>>,
    gaps: Vec<Code>,
}

/// A value, and what the thing is called in which it stands.
#[derive(Clone, Copy)]
struct Spot<'a> {
    value: &'a Value,
    owner: Option<&'a str>,
}

impl Sight<'_> {
    /// Nothing at all is known here, so that a fallback may be asked.
    fn is_blank(&self) -> bool {
        let missing = |gap: &Code| *gap == Code::Missing;
        self.seen.is_empty() && !self.gaps.is_empty() && self.gaps.iter().all(missing)
    }
}

impl Facts {
    /// What stands at a path, which may have a fallback. That can show a violation, but proves
    /// nothing.
    fn look<'a>(&'a self, path: &'static str, scopes: &[Spot<'a>]) -> Sight<'a> {
        let (first, fallback) = match path.split_once(" | ") {
            Some((first, fallback)) => (first, Some(fallback)),
            None => (path, None),
        };
        let sight = self.walk(first, scopes);
        match fallback {
            Some(fallback) if sight.is_blank() => self.walk_instead(fallback, scopes),
            _ => sight,
        }
    }

    /// The lists whose members stand at a path.
    fn look_at_lists<'a>(&'a self, path: &'static str, scopes: &[Spot<'a>]) -> Sight<'a> {
        let bare = |route: &'static str| route.strip_suffix("[]").unwrap_or(route);
        match path.split_once(" | ") {
            Some((first, fallback)) if self.walk(first, scopes).is_blank() => {
                self.walk_instead(bare(fallback), scopes)
            }
            Some((first, _)) => self.walk(bare(first), scopes),
            None => self.walk(bare(path), scopes),
        }
    }

    fn walk_instead<'a>(&'a self, fallback: &'static str, scopes: &[Spot<'a>]) -> Sight<'a> {
        let mut sight = self.walk(fallback, scopes);
        sight.gaps.push(Code::Inconclusive);
        sight
    }

    /// Follows one route from the facts, or from a scope.
    fn walk<'a>(&'a self, route: &str, scopes: &[Spot<'a>]) -> Sight<'a> {
        let up = route.len() - route.trim_start_matches('^').len();
        let (start, names) = match route[up..].strip_prefix('.') {
            Some(names) => (scopes.iter().rev().nth(up).copied(), names),
            None => (Some(Spot { value: &self.root, owner: None }), route),
        };
        let mut sight = Sight::default();
        match start {
            Some(start) => sight.seen.push(start),
            None => sight.gaps.push(Code::Missing),
        }
        for name in names.split('.').filter(|name| !name.is_empty()) {
            let (bare, each) = match name.strip_suffix("[]") {
                Some(bare) => (bare, true),
                None => (name, false),
            };
            let mut next = Sight { seen: Vec::new(), gaps: sight.gaps };
            for spot in sight.seen {
                match self.member(spot, bare) {
                    Err(code) => next.gaps.push(code),
                    Ok(member) if each => spread(member, &mut next),
                    Ok(member) => next.seen.push(member),
                }
            }
            sight = next;
        }
        sight
    }

    /// The member of an object, or what the object refers to by that name.
    fn member<'a>(&'a self, spot: Spot<'a>, name: &str) -> Result<Spot<'a>, Code> {
        let object = spot.value.as_object().ok_or(Code::Type)?;
        if let Some(value) = present(object.get(name)) {
            return Ok(Spot { value, owner: spot.owner });
        }
        let at = REFERENCES.iter().position(|r| r.name == name).ok_or(Code::Missing)?;
        let reference = &REFERENCES[at];
        let field = present(object.get(reference.field)).ok_or(Code::Missing)?;
        let key = field.as_str().ok_or(Code::Type)?;
        if let Some(code) = self.directories[at].unseen {
            return Err(code);
        }
        let number = self.directories[at].find(key).ok_or(Code::Missing)?;
        let value = &self.items(reference)[number];
        Ok(Spot { value, owner: value.get(reference.key).and_then(Value::as_str) })
    }

    fn items(&self, reference: &Reference) -> &[Value] {
        let list = self.root.get(reference.list).map(|list| read_list(list).1);
        list.and_then(Result::ok).unwrap_or_default()
    }

    /// What a text is compared by; `None` for a name that can't be told.
    fn key(&self, text: &str, names: Names) -> Option<String> {
        match names {
            Names::Text => Some(text_key(text)),
            Names::Dns => Some(name_key(text)).filter(|key| !key.is_empty()),
            Names::Of(name) => {
                let at = REFERENCES.iter().position(|reference| reference.name == name)?;
                let reference = &REFERENCES[at];
                if let Some(number) = self.directories[at].find(text) {
                    let item = &self.items(reference)[number];
                    return item.get(reference.key).and_then(Value::as_str).map(name_key);
                }
                Some(name_key(text)).filter(|key| reference.open && key.contains('.'))
            }
        }
    }
}

/// Goes on with each member of a list.
fn spread<'a>(list: Spot<'a>, sight: &mut Sight<'a>) {
    let (gap, items) = read_list(list.value);
    sight.gaps.extend(gap);
    for value in items.unwrap_or_default() {
        if value.is_null() {
            sight.gaps.push(Code::Missing);
            continue;
        }
        let names = REFERENCES.iter().flat_map(|r| [r.key, r.field]).chain(["name"]);
        let owner = names.into_iter().find_map(|name| value.get(name)?.as_str());
        sight.seen.push(Spot { value, owner: owner.or(list.owner) });
    }
}
