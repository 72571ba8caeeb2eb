//! What a form, its answers and their problems *are*. No clock, no input or output, no browser, no judgement:
//! whether an answer is right is said by `parcours-rules`.
//!
//! A form is a JSON document. [`load_form`] turns it into a [`Form`] or says, with file, place and fix, what is wrong:
//!
//! ```
//! use parcours_schema::{load_form, NoLibrary};
//! let text = r#"{ "id": "demo", "version": "1.0.0", "revision": "2026", "audience": "public",
//!   "legal_regime": "a-2.1", "sensitive": false, "title": { "fr": "Essai", "en": "Trial" },
//!   "sections": [ { "id": "who", "title": { "fr": "Qui", "en": "Who" }, "questions": [
//!     { "id": "name", "kind": "txet", "label": { "fr": "Nom", "en": "Name" } } ] } ] }"#;
//! let faults = load_form("demo.json", text, &NoLibrary).unwrap_err();
//! assert_eq!(faults[0].at, "/sections/0/questions/0/kind");
//! assert!(faults[0].to_string().contains("did you mean `text`"));
//! ```

mod answers;
mod bundle;
mod condition;
mod crisis;
mod date_expression;
#[cfg(feature = "disk")]
pub mod disk;
mod easy;
mod fault;
mod form;
mod json;
pub mod kinds;
pub mod limits;
mod list;
mod load;
#[cfg(feature = "author")]
pub mod meta;
mod one_line;
mod orientation;
mod packed;
mod pieces;
mod pointer;
mod problem;
mod question;
mod read;
mod submission;
mod text;
mod twice;
pub mod workflow;

pub use answers::{Answers, AnswersError};
pub use bundle::bundle;
pub use condition::{Condition, Operator};
pub use crisis::{CrisisPack, Service, Territory, load_crisis};
pub use date_expression::{DateExpression, DateUnit};
pub use easy::{EasyTexts, load_easy};
pub use fault::Fault;
pub use form::{Advisor, Audience, Check, Form, LegalRegime, Section, Subject};
pub use json::object;
pub use kinds::Kind;
pub use list::{Choice, List, Lists};
pub use load::{Library, Loaded, NoLibrary, Places, Source, load, load_form, load_with_doors};
pub use one_line::{is_invisible, one_line};
pub use orientation::{Asked, Door, DoorKind, DoorRule, Orientation, load_orientation};
pub use packed::{Bundle, pack, unpack};
pub use pieces::{Pieces, after_last, halves, pieces};
pub use pointer::{escape, parent, pointer_of, template_of, tokens};
pub use problem::{Code, DatePart, Problem, Severity};
pub use question::{Question, Required};
pub use submission::{AttachmentEntry, FilledBy, FormReference, Submission, SubmissionError};
pub use text::{Language, Localized};
pub use workflow::{Workflow, load_workflow};
