use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn the_name_has_the_words_of_the_button() {
    assert!(markup("empty").contains("aria-labelledby=\"file-label file-button\""));
}

#[test]
fn the_button_that_removes_a_file_names_it() {
    let html = markup("chosen");
    assert!(
        html.contains(">Retirer le fichier rapport-d-evaluation-fonctionnelle-2026-11-22-version-finale.pdf</button>")
    );
    assert!(!markup("empty").contains("Retirer"));
}
