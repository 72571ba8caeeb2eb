//! A dossier on a page: the visit and the section at hand, the view that follows both, the runner that does what they ask.

use std::cell::{OnceCell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::Promise;
use leptos::prelude::*;
use parcours_browser::presence::Presence;
use parcours_browser::run::{Page, Reach, Runner};
use parcours_browser::{clock, files, focus, keep, random};
use parcours_rules::dossier::Event as DossierEvent;
use parcours_rules::journey::{self, Focus, Journey, Title};
use parcours_rules::visit::{
    Asked, Effect, Event, HostEvent, NotOpened, Page as VisitPage, Stamp, StoreFailure, Visit,
};
use parcours_schema::Submission;
use parcours_ui::calendar_file::calendar_file;
use parcours_ui::document_page::paper;
use parcours_ui::ids;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DocumentFragment, Element, ShadowRoot};

use super::store::{Store, circumstances, moment};
use super::title::title;
use super::told;
use crate::host_event;

/// Everything one dossier needs while it is on the page.
pub(super) struct Living {
    root: ShadowRoot,
    visit: RwSignal<Visit, LocalStorage>,
    sheet: RwSignal<Journey, LocalStorage>,
    store: Rc<Store>,
    this: Weak<Living>,
    runner: OnceCell<Rc<Runner>>,
    /// The rules for paper the page has now.
    paper: RefCell<String>,
    presence: Presence,
    /// What had the focus when the page was hidden.
    held: RefCell<Option<Element>>,
}

impl Living {
    /// Must be called inside the dossier's owner, which then owns the visit.
    pub(super) fn new(root: ShadowRoot, visit: Visit, store: Rc<Store>, reach: Reach) -> Rc<Living> {
        let sheet = RwSignal::new_local(visit.blank_journey());
        let visit = RwSignal::new_local(visit);
        let living = Rc::new_cyclic(|this| Living {
            root,
            visit,
            sheet,
            store,
            this: this.clone(),
            runner: OnceCell::new(),
            paper: RefCell::default(),
            presence: Presence::default(),
            held: RefCell::default(),
        });
        let page: Rc<dyn Page> = living.clone();
        let page: Weak<dyn Page> = Rc::downgrade(&page);
        let _ = living.runner.set(Runner::new(page, reach));
        living
    }

    pub(super) fn signals(&self) -> (RwSignal<Visit, LocalStorage>, RwSignal<Journey, LocalStorage>) {
        (self.visit, self.sheet)
    }

    pub(super) fn store(&self) -> &Rc<Store> {
        &self.store
    }

    /// Something of the visit; `None` once the dossier is gone.
    pub(super) fn look<T>(&self, look: impl FnOnce(&Visit) -> T) -> Option<T> {
        self.visit.try_with_untracked(look)
    }

    pub(super) fn is_unsaved(&self) -> bool {
        let unsaved = |visit: &Visit| self.sheet.try_with_untracked(|sheet| visit.is_unsaved(sheet));
        self.look(unsaved).flatten().unwrap_or(false)
    }

    pub(super) fn start(&self) {
        if let Some(effects) = self.look(Visit::start) {
            self.run(effects);
        }
        let this = self.this.clone();
        self.presence.hear(move |now| {
            if let Some(living) = this.upgrade() {
                living.tell(Event::Stirred(moment(now)));
            }
        });
    }

    pub(super) fn stop(&self) {
        self.presence.stop();
        if let Some(runner) = self.runner.get() {
            runner.stop();
        }
        self.lay_paper(String::new());
    }

    /// Takes an event in, and does what it asks.
    pub(super) fn tell(&self, event: Event) {
        let at_desk = self.look(|visit| *visit.page() == VisitPage::Desk).unwrap_or(false);
        let redrawn = matches!(event, Event::Language(_)) || (at_desk && matches!(event, Event::Saved(_)));
        let held = if redrawn { self.root.active_element().map(|element| element.id()) } else { None };
        // What is typed in a section changes nothing else on the page; a hand that moves, only the veil.
        let quiet =
            matches!(event, Event::InSection(journey::Event::Answer { .. }) | Event::Stirred(_) | Event::Clock(_));
        let take = |visit: &mut Visit| self.sheet.try_update(|sheet| visit.update(event, sheet));
        let effects = self.visit.try_maybe_update(|visit| {
            let veiled = visit.is_veiled();
            let effects = take(visit);
            (!(quiet && visit.is_veiled() == veiled), effects)
        });
        // The paper follows the page, which neither a key nor a hand changes.
        if !quiet {
            self.lay_paper(self.look(|visit| paper(visit, &self.root.host().local_name())).unwrap_or_default());
        }
        self.run(effects.flatten().unwrap_or_default());
        // Another language draws the page anew, and so may what others did at the desk: the focus stays where it was.
        if let (Some(id), Some(runner)) = (held.filter(|id| !id.is_empty()), self.runner.get()) {
            let root = self.root();
            runner.later(move || focus::keep(&root, &id));
        }
    }

    fn lay_paper(&self, rules: String) {
        if *self.paper.borrow() != rules {
            self.store.means().paper(&rules);
            self.paper.replace(rules);
        }
    }

