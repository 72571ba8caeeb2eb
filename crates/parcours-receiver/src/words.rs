//! The sentences of refusals, French first. One exhaustive match: a new refusal does not compile until both speak.
//!
//! Sentences about answers come from `parcours-text`; here are only those about the sending itself.

use crate::refusal::{FileFault, Refusal};
use parcours_rules::dossier::Refusal as Deed;
use parcours_schema::Language;

/// A problem's `title` (always the same for a code) and `detail` (this time).
pub(crate) struct Words {
    pub(crate) title: &'static str,
    pub(crate) detail: String,
}

/// What is said of a refusal.
pub(crate) fn of(refusal: &Refusal, language: Language) -> Words {
    match language {
        Language::Fr => french(refusal),
        Language::En => english(refusal),
    }
}

fn french(refusal: &Refusal) -> Words {
    let (title, detail): (&'static str, String) = match refusal {
        Refusal::KeyMissing => (
            "Il manque la clé d’envoi",
            "Ajoutez l’en-tête Idempotency-Key, égal à l’identifiant (id) de l’enveloppe.".into(),
        ),
        Refusal::KeyNotAnId => (
            "La clé d’envoi n’est pas un UUID",
            "L’en-tête Idempotency-Key doit contenir un seul UUID, celui de l’enveloppe.".into(),
        ),
        Refusal::KeyMismatch => (
            "La clé d’envoi n’est pas celle de l’enveloppe",
            "L’en-tête Idempotency-Key et l’identifiant (id) de l’enveloppe doivent être égaux.".into(),
        ),
        Refusal::KeyReused => (
            "Cette clé d’envoi a déjà servi",
            "Une demande au contenu différent a déjà été reçue avec cette clé. Celle-ci n’est pas enregistrée\u{a0}: \
             envoyez-la avec un nouvel identifiant."
                .into(),
        ),
        Refusal::NotFormType => (
            "Page illisible",
            "Ce qui a été envoyé n’est pas une page remplie. Revenez à la page, puis envoyez-la de nouveau.".into(),
        ),
        Refusal::NotJsonType => (
            "Le type du contenu n’est pas accepté",
            "Envoyez la demande avec l’en-tête Content-Type\u{a0}: application/json.".into(),
        ),
        Refusal::NotJson { line, column } => (
            "Le contenu n’est pas du JSON lisible",
            format!("La lecture s’arrête à la ligne {line}, colonne {column}. Rien n’a été enregistré."),
        ),
        Refusal::TooDeep { depth } => (
            "Le contenu a trop de niveaux",
            format!("Le JSON peut compter au plus {depth} niveaux. Rien n’a été enregistré."),
        ),
        Refusal::TooManyValues { values } => (
            "Le contenu a trop de valeurs",
            format!("Le JSON peut compter au plus {values} valeurs. Rien n’a été enregistré."),
        ),
        Refusal::TooLarge { limit } => (
            "La demande est trop lourde",
            format!(
                "La limite est de {}. Joignez moins de fichiers, ou de plus petits.",
                size(*limit as u64, Language::Fr)
            ),
        ),
        Refusal::TooSlow => (
            "L’envoi s’est interrompu",
            "Rien n’est arrivé pendant un long moment. La demande n’est pas enregistrée\u{a0}: envoyez-la de nouveau."
                .into(),
        ),
        Refusal::Interrupted => (
            "L’envoi s’est interrompu",
            "La demande n’est pas arrivée en entier. Elle n’est pas enregistrée\u{a0}: envoyez-la de nouveau.".into(),
        ),
        Refusal::Envelope { at, what } => (
            "L’enveloppe n’a pas la forme attendue",
            format!("À corriger dans l’enveloppe, à #{at} (message technique en anglais)\u{a0}: {what}."),
        ),
        Refusal::UnknownForm => {
            ("Ce formulaire n’est pas offert ici", "Aucun formulaire ne porte cet identifiant.".into())
        }
        Refusal::UnknownVersion => (
            "Cette version du formulaire n’est pas offerte ici",
            "Le formulaire a changé depuis l’ouverture de la page. Ouvrez-le de nouveau, puis envoyez la demande."
                .into(),
        ),
        Refusal::Answers(fixes) => (
            "Des réponses sont à corriger",
            match fixes.len() {
                1 => "Il y a 1 erreur à corriger. La demande n’est pas enregistrée.".into(),
                count => format!("Il y a {count} erreurs à corriger. La demande n’est pas enregistrée."),
            },
        ),
        Refusal::Storage(_) => (
            "La base de données ne répond pas comme il faut",
            "Rien n’est confirmé. Attendez un moment, puis envoyez la même demande de nouveau\u{a0}: elle ne sera pas \
             comptée deux fois."
                .into(),
        ),
        Refusal::ReadingClosed => (
            "La lecture n’est pas configurée",
            "Ce serveur n’a pas de secret pour vérifier les jetons\u{a0}: personne ne peut lire les demandes.".into(),
        ),
        Refusal::TokenMissing => (
            "Il faut un jeton pour lire les demandes",
            "Ajoutez l’en-tête Authorization\u{a0}: Bearer, suivi du jeton signé par le portail.".into(),
        ),
        Refusal::TokenRefused => (
            "Ce jeton n’ouvre pas la lecture",
            "Le jeton est expiré, ou il n’a pas été signé par le portail pour ce serveur. Connectez-vous de nouveau."
                .into(),
        ),
        Refusal::RoleRefused => (
            "Ce rôle ne donne pas accès aux demandes",
            "La lecture est réservée aux conseillères et conseillers.".into(),
        ),
        Refusal::UnknownWorkflow => {
            ("Cette démarche n’est pas offerte ici", "Aucune démarche ne porte cet identifiant.".into())
        }
        Refusal::IdTaken => (
            "Cet identifiant a déjà servi",
            "Un autre contenu a déjà été reçu avec cet identifiant. Rien n’a été enregistré.".into(),
        ),
        Refusal::ConditionMissing => (
            "Il faut dire quelle version est modifiée",
            "Ajoutez l’en-tête If-Match, égal à l’ETag du dossier lu.".into(),
        ),
        Refusal::Stale(_) => (
            "Le dossier a changé entre-temps",
            "Une autre personne l’a modifié. Lisez-le de nouveau, puis refaites vos changements\u{a0}: rien n’a été écrasé."
                .into(),
        ),
        Refusal::NotYours => (
            "Cette action revient à d’autres",
            "Ce rôle ne la fait à aucune étape de la démarche. Rien n’a été enregistré.".into(),
        ),
        Refusal::Dossier(refusal) => ("La démarche ne le permet pas", french_deed(refusal).to_owned()),
        Refusal::NotFound => ("Il n’y a rien à cette adresse", "Vérifiez l’adresse demandée.".into()),
        Refusal::MethodNotAllowed => {
            ("Cette adresse ne se demande pas ainsi", "L’en-tête Allow donne les méthodes acceptées.".into())
        }
        Refusal::Query { name } => {
            ("Un paramètre de l’adresse ne se lit pas", format!("Corrigez le paramètre «\u{a0}{name}\u{a0}»."))
        }
        Refusal::TusVersion => (
            "Cette version du protocole n’est pas parlée ici",
            "L’en-tête Tus-Resumable doit être 1.0.0.".into(),
        ),
        Refusal::Header { name } => {
            ("Un en-tête manque ou ne se lit pas", format!("Corrigez l’en-tête «\u{a0}{name}\u{a0}»."))
        }
        Refusal::NotPieceType => (
            "Le type du contenu n’est pas accepté",
            "Envoyez la suite du fichier avec l’en-tête Content-Type\u{a0}: application/offset+octet-stream.".into(),
        ),
        Refusal::UploadOffset => (
            "Le fichier ne continue pas à cet endroit",
            "Demandez avec HEAD où il en est, puis envoyez la suite.".into(),
        ),
        Refusal::PieceTooSmall { least } => {
            ("Ce morceau est trop petit", format!("Sauf le dernier, un morceau compte au moins {least} octets."))
        }
        Refusal::UploadsFull => (
            "Il n’y a plus de place pour un fichier envoyé d’avance",
            "Joignez le fichier à la demande elle-même, ou essayez plus tard.".into(),
        ),
        Refusal::NameMissing => ("Il manque un nom", "Inscrivez votre nom, en 100 caractères au plus.".into()),
        Refusal::Failed => (
            "Le serveur n’a pas pu terminer",
            "Rien n’a été enregistré. Attendez un moment, puis envoyez la même demande de nouveau.".into(),
        ),
    };
    Words { title, detail }
}

