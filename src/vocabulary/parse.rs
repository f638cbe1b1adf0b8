//! Reads a vocabulary file and reports every mistake in it.

use std::collections::BTreeSet;
use std::path::Path;

use toml::Spanned;

use super::file::{
    BindingEntry, DeriveEntry, EntityEntry, FactEntry, OrderEntry, ProbeEntry, TestEntries,
    VocabularyFile,
};
use super::{
    BindingRule, Decision, Derivation, DerivationRow, Entity, Fact, FactType, Node, Probe, Release,
    ReleaseOrder, Vocabulary,
};
use crate::config::describe_toml_error;
use crate::diagnostic::Diagnostic;
use crate::predicate::decide::Test;
use crate::predicate::notation::{self, Given, NotationError, Order};
use crate::predicate::path::{FactPath, Route};
use crate::source::{FileId, SourceSet, Span, shown};
use crate::version::nearest;

/// The version of the format.
const SCHEMA: i64 = 1;

/// The kinds of check that a binding can name.
const KINDS: &[&str] = &[
    "absent",
    "all_equal",
    "at_least",
    "at_least_version",
    "at_most",
    "before",
    "disjoint",
    "equals",
    "holds",
    "one_of",
];

impl Vocabulary {
    /// Reads a vocabulary file; `name` is its path relative to the root of `sources`, which gets
    /// it, so that mistakes can be shown in place.
    ///
    /// # Errors
    ///
    /// When the file can't be read: why. Else every mistake in it, in the order of the text.
    pub fn open(name: &str, path: &Path, sources: &mut SourceSet) -> Result<Self, Vec<Diagnostic>> {
        let file = sources.store.read(name, path).map_err(|error| {
            let message = format!("cannot read `{}`: {error}", shown(&sources.root, name));
            vec![Diagnostic::error("N001", message)]
        })?;
        let file = sources.add(file);
        Self::parse(file, &sources.file(file).text)
    }

    /// Reads the text of a vocabulary.
    ///
    /// # Errors
    ///
    /// Every mistake in it, in the order of the text.
    pub fn parse(file: FileId, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let parsed: VocabularyFile =
            toml::from_str(text).map_err(|error| vec![describe_toml_error(file, text, &error)])?;
        let vocabulary = Vocabulary::default();
        let mut reader = Reader { file, text, mistakes: Vec::new(), vocabulary };
        reader.read(parsed);
        reader.mistakes.sort_by_key(|mistake| mistake.place.map(|(_, span)| span.start));
        reader.mistakes.dedup();
        if reader.mistakes.is_empty() { Ok(reader.vocabulary) } else { Err(reader.mistakes) }
    }
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    mistakes: Vec<Diagnostic>,
    vocabulary: Vocabulary,
}

