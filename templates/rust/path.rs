/// Whose names stand for which items of a list: their numbers, by folded name, sorted.
#[derive(Debug, Clone, Default)]
struct Directory {
    unseen: Option<Code>,
    by_key: Vec<(String, usize)>,
    /// `None` for a name that items with different keys share.
    by_alias: Vec<(String, Option<usize>)>,
    /// The folded key of each item.
    keys: Vec<Option<String>>,
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
        let key_of = |item: &Value| Some(name_key(item.get(reference.key)?.as_str()?).into_owned());
        directory.keys = items.iter().map(key_of).collect();
        let (mut by_key, mut by_alias) = (BTreeMap::new(), BTreeMap::new());
        for (at, item) in items.iter().enumerate() {
            let Some(key) = &directory.keys[at] else { continue };
            for alias in reference.aliases.iter().filter_map(|alias| item.get(alias)?.as_str()) {
                let alias = name_key(alias).into_owned();
                let known: &mut Option<usize> = by_alias.entry(alias).or_insert(Some(at));
                if known.is_some_and(|first| directory.keys[first].as_ref() != Some(key)) {
                    *known = None;
                }
            }
            by_key.entry(key.clone()).or_insert(at);
        }
        directory.by_key = by_key.into_iter().collect();
        directory.by_alias = by_alias.into_iter().collect();
        directory
    }

    /// The number of the item that has this name.
    fn find(&self, name: &str) -> Option<usize> {
        let name = name.strip_suffix('.').unwrap_or(name);
        let against = |key: &str| key.bytes().cmp(name.bytes().map(|b| b.to_ascii_lowercase()));
        match self.by_key.binary_search_by(|(key, _)| against(key)) {
            Ok(at) => Some(self.by_key[at].1),
            Err(_) => {
                let at = self.by_alias.binary_search_by(|(key, _)| against(key)).ok()?;
                self.by_alias[at].1
            }
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
fn text_key(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// A name as it is compared: text without one trailing dot.
fn name_key(name: &str) -> Cow<'_, str> {
    text_key(name.strip_suffix('.').unwrap_or(name))
}

/// What stands at a path, and what could not be seen, in the order in which it was met.
#[derive(Default)]
struct Sight<'a> {
    seen: Vec<Spot<'a>>,
    gaps: Vec<Code>,
}

/// A value, and where it stands.
#[derive(Debug, Clone, Copy)]
struct Spot<'a> {
    value: &'a Value,
    /// The member of a list around it, and the one around that.
    around: [Option<&'a Value>; 2],
}

impl<'a> Spot<'a> {
    /// A member of the list that stands here, or what is referred to from here.
    fn inside(&self, value: &'a Value) -> Self {
        let outer = self.around[0].or(self.around[1]);
        Self { value, around: [Some(value), outer] }
    }

    /// What it is called in which the value stands.
    fn owner(&self) -> Option<&'a str> {
        let name_of = |item: &'a Value| {
            let names = REFERENCES.iter().flat_map(|r| [r.key, r.field]).chain(["name"]);
            names.into_iter().find_map(|name| item.get(name)?.as_str())
        };
        self.around.iter().flatten().find_map(|item| name_of(item))
    }
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
            None => (Some(Spot { value: &self.root, around: [None; 2] }), route),
        };
        let mut sight = Sight::default();
        let Some(mut spot) = start else {
            sight.gaps.push(Code::Missing);
            return sight;
        };
        let mut names = names.split('.').filter(|name| !name.is_empty());
        // As long as there is one value, it needs no list.
        while let Some(name) = names.next() {
            let bare = name.strip_suffix("[]");
            match self.member(spot, bare.unwrap_or(name)) {
                Ok(member) => spot = member,
                Err(code) => {
                    sight.gaps.push(code);
                    return sight;
                }
            }
            if bare.is_some() {
                spread(spot, &mut sight);
                names.for_each(|name| self.step(name, &mut sight));
                return sight;
            }
        }
        sight.seen.push(spot);
        sight
    }

    /// Takes one step from each value.
    fn step<'a>(&'a self, name: &str, sight: &mut Sight<'a>) {
        if let Some(bare) = name.strip_suffix("[]") {
            for spot in std::mem::take(&mut sight.seen) {
                match self.member(spot, bare) {
                    Ok(list) => spread(list, sight),
                    Err(code) => sight.gaps.push(code),
                }
            }
            return;
        }
        let Sight { seen, gaps } = sight;
        seen.retain_mut(|spot| match self.member(*spot, name) {
            Ok(member) => {
                *spot = member;
                true
            }
            Err(code) => {
                gaps.push(code);
                false
            }
        });
    }

    /// The member of an object, or what the object refers to by that name.
    fn member<'a>(&'a self, spot: Spot<'a>, name: &str) -> Result<Spot<'a>, Code> {
        let object = spot.value.as_object().ok_or(Code::Type)?;
        if let Some(value) = present(object.get(name)) {
            return Ok(Spot { value, around: spot.around });
        }
        let at = REFERENCES.iter().position(|r| r.name == name).ok_or(Code::Missing)?;
        let reference = &REFERENCES[at];
        let field = present(object.get(reference.field)).ok_or(Code::Missing)?;
        let key = field.as_str().ok_or(Code::Type)?;
        if let Some(code) = self.directories[at].unseen {
            return Err(code);
        }
        let number = self.directories[at].find(key).ok_or(Code::Missing)?;
        Ok(spot.inside(&self.items(reference)[number]))
    }

    fn items(&self, reference: &Reference) -> &[Value] {
        let list = self.root.get(reference.list).map(|list| read_list(list).1);
        list.and_then(Result::ok).unwrap_or_default()
    }

    /// What a text is compared by; `None` for a name that can't be told.
    fn key<'a>(&'a self, text: &'a str, names: Names) -> Option<Cow<'a, str>> {
        match names {
            Names::Text => Some(text_key(text)),
            Names::Dns => Some(name_key(text)).filter(|key| !key.is_empty()),
            Names::Of(name) => {
                let at = REFERENCES.iter().position(|reference| reference.name == name)?;
                let directory = &self.directories[at];
                if let Some(number) = directory.find(text) {
                    return directory.keys[number].as_deref().map(Cow::Borrowed);
                }
                Some(name_key(text)).filter(|key| REFERENCES[at].open && key.contains('.'))
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
        } else {
            sight.seen.push(list.inside(value));
        }
    }
}
