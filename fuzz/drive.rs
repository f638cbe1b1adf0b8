//! Runs the targets without libFuzzer: mutates seeds for a while and says how often. On a panic the
//! input is kept as `finding-TARGET-N`.
//!
//! ```text
//! cargo run --release --no-default-features --bin drive -- TARGET SECONDS FOLDER-OF-SEEDS [SEED]
//! ```

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use normative_fuzz::TARGETS;

/// An input that takes longer is a finding.
const SLOW: Duration = Duration::from_secs(2);
/// Larger inputs are cut.
const LARGEST: usize = 64 << 10;

/// What is dropped into inputs.
const PIECES: &[&[u8]] = &[
    b"\n::: moniker range=\">=p-2\"\n",
    b"\n::: moniker-end\n",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xe2\x80",
    b"\n```\n",
    b"|",
    b"**",
    b"`",
    b"<table><tr><td>",
    b"[!INCLUDE [x](b.md)]",
    b"> [!NOTE]\n> ",
    b"\n%%%%\n",
    b" must not ",
    b" if ",
    b" unless ",
    b"\xcc\x81",
    b"\n> - ",
    b"e.g",
    b"(",
    b")",
    b"\"",
    b"\\u0000",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"=",
    b"'''",
    b"\"\"\"",
    b"null",
    b"-1",
    b"1e999",
    b"schema",
    b">=p-1 || p-3",
    b"99999999999999999999",
    b" 4 GB",
    b"\xe2\x80\x94",
    b"isn't",
    b"\n- ",
    b"\n1. ",
    b"\n|-|-|\n",
    b"---\n",
    b"<br>",
    b"<!--",
    b"&lt;",
    b"* ",
    b"    ",
    b"\t",
    b"one of the following:",
];

/// SplitMix64: the same seed gives the same inputs.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides.max(1) as u64) as usize
    }

    /// A part of a seed, harmed.
    fn input(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let seed = &seeds[self.roll(seeds.len())];
        let from = if self.roll(3) == 0 { 0 } else { self.roll(seed.len()) };
        let length = 1 << self.roll(15);
        let mut input = seed[from..(from + length).min(seed.len())].to_vec();
        for _ in 0..=self.roll(8) {
            let at = self.roll(input.len() + 1);
            match self.roll(8) {
                0 if at < input.len() => input[at] ^= 1 << self.roll(8),
                1 => input.truncate(at),
                2 => {
                    let end = (at + self.roll(60)).min(input.len());
                    input.drain(at..end);
                }
                3 => {
                    let other = &seeds[self.roll(seeds.len())];
                    let start = self.roll(other.len());
                    let end = (start + self.roll(400)).min(other.len());
                    input.splice(at..at, other[start..end].iter().copied());
                }
                4 => {
                    let end = (at + self.roll(80)).min(input.len());
                    let piece = input[at..end].repeat(1 + self.roll(20));
                    input.splice(at..end, piece);
                }
                _ => drop(input.splice(at..at, PIECES[self.roll(PIECES.len())].iter().copied())),
            }
        }
        input.truncate(LARGEST);
        input
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, seconds, folder, rest @ ..] = arguments.as_slice() else {
        println!("usage: drive TARGET SECONDS FOLDER-OF-SEEDS [SEED]");
        return ExitCode::from(2);
    };
    let (Some((_, target)), Ok(seconds)) =
        (TARGETS.iter().find(|(known, _)| known == name), seconds.parse())
    else {
        let known: Vec<&str> = TARGETS.iter().map(|target| target.0).collect();
        println!("SECONDS is a whole number, TARGET one of {}", known.join(", "));
        return ExitCode::from(2);
    };
    let mut seeds = vec![Vec::new()];
    gather(Path::new(folder), &mut seeds);
    let mut dice = Dice(rest.first().and_then(|seed| seed.parse().ok()).unwrap_or(1));
    let start = Instant::now();
    let (mut runs, mut findings, mut slowest) = (0_u64, 0, Duration::ZERO);
    while start.elapsed() < Duration::from_secs(seconds) && findings < 20 {
        let input = dice.input(&seeds);
        let (began, busy) = (Instant::now(), on_cpu());
        let ended = catch_unwind(AssertUnwindSafe(|| target(&input)));
        // On a busy machine a thread may wait for longer than it works.
        let took = match (busy, on_cpu()) {
            (Some(before), Some(after)) => after - before,
            _ => began.elapsed(),
        };
        slowest = slowest.max(took);
        runs += 1;
        if ended.is_err() || took > SLOW {
            findings += 1;
            let kept = PathBuf::from(format!("finding-{name}-{findings}"));
            println!(
                "{} after {took:?}: {}",
                kept.display(),
                if ended.is_err() { "panic" } else { "slow" }
            );
            std::fs::write(kept, &input).ok();
        }
    }
    let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = memory.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("?").trim();
    println!(
        "{name}: {} seeds, {runs} executions in {} s, {findings} findings, slowest {slowest:?}, peak {peak}",
        seeds.len() - 1,
        start.elapsed().as_secs(),
    );
    if findings == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How long this thread was on a processor, where the system says so.
fn on_cpu() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Every file below a folder.
fn gather(folder: &Path, seeds: &mut Vec<Vec<u8>>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, seeds);
        } else if let Ok(bytes) = std::fs::read(&path) {
            seeds.push(bytes);
        }
    }
}
