//! A file of a network.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| landbridge::testing::fuzz::reader(bytes));
