//! The form's Leptos components: they show what they are given and report what a person did; they never decide.
//!
//! Each component has its folder: the view, examples (which the gallery, the snapshots and the accessibility checks all
//! walk), style and tests. [`form_view`](form_view::form_view) is the whole form of a journey.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod answers_list;
pub mod buttons;
pub mod calendar_file;
pub mod checkbox_field;
pub mod choice_field;
pub mod choices_field;
pub mod confirmation;
pub mod conflict_page;
pub mod date_field;
pub mod desk;
pub mod document_page;
pub mod dossier_section;
pub mod dossier_view;
pub mod element;
pub mod error_summary;
pub mod example;
pub mod field;
pub mod file_field;
pub mod form_view;
pub mod group_field;
pub mod hand;
pub mod helping_page;
pub mod ids;
pub mod kept_file_page;
pub mod language_switch;
pub mod leaving_page;
pub mod long_text_field;
pub mod month_field;
pub mod move_page;
mod named_rows;
pub mod note;
pub mod page_heading;
mod page_top;
#[cfg(any(feature = "ssr", test))]
pub mod paper;
pub mod place_field;
#[cfg(any(feature = "ssr", test))]
pub mod plain;
pub mod progress;
mod question;
pub mod reference_field;
pub mod review_page;
pub mod row;
pub mod row_group;
mod say;
pub mod section_page;
mod spot;
pub mod status;
pub mod style;
pub mod task_list;
pub mod text_field;
pub mod title;
pub mod tri_field;
pub mod veil;
pub mod visiting;
pub mod wiring;
pub mod yes_no_field;

pub use dossier_view::dossier_view;
pub use form_view::{ViewOptions, form_view};

#[cfg(test)]
mod tests {
    use parcours_schema::Language;

    #[test]
    fn every_example_is_wired_in_both_languages() {
        for example in crate::example::all() {
            for language in Language::ALL {
                let html = example.markup(language);
                let faults = crate::wiring::faults(&html);
                assert!(faults.is_empty(), "{} {}: {faults:#?}\n{html}", example.component, example.name);
                assert!(html.len() > 20, "{} {} shows something", example.component, example.name);
            }
        }
    }
}
