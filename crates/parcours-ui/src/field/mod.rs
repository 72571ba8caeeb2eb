//! What every question has around its control: label, hint, error, warning, and the wiring between them.

pub mod examples;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;
use parcours_schema::{DatePart, Language};
use serde_json::Value;

use crate::element::{Ear, Element, Look, el};
use crate::ids::join;
use parcours_text::words;

/// Where a component reports what was answered; `None` clears the answer.
pub type Answer = Ear<Option<Value>>;

/// One question, as its component is given it.
#[derive(Clone)]
pub struct Field {
    /// Id of the control, or of the fieldset around the controls.
    pub id: String,
    /// What people read beside it.
    pub label: String,
    /// By what number people speak of it.
    pub number: Option<String>,
    /// One short sentence of help.
    pub hint: Option<String>,
    /// The language of the page.
    pub language: Language,
    /// What changes while the page stands.
    pub state: State,
    /// Where to report.
    pub answer: Answer,
}

/// The part of a question that changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldState {
    /// Whether it must be answered.
    pub required: bool,
    /// The answer as it was typed.
    pub value: Option<Value>,
    /// The sentence said about it, when something must be corrected.
    pub error: Option<String>,
    /// The parts of a date the error is about; empty for all.
    pub wrong_parts: Vec<DatePart>,
    /// A sentence worth a second look, which stops nothing.
    pub warning: Option<String>,
    /// How many rows there are, for a group in rows.
    pub rows: usize,
    /// Whether the answer was filled by the host page and not looked at since.
    pub prefilled: bool,
}

/// The part of a question that changes, followed.
#[derive(Clone, Copy)]
pub struct State(StoredValue<Arc<Reader>>);

struct Reader {
    read: Box<dyn Fn() -> FieldState + Send + Sync>,
    known: Mutex<Known>,
}

/// What was read, in which look, and in which look it was last found to be another.
#[derive(Clone, Default)]
struct Known {
    state: Arc<FieldState>,
    read: Option<u32>,
    changed: Option<u32>,
}

impl Reader {
    /// Reads once in each look at the page, however often it is asked; outside of one, each time.
    fn known(&self) -> Known {
        let look = Look::now();
        if look.is_none() {
            return Known { state: Arc::new((self.read)()), ..Known::default() };
        }
        // Nothing panics while it is held.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.read != look {
            let state = (self.read)();
            if *known.state != state {
                known.state = Arc::new(state);
                known.changed = look;
            }
            known.read = look;
        }
        known.clone()
    }
}

impl State {
    /// What `read` gives, asked anew at each look at the page.
    pub fn new(read: impl Fn() -> FieldState + Send + Sync + 'static) -> State {
        State(StoredValue::new(Arc::new(Reader { read: Box::new(read), known: Mutex::default() })))
    }

    fn known(&self) -> Known {
        self.0.try_get_value().map(|reader| reader.known()).unwrap_or_default()
    }

    /// What it is now.
    pub fn now(&self) -> Arc<FieldState> {
        self.known().state
    }

    /// Whether this look finds it other than the last one did.
    pub(crate) fn changed(&self) -> bool {
        let known = self.known();
        known.changed.is_some() && known.changed == known.read
    }

    /// Whether there is something to correct.
    pub fn wrong(&self) -> bool {
        self.now().error.is_some()
    }

    /// The text typed so far.
    pub fn typed(&self) -> String {
        self.now().value.as_ref().map(text_of).unwrap_or_default()
    }
}

impl Field {
    /// The block around a question; `tag` is `div`, or `fieldset` for several controls.
    pub fn frame(&self, tag: &'static str) -> Element {
        let state = self.state;
        el(tag)
            .attr("part", "field")
            .live("class", move || Some(if state.wrong() { "field wrong" } else { "field" }.to_owned()))
    }

    /// The fieldset of a question with several controls, described, its legend first.
    pub fn fieldset(&self, more: &'static str) -> Element {
        let legend = el("legend").class("label").attr("part", "label");
        self.frame("fieldset")
            .attr("id", self.id.clone())
            .live("aria-describedby", self.describer(more))
            .child(self.words_of_label(legend))
    }

    /// The label of a single control.
    pub fn label(&self) -> Element {
        self.words_of_label(el("label").class("label").attr("part", "label").attr("for", self.id.clone()))
    }

