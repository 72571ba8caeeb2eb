//! From the text of a crisis pack to the pack, or to the list of what must be mended. A number that does not dial what it
//! prints is a fault: somebody in danger would find out first.

use serde_json::Value;

use super::{CrisisPack, Service, Territory};
use crate::fault::say;
use crate::kinds::read_tel;
use crate::list::{LIST_KEYS, read_options};
use crate::load::parse;
use crate::read::{Faults, Item, Key, Object, Shape};
use crate::{DateExpression, Fault, Library, List, limits};

pub(crate) const CRISIS_KEYS: &[Key] = &[
    Key::optional("$schema", Shape::Text),
    Key::required("id", Shape::Id),
    Key::required("region", Shape::Localized),
    Key::required("municipalities", Shape::ListId),
    Key::required("services", Shape::Objects(SERVICE_KEYS)),
    Key::required("first", Shape::Ids),
    Key::required("last", Shape::Ids),
    Key::required("territories", Shape::Objects(TERRITORY_KEYS)),
];

const SERVICE_KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("name", Shape::Localized),
    Key::required("number", Shape::Localized),
    Key::optional("tel", Shape::Text),
    Key::required("verified", Shape::Bool),
    Key::required("verified_on", Shape::Date),
    Key::required("source", Shape::Text),
];

const TERRITORY_KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("lines", Shape::Ids),
    Key::required("municipalities", Shape::Texts),
];

/// Reads a crisis pack; `library` has the list of its municipalities. `file` names the text in faults.
///
/// # Errors
/// Every fault found: broken JSON, unknown keys, a number that is verified and cannot be dialled or not verified and can,
/// a line that no service is, a municipality that stands twice or in no list.
pub fn load_crisis(file: &str, text: &str, library: &dyn Library) -> Result<CrisisPack, Vec<Fault>> {
    let document = parse(file, text).map_err(|fault| vec![fault])?;
    let faults = Faults::new(file, &document);
    let pack = read_pack(Item { value: &document, faults: &faults });
    let mut faults = faults.into_vec();
    match pack {
        Some(mut pack) if faults.is_empty() => {
            faults.extend(unsound(file, &pack));
            match municipalities(file, &pack.list, library) {
                Ok(list) => faults.extend(place(file, &mut pack, &list)),
                Err(found) => faults.extend(found),
            }
            if faults.is_empty() { Ok(pack) } else { Err(faults) }
        }
        _ => Err(faults),
    }
}

fn read_pack(item: Item<'_>) -> Option<CrisisPack> {
    let object = item.object(CRISIS_KEYS)?;
    let ids = |key| object.list(key, 1, limits::WORKFLOW_ITEMS, |item| item.id());
    Some(CrisisPack {
        id: object.id("id")?,
        region: object.localized("region")?,
        list: object.text("municipalities")?,
        services: object.list("services", 1, limits::WORKFLOW_ITEMS, read_service)?,
        first: ids("first")?,
        last: ids("last")?,
        territories: object.list("territories", 1, limits::WORKFLOW_ITEMS, read_territory)?,
        unplaced: Vec::new(),
    })
}

fn read_service(item: Item<'_>) -> Option<Service> {
    let object = item.object(SERVICE_KEYS)?;
    let service = Service {
        id: object.id("id")?,
        name: object.localized("name")?,
        number: object.localized("number")?,
        tel: object.with("tel", read_tel),
        verified: object.flag("verified"),
        verified_on: object.with("verified_on", read_day)?,
        source: object.text("source")?,
    };
    judge_number(&object, &service);
    Some(service)
}

/// A day that does not move.
fn read_day(item: Item<'_>) -> Option<String> {
    let text = item.text()?;
    match DateExpression::parse(text) {
        Some(DateExpression::Fixed(day)) => Some(day),
        _ => {
            item.fault(say!(format!("`{text}` is not a day."), "Write it as 2026-11-22."));
            None
        }
    }
}

