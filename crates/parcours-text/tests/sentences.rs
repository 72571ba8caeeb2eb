//! Every problem said in both languages, at every kind of place of a form.

#![allow(clippy::expect_used)]

use parcours_schema::{Code, DatePart, Form, Language, NoLibrary, Problem, load_form};
use parcours_text::{label_at, row_label, sentence};
use serde_json::Value;

const FORM: &str = r#"{
  "id": "demo", "version": "1.0.0", "revision": "2026", "audience": "public", "legal_regime": "a-2.1",
  "sensitive": false, "title": { "fr": "Essai", "en": "Trial" },
  "sections": [
    { "id": "person", "title": { "fr": "Personne", "en": "Person" }, "questions": [
      { "id": "name", "kind": "text", "label": { "fr": "Prénom usuel", "en": "Usual first name" },
        "missing": { "fr": "Inscrivez le prénom usuel.", "en": "Enter the usual first name." }, "required": true },
      { "id": "permit", "kind": "text", "label": { "fr": "No de permis", "en": "Licence no." }, "pattern": "^[0-9]+$",
        "hint": { "fr": "Seulement des chiffres.", "en": "Digits only." } },
      { "id": "nam", "kind": "nam", "label": { "fr": "Numéro d’assurance maladie", "en": "Health insurance number" } },
      { "id": "email", "kind": "email", "label": { "fr": "Courriel", "en": "Email" } },
      { "id": "born", "kind": "date", "label": { "fr": "Date de naissance", "en": "Date of birth" } },
      { "id": "agrees", "kind": "yes_no", "label": { "fr": "Est-ce que la personne est d’accord?", "en": "Does the person agree?" } },
      { "id": "income", "kind": "money", "label": { "fr": "Revenu", "en": "Income" } },
      { "id": "weight", "kind": "number", "decimals": 1, "label": { "fr": "Poids", "en": "Weight" } },
      { "id": "grounds", "kind": "choices", "label": { "fr": "Motifs", "en": "Grounds" }, "exclusive": ["none"],
        "options": [ { "value": "none", "label": { "fr": "Aucun", "en": "None" } }, { "value": "other", "label": { "fr": "Autre", "en": "Other" } } ] },
      { "id": "file", "kind": "attachment", "label": { "fr": "Document", "en": "Document" },
        "types": ["application/pdf", "image/jpeg", "image/png"], "max_bytes": 10485760 },
      { "id": "address", "kind": "address", "label": { "fr": "Adresse", "en": "Address" }, "questions": [
        { "id": "street", "kind": "text", "label": { "fr": "Rue", "en": "Street" },
          "missing": { "fr": "Inscrivez la rue.", "en": "Enter the street." } },
        { "id": "postal_code", "kind": "postal_code", "label": { "fr": "Code postal", "en": "Postal code" } } ] },
      { "id": "phones", "kind": "group", "label": { "fr": "Téléphones", "en": "Phones" },
        "repeat": { "max": 5, "add": { "fr": "Ajouter un téléphone", "en": "Add a phone" }, "item": { "fr": "Téléphone {n}", "en": "Phone {n}" } },
        "questions": [
          { "id": "number", "kind": "phone", "label": { "fr": "Numéro", "en": "Number" },
            "missing": { "fr": "Inscrivez le numéro.", "en": "Enter the number." } } ] } ] },
    { "id": "plan", "title": "Plan", "questions": [
      { "id": "needs", "kind": "group", "label": { "fr": "Besoins", "en": "Needs" },
        "repeat": { "max": 5, "add": { "fr": "Ajouter un besoin", "en": "Add a need" }, "item": { "fr": "Besoin {n}", "en": "Need {n}" } },
        "questions": [
          { "id": "key", "kind": "computed", "label": { "fr": "Clé", "en": "Key" }, "compute": { "key": true } },
          { "id": "about", "kind": "choice", "label": { "fr": "Domaine", "en": "Domain" },
            "options": [ { "value": "work", "label": { "fr": "Travail", "en": "Work" } }, { "value": "home", "label": { "fr": "Maison", "en": "Home" } } ] },
          { "id": "text", "kind": "long_text", "label": { "fr": "Besoin", "en": "Need" } } ] },
      { "id": "first", "kind": "reference", "to": "plan.needs", "show": "plan.needs.text",
        "label": { "fr": "Premier besoin", "en": "First need" } },
      { "id": "others", "kind": "reference", "to": "plan.needs", "show": "plan.needs.text", "many": true,
        "label": { "fr": "Autres besoins", "en": "Other needs" } } ] },
    { "id": "contact", "in": "person", "title": { "fr": "Pour joindre", "en": "To reach" }, "questions": [
      { "id": "fax", "kind": "phone", "label": { "fr": "Télécopieur", "en": "Fax" } } ] },
    { "id": "end", "title": { "fr": "Fin", "en": "End" }, "questions": [
      { "id": "expectations", "root": true, "kind": "long_text", "label": { "fr": "Attentes", "en": "Expectations" } } ] } ],
  "checks": [ { "id": "both", "severity": "error", "that": { "answer": "person.name", "answered": true },
    "at": ["person.nam"], "say": { "fr": "Inscrivez le nom ou le numéro.", "en": "Enter the name or the number." } } ]
}"#;

