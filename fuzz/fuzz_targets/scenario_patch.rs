//! Scenarios added to the tutorial's network.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| landbridge::testing::fuzz::scenario_patch(bytes));
