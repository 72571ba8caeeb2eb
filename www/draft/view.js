// The pieces that the pages of drafts are made of, with the kit's own classes and parts. Every text is a text node (T-01).

/** An element: attributes, listeners (`onclick`…), then its children. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== false));
  return element;
}

export const primary = (text) => el("button", { class: "button", part: "button primary", type: "submit" }, text);

export const secondary = (text, press) => el("button", { class: "button secondary", part: "button", type: "button", onclick: press }, text);

export const actions = (...buttons) => el("div", { class: "actions" }, buttons);

/** A question with one control: `{ id, label, hint, optional }`, and the control's own attributes. */
export function field({ id, label, hint, optional }, attributes) {
  const described = hint && `${id}-hint`;
  return el(
    "div",
    { class: "field", part: "field" },
    el("label", { class: "label", part: "label", for: id }, label, optional && el("span", { class: "optional" }, optional)),
    hint && el("p", { class: "hint", part: "hint", id: described }, hint),
    el("input", { class: "control", part: "control", id, "aria-describedby": described, required: !optional, spellcheck: "false", translate: "no", ...attributes }),
  );
}

/** The fields of a passphrase, and the button that shows them: `{ nodes, typed() → [phrase, again] }`. */
export function phraseFields(words, hint, { optional, twice }) {
  const shape = { type: "password", "data-width": "long", autocomplete: twice ? "new-password" : "current-password" };
  const mark = optional && words.optional;
  const fields = [field({ id: "draft-phrase", label: words.phrase, hint: twice ? hint : undefined, optional: mark }, shape)];
  if (twice) fields.push(field({ id: "draft-again", label: words.again, optional: mark }, shape));
  const inputs = fields.map((one) => one.querySelector("input"));
  const show = secondary(words.show, () => {
    const shown = show.getAttribute("aria-pressed") !== "true";
    show.setAttribute("aria-pressed", String(shown));
    for (const input of inputs) input.type = shown ? "text" : "password";
  });
  show.setAttribute("aria-pressed", "false");
  return { nodes: [...fields, el("p", { class: "show" }, show)], typed: () => inputs.map((input) => input.value) };
}

/**
 * A page in the place of the form's. `submit` gives what is to be corrected: `[{ id, text }]`, or nothing. Gives the node, and
 * `focus()` which brings the person to its heading.
 */
export function page(words, level, title, parts, submit) {
  const heading = el(`h${level}`, { class: "heading", part: "heading", id: "draft-heading", tabindex: "-1" }, title);
  let busy = false;
  const send = async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    clear(form);
    const button = form.querySelector("[type=submit]");
    button.setAttribute("aria-disabled", "true");
    const problems = (await submit()) ?? [];
    button.removeAttribute("aria-disabled");
    busy = false;
    if (problems.length > 0) show(form, words, level, problems);
  };
  // Off on the form: what browsers would fill again by themselves, for whoever comes next (P-07).
  const form = el("form", { novalidate: true, autocomplete: "off", onsubmit: send }, heading, parts);
  return { node: el("div", { class: "page" }, form), focus: () => heading.focus() };
}

function clear(form) {
  for (const old of form.querySelectorAll(".summary, .error")) old.remove();
  for (const wrong of form.querySelectorAll(".wrong")) wrong.classList.remove("wrong");
  for (const input of form.querySelectorAll("[aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    describe(input, (ids) => ids.filter((id) => !id.endsWith("-error")));
  }
}

/** The summary first, then each error under its question; the focus goes to the summary. */
function show(form, words, level, problems) {
  const items = problems.map(({ id, text }) => {
    const input = id && form.querySelector(`#${id}`);
    if (!input) return el("li", {}, el("span", {}, text));
    const error = el("p", { class: "error", part: "error", id: `${id}-error` }, el("span", { class: "unseen" }, words.error), text);
    input.closest(".field").classList.add("wrong");
    input.closest(".field").append(error);
    input.setAttribute("aria-invalid", "true");
    describe(input, (ids) => [...ids, error.id]);
    const go = (event) => {
      event.preventDefault();
      input.focus();
    };
    return el("li", {}, el("a", { href: `#${id}`, onclick: go }, text));
  });
  const title = problems.length === 1 ? words.errors_one : words.errors.replace("{n}", problems.length);
  const heading = el(`h${level}`, { id: "draft-summary-title" }, title);
  const summary = el("div", { class: "summary", part: "summary", id: "draft-summary", tabindex: "-1", role: "group", "aria-labelledby": heading.id }, heading, el("ul", {}, items));
  form.prepend(summary);
  summary.focus();
}

function describe(input, change) {
  const ids = change((input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id));
  if (ids.length > 0) input.setAttribute("aria-describedby", ids.join(" "));
  else input.removeAttribute("aria-describedby");
}

/** Gives a text as a file, the way the browser gives any download. Its address stands in no markup. */
export function give(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  el("a", { href: address, download: name }).click();
  // Some browsers read it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 30_000);
}

/** An event of the element. */
export const tell = (element, name, detail) => element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
