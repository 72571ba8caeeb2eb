//! The envelope in which answers travel.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use parcours_fuzz::bend::bend;
use parcours_fuzz::targets;

fuzz_target!(|data: &[u8]| targets::envelope(data));
fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| { bend(data, size, most, seed, fuzzer_mutate) });
