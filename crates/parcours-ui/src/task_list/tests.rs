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
fn what_is_not_yet_open_is_no_link_and_says_why() {
    let html = markup("begun");
    let row = html.split("<li class=\"task\">").last().unwrap();
    assert!(!row.contains("<a ") && row.contains("Viendra avec l’étape"), "{row}");
}
