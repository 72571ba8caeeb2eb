//! The sentences of problems in French, each to follow a label and a colon. Vous, imperative, no exclamation.

use parcours_schema::kinds::{Reference, YesNoLook};
use parcours_schema::{Code, DatePart, Kind, Language};

use crate::format;
use crate::sentence::Said;

/// What to do about a problem; begins with a small letter, ends with a full stop.
pub(crate) fn advice(said: &Said<'_>) -> String {
    let plain = match said.code {
        Code::Required => return required(said.kind),
        Code::WrongType => "répondez de nouveau à cette question.",
        Code::UnknownKey => "cette réponse n’est pas au formulaire. Retirez-la.",
        Code::TooShort { min, .. } => return ["inscrivez au moins ", &characters(*min), "."].concat(),
        Code::TooLong { max, got } => {
            let over = count(got.saturating_sub(*max));
            return ["gardez au plus ", &characters(*max), ". Retirez-en ", &over, "."].concat();
        }
        Code::DigitInName => "écrivez le nom sans chiffre.",
        Code::Pattern => {
            return match said.hint {
                Some(hint) => ["vérifiez la réponse. ", hint].concat(),
                None => "vérifiez la réponse, elle n’a pas la forme attendue.".to_owned(),
            };
        }
        Code::EmailShape => "inscrivez une adresse courriel complète, comme nom@exemple.ca.",
        Code::PhoneShape => "inscrivez un numéro de téléphone à 10 chiffres, comme 418 555-0123.",
        Code::PhoneShortCode => {
            "ce numéro est celui d’un service. Inscrivez un numéro à 10 chiffres, comme 418 555-0123."
        }
        Code::PostalCodeShape => "inscrivez un code postal comme G1R 5V7.",
        Code::PostalCodeOutsideQuebec => "ce code postal est hors du Québec. Vérifiez-le.",
        Code::NamShape => "inscrivez 4 lettres et 8 chiffres, comme TREM 8555 0112.",
        Code::NamDate => "vérifiez les 6 premiers chiffres, ils ne donnent pas une date de naissance possible.",
        Code::NamCheckDigit => "le dernier chiffre ne va pas avec les autres. Vérifiez le numéro sur la carte.",
        Code::NamName => "les lettres ne vont pas avec le nom et le prénom. Vérifiez le numéro et le nom.",
        Code::NamBirthDate => "les chiffres ne vont pas avec la date de naissance. Vérifiez le numéro et la date.",
        Code::NamSex => "le numéro ne va pas avec le sexe inscrit sur la carte. Vérifiez les deux.",
        Code::DateShape => "inscrivez le jour, le mois et l’année à 4 chiffres, comme 27 3 2007.",
        Code::DateMissing { parts } => return ["ajoutez ", &date_parts(parts), "."].concat(),
        Code::DateNotReal => "cette date n’existe pas. Vérifiez le jour et le mois.",
        Code::DateNotPast => "inscrivez une date passée.",
        Code::DateInFuture => "inscrivez la date d’aujourd’hui ou une date passée.",
        Code::DateTooEarly { min } => return from(min),
        Code::DateTooLate { max } => return until(max),
        Code::MonthShape => "inscrivez le mois et l’année à 4 chiffres, comme 11 2026.",
        Code::TimeShape => "inscrivez une heure, comme 13\u{a0}h\u{a0}30.",
        Code::NumberShape => match said.kind {
            Some(Kind::Money(_)) => "inscrivez un montant, comme 1\u{a0}234,50\u{a0}$.",
            Some(Kind::Number(number)) if number.decimals > 0 => "inscrivez un nombre, comme 12,5.",
            _ => "inscrivez un nombre en chiffres, comme 12.",
        },
        Code::NumberDecimals { max: 0 } => "inscrivez un nombre entier.",
        Code::NumberDecimals { max: 1 } => "gardez au plus 1 chiffre après la virgule.",
        Code::NumberDecimals { max } => {
            return ["gardez au plus ", &count(usize::from(*max)), " chiffres après la virgule."].concat();
        }
        Code::NumberTooSmall { min } => {
            return ["inscrivez ", amount(said.kind), " d’au moins ", &quantity(*min, said.kind), "."].concat();
        }
        Code::NumberTooLarge { max } => {
            return ["inscrivez ", amount(said.kind), " d’au plus ", &quantity(*max, said.kind), "."].concat();
        }
        Code::NotAnOption => "choisissez une réponse de la liste.",
        Code::TooManyOptions { max: 1, .. } => "gardez une seule réponse.",
        Code::TooManyOptions { max, got } => {
            let over = count(got.saturating_sub(*max));
            return ["gardez au plus ", &count(*max), " réponses. Retirez-en ", &over, "."].concat();
        }
        Code::ExclusiveOption { .. } => {
            return ["gardez «\u{a0}", said.option, "\u{a0}» ou les autres réponses, pas les deux."].concat();
        }
        Code::TooFewRows { min: 0 | 1 } => return add_row(said.kind),
        Code::TooFewRows { min } => return ["ajoutez-en jusqu’à ", &count(*min), " au moins."].concat(),
        Code::TooManyRows { max, got } => {
            let over = count(got.saturating_sub(*max));
            return ["gardez-en au plus ", &count(*max), ". Retirez-en ", &over, "."].concat();
        }
        Code::RowKey | Code::RowKeyTwice => "retirez cet ajout, puis refaites-le.",
        Code::RowGone => "un élément choisi n’existe plus. Choisissez-en un autre, ou retirez-le.",
        Code::AttachmentType => {
            let types = format::file_types(said.kind, Language::Fr);
            return ["choisissez un fichier ", if types.is_empty() { "d’un autre type" } else { types.as_str() }, "."]
                .concat();
        }
        Code::AttachmentTooLarge { max } => {
            let most = format::bytes(*max, Language::Fr);
            return ["ce fichier est trop lourd. Choisissez un fichier de ", &most, " ou moins."].concat();
        }
        Code::ComputedMismatch => {
            "cette valeur ne suit pas des autres réponses. Vérifiez-les, puis envoyez de nouveau."
        }
        Code::Check { .. } | Code::Server { .. } => "vérifiez cette réponse.",
    };
    plain.to_owned()
}