fn judge_number(object: &Object<'_>, service: &Service) {
    match (&service.tel, service.verified) {
        (None, true) if !object.has("tel") => object.item.fault(say!(
            format!("`{}` is verified and has nothing to dial.", service.id),
            "Add `\"tel\"`, or write `\"verified\": false`."
        )),
        (Some(_), false) => object.fault_at(
            "/tel",
            say!(
                format!("the number of `{}` is not verified and could be dialled.", service.id),
                "Remove `tel` until somebody has verified the number."
            ),
        ),
        (Some(tel), true) => {
            for (language, printed) in [("fr", &service.number.fr), ("en", &service.number.en)] {
                let (dialled, printed_digits) = (digits(tel), digits(printed));
                if dialled != printed_digits && dialled != format!("1{printed_digits}") {
                    object.fault_at(
                        "/tel",
                        say!(
                            format!("`{tel}` does not dial `{printed}` ({language}), which is printed."),
                            "Correct the one that is wrong."
                        ),
                    );
                }
            }
        }
        _ => {}
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn read_territory(item: Item<'_>) -> Option<Territory> {
    let object = item.object(TERRITORY_KEYS)?;
    Some(Territory {
        id: object.id("id")?,
        lines: object.list("lines", 1, 20, |item| item.id())?,
        municipalities: object.texts("municipalities"),
        labels: Vec::new(),
    })
}

/// What is wrong between the parts of a pack.
fn unsound(file: &str, pack: &CrisisPack) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |at: String, what: String, fix: &str| {
        faults.push(Fault { file: file.to_owned(), at, what, fix: fix.to_owned() });
    };
    for (index, service) in pack.services.iter().enumerate() {
        if pack.services.iter().take(index).any(|other| other.id == service.id) {
            let what = format!("the service `{}` stands twice.", service.id);
            fault(format!("/services/{index}/id"), what, "Give each its own id.");
        }
    }
    for (index, territory) in pack.territories.iter().enumerate() {
        if pack.territories.iter().take(index).any(|other| other.id == territory.id) {
            let what = format!("the territory `{}` stands twice.", territory.id);
            fault(format!("/territories/{index}/id"), what, "Give each its own id.");
        }
    }
    let of_territory = |index: usize| (format!("/territories/{index}/lines"), &pack.territories[index].lines);
    let named = [("/first".to_owned(), &pack.first), ("/last".to_owned(), &pack.last)];
    for (place, ids) in named.into_iter().chain((0..pack.territories.len()).map(of_territory)) {
        for (index, id) in ids.iter().enumerate() {
            match pack.service(id) {
                None => fault(format!("{place}/{index}"), format!("there is no service `{id}`."), "Correct the name."),
                Some(service) if !service.verified => fault(
                    format!("{place}/{index}"),
                    format!("the number of `{id}` is not verified: nobody may be sent to it."),
                    "Name another service, or verify the number.",
                ),
                Some(_) => {}
            }
        }
    }
    let opening = pack.first.first().and_then(|id| pack.service(id)).and_then(|service| service.tel.as_deref());
    if opening != Some("911") {
        fault("/first/0".to_owned(), "911 does not stand first.".to_owned(), "Begin `first` with the service of 911.");
    }
    faults
}

fn municipalities(file: &str, id: &str, library: &dyn Library) -> Result<List, Vec<Fault>> {
    let source = library.list(id).ok_or_else(|| {
        let (what, fix) = (format!("there is no list `{id}`."), "Write it in schemas/lists/, or correct the name.");
        vec![Fault { file: file.to_owned(), at: "/municipalities".to_owned(), what, fix: fix.to_owned() }]
    })?;
    let document: Value = parse(&source.file, &source.text).map_err(|fault| vec![fault])?;
    let faults = Faults::new(&source.file, &document);
    let list =
        Item { value: &document, faults: &faults }.object(LIST_KEYS).and_then(|list| read_options(&list, "options"));
    let faults = faults.into_vec();
    list.filter(|_| faults.is_empty()).ok_or(faults)
}

/// Gives each municipality its name, and the pack those it says nothing of.
fn place(file: &str, pack: &mut CrisisPack, list: &List) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut placed: Vec<String> = Vec::new();
    for (number, territory) in pack.territories.iter_mut().enumerate() {
        for (index, value) in territory.municipalities.iter().enumerate() {
            let mut fault = |what: String, fix: &str| {
                let at = format!("/territories/{number}/municipalities/{index}");
                faults.push(Fault { file: file.to_owned(), at, what, fix: fix.to_owned() });
            };
            match list.get(value) {
                Some(_) if placed.contains(value) => {
                    fault(format!("`{value}` has its lines already."), "Keep it in one territory.")
                }
                Some(option) => territory.labels.push(option.label.fr.clone()),
                None => fault(format!("the list `{}` has no `{value}`.", pack.list), "Correct the name."),
            }
            placed.push(value.clone());
        }
    }
    let unplaced = list.options.iter().map(|option| &option.value).filter(|value| !placed.contains(value));
    pack.unplaced = unplaced.cloned().collect();
    faults
}
