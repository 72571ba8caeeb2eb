use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn the_statement_is_the_name_of_the_box_and_the_question_that_of_the_group() {
    let html = markup("statement-wrong");
    assert!(html.contains("<legend class=\"label\" part=\"label\">Déclaration<"));
    assert!(html.contains("<label for=\"attestation-box\">Les renseignements de cette demande"));
    assert!(html.contains("aria-invalid=\"true\""));
}

#[test]
fn a_ticked_box_is_ticked() {
    assert!(markup("optional").contains(" checked"));
}
