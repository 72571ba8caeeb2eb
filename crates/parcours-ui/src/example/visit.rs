//! Visits to a small made-up dossier, with a store that is a value: brought to the states the pages' examples show.

use std::sync::Arc;

use leptos::prelude::*;
use parcours_rules::Rules;
use parcours_rules::calendar::Moment;
use parcours_rules::dossier::{self, Actor, Change, Circumstances, Deed, Dossier, Process, apply};
use parcours_rules::journey::{self, HistoryMode, Journey, JourneyOptions};
use parcours_rules::visit::{Effect, Event, Keeper, Page, Stamp, StoreFailure, Stored, Visit, VisitOptions};
use parcours_schema::{FilledBy, Language, NoLibrary, load_form, load_workflow};
use serde_json::Value;

use super::journey::Plain;
use crate::dossier_view::dossier_view;
use crate::element::{Element, el};
use crate::form_view::ViewOptions;
use crate::hand::Hand;
use crate::visiting::Visiting;

const OPENED: &str = "2026-11-20T14:00:00Z";
const NOW: &str = "2026-11-22T14:00:00Z";

/// A visit, the section on its page, and the dossier as the store keeps it.
pub struct Trial {
    /// The visit.
    pub visit: Visit,
    /// The section on its page.
    pub sheet: Journey,
    kept: Dossier,
    /// What the store answers next, whatever it is asked.
    trouble: Option<StoreFailure>,
}

// Not a real one: it is the same for contents of the same length, which is enough here.
fn hash(bytes: &[u8]) -> [u8; 32] {
    [bytes.len() as u8; 32]
}

fn circumstances() -> Option<Circumstances> {
    Some(Circumstances::at(Moment::parse(NOW)?, Arc::new(Plain), hash))
}

/// A form and a workflow, as JSON text.
type Definitions = (&'static str, &'static str);

const DOSSIER: Definitions = (include_str!("dossier/form.json"), include_str!("dossier/workflow.json"));
const BOARD: Definitions = (include_str!("board/form.json"), include_str!("board/workflow.json"));
const PLAN: Definitions = (include_str!("plan/form.json"), include_str!("plan/workflow.json"));

fn process((form, workflow): Definitions) -> Option<Arc<Process>> {
    let form = load_form("form.json", form, &NoLibrary).ok()?;
    let workflow = load_workflow("workflow.json", workflow).ok()?;
    Process::compile(Arc::new(workflow), Rules::compile(Arc::new(form)).ok()?).ok()
}

impl Trial {
    /// A role's visit to a new dossier, on its overview. None when the made-up definitions are broken, which a test would
    /// tell.
    pub fn of(role: &str, language: Language) -> Option<Trial> {
        Trial::with(DOSSIER, role, language)
    }

    /// A role's visit to a plan whose subject is sensitive: two needs, a service that ends, one that does not.
    pub fn planned(role: &str, language: Language) -> Option<Trial> {
        let mut trial = Trial::with(PLAN, role, language)?;
        let need = |domain: &str, text: &str| serde_json::json!({ "domain": domain, "text": text });
        let service = |need: Value, means: &str, start: &str, end: Value| serde_json::json!({ "need": need, "means": means, "start": start, "end": end });
        trial.done(
            "coordinator",
            save(&[
                ("/plan/name", "Édouard Tremblay".into()),
                ("/plan/project", "Vivre chez moi.".into()),
                ("/plan/notes", "Rappeler en mai.".into()),
                ("/plan/needs/@n1", need("home", "Habiter seul")),
                ("/plan/needs/@n2", need("work", "Trouver un travail")),
                (
                    "/plan/services/@s1",
                    service("n1".into(), "Recherche d’un logement", "2026-03-02", "2026-06-30".into()),
                ),
                ("/plan/services/@s2", service("n1".into(), "Aide au déménagement", "2026-07-01", Value::Null)),
                ("/plan/services/@s3", service(Value::Null, "Transport adapté", "2026-10-05", Value::Null)),
                ("/plan/review", "2027-02-15".into()),
            ]),
        );
        trial.again();
        Some(trial)
    }

