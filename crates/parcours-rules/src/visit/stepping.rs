//! The browser's Back and Forward buttons during a visit. Back from a section saves it first, as the page's own way back
//! does: nobody loses what they typed to a button of their phone. Only pages one may stand on again are found again.

use super::storing::Saving;
use super::{Effect, Page, Visit};
use crate::journey::{Effect as PageEffect, HistoryChange, HistoryMode, Journey};

impl Visit {
    /// The entry of the page that now stands there: a new one, or the one the browser moved to.
    pub(super) fn entry(&mut self, moved: bool) -> Option<Effect> {
        let step = self.page.step_id();
        let change = if moved { HistoryChange::Replace { step } } else { HistoryChange::Push { step } };
        (self.options.journey.history == HistoryMode::Push).then_some(Effect::Page(PageEffect::History(change)))
    }

    pub(super) fn on_popped(&mut self, step: &str, sheet: &mut Journey) -> Vec<Effect> {
        let stays = self.saving == Saving::InProgress || self.is_bare();
        if stays || step == self.page.step_id() {
            return self.entry(true).into_iter().collect();
        }
        self.by_browser = true;
        let effects = match self.page {
            Page::Section(_) | Page::Desk | Page::Row(_) => self.on_back(sheet),
            _ => match Page::found_again(step) {
                Some(page) if page != Page::Overview => self.on_open(page, sheet),
                _ => self.go(Page::Overview),
            },
        };
        if effects.is_empty() && self.by_browser {
            // The entry names a page that cannot be shown (any more).
            self.by_browser = false;
            return self.entry(true).into_iter().collect();
        }
        effects
    }
}

impl Page {
    /// The page an entry of the browser's history leads to; none for pages that ask something once.
    fn found_again(step: &str) -> Option<Page> {
        match step {
            "overview" => Some(Page::Overview),
            "desk" => Some(Page::Desk),
            _ => match step.strip_prefix("document-") {
                Some(id) => Some(Page::Document(id.to_owned())),
                None => step.parse().ok().map(Page::Section),
            },
        }
    }
}
