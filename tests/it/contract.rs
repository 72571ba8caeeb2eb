//! What is generated and committed is what the code says today, and every committed definition holds together.

use std::fs;

use parcours_rules::{export, proof};
use parcours_schema::{Severity, meta};
use serde_json::Value;

const REFRESH: &str = "run: cargo xtask schemas";

fn assert_fresh(place: &str, document: &Value) {
    let committed = fs::read_to_string(parcours_tests::root().join("schemas").join(place)).unwrap_or_default();
    // The files are long: where they part is said, not both of them.
    let line = committed.lines().zip(format!("{document:#}").lines()).position(|(old, new)| old != new);
    assert!(
        committed == format!("{document:#}\n"),
        "schemas/{place} is stale{}; {REFRESH}",
        line.map(|line| format!(" from line {}", line + 1)).unwrap_or_default()
    );
}

#[test]
fn schemas_of_the_formats_are_fresh() {
    for (name, document) in meta::files() {
        assert_fresh(&format!("meta/{name}"), &document);
    }
}

#[test]
fn schemas_of_the_answers_are_fresh() {
    let mut expected = Vec::new();
    for id in parcours_tests::form_ids() {
        assert_fresh(&format!("export/{id}.schema.json"), &export::json_schema(&parcours_tests::form(&id)));
        expected.push(format!("{id}.schema.json"));
    }
    let folder = fs::read_dir(parcours_tests::root().join("schemas/export")).unwrap();
    let mut found: Vec<String> =
        folder.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    found.sort();
    assert_eq!(found, expected, "a schema of no form: remove it, then {REFRESH}");
}

#[test]
fn exported_schemas_are_valid_and_short_of_references_to_elsewhere() {
    for id in parcours_tests::form_ids() {
        let schema = export::json_schema(&parcours_tests::form(&id));
        assert!(jsonschema::meta::is_valid(&schema), "{id}: not a JSON Schema");
        let text = schema.to_string();
        assert!(text.matches("\"$ref\":\"").count() == text.matches("\"$ref\":\"#/$defs/").count());
        let description = schema["description"].as_str().unwrap();
        for question in export::unsaid(&parcours_tests::form(&id)).questions {
            assert!(description.contains(&question), "{id}: the description leaves {question} out");
        }
    }
}

#[test]
fn every_committed_form_is_proved() {
    for id in parcours_tests::form_ids() {
        let findings = proof::check(&parcours_tests::form(&id));
        let errors: Vec<String> =
            findings.iter().filter(|finding| finding.severity == Severity::Error).map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{id}:\n{}", errors.join("\n"));
    }
}

#[test]
fn every_committed_workflow_is_proved() {
    for id in parcours_tests::workflow_ids() {
        let workflow = parcours_tests::workflow(&id);
        let findings = proof::check_workflow(&workflow, &parcours_tests::form(&workflow.form));
        let errors: Vec<String> =
            findings.iter().filter(|finding| finding.severity == Severity::Error).map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{id}:\n{}", errors.join("\n"));
    }
}
