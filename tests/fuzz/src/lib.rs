//! The five doors through which something comes in from outside, and a hand that bends JSON.

pub mod bend;
pub mod targets;
