//! What the host page is told of a dossier: the name of the event and its detail. Never an answer.

use parcours_rules::visit::{HostEvent, Visit};
use parcours_schema::object;
use serde_json::Value;

/// Name and detail, JSON text.
pub(super) fn of(event: &HostEvent, visit: &Visit) -> (&'static str, String) {
    let (name, mut detail) = match event {
        HostEvent::Opened { state } => ("parcours-ready", object([("state", state.as_str().into())])),
        HostEvent::Step { step } => ("parcours-step", object([("step", step.as_str().into())])),
        HostEvent::Saved => ("parcours-saved", object([])),
        HostEvent::Moved { transition, state } => {
            let detail = [("transition", transition.as_str().into()), ("state", state.as_str().into())];
            ("parcours-moved", object(detail))
        }
        HostEvent::Kept => ("parcours-kept", object([])),
        HostEvent::Left => ("parcours-left", object([])),
        HostEvent::Error { code } => ("parcours-error", object([("code", code.as_str().into())])),
    };
    let workflow = visit.workflow();
    if let Value::Object(map) = &mut detail {
        let of = object([("id", workflow.id.as_str().into()), ("version", workflow.version.as_str().into())]);
        map.insert("workflow".to_owned(), of);
    }
    (name, detail.to_string())
}
