//! `money`: an amount in dollars, cents at most.

use parcours_schema::kinds::Money;
use serde_json::Value;

use super::Reading;
use super::number::within;

pub(super) fn read(kind: &Money, raw: &Value) -> Reading {
    within(raw, 2, Some(kind.min), Some(kind.max))
}
