//! An [`Element`] as HTML text, for tests and for pages made ahead of time: Leptos's `RenderHtml`.

use leptos::tachys::html::attribute::Attribute as LeptosAttribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};

use super::{Attribute, Built, Child, Element, Tick};

const VOID: &[&str] = &["br", "hr", "input"];

impl Element {
    fn write(&self, html: &mut String) {
        html.push('<');
        html.push_str(self.0.tag);
        let mut inside = None;
        for attribute in &self.0.attributes {
            match attribute {
                Attribute::Fixed(name, value) => write_attribute(html, name, value),
                Attribute::Live(name, value) => {
                    if let Some(value) = value() {
                        write_attribute(html, name, &value);
                    }
                }
                Attribute::Typed(value) if self.0.tag == "textarea" => inside = Some(value()),
                Attribute::Typed(value) => write_attribute(html, "value", &value()),
                Attribute::Ticked(tick, value) => {
                    if value() {
                        let name = match tick {
                            Tick::Checked => "checked",
                            Tick::Selected => "selected",
                        };
                        write_attribute(html, name, "");
                    }
                }
                Attribute::On(..) => {}
            }
        }
        html.push('>');
        if VOID.contains(&self.0.tag) {
            return;
        }
        if let Some(text) = inside {
            write_text(html, &text);
        }
        for child in &self.0.children {
            match child {
                Child::Text(text) => write_text(html, text),
                Child::LiveText(text) => write_text(html, &text()),
                Child::Element(element) => element.write(html),
                Child::Rows(count, row) => (0..count()).for_each(|index| row(index).write(html)),
                Child::Swap(_, view) => view().write(html),
            }
        }
        html.push_str("</");
        html.push_str(self.0.tag);
        html.push('>');
    }
}

fn write_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    if !value.is_empty() {
        html.push_str("=\"");
        write_text(html, value);
        html.push('"');
    }
}

fn write_text(html: &mut String, text: &str) {
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

    fn to_html_with_buf(self, buf: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        self.write(buf);
    }

    // A page made ahead of time is replaced, with what was typed copied over, rather than taken over node by node.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Built {
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
