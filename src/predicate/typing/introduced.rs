//! What a lead-in makes of the bare names under it: `Remove the following roles:` asks for none.

use super::clause::{Clause, Head, Order};
use super::leftover::removes;
use super::relation;
use super::token::Text;

use crate::predicate::{Check, Kind};

/// The kind of check that each name under the lead-in has, when it isn't a state that holds.
pub(super) fn kind_of(lead_in: &str) -> Option<Kind> {
    let lead_in = lead_in.trim().trim_end_matches([':', '.']);
    // Where the lead-in has several sentences, the last one introduces.
    let last = lead_in.rsplit(". ").next().unwrap_or(lead_in);
    let text = Text::new(last);
    let clause = Clause::new(text, false);
    let names =
        clause.core.clone().any(|i| clause.text.low(i) == "following") || clause.rest.is_empty();
    if !names || clause.head == Head::Fragment || clause.negated {
        return None;
    }
    let after = clause.order.as_ref().is_some_and(|(order, _)| *order == Order::After);
    // `Before you set up X, the following must be installed:` are plain prerequisites.
    let state = clause.head != Head::Verb || clause.verb == "meet" || clause.verb == "have";
    let told = clause.order.is_some() && state && !removes(&clause);
    if !after && !told && !relation::ordered(&clause).is_empty() {
        return Some(Kind::Before);
    }
    let scope = clause.at.min(clause.rest.start)..clause.rest.end;
    if relation::is_disjoint(&clause, scope.clone()) {
        return Some(Kind::Disjoint);
    }
    if !relation::equalities(&clause, scope).is_empty() {
        return Some(Kind::AllEqual);
    }
    removes(&clause).then_some(Kind::Absent(None))
}

/// Gives each state among `checks` that kind.
pub(super) fn apply(kind: &Kind, checks: &mut [Check]) {
    for check in checks {
        if let Check::Leaf(leaf) = check
            && leaf.kind == Kind::Holds
        {
            leaf.kind = kind.clone();
        }
    }
}
