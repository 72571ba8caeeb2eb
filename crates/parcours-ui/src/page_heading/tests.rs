use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn it_can_take_the_focus_without_being_a_stop() {
    let html = markup("second-level");
    assert!(html.starts_with("<h2 ") && html.contains("tabindex=\"-1\"") && html.contains("id=\"heading\""));
}
