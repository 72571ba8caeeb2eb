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
packed!(struct Choice { value, label, hint, aliases, mrc, rls });

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
packed!(enum NotePart { 0: Paragraph(text), 1: Items(list), 2: Phone { label, number, tel }, 3: Link { label, href } });
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

/// The id is the last step of the path.
impl Packed for Question {
    fn put(&self, tape: &mut Tape) {
        let Question { id: _, path, label, hint, missing, required, when, autocomplete, kind } = self;
        path.put(tape);
        label.put(tape);
        hint.put(tape);
        missing.put(tape);
        required.put(tape);
        when.put(tape);
        autocomplete.put(tape);
        kind.put(tape);
    }

    fn take(reel: &mut Reel) -> Option<Question> {
        let path = String::take(reel)?;
        Some(Question {
            id: after_last(&path, b".").to_owned(),
            path,
            label: Packed::take(reel)?,
            hint: Packed::take(reel)?,
            missing: Packed::take(reel)?,
            required: Packed::take(reel)?,
            when: Packed::take(reel)?,
            autocomplete: Packed::take(reel)?,
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
