//! Normal forms as people read them. A text that is not in its normal form is given back as it is.

mod calendar;
mod codes;
mod quantity;

pub use calendar::{date, instant, month, time};
pub use codes::{file_type, file_types, nam, phone, postal_code};
pub use quantity::{bytes, money, number};

/// A list in a sentence: « le jour, le mois et l’année ». `last` is the word before the last item.
pub fn list<'a>(items: impl Iterator<Item = &'a str>, last: &str) -> String {
    let mut items = items.peekable();
    let mut text = String::new();
    while let Some(item) = items.next() {
        if !text.is_empty() {
            if items.peek().is_some() {
                text.push_str(", ");
            } else {
                text.push(' ');
                text.push_str(last);
                text.push(' ');
            }
        }
        text.push_str(item);
    }
    text
}
