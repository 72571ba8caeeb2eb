//! `nam`: a health insurance number. What differs from the other answers is said by [`compare`], never by reading.

use chrono::NaiveDate;
use parcours_schema::Code;
use serde_json::Value;

use super::{Reading, read_format};
pub(crate) use crate::formats::nam::compare;
use crate::formats::nam::{Nam, NamError};

pub(super) fn read(raw: &Value, today: NaiveDate) -> Reading {
    let parse = |text: &str| {
        Nam::parse(text, today).map_err(|error| match error {
            NamError::Shape => Code::NamShape,
            NamError::Date => Code::NamDate,
        })
    };
    let accept = |nam: Nam| {
        let mut reading = Reading::of(nam.as_str());
        if nam.check_digit_holds() == Some(false) {
            reading.warning(Code::NamCheckDigit);
        }
        reading
    };
    read_format(raw, parse, accept)
}
