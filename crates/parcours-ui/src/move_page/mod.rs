//! One move of the dossier: where it leads, what is missing, the reason, the signature, and the button.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_rules::dossier::Block;
use parcours_rules::visit::{Asked, Event, MoveSheet, Page};
use parcours_schema::workflow::Reason;
use parcours_text::fill;

use crate::buttons::{link, primary};
use crate::choice_field::Offer;
use crate::choices_field::choices_field;
use crate::element::{Child, Element, el};
use crate::ids;
use crate::long_text_field::{LongTextLook, long_text_field};
use crate::page_heading::{level_tag, page_heading};
use crate::task_list::numbered;
use crate::text_field::{TextLook, text_field};
use crate::visiting::{Visiting, missing};

/// Most characters of a reason.
const LONGEST_REASON: usize = 2_000;

/// The page of that transition.
pub fn move_page(visiting: Visiting, id: &str) -> Element {
    let (said, language, level) = (visiting.words(), visiting.language(), visiting.level());
    let sheet = visiting.once(|visit| visit.move_of(id).map(|sheet| drawn(visiting, &sheet)));
    let Some(sheet) = sheet else { return el("div") };
    let transition = visiting.once(|visit| visit.workflow().transition(id).cloned());
    let Some(transition) = transition else { return el("div") };
    let state = visiting.once(|visit| {
        visit.workflow().state(&transition.to).map(|state| state.title.get(language).to_owned()).unwrap_or_default()
    });
    let label = transition.label.get(language).to_owned();
    let mut page = visiting
        .page_form()
        .child(visiting.failure(Event::Confirm))
        .child(summary(visiting))
        .child(page_heading(label.clone(), level))
        .child(el("p").class("lead").child(fill(said.leads_to, &state)));
    if !sheet.missing.is_empty() {
        page = page.child(
            el("section")
                .class("missing")
                .child(el(level_tag(level + 1)).child(said.missing_title))
                .child(el("ul").children(sheet.missing)),
        );
    }
    if transition.reason != Reason::None {
        let field = visiting.field(Asked::Reason, said.reason, Some(said.reason_hint));
        page = page.child(long_text_field(&field, LongTextLook { rows: 4, max: LONGEST_REASON, spelling: true }));
    }
    let back = visiting.once(|visit| {
        let sections = visit.sections_to_send_back(&transition).into_iter();
        let offers = sections.filter_map(|section| {
            let id = visit.form().sections.get(section)?.id.clone();
            Some(Offer { value: id.into(), label: numbered(visiting, section), hint: None })
        });
        offers.collect::<Vec<_>>()
    });
    if !back.is_empty() {
        let field = visiting.field(Asked::Sections, said.sections_back, Some(said.sections_back_hint));
        page = page.child(choices_field(&field, back));
    }
    if sheet.signs {
        let field = visiting.field(Asked::Name, said.name, Some(said.name_hint));
        page = page.child(text_field(&field, TextLook { width: "long", ..TextLook::default() }));
    }
    let only_signs = !sheet.waits_for.is_empty();
    if only_signs && sheet.signs {
        page = page.child(el("p").class("after").child(fill(said.still_to_sign, &visiting.roles(&sheet.waits_for))));
    }
    let button = if only_signs { said.sign.to_owned() } else { label };
    page.child(el("div").class("actions").child(primary(button)))
}

/// What the page needs of a move.
struct Drawn {
    missing: Vec<Element>,
    signs: bool,
    waits_for: Vec<String>,
}

fn drawn(visiting: Visiting, sheet: &MoveSheet<'_>) -> Drawn {
    let missing = sheet.blocks.iter().map(|block| el("li").child(block_of(visiting, block)));
    Drawn { missing: missing.collect(), signs: sheet.signs, waits_for: sheet.waits_for.clone() }
}

fn block_of(visiting: Visiting, block: &Block) -> Element {
    let (said, language) = (visiting.words(), visiting.language());
    match block {
        Block::Section { section, problems, .. } => {
            let section = *section;
            let text = fill(&fill(said.missing_answers, &visiting.section(section)), &problems.len().to_string());
            let place = ids::join("task", &section.to_string());
            let way = link(&place, text, move || visiting.tell(Event::Open(Page::Section(section))));
            // What others must complete is not asked of this person.
            match visiting.once(|visit| visit.waits_for(section)) {
                roles if roles.is_empty() => way,
                roles => el("div")
                    .child(way)
                    .child(el("span").class("soft").child(fill(said.waits_for_role, &visiting.roles(&roles)))),
            }
        }
        Block::Guard { why } => {
            let why = why.as_ref().map(|why| why.get(language).to_owned());
            el("span").child(why.unwrap_or_else(|| said.guard.to_owned()))
        }
        Block::Signatures { roles } => el("span").child(fill(said.signatures_missing, &visiting.roles(roles))),
    }
}

/// What pages of the dossier itself may ask, in the order it stands there.
const ASKED: [Asked; 7] =
    [Asked::Reason, Asked::Name, Asked::With, Asked::Agreed, Asked::File, Asked::Passphrase, Asked::Again];

/// What keeps the person here, once they tried: links to what is asked on this page, then what is missing elsewhere.
pub(crate) fn summary(visiting: Visiting) -> Child {
    let key = move || {
        visiting.with(|visit| {
            let lacking = ASKED.into_iter().filter(|asked| visit.is_missing(*asked)).map(Asked::pointer);
            let mut key: String = lacking.collect();
            key.push_str(if visit.tried() { "!" } else { "" });
            // Another reason at the same place is another sentence.
            if visit.not_opened().is_some() {
                key.push_str(missing(visit, Asked::File));
            }
            key
        })
    };
    Child::when(move || !key().is_empty(), move || el("div").swap(key, move || summary_now(visiting)))
}

fn summary_now(visiting: Visiting) -> Element {
    let said = visiting.words();
    let mut items: Vec<Element> = Vec::new();
    for asked in ASKED {
        if visiting.once(|visit| visit.is_missing(asked)) {
            let place = ids::id_of(asked.pointer());
            let sentence = visiting.once(|visit| missing(visit, asked));
            let go = link(&place, sentence.to_owned(), move || visiting.tell(Event::GoTo(asked)));
            items.push(el("li").child(go));
        }
    }
    if visiting.once(parcours_rules::visit::Visit::tried) {
        match visiting.once(|visit| visit.page().clone()) {
            Page::Move(id) => {
                let blocks = visiting.once(|visit| visit.move_of(&id).map(|sheet| drawn(visiting, &sheet)));
                items.extend(blocks.map(|drawn| drawn.missing).unwrap_or_default());
            }
            _ => items.push(el("li").child(el("span").child(said.conflict_missing))),
        }
    }
    let title = parcours_text::words(visiting.language()).errors_to_fix(items.len());
    el("div")
        .class("summary")
        .attr("part", "summary")
        .attr("id", ids::SUMMARY)
        .attr("tabindex", "-1")
        .attr("role", "group")
        .attr("aria-labelledby", "summary-title")
        .child(el(level_tag(visiting.level())).attr("id", "summary-title").child(title))
        .child(el("ul").children(items))
}
