//! The order of the fields of each type of a form. Every field is named: one that is new does not compile until it
//! stands here too (and `VERSION` changes with it).

use super::{Packed, Reel, Tape};
use crate::after_last;
use crate::kinds::*;
use crate::{
    Advisor, Audience, Check, Choice, Condition, DateExpression, DateUnit, Form, Kind, LegalRegime, List, Lists,
    Operator, Question, Required, Section, Severity, Subject,
};

/// Writes and reads a structure field by field, or an enumeration by the number of its variant.
macro_rules! packed {
    (struct $name:ident { $($field:ident),* $(,)? }) => {
        impl Packed for $name {
            fn put(&self, tape: &mut Tape) {
                let $name { $($field),* } = self;
                $($field.put(tape);)*
            }

            fn take(reel: &mut Reel) -> Option<$name> {
                Some($name { $($field: Packed::take(reel)?),* })
            }
        }
    };
    (enum $name:ident { $($number:literal: $variant:ident $(($($part:ident),*))? $({ $($field:ident),* })?),* $(,)? }) => {
        impl Packed for $name {
            fn put(&self, tape: &mut Tape) {
                match self { $(
                    $name::$variant $(($($part),*))? $({ $($field),* })? => {
                        tape.items.push($number.into());
                        $($($part.put(tape);)*)?
                        $($($field.put(tape);)*)?
                    }
                )* }
            }

            fn take(reel: &mut Reel) -> Option<$name> {
                Some(match reel.count()? {
                    $($number => {
                        $($(let $part = Packed::take(reel)?;)*)?
                        $($(let $field = Packed::take(reel)?;)*)?
                        $name::$variant $(($($part),*))? $({ $($field),* })?
                    })*
                    _ => return None,
                })
            }
        }
    };
}

packed!(struct Form {
    id, version, revision, audience, legal_regime, sensitive, title, purpose, sections, checks, lists, orientation,
});
packed!(enum Audience { 0: Professional, 1: Public });
packed!(enum LegalRegime { 0: R221, 1: A21, 2: P391 });
packed!(struct Section { id, container, title, intro, why, subject, when, advisor, questions });
packed!(enum Subject { 0: Other, 1: Myself });
packed!(struct Check { id, severity, when, that, at, say });
packed!(enum Severity { 0: Error, 1: Warning });
packed!(struct List { options });

packed!(enum Required { 0: Never, 1: Always, 2: When(condition) });
packed!(enum Condition {
    0: All(list),
    1: Any(list),
    2: Not(inner),
    3: Some { group, that },
    4: Answer { path, operator },
});
packed!(enum Operator {
    0: Is(value),
    1: In(values),
    2: Includes(option),
    3: Answered(given),
    4: AtLeast(min),
    5: AtMost(max),
    6: Before(date),
    7: After(date),
    8: AgeAtLeast(years),
    9: EarlierThan(path),
    10: LaterThan(path),
});
packed!(enum DateExpression { 0: Fixed(date), 1: FromToday(amount, unit) });
packed!(enum DateUnit { 0: Days, 1: Months, 2: Years });

packed!(enum Kind {
    0: Text(text),
    1: LongText(text),
    2: Email,
    3: Phone,
    4: PostalCode,
    5: Nam(matches),
    6: Date(bounds),
    7: Month(bounds),
    8: Time,
    9: Number(number),
    10: Money(money),
    11: YesNo(look),
    12: Tri,
    13: Choice(one),
    14: Choices(many),
    15: Address(group),
    16: Attachment(attachment),
    17: Attestation(attestation),
    18: Group(group),
    19: Computed(compute),
    20: Note(note),
    21: Reference(reference),
});
packed!(struct Text { min, max, pattern, no_digits, suggest });
packed!(struct LongText { min, max, rows });
packed!(struct NamMatches { last_name, first_name, birth_date, estimated, sex });
packed!(struct DateBounds { min, max });
packed!(struct MonthBounds { min, max });
packed!(struct Number { min, max, decimals, unit });
packed!(struct Money { min, max });
packed!(enum YesNoLook { 0: Radios, 1: Checkbox });
packed!(struct ChooseOne { list, look, own });
packed!(enum ChoiceLook { 0: Radios, 1: Select });
packed!(struct ChooseMany { list, max, exclusive, own });
packed!(struct Attachment { types, max_bytes });
packed!(struct Attestation { statement });
packed!(enum Compute { 0: Constant(text), 1: Age(path), 2: Count(path), 3: Stamp, 4: Key });
packed!(struct Reference { to, show, many });
packed!(struct Note { tone, body });
packed!(enum NoteTone { 0: Plain, 1: Important, 2: Danger });
packed!(enum NotePart {
    0: Paragraph(text),
    1: Items(list),
    2: Phone { label, number, tel },
    3: Link { label, href },
    4: Because { title, reasons },
    5: Place(name),
});
packed!(struct Reason { when, say });
packed!(struct Repeat { min, max, add, item });

