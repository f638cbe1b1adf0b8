//! The limit that reading is measured against: walk a folder, read every page and let
//! pulldown-cmark parse it, in parallel, and do nothing else.
//!
//! ```text
//! cargo run --release --example bare_parse -- FOLDER [--read-only [OUTPUTS]]
//! ```
//!
//! With `--read-only` nothing is parsed; of the files of `OUTPUTS` it is only asked how they stand,
//! as a build does that has nothing to do.

#![allow(clippy::disallowed_methods)] // they are about the outputs of the library
#![allow(clippy::print_stdout)] // a program, not the library

use std::path::PathBuf;
use std::process::ExitCode;

use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;
use walkdir::WalkDir;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(folder) = arguments.next() else {
        println!("usage: bare_parse FOLDER [--read-only [OUTPUTS]]");
        return ExitCode::from(2);
    };
    let parse = arguments.next().is_none();
    let outputs = arguments.next().map(PathBuf::from);
    let pages: Vec<PathBuf> = WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    let (bytes, events) = pages
        .par_iter()
        .filter_map(|path| std::fs::read(path).ok())
        .map(|bytes| {
            let text = String::from_utf8_lossy(&bytes);
            let events = if parse { Parser::new_ext(&text, options()).count() } else { 0 };
            (bytes.len(), events)
        })
        .reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    let asked = outputs.map_or(0, |outputs| {
        let files = WalkDir::new(outputs).into_iter().filter_map(Result::ok);
        files.filter(|file| file.metadata().is_ok_and(|known| known.is_file())).count()
    });
    println!("{} pages, {bytes} bytes, {events} events, {asked} outputs", pages.len());
    ExitCode::SUCCESS
}

/// What the product turns on too.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}
