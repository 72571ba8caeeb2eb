//! The words of documents in French.

use super::DocumentWords;

pub(super) static WORDS: DocumentWords = DocumentWords {
    list_title: "Documents à lire ou à imprimer",
    print: "Imprimer ce document",
    state: "État du dossier",
    made_on: "En date du",
    plan_version: "Version du plan",
    reference: "Numéro du dossier",
    copy_of: "Copie pour",
    copy_shows: "Cette copie montre ce que la personne à qui elle est destinée peut lire.",
    empty: "Rien n’est encore inscrit ici.",
    nothing: "Ce document est encore vide.",
    form_version: "Formulaire {form}, version {version}",
    page_of: "Page {n} sur {total}",
    sensitive: "Une fois imprimé, ce document peut être lu par d’autres. Gardez-le en lieu sûr.",
};
