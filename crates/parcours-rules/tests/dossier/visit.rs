//! A visit to the trial dossier: sections, moves, signatures, two people at once.

use parcours_rules::dossier::{Actor, Event as Done, TaskStatus, apply};
use parcours_rules::journey::{self, Focus, HistoryMode, Journey, JourneyOptions};
use parcours_rules::visit::{
    Asked, Effect, Event, Failed, HostEvent, Keeper, Page, Saving, Stamp, Status, StoreFailure, Stored, Visit,
    VisitOptions,
};
use parcours_schema::{FilledBy, Language};
use serde_json::{Value, json};

use crate::trial::{Life, go, now};

/// A visit, and a store that judges as a server does.
pub(crate) struct Trial {
    pub(crate) visit: Visit,
    pub(crate) sheet: Journey,
    pub(crate) life: Life,
    number: usize,
    /// What the store answers next, whatever it is asked.
    pub(crate) trouble: Option<StoreFailure>,
    pub(crate) seen: Vec<Effect>,
}

impl Trial {
    pub(crate) fn of(life: Life, role: &str) -> Trial {
        let journey = JourneyOptions {
            language: Language::Fr,
            filled_by: FilledBy::Professional,
            history: HistoryMode::Replace,
            started_at: "2026-11-22T13:00:00Z".to_owned(),
            seed: "s".to_owned(),
        };
        let options = VisitOptions { role: role.to_owned(), name: "A. Roy".to_owned(), journey, keeper: Keeper::Host };
        let number = life.dossier.history.len() * 10;
        let visit = Visit::new(life.process.clone(), options, now());
        let sheet = visit.blank_journey();
        let mut trial = Trial { visit, sheet, life, number, trouble: None, seen: Vec::new() };
        let effects = trial.visit.start();
        trial.run(effects);
        trial
    }

    pub(crate) fn stored(&self) -> Stored {
        let dossier = self.life.process.seen_by(&self.life.dossier, self.visit.role()).unwrap();
        Stored { dossier, revision: self.life.dossier.history.len().to_string() }
    }

    pub(crate) fn tell(&mut self, event: Event) {
        let effects = self.visit.update(event, &mut self.sheet);
        self.run(effects);
    }

