//! The kinds of question, one file for each that has settings of its own. What an answer of a kind must look like is
//! judged in `parcours-rules`, in a file of the same name.

mod attachment;
mod attestation;
mod choice;
mod computed;
mod date;
mod group;
mod long_text;
mod money;
mod month;
mod nam;
mod note;
mod number;
mod reference;
mod text;
mod yes_no;

pub use attachment::Attachment;
pub use attestation::Attestation;
pub use choice::{ChoiceLook, ChooseMany, ChooseOne};
pub use computed::Compute;
pub use date::DateBounds;
pub use group::{Group, Repeat};
pub use long_text::LongText;
pub use money::Money;
pub use month::MonthBounds;
pub use nam::NamMatches;
pub(crate) use note::read_tel;
pub use note::{Note, NotePart, NoteTone, Reason};
pub(crate) use note::{PART_KEYS as NOTE_PART_KEYS, TONES as NOTE_TONES};
pub use number::Number;
pub use reference::Reference;
pub use text::Text;
pub use yes_no::YesNoLook;

use crate::Question;
use crate::list::Lists;
use crate::read::{Key, Object};

/// What a question holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// One line of text.
    Text(Text),
    /// Several lines of text.
    LongText(LongText),
    /// An email address.
    Email,
    /// A ten-digit North American phone number.
    Phone,
    /// A Canadian postal code.
    PostalCode,
    /// A Québec health insurance number.
    Nam(NamMatches),
    /// A calendar date.
    Date(DateBounds),
    /// A month of a year.
    Month(MonthBounds),
    /// A time of day.
    Time,
    /// A number.
    Number(Number),
    /// An amount in dollars.
    Money(Money),
    /// Yes or no.
    YesNo(YesNoLook),
    /// Yes, no, or not known.
    Tri,
    /// One option of a list.
    Choice(ChooseOne),
    /// Any number of options of a list.
    Choices(ChooseMany),
    /// One row, or any number of rows, of a group elsewhere in the form.
    Reference(Reference),
    /// A civic address: a group whose questions are those of the shared block `address`.
    Address(Group),
    /// A file.
    Attachment(Attachment),
    /// A statement one agrees with.
    Attestation(Attestation),
    /// Questions that stand together, once or in rows.
    Group(Group),
    /// A value computed from other answers.
    Computed(Compute),
    /// Words between questions; holds no answer.
    Note(Note),
}

/// The names of the kinds, as written in a definition.
pub const NAMES: &[&str] = &[
    "text",
    "long_text",
    "email",
    "phone",
    "postal_code",
    "nam",
    "date",
    "month",
    "time",
    "number",
    "money",
    "yes_no",
    "tri",
    "choice",
    "choices",
    "reference",
    "address",
    "attachment",
    "attestation",
    "group",
    "computed",
    "note",
];

/// The keys a question of that kind may have beside the common ones; none for an unknown kind.
pub(crate) fn keys_of(name: &str) -> &'static [Key] {
    match name {
        "text" => text::KEYS,
        "long_text" => long_text::KEYS,
        "nam" => nam::KEYS,
        "date" => date::KEYS,
        "month" => month::KEYS,
        "number" => number::KEYS,
        "money" => money::KEYS,
        "yes_no" => yes_no::KEYS,
        "choice" => choice::ONE_KEYS,
        "choices" => choice::MANY_KEYS,
        "reference" => reference::KEYS,
        "address" => group::ADDRESS_KEYS,
        "attachment" => attachment::KEYS,
        "attestation" => attestation::KEYS,
        "group" => group::KEYS,
        "computed" => computed::KEYS,
        "note" => note::KEYS,
        _ => &[],
    }
}

