//! Who may read: tokens signed by the host portal (JWT, HS256). The receiver has no accounts of its own.
//!
//! A token says who (`sub`), as what (`role`), until when (`exp`), and for whom it is (`aud`). Any other algorithm than
//! HS256, `none` included, is refused whatever the key.

use crate::refusal::Refusal;
use axum::http::{HeaderMap, header};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What `aud` must say.
pub const AUDIENCE: &str = "parcours-receiver";
/// What `role` must say to read submissions.
pub const ADVISOR: &str = "advisor";
/// What `role` must say to read who had access to a dossier.
pub const AUDITOR: &str = "auditor";
/// Fewest bytes of a secret: as many as the hash has (RFC 7518 section 3.2).
pub const SECRET_BYTES: usize = 32;
/// Characters of a name, as a history keeps it.
const NAME_CHARACTERS: usize = 200;
/// Longer than any token a portal makes.
const TOKEN_BYTES: usize = 4096;

/// The secret shared with the host portal. Its `Debug` does not show it.
#[derive(Clone)]
pub struct TokenSecret(Vec<u8>);

impl TokenSecret {
    /// Takes a secret of at least [`SECRET_BYTES`] bytes; `None` when it is shorter.
    pub fn new(secret: impl Into<Vec<u8>>) -> Option<TokenSecret> {
        let secret = secret.into();
        (secret.len() >= SECRET_BYTES).then_some(TokenSecret(secret))
    }

    /// A secret nobody knows, which lasts as long as the process; for a demo. `None` when the system gives no
    /// randomness.
    pub fn random() -> Option<TokenSecret> {
        let mut secret = vec![0_u8; SECRET_BYTES];
        getrandom::fill(&mut secret).ok()?;
        Some(TokenSecret(secret))
    }
}

impl std::fmt::Debug for TokenSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenSecret(not shown)")
    }
}

#[derive(Serialize, Deserialize)]
struct Claims {
    sub: String,
    // A portal's other roles may be absent or lists; both are simply not ours.
    #[serde(default)]
    role: Value,
    exp: i64,
    aud: Value,
    /// The person's name, as histories show it.
    #[serde(default)]
    name: String,
    /// Ids of the dossiers they may reach, or `"*"`.
    #[serde(default)]
    dossiers: Value,
}

/// Somebody the host portal signed for.
pub(crate) struct Bearer {
    /// Who, as the portal knows them.
    pub(crate) subject: String,
    /// Their name.
    pub(crate) name: String,
    /// Their role; empty when the token names none, or several.
    pub(crate) role: String,
    scope: Scope,
}

enum Scope {
    All,
    These(Vec<String>),
}

impl Bearer {
    /// The dossiers within their reach, when they are counted; none for whoever reaches all.
    pub(crate) fn counted(&self) -> Option<&[String]> {
        match &self.scope {
            Scope::All => None,
            Scope::These(ids) => Some(ids),
        }
    }

    /// Whether that dossier is within their reach.
    pub(crate) fn reaches(&self, dossier: &str) -> bool {
        match &self.scope {
            Scope::All => true,
            Scope::These(ids) => ids.iter().any(|id| id == dossier),
        }
    }
}

/// Checks and makes tokens.
#[derive(Clone)]
pub(crate) struct Tokens {
    decoding: DecodingKey,
    encoding: EncodingKey,
}

impl Tokens {
    pub(crate) fn new(secret: &TokenSecret) -> Tokens {
        // The host's program may hold jsonwebtoken with another provider too, and then there is no default one. The
        // first to install wins, and either will do.
        let _ = jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER.install_default();
        Tokens { decoding: DecodingKey::from_secret(&secret.0), encoding: EncodingKey::from_secret(&secret.0) }
    }

    /// Lets an advisor's request through.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        if self.claims(headers)?.role != ADVISOR { Err(Refusal::RoleRefused) } else { Ok(()) }
    }

    /// Who asks.
    pub(crate) fn bearer(&self, headers: &HeaderMap) -> Result<Bearer, Refusal> {
        let claims = self.claims(headers)?;
        let scope = match &claims.dossiers {
            Value::String(all) if all == "*" => Scope::All,
            Value::Array(ids) => {
                Scope::These(ids.iter().filter_map(Value::as_str).map(str::to_ascii_lowercase).collect())
            }
            _ => Scope::These(Vec::new()),
        };
        let role = claims.role.as_str().unwrap_or_default().to_owned();
        // A history holds it for ever, and reads it back within its own bounds.
        let name = claims.name.chars().take(NAME_CHARACTERS).collect();
        Ok(Bearer { subject: claims.sub, name, role, scope })
    }

    fn claims(&self, headers: &HeaderMap) -> Result<Claims, Refusal> {
        let mut values = headers.get_all(header::AUTHORIZATION).iter();
        let value = values.next().ok_or(Refusal::TokenMissing)?;
        let (scheme, token) = value.to_str().ok().and_then(|text| text.split_once(' ')).ok_or(Refusal::TokenMissing)?;
        if !scheme.eq_ignore_ascii_case("Bearer") {
            return Err(Refusal::TokenMissing);
        }
        let token = token.trim();
        if values.next().is_some() || token.len() > TOKEN_BYTES {
            return Err(Refusal::TokenRefused);
        }
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "aud", "sub"]);
        validation.validate_nbf = true;
        validation.leeway = 0;
        let decoded = jsonwebtoken::decode::<Claims>(token, &self.decoding, &validation);
        decoded.map(|decoded| decoded.claims).map_err(|_| Refusal::TokenRefused)
    }

    /// A token for somebody of that role and name, who reaches every dossier, that expires at that Unix time.
    pub(crate) fn issue(&self, role: &str, name: &str, expires: i64) -> Option<String> {
        let claims = Claims {
            sub: format!("demo:{name}"),
            role: role.into(),
            exp: expires,
            aud: AUDIENCE.into(),
            name: name.to_owned(),
            dossiers: "*".into(),
        };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding).ok()
    }
}
