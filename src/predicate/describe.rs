//! A check in words, for people: `at most 16 nodes`, `one of A, B`.

use super::{Check, Kind, Leaf, Quantity};

impl Check {
    /// This check as a phrase. Compound ones are joined by "and" and "or"; a compound inside
    /// another one stands in parentheses.
    pub fn describe(&self) -> String {
        match self {
            Self::Leaf(leaf) => leaf.describe(),
            Self::AnyOf(of) => join(of, " or "),
            Self::AllOf(of) => join(of, " and "),
            Self::Not(of) => format!("not {}", nested(of)),
        }
    }
}

impl Leaf {
    fn describe(&self) -> String {
        let property = self.property.as_str();
        let of = |value: String| {
            if property.is_empty() { value } else { format!("{property}: {value}") }
        };
        match &self.kind {
            Kind::AtMost(amount) => of(format!("at most {}", amount.describe())),
            Kind::AtLeast(amount) => of(format!("at least {}", amount.describe())),
            Kind::Equals(amount) => of(format!("exactly {}", amount.describe())),
            Kind::OneOf(values) => of(format!("one of {}", values.join(", "))),
            Kind::AtLeastVersion(release) => of(format!("{release} or later")),
            Kind::Holds => property.to_owned(),
            Kind::Absent(None) => format!("not: {property}"),
            Kind::Absent(Some(value)) => of(format!("not {value}")),
            Kind::AllEqual => format!("the same {property}"),
            Kind::Disjoint => format!("kept apart: {property}"),
            Kind::Before => format!("in order: {property}"),
        }
    }
}

impl Quantity {
    fn describe(&self) -> String {
        if self.unit.is_empty() {
            self.number.to_string()
        } else {
            format!("{} {}", self.number, self.unit)
        }
    }
}

fn join(of: &[Check], word: &str) -> String {
    of.iter().map(nested).collect::<Vec<_>>().join(word)
}

fn nested(check: &Check) -> String {
    match check {
        Check::Leaf(_) => check.describe(),
        _ => format!("({})", check.describe()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(kind: Kind, property: &str) -> Check {
        Check::Leaf(Leaf { kind, subject: None, property: property.to_owned(), fact: None })
    }

    #[test]
    fn compounds_show_how_they_are_nested() {
        let amount = Quantity { number: 16.0, unit: "nodes".to_owned() };
        let size = leaf(Kind::AtMost(amount), "cluster");
        let same = leaf(Kind::AllEqual, "domain");
        let joined = leaf(Kind::Holds, "joined to a domain");
        let either = Check::AnyOf(vec![same, Check::Not(Box::new(joined))]);
        let all = Check::AllOf(vec![size, either]);
        assert_eq!(
            all.describe(),
            "cluster: at most 16 nodes and (the same domain or (not joined to a domain))"
        );
    }
}
