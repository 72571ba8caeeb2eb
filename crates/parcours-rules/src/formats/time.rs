//! Times of day: `13 h 30`, `13:30`, `1:30 pm`, `13h`, `midi`. A bare number is not a time: morning or evening would
//! be a guess.

use super::characters::{digit, digit_char, is_blank, is_invisible};

/// Reads a time; its normal form is `HH:MM`, on 24 hours. `None` when it is not one.
///
/// ```
/// use parcours_rules::formats::time::parse;
/// assert_eq!(parse("1:30 p.m.").as_deref(), Some("13:30"));
/// ```
pub fn parse(text: &str) -> Option<String> {
    let mut compact = String::with_capacity(8);
    for c in text.chars().filter(|c| !is_blank(*c) && !is_invisible(*c) && *c != '.') {
        compact.push(digit(c).map_or(c.to_ascii_lowercase(), |value| digit_char(value.into())));
        if compact.len() > 16 {
            return None;
        }
    }
    match compact.as_str() {
        "midi" | "noon" => return Some("12:00".to_owned()),
        "minuit" | "midnight" => return Some("00:00".to_owned()),
        _ => {}
    }
    let (clock, half) = if let Some(clock) = compact.strip_suffix("am") {
        (clock, Some(0))
    } else if let Some(clock) = compact.strip_suffix("pm") {
        (clock, Some(12))
    } else {
        (compact.as_str(), None)
    };
    let (hour, minute) = match clock.split_once([':', 'h']) {
        Some((hour, "")) => (hour, "00"),
        Some((hour, rest)) => (hour, rest.strip_suffix("min").unwrap_or(rest)),
        None if half.is_some() => (clock, "00"),
        None => return None,
    };
    let hour = number(hour)?;
    let minute = number(minute).filter(|_| minute.len() == 2)?;
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
    };
    (hour < 24 && minute < 60).then(|| {
        let mut time = String::with_capacity(5);
        time.extend([
            digit_char(hour / 10),
            digit_char(hour % 10),
            ':',
            digit_char(minute / 10),
            digit_char(minute % 10),
        ]);
        time
    })
}

fn number(text: &str) -> Option<u32> {
    let short = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    short.then(|| text.bytes().fold(0, |number, b| number * 10 + u32::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_times() {
        for text in [
            "13:30",
            "13 h 30",
            "13h30",
            "13\u{a0}h\u{a0}30",
            "13 H 30 min",
            "1:30 pm",
            "1:30 P.M.",
            "01:30pm",
            "1 h 30 pm",
        ] {
            assert_eq!(parse(text).as_deref(), Some("13:30"), "{text}");
        }
        for (text, time) in [
            ("13h", "13:00"),
            ("9 h", "09:00"),
            ("9:05", "09:05"),
            ("0:00", "00:00"),
            ("23:59", "23:59"),
            ("12 am", "00:00"),
            ("12:15 pm", "12:15"),
            ("7 a.m.", "07:00"),
            ("midi", "12:00"),
            ("Minuit", "00:00"),
            ("noon", "12:00"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(time), "{text}");
        }
        for text in [
            "", "13", "1330", "24:00", "13:60", "13:3", "13:300", "13 pm", "0 am", "h30", ":30", "pm", "1:30:00",
            "-1:30", "soir",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