fn required(kind: Option<&Kind>) -> String {
    let plain = match kind {
        Some(Kind::Email) => "inscrivez une adresse courriel.",
        Some(Kind::Phone) => "inscrivez un numéro de téléphone.",
        Some(Kind::PostalCode) => "inscrivez un code postal.",
        Some(Kind::Nam(_)) => "inscrivez le numéro.",
        Some(Kind::Date(_)) => "inscrivez une date.",
        Some(Kind::Month(_)) => "inscrivez un mois et une année.",
        Some(Kind::Time) => "inscrivez une heure.",
        Some(Kind::Number(_)) => "inscrivez un nombre.",
        Some(Kind::Money(_)) => "inscrivez un montant.",
        Some(Kind::YesNo(YesNoLook::Checkbox)) => "cochez la case.",
        Some(Kind::Attestation(_)) => "cochez la case pour confirmer.",
        Some(Kind::YesNo(_) | Kind::Tri | Kind::Choice(_) | Kind::Reference(Reference { many: false, .. })) => {
            "choisissez une réponse."
        }
        Some(Kind::Choices(_) | Kind::Reference(_)) => "choisissez au moins une réponse.",
        Some(Kind::Attachment(_)) => "choisissez un fichier.",
        Some(Kind::Address(_)) => "inscrivez l’adresse.",
        Some(Kind::Group(group)) if group.repeat.is_some() => return add_row(kind),
        Some(Kind::Group(_)) => "répondez aux questions de cette partie.",
        Some(Kind::Text(_) | Kind::LongText(_) | Kind::Computed(_) | Kind::Note(_)) | None => "inscrivez une réponse.",
    };
    plain.to_owned()
}

fn add_row(kind: Option<&Kind>) -> String {
    match kind.and_then(Kind::repeat) {
        Some(repeat) => ["utilisez le bouton «\u{a0}", repeat.add.get(Language::Fr), "\u{a0}»."].concat(),
        None => "ajoutez une réponse.".to_owned(),
    }
}

fn characters(number: usize) -> String {
    [&*count(number), if number < 2 { " caractère" } else { " caractères" }].concat()
}

fn count(number: usize) -> String {
    format::number(number as f64, Language::Fr)
}

fn amount(kind: Option<&Kind>) -> &'static str {
    if matches!(kind, Some(Kind::Money(_))) { "un montant" } else { "un nombre" }
}

fn quantity(value: f64, kind: Option<&Kind>) -> String {
    match kind {
        Some(Kind::Money(_)) => format::money(value, Language::Fr),
        _ => format::number(value, Language::Fr),
    }
}

fn date_parts(parts: &[DatePart]) -> String {
    let name = |part: &DatePart| match part {
        DatePart::Day => "le jour",
        DatePart::Month => "le mois",
        DatePart::Year => "l’année",
    };
    format::list(parts.iter().map(name), "et")
}

fn from(iso: &str) -> String {
    match format::month(iso, Language::Fr) {
        Some(month) => ["inscrivez un mois à partir de ", &month, "."].concat(),
        None => ["inscrivez une date à partir du ", &format::date(iso, Language::Fr), "."].concat(),
    }
}

fn until(iso: &str) -> String {
    match format::month(iso, Language::Fr) {
        Some(month) => ["inscrivez un mois jusqu’à ", &month, "."].concat(),
        None => ["inscrivez une date jusqu’au ", &format::date(iso, Language::Fr), "."].concat(),
    }
}
