//! One document from many files: blocks and lists put in place, and the memory of where each part came from.
//!
//! For whoever reads a form without the kit (a desk that shows answers, a test). What a page receives is its packed twin.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::crisis::put_lines;
use crate::form::{ADVISOR_KEYS, REGIMES};
use crate::load::parse;
use crate::orientation::put_section;
use crate::read::{Key, Shape};
use crate::{Fault, Library, Source};

/// The keys of a section that is a shared block.
pub(crate) const BLOCK_SECTION_KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("block", Shape::Id),
    Key::optional("only", Shape::Texts),
    Key::optional("omit", Shape::Texts),
    Key::optional("require", Shape::Texts),
    Key::optional("title", Shape::Localized),
    Key::optional("intro", Shape::Localized),
    Key::optional("why", Shape::Localized),
    Key::optional("when", Shape::Condition),
    Key::optional("advisor", Shape::Object(ADVISOR_KEYS)),
];

/// What a section says in its block's stead.
const OWN: [&str; 5] = ["title", "intro", "why", "when", "advisor"];

/// The same form as one JSON document, blocks and lists inlined, only what it uses.
///
/// # Errors
/// The faults of the references: a block or list that does not exist or is not JSON. Run [`crate::load_form`] first for all others.
pub fn bundle(file: &str, text: &str, library: &dyn Library) -> Result<Value, Vec<Fault>> {
    let document = parse(file, text).map_err(|fault| vec![fault])?;
    let (mut document, _, faults) = resolve(file, document, library);
    if !faults.is_empty() {
        return Err(faults);
    }
    if let Some(object) = document.as_object_mut() {
        object.remove("$schema");
    }
    fold_same_texts(&mut document);
    Ok(document)
}

/// Which places of the resolved document came from another file.
#[derive(Default)]
pub(crate) struct Origins {
    /// Pointer in the resolved document, file, pointer in that file. Later entries are more precise.
    entries: Vec<(String, String, String)>,
}

impl Origins {
    pub(crate) fn add(&mut self, here: String, file: &str, there: &str) {
        self.entries.push((here, file.to_owned(), there.to_owned()));
    }

    /// File and pointer of the longest known prefix of a place.
    pub(crate) fn find(&self, at: &str) -> Option<(String, String)> {
        let inside = |here: &str| at.strip_prefix(here).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let (here, file, there) =
            self.entries.iter().filter(|(here, ..)| inside(here).is_some()).max_by_key(|e| e.0.len())?;
        Some((file.clone(), format!("{there}{}", inside(here)?)))
    }
}

impl Origins {
    /// The questions of a section moved: `from[new]` is the old index of each; one may have become several.
    pub(crate) fn spread(&mut self, file: &str, list: &str, from: &[usize]) {
        let under = format!("{list}/");
        let (moved, mut all): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.entries).into_iter().partition(|(here, ..)| here.starts_with(&under));
        for (new, old) in from.iter().enumerate() {
            let (old, new) = (format!("{list}/{old}"), format!("{list}/{new}"));
            let mut known = false;
            for (here, source, there) in &moved {
                if let Some(rest) = here.strip_prefix(&old).filter(|rest| rest.is_empty() || rest.starts_with('/')) {
                    known |= rest.is_empty();
                    all.push((format!("{new}{rest}"), source.clone(), there.clone()));
                }
            }
            if !known {
                // Written in the form itself: a question of a block has an entry of its own.
                all.push((new, file.to_owned(), old));
            }
        }
        self.entries = all;
    }
}

struct Resolver<'a> {
    file: &'a str,
    library: &'a dyn Library,
    origins: Origins,
    faults: Vec<Fault>,
    /// Each list asked for, and the first place that asks for it.
    lists: BTreeMap<String, String>,
    /// The checks that blocks bring, each block's once.
    checks: Vec<BlockCheck>,
    opened: BTreeSet<String>,
}

