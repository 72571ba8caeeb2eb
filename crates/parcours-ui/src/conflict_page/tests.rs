use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn both_answers_and_who_changed_it_are_in_words_and_none_is_chosen() {
    let html = markup("asked");
    assert!(html.contains("La vôtre\u{a0}: Je veux rester chez moi."), "{html}");
    assert!(html.contains("Celle de Marie Gagnon\u{a0}: Je veux déménager."), "{html}");
    assert!(html.contains("Enregistrée le 20 novembre 2026, 9\u{a0}h"), "the hour of Québec: {html}");
    assert!(!html.contains("checked"));
}
