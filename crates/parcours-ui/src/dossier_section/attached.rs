//! The files that a section's answers name, each to be downloaded.

use std::sync::Arc;

use parcours_rules::visit::Event;
use parcours_schema::{Form, Kind};
use parcours_text::fill;

use crate::buttons::secondary;
use crate::element::{Element, el};
use crate::page_heading::level_tag;
use crate::spot::Spot;
use crate::visiting::Visiting;

/// The files under a title, as far as `form` asks for them; nothing when there is none.
pub(super) fn attached(visiting: Visiting, form: &Arc<Form>, section: usize) -> Option<Element> {
    let said = visiting.words();
    let mut files = Vec::new();
    each(visiting, Spot::of_section(form, section), &mut files);
    let items: Vec<Element> = files
        .into_iter()
        .map(|(sha256, name)| {
            let words = fill(said.download, &name);
            let download = move || visiting.tell(Event::Download { sha256: sha256.clone(), name: name.clone() });
            el("li").attr("translate", "no").child(secondary(words, download))
        })
        .collect();
    (!items.is_empty()).then(|| {
        el("section")
            .class("attached")
            .child(el(level_tag(visiting.level() + 1)).child(said.attached_title))
            .child(el("ul").children(items))
    })
}

/// SHA-256 and name of each file, in the order of the questions.
fn each(visiting: Visiting, spots: Vec<Spot>, files: &mut Vec<(String, String)>) {
    for spot in spots {
        let Some(question) = spot.question() else { continue };
        match &question.kind {
            Kind::Attachment(_) => files.extend(visiting.hand.once(|journey| {
                let engine = journey.engine();
                let file = engine.state(&spot.at).filter(|state| state.visible).and_then(|_| engine.raw(&spot.at))?;
                let text = |key: &str| file.get(key).and_then(|value| value.as_str()).map(str::to_owned);
                Some((text("sha256")?, text("name")?))
            })),
            Kind::Group(group) | Kind::Address(group) if group.repeat.is_some() => {
                let rows = visiting.hand.once(|journey| journey.engine().rows(&spot.at));
                (0..rows).for_each(|row| each(visiting, spot.inner(Some(row)), files));
            }
            Kind::Group(_) | Kind::Address(_) => each(visiting, spot.inner(None), files),
            _ => {}
        }
    }
}