    fn run(&mut self, effects: Vec<Effect>) {
        self.seen.extend(effects.iter().cloned());
        for effect in effects {
            match effect {
                Effect::Load => self.tell(Event::Loaded(Ok(self.stored()), now())),
                Effect::Stamp => {
                    self.number += 1;
                    let random = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, self.number as u8];
                    self.tell(Event::Stamped(Stamp { now: "2026-11-22T13:40:00Z".to_owned(), now_ms: 1, random }));
                }
                Effect::Append { event, revision } => {
                    let answer = self.append(*event, &revision);
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

    fn append(&mut self, event: Done, revision: &str) -> Result<Stored, StoreFailure> {
        if let Some(trouble) = self.trouble.take() {
            return Err(trouble);
        }
        if revision != self.life.dossier.history.len().to_string() {
            return Err(StoreFailure::Changed(Box::new(self.stored())));
        }
        match apply(&self.life.process, &self.life.dossier, event, &now()) {
            Ok(dossier) => {
                self.life.dossier = dossier;
                Ok(self.stored())
            }
            Err(refusal) => Err(StoreFailure::Refused(refusal.name().to_owned())),
        }
    }

    pub(crate) fn open(&mut self, section: usize) {
        self.tell(Event::Open(Page::Section(section)));
    }

    pub(crate) fn answer(&mut self, at: &str, value: Value) {
        self.tell(Event::InSection(journey::Event::Answer { at: at.to_owned(), value: Some(value) }));
    }

    fn go_on(&mut self) {
        self.tell(Event::InSection(journey::Event::Continue));
    }

    pub(crate) fn focus(&self) -> Option<&Focus> {
        self.seen.iter().rev().find_map(|effect| match effect {
            Effect::Page(journey::Effect::Focus(focus)) => Some(focus),
            _ => None,
        })
    }

    fn status_of(&self, section: usize) -> TaskStatus {
        let tasks = self.visit.tasks();
        let task = tasks.iter().flat_map(|step| &step.tasks).find(|task| task.section == section);
        task.unwrap().status.clone()
    }
}

const REQUEST: usize = 0;
const PERSON: usize = 1;
const NEEDS: usize = 2;

#[test]
fn it_opens_on_the_overview_and_takes_no_focus() {
    let trial = Trial::of(Life::new(), "person");
    assert_eq!(*trial.visit.page(), Page::Overview);
    assert_eq!(trial.focus(), None);
    assert_eq!(trial.status_of(REQUEST), TaskStatus::ToDo);
}

#[test]
fn a_section_is_judged_saved_and_left_for_the_next() {
    let mut trial = Trial::of(Life::new(), "person");
    trial.open(REQUEST);
    trial.answer("/request/requester", json!("self"));
    trial.go_on();
    assert_eq!(*trial.visit.page(), Page::Section(REQUEST));
    assert_eq!(trial.sheet.summary().len(), 1);
    assert_eq!(trial.focus(), Some(&Focus::Summary));
    assert!(trial.life.dossier.history.is_empty());
    trial.answer("/request/reason", json!("Too many services"));
    trial.go_on();
    assert_eq!(trial.life.answer("/request/reason"), Some(&json!("Too many services")));
    assert_eq!(*trial.visit.page(), Page::Section(PERSON));
    assert_eq!(trial.visit.status(), Some(&Status::SectionSaved { section: REQUEST, done: true }));
    assert_eq!(trial.status_of(REQUEST), TaskStatus::Done);
}

#[test]
fn what_to_do_next_is_the_first_thing_that_misses_then_the_move_it_makes_ready() {
    let mut trial = Trial::of(Life::new(), "person");
    assert_eq!(trial.visit.next_thing(), Some(Page::Section(REQUEST)));
    trial.life.save("person", &[("/request/reason", json!("Too many")), ("/request/requester", json!("self"))]);
    trial.life.save("person", &[("/person/name", json!("Roy"))]);
    let trial = Trial::of(trial.life, "person");
    assert_eq!(trial.visit.next_thing(), Some(Page::Move("submit".to_owned())));
    // It is not the turn of others.
    assert_eq!(Trial::of(trial.life, "coordinator").visit.next_thing(), None);
}

#[test]
fn what_is_not_finished_is_saved_and_still_checked_later() {
    let mut trial = Trial::of(Life::new(), "person");
    trial.open(REQUEST);
    trial.answer("/request/requester", json!("self"));
    trial.tell(Event::SaveAndReturn);
    assert_eq!(*trial.visit.page(), Page::Overview);
    assert_eq!(trial.visit.status(), Some(&Status::SectionSaved { section: REQUEST, done: false }));
    // Months later, on another device.
    let mut trial = Trial::of(trial.life, "person");
    assert_eq!(trial.status_of(REQUEST), TaskStatus::InProgress);
    trial.tell(Event::Open(Page::Move("submit".to_owned())));
    trial.tell(Event::Confirm);
    assert_eq!(*trial.visit.page(), Page::Move("submit".to_owned()));
    assert!(trial.visit.tried());
    assert_eq!(trial.life.dossier.state, "draft");
    trial.open(REQUEST);
    assert_eq!(trial.sheet.engine().raw("/request/requester"), Some(&json!("self")));
}

#[test]
fn a_section_asks_what_the_role_writes_and_tells_what_it_reads() {
    let trial = Trial::of(Life::at("in_execution"), "provider");
    let sheet = trial.visit.section_sheet(4);
    let paths = |form: &parcours_schema::Form| -> Vec<String> {
        let rows = form.sections[4].questions.iter().flat_map(|question| question.kind.questions());
        rows.map(|question| question.path.clone()).collect()
    };
    assert_eq!(paths(&sheet.asked), ["plan.services.status", "plan.services.gap_note", "plan.services.visits"]);
    assert_eq!(paths(&sheet.told), ["plan.services.means"]);
    assert_eq!(sheet.fixed, ["plan.services"]);
}

#[test]
fn nothing_typed_is_lost_when_a_save_fails() {
    let mut trial = Trial::of(Life::new(), "person");
    trial.open(PERSON);
    trial.answer("/person/name", json!("Roy"));
    trial.trouble = Some(StoreFailure::Unreachable);
    trial.go_on();
    assert_eq!(*trial.visit.page(), Page::Section(PERSON));
    assert_eq!(*trial.visit.saving(), Saving::Failed(Failed::Unreachable));
    assert_eq!(trial.focus(), Some(&Focus::Failure));
    assert!(trial.visit.is_unsaved(&trial.sheet));
    trial.go_on();
    assert_eq!(trial.life.answer("/person/name"), Some(&json!("Roy")));
    let ids: Vec<&String> = trial
        .seen
        .iter()
        .filter_map(|effect| match effect {
            Effect::Append { event, .. } => Some(&event.id),
            _ => None,
        })
        .collect();
    assert_eq!(ids[0], ids[1], "a try that may have arrived counts once");
}

#[test]
fn leaving_a_section_saves_it() {
    let mut trial = Trial::of(Life::new(), "person");
    trial.open(PERSON);
    trial.answer("/person/name", json!("Roy"));
    trial.tell(Event::Back);
    assert_eq!(*trial.visit.page(), Page::Overview);
    assert_eq!(trial.life.answer("/person/name"), Some(&json!("Roy")));
}

#[test]
fn a_move_says_why_asks_the_reason_and_is_made_once() {
    let mut trial = Trial::of(Life::at("submitted"), "adviser");
    trial.tell(Event::Open(Page::Move("send_back".to_owned())));
    trial.tell(Event::Confirm);
    assert!(trial.visit.is_missing(Asked::Reason));
    trial.tell(Event::Typed(Asked::Reason, Some(json!("The reason is not clear"))));
    trial.tell(Event::Confirm);
    assert_eq!(trial.life.dossier.state, "draft");
    assert_eq!(*trial.visit.page(), Page::Overview);
    let moved = HostEvent::Moved { transition: "send_back".to_owned(), state: "draft".to_owned() };
    assert!(trial.seen.iter().any(|effect| matches!(effect, Effect::Emit(told) if *told == moved)));
    assert_eq!(trial.visit.typed(Asked::Reason), None);
}

#[test]
fn signing_waits_for_the_others_then_moves() {
    let mut life = Life::at("plan_drafted");
    life.save("person", &[("/acceptance/decision", json!("accepts"))]);
    let accept = || Event::Open(Page::Move("accept".to_owned()));
    let mut trial = Trial::of(life, "person");
    trial.tell(accept());
    trial.tell(Event::Confirm);
    assert!(trial.visit.is_missing(Asked::Name));
    trial.tell(Event::Typed(Asked::Name, Some(json!("A. Roy"))));
    trial.tell(Event::Confirm);
    assert_eq!(trial.life.dossier.state, "plan_drafted");
    assert_eq!(trial.visit.status(), Some(&Status::Signed));
    let mut trial = Trial::of(trial.life, "coordinator");
    trial.tell(accept());
    trial.tell(Event::Typed(Asked::Name, Some(json!("B. Gagnon"))));
    trial.tell(Event::Confirm);
    assert_eq!(trial.life.dossier.state, "in_execution");
    assert_eq!(trial.visit.status(), Some(&Status::Moved));
}

#[test]
fn an_adviser_says_whom_they_help_before_they_write_for_them() {
    let mut trial = Trial::of(Life::at("welcomed"), "adviser");
    trial.open(NEEDS);
    assert_eq!(*trial.visit.page(), Page::Helping(NEEDS));
    trial.tell(Event::Typed(Asked::With, Some(json!("person"))));
    trial.tell(Event::Confirm);
    assert!(trial.visit.is_missing(Asked::Agreed) && !trial.visit.is_missing(Asked::With));
    trial.tell(Event::Typed(Asked::Agreed, Some(json!(true))));
    trial.tell(Event::Confirm);
    assert_eq!(*trial.visit.page(), Page::Section(NEEDS));
    trial.answer("/needs/life_project", json!("Live at home"));
    trial.tell(Event::SaveAndReturn);
    let by = &trial.life.dossier.history.last().unwrap().by;
    assert_eq!((by.with.as_deref(), by.agreed), (Some("person"), true));
    trial.tell(Event::StopHelping);
    trial.open(NEEDS);
    assert_eq!(*trial.visit.page(), Page::Helping(NEEDS));
}

#[test]
fn what_was_typed_with_the_person_is_saved_as_theirs_when_one_stops_helping() {
    let mut trial = Trial::of(Life::at("welcomed"), "adviser");
    trial.open(NEEDS);
    trial.tell(Event::Typed(Asked::With, Some(json!("person"))));
    trial.tell(Event::Typed(Asked::Agreed, Some(json!(true))));
    trial.tell(Event::Confirm);
    trial.answer("/needs/life_project", json!("Live at home"));
    trial.trouble = Some(StoreFailure::Unreachable);
    trial.tell(Event::StopHelping);
    assert_eq!((trial.visit.page(), trial.visit.helping()), (&Page::Section(NEEDS), Some("person")), "not saved yet");
    trial.tell(Event::StopHelping);
    assert_eq!((trial.visit.page(), trial.visit.helping()), (&Page::Overview, None));
    let saved = trial.life.dossier.history.last().unwrap();
    assert_eq!((saved.by.with.as_deref(), saved.by.agreed), (Some("person"), true));
    assert_eq!(trial.life.answer("/needs/life_project"), Some(&json!("Live at home")));
}

#[test]
fn what_two_people_typed_apart_is_put_together() {
    let mut trial = Trial::of(Life::at("welcomed"), "person");
    trial.open(NEEDS);
    trial.answer("/needs/life_project", json!("Live at home"));
    trial.tell(Event::InSection(journey::Event::AddRow { at: "/needs/list".to_owned() }));
    trial.answer("/needs/list/0/description", json!("Mine"));
    let by = Actor::new("adviser", "B. Gagnon").with("person");
    trial.life.by(by, crate::trial::save(&[("/needs/list/@t1", json!({ "description": "Theirs" }))])).unwrap();
    trial.go_on();
    let rows = trial.life.answer("/needs/list").unwrap().as_array().unwrap();
    let said: Vec<&Value> = rows.iter().map(|row| &row["description"]).collect();
    assert_eq!(said, [&json!("Theirs"), &json!("Mine")]);
    assert_eq!(trial.life.answer("/needs/life_project"), Some(&json!("Live at home")));
}

#[test]
fn only_what_two_people_changed_differently_is_asked_about() {
    let mut trial = Trial::of(Life::at("welcomed"), "person");
    trial.open(NEEDS);
    trial.answer("/needs/life_project", json!("Mine"));
    let by = Actor::new("adviser", "B. Gagnon").with("person");
    trial.life.by(by, crate::trial::save(&[("/needs/life_project", json!("Theirs"))])).unwrap();
    trial.tell(Event::SaveAndReturn);
    assert_eq!(*trial.visit.page(), Page::Conflict);
    let dispute = &trial.visit.disputes()[0];
    assert_eq!((&dispute.conflict.mine, &dispute.conflict.theirs), (&json!("Mine"), &json!("Theirs")));
    assert_eq!(dispute.by.as_ref().unwrap().name, "B. Gagnon");
    trial.tell(Event::Confirm);
    assert!(trial.visit.tried(), "a choice must be made");
    // Going back and saving again asks again: nothing is overwritten unseen.
    trial.tell(Event::Back);
    assert_eq!(*trial.visit.page(), Page::Section(NEEDS));
    trial.tell(Event::SaveAndReturn);
    assert_eq!(*trial.visit.page(), Page::Conflict);
    assert_eq!(trial.life.answer("/needs/life_project"), Some(&json!("Theirs")));
    trial.tell(Event::Choose { dispute: 0, mine: true });
    trial.tell(Event::Confirm);
    assert_eq!(*trial.visit.page(), Page::Overview);
    assert_eq!(trial.life.answer("/needs/life_project"), Some(&json!("Mine")));
}

#[test]
fn what_can_no_longer_be_saved_stays_on_the_page_and_is_said() {
    let mut trial = Trial::of(Life::at("welcomed"), "person");
    trial.open(NEEDS);
    trial.answer("/needs/life_project", json!("Mine"));
    trial
        .life
        .by(
            crate::trial::actor("adviser").with("person"),
            crate::trial::save(&[
                ("/needs/life_project", json!("x")),
                ("/needs/list/@n1", json!({ "description": "y" })),
            ]),
        )
        .unwrap();
    trial.life.must("adviser", go("link"));
    trial.tell(Event::SaveAndReturn);
    assert_eq!(*trial.visit.saving(), Saving::Failed(Failed::Changed));
    assert_eq!(trial.sheet.engine().raw("/needs/life_project"), Some(&json!("Mine")));
    trial.tell(Event::Back);
    assert_eq!(*trial.visit.page(), Page::Overview);
}

#[test]
fn a_link_of_what_is_missing_leads_to_the_question() {
    let mut trial = Trial::of(Life::at("submitted"), "adviser");
    trial.tell(Event::Open(Page::Move("send_back".to_owned())));
    trial.tell(Event::GoTo(Asked::Reason));
    assert_eq!(trial.focus(), Some(&Focus::Question { at: "/reason".to_owned(), part: None }));
}

#[test]
fn a_role_opens_only_what_it_sees() {
    let mut trial = Trial::of(Life::at("in_execution"), "provider");
    trial.open(REQUEST);
    assert_eq!(*trial.visit.page(), Page::Overview);
    trial.tell(Event::Open(Page::Move("accept".to_owned())));
    assert_eq!(*trial.visit.page(), Page::Overview);
    assert!(trial.visit.moves().is_empty());
}

#[test]
fn rows_of_two_visits_never_share_a_name() {
    let mut trial = Trial::of(Life::at("welcomed"), "person");
    for _ in 0..2 {
        trial.open(NEEDS);
        trial.tell(Event::InSection(journey::Event::AddRow { at: "/needs/list".to_owned() }));
        let row = trial.sheet.engine().rows("/needs/list") - 1;
        trial.answer(&format!("/needs/list/{row}/description"), json!("A need"));
        trial.tell(Event::SaveAndReturn);
    }
    let rows = trial.life.answer("/needs/list").unwrap().as_array().unwrap();
    assert_eq!(rows.len(), 2);
    assert_ne!(rows[0]["key"], rows[1]["key"]);
}

#[test]
fn p_09_an_answer_hidden_by_a_later_one_is_neither_judged_nor_saved() {
    let mut trial = Trial::of(Life::new(), "person");
    let saved = |trial: &Trial| trial.life.dossier.answers.get("/request/relation").cloned();
    trial.open(REQUEST);
    trial.answer("/request/requester", json!("family"));
    trial.answer("/request/relation", json!("Sa sœur"));
    trial.answer("/request/requester", json!("self"));
    trial.answer("/request/reason", json!("Un projet"));
    trial.go_on();
    assert_eq!(*trial.visit.saving(), Saving::Idle);
    assert_eq!(saved(&trial), None, "typed, then hidden");
    let history = format!("{:?}", trial.life.dossier.history.iter().map(|done| done.to_value()).collect::<Vec<_>>());
    assert!(!history.contains("Sa sœur"), "{history}");

    // Saved while it was asked, then hidden: it is taken away.
    trial.open(REQUEST);
    trial.answer("/request/requester", json!("family"));
    trial.answer("/request/relation", json!("Son frère"));
    trial.go_on();
    assert_eq!(saved(&trial), Some(json!("Son frère")));
    trial.open(REQUEST);
    trial.answer("/request/requester", json!("self"));
    trial.go_on();
    assert_eq!(saved(&trial), None);

    // Hidden, shown again before anything is saved: what was typed is still there.
    trial.open(REQUEST);
    for requester in ["family", "self", "family"] {
        trial.answer("/request/requester", json!(requester));
        if trial.sheet.engine().raw("/request/relation").is_none() {
            trial.answer("/request/relation", json!("Sa mère"));
        }
    }
    trial.go_on();
    assert_eq!(saved(&trial), Some(json!("Sa mère")));
}

#[test]
fn whoever_sends_back_says_which_sections() {
    for (chosen, told) in [(json!([]), 2), (json!(["person"]), 1), (json!(["person", "plan", "nothing"]), 1)] {
        let mut trial = Trial::of(Life::at("submitted"), "adviser");
        let transition = trial.visit.workflow().transition("send_back").unwrap().clone();
        let offered = trial.visit.sections_to_send_back(&transition);
        assert!(offered.contains(&REQUEST) && offered.contains(&PERSON) && !offered.contains(&NEEDS), "{offered:?}");
        trial.tell(Event::Open(Page::Move("send_back".to_owned())));
        trial.tell(Event::Typed(Asked::Reason, Some("Say more".into())));
        trial.tell(Event::Typed(Asked::Sections, Some(chosen.clone())));
        trial.tell(Event::Confirm);
        let returned = trial.life.dossier.returned.clone().unwrap();
        if told == 1 {
            assert_eq!(returned.sections, ["person"], "{chosen}");
        } else {
            assert!(returned.sections.len() >= told, "{chosen}");
        }
    }
}
