// What drafts say, in French and in English: the same keys, `{n}`, `{date}` and `{time}` in the same places.

/** Shortest passphrase, in characters: that of a dossier's file. */
export const SHORTEST = 12;

export const WORDS = {
  fr: {
    save: "Enregistrer pour plus tard sur cet appareil",
    save_again: "Enregistrer de nouveau",
    copy: "Enregistrer une copie",
    open_copy: "Ouvrir une copie",
    delete: "Supprimer le brouillon",
    back: "Retour au formulaire",
    not_saved: "Vos réponses ne sont pas enregistrées sur cet appareil. Si vous fermez cette page, elles seront perdues.",
    saved: "Enregistré sur cet appareil le {date} à {time}.",
    until: "Après le {date}, ce brouillon ne s’ouvrira plus.",
    changed: "Vos derniers changements ne sont pas enregistrés.",
    deleted: "Brouillon supprimé.",
    busy: "Un instant…",

    device_title: "Cet appareil est-il seulement à vous?",
    device_text: "Si d’autres personnes l’utilisent, elles pourraient voir qu’une demande est commencée. Enregistrez plutôt une copie, ou imprimez vos réponses.",
    device_until: "Vos réponses seront gardées sur cet appareil jusqu’au {date}, puis effacées. Rien n’est envoyé.",
    device_phrase: "Sans phrase secrète, toute personne qui ouvre cette page sur cet appareil peut lire vos réponses.",
    device_yes: "Oui, enregistrer sur cet appareil",
    device_no: "Non, enregistrer une copie",
    phrase: "Phrase secrète",
    phrase_hint: "Au moins {n} caractères. Par exemple, quatre mots que vous retiendrez.",
    again: "La même phrase, une deuxième fois",
    optional: " (facultatif)",
    show: "Montrer ce que j’écris",
    lost: "Personne ne peut retrouver cette phrase. Si vous la perdez, vos réponses ne s’ouvriront plus.",

    copy_text: "Choisissez une phrase secrète. Elle sera demandée pour ouvrir le fichier.",
    copy_where: "Le fichier ira avec vos téléchargements. Si d’autres personnes utilisent cet appareil, déplacez-le ailleurs.",
    copy_done: "Copie enregistrée. Vérifiez qu’elle est bien dans vos fichiers.",
    open_text: "Les réponses du fichier remplaceront celles de cette page.",
    file: "Fichier de votre copie",
    file_hint: "Le fichier que vous avez enregistré. Son nom finit par .json.",
    open: "Ouvrir",

    resume_title: "Demande enregistrée",
    resume_text: "Une demande commencée le {date} est enregistrée sur cet appareil.",
    resume: "Continuer",
    remove: "Supprimer",
    delete_title: "Supprimer ce brouillon?",
    delete_text: "Les réponses enregistrées sur cet appareil seront effacées. Personne ne pourra les retrouver.",
    keep_draft: "Garder le brouillon",

    other_title: "Quel brouillon garder?",
    other_text: "Cette demande a été enregistrée dans une autre fenêtre le {date} à {time}. Rien ne change avant votre choix.",
    gone_title: "Enregistrer de nouveau?",
    gone_text: "Le brouillon de cette demande a été supprimé dans une autre fenêtre.",
    other_mine: "Garder les réponses de cette page",
    other_theirs: "Garder l’autre brouillon",
    gone_theirs: "Ne rien enregistrer",

    left_title: "Réponses à donner de nouveau",
    left_text: "Le formulaire a pu changer. Vos réponses à ces questions n’ont pas pu être reprises\u00a0:",
    left_rest: "Vos autres réponses sont dans le formulaire. Certaines questions peuvent être nouvelles.",

    errors_one: "Il y a 1 erreur à corriger",
    errors: "Il y a {n} erreurs à corriger",
    error: "Erreur\u00a0: ",
    phrase_missing: "Inscrivez la phrase secrète.",
    phrase_short: "Inscrivez une phrase d’au moins {n} caractères.",
    again_wrong: "Les deux phrases ne sont pas pareilles. Inscrivez la même deux fois.",
    file_missing: "Choisissez le fichier de votre copie.",
    file_not_kept: "Ce fichier n’est pas une copie de demande. Choisissez celui que vous avez enregistré.",
    file_later: "Ce fichier a été fait avec une version plus récente. Rechargez la page, puis réessayez.",
    file_other_form: "Ce fichier est celui d’un autre formulaire.",
    locked: "Ces réponses ne s’ouvrent pas avec cette phrase. Vérifiez les majuscules et les espaces.",
    damaged: "Ce brouillon ne s’ouvre pas. Supprimez-le, puis recommencez la demande.",
    no_store: "Votre navigateur ne permet pas d’enregistrer sur cet appareil, comme en navigation privée. Enregistrez plutôt une copie, ou imprimez vos réponses.",
    full: "Il ne reste pas assez de place sur cet appareil. Rien n’a été enregistré. Enregistrez plutôt une copie, ou imprimez vos réponses.",
    no_cryptography: "Votre navigateur ne peut pas protéger vos réponses sur cette page. Imprimez-les plutôt.",
  },
  en: {
    save: "Save for later on this device",
    save_again: "Save again",
    copy: "Save a copy",
    open_copy: "Open a copy",
    delete: "Delete the draft",
    back: "Back to the form",
    not_saved: "Your answers are not saved on this device. If you close this page, they will be lost.",
    saved: "Saved on this device on {date} at {time}.",
    until: "After {date}, this draft will no longer open.",
    changed: "Your latest changes are not saved.",
    deleted: "Draft deleted.",
    busy: "One moment…",

    device_title: "Is this device only yours?",
    device_text: "If other people use it, they could see that a request was started. Save a copy instead, or print your answers.",
    device_until: "Your answers will be kept on this device until {date}, then erased. Nothing is sent.",
    device_phrase: "Without a secret phrase, anyone who opens this page on this device can read your answers.",
    device_yes: "Yes, save on this device",
    device_no: "No, save a copy",
    phrase: "Secret phrase",
    phrase_hint: "At least {n} characters. For example, four words that you will remember.",
    again: "The same phrase, a second time",
    optional: " (optional)",
    show: "Show what I type",
    lost: "Nobody can find this phrase again. If you lose it, your answers will no longer open.",

    copy_text: "Choose a secret phrase. It will be asked for to open the file.",
    copy_where: "The file will go with your downloads. If other people use this device, move it elsewhere.",
    copy_done: "Copy saved. Check that it is among your files.",
    open_text: "The answers in the file will replace those on this page.",
    file: "The file of your copy",
    file_hint: "The file that you saved. Its name ends with .json.",
    open: "Open",

    resume_title: "Saved request",
    resume_text: "A request started on {date} is saved on this device.",
    resume: "Continue",
    remove: "Delete",
    delete_title: "Delete this draft?",
    delete_text: "The answers saved on this device will be erased. Nobody will be able to find them again.",
    keep_draft: "Keep the draft",

    other_title: "Which draft stays?",
    other_text: "This request was saved in another window on {date} at {time}. Nothing changes before you choose.",
    gone_title: "Save again?",
    gone_text: "The draft of this request was deleted in another window.",
    other_mine: "Keep the answers on this page",
    other_theirs: "Keep the other draft",
    gone_theirs: "Save nothing",

    left_title: "Answers to give again",
    left_text: "The form may have changed. Your answers to these questions could not be brought back:",
    left_rest: "Your other answers are in the form. Some questions may be new.",

    errors_one: "There is 1 error to fix",
    errors: "There are {n} errors to fix",
    error: "Error: ",
    phrase_missing: "Enter the secret phrase.",
    phrase_short: "Enter a phrase of at least {n} characters.",
    again_wrong: "The two phrases are not the same. Enter the same one twice.",
    file_missing: "Choose the file of your copy.",
    file_not_kept: "This file is not a copy of a request. Choose the one that you saved.",
    file_later: "This file was made with a later version. Reload the page, then try again.",
    file_other_form: "This file belongs to another form.",
    locked: "These answers do not open with this phrase. Check capital letters and spaces.",
    damaged: "This draft does not open. Delete it, then start the request again.",
    no_store: "Your browser does not let this page save on this device, as in private browsing. Save a copy instead, or print your answers.",
    full: "There is not enough room left on this device. Nothing was saved. Save a copy instead, or print your answers.",
    no_cryptography: "Your browser cannot protect your answers on this page. Print them instead.",
  },
};

/** A text with what stands in its place: `{ date, time, n }`. Dates are in milliseconds. */
export function said(text, language, { date, time, n } = {}) {
  return text
    .replace("{n}", n)
    .replace("{date}", date === undefined ? "" : dayOf(date, language))
    .replace("{time}", time === undefined ? "" : timeOf(time, language))
    // « p.m. » brings its own.
    .replace("..", ".");
}

function dayOf(time, language) {
  const day = new Intl.DateTimeFormat(`${language}-CA`, { dateStyle: "long" }).format(time);
  // French says the first of a month otherwise.
  return (language === "fr" ? day.replace(/^1 /, "1er ") : day).replaceAll(" ", "\u00a0");
}

function timeOf(time, language) {
  const written = new Intl.DateTimeFormat(`${language}-CA`, { timeStyle: "short" }).format(time);
  return written.replaceAll(/\s/g, "\u00a0");
}