fn french_deed(refusal: &Deed) -> &'static str {
    match refusal {
        Deed::Malformed { .. } => "L’événement n’a pas la forme attendue. Rien n’a été enregistré.",
        Deed::IdTaken => "Un autre événement porte cet identifiant. Rien n’a été enregistré.",
        Deed::FromTheFuture => "L’événement porte une date à venir. Vérifiez l’heure de l’appareil.",
        Deed::UnknownRole => "Ce rôle n’a pas de part dans cette démarche.",
        Deed::CannotHelp => "Ce rôle ne peut pas accompagner cette personne.",
        Deed::NoSuchPlace { .. } => "Une réponse n’a pas sa place dans ce formulaire. Rien n’a été enregistré.",
        Deed::NotYours { .. } => "Une des réponses appartient à une autre personne, ou se donne à une autre étape.",
        Deed::AgreementMissing { .. } => "Notez d’abord qui vous accompagnez, et son accord.",
        Deed::RowGone { .. } => "Un élément a été retiré entre-temps. Lisez le dossier de nouveau.",
        Deed::TooManyRows { .. } => "Il y a trop d’éléments. Retirez-en, puis enregistrez de nouveau.",
        Deed::NotPossible => "Cette action n’est pas possible à cette étape, ou pas pour ce rôle.",
        Deed::ReasonMissing => "Donnez la raison.",
        Deed::Blocked { .. } => "Des réponses ou des signatures manquent encore.",
        Deed::NothingToSign => "Il n’y a rien à signer à cette étape.",
        Deed::ContentChanged => "Le contenu a changé depuis qu’il a été lu. Relisez-le avant de signer.",
    }
}