pub(crate) fn read(name: &str, object: &Object<'_>, path: &str, depth: usize) -> Option<Kind> {
    Some(match name {
        "text" => Kind::Text(text::read(object)),
        "long_text" => Kind::LongText(long_text::read(object)),
        "email" => Kind::Email,
        "phone" => Kind::Phone,
        "postal_code" => Kind::PostalCode,
        "nam" => Kind::Nam(nam::read(object)),
        "date" => Kind::Date(date::read(object)),
        "month" => Kind::Month(month::read(object)),
        "time" => Kind::Time,
        "number" => Kind::Number(number::read(object)),
        "money" => Kind::Money(money::read(object)),
        "yes_no" => Kind::YesNo(yes_no::read(object)),
        "tri" => Kind::Tri,
        "choice" => Kind::Choice(choice::read_one(object, path)?),
        "choices" => Kind::Choices(choice::read_many(object, path)?),
        "reference" => Kind::Reference(reference::read(object)?),
        "address" => Kind::Address(group::read(object, path, depth)?),
        "attachment" => Kind::Attachment(attachment::read(object)?),
        "attestation" => Kind::Attestation(attestation::read(object)?),
        "group" => Kind::Group(group::read(object, path, depth)?),
        "computed" => Kind::Computed(computed::read(object)?),
        "note" => Kind::Note(note::read(object)?),
        _ => return None,
    })
}

impl Kind {
    /// The name of the kind, as written in a definition.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Text(_) => "text",
            Kind::LongText(_) => "long_text",
            Kind::Email => "email",
            Kind::Phone => "phone",
            Kind::PostalCode => "postal_code",
            Kind::Nam(_) => "nam",
            Kind::Date(_) => "date",
            Kind::Month(_) => "month",
            Kind::Time => "time",
            Kind::Number(_) => "number",
            Kind::Money(_) => "money",
            Kind::YesNo(_) => "yes_no",
            Kind::Tri => "tri",
            Kind::Choice(_) => "choice",
            Kind::Choices(_) => "choices",
            Kind::Reference(_) => "reference",
            Kind::Address(_) => "address",
            Kind::Attachment(_) => "attachment",
            Kind::Attestation(_) => "attestation",
            Kind::Group(_) => "group",
            Kind::Computed(_) => "computed",
            Kind::Note(_) => "note",
        }
    }

    /// The group a kind is, if it holds questions of its own.
    pub fn group(&self) -> Option<&Group> {
        match self {
            Kind::Group(group) | Kind::Address(group) => Some(group),
            _ => None,
        }
    }

    /// The rows' settings, if the kind is a group in rows.
    pub fn repeat(&self) -> Option<&Repeat> {
        self.group().and_then(|group| group.repeat.as_ref())
    }

    /// Whether it asks something: a note only says, a computed answer is nobody's to give.
    pub fn asks(&self) -> bool {
        !matches!(self, Kind::Note(_) | Kind::Computed(_))
    }

    /// The questions of a group; none for any other kind.
    pub fn questions(&self) -> &[Question] {
        self.group().map_or(&[], |group| &group.questions)
    }

    /// The question that holds the lasting name of each row, if the kind is a group in rows that has one.
    pub fn row_key(&self) -> Option<&Question> {
        self.questions().iter().find(|question| matches!(question.kind, Kind::Computed(Compute::Key)))
    }

    /// The id of the list a choice is made from.
    pub fn list(&self) -> Option<&str> {
        match self {
            Kind::Choice(one) => Some(&one.list),
            Kind::Choices(many) => Some(&many.list),
            Kind::Text(text) => text.suggest.as_deref(),
            _ => None,
        }
    }

    /// Moves the options written in the question itself into the form's lists, under the question's path.
    pub(crate) fn move_own_options(&mut self, path: &str, lists: &mut Lists) {
        let own = match self {
            Kind::Choice(one) => one.own.take(),
            Kind::Choices(many) => many.own.take(),
            _ => None,
        };
        if let Some(list) = own {
            lists.add(path, list);
        }
        if let Kind::Group(group) | Kind::Address(group) = self {
            for question in &mut group.questions {
                question.kind.move_own_options(&question.path, lists);
            }
        }
    }
}