impl Reader<'_> {
    fn mistake_at(&mut self, span: Span, message: impl Into<String>) {
        self.mistakes.push(Diagnostic::error("N032", message).at(self.file, span));
    }

    fn mistake<T>(&mut self, place: &Spanned<T>, message: impl Into<String>) {
        self.mistake_at(Span::of(place.span()), message);
    }

    fn unknown<'k>(
        &mut self,
        place: &Spanned<String>,
        what: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        let word = place.get_ref();
        let help = nearest(word, known).map(|known| format!("the nearest known one is `{known}`"));
        let mistake = Diagnostic::error("N032", format!("unknown {what} `{word}`"));
        self.mistakes.push(mistake.at(self.file, Span::of(place.span())).help(help));
    }

    fn read(&mut self, file: VocabularyFile) {
        if *file.schema.get_ref() != SCHEMA {
            let message = format!("expected `schema = {SCHEMA}`, not {}", file.schema.get_ref());
            self.mistake(&file.schema, message);
        }
        self.vocabulary.references = file.reference;
        self.vocabulary.parameters = file.parameter;
        self.vocabulary.prelude = file.collector.prelude;
        self.vocabulary.scope.references =
            self.vocabulary.references.iter().map(|r| r.name.clone()).collect();
        self.orders(file.order);
        self.probes(file.probe);
        self.facts(file.fact);
        self.derivations(file.derive);
        if let Some(version) = file.version {
            let route = self.fact_path(&version);
            self.vocabulary.version = route.map(|route| FactPath { route, fallback: None });
        }
        self.entities(file.entity);
        self.named_tests(file.tests);
        for entry in file.binding {
            self.binding(entry);
        }
    }

    fn orders(&mut self, entries: Vec<OrderEntry>) {
        for entry in entries {
            let releases: Vec<Release> = entry.releases.into_iter().map(Release::from).collect();
            if releases.is_empty() {
                self.mistake(&entry.name, "a release order needs a release");
            }
            let names = releases.iter().map(|release| release.name.clone());
            let order = Order { order: names.collect(), never: entry.never.clone() };
            let name = entry.name.get_ref().clone();
            if self.vocabulary.scope.orders.insert(name.clone(), order).is_some() {
                self.mistake(&entry.name, format!("a second release order `{name}`"));
            }
            self.vocabulary.orders.push(ReleaseOrder {
                name,
                releases,
                never: entry.never,
                other: entry.other,
            });
        }
    }

    fn probes(&mut self, entries: Vec<ProbeEntry>) {
        for entry in entries {
            let lists: Vec<String> =
                self.vocabulary.references.iter().map(|r| r.list.clone()).collect();
            if let Some(target) = &entry.target
                && !lists.contains(target.get_ref())
            {
                self.unknown(target, "target list", lists.iter().map(String::as_str));
            }
            if self.vocabulary.probes.iter().any(|probe| probe.id == *entry.id.get_ref()) {
                self.mistake(&entry.id, format!("a second probe `{}`", entry.id.get_ref()));
            }
            self.vocabulary.probes.push(Probe {
                id: entry.id.into_inner(),
                target: entry.target.map(Spanned::into_inner),
                needs: entry.needs,
                modules: entry.modules,
                collect: entry.collect,
            });
        }
    }

    fn facts(&mut self, entries: Vec<FactEntry>) {
        let mut seen = BTreeSet::new();
        for entry in entries {
            let place = entry.path.clone();
            let Some(path) = self.route(&place) else { continue };
            if !seen.insert(path.clone()) {
                self.mistake(&place, format!("a second fact `{path}`"));
            }
            if let Some(fact) = self.fact(entry, path) {
                self.vocabulary.facts.push(fact);
            }
        }
        let facts = &self.vocabulary.facts;
        let inside = |outer: &Fact, inner: &Fact| {
            outer.kind != FactType::List
                && inner.path.segments.len() > outer.path.segments.len()
                && inner.path.segments.starts_with(&outer.path.segments)
        };
        let clash = facts.iter().find_map(|outer| {
            let inner = facts.iter().find(|inner| inside(outer, inner))?;
            Some(format!("fact `{}` can't have `{}` inside", outer.path, inner.path))
        });
        if let Some(message) = clash {
            self.mistake_at(Span { start: 0, end: 0 }, message);
        }
    }

    fn fact(&mut self, entry: FactEntry, path: Route) -> Option<Fact> {
        let mut values = entry.values;
        if let Some(order) = &entry.order {
            let known = self.vocabulary.orders.iter().find(|o| o.name == *order.get_ref());
            let Some(known) = known else {
                let names: Vec<String> =
                    self.vocabulary.orders.iter().map(|o| o.name.clone()).collect();
                self.unknown(order, "release order", names.iter().map(String::as_str));
                return None;
            };
            let releases = known.releases.iter().map(|release| release.name.clone());
            values = Some(releases.chain(known.never.clone()).chain(known.other.clone()).collect());
        }
        if values.is_some() && entry.kind != FactType::Text {
            self.mistake(&entry.path, "only a text has `values` or an `order`");
        }
        if !entry.unit.is_empty() && entry.kind != FactType::Integer {
            self.mistake(&entry.path, "only an integer has a `unit`");
        }
        match &entry.probe {
            Some(probe) if !self.vocabulary.probes.iter().any(|p| p.id == *probe.get_ref()) => {
                let ids: Vec<String> =
                    self.vocabulary.probes.iter().map(|p| p.id.clone()).collect();
                self.unknown(probe, "probe", ids.iter().map(String::as_str));
            }
            None if entry.collect.is_some() => {
                self.mistake(&entry.path, "a fact with `collect` needs a `probe`");
            }
            _ => {}
        }
        Some(Fact {
            path,
            kind: entry.kind,
            unit: entry.unit,
            values,
            order: entry.order.map(Spanned::into_inner),
            about: entry.about,
            probe: entry.probe.map(Spanned::into_inner),
            collect: entry.collect,
            complete: entry.complete,
        })
    }

    /// A path from the facts, without a fallback.
    fn route(&mut self, place: &Spanned<String>) -> Option<Route> {
        match place.get_ref().parse::<Route>() {
            Ok(route) if route.scope.is_none() => Some(route),
            Ok(_) => {
                self.mistake(place, "expected a path from the facts");
                None
            }
            Err(error) => {
                self.mistake(place, format!("no path: {error}"));
                None
            }
        }
    }

    /// A path to a fact.
    fn fact_path(&mut self, place: &Spanned<String>) -> Option<Route> {
        let route = self.route(place)?;
        if self.vocabulary.fact_at(&Node(route.segments.clone())).is_some() {
            return Some(route);
        }
        let known: Vec<String> =
            self.vocabulary.facts.iter().map(|fact| fact.path.to_string()).collect();
        self.unknown(place, "fact", known.iter().map(String::as_str));
        None
    }

    fn derivations(&mut self, entries: Vec<DeriveEntry>) {
        for entry in entries {
            let Some(fact) = self.fact_path(&entry.fact) else { continue };
            let parent = &fact.segments[..fact.segments.len() - 1];
            let known: Vec<String> = self
                .vocabulary
                .facts
                .iter()
                .filter(|f| f.path.segments.len() == fact.segments.len())
                .filter(|f| f.path.segments.starts_with(parent))
                .filter_map(|f| f.path.segments.last().map(|segment| segment.name.clone()))
                .collect();
            let order = entry.order.as_ref().and_then(|name| {
                self.vocabulary.facts.iter().find(|f| f.order.as_ref() == Some(name))
            });
            let values = order.and_then(|fact| fact.values.clone());
            let mut rows = Vec::new();
            for row in entry.rows {
                for member in row.when.keys().filter(|member| !known.contains(member.get_ref())) {
                    self.unknown(member, "fact beside it", known.iter().map(String::as_str));
                }
                if let Some(values) = values.as_ref().filter(|v| !v.contains(row.is.get_ref())) {
                    self.unknown(&row.is, "value", values.iter().map(String::as_str));
                }
                let when = row.when.into_iter().map(|(name, is)| (name.into_inner(), is));
                rows.push(DerivationRow { when: when.collect(), is: row.is.into_inner() });
            }
            self.vocabulary.derivations.push(Derivation { fact, rows });
        }
    }

    fn entities(&mut self, entries: Vec<EntityEntry>) {
        for entry in entries {
            if entry.phrases.is_empty() && entry.headings.is_empty() {
                self.mistake(&entry.name, "an entity needs a phrase that names it");
            }
            self.vocabulary.entities.push(Entity {
                name: entry.name.into_inner(),
                phrases: entry.phrases,
                headings: entry.headings,
            });
        }
    }

    fn named_tests(&mut self, entries: TestEntries) {
        for (name, value) in entries {
            let offset = self.text.find(&format!("\n{name} =")).map_or(0, |at| at + 1);
            let toml::Value::String(written) = value else {
                let message = format!("test `{name}` is no text");
                self.mistake_at(Span { start: offset, end: offset + name.len() }, message);
                continue;
            };
            match notation::parse(&written, &Given::default(), &self.vocabulary.scope) {
                Ok(test) => {
                    self.vocabulary.scope.tests.insert(name, test);
                }
                Err(error) => {
                    let message = format!("test `{name}`: {error}");
                    self.mistake_at(Span { start: offset, end: offset + written.len() }, message);
                }
            }
        }
    }

    /// A test that stands in the file, with placeholders for the document's values.
    fn test(&mut self, place: &Spanned<String>, given: &Given) -> Option<(Test, Option<usize>)> {
        let test = match notation::parse(place.get_ref(), given, &self.vocabulary.scope) {
            Ok(test) => test,
            Err(NotationError { offset, message }) => {
                let start = inner_start(self.text, place.span().start) + offset;
                self.mistake_at(Span { start, end: start + 1 }, message);
                return None;
            }
        };
        let mut target = None;
        for misfit in self.vocabulary.misfits(&test, &mut target) {
            self.mistake(place, misfit);
        }
        Some((test, target))
    }

    fn binding(&mut self, entry: BindingEntry) {
        let entities = entry.entities;
        let Some(first) = entities.first().or(entry.kinds.first()).cloned() else { return };
        for entity in &entities {
            if !self.vocabulary.entities.iter().any(|known| known.name == *entity.get_ref()) {
                let names: Vec<String> =
                    self.vocabulary.entities.iter().map(|e| e.name.clone()).collect();
                self.unknown(entity, "entity", names.iter().map(String::as_str));
            }
        }
        for kind in entry.kinds.iter().filter(|kind| !KINDS.contains(&kind.get_ref().as_str())) {
            self.unknown(kind, "kind of check", KINDS.iter().copied());
        }
        if entry.property.is_empty() || entry.kinds.is_empty() {
            self.mistake(&first, "a binding needs a `property` and `kinds`");
        }
        let condition = entry.condition.and_then(|condition| {
            self.test(&condition, &Given::default()).map(|(test, _)| Box::new(test))
        });
        let decision = match (&entry.test, entry.manual) {
            (None, Some(reason)) => Decision::Manual(reason),
            (Some(written), None) => {
                let Some((test, target)) = self.test(written, &Given::placeholder()) else {
                    return;
                };
                let fact = match &entry.fact {
                    Some(fact) => fact.get_ref().clone(),
                    None => test.shown_path(),
                };
                Decision::Facts { fact, test: written.get_ref().clone(), target, condition }
            }
            _ => {
                return self
                    .mistake(&first, "a binding needs either a `test` or a `manual` reason");
            }
        };
        if let Some(fact) = &entry.fact {
            self.shown_fact(fact);
        }
        self.vocabulary.bindings.push(BindingRule {
            line: self.text[..first.span().start].matches('\n').count() as u32 + 1,
            entities: entities.into_iter().map(Spanned::into_inner).collect(),
            property: entry.property,
            kinds: entry.kinds.into_iter().map(Spanned::into_inner).collect(),
            decision,
        });
    }

    fn shown_fact(&mut self, place: &Spanned<String>) {
        match place.get_ref().parse::<FactPath>() {
            Ok(path) => {
                if let Err(name) = self.vocabulary.resolve(&path.route, &[]) {
                    self.mistake(place, format!("no fact `{name}` there"));
                }
            }
            Err(error) => self.mistake(place, format!("no path: {error}")),
        }
    }
}

/// Where the text of a TOML string begins, behind its quotes.
fn inner_start(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let quotes = rest.chars().take_while(|c| matches!(c, '"' | '\'')).count();
    let start = start + if quotes >= 3 { 3 } else { quotes.min(1) };
    start + usize::from(quotes >= 3 && text[start..].starts_with('\n'))
}
#[cfg(test)]
mod tests;
