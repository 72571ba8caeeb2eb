//! A schema that may be known to accept everything or nothing, so that nothing needless is written.

use serde_json::{Value, json};

/// What a condition comes to in JSON Schema.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    Always,
    Never,
    Schema(Value),
}

impl Said {
    pub(super) fn into_value(self) -> Value {
        match self {
            Said::Always => Value::Bool(true),
            Said::Never => Value::Bool(false),
            Said::Schema(schema) => schema,
        }
    }

    pub(super) fn not(self) -> Said {
        match self {
            Said::Always => Said::Never,
            Said::Never => Said::Always,
            Said::Schema(Value::Object(map)) if map.len() == 1 && map.contains_key("not") => {
                Said::Schema(map.get("not").cloned().unwrap_or_default())
            }
            Said::Schema(schema) => Said::Schema(json!({ "not": schema })),
        }
    }
}

/// All of them, each written once.
pub(super) fn all(list: impl IntoIterator<Item = Said>) -> Said {
    join(list, "allOf", Said::Always, &Said::Never)
}

/// At least one of them.
pub(super) fn any(list: impl IntoIterator<Item = Said>) -> Said {
    join(list, "anyOf", Said::Never, &Said::Always)
}

fn join(list: impl IntoIterator<Item = Said>, word: &str, neutral: Said, absorbing: &Said) -> Said {
    let mut kept: Vec<Value> = Vec::new();
    for said in list {
        if said == *absorbing {
            return said;
        }
        if let Said::Schema(schema) = said {
            // Conjunctions inside conjunctions are flattened.
            let inner =
                schema.as_object().filter(|map| map.len() == 1).and_then(|map| map.get(word)?.as_array()).cloned();
            for schema in inner.unwrap_or_else(|| vec![schema]) {
                if !kept.contains(&schema) {
                    kept.push(schema);
                }
            }
        }
    }
    match (kept.pop(), kept.is_empty()) {
        (None, _) => neutral,
        (Some(only), true) => Said::Schema(only),
        (Some(last), false) => {
            kept.push(last);
            Said::Schema(json!({ word: kept }))
        }
    }
}
