//! Whether a bound of a document can be told in the unit of a fact.

use crate::predicate::decide::Comparison;

const UNITS: &str = include_str!("units.txt");

/// How many of which base unit a unit is. Nothing when it only counts things: `nodes`.
fn measure(unit: &str) -> Option<(f64, &'static str)> {
    let folded = unit.trim().to_ascii_lowercase();
    let singular = folded.strip_suffix('s').filter(|one| one.len() > 2).unwrap_or(&folded);
    let lines = UNITS.lines().filter(|line| !line.starts_with('#'));
    let mut rows = lines.filter_map(|line| {
        let mut parts = line.split(' ');
        Some((parts.next()?, parts.next()?.parse::<f64>().ok()?, parts.next()?))
    });
    rows.find(|(name, ..)| *name == folded || *name == singular)
        .map(|(_, factor, base)| (factor, base))
}

/// The whole-number bound, in the unit of a fact, that says the same as `number` in `unit`.
///
/// Nothing when the units measure different things, or when no whole number can say it.
pub(super) fn bound(
    compare: Comparison,
    number: f64,
    unit: &str,
    fact_unit: &str,
) -> Option<(Comparison, i64)> {
    let scaled = match (measure(unit), measure(fact_unit)) {
        (None, None) => number,
        (Some((factor, base)), Some((fact_factor, fact_base))) if base == fact_base => {
            number * factor / fact_factor
        }
        _ => return None,
    };
    let limit = match compare {
        Comparison::AtMost => scaled.floor(),
        Comparison::AtLeast => scaled.ceil(),
        Comparison::Equals if scaled.fract() == 0.0 => scaled,
        Comparison::Equals => return None,
    };
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
    (limit.abs() <= EXACT).then_some((compare, limit as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_told_in_the_unit_of_the_fact() {
        let check = |number, unit, fact_unit| {
            bound(Comparison::AtLeast, number, unit, fact_unit).map(|(_, limit)| limit)
        };
        assert_eq!(check(8.0, "GB", "MB"), Some(8192));
        assert_eq!(check(2.0, "hours", "seconds"), Some(7200));
        assert_eq!(check(16.0, "nodes", "members"), Some(16));
        assert_eq!(check(16.0, "nodes", "MB"), None);
        assert_eq!(check(16.0, "GB", "seconds"), None);
        assert_eq!(check(1e300, "", ""), None);
        assert_eq!(check(f64::NAN, "", ""), None);
    }

    #[test]
    fn a_fraction_is_rounded_to_where_it_still_says_the_same() {
        assert_eq!(bound(Comparison::AtMost, 2.5, "", ""), Some((Comparison::AtMost, 2)));
        assert_eq!(bound(Comparison::AtLeast, 2.5, "", ""), Some((Comparison::AtLeast, 3)));
        assert_eq!(bound(Comparison::Equals, 2.5, "", ""), None);
    }
}
