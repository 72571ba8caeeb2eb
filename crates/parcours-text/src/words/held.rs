//! The languages a page has fetched: nothing but those is in its memory.

use std::cell::Cell;
use std::thread::LocalKey;

use parcours_schema::Language;

use super::{Words, read};

type Place = Cell<Option<&'static Words>>;

thread_local! {
    static FRENCH: Place = const { Cell::new(None) };
    static ENGLISH: Place = const { Cell::new(None) };
}

fn place(language: Language) -> &'static LocalKey<Place> {
    match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    }
}

/// The words of a language; of the other one, should these not be there.
#[inline(never)]
pub fn words(language: Language) -> &'static Words {
    place(language).get().or(FRENCH.get()).or(ENGLISH.get()).unwrap_or(&Words::NONE)
}

/// Whether the words of a language are there.
pub fn held(language: Language) -> bool {
    place(language).get().is_some()
}

/// Takes the words of a language, as [`written`](super::written) writes them, for as long as the page lasts. False when
/// they are those of another version of the kit.
pub fn take(language: Language, text: &str) -> bool {
    if !held(language)
        && let Some(words) = read(text.to_owned().leak())
    {
        place(language).set(Some(Box::leak(words)));
    }
    held(language)
}
