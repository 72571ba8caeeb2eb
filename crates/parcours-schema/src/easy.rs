//! Easy-to-read texts («Texte facile à lire»): for each question, what it asks in a few short sentences. They stand in a file
//! of their own beside the form, `easy.json`, because other people write them and read them over (`ux.md` C-08).

use std::path::{Path, PathBuf};

use crate::load::parse;
use crate::read::{Faults, Item, Key, Shape};
use crate::{Fault, Language, Localized, limits};
use serde_json::{Map, Value};

/// The easy-to-read texts of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EasyTexts {
    /// The id of the form they are about.
    pub form: String,
    /// Who read them over among the people they are written for: the day (`YYYY-MM-DD`) and who they were, in words.
    pub read_by: Vec<(String, Localized)>,
    /// The path of a question or of a note, and its text: sentences that end with `.`, `?` or `!`.
    pub texts: Vec<(String, Localized)>,
}

pub(crate) const EASY_KEYS: &[Key] = &[
    Key::optional("$schema", Shape::Text),
    Key::required("form", Shape::Id),
    Key::optional("read_by", Shape::Objects(READ_KEYS)),
    Key::required("texts", Shape::Objects(TEXT_KEYS)),
];

const READ_KEYS: &[Key] = &[Key::required("on", Shape::Date), Key::required("who", Shape::Localized)];

const TEXT_KEYS: &[Key] = &[Key::required("of", Shape::Path), Key::required("text", Shape::Localized)];

impl EasyTexts {
    /// Where the texts of a form are, beside it.
    pub fn beside(form: &Path) -> PathBuf {
        form.with_file_name("easy.json")
    }

    /// What a page fetches: `{"guide.danger": "…"}`, the texts of one language by path.
    pub fn in_language(&self, language: Language) -> Value {
        let texts = self.texts.iter().map(|(path, text)| (path.clone(), text.get(language).into()));
        Value::Object(texts.collect::<Map<_, _>>())
    }
}

/// Reads a file of easy-to-read texts. `file` names the text in faults.
///
/// # Errors
/// Every fault found: broken JSON, unknown keys, a text that is missing in one language. Whether each path names a question
/// is for `parcours check`, which has the form.
pub fn load_easy(file: &str, text: &str) -> Result<EasyTexts, Vec<Fault>> {
    let document = parse(file, text).map_err(|fault| vec![fault])?;
    let faults = Faults::new(file, &document);
    let texts = read(Item { value: &document, faults: &faults });
    let faults = faults.into_vec();
    texts.filter(|_| faults.is_empty()).ok_or(faults)
}

fn read(item: Item<'_>) -> Option<EasyTexts> {
    let object = item.object(EASY_KEYS)?;
    let reader = |item: Item<'_>| {
        let object = item.object(READ_KEYS)?;
        Some((object.text("on")?, object.localized("who")?))
    };
    let one = |item: Item<'_>| {
        let object = item.object(TEXT_KEYS)?;
        Some((object.path("of")?, object.localized("text")?))
    };
    Some(EasyTexts {
        form: object.id("form")?,
        read_by: object.list("read_by", 1, limits::WORKFLOW_ITEMS, reader).unwrap_or_default(),
        texts: object.list("texts", 1, limits::WORKFLOW_ITEMS, one)?,
    })
}
