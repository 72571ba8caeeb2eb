// A neutral form of our own, for benches inside the project: thirty-one questions of every usual kind, made by a loop. It is
// written as the side-by-side bench writes its forms, so that the same programs read both.

const KINDS = ["text", "text", "date", "radio", "select", "textarea", "email", "checkboxes", "tel", "postal"];
const SECTIONS = 5;
const IN_EACH = 6;
const OPTIONS = { radio: 3, select: 12, checkboxes: 4 };
const PATTERNS = { tel: "^[0-9]{3}-[0-9]{3}-[0-9]{4}$", postal: "^[A-Z][0-9][A-Z] [0-9][A-Z][0-9]$", email: "^[^@ ]+@[^@ ]+[.][^@ ]+$" };

/** The form: five sections of six, the first with a box and the question that depends on it. */
export function thirtyOne() {
  const fields = Array.from({ length: SECTIONS * IN_EACH - 1 }, (_, index) => field(index));
  const sections = Array.from({ length: SECTIONS }, (_, index) => ({
    id: `part${index + 1}`,
    title: `Partie ${index + 1}`,
    fields: fields.slice(index * IN_EACH, (index + 1) * IN_EACH),
  }));
  sections[0].fields.push(
    { id: "more", type: "boolean", label: "Une précision à donner" },
    { id: "what", type: "text", label: "Précision", showIf: { field: "more", equals: true } },
  );
  return {
    id: "thirty-one",
    lang: "fr",
    title: "Trente et une questions",
    submitLabel: "Continuer",
    firstField: fields[0].id,
    toggleField: "more",
    dependentField: "what",
    invalidInputs: fields.filter(({ type }) => ["email", "postal"].includes(type)).map(({ id }) => ({ field: id, text: "x1" })),
    sections,
  };
}

/** How many errors stand there once what is ill-formed was typed, nothing else, and the form was sent. */
export function errorsDue(form) {
  const fields = form.sections.flatMap((section) => section.fields);
  return fields.filter(({ required, showIf }) => required && !showIf).length + form.invalidInputs.length;
}

function field(index) {
  const type = KINDS[index % KINDS.length];
  const count = OPTIONS[type] ?? 0;
  const pattern = PATTERNS[type];
  return {
    id: `question${index + 1}`,
    type,
    label: `Question ${index + 1} : ${SUBJECTS[index % SUBJECTS.length]}`,
    // Plain HTML has no way to say that one box of several must be ticked.
    ...(index % 3 === 0 && !pattern && type !== "checkboxes" && { required: true }),
    ...(pattern && { pattern }),
    ...(count > 0 && { options: Array.from({ length: count }, (_, at) => ({ value: `o${at + 1}`, label: `Réponse ${at + 1}` })) }),
  };
}

const SUBJECTS = ["prénom", "quartier où vous habitez", "date du premier contact", "langue parlée", "service demandé", "situation", "qui joindre"];

const GIVEN = { text: "Une réponse", textarea: "Plus longue.", date: "1984-05-17", email: "elodie@example.org", tel: "418-555-0123", postal: "G1R 4S9", boolean: true };
const ILL_FORMED = { date: "1984-13-45", email: "pas-une-adresse", tel: "abc", postal: "12" };

/** Answers without fault, and answers where what can be ill-formed is. */
export function answersOf(form) {
  const fields = form.sections.flatMap((section) => section.fields);
  const good = ({ type, options }) => (type === "checkboxes" ? [options[0].value] : (options?.[0].value ?? GIVEN[type]));
  const payload = (answer) => Object.fromEntries(fields.map((field) => [field.id, answer(field)]));
  return { valid: payload(good), invalid: payload((field) => ILL_FORMED[field.type] ?? good(field)) };
}
