//! The numbers of sections and questions. They come from the definition alone, so that an adviser on the phone and the person
//! at home say the same one, whatever each of them sees (`ux.md` section 3, advisor mode).

use super::Visit;

impl Visit {
    /// The step a section is in, and its place there, both from 0.
    pub fn place_in_steps(&self, section: usize) -> Option<(usize, usize)> {
        let id = &self.form().sections.get(section)?.id;
        let steps = self.workflow().steps.iter().enumerate();
        steps.filter_map(|(step, one)| Some((step, one.sections.iter().position(|other| other == id)?))).next()
    }

    /// « 3.2 » for the second section of the third step; `None` for a section of no step.
    pub fn section_number(&self, section: usize) -> Option<String> {
        let (step, place) = self.place_in_steps(section)?;
        Some([(step + 1).to_string(), (place + 1).to_string()].join("."))
    }

    /// « 3.2.4 » for the fourth question of that section; `None` for what asks nothing, or stands in a group.
    pub fn question_number(&self, section: usize, path: &str) -> Option<String> {
        let questions = &self.form().sections.get(section)?.questions;
        let mut asked = questions.iter().filter(|question| question.kind.asks());
        let place = asked.position(|question| question.path == path)?;
        Some([self.section_number(section)?, (place + 1).to_string()].join("."))
    }
}
