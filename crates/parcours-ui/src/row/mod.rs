//! One row of questions that repeat, under its title. Where rows are many, the title is a button: the row stands as one
//! line until it is opened.

use std::sync::Arc;

use crate::element::{Child, Element, el};
use crate::ids::join;

/// How a row folds.
pub struct Fold {
    /// What the row is called: its title, and the answer that tells it from the others.
    pub name: Box<dyn Fn() -> String + Send>,
    /// Whether it stands open.
    pub open: Arc<dyn Fn() -> bool + Send + Sync>,
    /// The person opens it, or folds it.
    pub turn: Box<dyn Fn() + Send>,
}

/// The row of that id; `content` is made anew each time the row opens.
pub fn row(
    id: String,
    title: String,
    fold: Option<Fold>,
    content: impl Fn() -> Vec<Child> + Send + 'static,
) -> Element {
    let legend = el("legend").attr("id", join(&id, "title")).attr("tabindex", "-1");
    let frame = el("fieldset").class("row").attr("part", "row").attr("id", id);
    let Some(Fold { name, open, turn }) = fold else {
        return frame.child(legend.child(title)).children(content());
    };
    let opened = open.clone();
    let button = el("button")
        .class("link fold")
        .attr("type", "button")
        .live("aria-expanded", move || Some(if opened() { "true" } else { "false" }.to_owned()))
        .text(name)
        .press(turn);
    frame.child(legend.child(button)).when(move || open(), move || el("div").children(content()))
}
