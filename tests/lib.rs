//! What the tests of the whole house share: the committed definitions, and random numbers that can be told again.

use std::path::{Path, PathBuf};

use parcours_schema::disk::{self, Disk};
use parcours_schema::{Fault, Form, Workflow};

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Ids of the committed forms.
pub fn form_ids() -> Vec<String> {
    ids("forms")
}

/// Ids of the committed workflows.
pub fn workflow_ids() -> Vec<String> {
    ids("workflows")
}

fn ids(kind: &str) -> Vec<String> {
    let Ok(folders) = std::fs::read_dir(root().join("schemas").join(kind)) else { return Vec::new() };
    let mut ids: Vec<String> =
        folders.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    ids.sort();
    ids
}

/// A committed form.
///
/// # Panics
/// When it does not load, with its faults: a test has failed then.
pub fn form(id: &str) -> Form {
    let path = root().join("schemas/forms").join(id).join("form.json");
    Disk::around(&path).load(&path).unwrap_or_else(|faults| told(&faults))
}

/// A committed workflow.
///
/// # Panics
/// When it does not load, with its faults: a test has failed then.
pub fn workflow(id: &str) -> Workflow {
    let path = root().join("schemas/workflows").join(id).join("workflow.json");
    disk::workflow(&path).unwrap_or_else(|faults| told(&faults))
}

fn told(faults: &[Fault]) -> ! {
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    panic!("{}", faults.join("\n"))
}

/// Numbers that look random and are the same for the same seed (xorshift64*).
pub struct Random(u64);

impl Random {
    /// Starts a sequence.
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next number below `bound`; 0 when `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        (number % bound.max(1) as u64) as usize
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// One of the items.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Not SHA-256, and enough to tell contents apart.
pub fn hash(bytes: &[u8]) -> [u8; 32] {
    let mut sum = [0_u8; 32];
    for (index, byte) in bytes.iter().enumerate() {
        let place = &mut sum[index % 32];
        *place = place.rotate_left(3) ^ byte ^ (index as u8);
    }
    sum
}