    /// A role's visit to a small plan: needs, objectives, services.
    pub fn at_desk(role: &str, language: Language) -> Option<Trial> {
        let mut trial = Trial::with(BOARD, role, language)?;
        let service = |objective: &str, means: &str, provider: &str, start: &str| serde_json::json!({ "objective": objective, "means": means, "provider": provider, "status": "running", "start": start });
        trial.done(
            "coordinator",
            save(&[
                ("/plan/needs/@n1", serde_json::json!({ "domain": "moving", "description": "Sortir sans aide" })),
                ("/plan/needs/@n2", serde_json::json!({ "domain": "talking", "description": "Se faire comprendre" })),
                ("/plan/needs/@n3", serde_json::json!({ "description": "Voir des amis" })),
                ("/plan/objectives/@o1", serde_json::json!({ "need": "n1", "text": "Prendre l’autobus" })),
                ("/plan/objectives/@o2", serde_json::json!({ "need": "n2", "text": "Parler au téléphone" })),
                ("/plan/services/@s1", service("o1", "Ergothérapie", "CLSC", "2026-03-01")),
                ("/plan/services/@s2", service("o2", "Orthophonie", "Centre de réadaptation", "2026-01-15")),
                ("/plan/services/@s3", service("o1", "Transport adapté", "Ville", "2026-02-01")),
            ]),
        );
        trial.again();
        Some(trial)
    }

    fn with(definitions: Definitions, role: &str, language: Language) -> Option<Trial> {
        let process = process(definitions)?;
        let options = VisitOptions {
            role: role.to_owned(),
            name: "Édouard Tremblay".to_owned(),
            journey: JourneyOptions {
                language,
                filled_by: FilledBy::Professional,
                history: HistoryMode::Replace,
                started_at: NOW.to_owned(),
                seed: "s".to_owned(),
            },
            keeper: Keeper::Host,
        };
        let kept = Dossier::open(&process, "d-1", OPENED);
        let visit = Visit::new(process, options, circumstances()?);
        let sheet = visit.blank_journey();
        let mut trial = Trial { visit, sheet, kept, trouble: None };
        trial.run(vec![Effect::Load]);
        Some(trial)
    }

    /// The same once the person sent their request.
    pub fn sent(role: &str, language: Language) -> Option<Trial> {
        let mut trial = Trial::of(role, language)?;
        trial.done(
            "person",
            save(&[
                ("/who/name", "Édouard Tremblay".into()),
                ("/who/phones/@a1", serde_json::json!({ "number": "450 555-0142" })),
                ("/what/description", "Je veux rester chez moi.".into()),
            ]),
        );
        trial.done("person", Deed::Transition { id: "send".to_owned(), reason: None, sections: Vec::new() });
        trial.run(vec![Effect::Load]);
        Some(trial)
    }

    /// Somebody does something meanwhile.
    pub fn done(&mut self, role: &str, does: Deed) {
        let event = dossier::Event {
            id: format!("meanwhile-{}", self.kept.history.len()),
            at: OPENED.to_owned(),
            by: Actor::new(role, "Marie Gagnon"),
            does,
        };
        self.take(event);
    }

    /// The store fails the next time.
    pub fn fails(&mut self) {
        self.trouble = Some(StoreFailure::Unreachable);
    }

    /// The dossier is fetched again.
    pub fn again(&mut self) {
        self.run(vec![Effect::Load]);
    }

    /// The same visit where the host page stores nothing, before the dossier came.
    pub fn in_file(self) -> Option<Trial> {
        self.with_keeper(Keeper::File { open: false })
    }

    /// The same visit before the dossier came.
    pub fn afresh(self) -> Option<Trial> {
        self.with_keeper(Keeper::Host)
    }

