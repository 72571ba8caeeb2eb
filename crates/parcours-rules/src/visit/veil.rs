//! Nobody touches the page for three minutes: what stands on it is hidden from whoever walks by, and nothing is deleted
//! (`ux.md` T-08). The time is an argument: the browser reports when it is asked to, and when somebody is there.

use super::{Effect, Visit};
use crate::calendar::Moment;

/// How long a page nobody touches stays in view, in milliseconds.
pub const STILL_MS: i64 = 3 * 60 * 1_000;

impl Visit {
    /// Whether what stands on the page is hidden until somebody says they are back.
    pub fn is_veiled(&self) -> bool {
        self.veiled
    }

    /// The hour asked for came.
    pub(super) fn on_clock(&mut self, now: Moment) -> Vec<Effect> {
        let still = self.stirred.map_or(0, |then| now.millis().saturating_sub(then.millis()));
        if self.veiled {
            Vec::new()
        } else if still >= STILL_MS && !self.is_bare() {
            self.cover()
        } else if (1..STILL_MS).contains(&still) {
            vec![Effect::Watch { after_ms: STILL_MS - still }]
        } else {
            // There is nothing to hide yet, or the clock was put back.
            self.stirred = Some(now);
            vec![Effect::Watch { after_ms: STILL_MS }]
        }
    }

    /// Somebody touched the page. A device that slept wakes up with this rather than with the clock.
    pub(super) fn on_stirred(&mut self, now: Moment) -> Vec<Effect> {
        let then = self.stirred.replace(now).unwrap_or(now);
        let slept = now.millis().saturating_sub(then.millis()) >= STILL_MS;
        if slept && !self.veiled && !self.is_bare() { self.cover() } else { Vec::new() }
    }

    /// « Revenir à l’écran »: all is as it was.
    pub(super) fn on_lifted(&mut self) -> Vec<Effect> {
        if !std::mem::take(&mut self.veiled) {
            return Vec::new();
        }
        // The touch that lifts it was told just before.
        vec![Effect::Uncover, Effect::Watch { after_ms: STILL_MS }]
    }

    fn cover(&mut self) -> Vec<Effect> {
        self.veiled = true;
        vec![Effect::Cover]
    }
}
