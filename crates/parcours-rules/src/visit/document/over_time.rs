//! What is linked, over time: from when to when each row goes, and where that stands between the first date and the last.

use chrono::{Datelike, NaiveDate};
use parcours_schema::workflow::Timeline;
use parcours_schema::{pointer_of, template_of};
use serde_json::Value;

use super::LinkedRow;
use crate::Engine;
use crate::formats::date::from_iso;

/// Months between two marks of the scale, at choice.
const STEPS: [u32; 8] = [1, 2, 3, 6, 12, 24, 60, 120];
/// Marks at most: they are words side by side, on a phone too.
const MOST_MARKS: u32 = 4;

/// Linked rows over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverTime {
    /// The first day of the month of the first date.
    pub first: NaiveDate,
    /// The first day of the month after the last date.
    pub last: NaiveDate,
    /// Days by which the scale is read: each the first of its month.
    pub marks: Vec<NaiveDate>,
    /// The rows, gathered under those that refer to nothing, in order.
    pub bands: Vec<Vec<Lane>>,
    /// The dates of the whole: path of the question, and the day.
    pub dates: Vec<(String, NaiveDate)>,
}

/// A row over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Pointer of the row.
    pub at: String,
    /// Number of its group among those linked.
    pub group: usize,
    /// From when to when.
    pub span: Span,
}

/// From when to when something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Nothing was said of it.
    Unknown,
    /// It is to be reached on a day.
    On(NaiveDate),
    /// It begins, and no end was set.
    Since(NaiveDate),
    /// From one day to another.
    Between(NaiveDate, NaiveDate),
    /// Nothing was said of it, but its inner rows go from one day to another; or to no end, where one of them has none.
    Around(NaiveDate, Option<NaiveDate>),
}

/// Rows over time; none when no date was given.
pub fn over_time(engine: &Engine, rows: &[LinkedRow], timeline: &Timeline) -> Option<OverTime> {
    let bands: Vec<Vec<Lane>> = rows
        .iter()
        .map(|row| {
            let mut lanes = Vec::new();
            row.each(&mut |row| lanes.push(lane(engine, row, timeline)));
            lanes
        })
        .collect();
    let told = |path: &String| Some((path.clone(), day(engine, &pointer_of(path))?));
    let dates: Vec<(String, NaiveDate)> = timeline.dates.iter().filter_map(told).collect();
    let spans = bands.iter().flatten().flat_map(|lane| lane.span.days());
    let days: Vec<NaiveDate> = spans.chain(dates.iter().map(|(_, day)| *day)).collect();
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    let (first, last) = (first.with_day(1)?, after(last.with_day(1)?, 1)?);
    Some(OverTime { first, last, marks: marks(first, last), bands, dates })
}

impl OverTime {
    /// Where a day stands, in thousandths of the whole.
    pub fn share(&self, day: NaiveDate) -> u32 {
        let whole = (self.last - self.first).num_days().max(1);
        let share = (day - self.first).num_days() * 1000 / whole;
        u32::try_from(share.clamp(0, 1000)).unwrap_or_default()
    }

    /// Whether a day is among those shown.
    pub fn shows(&self, day: NaiveDate) -> bool {
        self.first <= day && day < self.last
    }
}

impl Span {
    fn days(self) -> Vec<NaiveDate> {
        match self {
            Span::Unknown => Vec::new(),
            Span::On(day) | Span::Since(day) => vec![day],
            Span::Between(start, end) => vec![start, end],
            Span::Around(start, end) => [start].into_iter().chain(end).collect(),
        }
    }
}

fn lane(engine: &Engine, row: &LinkedRow, timeline: &Timeline) -> Lane {
    let span = match own(engine, &row.at, timeline) {
        Span::Unknown => around(engine, row, timeline),
        span => span,
    };
    Lane { at: row.at.clone(), group: row.group, span }
}

/// What was said of the row itself.
fn own(engine: &Engine, at: &str, timeline: &Timeline) -> Span {
    let group = template_of(at);
    let said = |paths: &[String]| {
        let mut inside = paths.iter().filter_map(|path| path.strip_prefix(&group)?.strip_prefix('.'));
        inside.find_map(|id| day(engine, &[at, "/", id].concat()))
    };
    match (said(&timeline.starts), said(&timeline.ends)) {
        (None, None) => Span::Unknown,
        (None, Some(end)) => Span::On(end),
        (Some(start), None) => Span::Since(start),
        // Dates the wrong way round are the form's to refuse; here they are a stretch all the same.
        (Some(start), Some(end)) => Span::Between(start.min(end), start.max(end)),
    }
}

fn around(engine: &Engine, row: &LinkedRow, timeline: &Timeline) -> Span {
    let (mut days, mut ends) = (Vec::new(), true);
    row.each(&mut |inner| {
        let span = own(engine, &inner.at, timeline);
        ends &= !matches!(span, Span::Since(_));
        days.extend(span.days());
    });
    match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) => Span::Around(*first, ends.then_some(*last)),
        _ => Span::Unknown,
    }
}

/// The day answered at a place, when it is shown and one.
fn day(engine: &Engine, at: &str) -> Option<NaiveDate> {
    let state = engine.state(at).filter(|state| state.visible)?;
    state.value.as_ref().and_then(Value::as_str).and_then(from_iso)
}

/// As few as can be read side by side.
fn marks(first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let months = u32::try_from((last.year() - first.year()) * 12).unwrap_or_default() + last.month() - first.month();
    let step = STEPS.into_iter().find(|step| months / step <= MOST_MARKS).unwrap_or(months.max(1));
    let mut marks = vec![first];
    while let Some(next) = marks.last().and_then(|mark| after(*mark, step)).filter(|next| *next < last) {
        marks.push(next);
    }
    marks
}

/// The first of a month, so many months later.
fn after(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(chrono::Months::new(months))
}
