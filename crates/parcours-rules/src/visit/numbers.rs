//! The numbers of sections and questions. They come from the definition alone, so that an adviser on the phone and the person
//! at home say the same one, whatever each of them sees (`ux.md` section 3, advisor mode).

use parcours_schema::Kind;

use super::Visit;

impl Visit {
    /// « 3.2 » for the second section of the third step; `None` for a section of no step.
    pub fn section_number(&self, section: usize) -> Option<String> {
        let id = &self.form().sections.get(section)?.id;
        let steps = self.workflow().steps.iter().enumerate();
        let (step, place) =
            steps.filter_map(|(step, one)| Some((step, one.sections.iter().position(|other| other == id)?))).next()?;
        Some([(step + 1).to_string(), (place + 1).to_string()].join("."))
    }

    /// « 3.2.4 » for the fourth question of that section; `None` for what asks nothing, or stands in a group.
    pub fn question_number(&self, section: usize, path: &str) -> Option<String> {
        let questions = &self.form().sections.get(section)?.questions;
        let mut asked = questions.iter().filter(|question| !matches!(question.kind, Kind::Note(_) | Kind::Computed(_)));
        let place = asked.position(|question| question.path == path)?;
        Some([self.section_number(section)?, (place + 1).to_string()].join("."))
    }
}
