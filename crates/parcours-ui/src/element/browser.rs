//! An [`Element`] put in the page, and kept up to date: Leptos's `Render`. Compiled everywhere, run in a browser only.

use leptos::reactive::effect::RenderEffect;
use leptos::reactive::owner::Owner;
use leptos::tachys::renderer::{RemoveEventHandler, Rndr};
use leptos::tachys::view::{Mountable, Render};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element as Node, HtmlInputElement, HtmlOptionElement, Node as AnyNode};

use super::look::Look;
use super::{Attribute, Child, Element, Live, Tick};

/// An element in the page, with all that stands in it. Dropping it takes its listeners away and stops what follows.
pub struct Built {
    node: Node,
    /// What has to be looked at again when something changes, in order.
    living: Vec<Living>,
    gate: Option<Live<bool>>,
    _listeners: Vec<RemoveEventHandler<Node>>,
}

enum Living {
    /// An attribute, a text or a place where elements come and go.
    Part(Box<dyn FnMut()>),
    Inner(Built),
}

/// A whole tree in the page. One effect of Leptos follows every signal that is read anywhere in it, and then looks at each
/// part: an effect for each part of a long form costs more, in subscriptions, than the looking.
pub struct Planted {
    node: Node,
    _effect: RenderEffect<Option<Built>>,
}

impl Render for Element {
    type State = Planted;

    fn build(self) -> Planted {
        let node = self.node();
        let (root, mut element) = (node.clone(), Some(self));
        // What is made while the tree is drawn lives as long as its place: an effect forgets what it made at its next run.
        let owner = Owner::current().unwrap_or_default();
        let effect = RenderEffect::new(move |built: Option<Option<Built>>| {
            let _look = Look::start();
            let mut built = built.flatten();
            match (&mut built, element.take()) {
                (Some(built), _) => built.look_again(),
                (None, Some(element)) => built = Some(owner.with(|| element.raise(root.clone()))),
                (None, None) => {}
            }
            built
        });
        Planted { node, _effect: effect }
    }

    fn rebuild(self, state: &mut Planted) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl Element {
    fn node(&self) -> Node {
        Rndr::create_element(self.0.tag, self.0.namespace)
    }

    fn planted(self) -> Built {
        let node = self.node();
        self.raise(node)
    }

    /// Makes what stands in its node, and looks at each part a first time.
    fn raise(self, node: Node) -> Built {
        let mut built = Built { node, living: Vec::new(), gate: self.0.gate, _listeners: Vec::new() };
        let mut following = Vec::new();
        for attribute in self.0.attributes {
            match attribute {
                Attribute::Fixed(name, value) => Rndr::set_attribute(&built.node, name, &value),
                Attribute::On(name, act) => {
                    built._listeners.push(Rndr::add_event_listener(&built.node, name, listener(act)));
                }
                Attribute::Press(mut act) => {
                    let press = Box::new(move |event: leptos::web_sys::Event| {
                        // The address of the host page never changes.
                        event.prevent_default();
                        act();
                    });
                    built._listeners.push(Rndr::add_event_listener(&built.node, "click", listener(press)));
                }
                _ => following.push((attribute, None)),
            }
        }
        for child in self.0.children {
            built.add(child);
        }
        // After the children: a list can only show a choice it has.
        if !following.is_empty() {
            let node = built.node.clone();
            built.follow(Box::new(move || {
                for (attribute, last) in &mut following {
                    follow(&node, attribute, last);
                }
            }));
        }
        built
    }
}

fn listener(mut act: Box<dyn FnMut(leptos::web_sys::Event) + Send>) -> Box<dyn FnMut(leptos::wasm_bindgen::JsValue)> {
    Box::new(move |event| act(event.unchecked_into()))
}

/// Writes one attribute when it is not what it was at the last look. What a person has just typed or ticked is left alone until
/// then: anything may have the page looked at between that and the moment it is reported.
fn follow(node: &Node, attribute: &Attribute, last: &mut Option<Option<String>>) {
    let value = match attribute {
        Attribute::Live(_, value) => value(),
        Attribute::Typed(value) => Some(value()),
        Attribute::Ticked(_, value) => value().then(String::new),
        Attribute::Fixed(..) | Attribute::On(..) | Attribute::Press(..) => return,
    };
    if last.as_ref() == Some(&value) {
        return;
    }
    match (attribute, &value) {
        (Attribute::Live(name, _), Some(value)) => Rndr::set_attribute(node, name, value),
        (Attribute::Live(name, _), None) => Rndr::remove_attribute(node, name),
        (Attribute::Typed(_), Some(value)) => {
            let field: &HtmlInputElement = node.unchecked_ref();
            // The insertion point stays where it is.
            if field.value() != *value {
                field.set_value(value);
            }
        }
        (Attribute::Ticked(Tick::Checked, _), value) => {
            node.unchecked_ref::<HtmlInputElement>().set_checked(value.is_some());
        }
        (Attribute::Ticked(Tick::Selected, _), value) => {
            let option: &HtmlOptionElement = node.unchecked_ref();
            if option.selected() != value.is_some() {
                option.set_selected(value.is_some());
            }
        }
        _ => {}
    }
    *last = Some(value);
}

impl Built {
    fn follow(&mut self, mut part: Box<dyn FnMut()>) {
        part();
        self.living.push(Living::Part(part));
    }

