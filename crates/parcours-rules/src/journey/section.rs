//! A journey of one section, of a form that is not filled in one go: whoever opens it gives the answers there are, and
//! takes them back. It has no page before or after, no review, no sending; a visit to a dossier is what uses it.

use parcours_schema::{Problem, Severity};

use super::{Effect, Journey, JourneyOptions, Page};
use crate::Engine;

impl Journey {
    /// The section of that number, with answers that were judged elsewhere: all are taken, none counts as filled in
    /// advance.
    pub fn of_section(engine: Engine, options: JourneyOptions, section: usize) -> Journey {
        Journey::of_sections(engine, options, section, &[section])
    }

    /// The same with several sections on one page.
    pub fn of_sections(engine: Engine, options: JourneyOptions, section: usize, together: &[usize]) -> Journey {
        let mut journey = Journey::with(engine, options);
        journey.page = Page::Section(section);
        for section in together {
            journey.reached.insert(*section);
            journey.fold_rows(*section);
        }
        journey.together = together.to_vec();
        journey
    }

    /// Judges the section, and those on its page: what keeps the person there is shown, and what the browser must do given
    /// back; nothing when nothing does. `asked` says which problems are this person's to correct.
    pub fn judge_section(&mut self, asked: impl Fn(&Problem) -> bool) -> Vec<Effect> {
        let problems = self.together.iter().flat_map(|section| self.engine.section_problems(*section));
        self.shown = problems.filter(asked).collect();
        let stops = self.shown.iter().any(|problem| problem.severity == Severity::Error);
        let effects = if stops { self.stay() } else { Vec::new() };
        self.unfold_for(&effects);
        effects
    }
}
