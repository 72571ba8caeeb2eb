//! What the host page is told: the name of the event and its detail. Never an answer, but in `parcours-submit`, which
//! carries the envelope to the host page that may send it itself.

use parcours_rules::journey::HostEvent;
use parcours_schema::{Form, Submission};
use serde_json::{Value, json};

/// Name and detail of an event of the element.
pub struct Told {
    /// `parcours-…`.
    pub name: &'static str,
    /// Its detail; always says which form.
    pub detail: Value,
}

/// A form is on the page.
pub fn ready(form: &Form) -> Told {
    told("parcours-ready", form, json!({}))
}

/// The envelope, before it is sent.
pub fn submit(form: &Form, submission: &Submission) -> Told {
    told("parcours-submit", form, json!({ "envelope": submission.to_value() }))
}

/// Anything else that happened.
pub fn of(event: &HostEvent, form: &Form) -> Told {
    match event {
        HostEvent::Change { at } => told("parcours-change", form, json!({ "at": at })),
        HostEvent::Step { step, position } => {
            let (number, total) = position.map(|position| (position.step, position.total)).unzip();
            told("parcours-step", form, json!({ "step": step, "number": number, "total": total }))
        }
        HostEvent::Invalid { problems } => {
            let problems: Vec<Value> = problems.iter().map(|(at, code)| json!({ "at": at, "code": code })).collect();
            told("parcours-invalid", form, json!({ "problems": problems }))
        }
        HostEvent::Submitted { id, reference } => {
            told("parcours-submitted", form, json!({ "id": id, "reference": reference }))
        }
        HostEvent::Error { code } => told("parcours-error", form, json!({ "code": code, "message": "the form was not sent" })),
    }
}

fn told(name: &'static str, form: &Form, mut detail: Value) -> Told {
    if let Some(map) = detail.as_object_mut() {
        map.insert("form".to_owned(), json!({ "id": form.id, "version": form.version }));
    }
    Told { name, detail }
}
