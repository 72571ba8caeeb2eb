//! What stands at the head and at the foot of every document: which dossier, as of when, which version, for whom.

use parcours_rules::calendar::day_of;
use parcours_rules::formats::date::iso;
use parcours_rules::visit::Visit;
use parcours_schema::Language;
use parcours_text::{document_words, fill, format};

use crate::element::{Element, el};

/// At the head.
pub(super) fn facts(visit: &Visit, language: Language) -> Element {
    let said = document_words(language);
    let dossier = visit.dossier();
    let state = dossier.and_then(|dossier| visit.workflow().state(&dossier.state));
    let version = dossier.and_then(|dossier| dossier.plan.as_ref()).map(|plan| plan.version.to_string());
    let facts = [
        (said.made_on, Some(format::date(&iso(day_of(visit.circumstances().now)), language))),
        (said.state, state.map(|state| state.title.get(language).to_owned())),
        (said.next, state.and_then(|state| state.next.as_ref()).map(|next| next.get(language).to_owned())),
        (said.plan_version, version),
    ];
    let line = |(term, told): (&'static str, Option<String>)| Some(line(term, told?));
    el("dl").class("facts").children(facts.into_iter().filter_map(line))
}

/// At the foot: what tells this copy from another.
pub(super) fn foot(visit: &Visit, language: Language) -> Element {
    let said = document_words(language);
    let role = visit.workflow().role(visit.role()).map(|role| role.title.get(language).to_owned());
    let form = visit.form();
    let version = fill(&fill(said.form_version, &form.revision), &form.version);
    let reference = visit.dossier().map(|dossier| line(said.reference, dossier.id.clone()));
    el("footer")
        .class("foot")
        .child(el("dl").class("facts").children(reference).children(role.map(|role| line(said.copy_of, role))))
        .child(el("p").child(said.copy_shows))
        .children(kept(visit, language))
        .child(el("p").child(version))
}

/// Until when the dossier is kept, when a law says so.
fn kept(visit: &Visit, language: Language) -> Option<Element> {
    let until = visit.kept_until()?;
    let sentence = fill(document_words(language).kept_until, &format::date(&iso(until), language));
    Some(el("p").child(sentence))
}

fn line(term: &'static str, told: String) -> Element {
    el("div").class("fact").child(el("dt").child(term)).child(el("dd").child(told))
}
