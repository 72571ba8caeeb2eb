//! The platform of servers and commands: `regress` for patterns, `unicode-normalization` for normal forms.

use unicode_normalization::UnicodeNormalization;

use super::Platform;

/// Patterns and Unicode without a browser.
pub struct Native;

impl Platform for Native {
    fn matches(&self, pattern: &str, text: &str) -> bool {
        regress::Regex::with_flags(pattern, "u").is_ok_and(|regex| regex.find(text).is_some())
    }

    fn nfc(&self, text: &str) -> String {
        text.nfc().collect()
    }
}
