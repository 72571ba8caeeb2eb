use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn nothing_is_chosen_beforehand() {
    assert!(!markup("radios").contains(" checked"));
}

#[test]
fn the_group_is_named_required_and_wrong_as_one() {
    let html = markup("radios-wrong");
    let fieldset = html.split('>').next().unwrap();
    for part in
        ["role=\"radiogroup\"", "aria-required=\"true\"", "aria-invalid=\"true\"", "aria-describedby=\"place-error\""]
    {
        assert!(fieldset.contains(part), "{part} in {fieldset}");
    }
}

#[test]
fn the_first_line_of_a_list_is_no_answer() {
    let html = markup("select");
    assert!(html.contains("<option value>Choisir une réponse</option>"));
    assert!(html.contains("<option value=\"1\" selected>"));
}