fn form() -> Form {
    load_form("demo.json", FORM, &NoLibrary).expect("the form of the tests")
}

/// One example of each code. A new code does not compile until it is here.
fn every_code() -> Vec<Code> {
    let codes = vec![
        Code::Required,
        Code::WrongType,
        Code::UnknownKey,
        Code::TooShort { min: 2, got: 1 },
        Code::TooLong { max: 2000, got: 2120 },
        Code::DigitInName,
        Code::Pattern,
        Code::EmailShape,
        Code::PhoneShape,
        Code::PhoneShortCode,
        Code::PostalCodeShape,
        Code::PostalCodeOutsideQuebec,
        Code::NamShape,
        Code::NamDate,
        Code::NamCheckDigit,
        Code::NamName,
        Code::NamBirthDate,
        Code::NamSex,
        Code::DateShape,
        Code::DateMissing { parts: vec![DatePart::Month] },
        Code::DateNotReal,
        Code::DateNotPast,
        Code::DateInFuture,
        Code::DateTooEarly { min: "2020-01-01".to_owned() },
        Code::DateTooLate { max: "2026-11".to_owned() },
        Code::MonthShape,
        Code::TimeShape,
        Code::NumberShape,
        Code::NumberDecimals { max: 2 },
        Code::NumberTooSmall { min: 1.5 },
        Code::NumberTooLarge { max: 2000.0 },
        Code::NotAnOption,
        Code::TooManyOptions { max: 3, got: 5 },
        Code::ExclusiveOption { value: "none".to_owned() },
        Code::TooFewRows { min: 2 },
        Code::TooManyRows { max: 5, got: 7 },
        Code::RowKey,
        Code::RowKeyTwice,
        Code::RowGone,
        Code::AttachmentType,
        Code::AttachmentTooLarge { max: 10_485_760 },
        Code::ComputedMismatch,
        Code::Check { id: "unknown".to_owned() },
        Code::Server { code: "x".to_owned(), detail: String::new() },
    ];
    let place = |code: &Code| match code {
        Code::Required => 0,
        Code::WrongType => 1,
        Code::UnknownKey => 2,
        Code::TooShort { .. } => 3,
        Code::TooLong { .. } => 4,
        Code::DigitInName => 5,
        Code::Pattern => 6,
        Code::EmailShape => 7,
        Code::PhoneShape => 8,
        Code::PhoneShortCode => 9,
        Code::PostalCodeShape => 10,
        Code::PostalCodeOutsideQuebec => 11,
        Code::NamShape => 12,
        Code::NamDate => 13,
        Code::NamCheckDigit => 14,
        Code::NamName => 15,
        Code::NamBirthDate => 16,
        Code::NamSex => 17,
        Code::DateShape => 18,
        Code::DateMissing { .. } => 19,
        Code::DateNotReal => 20,
        Code::DateNotPast => 21,
        Code::DateInFuture => 22,
        Code::DateTooEarly { .. } => 23,
        Code::DateTooLate { .. } => 24,
        Code::MonthShape => 25,
        Code::TimeShape => 26,
        Code::NumberShape => 27,
        Code::NumberDecimals { .. } => 28,
        Code::NumberTooSmall { .. } => 29,
        Code::NumberTooLarge { .. } => 30,
        Code::NotAnOption => 31,
        Code::TooManyOptions { .. } => 32,
        Code::ExclusiveOption { .. } => 33,
        Code::TooFewRows { .. } => 34,
        Code::TooManyRows { .. } => 35,
        Code::RowKey => 36,
        Code::RowKeyTwice => 37,
        Code::RowGone => 38,
        Code::AttachmentType => 39,
        Code::AttachmentTooLarge { .. } => 40,
        Code::ComputedMismatch => 41,
        Code::Check { .. } => 42,
        Code::Server { .. } => 43,
    };
    for (index, code) in codes.iter().enumerate() {
        assert_eq!(place(code), index);
    }
    codes
}

