//! The answers of one section: a line for each question now shown, a heading for each row of a repeating group.

use parcours_rules::journey::{Event, Journey};
use parcours_schema::{Kind, Question, Severity};
use parcours_text::{answer, label_at, sentence};

use crate::buttons::link;
use crate::element::{Element, el};
use crate::hand::Hand;
use crate::ids::{edit_link_id, id_of};
use crate::named_rows::chosen_rows;
use crate::page_heading::level_tag;
use crate::spot::Spot;
use parcours_text::words;

/// The section's heading and its lines.
pub(super) fn section_list(hand: Hand, index: usize) -> Element {
    let Some(form) = hand.seen(|journey| journey.engine().rules().form().clone()) else { return el("section") };
    let title = form.sections.get(index).map(|section| section.title.get(hand.language()).to_owned());
    let mut list = Lines { hand, done: Vec::new(), lines: Vec::new() };
    hand.once(|journey| list.questions(journey, Spot::of_section(&form, index)));
    list.close();
    el("section").child(el(level_tag(hand.level + 1)).child(title.unwrap_or_default())).children(list.done)
}

struct Lines {
    hand: Hand,
    /// Lists and headings, in order.
    done: Vec<Element>,
    /// Lines of the list being made.
    lines: Vec<Element>,
}

impl Lines {
    fn questions(&mut self, journey: &Journey, spots: Vec<Spot>) {
        for spot in spots {
            let visible = journey.engine().state(&spot.at).is_some_and(|state| state.visible);
            let Some(question) = spot.question().filter(|_| visible) else { continue };
            match &question.kind {
                Kind::Note(_) | Kind::Computed(_) => {}
                Kind::Group(_) | Kind::Address(_) => self.group(journey, &spot, question),
                _ => self.line(journey, &spot.at, question),
            }
        }
    }

    fn group(&mut self, journey: &Journey, spot: &Spot, question: &Question) {
        let (language, level) = (self.hand.language(), self.hand.level + 2);
        if question.kind.repeat().is_none() {
            self.title(question.label.get(language).to_owned(), level);
            self.questions(journey, spot.inner(None));
            self.close();
            return;
        }
        let rows = journey.engine().rows(&spot.at);
        if rows == 0 || !journey.problems_at(&spot.at).is_empty() {
            self.line(journey, &spot.at, question);
        }
        for row in 0..rows {
            let mut at = spot.at.clone();
            at.push('/');
            at.push_str(&row.to_string());
            self.title(label_at(journey.form(), &at, language), level);
            self.questions(journey, spot.inner(Some(row)));
            self.close();
        }
    }

    fn line(&mut self, journey: &Journey, at: &str, question: &Question) {
        let (hand, language, words) = (self.hand, self.hand.language(), words(self.hand.language()));
        let name = label_at(journey.form(), at, language);
        let state = journey.engine().state(at);
        let edit = {
            let at = at.to_owned();
            move || hand.tell(Event::Edit { at: at.clone() })
        };
        // What was typed and cannot be understood is shown as typed.
        let value = state.and_then(|state| state.value.as_ref()).or_else(|| journey.engine().raw(at));
        let answered = if question.kind.repeat().is_some() { None } else { value };
        let lines = match &question.kind {
            Kind::Reference(_) => chosen_rows(journey, at),
            _ => answered.map(|value| answer(question, journey.form(), value, language)).unwrap_or_default(),
        };
        let mut told = el("dd").class("told").attr("translate", "no");
        let mut way = None;
        if !lines.is_empty() {
            told = told.children(lines.into_iter().map(|line| el("p").child(line)));
        } else if state.is_some_and(|state| state.required && !state.given) {
            let mut text = words.answer_now.to_owned();
            text.push_str(&name);
            told = told.child(link(&id_of(at), text, edit.clone()).attr("id", edit_link_id(at)));
            way = Some(el("dd"));
        } else if journey.engine().rows(at) == 0 {
            told = told.child(el("span").class("blank").child(words.not_given));
        }
        for problem in journey.problems_at(at) {
            let (class, prefix) = match problem.severity {
                Severity::Error => ("error", words.error),
                Severity::Warning => ("warning", words.warning),
            };
            let said = el("p").class(class).child(el("span").child(prefix));
            told = told.child(said.child(sentence(problem, journey.form(), language)));
        }
        let way = way.unwrap_or_else(|| {
            let change = link(&id_of(at), words.edit.to_owned(), edit).attr("id", edit_link_id(at));
            let mut unseen = String::from(" ");
            unseen.push_str(&name);
            el("dd").class("way").child(change.child(el("span").class("unseen").child(unseen)))
        });
        let label = el("dt").child(question.label.get(language).to_owned());
        self.lines.push(el("div").class("line").child(label).child(told).child(way));
    }

    fn title(&mut self, text: String, level: u8) {
        self.close();
        self.done.push(el(level_tag(level)).class("row-title").child(text));
    }

    fn close(&mut self) {
        if !self.lines.is_empty() {
            self.done.push(el("dl").children(std::mem::take(&mut self.lines)));
        }
    }
}
