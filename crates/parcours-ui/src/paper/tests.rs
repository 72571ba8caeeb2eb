use parcours_schema::{Language, NoLibrary, load_form};

use super::paper;

fn html(language: Language) -> String {
    let text = r#"{ "id": "demo", "version": "1.0.0", "revision": "2026-04", "audience": "public", "legal_regime": "a-2.1",
      "sensitive": false, "title": { "fr": "Essai", "en": "Trial" }, "sections": [ { "id": "who",
      "title": { "fr": "Qui", "en": "Who" }, "questions": [
        { "id": "child", "kind": "yes_no", "required": true, "label": { "fr": "Un enfant?", "en": "A child?" } },
        { "id": "born", "kind": "date", "label": { "fr": "Né le", "en": "Born on" },
          "when": { "all": [ { "answer": "who.child", "is": true }, { "not": { "answer": "who.place", "is": "home" } } ] } },
        { "id": "why", "kind": "long_text", "label": { "fr": "Pourquoi", "en": "Why" }, "when": { "all": [
          { "answer": "who.place", "answered": true }, { "not": { "answer": "who.place", "is": "home" } },
          { "any": [ { "answer": "who.child", "is": true }, { "answer": "who.child", "answered": false } ] } ] } },
        { "id": "else", "kind": "text", "label": { "fr": "Sinon", "en": "Otherwise" }, "when": { "not": { "all": [
          { "answer": "who.child", "answered": true }, { "answer": "who.child", "is": true } ] } } },
        { "id": "place", "kind": "choice", "label": { "fr": "Où", "en": "Where" }, "options": [
          { "value": "home", "label": { "fr": "Chez <lui>", "en": "At <home>" } },
          { "value": "other", "label": { "fr": "Ailleurs", "en": "Elsewhere" } } ] },
        { "id": "phones", "kind": "group", "label": { "fr": "Téléphones", "en": "Phones" },
          "repeat": { "max": 5, "add": { "fr": "Ajouter", "en": "Add" }, "item": { "fr": "Téléphone {n}", "en": "Phone {n}" } },
          "questions": [ { "id": "number", "kind": "phone", "label": { "fr": "Numéro", "en": "Number" } } ] } ] } ] }"#;
    let form = load_form("demo.json", text, &NoLibrary).expect("a form");
    paper(&form, language, Some("CISSS\n450 555-0100"))
}

#[test]
fn a_36_what_depends_on_another_answer_says_on_which() {
    assert!(
        html(Language::Fr).contains(
            "Répondez seulement si la réponse à 1.1 est «\u{a0}Oui\u{a0}» et la réponse à 1.5 n’est pas «\u{a0}Chez &lt;lui&gt;\u{a0}»."
        ),
        "{}",
        html(Language::Fr)
    );
    assert!(
        html(Language::En)
            .contains("Answer only if the answer to 1.1 is “Yes” and the answer to 1.5 is not “At &lt;home&gt;”.")
    );
}

#[test]
fn a_36_a_condition_in_another_stands_in_parentheses_and_nothing_is_said_twice() {
    let told = "Answer only if the answer to 1.5 is not “At &lt;home&gt;” and (the answer to 1.1 is “Yes” or you did not answer 1.1).";
    assert!(html(Language::En).contains(told), "{}", html(Language::En));
}

#[test]
fn a_36_a_contrary_leaves_nothing_out() {
    let told = "Answer only if you did not answer 1.1 or the answer to 1.1 is not “Yes”.";
    assert!(html(Language::En).contains(told), "{}", html(Language::En));
}

#[test]
fn a_36_every_answer_has_its_place() {
    let html = html(Language::Fr);
    assert_eq!(html.matches("class=\"tick\"").count(), 4, "yes, no and two places: {html}");
    assert_eq!(html.matches("line part").count(), 3, "day, month, year");
    for row in ["Téléphone 1", "Téléphone 2", "Téléphone 3", "S’il y en a d’autres", "450 555-0100", "version 1.0.0"]
    {
        assert!(html.contains(row), "{row}: {html}");
    }
    assert!(!html.contains("Téléphone 4"));
}

#[test]
fn nothing_of_it_can_be_pressed() {
    for live in ["<input", "<button", "<select", "<textarea", "<script"] {
        assert!(!html(Language::En).contains(live));
    }
}
