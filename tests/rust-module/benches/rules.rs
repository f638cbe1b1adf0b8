//! How many rules one core decides in a second: `cargo bench` prints it for facts that satisfy
//! everything, for facts that violate much, and for facts about nothing.

use std::hint::black_box;
use std::time::{Duration, Instant};

use rust_module::rules::{Facts, Version, evaluate_all};

const GOOD: &str = include_str!("../../data/good.facts.json");

fn facts(text: &str) -> Facts {
    Facts::from_slice(text.as_bytes()).expect("facts")
}

/// Rules decided in a second, in the best of many short rounds: what the core can do when nothing
/// else runs on it.
fn rate(version: Version, facts: &Facts) -> f64 {
    let mut best = 0.0f64;
    for _ in 0..400 {
        let (mut rules, start) = (0usize, Instant::now());
        while start.elapsed() < Duration::from_millis(3) {
            rules += black_box(evaluate_all(version, black_box(facts))).len();
        }
        best = best.max(rules as f64 / start.elapsed().as_secs_f64());
    }
    best
}

fn main() {
    let version = Version::ALL[Version::ALL.len() - 1];
    let good = GOOD
        .replace("@VERSION@", version.as_str())
        .replace("@BUILD@", "10.25.1000.0")
        .replace("Windows Server 2022", "Windows Server 2025");
    let bad = good
        .replace("Windows Server 2025", "Windows Server 2008 R2")
        .replace("\"partOfDomain\": true", "\"partOfDomain\": false")
        .replace("\"netbiosName\": \"N1\"", "\"netbiosName\": \"a-name-that-is-long\"");
    let nothing = "{\"schema\": \"normative.facts/1\"}";
    for (name, text) in [("good", good.as_str()), ("bad", &bad), ("nothing", nothing)] {
        println!("{name}: {:.0} rules a second", rate(version, &facts(text)));
    }
}
