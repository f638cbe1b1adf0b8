#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| normative_fuzz::zones(data));
