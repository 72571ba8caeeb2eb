//! Formats of names, numbers and dates (`domain.md` section 2), tolerant of how people write them.

pub mod date;
