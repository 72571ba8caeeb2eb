//! `note`: words between questions, as a small tree of plain parts. Never HTML (`ux.md` T-01).

use crate::condition::read_condition;
use crate::fault::say;
use crate::read::{Item, Key, Object, Shape, read_localized};
use crate::{Condition, Localized};

/// How much a note should stand out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteTone {
    /// Like any text.
    #[default]
    Plain,
    /// Framed.
    Important,
    /// Framed as a danger: who to call now.
    Danger,
}

/// A part of a note.
#[derive(Clone, Debug, PartialEq)]
pub enum NotePart {
    /// A paragraph.
    Paragraph(Localized),
    /// A bulleted list.
    Items(Vec<Localized>),
    /// A phone number to call.
    Phone {
        /// Who answers.
        label: Localized,
        /// The number as printed.
        number: Localized,
        /// The number to dial; none when the printed one is not sure, and then there is no link.
        tel: Option<String>,
    },
    /// The answers that led here: each is said when its condition holds, and nothing when none does.
    Because {
        /// Words above them.
        title: Localized,
        /// The answers.
        reasons: Vec<Reason>,
    },
    /// A place for what the host page gives in a child with this `slot`: a way to another of its pages, most of the time.
    Place(String),
    /// A page to read, `https` only.
    Link {
        /// Its words.
        label: Localized,
        /// Its address.
        href: String,
    },
}

/// An answer that led somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// When it was given.
    pub when: Condition,
    /// The question and the answer, in words.
    pub say: Localized,
}

/// Settings of a `note`.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// How much it stands out.
    pub tone: NoteTone,
    /// Its parts, in order.
    pub body: Vec<NotePart>,
}

pub(crate) const TONES: &[&str] = &["plain", "important", "danger"];
pub(crate) const KEYS: &[Key] =
    &[Key::required("body", Shape::Parts(PART_KEYS)), Key::optional("tone", Shape::OneOf(TONES))];
pub(crate) const PART_KEYS: &[Key] = &[
    Key::optional("p", Shape::Localized),
    Key::optional("list", Shape::LocalizedList),
    Key::optional("phone", Shape::Object(PHONE_KEYS)),
    Key::optional("link", Shape::Object(LINK_KEYS)),
    Key::optional("place", Shape::Id),
    Key::optional("because", Shape::Object(BECAUSE_KEYS)),
    // Put in place when the form is resolved: see `crisis`.
    Key::optional("line", Shape::Id),
    Key::optional("lines", Shape::Path),
];
const PHONE_KEYS: &[Key] = &[
    Key::required("label", Shape::Localized),
    Key::required("number", Shape::Localized),
    Key::optional("tel", Shape::Text),
];
const BECAUSE_KEYS: &[Key] =
    &[Key::required("title", Shape::Localized), Key::required("reasons", Shape::Objects(REASON_KEYS))];
const REASON_KEYS: &[Key] = &[Key::required("when", Shape::Condition), Key::required("say", Shape::Localized)];
const LINK_KEYS: &[Key] = &[Key::required("label", Shape::Localized), Key::required("href", Shape::Text)];

pub(crate) fn read(object: &Object<'_>) -> Option<Note> {
    Some(Note {
        tone: [NoteTone::Plain, NoteTone::Important, NoteTone::Danger][object.one_of("tone", TONES).unwrap_or(0)],
        body: object.list("body", 1, 40, read_part)?,
    })
}

fn read_part(item: Item<'_>) -> Option<NotePart> {
    let part = item.object(PART_KEYS)?;
    if part.entries().count() != 1 {
        item.fault(say!(
            "a part of a note is one thing.",
            "Give exactly one of: p, list, phone, link, place, because, line, lines."
        ));
        return None;
    }
    if part.has("line") || part.has("lines") {
        item.fault(say!(
            "no line of a crisis pack can be put here.",
            "Name it in a note of a section, outside groups."
        ));
        return None;
    }
    part.localized("p")
        .map(NotePart::Paragraph)
        .or_else(|| part.list("list", 1, 30, read_localized).map(NotePart::Items))
        .or_else(|| part.with("phone", read_phone))
        .or_else(|| part.with("link", read_link))
        .or_else(|| part.id("place").map(NotePart::Place))
        .or_else(|| part.with("because", read_because))
}

fn read_because(item: Item<'_>) -> Option<NotePart> {
    let object = item.object(BECAUSE_KEYS)?;
    let reason = |item: Item<'_>| {
        let object = item.object(REASON_KEYS)?;
        Some(Reason { when: object.with("when", read_condition)?, say: object.localized("say")? })
    };
    Some(NotePart::Because { title: object.localized("title")?, reasons: object.list("reasons", 1, 100, reason)? })
}

fn read_phone(item: Item<'_>) -> Option<NotePart> {
    let phone = item.object(PHONE_KEYS)?;
    let tel = phone.with("tel", read_tel);
    Some(NotePart::Phone { label: phone.localized("label")?, number: phone.localized("number")?, tel })
}

/// A number that can be dialled.
pub(crate) fn read_tel(item: Item<'_>) -> Option<String> {
    let text = item.text()?;
    let digits = text.strip_prefix('+').unwrap_or(text);
    // 14503714090;ext=4282 dials an extension (RFC 3966).
    let (digits, extension) = digits.split_once(";ext=").unwrap_or((digits, "0"));
    let numeric = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let good = numeric(digits) && numeric(extension) && (digits.len() == 3 || digits.len() == 11);
    if !good {
        item.fault(say!(
            format!("`{text}` cannot be dialled."),
            "Write +1 and ten digits, or a three-digit service number."
        ));
    }
    good.then(|| text.to_owned())
}

fn read_link(item: Item<'_>) -> Option<NotePart> {
    let link = item.object(LINK_KEYS)?;
    let href = link.with("href", |item| {
        let text = item.text()?;
        let host = text.strip_prefix("https://").unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
        let good = host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
        if !good {
            item.fault(say!(format!("`{text}` is not an address a form may link to."), "Write a full https address."));
        }
        good.then(|| text.to_owned())
    })?;
    Some(NotePart::Link { label: link.localized("label")?, href })
}
