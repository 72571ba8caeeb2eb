use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn a_required_field_is_required_and_its_asterisk_is_only_seen() {
    let html = markup("required");
    assert!(html.contains(" required"));
    assert!(html.contains("<span class=\"star\" aria-hidden=\"true\">\u{a0}*</span>"), "{html}");
}

#[test]
fn an_optional_field_says_so_in_its_name() {
    assert!(markup("optional").contains("<span class=\"optional\">\u{a0}(facultatif)</span>"));
}

#[test]
fn it_is_wrong_only_in_error() {
    assert!(!markup("required").contains("aria-invalid"));
    assert!(markup("hint-and-error").contains("aria-invalid=\"true\" aria-describedby=\"nam-hint nam-error\""));
}

#[test]
fn markup_is_text() {
    let html = markup("markup-is-text");
    assert!(!html.contains("<img") && !html.contains("<svg"), "{html}");
}
