// What somebody hears who goes through a page line by line with a screen reader: from the browser's own accessibility tree, which
// is what assistive technologies are told, in the words French and English screen readers use. Not a screen reader: each has its
// manners. What is heard here out of order, twice or not at all is wrong in all of them.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SAID = {
  fr: {
    heading: (level) => `titre de niveau ${level}`, link: "lien", button: "bouton", textbox: "champ", textarea: "champ de plusieurs lignes",
    radio: "bouton radio", checkbox: "case", combobox: "liste", group: "groupe", end: "fin du groupe", status: "annonce", alert: "alerte",
    on: "coché", off: "non coché", required: "obligatoire", invalid: "à corriger", expanded: "ouvert", collapsed: "fermé", described: "aide", colon: "\u00a0:", value: "contient",
  },
  en: {
    heading: (level) => `heading level ${level}`, link: "link", button: "button", textbox: "field", textarea: "field of several lines",
    radio: "radio button", checkbox: "checkbox", combobox: "list", group: "group", end: "end of group", status: "announcement", alert: "alert",
    on: "checked", off: "not checked", required: "required", invalid: "to fix", expanded: "open", collapsed: "closed", described: "help", colon: ":", value: "holds",
  },
};
const GROUPS = new Set(["group", "radiogroup", "Details"]);
const CONTROLS = { link: "link", button: "button", DisclosureTriangle: "button", radio: "radio", checkbox: "checkbox", combobox: "combobox", listbox: "combobox", searchbox: "textbox", textbox: "textbox" };

/** The lines heard in the form of a page, from its top to its end. */
export async function spoken(page, language) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const element = within(root, (node) => node.localName === "parcours-form");
  const form = nodes.find((node) => node.backendDOMNodeId === element?.backendNodeId);
  assert.ok(form, "the tree has the form");
  const lines = [];
  hear(form, { byId, said: SAID[language], lines });
  return lines;
}

function within(node, is) {
  if (is(node)) return node;
  for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) {
    const found = within(child, is);
    if (found) return found;
  }
  return undefined;
}

function hear(node, heard) {
  const { byId, said, lines } = heard;
  const children = () => (node.childIds ?? []).map((id) => byId.get(id)).filter(Boolean).forEach((child) => hear(child, heard));
  const role = node.ignored ? "none" : node.role?.value;
  const name = tidy(node.name?.value);
  const has = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value]));
  if (role === "heading") return void lines.push(`${said.heading(has.level)}, ${name}`);
  if (role === "StaticText") return void (name && lines.push(name));
  if (CONTROLS[role]) return void lines.push(control(node, CONTROLS[role], name, has, said));
  if (GROUPS.has(role) && name) {
    lines.push([said.group, name, has.required && said.required, has.invalid === "true" && said.invalid, help(node, said)].filter(Boolean).join(", "));
    children();
    return void lines.push(said.end);
  }
  if (role === "status" || role === "alert") {
    const before = lines.length;
    children();
    // An empty region says nothing.
    if (lines.length > before) lines.splice(before, 0, said[role]);
    return undefined;
  }
  // A label is heard with its control, its legend with its group.
  if (role === "LabelText" || role === "Legend") return undefined;
  return children();
}

function control(node, kind, name, has, said) {
  const value = tidy(node.value?.value);
  const state = kind === "radio" || kind === "checkbox" ? (has.checked === "true" || has.checked === true ? said.on : said.off) : undefined;
  const shape = kind === "textbox" && has.multiline ? said.textarea : said[kind];
  const open = has.expanded === undefined || kind === "combobox" ? undefined : has.expanded ? said.expanded : said.collapsed;
  const holds = (kind === "textbox" || kind === "combobox") && value ? `${said.value} « ${value} »` : undefined;
  return [shape, name, has.required && said.required, has.invalid === "true" && said.invalid, state, open, holds, help(node, said)].filter(Boolean).join(", ");
}

const help = (node, said) => (tidy(node.description?.value) ? `${said.described}${said.colon} ${tidy(node.description.value)}` : undefined);
/** One line; the number of a request, another each time, is left out. */
const tidy = (text) => String(text ?? "").replace(/\s+/g, " ").trim().replace(/^P-\w{4}-\w{4}$/, "P-…");

/** Compares what is heard with what was read and kept. UPDATE_TRANSCRIPTS=1 writes it anew, to be read again. */
export function assertKept(name, states) {
  const file = fileURLToPath(new URL(`transcripts/${name}.txt`, import.meta.url));
  const text = states.map(([state, lines]) => `== ${state}\n\n${lines.join("\n")}\n`).join("\n");
  if (process.env.UPDATE_TRANSCRIPTS) writeFileSync(file, text);
  assert.ok(existsSync(file), `${name} was never read: UPDATE_TRANSCRIPTS=1 writes it`);
  assert.equal(text, readFileSync(file, "utf8"), `what is heard in ${name} changed: read it again, then keep it with UPDATE_TRANSCRIPTS=1`);
}
