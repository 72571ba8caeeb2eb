//! The definition formats described for editors and for the portal team: JSON Schema of a form, a block, a list, a
//! workflow, a crisis pack, orientation rules, easy-to-read texts.
//!
//! Made from the same tables of keys the reader uses, so the two cannot differ on what a key is called, what it holds
//! and whether it must be there. What JSON Schema cannot say (references, circles, bounds between keys) is for
//! `parcours check`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::bundle::BLOCK_SECTION_KEYS;
use crate::condition::{ALL_KEYS, ANSWER_KEYS, ANY_KEYS, NOT_KEYS, OPERATORS, SOME_KEYS};
use crate::crisis::CRISIS_KEYS;
use crate::easy::EASY_KEYS;
use crate::form::{BLOCK_CHECK_KEYS, CHECK_KEYS, FORM_KEYS, REGIMES, SECTION_KEYS};
use crate::kinds::{self, keys_of};
use crate::list::{LIST_KEYS, OPTION_KEYS};
use crate::orientation::{ORIENTATION_KEYS, ORIENTATION_SECTION_KEYS};
use crate::question::QUESTION_KEYS;
use crate::read::{Key, LOCALIZED_KEYS, Shape};
use crate::workflow::{ANY, WORKFLOW_KEYS};
use crate::{limits, question};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Where the schemas of the project are named from; nothing is fetched from it.
pub const SCHEMA_BASE: &str = "https://parcours.example/schemas";

/// The files under `schemas/meta/`: name and content, in order.
pub fn files() -> [(&'static str, Value); 7] {
    [
        ("form.schema.json", form_schema()),
        ("block.schema.json", block_schema()),
        ("list.schema.json", list_schema()),
        ("workflow.schema.json", workflow_schema()),
        ("crisis.schema.json", crisis_schema()),
        ("orientation.schema.json", orientation_schema()),
        ("easy.schema.json", easy_schema()),
    ]
}

/// JSON Schema 2020-12 of a form, bundled or not.
///
/// ```
/// let schema = parcours_schema::meta::form_schema();
/// assert_eq!(schema["properties"]["sensitive"]["type"], "boolean");
/// ```
pub fn form_schema() -> Value {
    document("form", "A form definition", object(FORM_KEYS))
}

/// JSON Schema 2020-12 of a shared block.
pub fn block_schema() -> Value {
    let keys: Vec<Key> = [Key::optional("$schema", Shape::Text)].iter().chain(SECTION_KEYS).copied().collect();
    let mut body = object(&keys);
    let check: Vec<Key> = CHECK_KEYS.iter().chain(BLOCK_CHECK_KEYS).copied().collect();
    body["properties"]["checks"] = array(object(&check), 0, 500);
    body["properties"]["checks"]["items"]["properties"]["regimes"]["items"] = json!({ "enum": REGIMES });
    document("block", "A block of questions that several forms share", body)
}

/// JSON Schema 2020-12 of a list of options.
pub fn list_schema() -> Value {
    document("list", "A list of options that several questions share", object(LIST_KEYS))
}

/// JSON Schema 2020-12 of a workflow.
pub fn workflow_schema() -> Value {
    document("workflow", "What happens to the dossiers of a form", object(WORKFLOW_KEYS))
}

/// JSON Schema 2020-12 of a crisis pack.
pub fn crisis_schema() -> Value {
    document("crisis", "Whom to call, and who answers where", object(CRISIS_KEYS))
}

/// JSON Schema 2020-12 of orientation rules.
pub fn orientation_schema() -> Value {
    document("orientation", "Which door to knock on", object(ORIENTATION_KEYS))
}

/// JSON Schema 2020-12 of the easy-to-read texts of a form.
pub fn easy_schema() -> Value {
    document("easy", "Easy-to-read texts of a form", object(EASY_KEYS))
}

/// The schema with the parts it refers to, directly or through others.
fn document(name: &str, title: &str, body: Value) -> Value {
    let mut document = Map::new();
    document.insert("$schema".to_owned(), json!(DIALECT));
    document.insert("$id".to_owned(), json!(format!("{SCHEMA_BASE}/meta/{name}.schema.json")));
    document.insert("title".to_owned(), json!(title));
    if let Value::Object(body) = body {
        document.extend(body);
    }
    let parts = parts();
    let mut wanted: Vec<String> = references(&Value::Object(document.clone())).into_iter().collect();
    let mut kept: Map<String, Value> = Map::new();
    while let Some(name) = wanted.pop() {
        if let Some(part) = parts.get(&name).filter(|_| !kept.contains_key(&name)) {
            wanted.extend(references(part));
            kept.insert(name, part.clone());
        }
    }
    if !kept.is_empty() {
        let mut names: Vec<&String> = kept.keys().collect();
        names.sort();
        let sorted: Map<String, Value> = names.into_iter().map(|name| (name.clone(), kept[name].clone())).collect();
        document.insert("$defs".to_owned(), Value::Object(sorted));
    }
    Value::Object(document)
}

fn references(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Object(map) => {
            let own = map.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix("#/$defs/"));
            own.map(str::to_owned).into_iter().chain(map.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => BTreeSet::new(),
    }
}

fn parts() -> Map<String, Value> {
    let mut parts = Map::new();
    let mut put = |name: &str, value: Value| {
        parts.insert(name.to_owned(), value);
    };
    put("text", json!({ "type": "string", "pattern": "\\S", "maxLength": limits::TEXT_CHARACTERS }));
    put("id", json!({ "type": "string", "pattern": "^[a-z][a-z0-9_-]{0,59}$" }));
    put("value", json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,79}$" }));
    put("path", json!({ "type": "string", "pattern": "^[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)*$" }));
    put("date", json!({ "type": "string", "pattern": "^(today([+-][0-9]{1,5}[dmy])?|[0-9]{4}-[0-9]{2}-[0-9]{2})$" }));
    put("scalar", json!({ "type": ["string", "number", "boolean"] }));
    put("localized", json!({ "anyOf": [reference("text"), object(LOCALIZED_KEYS)] }));
    put("option", object(OPTION_KEYS));
    put("list", object(LIST_KEYS));
    put("check", object(CHECK_KEYS));
    put("section_in_place", object(SECTION_KEYS));
    put("section_of_block", object(BLOCK_SECTION_KEYS));
    put("section_of_doors", object(ORIENTATION_SECTION_KEYS));
    put(
        "section",
        json!({ "if": { "type": "object", "required": ["block"] }, "then": reference("section_of_block"),
            "else": { "if": { "type": "object", "required": ["orientation"] }, "then": reference("section_of_doors"),
                "else": reference("section_in_place") } }),
    );
    put("required", json!({ "anyOf": [{ "type": "boolean" }, reference("condition")] }));
    put("condition", condition());
    let mut by_kind = Vec::new();
    for kind in kinds::NAMES {
        let keys: Vec<Key> = QUESTION_KEYS.iter().chain(keys_of(kind)).copied().collect();
        let mut whole = object(&keys);
        whole["properties"]["kind"] = json!({ "const": kind });
        if let Some(extra) = question::exactly_one_of(kind) {
            whole["oneOf"] = extra.iter().map(|key| json!({ "required": [key] })).collect();
        }
        put(&format!("question_{kind}"), whole);
        by_kind.push(json!({
            "if": { "properties": { "kind": { "const": kind } }, "required": ["kind"] },
            "then": reference(&format!("question_{kind}")),
        }));
    }
    put(
        "question",
        json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "enum": kinds::NAMES } },
            "allOf": by_kind }),
    );
    parts
}

