//! What holds for all sources: who may name whom.

use std::fs;
use std::path::Path;
use std::process::Command;

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

/// What cargo says of the package and everything that it is built from on this machine.
fn packages() -> Vec<serde_json::Value> {
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc");
    let said = String::from_utf8(rustc.stdout).expect("UTF-8");
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

/// `1.89` as numbers that compare.
fn release(version: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    parts.resize(3, 0);
    parts
}

#[test]
fn no_dependency_needs_a_newer_rust_than_is_stated() {
    let stated = release(env!("CARGO_PKG_RUST_VERSION"));
    let packages = packages();
    assert!(packages.len() > 100, "{} packages", packages.len());
    let newer = packages.iter().filter_map(|package| {
        let needs = package["rust_version"].as_str()?;
        (release(needs) > stated).then(|| format!("{} needs Rust {needs}", package["name"]))
    });
    let newer: Vec<String> = newer.collect();
    assert!(newer.is_empty(), "Cargo.toml states {stated:?}, but {}", newer.join(", "));
}

/// A crate whose name doesn't say what it is for needs a word beside it.
const SPEAKING: &[&str] = &[
    "clap",
    "clap_complete",
    "clap_mangen",
    "ctrlc",
    "jsonschema",
    "proptest",
    "quick-junit",
    "rayon",
    "regex",
    "serde",
    "serde-sarif",
    "serde_json",
    "snapbox",
    "tera",
    "toml",
    "walkdir",
];

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string("Cargo.toml").expect("Cargo.toml");
    let mut inside = false;
    let mut silent = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if let Some((name, rest)) = line.split_once(" = ").filter(|_| inside)
            && !rest.contains(" # ")
            && !SPEAKING.contains(&name)
        {
            silent.push(name);
        }
    }
    assert!(silent.is_empty(), "what are these for? {}", silent.join(", "));
}