#[test]
fn every_code_names_its_place_in_both_languages() {
    let form = form();
    for code in every_code() {
        for (language, label) in [(Language::Fr, "Attentes\u{a0}: "), (Language::En, "Expectations: ")] {
            let said = sentence(&Problem::error("/expectations", code.clone()), &form, language);
            if code == Code::UnknownKey {
                assert!(said.starts_with("/expectations"), "{said}");
                continue;
            }
            let advice = said.strip_prefix(label).unwrap_or_else(|| panic!("{code:?}: {said}"));
            assert!(advice.ends_with('.'), "{said}");
            assert!(!advice.contains("  ") && !advice.contains(" ."), "{said}");
            assert!(advice.starts_with(|c: char| c.is_lowercase()), "{said}");
            assert!(advice.split(". ").all(|sentence| sentence.split_whitespace().count() <= 20), "{said}");
        }
    }
}

#[test]
fn both_languages_say_something_of_their_own() {
    let form = form();
    for code in every_code() {
        let say = |language| sentence(&Problem::error("/person/name", code.clone()), &form, language);
        assert_ne!(say(Language::Fr), say(Language::En));
    }
}

#[track_caller]
fn says(at: &str, code: Code, fr: &str, en: &str) {
    let form = form();
    let problem = Problem::error(at, code);
    assert_eq!(sentence(&problem, &form, Language::Fr), fr);
    assert_eq!(sentence(&problem, &form, Language::En), en);
}

#[test]
fn places() {
    says(
        "/person/address/postal_code",
        Code::PostalCodeShape,
        "Adresse, code postal\u{a0}: inscrivez un code postal comme G1R 5V7.",
        "Address, postal code: enter a postal code like G1R 5V7.",
    );
    says(
        "/person/phones/1/number",
        Code::PhoneShape,
        "Téléphone 2, numéro\u{a0}: inscrivez un numéro de téléphone à 10 chiffres, comme 418 555-0123.",
        "Phone 2, number: enter a 10-digit phone number, like 418-555-0123.",
    );
    says("/person/name", Code::Required, "Inscrivez le prénom usuel.", "Enter the usual first name.");
    says("/person/address/street", Code::Required, "Inscrivez la rue.", "Enter the street.");
    says(
        "/person/phones/0/number",
        Code::Required,
        "Téléphone 1\u{a0}: inscrivez le numéro.",
        "Phone 1: enter the number.",
    );
    says(
        "/person/phones",
        Code::Required,
        "Téléphones\u{a0}: utilisez le bouton «\u{a0}Ajouter un téléphone\u{a0}».",
        "Phones: use the “Add a phone” button.",
    );
    says(
        "/person/agrees",
        Code::Required,
        "Est-ce que la personne est d’accord? Choisissez une réponse.",
        "Does the person agree? Select an answer.",
    );
    says(
        "/person/born/month",
        Code::DateMissing { parts: vec![DatePart::Month, DatePart::Year] },
        "Date de naissance\u{a0}: ajoutez le mois et l’année.",
        "Date of birth: add the month and the year.",
    );
    says("", Code::NotAnOption, "Choisissez une réponse de la liste.", "Select an answer from the list.");
    says(
        "/person/nickname",
        Code::UnknownKey,
        "/person/nickname\u{a0}: cette réponse n’est pas au formulaire. Retirez-la.",
        "/person/nickname: this answer is not in the form. Remove it.",
    );
    says(
        "/a\u{202e}b\n",
        Code::UnknownKey,
        "/ab\u{a0}: cette réponse n’est pas au formulaire. Retirez-la.",
        "/ab: this answer is not in the form. Remove it.",
    );
}

