//! The words of the documents a dossier yields, apart from those of its pages.

mod en;
mod fr;

use parcours_schema::Language;

/// Everything a document says by itself.
#[allow(missing_docs, reason = "each word is its own description")]
pub struct DocumentWords {
    pub list_title: &'static str,
    pub print: &'static str,
    pub state: &'static str,
    pub made_on: &'static str,
    pub plan_version: &'static str,
    pub reference: &'static str,
    pub copy_of: &'static str,
    pub copy_shows: &'static str,
    pub empty: &'static str,
    pub nothing: &'static str,
    pub form_version: &'static str,
    pub page_of: &'static str,
    pub sensitive: &'static str,
}

/// The words of a language.
#[inline(never)] // inlined, each caller would carry its own copy of them
pub fn document_words(language: Language) -> &'static DocumentWords {
    match language {
        Language::Fr => &fr::WORDS,
        Language::En => &en::WORDS,
    }
}
