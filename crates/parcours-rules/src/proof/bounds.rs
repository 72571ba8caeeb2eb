//! Bounds can be met: the smallest is not above the largest, options and rows are enough, dates exist, patterns hold.

use chrono::NaiveDate;
use parcours_schema::kinds::{ChooseMany, DateBounds, Repeat};
use parcours_schema::{DateExpression, Kind, limits};

use super::index::Entry;
use super::{Findings, Index, Rule, pattern};
use crate::formats::date;

/// Media types whose content can be told from their first bytes; others cannot be taken.
const MEDIA_TYPES: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];

pub(super) fn check(index: &Index<'_>, findings: &mut Findings) {
    for entry in &index.entries {
        Bounds { entry, index, findings }.check();
    }
}

struct Bounds<'a, 'f> {
    entry: &'a Entry<'f>,
    index: &'a Index<'f>,
    findings: &'a mut Findings,
}

impl Bounds<'_, '_> {
    fn check(&mut self) {
        match &self.entry.question.kind {
            Kind::Text(text) => {
                self.order(text.min as f64, text.max as f64);
                if text.max == 0 {
                    self.error("max", "no text has 0 characters.", "Give `max` at least 1.");
                }
                if let Some(pattern) = &text.pattern
                    && let Err(trouble) = pattern::check(pattern)
                {
                    let place = self.place("pattern");
                    self.findings.error(Rule::Pattern, place, trouble.what, trouble.fix);
                }
            }
            Kind::LongText(text) => self.order(text.min as f64, text.max as f64),
            Kind::Number(number) => {
                self.order(number.min.unwrap_or(f64::MIN), number.max.unwrap_or(f64::MAX));
            }
            Kind::Money(money) => self.order(money.min, money.max),
            Kind::Date(bounds) => self.dates(bounds),
            Kind::Month(bounds) => {
                if let (Some(min), Some(max)) = (&bounds.min, &bounds.max)
                    && min > max
                {
                    self.error("min", &format!("{min} comes after {max}."), "Swap `min` and `max`.");
                }
            }
            Kind::Choice(_) => self.options(2),
            Kind::Choices(many) => {
                self.options(1);
                self.choices(many);
            }
            Kind::Attachment(attachment) => {
                for (number, name) in attachment.types.iter().enumerate() {
                    if !MEDIA_TYPES.contains(&name.as_str()) {
                        let what = format!("files of type `{name}` cannot be checked by their content.");
                        let fix = format!("Use one of: {}.", MEDIA_TYPES.join(", "));
                        self.error(&format!("types/{number}"), &what, &fix);
                    }
                }
                if attachment.types.is_empty() || attachment.max_bytes == 0 {
                    self.error("max_bytes", "no file can be given.", "Name a type, and more than 0 bytes.");
                }
            }
            _ => {}
        }
        if let Some(repeat) = self.entry.question.kind.repeat() {
            self.rows(repeat);
        }
    }

    fn place(&self, key: &str) -> String {
        format!("{}/{key}", self.entry.place)
    }

    fn error(&mut self, key: &str, what: &str, fix: &str) {
        let place = self.place(key);
        self.findings.error(Rule::Bounds, place, what, fix);
    }

    fn order(&mut self, min: f64, max: f64) {
        if min > max {
            self.error("min", &format!("the smallest, {min}, is above the largest, {max}."), "Swap `min` and `max`.");
        }
    }

    fn dates(&mut self, bounds: &DateBounds) {
        let mut real = true;
        for (key, bound) in [("min", &bounds.min), ("max", &bounds.max)] {
            if let Some(DateExpression::Fixed(text)) = bound
                && date::from_iso(text).is_none()
            {
                self.error(key, &format!("no calendar has the day {text}."), "Correct the date.");
                real = false;
            }
        }
        let (Some(min), Some(max)) = (&bounds.min, &bounds.max) else { return };
        let fixed = |bound: &DateExpression| matches!(bound, DateExpression::Fixed(_));
        // A fixed bound against a moving one depends on the day it is read.
        if !real || fixed(min) != fixed(max) {
            return;
        }
        let empty = some_days().all(|today| match (date::resolve(min, today), date::resolve(max, today)) {
            (Some(min), Some(max)) => min > max,
            _ => true,
        });
        if empty {
            self.error("min", &format!("`{min}` comes after `{max}`: no date fits."), "Swap `min` and `max`.");
        }
    }

    fn options(&mut self, least: usize) {
        let Some(list) = self.entry.question.kind.list().and_then(|id| self.index.form.lists.get(id)) else { return };
        if list.options.len() < least {
            let place = self.entry.place.clone();
            let what = format!("`{}` offers {} option.", self.entry.question.path, list.options.len());
            let fix = "Offer at least two, or ask yes or no.";
            self.findings.warning(Rule::Options, place, what, fix);
        }
    }

    fn choices(&mut self, many: &ChooseMany) {
        let Some(list) = self.index.form.lists.get(&many.list) else { return };
        for (number, value) in many.exclusive.iter().enumerate() {
            if list.get(value).is_none() {
                let what = format!("`{value}` is not an option of `{}`.", self.entry.question.path);
                let place = self.place(&format!("exclusive/{number}"));
                self.findings.error(Rule::Options, place, what, "Name an option of its list.");
            }
        }
        match many.max {
            Some(0) => self.error("max", "no option can be chosen.", "Give `max` at least 1."),
            Some(max) if max > list.options.len() => {
                let place = self.place("max");
                let what = format!("`max` is {max} and there are {} options.", list.options.len());
                self.findings.warning(Rule::Bounds, place, what, "Remove `max`, or lower it.");
            }
            _ => {}
        }
    }

    fn rows(&mut self, repeat: &Repeat) {
        if repeat.max == 0 || repeat.min > repeat.max {
            let what = format!("between {} and {} rows cannot be given.", repeat.min, repeat.max);
            self.error("repeat", &what, &format!("Give `max` from 1 to {}, and `min` at most `max`.", limits::ROWS));
        }
    }
}

/// Days on which month ends and leap years differ: bounds that cross on all of them cross always.
fn some_days() -> impl Iterator<Item = NaiveDate> {
    [(2024, 2, 29), (2025, 3, 31), (2025, 7, 1), (2026, 12, 31)]
        .into_iter()
        .filter_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day))
}
