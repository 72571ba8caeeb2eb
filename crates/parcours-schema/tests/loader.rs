//! The loader's limits and manners: what is too much is refused, never cut, and a fault names the file it stands in.

#![allow(clippy::unwrap_used)]

use parcours_schema::{Answers, AnswersError, Fault, Library, NoLibrary, Source, bundle, limits, load, load_form};
use serde_json::{Value, json};

fn form(sections: Value) -> Value {
    json!({ "id": "x", "version": "1.0.0", "revision": "1", "audience": "public", "legal_regime": "a-2.1",
        "sensitive": false, "title": { "fr": "Un", "en": "One" }, "sections": sections })
}

fn text_question(id: &str) -> Value {
    json!({ "id": id, "kind": "text", "label": { "fr": "Nom", "en": "Name" } })
}

fn section(id: &str, questions: Vec<Value>) -> Value {
    json!({ "id": id, "title": { "fr": "Titre", "en": "Title" }, "questions": questions })
}

fn faults(document: &Value) -> Vec<Fault> {
    load_form("x.json", &document.to_string(), &NoLibrary).map(|_| ()).unwrap_err()
}

#[test]
fn too_much_is_refused() {
    let sections: Vec<Value> =
        (0..=limits::SECTIONS).map(|n| section(&format!("s{n}"), vec![text_question("q")])).collect();
    assert_eq!(faults(&form(json!(sections)))[0].at, "/sections");

    let questions = |count: usize| (0..count).map(|n| text_question(&format!("q{n}"))).collect::<Vec<_>>();
    let most = form(json!([section("a", questions(5_000)), section("b", questions(5_000))]));
    assert!(load_form("x.json", &most.to_string(), &NoLibrary).is_ok());
    let more = form(json!([section("a", questions(5_000)), section("b", questions(5_001))]));
    assert!(faults(&more)[0].what.contains("10001 questions"));

    let options: Vec<Value> =
        (0..=limits::OPTIONS).map(|n| json!({ "value": format!("v{n}"), "label": "x" })).collect();
    let mut choice = text_question("q");
    choice["kind"] = json!("choice");
    choice["options"] = json!(options);
    assert_eq!(faults(&form(json!([section("a", vec![choice])])))[0].at, "/sections/0/questions/0/options");

    let mut long = text_question("q");
    long["label"]["fr"] = json!("a".repeat(limits::TEXT_CHARACTERS + 1));
    assert_eq!(faults(&form(json!([section("a", vec![long])])))[0].at, "/sections/0/questions/0/label/fr");
    let mut same = text_question("q");
    same["label"] = json!("a".repeat(limits::TEXT_CHARACTERS + 1));
    assert_eq!(faults(&form(json!([section("a", vec![same])])))[0].at, "/sections/0/questions/0/label");

    let large = format!("{}{}", form(json!([])), " ".repeat(limits::FILE_BYTES));
    assert!(load_form("x.json", &large, &NoLibrary).unwrap_err()[0].what.contains("bytes"));
}

#[test]
fn nesting_is_bounded_before_it_is_read() {
    for depth in [limits::JSON_DEPTH + 1, 200, 1_000_000] {
        let text = format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(Answers::from_json(&text), Err(AnswersError::TooDeep), "{depth}");
        let short = load_form("x.json", &text, &NoLibrary).unwrap_err();
        assert_eq!(short.len(), 1);
    }
    let quoted = json!({ "a": "[".repeat(500), "b\\\"[": 1 }).to_string();
    assert!(Answers::from_json(&quoted).is_ok());
    let deepest = format!("{{\"a\":{}{}}}", "[".repeat(limits::JSON_DEPTH - 1), "]".repeat(limits::JSON_DEPTH - 1));
    assert!(Answers::from_json(&deepest).is_ok());
}

#[test]
fn all_faults_are_told_at_once() {
    let mut one = text_question("Q");
    one["labl"] = json!("x");
    let mut two = text_question("q2");
    two["max"] = json!("many");
    let told = faults(&form(json!([section("a", vec![one, two])])));
    let at: Vec<&str> = told.iter().map(|fault| fault.at.as_str()).collect();
    assert_eq!(at, ["/sections/0/questions/0/labl", "/sections/0/questions/0/id", "/sections/0/questions/1/max"]);
    assert!(told.iter().all(|fault| fault.file == "x.json" && !fault.fix.is_empty()));
}

#[test]
fn the_nearest_word_is_offered() {
    let fix = |key: &str| {
        let mut question = text_question("q");
        question[key] = json!(true);
        faults(&form(json!([section("a", vec![question])])))[0].fix.clone()
    };
    assert!(fix("requird").contains("did you mean `required`"));
    assert!(fix("whne").contains("did you mean `when`"));
    assert!(fix("zzzzzzzz").starts_with("Use one of: id, kind"));
}

