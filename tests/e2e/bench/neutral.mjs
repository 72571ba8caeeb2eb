// A neutral form, as the benches describe one for every renderer, written as a form of this kit: one section, so that all of
// it is on one page, and in it a group for each section of the neutral form.

/** The ids of neutral forms have capitals; ours have none. */
export const ours = (id) => id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).toLowerCase();

const KINDS = { text: "text", textarea: "long_text", email: "email", tel: "phone", postal: "postal_code", date: "date", boolean: "yes_no" };
/** The section that holds them all. */
const PAGE = "all";

/** The definition of a neutral form. */
export function definition(form) {
  const places = whereAnswersAre(form);
  const groups = form.sections.map((section) => ({
    id: ours(section.id),
    kind: "group",
    label: section.title,
    root: true,
    questions: section.fields.map((field) => question(field, places)),
  }));
  return {
    id: `bench-${form.id}`,
    version: "1.0.0",
    revision: "bench",
    audience: "public",
    legal_regime: "a-2.1",
    sensitive: false,
    title: form.title,
    sections: [{ id: PAGE, title: form.title, questions: groups }],
  };
}

/** Where answers and controls are, by the neutral id of each field: what the page of a bench is asked. */
export function whatIsWhere(form) {
  const { firstField, toggleField, dependentField } = form;
  const places = whereAnswersAre(form);
  const controls = Object.fromEntries(Object.entries(places).map(([id, path]) => [id, `q-${path.replace(".", "-")}`]));
  return { firstField, toggleField, dependentField, places, controls };
}

/** The answers that open the first rows of each group that repeats; nothing when none does. */
export function rowsOpened(form) {
  const answers = {};
  for (const section of form.sections) {
    for (const field of section.fields.filter(({ type, min }) => type === "repeat" && min > 0)) {
      (answers[ours(section.id)] ??= {})[ours(field.id)] = Array.from({ length: field.min }, () => ({ [ours(field.fields[0].id)]: "" }));
    }
  }
  return Object.keys(answers).length > 0 ? answers : undefined;
}

/** The path of each field's answer, by the field's neutral id; fields of rows are not in it. */
function whereAnswersAre(form) {
  const pairs = form.sections.flatMap(({ id, fields }) => fields.map((field) => [field.id, `${ours(id)}.${ours(field.id)}`]));
  return Object.fromEntries(pairs);
}

function question(field, places) {
  const { label, required, showIf } = field;
  const asked = { id: ours(field.id), label, ...(required && { required }), ...(showIf && { when: { answer: places[showIf.field], is: showIf.equals } }) };
  return { ...asked, ...shape(field, places) };
}

function shape(field, places) {
  const { type, options, pattern, maxLength: max } = field;
  if (type === "repeat") {
    const repeat = { min: field.min, max: field.max, add: field.addLabel, item: `${field.itemLabel} {n}` };
    return { kind: "group", ...(field.min && { required: true }), repeat, questions: field.fields.map((inner) => question(inner, places)) };
  }
  if (type === "checkboxes") return { kind: "choices", options: options.map(option) };
  if (type === "radio") return { kind: "choice", as: "radios", options: options.map(option) };
  if (type === "select") return { kind: "choice", as: "select", options: options.map(option) };
  if (type === "boolean") return { kind: "yes_no", as: "checkbox" };
  // An address, a telephone number and a postal code are kinds here: they say themselves what is well written.
  return { kind: KINDS[type], ...(max && { max }), ...(type === "text" && pattern && { pattern }) };
}

const option = ({ value, label }) => ({ value: value.toLowerCase(), label });

/** The answers of a neutral payload, as our form keeps them. */
export function answers(form, payload) {
  const given = {};
  for (const { id, fields } of form.sections) {
    const pairs = fields.filter((field) => payload[field.id] !== undefined).map((field) => [ours(field.id), answer(field, payload[field.id])]);
    if (pairs.length > 0) given[ours(id)] = Object.fromEntries(pairs);
  }
  return given;
}

function answer(field, value) {
  if (field.type === "repeat") {
    return value.map((row) => Object.fromEntries(field.fields.filter(({ id }) => row[id] !== undefined).map((inner) => [ours(inner.id), answer(inner, row[inner.id])])));
  }
  if (Array.isArray(value)) return value.map((one) => one.toLowerCase());
  return field.options ? value.toLowerCase() : value;
}
