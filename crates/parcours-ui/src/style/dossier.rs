//! What the pages of a dossier need beside the style sheet of the form: a sheet of its own, which a page with only a form
//! does not load.

/// The parts of the style sheet, in the order they must stand in.
pub const STYLES: &[&str] = &[
    include_str!("../desk/style.css"),
    include_str!("../document_page/style.css"),
    include_str!("../dossier_section/style.css"),
    include_str!("../dossier_view/style.css"),
    include_str!("../kept_file_page/style.css"),
    include_str!("../move_page/style.css"),
    include_str!("../task_list/style.css"),
    include_str!("../veil/style.css"),
];
