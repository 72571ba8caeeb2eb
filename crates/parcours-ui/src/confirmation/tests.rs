use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn the_reference_is_said_and_no_answer_is() {
    let html = markup("received");
    assert!(html.contains(">PRC-7K2M-94XQ</strong>"));
    assert!(!html.contains("Tremblay"));
}
