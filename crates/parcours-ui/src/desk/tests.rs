use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn prints() {
    for name in ["rows", "picked-out", "no-match", "sorted", "incomplete", "row", "row-errors", "read-only"] {
        println!("{name}: {}", markup(name));
    }
}