fn english_deed(refusal: &Deed) -> &'static str {
    match refusal {
        Deed::Malformed { .. } => "The event does not have the expected shape. Nothing has been saved.",
        Deed::IdTaken => "Another event has this id. Nothing has been saved.",
        Deed::FromTheFuture => "The event has a date to come. Check the device’s clock.",
        Deed::UnknownRole => "This role has no part in this process.",
        Deed::CannotHelp => "This role cannot assist this person.",
        Deed::NoSuchPlace { .. } => "An answer has no place in this form. Nothing has been saved.",
        Deed::NotYours { .. } => "One of the answers belongs to someone else, or is given at another step.",
        Deed::AgreementMissing { .. } => "First record whom you assist, and that they agree.",
        Deed::RowGone { .. } => "An item was removed meanwhile. Read the dossier again.",
        Deed::TooManyRows { .. } => "There are too many items. Remove some, then save again.",
        Deed::NotPossible => "This cannot be done at this step, or not by this role.",
        Deed::ReasonMissing => "Give the reason.",
        Deed::Blocked { .. } => "Some answers or signatures are still missing.",
        Deed::NothingToSign => "There is nothing to sign at this step.",
        Deed::ContentChanged => "The content has changed since it was read. Read it again before you sign.",
    }
}

fn english(refusal: &Refusal) -> Words {
    let (title, detail): (&'static str, String) = match refusal {
        Refusal::KeyMissing => {
            ("The sending key is missing", "Add the header Idempotency-Key, equal to the envelope’s id.".into())
        }
        Refusal::KeyNotAnId => (
            "The sending key is not a UUID",
            "The header Idempotency-Key must hold one UUID, the one of the envelope.".into(),
        ),
        Refusal::KeyMismatch => (
            "The sending key is not the envelope’s",
            "The header Idempotency-Key and the envelope’s id must be equal.".into(),
        ),
        Refusal::KeyReused => (
            "This sending key was used before",
            "A request with another content was already received with this key. This one is not stored: send it \
             with a new id."
                .into(),
        ),
        Refusal::NotFormType => (
            "Page not understood",
            "What was sent is not a page filled in. Go back to the page, then send it again.".into(),
        ),
        Refusal::NotJsonType => (
            "This type of content is not accepted",
            "Send the request with the header Content-Type: application/json.".into(),
        ),
        Refusal::NotJson { line, column } => (
            "The content is not readable JSON",
            format!("Reading stops at line {line}, column {column}. Nothing was stored."),
        ),
        Refusal::TooDeep { depth } => (
            "The content has too many levels",
            format!("The JSON may have {depth} levels at most. Nothing was stored."),
        ),
        Refusal::TooManyValues { values } => (
            "The content has too many values",
            format!("The JSON may have {values} values at most. Nothing was stored."),
        ),
        Refusal::TooLarge { limit } => (
            "The request is too large",
            format!("The limit is {}. Attach fewer files, or smaller ones.", size(*limit as u64, Language::En)),
        ),
        Refusal::TooSlow => (
            "The sending was interrupted",
            "Nothing arrived for a long while. The request is not stored: send it again.".into(),
        ),
        Refusal::Interrupted => {
            ("The sending was interrupted", "The request did not arrive whole. It is not stored: send it again.".into())
        }
        Refusal::Envelope { at, what } => {
            ("The envelope does not have the expected shape", format!("To correct in the envelope, at #{at}: {what}."))
        }
        Refusal::UnknownForm => ("This form is not offered here", "No form has this id.".into()),
        Refusal::UnknownVersion => (
            "This version of the form is not offered here",
            "The form has changed since the page was opened. Open it again, then send the request.".into(),
        ),
        Refusal::Answers(fixes) => (
            "Some answers need to be fixed",
            match fixes.len() {
                1 => "There is 1 error to fix. The request is not stored.".into(),
                count => format!("There are {count} errors to fix. The request is not stored."),
            },
        ),
        Refusal::Storage(_) => (
            "The database does not answer as it should",
            "Nothing is confirmed. Wait a moment, then send the same request again: it will not be counted twice."
                .into(),
        ),
        Refusal::ReadingClosed => (
            "Reading is not set up",
            "This server has no secret to check tokens with: nobody can read requests.".into(),
        ),
        Refusal::TokenMissing => (
            "Reading requests needs a token",
            "Add the header Authorization: Bearer, followed by the token the portal signed.".into(),
        ),
        Refusal::TokenRefused => (
            "This token does not open reading",
            "The token has expired, or the portal did not sign it for this server. Sign in again.".into(),
        ),
        Refusal::RoleRefused => ("This role gives no access to requests", "Reading is for advisors.".into()),
        Refusal::UnknownWorkflow => ("This process is not offered here", "No process has this id.".into()),
        Refusal::IdTaken => (
            "This id was used before",
            "Other content was already received with this id. Nothing has been saved.".into(),
        ),
        Refusal::ConditionMissing => (
            "Which version is changed must be said",
            "Add the header If-Match, equal to the ETag of the dossier as read.".into(),
        ),
        Refusal::Stale(_) => (
            "The dossier has changed meanwhile",
            "Someone else changed it. Read it again, then make your changes again: nothing was overwritten.".into(),
        ),
        Refusal::NotYours => {
            ("This is for others to do", "This role does it at no step of the process. Nothing has been saved.".into())
        }
        Refusal::Dossier(refusal) => ("The process does not allow it", english_deed(refusal).to_owned()),
        Refusal::NotFound => ("There is nothing at this address", "Check the address.".into()),
        Refusal::MethodNotAllowed => {
            ("This address is not asked that way", "The header Allow gives the methods accepted.".into())
        }
        Refusal::Query { name } => {
            ("A parameter of the address cannot be read", format!("Correct the parameter “{name}”."))
        }
        Refusal::TusVersion => {
            ("This version of the protocol is not spoken here", "The header Tus-Resumable must be 1.0.0.".into())
        }
        Refusal::Header { name } => ("A header is missing or cannot be read", format!("Correct the header “{name}”.")),
        Refusal::NotPieceType => (
            "This type of content is not accepted",
            "Send what follows of the file with the header Content-Type: application/offset+octet-stream.".into(),
        ),
        Refusal::UploadOffset => {
            ("The file does not go on at this place", "Ask with HEAD where it stands, then send what follows.".into())
        }
        Refusal::PieceTooSmall { least } => {
            ("This piece is too small", format!("But for the last, a piece has at least {least} bytes."))
        }
        Refusal::UploadsFull => {
            ("There is no more room for a file sent ahead", "Send the file in the request itself, or try later.".into())
        }
        Refusal::NameMissing => ("A name is missing", "Enter your name, in 100 characters or fewer.".into()),
        Refusal::Failed => (
            "The server could not finish",
            "Nothing was stored. Wait a moment, then send the same request again.".into(),
        ),
    };
    Words { title, detail }
}

