//! What is wrong with an answer, as data: where, what, how grave. Sentences are made by `parcours-text`.

/// Whether a problem stops the form from being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Must be corrected before sending.
    Error,
    /// Worth a second look; never stops anything.
    Warning,
}

impl Severity {
    /// `error` or `warning`, as written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }

    /// The severity of that name.
    pub fn parse(name: &str) -> Option<Severity> {
        [Severity::Error, Severity::Warning].into_iter().find(|severity| severity.name() == name)
    }
}

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DatePart {
    /// The day of the month.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
}

impl DatePart {
    /// `day`, `month` or `year`, the key of the part in a half-typed date.
    pub fn key(self) -> &'static str {
        match self {
            DatePart::Day => "day",
            DatePart::Month => "month",
            DatePart::Year => "year",
        }
    }
}

/// What is wrong. One exhaustive `match` per language turns it into a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Code {
    /// A required answer is missing.
    Required,
    /// The JSON value is of a kind the question cannot hold (an object for a text, say).
    WrongType,
    /// A key that no question of the form has.
    UnknownKey,
    /// A text shorter than `min` characters.
    TooShort {
        /// Characters asked for.
        min: usize,
        /// Characters given.
        got: usize,
    },
    /// A text longer than `max` characters.
    TooLong {
        /// Characters allowed.
        max: usize,
        /// Characters given.
        got: usize,
    },
    /// A name with a digit in it (`domain.md` 4.1).
    DigitInName,
    /// A text that does not follow the question's pattern.
    Pattern,
    /// Not an email address.
    EmailShape,
    /// Not a ten-digit North American number (`domain.md` 2.2).
    PhoneShape,
    /// A service number such as 811 or 911, which is never a person's.
    PhoneShortCode,
    /// Not a Canadian postal code.
    PostalCodeShape,
    /// A real postal code of another province. Warning.
    PostalCodeOutsideQuebec,
    /// Not four letters and eight digits (`domain.md` 2.1).
    NamShape,
    /// The date inside the number does not exist or is to come.
    NamDate,
    /// The last digit does not follow from the others. Warning.
    NamCheckDigit,
    /// The letters differ from the names given. Warning.
    NamName,
    /// The date inside the number differs from the birth date given. Warning.
    NamBirthDate,
    /// The month inside the number differs from the sex on the card. Warning.
    NamSex,
    /// Not a date.
    DateShape,
    /// Parts of the date are missing.
    DateMissing {
        /// The missing parts, in the order day, month, year; never empty.
        parts: Vec<DatePart>,
    },
    /// A day that no calendar has, such as February 30.
    DateNotReal,
    /// The date must be in the past.
    DateNotPast,
    /// The date must be today or before.
    DateInFuture,
    /// The date is before the first one allowed.
    DateTooEarly {
        /// First date allowed, ISO 8601.
        min: String,
    },
    /// The date is after the last one allowed.
    DateTooLate {
        /// Last date allowed, ISO 8601.
        max: String,
    },
    /// Not a month of a year.
    MonthShape,
    /// Not a time of day.
    TimeShape,
    /// Not a number.
    NumberShape,
    /// More decimals than allowed.
    NumberDecimals {
        /// Decimals allowed.
        max: u8,
    },
    /// Below the smallest number allowed.
    NumberTooSmall {
        /// Smallest number allowed.
        min: f64,
    },
    /// Above the largest number allowed.
    NumberTooLarge {
        /// Largest number allowed.
        max: f64,
    },
    /// A value that is not in the list.
    NotAnOption,
    /// More options than allowed.
    TooManyOptions {
        /// Options allowed.
        max: usize,
        /// Options given.
        got: usize,
    },
    /// An option that stands alone (such as "none") given with others.
    ExclusiveOption {
        /// The option's value.
        value: String,
    },
    /// Fewer rows than required.
    TooFewRows {
        /// Rows asked for.
        min: usize,
    },
    /// More rows than allowed.
    TooManyRows {
        /// Rows allowed.
        max: usize,
        /// Rows given.
        got: usize,
    },
    /// A row without its lasting name, or with one that cannot be.
    RowKey,
    /// A row with the lasting name of a row before it.
    RowKeyTwice,
    /// A reference to a row that is not there.
    RowGone,
    /// The file is of a type the question does not take.
    AttachmentType,
    /// The file is too large.
    AttachmentTooLarge {
        /// Bytes allowed.
        max: u64,
    },
    /// A computed value that differs from what the answers give.
    ComputedMismatch,
    /// A check of the form does not hold; its sentence is in the definition.
    Check {
        /// The check's id.
        id: String,
    },
    /// Said by the server that received the form.
    Server {
        /// The server's own code.
        code: String,
        /// The server's own sentence.
        detail: String,
    },
}