    /// The label's words and its mark, put in an element.
    pub fn words_of_label(&self, element: Element) -> Element {
        let (state, words) = (self.state, words(self.language));
        let required = move || state.now().required;
        let mark = el("span")
            .live("class", move || Some(if required() { "star" } else { "optional" }.to_owned()))
            .live("aria-hidden", move || required().then(|| "true".to_owned()))
            .text(move || join_words("", if required() { "*" } else { words.optional }));
        let number = self.number.clone().map(|number| el("span").class("number").child(number + " "));
        element.children(number).child(self.label.clone()).child(mark)
    }

    /// What says that a group must be answered. A group of boxes or of rows cannot be marked as required to assistive
    /// technology: words do it, and the group is described by them (`describer("required")`).
    pub fn must(&self) -> Element {
        let (state, words) = (self.state, words(self.language));
        el("p")
            .class("unseen")
            .attr("id", join(&self.id, "required"))
            .text(move || if state.now().required { words.required } else { "" }.to_owned())
    }

    /// What stands between label and control: the hint, and whether the answer was filled ahead of time.
    pub fn help(&self, frame: Element) -> Element {
        let frame = match &self.hint {
            Some(hint) => frame.child(
                el("p").class("hint").attr("id", join(&self.id, "hint")).attr("part", "hint").child(hint.clone()),
            ),
            None => frame,
        };
        let (state, words, id) = (self.state, words(self.language), join(&self.id, "prefilled"));
        frame.when(
            move || state.now().prefilled,
            move || el("p").class("hint").attr("id", id.clone()).child(words.prefilled),
        )
    }

    /// What stands under the control: the error or the warning.
    pub fn said(&self, frame: Element) -> Element {
        // A browser lays a fieldset and all around it out anew when a child of it comes or goes; what comes and goes in a box
        // inside it costs the box.
        if frame.is("fieldset") { frame.child(self.both(el("div"))) } else { self.both(frame) }
    }

    fn both(&self, frame: Element) -> Element {
        let words = words(self.language);
        let frame = self.told(frame, "error", words.error, |state| &state.error);
        self.told(frame, "warning", words.warning, |state| &state.warning)
    }

    fn told(
        &self,
        frame: Element,
        kind: &'static str,
        prefix: &'static str,
        of: fn(&FieldState) -> &Option<String>,
    ) -> Element {
        let (state, id) = (self.state, join(&self.id, kind));
        let told = move || of(&state.now()).clone();
        frame.when(
            move || told().is_some(),
            move || {
                let prefix = el("span").class("unseen").child(prefix);
                let sentence = el("span").text(move || told().unwrap_or_default());
                el("p").class(kind).attr("id", id.clone()).attr("part", kind).child(prefix).child(sentence)
            },
        )
    }

    /// Value of `aria-describedby`: hint, then `more` (the end of an id, or nothing), then error and warning.
    pub fn describer(&self, more: &'static str) -> impl Fn() -> Option<String> + Send + 'static {
        let (state, id, hint) = (self.state, self.id.clone(), self.hint.is_some());
        move || {
            let mut ids = String::new();
            let mut add = |there: bool, end: &str| {
                if there {
                    if !ids.is_empty() {
                        ids.push(' ');
                    }
                    ids.push_str(&id);
                    ids.push('-');
                    ids.push_str(end);
                }
            };
            let state = state.now();
            add(hint, "hint");
            add(state.prefilled, "prefilled");
            add(!more.is_empty(), more);
            add(state.error.is_some(), "error");
            add(state.warning.is_some(), "warning");
            (!ids.is_empty()).then_some(ids)
        }
    }

    /// A control that stands alone: its id, description and states.
    pub fn control(&self, tag: &'static str, more: &'static str) -> Element {
        let element = el(tag).class("control").attr("part", "control").attr("id", self.id.clone());
        self.states(element).live("aria-describedby", self.describer(more))
    }

    /// Whether a control must be filled and whether it is wrong.
    pub fn states(&self, element: Element) -> Element {
        let state = self.state;
        element
            .live("required", move || state.now().required.then(String::new))
            .live("aria-invalid", move || state.wrong().then(truth))
    }
}

/// The value of a state of ARIA that holds.
pub(crate) fn truth() -> String {
    "true".to_owned()
}

/// Two texts and the non-breaking space between them.
fn join_words(first: &str, second: &str) -> String {
    let mut text = String::from(first);
    text.push('\u{a0}');
    text.push_str(second);
    text
}

/// A raw answer as the text of one field.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(_) => serde_json::to_string(value).unwrap_or_default(),
        _ => String::new(),
    }
}
