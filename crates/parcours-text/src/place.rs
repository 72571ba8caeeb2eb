//! Where a problem is, in words: the question's label, after the titles of the rows it stands in. Nothing of what is
//! wrong there.

use parcours_schema::{Form, Kind, Language, Question, Section, tokens};

use crate::fill;
use crate::letters::uncapitalised;

/// A place of the answers.
pub(crate) struct Place<'a> {
    /// The question, when the pointer names one or a row of one.
    pub question: Option<&'a Question>,
    /// Titles of the rows and the address it stands in, outermost first.
    pub above: Vec<String>,
    /// What it is called: the label, or the row's title; none for a place the form does not know.
    pub label: Option<String>,
    /// Whether a row is named, so that a sentence must say which.
    pub in_row: bool,
}

/// What a place of the answers is called: « Téléphone 2, numéro » for `/person/phones/1/number`. For a place the form
/// does not know, what is known above it; empty when there is nothing.
pub fn label_at(form: &Form, pointer: &str, language: Language) -> String {
    let place = place(form, pointer, language);
    place.name(true).or_else(|| place.above.last().cloned()).unwrap_or_default()
}

/// Finds a place. Steps below a question that is not a group (the part of a date) are left out.
pub(crate) fn place<'a>(form: &'a Form, pointer: &str, language: Language) -> Place<'a> {
    let mut steps = tokens(pointer).peekable();
    let mut found = Place { question: None, above: Vec::new(), label: None, in_row: false };
    let Some(first) = steps.next() else { return found };
    // A question at the root has a path of one step; any other path begins with its section's container.
    let mut questions: &[Question] = &[];
    if let Some(question) = form.sections.iter().flat_map(|section| &section.questions).find(|q| q.path == first) {
        found.enter(question, &mut steps, &mut questions, language);
    } else {
        // Several sections may keep their answers in one place: the one that asks this.
        let second = steps.peek();
        let asks = |section: &&Section| section.questions.iter().any(|question| Some(&question.id) == second);
        let sections = form.sections.iter().filter(|section| section.container == first);
        if let Some(section) = sections.min_by_key(|section| !asks(section)) {
            found.label = Some(section.title.get(language).to_owned());
            questions = &section.questions;
        }
    }
    while let Some(step) = steps.next() {
        // A question at the root has a dotless path: it is not under its section.
        match questions.iter().find(|question| question.id == step && question.path.contains('.')) {
            Some(question) => found.enter(question, &mut steps, &mut questions, language),
            None => {
                let part = found.question.is_some_and(|question| question.kind.group().is_none());
                if !part {
                    found.above.extend(found.label.take().filter(|_| found.question.is_some()));
                    found.question = None;
                }
                return found;
            }
        }
    }
    found
}

impl<'a> Place<'a> {
    fn enter(
        &mut self,
        question: &'a Question,
        steps: &mut std::iter::Peekable<impl Iterator<Item = String>>,
        questions: &mut &'a [Question],
        language: Language,
    ) {
        // The address names its parts; any other group is only a frame, unless it has rows.
        let above =
            self.question.filter(|outer| outer.kind.repeat().is_some() || matches!(outer.kind, Kind::Address(_)));
        self.above.extend(self.label.take().filter(|_| above.is_some()));
        self.question = Some(question);
        self.label = Some(question.label.get(language).to_owned());
        *questions = question.kind.questions();
        if let Some(repeat) = question.kind.repeat()
            && let Some(row) = steps.peek().and_then(|step| step.parse::<u32>().ok())
        {
            steps.next();
            self.in_row = true;
            self.label = Some(fill(repeat.item.get(language), &row.saturating_add(1).to_string()));
        }
    }

    /// The whole name, or that of what stands above only; none when there is nothing to say.
    pub(crate) fn name(&self, with_label: bool) -> Option<String> {
        let label = self.label.as_ref().filter(|_| with_label);
        let mut name = String::new();
        for part in self.above.iter().chain(label) {
            if name.is_empty() {
                name.push_str(part);
            } else {
                name.push_str(", ");
                name.push_str(&uncapitalised(part));
            }
        }
        (!name.is_empty()).then_some(name)
    }
}
