//! The ids of what is on the page. All are derived from answer pointers, so that whoever moves the focus finds
//! the place without asking the view. They are unique inside one shadow root.

use parcours_rules::journey::Focus;
use parcours_schema::DatePart;

/// The heading of the page.
pub const HEADING: &str = "heading";
/// The error summary.
pub const SUMMARY: &str = "summary";
/// The alert that says the form was not sent.
pub const FAILURE: &str = "failure";
/// The way to the other language.
pub const LANGUAGE: &str = "language";
/// The polite live region.
pub const STATUS: &str = "status";
/// What lifts the veil.
pub const VEIL: &str = "veil";

/// The id of a question's control, or of the fieldset around its controls, or of a row: `/person/phones/0/number`
/// gives `q-person-phones-0-number`. Its hint, error and warning add `-hint`, `-error`, `-warning`.
pub fn id_of(pointer: &str) -> String {
    let mut id = String::from("q");
    for character in pointer.chars() {
        id.push(match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => character,
            _ => '-',
        });
    }
    id
}

/// The id of the field for one part of a date.
pub fn part_id(pointer: &str, part: DatePart) -> String {
    join(&id_of(pointer), part.key())
}

/// The id of the button that adds a row to the group at that pointer.
pub fn add_button_id(pointer: &str) -> String {
    join(&id_of(pointer), "add")
}

/// On the review page, the id of the link that changes the answer at that pointer.
pub fn edit_link_id(pointer: &str) -> String {
    join(&id_of(pointer), "edit")
}

/// The id of what the focus goes to.
pub fn of_focus(focus: &Focus) -> String {
    match focus {
        Focus::Heading => HEADING.to_owned(),
        Focus::Summary => SUMMARY.to_owned(),
        Focus::Failure => FAILURE.to_owned(),
        Focus::Question { at, part: Some(part) } => part_id(at, *part),
        Focus::Question { at, part: None } => id_of(at),
        Focus::Row { at, row } => id_of(&[at, "/", &row.to_string()].concat()),
        Focus::AddButton { at } => add_button_id(at),
        Focus::EditLink { at } => edit_link_id(at),
    }
}

/// `id-end`.
pub(crate) fn join(id: &str, end: &str) -> String {
    let mut joined = String::with_capacity(id.len() + 1 + end.len());
    joined.push_str(id);
    joined.push('-');
    joined.push_str(end);
    joined
}
