//! Words between questions: who to call, what the law says. Every part is a text node or a checked link (T-01).

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_schema::kinds::{Note, NotePart, NoteTone};
use parcours_schema::{Condition, Language, Localized};

use crate::element::{Element, el};
use crate::page_heading::level_tag;

/// The note under its title; `level` is the heading's, `holds` says which answers were given.
pub fn note(
    id: String,
    title: &str,
    note: &Note,
    level: u8,
    language: Language,
    holds: &dyn Fn(&Condition) -> bool,
) -> Element {
    let class = match note.tone {
        NoteTone::Plain => "note",
        NoteTone::Important => "note important",
        NoteTone::Danger => "note danger",
    };
    let heading = el(level_tag(level)).class("note-title").child(title.to_owned());
    let frame = el("div").class(class).attr("part", "note").attr("id", id).child(heading);
    frame.children(note.body.iter().map(|part| one(part, language, holds)))
}

fn one(part: &NotePart, language: Language, holds: &dyn Fn(&Condition) -> bool) -> Element {
    let said = |text: &Localized| text.get(language).to_owned();
    match part {
        NotePart::Paragraph(text) => el("p").child(said(text)),
        NotePart::Items(items) => el("ul").children(items.iter().map(|item| el("li").child(said(item)))),
        NotePart::Phone { label, number, tel } => {
            let number = match tel {
                Some(tel) => {
                    let mut address = String::from("tel:");
                    address.push_str(tel);
                    el("a").attr("href", address)
                }
                None => el("span"),
            }
            .class("phone")
            .child(said(number));
            el("p").class("call").child(said(label)).child(" ").child(number)
        }
        NotePart::Because { title, reasons } => {
            let given = reasons.iter().filter(|reason| holds(&reason.when));
            let given: Vec<Element> = given.map(|reason| el("li").child(said(&reason.say))).collect();
            let told = el("div").class("because");
            if given.is_empty() { told } else { told.child(el("p").child(said(title))).child(el("ul").children(given)) }
        }
        // What the host page gives for it stands there, and nothing otherwise.
        NotePart::Place(name) => el("slot").attr("name", name.clone()),
        // Only `https` addresses pass the reader of definitions.
        NotePart::Link { label, href } => {
            el("p").child(el("a").attr("href", href.clone()).attr("rel", "noreferrer").child(said(label)))
        }
    }
}