fn condition() -> Value {
    let comparison: Vec<Key> = ANSWER_KEYS.iter().chain(OPERATORS).copied().collect();
    let mut comparison = object(&comparison);
    comparison["minProperties"] = json!(2);
    comparison["maxProperties"] = json!(2);
    let mut shapes: Vec<Value> = [ALL_KEYS, ANY_KEYS, NOT_KEYS, SOME_KEYS].into_iter().map(object).collect();
    shapes.push(comparison);
    json!({ "oneOf": shapes })
}

fn object(keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|key| (key.name.to_owned(), shape(key.shape))).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut object = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

fn one(keys: &[Key]) -> Value {
    let mut object = object(keys);
    object["minProperties"] = json!(1);
    object["maxProperties"] = json!(1);
    object
}

fn array(items: Value, min: usize, max: usize) -> Value {
    json!({ "type": "array", "items": items, "minItems": min, "maxItems": max })
}

fn ids() -> Value {
    array(reference("id"), 1, limits::WORKFLOW_ITEMS)
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn shape(shape: Shape) -> Value {
    match shape {
        Shape::Text => reference("text"),
        Shape::Id => reference("id"),
        Shape::ListId => reference("text"),
        Shape::Value => reference("value"),
        Shape::Scalar => reference("scalar"),
        Shape::Scalars => array(reference("scalar"), 1, 100),
        Shape::Localized => reference("localized"),
        Shape::LocalizedList => array(reference("localized"), 1, 30),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Path => reference("path"),
        Shape::Paths => array(reference("path"), 1, 20),
        Shape::Date => reference("date"),
        Shape::Condition => reference("condition"),
        Shape::Conditions => array(reference("condition"), 1, 50),
        Shape::Required => reference("required"),
        Shape::Texts => array(json!({ "type": "string" }), 1, limits::OPTIONS),
        Shape::Options => array(reference("option"), 1, limits::OPTIONS),
        Shape::Questions => array(reference("question"), 1, limits::QUESTIONS),
        Shape::OneOf(words) => json!({ "enum": words }),
        Shape::Object(keys) => object(keys),
        Shape::One(keys) => one(keys),
        Shape::Parts(keys) => array(one(keys), 1, 40),
        Shape::Lists => json!({ "type": "object", "additionalProperties": reference("list") }),
        Shape::Sections => array(reference("section"), 1, limits::SECTIONS),
        Shape::Checks => array(reference("check"), 0, 500),
        Shape::Ids => ids(),
        Shape::IdsOrAny => json!({ "anyOf": [{ "const": ANY }, ids()] }),
        Shape::ManyPaths => array(reference("path"), 1, limits::WORKFLOW_PATHS),
        Shape::Objects(keys) => array(object(keys), 1, limits::WORKFLOW_ITEMS),
    }
}
