//! What the host page is told: the name of the event and its detail. Never an answer, but in `parcours-submit`, which
//! carries the envelope to the host page that may send it itself.

use parcours_rules::journey::{HostEvent, Position};
use parcours_schema::{Form, Submission, object};
use serde_json::Value;

/// Name and detail of an event of the element.
pub struct Told {
    /// `parcours-…`.
    pub name: &'static str,
    /// Its detail; always says which form.
    pub detail: Value,
}

/// A form is on the page.
pub fn ready(form: &Form) -> Told {
    told("parcours-ready", form, object([("sensitive", form.sensitive.into())]))
}

/// The envelope, before it is sent.
pub fn submit(form: &Form, submission: &Submission) -> Told {
    told("parcours-submit", form, object([("envelope", submission.to_value())]))
}

/// Anything else that happened.
pub fn of(event: &HostEvent, form: &Form) -> Told {
    match event {
        HostEvent::Change { at } => told("parcours-change", form, object([("at", at.as_str().into())])),
        HostEvent::Step { step, position } => {
            let number =
                |of: fn(&Position) -> usize| position.as_ref().map_or(Value::Null, |position| of(position).into());
            let (step, total) = (step.as_str().into(), number(|position| position.total));
            told(
                "parcours-step",
                form,
                object([("step", step), ("number", number(|position| position.step)), ("total", total)]),
            )
        }
        HostEvent::Invalid { problems } => {
            let told_one =
                |(at, code): &(String, String)| object([("at", at.as_str().into()), ("code", code.as_str().into())]);
            let problems = Value::Array(problems.iter().map(told_one).collect());
            told("parcours-invalid", form, object([("problems", problems)]))
        }
        HostEvent::Submitted { id, reference } => {
            let detail = [("id", id.as_str().into()), ("reference", reference.as_str().into())];
            told("parcours-submitted", form, object(detail))
        }
        HostEvent::Error { code } => {
            let detail = [("code", Value::from(*code)), ("message", "the form was not sent".into())];
            told("parcours-error", form, object(detail))
        }
    }
}

fn told(name: &'static str, form: &Form, mut detail: Value) -> Told {
    if let Some(map) = detail.as_object_mut() {
        map.insert(
            "form".to_owned(),
            object([("id", form.id.as_str().into()), ("version", form.version.as_str().into())]),
        );
    }
    Told { name, detail }
}
