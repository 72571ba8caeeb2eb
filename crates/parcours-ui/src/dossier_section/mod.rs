//! A section of a dossier: what the role only reads, then the questions it answers, and two ways on, both of which save.

mod attached;
pub mod examples;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use parcours_rules::journey;
use parcours_rules::visit::{Event, Page, SectionSheet, Visit};
use parcours_schema::{Advisor, Form};
use parcours_text::{fill, label_at, words};

use self::attached::attached;
use crate::answers_list::{answers_list, row_answers};
use crate::buttons::{link, primary, secondary};
use crate::element::{Child, Element, el};
use crate::hand::Hand;
use crate::ids::{id_of, join};
use crate::page_heading::{level_tag, page_heading};
use crate::page_top::{page_form, summary_of};
use crate::question::{fold, questions};
use crate::spot::Spot;
use crate::task_list::{numbered, step_title};
use crate::visiting::Visiting;

/// The page of that section; for professionals who asked for it, of those of its step that they write.
pub fn dossier_section(visiting: Visiting, index: usize) -> Element {
    let (said, language, hand) = (visiting.words(), visiting.language(), visiting.hand);
    let together = visiting.once(|visit| visit.together(index));
    let (writes, place) = visiting.once(|visit| (visit.writes_in(index), visit.place_in_steps(index)));
    let step = place.map(|(step, _)| step);
    let page = page_form(hand, journey::Event::Continue)
        .child(visiting.failure(Event::InSection(journey::Event::Continue)))
        .child(summary_of(hand));
    let (page, asks) = match together.as_slice() {
        [_] => {
            let (content, asks) = content(visiting, index);
            let place = step.map(|step| el("p").class("progress").child(whereabouts(visiting, step, index)));
            let heading = page_heading(visiting.section(index), hand.level);
            (page.children(place).child(heading).children(content), asks)
        }
        several => {
            let title = step.map(|step| step_title(visiting, step)).unwrap_or_default();
            let inner = Visiting { hand: Hand { level: hand.level + 1, ..hand }, ..visiting };
            let sections = several.iter().map(|section| {
                let title = el(level_tag(hand.level + 1)).class("section-title").child(numbered(visiting, *section));
                let (content, _) = content(inner, *section);
                el("section").class("of-step").child(title).children(content)
            });
            (page.child(page_heading(title, hand.level)).children(sections), true)
        }
    };
    if !writes {
        return page;
    }
    let actions = el("div")
        .class("actions")
        .child(primary(if asks { said.save_and_go_on } else { words(language).go_on }))
        .children(asks.then(|| secondary(said.save_and_return, move || visiting.tell(Event::SaveAndReturn))));
    page.child(actions)
}

/// What stands under the title of a section, and whether it asks anything.
fn content(visiting: Visiting, index: usize) -> (Vec<Child>, bool) {
    let (said, language, hand) = (visiting.words(), visiting.language(), visiting.hand);
    let sheet = visiting.once(|visit| visit.section_sheet(index));
    let Some(section) = sheet.asked.sections.get(index) else { return (Vec::new(), false) };
    // Some sections only have to be read, and that they were is written down.
    let asks = section.asks();
    let writes = visiting.once(|visit| visit.writes_in(index));
    let mut all: Vec<Child> = Vec::new();
    for (class, text) in [("lead", &section.intro), ("why", &section.why)] {
        if let Some(text) = text.as_ref().filter(|_| writes) {
            all.push(el("p").class(class).child(text.get(language).to_owned()).into());
        }
    }
    let assists = visiting.once(Visit::helps_people);
    if let Some(advisor) = section.advisor.as_ref().filter(|_| writes && assists) {
        all.push(help(visiting, advisor).into());
    }
    if !writes {
        all.push(el("p").class("lead").child(said.read_only).into());
    }
    // Under a title of their own, or right under the page's.
    let under = if writes { hand.level + 2 } else { hand.level + 1 };
    // Rows that are written in are read there too.
    let told = match fixed(&sheet, section) {
        true => Vec::new(),
        false => hand.once(|journey| answers_list(journey, &sheet.told, index, under)),
    };
    if !writes {
        all.extend(to_sign(visiting, index).map(Child::from));
    }
    if !told.is_empty() {
        let title = writes.then(|| el(level_tag(hand.level + 1)).child(said.told_title));
        all.push(el("section").class("already").children(title).children(told).into());
    } else if !writes {
        all.push(el("p").class("blank").child(said.nothing_told).into());
    }
    for form in [&sheet.told, &sheet.asked] {
        all.extend(attached(visiting, form, index).map(Child::from));
    }
    if asks {
        all.push(el("p").class("legend").child(words(language).required_legend).into());
    }
    all.extend(asked(visiting, &sheet, index));
    (all, asks)
}

