//! The verdicts on an environment, or on a fleet of them, for people and for programs.

mod json;
mod junit;
mod sarif;
mod text;

pub use json::render as json;
pub use junit::render as junit;
pub use sarif::render as sarif;
pub use text::render as text;

use crate::verdict::Report;

/// One environment: what its facts file is called, and the verdicts.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The name of the facts file.
    pub name: String,
    /// The verdicts.
    pub report: Report<'a>,
}
