//! The words of forms on paper in French.

use super::{Clauses, PaperWords};

pub(super) const WORDS: PaperWords = PaperWords {
    by_hand: "À remplir à la main",
    how: "Écrivez en lettres moulées. Cochez les cases qui conviennent. Si la place manque, ajoutez une feuille et inscrivez-y le numéro de la question.",
    send_to: "Où envoyer ce formulaire",
    one: "Cochez une seule case.",
    several: "Cochez tout ce qui convient.",
    at_most: "Cochez au plus {n} cases.",
    join: "Joignez le document à l’envoi.",
    joined: "Document joint",
    name_row: "Inscrivez le nom ou le numéro, comme plus haut.",
    more_rows: "S’il y en a d’autres, ajoutez une feuille.",
    edition: "Formulaire {id}, version {version}, {revision}",
    only_if: "Répondez seulement si {condition}.",
    told_if: "Si {condition}\u{a0}:",
    clause: Clauses {
        is: "la réponse à {q} est {v}",
        is_not: "la réponse à {q} n’est pas {v}",
        ticked: "{v} est coché à {q}",
        not_ticked: "{v} n’est pas coché à {q}",
        answered: "vous avez répondu à {q}",
        not_answered: "vous n’avez pas répondu à {q}",
        at_least: "la réponse à {q} est de {v} ou plus",
        at_most: "la réponse à {q} est de {v} ou moins",
        before: "la date à {q} est avant {v}",
        after: "la date à {q} est après {v}",
        age: "la personne née à la date de {q} a {v} ans ou plus",
        younger: "la personne née à la date de {q} a moins de {v} ans",
        and: " et ",
        or: " ou ",
        quotes: ["«\u{a0}", "\u{a0}»"],
        today: "aujourd’hui",
    },
};
