//! `normative init`.

use std::path::{Path, PathBuf};

use clap::Args;
use normative::config;
use normative::source::SourceSet;

use crate::console::Console;
use crate::failure::Failure;
use crate::outcome::Outcome;

/// What is written when the folder has no page yet.
const PAGE: &str = include_str!("../init/page.md");

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder of the docs
    #[arg(default_value = "docs-source", value_name = "DIR")]
    dir: PathBuf,

    /// The name of the product
    #[arg(long, value_name = "NAME", default_value = "My Product")]
    product: String,

    /// A version of the product, in release order; give it once for each
    #[arg(long = "moniker", value_name = "MONIKER", default_values = ["my-product-1", "my-product-2"])]
    monikers: Vec<String>,
}

impl Init {
    pub(crate) fn run(&self, console: &Console) -> Result<Outcome, Failure> {
        let config = self.dir.join("normative.toml");
        if config.symlink_metadata().is_ok() {
            return Err(Failure::new(format!("`{}` is already there", config.display())));
        }
        std::fs::create_dir_all(&self.dir).map_err(|error| failed(&self.dir, &error))?;
        write(&config, &self.config())?;
        let mut sources = SourceSet::default();
        if config::open(&config, &mut sources).is_err() {
            // The one glob that is written matches nothing: there is no page yet.
            let page = self.dir.join("getting-started.md");
            let first = self.monikers.first().map_or("", String::as_str);
            let last = self.monikers.last().map_or("", String::as_str);
            write(&page, &PAGE.replace("FIRST", first).replace("LAST", last))?;
            console.note(format_args!("wrote `{}`", page.display()));
        }
        console.note(format_args!("wrote `{}`", config.display()));
        console.note("next: look through it, then run `normative build`");
        Ok(Outcome::Clean)
    }

    /// The configuration. JSON's strings are TOML's basic strings.
    fn config(&self) -> String {
        let quoted = |text: &String| serde_json::Value::from(text.as_str()).to_string();
        let monikers: Vec<_> = self.monikers.iter().map(quoted).collect();
        include_str!("../init/normative.toml")
            .replace("\"PRODUCT\"", &quoted(&self.product))
            .replace("\"MONIKERS\"", &monikers.join(", "))
    }
}

#[expect(clippy::disallowed_methods, reason = "what it writes is no output of a build")]
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| failed(path, &error))
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot write `{}`: {error}", path.display()))
}