/// What is said of a file.
pub(crate) fn of_file(fault: FileFault, language: Language) -> String {
    let french = matches!(language, Language::Fr);
    match fault {
        FileFault::Missing if french => "Ce fichier n’est pas arrivé. Joignez-le de nouveau.".into(),
        FileFault::Missing => "This file did not arrive. Attach it again.".into(),
        FileFault::Unasked if french => "Aucune réponse ne mentionne ce fichier. Retirez-le.".into(),
        FileFault::Unasked => "No answer mentions this file. Remove it.".into(),
        FileFault::NotBase64 | FileFault::Size | FileFault::Hash if french => {
            "Ce fichier n’est pas arrivé intact. Joignez-le de nouveau.".into()
        }
        FileFault::NotBase64 | FileFault::Size | FileFault::Hash => {
            "This file did not arrive intact. Attach it again.".into()
        }
        FileFault::Type | FileFault::UnknownType if french => {
            "Le contenu de ce fichier n’est pas du type annoncé. Choisissez un fichier PDF, JPEG ou PNG.".into()
        }
        FileFault::Type | FileFault::UnknownType => {
            "This file’s content is not of the type given. Choose a PDF, JPEG or PNG file.".into()
        }
        FileFault::TooLarge { max } if french => {
            let max = size(max, language);
            format!("Ce fichier est trop lourd. Choisissez un fichier de moins de {max}.")
        }
        FileFault::TooLarge { max } => {
            format!("This file is too large. Choose a file smaller than {}.", size(max, language))
        }
        FileFault::TooMany { max } if french => format!("Joignez au plus {max} fichiers."),
        FileFault::TooMany { max } => format!("Attach {max} files at most."),
    }
}

/// Said when answers of a page made more questions necessary on it.
pub(crate) fn new_questions(language: Language) -> &'static str {
    match language {
        Language::Fr => "Vos réponses ajoutent des questions à cette page.",
        Language::En => "Your answers add questions to this page.",
    }
}

/// The way out of the page, at once, and what it does not do.
pub(crate) fn leave_quickly(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Fr => (
            "Quitter rapidement",
            "Ce bouton ferme cette page et ouvre un autre site. Il n’efface pas l’historique de votre navigateur.",
        ),
        Language::En => (
            "Leave quickly",
            "This button closes this page and opens another site. It does not erase your browser history.",
        ),
    }
}

/// Bytes as people say them, rounded down so that the limit said is never above the real one.
fn size(bytes: u64, language: Language) -> String {
    let (mega, kilo, plain) = match language {
        Language::Fr => ("Mo", "ko", "octets"),
        Language::En => ("MB", "KB", "bytes"),
    };
    match bytes {
        1_048_576.. => format!("{}\u{a0}{mega}", bytes / 1_048_576),
        1_024.. => format!("{}\u{a0}{kilo}", bytes / 1_024),
        _ => format!("{bytes}\u{a0}{plain}"),
    }
}
