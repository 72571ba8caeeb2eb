//! A file the person keeps in place of a server: their dossier, closed with a passphrase only they know. Where it goes is
//! the person's choice; without the passphrase it says nothing but which workflow it belongs to.
//!
//! The browser's own cryptography: AES-256-GCM, with a key that PBKDF2-HMAC-SHA-256 makes of the passphrase. The salt and the
//! nonce are new each time. What stands in clear is authenticated with the rest, so that a file cannot be passed off as
//! another's (`ux.md` P-05). There is no way back for a lost passphrase: the page says so before it asks for one.

mod envelope;
#[cfg(target_arch = "wasm32")]
mod lock;

pub use envelope::{Envelope, Unreadable};
#[cfg(target_arch = "wasm32")]
pub use lock::{close, open};

/// Rounds of the key's making: what OWASP asks of PBKDF2-HMAC-SHA-256 since 2023.
pub const ROUNDS: u32 = 600_000;
