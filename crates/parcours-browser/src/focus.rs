//! Moving the focus inside one shadow root. Which place it should be is decided elsewhere.

use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

const CONTROLS: &str = "input:not([type=hidden]), select, textarea, button, a[href], [tabindex]";

/// Brings the label of the element with that id into view, then focuses the element, or its first control when it
/// cannot take the focus itself. False when there is no such element.
pub fn focus(root: &DocumentFragment, id: &str) -> bool {
    let Some(element) = root.get_element_by_id(id) else { return false };
    let found = if element.matches(CONTROLS).unwrap_or(false) {
        Some(element)
    } else {
        element.query_selector(CONTROLS).ok().flatten()
    };
    let Some(control) = found.and_then(|control| control.dyn_into::<HtmlElement>().ok()) else { return false };
    bring_into_view(&name_of(root, &control));
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    control.focus_with_options(&options).is_ok()
}

/// Gives the focus back to the element that now has the id of the one that had it, and scrolls nothing.
pub fn keep(root: &DocumentFragment, id: &str) {
    if let Some(element) = root.get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Whether no control of the page has the focus.
pub fn is_nowhere() -> bool {
    let document = crate::window().ok().and_then(|window| window.document());
    let active = document.and_then(|document| Some((document.active_element()?, document.body()?)));
    active.is_none_or(|(active, body)| active == *body.as_ref())
}

/// Gives the focus back to an element that is still on the page, else to the one with that id.
pub fn give_back(root: &DocumentFragment, held: Option<Element>, id: &str) {
    match held.filter(|element| element.is_connected()).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => {
            let _ = element.focus();
        }
        None => {
            focus(root, id);
        }
    }
}

/// Brings the element with that id into view and leaves the focus where it is.
pub fn show(root: &DocumentFragment, id: &str) {
    if let Some(element) = root.get_element_by_id(id) {
        bring_into_view(&element);
    }
}

fn bring_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// What a person reads to know what a control is: the legend of its group, its label, or else itself.
fn name_of(root: &DocumentFragment, control: &HtmlElement) -> Element {
    let part = control.matches("[type=radio], [type=checkbox], [inputmode=numeric]").unwrap_or(false);
    let legend = part.then(|| control.closest("fieldset").ok().flatten()?.query_selector("legend").ok().flatten());
    let label = || {
        let id = control.id();
        // Ids are made of letters, digits, `-` and `_` only, so that the selector needs no escaping.
        root.query_selector(&["label[for=", &id, "]"].concat()).ok().flatten()
    };
    legend.flatten().or_else(label).unwrap_or_else(|| control.clone().into())
}
