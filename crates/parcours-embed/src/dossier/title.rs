//! The document's title during a visit: the page, the workflow, the host's own. Never an answer; of a sensitive form, never the
//! topic (`ux.md` T-13).

use parcours_rules::journey::Title;
use parcours_rules::visit::{Page, Visit};
use parcours_text::{dossier_words, words};

/// The words of a title; `host` is the host page's own, which stays at the end.
pub(super) fn title(visit: &Visit, said: &Title, host: &str) -> String {
    let language = visit.language();
    let pages = dossier_words(language);
    let page = match visit.page() {
        Page::Loading => Some(pages.opening),
        Page::Overview => None,
        Page::Helping(_) => Some(pages.helping_title),
        Page::Section(section) => visit.form().sections.get(*section).map(|section| section.title.get(language)),
        // Never the name of a row: it is an answer.
        Page::Desk | Page::Row(_) => visit.workflow().desk.as_ref().map(|desk| desk.title.get(language)),
        Page::Move(id) => visit.workflow().transition(id).map(|transition| transition.label.get(language)),
        Page::Document(id) => visit.document(id).map(|sheet| sheet.document.title.get(language)),
        Page::Conflict => Some(pages.conflict_title),
        Page::Opening => Some(pages.opening_title),
        Page::Keeping => Some(pages.keeping_title),
        Page::Leaving => Some(pages.leaving_title),
        Page::Left => Some(pages.left_title),
    };
    let host = Some(host).filter(|host| !host.is_empty());
    let of = Some(visit.workflow().title.get(language));
    // A sensitive form never says its topic.
    let sensitive = visit.form().sensitive;
    let parts: Vec<&str> =
        [page.filter(|_| !sensitive), of.filter(|_| !sensitive), host].into_iter().flatten().collect();
    let error = if said.problem { words(language).error } else { "" };
    format!("{error}{}", parts.join(" – "))
}
