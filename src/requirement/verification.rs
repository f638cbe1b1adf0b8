//! Whether a program can decide a variant, and if not, why not.

use super::Variant;
use crate::predicate::Check;
use crate::predicate::decide::Test;
use crate::statement::Level;

/// How a variant is verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verification {
    /// By a program, from facts.
    Automated,
    /// By hand: the clause has nothing that a program could decide.
    NoCheck,
    /// By hand: no vocabulary says which fact decides a part of the check.
    Unbound,
    /// By hand: nothing decides whether the condition applies.
    OpenCondition,
}

impl Verification {
    /// `automated` or `manual`.
    pub fn mode(self) -> &'static str {
        if self == Self::Automated { "automated" } else { "manual" }
    }

    /// Why it is manual, from a closed list.
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Automated => None,
            Self::NoCheck => Some("no_check"),
            Self::Unbound => Some("unbound"),
            Self::OpenCondition => Some("open_condition"),
        }
    }
}

impl Variant {
    /// How this variant is verified.
    pub fn verification(&self) -> Verification {
        let Some(check) = &self.check else { return Verification::NoCheck };
        if !check.is_bound() {
            return Verification::Unbound;
        }
        match &self.condition {
            Some(condition) if !condition.check.as_ref().is_some_and(Check::is_bound) => {
                Verification::OpenCondition
            }
            _ => Verification::Automated,
        }
    }
}

impl Variant {
    /// How facts decide this variant: its check, behind its condition, as a permission when it is
    /// one. None when a person has to.
    pub fn test(&self) -> Option<Test> {
        let mut test = self.check.as_ref()?.test()?;
        if self.level == Level::May {
            test = Test::Permits { then: Box::new(test) };
        }
        match &self.condition {
            None => Some(test),
            Some(condition) => {
                let condition = Box::new(condition.check.as_ref()?.test()?);
                Some(Test::When { condition, then: Box::new(test) })
            }
        }
    }
}
