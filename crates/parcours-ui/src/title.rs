//! The document's title: « Erreur : Étape 2 sur 5 – Demande – Référence… – titre de l’hôte ». For a sensitive form it says
//! the step only, never the topic (`ux.md` section 3 and T-13).

use parcours_rules::journey::{Page, Title};
use parcours_schema::{Form, Language};
use parcours_text::words;

/// The words of a title; `host` is the host page's own, which stays at the end.
pub fn title(title: &Title, form: &Form, language: Language, host: &str) -> String {
    let words = words(language);
    let step = title.position.map(|position| words.step_of(position.step, position.total));
    let page = match title.page {
        Page::Section(index) => form.sections.get(index).map(|section| section.title.get(language)),
        Page::Review => Some(words.review_title),
        Page::Confirmation => Some(words.received_title),
    };
    let topic = matches!(title.page, Page::Section(_));
    let page = page.filter(|_| !(form.sensitive && topic));
    let of_form = (!form.sensitive).then(|| form.title.get(language));
    let host = Some(host).filter(|host| !host.is_empty());
    let mut said = if title.problem { words.error } else { "" }.to_owned();
    for (index, part) in [step.as_deref(), page, of_form, host].into_iter().flatten().enumerate() {
        said.push_str(if index > 0 { " – " } else { "" });
        said.push_str(part);
    }
    said
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use parcours_rules::journey::Position;
    use parcours_schema::{NoLibrary, load_form};

    fn said(sensitive: bool, page: Page, problem: bool, language: Language) -> String {
        let text = format!(
            r#"{{ "id": "demo", "version": "1.0.0", "revision": "1", "audience": "public", "legal_regime": "a-2.1",
              "sensitive": {sensitive}, "title": {{ "fr": "Essai", "en": "Trial" }},
              "sections": [{{ "id": "a", "title": {{ "fr": "Violence", "en": "Violence" }}, "questions": [
                {{ "id": "x", "kind": "text", "label": "X" }}] }}] }}"#
        );
        let form = load_form("demo", &text, &NoLibrary).unwrap();
        let position = (page != Page::Confirmation).then_some(Position { step: 1, total: 2 });
        title(&Title { problem, page, position }, &form, language, "Portail")
    }

    #[test]
    fn a_title_says_error_step_page_form_and_host() {
        let page = Page::Section(0);
        assert_eq!(said(false, page, true, Language::Fr), "Erreur\u{a0}: Étape 1 sur 2 – Violence – Essai – Portail");
        assert_eq!(said(false, page, false, Language::En), "Step 1 of 2 – Violence – Trial – Portail");
    }

    #[test]
    fn a_sensitive_form_never_says_its_topic() {
        for page in [Page::Section(0), Page::Review, Page::Confirmation] {
            for language in Language::ALL {
                let title = said(true, page, false, language);
                assert!(!title.contains("Violence") && !title.contains("Essai") && !title.contains("Trial"), "{title}");
                assert!(title.ends_with("Portail"));
            }
        }
    }
}
