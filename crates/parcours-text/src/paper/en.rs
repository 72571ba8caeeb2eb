//! The words of forms on paper in English.

use super::{Clauses, PaperWords};

pub(super) const WORDS: PaperWords = PaperWords {
    by_hand: "To fill in by hand",
    how: "Write in block letters. Tick the boxes that apply. If you need more room, add a sheet and write the number of the question on it.",
    send_to: "Where to send this form",
    one: "Tick one box only.",
    several: "Tick all that apply.",
    at_most: "Tick at most {n} boxes.",
    join: "Send the document with this form.",
    joined: "Document enclosed",
    name_row: "Write the name or the number, as above.",
    more_rows: "If there are more, add a sheet.",
    edition: "Form {id}, version {version}, {revision}",
    only_if: "Answer only if {condition}.",
    told_if: "If {condition}:",
    clause: Clauses {
        is: "the answer to {q} is {v}",
        is_not: "the answer to {q} is not {v}",
        ticked: "{v} is ticked in {q}",
        not_ticked: "{v} is not ticked in {q}",
        answered: "you answered {q}",
        not_answered: "you did not answer {q}",
        at_least: "the answer to {q} is {v} or more",
        at_most: "the answer to {q} is {v} or less",
        before: "the date in {q} is before {v}",
        after: "the date in {q} is after {v}",
        age: "the person born on the date in {q} is {v} years old or more",
        younger: "the person born on the date in {q} is under {v} years old",
        and: " and ",
        or: " or ",
        quotes: ["“", "”"],
        today: "today",
    },
};
