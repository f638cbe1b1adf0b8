//! `normative man [COMMAND]`.

use clap::{Args, CommandFactory};

use crate::console::Console;
use crate::failure::Failure;
use crate::outcome::Outcome;

#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The page of one command [default: the page of normative itself]
    command: Option<String>,
}

impl Man {
    pub(crate) fn run(&self, console: &Console) -> Result<Outcome, Failure> {
        let mut root = crate::args::Args::command().disable_help_subcommand(true);
        root.build();
        let command = match &self.command {
            None => root,
            Some(name) => {
                root.find_subcommand(name).cloned().ok_or_else(|| unknown(&root, name))?
            }
        };
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        console.print(String::from_utf8_lossy(&page))?;
        Ok(Outcome::Clean)
    }
}

fn unknown(root: &clap::Command, name: &str) -> Failure {
    let names = root.get_subcommands().map(clap::Command::get_name);
    let failure = Failure::new(format!("there is no command `{}`", name.escape_debug()));
    match normative::version::nearest(name, names) {
        Some(nearest) => failure.help(format!("the nearest command is `{nearest}`")),
        None => failure,
    }
}
