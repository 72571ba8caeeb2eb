// Names, descriptions and states of the fields, as the page says them to whoever does not see it.

import assert from "node:assert/strict";
import { FIELDS } from "../deep.mjs";

/** a visible label names every field, in whole; no placeholder stands for it. A-32: no tooltip. */
export async function assertLabels(page, where) {
  const { faults, seen } = await page.evaluate((fields) => {
    const { deep } = globalThis;
    const faults = [];
    const nodes = deep.all(fields);
    for (const node of nodes) {
      // In a table, the headings of the row and of the column are the label.
      const named = (node.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean).map((id) => node.getRootNode().getElementById(id));
      const labels = [...(node.labels ?? []), ...named.filter(Boolean)].filter(deep.shown);
      if (labels.length === 0) faults.push(`${deep.name(node)}: no label on the screen`);
      else if (!labels.some((label) => label.innerText.trim())) faults.push(`${deep.name(node)}: an empty label`);
      if (node.hasAttribute("placeholder")) faults.push(`${deep.name(node)}: a placeholder`);
      if (node.hasAttribute("aria-label")) faults.push(`${deep.name(node)}: a name that is not on the screen`);
    }
    for (const node of deep.any("[title]:not(svg *), [role=tooltip]")) faults.push(`${deep.name(node)}: a tooltip`);
    return { faults, seen: nodes.length };
  }, FIELDS);
  assert.deepEqual(faults, [], `A-02 A-32, ${where}`);
  return seen;
}

/** what belongs together is a group that says its question: buttons to choose from, boxes to tick, parts of a date. */
export async function assertGroups(page, where) {
  const faults = await page.evaluate(() => {
    const { deep } = globalThis;
    const inGroup = (node) => {
      const group = node.closest("fieldset, [role=group], [role=radiogroup]");
      const legend = group?.querySelector(":scope > legend")?.textContent ?? deep.text(node, group?.getAttribute("aria-labelledby"));
      return Boolean(legend?.trim());
    };
    const faults = deep.all("input[type=radio]").filter((node) => !inGroup(node));
    const boxes = deep.all("input[type=checkbox]");
    const many = boxes.filter((node) => boxes.some((other) => other !== node && node.name && other.name === node.name));
    const dates = deep.all("input[inputmode=numeric]").filter((node) => /(day|month|year)$/.test(node.id));
    return [...faults, ...many.filter((node) => !inGroup(node)), ...dates.filter((node) => !inGroup(node))].map(deep.name);
  });
  assert.deepEqual(faults, [], `A-03, ${where}`);
}

/** what describes a field exists; it is invalid only when its error is on the page, and says that error last. */
export async function assertDescriptions(page, where, { errors }) {
  const { faults, invalid } = await page.evaluate((fields) => {
    const { deep } = globalThis;
    const faults = [];
    let invalid = 0;
    for (const root of deep.roots()) {
      const ids = [...root.querySelectorAll("[id]")].map((node) => node.id);
      const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
      if (twice.length > 0) faults.push(`ids given twice: ${[...new Set(twice)].join(", ")}`);
    }
    for (const node of deep.all(`${fields}, fieldset`)) {
      for (const attribute of ["aria-describedby", "aria-labelledby", "aria-controls", "aria-errormessage"]) {
        for (const id of (node.getAttribute(attribute) ?? "").split(/\s+/).filter(Boolean)) {
          if (!node.getRootNode().getElementById(id)) faults.push(`${deep.name(node)}: ${attribute} names ${id}, which is not there`);
        }
      }
      const state = node.getAttribute("aria-invalid");
      if (state !== null && state !== "true") faults.push(`${deep.name(node)}: aria-invalid="${state}"`);
      // A group has no such state: its description says the error.
      if (node.tagName === "FIELDSET" && /(Erreur|Error)\s?:/.test(deep.text(node, node.getAttribute("aria-describedby")))) invalid += 1;
      if (state === "true") {
        invalid += 1;
        const group = node.closest("fieldset");
        const said = `${deep.text(node, node.getAttribute("aria-describedby"))} ${deep.text(node, group?.getAttribute("aria-describedby"))}`;
        if (!/(Erreur|Error)\s?:/.test(said)) faults.push(`${deep.name(node)}: in error, and nothing says which: ${said}`);
      }
    }
    return { faults, invalid };
  }, FIELDS);
  assert.deepEqual(faults, [], `A-04, ${where}`);
  if (errors === false) assert.equal(invalid, 0, `A-04, ${where}: nothing is in error`);
  if (errors === true) assert.ok(invalid > 0, `A-04, ${where}: something is in error`);
}