#[test]
fn particulars() {
    says(
        "/person/permit",
        Code::Pattern,
        "No de permis\u{a0}: vérifiez la réponse. Seulement des chiffres.",
        "Licence no.: check the answer. Digits only.",
    );
    says(
        "/expectations",
        Code::TooLong { max: 2000, got: 2120 },
        "Attentes\u{a0}: gardez au plus 2\u{a0}000 caractères. Retirez-en 120.",
        "Expectations: keep to 2,000 characters or fewer. Remove 120.",
    );
    says(
        "/person/born",
        Code::DateTooEarly { min: "2020-01-01".to_owned() },
        "Date de naissance\u{a0}: inscrivez une date à partir du 1er janvier 2020.",
        "Date of birth: enter January 1, 2020 or a later date.",
    );
    says(
        "/person/born",
        Code::DateTooLate { max: "2026-11".to_owned() },
        "Date de naissance\u{a0}: inscrivez un mois jusqu’à novembre 2026.",
        "Date of birth: enter November 2026 or an earlier month.",
    );
    says(
        "/person/income",
        Code::NumberTooLarge { max: 99_999.5 },
        "Revenu\u{a0}: inscrivez un montant d’au plus 99\u{a0}999,50\u{a0}$.",
        "Income: enter an amount of at most $99,999.50.",
    );
    says(
        "/person/weight",
        Code::NumberShape,
        "Poids\u{a0}: inscrivez un nombre, comme 12,5.",
        "Weight: enter a number, like 12.5.",
    );
    says(
        "/person/grounds",
        Code::ExclusiveOption { value: "none".to_owned() },
        "Motifs\u{a0}: gardez «\u{a0}Aucun\u{a0}» ou les autres réponses, pas les deux.",
        "Grounds: keep “None” or the other answers, not both.",
    );
    says(
        "/person/file",
        Code::AttachmentType,
        "Document\u{a0}: choisissez un fichier PDF, JPEG ou PNG.",
        "Document: choose a file of PDF, JPEG or PNG type.",
    );
    says(
        "/person/file",
        Code::AttachmentTooLarge { max: 10_485_760 },
        "Document\u{a0}: ce fichier est trop lourd. Choisissez un fichier de 10\u{a0}Mo ou moins.",
        "Document: this file is too large. Choose a file of 10\u{a0}MB or less.",
    );
    says(
        "/person/nam",
        Code::Check { id: "both".to_owned() },
        "Inscrivez le nom ou le numéro.",
        "Enter the name or the number.",
    );
    let detail = "Le service est fermé.\u{202e}\0".to_owned();
    says(
        "/person/nam",
        Code::Server { code: "closed".to_owned(), detail },
        "Le service est fermé.",
        "Le service est fermé.",
    );
}

#[test]
fn rows_and_references() {
    says(
        "/plan/needs/1/key",
        Code::RowKeyTwice,
        "Besoin 2\u{a0}: retirez cet ajout, puis refaites-le.",
        "Need 2: remove this entry, then add it again.",
    );
    says(
        "/plan/first",
        Code::Required,
        "Premier besoin\u{a0}: choisissez une réponse.",
        "First need: select an answer.",
    );
    says(
        "/plan/others",
        Code::Required,
        "Autres besoins\u{a0}: choisissez au moins une réponse.",
        "Other needs: select at least one answer.",
    );
    says(
        "/plan/others",
        Code::RowGone,
        "Autres besoins\u{a0}: un élément choisi n’existe plus. Choisissez-en un autre, ou retirez-le.",
        "Other needs: an item chosen is no longer there. Select another one, or remove it.",
    );
}

#[test]
fn rows_are_called_by_their_title_and_what_tells_them_apart() {
    let form = form();
    let (text, about) = ("plan.needs.text", "plan.needs.about");
    let label = |show: &str, value: &str, language| {
        let (question, value) = (form.question(show).expect("a question"), Value::from(value));
        row_label(&form, "/plan/needs/1", Some((question, &value)), language)
    };
    assert_eq!(label(text, "Un répit", Language::Fr), "Besoin 2\u{a0}: Un répit");
    assert_eq!(label(text, "Un répit\nle samedi", Language::En), "Need 2: Un répit le samedi");
    assert_eq!(label(about, "work", Language::Fr), "Besoin 2\u{a0}: Travail");
    assert_eq!(row_label(&form, "/plan/needs/0", None, Language::Fr), "Besoin 1");
    let long = label(text, &"é".repeat(100), Language::Fr);
    assert!(long.ends_with("é…") && long.matches('é').count() == 80, "{long}");
}

#[test]
fn labels() {
    let form = form();
    for (at, label) in [
        ("/person/phones/1/number", "Téléphone 2, numéro"),
        ("/person/phones/1", "Téléphone 2"),
        ("/person/phones", "Téléphones"),
        ("/person/phones/1/other", "Téléphone 2"),
        ("/person/address/street", "Adresse, rue"),
        ("/person", "Personne"),
        ("/person/fax", "Télécopieur"),
        ("/contact/fax", ""),
        ("/person/born/day", "Date de naissance"),
        ("/expectations", "Attentes"),
        ("/end/expectations", ""),
        ("/nowhere", ""),
        ("", ""),
        ("/person/phones/99999999999999999999/number", "Téléphones"),
    ] {
        assert_eq!(label_at(&form, at, Language::Fr), label, "{at}");
    }
}
