//! One cell of a row.

use std::ops::Range;

use super::bounds;
use super::clause::{Clause, Head};
use super::list;
use super::row::{Context, bound_cue, is_bound, is_version};
use super::state;
use super::token::Text;
use super::unit;
use super::valued;
use super::valued::leaf;
use super::versions;
use super::wording::Cue;
use crate::predicate::{Check, Kind, Quantity};
use crate::statement::{Level, RowCell};

/// Cells that say yes or no, by their first words.
pub(super) const YES: &[&str] = &[
    "yes",
    "supported",
    "required",
    "✔",
    "✅",
    "x",
    "mandatory",
    "✓",
    "enabled",
    "on",
    "selected",
];
pub(super) const NO: &[&str] = &["no", "unsupported", "✖", "❌", "disabled", "off", "cleared"];

pub(super) fn cell_checks(
    cell: &RowCell,
    context: &Context,
    level: Level,
    subject: Option<&str>,
) -> Vec<Check> {
    let negative = matches!(level, Level::MustNot | Level::ShouldNot);
    let permits = level == Level::May;
    let property = context.property.clone().unwrap_or_else(|| "value".to_owned());
    let texts: Vec<Text> =
        cell.parts.iter().map(|p| Text::new(p)).filter(|t| !t.tokens.is_empty()).collect();
    let Some(first) = texts.first() else { return Vec::new() };
    let owner = subject.map(str::to_owned);
    if texts.len() == 1 && (first.tokens.len() <= 2 || denies(first)) {
        if denies(first) {
            return vec![leaf(Kind::Absent(None), owner, property)];
        }
        if first.tokens[0].is(YES) && first.tokens.len() == 1 {
            let kind = if negative { Kind::Absent(None) } else { Kind::Holds };
            return vec![leaf(kind, owner, property)];
        }
        if first.tokens[0].is(&["n/a", "na", "none", "unlimited", "–", "no"]) {
            return Vec::new();
        }
    }
    // Where a bound is due, a cell without a number sets none.
    let number =
        |t: &Text| t.tokens.iter().any(|t| t.has_digit()) || !bounds::amounts_of(t).is_empty();
    if bound_cue(&cell.header).is_some() && !texts.iter().any(number) {
        return Vec::new();
    }
    if let Some(check) = listed(&texts, owner.clone(), &property) {
        return vec![check];
    }
    if texts.len() == 1
        && let Some(check) = bare_number(first, cell, context, owner.clone(), &property)
    {
        return vec![check];
    }
    let owner_of = owner.clone();
    if let Some(check) = names(&texts, owner, &property, permits) {
        return vec![check];
    }
    let (texts, joined) = join_lines(texts, owner_of, &property);
    let mut of_parts = vec![joined];
    let mut context = context.clone();
    for text in texts {
        // What introduces a list in the cell asks for nothing by itself.
        if text.low(text.tokens.len() - 1) == ":" && cell.parts.len() > 1 {
            continue;
        }
        let said = bound_cue(text.slice(0..text.tokens.len().min(3)));
        let clause = Clause::new(text, negative);
        if clause.head == Head::Fragment || cell.parts.len() == 1 {
            of_parts.push(state::checks(&clause, &context, permits));
        }
        // `Maximum of 17 TB for A` and `2 TB for B` on the next line
        context.fallback = context.fallback.or(said);
    }
    if of_parts.iter().flatten().any(is_bound) {
        of_parts.retain(|checks| checks.iter().any(is_bound));
    }
    let mut found: Vec<Check> = of_parts.into_iter().flatten().collect();
    if bound_cue(&cell.header).is_some() && !found.iter().any(is_bound) {
        found.retain(|check| matches!(check, Check::AnyOf(_)) || is_version(check));
    }
    for check in &mut found {
        name_property(check, &property);
    }
    found
}

/// `A, or` and `B` on the next line: a closed list. The lines that are left, and the lists.
fn join_lines(
    texts: Vec<Text>,
    subject: Option<String>,
    property: &str,
) -> (Vec<Text>, Vec<Check>) {
    let opens = |t: &Text| t.low(t.tokens.len() - 1) == "or" && t.tokens.len() > 1;
    let (mut rest, mut checks) = (Vec::new(), Vec::new());
    let mut values: Vec<String> = Vec::new();
    for text in texts {
        let open = opens(&text);
        if !open && values.is_empty() {
            rest.push(text);
            continue;
        }
        let end = text.tokens.len() - usize::from(open);
        values.push(super::list_value(text.slice(0..end)));
        if !open {
            let kind = Kind::OneOf(std::mem::take(&mut values));
            checks.push(leaf(kind, subject.clone(), property.to_owned()));
        }
    }
    (rest, checks)
}

