//! Whom an adviser helps, and whether that person agrees: asked before the first answer is written in their stead.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_rules::visit::Asked;
use serde_json::Value;

use crate::buttons::primary;
use crate::checkbox_field::checkbox_field;
use crate::choice_field::{Offer, radios};
use crate::element::{Element, el};
use crate::move_page::summary;
use crate::page_heading::page_heading;
use crate::visiting::Visiting;
use parcours_text::words;

/// The page that stands before that section.
pub fn helping_page(visiting: Visiting, section: usize) -> Element {
    let said = visiting.words();
    let roles: Vec<String> = visiting.once(|visit| visit.helped_in(section).into_iter().map(str::to_owned).collect());
    let offers = roles.into_iter().map(|role| {
        let label = visiting.role(&role);
        Offer { value: Value::String(role), label, hint: None }
    });
    let with = visiting.field(Asked::With, said.helping_with, None);
    let agreed = visiting.field(Asked::Agreed, said.helping_agreed, None);
    visiting
        .page_form()
        .child(summary(visiting))
        .child(el("p").class("progress").child(visiting.section(section)))
        .child(page_heading(said.helping_title.to_owned(), visiting.level()))
        .child(el("p").class("lead").child(said.helping_intro))
        .child(el("p").class("legend").child(words(visiting.language()).required_legend))
        .child(radios(&with, offers.collect(), false))
        .child(checkbox_field(&agreed))
        .child(el("div").class("actions").child(primary(words(visiting.language()).go_on)))
}
