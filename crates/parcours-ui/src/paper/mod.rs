//! A form on paper, to fill by hand (`ux.md` section 3, «Print», A-36): every question of every branch, in order, with boxes and
//! lines; what depends on another answer says on which. For servers and for pages made ahead of time.

mod place;
#[cfg(test)]
mod tests;

use leptos::prelude::*;
use parcours_schema::{Condition, Form, Kind, Language, Localized, Question, Required};
use parcours_text::{Numbers, only_when, paper_words, words};

use self::place::place;
use crate::element::{Child, Element, el};
use crate::note::note;

/// The form as an article of HTML, its heading of the first level. `send_to` is where it goes once filled: an address, a telephone,
/// a line each.
pub fn paper(form: &Form, language: Language, send_to: Option<&str>) -> String {
    let paper = Paper { form, language, numbers: numbered(form) };
    Owner::new().with(|| paper.article(send_to).to_html())
}

struct Paper<'a> {
    form: &'a Form,
    language: Language,
    /// By path, where a question stands: `2.3`.
    numbers: Numbers<'a>,
}

/// Numbers the questions of each section; those of a group follow its number.
fn numbered(form: &Form) -> Numbers<'_> {
    fn inside<'a>(questions: &'a [Question], above: &str, all: &mut Numbers<'a>) {
        for (place, question) in questions.iter().filter(|question| question.kind.asks()).enumerate() {
            let number = [above, ".", &(place + 1).to_string()].concat();
            inside(question.kind.questions(), &number, all);
            all.insert(&question.path, (number, question));
        }
    }
    let mut all = Numbers::new();
    for (place, section) in form.sections.iter().enumerate() {
        inside(&section.questions, &(place + 1).to_string(), &mut all);
    }
    all
}

impl Paper<'_> {
    fn article(&self, send_to: Option<&str>) -> Element {
        let said = paper_words(self.language);
        let edition = said
            .edition
            .replace("{id}", &self.form.id)
            .replace("{version}", &self.form.version)
            .replace("{revision}", &self.form.revision);
        let mut article = el("article")
            .class("paper")
            .child(el("h1").child(self.text(&self.form.title)))
            .child(el("p").class("by-hand").child(said.by_hand))
            .children(self.form.purpose.as_ref().map(|purpose| el("p").child(self.text(purpose))))
            .child(el("p").child(said.how))
            .child(el("p").child(words(self.language).required_legend));
        for (place, section) in self.form.sections.iter().enumerate() {
            let title = [&(place + 1).to_string(), ". ", section.title.get(self.language)].concat();
            let part = el("section").child(el("h2").child(title));
            let asks = section.questions.iter().any(|question| question.kind.asks());
            let told = [&section.intro, &section.why].into_iter().flatten();
            article = article.child(
                part.children(told.map(|text| el("p").child(self.text(text))))
                    .children(self.condition(section.when.as_ref(), asks))
                    .children(self.questions(&section.questions)),
            );
        }
        let lines = send_to.into_iter().flat_map(str::lines).map(|line| el("p").child(line.to_owned()));
        let address = send_to.map(|_| el("section").child(el("h2").child(said.send_to)).children(lines));
        article.children(address).child(el("p").class("edition").child(edition))
    }

    fn questions(&self, questions: &[Question]) -> Vec<Child> {
        questions.iter().filter_map(|question| self.question(question)).map(Child::from).collect()
    }

    fn question(&self, question: &Question) -> Option<Element> {
        let title = question.label.get(self.language);
        if let Kind::Note(body) = &question.kind {
            let id = crate::ids::id_of(&question.path);
            let note = note(id, title, body, 3, self.language, &|_| true);
            return Some(el("div").class("asked").children(self.condition(question.when.as_ref(), false)).child(note));
        }
        let (number, _) = self.numbers.get(question.path.as_str())?;
        let star = match question.required {
            Required::Never => "",
            Required::Always | Required::When(_) => "\u{a0}*",
        };
        let head = el("p")
            .class("question")
            .child(el("span").class("number").child([number, " "].concat()))
            .child([title, star].concat());
        let hint = question.hint.as_ref().map(|hint| el("p").class("hint").child(self.text(hint)));
        let asked =
            el("div").class("asked").child(head).children(self.condition(question.when.as_ref(), true)).children(hint);
        let Some(group) = question.kind.group() else {
            return Some(asked.children(place(question, self.form, self.language)));
        };
        let Some(repeat) = &group.repeat else { return Some(asked.children(self.questions(&group.questions))) };
        let rows = (1..=repeat.max.min(ROWS)).map(|row| {
            let title = repeat.item.get(self.language).replace("{n}", &row.to_string());
            el("div")
                .class("row")
                .child(el("p").class("question").child(title))
                .children(self.questions(&group.questions))
        });
        let more = (repeat.max > ROWS).then(|| el("p").class("hint").child(paper_words(self.language).more_rows));
        Some(asked.children(rows).children(more))
    }

    fn condition(&self, when: Option<&Condition>, asks: bool) -> Option<Element> {
        let told = only_when(when?, asks, self.form, &self.numbers, self.language)?;
        Some(el("p").class("only").child(told))
    }

    fn text(&self, text: &Localized) -> String {
        text.get(self.language).to_owned()
    }
}

/// How many rows of a group stand on the paper.
const ROWS: usize = 3;