/// Whether a cell of one or two words says no.
pub(super) fn denies(text: &Text) -> bool {
    // `Not supported. Skipped.`
    if let Some((first, _)) = text.source.split_once(". ").filter(|(f, _)| f.len() < 20) {
        return !first.is_empty() && denies(&Text::new(first));
    }
    let not = text.low(0) == "not" && text.tokens.get(1).is_some_and(|t| t.is(YES));
    text.tokens.len() <= 2 && (text.tokens.first().is_some_and(|t| t.is(NO)) || not)
}

/// A leaf that found no property of its own has that of its column.
pub(super) fn name_property(check: &mut Check, property: &str) {
    match check {
        Check::Leaf(leaf) => {
            let unit = matches!(&leaf.kind, Kind::AtMost(q) | Kind::AtLeast(q) | Kind::Equals(q) if leaf.property == q.unit);
            if leaf.property.is_empty() || unit {
                property.clone_into(&mut leaf.property);
            }
        }
        Check::AnyOf(of) | Check::AllOf(of) => {
            of.iter_mut().for_each(|c| name_property(c, property));
        }
        Check::Not(of) => name_property(of, property),
    }
}

/// Parts behind `one of the following:`, and parts that are all releases: a closed list.
pub(super) fn listed(texts: &[Text], subject: Option<String>, property: &str) -> Option<Check> {
    let (first, others) = texts.split_first()?;
    let follows = |i: usize| first.has(i, &["of", "the", "following"]);
    let leads = (0..first.tokens.len()).any(follows) && !others.is_empty();
    let release = |t: &Text| {
        let all = 0..t.tokens.len();
        let items = list::split(t, all.clone()).items;
        let later = all.clone().any(|i| super::release::later_at(t, i).is_some());
        !later && (super::release::is_release(t, all) || list::are_editions(t, &items))
    };
    let values: Vec<String> = if leads {
        let fragment = |t: &&Text| Clause::new((*t).clone(), false).head == Head::Fragment;
        let items = others.iter().take_while(|t| t.low(t.tokens.len() - 1) != ":").filter(fragment);
        items.map(|t| super::list_value(&t.source)).filter(|v| !v.is_empty()).collect()
    } else if texts.iter().all(release)
        && (!PLAIN.contains(&property)
            || names_class(property, subject.as_deref())
            || are_rivals(texts))
    {
        let items = |t: &Text| match texts.len() {
            1 => list::split(t, 0..t.tokens.len()).items,
            _ => vec![0..t.tokens.len()],
        };
        texts.iter().flat_map(|t| list::values(t, &items(t))).collect()
    } else {
        return None;
    };
    let named = valued::listed_property(first);
    let property = if leads && named != "choice" { named } else { property.to_owned() };
    (!values.is_empty()).then(|| leaf(Kind::OneOf(values), subject, property))
}

/// A cell that is a number, with its unit in the header.
pub(super) fn bare_number(
    text: &Text,
    cell: &RowCell,
    context: &Context,
    subject: Option<String>,
    property: &str,
) -> Option<Check> {
    let number = super::number::digits(text.low(0)).filter(|_| text.tokens.len() == 1)?;
    let header = Text::new(&cell.header);
    let unit = header.tokens.iter().filter(|t| t.aside).find_map(|t| unit::find(&t.low));
    let unit = unit.or_else(|| {
        header
            .tokens
            .iter()
            .find_map(|t| unit::find(&t.low).filter(|u| u.name != "minutes" || t.low != "min"))
    });
    let quantity = Quantity { number, unit: unit.map_or(String::new(), |u| u.name.to_owned()) };
    let hardware = unit.is_some_and(super::unit::Unit::is_hardware)
        || header.tokens.iter().any(|t| unit::counts_hardware(&t.low));
    let kind = match context.fallback {
        Some(Cue::AtMost | Cue::Less) => Kind::AtMost(quantity),
        Some(Cue::AtLeast | Cue::More) => Kind::AtLeast(quantity),
        None if hardware => Kind::AtLeast(quantity),
        _ => Kind::Equals(quantity),
    };
    Some(leaf(kind, subject, property.to_owned()))
}

