//! Which of the two languages a request is answered in.

use axum::http::{HeaderMap, header};
use parcours_schema::Language;

/// The language `Accept-Language` likes best among French and English; French when it names neither.
pub(crate) fn of_request(headers: &HeaderMap) -> Language {
    asked(headers).unwrap_or_default()
}

/// The same, or `None` when the header is absent or names neither.
pub(crate) fn asked(headers: &HeaderMap) -> Option<Language> {
    let mut best: Option<(f32, Language)> = None;
    let values = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    for range in values.flat_map(|value| value.split(',')) {
        let (tag, quality) = range.split_once(";").unwrap_or((range, "q=1"));
        let quality: f32 = quality.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(0.0);
        let Some(language) = Language::parse(tag) else { continue };
        if quality > best.map_or(0.0, |(quality, _)| quality) {
            best = Some((quality, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(header: &str, expected: Language) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, header.parse().unwrap());
        assert_eq!(of_request(&headers), expected, "{header}");
    }

    #[test]
    fn the_best_liked_of_the_two_wins() {
        check("en", Language::En);
        check("en-CA,fr;q=0.8", Language::En);
        check("fr-CA, en;q=0.9", Language::Fr);
        check("de, en;q=0.4, fr;q=0.5", Language::Fr);
        check("en;q=0, fr;q=0.1", Language::Fr);
    }

    #[test]
    fn french_when_neither_is_named() {
        assert_eq!(of_request(&HeaderMap::new()), Language::Fr);
        for header in ["*", "de", "", "en;q=x", ";;;,,,", "english"] {
            check(header, Language::Fr);
        }
    }
}
