//! What the outside gives to a judgement: the time, the day, the platform, a hash.

use std::sync::Arc;

use crate::calendar::{Moment, day_of};
use crate::{Context, Platform};

/// SHA-256 of some bytes. The same on every side, or signatures made on one are not found on the other.
pub type Hash = fn(&[u8]) -> [u8; 32];

/// The circumstances in which an event is judged.
#[derive(Clone)]
pub struct Circumstances {
    /// What time it is.
    pub now: Moment,
    /// The day it is in Québec, and where the rules run.
    pub context: Context,
    /// The hash that signatures carry.
    pub hash: Hash,
}

impl Circumstances {
    /// Those of an instant: the day follows from it.
    pub fn at(now: Moment, platform: Arc<dyn Platform>, hash: Hash) -> Circumstances {
        Circumstances { now, context: Context { today: day_of(now), platform }, hash }
    }
}
