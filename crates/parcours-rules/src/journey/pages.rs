//! From page to page: what lets one go on, and to which page. Nothing here sends.

use parcours_schema::{Code, Severity};

use super::state::Returning;
use super::{Effect, Focus, HistoryChange, HistoryMode, HostEvent, Journey, Page, Title, places};

/// Whether the browser's history already moved.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moved {
    /// The person pressed something of the form.
    ByForm,
    /// The person pressed the browser's Back or Forward.
    ByBrowser,
}

impl Journey {
    /// What the browser must do when the form first appears: title and history, never the focus.
    pub fn start(&self) -> Vec<Effect> {
        let mut effects = vec![Effect::Title(self.title())];
        if self.options.history == HistoryMode::Push {
            effects.push(Effect::History(HistoryChange::Replace { step: self.page.step_id() }));
        }
        effects
    }

    pub(super) fn title(&self) -> Title {
        Title { problem: self.errors_shown(), page: self.page, position: self.position() }
    }

    /// The page before this one, if there is one.
    pub(super) fn before(&self) -> Option<Page> {
        let sections = self.visible_sections();
        match self.page {
            Page::Section(_) if self.returning.is_some() && self.first_to_pass().is_none() => Some(Page::Review),
            Page::Section(index) => sections.into_iter().rfind(|section| *section < index).map(Page::Section),
            Page::Review => sections.last().copied().map(Page::Section),
            Page::Confirmation => None,
        }
    }

    /// The first section shown that was never left without errors; none once the review page may be shown.
    pub(super) fn first_to_pass(&self) -> Option<usize> {
        self.visible_sections().into_iter().find(|section| !self.passed.contains(section))
    }