/** an asterisk is never alone in saying that an answer is required; what is optional says so. */
export async function assertRequired(page, where) {
  const faults = await page.evaluate((fields) => {
    const { deep } = globalThis;
    const faults = [];
    for (const form of deep.any("form")) if (!form.noValidate) faults.push(`${deep.name(form)}: the browser's own messages are not off`);
    for (const node of deep.all(fields)) {
      const required = node.required || node.getAttribute("aria-required") === "true" || node.closest("[role=radiogroup]")?.getAttribute("aria-required") === "true";
      const words = [...(node.labels ?? [])].map((label) => label.innerText).join(" ") + (node.closest("fieldset")?.querySelector("legend")?.innerText ?? "");
      const told = /obligatoire|required/i.test(deep.text(node, node.closest("fieldset")?.getAttribute("aria-describedby")));
      const optional = /\((facultatif|optional)\)/.test(words);
      if (required && optional) faults.push(`${deep.name(node)}: required and optional at once`);
      if (/\*/.test(words) && !required && !told) faults.push(`${deep.name(node)}: an asterisk, and nothing that says required`);
    }
    for (const group of deep.all("fieldset")) {
      const stars = /\*/.test(group.querySelector(":scope > legend")?.innerText ?? "");
      const inside = group.querySelector("[required]") || group.getAttribute("aria-required") === "true";
      if (stars && !inside && !/obligatoire|required/i.test(deep.text(group, group.getAttribute("aria-describedby")))) faults.push(`${deep.name(group)}: an asterisk, and nothing that says required`);
    }
    return faults;
  }, FIELDS);
  assert.deepEqual(faults, [], `A-05, ${where}`);
}

/** A-23, P-07: every form refuses what the browser remembers, and a field says what it is for or refuses too. */
export async function assertAutocomplete(page, where) {
  const faults = await page.evaluate((fields) => {
    const { deep } = globalThis;
    const forms = deep.any("form").filter((form) => form.getAttribute("autocomplete") !== "off");
    const field = (node) => !["radio", "checkbox", "file"].includes(node.type) && node.form && node.form.getAttribute("autocomplete") !== "off" && !node.hasAttribute("autocomplete");
    return [...forms, ...deep.all(fields).filter(field)].map(deep.name);
  }, FIELDS);
  assert.deepEqual(faults, [], `A-23 P-07, ${where}`);
}

/** T-07: no field is there without being seen. A-31: no key does anything by itself. */
export async function assertNothingHidden(page, where) {
  const faults = await page.evaluate((fields) => {
    const { deep } = globalThis;
    const hidden = (node) => {
      const box = node.getBoundingClientRect();
      return !deep.shown(node) || box.width < 4 || box.height < 4;
    };
    // A radio button or a box may be drawn by its label.
    const drawn = (node) => ["radio", "checkbox", "file"].includes(node.type) && [...(node.labels ?? [])].some(deep.shown);
    // Nor under the veil, which hides what was seen: what cannot take the focus is not filled in by browsers.
    const closed = (node) => node.closest("details:not([open]), .screen[hidden][inert]");
    return [...deep.any(fields).filter((node) => hidden(node) && !drawn(node) && !closed(node)), ...deep.any("[accesskey]")].map(deep.name);
  }, FIELDS);
  assert.deepEqual(faults, [], `T-07 A-31, ${where}`);
}

/** C-07: on a page nobody has answered yet, nothing is chosen and no box is ticked. */
export async function assertNothingChosen(page, where) {
  const chosen = await page.evaluate(() => globalThis.deep.all("input[type=radio], input[type=checkbox]").filter((node) => node.checked).map(globalThis.deep.name));
  assert.deepEqual(chosen, [], `C-07, ${where}`);
}
