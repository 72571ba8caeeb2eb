//! `postal_code`: a Canadian code; another province's only warns (`domain.md` 2.2).

use parcours_schema::Code;
use serde_json::Value;

use super::{Reading, read_format};
use crate::formats::postal_code::PostalCode;

pub(super) fn read(raw: &Value) -> Reading {
    let accept = |code: PostalCode| {
        let mut reading = Reading::of(code.as_str());
        if !code.is_in_quebec() {
            reading.warning(Code::PostalCodeOutsideQuebec);
        }
        reading
    };
    read_format(raw, |text| PostalCode::parse(text).ok_or(Code::PostalCodeShape), accept)
}
