use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn what_one_only_reads_has_no_control() {
    let html = markup("read-only");
    assert!(
        html.contains("Je veux rester chez moi.") && !html.contains("<textarea") && !html.contains("type=\"submit\"")
    );
}

#[test]
fn rows_of_others_are_neither_added_nor_removed() {
    let html = markup("rows-of-others");
    assert!(html.contains("450 555-0142") && html.contains("type=\"radio\""), "{html}");
    assert!(!html.contains("Ajouter un téléphone") && !html.contains(">Retirer<"), "{html}");
}

#[test]
fn what_was_not_saved_stays_and_says_so() {
    let html = markup("not-saved");
    assert!(html.contains("Je veux rester chez moi.</textarea>") && html.contains("role=\"alert\""), "{html}");
}
