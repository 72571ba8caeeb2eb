// Drafts of a <parcours-form>, fetched when it has the attribute `draft`: what the element's form is, given to
// draft/drafting.js. A draft holds the answers, the page one was on, and the sections that were left without errors.

import { draft } from "./draft/drafting.js";

export { draft };

/** Elements whose drafts are served. */
const served = new WeakMap();

/**
 * Serves the drafts of an element. `form` and `sensitive` are what `parcours-ready` says; `again(kept)` draws the form anew with
 * what was typed before (`Journey::kept`).
 */
export async function attach(element, { form, sensitive }, again) {
  if (element.getAttribute("draft") !== "device") return;
  if (served.has(element)) return (await served.get(element)).redraw();
  const root = element.shadowRoot;
  const place = document.createElement("div");
  root.querySelector("slot[name=help]").before(place);
  let step;
  element.addEventListener("parcours-step", ({ detail }) => (step = detail.step));
  const shown = () => root.querySelector(".parcours:not(.draft)");
  const port = {
    element,
    place,
    form,
    sensitive,
    days: element.getAttribute("draft-days"),
    level: parseInt(element.getAttribute("heading-level"), 10) || 2,
    shown: () => shown().parentElement,
    language: () => (/^en/i.test(shown()?.lang) ? "en" : "fr"),
    typed: () => JSON.stringify({ answers: element.answers, page: step, passed: before(step) }),
    answers: (text) => JSON.stringify(JSON.parse(text).answers),
    restore: (text) => {
      const kept = JSON.parse(text);
      step = kept.page;
      return again({ ...kept, answers: withoutFiles(kept.answers) });
    },
  };
  served.set(element, draft(port));
  await served.get(element);
}

/** The sections one has been through to come to a page: those before it. */
const before = (step) => [...Array(step === "review" ? 1000 : Number(step) || 0).keys()];

/** Files are not in a draft, only what they were called: the person chooses them again. */
function withoutFiles(value) {
  if (Array.isArray(value)) return value.map(withoutFiles);
  if (value === null || typeof value !== "object") return value;
  const inner = Object.entries(value).filter(([, one]) => typeof one?.sha256 !== "string");
  return Object.fromEntries(inner.map(([key, one]) => [key, withoutFiles(one)]));
}
