//! An [`Element`] as HTML that works by itself: what is pressed becomes a button that posts the page, every control has a
//! name, and nothing stays that only a script could bring to life.
//!
//! What a press asks for is found by pressing, with an ear that writes down instead of doing: no component knows of it.

use super::html::{Writer, write_attribute};
use super::{Attribute, Element};

/// The name under which a pressed button is posted.
pub const DEED: &str = "~do";

/// Attributes that promise what only a script does.
const LIVELY: &[&str] = &["aria-autocomplete", "aria-activedescendant", "aria-controls", "aria-expanded"];

pub(super) fn write(writer: &mut Writer<'_>, element: &mut Element) {
    if let Some(press) = element.0.attributes.iter_mut().find_map(pressed) {
        press();
        if let Some(deed) = writer.deed.and_then(|deed| deed()) {
            button(writer, element, &deed);
        }
        return;
    }
    let role = said(element, "role");
    if role.as_deref() == Some("listbox") {
        // Suggestions come with the script.
        return;
    }
    if said(element, "class").as_deref() == Some("file") {
        // The browser's own control: the button drawn over it would say nothing of what was chosen.
        return input_of(writer, element);
    }
    // One form holds the whole page, and stands around it.
    let tag = if element.0.tag == "form" { "div" } else { element.0.tag };
    let of_form = element.0.tag == "form";
    let combobox = role.as_deref() == Some("combobox");
    writer.html.push('<');
    writer.html.push_str(tag);
    let mut inside = None;
    for attribute in &element.0.attributes {
        match attribute {
            Attribute::Fixed("novalidate" | "autocomplete", _) if of_form => {}
            Attribute::Fixed("role", _) if combobox => {}
            Attribute::Fixed(name, _) | Attribute::Live(name, _) if LIVELY.contains(name) => {}
            Attribute::Typed(value) if tag == "textarea" => inside = Some(value()),
            attribute => writer.attribute(attribute),
        }
    }
    name(writer, element);
    writer.html.push('>');
    let whole = element.0.tag;
    element.0.tag = tag;
    writer.close(element, inside);
    element.0.tag = whole;
}

fn pressed(attribute: &mut Attribute) -> Option<&mut Box<dyn FnMut() + Send>> {
    match attribute {
        Attribute::Press(press) => Some(press),
        _ => None,
    }
}

/// The value of an attribute that stays.
fn said(element: &Element, name: &str) -> Option<String> {
    element.0.attributes.iter().find_map(|attribute| match attribute {
        Attribute::Fixed(key, value) if *key == name => Some(value.clone().into_owned()),
        _ => None,
    })
}

/// A control's name is its id, under which its answer is found again; radio buttons have their group's already.
fn name(writer: &mut Writer<'_>, element: &Element) {
    if !matches!(element.0.tag, "input" | "select" | "textarea") {
        return;
    }
    let Some(id) = said(element, "id") else { return };
    match said(element, "type").as_deref() {
        Some("radio") => write_attribute(&mut writer.html, "value", &id),
        _ => write_attribute(&mut writer.html, "name", &id),
    }
}

fn button(writer: &mut Writer<'_>, element: &mut Element, deed: &str) {
    let link = element.0.tag == "a";
    writer.html.push_str("<button");
    for (name, value) in [("type", "submit"), ("name", DEED), ("value", deed)] {
        write_attribute(&mut writer.html, name, value);
    }
    if link {
        let class = said(element, "class").unwrap_or_default();
        write_attribute(&mut writer.html, "class", format!("link {class}").trim_end());
    }
    for attribute in &element.0.attributes {
        match attribute {
            Attribute::Fixed("href" | "hreflang" | "type", _) => {}
            Attribute::Fixed("class", _) if link => {}
            attribute => writer.attribute(attribute),
        }
    }
    writer.html.push('>');
    writer.children(element);
    writer.html.push_str("</button>");
}

/// Only the input of a file's place, named by its label alone.
fn input_of(writer: &mut Writer<'_>, element: &mut Element) {
    for child in &mut element.0.children {
        let super::Child::Element(input) = child else { continue };
        if input.0.tag != "input" {
            continue;
        }
        for attribute in &mut input.0.attributes {
            if let Attribute::Fixed("aria-labelledby", ids) = attribute {
                let label = ids.split(' ').next().unwrap_or_default().to_owned();
                *ids = label.into();
            }
        }
        writer.write(input);
    }
}
