//! The committed schemas of the definition formats accept every committed definition, and refuse what the loader
//! refuses: a key nobody knows, a key that is missing, a value of another type.

use std::fs;
use std::path::{Path, PathBuf};

use parcours_schema::disk::Disk;
use parcours_schema::{NoLibrary, bundle, load_form, load_workflow, meta};
use serde_json::{Value, json};

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::draft202012::new(schema).unwrap()
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(parcours_tests::root().join("schemas").join(folder)).unwrap();
    let all = entries.map(|entry| entry.unwrap().path());
    // Cases are no definitions.
    let mut files: Vec<PathBuf> = all.filter(|path| !path.ends_with("cases")).collect();
    files.sort();
    files
}

fn accepts(schema: &Value, file: &Path) {
    let document = read(file);
    let errors: Vec<String> =
        validator(schema).iter_errors(&document).map(|error| format!("{} {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}: {}", file.display(), errors.join("\n"));
    // The editor finds the schema by itself.
    let named = document["$schema"].as_str().unwrap_or_default();
    let place = file.parent().unwrap().join(named);
    assert!(place.is_file(), "{}: $schema names {named}, which is not there", file.display());
}

#[test]
fn every_definition_follows_its_format() {
    for file in files("forms") {
        accepts(&meta::form_schema(), &file.join("form.json"));
    }
    let easy: Vec<PathBuf> =
        files("forms").into_iter().map(|form| form.join("easy.json")).filter(|path| path.is_file()).collect();
    assert!(!easy.is_empty());
    for file in easy {
        accepts(&meta::easy_schema(), &file);
    }
    for id in parcours_tests::workflow_ids() {
        accepts(
            &meta::workflow_schema(),
            &parcours_tests::root().join("schemas/workflows").join(id).join("workflow.json"),
        );
    }
    for file in files("blocks") {
        accepts(&meta::block_schema(), &file);
    }
    for file in files("lists") {
        accepts(&meta::list_schema(), &file);
    }
    for file in files("orientation") {
        accepts(&meta::orientation_schema(), &file);
    }
}

#[test]
fn a_readable_bundle_is_a_form_too() {
    for folder in files("forms") {
        let file = folder.join("form.json");
        let bundle = bundle("form.json", &fs::read_to_string(&file).unwrap(), &Disk::around(&file)).unwrap();
        assert!(validator(&meta::form_schema()).is_valid(&bundle), "{}", file.display());
        let again = load_form("bundle.json", &bundle.to_string(), &NoLibrary).unwrap();
        assert_eq!(again.questions().count(), Disk::around(&file).load(&file).unwrap().questions().count());
    }
}

/// A form with every kind and every key, spoiled in every object in turn.
#[test]
fn the_schema_and_the_loader_refuse_the_same_slips() {
    let whole: Value = serde_json::from_str(include_str!("differential/kinds.json")).unwrap();
    let loads = |document: &Value| load_form("kinds.json", &document.to_string(), &NoLibrary).is_ok();
    let needed = ["id", "kind", "label", "fr", "en", "questions", "value", "max_bytes", "statement", "compute", "that"];
    let slips = spoilt_everywhere(&whole, &meta::form_schema(), &loads, &needed);
    assert!(slips > 1_000, "only {slips} slips were tried");
}

/// The same with a workflow.
#[test]
fn the_schema_and_the_loader_refuse_the_same_slips_in_a_workflow() {
    let whole: Value =
        serde_json::from_str(include_str!("../../crates/parcours-rules/tests/dossier/trial/workflow.json")).unwrap();
    let loads = |document: &Value| load_workflow("workflow.json", &document.to_string()).is_ok();
    let needed = ["id", "title", "look", "sections", "paths", "read", "step", "kind", "from", "to", "by", "group"];
    let slips = spoilt_everywhere(&whole, &meta::workflow_schema(), &loads, &needed);
    assert!(slips > 500, "only {slips} slips were tried");
}

/// Spoils every object of a definition in every way, and returns how many slips that was.
fn spoilt_everywhere(whole: &Value, schema: &Value, loads: &dyn Fn(&Value) -> bool, needed: &[&str]) -> usize {
    let validator = validator(schema);
    assert!(validator.is_valid(whole) && loads(whole));
    let mut slips = 0;
    let mut spoil = |document: &Value, what: String| {
        slips += 1;
        let by_schema = validator.is_valid(document);
        let by_loader = loads(document);
        assert!(!by_schema, "the schema takes {what}");
        assert!(!by_loader, "the loader takes {what}");
    };
    for at in objects(whole) {
        let object = whole.pointer(&at).and_then(Value::as_object).unwrap();
        let mut more = whole.clone();
        more.pointer_mut(&at).unwrap()["labell"] = json!("x");
        spoil(&more, format!("an unknown key at {at}"));
        for (key, value) in object {
            let mut other = whole.clone();
            other.pointer_mut(&at).unwrap()[key] = if value.is_null() { json!(1) } else { Value::Null };
            spoil(&other, format!("null as `{key}` at {at}"));
            if !value.is_array() && !value.is_object() && key != "is" {
                let mut other = whole.clone();
                other.pointer_mut(&at).unwrap()[key] = json!([]);
                spoil(&other, format!("an array as `{key}` at {at}"));
            }
        }
        for key in needed {
            if object.contains_key(*key) {
                let mut less = whole.clone();
                less.pointer_mut(&at).unwrap().as_object_mut().unwrap().remove(*key);
                // An address without questions is one that asks for the shared block: only the loader minds.
                if object.get("kind") != Some(&json!("address")) || *key != "questions" {
                    spoil(&less, format!("no `{key}` at {at}"));
                }
            }
        }
    }
    slips
}

/// Pointers of all objects of a document.
fn objects(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut way = vec![(String::new(), document)];
    while let Some((at, value)) = way.pop() {
        match value {
            Value::Object(map) => {
                way.extend(map.iter().map(|(key, value)| (format!("{at}/{key}"), value)));
                found.push(at);
            }
            Value::Array(items) => {
                way.extend(items.iter().enumerate().map(|(index, value)| (format!("{at}/{index}"), value)));
            }
            _ => {}
        }
    }
    found
}