/// A check of a block, before it is known whether the form takes it.
struct BlockCheck {
    check: Value,
    file: String,
    at: String,
}

pub(crate) fn resolve(file: &str, mut document: Value, library: &dyn Library) -> (Value, Origins, Vec<Fault>) {
    let mut resolver = Resolver {
        file,
        library,
        origins: Origins::default(),
        faults: Vec::new(),
        lists: BTreeMap::new(),
        checks: Vec::new(),
        opened: BTreeSet::new(),
    };
    if let Some(Value::Array(sections)) = document.get_mut("sections") {
        for (index, section) in sections.iter_mut().enumerate() {
            resolver.section(section, &format!("/sections/{index}"));
        }
    }
    let lists = std::mem::take(&mut resolver.lists);
    if let Some(object) = document.as_object_mut() {
        resolver.put_lists(object, lists);
        resolver.put_checks(object);
    }
    let Resolver { mut origins, mut faults, .. } = resolver;
    put_section(file, &mut document, &mut origins, library, &mut faults);
    put_lines(file, &mut document, &mut origins, library, &mut faults);
    (document, origins, faults)
}

impl Resolver<'_> {
    fn fault(&mut self, at: String, what: String, fix: &str) {
        let (file, at) = self.origins.find(&at).unwrap_or_else(|| (self.file.to_owned(), at));
        self.faults.push(Fault { file, at, what, fix: fix.to_owned() });
    }

    fn section(&mut self, section: &mut Value, at: &str) {
        if let Some(id) = section.get("block").and_then(Value::as_str).map(str::to_owned) {
            let Some(block) = self.open_block(&id, &format!("{at}/block")) else {
                // Leave something the reader can pass over without a second fault.
                *section = json!({ "id": id, "title": "?", "questions": [
                    { "id": "missing", "kind": "note", "label": "?", "body": [{ "p": "?" }] }] });
                return;
            };
            *section = self.put_block(section, block, &id, at);
        }
        self.questions(section, at, 0);
    }

    fn open_block(&mut self, id: &str, at: &str) -> Option<(Source, Value)> {
        let Some(source) = self.library.block(id) else {
            self.fault(
                at.to_owned(),
                format!("there is no block `{id}`."),
                "Write it in schemas/blocks/, or correct the name.",
            );
            return None;
        };
        match parse(&source.file, &source.text) {
            Ok(value) => Some((source, value)),
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    /// The block in the section's place: questions left out, made required, and what the section says for itself kept.
    /// With `only`, the section is a part of the block with a name of its own; its answers stay with the block's.
    fn put_block(&mut self, section: &Value, (source, mut block): (Source, Value), id: &str, at: &str) -> Value {
        self.origins.add(at.to_owned(), &source.file, "");
        for key in OWN.iter().filter(|key| section.get(**key).is_some()) {
            self.origins.add(format!("{at}/{key}"), self.file, &format!("{at}/{key}"));
        }
        if let Some(block) = block.as_object_mut() {
            block.remove("$schema");
            let checks = block.remove("checks");
            self.take_checks(id, &source.file, checks);
        }
        let names = |key: &str| -> Vec<String> {
            let list = section.get(key).and_then(Value::as_array);
            list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let (only, omit, require) = (names("only"), names("omit"), names("require"));
        let is_part = section.get("only").is_some();
        for key in ["only", "omit", "require"] {
            let texts = |value: &Value| value.as_array().is_some_and(|list| list.iter().all(Value::is_string));
            if section.get(key).is_some_and(|value| !texts(value)) {
                self.faults.push(Fault {
                    file: self.file.to_owned(),
                    at: format!("{at}/{key}"),
                    what: format!("`{key}` is not a list of questions."),
                    fix: "Write their ids between brackets, such as [\"nam\"].".to_owned(),
                });
            }
        }
        if let Some(Value::Array(questions)) = block.get_mut("questions") {
            for name in only.iter().chain(&omit).chain(&require) {
                if !questions.iter().any(|question| question.get("id").and_then(Value::as_str) == Some(name)) {
                    self.faults.push(Fault {
                        file: self.file.to_owned(),
                        at: at.to_owned(),
                        what: format!("the block `{id}` has no question `{name}`."),
                        fix: "Correct the name in `only`, `omit` or `require`.".to_owned(),
                    });
                }
            }
            let mut kept = Vec::with_capacity(questions.len());
            for (index, mut question) in std::mem::take(questions).into_iter().enumerate() {
                let name = question.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
                if omit.contains(&name) || (is_part && !only.contains(&name)) {
                    continue;
                }
                if let Some(question) = question.as_object_mut().filter(|_| require.contains(&name)) {
                    question.insert("required".to_owned(), Value::Bool(true));
                }
                let here = format!("{at}/questions/{}", kept.len());
                self.origins.add(here, &source.file, &format!("/questions/{index}"));
                kept.push(question);
            }
            *questions = kept;
        }
        for key in section.as_object().into_iter().flat_map(Map::keys) {
            if !BLOCK_SECTION_KEYS.iter().any(|known| known.name == key) {
                self.faults.push(Fault {
                    file: self.file.to_owned(),
                    at: format!("{at}/{}", crate::escape(key)),
                    what: format!("the key `{key}` is not known beside `block`."),
                    fix: "Use one of: id, block, only, omit, require, title, intro, why, when, advisor.".to_owned(),
                });
            }
        }
        if is_part {
            self.origins.add(format!("{at}/id"), self.file, &format!("{at}/id"));
            if let (Some(own), Some(block)) = (section.get("id"), block.as_object_mut()) {
                let container = block.get("in").or(block.get("id")).cloned();
                block.insert("in".to_owned(), container.unwrap_or_default());
                block.insert("id".to_owned(), own.clone());
            }
        } else if section.get("id") != block.get("id") {
            self.faults.push(Fault {
                file: self.file.to_owned(),
                at: format!("{at}/id"),
                what: "the section's id is not its block's.".to_owned(),
                fix: format!("Write \"id\": \"{id}\", or keep `only` some of its questions."),
            });
        }
        for key in OWN {
            if let (Some(own), Some(block)) = (section.get(key), block.as_object_mut()) {
                block.insert(key.to_owned(), own.clone());
            }
        }
        block
    }

    fn questions(&mut self, holder: &mut Value, at: &str, depth: usize) {
        let Some(Value::Array(questions)) = holder.get_mut("questions") else { return };
        if depth > crate::limits::GROUP_DEPTH {
            return;
        }
        for (index, question) in questions.iter_mut().enumerate() {
            let here = format!("{at}/questions/{index}");
            for key in ["list", "suggest"] {
                if let Some(id) = question.get(key).and_then(Value::as_str) {
                    self.lists.entry(id.to_owned()).or_insert_with(|| format!("{here}/{key}"));
                }
            }
            if question.get("kind").and_then(Value::as_str) == Some("address") && question.get("questions").is_none() {
                self.put_address(question, &here);
            }
            self.questions(question, &here, depth + 1);
        }
    }

    fn put_address(&mut self, question: &mut Value, at: &str) {
        let Some((source, mut block)) = self.open_block("address", at) else { return };
        self.origins.add(format!("{at}/questions"), &source.file, "/questions");
        let questions = block.get_mut("questions").map(Value::take);
        if let (Some(questions), Some(question)) = (questions, question.as_object_mut()) {
            question.insert("questions".to_owned(), questions);
        }
    }

    fn take_checks(&mut self, block: &str, file: &str, checks: Option<Value>) {
        let Some(checks) = checks.filter(|_| self.opened.insert(block.to_owned())) else { return };
        let Value::Array(checks) = checks else {
            self.faults.push(Fault {
                file: file.to_owned(),
                at: "/checks".to_owned(),
                what: "`checks` is not a list.".to_owned(),
                fix: "Write the checks between brackets.".to_owned(),
            });
            return;
        };
        let found = checks.into_iter().enumerate();
        self.checks.extend(found.map(|(number, check)| BlockCheck {
            check,
            file: file.to_owned(),
            at: format!("/checks/{number}"),
        }));
    }

    /// The checks of the blocks after the form's own. A check of the form stands in the place of a block's of that id;
    /// one that names `regimes` is for forms filled under one of those laws.
    fn put_checks(&mut self, document: &mut Map<String, Value>) {
        if self.checks.is_empty() {
            return;
        }
        let regime = document.get("legal_regime").cloned().unwrap_or_default();
        let mut list = match document.remove("checks") {
            Some(Value::Array(list)) => list,
            Some(other) => {
                // Not a list: the reader says so.
                document.insert("checks".to_owned(), other);
                return;
            }
            None => Vec::new(),
        };
        for BlockCheck { mut check, file, at } in std::mem::take(&mut self.checks) {
            if let Some(regimes) = check.as_object_mut().and_then(|check| check.remove("regimes")) {
                let Some(regimes) = regimes.as_array().filter(|list| !list.is_empty() && list.iter().all(is_regime))
                else {
                    self.faults.push(Fault {
                        file,
                        at: format!("{at}/regimes"),
                        what: "`regimes` is not a list of laws.".to_owned(),
                        fix: format!("Write some of {} between brackets, or leave it out.", REGIMES.join(", ")),
                    });
                    continue;
                };
                if !regimes.contains(&regime) {
                    continue;
                }
            }
            if list.iter().any(|own| own.get("id").is_some() && own.get("id") == check.get("id")) {
                continue;
            }
            self.origins.add(format!("/checks/{}", list.len()), &file, &at);
            list.push(check);
        }
        document.insert("checks".to_owned(), Value::Array(list));
    }

    fn put_lists(&mut self, document: &mut Map<String, Value>, used: BTreeMap<String, String>) {
        let mut lists = match document.remove("lists") {
            Some(Value::Object(lists)) => lists,
            Some(other) => {
                // Not an object: the reader says so.
                document.insert("lists".to_owned(), other);
                return;
            }
            None => Map::new(),
        };
        for (id, place) in used {
            if lists.contains_key(&id) {
                continue;
            }
            let Some(source) = self.library.list(&id) else {
                self.fault(
                    place,
                    format!("there is no list `{id}`."),
                    "Write it in schemas/lists/, or correct the name.",
                );
                continue;
            };
            match parse(&source.file, &source.text) {
                Ok(mut list) => {
                    if let Some(list) = list.as_object_mut() {
                        list.remove("$schema");
                        list.remove("id");
                    }
                    self.origins.add(format!("/lists/{}", crate::escape(&id)), &source.file, "");
                    lists.insert(id, list);
                }
                Err(fault) => self.faults.push(fault),
            }
        }
        if !lists.is_empty() {
            document.insert("lists".to_owned(), Value::Object(lists));
        }
    }
}

fn is_regime(value: &Value) -> bool {
    value.as_str().is_some_and(|law| REGIMES.contains(&law))
}

/// `{"fr": x, "en": x}` becomes `x`: the same meaning in fewer bytes.
fn fold_same_texts(value: &mut Value) {
    let same = value.as_object().filter(|map| map.len() == 2).and_then(|map| {
        let (fr, en) = (map.get("fr")?, map.get("en")?);
        (fr.is_string() && fr == en).then(|| fr.clone())
    });
    match (same, value) {
        (Some(same), value) => *value = same,
        (None, Value::Object(map)) => map.values_mut().for_each(fold_same_texts),
        (None, Value::Array(items)) => items.iter_mut().for_each(fold_same_texts),
        _ => {}
    }
}
