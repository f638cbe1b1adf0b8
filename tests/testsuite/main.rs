//! The tests of the whole: the binary as a user runs it, and what holds for all sources.
//!
//! A case is a folder beside the module that uses it; see [`project`].

#![allow(clippy::disallowed_methods)] // they are about the outputs of the library

mod bad_input;
mod build;
mod cache;
mod check;
mod commands;
mod configuration;
mod conformance;
mod faults;
mod git;
mod graph_document;
mod growth;
mod impact;
mod lineage;
mod long_runs;
mod monikers;
mod project;
mod stress;
mod tidy;
mod vmm;
mod vocabulary;
