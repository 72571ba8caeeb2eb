// What of a draft did not come back: the form may have changed since. Each answer is named by its question, in the words it
// had when it was answered: a later form may not have them any more.

/** Every answer of a JSON value, by its pointer: `Map { "/person/phone" → "450 555-0123" }`. Nothing typed is no answer. */
export function leaves(value, at = "", found = new Map()) {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return found;
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) found.set(at, JSON.stringify(value));
  else if (typeof value === "object") for (const [key, inner] of Object.entries(value)) leaves(inner, `${at}/${key}`, found);
  else found.set(at, String(value));
  return found;
}

/** The pointers of the answers in `kept` that are not the same in `now`; both are JSON texts. */
export function leftOut(kept, now) {
  const there = leaves(JSON.parse(now));
  return [...leaves(JSON.parse(kept))].filter(([at, answer]) => there.get(at) !== answer).map(([at]) => at);
}

/** The label of the question at that pointer, where it stands on the page; its marks and its number are no part of it. */
export function labelAt(shown, at) {
  const id = `q${at.replace(/\W/g, "-")}`;
  const label = shown.querySelector(`label[for="${id}"], #${id} > legend`);
  const words = [...(label?.childNodes ?? [])].filter((node) => node.nodeType === Node.TEXT_NODE);
  return words.map((node) => node.data).join("").trim();
}

/** What is closed: everything typed, with the labels of the questions it answers. */
export function withLabels(typed, labels, answers = (text) => text) {
  const known = [...leaves(JSON.parse(answers(typed))).keys()].map((at) => closest(at, labels)).filter((at) => at);
  return JSON.stringify({ typed, labels: Object.fromEntries(known.map((at) => [at, labels[at]])) });
}

/** The names of those pointers, each once: the label of the question, or of what is around it, else its id. */
export function named(pointers, labels) {
  const names = pointers.map((at) => labels[closest(at, labels)] ?? at.split("/").filter((step) => !/^\d+$/.test(step)).at(-1));
  return [...new Set(names)];
}

/** The longest beginning of a pointer that has a label. */
function closest(at, labels) {
  const steps = at.split("/");
  for (; steps.length > 1; steps.pop()) {
    const known = steps.join("/");
    if (Object.hasOwn(labels, known)) return known;
  }
  return undefined;
}
