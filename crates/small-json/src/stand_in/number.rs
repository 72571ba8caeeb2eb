//! Numbers. Whole ones stay whole; the browser reads and writes the others.

use std::fmt;

/// A number of JSON: whole, or an `f64` that is neither infinite nor `NaN`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(Kind);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Whole(i64),
    Float(f64),
}

impl Number {
    /// The number, unless it is infinite or `NaN`.
    pub fn from_f64(value: f64) -> Option<Number> {
        value.is_finite().then_some(Number(Kind::Float(value)))
    }

    /// As an `f64`.
    pub fn as_f64(&self) -> Option<f64> {
        Some(match self.0 {
            Kind::Whole(whole) => whole as f64,
            Kind::Float(float) => float,
        })
    }

    /// As a whole number.
    pub fn as_i64(&self) -> Option<i64> {
        match self.0 {
            Kind::Whole(whole) => Some(whole),
            Kind::Float(_) => None,
        }
    }

    /// As a whole number that is not negative.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_i64()?.try_into().ok()
    }

    /// Reads what the grammar of JSON took for a number; `None` when it is too large to be one.
    pub(crate) fn read(text: &str) -> Option<Number> {
        match text.parse() {
            Ok(whole) if text != "-0" => Some(Number(Kind::Whole(whole))),
            _ => Number::from_f64(browser::read(text)),
        }
    }
}

impl Number {
    /// As JSON writes it.
    pub(super) fn text(&self) -> String {
        match self.0 {
            Kind::Whole(whole) => whole.to_string(),
            Kind::Float(float) => {
                let mut text = browser::write(float);
                // What was not whole when it was read is written as such.
                if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
                    text.push_str(".0");
                }
                text
            }
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

macro_rules! whole {
    ($($type:ty),*) => { $(
        impl From<$type> for Number {
            fn from(value: $type) -> Number {
                // What no file or count reaches is near enough as an `f64`.
                Number(i64::try_from(value).map_or(Kind::Float(value as f64), Kind::Whole))
            }
        }
    )* };
}
whole!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

/// `f64` to text and back: code and tables of 10 kB that every browser has already.
#[cfg(target_arch = "wasm32")]
mod browser {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_name = parseFloat)]
        pub(super) fn read(text: &str) -> f64;
        #[wasm_bindgen(js_name = String)]
        pub(super) fn write(value: f64) -> String;
    }
}

/// The same, where the crate is tested.
#[cfg(not(target_arch = "wasm32"))]
mod browser {
    pub(super) fn read(text: &str) -> f64 {
        text.parse().unwrap_or(f64::NAN)
    }

    pub(super) fn write(value: f64) -> String {
        value.to_string()
    }
}
