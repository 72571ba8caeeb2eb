//! One element of the page, written down before it exists: tag, attributes, children, some of them following signals.
//! It is a Leptos view like any other, so it mounts, unmounts and cleans up with the rest.
//!
//! Why not `view!`: its typed trees are compiled once per shape (hundreds of bytes of WebAssembly for each component)
//! and its static parts go through `innerHTML`, which Trusted Types refuses (`ux.md` T-02). Here there is one type for
//! all elements, and the only way in for a text is a text node or an attribute value (T-01): there is no raw HTML.

mod browser;
mod html;
mod look;
#[cfg(any(feature = "ssr", test))]
mod plain;

use std::borrow::Cow;

pub use browser::Planted;
#[cfg(any(feature = "ssr", test))]
pub(crate) use html::{Writer, write_text};
use leptos::web_sys::Event;
pub(crate) use look::Look;
#[cfg(any(feature = "ssr", test))]
pub use plain::DEED;

type Live<T> = Box<dyn Fn() -> T + Send>;

/// Who hears what a person does.
pub type Ear<T> = std::sync::Arc<dyn Fn(T) + Send + Sync>;

/// An element to be.
pub struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    /// Where the tag is defined, when it is not HTML.
    namespace: Option<&'static str>,
    attributes: Vec<Attribute>,
    children: Vec<Child>,
    /// Whether anything in it can have changed since the last look; always looked at without.
    gate: Option<Live<bool>>,
}

enum Attribute {
    Fixed(&'static str, Cow<'static, str>),
    /// Absent when `None`.
    Live(&'static str, Live<Option<String>>),
    /// What is typed in a field; a property, never an attribute, so that no answer stands in the markup (P-01).
    Typed(Live<String>),
    /// Whether a box or a button is ticked, or an option chosen; a property too.
    Ticked(Tick, Live<bool>),
    On(&'static str, Box<dyn FnMut(Event) + Send>),
    /// What pressing it does; the browser's own way of following a link or sending a form is left out.
    Press(Box<dyn FnMut() + Send>),
}

#[derive(Clone, Copy)]
enum Tick {
    Checked,
    Selected,
}

/// What stands in an element.
pub enum Child {
    /// Words.
    Text(Cow<'static, str>),
    /// Words that follow signals, in an element that has no other child.
    LiveText(Live<String>),
    /// Another element.
    Element(Element),
    /// As many elements as a count says; they come and go at the end.
    Rows(Live<usize>, Box<dyn Fn(usize) -> Element + Send>),
    /// An element made anew each time its key changes.
    Swap(Live<String>, Box<dyn Fn() -> Element + Send>),
}

/// An element of that tag, empty.
pub fn el(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, namespace: None, attributes: Vec::new(), children: Vec::new(), gate: None }))
}

/// An element of a picture, of that tag of SVG, empty.
pub fn svg(tag: &'static str) -> Element {
    let namespace = Some("http://www.w3.org/2000/svg");
    Element(Box::new(Parts { tag, namespace, attributes: Vec::new(), children: Vec::new(), gate: None }))
}

impl Element {
    // Both are compiled once and called everywhere.
    #[inline(never)]
    fn put(mut self, attribute: Attribute) -> Element {
        self.0.attributes.push(attribute);
        self
    }

    #[inline(never)]
    fn hold(mut self, child: Child) -> Element {
        self.0.children.push(child);
        self
    }

    /// Whether it is of that tag.
    pub(crate) fn is(&self, tag: &str) -> bool {
        self.0.tag == tag
    }

    /// An attribute that stays.
    pub fn attr(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Element {
        self.put(Attribute::Fixed(name, value.into()))
    }

    /// The class, once.
    pub fn class(self, class: &'static str) -> Element {
        self.attr("class", class)
    }

    /// An attribute without a value, when it is so.
    pub fn flag(self, name: &'static str, on: bool) -> Element {
        if on { self.attr(name, "") } else { self }
    }

    /// An attribute that stays, when there is one.
    pub fn maybe(self, name: &'static str, value: Option<String>) -> Element {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// An attribute that follows signals; absent when `None`.
    pub fn live(self, name: &'static str, value: impl Fn() -> Option<String> + Send + 'static) -> Element {
        self.put(Attribute::Live(name, Box::new(value)))
    }

    /// The text of an `input` or `textarea`. It is written only when it differs from what stands there, so the
    /// insertion point never moves under the person's hands.
    pub fn typed(self, value: impl Fn() -> String + Send + 'static) -> Element {
        self.put(Attribute::Typed(Box::new(value)))
    }

    /// Whether a box or button is ticked.
    pub fn checked(self, value: impl Fn() -> bool + Send + 'static) -> Element {
        self.put(Attribute::Ticked(Tick::Checked, Box::new(value)))
    }

    /// Whether an option is the chosen one.
    pub fn selected(self, value: impl Fn() -> bool + Send + 'static) -> Element {
        self.put(Attribute::Ticked(Tick::Selected, Box::new(value)))
    }

    /// What to do when an event arrives.
    pub fn on(self, event: &'static str, act: impl FnMut(Event) + Send + 'static) -> Element {
        self.put(Attribute::On(event, Box::new(act)))
    }

    /// What to do when it is pressed: a button, or a link that leads nowhere by itself.
    pub fn press(self, act: impl FnMut() + Send + 'static) -> Element {
        self.put(Attribute::Press(Box::new(act)))
    }

    /// Says when it has to be looked at: not while `changed` says no, and nothing inside follows anything else.
    pub(crate) fn gated(mut self, changed: impl Fn() -> bool + Send + 'static) -> Element {
        self.0.gate = Some(Box::new(changed));
        self
    }

    /// One more child.
    pub fn child(self, child: impl Into<Child>) -> Element {
        self.hold(child.into())
    }

    /// More children.
    pub fn children<C: Into<Child>>(mut self, children: impl IntoIterator<Item = C>) -> Element {
        for child in children {
            self.0.children.push(child.into());
        }
        self
    }

    /// Words that follow signals, in an element that has no other child.
    pub fn text(self, text: impl Fn() -> String + Send + 'static) -> Element {
        self.child(Child::LiveText(Box::new(text)))
    }

    /// A child that is there while the condition holds.
    pub fn when(
        self,
        shown: impl Fn() -> bool + Send + 'static,
        view: impl Fn() -> Element + Send + 'static,
    ) -> Element {
        self.child(Child::when(shown, view))
    }

    /// As many children as the count says.
    pub fn rows(
        self,
        count: impl Fn() -> usize + Send + 'static,
        row: impl Fn(usize) -> Element + Send + 'static,
    ) -> Element {
        self.child(Child::Rows(Box::new(count), Box::new(row)))
    }

    /// A child made anew each time the key changes.
    pub fn swap(
        self,
        key: impl Fn() -> String + Send + 'static,
        view: impl Fn() -> Element + Send + 'static,
    ) -> Element {
        self.child(Child::Swap(Box::new(key), Box::new(view)))
    }
}

impl Child {
    /// An element that is there while the condition holds.
    pub fn when(shown: impl Fn() -> bool + Send + 'static, view: impl Fn() -> Element + Send + 'static) -> Child {
        Child::Rows(Box::new(move || usize::from(shown())), Box::new(move |_| view()))
    }
}

impl From<&'static str> for Child {
    fn from(text: &'static str) -> Child {
        Child::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Child {
    fn from(text: String) -> Child {
        Child::Text(Cow::Owned(text))
    }
}

impl From<Element> for Child {
    fn from(element: Element) -> Child {
        Child::Element(element)
    }
}
