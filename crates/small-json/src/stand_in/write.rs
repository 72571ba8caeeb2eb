//! Value to JSON text, without blanks: the very bytes `serde_json` writes.

use super::{Error, Value};

/// The value as JSON text; `Ok` always, but `serde_json` gives a `Result`.
///
/// # Errors
/// Never.
pub fn to_string(value: &Value) -> Result<String, Error> {
    let mut text = String::new();
    write(value, &mut text);
    Ok(text)
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(so) => text.push_str(if *so { "true" } else { "false" }),
        Value::Number(number) => text.push_str(&number.text()),
        Value::String(string) => quote(string, text),
        Value::Array(list) => {
            text.push('[');
            for (index, item) in list.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(map) => {
            text.push('{');
            for (index, (key, item)) in map.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                quote(key, text);
                text.push(':');
                write(item, text);
            }
            text.push('}');
        }
    }
}

fn quote(string: &str, text: &mut String) {
    text.push('"');
    for character in string.chars() {
        let short = match character {
            '"' | '\\' => character,
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\0'..' ' => {
                let code = u32::from(character);
                text.push_str(if code < 16 { "\\u000" } else { "\\u001" });
                text.extend(char::from_digit(code & 15, 16));
                continue;
            }
            _ => {
                text.push(character);
                continue;
            }
        };
        text.push('\\');
        text.push(short);
    }
    text.push('"');
}
