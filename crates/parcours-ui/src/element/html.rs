//! An [`Element`] as HTML text, for tests and for pages made ahead of time: Leptos's `RenderHtml`.

use leptos::tachys::html::attribute::Attribute as LeptosAttribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};

#[cfg(any(feature = "ssr", test))]
use super::plain;
use super::{Attribute, Child, Element, Planted, Tick};

const VOID: &[&str] = &["br", "hr", "input", "link"];

/// Where an element is written, and how.
#[derive(Default)]
pub(crate) struct Writer<'a> {
    /// What is written so far.
    pub(crate) html: String,
    /// For a page that works without script: what pressing the element just pressed asks for, as the value of a button.
    /// None when the page can do nothing about it.
    #[cfg_attr(not(any(feature = "ssr", test)), allow(dead_code))]
    pub(crate) deed: Option<&'a dyn Fn() -> Option<String>>,
}

impl Writer<'_> {
    pub(crate) fn write(&mut self, element: &mut Element) {
        #[cfg(any(feature = "ssr", test))]
        if self.deed.is_some() {
            return plain::write(self, element);
        }
        self.open(element.0.tag);
        let mut inside = None;
        for attribute in &element.0.attributes {
            match attribute {
                Attribute::Typed(value) if element.0.tag == "textarea" => inside = Some(value()),
                attribute => self.attribute(attribute),
            }
        }
        self.html.push('>');
        self.close(element, inside);
    }

    fn open(&mut self, tag: &str) {
        self.html.push('<');
        self.html.push_str(tag);
    }

    pub(super) fn attribute(&mut self, attribute: &Attribute) {
        match attribute {
            Attribute::Fixed(name, value) => write_attribute(&mut self.html, name, value),
            Attribute::Live(name, value) => {
                if let Some(value) = value() {
                    write_attribute(&mut self.html, name, &value);
                }
            }
            Attribute::Typed(value) => write_attribute(&mut self.html, "value", &value()),
            Attribute::Ticked(tick, value) => {
                if value() {
                    let name = match tick {
                        Tick::Checked => "checked",
                        Tick::Selected => "selected",
                    };
                    write_attribute(&mut self.html, name, "");
                }
            }
            Attribute::On(..) | Attribute::Press(..) => {}
        }
    }

    /// What stands in the element, and its end.
    pub(super) fn close(&mut self, element: &mut Element, text: Option<String>) {
        let tag = element.0.tag;
        if VOID.contains(&tag) {
            return;
        }
        if let Some(text) = text {
            // The first line break of a text area is not part of it.
            if text.starts_with('\n') {
                self.html.push('\n');
            }
            write_text(&mut self.html, &text);
        }
        self.children(element);
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
    }

    pub(super) fn children(&mut self, element: &mut Element) {
        for child in &mut element.0.children {
            match child {
                Child::Text(text) => write_text(&mut self.html, text),
                Child::LiveText(text) => write_text(&mut self.html, &text()),
                Child::Element(element) => self.write(element),
                Child::Rows(count, row) => (0..count()).for_each(|index| self.write(&mut row(index))),
                Child::Swap(_, view) => self.write(&mut view()),
            }
        }
    }
}

pub(super) fn write_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    if !value.is_empty() {
        html.push_str("=\"");
        write_text(html, value);
        html.push('"');
    }
}

pub(crate) fn write_text(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(character),
        }
    }
}

impl RenderHtml for Element {
    type AsyncOutput = Element;
    type Owned = Element;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Element {
        self
    }

    fn to_html_with_buf(mut self, buf: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        let mut writer = Writer { html: std::mem::take(buf), deed: None };
        writer.write(&mut self);
        *buf = writer.html;
    }

    // A page made ahead of time is replaced, with what was typed copied over, rather than taken over node by node.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Planted {
        self.build()
    }

    fn into_owned(self) -> Element {
        self
    }
}

impl AddAnyAttr for Element {
    type Output<New: LeptosAttribute> = Element;

    // Attributes spread on a component from outside have no effect: what an element carries is said here.
    fn add_any_attr<New: LeptosAttribute>(self, _: New) -> Element {
        self
    }
}
