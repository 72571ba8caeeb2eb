//! The review page.

use parcours_rules::journey::{Event, FailureKind, Outcome, Stamp, StampFor};
use parcours_schema::Language;

use crate::element::Element;
use crate::example::{Example, at_review, drawn};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "review_page", name: "complete", view: |language| drawn(at_review(language)) },
    Example { component: "review_page", name: "sending", view: |language| sent(language, None) },
    Example {
        component: "review_page",
        name: "not-sent",
        view: |language| sent(language, Some(Outcome::failed(FailureKind::Offline))),
    },
];

fn sent(language: Language, outcome: Option<Outcome>) -> Element {
    let mut journey = at_review(language);
    if let Some(journey) = &mut journey {
        journey.update(Event::Send);
        let stamp = Stamp { now: "2026-11-22T09:30:00-05:00".to_owned(), now_ms: 1_795_357_800_000, random: [7; 10] };
        journey.update(Event::Stamped(StampFor::Sending, stamp));
        if let Some(outcome) = outcome {
            journey.update(Event::Sent(outcome));
        }
    }
    drawn(journey)
}
