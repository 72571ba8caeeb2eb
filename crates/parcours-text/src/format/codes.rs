//! Phone numbers, postal codes, health insurance numbers, types of files.

use parcours_schema::{Kind, Language, after_last};

/// `+14503714090` as « 450 371-4090 » or “450-371-4090”.
pub fn phone(number: &str, language: Language) -> String {
    let local = number.strip_prefix("+1").filter(|local| local.len() == 10 && local.is_ascii());
    let parts = local.map(|local| (local.get(..3), local.get(3..6), local.get(6..)));
    match parts {
        Some((Some(area), Some(exchange), Some(line))) => {
            [area, if language == Language::Fr { " " } else { "-" }, exchange, "-", line].concat()
        }
        _ => number.to_owned(),
    }
}

/// `J6T 1A1`, the same in both languages; a code without its space gets it.
pub fn postal_code(code: &str, _language: Language) -> String {
    match (code.get(..3), code.get(3..)) {
        (Some(area), Some(unit)) if code.len() == 6 => [area, " ", unit].concat(),
        _ => code.to_owned(),
    }
}

/// `TREM85550112` as `TREM 8555 0112`, the same in both languages.
pub fn nam(number: &str, _language: Language) -> String {
    match (number.get(..4), number.get(4..8), number.get(8..)) {
        (Some(letters), Some(first), Some(last)) if number.len() == 12 => [letters, " ", first, " ", last].concat(),
        _ => number.to_owned(),
    }
}

/// What people call a media type: `application/pdf` is PDF.
pub fn file_type(media_type: &str) -> String {
    match media_type {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" | "application/msword" => {
            "Word".to_owned()
        }
        "text/plain" => "TXT".to_owned(),
        _ => after_last(media_type, b"/+.").to_ascii_uppercase(),
    }
}

/// The types of files a question takes: « PDF, JPEG ou PNG »; empty for another kind.
pub fn file_types(kind: Option<&Kind>, language: Language) -> String {
    let Some(Kind::Attachment(attachment)) = kind else { return String::new() };
    let names: Vec<String> = attachment.types.iter().map(|media_type| file_type(media_type)).collect();
    super::list(names.iter().map(String::as_str), crate::words(language).or)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};

    #[test]
    fn codes() {
        assert_eq!(phone("+14503714090", Fr), "450 371-4090");
        assert_eq!(phone("+14503714090", En), "450-371-4090");
        for text in ["811", "+33123456789", "+1450371409é", ""] {
            assert_eq!(phone(text, Fr), text);
        }
        assert_eq!(postal_code("J6T 1A1", Fr), "J6T 1A1");
        assert_eq!(postal_code("J6T1A1", En), "J6T 1A1");
        assert_eq!(nam("TREM85550112", Fr), "TREM 8555 0112");
        assert_eq!(nam("TREM", En), "TREM");
        assert_eq!(nam("ééééééé", En), "ééééééé");
        assert_eq!(file_type("application/pdf"), "PDF");
        assert_eq!(file_type("image/svg+xml"), "XML");
        assert_eq!(file_types(None, Fr), "");
    }
}
