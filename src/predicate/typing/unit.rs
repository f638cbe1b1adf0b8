//! Units of measurement: how they are written, and how they convert.

/// What a unit measures. Amounts of one dimension compare after conversion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dimension {
    /// Bytes.
    Size,
    /// Hertz.
    Frequency,
    /// Bits a second.
    Rate,
    /// Seconds.
    Time,
    /// Parts of a hundred.
    Share,
    /// Letters of a text.
    Length,
    /// Watts.
    Power,
    /// Bits of a key.
    Bits,
    /// Pixels.
    Pixels,
    /// Metres, between places.
    Distance,
    /// Inches of a screen.
    Diagonal,
    /// Input and output operations a second.
    Operations,
}

/// One unit: its canonical spelling, what it measures, how much of the base unit it is, and the
/// spellings that documents use, in lower case.
#[derive(Debug)]
pub(crate) struct Unit {
    /// The canonical spelling.
    pub(crate) name: &'static str,
    /// What it measures.
    pub(crate) dimension: Dimension,
    /// How many base units (bytes, hertz, bits a second, seconds) make one.
    pub(crate) factor: f64,
    spellings: &'static [&'static str],
}

const fn unit(
    name: &'static str,
    dimension: Dimension,
    factor: f64,
    spellings: &'static [&'static str],
) -> Unit {
    Unit { name, dimension, factor, spellings }
}

const KIB: f64 = 1024.0;

/// Every unit. To add one, add a line. Sizes are powers of 1,024, as operating systems count them.
const UNITS: &[Unit] = &[
    unit("bytes", Dimension::Size, 1.0, &["byte", "bytes"]),
    unit("KB", Dimension::Size, KIB, &["kb", "kib", "kilobyte", "kilobytes"]),
    unit("MB", Dimension::Size, KIB * KIB, &["mb", "mib", "megabyte", "megabytes"]),
    unit("GB", Dimension::Size, KIB * KIB * KIB, &["gb", "gib", "gigabyte", "gigabytes", "gbytes"]),
    unit("TB", Dimension::Size, KIB * KIB * KIB * KIB, &["tb", "tib", "terabyte", "terabytes"]),
    unit(
        "PB",
        Dimension::Size,
        KIB * KIB * KIB * KIB * KIB,
        &["pb", "pib", "petabyte", "petabytes"],
    ),
    unit("Hz", Dimension::Frequency, 1.0, &["hz", "hertz"]),
    unit("kHz", Dimension::Frequency, 1e3, &["khz", "kilohertz"]),
    unit("MHz", Dimension::Frequency, 1e6, &["mhz", "megahertz"]),
    unit("GHz", Dimension::Frequency, 1e9, &["ghz", "gigahertz"]),
    unit("bps", Dimension::Rate, 1.0, &["bps", "bit/s"]),
    unit("Kbps", Dimension::Rate, 1e3, &["kbps", "kbit/s", "kb/s", "kilobit", "kilobits"]),
    unit("Mbps", Dimension::Rate, 1e6, &["mbps", "mbit/s", "mb/s", "megabit", "megabits"]),
    unit(
        "Gbps",
        Dimension::Rate,
        1e9,
        &["gbps", "gbit/s", "gb/s", "gbe", "gigabit", "gigabits", "gbit"],
    ),
    unit("ms", Dimension::Time, 1e-3, &["ms", "msec", "millisecond", "milliseconds"]),
    unit("seconds", Dimension::Time, 1.0, &["s", "sec", "secs", "second", "seconds"]),
    unit("minutes", Dimension::Time, 60.0, &["min", "mins", "minute", "minutes"]),
    unit("hours", Dimension::Time, 3600.0, &["h", "hr", "hrs", "hour", "hours"]),
    unit("days", Dimension::Time, 86_400.0, &["day", "days"]),
    unit("weeks", Dimension::Time, 604_800.0, &["week", "weeks"]),
    unit("%", Dimension::Share, 1.0, &["%", "percent", "per cent", "percentage"]),
    unit("characters", Dimension::Length, 1.0, &["character", "characters", "char", "chars"]),
    unit("W", Dimension::Power, 1.0, &["w", "watt", "watts"]),
    unit("bits", Dimension::Bits, 1.0, &["bits"]),
    unit("pixels", Dimension::Pixels, 1.0, &["pixel", "pixels", "px"]),
    unit("inches", Dimension::Diagonal, 1.0, &["inch", "inches"]),
    unit("meters", Dimension::Distance, 1.0, &["meter", "meters", "metre", "metres"]),
    unit(
        "km",
        Dimension::Distance,
        1e3,
        &["km", "kilometer", "kilometers", "kilometre", "kilometres"],
    ),
    unit("miles", Dimension::Distance, 1609.344, &["mile", "miles"]),
    unit("IOPS", Dimension::Operations, 1.0, &["iops"]),
];

/// Nouns that count hardware: a bare number of them is the least that is needed.
const HARDWARE: &[&str] = &[
    "core",
    "cores",
    "processor",
    "processors",
    "cpu",
    "cpus",
    "vcpu",
    "vcpus",
    "vcore",
    "vcores",
    "socket",
    "sockets",
    "drive",
    "drives",
    "disk",
    "disks",
    "adapter",
    "adapters",
    "nic",
    "nics",
    "dimm",
    "dimms",
    "gpu",
    "gpus",
    "spindle",
    "spindles",
    "hdd",
    "hdds",
    "supply",
    "supplies",
    "supply",
    "supplies",
    "ssd",
    "ssds",
    "processor(s)",
    "core(s)",
];

/// The unit that documents spell so.
pub(crate) fn find(spelling: &str) -> Option<&'static Unit> {
    let low = spelling.to_lowercase();
    UNITS.iter().find(|u| u.spellings.contains(&low.as_str()))
}

/// Whether a count of this noun is an amount of hardware.
pub(super) fn counts_hardware(noun: &str) -> bool {
    HARDWARE.contains(&noun)
}

impl Unit {
    /// Whether an amount of it is an amount of hardware.
    pub(super) fn is_hardware(&self) -> bool {
        use Dimension::{Diagonal, Frequency, Operations, Pixels, Rate, Size};
        matches!(self.dimension, Size | Frequency | Rate | Operations | Pixels | Diagonal)
    }

    /// The unit for `self` each second, when that has a name: `gigabit per second`.
    pub(super) fn is_rate(&self) -> bool {
        self.dimension == Dimension::Rate
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_spelling_is_lower_case_and_names_one_unit() {
        let mut seen = std::collections::BTreeSet::new();
        for unit in UNITS {
            assert!(find(unit.name).is_some_and(|u| u.name == unit.name), "{}", unit.name);
            for spelling in unit.spellings {
                assert_eq!(*spelling, spelling.to_lowercase());
                assert!(seen.insert(*spelling), "`{spelling}` names two units");
            }
        }
    }

    /// All two units of one dimension.
    fn pairs() -> Vec<(&'static Unit, &'static Unit)> {
        let all = || UNITS.iter();
        all()
            .flat_map(|a| all().filter(|b| b.dimension == a.dimension).map(move |b| (a, b)))
            .collect()
    }

    proptest! {
        #[test]
        fn conversion_there_and_back((a, b) in prop::sample::select(pairs()), n in 0.001..1e6f64) {
            let there = n * a.factor / b.factor;
            let back = there * b.factor / a.factor;
            prop_assert!((back - n).abs() <= n * 1e-12);
        }
    }
}
