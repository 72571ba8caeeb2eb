//! One row of the desk on a page of its own: what is told of it, then what the role answers.

use parcours_rules::journey;
use parcours_rules::visit::{AtDesk, Event};
use parcours_text::words;

use super::{head_of, name_of};
use crate::answers_list::row_answers;
use crate::buttons::{primary, secondary};
use crate::element::{Element, el};
use crate::page_heading::{level_tag, page_heading};
use crate::page_top::{page_form, summary_of};
use crate::question::questions;
use crate::spot::Spot;
use crate::visiting::Visiting;

/// The page of the row of that key.
pub fn row_page(visiting: Visiting, key: &str) -> Element {
    let (said, language, hand) = (visiting.words(), visiting.language(), visiting.hand);
    let at = visiting.once(|visit| hand.once(|journey| visit.desk_row(journey, key)));
    let desk = visiting.once(|visit| visit.desk().cloned());
    let section = visiting.once(|visit| visit.desk_section());
    let (Some(at), Some(desk), Some(section)) = (at, desk, section) else { return el("div") };
    let row: usize = at.rsplit('/').next().and_then(|row| row.parse().ok()).unwrap_or_default();
    let sheet = visiting.once(|visit| visit.section_sheet(section));
    let here = |form: &std::sync::Arc<parcours_schema::Form>| {
        Spot::of_section(form, section)
            .into_iter()
            .find(|spot| at.rsplit_once('/').is_some_and(|(group, _)| spot.at == group))
    };
    let told = here(&sheet.told);
    let told =
        hand.once(|journey| told.map(|told| row_answers(journey, &told, row, hand.level + 2)).unwrap_or_default());
    let asked = here(&sheet.asked).map(|spot| spot.inner(Some(row))).unwrap_or_default();
    let writes = !asked.is_empty();
    let heads = visiting.once(|visit| {
        let line = |journey: &journey::Journey| {
            visit.board(journey).lines().find(|line| line.key == key).map(|line| line.heads.clone())
        };
        hand.once(line).unwrap_or_default()
    });
    let mut title = if writes { desk.edit.get(language) } else { desk.title.get(language) }.to_owned();
    title.push_str(words(language).colon);
    title.push_str(&name_of(visiting, &at));
    let mut page = page_form(hand, journey::Event::Continue)
        .child(visiting.failure(Event::InSection(journey::Event::Continue)))
        .child(summary_of(hand))
        .children(
            heads
                .iter()
                .map(|head| el("p").class("progress").attr("translate", "no").child(head_of(visiting, head)))
                .collect::<Vec<_>>(),
        )
        .child(page_heading(title, hand.level));
    if !told.is_empty() {
        let title = writes.then(|| el(level_tag(hand.level + 1)).child(said.told_title));
        page = page.child(el("section").class("already").children(title).children(told));
    }
    if !writes {
        return page;
    }
    let removes = visiting.once(|visit| visit.writes_at(&desk.rows));
    let actions = el("div")
        .class("actions")
        .child(primary(said.desk_save))
        .children(removes.then(|| secondary(said.desk_remove, move || visiting.tell(Event::AtDesk(AtDesk::Remove)))));
    page.child(el("p").class("legend").child(words(language).required_legend))
        .children(questions(hand, asked))
        .child(actions)
}
