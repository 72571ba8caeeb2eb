//! The sentences of problems in English, each to follow a label and a colon. Imperative, no exclamation.

use parcours_schema::kinds::{Reference, YesNoLook};
use parcours_schema::{Code, DatePart, Kind, Language};

use crate::format;
use crate::sentence::Said;

/// What to do about a problem; begins with a small letter, ends with a full stop.
pub(crate) fn advice(said: &Said<'_>) -> String {
    let plain = match said.code {
        Code::Required => return required(said.kind),
        Code::WrongType => "answer this question again.",
        Code::UnknownKey => "this answer is not in the form. Remove it.",
        Code::TooShort { min, .. } => return ["enter at least ", &characters(*min), "."].concat(),
        Code::TooLong { max, got } => {
            let over = count(got.saturating_sub(*max));
            return ["keep to ", &characters(*max), " or fewer. Remove ", &over, "."].concat();
        }
        Code::DigitInName => "write the name without digits.",
        Code::Pattern => {
            return match said.hint {
                Some(hint) => ["check the answer. ", hint].concat(),
                None => "check the answer, it does not have the expected form.".to_owned(),
            };
        }
        Code::EmailShape => "enter a full email address, like name@example.ca.",
        Code::PhoneShape => "enter a 10-digit phone number, like 418-555-0123.",
        Code::PhoneShortCode => "this number belongs to a service. Enter a 10-digit number, like 418-555-0123.",
        Code::PostalCodeShape => "enter a postal code like G1R 5V7.",
        Code::PostalCodeOutsideQuebec => "this postal code is outside Québec. Check it.",
        Code::NamShape => "enter 4 letters and 8 digits, like TREM 8555 0112.",
        Code::NamDate => "check the first 6 digits, they do not give a possible birth date.",
        Code::NamCheckDigit => "the last digit does not go with the others. Check the number on the card.",
        Code::NamName => "the letters do not go with the last and first names. Check the number and the names.",
        Code::NamBirthDate => "the digits do not go with the date of birth. Check the number and the date.",
        Code::NamSex => "the number does not go with the sex on the card. Check both.",
        Code::DateShape => "enter the day, the month and the 4-digit year, like 27 3 2007.",
        Code::DateMissing { parts } => return ["add ", &date_parts(parts), "."].concat(),
        Code::DateNotReal => "this date does not exist. Check the day and the month.",
        Code::DateNotPast => "enter a date in the past.",
        Code::DateInFuture => "enter today’s date or a date in the past.",
        Code::DateTooEarly { min } => return from(min),
        Code::DateTooLate { max } => return until(max),
        Code::MonthShape => "enter the month and the 4-digit year, like 11 2026.",
        Code::TimeShape => "enter a time, like 1:30 p.m.",
        Code::NumberShape => match said.kind {
            Some(Kind::Money(_)) => "enter an amount, like $1,234.50.",
            Some(Kind::Number(number)) if number.decimals > 0 => "enter a number, like 12.5.",
            _ => "enter a number in digits, like 12.",
        },
        Code::NumberDecimals { max: 0 } => "enter a whole number.",
        Code::NumberDecimals { max: 1 } => "keep to 1 digit after the decimal point.",
        Code::NumberDecimals { max } => {
            return ["keep to ", &count(usize::from(*max)), " digits after the decimal point."].concat();
        }
        Code::NumberTooSmall { min } => {
            return ["enter ", amount(said.kind), " of at least ", &quantity(*min, said.kind), "."].concat();
        }
        Code::NumberTooLarge { max } => {
            return ["enter ", amount(said.kind), " of at most ", &quantity(*max, said.kind), "."].concat();
        }
        Code::NotAnOption => "select an answer from the list.",
        Code::TooManyOptions { max: 1, .. } => "keep only one answer.",
        Code::TooManyOptions { max, got } => {
            let over = count(got.saturating_sub(*max));
            return ["keep ", &count(*max), " answers or fewer. Remove ", &over, "."].concat();
        }
        Code::ExclusiveOption { .. } => return ["keep “", said.option, "” or the other answers, not both."].concat(),
        Code::TooFewRows { min: 0 | 1 } => return add_row(said.kind),
        Code::TooFewRows { min } => return ["add at least ", &count(*min), "."].concat(),
        Code::TooManyRows { max, got } => {
            let over = count(got.saturating_sub(*max));
            return ["keep ", &count(*max), " or fewer. Remove ", &over, "."].concat();
        }
        Code::RowKey | Code::RowKeyTwice => "remove this entry, then add it again.",
        Code::RowGone => "an item chosen is no longer there. Select another one, or remove it.",
        Code::AttachmentType => {
            let types = format::file_types(said.kind, Language::En);
            return [
                "choose a file of ",
                if types.is_empty() { "another type" } else { types.as_str() },
                if types.is_empty() { "." } else { " type." },
            ]
            .concat();
        }
        Code::AttachmentTooLarge { max } => {
            let most = format::bytes(*max, Language::En);
            return ["this file is too large. Choose a file of ", &most, " or less."].concat();
        }
        Code::ComputedMismatch => "this value does not follow from the other answers. Check them, then send again.",
        Code::Check { .. } | Code::Server { .. } => "check this answer.",
    };
    plain.to_owned()
}

