//! From the text of an orientation file to its rules, or to the list of what must be mended.

use super::{Asked, Door, DoorKind, DoorRule, Orientation};
use crate::condition::read_condition;
use crate::fault::say;
use crate::kinds::{NOTE_PART_KEYS, NOTE_TONES};
use crate::load::parse;
use crate::read::{Faults, Item, Key, Shape};
use crate::{Fault, limits};

pub(crate) const ORIENTATION_KEYS: &[Key] = &[
    Key::optional("$schema", Shape::Text),
    Key::required("id", Shape::Id),
    Key::required("title", Shape::Localized),
    Key::optional("intro", Shape::Localized),
    Key::required("because", Shape::Localized),
    Key::required("asked", Shape::Objects(ASKED_KEYS)),
    Key::required("doors", Shape::Objects(DOOR_KEYS)),
    Key::required("rules", Shape::Objects(RULE_KEYS)),
];

const ASKED_KEYS: &[Key] =
    &[Key::required("id", Shape::Id), Key::required("forms", Shape::Ids), Key::required("municipality", Shape::Path)];

const KINDS: &[&str] = &["ssg", "programme", "other"];

const DOOR_KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("kind", Shape::OneOf(KINDS)),
    Key::required("title", Shape::Localized),
    Key::optional("tone", Shape::OneOf(NOTE_TONES)),
    Key::required("body", Shape::Parts(NOTE_PART_KEYS)),
];

const RULE_KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("door", Shape::Id),
    Key::optional("when", Shape::Objects(WHEN_KEYS)),
    Key::optional("otherwise", Shape::Bool),
    Key::optional("source", Shape::Text),
];

const WHEN_KEYS: &[Key] = &[Key::required("asked", Shape::Id), Key::required("that", Shape::Condition)];

/// Reads an orientation file. `file` names the text in faults.
///
/// # Errors
/// Every fault found: broken JSON, unknown keys, a rule that leads to no door, a door that no rule leads to, rules that
/// could leave somebody without a door. Whether each rule can hold is for `parcours check`, which has the forms.
pub fn load_orientation(file: &str, text: &str) -> Result<Orientation, Vec<Fault>> {
    let document = parse(file, text).map_err(|fault| vec![fault])?;
    let faults = Faults::new(file, &document);
    let orientation = read(Item { value: &document, faults: &faults });
    let mut faults = faults.into_vec();
    match orientation {
        Some(orientation) if faults.is_empty() => {
            faults = unsound(file, &orientation);
            if faults.is_empty() { Ok(orientation) } else { Err(faults) }
        }
        _ => Err(faults),
    }
}

fn read(item: Item<'_>) -> Option<Orientation> {
    let object = item.object(ORIENTATION_KEYS)?;
    Some(Orientation {
        id: object.id("id")?,
        title: object.localized("title")?,
        intro: object.localized("intro"),
        because: object.localized("because")?,
        asked: object.list("asked", 1, limits::WORKFLOW_ITEMS, read_asked)?,
        doors: object.list("doors", 1, limits::WORKFLOW_ITEMS, read_door)?,
        rules: object.list("rules", 1, limits::WORKFLOW_ITEMS, read_rule)?,
    })
}

fn read_asked(item: Item<'_>) -> Option<Asked> {
    let object = item.object(ASKED_KEYS)?;
    Some(Asked {
        id: object.id("id")?,
        forms: object.list("forms", 1, limits::WORKFLOW_ITEMS, |item| item.id())?,
        municipality: object.path("municipality")?,
    })
}

fn read_door(item: Item<'_>) -> Option<Door> {
    let object = item.object(DOOR_KEYS)?;
    let kind = object.one_of("kind", KINDS);
    Some(Door {
        id: object.id("id")?,
        kind: [DoorKind::Ssg, DoorKind::Programme, DoorKind::Other][kind?],
        title: object.localized("title")?,
        tone: object.one_of("tone", NOTE_TONES).map(|tone| NOTE_TONES[tone].to_owned()),
        // Read with the form that shows them: their lines come from its crisis pack.
        body: object.list("body", 1, 40, |part| Some(part.value.clone()))?,
    })
}

