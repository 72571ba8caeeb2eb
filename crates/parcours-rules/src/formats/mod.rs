//! Formats of names, numbers and dates (`domain.md` section 2), tolerant of how people write them (`ux.md` C-05).
//! Each file reads a text into one normal form, or says what is wrong; how a normal form is shown to people is in
//! `parcours-text`. No clock, no regular expressions, no Unicode tables beyond a few hundred bytes.

pub mod characters;
pub mod date;
pub mod email;
pub mod fold;
pub mod instant;
pub mod month;
pub mod nam;
pub mod name;
pub mod number;
pub mod phone;
pub mod postal_code;
#[cfg(test)]
mod properties;
pub mod row_key;
pub mod time;
