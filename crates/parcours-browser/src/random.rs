//! Random bytes from the browser's cryptographic generator.

/// Ten random bytes, the random part of a submission's id.
///
/// # Errors
/// When the browser offers no generator; never happens in a page that can send.
pub fn ten_bytes() -> Result<[u8; 10], crate::Unavailable> {
    bytes()
}

/// As many random bytes as asked.
///
/// # Errors
/// When the browser offers no generator.
pub fn bytes<const N: usize>() -> Result<[u8; N], crate::Unavailable> {
    let mut bytes = [0; N];
    let crypto = crate::window()?.crypto().map_err(|_| crate::Unavailable)?;
    crypto.get_random_values_with_u8_array(&mut bytes).map_err(|_| crate::Unavailable)?;
    Ok(bytes)
}

/// Ten letters and digits that no other page has: what the lasting names of a journey's rows begin with. None in a browser
/// without a generator: such a page cannot send.
pub fn seed() -> String {
    const SIGNS: [u8; 32] = *b"abcdefghijkmnpqrstuvwxyz23456789";
    let bytes = ten_bytes().map(|bytes| bytes.map(|byte| SIGNS[usize::from(byte & 31)])).unwrap_or_default();
    bytes.into_iter().filter(|sign| *sign != 0).map(char::from).collect()
}
