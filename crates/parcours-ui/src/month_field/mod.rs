//! A month of a year, such as the expiry of a card: two fields, for the month and the year.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_schema::DatePart;

use crate::date_field::parts_field;
use crate::element::Element;
use crate::field::Field;

/// The two fields.
pub fn month_field(field: &Field) -> Element {
    parts_field(field, &[DatePart::Month, DatePart::Year])
}
