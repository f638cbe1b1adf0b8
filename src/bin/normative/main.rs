//! The command line of `normative`: arguments, rendering and exit codes. What is decided, is
//! decided in the library.

mod args;
mod command;
mod console;
mod facts_file;
mod failure;
mod outcome;
mod project;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let console = console::Console::new(args.color, args.verbosity());
    match args.command.run(args.config.as_deref(), &console) {
        Ok(outcome) => outcome.into(),
        Err(failure) => failure.report(&console).into(),
    }
}
