//! What fuzzing found once stays found: every file of `tests/fuzz/corpus` is given to the function its target runs.

#[path = "../fuzz/src/targets.rs"]
mod targets;

use std::fs;

/// Files kept for all targets together; a corpus that grows is made smaller with `cargo fuzz cmin`.
const LARGEST_CORPUS: u64 = 300 * 1024;

#[test]
fn the_corpus_holds_nothing_that_stops_the_program() {
    let corpus = parcours_tests::root().join("tests/fuzz/corpus");
    let mut bytes = 0;
    for (name, run) in targets::TARGETS {
        let entries = fs::read_dir(corpus.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() >= 5, "{name} has {} files", files.len());
        for file in files {
            let data = fs::read(&file).unwrap();
            bytes += data.len() as u64;
            println!("{}", file.display());
            run(&data);
        }
    }
    assert!(bytes <= LARGEST_CORPUS, "the corpus has {bytes} bytes");
}
