//! Faults without their sentences: for the page, where each sentence would be carried to every phone.

/// One sentence for all of them; the place says the rest.
pub(crate) fn words(_: impl FnOnce() -> (String, String)) -> (String, String) {
    (String::from("the definition is broken here."), String::from("Run `parcours check`."))
}
