//! A file to join: what is taken is said before, what was chosen is said after, and it can be taken away. The file
//! itself is read elsewhere: this only reports that one was chosen, in the input of this id.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_text::format;

use crate::element::{Ear, Element, el};
use crate::field::{Field, State};
use crate::ids::join;
use parcours_schema::Language;
use parcours_text::{fill, words};

/// What a person did with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileAct {
    /// Chose one, in the input.
    Chosen,
    /// Took it away.
    Removed,
}

/// The field. `accept` is the value of the attribute: media types, separated by commas.
pub fn file_field(field: &Field, accept: String, act: Ear<FileAct>) -> Element {
    let (words, state) = (words(field.language), field.state);
    let removed = act.clone();
    let (label_id, button_id) = (join(&field.id, "label"), join(&field.id, "button"));
    let frame = field.help(field.frame("div").child(field.label().attr("id", label_id.clone())));
    // The names of both: a person who speaks to the page says what is written on the button.
    let mut names = label_id;
    names.push(' ');
    names.push_str(&button_id);
    let input = field
        .states(el("input").attr("type", "file").attr("id", field.id.clone()))
        .attr("accept", accept)
        .attr("aria-labelledby", names)
        .live("aria-describedby", field.describer("chosen"))
        .on("change", move |_| act(FileAct::Chosen));
    let button = el("span")
        .class("button secondary")
        .attr("id", button_id)
        .attr("aria-hidden", "true")
        .text(move || if chosen(state).is_empty() { words.choose_file } else { words.replace_file }.to_owned());
    let (file, language) = (join(&field.id, "chosen"), field.language);
    let shown = el("p").class("chosen").attr("id", file).text(move || chosen_with_size(state, language));
    let remove = move || {
        let removed = removed.clone();
        el("button")
            .class("link")
            .attr("type", "button")
            .text(move || fill(words.remove_file, &chosen(state)))
            .press(move || removed(FileAct::Removed))
    };
    let frame = frame
        .child(el("div").class("file").child(input).child(button))
        .child(shown)
        .when(move || !chosen(state).is_empty(), remove);
    field.said(frame)
}

fn chosen(state: State) -> String {
    let state = state.now();
    let name = state.value.as_ref().and_then(|file| file.get("name")).and_then(|name| name.as_str());
    name.unwrap_or_default().to_owned()
}

fn chosen_with_size(state: State, language: Language) -> String {
    let mut text = chosen(state);
    let size = state.now().value.as_ref().and_then(|file| file.get("size")).and_then(|size| size.as_u64());
    if let (false, Some(size)) = (text.is_empty(), size) {
        text.push_str(" (");
        text.push_str(&format::bytes(size, language));
        text.push(')');
    }
    text
}
