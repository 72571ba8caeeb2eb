//! The handle on a dossier: what its loader and, through it, the host page can ask.

mod living;
mod means;
mod store;
mod title;
mod told;

use std::rc::Rc;
use std::sync::Arc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use parcours_browser::run::Reach;
use parcours_browser::{clock, random};
use parcours_rules::Rules;
use parcours_rules::dossier::Process;
use parcours_rules::journey::{HistoryMode, JourneyOptions};
use parcours_rules::visit::{Event, Keeper, Visit, VisitOptions};
use parcours_schema::{Fault, FilledBy, Language, load_workflow, unpack};
use parcours_ui::{ViewOptions, dossier_view, element::Planted};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

use self::living::Living;
pub use self::means::Means;
use self::store::Store;
use crate::settings::Settings;

/// A dossier on the page. `destroy` it, or dropping it does the same.
#[wasm_bindgen]
pub struct DossierInstance {
    on_page: Option<OnPage>,
}

struct OnPage {
    living: Rc<Living>,
    view: UnmountHandle<Planted>,
    owner: Owner,
    place: HtmlElement,
    root: ShadowRoot,
    settings: Value,
}

/// Draws a dossier into `place`, an element of the shadow root `root`. `bundle` is JSON text: `{"workflow", "form"}`;
/// `settings` too: `{"language", "role", "name", "headingLevel", "manageTitle"}`.
///
/// # Errors
/// When the bundle is not one the kit can show; the message says what to mend, for whoever wrote it.
#[wasm_bindgen(js_name = mountDossier)]
pub fn mount_dossier(
    root: ShadowRoot,
    place: HtmlElement,
    bundle: &str,
    settings: &str,
    means: Means,
) -> Result<DossierInstance, JsError> {
    let process = read(bundle)?;
    let settings: Value = serde_json::from_str(settings).unwrap_or_default();
    let store = Rc::new(Store::new(process, means));
    Ok(DossierInstance { on_page: Some(put(root, place, settings, store)) })
}

fn put(root: ShadowRoot, place: HtmlElement, settings: Value, store: Rc<Store>) -> OnPage {
    let given = Settings::read(&settings.to_string());
    let history = given.history(store.process().form());
    let options = VisitOptions {
        role: given.text("role").to_owned(),
        name: given.text("name").to_owned(),
        journey: JourneyOptions {
            language: Language::parse(given.text("language")).unwrap_or_default(),
            filled_by: FilledBy::default(),
            history,
            started_at: clock::now(),
            seed: random::seed(),
        },
        keeper: match store.means().stored() {
            true => Keeper::Host,
            false => Keeper::File { open: store.is_open() },
        },
    };
    let visit = Visit::new(store.process().clone(), options, store::circumstances());
    let reach = Reach {
        title: given.flag("manageTitle"),
        history: (history == HistoryMode::Push).then(|| given.number("number")),
    };
    let shown = ViewOptions { heading_level: given.number("headingLevel") as u8, ..ViewOptions::default() };
    let owner = Owner::new();
    let (living, view) = owner.with(|| {
        let living = Living::new(root.clone(), visit, store, reach);
        let ear = Rc::downgrade(&living);
        let dispatch = UnsyncCallback::new(move |event| {
            if let Some(living) = ear.upgrade() {
                living.tell(event);
            }
        });
        let (visit, sheet) = living.signals();
        let place = place.clone();
        (living, mount_to(place, move || dossier_view(visit, sheet, dispatch, shown)))
    });
    living.start();
    OnPage { living, view, owner, place, root, settings }
}

#[wasm_bindgen]
impl DossierInstance {
    /// Takes the dossier off the page: the view, listeners, what was typed.
    pub fn destroy(&mut self) {
        if let Some(on_page) = self.on_page.take() {
            on_page.leave();
        }
    }

    /// Shows the other language; anything but French or English is ignored.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&self, tag: &str) {
        if let (Some(language), Some(on_page)) = (Language::parse(tag), &self.on_page)
            && on_page.living.look(Visit::language) != Some(language)
        {
            on_page.living.tell(Event::Language(language));
        }
    }

    /// Somebody of another role visits; a dossier kept in memory stays.
    #[wasm_bindgen(js_name = setVisitor)]
    pub fn set_visitor(&mut self, role: &str, name: &str) {
        if let Some(on_page) = self.on_page.take() {
            let (root, place, store) = (on_page.root.clone(), on_page.place.clone(), on_page.living.store().clone());
            let mut settings = on_page.settings.clone();
            settings["role"] = role.into();
            settings["name"] = name.into();
            if let Some(language) = on_page.living.look(Visit::language) {
                settings["language"] = language.code().into();
            }
            on_page.leave();
            self.on_page = Some(put(root, place, settings, store));
        }
    }

    /// Whether something typed is not stored yet.
    #[wasm_bindgen(js_name = isUnsaved)]
    pub fn is_unsaved(&self) -> bool {
        self.on_page.as_ref().is_some_and(|on_page| on_page.living.is_unsaved())
    }

    /// Whether something is in no file yet, where the host page stores nothing.
    #[wasm_bindgen(js_name = needsKeeping)]
    pub fn needs_keeping(&self) -> bool {
        let needs = |on_page: &OnPage| on_page.living.look(Visit::needs_keeping).unwrap_or(false);
        self.on_page.as_ref().is_some_and(needs)
    }
}

impl OnPage {
    fn leave(self) {
        self.living.stop();
        drop(self.view);
        drop(self.living);
        self.owner.cleanup();
    }
}

impl Drop for DossierInstance {
    fn drop(&mut self) {
        self.destroy();
    }
}

fn read(text: &str) -> Result<Arc<Process>, JsError> {
    let bundle: Value = serde_json::from_str(text).map_err(|_| JsError::new("the bundle is no JSON"))?;
    let part = |key: &str| bundle.get(key).map(Value::to_string).unwrap_or_default();
    let form = unpack("the form", &part("form")).map_err(|fault| broken(&[fault]))?.form;
    let workflow = load_workflow("workflow.json", &part("workflow")).map_err(|faults| broken(&faults))?;
    let rules = Rules::compile(Arc::new(form)).map_err(|faults| broken(&faults))?;
    Process::compile(Arc::new(workflow), rules).map_err(|faults| broken(&faults))
}

fn broken(faults: &[Fault]) -> JsError {
    let lines: Vec<String> = faults.iter().take(20).map(ToString::to_string).collect();
    JsError::new(&lines.join("\n"))
}