/// « 3. Élaboration du plan, section 3.2 ».
fn whereabouts(visiting: Visiting, step: usize, section: usize) -> String {
    let number = visiting.once(|visit| visit.section_number(section)).unwrap_or_default();
    fill(&fill(visiting.words().section_numbered, &step_title(visiting, step)), &number)
}

/// In the section of the signatures: where this role signs, while its own is missing.
fn to_sign(visiting: Visiting, index: usize) -> Option<Element> {
    let moves = visiting.once(|visit| {
        let group = visit.workflow().signing.as_ref().map(|signing| signing.group.as_str());
        let here = visit
            .form()
            .sections
            .get(index)
            .is_some_and(|section| section.questions.iter().any(|question| Some(question.path.as_str()) == group));
        let moves = visit.moves().into_iter().filter(|sheet| here && sheet.signs);
        moves.map(|sheet| sheet.transition.id.clone()).collect::<Vec<_>>()
    });
    let ways = moves.iter().map(|id| {
        let (place, open) = (join("move", id), Page::Move(id.clone()));
        el("li").child(link(&place, visiting.transition(id), move || visiting.tell(Event::Open(open.clone()))))
    });
    let list = el("ul").children(ways);
    (!moves.is_empty()).then(|| el("div").class("to-sign").child(el("p").child(visiting.words().sign_with)).child(list))
}

/// Whether some rows of the section may be written in, but neither added nor taken away.
fn fixed(sheet: &SectionSheet, section: &parcours_schema::Section) -> bool {
    section.questions.iter().any(|question| sheet.fixed.contains(&question.path))
}

fn asked(visiting: Visiting, sheet: &SectionSheet, index: usize) -> Vec<Child> {
    let mut all = Vec::new();
    for mut spot in Spot::of_section(&sheet.asked, index) {
        let path = spot.question().map(|question| question.path.clone()).unwrap_or_default();
        spot.number = visiting.once(|visit| visit.question_number(index, &path));
        let fixed = spot.question().is_some_and(|question| sheet.fixed.contains(&question.path));
        if fixed {
            all.push(rows(visiting, spot, &sheet.told, index).into());
        } else {
            all.extend(questions(visiting.hand, vec![spot]));
        }
    }
    all
}

/// Rows others made: each with what is told of it, then what is asked.
fn rows(visiting: Visiting, spot: Spot, told: &Arc<Form>, index: usize) -> Element {
    let (hand, language) = (visiting.hand, visiting.language());
    let read = Spot::of_section(told, index).into_iter().find(|other| other.at == spot.at);
    let title = spot.question().map(|question| question.label.get(language).to_owned()).unwrap_or_default();
    let count = hand.once(|journey| journey.engine().rows(&spot.at));
    let rows = (0..count).map(|row| {
        let mut at = spot.at.clone();
        at.push('/');
        at.push_str(&row.to_string());
        let name = hand.once(|journey| label_at(journey.form(), &at, language));
        let (fold, spot, read) = (fold(hand, &spot, row, &name), spot.clone(), read.clone());
        crate::row::row(id_of(&at), name, fold, move || {
            let told = |journey: &_| read.as_ref().map(|read| row_answers(journey, read, row, hand.level + 3));
            let mut content: Vec<Child> = hand.once(told).unwrap_or_default().into_iter().map(Child::from).collect();
            content.extend(questions(hand, spot.inner(Some(row))));
            content
        })
    });
    el("fieldset")
        .class("field")
        .attr("part", "field")
        .attr("id", id_of(&spot.at))
        .child(el("legend").class("title").attr("part", "legend").child(title))
        .children(rows)
}

/// Words for the adviser, beside the questions.
fn help(visiting: Visiting, advisor: &Advisor) -> Element {
    let (said, language) = (visiting.words(), visiting.language());
    let parts =
        [(said.say_aloud, &advisor.say), (said.plain_words, &advisor.plain), (said.documents, &advisor.documents)];
    let parts = parts.into_iter().filter_map(|(title, text)| Some((title, text.as_ref()?)));
    let parts = parts.flat_map(|(title, text)| {
        [el(level_tag(visiting.level() + 2)).child(title), el("p").child(text.get(language).to_owned())]
    });
    el("section")
        .class("adviser-help")
        .attr("part", "adviser-help")
        .child(el(level_tag(visiting.level() + 1)).child(said.advisor_help))
        .children(parts)
}