impl Code {
    /// The stable name of the code in JSON: `snake_case`; a form's own check is `check:<id>`.
    pub fn name(&self) -> String {
        let name = match self {
            Code::Required => "required",
            Code::WrongType => "wrong_type",
            Code::UnknownKey => "unknown_key",
            Code::TooShort { .. } => "too_short",
            Code::TooLong { .. } => "too_long",
            Code::DigitInName => "digit_in_name",
            Code::Pattern => "pattern",
            Code::EmailShape => "email_shape",
            Code::PhoneShape => "phone_shape",
            Code::PhoneShortCode => "phone_short_code",
            Code::PostalCodeShape => "postal_code_shape",
            Code::PostalCodeOutsideQuebec => "postal_code_outside_quebec",
            Code::NamShape => "nam_shape",
            Code::NamDate => "nam_date",
            Code::NamCheckDigit => "nam_check_digit",
            Code::NamName => "nam_name",
            Code::NamBirthDate => "nam_birth_date",
            Code::NamSex => "nam_sex",
            Code::DateShape => "date_shape",
            Code::DateMissing { .. } => "date_missing",
            Code::DateNotReal => "date_not_real",
            Code::DateNotPast => "date_not_past",
            Code::DateInFuture => "date_in_future",
            Code::DateTooEarly { .. } => "date_too_early",
            Code::DateTooLate { .. } => "date_too_late",
            Code::MonthShape => "month_shape",
            Code::TimeShape => "time_shape",
            Code::NumberShape => "number_shape",
            Code::NumberDecimals { .. } => "number_decimals",
            Code::NumberTooSmall { .. } => "number_too_small",
            Code::NumberTooLarge { .. } => "number_too_large",
            Code::NotAnOption => "not_an_option",
            Code::TooManyOptions { .. } => "too_many_options",
            Code::ExclusiveOption { .. } => "exclusive_option",
            Code::TooFewRows { .. } => "too_few_rows",
            Code::TooManyRows { .. } => "too_many_rows",
            Code::RowKey => "row_key",
            Code::RowKeyTwice => "row_key_twice",
            Code::RowGone => "row_gone",
            Code::AttachmentType => "attachment_type",
            Code::AttachmentTooLarge { .. } => "attachment_too_large",
            Code::ComputedMismatch => "computed_mismatch",
            Code::Check { id } => return ["check:", id].concat(),
            Code::Server { code, .. } => return code.clone(),
        };
        name.to_owned()
    }
}

/// Something to correct or to look at, at one place of the answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// JSON pointer into the answers, such as `/person/phones/0/number`; empty for the whole form.
    pub at: String,
    /// What is wrong.
    pub code: Code,
    /// Whether it stops the form.
    pub severity: Severity,
}

impl Problem {
    /// A problem that stops the form.
    pub fn error(at: impl Into<String>, code: Code) -> Problem {
        Problem { at: at.into(), code, severity: Severity::Error }
    }

    /// A problem that stops nothing.
    pub fn warning(at: impl Into<String>, code: Code) -> Problem {
        Problem { at: at.into(), code, severity: Severity::Warning }
    }
}
