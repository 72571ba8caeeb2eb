//! Questions that stand together, such as an address.

pub mod examples;
#[cfg(test)]
mod tests;

use crate::element::{Child, Element, el};
use crate::field::Field;

/// The group: its name, then its questions.
pub fn group_field(field: &Field, questions: Vec<Child>) -> Element {
    let legend = el("legend").class("title").attr("part", "legend").child(field.label.clone());
    let frame = field
        .frame("fieldset")
        .attr("id", field.id.clone())
        .live("aria-describedby", field.describer(""))
        .child(legend);
    // An error of a whole group stands before its questions: under them it would be far from what it speaks of.
    field.said(field.help(frame)).child(el("div").children(questions))
}
