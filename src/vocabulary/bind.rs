//! Tells the leaves of a graph's checks which facts decide them.
//!
//! A leaf is bound by the [rule](BindingRule) whose property and entity are named most distinctly
//! around it; its own words count more than its sentence's, and those more than the headings
//! above. Whole sentences are never compared, so rewording a page rarely unbinds it.

use super::units;
use super::words::{has_phrase, words};
use super::{BindingRule, Decision, Fact, FactType, ManualReason, Vocabulary};
use crate::predicate::decide::{Comparison, Test};
use crate::predicate::notation::{self, Given};
use crate::predicate::{Binding, Check, Kind, Leaf};
use crate::requirement::{Condition, Graph};

/// Binds every leaf of every variant and condition that the vocabulary knows, and returns those
/// leaves of checks that stay unbound, in the order of the graph.
pub fn bind(graph: &mut Graph, vocabulary: &Vocabulary) -> Vec<Unbound> {
    let binder = Binder::new(vocabulary);
    let mut unbound = Vec::new();
    for requirement in &mut graph.requirements {
        for (number, variant) in requirement.variants.iter_mut().enumerate() {
            let section = variant.occurrences.first().map(|occurrence| &occurrence.section[..]);
            let about = About::new(
                requirement.subject.as_deref(),
                &variant.clause,
                &variant.text,
                section.unwrap_or(&requirement.section),
            );
            let mut found = Findings::default();
            if let Some(check) = &mut variant.check {
                let only = matches!(check, Check::Leaf(_));
                binder.check(check, &about, only, &mut found);
            }
            unbound.extend(found.unbound.into_iter().map(|(leaf, why)| Unbound {
                requirement: requirement.id.clone(),
                variant: number,
                leaf,
                why,
            }));
            if let Some(condition) = &mut variant.condition {
                binder.condition(condition, &about.section, found.condition);
            }
        }
    }
    unbound
}

/// A leaf that no fact decides.
#[derive(Debug, Clone, PartialEq)]
pub struct Unbound {
    /// The id of its requirement.
    pub requirement: String,
    /// The number of its variant, from 0.
    pub variant: usize,
    /// The leaf.
    pub leaf: Leaf,
    /// Why not.
    pub why: Why,
}

/// Why no fact decides a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The vocabulary says that a person has to.
    Manual(ManualReason),
    /// The vocabulary has no binding for this property of this entity.
    NoBinding,
    /// The binding at this line, from 1, would do, but its fact never has the document's value,
    /// or measures something else.
    Value(u32),
}

/// What is noticed on the way through a check.
#[derive(Default)]
struct Findings<'a> {
    unbound: Vec<(Leaf, Why)>,
    /// What decides the condition, by the binding of a leaf.
    condition: Option<&'a Test>,
}

/// The words around a leaf, folded.
struct About {
    /// Of the clause and of who is bound.
    clause: Vec<String>,
    /// Of the sentence.
    text: Vec<String>,
    /// Of the headings, the innermost last.
    section: Vec<Vec<String>>,
}

impl About {
    fn new(subject: Option<&str>, clause: &str, text: &str, section: &[String]) -> Self {
        let mut all = words(subject.unwrap_or_default());
        all.extend(words(clause));
        Self {
            clause: all,
            text: words(text),
            section: section.iter().map(|heading| words(heading)).collect(),
        }
    }
}

/// A rule with its phrases folded, once.
struct Prepared<'a> {
    rule: &'a BindingRule,
    property: Vec<Vec<String>>,
    phrases: Vec<Vec<String>>,
    headings: Vec<Vec<String>>,
}

struct Binder<'a> {
    vocabulary: &'a Vocabulary,
    rules: Vec<Prepared<'a>>,
}

/// How well a rule fits a leaf: property first, then entity. Zero of either is no fit.
type Fit = (usize, usize);

impl<'a> Binder<'a> {
    fn new(vocabulary: &'a Vocabulary) -> Self {
        let fold = |phrases: &[String]| phrases.iter().map(|phrase| words(phrase)).collect();
        let rules = vocabulary.bindings.iter().map(|rule| {
            let entities =
                vocabulary.entities.iter().filter(|entity| rule.entities.contains(&entity.name));
            let (phrases, headings): (Vec<_>, Vec<_>) =
                entities.map(|e| (&e.phrases[..], &e.headings[..])).unzip();
            Prepared {
                rule,
                property: fold(&rule.property),
                phrases: fold(&phrases.concat()),
                headings: fold(&headings.concat()),
            }
        });
        Self { vocabulary, rules: rules.collect() }
    }

    fn check(&self, check: &mut Check, about: &About, only: bool, found: &mut Findings<'a>) {
        match check {
            Check::Leaf(leaf) => match self.leaf(leaf, about, only) {
                Ok(rule) => {
                    if let Decision::Facts { condition: Some(test), .. } = &rule.decision {
                        found.condition.get_or_insert(test);
                    }
                }
                Err(why) => found.unbound.push((leaf.clone(), why)),
            },
            Check::AnyOf(of) | Check::AllOf(of) => {
                for part in of {
                    self.check(part, about, false, found);
                }
            }
            Check::Not(of) => self.check(of, about, only, found),
        }
    }

