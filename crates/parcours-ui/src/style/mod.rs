//! The style sheet of the form, gathered: tokens, then base, then each component, then print.

pub mod dossier;

/// The parts of the style sheet, in the order they must stand in.
pub const STYLES: &[&str] = &[
    include_str!("tokens.css"),
    include_str!("base.css"),
    include_str!("../field/style.css"),
    include_str!("../buttons/style.css"),
    include_str!("../checkbox_field/style.css"),
    include_str!("../choice_field/style.css"),
    include_str!("../choices_field/style.css"),
    include_str!("../confirmation/style.css"),
    include_str!("../date_field/style.css"),
    include_str!("../error_summary/style.css"),
    include_str!("../file_field/style.css"),
    include_str!("../group_field/style.css"),
    include_str!("../language_switch/style.css"),
    include_str!("../long_text_field/style.css"),
    include_str!("../note/style.css"),
    include_str!("../page_heading/style.css"),
    include_str!("../place_field/style.css"),
    include_str!("../progress/style.css"),
    include_str!("../review_page/style.css"),
    include_str!("../row_group/style.css"),
    include_str!("../text_field/style.css"),
    include_str!("print.css"),
];
