//! What to do about a problem: which words, and what fills their marks. Which problem says what is the same in both
//! languages; how it is said is in `words/`.

use parcours_schema::kinds::{Reference, YesNoLook};
use parcours_schema::{Code, DatePart, Kind, Language};

use crate::sentence::Said;
use crate::{Words, fill, format, words};

/// To follow a label and a colon: begins with a small letter, ends with a full stop.
pub(crate) fn advice(said: &Said<'_>, language: Language) -> String {
    let mut text = str::to_owned(text(said, words(language)));
    for value in values(said, language) {
        text = fill(&text, &value);
    }
    text
}

/// What is said. References, not texts: the compiler then makes a table of them.
fn text(said: &Said<'_>, words: &'static Words) -> &'static &'static str {
    let is_money = matches!(said.kind, Some(Kind::Money(_)));
    match said.code {
        Code::Required => required(said.kind, words),
        Code::WrongType => &words.wrong_type,
        Code::UnknownKey => &words.unknown_key,
        Code::TooShort { .. } => &words.too_short,
        Code::TooLong { .. } => &words.too_long,
        Code::DigitInName => &words.digit_in_name,
        Code::Pattern if said.hint.is_some() => &words.pattern_hint,
        Code::Pattern => &words.pattern,
        Code::EmailShape => &words.email_shape,
        Code::PhoneShape => &words.phone_shape,
        Code::PhoneShortCode => &words.phone_short_code,
        Code::PostalCodeShape => &words.postal_code_shape,
        Code::PostalCodeOutsideQuebec => &words.postal_code_outside_quebec,
        Code::NamShape => &words.nam_shape,
        Code::NamDate => &words.nam_date,
        Code::NamCheckDigit => &words.nam_check_digit,
        Code::NamName => &words.nam_name,
        Code::NamBirthDate => &words.nam_birth_date,
        Code::NamSex => &words.nam_sex,
        Code::DateShape => &words.date_shape,
        Code::DateMissing { .. } => &words.date_missing,
        Code::DateNotReal => &words.date_not_real,
        Code::DateNotPast => &words.date_not_past,
        Code::DateInFuture => &words.date_in_future,
        Code::DateTooEarly { min } if is_month(min) => &words.month_from,
        Code::DateTooEarly { .. } => &words.date_from,
        Code::DateTooLate { max } if is_month(max) => &words.month_until,
        Code::DateTooLate { .. } => &words.date_until,
        Code::MonthShape => &words.month_shape,
        Code::TimeShape => &words.time_shape,
        Code::NumberShape => match said.kind {
            Some(Kind::Money(_)) => &words.money_shape,
            Some(Kind::Number(number)) if number.decimals > 0 => &words.decimal_shape,
            _ => &words.number_shape,
        },
        Code::NumberDecimals { max: 0 } => &words.no_decimals,
        Code::NumberDecimals { max: 1 } => &words.one_decimal,
        Code::NumberDecimals { .. } => &words.decimals,
        Code::NumberTooSmall { .. } if is_money => &words.least_money,
        Code::NumberTooSmall { .. } => &words.least_number,
        Code::NumberTooLarge { .. } if is_money => &words.most_money,
        Code::NumberTooLarge { .. } => &words.most_number,
        Code::NotAnOption => &words.not_an_option,
        Code::TooManyOptions { max: 1, .. } => &words.one_option,
        Code::TooManyOptions { .. } => &words.most_options,
        Code::ExclusiveOption { .. } => &words.exclusive_option,
        Code::TooFewRows { min: 0 | 1 } => add_row(said.kind, words),
        Code::TooFewRows { .. } => &words.too_few_rows,
        Code::TooManyRows { .. } => &words.too_many_rows,
        Code::RowKey | Code::RowKeyTwice => &words.row_key,
        Code::RowGone => &words.row_gone,
        Code::AttachmentType if matches!(said.kind, Some(Kind::Attachment(file)) if !file.types.is_empty()) => {
            &words.file_type
        }
        Code::AttachmentType => &words.file_other_type,
        Code::AttachmentTooLarge { .. } => &words.file_too_large,
        Code::ComputedMismatch => &words.computed_mismatch,
        Code::Check { .. } | Code::Server { .. } => &words.check,
    }
}

