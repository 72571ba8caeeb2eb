//! The health insurance number.

use parcours_schema::Code;

pub(crate) fn compare(
    _: &str,
    _: Option<&str>,
    _: Option<&str>,
    _: Option<&str>,
    _: bool,
    _: Option<&str>,
) -> Vec<Code> {
    Vec::new()
}
