//! Which rows are shown and in which order: closed lists, each heard as soon as it changes; nothing else moves.

use leptos::prelude::{Get, Memo, event_target_value};
use parcours_rules::visit::{AtDesk, Board, Event};
use parcours_schema::workflow::Desk;
use parcours_schema::{Kind, Question};
use serde_json::Value;

use super::how_many;
use crate::element::{Element, el};
use crate::ids::{id_of, join};
use crate::visiting::Visiting;

/// The filters, and the order.
pub(super) fn filters(visiting: Visiting, desk: &Desk) -> Element {
    let said = visiting.words();
    let asked = desk.filters.iter().filter_map(|path| visiting.once(|visit| visit.form().question(path).cloned()));
    let filters: Vec<Element> = asked.map(|question| filter(visiting, question)).collect();
    let dates = desk.columns.iter().filter_map(|path| {
        let question = visiting.once(|visit| visit.form().question(path).cloned())?;
        matches!(question.kind, Kind::Date(_))
            .then_some((path.clone(), question.label.get(visiting.language()).to_owned()))
    });
    let dates: Vec<(String, String)> = dates.collect();
    el("fieldset")
        .class("desk-filters")
        .child(el("legend").class("label").child(said.desk_filters))
        .children(filters)
        .children((!dates.is_empty()).then(|| order(visiting, dates)))
}

fn filter(visiting: Visiting, question: Question) -> Element {
    let (said, language) = (visiting.words(), visiting.language());
    let path = question.path.clone();
    let label = question.label.get(language).to_owned();
    let (key, offered) = (question.clone(), question);
    // What was typed in the rows is offered as it stands; a list is offered whole.
    let key =
        move || offers(visiting, &key).into_iter().map(|(value, _)| value.to_string()).collect::<Vec<_>>().join("\n");
    el("div").swap(key, move || {
        let mut offers = offers(visiting, &offered);
        offers.push((Value::Null, said.desk_without.to_owned()));
        let (path, picked) = (path.clone(), path.clone());
        let now = move || visiting.with(|visit| visit.query().picked.get(&picked).cloned());
        let act = move |value| Event::AtDesk(AtDesk::Pick { path: path.clone(), value });
        closed_list(visiting, &offered.path, &label, said.desk_all, offers, now, act)
    })
}

fn offers(visiting: Visiting, question: &Question) -> Vec<(Value, String)> {
    let language = visiting.language();
    if let Kind::Choice(choice) = &question.kind {
        return visiting.once(|visit| {
            let list = visit.form().lists.get(&choice.list);
            let options = list.into_iter().flat_map(|list| &list.options);
            options.map(|one| (Value::String(one.value.clone()), one.label.get(language).to_owned())).collect()
        });
    }
    let values = visiting.with(|visit| visiting.hand.with(|journey| visit.desk_values(journey, &question.path)));
    values.into_iter().map(|value| (Value::String(value.clone()), value)).collect()
}

fn order(visiting: Visiting, dates: Vec<(String, String)>) -> Element {
    let said = visiting.words();
    let offers = dates.into_iter().map(|(path, label)| (Value::String(path), label)).collect();
    let now = move || visiting.with(|visit| visit.query().sort.clone().map(Value::String));
    let act = |value: Option<Value>| {
        let path = value.as_ref().and_then(Value::as_str).map(str::to_owned);
        Event::AtDesk(AtDesk::Sort { path })
    };
    el("div").child(closed_list(visiting, "desk.order", said.desk_sort, said.desk_grouped, offers, now, act))
}

/// A label and its closed list, whose first line asks for nothing.
fn closed_list(
    visiting: Visiting,
    path: &str,
    label: &str,
    nothing: &'static str,
    offers: Vec<(Value, String)>,
    now: impl Fn() -> Option<Value> + Clone + Send + 'static,
    act: impl Fn(Option<Value>) -> Event + Send + 'static,
) -> Element {
    let id = join(&id_of(path), "filter");
    let values: Vec<Value> = offers.iter().map(|(value, _)| value.clone()).collect();
    let options = offers.into_iter().enumerate().map(|(number, (value, label))| {
        let now = now.clone();
        el("option").attr("value", number.to_string()).selected(move || now().as_ref() == Some(&value)).child(label)
    });
    let list = el("select")
        .class("control")
        .attr("part", "control")
        .attr("id", id.clone())
        .attr("autocomplete", "off")
        .child(el("option").attr("value", "").child(nothing))
        .children(options)
        .on("change", move |event| {
            let chosen = event_target_value(&event).parse().ok().and_then(|number: usize| values.get(number).cloned());
            visiting.tell(act(chosen));
        });
    el("div")
        .class("desk-filter")
        .child(el("label").class("label").attr("for", id).child(label.to_owned()))
        .child(el("div").class("select").child(list))
}

/// What stands above the rows: how many are shown.
pub(super) fn caption(visiting: Visiting, board: Memo<Board>) -> Element {
    el("caption").text(move || {
        let board = board.get();
        how_many(visiting, board.shown(), board.total)
    })
}
