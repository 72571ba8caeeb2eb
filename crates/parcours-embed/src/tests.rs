//! The module in a real browser: `wasm-pack test --headless --chrome crates/parcours-embed`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::{Instance, Options, mount};
use js_sys::{Array, Function, Object, Promise, Reflect};
use parcours_browser::kept_file::{self, Unreadable};
use parcours_browser::platform::Browser;
use parcours_browser::{clock, files, random};
use parcours_rules::Platform;
use parcours_rules::journey::submission_id;
use parcours_schema::{Language, NoLibrary, load_form, pack};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::*;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

wasm_bindgen_test_configure!(run_in_browser);

const FORM: &str = r#"{ "id": "demo", "version": "1.0.0", "revision": "2026", "audience": "professional",
  "legal_regime": "r-22.1", "sensitive": false, "title": { "fr": "Essai", "en": "Trial" },
  "sections": [
    { "id": "who", "title": { "fr": "Qui", "en": "Who" }, "questions": [
      { "id": "name", "kind": "text", "required": true, "label": { "fr": "Nom", "en": "Name" } },
      { "id": "code", "kind": "postal_code", "label": { "fr": "Code postal", "en": "Postal code" } } ] },
    { "id": "more", "title": { "fr": "Suite", "en": "More" }, "questions": [
      { "id": "note", "kind": "text", "label": "Note" } ] } ] }"#;

/// A form on the page, with what the host page was told.
struct OnPage {
    host: HtmlElement,
    root: ShadowRoot,
    instance: Instance,
    told: Array,
}

fn document() -> web_sys::Document {
    web_sys::window().unwrap().document().unwrap()
}

fn set(object: &Object, key: &str, value: impl Into<JsValue>) {
    Reflect::set(object, &key.into(), &value.into()).unwrap();
}

const SETTINGS: &str = r#"{"language":"fr","actor":"","history":"replace","headingLevel":2,"number":1,"manageTitle":true,"answers":ANSWERS}"#;

fn options(told: &Array) -> Options {
    let options = Object::new();
    set(&options, "post", Function::new_no_args("return Promise.resolve('{\"failed\":\"not-set\"}')"));
    set(&options, "cut", Function::new_no_args(""));
    let emit = Function::new_with_args("name, detail", "this.told.push([name, detail]); return true;");
    set(&options, "told", told.clone());
    set(&options, "emit", emit);
    set(&options, "language", Function::new_with_args("code", "this.told.push(['language', code]);"));
    options.unchecked_into()
}

/// A definition as a page receives it; anything else as it is.
fn bundled(form: &str) -> String {
    load_form("form.json", form, &NoLibrary).map_or_else(|_| form.to_owned(), |form| pack(&form, None).to_string())
}

fn put(form: &str, answers: &str) -> Result<OnPage, JsError> {
    put_text(&bundled(form), &SETTINGS.replace("ANSWERS", &serde_json::Value::from(answers).to_string()))
}

fn put_text(form: &str, settings: &str) -> Result<OnPage, JsError> {
    let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&host).unwrap();
    let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap();
    let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    root.append_child(&place).unwrap();
    let told = Array::new();
    let instance = mount(root.clone(), place, form, settings, options(&told))?;
    Ok(OnPage { host, root, instance, told })
}

impl OnPage {
    fn new() -> OnPage {
        put(FORM, "{}").ok().unwrap()
    }

    fn find(&self, selector: &str) -> Element {
        self.root.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"))
    }

    fn text(&self) -> String {
        self.root.text_content().unwrap_or_default()
    }

    fn type_in(&self, id: &str, text: &str) {
        let field: HtmlInputElement = self.find(&format!("#{id}")).unchecked_into();
        field.set_value(text);
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        for name in ["input", "change"] {
            field.dispatch_event(&Event::new_with_event_init_dict(name, &bubbles).unwrap()).unwrap();
        }
    }

    async fn go_on(&self) {
        let buttons = self.root.query_selector_all("button").unwrap();
        let button = (0..buttons.length())
            .filter_map(|index| buttons.item(index))
            .find(|button| button.text_content().is_some_and(|text| text.contains("Continuer")));
        button.expect("a Continue button").unchecked_into::<HtmlElement>().click();
        pause(30).await;
    }

    fn focused(&self) -> String {
        self.root.active_element().map(|element| element.id()).unwrap_or_default()
    }

    fn names_told(&self) -> Vec<String> {
        self.told.iter().map(|pair| Array::from(&pair).get(0).as_string().unwrap()).collect()
    }
}

impl Drop for OnPage {
    fn drop(&mut self) {
        self.instance.destroy();
        self.host.remove();
    }
}

