//! What was typed in a page without script, read back as answers: the same names as the page was drawn with.

use parcours_rules::journey::{Journey, Page};
use parcours_schema::{DatePart, Kind, Question};
use serde_json::{Map, Value};

use crate::choice_field::Offer;
use crate::ids::{id_of, join, part_id};
use crate::named_rows::named_rows;
use crate::question::offers;
use crate::spot::Spot;

/// What a page posted: the text of the control of that name, once for each name. Controls left blank are posted as empty
/// texts; boxes and buttons that are not ticked are not posted at all.
pub trait Posted {
    /// The text posted under that name.
    fn get(&self, name: &str) -> Option<&str>;
}

/// The answers of the page of `journey` that differ from those it has: pointer, and value or nothing.
pub fn answers(journey: &Journey, posted: &dyn Posted) -> Vec<(String, Option<Value>)> {
    let Page::Section(section) = journey.page() else { return Vec::new() };
    let form = journey.engine().rules().form().clone();
    let mut reading = Reading { journey, posted, found: Vec::new() };
    reading.questions(Spot::of_section(&form, section));
    reading.found
}

struct Reading<'a> {
    journey: &'a Journey,
    posted: &'a dyn Posted,
    found: Vec<(String, Option<Value>)>,
}

impl Reading<'_> {
    fn questions(&mut self, spots: Vec<Spot>) {
        for spot in spots {
            let visible = self.journey.engine().state(&spot.at).is_some_and(|state| state.visible);
            let Some(question) = spot.question().filter(|_| visible) else { continue };
            if question.kind.group().is_none() {
                self.question(&spot, question);
                continue;
            }
            if question.kind.repeat().is_none() {
                self.questions(spot.inner(None));
                continue;
            }
            for row in 0..self.journey.engine().rows(&spot.at) {
                // A folded row stands as one line: none of its answers was on the page.
                if !self.journey.is_folded(&[&spot.at, "/", &row.to_string()].concat()) {
                    self.questions(spot.inner(Some(row)));
                }
            }
        }
    }

    fn question(&mut self, spot: &Spot, question: &Question) {
        let id = id_of(&spot.at);
        let value = match &question.kind {
            Kind::Note(_) | Kind::Computed(_) | Kind::Group(_) | Kind::Address(_) | Kind::Attachment(_) => return,
            Kind::Date(_) => self.date(spot, &[DatePart::Day, DatePart::Month, DatePart::Year]),
            Kind::Month(_) => self.date(spot, &[DatePart::Month, DatePart::Year]),
            Kind::YesNo(parcours_schema::kinds::YesNoLook::Checkbox) => Some(self.ticked(&id)),
            Kind::Attestation(_) => Some(self.ticked(&join(&id, "box"))),
            Kind::YesNo(_) => self.one(&id, &[true.into(), false.into()]),
            Kind::Tri => self.one(&id, &["yes".into(), "no".into(), "unknown".into()]),
            Kind::Choice(_) => self.one(&id, &values(offers(spot, question, self.journey.language()))),
            Kind::Choices(_) => Some(self.many(&id, values(offers(spot, question, self.journey.language())))),
            Kind::Reference(kind) if kind.many => Some(self.many(&id, values(named_rows(self.journey, &spot.at)))),
            Kind::Reference(_) => self.one(&id, &values(named_rows(self.journey, &spot.at))),
            _ => self.posted.get(&id).map(|text| (!text.is_empty()).then(|| lines(text).into())),
        };
        let Some(value) = value else { return };
        if self.journey.engine().raw(&spot.at) != value.as_ref() {
            self.found.push((spot.at.clone(), value));
        }
    }

    fn ticked(&self, id: &str) -> Option<Value> {
        self.posted.get(id).is_some().then(|| true.into())
    }

    /// One of several: buttons, which cannot be given up once pressed, or a list, which can.
    fn one(&self, id: &str, values: &[Value]) -> Option<Option<Value>> {
        if let Some(index) = self.posted.get(id) {
            return Some(index.parse().ok().and_then(|index: usize| values.get(index).cloned()));
        }
        let pressed = self.posted.get(&join(id, "choice"))?;
        let index: usize = pressed.strip_prefix(id)?.strip_prefix('-')?.parse().ok()?;
        values.get(index).cloned().map(Some)
    }

    fn many(&self, id: &str, values: Vec<Value>) -> Option<Value> {
        let ticked = values.into_iter().enumerate().filter(|(index, _)| {
            let name = join(id, &index.to_string());
            self.posted.get(&name).is_some()
        });
        let ticked: Vec<Value> = ticked.map(|(_, value)| value).collect();
        (!ticked.is_empty()).then_some(Value::Array(ticked))
    }

    /// The parts of a date as typed, all of them, as the field in the page gives them; nothing when all are blank. A date
    /// that is known already and was not touched stays as it is.
    fn date(&self, spot: &Spot, parts: &[DatePart]) -> Option<Option<Value>> {
        let typed = |part: &DatePart| self.posted.get(&part_id(&spot.at, *part));
        if parts.iter().all(|part| typed(part).is_none()) {
            return None;
        }
        let before = self.journey.engine().raw(&spot.at);
        let touched =
            parts.iter().any(|part| typed(part).unwrap_or_default() != crate::date_field::part_of(before, *part));
        if !touched {
            return None;
        }
        let mut date = Map::new();
        let mut blank = true;
        for part in [DatePart::Day, DatePart::Month, DatePart::Year] {
            let text = typed(&part).unwrap_or_default();
            blank &= text.trim().is_empty();
            date.insert(part.key().to_owned(), text.into());
        }
        Some((!blank).then_some(Value::Object(date)))
    }
}

fn values(offers: Vec<Offer>) -> Vec<Value> {
    offers.into_iter().map(|offer| offer.value).collect()
}

/// Line breaks are posted as two characters, and kept as one.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}
