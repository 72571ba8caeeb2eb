//! The rows a reference can name, in words: to choose from, and to read on the review page. Keys are never shown.

use parcours_rules::journey::Journey;
use parcours_schema::{Kind, template_of};
use parcours_text::{row_label, words};
use serde_json::Value;

use crate::choice_field::Offer;

/// The rows that the reference at a pointer can name; then those it names that are not there any more.
pub(crate) fn named_rows(journey: &Journey, at: &str) -> Vec<Offer> {
    let (form, language) = (journey.form(), journey.language());
    let (group, rows) = journey.engine().referable(at);
    let show = form.question(&template_of(at)).and_then(|question| match &question.kind {
        Kind::Reference(reference) => form.question(&reference.show),
        _ => None,
    });
    let offer = |value: Value, label| Offer { value, label, hint: None };
    let mut offers = Vec::with_capacity(rows.len());
    for row in &rows {
        let mut at = group.clone();
        at.push('/');
        at.push_str(&row.row.to_string());
        offers.push(offer(row.key.into(), row_label(form, &at, show.zip(row.shown), language)));
    }
    for key in chosen(journey, at) {
        if offers.iter().all(|offer| offer.value != *key) {
            offers.push(offer(key.clone(), words(language).gone.to_owned()));
        }
    }
    offers
}

/// Those of them that are chosen, in words.
pub(crate) fn chosen_rows(journey: &Journey, at: &str) -> Vec<String> {
    let chosen = chosen(journey, at);
    let offers = named_rows(journey, at).into_iter().filter(|offer| chosen.contains(&offer.value));
    offers.map(|offer| offer.label).collect()
}

/// Something that changes when the rows to choose from do.
pub(crate) fn mark_of_rows(journey: &Journey, at: &str) -> String {
    let mut mark = String::new();
    for row in journey.engine().referable(at).1 {
        mark.push_str(row.key);
        match row.shown {
            Some(Value::String(text)) => mark.push_str(text),
            Some(other) => mark.push_str(&other.to_string()),
            None => {}
        }
        mark.push('\n');
    }
    mark
}

/// The keys chosen.
fn chosen<'a>(journey: &'a Journey, at: &str) -> &'a [Value] {
    match journey.engine().state(at).and_then(|state| state.value.as_ref()) {
        Some(Value::Array(keys)) => keys,
        Some(key) => std::slice::from_ref(key),
        None => &[],
    }
}

#[cfg(test)]
mod tests {
    use parcours_rules::journey::{Event, Journey};
    use parcours_schema::Language;
    use serde_json::{Value, json};

    use super::{chosen_rows, mark_of_rows, named_rows};
    use crate::example::at_start;

    const AT: &str = "/what/call_first";

    fn answer(journey: &mut Journey, at: &str, value: Value) {
        journey.update(Event::Answer { at: at.to_owned(), value: Some(value) });
    }

    fn labels(journey: &Journey) -> Vec<String> {
        named_rows(journey, AT).into_iter().map(|offer| offer.label).collect()
    }

    #[test]
    fn rows_added_typed_in_and_removed_are_followed() {
        let mut journey = at_start(Language::Fr).unwrap();
        answer(&mut journey, "/who/contact", json!("phone"));
        assert!(labels(&journey).is_empty());
        let mut marks = vec![mark_of_rows(&journey, AT)];
        for _ in 0..2 {
            journey.update(Event::AddRow { at: "/who/phones".to_owned() });
            marks.push(mark_of_rows(&journey, AT));
        }
        answer(&mut journey, "/who/phones/1/number", json!("450 555 0142"));
        marks.push(mark_of_rows(&journey, AT));
        assert_eq!(labels(&journey), ["Téléphone 1", "Téléphone 2\u{a0}: 450 555-0142"]);
        answer(&mut journey, AT, json!("s1"));
        assert_eq!(chosen_rows(&journey, AT), ["Téléphone 1"]);
        journey.update(Event::RemoveRow { at: "/who/phones".to_owned(), row: 0 });
        marks.push(mark_of_rows(&journey, AT));
        assert_eq!(labels(&journey), ["Téléphone 1\u{a0}: 450 555-0142", "Élément retiré"]);
        assert_eq!(chosen_rows(&journey, AT), ["Élément retiré"]);
        journey.update(Event::AddRow { at: "/who/phones".to_owned() });
        assert_eq!(journey.engine().raw("/who/phones/1/key"), Some(&json!("s3")), "no name is given twice");
        marks.dedup();
        assert_eq!(marks.len(), 5, "each change is seen");
    }
}