    /// Looks at every part again, unless the whole is known to be as it was.
    fn look_again(&mut self) {
        if self.gate.as_ref().is_some_and(|open| !open()) {
            return;
        }
        for living in &mut self.living {
            match living {
                Living::Part(look) => look(),
                Living::Inner(built) => built.look_again(),
            }
        }
    }

    fn add(&mut self, child: Child) {
        match child {
            Child::Text(text) => self.append(&Rndr::create_text_node(&text)),
            Child::LiveText(text) => {
                let (node, mut last) = (self.node.clone(), String::new());
                self.follow(Box::new(move || {
                    let now = text();
                    // Written on the element: a browser that translates the page takes text nodes out of it.
                    if now != last {
                        node.set_text_content(Some(&now));
                        last = now;
                    }
                }));
            }
            Child::Element(element) => {
                let built = element.planted();
                self.append(&built.node);
                self.living.push(Living::Inner(built));
            }
            Child::Rows(count, row) => {
                let mut place = self.place();
                self.follow(Box::new(move || {
                    let count = count();
                    place.keep(count);
                    for index in place.shown.len()..count {
                        place.push(&|| row(index));
                    }
                }));
            }
            Child::Swap(key, view) => {
                let mut place = self.place();
                let mut last = None;
                self.follow(Box::new(move || {
                    let key = Some(key());
                    if key == last {
                        place.keep(1);
                    } else {
                        place.keep(0);
                        place.push(&*view);
                        last = key;
                    }
                }));
            }
        }
    }

    fn append(&self, node: &AnyNode) {
        Rndr::insert_node(&self.node, node, None);
    }

    /// A place among the children where elements come and go.
    fn place(&self) -> Place {
        let end = Rndr::create_placeholder();
        self.append(&end);
        Place { end: end.unchecked_into(), owner: Owner::current().unwrap_or_default(), shown: Vec::new() }
    }
}

struct Place {
    /// What stands after the elements.
    end: AnyNode,
    owner: Owner,
    shown: Vec<Passing>,
}

/// An element that can go; what it followed goes with it.
struct Passing {
    built: Built,
    owner: Owner,
}

impl Place {
    /// Takes those away that are too many, and looks at the others again.
    fn keep(&mut self, count: usize) {
        self.shown.truncate(count);
        for passing in &mut self.shown {
            passing.built.look_again();
        }
    }

    fn push(&mut self, view: &dyn Fn() -> Element) {
        let owner = self.owner.child();
        let built = owner.with(|| view().planted());
        if let Some(parent) = self.end.parent_node() {
            Rndr::insert_node(parent.unchecked_ref(), &built.node, Some(&self.end));
        }
        self.shown.push(Passing { built, owner });
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        self.built.node.remove();
        self.owner.cleanup();
    }
}

impl Mountable for Planted {
    fn unmount(&mut self) {
        self.node.remove();
    }

    fn mount(&mut self, parent: &Node, marker: Option<&AnyNode>) {
        Rndr::insert_node(parent, &self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self.node.parent_node() {
            Some(parent) => {
                child.mount(parent.unchecked_ref(), Some(&self.node));
                true
            }
            None => false,
        }
    }

    fn elements(&self) -> Vec<Node> {
        vec![self.node.clone()]
    }
}
