//! A quantity with its unit.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| landbridge::testing::fuzz::units(bytes));
