//! Where a dossier stands.

use parcours_rules::dossier::Deed;
use parcours_rules::visit::{Event, StoreFailure};
use parcours_schema::Language;

use crate::element::Element;
use crate::example::{Example, Trial, visited};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "dossier_view", name: "draft", view: draft },
    Example { component: "dossier_view", name: "sent", view: sent },
    Example { component: "dossier_view", name: "sent-back", view: sent_back },
    Example { component: "dossier_view", name: "not-opened", view: not_opened },
];

fn draft(language: Language) -> Element {
    visited(Trial::of("person", language))
}

fn sent(language: Language) -> Element {
    visited(Trial::sent("adviser", language))
}

fn sent_back(language: Language) -> Element {
    let mut trial = Trial::sent("person", language);
    if let Some(trial) = &mut trial {
        let reason = Some("Le numéro de téléphone ne répond pas.".to_owned());
        trial
            .done("adviser", Deed::Transition { id: "send_back".to_owned(), reason, sections: vec!["who".to_owned()] });
        trial.again();
    }
    visited(trial)
}

fn not_opened(language: Language) -> Element {
    let trial = Trial::of("person", language).and_then(|trial| {
        let mut trial = trial.afresh()?;
        let now = trial.visit.circumstances().clone();
        trial.tell(Event::Loaded(Err(StoreFailure::Unreachable), now));
        Some(trial)
    });
    visited(trial)
}