fn required(kind: Option<&Kind>, words: &'static Words) -> &'static &'static str {
    match kind {
        Some(Kind::Email) => &words.give_email,
        Some(Kind::Phone) => &words.give_phone,
        Some(Kind::PostalCode) => &words.give_postal_code,
        Some(Kind::Nam(_)) => &words.give_nam,
        Some(Kind::Date(_)) => &words.give_date,
        Some(Kind::Month(_)) => &words.give_month,
        Some(Kind::Time) => &words.give_time,
        Some(Kind::Number(_)) => &words.give_number,
        Some(Kind::Money(_)) => &words.give_money,
        Some(Kind::YesNo(YesNoLook::Checkbox)) => &words.give_tick,
        Some(Kind::Attestation(_)) => &words.give_attestation,
        Some(Kind::YesNo(_) | Kind::Tri | Kind::Choice(_) | Kind::Reference(Reference { many: false, .. })) => {
            &words.give_choice
        }
        Some(Kind::Choices(_) | Kind::Reference(_)) => &words.give_choices,
        Some(Kind::Attachment(_)) => &words.give_file,
        Some(Kind::Address(_)) => &words.give_address,
        Some(Kind::Group(group)) if group.repeat.is_some() => add_row(kind, words),
        Some(Kind::Group(_)) => &words.give_part,
        Some(Kind::Text(_) | Kind::LongText(_) | Kind::Computed(_) | Kind::Note(_)) | None => &words.give_answer,
    }
}

fn add_row(kind: Option<&Kind>, words: &'static Words) -> &'static &'static str {
    if kind.and_then(Kind::repeat).is_some() { &words.give_row } else { &words.give_rows }
}

/// What fills its marks, in their order.
fn values(said: &Said<'_>, language: Language) -> Vec<String> {
    let count = |number: usize| format::number(number as f64, language);
    let quantity = |value: f64| match said.kind {
        Some(Kind::Money(_)) => format::money(value, language),
        _ => format::number(value, language),
    };
    match said.code {
        Code::Required | Code::TooFewRows { min: 0 | 1 } => {
            let repeat = said.kind.and_then(Kind::repeat);
            repeat.map(|repeat| repeat.add.get(language).to_owned()).into_iter().collect()
        }
        Code::TooShort { min, .. } => vec![characters(*min, language)],
        Code::TooLong { max, got } => vec![characters(*max, language), count(got.saturating_sub(*max))],
        Code::Pattern => said.hint.map(str::to_owned).into_iter().collect(),
        Code::DateMissing { parts } => vec![date_parts(parts, words(language))],
        Code::DateTooEarly { min: bound } | Code::DateTooLate { max: bound } => {
            vec![format::month(bound, language).unwrap_or_else(|| format::date(bound, language))]
        }
        Code::NumberDecimals { max } => vec![count(usize::from(*max))],
        Code::NumberTooSmall { min: bound } | Code::NumberTooLarge { max: bound } => vec![quantity(*bound)],
        Code::TooManyOptions { max, got } | Code::TooManyRows { max, got } => {
            vec![count(*max), count(got.saturating_sub(*max))]
        }
        Code::ExclusiveOption { .. } => vec![said.option.to_owned()],
        Code::TooFewRows { min } => vec![count(*min)],
        Code::AttachmentType => vec![format::file_types(said.kind, language)],
        Code::AttachmentTooLarge { max } => vec![format::bytes(*max, language)],
        _ => Vec::new(),
    }
}

/// « 1 caractère », “2 characters”. None is one in French, several in English.
fn characters(number: usize, language: Language) -> String {
    let words = words(language);
    let one = number == 1 || (number == 0 && language == Language::Fr);
    fill(if one { words.one_character } else { words.characters }, &format::number(number as f64, language))
}

fn date_parts(parts: &[DatePart], words: &Words) -> String {
    let name = |part: &DatePart| match part {
        DatePart::Day => words.the_day,
        DatePart::Month => words.the_month,
        DatePart::Year => words.the_year,
    };
    format::list(parts.iter().map(name), words.and)
}

/// Whether the bound of a date is a month.
fn is_month(iso: &str) -> bool {
    format::month(iso, Language::Fr).is_some()
}