impl Packed for Group {
    fn put(&self, tape: &mut Tape) {
        let Group { questions, repeat } = self;
        questions.put(tape);
        repeat.put(tape);
    }

    fn take(reel: &mut Reel) -> Option<Group> {
        Some(Group { questions: reel.deeper(Packed::take)?, repeat: Packed::take(reel)? })
    }
}

/// Holds nothing but words, so it says by a number of its own that it is there.
impl Packed for Advisor {
    fn put(&self, tape: &mut Tape) {
        let Advisor { say, plain, documents } = self;
        true.put(tape);
        say.put(tape);
        plain.put(tape);
        documents.put(tape);
    }

    fn take(reel: &mut Reel) -> Option<Advisor> {
        reel.count()?;
        Some(Advisor { say: Packed::take(reel)?, plain: Packed::take(reel)?, documents: Packed::take(reel)? })
    }
}

/// What is there of what may be absent: most of it is, most of the time, and a page pays for each of them.
fn present<T: Packed>(has: u64, bit: u64, reel: &mut Reel) -> Option<Option<T>> {
    if has & bit == 0 { Some(None) } else { T::take(reel).map(Some) }
}

fn put_present<T: Packed>(value: &Option<T>, tape: &mut Tape) {
    if let Some(value) = value {
        value.put(tape);
    }
}

impl Packed for Choice {
    fn put(&self, tape: &mut Tape) {
        let Choice { value, label, hint, aliases, mrc, rls } = self;
        value.put(tape);
        label.put(tape);
        let place = !aliases.is_empty() || mrc.is_some() || rls.is_some();
        (u64::from(hint.is_some()) | u64::from(place) << 1).put(tape);
        put_present(hint, tape);
        if place {
            aliases.put(tape);
            mrc.put(tape);
            rls.put(tape);
        }
    }

    fn take(reel: &mut Reel) -> Option<Choice> {
        let (value, label, has) = (Packed::take(reel)?, Packed::take(reel)?, reel.count()?);
        let hint = present(has, 1, reel)?;
        let mut choice = Choice { value, label, hint, aliases: Vec::new(), mrc: None, rls: None };
        if has & 2 != 0 {
            choice.aliases = Packed::take(reel)?;
            choice.mrc = Packed::take(reel)?;
            choice.rls = Packed::take(reel)?;
        }
        Some(choice)
    }
}

/// The id is the last step of the path.
impl Packed for Question {
    fn put(&self, tape: &mut Tape) {
        let Question { id: _, path, label, hint, missing, required, when, autocomplete, kind } = self;
        path.put(tape);
        label.put(tape);
        let there = [hint.is_some(), missing.is_some(), when.is_some(), autocomplete.is_some()];
        let bits = there.iter().enumerate().map(|(bit, there)| u64::from(*there) << bit);
        bits.sum::<u64>().put(tape);
        put_present(hint, tape);
        put_present(missing, tape);
        put_present(when, tape);
        put_present(autocomplete, tape);
        required.put(tape);
        kind.put(tape);
    }

    fn take(reel: &mut Reel) -> Option<Question> {
        let path = String::take(reel)?;
        let (label, has) = (Packed::take(reel)?, reel.count()?);
        Some(Question {
            id: after_last(&path, b".").to_owned(),
            path,
            label,
            hint: present(has, 1, reel)?,
            missing: present(has, 2, reel)?,
            when: present(has, 4, reel)?,
            autocomplete: present(has, 8, reel)?,
            required: Packed::take(reel)?,
            kind: Packed::take(reel)?,
        })
    }
}

impl Packed for Lists {
    fn put(&self, tape: &mut Tape) {
        self.0.len().put(tape);
        for (id, list) in &self.0 {
            id.put(tape);
            list.put(tape);
        }
    }

    fn take(reel: &mut Reel) -> Option<Lists> {
        let mut lists = Vec::new();
        for _ in 0..reel.count()? {
            lists.push((String::take(reel)?, List::take(reel)?));
        }
        Some(Lists(lists))
    }
}
