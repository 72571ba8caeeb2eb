//! JSON objects made in place. `json!` would do, but what it makes of variables goes through a serializer, which costs
//! every page some kilobytes.

use serde_json::{Map, Value};

/// The object with these entries.
///
/// ```
/// use parcours_schema::object;
/// assert_eq!(object([("at", "/person/nam".into()), ("row", 2.into())]).to_string(), r#"{"at":"/person/nam","row":2}"#);
/// ```
pub fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let mut map = Map::new();
    add(&mut map, &mut entries.into_iter());
    Value::Object(map)
}

fn add(map: &mut Map<String, Value>, entries: &mut dyn Iterator<Item = (&str, Value)>) {
    for (key, value) in entries {
        map.insert(key.to_owned(), value);
    }
}
