use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn the_group_itself_is_neither_required_nor_optional() {
    let html = markup("address");
    assert!(html.contains("<legend class=\"title\" part=\"legend\">Adresse</legend>"));
}
