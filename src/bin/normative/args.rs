//! The arguments that every command takes.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgAction, Parser};

use crate::command::Command;
use crate::console::Color;

/// Turn what versioned documentation requires into tests, rules and reports
#[derive(Debug, Parser)]
#[command(
    name = "normative",
    version,
    arg_required_else_help = true,
    after_help = include_str!("help/normative.txt"),
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// The configuration [default: the nearest normative.toml upwards, else
    /// docs-source/normative.toml]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub(crate) color: Color,

    /// How many threads work at once [default: as many as there are processors]
    #[arg(long, short, global = true, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Say nothing but errors
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Say more
    #[arg(long, short, global = true, action = ArgAction::Count)]
    verbose: u8,
}

impl Args {
    /// -1 for `--quiet`, else how often `--verbose` was given.
    pub(crate) fn verbosity(&self) -> i8 {
        match self.quiet {
            true => -1,
            false => i8::try_from(self.verbose).unwrap_or(i8::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Args::command().debug_assert();
    }

    /// The words of a command line that quotes with `'` only.
    fn words(line: &str) -> Vec<&str> {
        let parts = line.split('\'').enumerate();
        parts
            .flat_map(|(at, part)| match at % 2 {
                0 => part.split_whitespace().collect(),
                _ => vec![part],
            })
            .collect()
    }

    #[test]
    fn every_example_in_the_help_is_accepted() {
        let mut root = Args::command();
        root.build();
        let mut seen = 0;
        for command in std::iter::once(&root).chain(root.get_subcommands()) {
            let name = command.get_name();
            if name == "help" {
                continue;
            }
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let lines = help.lines().filter_map(|line| line.trim().strip_prefix("$ "));
            let before = seen;
            for line in lines {
                // What is behind two blanks explains; behind ` | `, ` > ` or ` >> ` it belongs to the shell.
                let own = ["  ", " | ", " > ", " >> "]
                    .iter()
                    .fold(line, |own, mark| own.split(mark).next().unwrap_or(own));
                Args::try_parse_from(words(own)).unwrap_or_else(|error| panic!("{line}: {error}"));
                seen += 1;
            }
            assert!(seen > before, "`{name}` has no example");
        }
    }
}
