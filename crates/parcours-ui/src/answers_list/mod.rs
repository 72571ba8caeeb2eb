//! Answers to be read, not changed: a line for each question that is shown, a heading for each row.

pub mod examples;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use parcours_rules::calendar::{Moment, clock_of};
use parcours_rules::journey::Journey;
use parcours_schema::kinds::Compute;
use parcours_schema::{Condition, Form, Kind, Language, Question};
use parcours_text::{answer, label_at};
use serde_json::Value;

use crate::element::{Element, el};
use crate::ids::id_of;
use crate::named_rows::chosen_rows;
use crate::note::note;
use crate::page_heading::level_tag;
use crate::spot::Spot;

/// The answers of a section, as far as `form` asks for them; nothing when nothing was answered. `level` is that of the
/// headings of groups and rows.
pub fn answers_list(journey: &Journey, form: &Arc<Form>, section: usize, level: u8) -> Vec<Element> {
    let mut list = Lines { journey, level, language: journey.language(), done: Vec::new(), lines: Vec::new() };
    list.questions(Spot::of_section(form, section));
    list.close();
    list.done
}

/// The answers of one row.
pub(crate) fn row_answers(journey: &Journey, group: &Spot, row: usize, level: u8) -> Vec<Element> {
    let mut list = Lines { journey, level, language: journey.language(), done: Vec::new(), lines: Vec::new() };
    list.questions(group.inner(Some(row)));
    list.close();
    list.done
}

struct Lines<'a> {
    journey: &'a Journey,
    level: u8,
    language: Language,
    /// Lists and headings, in order.
    done: Vec<Element>,
    /// Lines of the list being made.
    lines: Vec<Element>,
}

impl Lines<'_> {
    fn questions(&mut self, spots: Vec<Spot>) {
        for spot in spots {
            let visible = self.journey.engine().state(&spot.at).is_some_and(|state| state.visible);
            let Some(question) = spot.question().filter(|_| visible) else { continue };
            match &question.kind {
                Kind::Computed(Compute::Stamp) => self.line(&spot.at, question),
                Kind::Note(body) => {
                    self.close();
                    let (title, level) = (question.label.get(self.language), self.level);
                    let holds = |condition: &Condition| self.journey.engine().is_so(condition);
                    self.done.push(note(id_of(&spot.at), title, body, level, self.language, &holds));
                }
                Kind::Computed(_) => {}
                Kind::Group(_) | Kind::Address(_) if question.kind.repeat().is_some() => self.rows(&spot),
                Kind::Group(_) | Kind::Address(_) => self.questions(spot.inner(None)),
                _ => self.line(&spot.at, question),
            }
        }
    }

    fn rows(&mut self, spot: &Spot) {
        for row in 0..self.journey.engine().rows(&spot.at) {
            let mut at = spot.at.clone();
            at.push('/');
            at.push_str(&row.to_string());
            self.close();
            let title = label_at(self.journey.form(), &at, self.language);
            self.done.push(el(level_tag(self.level)).class("row-title").child(title));
            let titled = self.done.len();
            self.level += 1;
            self.questions(spot.inner(Some(row)));
            self.level -= 1;
            self.close();
            // A title with nothing under it tells nothing.
            if self.done.len() == titled {
                self.done.pop();
            }
        }
    }

    /// What was not answered is not in the list: nobody is asked for it here.
    fn line(&mut self, at: &str, question: &Question) {
        let engine = self.journey.engine();
        let value = engine.state(at).and_then(|state| state.value.as_ref()).or_else(|| engine.raw(at));
        let said = match &question.kind {
            // Kept as the server's clock gave it, shown as the clocks of here do.
            Kind::Computed(_) => {
                let clock = value.and_then(Value::as_str).and_then(Moment::parse).map(clock_of);
                let told = |clock: String| answer(question, self.journey.form(), &Value::from(clock), self.language);
                clock.map(told).unwrap_or_default()
            }
            Kind::Reference(_) => chosen_rows(self.journey, at),
            _ => value.map(|value| answer(question, self.journey.form(), value, self.language)).unwrap_or_default(),
        };
        if said.is_empty() {
            return;
        }
        let told = el("dd").class("told").attr("translate", "no");
        let told = told.children(said.into_iter().map(|line| el("p").child(line)));
        let label = el("dt").child(question.label.get(self.language).to_owned());
        self.lines.push(el("div").class("line").child(label).child(told));
    }

    fn close(&mut self) {
        if !self.lines.is_empty() {
            self.done.push(el("dl").children(std::mem::take(&mut self.lines)));
        }
    }
}
