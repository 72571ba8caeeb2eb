//! What a form on paper says by itself, and when a question of it is to be answered: there, nothing comes and goes.

mod condition;
mod en;
mod fr;

use parcours_schema::Language;

pub use self::condition::{Numbers, only_when};

/// The words of a form to fill by hand.
#[allow(missing_docs, reason = "each word is its own description")]
#[derive(Debug)]
pub struct PaperWords {
    pub by_hand: &'static str,
    pub how: &'static str,
    pub send_to: &'static str,
    pub one: &'static str,
    pub several: &'static str,
    pub at_most: &'static str,
    pub join: &'static str,
    pub joined: &'static str,
    pub name_row: &'static str,
    pub more_rows: &'static str,
    pub edition: &'static str,
    /// `{condition}` is the rest of the sentence.
    only_if: &'static str,
    told_if: &'static str,
    clause: Clauses,
}

/// A part of a sentence about the answer of another question: `{q}` is its number, `{v}` what is said of it.
#[derive(Debug)]
struct Clauses {
    is: &'static str,
    is_not: &'static str,
    ticked: &'static str,
    not_ticked: &'static str,
    answered: &'static str,
    not_answered: &'static str,
    at_least: &'static str,
    at_most: &'static str,
    before: &'static str,
    after: &'static str,
    age: &'static str,
    younger: &'static str,
    and: &'static str,
    or: &'static str,
    quotes: [&'static str; 2],
    today: &'static str,
}

/// The words of a language.
pub fn paper_words(language: Language) -> &'static PaperWords {
    match language {
        Language::Fr => &fr::WORDS,
        Language::En => &en::WORDS,
    }
}
