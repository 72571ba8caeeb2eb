//! Whether somebody is there: keys, fingers and the mouse, anywhere on the host page. What they do is not looked at.

use std::cell::{Cell, RefCell};

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;

use crate::clock;

/// Scrolling is not among them: the kit scrolls too, and a person who does touches something.
const TOUCHES: &[&str] = &["keydown", "pointerdown", "pointermove", "wheel", "input", "click", "focusin"];
/// A hand that moves is told of once a second.
const SECOND: u64 = 1_000;

/// Listens as long as it is kept.
#[derive(Default)]
pub struct Presence {
    listeners: RefCell<Vec<EventListener>>,
    alarm: RefCell<Option<Timeout>>,
}

impl Presence {
    /// Tells of each touch, at most once a second, with the time: milliseconds since 1970.
    pub fn hear(&self, touched: impl Fn(u64) + Clone + 'static) {
        let Ok(window) = crate::window() else { return };
        let last = std::rc::Rc::new(Cell::new(0));
        let listeners = TOUCHES.iter().map(|name| {
            let (touched, last) = (touched.clone(), last.clone());
            // Before anybody else, who might keep it to themselves.
            EventListener::new_with_options(&window, *name, EventListenerOptions::run_in_capture_phase(), move |_| {
                let now = clock::now_ms();
                if now.abs_diff(last.get()) >= SECOND {
                    last.set(now);
                    touched(now);
                }
            })
        });
        *self.listeners.borrow_mut() = listeners.collect();
    }

    /// Calls once after so many milliseconds, in the place of any earlier alarm.
    pub fn alarm(&self, after_ms: u32, ring: impl FnOnce() + 'static) {
        *self.alarm.borrow_mut() = Some(Timeout::new(after_ms, ring));
    }

    /// Hears nothing more.
    pub fn stop(&self) {
        self.listeners.borrow_mut().clear();
        self.alarm.borrow_mut().take();
    }
}
