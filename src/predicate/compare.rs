//! How two checks relate: which of them fewer environments comply with.

use super::release::{self, Named};
use super::typing::unit;
use super::{Check, Kind, Leaf, Quantity};

/// How one check relates to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The same environments comply.
    Same,
    /// Fewer environments comply with it: it asks for more.
    Narrower,
    /// More environments comply with it: it asks for less.
    Wider,
    /// Neither, or nobody can tell: another unit, another name, a bound turned round.
    Incomparable,
}

impl Relation {
    /// Both at once.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, x) | (x, Self::Same) => x,
            (x, y) if x == y => x,
            _ => Self::Incomparable,
        }
    }

    /// What `a` is to `b`, when `within(a, b)` says that whatever complies with `a` does with `b`.
    fn of<T: ?Sized>(a: &T, b: &T, within: impl Fn(&T, &T) -> bool) -> Self {
        match (within(a, b), within(b, a)) {
            (true, true) => Self::Same,
            (true, false) => Self::Narrower,
            (false, true) => Self::Wider,
            (false, false) => Self::Incomparable,
        }
    }
}

impl Check {
    /// What this check is to `other`: [`Narrower`](Relation::Narrower) when this one asks for more.
    ///
    /// Amounts compare after conversion within one dimension; releases of one product in release
    /// order, where "or later" is the open range; closed lists as sets. One more demand at once is
    /// narrower, one more alternative wider. States without a value compare by their kind alone:
    /// whether two wordings name the same state is for those to say who see the text.
    pub fn compare(&self, other: &Self) -> Relation {
        use Check::{AllOf, AnyOf, Leaf, Not};
        match (self, other) {
            (Leaf(a), Leaf(b)) => compare_leaves(a, b),
            (Not(a), Not(b)) => b.compare(a),
            (Not(_), _) | (_, Not(_)) => Relation::Incomparable,
            (AllOf(_), _) | (_, AllOf(_)) => {
                parts(demands(self), demands(other), Relation::Narrower)
            }
            (AnyOf(_), _) | (_, AnyOf(_)) => match (permitted(self), permitted(other)) {
                (Some(a), Some(b)) => compare_values(&a, &b),
                _ => parts(alternatives(self), alternatives(other), Relation::Wider),
            },
        }
    }
}

fn demands(check: &Check) -> &[Check] {
    match check {
        Check::AllOf(of) => of,
        one => std::slice::from_ref(one),
    }
}

fn alternatives(check: &Check) -> &[Check] {
    match check {
        Check::AnyOf(of) => of,
        one => std::slice::from_ref(one),
    }
}

/// Compares two lists part by part; `more` is what a list with one part more is to the other.
///
/// Equal parts, and those that name the same value, are one another's; of the rest, parts of one
/// class pair in the order in which they stand.
fn parts(a: &[Check], b: &[Check], more: Relation) -> Relation {
    let (mut left, mut right) = (Vec::new(), b.iter().map(Some).collect::<Vec<_>>());
    for part in a {
        let equal = right.iter().position(|other| other.is_some_and(|o| o == part));
        let same = || right.iter().position(|other| other.is_some_and(|o| same_value(o, part)));
        match equal.or_else(same) {
            Some(at) => right[at] = None,
            None => left.push(part),
        }
    }
    let right: Vec<&Check> = right.into_iter().flatten().collect();
    let classes = || left.iter().chain(&right).map(|part| class(part));
    let mut kinds: Vec<&str> = classes().collect();
    kinds.sort_unstable();
    kinds.dedup();
    let less = if more == Relation::Narrower { Relation::Wider } else { Relation::Narrower };
    let of_class = |parts: &[&Check], kind: &str| {
        let parts = parts.iter().copied().filter(|part| class(part) == kind);
        parts.cloned().collect::<Vec<Check>>()
    };
    let mut relation = Relation::Same;
    for kind in kinds {
        let (mine, theirs) = (of_class(&left, kind), of_class(&right, kind));
        for (x, y) in mine.iter().zip(&theirs) {
            relation = relation.and(x.compare(y));
        }
        relation = match mine.len().cmp(&theirs.len()) {
            std::cmp::Ordering::Equal => relation,
            std::cmp::Ordering::Greater => relation.and(more),
            std::cmp::Ordering::Less => relation.and(less),
        };
    }
    relation
}

