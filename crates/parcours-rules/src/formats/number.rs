//! Numbers and amounts as people write them: `1 234,50`, `1,234.50`, `12,5 $`, `−3`. A lone comma is a decimal comma.
//! Nothing is rounded: too many decimals are told, not cut.

use super::characters::{digit, is_apostrophe, is_blank, is_hyphen, is_invisible};

/// A number as it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decimal {
    /// Its value.
    pub value: f64,
    /// Digits after the decimal mark, zeros at the end left out.
    pub decimals: u8,
}

/// Digits that fit an `f64` without loss.
const MOST_DIGITS: usize = 15;

/// Reads a number; `None` when the text is not one, or has more than fifteen digits.
///
/// ```
/// use parcours_rules::formats::number::parse;
/// assert_eq!(parse("1 234,50 $").unwrap().value, 1234.5);
/// ```
pub fn parse(text: &str) -> Option<Decimal> {
    let visible = |c: &char| !is_invisible(*c) && !is_blank(*c);
    let mut rest: Vec<char> = text.chars().filter(visible).take(64).collect();
    strip_currency(&mut rest);
    let negative = rest.first().copied().is_some_and(is_hyphen);
    if negative {
        rest.remove(0);
        strip_currency(&mut rest);
    }
    let marks: Vec<usize> = (0..rest.len()).filter(|index| matches!(rest[*index], '.' | ',')).collect();
    let point = decimal_mark(&rest, &marks)?;
    let whole = &rest[..point.unwrap_or(rest.len())];
    let fraction = point.map_or(&[][..], |point| &rest[point + 1..]);
    if !is_grouped(whole) || (point.is_some() && fraction.is_empty()) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let end = fraction.iter().rposition(|c| digit(*c) != Some(0)).map_or(0, |last| last + 1);
    let significant = whole.iter().chain(&fraction[..end]).filter(|c| !is_mark(**c));
    let (mut number, mut count) = (0_u64, 0);
    for c in significant {
        number = number * 10 + u64::from(digit(*c)?);
        count += usize::from(number > 0);
        if count > MOST_DIGITS {
            return None;
        }
    }
    if fraction.iter().any(|c| digit(*c).is_none()) || end > MOST_DIGITS {
        return None;
    }
    // Both are whole and below 2^53, so the quotient is the nearest f64 to what was written.
    let value = number as f64 / 10_u64.pow(end as u32) as f64;
    let value = if negative && number > 0 { -value } else { value };
    Some(Decimal { value, decimals: end as u8 })
}

/// A number that is already JSON, with its decimals counted: at most nine, the rest being the noise of `f64`.
pub fn of_f64(value: f64) -> Decimal {
    let mut scale = 1.0;
    for decimals in 0..9 {
        let scaled = value * scale;
        // Past 2^53 every f64 is whole.
        if (scaled - round(scaled)).abs() <= 4.0 * f64::EPSILON * scaled.abs().max(1.0) || scaled.abs() >= 9e15 {
            return Decimal { value: round(scaled) / scale, decimals };
        }
        scale *= 10.0;
    }
    Decimal { value, decimals: 9 }
}

fn round(value: f64) -> f64 {
    if value.abs() < 9e15 { (value + if value < 0.0 { -0.5 } else { 0.5 }) as i64 as f64 } else { value }
}

/// Where the decimal mark stands, if there is one; the outer `None` when the marks make no sense together.
fn decimal_mark(text: &[char], marks: &[usize]) -> Option<Option<usize>> {
    let Some((last, before)) = marks.split_last() else { return Some(None) };
    let same = before.iter().all(|mark| text[*mark] == text[*last]);
    match before {
        [] => Some(Some(*last)),
        // 1,234,567: no decimals
        _ if same => Some(None),
        // 1,234.50 or 1.234,50
        _ => before.windows(2).all(|pair| text[pair[0]] == text[pair[1]]).then_some(Some(*last)),
    }
}

/// Digits, with marks only before each group of three.
fn is_grouped(whole: &[char]) -> bool {
    let marks = whole.iter().any(|c| is_mark(*c));
    let mut groups = whole.split(|c| is_mark(*c));
    let first = groups.next().map_or(0, <[char]>::len);
    whole.iter().all(|c| is_mark(*c) || digit(*c).is_some())
        && (!marks || ((1..=3).contains(&first) && groups.all(|group| group.len() == 3)))
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',') || is_apostrophe(c)
}

fn strip_currency(text: &mut Vec<char>) {
    if text.last() == Some(&'$') {
        text.pop();
    } else if text.first() == Some(&'$') {
        text.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers() {
        for (text, value, decimals) in [
            ("0", 0.0, 0),
            ("12", 12.0, 0),
            (" 12 ", 12.0, 0),
            ("007", 7.0, 0),
            ("12,5", 12.5, 1),
            ("12.5", 12.5, 1),
            ("12.50", 12.5, 1),
            ("12,00", 12.0, 0),
            (",5", 0.5, 1),
            ("1 234,50", 1234.5, 1),
            ("1\u{202f}234\u{a0}567", 1_234_567.0, 0),
            ("1,234.50", 1234.5, 1),
            ("1.234,56", 1234.56, 2),
            ("1,234,567", 1_234_567.0, 0),
            ("1'234", 1234.0, 0),
            ("$12", 12.0, 0),
            ("12,5 $", 12.5, 1),
            ("-3", -3.0, 0),
            ("−3,25", -3.25, 2),
            ("-$3", -3.0, 0),
            ("-0", 0.0, 0),
            ("1,234", 1.234, 3), // a lone comma is a decimal comma: the question says how many decimals it takes
            ("٣٫".trim_end_matches('٫'), 3.0, 0),
            ("999999999999999", 999_999_999_999_999.0, 0),
        ] {
            assert_eq!(parse(text), Some(Decimal { value, decimals }), "{text}");
        }
        for text in [
            "",
            "-",
            "$",
            ".",
            ",",
            "1,",
            "abc",
            "1e5",
            "12 ans",
            "1,23,456",
            "1.2.3,4,5",
            "--3",
            "1234,567,890",
            "1 234 567 890 123 456",
            "0x10",
            "$$1",
            "NaN",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn counts_the_decimals_of_json_numbers() {
        for (value, decimals) in
            [(0.0, 0), (12.0, 0), (-3.5, 1), (0.1 + 0.2, 1), (1234.56, 2), (1.0 / 3.0, 9), (1e300, 0), (-2.25, 2)]
        {
            assert_eq!(of_f64(value).decimals, decimals, "{value}");
            assert!((of_f64(value).value - value).abs() <= 1e-9 * value.abs().max(1.0));
        }
        assert_eq!(of_f64(0.1 + 0.2).value, 0.3);
    }
}