fn required(kind: Option<&Kind>) -> String {
    let plain = match kind {
        Some(Kind::Email) => "enter an email address.",
        Some(Kind::Phone) => "enter a phone number.",
        Some(Kind::PostalCode) => "enter a postal code.",
        Some(Kind::Nam(_)) => "enter the number.",
        Some(Kind::Date(_)) => "enter a date.",
        Some(Kind::Month(_)) => "enter a month and a year.",
        Some(Kind::Time) => "enter a time.",
        Some(Kind::Number(_)) => "enter a number.",
        Some(Kind::Money(_)) => "enter an amount.",
        Some(Kind::YesNo(YesNoLook::Checkbox)) => "tick the box.",
        Some(Kind::Attestation(_)) => "tick the box to confirm.",
        Some(Kind::YesNo(_) | Kind::Tri | Kind::Choice(_) | Kind::Reference(Reference { many: false, .. })) => {
            "select an answer."
        }
        Some(Kind::Choices(_) | Kind::Reference(_)) => "select at least one answer.",
        Some(Kind::Attachment(_)) => "choose a file.",
        Some(Kind::Address(_)) => "enter the address.",
        Some(Kind::Group(group)) if group.repeat.is_some() => return add_row(kind),
        Some(Kind::Group(_)) => "answer the questions of this part.",
        Some(Kind::Text(_) | Kind::LongText(_) | Kind::Computed(_) | Kind::Note(_)) | None => "enter an answer.",
    };
    plain.to_owned()
}

fn add_row(kind: Option<&Kind>) -> String {
    match kind.and_then(Kind::repeat) {
        Some(repeat) => ["use the “", repeat.add.get(Language::En), "” button."].concat(),
        None => "add an answer.".to_owned(),
    }
}

fn characters(number: usize) -> String {
    [&*count(number), if number == 1 { " character" } else { " characters" }].concat()
}

fn count(number: usize) -> String {
    format::number(number as f64, Language::En)
}

fn amount(kind: Option<&Kind>) -> &'static str {
    if matches!(kind, Some(Kind::Money(_))) { "an amount" } else { "a number" }
}

fn quantity(value: f64, kind: Option<&Kind>) -> String {
    match kind {
        Some(Kind::Money(_)) => format::money(value, Language::En),
        _ => format::number(value, Language::En),
    }
}

fn date_parts(parts: &[DatePart]) -> String {
    let name = |part: &DatePart| match part {
        DatePart::Day => "the day",
        DatePart::Month => "the month",
        DatePart::Year => "the year",
    };
    format::list(parts.iter().map(name), "and")
}

fn from(iso: &str) -> String {
    match format::month(iso, Language::En) {
        Some(month) => ["enter ", &month, " or a later month."].concat(),
        None => ["enter ", &format::date(iso, Language::En), " or a later date."].concat(),
    }
}

fn until(iso: &str) -> String {
    match format::month(iso, Language::En) {
        Some(month) => ["enter ", &month, " or an earlier month."].concat(),
        None => ["enter ", &format::date(iso, Language::En), " or an earlier date."].concat(),
    }
}
