//! The words of the interface itself: buttons, headings, states. Add a word as a field here and in both files of
//! `words/`: neither language compiles without it. A mark such as `{n}` is filled by [`fill`] or by a function here.

mod en;
mod fr;

use parcours_schema::Language;

/// Everything the interface says by itself.
#[allow(missing_docs, reason = "each word is its own description")]
pub struct Words {
    // Fields
    pub optional: &'static str,
    pub required: &'static str,
    pub required_legend: &'static str,
    pub colon: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub unknown: &'static str,
    pub day: &'static str,
    pub month: &'static str,
    pub year: &'static str,
    pub date_example: &'static str,
    pub month_example: &'static str,
    pub time_example: &'static str,
    pub choose: &'static str,
    pub prefilled: &'static str,
    pub left: &'static str,
    pub too_many: &'static str,

    // Suggestions of a text
    pub one_suggestion: &'static str,
    pub suggestions: &'static str,
    pub no_suggestion: &'static str,

    // Files
    pub choose_file: &'static str,
    pub replace_file: &'static str,
    pub remove_file: &'static str,
    pub file_types: &'static str,
    pub file_reading: &'static str,
    pub file_taken: &'static str,
    pub file_removed: &'static str,
    pub file_empty: &'static str,
    pub file_unreadable: &'static str,

    // Rows
    pub add: &'static str,
    pub remove: &'static str,
    pub row_count: &'static str,
    pub nothing_to_choose: &'static str,
    pub gone: &'static str,
    pub most_rows: &'static str,
    pub row_removed: &'static str,

    // Problems
    pub error: &'static str,
    pub warning: &'static str,
    pub one_error: &'static str,
    pub many_errors: &'static str,
    pub one_warning: &'static str,
    pub many_warnings: &'static str,

    // Steps
    pub step_of: &'static str,
    pub back: &'static str,
    pub go_on: &'static str,
    pub back_to_review: &'static str,
    pub other_language: &'static str,
    pub language_coming: &'static str,
    pub language_missing: &'static str,

    // Review
    pub review_title: &'static str,
    pub review_intro: &'static str,
    pub edit: &'static str,
    pub not_given: &'static str,
    pub answer_now: &'static str,
    pub declaration: &'static str,
    pub print: &'static str,

    // Sending: three honest states
    pub send: &'static str,
    pub sending: &'static str,
    pub retry: &'static str,
    pub not_sent: &'static str,
    pub not_sent_kept: &'static str,

    // Why it was not sent, after `not_sent`
    pub failed_offline: &'static str,
    pub failed_network: &'static str,
    pub failed_timeout: &'static str,
    pub failed_not_set: &'static str,
    pub failed_sign_in: &'static str,
    pub failed_forbidden: &'static str,
    pub failed_not_found: &'static str,
    pub failed_conflict: &'static str,
    pub failed_too_large: &'static str,
    pub failed_wrong_type: &'static str,
    pub failed_refused: &'static str,
    pub failed_busy: &'static str,
    pub failed_busy_for: &'static str,
    pub failed_status: &'static str,
    pub failed_no_reference: &'static str,
    pub failed_file: &'static str,

    // Confirmation
    pub received_title: &'static str,
    pub received: &'static str,
    pub reference: &'static str,
    pub keep_reference: &'static str,
    pub next_title: &'static str,
    pub next: &'static str,
    pub new_request: &'static str,
    pub wiped: &'static str,
}

/// The words of a language.
#[inline(never)] // inlined, each caller would carry its own copy of them
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Fr => &fr::WORDS,
        Language::En => &en::WORDS,
    }
}

/// A text with its first mark, such as `{n}`, replaced.
///
/// ```
/// assert_eq!(parcours_text::fill("Fichier {name} retiré.", "a.pdf"), "Fichier a.pdf retiré.");
/// ```
pub fn fill(text: &str, value: &str) -> String {
    match text.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?.1))) {
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
