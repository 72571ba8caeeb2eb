//! From a place in the journey to the id of an element of the view.

use parcours_rules::journey::Focus;
use parcours_ui::ids;

/// The id of the element at a place.
pub fn id_of(focus: &Focus) -> String {
    match focus {
        Focus::Heading => ids::HEADING.to_owned(),
        Focus::Summary => ids::SUMMARY.to_owned(),
        Focus::Failure => ids::FAILURE.to_owned(),
        Focus::Question { at, part: Some(part) } => ids::part_id(at, *part),
        Focus::Question { at, part: None } => ids::id_of(at),
        Focus::Row { at, row } => ids::id_of(&[at, "/", &row.to_string()].concat()),
        Focus::AddButton { at } => ids::add_button_id(at),
        Focus::EditLink { at } => ids::edit_link_id(at),
    }
}
