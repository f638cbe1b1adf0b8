//! The command line of `normative`: arguments, rendering and exit codes. What is decided, is
//! decided in the library.

mod args;
mod command;
mod console;
mod facts_file;
mod failure;
mod interrupt;
mod outcome;
mod progress;
mod project;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let interrupt = interrupt::Interrupt::listen();
    let console = console::Console::new(args.color, args.verbosity(), interrupt);
    let limited = args.jobs.map_or(Ok(()), project::limit_threads);
    match limited.and_then(|()| args.command.run(args.config.as_deref(), &console)) {
        Ok(outcome) => outcome.into(),
        Err(failure) => failure.report(&console).into(),
    }
}
