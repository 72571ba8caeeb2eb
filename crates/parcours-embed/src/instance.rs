//! The handle on a form: what the loader and, through it, the host page can ask.

use std::rc::Rc;
use std::sync::Arc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use parcours_browser::platform::Browser;
use parcours_browser::run::{Page, Reach};
use parcours_browser::{clock, random};
use parcours_rules::journey::{Effect, Event, Focus, HistoryMode, Journey, JourneyOptions};
use parcours_rules::{Context, Rules};
use parcours_schema::object;
use parcours_schema::{Answers, Bundle, Fault, FilledBy, Language, unpack};
use parcours_text::sentence;
use parcours_ui::{ViewOptions, element::Planted, form_view};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

use crate::living::{Living, Text};
use crate::settings::Settings;
use crate::{Options, host_event};

/// A form on the page. `destroy` it, or dropping it does the same.
#[wasm_bindgen]
pub struct Instance {
    on_page: Option<OnPage>,
}

struct OnPage {
    living: Rc<Living>,
    view: UnmountHandle<Planted>,
    owner: Owner,
}

/// Draws the form `form`, JSON text, into `place`, an element of the shadow root `root`. `settings` is JSON text:
/// `{"language", "otherLanguage", "actor", "headingLevel", "manageTitle", "history", "number", "answers", "kept"}`; `number` is
/// one that no other form of the page has; `kept` is a journey to go on with, as `Journey::kept` writes
/// it; with `otherLanguage` the loader can have a form of one language in the other.
///
/// # Errors
/// When the form is not a definition the kit can show; the message says what to mend, for whoever wrote it. It is only the
/// code of a language, `fr` or `en`, when the form is in that one and its words are to be taken first.
#[wasm_bindgen]
pub fn mount(
    root: ShadowRoot,
    place: HtmlElement,
    form: &str,
    settings: &str,
    options: Options,
) -> Result<Instance, JsError> {
    let text = read(form)?;
    let (rules, only) = (text.rules.clone(), text.only);
    let settings = Settings::read(settings);
    let language = only.or(Language::parse(settings.text("language"))).unwrap_or_default();
    if !parcours_text::held(language) {
        return Err(JsError::new(language.code()));
    }
    let history = settings.history(rules.form());
    let decided = JourneyOptions {
        language,
        filled_by: FilledBy::parse(settings.text("actor")).unwrap_or_default(),
        history,
        started_at: clock::now(),
        seed: random::seed(),
    };
    let context = Context { today: clock::today(), platform: Arc::new(Browser) };
    // One to go on with, if the page or a draft kept it.
    let mut journey = match settings.0.get("kept").filter(|kept| !kept.is_null()) {
        Some(kept) => Journey::resume(rules, decided, kept, context),
        None => Journey::new(rules, decided, Answers::default(), context),
    };
    journey.update(Event::Prefill(answers(settings.text("answers"))));
    let reach = Reach {
        title: settings.flag("manageTitle"),
        history: (history == HistoryMode::Push).then(|| settings.number("number")),
    };
    let shown = ViewOptions {
        heading_level: settings.number("headingLevel") as u8,
        language_switch: only.is_none() || settings.flag("otherLanguage"),
    };
    let owner = Owner::new();
    let (living, view) = owner.with(|| {
        let living = Living::new(root, journey, options, reach, text);
        let ear = Rc::downgrade(&living);
        let dispatch = UnsyncCallback::new(move |event| {
            if let Some(living) = ear.upgrade() {
                living.dispatch(event);
            }
        });
        let journey = living.journey();
        (living, mount_to(place, move || form_view(journey, dispatch, shown)))
    });
    if let Some((effects, told)) = living.look(|journey| (journey.start(), host_event::ready(journey.form()))) {
        living.run(effects);
        living.tell(&told, false);
    }
    Ok(Instance { on_page: Some(OnPage { living, view, owner }) })
}

/// Takes the words of the interface in a language, as `parcours generate words` writes them, for all forms of the page.
/// False when they are those of another version of the kit.
#[wasm_bindgen(js_name = takeWords)]
pub fn take_words(language: &str, text: &str) -> bool {
    Language::parse(language).is_some_and(|language| parcours_text::take(language, text))
}

#[wasm_bindgen]
impl Instance {
    /// Takes the form off the page: the view, listeners, the request on its way, answers and files.
    pub fn destroy(&mut self) {
        if let Some(OnPage { living, view, owner }) = self.on_page.take() {
            living.stop();
            drop(view);
            drop(living);
            owner.cleanup();
        }
    }

    /// The answers now, in normal form, hidden ones left out: JSON text.
    pub fn answers(&self) -> String {
        self.look(|journey| serde_json::to_string(&journey.engine().report().answers.into_value()).unwrap_or_default())
            .unwrap_or_default()
    }

    /// Everything to correct or look at now: JSON text, `[{at, code, severity, message}]`. Shows nothing.
    pub fn validate(&self) -> String {
        let problems = self.look(|journey| {
            let (form, language) = (journey.form(), journey.language());
            let told = |problem: &parcours_schema::Problem| {
                object([
                    ("at", problem.at.as_str().into()),
                    ("code", problem.code.name().into()),
                    ("severity", problem.severity.name().into()),
                    ("message", sentence(problem, form, language).into()),
                ])
            };
            let problems = journey.engine().problems().iter().map(told).collect();
            serde_json::to_string(&serde_json::Value::Array(problems)).unwrap_or_default()
        });
        problems.unwrap_or_default()
    }

    /// Puts the focus on the error summary; false when no error is shown.
    #[wasm_bindgen(js_name = focusErrors)]
    pub fn focus_errors(&self) -> bool {
        let Some(OnPage { living, .. }) = &self.on_page else { return false };
        let shown = living.look(|journey| !journey.summary().is_empty()).unwrap_or(false);
        if shown {
            living.run(vec![Effect::Focus(Focus::Summary)]);
        }
        shown
    }

    /// Shows the other language, once it is there; anything but French or English is ignored.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&self, tag: &str) {
        if let (Some(language), Some(on_page)) = (Language::parse(tag), &self.on_page) {
            on_page.living.dispatch(Event::Language(language));
        }
    }

    /// The form in the language that was asked for with [`Options::language`]; anything else says that it is not there.
    pub fn translate(&self, form: &str) {
        if let Some(on_page) = &self.on_page {
            on_page.living.translate(read(form).ok());
        }
    }

    /// Answers given by the host page: JSON text.
    pub fn prefill(&self, json: &str) {
        if let Some(on_page) = &self.on_page {
            on_page.living.dispatch(Event::Prefill(answers(json)));
        }
    }

    fn look<T>(&self, look: impl FnOnce(&Journey) -> T) -> Option<T> {
        self.on_page.as_ref()?.living.look(look)
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        self.destroy();
    }
}

fn read(text: &str) -> Result<Text, JsError> {
    let Bundle { form, only, seal } = unpack("the form", text).map_err(|fault| broken(&[fault]))?;
    let rules = Rules::compile(Arc::new(form)).map_err(|faults| broken(&faults))?;
    Ok(Text { rules, only, seal })
}

fn broken(faults: &[Fault]) -> JsError {
    let mut lines = String::new();
    for fault in faults.iter().take(20) {
        lines.push_str(&fault.line());
        lines.push('\n');
    }
    JsError::new(lines.trim_end())
}

/// What the host page gives is not trusted to be answers: anything else counts as nothing.
fn answers(json: &str) -> Answers {
    Answers::from_json(json).unwrap_or_default()
}
