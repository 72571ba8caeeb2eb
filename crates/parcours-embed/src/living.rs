//! A form on a page: the journey, the view that follows it, the runner that does what it asks.

use std::cell::{Cell, OnceCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;

use js_sys::Promise;
use leptos::prelude::*;
use parcours_browser::focus;
use parcours_browser::run::{Page, Reach, Runner};
use parcours_rules::Rules;
use parcours_rules::journey::{Effect, Event, Focus, HostEvent, Journey, Title};
use parcours_schema::{Language, Submission};
use parcours_ui::{ids, title};
use web_sys::{DocumentFragment, ShadowRoot};

use crate::{Options, host_event};

/// A form as it came from its address.
pub(crate) struct Text {
    pub rules: Arc<Rules>,
    /// Its language, when it is in one only.
    pub only: Option<Language>,
    /// The same for every text of the same form.
    pub seal: u64,
}

/// Everything one form needs while it is on the page.
pub(crate) struct Living {
    root: ShadowRoot,
    journey: RwSignal<Journey, LocalStorage>,
    options: Options,
    runner: OnceCell<Rc<Runner>>,
    /// The language of the texts, when they are in one only.
    only: Cell<Option<Language>>,
    seal: u64,
    /// The language last chosen: the one shown, unless its texts are on their way.
    chosen: Cell<Language>,
}

impl Living {
    /// Must be called inside the form's owner, which then owns the journey.
    pub(crate) fn new(root: ShadowRoot, journey: Journey, options: Options, reach: Reach, text: Text) -> Rc<Living> {
        let chosen = Cell::new(journey.language());
        let (journey, runner) = (RwSignal::new_local(journey), OnceCell::new());
        let only = Cell::new(text.only);
        let living = Rc::new(Living { root, journey, options, runner, only, seal: text.seal, chosen });
        let page: Rc<dyn Page> = living.clone();
        let page: Weak<dyn Page> = Rc::downgrade(&page);
        let _ = living.runner.set(Runner::new(page, reach));
        living
    }

    pub(crate) fn journey(&self) -> RwSignal<Journey, LocalStorage> {
        self.journey
    }

    /// Something of the journey; `None` once the form is gone.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&Journey) -> T) -> Option<T> {
        self.journey.try_with_untracked(look)
    }

    pub(crate) fn run(&self, effects: Vec<Effect>) {
        if let Some(runner) = self.runner.get() {
            effects.into_iter().for_each(|effect| runner.run(effect));
        }
    }

    pub(crate) fn stop(&self) {
        if let Some(runner) = self.runner.get() {
            runner.stop();
        }
    }

    /// Shows a language, or asks for its texts.
    fn choose(&self, language: Language) {
        if self.chosen.replace(language) == language {
            return;
        }
        if self.only.get().is_none_or(|only| only == language) && parcours_text::held(language) {
            self.redraw(&mut |journey| journey.update(Event::Language(language)));
        } else {
            self.dispatch(Event::LanguageComing);
            self.options.language(language.code());
        }
    }

    /// The texts asked for came, or did not.
    pub(crate) fn translate(&self, text: Option<Text>) {
        let language = self.chosen.get();
        let shown = self.look(Journey::language).unwrap_or(language);
        if language == shown {
            // Somebody changed their mind meanwhile.
            return;
        }
        match text.filter(|text| text.seal == self.seal && text.only.is_none_or(|only| only == language)) {
            Some(text) => {
                self.only.set(text.only);
                self.redraw(&mut |journey| journey.translate(text.rules.clone(), language));
            }
            None => {
                self.chosen.set(shown);
                self.dispatch(Event::LanguageMissing);
            }
        }
    }

    /// Another language draws the page anew: the focus stays where it was.
    fn redraw(&self, change: &mut dyn FnMut(&mut Journey) -> Vec<Effect>) {
        let held = self.root.active_element().map(|element| element.id());
        self.change(change);
        if let (Some(id), Some(runner)) = (held.filter(|id| !id.is_empty()), self.runner.get()) {
            let root = self.root();
            runner.later(move || focus::keep(&root, &id));
        }
    }

    // Compiled once, whatever changes: the page is small because of it.
    fn change(&self, change: &mut dyn FnMut(&mut Journey) -> Vec<Effect>) {
        if let Some(effects) = self.journey.try_update(change) {
            self.run(effects);
        }
    }

    pub(crate) fn tell(&self, told: &host_event::Told, cancelable: bool) -> bool {
        self.options
            .emit(told.name, &serde_json::to_string(&told.detail).unwrap_or_default(), cancelable)
            .unwrap_or(true)
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
        self.look(|journey| title::title(said, journey.form(), journey.language(), host)).unwrap_or_default()
    }

    fn emit(&self, event: &HostEvent) {
        if let Some(told) = self.look(|journey| host_event::of(event, journey.form())) {
            self.tell(&told, false);
        }
    }

    fn offer(&self, submission: &Submission) -> bool {
        let told = self.look(|journey| host_event::submit(journey.form(), submission));
        told.is_some_and(|told| self.tell(&told, true))
    }

    fn post(&self, id: &str, language: &str, body: &str) -> Option<Promise> {
        Some(self.options.post(id, language, body))
    }

    fn cut(&self) {
        self.options.cut();
    }

    fn dispatch(&self, event: Event) {
        if let Event::Language(language) = event {
            self.choose(language);
        } else {
            let mut event = Some(event);
            self.change(&mut |journey| event.take().map(|event| journey.update(event)).unwrap_or_default());
        }
    }
}
