//! The platform of servers and commands: `regress` for patterns, `unicode-normalization` for normal forms.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Platform;

/// Patterns and Unicode without a browser.
pub struct Native;

impl Platform for Native {
    fn matches(&self, pattern: &str, text: &str) -> bool {
        regress::Regex::with_flags(pattern, "u").is_ok_and(|regex| regex.find(text).is_some())
    }

    fn nfc(&self, text: &str) -> String {
        // Nearly every text is in this form already, and that is quick to see.
        if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
    }
}
