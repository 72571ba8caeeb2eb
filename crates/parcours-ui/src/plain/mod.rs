//! The form as a page that works without any script: the same components, drawn once, every button posting the page. Who
//! serves it reads what comes back with [`answers`], has the journey do it, and draws again.
//!
//! Not for a browser: the module that runs there takes such a page over (`www/parcours.js`).

mod answers;
mod deed;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use parcours_rules::journey::{Event, Journey};

pub use self::answers::{Posted, answers};
pub use self::deed::{event_of, told};
pub use crate::element::DEED;
use crate::element::{Writer, write_text};
use crate::form_view::{ViewOptions, form_view};

/// The form as HTML. `autofocus` is the id of what the focus goes to, when the page says so.
pub fn page(journey: Journey, options: ViewOptions, autofocus: Option<&str>) -> String {
    let asked: Rc<RefCell<Option<Event>>> = Rc::default();
    let html = Owner::new().with(|| {
        let journey = RwSignal::new_local(journey);
        let ear = asked.clone();
        let dispatch = UnsyncCallback::new(move |event| {
            ear.replace(Some(event));
        });
        let deed = || asked.take().as_ref().and_then(told);
        let mut writer = Writer { html: String::new(), deed: Some(&deed) };
        writer.write(&mut form_view(journey, dispatch, options));
        writer.html
    });
    match autofocus {
        Some(id) => focused(html, id),
        None => html,
    }
}

/// A text as it stands in HTML, between tags or in the value of an attribute.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    write_text(&mut html, text);
    html
}

/// The element of that id, given the focus when the page opens.
fn focused(html: String, id: &str) -> String {
    let mark = [" id=\"", id, "\""].concat();
    html.replacen(&mark, &[&mark, " autofocus"].concat(), 1)
}
