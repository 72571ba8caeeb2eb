//! What people read: the sentence of each problem, the words of the interface, dates and numbers as they are written
//! in Québec French and in Canadian English. The words of a form itself (labels, hints) are in its definition.
//! Rules of wording and typography: `ux.md` section 5; the tests of `tests/` read this source and hold it to them.
//!
//! ```
//! use parcours_schema::{Code, Language, NoLibrary, Problem, load_form};
//! # let text = r#"{ "id": "demo", "version": "1.0.0", "revision": "2026", "audience": "public",
//! #   "legal_regime": "a-2.1", "sensitive": false, "title": { "fr": "Essai", "en": "Trial" },
//! #   "sections": [ { "id": "who", "title": { "fr": "Qui", "en": "Who" }, "questions": [
//! #     { "id": "code", "kind": "postal_code", "label": { "fr": "Code postal", "en": "Postal code" } } ] } ] }"#;
//! let form = load_form("demo.json", text, &NoLibrary).unwrap();
//! let problem = Problem::error("/who/code", Code::PostalCodeShape);
//! assert_eq!(parcours_text::sentence(&problem, &form, Language::En), "Postal code: enter a postal code like G1R 5V7.");
//! ```

mod advice;
mod answer;
mod document;
mod dossier;
pub mod format;
mod letters;
mod paper;
mod place;
mod row_label;
mod sentence;
mod words;

pub use answer::answer;
pub use document::{DocumentWords, document_words};
pub use dossier::{DossierWords, dossier_words};
pub use paper::{Numbers, PaperWords, only_when, paper_words};
pub use place::label_at;
pub use row_label::{named, row_label};
pub use sentence::sentence;
pub use words::{Words, fill, held, take, words, written};
