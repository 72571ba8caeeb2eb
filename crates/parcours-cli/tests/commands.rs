//! The program as it is called: exit codes, what goes to standard output, what to standard error.

#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const FORM: &str = "schemas/forms/cli-60508/form.json";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn parcours(arguments: &[&str], input: &str) -> Output {
    parcours_in(&root(), arguments, input)
}

fn parcours_in(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parcours"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that has already refused does not read.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn problems(output: &Output) -> Vec<Value> {
    let document: Value = serde_json::from_str(&out(output)).unwrap();
    assert_eq!(document.as_object().unwrap().len(), 1);
    document["problems"].as_array().unwrap().clone()
}

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("parcours-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn validate_gives_problems_as_json() {
    let given = json!({ "person": { "address": { "postal_code": "J6T 1O1" } }, "zzz": 1 }).to_string();
    let output = parcours(&["validate", FORM, "-", "--today", "2026-11-22", "--format", "json"], &given);
    assert_eq!(code(&output), 1, "{}", err(&output));
    let found = problems(&output);
    for problem in &found {
        let keys: Vec<&String> = problem.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["at", "code", "message", "severity"]);
        assert!(["error", "warning"].contains(&problem["severity"].as_str().unwrap()));
        assert!(!problem["message"].as_str().unwrap().is_empty());
    }
    let code_at = |at: &str| found.iter().find(|problem| problem["at"] == at).map(|problem| problem["code"].clone());
    assert_eq!(code_at("/person/address/postal_code"), Some(json!("postal_code_shape")));
    assert_eq!(code_at("/zzz"), Some(json!("unknown_key")));
    assert_eq!(code_at("/person/last_name_birth"), Some(json!("required")));
}

#[test]
fn validate_speaks_both_languages() {
    let message = |lang: &[&str]| {
        let arguments = [&["validate", FORM, "-", "--format", "json"], lang].concat();
        let found = problems(&parcours(&arguments, "{}"));
        let last_name = found.into_iter().find(|problem| problem["at"] == "/person/last_name_birth").unwrap();
        last_name["message"].as_str().unwrap().to_owned()
    };
    let (french, english) = (message(&[]), message(&["--lang", "en"]));
    assert_eq!(french, message(&["--lang", "fr"]));
    assert!(french.contains("Inscrivez"), "{french}");
    assert!(english.contains("Enter"), "{english}");
}

#[test]
fn validate_takes_complete_answers() {
    let text = std::fs::read_to_string(root().join("schemas/forms/cli-60508/cases/complete.json")).unwrap();
    let case: Value = serde_json::from_str(&text).unwrap();
    let today = case["today"].as_str().unwrap();
    let output = parcours(&["validate", FORM, "-", "--today", today, "--format", "json"], &case["given"].to_string());
    assert_eq!(code(&output), 0, "{}", out(&output));
    assert!(problems(&output).iter().all(|problem| problem["severity"] == "warning"));
    let output = parcours(&["validate", FORM, "-", "--today", today], &case["given"].to_string());
    assert_eq!(code(&output), 0);
    // A warning does not change the exit code.
    let mut given = case["given"].clone();
    given["person"]["address"]["postal_code"] = json!("M5V 2T6");
    let output = parcours(&["validate", FORM, "-", "--today", today, "--format", "json"], &given.to_string());
    assert_eq!(code(&output), 0, "{}", out(&output));
    assert!(problems(&output).iter().any(|problem| problem["code"] == "postal_code_outside_quebec"));
}

