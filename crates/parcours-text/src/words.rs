//! The words of the interface itself: buttons, headings, states, what to do about a problem. Add a word as a name here and
//! in both files of `words/`: neither language compiles without it. A mark such as `{n}` is filled by [`fill`] or by a
//! function here.
//!
//! A program on a server or on a developer's machine carries both languages. The module of a page carries none: its loader
//! fetches the language shown, as [`written`] writes it, and gives it to [`take`].

#[cfg(any(not(target_arch = "wasm32"), feature = "compiled"))]
mod en;
#[cfg(any(not(target_arch = "wasm32"), feature = "compiled"))]
mod fr;
#[cfg(any(not(target_arch = "wasm32"), feature = "compiled"))]
#[path = "words/compiled.rs"]
mod held;
#[cfg(all(target_arch = "wasm32", not(feature = "compiled")))]
mod held;

use parcours_schema::{Language, halves};

pub use self::held::{held, take, words};

/// A word is a name here: the structure, and the order in which words are written and read again.
macro_rules! words {
    ($($name:ident,)*) => {
        /// Everything the interface says by itself.
        #[allow(missing_docs, reason = "each word is its own description")]
        #[derive(Debug, PartialEq, Eq)]
        pub struct Words {
            $(pub $name: &'static str,)*
        }

        /// How many there are.
        const COUNT: usize = [$(stringify!($name)),*].len();

        /// Changes whenever a word comes, goes or moves: a page never reads one in the place of another.
        const SEAL: u32 = seal(concat!($(stringify!($name), " "),*));

        impl Words {
            /// None of them.
            #[cfg(any(test, all(target_arch = "wasm32", not(feature = "compiled"))))]
            const NONE: Words = Words { $($name: ""),* };

            /// The words in their order.
            fn list(&self) -> [&'static str; COUNT] {
                [$(self.$name),*]
            }

            /// Puts each word in its place.
            #[cfg(any(test, all(target_arch = "wasm32", not(feature = "compiled"))))]
            fn fill(&mut self, lines: &mut Lines) {
                $(put(&mut self.$name, lines);)*
            }
        }
    };
}

words! {
    // Fields
    optional, required, required_legend, colon, yes, no, unknown, day, month, year, date_example, month_example,
    time_example, choose, prefilled, left, too_many,

    // Suggestions of a text
    one_suggestion, suggestions, no_suggestion,

    // Files
    choose_file, replace_file, remove_file, file_types, file_reading, file_taken, file_removed, file_empty,
    file_unreadable,

    // Rows
    add, remove, row_count, nothing_to_choose, gone, most_rows, row_removed,

    // Problems
    error, warning, one_error, many_errors, one_warning, many_warnings,

    // Steps
    step_of, back, go_on, go_on_with_form, back_to_review, other_language, language_coming, language_missing,

    // Review
    review_title, review_intro, edit, not_given, answer_now, declaration, print,

    // Sending: three honest states
    send, sending, retry, not_sent, not_sent_kept,

    // Why it was not sent, after `not_sent`
    failed_offline, failed_network, failed_timeout, failed_not_set, failed_sign_in, failed_forbidden,
    failed_not_found, failed_conflict, failed_too_large, failed_wrong_type, failed_refused, failed_busy,
    failed_busy_for, failed_status, failed_no_reference, failed_file,

    // Confirmation
    received_title, received, reference, keep_reference, next_title, next, new_request, start_over, wiped,

    // Lists in a sentence
    and, or, months, the_day, the_month, the_year, one_character, characters,

    // What is missing, after a label and a colon
    give_answer, give_email, give_phone, give_postal_code, give_nam, give_date, give_month, give_time, give_number,
    give_money, give_tick, give_attestation, give_choice, give_choices, give_file, give_address, give_part, give_row,
    give_rows,

    // What is wrong, after a label and a colon
    wrong_type, unknown_key, too_short, too_long, digit_in_name, pattern, pattern_hint, email_shape, phone_shape,
    phone_short_code, postal_code_shape, postal_code_outside_quebec, nam_shape, nam_date, nam_check_digit, nam_name,
    nam_birth_date, nam_sex, date_shape, date_missing, date_not_real, date_not_past, date_in_future, date_from,
    date_until, month_from, month_until, month_shape, time_shape, number_shape, decimal_shape, money_shape,
    no_decimals, one_decimal, decimals, least_number, least_money, most_number, most_money, not_an_option, one_option,
    most_options, exclusive_option, too_few_rows, too_many_rows, row_key, row_gone, file_type, file_other_type,
    file_too_large, computed_mismatch, check,
}

/// 32 bits of FNV-1a.
const fn seal(names: &str) -> u32 {
    let (bytes, mut seal, mut index) = (names.as_bytes(), 0x811c_9dc5_u32, 0);
    while index < bytes.len() {
        seal = (seal ^ bytes[index] as u32).wrapping_mul(0x0100_0193);
        index += 1;
    }
    seal
}

/// The words of a language as a page fetches them: a seal, then one a line.
pub fn written(language: Language) -> String {
    let mut text = SEAL.to_string();
    for word in words(language).list() {
        text.push('\n');
        text.push_str(word);
    }
    text
}

#[cfg(any(test, all(target_arch = "wasm32", not(feature = "compiled"))))]
type Lines = parcours_schema::Pieces<'static>;

#[cfg(any(test, all(target_arch = "wasm32", not(feature = "compiled"))))]
// Called as often as there are words: inlined, each would be a copy of it.
#[inline(never)]
fn put(word: &mut &'static str, lines: &mut Lines) {
    *word = lines.next().unwrap_or_default();
}

#[cfg(any(test, all(target_arch = "wasm32", not(feature = "compiled"))))]
/// Reads them again; `None` when they are those of another version of the kit.
fn read(text: &'static str) -> Option<Box<Words>> {
    let mut lines = parcours_schema::pieces(text, b'\n');
    if lines.next()?.parse() != Ok(SEAL) {
        return None;
    }
    let mut words = Box::new(Words::NONE);
    words.fill(&mut lines);
    Some(words)
}

/// A text with its first mark, such as `{n}`, replaced.
///
/// ```
/// assert_eq!(parcours_text::fill("Fichier {name} retiré.", "a.pdf"), "Fichier a.pdf retiré.");
/// ```
pub fn fill(text: &str, value: &str) -> String {
    match halves(text, b'{').and_then(|(before, rest)| Some((before, halves(rest, b'}')?.1))) {
        Some((before, after)) => [before, value, after].concat(),
        None => text.to_owned(),
    }
}

impl Words {
    /// « Il y a 2 erreurs à corriger ».
    pub fn errors_to_fix(&self, number: usize) -> String {
        if number == 1 { self.one_error.to_owned() } else { fill(self.many_errors, &number.to_string()) }
    }

    /// « Il y a 2 réponses à vérifier ».
    pub fn answers_to_check(&self, number: usize) -> String {
        if number == 1 { self.one_warning.to_owned() } else { fill(self.many_warnings, &number.to_string()) }
    }

    /// « Étape 2 sur 5 ».
    pub fn step_of(&self, position: usize, total: usize) -> String {
        fill(&fill(self.step_of, &position.to_string()), &total.to_string())
    }

    /// How many suggestions a text has.
    pub fn suggestions_found(&self, number: usize) -> String {
        match number {
            0 => self.no_suggestion.to_owned(),
            1 => self.one_suggestion.to_owned(),
            _ => fill(self.suggestions, &number.to_string()),
        }
    }

    /// Characters left under a limit, or over it.
    pub fn characters_left(&self, typed: usize, most: usize) -> String {
        if typed > most {
            fill(self.too_many, &(typed - most).to_string())
        } else {
            fill(self.left, &(most - typed).to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_were_written() {
        for language in Language::ALL {
            let text = written(language);
            assert_eq!(text.lines().count(), COUNT + 1, "a word is one line");
            assert!(read(text.leak()).as_deref() == Some(words(language)));
        }
    }

    #[test]
    fn those_of_another_version_are_refused() {
        let text = written(Language::Fr);
        let other = text.replacen(&SEAL.to_string(), "12", 1);
        for text in ["", "<html>", other.leak()] {
            assert!(read(text).is_none());
        }
    }
}
