//! A table of a document. On a phone its rows are drawn as cards, which takes a table's roles away in some browsers: they
//! are written on every element, and each cell names its column for the card.

use std::borrow::Cow;

use crate::element::{Child, Element, el};

/// The table: its caption, the names of its columns, its rows.
pub(super) fn table(caption: Element, names: Vec<Child>, rows: Vec<Element>) -> Element {
    let names = names.into_iter().map(|name| el("th").attr("scope", "col").attr("role", "columnheader").child(name));
    el("table")
        .class("table")
        .attr("role", "table")
        .child(caption)
        .child(el("thead").attr("role", "rowgroup").child(row().children(names)))
        .child(el("tbody").attr("role", "rowgroup").children(rows))
}

/// A row, empty.
pub(super) fn row() -> Element {
    el("tr").attr("role", "row")
}

/// The cell that tells which row it is, empty.
pub(super) fn row_header() -> Element {
    el("th").attr("scope", "row").attr("role", "rowheader")
}

/// Another cell, empty.
pub(super) fn cell() -> Element {
    el("td").attr("role", "cell")
}

/// The column a cell is in, for the card.
pub(super) fn of(cell: Element, name: impl Into<Cow<'static, str>>) -> Element {
    cell.attr("data-label", name)
}