#[test]
fn today_decides_ages() {
    let at = |today: &str| {
        let given = json!({ "person": { "birth_date": "2012-11-23" } }).to_string();
        let output = parcours(&["validate", FORM, "-", "--today", today, "--format", "json"], &given);
        problems(&output).into_iter().map(|problem| problem["at"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_ne!(at("2026-11-22"), at("2030-11-23"), "a child and an adult are asked the same");
}

#[test]
fn validate_refuses_files_it_cannot_judge() {
    let folder = Folder::new("validate");
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(5_000), "]".repeat(5_000));
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(3 * 1024 * 1024));
    let cases = [
        (folder.file("broken.json", "{\"person\": }"), "line 1"),
        (folder.file("array.json", "[]"), "one JSON object"),
        (folder.file("deep.json", deep), "nested deeper"),
        (folder.file("large.json", large), "too large"),
        (folder.file("latin.json", b"{\"a\":\"\xe9\"}"), "UTF-8"),
        (folder.file("empty.json", ""), "not JSON"),
        (folder.0.join("absent.json").display().to_string(), "cannot be read"),
        (folder.0.display().to_string(), "cannot be read"),
    ];
    for (file, word) in &cases {
        for format in ["text", "json"] {
            let output = parcours(&["validate", FORM, file, "--format", format], "");
            assert_eq!(code(&output), 2, "{file}");
            assert_eq!(out(&output), "", "{file}: something on standard output");
            assert!(err(&output).contains(file.as_str()) && err(&output).contains(word), "{}", err(&output));
        }
    }
    let output = parcours(&["validate", FORM, "-"], "{\"secret\": \"4821\"");
    assert!(code(&output) == 2 && !err(&output).contains("4821"), "an answer is quoted: {}", err(&output));
}

#[test]
fn validate_refuses_a_broken_definition() {
    let folder = Folder::new("definition");
    let form = folder.file("form.json", "{\"id\":\"x\"}");
    let output = parcours(&["validate", &form, "-", "--format", "json"], "{}");
    assert_eq!((code(&output), out(&output).as_str()), (2, ""));
    assert!(err(&output).contains("form.json at /: the key `version` is missing"), "{}", err(&output));
    let output = parcours(&["validate", "schemas/forms/none/form.json", "-"], "{}");
    assert_eq!(code(&output), 2);
    assert_eq!(code(&parcours(&["validate", FORM, "-", "--today", "2026-02-30"], "{}")), 2);
    assert_eq!(code(&parcours(&["validate", FORM, "-", "--lang", "es"], "{}")), 2);
}

#[test]
fn check_says_file_place_and_fix() {
    let output = parcours(&["check", FORM], "");
    assert_eq!(code(&output), 0, "{}", out(&output));

    let folder = Folder::new("check");
    let text = |when: &str| {
        format!(
            r#"{{"id":"x","version":"1.0.0","revision":"1","audience":"public","legal_regime":"a-2.1","sensitive":false,
            "title":{{"fr":"Un","en":"One"}},"sections":[{{"id":"a","block":"a"}},{{"id":"b","title":{{"fr":"B","en":"Bee"}},
            "questions":[{{"id":"q","kind":"text","label":{{"fr":"Quoi","en":"What"}},"when":{when}}}]}}]}}"#
        )
    };
    let block = r#"{"id":"a","title":{"fr":"A","en":"Ay"},"questions":[{"id":"n","kind":"number","max":9,
        "label":{"fr":"Nombre","en":"Number"},"required":{"answer":"a.m","answered":true}}]}"#;
    folder.file("blocks/a.json", block);
    let form = folder.file("forms/x/form.json", text(r#"{"answer":"a.n","at_least":10}"#));
    let output = parcours(&["check", &form], "");
    assert_eq!(code(&output), 1);
    let block = folder.0.join("blocks/a.json").display().to_string();
    let expected = format!("{block} at /questions/0/required: no question has the path `a.m`.");
    assert!(out(&output).contains(&expected), "{}", out(&output));
    assert!(out(&output).contains("1 error, 0 warnings"), "{}", out(&output));

    // From inside its folder, by its bare name.
    let output = parcours_in(&folder.0.join("forms/x"), &["check", "form.json"], "");
    assert!(code(&output) == 1 && out(&output).contains("`a.m`"), "{}{}", out(&output), err(&output));

    let lonely = folder.file("elsewhere/form.json", text("true"));
    let output = parcours(&["check", &lonely, "--library", &folder.0.display().to_string()], "");
    assert!(code(&output) == 1 && out(&output).contains("this is not a condition"), "{}", out(&output));

    let output = parcours(&["check", &folder.0.join("absent.json").display().to_string()], "");
    assert!(code(&output) == 2 && err(&output).contains("cannot be read"), "{}", err(&output));
    assert_eq!(code(&parcours(&["check"], "")), 2);
}

#[test]
fn check_warns_without_failing() {
    let folder = Folder::new("warning");
    let label = "\"the same words in both of them\"";
    let form = folder.file(
        "form.json",
        format!(
            r#"{{"id":"x","version":"1.0.0","revision":"1","audience":"public","legal_regime":"a-2.1","sensitive":false,
            "title":{{"fr":"Un","en":"One"}},"sections":[{{"id":"b","title":{{"fr":"B","en":"Bee"}},
            "questions":[{{"id":"q","kind":"text","label":{label}}}]}}]}}"#
        ),
    );
    let output = parcours(&["check", &form], "");
    assert_eq!(code(&output), 0);
    assert!(out(&output).contains("/sections/0/questions/0/label: warning:"), "{}", out(&output));
}

