//! Words about a journey: problems, refused files, failures, live messages. One place that asks `parcours-text`.

use parcours_rules::journey::{Failure, FailureKind, FileRefusal, Status};
use parcours_schema::{Form, Language};
use parcours_text::label_at;

use crate::words::{fill, words};

/// Why a file was not taken.
pub fn refusal(reason: FileRefusal, language: Language) -> &'static str {
    match (language, reason) {
        (Language::Fr, FileRefusal::Type) => "Ce type de fichier n’est pas accepté. Choisissez-en un autre.",
        (Language::Fr, FileRefusal::TooLarge) => "Ce fichier est trop lourd. Choisissez un fichier plus léger.",
        (Language::Fr, FileRefusal::Empty) => "Ce fichier est vide. Choisissez-en un autre.",
        (Language::Fr, FileRefusal::Unreadable) => "Ce fichier n’a pas pu être lu. Choisissez-le de nouveau.",
        (Language::En, FileRefusal::Type) => "This type of file is not accepted. Choose another.",
        (Language::En, FileRefusal::TooLarge) => "This file is too large. Choose a smaller one.",
        (Language::En, FileRefusal::Empty) => "This file is empty. Choose another.",
        (Language::En, FileRefusal::Unreadable) => "This file could not be read. Choose it again.",
    }
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
        Status::FileRefused { reason, .. } => refusal(*reason, language).to_owned(),
        Status::FileRemoved { .. } => words.file_removed.to_owned(),
        Status::Sending => words.sending.to_owned(),
    }
}

/// Why the form was not sent, and what to do.
pub fn failure(failure: &Failure, language: Language) -> String {
    let text = match language {
        Language::Fr => match failure.kind {
            FailureKind::Offline | FailureKind::Network | FailureKind::Timeout => {
                "Vérifiez votre connexion, puis réessayez. Vos réponses sont toujours affichées ici."
            }
            _ => "Le service n’a pas pu la recevoir. Vos réponses sont toujours affichées ici.",
        },
        Language::En => match failure.kind {
            FailureKind::Offline | FailureKind::Network | FailureKind::Timeout => {
                "Check your connection, then try again. Your answers are still here."
            }
            _ => "The service could not receive it. Your answers are still here.",
        },
    };
    let mut text = text.to_owned();
    if let Some(detail) = &failure.detail {
        text.push(' ');
        text.push_str(detail);
    }
    text
}
