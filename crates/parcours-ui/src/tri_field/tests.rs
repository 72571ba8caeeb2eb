use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn not_known_is_an_answer() {
    let html = markup("unknown");
    let radios: Vec<&str> = html.split("<input").skip(1).collect();
    assert_eq!(radios.len(), 3);
    assert!(radios[2].contains(" checked"));
}
