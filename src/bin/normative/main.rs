//! The command line of `normative`.

fn main() {}
