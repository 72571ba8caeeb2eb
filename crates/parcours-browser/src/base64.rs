//! Base64, for files that travel inside the envelope and for the file a person keeps.

/// Standard base64 with padding.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * place) & 63) as usize];
            text.push(if place > chunk.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

/// The bytes of standard base64 with padding; `None` for anything else.
pub fn bytes(text: &str) -> Option<Vec<u8>> {
    let digit = |sign: u8| match sign {
        b'A'..=b'Z' => Some(sign - b'A'),
        b'a'..=b'z' => Some(sign - b'a' + 26),
        b'0'..=b'9' => Some(sign - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let signs = text.trim_end_matches('=');
    if text.len() - signs.len() > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(signs.len() * 3 / 4);
    for chunk in signs.as_bytes().chunks(4) {
        let mut word = 0_u32;
        for (place, sign) in chunk.iter().enumerate() {
            word |= u32::from(digit(*sign)?) << (18 - 6 * place);
        }
        let length = chunk.len().checked_sub(1).filter(|length| *length > 0)?;
        bytes.extend(word.to_be_bytes().get(1..=length)?);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{base64, bytes};

    #[test]
    fn the_vectors_of_rfc_4648() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
            assert_eq!(bytes(coded).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
    }

    #[test]
    fn all_bytes_come_back_and_anything_else_is_refused() {
        let all: Vec<u8> = (0..=255).collect();
        for length in 0..=all.len() {
            let part = &all[all.len() - length..];
            assert_eq!(bytes(&base64(part)).as_deref(), Some(part));
        }
        for text in ["A", "AA", "AAA", "====", "A===", "AA=A", "AA?=", "AAAA AAAA", "é==="] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }
}
