//! `rust-module VERSION FACTS…`: what is violated in each environment.
//!
//! `rust-module --lines`: for each line `VERSION TAB FACTS` of standard input, where FACTS is the
//! path of a file or facts themselves, one line of JSON: every verdict, or why there is none.

use std::error::Error;
use std::io::{BufRead, Write};
use std::process::ExitCode;

use rust_module::rules::{Facts, Level, State, Version, evaluate_all};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--lines"] => lines().map(|()| ExitCode::SUCCESS),
        [version, ref files @ ..] => check(version, files),
        [] => Err("usage: rust-module VERSION FACTS...".into()),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(2)
    })
}

fn version(name: &str) -> Result<Version, Box<dyn Error>> {
    let found = Version::ALL.iter().find(|version| version.as_str() == name);
    found.copied().ok_or_else(|| format!("no version `{name}`").into())
}

/// Prints what is violated, and says whether something is that must not be.
fn check(name: &str, files: &[&str]) -> Result<ExitCode, Box<dyn Error>> {
    let version = version(name)?;
    let mut is_violated = false;
    for file in files {
        let facts = Facts::from_slice(&std::fs::read(file)?)?;
        facts.require_version(version)?;
        for (rule, verdict) in evaluate_all(version, &facts) {
            if verdict.state == State::Fail {
                is_violated |= matches!(rule.level, Level::Must | Level::MustNot);
                let line = rule.line(version).unwrap_or_default();
                println!("{file}: {} (line {line}): {}", rule.id, verdict.reason);
                for offender in verdict.offenders {
                    println!("  {offender}");
                }
            }
        }
    }
    Ok(ExitCode::from(u8::from(is_violated)))
}

/// One line of verdicts for each line of standard input.
fn lines() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (name, facts) = line.split_once('\t').ok_or("expected a version and facts")?;
        let verdicts = version(name).and_then(|version| {
            let is_path = !facts.starts_with('{');
            let bytes = if is_path { std::fs::read(facts)? } else { facts.as_bytes().to_vec() };
            let facts = Facts::from_slice(&bytes)?;
            facts.require_version(version)?;
            let verdicts = evaluate_all(version, &facts).into_iter();
            Ok(verdicts.map(|(rule, verdict)| (rule.id, verdict)).collect::<Vec<_>>())
        });
        match verdicts {
            Ok(verdicts) => serde_json::to_writer(&mut out, &verdicts)?,
            Err(error) => serde_json::to_writer(&mut out, &error.to_string())?,
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}
