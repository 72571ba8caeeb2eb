//! `phone`: a person's number; a service number such as 811 has its own sentence.

use parcours_schema::Code;
use serde_json::Value;

use super::{Reading, read_format};
use crate::formats::phone::{Phone, PhoneError};

pub(super) fn read(raw: &Value) -> Reading {
    let parse = |text: &str| {
        Phone::parse(text).map_err(|error| match error {
            PhoneError::Shape => Code::PhoneShape,
            PhoneError::ShortCode => Code::PhoneShortCode,
        })
    };
    read_format(raw, parse, |phone| Reading::of(phone.as_str()))
}
