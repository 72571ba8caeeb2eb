//! Questions that repeat: rows that are added and taken away. Rows have numbers, so that everybody means the same one.

pub mod examples;
#[cfg(test)]
mod tests;

use crate::element::{Child, Ear, Element, el};
use crate::field::{Field, truth};
use crate::ids::join;
use crate::row::{Fold, row};
use parcours_text::{fill, words};

/// What a person did with the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowAct {
    /// Asked for one more.
    Add,
    /// Took away the one of that index.
    Remove(usize),
}

/// How a group repeats.
#[derive(Clone, Debug)]
pub struct RowLook {
    /// Most rows.
    pub max: usize,
    /// Words of the button that adds one.
    pub add: String,
    /// Title of a row; `{n}` stands for its number.
    pub item: String,
}

/// What stands in the rows.
pub struct Rows<Folds, Inside> {
    /// How the row of that index folds, when it does; asked with its title.
    pub fold: Folds,
    /// What the row of that index asks.
    pub inside: Inside,
}

/// The group, with its rows.
pub fn row_group<Folds, Inside>(field: &Field, look: RowLook, act: Ear<RowAct>, rows: Rows<Folds, Inside>) -> Element
where
    Folds: Fn(usize, &str) -> Option<Fold> + Send + 'static,
    Inside: Fn(usize) -> Vec<Child> + Send + Sync + 'static,
{
    let Rows { fold, inside } = rows;
    let inside = std::sync::Arc::new(inside);
    let RowLook { max, add, item } = look;
    let (state, added) = (field.state, act.clone());
    let words = words(field.language);
    let legend = field.words_of_label(el("legend").class("title").attr("part", "legend"));
    let frame = field
        .frame("fieldset")
        .attr("id", field.id.clone())
        .live("aria-describedby", field.describer("required"))
        .child(legend)
        .child(field.must());
    let id = field.id.clone();
    let one = move |index: usize| {
        let id = join(&id, &index.to_string());
        let title = fill(&item, &(index + 1).to_string());
        let (removed, inside, named) = (act.clone(), inside.clone(), title.clone());
        let fold = fold(index, &title);
        row(id, title, fold, move || {
            let removed = removed.clone();
            let remove = el("button")
                .class("link")
                .attr("type", "button")
                .child(words.remove)
                .child(el("span").class("unseen").child(" ").child(named.clone()))
                .press(move || removed(RowAct::Remove(index)));
            let mut content = inside(index);
            content.push(remove.into());
            content
        })
    };
    let button = el("button")
        .class("button secondary")
        .attr("part", "button")
        .attr("type", "button")
        .attr("id", join(&field.id, "add"))
        .live("aria-disabled", move || (state.now().rows >= max).then(truth))
        .child(add)
        .press(move || {
            if state.now().rows < max {
                added(RowAct::Add);
            }
        });
    let full = move || el("p").class("hint").child(words.most_rows);
    field
        .said(field.help(frame).rows(move || state.now().rows, one))
        .child(button)
        .when(move || state.now().rows >= max, full)
}
