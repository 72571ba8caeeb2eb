//! The lasting name of a row: what a reference to the row holds, whatever becomes of the rows around it.

/// Most characters of a key.
pub const LONGEST: usize = 40;

/// Whether a text can be a row's key: lower-case letters and digits, then hyphens too.
///
/// ```
/// use parcours_rules::formats::row_key::is_row_key;
/// assert!(is_row_key("k3f9a0-1"));
/// assert!(!is_row_key("-k3") && !is_row_key("Besoin 1") && !is_row_key(""));
/// ```
pub fn is_row_key(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let good = |(place, byte): (usize, u8)| letter(byte) || (place > 0 && byte == b'-');
    (1..=LONGEST).contains(&text.len()) && text.bytes().enumerate().all(good)
}
