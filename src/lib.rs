//! A documentation compiler: reads versioned product documentation in Markdown and turns what
//! the prose requires into things that run.
//!
//! The data flows one way, and a stage knows nothing of later ones:
//!
//! 1. [`config`] reads `normative.toml`; [`source`] reads the pages. No later stage opens a file.
//! 2. [`version`] decides which versions a moniker range selects.
//! 3. [`markdown`] cuts each page into [views](markdown::View): what the readers of one set of
//!    versions see, as blocks whose text knows where it stands in the original bytes.
//! 4. [`statement`] keeps the clauses that oblige, forbid, recommend or permit.
//! 5. [`predicate`] types each clause: the check that a program could decide.
//! 6. [`requirement`] joins statements, across versions, into one graph with stable ids.
//! 7. [`vocabulary`] binds the leaves of its checks to facts about an environment.
//! 8. [`verdict`] decides its requirements from [`facts`], and [`impact`] what a change means for
//!    who has those facts; [`diff`] and [`generate`] read the graph too and never change it.
//!
//! Reading a document never fails: it yields a value and [diagnostics](diagnostic::Diagnostic).

// A module names only those above it; blank lines keep rustfmt from sorting them.

pub mod source;

pub mod diagnostic;

pub mod version;

pub mod config;

pub mod markdown;

pub mod statement;

pub mod predicate;

pub mod requirement;

pub mod vocabulary;

pub mod diff;

pub mod facts;

pub mod verdict;

pub mod impact;

pub mod lint;

pub mod compile;

pub mod explain;

pub mod generate;
