//! The identifier of a submission: a UUID, version 7 (RFC 9562), which sorts by time and is the idempotency key.

/// A UUID v7 from milliseconds since 1970 and ten random bytes.
///
/// ```
/// use parcours_rules::journey::submission_id;
/// assert_eq!(submission_id(0x0192_0000_0001, [0xff; 10]), "01920000-0001-7fff-bfff-ffffffffffff");
/// ```
pub fn submission_id(now_ms: u64, random: [u8; 10]) -> String {
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&now_ms.to_be_bytes()[2..]);
    bytes[6..].copy_from_slice(&random);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let mut id = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        for number in [byte >> 4, byte & 15] {
            id.push(char::from(b"0123456789abcdef"[usize::from(number)]));
        }
    }
    id
}
