//! `attachment`: the description of a file, `{"name","type","size","sha256"}`. The bytes are not seen here.

use parcours_schema::kinds::Attachment;
use parcours_schema::{Code, after_last};
use serde_json::{Map, Value};

use super::Reading;
use crate::formats::fold::clean_text;

pub(super) fn read(kind: &Attachment, raw: &Value) -> Reading {
    let file = raw.as_object().filter(|file| file.len() == 4).and_then(description);
    let Some((file, media_type, size)) = file else { return Reading::wrong_type() };
    let mut reading = Reading::of(file);
    if !kind.types.contains(&media_type) {
        reading.error(Code::AttachmentType);
    }
    if size > kind.max_bytes {
        reading.error(Code::AttachmentTooLarge { max: kind.max_bytes });
    }
    reading
}

/// The description in normal form, with its media type and size; `None` when a part is missing or of another type.
fn description(file: &Map<String, Value>) -> Option<(Value, String, u64)> {
    let name = file.get("name")?.as_str()?;
    // Some browsers give the folder too.
    let name = clean_text(after_last(name, b"/\\"));
    let media_type = file.get("type")?.as_str()?.trim().to_ascii_lowercase();
    let size = file.get("size")?.as_u64()?;
    let hash = file.get("sha256")?.as_str()?.to_ascii_lowercase();
    let hexadecimal = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
    if name.is_empty() || name.chars().count() > 255 || !hexadecimal {
        return None;
    }
    let mut normal = Map::new();
    normal.insert("name".to_owned(), Value::from(name));
    normal.insert("type".to_owned(), Value::from(media_type.as_str()));
    normal.insert("size".to_owned(), Value::from(size));
    normal.insert("sha256".to_owned(), Value::from(hash));
    Some((Value::Object(normal), media_type, size))
}
