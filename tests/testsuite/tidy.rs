//! What holds for all sources: who may name whom.

use std::fs;
use std::path::Path;

/// The modules of the library in the order of `src/lib.rs`.
fn modules() -> Vec<String> {
    let root = fs::read_to_string("src/lib.rs").expect("src/lib.rs");
    let names = root.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// Every source file of one module, with its text up to its tests.
fn sources(module: &str) -> Vec<(String, String)> {
    let folder = Path::new("src").join(module);
    let file = folder.with_extension("rs");
    let mut paths: Vec<_> = walkdir::WalkDir::new(&folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter(|path| !path.ends_with("tests.rs"))
        .collect();
    paths.extend(file.exists().then_some(file));
    assert!(!paths.is_empty(), "`{module}` has no sources");
    let read = |path: &Path| {
        let text = fs::read_to_string(path).expect("a readable source");
        let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        (path.display().to_string(), own)
    };
    paths.iter().map(|path| read(path)).collect()
}

/// The modules that a line of code names with `crate::`.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let ends = |c: char| !c.is_alphanumeric() && c != '_';
        rest.split(ends).next().unwrap_or(rest)
    })
}

#[test]
fn a_module_names_only_those_above_it() {
    let order = modules();
    let mut offences = Vec::new();
    for (at, module) in order.iter().enumerate() {
        for (path, text) in sources(module) {
            for (number, line) in text.lines().enumerate() {
                if line.trim_start().starts_with("//") {
                    continue;
                }
                let later = named(line).filter(|name| order[at + 1..].iter().any(|m| m == name));
                offences.extend(later.map(|name| {
                    format!(
                        "{path}:{}: `{module}` names `{name}`, which comes after it in src/lib.rs",
                        number + 1
                    )
                }));
            }
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn every_file_starts_with_what_it_is_for() {
    let mut silent = Vec::new();
    for entry in walkdir::WalkDir::new("src").into_iter().chain(walkdir::WalkDir::new("tests")) {
        let path = entry.expect("a readable folder").into_path();
        let is_source = path.extension().is_some_and(|extension| extension == "rs");
        if !is_source || path.ends_with("tests.rs") || path.starts_with("tests/rust-module") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a readable source");
        if !text.starts_with("//!") && !text.starts_with("// @generated") {
            silent.push(path.display().to_string());
        }
    }
    assert!(silent.is_empty(), "no `//!` at the top of {}", silent.join(", "));
}

/// The rooms that read prose and compare what it says.
const ENGINE: &[&str] =
    &["markdown", "version", "statement", "predicate", "requirement", "diff", "lint", "explain"];

/// What stands in quotes in a source, outside comments.
fn literals(source: &str) -> String {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    let quoted = code.flat_map(|line| line.split('"').skip(1).step_by(2));
    quoted.collect::<Vec<_>>().join("\n").to_lowercase()
}

/// The tables of a room: every file in it that is neither code nor tests nor documentation.
fn tables(room: &str) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(Path::new("src").join(room)).into_iter();
    let files = files.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let files = files.filter(|entry| {
        !entry.path().extension().is_some_and(|extension| extension == "rs" || extension == "md")
    });
    files
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("a readable table");
            (entry.path().display().to_string(), text.to_lowercase())
        })
        .collect()
}

fn is_named(name: &str, text: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let is_word = |c: char| c.is_alphanumeric();
        !text[..at].ends_with(is_word) && !text[at + name.len()..].starts_with(is_word)
    })
}

#[test]
fn no_table_of_the_engine_names_a_product() {
    let names = include_str!("product_names.txt").lines().filter(|line| !line.starts_with('#'));
    let names: Vec<&str> = names.collect();
    assert!(names.len() > 40 && is_named("sql", "a list: sql, tcp") && !is_named("sql", "mysql"));
    let mut texts: Vec<(String, String)> = Vec::new();
    for room in ENGINE {
        let code = sources(room).into_iter().filter(|(path, _)| !path.contains("/tests/"));
        texts.extend(code.map(|(path, source)| (path, literals(&source))));
        texts.extend(tables(room));
    }
    assert!(texts.iter().filter(|(path, _)| path.ends_with(".txt")).count() >= 5);
    let offences = texts.iter().flat_map(|(path, text)| {
        let found = names.iter().filter(|name| is_named(name, text));
        found.map(move |name| format!("{path} names `{name}`"))
    });
    let offences: Vec<_> = offences.collect();
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}
