//! From effects to the browser, and back as events. One runner a form; dropping it lets go of everything: listeners,
//! the request on its way, files, the title.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use js_sys::Promise;
use parcours_rules::journey::{
    Effect, Event, FailureKind, FileRefusal, Focus, HistoryChange, HostEvent, Outcome, Stamp, Title,
};
use parcours_schema::Submission;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::DocumentFragment;

use crate::files::{self, Files};
use crate::reply;
use crate::steps::Steps;
use crate::title::ManagedTitle;
use crate::{clock, focus, print, random};

/// What the runner asks of whoever put the form on the page.
pub trait Page {
    /// The root the form is drawn in.
    fn root(&self) -> DocumentFragment;
    /// The id of the element at a place.
    fn id_of(&self, focus: &Focus) -> String;
    /// The id of the file input of a question.
    fn file_input(&self, pointer: &str) -> String;
    /// The words of a title, given the host page's own.
    fn title(&self, title: &Title, host: &str) -> String;
    /// Tells the host page.
    fn emit(&self, event: &HostEvent);
    /// Offers the envelope to the host page before it is sent; false when the host page takes it over.
    fn offer(&self, submission: &Submission) -> bool;
    /// Sends an envelope, JSON text, under its key: a promise of what came of it, as [`reply::told`] reads it. `None` for a
    /// page that sends in another way.
    fn post(&self, id: &str, language: &str, body: &str) -> Option<Promise>;
    /// Drops the request on its way.
    fn cut(&self);
    /// Takes an event in.
    fn dispatch(&self, event: Event);
}

/// What the host page decided about the rest of its page.
#[derive(Clone, Copy, Default)]
pub struct Reach {
    /// Whether the form says the step in the document's title.
    pub title: bool,
    /// Whether steps are kept in the browser's history; the number tells the forms of a page apart.
    pub history: Option<u64>,
}

/// Runs effects for one form.
pub struct Runner {
    page: Weak<dyn Page>,
    files: Files,
    title: Option<ManagedTitle>,
    steps: Option<Steps>,
    focus: RefCell<Option<Timeout>>,
}

impl Runner {
    /// A runner that holds nothing of the page but a weak reference.
    pub fn new(page: Weak<dyn Page>, reach: Reach) -> Rc<Runner> {
        let steps = reach.history.and_then(|form| {
            let page = page.clone();
            Steps::hear(form, move |step| {
                if let Some(page) = page.upgrade() {
                    page.dispatch(Event::Popped { step });
                }
            })
        });
        let title = if reach.title { ManagedTitle::take_over() } else { None };
        Rc::new(Runner { page, files: Files::default(), title, steps, focus: RefCell::new(None) })
    }

    /// Does one thing the journey asked.
    pub fn run(self: &Rc<Self>, effect: Effect) {
        let Some(page) = self.page.upgrade() else { return };
        match effect {
            Effect::Focus(place) => self.move_focus(&page, place),
            Effect::Title(title) => {
                if let Some(managed) = &self.title {
                    managed.set(&page.title(&title, managed.host()));
                }
            }
            Effect::Stamp(stamped_for) => {
                let outcome =
                    random::ten_bytes().map(|random| Stamp { now: clock::now(), now_ms: clock::now_ms(), random });
                page.dispatch(match outcome {
                    Ok(stamp) => Event::Stamped(stamped_for, stamp),
                    Err(_) => Event::Sent(Outcome::failed(FailureKind::NotSet)),
                });
            }
            Effect::ReadFile { ticket, at, types, max_bytes } => self.read_file(&page, ticket, &at, types, max_bytes),
            Effect::Send(submission) => self.send(*submission),
            Effect::History(change) => {
                if let Some(steps) = &self.steps {
                    match change {
                        HistoryChange::Push { step } => steps.push(&step),
                        HistoryChange::Replace { step } => steps.replace(&step),
                    }
                }
            }
            Effect::Emit(event) => page.emit(&event),
            Effect::Print => print::print(),
            Effect::Wipe => {
                page.cut();
                self.files.clear();
            }
        }
    }

    /// Does something with the focus once the view has caught up: views are drawn in microtasks, which all end before
    /// a timer. The last thing asked wins.
    pub fn later(&self, act: impl FnOnce() + 'static) {
        *self.focus.borrow_mut() = Some(Timeout::new(0, act));
    }

    fn move_focus(&self, page: &Rc<dyn Page>, place: Focus) {
        let weak = Rc::downgrade(page);
        self.later(move || {
            let Some(page) = weak.upgrade() else { return };
            let (root, id) = (page.root(), page.id_of(&place));
            match place {
                Focus::Failure => focus::show(&root, &id),
                _ => {
                    focus::focus(&root, &id);
                }
            }
        });
    }

    fn read_file(self: &Rc<Self>, page: &Rc<dyn Page>, ticket: u32, at: &str, types: Vec<String>, max_bytes: u64) {
        let Some(chosen) = files::chosen(&page.root(), &page.file_input(at)) else {
            return page.dispatch(Event::FileRead { ticket, file: Err(FileRefusal::Unreadable) });
        };
        let runner = Rc::downgrade(self);
        spawn_local(async move {
            let file = files::describe(&chosen, &types, max_bytes).await;
            let Some(runner) = runner.upgrade() else { return };
            let Some(page) = runner.page.upgrade() else { return };
            if let Ok(file) = &file {
                runner.files.keep(file.sha256.clone(), chosen.into());
            }
            page.dispatch(Event::FileRead { ticket, file });
        });
    }

    fn send(self: &Rc<Self>, submission: Submission) {
        let runner = Rc::downgrade(self);
        spawn_local(async move {
            let Some(runner) = runner.upgrade() else { return };
            let outcome = runner.end_of(submission).await;
            if let Some(page) = runner.page.upgrade() {
                page.dispatch(Event::Sent(outcome));
            }
        });
    }

    async fn end_of(&self, submission: Submission) -> Outcome {
        let Some(page) = self.page.upgrade() else { return Outcome::Cancelled };
        if !page.offer(&submission) {
            return Outcome::Cancelled;
        }
        // The page may leave while the files are read or the request is on its way.
        drop(page);
        let (id, language) = (submission.id.clone(), submission.language.tag());
        let Some(body) = self.envelope(submission).await else { return Outcome::failed(FailureKind::FileUnreadable) };
        let sent = self.page.upgrade().and_then(|page| page.post(&id, language, &body));
        let Some(sent) = sent else { return Outcome::failed(FailureKind::NotSet) };
        let told = JsFuture::from(sent).await.ok().and_then(|told| told.as_string());
        reply::told(&told.unwrap_or_default())
    }

    /// The envelope as JSON text, with the content of its files; `None` when a file can no longer be read.
    async fn envelope(&self, mut submission: Submission) -> Option<String> {
        for entry in &mut submission.attachments {
            entry.content = Some(self.files.content(&entry.sha256).await?);
        }
        serde_json::to_string(&submission.to_value()).ok()
    }

    /// The file of that SHA-256, when it was chosen on this page.
    pub fn file(&self, sha256: &str) -> Option<web_sys::Blob> {
        self.files.get(sha256)
    }

    /// Lets go of what is on its way; called when the form leaves the page.
    pub fn stop(&self) {
        self.files.clear();
        self.focus.borrow_mut().take();
    }
}
