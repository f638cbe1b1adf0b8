//! Pester suites, one folder per version: static tests that name facts, limits and ids, and one
//! fixed module that decides them.

mod json;
pub mod quote;