#[test]
fn check_takes_workflows_too() {
    let trial = root().join("crates/parcours-rules/tests/dossier/trial");
    let read = |name: &str| std::fs::read_to_string(trial.join(name)).unwrap();
    let folder = Folder::new("workflow");
    folder.file("forms/trial/form.json", read("form.json"));
    let workflow = folder.file("workflows/trial/workflow.json", read("workflow.json"));
    let output = parcours(&["check", &workflow], "");
    assert_eq!(code(&output), 0, "{}", out(&output));
    assert!(out(&output).contains("nothing to correct"), "{}", out(&output));

    let broken = read("workflow.json").replace(r#""to": "submitted""#, r#""to": "sent""#);
    let workflow = folder.file("workflows/trial/workflow.json", broken);
    let output = parcours_in(&folder.0.join("workflows/trial"), &["check", "workflow.json"], "");
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("workflow.json at /transitions/0/to: there is no state `sent`."), "{}", out(&output));

    let lonely = folder.file("elsewhere/workflow.json", read("workflow.json"));
    let output = parcours(&["check", &lonely], "");
    assert!(code(&output) == 1 && out(&output).contains("cannot be read"), "{}", out(&output));
    let output = parcours(&["check", &lonely, "--library", &folder.0.display().to_string()], "");
    assert_eq!(code(&output), 0, "{}", out(&output));
    std::fs::remove_file(workflow).unwrap();
}

#[test]
fn a_bundle_needs_no_other_file() {
    let output = parcours(&["bundle", FORM], "");
    assert_eq!(code(&output), 0);
    assert_eq!(out(&output).lines().count(), 1);
    let folder = Folder::new("bundle");
    let form = folder.file("form.json", out(&output));
    let output = parcours(&["check", &form], "");
    assert_eq!(code(&output), 0, "{}", out(&output));
    let schema = |form: &str| out(&parcours(&["export", "json-schema", form], ""));
    assert_eq!(schema(&form), schema(FORM));
    assert_eq!(code(&parcours(&["bundle", "schemas/forms/none/form.json"], "")), 2);
}

/// T-10: what could hold a page or a server up reaches neither, whatever command its author used.
#[test]
fn a_slow_pattern_goes_into_no_page_and_judges_no_answer() {
    let form = json!({
        "id": "slow", "version": "1.0.0", "revision": "1", "audience": "public", "legal_regime": "a-2.1", "sensitive": false,
        "title": { "fr": "Essai", "en": "Trial" },
        "sections": [{ "id": "one", "title": { "fr": "Une", "en": "One" }, "questions": [
            { "id": "code", "kind": "text", "pattern": "^(a+)+$", "label": { "fr": "Code", "en": "Code" } }
        ] }]
    });
    let folder = Folder::new("slow");
    let file = folder.file("form.json", form.to_string());
    for command in [&["bundle", &file][..], &["validate", &file, "-"], &["export", "json-schema", &file]] {
        let output = parcours(command, "{}");
        assert_eq!(code(&output), 2, "{command:?}");
        let place = "form.json at /sections/0/questions/0/pattern: `^(a+)+$` can take very long";
        assert!(err(&output).contains(place), "{command:?}: {}", err(&output));
    }
}

#[test]
fn a_bundle_in_one_language_has_only_its_words() {
    let bundle = |lang: &str| parcours(&["bundle", FORM, "--lang", lang], "");
    let (french, english) = (out(&bundle("fr")), out(&bundle("en")));
    assert!(french.contains("Code postal") && !french.contains("Postal code"));
    assert!(english.contains("Postal code") && !english.contains("Code postal"));
    assert_eq!(code(&parcours(&["bundle", FORM, "--lang", "fr", "--readable"], "")), 2);
    let workflow = parcours(&["bundle", "schemas/workflows/service-plan/workflow.json", "--lang", "fr"], "");
    assert_eq!(code(&workflow), 2);
    assert!(err(&workflow).contains("Leave `--lang` out."), "{}", err(&workflow));
    // What is for one page is not for judging answers.
    let folder = Folder::new("one-language");
    let form = folder.file("form.fr.json", french);
    let output = parcours(&["validate", &form, "-"], "{}");
    assert!(code(&output) == 2 && err(&output).contains("one language only"), "{}", err(&output));
}

#[test]
fn easy_texts_beside_a_form_are_checked_and_bundled() {
    let folder = Folder::new("easy");
    let form = folder.file("form.json", std::fs::read(root().join("schemas/forms/guide/form.json")).unwrap());
    let schemas = root().join("schemas").display().to_string();
    let check = || parcours(&["check", &form, "--library", &schemas], "");
    assert!(!out(&check()).contains("easy.json"), "a form may have none");
    folder.file(
        "easy.json",
        r#"{"form": "guide", "texts": [
          {"of": "guide.danger", "text": {"fr": "Appelez le 911.", "en": "Call 911."}},
          {"of": "guide.dangers", "text": {"fr": "Un.", "en": "One."}}]}"#,
    );
    let output = check();
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("/easy.json: 1 of "), "{}", out(&output));
    assert!(out(&output).contains("easy.json at /texts/1/of: no question is at `guide.dangers`."), "{}", out(&output));
    let bundle = ["bundle", &form, "--library", &schemas, "--easy", "--lang", "en"];
    let refused = parcours(&bundle, "");
    assert_eq!((code(&refused), out(&refused).as_str()), (2, ""));
    assert!(err(&refused).contains("no question is at `guide.dangers`"), "{}", err(&refused));
    folder.file(
        "easy.json",
        r#"{"form": "guide", "texts": [{"of": "guide.danger", "text": {"fr": "Appelez le 911.", "en": "Call 911."}}]}"#,
    );
    assert_eq!(out(&parcours(&bundle, "")), "{\"guide.danger\":\"Call 911.\"}\n");
}

