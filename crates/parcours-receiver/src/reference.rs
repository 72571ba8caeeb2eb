//! The number people write down and say on the phone: `P-7K3M-9QXD`. It names a submission; it opens nothing.

/// No vowels (no words), and none of the look-alikes 0 O Q, 1 I L, 2 Z, 5 S, 8 B, U V.
const ALPHABET: &[u8; 20] = b"34679CDFGHJKMNPRTWXY";

/// A reference drawn from the operating system: 20⁸ of them, about 25 thousand million. Uniqueness is the
/// database's affair. `None` when the system gives no randomness.
pub(crate) fn draw() -> Option<String> {
    let mut reference = String::from("P-");
    let mut drawn = 0;
    while drawn < 8 {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).ok()?;
        // Bytes past the last whole multiple of 20 are thrown away, or the first symbols would come up more often.
        for byte in bytes.into_iter().filter(|byte| *byte < 240).take(8 - drawn) {
            if drawn == 4 {
                reference.push('-');
            }
            reference.push(char::from(ALPHABET[usize::from(byte % 20)]));
            drawn += 1;
        }
    }
    Some(reference)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_reference_has_its_shape_and_differs_each_time() {
        let drawn: std::collections::BTreeSet<String> = (0..1000).map(|_| draw().unwrap()).collect();
        assert_eq!(drawn.len(), 1000);
        for reference in drawn {
            let bytes = reference.as_bytes();
            assert_eq!((bytes.len(), &bytes[..2], bytes[6]), (11, &b"P-"[..], b'-'), "{reference}");
            let symbols = bytes[2..].iter().filter(|byte| ALPHABET.contains(byte)).count();
            assert_eq!(symbols, 8, "{reference}");
        }
    }
}
