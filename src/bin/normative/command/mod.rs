//! One file a command. To add one: a file, a line in [`Command`], a page in `help/`.

mod build;
mod check;
mod completions;
mod diff;
mod explain;
mod graph;
mod init;
mod lint;
mod man;
mod monikers;
mod watch;

use std::path::Path;

use clap::Subcommand;

use crate::console::Console;
use crate::failure::Failure;
use crate::outcome::Outcome;

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make everything from the docs
    #[command(after_help = include_str!("../help/build.txt"))]
    Build(build::Build),
    /// Say which requirements an environment meets
    #[command(after_help = include_str!("../help/check.txt"))]
    Check(check::Check),
    /// Print what the docs require
    #[command(after_help = include_str!("../help/graph.txt"))]
    Graph(graph::Graph),
    /// Print what changed between two versions, or two revisions of the docs
    #[command(after_help = include_str!("../help/diff.txt"))]
    Diff(diff::Diff),
    /// Say what is wrong with the docs
    #[command(after_help = include_str!("../help/lint.txt"))]
    Lint(lint::Lint),
    /// Say why something is, or is not, a requirement
    #[command(after_help = include_str!("../help/explain.txt"))]
    Explain(explain::Explain),
    /// Print the versions that a moniker range selects, one a line
    #[command(after_help = include_str!("../help/monikers.txt"))]
    Monikers(monikers::Monikers),
    /// Set up a folder of docs
    #[command(after_help = include_str!("../help/init.txt"))]
    Init(init::Init),
    /// Build whenever the docs change
    #[command(after_help = include_str!("../help/watch.txt"))]
    Watch(watch::Watch),
    /// Print a completion script for a shell
    #[command(after_help = include_str!("../help/completions.txt"))]
    Completions(completions::Completions),
    /// Print a manual page
    #[command(after_help = include_str!("../help/man.txt"))]
    Man(man::Man),
}

impl Command {
    /// Does it. `config` is what `--config` names.
    pub(crate) fn run(&self, config: Option<&Path>, console: &Console) -> Result<Outcome, Failure> {
        match self {
            Self::Build(command) => command.run(config, console),
            Self::Check(command) => command.run(config, console),
            Self::Graph(command) => command.run(config, console),
            Self::Diff(command) => command.run(config, console),
            Self::Lint(command) => command.run(config, console),
            Self::Explain(command) => command.run(config, console),
            Self::Monikers(command) => command.run(config, console),
            Self::Init(command) => command.run(console),
            Self::Watch(command) => command.run(config, console),
            Self::Completions(command) => command.run(console),
            Self::Man(command) => command.run(console),
        }
    }
}