#[test]
fn export_gives_the_committed_schema() {
    let output = parcours(&["export", "json-schema", FORM], "");
    assert_eq!(code(&output), 0);
    let committed = std::fs::read_to_string(root().join("schemas/export/cli-60508.schema.json")).unwrap();
    assert!(out(&output) == committed, "stale: run: cargo xtask schemas");
}

#[test]
fn orient_says_the_doors_why_and_whom_to_call() {
    let guide = "schemas/forms/guide/form.json";
    let answers = r#"{"guide":{"need":["crisis","home"],"municipality":"Sainte-Martine"}}"#;
    let output = parcours(&["orient", guide, "-", "--lang", "en", "--format", "json"], answers);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let said: Value = serde_json::from_str(&out(&output)).unwrap();
    let doors = said["doors"].as_array().unwrap();
    let of = |key: &str| doors.iter().map(|door| door[key].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(of("rule"), ["crisis", "home"]);
    assert_eq!(of("title"), ["Crisis intervention where you are", "Home support"]);
    assert_eq!(doors[1]["because"], json!(["What is happening? Need for help or care at home"]));
    let numbers: Vec<&Value> = doors[0]["call"].as_array().unwrap().iter().map(|call| &call["number"]).collect();
    assert_eq!(numbers, ["911", "450 371-4090", "450 699-5935", "811", "1 866 277-3553"]);

    let french = parcours(&["orient", FORM, "-", "--today", "2026-11-25"], r#"{"risk":{"child_safety":"yes"}}"#);
    assert!(out(&french).starts_with("Protection de la jeunesse (DPJ) [child]\n"), "{}", out(&french));
    // A form that names no orientation, and answers that are none.
    assert_eq!(code(&parcours(&["orient", "schemas/forms/service-plan/form.json", "-"], "{}")), 2);
    assert_eq!(code(&parcours(&["orient", guide, "-"], "[]")), 2);
}

#[test]
fn check_takes_orientation_rules_and_finds_one_that_is_dead() {
    let output = parcours(&["check", "schemas/orientation/ssg.json"], "");
    assert_eq!((code(&output), out(&output).trim()), (0, "schemas/orientation/ssg.json: nothing to correct."));

    let folder = Folder::new("dead-rule");
    let schemas = folder.0.join("schemas");
    copy(&root().join("schemas"), &schemas);
    let file = schemas.join("orientation/ssg.json");
    let mut rules: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    // Nobody is both well and in danger: no answers make this rule hold.
    rules["rules"][0]["when"][0]["that"] =
        json!({ "all": [{ "answer": "guide.danger", "is": true }, { "answer": "guide.danger", "is": false }] });
    std::fs::write(&file, rules.to_string()).unwrap();
    let output = parcours(&["check", &file.display().to_string()], "");
    assert_eq!(code(&output), 1, "{}", out(&output));
    assert!(out(&output).contains("ssg.json at /rules/0"), "{}", out(&output));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        match entry.path() {
            path if path.is_dir() => copy(&path, &to.join(entry.file_name())),
            path => drop(std::fs::copy(path, to.join(entry.file_name())).unwrap()),
        }
    }
}

#[test]
fn new_writes_a_sound_programme_and_never_over_another() {
    let folder = Folder::new("new");
    let made = parcours_in(&folder.0, &["new", "respite-care"], "");
    assert_eq!(code(&made), 0, "{}", err(&made));
    let files = ["schemas/forms/respite-care/form.json", "schemas/workflows/respite-care/workflow.json"];
    let checked = parcours_in(&folder.0, &["check", files[0], files[1]], "");
    assert_eq!(code(&checked), 0, "{}", out(&checked));
    assert_eq!(out(&checked).matches("nothing to correct").count(), 2);
    let again = parcours_in(&folder.0, &["new", "respite-care"], "");
    assert_eq!(code(&again), 2);
    assert!(err(&again).contains("is there already"), "{}", err(&again));
    for id in ["../out", "Care", "", "a/b", "9lives"] {
        assert_eq!(code(&parcours_in(&folder.0, &["new", id], "")), 2, "{id}");
    }
    assert_eq!(std::fs::read_dir(folder.0.join("schemas/forms")).unwrap().count(), 1);
}
