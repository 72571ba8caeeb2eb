//! The words of the documents a dossier yields, apart from those of its pages.

mod en;
mod fr;

use parcours_schema::Language;

/// Everything a document says by itself.
#[allow(missing_docs, reason = "each word is its own description")]
pub struct DocumentWords {
    pub list_title: &'static str,
    pub large: &'static str,
    pub print: &'static str,
    pub state: &'static str,
    pub next: &'static str,
    pub made_on: &'static str,
    pub plan_version: &'static str,
    pub reference: &'static str,
    pub copy_of: &'static str,
    pub copy_shows: &'static str,
    pub not_yet: &'static str,
    pub none: &'static str,
    pub not_linked: &'static str,
    pub summary_title: &'static str,
    pub more_rows: &'static str,
    pub timeline_title: &'static str,
    pub timeline_key: &'static str,
    pub timeline_picture: &'static str,
    pub timeline_same: &'static str,
    pub timeline_table: &'static str,
    pub dates_of_plan: &'static str,
    pub what: &'static str,
    pub starts: &'static str,
    pub ends: &'static str,
    pub no_date: &'static str,
    pub no_end: &'static str,
    pub nothing: &'static str,
    pub form_version: &'static str,
    pub kept_until: &'static str,
    pub page_of: &'static str,
    pub sensitive: &'static str,
    pub calendar: &'static str,
    pub calendar_name: &'static str,
    pub calendar_neutral: &'static str,
}

/// The words of a language.
#[inline(never)] // inlined, each caller would carry its own copy of them
pub fn document_words(language: Language) -> &'static DocumentWords {
    match language {
        Language::Fr => &fr::WORDS,
        Language::En => &en::WORDS,
    }
}
