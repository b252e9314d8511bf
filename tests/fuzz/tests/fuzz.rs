//! Fuzzing without a compiler's help, for every run of the tests:
//!
//! ```sh
//! cargo test --release --workspace --test fuzz                      # a second for each target
//! cargo test --release --workspace --test fuzz -- view 60           # one of them for a minute
//! cargo test --release --workspace --test fuzz -- all 7             # each for seven seconds
//! FUZZ_SEED=12345 FUZZ_ROUND=678 cargo test … --test fuzz -- view   # one input again
//! ```
//!
//! With `FUZZ_SEEDS=FOLDER` the seeds of the targets are written there too. A round's input follows from the seed and the round alone, so nothing has to be kept to see a failure again.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test ends at the first surprise")]
#![allow(clippy::disallowed_methods, reason = "a program of its own, steered by arguments and environment")]

use std::{
    fs::File,
    os::unix::fs::FileExt,
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

use fanlight_fuzz::{TARGETS, Target};

/// The slowest input that is not a defect by itself; a busy machine makes everything slower.
const SLOW: Duration = Duration::from_secs(10);
/// Longest input that is made of nothing.
const LONGEST: u64 = 4_096;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let only = arguments.first().map(String::as_str).filter(|name| *name != "all");
    let seconds = arguments.get(1).map_or(1, |seconds| seconds.parse().unwrap());
    let seed = number("FUZZ_SEED").unwrap_or_else(|| getrandom::u64().unwrap());
    let round = number("FUZZ_ROUND");
    println!("FUZZ_SEED={seed}");
    let chosen: Vec<&Target> = TARGETS.iter().filter(|target| only.is_none_or(|name| name == target.name)).collect();
    assert!(!chosen.is_empty(), "there is no target {only:?}; there are: {TARGETS:?}");
    let found = chosen.into_iter().filter(|target| !fuzz(target, seed, round, Duration::from_secs(seconds))).count();
    if found > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

/// Runs a target for so long; true when it found nothing. An input that ends the process is found by the round that is on disk then.
fn fuzz(target: &Target, seed: u64, only: Option<u64>, time: Duration) -> bool {
    let name = target.name;
    let seeds = (target.seeds)();
    if let Some(folder) = std::env::var_os("FUZZ_SEEDS") {
        write(&seeds, Path::new(&folder));
    }
    let at = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.round"));
    let file = File::create(&at).unwrap();
    let started = Instant::now();
    let mut round = only.unwrap_or(0);
    while started.elapsed() < time {
        file.write_all_at(format!("FUZZ_SEED={seed} FUZZ_ROUND={round:<20}").as_bytes(), 0).unwrap();
        let input = input(Dice::new(seed, name, round), &seeds);
        let began = Instant::now();
        let ended = std::panic::catch_unwind(|| (target.run)(&input));
        if ended.is_err() || began.elapsed() > SLOW {
            let kept = at.with_extension("input");
            std::fs::write(&kept, &input).unwrap();
            println!("{name}: {:?} with FUZZ_SEED={seed} FUZZ_ROUND={round}; input: {}", began.elapsed(), kept.display());
            return false;
        }
        round += 1;
        if only.is_some() {
            break;
        }
    }
    println!("{name:<10} {round:>9} inputs in {:.1} s", started.elapsed().as_secs_f64());
    true
}

/// Puts the seeds into a corpus of libFuzzer's.
fn write(seeds: &[Vec<u8>], folder: &Path) {
    for seed in seeds {
        std::fs::write(folder.join(blake3::hash(seed).to_hex().as_str()), seed).unwrap();
    }
}

/// Bytes of no meaning, or a seed with some changes.
fn input(mut dice: Dice, seeds: &[Vec<u8>]) -> Vec<u8> {
    if seeds.is_empty() || dice.below(16) == 0 {
        let length = dice.below(LONGEST);
        return (0..length).map(|_| dice.below(256) as u8).collect();
    }
    let mut bytes = dice.of(seeds).clone();
    for _ in 0..=dice.below(8) {
        change(&mut bytes, &mut dice, seeds);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, dice: &mut Dice, seeds: &[Vec<u8>]) {
    let at = dice.below(bytes.len() as u64 + 1) as usize;
    let end = (at + dice.below(32) as usize).min(bytes.len());
    match dice.below(7) {
        0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
        1 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
        2 => drop(bytes.drain(at..end)),
        3 => bytes.insert(at, *dice.of(b"\0\xff\x7f\"'\\{}[]()<>|#*_-~`:.,/0189eE+\n\r\t $@&;=")),
        // A piece again, often.
        4 => {
            let piece = bytes[at..end].repeat(1 + dice.below(200) as usize);
            bytes.splice(at..at, piece);
        }
        // A piece of another seed.
        5 => {
            let other = dice.of(seeds);
            let from = dice.below(other.len() as u64) as usize;
            let to = (from + dice.below(256) as usize).min(other.len());
            bytes.splice(at..end, other[from..to].iter().copied());
        }
        _ => bytes.truncate(if dice.below(8) == 0 { at } else { bytes.len() }),
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Dice(u64);

impl Dice {
    fn new(seed: u64, target: &str, round: u64) -> Self {
        let hash = blake3::hash(format!("{seed} {target} {round}").as_bytes());
        Self(hash.as_bytes().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n.max(1)
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u64) as usize]
    }
}
