use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn one_button_moves_on_and_the_others_do_not() {
    let html = markup("all");
    assert_eq!(html.matches("type=\"submit\"").count(), 1);
    assert_eq!(html.matches("type=\"button\"").count(), 1);
}
