//! `normative completions SHELL`.

use clap::{Args, CommandFactory};

use crate::console::Console;
use crate::failure::Failure;
use crate::outcome::Outcome;

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// Which shell
    shell: clap_complete::Shell,
}

impl Completions {
    pub(crate) fn run(&self, console: &Console) -> Result<Outcome, Failure> {
        let mut script = Vec::new();
        let mut command = crate::args::Args::command();
        clap_complete::generate(self.shell, &mut command, "normative", &mut script);
        console.print(String::from_utf8_lossy(&script))?;
        Ok(Outcome::Clean)
    }
}
