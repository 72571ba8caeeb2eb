//! A form on a page: the journey, the view that follows it, the runner that does what it asks.

use std::cell::OnceCell;
use std::rc::{Rc, Weak};

use leptos::prelude::*;
use parcours_browser::focus;
use parcours_browser::run::{Page, Reach, Runner};
use parcours_browser::send::Transport;
use parcours_rules::journey::{Effect, Event, Focus, HostEvent, Journey, Title};
use parcours_schema::Submission;
use parcours_ui::ids;
use web_sys::{DocumentFragment, ShadowRoot};

use crate::{Options, host_event, place, title};

/// Everything one form needs while it is on the page.
pub(crate) struct Living {
    root: ShadowRoot,
    journey: RwSignal<Journey, LocalStorage>,
    options: Options,
    runner: OnceCell<Rc<Runner>>,
}

impl Living {
    /// Must be called inside the form's owner, which then owns the journey.
    pub(crate) fn new(root: ShadowRoot, journey: Journey, options: Options, reach: Reach) -> Rc<Living> {
        let journey = RwSignal::new_local(journey);
        let living = Rc::new(Living { root, journey, options, runner: OnceCell::new() });
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
        place::id_of(focus)
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

    fn transport(&self) -> Transport {
        self.options.how_to_send()
    }

    fn dispatch(&self, event: Event) {
        let redrawn = matches!(event, Event::Language(_));
        let held = if redrawn { self.root.active_element().map(|element| element.id()) } else { None };
        let Some(effects) = self.journey.try_update(|journey| journey.update(event)) else { return };
        self.run(effects);
        // Another language draws the page anew: the focus stays where it was.
        if let (Some(id), Some(runner)) = (held.filter(|id| !id.is_empty()), self.runner.get()) {
            let root = self.root();
            runner.later(move || {
                focus::keep(&root, &id);
            });
        }
    }
}