fn read_rule(item: Item<'_>) -> Option<DoorRule> {
    let object = item.object(RULE_KEYS)?;
    let id = object.id("id")?;
    if id.contains('-') {
        object.fault_at("/id", say!(format!("`{id}` cannot be the id of a rule."), "Use `_` instead of `-`."));
        return None;
    }
    let when = |item: Item<'_>| {
        let object = item.object(WHEN_KEYS)?;
        Some((object.id("asked")?, object.with("that", read_condition)?))
    };
    Some(DoorRule {
        id,
        door: object.id("door")?,
        when: object.list("when", 1, limits::WORKFLOW_ITEMS, when).unwrap_or_default(),
        otherwise: object.flag("otherwise"),
    })
}

/// What is wrong between the parts.
fn unsound(file: &str, orientation: &Orientation) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |at: String, what: String, fix: &str| {
        faults.push(Fault { file: file.to_owned(), at, what, fix: fix.to_owned() });
    };
    let twice = |ids: &[&str], index: usize| ids[..index].contains(&ids[index]);
    let asked: Vec<&str> = orientation.asked.iter().map(|asked| asked.id.as_str()).collect();
    let doors: Vec<&str> = orientation.doors.iter().map(|door| door.id.as_str()).collect();
    let rules: Vec<&str> = orientation.rules.iter().map(|rule| rule.id.as_str()).collect();
    for (kind, ids) in [("asked", &asked), ("doors", &doors), ("rules", &rules)] {
        for index in (0..ids.len()).filter(|index| twice(ids, *index)) {
            fault(format!("/{kind}/{index}/id"), format!("`{}` stands twice.", ids[index]), "Give each its own id.");
        }
    }
    let forms: Vec<&str> = orientation.asked.iter().flat_map(|asked| &asked.forms).map(String::as_str).collect();
    for index in (0..forms.len()).filter(|index| twice(&forms, *index)) {
        fault("/asked".to_owned(), format!("the form `{}` stands twice.", forms[index]), "Keep one of them.");
    }
    for (index, rule) in orientation.rules.iter().enumerate() {
        if !doors.contains(&rule.door.as_str()) {
            let what = format!("there is no door `{}`.", rule.door);
            fault(format!("/rules/{index}/door"), what, "Correct the name, or add the door.");
        }
        for (place, (name, _)) in rule.when.iter().enumerate() {
            if !asked.contains(&name.as_str()) {
                let what = format!("nothing is asked under the name `{name}`.");
                fault(format!("/rules/{index}/when/{place}/asked"), what, "Correct the name, or add it to `asked`.");
            }
            if rule.when[..place].iter().any(|(other, _)| other == name) {
                let what = format!("`{name}` stands twice in a rule.");
                fault(format!("/rules/{index}/when/{place}/asked"), what, "Put both conditions under `any`.");
            }
        }
        if rule.when.is_empty() && !rule.otherwise {
            let what = "the rule never holds.".to_owned();
            fault(format!("/rules/{index}"), what, "Say when, or write `\"otherwise\": true`.");
        }
    }
    for (index, door) in doors.iter().enumerate() {
        if !orientation.rules.iter().any(|rule| rule.door == *door) {
            fault(format!("/doors/{index}"), format!("no rule leads to `{door}`."), "Add one, or remove the door.");
        }
    }
    match orientation.rules.iter().filter(|rule| rule.otherwise).count() {
        1 => {}
        0 => {
            let what = "some answers would leave a person without a door.".to_owned();
            fault("/rules".to_owned(), what, "Write `\"otherwise\": true` in the rule that takes everybody else.");
        }
        _ => {
            let what = "several rules take everybody else.".to_owned();
            fault("/rules".to_owned(), what, "Keep one `\"otherwise\"`.");
        }
    }
    faults
}