    fn with_keeper(self, keeper: Keeper) -> Option<Trial> {
        let options = VisitOptions { keeper, ..self.visit.options().clone() };
        let visit = Visit::new(self.visit.process().clone(), options, circumstances()?);
        Some(Trial { visit, ..self })
    }

    /// Something happens.
    pub fn tell(&mut self, event: Event) {
        let effects = self.visit.update(event, &mut self.sheet);
        self.run(effects);
    }

    /// To a page.
    pub fn open(&mut self, page: Page) {
        self.tell(Event::Open(page));
    }

    /// An answer in the section on the page.
    pub fn answer(&mut self, at: &str, value: impl Into<Value>) {
        self.tell(Event::InSection(journey::Event::Answer { at: at.to_owned(), value: Some(value.into()) }));
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Load => {
                    if let (Some(now), stored) = (circumstances(), self.stored()) {
                        self.tell(Event::Loaded(stored.ok_or(StoreFailure::NotFound), now));
                    }
                }
                Effect::Stamp => {
                    self.tell(Event::Stamped(Stamp {
                        now: NOW.to_owned(),
                        now_ms: 1_795_357_800_000,
                        random: [7; 10],
                    }));
                }
                Effect::Append { event, revision } => {
                    let answer = match self.trouble.take() {
                        Some(trouble) => Err(trouble),
                        None if revision != self.kept.history.len().to_string() => {
                            let changed = self.stored().map(|stored| StoreFailure::Changed(Box::new(stored)));
                            Err(changed.unwrap_or(StoreFailure::NotFound))
                        }
                        None => match self.take(*event).then(|| self.stored()).flatten() {
                            Some(stored) => Ok(stored),
                            None => Err(StoreFailure::Refused("refused".to_owned())),
                        },
                    };
                    self.tell(Event::Saved(answer));
                }
                Effect::Page(_)
                | Effect::Calendar
                | Effect::Emit(_)
                | Effect::Give { .. }
                | Effect::Keep { .. }
                | Effect::Unlock { .. }
                | Effect::Watch { .. }
                | Effect::Cover
                | Effect::Uncover => {}
            }
        }
    }

    fn take(&mut self, event: dossier::Event) -> bool {
        let taken = circumstances().and_then(|now| apply(self.visit.process(), &self.kept, event, &now).ok());
        match taken {
            Some(dossier) => {
                self.kept = dossier;
                true
            }
            None => false,
        }
    }

    fn stored(&self) -> Option<Stored> {
        let dossier = self.visit.process().seen_by(&self.kept, self.visit.role())?;
        Some(Stored { dossier, revision: self.kept.history.len().to_string() })
    }
}

/// A save.
pub(crate) fn save(changes: &[(&str, Value)]) -> Deed {
    Deed::Save { changes: changes.iter().map(|(at, to)| Change::new(*at, to.clone())).collect() }
}

/// What the parts of the pages are given: nobody hears what one does.
pub fn visiting(visit: RwSignal<Visit, LocalStorage>, sheet: RwSignal<Journey, LocalStorage>) -> Visiting {
    let (dispatch, in_section) = (UnsyncCallback::new(|_| {}), UnsyncCallback::new(|_| {}));
    let hand = Hand { journey: sheet, dispatch: in_section, announced: RwSignal::new(String::new()), level: 2 };
    Visiting { visit, dispatch, hand }
}

/// The whole view of a visit, as an example: it hears what one does, but nothing is stored any more.
pub fn visited(trial: Option<Trial>) -> Element {
    let Some(Trial { visit, sheet, .. }) = trial else { return el("p") };
    let (shown, on_page) = (RwSignal::new_local(visit), RwSignal::new_local(sheet));
    let dispatch = UnsyncCallback::new(move |event| {
        shown.update(|visit| {
            on_page.update(|sheet| {
                visit.update(event, sheet);
            });
        });
    });
    dossier_view(shown, on_page, dispatch, ViewOptions::default())
}