async fn pause(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        web_sys::window()
            .unwrap()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_failed_continue_puts_the_focus_on_the_summary_and_a_good_one_on_the_heading() {
    let form = OnPage::new();
    assert!(form.text().contains("Qui"));
    form.type_in("q-who-code", "nope");
    form.go_on().await;
    assert_eq!(form.focused(), "summary");
    assert!(document().title().starts_with("Erreur"), "{}", document().title());
    let links = form.root.query_selector_all("#summary a").unwrap();
    assert_eq!(links.length(), 2);
    links.item(1).unwrap().unchecked_into::<HtmlElement>().click();
    pause(30).await;
    assert_eq!(form.focused(), "q-who-code");
    form.type_in("q-who-name", "Ana");
    form.type_in("q-who-code", "j6t1a1");
    form.go_on().await;
    assert_eq!(form.focused(), "heading");
    assert!(form.text().contains("Suite"));
    assert!(form.instance.answers().contains("J6T 1A1"));
    let told = form.names_told();
    for name in ["parcours-ready", "parcours-change", "parcours-invalid", "parcours-step"] {
        assert!(told.iter().any(|told| told == name), "{name}");
    }
    let details: String = form.told.iter().map(|pair| Array::from(&pair).get(1).as_string().unwrap()).collect();
    assert!(!details.contains("Ana") && !details.contains("J6T") && !details.contains("nope"), "no answer in an event");
}

#[wasm_bindgen_test]
async fn a_form_that_leaves_leaves_nothing() {
    let title = document().title();
    let mut form = OnPage::new();
    form.type_in("q-who-name", "canary-7f3");
    form.go_on().await;
    assert_ne!(document().title(), title);
    form.instance.destroy();
    assert_eq!(form.root.query_selector_all("input, button, form").unwrap().length(), 0);
    assert!(!form.text().contains("canary-7f3"));
    assert_eq!(document().title(), title, "the host page has its title again");
    assert_eq!(form.instance.answers(), "");
    assert!(!form.instance.focus_errors());
    form.instance.set_language("en");
    form.instance.destroy();
}

#[wasm_bindgen_test]
async fn two_forms_share_nothing() {
    let (one, two) = (OnPage::new(), OnPage::new());
    one.type_in("q-who-name", "Ana");
    one.go_on().await;
    assert!(one.text().contains("Suite") && !two.text().contains("Suite"));
    assert!(one.instance.answers().contains("Ana") && !two.instance.answers().contains("Ana"));
    two.instance.set_language("en");
    pause(30).await;
    assert!(two.text().contains("Name") && one.text().contains("Suite"));
    let before = two.told.length();
    drop(one);
    two.type_in("q-who-name", "Bo");
    assert!(two.told.length() > before, "the other goes on living");
}

#[wasm_bindgen_test]
async fn another_language_keeps_what_was_typed_and_the_focus() {
    let form = OnPage::new();
    form.type_in("q-who-name", "Ana");
    let field: HtmlElement = form.find("#q-who-name").unchecked_into();
    field.focus().unwrap();
    form.instance.set_language("en-CA");
    pause(30).await;
    let field: HtmlInputElement = form.find("#q-who-name").unchecked_into();
    assert_eq!(field.value(), "Ana");
    assert_eq!(form.focused(), "q-who-name");
    assert!(form.text().contains("Continue"));
}

/// A form in one language, given by the loader in the other when asked.
#[wasm_bindgen_test]
async fn a_form_in_one_language_is_fetched_in_the_other() {
    let whole = load_form("form.json", FORM, &NoLibrary).unwrap();
    let (french, english) =
        (pack(&whole, Some(Language::Fr)).to_string(), pack(&whole, Some(Language::En)).to_string());
    let form = put_text(&french, &SETTINGS.replace("ANSWERS", "\"{}\",\"otherLanguage\":true")).ok().unwrap();
    form.type_in("q-who-name", "Ana");
    form.find("#q-who-name").unchecked_into::<HtmlElement>().focus().unwrap();
    form.instance.set_language("en");
    form.instance.set_language("en");
    assert_eq!(form.names_told().iter().filter(|told| *told == "language").count(), 1);
    pause(30).await;
    assert!(form.text().contains("Chargement de la version anglaise") && form.text().contains("Continuer"));

    // It does not come, or another form comes: French stays, and it can be asked for again.
    for text in ["", &bundled(&FORM.replace("\"id\": \"name\"", "\"id\": \"nom\"")), &french] {
        form.instance.set_language("en");
        form.instance.translate(text);
        pause(30).await;
        assert!(form.text().contains("n’a pas pu être chargée") && form.text().contains("Continuer"), "{text}");
    }
    // Somebody changes their mind: what comes late changes nothing.
    form.instance.set_language("en");
    form.instance.set_language("fr");
    form.instance.translate(&english);
    pause(30).await;
    assert!(form.text().contains("Continuer") && !form.text().contains("version anglaise"));

    form.instance.set_language("en");
    form.instance.translate(&english);
    pause(30).await;
    assert!(form.text().contains("Name") && form.text().contains("Continue") && !form.text().contains("Continuer"));
    let field: HtmlInputElement = form.find("#q-who-name").unchecked_into();
    assert_eq!((field.value().as_str(), form.focused().as_str()), ("Ana", "q-who-name"));
}

/// Where the other language cannot be fetched, it is not offered, and the form's own words say which one it is.
#[wasm_bindgen_test]
fn a_form_that_has_no_other_language_offers_none() {
    let english = pack(&load_form("form.json", FORM, &NoLibrary).unwrap(), Some(Language::En)).to_string();
    let form = put_text(&english, &SETTINGS.replace("ANSWERS", "\"{}\"")).ok().unwrap();
    assert!(form.text().contains("Continue") && form.root.query_selector("#language").unwrap().is_none());
    assert_eq!(form.find(".parcours").get_attribute("lang").as_deref(), Some("en-CA"));
}

#[wasm_bindgen_test]
fn a_host_fills_in_advance_and_asks_what_is_wrong() {
    let form = put(FORM, r#"{"who":{"name":"Ana","code":"x"}}"#).ok().unwrap();
    assert!(form.instance.validate().contains("postal_code_shape"));
    assert_eq!(form.told.length(), 1, "nothing but ready: the host already knows");
}

#[wasm_bindgen_test]
fn a_broken_form_is_an_error_and_never_a_panic() {
    for form in ["", "{}", "[]", "nonsense", r#"{"id":"x","sections":[]}"#] {
        assert!(put(form, "{}").is_err(), "{form}");
    }
    for answers in ["", "nonsense", "[]", "null", r#"{"who":[1,2]}"#] {
        assert!(put(FORM, answers).is_ok(), "{answers}");
    }
}

#[wasm_bindgen_test]
fn patterns_and_unicode_are_those_of_servers() {
    // The same vectors hold natively: crates/parcours-rules/src/platform.rs.
    for (pattern, text, found) in [
        (r"^[A-Z]{3}$", "ABC", true),
        (r"^[A-Z]{3}$", "ABCD", false),
        (r"^\p{L}+$", "Émilie", true),
        (r"^.$", "😀", true),
        (r"(", "(", false),
        (r"\p{Nope}", "x", false),
    ] {
        assert_eq!(Browser.matches(pattern, text), found, "{pattern} {text}");
    }
    assert_eq!(Browser.nfc("E\u{301}"), "É");
    assert_eq!(Browser.nfc("ﬁ"), "ﬁ");
    assert_eq!(Browser.nfc("A\u{30a}ngstro\u{308}m"), "Ångström");
}

#[wasm_bindgen_test]
async fn a_file_has_the_digest_everyone_else_finds() {
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(files::sha256(b"abc").await.as_deref(), Some(abc));
}

#[wasm_bindgen_test]
fn ids_are_uuids_of_version_7_in_order() {
    let id = || submission_id(clock::now_ms(), random::ten_bytes().unwrap());
    let shape = r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";
    let (one, two) = (id(), id());
    assert!(Browser.matches(shape, &one), "{one}");
    assert_ne!(one, two);
    assert!(one[..13] <= two[..13]);
}

#[wasm_bindgen_test]
fn the_clock_says_the_day_in_quebec() {
    assert!(Browser.matches(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", &clock::now()));
    let now = js_sys::Date::now();
    let day = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::Days::new((now / 86_400_000.0) as u64);
    let behind = (day - clock::today()).num_days();
    assert!((0..=1).contains(&behind), "Québec is a few hours behind Greenwich: {behind}");
}

#[wasm_bindgen_test]
async fn a_kept_file_opens_with_its_passphrase_and_no_other() {
    const SECRET: &str = "CANARI Élise, 514 555-0199";
    // The accent is composed here and decomposed below: two keyboards, one passphrase.
    let file = kept_file::close("service-plan", "un café tranquille", SECRET).await.unwrap();
    assert!(!file.contains("CANARI") && !file.contains("caf"));
    let open = |workflow: &'static str, passphrase: &'static str, file: String| async move {
        kept_file::open(workflow, passphrase, &file).await
    };
    let opened = open("service-plan", "un cafe\u{301} tranquille", file.clone()).await;
    assert_eq!(opened.as_deref(), Ok(SECRET));
    assert_eq!(open("service-plan", "un cafe tranquille", file.clone()).await, Err(Unreadable::Locked));
    assert_eq!(open("home-support", "un café tranquille", file.clone()).await, Err(Unreadable::OtherWorkflow));
    // Passed off as another workflow's, with another salt, or with one byte changed: all look alike.
    let other = file.replace("service-plan", "home-support");
    assert_eq!(open("home-support", "un café tranquille", other).await, Err(Unreadable::Locked));
    let start = file.find(r#""content":""#).unwrap() + 11;
    let mut changed = file.clone();
    changed.replace_range(start..=start, if file.get(start..=start) == Some("A") { "B" } else { "A" });
    assert_eq!(open("service-plan", "un café tranquille", changed).await, Err(Unreadable::Locked));
    // The same content and passphrase never give the same file.
    assert_ne!(kept_file::close("service-plan", "un café tranquille", SECRET).await.unwrap(), file);
}
