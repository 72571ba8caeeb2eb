// Drafts of a <parcours-form>, fetched when it has the attribute `draft`: what the element's form is, given to
// draft/drafting.js. A draft holds the answers, the page one was on, and the sections that were left without errors.

import { draft } from "./draft/drafting.js";

export { draft };

/** Elements whose drafts are served. */
const served = new WeakMap();

/**
 * Serves the drafts of an element. `kept()` gives what was typed in its form now, as JSON text (`Instance::kept`);
 * `again(text)` draws the form anew with that.
 */
export async function attach(element, kept, again) {
  if (element.getAttribute("draft") !== "device") return;
  if (served.has(element)) return (await served.get(element)).redraw();
  const root = element.shadowRoot;
  const place = document.createElement("div");
  root.querySelector("slot[name=help]").before(place);
  const { form } = JSON.parse(kept());
  const port = {
    element,
    place,
    form: { id: form.id, version: form.version },
    sensitive: form.sensitive,
    days: element.getAttribute("draft-days"),
    level: parseInt(element.getAttribute("heading-level"), 10) || 2,
    shown: () => root.querySelector(".parcours:not(.draft)").parentElement,
    language: () => (/^en/i.test(root.querySelector(".parcours:not(.draft)")?.lang) ? "en" : "fr"),
    typed: kept,
    answers: (text) => JSON.stringify(JSON.parse(text).answers),
    restore: (text) => again(JSON.stringify(withoutFiles(JSON.parse(text)))),
  };
  served.set(element, draft(port));
  await served.get(element);
}

/** Files are not in a draft, only what they were called: the person chooses them again. */
function withoutFiles(value) {
  if (Array.isArray(value)) return value.map(withoutFiles);
  if (value === null || typeof value !== "object") return value;
  const inner = Object.entries(value).filter(([, one]) => typeof one?.sha256 !== "string");
  return Object.fromEntries(inner.map(([key, one]) => [key, withoutFiles(one)]));
}
