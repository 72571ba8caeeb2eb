//! Words about a journey: problems, refused files, failures, live messages. One place that asks `parcours-text`.

use parcours_rules::journey::{Failure, FailureKind, FileRefusal, Status};
use parcours_schema::{Code, Form, Kind, Language, Problem, template_of};
use parcours_text::{label_at, sentence};

use parcours_text::{fill, words};

/// Why the file chosen at that pointer was not taken.
pub fn refusal(reason: FileRefusal, at: &str, form: &Form, language: Language) -> String {
    let code = match reason {
        FileRefusal::Empty => return words(language).file_empty.to_owned(),
        FileRefusal::Unreadable => return words(language).file_unreadable.to_owned(),
        FileRefusal::Type => Code::AttachmentType,
        FileRefusal::TooLarge => {
            let question = form.question(&template_of(at));
            match question.map(|question| &question.kind) {
                Some(Kind::Attachment(kind)) => Code::AttachmentTooLarge { max: kind.max_bytes },
                _ => Code::AttachmentType,
            }
        }
    };
    sentence(&Problem::error(at, code), form, language)
}

/// What the live region says.
pub fn status(status: &Status, form: &Form, language: Language) -> String {
    let words = words(language);
    match status {
        Status::RowRemoved { at, number } => {
            let mut row = at.clone();
            row.push('/');
            row.push_str(&(number - 1).to_string());
            fill(words.row_removed, &label_at(form, &row, language))
        }
        Status::FileReading { .. } => words.file_reading.to_owned(),
        Status::FileTaken { name, .. } => fill(words.file_taken, name),
        Status::FileRefused { at, reason } => refusal(*reason, at, form, language),
        Status::FileRemoved { .. } => words.file_removed.to_owned(),
        Status::Sending => words.sending.to_owned(),
        Status::LanguageComing => words.language_coming.to_owned(),
        Status::LanguageMissing => words.language_missing.to_owned(),
    }
}

/// Why the form was not sent, and what to do.
pub fn failure(failure: &Failure, language: Language) -> String {
    let words = words(language);
    let text = match failure.kind {
        FailureKind::Offline => words.failed_offline,
        FailureKind::Network => words.failed_network,
        FailureKind::Timeout => words.failed_timeout,
        FailureKind::NotSet => words.failed_not_set,
        FailureKind::SignInNeeded => words.failed_sign_in,
        FailureKind::Forbidden => words.failed_forbidden,
        FailureKind::NotFound => words.failed_not_found,
        FailureKind::Conflict | FailureKind::KeyReused => words.failed_conflict,
        FailureKind::TooLarge => words.failed_too_large,
        FailureKind::WrongType => words.failed_wrong_type,
        FailureKind::Refused => words.failed_refused,
        FailureKind::Busy { retry_after: Some(seconds) } => {
            return fill(words.failed_busy_for, &seconds.to_string());
        }
        FailureKind::Busy { retry_after: None } => words.failed_busy,
        FailureKind::Status(_) => words.failed_status,
        FailureKind::NoReference => words.failed_no_reference,
        FailureKind::FileUnreadable => words.failed_file,
    };
    text.to_owned()
}
