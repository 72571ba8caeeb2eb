//! Which doors fit some answers: the rules of an orientation file, judged as the page judges what it shows
//! (`domain.md` section 11). It suggests and scores nothing; whoever reads it decides.

use std::sync::Arc;

use parcours_schema::kinds::{Note, NotePart};
use parcours_schema::{
    Answers, Door, DoorRule, Fault, Form, Kind, Library, Localized, Orientation, load_orientation, load_with_doors,
    pointer_of,
};

use crate::{Context, Engine, Rules};

/// A form with the doors of its orientation in a section.
#[derive(Clone)]
pub struct Doors {
    rules: Arc<Rules>,
    orientation: Arc<Orientation>,
}

/// A door that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDoor<'d> {
    /// The rule that leads to it; its id is what a submission keeps.
    pub rule: &'d DoorRule,
    /// The service.
    pub door: &'d Door,
    /// What is said of it, the numbers of where the person lives among it.
    pub note: &'d Note,
    /// The answers that led to it, in words.
    pub because: Vec<&'d Localized>,
}

impl Doors {
    /// Reads a form with the orientation it names; `None` when it names none. `file` names the text in faults.
    ///
    /// # Errors
    /// The faults of the form, of the orientation file, or of both together.
    pub fn load(file: &str, text: &str, library: &dyn Library) -> Result<Option<Doors>, Vec<Fault>> {
        let Some(loaded) = load_with_doors(file, text, library)? else { return Ok(None) };
        let named = loaded.form.orientation.as_ref().and_then(|id| library.orientation(id));
        let Some(source) = named else { return Ok(None) };
        let orientation = load_orientation(&source.file, &source.text)?;
        Doors::compile(Arc::new(loaded.form), orientation).map(Some)
    }

    /// `form` is one loaded with its doors: [`load_with_doors`](parcours_schema::load_with_doors).
    ///
    /// # Errors
    /// As [`Rules::compile`].
    pub fn compile(form: Arc<Form>, orientation: Orientation) -> Result<Doors, Vec<Fault>> {
        Ok(Doors { rules: Rules::compile(form)?, orientation: Arc::new(orientation) })
    }

    /// The doors that fit, the most pressing first; never none.
    pub fn open(&self, answers: &Answers, context: &Context) -> Vec<OpenDoor<'_>> {
        let engine = Engine::new(self.rules.clone(), answers.clone(), context.clone());
        let sections = self.rules.form().sections.iter().filter(|section| section.shows_doors());
        let notes = sections.flat_map(|section| &section.questions);
        let shown = notes.filter(|note| engine.state(&pointer_of(&note.path)).is_some_and(|state| state.visible));
        let open = shown.filter_map(|question| {
            let Kind::Note(note) = &question.kind else { return None };
            let rule = self.orientation.rule_of(&question.id)?;
            let door = self.orientation.doors.iter().find(|door| door.id == rule.door)?;
            let reasons = note.body.iter().flat_map(|part| match part {
                NotePart::Because { reasons, .. } => reasons.as_slice(),
                _ => &[],
            });
            let given = reasons.filter(|reason| engine.is_so(&reason.when)).map(|reason| &reason.say);
            Some(OpenDoor { rule, door, note, because: given.collect() })
        });
        open.collect()
    }
}
