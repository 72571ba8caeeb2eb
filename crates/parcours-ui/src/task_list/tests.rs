use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn each_link_is_described_by_its_status() {
    let html = markup("begun");
    assert!(html.contains("aria-describedby=\"task-0-status\""), "{html}");
    assert!(html.contains("id=\"task-0-status\">En cours<"), "{html}");
}

#[test]
fn a_step_that_is_not_yet_open_has_no_link_and_says_why() {
    let html = markup("begun");
    let step = html.split("<li class=\"step\">").last().unwrap();
    assert!(!step.contains("<a ") && step.contains("Pas encore accessible. Le dossier est à l’étape"), "{step}");
}