struct Shared(Value);

impl Library for Shared {
    fn block(&self, id: &str) -> Option<Source> {
        (id == "person").then(|| Source { file: "blocks/person.json".to_owned(), text: self.0.to_string() })
    }

    fn list(&self, id: &str) -> Option<Source> {
        let text = r#"{"id":"yn","options":[{"value":"y","label":"Y"},{"value":"n","label":"N"}]}"#;
        (id == "yn").then(|| Source { file: "lists/yn.json".to_owned(), text: text.to_owned() })
    }
}

fn person() -> Value {
    let mut choice = text_question("choice");
    choice["kind"] = json!("choice");
    choice["list"] = json!("yn");
    let mut person = section("person", vec![text_question("a"), text_question("b"), choice]);
    person["$schema"] = json!("../meta/block.schema.json");
    person
}

fn with_block(more: Value) -> Value {
    let mut section = json!({ "id": "person", "block": "person" });
    section.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    form(json!([section]))
}

#[test]
fn places_lead_back_to_the_files() {
    let document = with_block(json!({ "omit": ["a"], "when": { "answer": "person.b", "answered": true } }));
    let loaded = load("x.json", &document.to_string(), &Shared(person())).ok().unwrap();
    let find = |at: &str| loaded.places.find(at);
    let place = |file: &str, at: &str| (file.to_owned(), at.to_owned());
    assert_eq!(find("/sections/0/questions/0/label"), place("blocks/person.json", "/questions/1/label"));
    assert_eq!(find("/sections/0/title"), place("blocks/person.json", "/title"));
    assert_eq!(find("/sections/0/when/answer"), place("x.json", "/sections/0/when/answer"));
    assert_eq!(find("/lists/yn/options/0"), place("lists/yn.json", "/options/0"));
    assert_eq!(find("/title/fr"), place("x.json", "/title/fr"));
}

#[test]
fn a_block_can_be_trimmed_and_made_stricter() {
    let document = with_block(json!({ "omit": ["a"], "require": ["b"] }));
    let form = load_form("x.json", &document.to_string(), &Shared(person())).unwrap();
    let paths: Vec<&str> = form.questions().map(|(_, question)| question.path.as_str()).collect();
    assert_eq!(paths, ["person.b", "person.choice"]);
    assert_eq!(form.question("person.b").unwrap().required, parcours_schema::Required::Always);
}

#[test]
fn a_block_can_be_asked_in_parts() {
    let part = |id: &str, only: &str, more: Value| {
        let mut section = json!({ "id": id, "block": "person", "only": [only] });
        section.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        section
    };
    let own =
        json!({ "title": { "fr": "Choix", "en": "Choosing" }, "advisor": { "say": { "fr": "Lisez", "en": "Read" } } });
    let text = form(json!([part("first", "b", json!({})), part("second", "choice", own)])).to_string();
    let loaded = load("x.json", &text, &Shared(person())).ok().unwrap();
    let paths: Vec<&str> = loaded.form.questions().map(|(_, question)| question.path.as_str()).collect();
    assert_eq!(paths, ["person.b", "person.choice"], "the answers stay together");
    let [first, second] = loaded.form.sections.as_slice() else { panic!() };
    assert_eq!((first.id.as_str(), first.container.as_str(), first.advisor.is_none()), ("first", "person", true));
    assert_eq!((second.title.en.as_str(), second.container.as_str()), ("Choosing", "person"));
    assert_eq!(second.advisor.as_ref().and_then(|advisor| advisor.say.as_ref()).unwrap().fr, "Lisez");
    assert_eq!(loaded.places.find("/sections/1/title/fr").0, "x.json");
    assert_eq!(loaded.places.find("/sections/1/questions/0/label").1, "/questions/2/label");
    let again = bundle("x.json", &text, &Shared(person())).unwrap();
    assert_eq!(load_form("x.json", &again.to_string(), &NoLibrary).unwrap(), loaded.form);
}

#[test]
fn a_bundle_says_the_same_in_one_document() {
    let text = with_block(json!({ "omit": ["a"] })).to_string();
    let form = load_form("x.json", &text, &Shared(person())).unwrap();
    let document = bundle("x.json", &text, &Shared(person())).unwrap();
    assert!(document.to_string().find("$schema").is_none());
    assert_eq!(load_form("x.json", &document.to_string(), &NoLibrary).unwrap(), form);
    assert_eq!(bundle("x.json", &document.to_string(), &NoLibrary).unwrap(), document);
}
