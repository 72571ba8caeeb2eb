//! What must be done by when. How days are counted is in `parcours-rules`.

use super::{States, ids};
use crate::Localized;
use crate::fault::say;
use crate::read::{Item, Key, Shape, read_path};

/// Something to be done by a certain time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Its name, unique in the workflow.
    pub id: String,
    /// What must be done.
    pub title: Localized,
    /// The states in which the clock runs.
    pub states: States,
    /// What the delay counts from.
    pub from: Since,
    /// The delay.
    pub after: Delay,
    /// How long before its end it is said to be soon; the last fifth of the delay when not given.
    pub soon: Option<Delay>,
    /// The roles that must act.
    pub acts: Vec<String>,
}

/// What a delay counts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// The last time the dossier entered this state in its episode.
    Entered(String),
    /// The date answered at this path.
    Answer(String),
}

/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delay {
    /// So many hours, to the minute.
    Hours(u32),
    /// So many calendar days, to the end of the last.
    Days(u32),
    /// So many days that are neither Saturday, Sunday nor holiday, to the end of the last.
    WorkingDays(u32),
}

/// Hours and days beyond any plan's life.
const LONGEST: u64 = 20_000;

pub(super) const KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("title", Shape::Localized),
    Key::required("in", Shape::IdsOrAny),
    Key::required("from", Shape::One(SINCE_KEYS)),
    Key::required("after", Shape::One(DELAY_KEYS)),
    Key::optional("soon", Shape::One(SOON_KEYS)),
    Key::required("acts", Shape::Ids),
];

const SINCE_KEYS: &[Key] = &[Key::optional("entered", Shape::Id), Key::optional("answer", Shape::Path)];

const DELAY_KEYS: &[Key] = &[
    Key::optional("hours", Shape::Count),
    Key::optional("days", Shape::Count),
    Key::optional("working_days", Shape::Count),
];

/// Looking back, days are days.
const SOON_KEYS: &[Key] = &[Key::optional("hours", Shape::Count), Key::optional("days", Shape::Count)];

pub(super) fn read(item: Item<'_>) -> Option<Deadline> {
    let object = item.object(KEYS)?;
    let (from, after) = (object.with("from", read_since), object.with("after", |item| read_delay(item, DELAY_KEYS)));
    let acts = ids(&object, "acts");
    Some(Deadline {
        id: object.id("id")?,
        title: object.localized("title")?,
        states: object.with("in", States::read)?,
        from: from?,
        after: after?,
        soon: object.with("soon", |item| read_delay(item, SOON_KEYS)),
        acts: acts?,
    })
}

fn read_since(item: Item<'_>) -> Option<Since> {
    let object = item.object(SINCE_KEYS)?;
    match (object.has("entered"), object.has("answer")) {
        (true, false) => object.id("entered").map(Since::Entered),
        (false, true) => object.with("answer", read_path).map(Since::Answer),
        _ => {
            item.fault(say!("a delay counts from one thing.", "Give either `entered` or `answer`."));
            None
        }
    }
}

fn read_delay(item: Item<'_>, keys: &'static [Key]) -> Option<Delay> {
    let object = item.object(keys)?;
    if object.entries().count() != 1 {
        let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
        item.fault(say!("a delay is one number.", format!("Give exactly one of: {}.", names.join(", "))));
        return None;
    }
    let count = |key| object.count(key, LONGEST).map(|count| count as u32);
    count("hours")
        .map(Delay::Hours)
        .or_else(|| count("days").map(Delay::Days))
        .or_else(|| count("working_days").map(Delay::WorkingDays))
}
