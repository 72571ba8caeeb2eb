//! Answers as the review page shows them.

#![allow(clippy::expect_used)]

use parcours_schema::{Language, NoLibrary, load_form};
use parcours_text::answer;
use serde_json::{Value, json};

fn shown(kind: Value, value: Value) -> (Vec<String>, Vec<String>) {
    let mut question = json!({ "id": "q", "label": { "fr": "Question", "en": "Question" } });
    let map = question.as_object_mut().expect("an object");
    map.extend(kind.as_object().expect("an object").clone());
    let form = json!({
        "id": "demo", "version": "1.0.0", "revision": "2026", "audience": "public", "legal_regime": "a-2.1",
        "sensitive": false, "title": { "fr": "Essai", "en": "Trial" },
        "sections": [ { "id": "s", "title": { "fr": "Section", "en": "Section" }, "questions": [question] } ]
    });
    let form = load_form("demo.json", &form.to_string(), &NoLibrary).expect("a form");
    let question = form.question("s.q").expect("the question");
    let lines = |language| answer(question, &form, &value, language);
    (lines(Language::Fr), lines(Language::En))
}

#[track_caller]
fn shows(kind: Value, value: Value, fr: &[&str], en: &[&str]) {
    let (french, english) = shown(kind, value);
    assert_eq!(french, fr);
    assert_eq!(english, en);
}

#[test]
fn each_kind() {
    let options = json!([
        { "value": "a", "label": { "fr": "Oui, un peu", "en": "Yes, a little" } },
        { "value": "b", "label": { "fr": "Beaucoup", "en": "A lot" } }
    ]);
    shows(json!({ "kind": "text" }), json!("Anne"), &["Anne"], &["Anne"]);
    shows(json!({ "kind": "long_text" }), json!("un\n\ndeux"), &["un", "", "deux"], &["un", "", "deux"]);
    shows(json!({ "kind": "date" }), json!("1990-05-01"), &["1er mai 1990"], &["May 1, 1990"]);
    shows(json!({ "kind": "month" }), json!("2026-11"), &["novembre 2026"], &["November 2026"]);
    shows(json!({ "kind": "time" }), json!("13:30"), &["13\u{a0}h\u{a0}30"], &["1:30\u{a0}p.m."]);
    shows(json!({ "kind": "phone" }), json!("+14503714090"), &["450 371-4090"], &["450-371-4090"]);
    shows(json!({ "kind": "nam" }), json!("TREM85550112"), &["TREM 8555 0112"], &["TREM 8555 0112"]);
    shows(json!({ "kind": "money" }), json!(1234.5), &["1\u{a0}234,50\u{a0}$"], &["$1,234.50"]);
    let unit = json!({ "fr": "heures", "en": "hours" });
    shows(json!({ "kind": "number", "unit": unit }), json!(12), &["12\u{a0}heures"], &["12\u{a0}hours"]);
    shows(json!({ "kind": "yes_no" }), json!(false), &["Non"], &["No"]);
    shows(json!({ "kind": "tri" }), json!("unknown"), &["Je ne sais pas"], &["I don’t know"]);
    shows(json!({ "kind": "choice", "options": options }), json!("b"), &["Beaucoup"], &["A lot"]);
    shows(
        json!({ "kind": "choices", "options": options }),
        json!(["a", "b"]),
        &["Oui, un peu", "Beaucoup"],
        &["Yes, a little", "A lot"],
    );
    shows(
        json!({ "kind": "attachment", "types": ["application/pdf"], "max_bytes": 1000 }),
        json!({ "name": "plan.pdf", "type": "application/pdf", "size": 2048, "sha256": "" }),
        &["plan.pdf (2\u{a0}ko)"],
        &["plan.pdf (2\u{a0}KB)"],
    );
    shows(json!({ "kind": "text" }), json!(null), &[], &[]);
    shows(json!({ "kind": "choice", "options": options }), json!("gone"), &["gone"], &["gone"]);
}
