//! Numbers, amounts in dollars, sizes of files: « 1 234,50 $ », “$1,234.50”. Blanks do not break.

use parcours_schema::Language;

/// A number, thousands apart, at most six decimals.
pub fn number(value: f64, language: Language) -> String {
    written(value, 6, 0, language)
}

/// An amount of dollars; cents only when there are some.
pub fn money(dollars: f64, language: Language) -> String {
    let amount = written(dollars.abs(), 2, 2, language);
    let sign = match (dollars < 0.0, language) {
        (false, _) => "",
        (true, Language::Fr) => "−",
        (true, Language::En) => "-",
    };
    match language {
        Language::Fr => [sign, &amount, "\u{a0}$"].concat(),
        Language::En => [sign, "$", &amount].concat(),
    }
}

/// A size in bytes, one decimal at most: « 10 Mo », “10 MB”. A megabyte is 1,048,576 bytes, as files are listed on most
/// computers.
pub fn bytes(size: u64, language: Language) -> String {
    let (unit, french, english) = match size {
        0..1_024 => (1, if size < 2 { "octet" } else { "octets" }, if size == 1 { "byte" } else { "bytes" }),
        1_024..1_048_576 => (1_024, "ko", "KB"),
        1_048_576..1_073_741_824 => (1_048_576, "Mo", "MB"),
        _ => (1_073_741_824, "Go", "GB"),
    };
    let value = written(size as f64 / unit as f64, 1, 0, language);
    [&*value, "\u{a0}", if language == Language::Fr { french } else { english }].concat()
}

/// Written with at most `most` decimals, zeros at the end left out down to `least` (none at all for a whole number).
fn written(value: f64, most: u32, least: u32, language: Language) -> String {
    let scale = 10_u64.pow(most);
    // Rust's conversion stops at the largest whole number rather than going round.
    let scaled = (value.abs() * scale as f64 + 0.5) as u64;
    let (whole, mut fraction) = (scaled / scale, scaled % scale);
    let (group, mark, minus) = match language {
        Language::Fr => ('\u{a0}', ',', '−'),
        Language::En => (',', '.', '-'),
    };
    let mut text = String::new();
    if value < 0.0 && scaled > 0 {
        text.push(minus);
    }
    let digits = whole.to_string();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if fraction > 0 {
        let mut decimals = most;
        while decimals > least && fraction.is_multiple_of(10) {
            fraction /= 10;
            decimals -= 1;
        }
        let fraction = fraction.to_string();
        text.push(mark);
        text.extend(std::iter::repeat_n('0', decimals as usize - fraction.len()));
        text.push_str(&fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};

    #[test]
    fn numbers() {
        for (value, fr, en) in [
            (0.0, "0", "0"),
            (12.0, "12", "12"),
            (-3.0, "−3", "-3"),
            (2000.0, "2\u{a0}000", "2,000"),
            (1_234_567.25, "1\u{a0}234\u{a0}567,25", "1,234,567.25"),
            (0.05, "0,05", "0.05"),
            (0.1 + 0.2, "0,3", "0.3"),
            (-0.000_000_01, "0", "0"),
            (999_999.999_999_9, "1\u{a0}000\u{a0}000", "1,000,000"),
        ] {
            assert_eq!((number(value, Fr).as_str(), number(value, En).as_str()), (fr, en));
        }
        assert_eq!(number(f64::NAN, Fr), "0");
        assert!(!number(f64::INFINITY, En).is_empty());
    }

    #[test]
    fn amounts() {
        for (value, fr, en) in [
            (1234.5, "1\u{a0}234,50\u{a0}$", "$1,234.50"),
            (12.0, "12\u{a0}$", "$12"),
            (0.05, "0,05\u{a0}$", "$0.05"),
            (-3.25, "−3,25\u{a0}$", "-$3.25"),
        ] {
            assert_eq!((money(value, Fr).as_str(), money(value, En).as_str()), (fr, en));
        }
    }

    #[test]
    fn sizes() {
        for (size, fr, en) in [
            (0, "0\u{a0}octet", "0\u{a0}bytes"),
            (1, "1\u{a0}octet", "1\u{a0}byte"),
            (1_000, "1\u{a0}000\u{a0}octets", "1,000\u{a0}bytes"),
            (2_048, "2\u{a0}ko", "2\u{a0}KB"),
            (10_485_760, "10\u{a0}Mo", "10\u{a0}MB"),
            (2_400_000, "2,3\u{a0}Mo", "2.3\u{a0}MB"),
            (3_221_225_472, "3\u{a0}Go", "3\u{a0}GB"),
        ] {
            assert_eq!((bytes(size, Fr).as_str(), bytes(size, En).as_str()), (fr, en));
        }
    }
}
