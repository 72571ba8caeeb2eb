use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn a_number_that_is_not_sure_is_no_link() {
    let html = markup("danger");
    assert!(html.contains("<a href=\"tel:811\" class=\"phone\">811</a>"), "{html}");
    assert!(html.contains("<span class=\"phone\">450 371-4090</span>"));
}
