//! A whole step on one page, for whoever works with many dossiers (`ux.md` C-01): the sections of a step that the role writes
//! now, one after another, judged and saved together. Families have one section a page, always.

use parcours_schema::workflow::Look;

use super::{Effect, Visit};

impl Visit {
    /// Whether this role may have a whole step on one page.
    pub fn may_group(&self) -> bool {
        self.workflow().role(self.role()).is_some_and(|role| role.look == Look::Professional)
    }

    /// Whether it asked for it.
    pub fn is_grouped(&self) -> bool {
        self.grouped && self.may_group()
    }

    /// The sections that stand on one page with a section, that one included, in order.
    pub fn together(&self, section: usize) -> Vec<usize> {
        let alone = vec![section];
        if !self.is_grouped() || !self.writes_in(section) {
            return alone;
        }
        let tasks = self.tasks();
        let step = tasks.iter().find(|step| step.tasks.iter().any(|task| task.section == section));
        let tasks = step.map(|step| step.tasks.as_slice()).unwrap_or_default();
        let written = tasks.iter().filter(|task| task.writes).map(|task| task.section);
        // Where agreement must be said first, it is asked on the section's own page.
        let group: Vec<usize> = written.filter(|other| !self.must_say_whom(*other)).collect();
        if group.contains(&section) { group } else { alone }
    }

    pub(super) fn on_grouped(&mut self, grouped: bool) -> Vec<Effect> {
        self.grouped = grouped;
        // What was typed and not saved stays with its own section.
        Vec::new()
    }
}
