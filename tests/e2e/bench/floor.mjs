// The floor: a neutral form as plain HTML written ahead of time, native controls, a few rules of style and about sixty lines
// of script (`floor_page.js`). The style is a file, as the policy of a portal asks. No form kit can stand on the screen sooner;
// ours is measured against it.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

const SCRIPT = fileURLToPath(new URL("floor_page.js", import.meta.url));
const STYLE = `body{font:1.125rem/1.5 sans-serif;max-width:45rem;margin:auto;padding:1rem}
label,legend{display:block;font-weight:bold}fieldset,.field{border:0;padding:0;margin:1.5rem 0}
.option label{display:inline;font-weight:normal}input:not([type=radio],[type=checkbox]),select,textarea{font:inherit;width:100%}
.error{color:#b00020;margin:0}[hidden]{display:none}`;
const INPUTS = { text: "text", date: "date", tel: "tel", email: "email", postal: "text" };

/** Writes the page of a form in `folder`, as a contender. */
export function layOutFloor(form, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, form.id), { recursive: true });
  writeFileSync(join(folder, form.id, "index.html"), page(form));
  writeFileSync(join(folder, form.id, "floor.css"), transformSync(STYLE, { loader: "css", minify: true }).code.trim());
  return folder;
}

function page(form) {
  const { firstField, toggleField, dependentField } = form;
  const facts = JSON.stringify({ firstField, toggleField, dependentField });
  const script = transformSync(readFileSync(SCRIPT, "utf8"), { minify: true, define: { FACTS: facts } }).code.trim();
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${text(form.title)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="floor.css">`;
  const sections = form.sections.map(({ title, fields }) => `<section><h2>${text(title)}</h2>${fields.map(field).join("")}</section>`);
  const asked = `<form novalidate>${sections.join("")}<button>${text(form.submitLabel)}</button></form>`;
  return `<!doctype html><html lang="fr"><head>${head}</head><body><main><h1>${text(form.title)}</h1>${asked}</main><script type="module">${script}</script></body></html>`;
}

function field(field) {
  const { id, type, label, options = [], showIf } = field;
  const words = text(label) + (field.required ? " *" : "");
  const when = showIf ? ` data-when="${showIf.field}" data-is="${showIf.equals}" hidden` : "";
  const said = `<p class="error" id="${id}-error"></p>`;
  const required = field.required ? " required" : "";
  const pattern = field.pattern ? ` pattern="${text(field.pattern)}"` : "";
  const own = `id="${id}" name="${id}" aria-describedby="${id}-error"${required}`;
  const box = (input, name, after) => `<div class="option"><input ${input}><label for="${name}">${after}</label></div>`;
  if (type === "radio" || type === "checkboxes") {
    const kind = type === "radio" ? "radio" : "checkbox";
    const each = options.map(({ value, label }) => box(`type="${kind}" id="${id}-${value}" name="${id}" value="${value}"${kind === "radio" ? required : " data-many"}`, `${id}-${value}`, text(label)));
    return `<fieldset class="field"${when}><legend>${words}</legend>${each.join("")}${said}</fieldset>`;
  }
  if (type === "boolean") return `<div class="field"${when}>${box(`type="checkbox" ${own}`, id, words)}${said}</div>`;
  const control = { select: () => `<select ${own}><option value=""></option>${options.map(({ value, label }) => `<option value="${value}">${text(label)}</option>`).join("")}</select>`, textarea: () => `<textarea ${own}></textarea>` }[type];
  return `<div class="field"${when}><label for="${id}">${words}</label>${control?.() ?? `<input type="${INPUTS[type]}" ${own}${pattern}>`}${said}</div>`;
}

const text = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
