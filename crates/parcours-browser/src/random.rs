//! Random bytes from the browser's cryptographic generator.

/// Ten random bytes, the random part of a submission's id.
///
/// # Errors
/// When the browser offers no generator; never happens in a page that can send.
pub fn ten_bytes() -> Result<[u8; 10], crate::Unavailable> {
    let mut bytes = [0; 10];
    let crypto = crate::window()?.crypto().map_err(|_| crate::Unavailable)?;
    crypto.get_random_values_with_u8_array(&mut bytes).map_err(|_| crate::Unavailable)?;
    Ok(bytes)
}