/// What a column or row is named after when its cells list what will do.
const CLASSES: &[&str] = &[
    "operating system",
    "version",
    "browser",
    "edition",
    "platform",
    "processor",
    "collation",
    "file system",
    "architecture",
    "types",
    "service pack",
    "sku",
];

/// Headers that say nothing of what stands below them.
const PLAIN: &[&str] = &[
    "requirement",
    "requirements",
    "prerequisite",
    "prerequisites",
    "software",
    "component",
    "components",
    "details",
    "description",
    "feature",
    "features",
    "value",
];

/// Whether the column or the row names a class of which one will do.
fn names_class(property: &str, subject: Option<&str>) -> bool {
    let subject = subject.filter(|_| PLAIN.contains(&property)).unwrap_or_default().to_lowercase();
    let named = |words: &&str| property.contains(*words) || subject.contains(*words);
    CLASSES.iter().any(named) || subject.starts_with("supported ")
}

/// Releases of one product, of which one can be in place.
fn are_rivals(texts: &[Text]) -> bool {
    let product = |t: &Text| {
        let end = t.tokens.iter().position(|t| t.has_digit()).unwrap_or(0);
        t.slice(0..end).to_lowercase()
    };
    let first = texts.first().map(product).unwrap_or_default();
    texts.len() > 1 && !first.is_empty() && texts.iter().all(|t| product(t) == first)
}

/// `Contoso Server 2019, Standard, and Web editions`: the editions restrict the release.
fn release_with_editions(text: &Text) -> Option<Range<usize>> {
    let items = list::split(text, 0..text.tokens.len()).items;
    let (first, others) = items.split_first()?;
    let edition = |r: &Range<usize>| {
        r.clone().all(|i| {
            let token = &text.tokens[i];
            token.aside
                || token.is_mark()
                || token.capital && !token.has_digit()
                || token.is(&["edition", "editions"])
        })
    };
    let named = others
        .last()
        .is_some_and(|r| r.clone().any(|i| text.tokens[i].is(&["edition", "editions"])));
    let release = super::release::is_release(text, first.clone());
    (release && named && others.iter().all(edition)).then(|| first.clone())
}

/// `Standard, Web, or Ultimate Edition` under `Edition`: the noun is that of each.
fn share_class(values: &mut [String], property: &str) {
    let Some((last, others)) = values.split_last_mut() else { return };
    let ends = |value: &str| value.to_lowercase().ends_with(&format!(" {property}"));
    if !others.is_empty() && ends(last) && !others.iter().any(|v| ends(v)) {
        let noun = last.rsplit(' ').next().unwrap_or_default().to_owned();
        for value in others {
            *value = format!("{value} {noun}");
        }
    }
}

/// Parts that are names: the closed list of what is supported. Each "or later" stands for itself.
pub(super) fn names(
    texts: &[Text],
    subject: Option<String>,
    property: &str,
    permits: bool,
) -> Option<Check> {
    if !permits && !names_class(property, subject.as_deref()) {
        return None;
    }
    if texts.iter().any(|t| t.low(t.tokens.len() - 1) == ":") {
        return None;
    }
    let mut values = Vec::new();
    let mut open = Vec::new();
    for text in texts {
        let clause = Clause::new(text.clone(), false);
        if clause.head != Head::Fragment || !text.tokens.iter().any(|t| t.capital || t.has_digit())
        {
            continue;
        }
        let all = 0..text.tokens.len();
        let releases = versions::versions(&clause, all.clone());
        let outside = releases.iter().any(|f| !text.tokens[f.span.start].aside);
        if outside {
            open.extend(releases.into_iter().map(|f| f.check));
            continue;
        }
        if !bounds::bounds(&clause, all.clone(), None).is_empty() {
            return None;
        }
        // Of several lines each is one value, whatever commas it has.
        let items = if let Some(release) = release_with_editions(text) {
            vec![release]
        } else if texts.len() > 1 {
            vec![all]
        } else {
            list::split(text, clause.core).items
        };
        values.extend(list::values(text, &items));
    }
    share_class(&mut values, property);
    if !values.is_empty() {
        open.insert(0, leaf(Kind::OneOf(values), subject, property.to_owned()));
    }
    match open.len() {
        0 | 1 => open.pop(),
        _ => Some(Check::AnyOf(open)),
    }
    .map(|mut check| {
        name_property(&mut check, property);
        check
    })
}
