//! `email`: an address.

use parcours_schema::Code;
use serde_json::Value;

use super::{Reading, read_format};
use crate::formats::email::Email;

pub(super) fn read(raw: &Value) -> Reading {
    read_format(raw, |text| Email::parse(text).ok_or(Code::EmailShape), |email| Reading::of(email.as_str()))
}
