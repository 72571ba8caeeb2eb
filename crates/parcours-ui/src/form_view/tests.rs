use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn the_language_is_said_and_there_is_one_live_region() {
    let html = markup("second-page");
    assert!(html.starts_with("<div class=\"parcours\" part=\"form\" lang=\"fr-CA\">"), "{html}");
    assert_eq!(html.matches("aria-live").count(), 1);
}

#[test]
fn the_way_back_comes_first() {
    let html = markup("second-page");
    assert!(html.find(">Retour</a>").unwrap() < html.find("id=\"heading\"").unwrap());
}