/// Whether both name one value, whatever they say of it.
fn same_value(a: &Check, b: &Check) -> bool {
    let (Check::Leaf(a), Check::Leaf(b)) = (a, b) else { return false };
    matches!(a.kind, Kind::Absent(Some(_)) | Kind::OneOf(_) | Kind::AtLeastVersion(_))
        && a.kind == b.kind
}

/// Parts of one class may be one another's successors.
fn class(check: &Check) -> &'static str {
    match check {
        Check::Leaf(leaf) => match leaf.kind {
            Kind::OneOf(_) | Kind::AtLeastVersion(_) => "one_of",
            Kind::Equals(_) => "at_most",
            _ => leaf.kind.as_str(),
        },
        other => other.kind_name(),
    }
}

fn compare_leaves(a: &Leaf, b: &Leaf) -> Relation {
    if let (Some(a), Some(b)) = (Interval::of(&a.kind), Interval::of(&b.kind)) {
        return a.compare(&b);
    }
    if let (Some(a), Some(b)) = (values_of(a), values_of(b)) {
        return compare_values(&a, &b);
    }
    match (&a.kind, &b.kind) {
        (Kind::Absent(Some(x)), Kind::Absent(Some(y))) if !release::same_words(x, y) => {
            Relation::Incomparable
        }
        (Kind::Absent(_), Kind::Absent(_)) => Relation::Same,
        (x, y) if x == y => Relation::Same,
        _ => Relation::Incomparable,
    }
}

/// All numbers from `low` to `high`, in base units of one dimension or in things of one name.
struct Interval {
    low: f64,
    high: f64,
    measures: Option<unit::Dimension>,
    noun: String,
}

impl Interval {
    fn of(kind: &Kind) -> Option<Self> {
        let make = |q: &Quantity, low: bool, high: bool| {
            let unit = unit::find(&q.unit);
            let number = q.number * unit.map_or(1.0, |u| u.factor);
            // Conversion and its way back differ in the last digits.
            let number = (number * 1e9).round() / 1e9;
            Self {
                low: if low { number } else { f64::NEG_INFINITY },
                high: if high { number } else { f64::INFINITY },
                measures: unit.map(|u| u.dimension),
                noun: if unit.is_some() { String::new() } else { singular(&q.unit) },
            }
        };
        Some(match kind {
            Kind::AtMost(q) => make(q, false, true),
            Kind::AtLeast(q) => make(q, true, false),
            Kind::Equals(q) => make(q, true, true),
            _ => return None,
        })
    }

    fn compare(&self, other: &Self) -> Relation {
        if self.measures != other.measures || self.noun != other.noun {
            return Relation::Incomparable;
        }
        Relation::of(self, other, |a, b| b.low <= a.low && a.high <= b.high)
    }
}

/// `Nodes` and `node` count the same things.
fn singular(noun: &str) -> String {
    let low = noun.to_lowercase();
    low.strip_suffix("(s)").or_else(|| low.strip_suffix('s')).unwrap_or(&low).to_owned()
}

/// The values that a leaf permits, when it lists them or a release of them.
fn values_of(leaf: &Leaf) -> Option<Vec<Named>> {
    match &leaf.kind {
        Kind::OneOf(values) => Some(values.iter().map(|v| Named::new(v, false)).collect()),
        Kind::AtLeastVersion(value) => Some(vec![Named::new(value, true)]),
        _ => None,
    }
}

/// The values that any of the alternatives permits, when all of them do so by value.
fn permitted(check: &Check) -> Option<Vec<Named>> {
    let mut all = Vec::new();
    for part in alternatives(check) {
        match part {
            Check::Leaf(leaf) => all.extend(values_of(leaf)?),
            _ => return None,
        }
    }
    Some(all)
}