    fn run(&self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Page(effect) => {
                    if let Some(runner) = self.runner.get() {
                        runner.run(effect);
                    }
                }
                Effect::Load => self.load(),
                Effect::Stamp => match random::ten_bytes() {
                    Ok(random) => {
                        let stamp = Stamp { now: clock::now(), now_ms: clock::now_ms(), random };
                        self.tell(Event::Stamped(stamp));
                    }
                    Err(_) => self.tell(Event::Saved(Err(StoreFailure::Unreachable))),
                },
                Effect::Append { event, revision } => {
                    let (store, this, role) = (self.store.clone(), self.this.clone(), self.role());
                    let files = self.files_of(&event);
                    spawn_local(async move {
                        let answer = store.append(*event, files, &revision, &role).await;
                        if let Some(living) = this.upgrade() {
                            living.tell(Event::Saved(answer));
                        }
                    });
                }
                Effect::Calendar => {
                    if let Some(file) = self.look(calendar_file).flatten() {
                        // Where the browser gives no file, none is kept: the dates are on the page all the same.
                        let _ = keep::keep(file.name, "text/calendar", &file.text);
                    }
                }
                Effect::Emit(event) => self.emit_told(&event),
                Effect::Watch { after_ms } => {
                    let this = self.this.clone();
                    self.presence.alarm(u32::try_from(after_ms).unwrap_or_default(), move || {
                        if let Some(living) = this.upgrade() {
                            living.tell(Event::Clock(moment(clock::now_ms())));
                        }
                    });
                }
                Effect::Give { sha256, name } => self.give(sha256, name),
                Effect::Keep { passphrase } => self.keep(passphrase),
                Effect::Unlock { passphrase } => self.unlock(passphrase),
                Effect::Cover => self.cover(),
                Effect::Uncover => self.uncover(),
            }
        }
    }

    /// The focus goes to the veil, unless it is elsewhere on the host page.
    fn cover(&self) {
        let held = self.root.active_element();
        let Some(runner) = self.runner.get().filter(|_| held.is_some() || focus::is_nowhere()) else { return };
        *self.held.borrow_mut() = held;
        let root = self.root();
        runner.later(move || focus::keep(&root, ids::VEIL));
    }

    /// The focus goes back to where it was, as far as that is still there.
    fn uncover(&self) {
        let held = self.held.borrow_mut().take();
        let Some(runner) = self.runner.get().filter(|_| self.root.active_element().is_some()) else { return };
        let root = self.root();
        runner.later(move || focus::give_back(&root, held, ids::HEADING));
    }

    /// The files an event names that were chosen on this page.
    fn files_of(&self, event: &DossierEvent) -> Vec<(String, Blob)> {
        let runner = self.runner.get();
        let file = |sha256: String| Some((sha256.clone(), runner?.file(&sha256)?));
        event.files().into_iter().filter_map(file).collect()
    }

    /// As a download: what was chosen on this page, else what the store has.
    fn give(&self, sha256: String, name: String) {
        let here = self.runner.get().and_then(|runner| runner.file(&sha256));
        let (store, this) = (self.store.clone(), self.this.clone());
        spawn_local(async move {
            let file = match here {
                Some(file) => Some(file),
                None => store.file(&sha256).await,
            };
            let given = file.is_some_and(|file| keep::give(&name, &file).is_ok());
            if let Some(living) = this.upgrade().filter(|_| !given) {
                living.tell(Event::NotGiven);
            }
        });
    }

    fn keep(&self, passphrase: String) {
        let (store, this) = (self.store.clone(), self.this.clone());
        spawn_local(async move {
            let kept = store.keep(&passphrase).await;
            if let Some(living) = this.upgrade() {
                living.tell(Event::Kept(kept));
            }
        });
    }

    fn unlock(&self, passphrase: String) {
        let file = files::chosen(&self.root(), &ids::id_of(Asked::File.pointer()));
        let (store, this) = (self.store.clone(), self.this.clone());
        spawn_local(async move {
            let text = match &file {
                Some(file) => files::text(file).await,
                None => None,
            };
            let unlocked = match text {
                Some(text) => store.unlock(&text, &passphrase).await,
                None => Err(NotOpened::NotKept),
            };
            if let Some(living) = this.upgrade() {
                living.tell(Event::Unlocked(unlocked));
            }
        });
    }

    fn load(&self) {
        let (store, this, role) = (self.store.clone(), self.this.clone(), self.role());
        spawn_local(async move {
            let answer = store.load(&role).await;
            if let Some(living) = this.upgrade() {
                living.tell(Event::Loaded(answer, circumstances()));
            }
        });
    }

    fn role(&self) -> String {
        self.look(|visit| visit.role().to_owned()).unwrap_or_default()
    }

    fn emit_told(&self, event: &HostEvent) {
        if let Some((name, detail)) = self.look(|visit| told::of(event, visit)) {
            let _ = self.store.means().emit(name, &detail);
        }
    }
}

impl Page for Living {
    fn root(&self) -> DocumentFragment {
        self.root.clone().into()
    }

    fn id_of(&self, focus: &Focus) -> String {
        ids::of_focus(focus)
    }

    fn file_input(&self, pointer: &str) -> String {
        ids::id_of(pointer)
    }

    fn title(&self, said: &Title, host: &str) -> String {
        self.look(|visit| title(visit, said, host)).unwrap_or_default()
    }

    fn emit(&self, event: &journey::HostEvent) {
        let told = self.look(|visit| host_event::of(event, visit.form()));
        if let Some(told) = told {
            let _ = self.store.means().emit(told.name, &told.detail.to_string());
        }
    }

    // A dossier is never sent as a form is.
    fn offer(&self, _: &Submission) -> bool {
        false
    }

    fn post(&self, _: &str, _: &str, _: &str) -> Option<Promise> {
        None
    }

    // « Nouvelle personne »: nothing is on its way then.
    fn cut(&self) {
        self.store.forget();
    }

    fn dispatch(&self, event: journey::Event) {
        self.tell(match event {
            journey::Event::Popped { step } => Event::Popped { step },
            event => Event::InSection(event),
        });
    }
}