    pub(super) fn on_continue(&mut self) -> Vec<Effect> {
        let Page::Section(index) = self.page else { return Vec::new() };
        let problems = self.engine.section_problems(index);
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            self.shown = problems;
            return self.stay();
        }
        self.passed.insert(index);
        if let Some(returning) = &self.returning {
            let at = returning.at.clone();
            return match self.first_to_ask(index) {
                Some(section) => self.go(Page::Section(section), Focus::Heading, Moved::ByForm),
                None => {
                    self.returning = None;
                    self.go(Page::Review, Focus::EditLink { at }, Moved::ByForm)
                }
            };
        }
        let next = self.visible_sections().into_iter().find(|section| *section > index).or(self.first_to_pass());
        match next {
            // The end of a form that only shows the way.
            None if !self.form().is_sent() => Vec::new(),
            next => self.go(next.map_or(Page::Review, Page::Section), Focus::Heading, Moved::ByForm),
        }
    }

    /// Whatever a change made necessary before the review: sections not seen yet, or with errors they did not have.
    fn first_to_ask(&self, left: usize) -> Option<usize> {
        let faulty = self.faulty_sections();
        let before = self.returning.as_ref().map(|returning| &returning.faulty_before);
        self.visible_sections().into_iter().filter(|section| *section != left).find(|section| {
            let newly_faulty = faulty.contains(section) && before.is_none_or(|before| !before.contains(section));
            newly_faulty || !self.passed.contains(section)
        })
    }

    pub(super) fn faulty_sections(&self) -> Vec<usize> {
        let faulty = |section: &usize| {
            self.engine.section_problems(*section).iter().any(|problem| problem.severity == Severity::Error)
        };
        self.visible_sections().into_iter().filter(faulty).collect()
    }

    /// Shows what is wrong, where it is.
    pub(super) fn stay(&mut self) -> Vec<Effect> {
        self.status = None;
        let problems = self.summary().into_iter().map(|entry| (entry.problem.at, entry.problem.code.name())).collect();
        vec![Effect::Title(self.title()), Effect::Focus(Focus::Summary), Effect::Emit(HostEvent::Invalid { problems })]
    }

    pub(super) fn on_back(&mut self) -> Vec<Effect> {
        let Some(page) = self.before() else { return Vec::new() };
        let focus = match (page, self.returning.take()) {
            (Page::Review, Some(returning)) => Focus::EditLink { at: returning.at },
            (_, returning) => {
                self.returning = returning;
                Focus::Heading
            }
        };
        self.go(page, focus, Moved::ByForm)
    }

    pub(super) fn on_open(&mut self, page: Page) -> Vec<Effect> {
        if page == self.page || !self.may_show(page) {
            return Vec::new();
        }
        self.returning = None;
        self.go(page, Focus::Heading, Moved::ByForm)
    }

    pub(super) fn on_popped(&mut self, step: &str) -> Vec<Effect> {
        let page = Page::from_step_id(step).filter(|page| self.may_show(*page));
        match page {
            Some(page) if self.page != Page::Confirmation => {
                self.returning = None;
                self.go(page, Focus::Heading, Moved::ByBrowser)
            }
            // The entry names a page that cannot be shown (any more): it becomes one of the page on the screen.
            _ => vec![Effect::History(HistoryChange::Replace { step: self.page.step_id() })],
        }
    }

    pub(super) fn may_show(&self, page: Page) -> bool {
        match page {
            Page::Section(index) => {
                let shown = self.visible_sections().contains(&index);
                let next = self.first_to_pass().is_none_or(|first| index <= first);
                self.page != Page::Confirmation && shown && (next || self.reached.contains(&index))
            }
            Page::Review => self.page != Page::Confirmation && self.first_to_pass().is_none(),
            Page::Confirmation => false,
        }
    }

    /// From the review page to a question, to come back afterwards.
    pub(super) fn on_edit(&mut self, at: &str) -> Vec<Effect> {
        if self.page != Page::Review {
            return Vec::new();
        }
        let Some((section, focus)) = self.place_of(at) else { return Vec::new() };
        self.returning = Some(Returning { at: at.to_owned(), faulty_before: self.faulty_sections() });
        self.go(Page::Section(section), focus, Moved::ByForm)
    }

    /// From the error summary to a question, on this page or another.
    pub(super) fn on_go_to_problem(&mut self, at: &str) -> Vec<Effect> {
        let Some((section, focus)) = self.place_of(at) else { return Vec::new() };
        if self.page == Page::Section(section) || self.together.contains(&section) {
            return vec![Effect::Focus(focus)];
        }
        if self.page != Page::Review {
            return Vec::new();
        }
        self.returning = Some(Returning { at: at.to_owned(), faulty_before: self.faulty_sections() });
        let mut shown = self.engine.section_problems(section);
        let here = |at: &str| places::question(self.engine.form(), at).is_some_and(|(index, _)| index == section);
        shown.extend(self.server.iter().filter(|problem| here(&problem.at)).cloned());
        let mut effects = self.go(Page::Section(section), focus, Moved::ByForm);
        self.shown = shown;
        for effect in &mut effects {
            if let Effect::Title(title) = effect {
                *title = self.title();
            }
        }
        effects
    }

    /// The section of a shown question, and where the focus goes in it.
    fn place_of(&self, at: &str) -> Option<(usize, Focus)> {
        let target = places::nearest_shown(&self.engine, at)?;
        let (section, _) = places::question(self.form(), &target)?;
        let focus = match places::row(&self.engine, at) {
            Some((at, row)) => Focus::Row { at, row },
            None => {
                let part = self.shown.iter().find_map(|problem| match &problem.code {
                    Code::DateMissing { parts } if problem.at == target => parts.first().copied(),
                    _ => None,
                });
                Focus::Question { at: target, part }
            }
        };
        Some((section, focus))
    }

    /// Goes to the first section that still has to be seen, from the review page.
    pub(super) fn ask_first(&mut self, section: usize) -> Vec<Effect> {
        let at = self.form().sections.get(section).and_then(|section| section.questions.first());
        let at = at.map(|question| parcours_schema::pointer_of(&question.path)).unwrap_or_default();
        self.returning = Some(Returning { at, faulty_before: self.faulty_sections() });
        self.go(Page::Section(section), Focus::Heading, Moved::ByForm)
    }

    fn go(&mut self, page: Page, focus: Focus, moved: Moved) -> Vec<Effect> {
        self.page = page;
        self.status = None;
        self.refused.clear();
        self.shown.clear();
        match page {
            Page::Section(index) => {
                self.reached.insert(index);
                self.folded.clear();
                self.fold_rows(index);
            }
            Page::Review => self.show_on_review(),
            Page::Confirmation => {}
        }
        let step = page.step_id();
        let mut effects = Vec::with_capacity(4);
        if self.options.history == HistoryMode::Push && moved == Moved::ByForm {
            effects.push(Effect::History(HistoryChange::Push { step: step.clone() }));
        }
        effects.push(Effect::Title(self.title()));
        effects.push(Effect::Focus(focus));
        effects.push(Effect::Emit(HostEvent::Step { step, position: self.position() }));
        effects
    }

    /// On the review page: warnings, which never stop anything, and what the server still waits for.
    pub(super) fn show_on_review(&mut self) {
        let warnings = self.engine.problems().into_iter().filter(|problem| problem.severity == Severity::Warning);
        self.shown = self.server.iter().cloned().chain(warnings).collect();
    }
}
