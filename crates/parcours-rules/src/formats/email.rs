//! Email addresses, as mail systems of today take them: one `@`, letters, digits and common signs before it, a domain
//! with a dot after it (the same shape as HTML's, a little stricter). Whether the address exists is not known here.

use super::characters::is_invisible;
use parcours_schema::{after_last, halves, pieces};

/// An address that has the right shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Reads an address; the domain is put in lower case. `None` when it is not one.
    ///
    /// ```
    /// use parcours_rules::formats::email::Email;
    /// assert_eq!(Email::parse(" Anne.Roy@Exemple.CA ").unwrap().as_str(), "Anne.Roy@exemple.ca");
    /// ```
    pub fn parse(text: &str) -> Option<Email> {
        let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        let text = visible.trim();
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        let text = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text);
        let (name, domain) = halves(text, b'@')?;
        if !is_name(name) || !is_domain(domain) || text.len() > 254 {
            return None;
        }
        let mut email = String::with_capacity(text.len());
        email.push_str(name);
        email.push('@');
        email.extend(domain.chars().map(|c| c.to_ascii_lowercase()));
        Some(Email(email))
    }

    /// The normal form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_name(name: &str) -> bool {
    name.len() <= 64
        && pieces(name, b'.').all(|atom| {
            !atom.is_empty() && atom.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b))
        })
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = after_last(domain, b".");
    domain.contains('.')
        && pieces(domain, b'.').all(label)
        && last.len() >= 2
        && last.bytes().any(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_addresses() {
        for (text, email) in [
            ("nom@exemple.ca", "nom@exemple.ca"),
            ("\u{a0}nom@exemple.ca\u{200b}\n", "nom@exemple.ca"),
            ("A.B+c@SOUS.Exemple.QUEBEC", "A.B+c@sous.exemple.quebec"),
            ("o'neil_x@ssss.gouv.qc.ca", "o'neil_x@ssss.gouv.qc.ca"),
            ("mailto:nom@exemple.ca", "nom@exemple.ca"),
            ("<nom@exemple.ca>", "nom@exemple.ca"),
            ("n@xn--qubec-csa.ca", "n@xn--qubec-csa.ca"),
            ("1@2.ca", "1@2.ca"),
        ] {
            assert_eq!(Email::parse(text).as_ref().map(Email::as_str), Some(email), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in [
            "",
            "nom",
            "nom@",
            "@exemple.ca",
            "nom@exemple",
            "nom@exemple.",
            "nom@.ca",
            "nom@exemple..ca",
            "nom@exemple.c",
            "nom@-exemple.ca",
            "nom@exemple-.ca",
            "nom@exemple.12",
            "nom@127.0.0.1",
            "a b@exemple.ca",
            "a@b@exemple.ca",
            ".nom@exemple.ca",
            "nom.@exemple.ca",
            "no..m@exemple.ca",
            "rené@exemple.ca",
            "nom@exemplé.ca",
            "nom@exemple.ca, autre@exemple.ca",
            "Anne <nom@exemple.ca>",
        ] {
            assert_eq!(Email::parse(text), None, "{text}");
        }
        assert_eq!(Email::parse(&format!("{}@exemple.ca", "a".repeat(65))), None);
        assert_eq!(Email::parse(&format!("a@{}.ca", "b.".repeat(130))), None);
    }
}
