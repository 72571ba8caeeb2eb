//! The questions of a form with what the proof needs to know of each: where it is written, what stands around it.

use std::collections::HashMap;

use parcours_schema::{Condition, Form, Question, Required};

/// A question and its surroundings.
pub(crate) struct Entry<'f> {
    pub(crate) question: &'f Question,
    /// JSON pointer of the question in the form.
    pub(crate) place: String,
    pub(crate) section: usize,
    /// Index of the group it stands in.
    pub(crate) parent: Option<usize>,
    /// Paths of the repeating groups around it, outermost first.
    pub(crate) rows: Vec<&'f str>,
}

/// All questions, in page order.
pub(crate) struct Index<'f> {
    pub(crate) form: &'f Form,
    pub(crate) entries: Vec<Entry<'f>>,
    by_path: HashMap<&'f str, usize>,
}

impl<'f> Index<'f> {
    pub(crate) fn of(form: &'f Form) -> Index<'f> {
        let mut index = Index { form, entries: Vec::new(), by_path: HashMap::new() };
        for (number, section) in form.sections.iter().enumerate() {
            let place = format!("/sections/{number}");
            index.add(&section.questions, &place, number, None, &[]);
        }
        index
    }

    fn add(&mut self, questions: &'f [Question], above: &str, section: usize, parent: Option<usize>, rows: &[&'f str]) {
        for (number, question) in questions.iter().enumerate() {
            let place = format!("{above}/questions/{number}");
            let here = self.entries.len();
            self.by_path.entry(&question.path).or_insert(here);
            self.entries.push(Entry { question, place: place.clone(), section, parent, rows: rows.to_vec() });
            let mut inner = rows.to_vec();
            if question.kind.repeat().is_some() {
                inner.push(&question.path);
            }
            self.add(question.kind.questions(), &place, section, Some(here), &inner);
        }
    }

    pub(crate) fn position(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    pub(crate) fn get(&self, path: &str) -> Option<&Entry<'f>> {
        self.position(path).map(|position| &self.entries[position])
    }
}

/// A condition of the form, where it is written, and the repeating groups whose row is in hand there.
pub(crate) struct Written<'a, 'f> {
    pub(crate) condition: &'f Condition,
    pub(crate) place: String,
    pub(crate) rows: &'a [&'f str],
}

/// Calls `visit` with each condition of the form, whole.
pub(crate) fn each_condition<'f>(index: &Index<'f>, visit: &mut dyn FnMut(Written<'_, 'f>)) {
    for (number, section) in index.form.sections.iter().enumerate() {
        if let Some(condition) = &section.when {
            visit(Written { condition, place: format!("/sections/{number}/when"), rows: &[] });
        }
    }
    for entry in &index.entries {
        let place = &entry.place;
        if let Some(condition) = &entry.question.when {
            visit(Written { condition, place: format!("{place}/when"), rows: &entry.rows });
        }
        if let Required::When(condition) = &entry.question.required {
            visit(Written { condition, place: format!("{place}/required"), rows: &entry.rows });
        }
    }
    for (number, check) in index.form.checks.iter().enumerate() {
        if let Some(condition) = &check.when {
            visit(Written { condition, place: format!("/checks/{number}/when"), rows: &[] });
        }
        visit(Written { condition: &check.that, place: format!("/checks/{number}/that"), rows: &[] });
    }
}
