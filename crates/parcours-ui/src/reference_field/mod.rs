//! One row, or several, of those entered elsewhere in the form: buttons, boxes or a closed list, as for any choice. It
//! follows the rows, which may change on the same page.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_text::words;

use crate::choice_field::{MOST_RADIOS, Offer, radios, select};
use crate::choices_field::choices_field;
use crate::element::{Element, el};
use crate::field::Field;

/// Where the rows to choose from come from.
pub struct RowsToName<Mark, Offers> {
    /// Whether several can be chosen.
    pub many: bool,
    /// Something that changes when the rows do.
    pub mark: Mark,
    /// The rows as they are now.
    pub offers: Offers,
}

/// The buttons or boxes; where there is no row yet, it says so.
pub fn reference_field<Mark, Offers>(field: &Field, rows: RowsToName<Mark, Offers>) -> Element
where
    Mark: Fn() -> String + Send + 'static,
    Offers: Fn() -> Vec<Offer> + Send + 'static,
{
    let RowsToName { many, mark, offers } = rows;
    let field = field.clone();
    el("div").swap(mark, move || {
        let offers = offers();
        if offers.is_empty() {
            // The focus can come here from the error summary.
            let nothing = el("p").class("hint").attr("tabindex", "-1").child(words(field.language).nothing_to_choose);
            field.said(field.help(field.fieldset("required").child(field.must())).child(nothing))
        } else if many {
            choices_field(&field, offers)
        } else if offers.len() > MOST_RADIOS {
            select(&field, offers)
        } else {
            radios(&field, offers, false)
        }
    })
}
