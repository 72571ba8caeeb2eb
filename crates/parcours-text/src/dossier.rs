//! The words of a dossier's pages, apart from those of forms: a page with only a form does not carry them.

mod en;
mod fr;

use parcours_schema::Language;

/// Everything the pages of a dossier say by themselves.
#[allow(missing_docs, reason = "each word is its own description")]
pub struct DossierWords {
    // Where the dossier is
    pub where_title: &'static str,
    pub state: &'static str,
    pub next: &'static str,
    pub now: &'static str,
    pub acts: &'static str,
    pub acts_you: &'static str,
    pub acts_nobody: &'static str,
    pub deadlines: &'static str,
    pub due_by: &'static str,
    pub soon: &'static str,
    pub late: &'static str,
    pub returned_title: &'static str,
    pub returned_by: &'static str,

    // What there is to do
    pub tasks_title: &'static str,
    pub group_step: &'static str,
    pub tasks_done: &'static str,
    pub to_do: &'static str,
    pub optional: &'static str,
    pub in_progress: &'static str,
    pub done: &'static str,
    pub to_correct: &'static str,
    pub not_yet: &'static str,
    pub not_yet_step: &'static str,
    pub comes_with: &'static str,
    pub waits_for_role: &'static str,
    pub to_read: &'static str,
    pub moves_title: &'static str,
    pub moves_none: &'static str,
    pub ready: &'static str,
    pub not_ready: &'static str,

    // A section
    pub section_numbered: &'static str,
    pub save_and_go_on: &'static str,
    pub save_and_return: &'static str,
    pub back: &'static str,
    pub told_title: &'static str,
    pub read_only: &'static str,
    pub nothing_told: &'static str,
    pub say_aloud: &'static str,
    pub plain_words: &'static str,
    pub documents: &'static str,
    pub advisor_help: &'static str,

    // A move
    pub missing_title: &'static str,
    pub missing_answers: &'static str,
    pub signatures_missing: &'static str,
    pub guard: &'static str,
    pub leads_to: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub sections_back: &'static str,
    pub sections_back_hint: &'static str,
    pub reason_missing: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub name_missing: &'static str,
    pub sign: &'static str,
    pub sign_with: &'static str,
    pub still_to_sign: &'static str,

    // Helping somebody
    pub helping_title: &'static str,
    pub helping_intro: &'static str,
    pub helping_with: &'static str,
    pub helping_agreed: &'static str,
    pub helping_with_missing: &'static str,
    pub helping_agreed_missing: &'static str,
    pub helping_band: &'static str,
    pub stop_helping: &'static str,

    // The veil
    pub new_person: &'static str,
    pub leaving_title: &'static str,
    pub leaving_text: &'static str,
    pub leaving_go: &'static str,
    pub left_title: &'static str,
    pub left_text: &'static str,
    pub opening_title: &'static str,
    pub opening_text: &'static str,
    pub begin: &'static str,
    pub open_title: &'static str,
    pub open: &'static str,
    pub file: &'static str,
    pub file_hint: &'static str,
    pub passphrase: &'static str,
    pub passphrase_hint: &'static str,
    pub passphrase_again: &'static str,
    pub show_passphrase: &'static str,
    pub keeping_title: &'static str,
    pub keeping_text: &'static str,
    pub keeping_warning: &'static str,
    pub keep_copy: &'static str,
    pub not_kept_yet: &'static str,
    pub kept_before: &'static str,
    pub kept_now: &'static str,
    pub other_version: &'static str,
    pub opening_file: &'static str,
    pub keeping_file: &'static str,
    pub kept_file: &'static str,
    pub file_missing: &'static str,
    pub file_not_kept: &'static str,
    pub file_later: &'static str,
    pub file_other: &'static str,
    pub file_locked: &'static str,
    pub file_no_cryptography: &'static str,
    pub passphrase_missing: &'static str,
    pub passphrase_short: &'static str,
    pub passphrase_again_wrong: &'static str,
    pub leaving_text_file: &'static str,
    pub back_to_start: &'static str,

    pub attached_title: &'static str,
    pub download: &'static str,
    pub file_not_given: &'static str,

    pub veil_title: &'static str,
    pub veil_text: &'static str,
    pub veil_lift: &'static str,

    // Two people at once
    pub conflict_title: &'static str,
    pub conflict_intro: &'static str,
    pub mine: &'static str,
    pub theirs: &'static str,
    pub theirs_when: &'static str,
    pub no_answer: &'static str,
    pub someone: &'static str,
    pub conflict_missing: &'static str,
    pub keep: &'static str,

    // The desk
    pub desk_filters: &'static str,
    pub desk_all: &'static str,
    pub desk_without: &'static str,
    pub desk_sort: &'static str,
    pub desk_grouped: &'static str,
    pub desk_shown: &'static str,
    pub desk_no_match: &'static str,
    pub desk_nothing: &'static str,
    pub desk_incomplete: &'static str,
    pub desk_action: &'static str,
    pub desk_read: &'static str,
    pub desk_save: &'static str,
    pub desk_remove: &'static str,
    pub desk_back: &'static str,

    // The store
    pub opening: &'static str,
    pub not_opened: &'static str,
    pub not_saved: &'static str,
    pub kept: &'static str,
    pub failed_changed: &'static str,
    pub failed_not_found: &'static str,
    pub failed_sign_in: &'static str,
    pub failed_refused: &'static str,
    pub failed_unreachable: &'static str,
    pub saving: &'static str,
    pub section_saved: &'static str,
    pub section_done: &'static str,
    pub moved: &'static str,
    pub signed: &'static str,
    pub merged: &'static str,
}

/// The words of a language.
#[inline(never)] // inlined, each caller would carry its own copy of them
pub fn dossier_words(language: Language) -> &'static DossierWords {
    match language {
        Language::Fr => &fr::WORDS,
        Language::En => &en::WORDS,
    }
}
