//! The media type of a file, judged by its first bytes: a name or a declared type proves nothing.

/// How many of its first bytes are looked at.
pub const FIRST_BYTES: usize = 16;

const KNOWN: &[(&str, &[u8])] = &[
    ("application/pdf", b"%PDF-"),
    ("image/jpeg", &[0xff, 0xd8, 0xff]),
    ("image/png", &[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a]),
];

/// The media type those bytes begin; `None` when they begin none we know.
///
/// ```
/// assert_eq!(parcours_browser::media_type::of(b"%PDF-1.7 ..."), Some("application/pdf"));
/// assert_eq!(parcours_browser::media_type::of(b"<html>"), None);
/// ```
pub fn of(first: &[u8]) -> Option<&'static str> {
    KNOWN.iter().find(|(_, start)| first.starts_with(start)).map(|(name, _)| *name)
}
