//! The schema of an answer of each kind, in normal form, and what it leaves unsaid.

use parcours_schema::kinds::{Attachment, Compute, LongText, Reference, Text, YesNoLook};
use parcours_schema::{Form, Kind, List};
use serde_json::{Value, json};

use crate::formats::row_key;

// Normal forms as formats/ makes them; anything else is not a normal form.
const DAYS: &str =
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))";
const NAM_DAYS: &str = "(?:(?:0[13578]|1[02]|5[13578]|6[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11|5[469]|61)(?:0[1-9]|[12][0-9]|30)|(?:02|52)(?:0[1-9]|[12][0-9]))";
const PHONE: &str = "^\\+1[2-9](?:[02-9][0-9]|1[02-9])[2-9](?:[02-9][0-9]|1[02-9])[0-9]{4}$";
const POSTAL_CODE: &str = "^[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] [0-9][ABCEGHJ-NPRSTV-Z][0-9]$";
const TIME: &str = "^(?:[01][0-9]|2[0-3]):[0-5][0-9]$";
const MONTH: &str = "^[1-9][0-9]{3}-(?:0[1-9]|1[0-2])$";
const NO_DIGIT: &str = "^[^0-9\u{660}-\u{669}\u{6f0}-\u{6f9}\u{ff10}-\u{ff19}]*$";
const EMAIL: [&str; 3] = [
    "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9-]+(?:\\.[a-z0-9-]+)+$",
    "^[^@]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$",
    "\\.[a-z0-9-]*[a-z][a-z0-9-]*$",
];

/// Formats written once, under `$defs`, with their names there.
pub(super) fn formats() -> [(&'static str, Value); 9] {
    [
        ("email", json!({ "type": "string", "maxLength": 254, "allOf": EMAIL.map(pattern) })),
        ("phone", json!({ "type": "string", "pattern": PHONE })),
        ("postal_code", json!({ "type": "string", "pattern": POSTAL_CODE })),
        ("nam", json!({ "type": "string", "pattern": format!("^[A-Z]{{4}}[0-9]{{2}}{NAM_DAYS}[0-9]{{2}}$") })),
        ("date", json!({ "type": "string", "format": "date", "pattern": format!("^[1-9][0-9]{{3}}-{DAYS}$") })),
        ("month", json!({ "type": "string", "pattern": MONTH })),
        ("time", json!({ "type": "string", "pattern": TIME })),
        (
            "row_key",
            json!({ "type": "string", "pattern": format!("^[a-z0-9][a-z0-9-]{{0,{}}}$", row_key::LONGEST - 1) }),
        ),
        ("tri", json!({ "enum": ["yes", "no", "unknown"] })),
    ]
}

fn format_of(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// The schema of a shown, answered question that is not a group.
pub(super) fn schema(form: &Form, kind: &Kind) -> Value {
    match kind {
        Kind::Text(text) => one_line(text),
        Kind::LongText(text) => several_lines(text),
        Kind::Email
        | Kind::Phone
        | Kind::PostalCode
        | Kind::Nam(_)
        | Kind::Date(_)
        | Kind::Month(_)
        | Kind::Time
        | Kind::Tri => format_of(kind.name()),
        Kind::Number(number) => bounded(number.decimals == 0, number.min, number.max),
        Kind::Money(money) => bounded(false, Some(money.min), Some(money.max)),
        Kind::YesNo(YesNoLook::Radios) => json!({ "type": "boolean" }),
        Kind::YesNo(YesNoLook::Checkbox) | Kind::Attestation(_) => json!({ "const": true }),
        Kind::Choice(one) => options(form.lists.get(&one.list)),
        Kind::Choices(many) => {
            let items = options(form.lists.get(&many.list));
            let mut schema = json!({ "type": "array", "items": items, "minItems": 1, "uniqueItems": true });
            if let Some(max) = many.max {
                schema["maxItems"] = json!(max);
            }
            if !many.exclusive.is_empty() {
                schema["if"] = json!({ "contains": { "enum": many.exclusive } });
                schema["then"] = json!({ "maxItems": 1 });
            }
            schema
        }
        Kind::Reference(Reference { many: false, .. }) => format_of("row_key"),
        Kind::Reference(_) => {
            json!({ "type": "array", "items": format_of("row_key"), "minItems": 1, "uniqueItems": true })
        }
        Kind::Attachment(attachment) => file(attachment),
        Kind::Computed(Compute::Constant(text)) => json!({ "const": text }),
        Kind::Computed(Compute::Age(_) | Compute::Count(_)) => json!({ "type": "integer", "minimum": 0 }),
        Kind::Computed(Compute::Key) => format_of("row_key"),
        Kind::Computed(Compute::Stamp) => {
            let clock = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
            let instant = format!("^[0-9]{{4}}-{DAYS}T{clock}:[0-5][0-9](?:\\.[0-9]{{1,9}})?(?:Z|[+-]{clock})$");
            json!({ "type": "string", "format": "date-time", "pattern": instant })
        }
        // Groups are objects of their own (`object.rs`); a note holds no answer.
        Kind::Group(_) | Kind::Address(_) | Kind::Note(_) => Value::Bool(true),
    }
}

/// The option values of a list.
pub(super) fn options(list: Option<&List>) -> Value {
    let values: Vec<&str> = list.iter().flat_map(|list| &list.options).map(|option| option.value.as_str()).collect();
    json!({ "enum": values })
}

fn pattern(pattern: &str) -> Value {
    json!({ "pattern": pattern })
}

fn one_line(text: &Text) -> Value {
    let mut schema = json!({ "type": "string", "minLength": text.min.max(1), "maxLength": text.max, "pattern": "\\S" });
    let more: Vec<Value> =
        text.pattern.iter().map(String::as_str).chain(text.no_digits.then_some(NO_DIGIT)).map(pattern).collect();
    if !more.is_empty() {
        schema["allOf"] = json!(more);
    }
    schema
}

fn several_lines(text: &LongText) -> Value {
    json!({ "type": "string", "minLength": text.min.max(1), "maxLength": text.max, "pattern": "\\S" })
}

fn bounded(whole: bool, min: Option<f64>, max: Option<f64>) -> Value {
    let mut schema = json!({ "type": if whole { "integer" } else { "number" } });
    for (word, bound) in [("minimum", min), ("maximum", max)] {
        if let Some(bound) = bound {
            schema[word] = number(bound);
        }
    }
    schema
}

/// A number as JSON writes it: 12, not 12.0.
pub(super) fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}

fn file(attachment: &Attachment) -> Value {
    json!({
        "type": "object",
        "properties": {
            "name": { "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[^/\\\\]*[^/\\\\\\s][^/\\\\]*$" },
            "type": { "enum": attachment.types },
            "size": { "type": "integer", "minimum": 0, "maximum": attachment.max_bytes },
            "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
        },
        "required": ["name", "type", "size", "sha256"],
        "additionalProperties": false,
    })
}