fn compare_values(a: &[Named], b: &[Named]) -> Relation {
    Relation::of(a, b, |a, b| a.iter().all(|x| b.iter().any(|y| x.is_within(y))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn leaf(kind: Kind) -> Check {
        Check::Leaf(Leaf { kind, subject: None, property: "p".into(), fact: None })
    }

    fn named(property: &str) -> Check {
        Check::Leaf(Leaf {
            kind: Kind::Holds,
            subject: None,
            property: property.into(),
            fact: None,
        })
    }

    fn amount(number: f64, unit: &str) -> Quantity {
        Quantity { number, unit: unit.into() }
    }

    fn one_of(values: &[&str]) -> Check {
        leaf(Kind::OneOf(values.iter().map(|v| (*v).to_owned()).collect()))
    }

    fn later(value: &str) -> Check {
        leaf(Kind::AtLeastVersion(value.into()))
    }

    #[test]
    fn bounds_compare_after_conversion() {
        use Relation::{Incomparable, Narrower, Same, Wider};
        let most = |n, u| leaf(Kind::AtMost(amount(n, u)));
        let least = |n, u| leaf(Kind::AtLeast(amount(n, u)));
        let exactly = |n, u| leaf(Kind::Equals(amount(n, u)));
        let cases = [
            (least(16.0, "GB"), least(16384.0, "MB"), Same),
            (least(32.0, "GB"), least(16.0, "GB"), Narrower),
            (most(900.0, "seconds"), most(15.0, "minutes"), Same),
            (most(8.0, "nodes"), most(16.0, "node"), Narrower),
            (exactly(1.0, "instance"), most(2.0, "instances"), Narrower),
            (most(2.0, "instances"), exactly(1.0, "instance"), Wider),
            (most(15.0, "characters"), most(15.0, "bytes"), Incomparable),
            (most(15.0, "nodes"), least(15.0, "nodes"), Incomparable),
            (most(0.1, "seconds"), most(100.0, "ms"), Same),
        ];
        for (a, b, want) in cases {
            assert_eq!(a.compare(&b), want, "{a:?} to {b:?}");
        }
    }

    #[test]
    fn values_compare_as_sets_and_releases_in_order() {
        use Relation::{Incomparable, Narrower, Same, Wider};
        let any = |of: &[Check]| Check::AnyOf(of.to_vec());
        let cases = [
            (one_of(&["Contoso 2016"]), one_of(&["contoso 2019", "Contoso 2016"]), Narrower),
            (one_of(&["TCP"]), one_of(&["UDP"]), Incomparable),
            (one_of(&["A", "B"]), one_of(&["B", "A"]), Same),
            (one_of(&["Contoso 2016"]), later("Contoso 2012 R2"), Narrower),
            (later("Contoso 2022"), one_of(&["Contoso 2025"]), Wider),
            (later("Contoso 2012 R2"), later("Contoso 2012"), Narrower),
            (later("Contoso 2016"), later("Fabrikam 2016"), Incomparable),
            (later("Contoso"), later("Contoso 2016"), Wider),
            (one_of(&["Contoso 2016", "Contoso 2012"]), later("Contoso 2016"), Incomparable),
            (any(&[later("Contoso 10"), later("Fabrikam 8.1")]), later("Contoso 10"), Wider),
            (any(&[later("A 1"), one_of(&["B"])]), any(&[one_of(&["B"]), later("A 1")]), Same),
            (later("SP2"), later("SP1"), Narrower),
            (later("9.1.1583"), later("9.1.900"), Narrower),
            (later("4.10"), later("4.8"), Narrower),
        ];
        for (a, b, want) in cases {
            assert_eq!(a.compare(&b), want, "{a:?} to {b:?}");
        }
    }

    #[test]
    fn the_same_value_is_found_among_others() {
        let not = |value: &str, property: &str| {
            let kind = Kind::Absent(Some(value.into()));
            Check::Leaf(Leaf { kind, subject: None, property: property.into(), fact: None })
        };
        let both = Check::AllOf(vec![not("5985", "use port 5985 or 5986"), not("5986", "5986")]);
        assert_eq!(both.compare(&not("5986", "use port 5986")), Relation::Narrower);
        assert_eq!(not("5986", "use port 5986").compare(&both), Relation::Wider);
    }

    #[test]
    fn more_demands_are_narrower_and_more_alternatives_wider() {
        let (a, b) = (named("a set up"), named("b set up"));
        let both = Check::AllOf(vec![a.clone(), b.clone()]);
        let either = Check::AnyOf(vec![a.clone(), b.clone()]);
        assert_eq!(both.compare(&a), Relation::Narrower);
        assert_eq!(b.compare(&both), Relation::Wider);
        assert_eq!(either.compare(&b), Relation::Wider);
        assert_eq!(both.compare(&Check::AllOf(vec![b, a.clone()])), Relation::Same);
        assert_eq!(a.compare(&leaf(Kind::Absent(None))), Relation::Incomparable);
        assert_eq!(Check::Not(Box::new(both)).compare(&Check::Not(Box::new(a))), Relation::Wider);
    }

    fn checks() -> impl Strategy<Value = Check> {
        let unit = prop::sample::select(vec!["GB", "MB", "nodes", "", "seconds", "minutes"]);
        let quantity = (0..6_u8, unit).prop_map(|(n, u)| amount(f64::from(n), u));
        let value = prop::sample::select(vec![
            "Contoso 2012",
            "Contoso 2012 R2",
            "Contoso 2016",
            "Contoso",
            "Fabrikam 10 SP1",
            "Fabrikam 10",
            "4.8",
            "TCP",
        ]);
        let kind = prop_oneof![
            quantity.clone().prop_map(Kind::AtMost),
            quantity.clone().prop_map(Kind::AtLeast),
            quantity.prop_map(Kind::Equals),
            prop::collection::vec(value.clone(), 1..4)
                .prop_map(|v| Kind::OneOf(v.into_iter().map(str::to_owned).collect())),
            value.prop_map(|v| Kind::AtLeastVersion(v.to_owned())),
            Just(Kind::Holds),
            Just(Kind::Absent(None)),
            Just(Kind::AllEqual),
        ];
        let leaf = (kind, "[ab]").prop_map(|(kind, property)| {
            Check::Leaf(Leaf { kind, subject: None, property, fact: None })
        });
        leaf.prop_recursive(2, 8, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(Check::AnyOf),
                prop::collection::vec(inner.clone(), 1..4).prop_map(Check::AllOf),
                inner.prop_map(|c| Check::Not(Box::new(c))),
            ]
        })
    }

    fn mirrored(relation: Relation) -> Relation {
        match relation {
            Relation::Narrower => Relation::Wider,
            Relation::Wider => Relation::Narrower,
            other => other,
        }
    }

    proptest! {
        #[test]
        fn a_check_is_the_same_as_itself(check in checks()) {
            prop_assert_eq!(check.compare(&check), Relation::Same);
        }

        #[test]
        fn the_mirror_has_the_other_direction(a in checks(), b in checks()) {
            prop_assert_eq!(a.compare(&b), mirrored(b.compare(&a)));
        }

        #[test]
        fn bounds_order_as_their_numbers(a in 1_u32..1000, b in 1_u32..1000) {
            let least = |n: u32| leaf(Kind::AtLeast(amount(f64::from(n), "GB")));
            let want = match a.cmp(&b) {
                std::cmp::Ordering::Less => Relation::Wider,
                std::cmp::Ordering::Equal => Relation::Same,
                std::cmp::Ordering::Greater => Relation::Narrower,
            };
            prop_assert_eq!(least(a).compare(&least(b)), want);
        }

        #[test]
        fn one_value_more_is_wider(mut values in prop::collection::btree_set("[a-z]{3,5}", 2..6)) {
            let all = leaf(Kind::OneOf(values.iter().cloned().collect()));
            values.pop_last();
            let fewer = leaf(Kind::OneOf(values.into_iter().collect()));
            prop_assert_eq!(fewer.compare(&all), Relation::Narrower);
        }
    }
}