    /// Binds a condition: its own check, else its text, else what the rule of the check says.
    fn condition(
        &self,
        condition: &mut Condition,
        section: &[Vec<String>],
        given: Option<&'a Test>,
    ) {
        let text = words(&condition.text);
        let about = About { clause: text.clone(), text, section: section.to_vec() };
        let Some(check) = &mut condition.check else { return };
        let only = matches!(check, Check::Leaf(_));
        self.check(check, &about, only, &mut Findings::default());
        let Some(test) = given.filter(|_| !check.is_bound()) else { return };
        let fact = Some(Binding { path: test.shown_path(), test: Some(test.clone()) });
        match check {
            Check::Leaf(leaf) => leaf.fact = fact,
            // The rule decides the condition as a whole, whatever it is made of.
            _ => {
                let property = condition.text.clone();
                *check = Check::Leaf(Leaf { kind: Kind::Holds, subject: None, property, fact });
            }
        }
    }

    /// Binds one leaf. `only`: the clause has no other leaf, so its words are this leaf's.
    fn leaf(&self, leaf: &mut Leaf, about: &About, only: bool) -> Result<&'a BindingRule, Why> {
        let property = words(&leaf.property);
        let mut own = words(leaf.subject.as_deref().unwrap_or_default());
        own.extend(property.iter().cloned());
        let own = Own { property, all: own };
        let kind = leaf.kind.as_str();
        let mut best: Option<(Fit, &Prepared)> = None;
        for prepared in &self.rules {
            if !prepared.rule.kinds.iter().any(|known| known == kind) {
                continue;
            }
            let Some(fit) = prepared.fit(&own, about, only) else { continue };
            if best.is_none_or(|(known, _)| fit > known) {
                best = Some((fit, prepared));
            }
        }
        let (_, Prepared { rule, .. }) = best.ok_or(Why::NoBinding)?;
        let (fact, test, target) = match &rule.decision {
            Decision::Facts { fact, test, target, .. } => (fact, test, target),
            Decision::Manual(reason) => return Err(Why::Manual(*reason)),
        };
        let target = target.map(|at| &self.vocabulary.facts[at]);
        let test = self
            .given(&leaf.kind, target)
            .and_then(|given| notation::parse(test, &given, &self.vocabulary.scope).ok());
        let test = test.ok_or(Why::Value(rule.line))?;
        leaf.fact = Some(Binding { path: fact.clone(), test: Some(test) });
        Ok(rule)
    }

    /// The values of a leaf, in the unit and spelling of the fact.
    fn given(&self, kind: &Kind, target: Option<&Fact>) -> Option<Given> {
        let bound = |compare, quantity: &crate::predicate::Quantity| {
            let unit = target.map_or("", |fact| match fact.kind {
                FactType::Text => "characters",
                _ => fact.unit.as_str(),
            });
            let bound = units::bound(compare, quantity.number, &quantity.unit, unit)?;
            Some(Given { bound: Some(bound), texts: Vec::new() })
        };
        let texts = |values: &[String]| {
            let texts = values.iter().map(|value| self.spelling(value, target));
            Some(Given { bound: None, texts: texts.collect::<Option<_>>()? })
        };
        match kind {
            Kind::AtMost(quantity) => bound(Comparison::AtMost, quantity),
            Kind::AtLeast(quantity) => bound(Comparison::AtLeast, quantity),
            Kind::Equals(quantity) => bound(Comparison::Equals, quantity),
            Kind::OneOf(values) => texts(values),
            Kind::AtLeastVersion(value) => texts(std::slice::from_ref(value)),
            _ => Some(Given::default()),
        }
    }

    /// The value as the fact spells it. Nothing when the fact never has it.
    fn spelling(&self, value: &str, target: Option<&Fact>) -> Option<String> {
        let Some(fact) = target else { return Some(value.to_owned()) };
        let Some(known) = &fact.values else { return Some(value.to_owned()) };
        let wanted = words(value);
        if let Some(found) = known.iter().find(|known| words(known) == wanted) {
            return Some(found.clone());
        }
        let order =
            self.vocabulary.orders.iter().find(|order| Some(&order.name) == fact.order.as_ref())?;
        let also = |release: &&super::Release| release.also.iter().any(|a| words(a) == wanted);
        order.releases.iter().find(also).map(|release| release.name.clone())
    }
}

/// The words of a leaf itself, folded.
struct Own {
    property: Vec<String>,
    /// Its subject's, then its property's.
    all: Vec<String>,
}

impl Prepared<'_> {
    fn fit(&self, own: &Own, about: &About, only: bool) -> Option<Fit> {
        let longest = |text: &[String], phrases: &[Vec<String>]| {
            phrases.iter().filter(|phrase| has_phrase(text, phrase)).map(Vec::len).max()
        };
        let property = longest(&own.property, &self.property)
            .map(|n| 3 * n)
            .max(longest(&own.all, &self.property).map(|n| 2 * n))
            .or_else(|| longest(&about.clause, &self.property).filter(|_| only))?;
        let entity = longest(&own.all, &self.phrases)
            .map(|n| 300 + n)
            .or_else(|| longest(&about.clause, &self.phrases).map(|n| 200 + n))
            .or_else(|| longest(&about.text, &self.phrases).map(|n| 100 + n))
            .or_else(|| {
                let headings = about.section.iter().enumerate();
                headings.filter_map(|(at, h)| longest(h, &self.headings).map(|_| at + 1)).max()
            })?;
        Some((property, entity))
    }
}
