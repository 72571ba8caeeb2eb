//! One question of a form at one place of the answers: which question it is, and the pointer of its answer.

use std::sync::Arc;

use parcours_schema::{Form, Question, Section, escape, pointer_of};

/// A question's place.
#[derive(Clone)]
pub struct Spot {
    form: Arc<Form>,
    section: usize,
    /// Index among the section's questions, then among the group's, and so on.
    steps: Vec<usize>,
    /// Pointer of the answer.
    pub at: String,
    /// By what number people speak of it, where questions have one.
    pub number: Option<String>,
}

impl Spot {
    /// The questions of a section.
    pub fn of_section(form: &Arc<Form>, section: usize) -> Vec<Spot> {
        let questions = form.sections.get(section).map(|section| section.questions.as_slice()).unwrap_or_default();
        let spots = questions.iter().enumerate().map(|(index, question)| Spot {
            form: form.clone(),
            section,
            steps: vec![index],
            at: pointer_of(&question.path),
            number: None,
        });
        spots.collect()
    }

    /// The questions of this group; of one of its rows when it repeats.
    pub fn inner(&self, row: Option<usize>) -> Vec<Spot> {
        let mut above = self.at.clone();
        if let Some(row) = row {
            above.push('/');
            above.push_str(&row.to_string());
        }
        let questions = self.question().map(|question| question.kind.questions()).unwrap_or_default();
        let spots = questions.iter().enumerate().map(|(index, question)| {
            let mut at = above.clone();
            at.push('/');
            at.push_str(&escape(&question.id));
            let mut steps = self.steps.clone();
            steps.push(index);
            Spot { form: self.form.clone(), section: self.section, steps, at, number: None }
        });
        spots.collect()
    }

    /// The form.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The section it stands in.
    pub fn section(&self) -> Option<&Section> {
        self.form.sections.get(self.section)
    }

    /// The question.
    pub fn question(&self) -> Option<&Question> {
        let mut questions = self.section()?.questions.as_slice();
        let mut found = None;
        for step in &self.steps {
            found = questions.get(*step);
            questions = found?.kind.questions();
        }
        found
    }
}
